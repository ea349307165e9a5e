"""From question to question, and the review after them."""

from app.base.sentences import say
from app.kiosk import intents as i
from app.kiosk.answering.chair import Chair, asked_of
from app.kiosk.answering.ending import Ending
from app.kiosk.present.bodies import number_error
from app.questionnaire.model import Number, Required
from app.questionnaire.route import Step
from app.sitting import events as e
from app.sitting.machine import Sitting, choosing_is_due, screening


class Travel:
    """Where the respondent goes, when the questionnaire lets them."""

    def __init__(self, chair: Chair, ending: Ending) -> None:
        self._chair = chair
        self._ending = ending

    def take(self, intent: i.Intent, sitting: Sitting, step: Step) -> bool:
        """Whether `intent` leaves this question; if so it has been done, or refused with its reason."""
        match intent:
            case i.Go():
                self._next(sitting, step)
            case i.Back():
                self._previous(sitting, step)
            case i.GoTo(number):
                self._go_to(sitting, number)
            case _:
                return False
        return True

    def review(self, intent: i.Intent, sitting: Sitting) -> None:
        """What is wished on the page before sealing."""
        pane = self._chair.pane
        match intent:
            case i.GoTo(number):
                self._go_to(sitting, number)
            case i.Back() if sitting.position is not None:
                self.turn(sitting.position)
            case i.Go():
                pane.set(confirming=True)
            case i.Close():
                pane.set(confirming=False)
            case i.Seal():
                pane.set(confirming=False)
                self._ending.submit(e.Final.COMPLETE)
            case _:
                return

    def turn(self, step: Step | None) -> None:
        """Open a question; None is what follows the last one."""
        sitting = self._chair.desk.sitting
        self._chair.leave_page()
        if sitting is None:
            return
        if step is not None:
            self._chair.do(e.GoTo(step))
        elif screening(sitting) is not None:
            self._ending.submit(e.Final.INELIGIBLE)
        elif choosing_is_due(sitting):
            self._chair.do(e.ChooseSubjects(()))
        else:
            self._chair.do(e.Review())

    def _next(self, sitting: Sitting, step: Step) -> None:
        pane, item, asked = self._chair.pane, sitting.item(step), asked_of(sitting)
        if isinstance(item, Number) and number_error(pane.language, item, pane.typed):
            return
        if item.required is Required.HARD and asked.slots(step) and not asked.answered(step):
            pane.set(trouble=say(pane.language, "kiosk.answer_needed"))
            return
        steps = sitting.steps
        at = steps.index(step) if step in steps else -1
        self.turn(steps[at + 1] if at + 1 < len(steps) else None)

    def _previous(self, sitting: Sitting, step: Step) -> None:
        steps = sitting.steps
        at = steps.index(step) if step in steps else 0
        if at > 0:
            self.turn(steps[at - 1])

    def _go_to(self, sitting: Sitting, number: int) -> None:
        numbered = asked_of(sitting).numbered
        if 1 <= number <= len(numbered):
            self.turn(numbered[number - 1])
