"""What a hunt is, what it found, and what that comes to."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a hunt: how much was tried, every fault in words that help to repeat it, and a figure."""

    tried: int
    faults: Sequence[str] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Hunt:
    """A search for faults. `run` gets a size and an empty folder; it tries at least as much as the size.

    `mutant`: the search goes through a spoilt program and has to find something, be it at the first try.
    """

    id: str
    what: str
    expected: str
    short: int
    release: int
    run: Callable[[int, Path], Found]
    mutant: bool = False
    shim: bool = False  # it stands between the program and its disk: Linux, and a C compiler


def tell(line: str) -> None:
    """Say how a long hunt is going."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


class Verdict(StrEnum):
    """What a hunt comes to."""

    KEPT = "kept"
    BROKEN = "BROKEN"
    SEEN = "seen"
    BLIND = "BLIND"
    TOO_LITTLE = "TOO LITTLE"


GOOD = {Verdict.KEPT, Verdict.SEEN}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A hunt that was run at a size.

    `cpu_seconds`: what it and the processes that it waited for worked; on a quiet machine a little less than
    `seconds`, on one that has other things to do much less.
    """

    hunt: Hunt
    size: int
    found: Found
    seconds: float
    cpu_seconds: float

    @property
    def verdict(self) -> Verdict:
        """No fault, in as many tries as were asked for; some fault where there is one."""
        if self.hunt.mutant:
            return Verdict.SEEN if self.found.faults else Verdict.BLIND
        if self.found.faults:
            return Verdict.BROKEN
        return Verdict.KEPT if self.found.tried >= self.size else Verdict.TOO_LITTLE
