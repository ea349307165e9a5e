"""What a second can bring: time that is over, a section that is left behind, a page that nobody watches.

Ticks redraw; the clock decides.
"""

from app.kiosk.window.answering.chair import Chair
from app.kiosk.window.answering.ending import Ending
from app.kiosk.window.answering.travel import Travel
from app.kiosk.window.present.time import shut
from app.questionnaire.model import OnTimeout
from app.questionnaire.route import Step, section_of, stretch_of
from app.sitting import events as e
from app.sitting.state import Phase, Sitting, section_remaining_ms, timed_out

IDLE_WARNING_MS = 30_000


class Pace:
    """The respondent's time."""

    def __init__(self, chair: Chair, ending: Ending, travel: Travel) -> None:
        self._chair = chair
        self._ending = ending
        self._travel = travel
        self._stirred_ms = chair.clock.monotonic_ms()

    def stirred(self) -> None:
        """The person moved, pressed or wished something."""
        self._stirred_ms = self._chair.clock.monotonic_ms()
        if self._chair.pane.glass.idle_s is not None:
            self._chair.pane.set(idle_s=None)

    def second(self, sitting: Sitting) -> None:
        """A second has passed over a sitting in progress."""
        desk = self._chair.desk
        if sitting.suspended is not None:
            self.stirred()  # who comes back from a pause has not been idle
            return
        if sitting.phase is Phase.PROMISE:
            return
        only_warns = sitting.questionnaire.on_timeout is OnTimeout.WARN
        if timed_out(sitting, desk.spent_ms()) and not only_warns:
            self._ending.submit(e.Final.TIMEOUT)
        elif self._idle():
            desk.suspend(e.SuspendReason.HIDDEN)
            self._chair.pane.set(typed="", menu=None, confirming=False)
        elif sitting.position is not None and sitting.phase is Phase.ANSWERING:
            self._section(sitting, sitting.position)

    def _idle(self) -> bool:
        """Whether nobody has moved for too long; shortly before that it is said."""
        unmoved_ms = self._chair.clock.monotonic_ms() - self._stirred_ms
        left_ms = self._chair.booth.document.policy.idle_s * 1000 - unmoved_ms
        self._chair.pane.set(idle_s=-(-left_ms // 1000) if 0 < left_ms <= IDLE_WARNING_MS else None)
        return left_ms <= 0

    def _section(self, sitting: Sitting, here: Step) -> None:
        """A section whose time is up is left behind, with its answers, where it says so."""
        keeps = section_of(sitting.questionnaire, here.section).on_timeout is OnTimeout.LOCK_KEEP
        if not keeps or section_remaining_ms(sitting, self._chair.desk.spent_ms(), here) != 0:
            return
        steps = sitting.steps
        at = steps.index(here) if here in steps else -1
        rest = [step for step in steps[at + 1 :] if stretch_of(step) != stretch_of(here)]
        part, language = self._chair.part(sitting, here), self._chair.pane.language
        self._travel.turn(rest[0] if rest else None)
        self._chair.pane.set(news=shut(language, part))
