"""What a person may wish on the page of publication."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WriteForm:
    """Choose where the metadata form goes, and write it."""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """Choose a form that was filled in, and read it."""


@dataclass(frozen=True, slots=True)
class Publish:
    """Choose where the release goes, and write the chosen editions."""


@dataclass(frozen=True, slots=True)
class CheckRelease:
    """Choose a release, and hold every file against what was signed."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """Open a folder in the system's own window."""

    folder: Path
