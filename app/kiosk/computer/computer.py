"""What one platform can be asked."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

Ask = Callable[[Sequence[str]], str | None]
"""Runs a program and returns what it printed; None: it is not there, failed, or took too long."""

_PATIENCE_S = 10


def ask(command: Sequence[str]) -> str | None:
    """Run a program of the system and listen."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


@dataclass(frozen=True, slots=True)
class Volume:
    """Where a folder lies: the file system, how it is mounted, and whether the disk below has platters that
    turn, as far as it is known.
    """

    kind: str
    options: frozenset[str] = frozenset()
    turns: bool | None = None


class Nap(Enum):
    """What a machine may do when nobody moves."""

    SCREEN_OFF = auto()
    SLEEP = auto()


@dataclass(frozen=True, slots=True)
class Idle:
    """What the machine will do after how many seconds without a hand on it."""

    nap: Nap
    after_s: int


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its size as programs see it, and how many per cent things are enlarged.

    The window knows them, and tells.
    """

    width: int
    height: int
    scale: int = 100


class Computer(Protocol):
    """One platform. None: the system does not tell."""

    def memory_bytes(self) -> int | None:
        """How much memory the system may use; a little less than what is built in."""
        ...

    def volume(self, folder: Path) -> Volume | None:
        """Where a folder lies."""
        ...

    def idle(self) -> tuple[Idle, ...] | None:
        """What happens while nobody moves; empty: nothing."""
        ...

    def offset_s(self) -> int:
        """How far the system's time zone is ahead of UTC now, in seconds."""
        ...

    def kiosks(self) -> tuple[Path, ...] | None:
        """The data folders of all kiosks that run on this machine, this one's among them."""
        ...
