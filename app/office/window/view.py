"""Everything the office's window says, as frozen values: pages draw exactly this and know nothing else.

A page is a column of parts. Most pages need no part of their own: a new page is a section that composes
these. What no part shows yet (a chart) is a new part here and the piece that draws it in `pages`.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from app.base import charts
from app.base.sentences import Language
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Button:
    """A command and what it asks for; `spoken` is said instead of its words, or where it has none."""

    name: str
    words: str
    intent: object
    kind: Kind = Kind.SECONDARY
    icon: str = ""
    enabled: bool = True
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A short state with its icon; `tone` None is neutral, `dashed` marks what is not final or not real."""

    words: str
    icon: str = ""
    tone: Tone | None = None
    dashed: bool = False


class FieldKind(Enum):
    """How a field is filled in."""

    LINE = auto()
    SECRET = auto()
    CHOICE = auto()
    AREA = auto()  # several lines
    CHECK = auto()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in; every change goes up as `Typed`. `text` is what the program holds."""

    name: str
    label: str
    text: str = field(default="", repr=False)  # may be a passphrase: no log shows it
    kind: FieldKind = FieldKind.LINE
    options: tuple[Option, ...] = ()
    error: str = ""
    hint: str = ""
    example: str = ""
    enabled: bool = True
    wide: int = 1  # its share of the line
    enter: object = None  # what Enter in it asks for


@dataclass(frozen=True, slots=True)
class Form:
    """Fields, one line after another, and the commands below them."""

    name: str
    lines: tuple[tuple[Field, ...], ...]
    buttons: tuple[Button, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of fields, with words where nothing is filled in, and perhaps a command at its end."""

    name: str
    cells: tuple[Field | str, ...]
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of fields under the names of their columns; what is wrong with a row is said under it."""

    name: str
    heads: "tuple[Head, ...]"
    rows: tuple[GridRow, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """`done` of `of`, as a bar with its numbers; the tone says how it stands."""

    done: int
    of: int
    tone: Tone = Tone.OK


@dataclass(frozen=True, slots=True)
class Chip:
    """A band: solid, dashed while it is open, hatched where it is withheld (no tone)."""

    words: str
    tone: charts.Tone | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: words, or a tag, a share, a band, a row of its column's plot, a shaded figure.

    `told`: the whole of it in words, said under the table while the keys or the pointer are there.
    """

    words: str = ""
    strong: bool = False
    mono: bool = False
    right: bool = False
    wrap: bool = False
    faint: bool = False
    link: bool = False
    tag: Tag | None = None
    share: Share | None = None
    chip: Chip | None = None
    interval: charts.IntervalRow | None = None
    gap: charts.GapRow | None = None
    heat: charts.HeatCell | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, called `name`; `intent` is what choosing it asks for; `sum`: it is of all above."""

    name: str
    cells: tuple[Cell, ...]
    intent: object = None
    on: bool = False
    sum: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column: `width` in pixels, or its share of what is left (`stretch`); a `plot` is under its scale."""

    words: str
    width: int = 0
    stretch: int = 1
    right: bool = False
    middle: bool = False
    plot: charts.IntervalPlot | charts.GapPlot | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `empty` is said where there is no row. More than `shown` rows scroll within it."""

    name: str
    spoken: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    shown: int = 12
    hint: str = ""  # said under the table while no cell that tells more is looked at


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str
    mono: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under each other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An icon and a sentence with *bold* parts; perhaps a value at the right, or a command."""

    icon: str
    words: str
    value: str = ""
    colour: str = "musi-700"
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines under each other, with rules between."""

    lines: tuple[Line, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Sentences with numbers before them, or with ticks as far as `done`."""

    steps: tuple[str, ...]
    done: int = 0


class Stand(Enum):
    """Where a station of a way stands."""

    PAST = auto()
    HERE = auto()
    AHEAD = auto()


@dataclass(frozen=True, slots=True)
class Station:
    """One station of a way, with a word beside it."""

    words: str
    value: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class Way:
    """Stations from the first to the last."""

    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a work that has several; choosing it shows it."""

    name: str
    words: str
    done: bool
    here: bool
    spoken: str
    intent: object = None


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a work from left to right, any of which can be looked at."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Running text; a `title` above it where there is one."""

    words: str
    title: str = ""
    icon: str = ""
    colour: str = "musi-700"


