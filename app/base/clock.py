"""Two clocks: one for durations that no one can set back, one for the minute on the wall."""

import datetime as dt
import sys
import time
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


if sys.platform == "win32":
    import ctypes

    def _awake_ms() -> int:
        """Python's monotonic clock counts sleep on Windows; this one does not. Its unit is 100 ns."""
        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value // 10_000
else:

    def _awake_ms() -> int:
        """CLOCK_MONOTONIC of Linux and the absolute time of macOS stand still while the computer sleeps."""
        return time.monotonic_ns() // 1_000_000


class SystemClock(Clock):
    """The computer's own clocks."""

    @override
    def monotonic_ms(self) -> int:
        return _awake_ms()

    @override
    def utc_ms(self) -> int:
        return time.time_ns() // 1_000_000


class HandClock(Clock):
    """A clock moved by hand: for rehearsals, the demo city and tests."""

    def __init__(self, utc_ms: int, monotonic_ms: int = 0) -> None:
        self._utc_ms = utc_ms
        self._monotonic_ms = monotonic_ms

    @override
    def monotonic_ms(self) -> int:
        return self._monotonic_ms

    @override
    def utc_ms(self) -> int:
        return self._utc_ms

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass on both clocks."""
        self._monotonic_ms += ms
        self._utc_ms += ms

    def set_utc(self, utc_ms: int) -> None:
        """Set the wall clock, as a person or a flat battery would; durations do not move."""
        self._utc_ms = utc_ms
