"""The pages of the questionnaire: a question with what stands around it, the list, the rail, the review."""

from dataclasses import dataclass

from app.kiosk.window.view.bodies import Body
from app.kiosk.window.view.pieces import Button, Choice, Header, Line, Notice, RailState
from app.ui.controls.tile import TileState


@dataclass(frozen=True, slots=True)
class ListTile:
    """A question in the question list."""

    number: int
    state: TileState
    current: bool
    spoken: str
    reachable: bool = True
    heading: str = ""  # above the first question of each agency


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The question list with its legend: (words, count) for answered, open, doubtful and current."""

    title: str
    hide: str
    show: str
    tiles: tuple[ListTile, ...]
    answered: tuple[str, int]
    open: tuple[str, int]
    flagged: tuple[str, int]
    current: str
    shown: bool  # beside the question, where there is room
    sought: str = ""  # the number being typed while it is drawn
    prompt: str = ""  # how to go to a number, or why a number cannot be opened
    drawn: bool = False  # as a drawer over it, where there is none


@dataclass(frozen=True, slots=True)
class RailStop:
    """One agency on the expert's rail."""

    number: int
    name: str
    state: RailState
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """k6: the agencies of an expert."""

    title: str
    done: str
    stops: tuple[RailStop, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys and what they do, or an icon and a reassurance."""

    keys: tuple[str, ...]
    words: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """k4, k5, k6, k13: one question. `place` tells one question from another."""

    header: Header
    place: str
    where: str
    number: str
    progress: tuple[tuple[int, int], ...]
    progress_spoken: str
    lead: str
    text: str
    hint: str
    body: Body
    absents: tuple[Choice, ...]
    clear: str
    skip: str
    subject: Line | None
    rail: Rail | None
    list: QuestionList | None
    notice: Notice | None
    hints: tuple[Hint, ...]
    previous: Button | None
    flag: str
    flagged: bool
    flag_shown: bool
    next: Button


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question worth another look."""

    number: int
    state: TileState
    text: str
    note: str
    spoken: str
    group: str = ""  # its section, or the agency that it is about
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """k7: look again before sealing."""

    header: Header
    title: str
    counts: tuple[Line, ...]  # icon, words, value: the number
    list_title: str
    open_word: str
    items: tuple[Doubt, ...]
    nothing: str
    side_title: str
    side: tuple[Line, ...]
    notice: Notice | None
    back: Button | None
    go: Button
    skipped_title: str = ""
    skipped: tuple[tuple[str, Button], ...] = ()  # agencies that an expert left out, and the way back to each
    closed_word: str = ""  # instead of the link, where a section is closed
