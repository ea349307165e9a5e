"""What a person may wish on the page of the sample."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Step(StrEnum):
    """The stages of the page."""

    LISTS = "lists"
    CHECK = "check"
    DRAW = "draw"
    LETTERS = "letters"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class See:
    """Look at this stage."""

    step: Step


@dataclass(frozen=True, slots=True)
class FindList:
    """Choose the file of a list."""


@dataclass(frozen=True, slots=True)
class PrintLists:
    """Print the numbered lists."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Look at the entries that look alike and are called so."""

    number: int


@dataclass(frozen=True, slots=True)
class Settle:
    """Decide about the entries that are looked at."""


@dataclass(frozen=True, slots=True)
class MakeDraw:
    """Draw."""


@dataclass(frozen=True, slots=True)
class PrintMinutes:
    """Print the minutes of the draws."""


@dataclass(frozen=True, slots=True)
class DrawAgain:
    """Ask for the second officer and the reason of another draw, or make it once they are given."""


@dataclass(frozen=True, slots=True)
class FindOrder:
    """Choose the order whose venue people are invited to."""


@dataclass(frozen=True, slots=True)
class PickPerson:
    """Look at this person."""

    unit: int


@dataclass(frozen=True, slots=True)
class Enter:
    """Enter what came of a contact."""


@dataclass(frozen=True, slots=True)
class CallUp:
    """Call up the next substitute for the person who is looked at."""


@dataclass(frozen=True, slots=True)
class Destroy:
    """Destroy the names."""


@dataclass(frozen=True, slots=True)
class Open:
    """Show a file that was written."""

    path: Path
