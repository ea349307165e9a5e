"""The time left: which budget is shown, how it is written, when it is said, and what its end will bring."""

from dataclasses import dataclass

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import Understood
from app.kiosk.window.present.place import Glass
from app.questionnaire.model import OnTimeout
from app.ui.parts.tone import Tone

LAST_MS = 60_000
LOW_MS = 300_000
SPOKEN_MINUTES = (10, 5, 1)  # the screen reader says the time only then


@dataclass(frozen=True, slots=True)
class Budget:
    """Time left of the sitting, or of a section that has a limit of its own.

    `limit_ms` is the whole of it with what was added. `part` is the letter of the section, empty for the
    sitting; `place` tells one section from another, within the loop one agency from another.
    """

    left_ms: int
    limit_ms: int
    end: OnTimeout = OnTimeout.SUBMIT
    part: str = ""
    place: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing is left, where that ends nothing."""
        return self.left_ms == 0 and self.end is OnTimeout.WARN

    @property
    def warning(self) -> str:
        """What tells one warning from another: each budget has its own, and another when it was extended."""
        return f"{self.place}/{self.limit_ms}/{'over' if self.over else 'low'}"


def nearer(budgets: tuple[Budget, ...]) -> Budget | None:
    """The budget that ends first; one that is over and only warned gives way to any other."""
    running = tuple(budget for budget in budgets if not budget.over)
    return min(running or budgets, key=lambda budget: budget.left_ms, default=None)


def left(ms: int) -> str:
    """Time left as 18:42, rounded up so that 0:00 means the end."""
    seconds = max(0, -(-ms // 1000))
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def timer(glass: Glass, budget: Budget | None, *, hidden: bool = False) -> v.Timer | None:
    """The chip with the time left; None when there is no limit or it is hidden, except in the last minute.

    `hidden` is the questionnaire's wish; the person's own, from the display menu, comes first.
    """
    shown = glass.timer_shown if glass.timer_shown is not None else not hidden
    if budget is None or (not shown and budget.left_ms > LAST_MS):
        return None
    language, ms = glass.language, budget.left_ms
    level = v.Level.LAST if ms <= LAST_MS else v.Level.LOW if ms <= LOW_MS else v.Level.PLAIN
    minutes = next((m for m in reversed(SPOKEN_MINUTES) if ms <= m * 60_000), None)
    return v.Timer(_label(language, budget), left(ms), level, _spoken(language, budget, minutes))


def _label(language: Language, budget: Budget) -> str:
    if budget.part:
        return say(language, "answering.time_part", part=budget.part)
    return say(language, "kiosk.time_left")


def _spoken(language: Language, budget: Budget, minutes: int | None) -> str:
    if budget.part:
        if minutes is None:
            return say(language, "answering.time_part_spoken_label", part=budget.part)
        return say(language, "answering.time_part_spoken", part=budget.part, count=minutes)
    if minutes is None:
        return say(language, "kiosk.time_left")
    return say(language, "kiosk.time_left_spoken", count=minutes)


def warning(glass: Glass, budget: Budget | None, unanswered: int) -> v.Notice | None:
    """k9: once for each budget, what happens at its end; None while there is time or once it was read."""
    if budget is None or budget.left_ms > LOW_MS or budget.warning in glass.warnings_read:
        return None
    language = glass.language
    understood = v.Button("understood", say(language, "kiosk.understood"), Understood())
    return v.Notice(Tone.WARN, "clock-alert", _ending(language, budget, unanswered), understood)


def _ending(language: Language, budget: Budget, unanswered: int) -> str:
    match budget.end:
        case OnTimeout.WARN if budget.over:
            return say(language, "answering.time_over_goes_on")
        case OnTimeout.WARN:
            return say(language, "answering.low_goes_on")
        case OnTimeout.LOCK_KEEP if budget.part:
            return say(language, "answering.low_part_closes", part=budget.part)
        case OnTimeout.SUBMIT if budget.part:
            return say(language, "answering.low_part_seals", part=budget.part, count=unanswered)
        case _:
            return say(language, "kiosk.low_time", count=unanswered)


def shut(language: Language, part: str) -> str:
    """What is said in the part that follows one whose time was up."""
    return say(language, "answering.part_shut", part=part)
