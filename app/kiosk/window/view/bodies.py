"""The answer of each kind of question, as it is drawn."""

from dataclasses import dataclass

from app.kiosk.window.intents import DatePart
from app.kiosk.window.view.pieces import Choice, Notice


@dataclass(frozen=True, slots=True)
class Scale:
    """k4: the points of a scale."""

    points: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """k13: option rows, one or several."""

    options: tuple[Choice, ...]
    several: bool
    filled: str = ""  # how many of how many, where there is a most


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a matrix and the code chosen for it."""

    variable: str
    text: str
    chosen: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """k5: statements on one scale."""

    prompt: str
    points: tuple[Choice, ...]
    absents: tuple[Choice, ...]
    rows: tuple[Row, ...]
    row: int
    counter: str  # "Pernyataan 2 dari 5", shown one at a time
    filled: str


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    field_name: str
    typed: str
    unit: str
    less: str
    more: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """k13b: free text."""

    field_name: str
    text: str
    limit: int
    counter: str  # with {count}: the page counts while the person writes
    warning: Notice
    hurried: bool = False  # the time is nearly over: what is written is kept at once, not after a pause


@dataclass(frozen=True, slots=True)
class Ranked:
    """One option of a ranking; `rank` is 0 while it has none. Empty words leave a button out."""

    code: int
    key: str
    label: str
    rank: int
    spoken: str
    up: str
    down: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Options put in order of preference."""

    options: tuple[Ranked, ...]
    filled: str


@dataclass(frozen=True, slots=True)
class DateField:
    """One field of a date: `size` digits at most; `spoken` says also whether it may stay empty."""

    part: DatePart
    label: str
    spoken: str
    typed: str
    size: int
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """Day, month and year as far as known; `reading` is the date in words, `note` what may stay empty."""

    fields: tuple[DateField, ...]
    note: str
    reading: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """A value that follows from earlier answers, and the sentence that says so."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list that the person makes; `remove` is spoken with the title."""

    number: int
    title: str
    note: str
    remove: str


@dataclass(frozen=True, slots=True)
class Roster:
    """A list that the person makes; `limits` says how long it may be, and so why nothing can be added."""

    rows: tuple[ListRow, ...]
    empty: str
    remove: str
    add: str
    can_add: bool
    limits: str
    none: Choice | None = None  # there is nobody and nothing to list


@dataclass(frozen=True, slots=True)
class Reading:
    """A note: nothing to answer."""


Body = Scale | Options | Ranking | Grid | Number | Date | Writing | Worked | Roster | Reading
