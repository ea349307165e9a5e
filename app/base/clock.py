"""Two clocks: one for durations that no one can set back, one for the minute on the wall; and which start of
the machine they run in.
"""

import datetime as dt
import sys
import time
from pathlib import Path
from typing import Protocol

from typing_extensions import override

WIB = dt.timezone(dt.timedelta(hours=7))
"""Western Indonesian time, the only zone of the survey's cities so far; it has no daylight saving."""


def local_time(utc_ms: int) -> dt.datetime:
    """The moment in the survey's time zone."""
    return dt.datetime.fromtimestamp(utc_ms / 1000, WIB)


class Clock(Protocol):
    """What a use case may ask about time."""

    def monotonic_ms(self) -> int:
        """Milliseconds since an arbitrary start, not counting those when the computer slept."""
        ...

    def utc_ms(self) -> int:
        """Milliseconds since 1970 by the computer's clock, which may be wrong."""
        ...

    def boot_id(self) -> str:
        """What differs between two starts of the computer and not within one; empty where nothing tells."""
        ...


if sys.platform == "win32":
    import ctypes

    def _awake_ms() -> int:
        """Python's monotonic clock counts sleep on Windows; this one does not. Its unit is 100 ns."""
        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value // 10_000

    def _boot_id() -> str:
        """The kernel's own count of starts, in the page that it shares with every process (KUSER_SHARED_DATA,
        offset 0x2C4 since Windows 8, 0 before).
        """
        count = ctypes.c_uint32.from_address(0x7FFE02C4).value
        return str(count) if count else ""
else:

    def _awake_ms() -> int:
        """CLOCK_MONOTONIC of Linux and the absolute time of macOS stand still while the computer sleeps."""
        return time.monotonic_ns() // 1_000_000

    def _boot_id() -> str:
        """Linux draws a random one at each start; other systems are asked for none."""
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""


class SystemClock(Clock):
    """The computer's own clocks."""

    @override
    def monotonic_ms(self) -> int:
        return _awake_ms()

    @override
    def utc_ms(self) -> int:
        return time.time_ns() // 1_000_000

    @override
    def boot_id(self) -> str:
        return _boot_id()


class HandClock(Clock):
    """A clock moved by hand: for rehearsals, the demo city and tests."""

    def __init__(self, utc_ms: int, monotonic_ms: int = 0) -> None:
        self._utc_ms = utc_ms
        self._monotonic_ms = monotonic_ms
        self._boots = 1

    @override
    def monotonic_ms(self) -> int:
        return self._monotonic_ms

    @override
    def utc_ms(self) -> int:
        return self._utc_ms

    @override
    def boot_id(self) -> str:
        return f"start-{self._boots}"

    def reboot(self) -> None:
        """The computer was started anew."""
        self._boots += 1

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass on both clocks."""
        self._monotonic_ms += ms
        self._utc_ms += ms

    def set_utc(self, utc_ms: int) -> None:
        """Set the wall clock, as a person or a flat battery would; durations do not move."""
        self._utc_ms = utc_ms
