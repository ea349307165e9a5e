"""What the conductor asks of the world; the window answers, and in a test the test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.check import Check
from app.kiosk.channel import Message
from app.kiosk.computer.computer import Computer, Screen
from app.storage.drive import Drive
from app.storage.files import Progress

Work = Callable[[Progress], object]


@dataclass(frozen=True, slots=True)
class Outside:
    """The keeper, the end of this process, drives, files, work on another thread, free bytes.

    Then the computer, its screens, and what a process of its own finds about drawing.
    """

    send: Callable[[Message], bool]
    leave: Callable[[], None]
    drives: Callable[[], tuple[Drive, ...]]
    files: Callable[[str], tuple[Path, ...]]
    work: Callable[[Work, Callable[[int, int], None], Callable[[object], None]], None]
    free_bytes: Callable[[Path], int]
    computer: Computer
    screens: Callable[[], tuple[Screen, ...]]
    drawn: Callable[[], Sequence[Check]]
