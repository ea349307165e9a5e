"""A platform that the kiosk knows nothing about: what Python knows everywhere."""

import os
import time
from pathlib import Path

from typing_extensions import override

from app.kiosk.computer.computer import Computer, Idle, Volume


class Elsewhere(Computer):
    """The time zone, and the memory where POSIX tells."""

    @override
    def memory_bytes(self) -> int | None:
        try:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        except (AttributeError, ValueError, OSError):
            return None

    @override
    def volume(self, folder: Path) -> Volume | None:
        return None

    @override
    def idle(self) -> tuple[Idle, ...] | None:
        return None

    @override
    def offset_s(self) -> int:
        return time.localtime().tm_gmtoff

    @override
    def kiosks(self) -> tuple[Path, ...] | None:
        return None
