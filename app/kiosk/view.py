"""Everything a screen says, as frozen values: a page draws exactly this and knows nothing else."""

from dataclasses import dataclass, field
from enum import Enum, auto

from app.base.guide import Article
from app.kiosk.intents import DatePart, Intent
from app.ui.controls import Kind, TileState
from app.ui.parts import Tone
from app.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Button:
    """A command and what it asks for."""

    name: str
    words: str
    intent: Intent
    kind: Kind = Kind.SECONDARY
    icon: str = ""
    after: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Badge:
    """A short state with its icon."""

    tone: Tone
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message above the content; `button` only where it has to be answered."""

    tone: Tone
    icon: str
    words: str
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An icon and a sentence, perhaps with a heading or a value at the right."""

    icon: str
    words: str
    title: str = ""
    value: str = ""
    colour: str = "musi-700"


class SaveKind(Enum):
    """What is known of the last answer."""

    SAVED = auto()
    EXCEPT = auto()  # saved, but for what is on the screen: it is not an answer yet
    SAVING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Save:
    """The save state: never "saved" before the write is confirmed."""

    kind: SaveKind
    words: str
    short: str = ""  # where the room is small; what is spoken is always `words`


class Level(Enum):
    """How urgent the time left is."""

    PLAIN = auto()
    LOW = auto()
    LAST = auto()


@dataclass(frozen=True, slots=True)
class Timer:
    """The time left."""

    label: str
    value: str
    level: Level
    spoken: str


@dataclass(frozen=True, slots=True)
class Header:
    """The bar at the top of a respondent's page; empty words leave a button out."""

    title: str
    subtitle: str
    display: str = ""
    help: str = ""
    save: Save | None = None
    timer: Timer | None = None
    training: str = ""
    aloud: str = ""  # somebody reads aloud
    short: tuple[str, str] = ("", "")  # title and subtitle where the room is small


@dataclass(frozen=True, slots=True)
class Languages:
    """The choice between the two languages."""

    spoken: str
    indonesian: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """k1: the session has not begun."""

    seat_label: str
    seat: str
    place: str
    venue: str
    clock: str
    date: str
    badge: Badge
    session: str
    title: str
    lead: str
    promises: tuple[Line, ...]
    owners: str
    proctor: str
    languages: Languages
    display: str
    training: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """k2, and the entry of the card's code."""

    header: Header
    title: str
    lead: str
    field_name: str
    groups: tuple[int, ...]
    typed: str
    hint: str
    alphabet: str
    erase_one: str
    erase_all: str
    card_title: str
    steps: tuple[str, ...]
    example_label: str
    example: str
    notes: tuple[Line, ...]
    left: Button | None
    go: Button
    error: Notice | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """k3 and k3b: what is promised, to whom, and consent."""

    header: Header
    title: str
    lead: str
    cards: tuple[Line, ...]
    who_title: str
    who: tuple[Line, ...]
    warning: Notice
    before_title: str
    before: tuple[Line, ...]
    consent: str
    consented: bool
    aloud: Button
    refuse: str
    go: Button


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be done, or may not."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aloud:
    """k18: somebody reads aloud; what they may do, what is promised then, and consent."""

    header: Header
    mode: str
    title: str
    may: Rules
    must_not: Rules
    warning: Notice
    promise_title: str
    promise: tuple[Line, ...]
    consent: str
    consented: bool
    alone: Button
    refuse: str
    go: Button


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; `key` is the key that chooses it."""

    code: int
    key: str
    label: str
    on: bool = False


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


class RailState(Enum):
    """How far an expert is with an agency."""

    DONE = auto()
    SKIPPED = auto()
    CURRENT = auto()
    AHEAD = auto()


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


@dataclass(frozen=True, slots=True)
class Quiet:
    """k8 and k20: the page is hidden; `typed` is None where nothing is asked."""

    seat: str
    icon: str
    title: str
    text: str
    facts: tuple[Line, ...] = ()
    field_name: str = ""
    typed: str | None = None
    groups: tuple[int, ...] = (4,)
    note: str = ""
    button: Button | None = None
    training: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """k10: thank you."""

    badge: Badge
    title: str
    text: str
    lines: tuple[Line, ...]
    done: Button
    closing: str
    training: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of which one is on."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """k14 and every page that tells one thing and offers one way on."""

    header: Header
    badge: Badge
    title: str
    text: str
    notice: Notice | None = None
    groups: tuple[Group, ...] = ()
    button: Button | None = None
    facts: tuple[Line, ...] = ()
    left: Button | None = None
    aside: str = ""
    right: Button | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """k19: compare six words before believing the office's key."""

    header: Header
    badge: Badge
    title: str
    lead: str
    words: tuple[str, ...]
    file: str
    compared: str
    ticked: bool
    warning: Notice
    before_title: str
    before: tuple[Line, ...]
    reason: str
    go: Button
    left: Button | None = None


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


Page = (
    Locked
    | Code
    | Promise
    | Aloud
    | Question
    | Review
    | Quiet
    | Sealed
    | Message
    | Enrolment
    | Pin
    | PanelView
    | Journal
    | Export
    | Papers
    | Readiness
    | Guide
)


@dataclass(frozen=True, slots=True)
class DisplayMenu:
    """F2: language, text size, contrast, movement."""

    language: str
    size: str
    contrast: str
    standard: str
    high: str
    motion: str
    some: str
    none: str
    timer: str = ""  # empty where no time is counted
    show: str = ""
    hide: str = ""
    timer_shown: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """A short text of the proctor's; what is written does not change what is drawn around it."""

    field_name: str
    text: str
    limit: int
    counter: str  # with {count}: counted while the person writes


@dataclass(frozen=True, slots=True)
class Dialog:
    """One decision. The safe choice is left, has the focus, and is what Esc means."""

    title: str
    text: str
    notice: Notice | None
    groups: tuple[Group, ...]
    safe: Button
    go: Button | None
    lines: tuple[Line, ...] = ()
    remark: Remark | None = None


Overlay = DisplayMenu | Dialog


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word that goes away by itself; never for errors."""

    icon: str
    words: str
    button: Button | None = None
    stays: bool = False  # until it is taken away; its words may change meanwhile


@dataclass(frozen=True, slots=True)
class Screen:
    """All of it."""

    page: Page
    look: Look = field(default_factory=Look)
    over: Overlay | None = None
    toast: Toast | None = None
