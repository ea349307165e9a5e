"""From question to question, and the review after them."""

from app.base.sentences import Language, say
from app.kiosk import intents as i
from app.kiosk.answering.chair import Chair, asked_of
from app.kiosk.answering.ending import Ending
from app.kiosk.present.asked import Asked
from app.kiosk.present.bodies import half_entered, number_error
from app.kiosk.present.dates import date_of, left_unfinished
from app.questionnaire.model import Date, Item, Number, Required, Roster
from app.questionnaire.route import Slot, Step, rows_of
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
            case i.Understood():
                self._chair.understood(sitting)
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
        if self._half_left(sitting, step, item):
            return
        wanting = _wanting(pane.language, item, asked, step)
        if wanting:
            pane.set(trouble=wanting)
            return
        steps = sitting.steps
        at = steps.index(step) if step in steps else -1
        self.turn(steps[at + 1] if at + 1 < len(steps) else None)

    def _half_left(self, sitting: Sitting, step: Step, item: Item) -> bool:
        """Whether something stands in the fields that is no answer; if so the page says why."""
        pane, slot = self._chair.pane, Slot(step.item, step.subject)
        if not half_entered(pane.glass, item, sitting.answers.get(slot)):
            return False
        match item:
            case Number() if number_error(pane.language, item, pane.typed):
                return True  # said below the field
            case Number():
                return not self._chair.do(e.Choose(slot, int(pane.typed)))
            case Date() if pane.glass.date is not None:
                wrong = left_unfinished(pane.language, item, pane.glass.date)
                if wrong is None:
                    return not self._chair.do(e.Choose(slot, date_of(item, pane.glass.date)))
                pane.set(trouble=wrong.words)
                return True
            case _:
                return False

    def _previous(self, sitting: Sitting, step: Step) -> None:
        steps = sitting.steps
        at = steps.index(step) if step in steps else 0
        if at > 0:
            self.turn(steps[at - 1])

    def _go_to(self, sitting: Sitting, number: int) -> None:
        numbered = asked_of(sitting).numbered
        if 1 <= number <= len(numbered):
            self.turn(numbered[number - 1])


def _wanting(language: Language, item: Item, asked: Asked, step: Step) -> str:
    """Why the question cannot be left for the next; empty when it can."""
    if isinstance(item, Roster) and 0 < len(rows_of(item, asked.answers)) < item.min:
        return say(language, "kiosk.list_short", min=item.min)
    if item.required is Required.HARD and asked.slots(step) and not asked.answered(step):
        return say(language, "kiosk.answer_needed")
    return ""
