"""What many screens say: a button, a line, a notice, the bars at the top."""

from dataclasses import dataclass
from enum import Enum, auto

from app.kiosk.window.intents import Intent
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


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
class Choice:
    """One thing that can be chosen; `key` is the key that chooses it."""

    code: int
    key: str
    label: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of which one is on."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class RailState(Enum):
    """How far an expert is with an agency."""

    DONE = auto()
    SKIPPED = auto()
    CURRENT = auto()
    AHEAD = auto()
