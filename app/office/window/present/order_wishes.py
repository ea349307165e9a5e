"""What a person may wish on the page of the packages."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Step(StrEnum):
    """The stages of a new package."""

    ROOM = "room"
    SLIPS = "slips"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Prepare:
    """Go on with the package that is being written, or begin one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Back to the packages that were made; the draft waits."""


@dataclass(frozen=True, slots=True)
class See:
    """Look at this stage."""

    step: Step


@dataclass(frozen=True, slots=True)
class AddSession:
    """One more session."""


@dataclass(frozen=True, slots=True)
class DropSession:
    """Not this session."""

    at: int


@dataclass(frozen=True, slots=True)
class StartAt:
    """The session of this row starts then."""

    at: int
    start: str


@dataclass(frozen=True, slots=True)
class AddProctor:
    """One more proctor."""


@dataclass(frozen=True, slots=True)
class DropProctor:
    """Not this proctor."""

    at: int


@dataclass(frozen=True, slots=True)
class UseTargets:
    """As many slips as the targets want."""


@dataclass(frozen=True, slots=True)
class ChooseOrder:
    """Go on from the file of an order."""


@dataclass(frozen=True, slots=True)
class SaveOrder:
    """Write the order somewhere else, for the command line or the archive."""


@dataclass(frozen=True, slots=True)
class StartAnew:
    """Put what was written aside and begin with nothing."""


@dataclass(frozen=True, slots=True)
class ChooseOut:
    """Choose where package and papers are written."""


@dataclass(frozen=True, slots=True)
class MakePackage:
    """Make the package, its slips and its card."""


@dataclass(frozen=True, slots=True)
class ShowFile:
    """Open a paper, to print it."""

    path: Path


@dataclass(frozen=True, slots=True)
class CarryPackage:
    """Write the package onto a stick."""

    folder: Path


@dataclass(frozen=True, slots=True)
class DropPapers:
    """Delete the files that hold codes: they are on paper now."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Have the draft again that was put aside."""
