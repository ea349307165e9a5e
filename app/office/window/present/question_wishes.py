"""What a person may wish on the page of the questionnaires."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SeeSet:
    """Look at this questionnaire."""

    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Back to all of them."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Look at this question."""

    section: str
    item: str


@dataclass(frozen=True, slots=True)
class BringSet:
    """Add a questionnaire of one's own."""


@dataclass(frozen=True, slots=True)
class FindForm:
    """Choose an XLSForm and import it."""


@dataclass(frozen=True, slots=True)
class CompareFile:
    """Compare with the questionnaire in a file."""


@dataclass(frozen=True, slots=True)
class PrintForm:
    """Write the paper form."""


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """Write the sheet for those who read aloud."""


@dataclass(frozen=True, slots=True)
class Open:
    """Show a file that was written."""

    path: Path
