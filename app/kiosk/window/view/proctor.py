"""The pages of the proctor: progress and counts, never answers."""

from dataclasses import dataclass

from app.base.guide import Article
from app.kiosk.window.view.pieces import Badge, Button, Choice, Header, Line, Notice, RailState
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Tries:
    """What went wrong with a PIN, in words and dots."""

    title: str
    text: str
    used: int
    of: int


@dataclass(frozen=True, slots=True)
class Pin:
    """p1: the proctor proves who they are; nothing of the respondent's page shows through."""

    seat: str
    title: str
    subtitle: str
    name_label: str
    name: str
    names: tuple[tuple[str, str, bool], ...]  # id, name, chosen
    choosing: bool
    pin_label: str
    filled: int
    tries: Tries | None
    note: str
    cancel: Button
    go: Button
    erase_one: str
    erase_all: str
    training: str = ""


@dataclass(frozen=True, slots=True)
class ProctorBar:
    """The dark bar of the proctor."""

    title: str
    subtitle: str
    mode: str
    proctor: str
    clock: str
    guide: Button
    leave: Button
    training: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase of a session or one step of an export."""

    words: str
    icon: str
    state: RailState


@dataclass(frozen=True, slots=True)
class BigButton:
    """A deed on the panel, 116 px high, with its key."""

    button: Button
    key: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the session's log."""

    time: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """p2: progress and counts, never answers."""

    bar: ProctorBar
    state_label: str
    state: str
    tone: Tone
    planned_label: str
    planned: str
    stages: tuple[Stage, ...]
    info: str
    deeds: tuple[BigButton, ...]
    recap_title: str
    recap_time: str
    counts: tuple[tuple[int, str], ...]
    match: Notice | None
    log_title: str
    add: Button
    journal: Button
    log: tuple[LogLine, ...]
    condition_title: str
    export: Button
    conditions: tuple[Line, ...]
    slips: tuple[Button, ...]  # what can happen to a slip
    close: Button
    check: Button
    notice: Notice | None = None
    rule: str = ""  # of the round, about coming late


@dataclass(frozen=True, slots=True)
class LogDay:
    """The lines of one day."""

    title: str
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """All of the journal, or one day of it, with its head."""

    bar: ProctorBar
    title: str
    notice: Notice
    days_label: str
    days: tuple[Choice, ...]
    lines: tuple[LogDay, ...]
    head_label: str
    head: str
    words_label: str
    words: tuple[str, ...]
    note: str
    back: Button


@dataclass(frozen=True, slots=True)
class Meter:
    """A bar with its words and per cent."""

    words: str
    per_cent: int
    done: str


@dataclass(frozen=True, slots=True)
class Export:
    """p3: copy, read back, compare."""

    bar: ProctorBar
    stages: tuple[Stage, ...]
    target_label: str
    targets: tuple[Choice, ...]
    target_note: str
    meters: tuple[Meter, ...]
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]
    badge: Badge | None
    file_label: str
    file: str
    words_label: str
    words: tuple[str, ...]
    words_note: str
    back: Button
    receipts: Button
    papers: Button
    go: Button
    eject: Button | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that people counted, with a button on either side."""

    name: str
    label: str
    typed: str
    less: str
    more: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a room: which session, what was counted, who signs, which seats lie on the stick."""

    bar: ProctorBar
    title: str
    stick: str
    session_label: str
    session: str
    earlier: Button
    later: Button
    figures_label: str
    figures: tuple[Figure, ...]
    sums: tuple[Notice, ...]
    signers_label: str
    signers_note: str
    blanks: tuple[Blank, ...]
    seats_label: str
    seats: tuple[Line, ...]
    unused: tuple[Choice, ...]  # seats without a file: whether nobody sat there
    remarks: tuple[Line, ...]
    papers_label: str
    papers: tuple[Choice, ...]
    notices: tuple[Notice, ...]
    back: Button
    go: Button


@dataclass(frozen=True, slots=True)
class Looked:
    """One check: how it ended as icon and word, its name, what was found, what to do (empty: nothing)."""

    icon: str
    colour: str
    state: str
    name: str
    found: str
    advice: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class RestartCard:
    """The restart test: what to do now, the words to write down or to compare, and the deeds."""

    title: str
    text: str
    words: tuple[str, ...]
    deeds: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """p5: what was looked at on this machine, whether it may be used, and what only eyes can see."""

    bar: ProctorBar
    title: str
    meter: Meter | None
    checks: tuple[Looked, ...]
    badge: Badge
    verdict: str
    text: str
    again: Button
    save: Button
    notices: tuple[Notice, ...]
    restart: RestartCard | None  # where something has to be done about it
    room_label: str
    room: tuple[Choice, ...]
    back: Button
    go: Button | None
    reason: str = ""  # why it is not ready


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One page in the contents of the guide."""

    name: str
    title: str
    here: bool


@dataclass(frozen=True, slots=True)
class GuideChapter:
    """A chapter of the guide, and its pages where it is unfolded; `first` is the page that it opens."""

    title: str
    first: str
    entries: tuple[GuideEntry, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The proctor's guide: its contents at the left, narrowed to what is sought, and one page of it."""

    header: Header
    find: str
    sought: str
    note: str
    chapters: tuple[GuideChapter, ...]
    page: Article
    close: Button
    previous: Button
    next: Button
