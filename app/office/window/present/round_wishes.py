"""What a person may wish while a round is being prepared."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The stages of the page."""

    PERIOD = "period"
    AGENCIES = "agencies"
    GROUPS = "groups"
    TARGETS = "targets"
    RULES = "rules"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class See:
    """Look at this stage."""

    step: Step


@dataclass(frozen=True, slots=True)
class AddAgency:
    """One more agency."""


@dataclass(frozen=True, slots=True)
class DropAgency:
    """Not this agency."""

    at: int


@dataclass(frozen=True, slots=True)
class UseFormula:
    """Fill targets and draws in by the formula."""


@dataclass(frozen=True, slots=True)
class BringSet:
    """Add a questionnaire of one's own."""


@dataclass(frozen=True, slots=True)
class BringMethod:
    """Add a method file of one's own."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Go on from a round file that exists."""


@dataclass(frozen=True, slots=True)
class SaveFile:
    """Write the round file somewhere else, for the command line or the archive."""


@dataclass(frozen=True, slots=True)
class Make:
    """Make it, with everybody who has to be there."""


@dataclass(frozen=True, slots=True)
class StartAnew:
    """Put the draft aside and begin with an empty one."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Have the draft again that was put aside."""
