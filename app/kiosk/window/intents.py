"""What a person can want at the kiosk: one frozen fact per wish, sent by a page, taken by the conductor."""

from dataclasses import dataclass
from enum import Enum, auto

from app.base.sentences import Language
from app.ui.theme import Contrast, TextSize


class Menu(Enum):
    """What can lie over a page."""

    DISPLAY = auto()
    HELP = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak another language."""

    language: Language


@dataclass(frozen=True, slots=True)
class SetSize:
    """Another text size."""

    size: TextSize


@dataclass(frozen=True, slots=True)
class SetContrast:
    """Another table of colours."""

    contrast: Contrast


@dataclass(frozen=True, slots=True)
class SetStill:
    """Movement or none."""

    still: bool


@dataclass(frozen=True, slots=True)
class ShowTimer:
    """See the time left, or not; in the last minute it is seen all the same."""

    shown: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Open a menu, or close it when it is open."""

    menu: Menu


@dataclass(frozen=True, slots=True)
class Close:
    """Close whatever lies over the page: always the safe choice."""


@dataclass(frozen=True, slots=True)
class Type:
    """One symbol typed into a code, a PIN or a number."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Take away the last symbol, or all of them."""

    everything: bool = False


@dataclass(frozen=True, slots=True)
class Go:
    """The primary button of the page: what it does depends on where the person is."""


@dataclass(frozen=True, slots=True)
class Back:
    """The way back of the page."""


@dataclass(frozen=True, slots=True)
class ChangePackage:
    """Choose another package or installation before the card opens the one in use."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The box that has to be ticked before going on, such as consent."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Not willing to take part."""


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Have somebody read aloud, or read alone after all."""

    on: bool


@dataclass(frozen=True, slots=True)
class Press:
    """An answer on the screen: an option, a scale point, or a non-answer (negative code).

    `variable` is empty for the question itself and the row's id in a matrix.
    """

    code: int
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Clear:
    """Empty the answer."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the emptying."""


@dataclass(frozen=True, slots=True)
class Write:
    """The text of a free answer, after a pause or on leaving."""

    text: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """The number one lower or higher."""

    by: int


@dataclass(frozen=True, slots=True)
class Rank:
    """A ranked option one place better (-1) or worse (1)."""

    code: int
    by: int


class DatePart(Enum):
    """The three fields of a date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Fill:
    """What one field of a date holds from now on."""

    part: DatePart
    typed: str


@dataclass(frozen=True, slots=True)
class AddRow:
    """One more row of the list."""


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """The row with this number leaves the list; its answers are kept until the end, so that it can return."""

    number: int


@dataclass(frozen=True, slots=True)
class NoRows:
    """There is nobody and nothing to list."""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Another statement of the matrix."""

    by: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Mark or unmark the question as doubtful."""


@dataclass(frozen=True, slots=True)
class ShowList:
    """Have the question list beside the question, where there is room for it, or not."""

    shown: bool


@dataclass(frozen=True, slots=True)
class GoTo:
    """Open the question with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class SkipAgency:
    """The expert does not know this agency."""


@dataclass(frozen=True, slots=True)
class JudgeAgency:
    """The expert judges an agency after all that was skipped."""

    agency: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Seal and send, after the question whether to do so."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The notice has been read."""


@dataclass(frozen=True, slots=True)
class CallProctor:
    """Open the page where the proctor proves who they are."""


@dataclass(frozen=True, slots=True)
class ChooseProctor:
    """Whose PIN follows; empty opens the list of names."""

    proctor: str = ""


class Deed(Enum):
    """What the proctor does on the panel."""

    START = auto()
    PAUSE = auto()
    RESUME = auto()
    LOCK = auto()
    UNLOCK = auto()
    ADD_TIME = auto()
    END = auto()
    NOTE = auto()
    EXPORT = auto()
    RECEIPTS = auto()
    LEAVE = auto()
    VOID = auto()
    RESTART = auto()
    JOURNAL = auto()
    EXPORT_EARLY = auto()
    EJECT = auto()
    CLOSE = auto()
    CHECK = auto()
    CHECK_AGAIN = auto()
    SAVE_SHEET = auto()
    TEST_RESTART = auto()
    WORDS_SAME = auto()
    WORDS_DIFFER = auto()
    WAIVE_RESTART = auto()


@dataclass(frozen=True, slots=True)
class Do:
    """A deed of the proctor."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a group on a dialog or a page of choices."""

    group: str
    code: int


@dataclass(frozen=True, slots=True)
class OpenPapers:
    """See the papers of the room."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a field of the minutes holds from now on, as it was typed: a number that people counted."""

    name: str
    typed: str


@dataclass(frozen=True, slots=True)
class Step:
    """A field of the minutes, or the session that they are of, one lower or higher."""

    name: str
    by: int


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of the minutes says from now on: who signs, and where."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Open the page of that name in the proctor's guide."""

    name: str


@dataclass(frozen=True, slots=True)
class Second:
    """A second has passed: redraw; the clock decides what has happened."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Five seconds have passed: keep the time used safe."""


@dataclass(frozen=True, slots=True)
class Stir:
    """The person moved the mouse or pressed a key."""


@dataclass(frozen=True, slots=True)
class FrontLost:
    """Something else came before the screen: what is on it is hidden."""


@dataclass(frozen=True, slots=True)
class FrontBack:
    """The screen is in front again."""


Intent = (
    SetLanguage
    | SetSize
    | SetContrast
    | SetStill
    | ShowTimer
    | Open
    | Close
    | Type
    | Erase
    | Go
    | Back
    | ChangePackage
    | Tick
    | Refuse
    | ReadAloud
    | Press
    | Clear
    | Undo
    | Write
    | Nudge
    | Rank
    | Fill
    | AddRow
    | RemoveRow
    | NoRows
    | MoveRow
    | Flag
    | GoTo
    | ShowList
    | SkipAgency
    | JudgeAgency
    | Seal
    | Understood
    | CallProctor
    | ChooseProctor
    | Do
    | Pick
    | OpenPapers
    | Count
    | Step
    | Line
    | ReadPage
    | Second
    | Beat
    | Stir
    | FrontLost
    | FrontBack
)
