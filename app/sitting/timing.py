"""Active time: a stopwatch as a value. It stands still while paused, hidden, crashed or off.

The computer's date has no part in it, so that neither a flat battery nor daylight saving moves a budget.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Milliseconds of active time until `since_ms`, and whether it is running since then.

    `since_ms` is on a monotonic clock of this process; None while it stands still.
    """

    spent_ms: int = 0
    since_ms: int | None = None

    def spent_at(self, now_ms: int) -> int:
        """The active time at `now_ms`; a clock that goes back counts as standing still."""
        return self.spent_ms if self.since_ms is None else self.spent_ms + max(0, now_ms - self.since_ms)

    def running(self, now_ms: int) -> "Stopwatch":
        """The watch started, if it was not."""
        return self if self.since_ms is not None else replace(self, since_ms=now_ms)

    def stopped(self, now_ms: int) -> "Stopwatch":
        """The watch stopped, what was spent kept."""
        return Stopwatch(self.spent_at(now_ms))