@dataclass(frozen=True, slots=True)
class Matching:
    """Matching words, each in a box."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """How far something is: `done` of `total`; `total` 0 when nobody knows yet."""

    name: str
    words: str
    done: int
    total: int
    value: str = ""
    cancel: Button | None = None


@dataclass(frozen=True, slots=True)
class Segments:
    """The steps of one work side by side: those before `here` are done, `here` is on its way."""

    name: str
    title: str
    words: tuple[str, ...]
    here: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number large enough to be seen first."""

    value: str
    words: str
    label: str = ""
    note: str = ""
    share: Share | None = None
    tone: Tone | None = None
    button: Button | None = None


class Sign(Enum):
    """What a chart draws that needs a word beside it."""

    SHADE = auto()
    CLOSED = auto()
    OPEN = auto()
    MEAN = auto()
    BAND = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """One sign of a chart and what it stands for: a shade's step, a band's tone, a group's shape."""

    words: str
    sign: Sign
    step: int = 0
    tone: charts.Tone = charts.Tone.OPEN
    shape: charts.Shape = charts.Shape.CIRCLE


@dataclass(frozen=True, slots=True)
class Legend:
    """The signs of a chart."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """An index large enough to be seen first, what it is of, and its band."""

    value: str
    title: str
    note: str = ""
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message above what it is about."""

    tone: Tone
    icon: str
    words: str
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """Commands side by side."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Parts on a white ground under a title."""

    name: str
    parts: "tuple[Part, ...]"
    title: str = ""
    button: Button | None = None
    tag: Tag | None = None
    tone: Tone | None = None  # a tinted ground


@dataclass(frozen=True, slots=True)
class Across:
    """Parts side by side, all of one width; two lines of them where the window is narrow."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Beside:
    """What matters, and at its right what helps; under it where the window is narrow."""

    main: "tuple[Part, ...]"
    side: "tuple[Part, ...]"
    width: int = 318
    left: bool = False  # the narrow one stands at the left, such as a list beside its detail


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG bytes, as wide as there is room; `spoken` says what is to be seen.

    One with a `caption`, which stands below it, is never wider than the screen was that it shows.
    """

    name: str
    png: bytes = field(repr=False)
    spoken: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """A place to let files fall onto; they go up as `Dropped(name, paths)`."""

    name: str
    title: str
    words: str
    button: Button
    icon: str = "usb"
    enabled: bool = True


Part: TypeAlias = (
    Form
    | Grid
    | Table
    | Facts
    | Lines
    | Steps
    | Way
    | Stages
    | Text
    | Matching
    | Meter
    | Segments
    | Figure
    | Score
    | Legend
    | Notice
    | Buttons
    | Card
    | Across
    | Beside
    | Drop
    | Picture
)


@dataclass(frozen=True, slots=True)
class Footer:
    """The bar under a page that leads somewhere: back at the left, on at the right, and why not yet."""

    back: Button | None = None
    words: str = ""
    go: Button | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `name` tells pages apart: a page of another name begins at its top."""

    name: str
    title: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    tags: tuple[Tag, ...] = ()
    buttons: tuple[Button, ...] = ()
    footer: Footer | None = None
    printing: object = None  # what Ctrl+P asks for
    leaving: object = None  # what Esc asks for
    first: str = ""  # what has the focus when the page opens
    middle: bool = False  # a narrow column in the middle: before anybody is signed in


@dataclass(frozen=True, slots=True)
class Nav:
    """A page that can be gone to."""

    name: str
    words: str
    icon: str
    on: bool
    spoken: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The bar at the left: the round, the pages, what is being done, who works here."""

    survey: Button
    survey_note: str
    navs: tuple[Nav, ...]
    jobs: tuple[Meter, ...]
    seal: Line
    seal_note: str
    initials: str
    officer: str
    office: str
    lock: Button


@dataclass(frozen=True, slots=True)
class Screen:
    """The whole window."""

    page: Page
    language: Language
    languages_spoken: str
    title: str
    side: Side | None = None
