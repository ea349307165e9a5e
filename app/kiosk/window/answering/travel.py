"""From question to question, and the review after them."""

from app.base.ids import AgencyCode
from app.kiosk.window import intents as i
from app.kiosk.window.answering.chair import Chair
from app.kiosk.window.answering.ending import Ending
from app.kiosk.window.answering.leaving import Leaving
from app.kiosk.window.answering.seeking import Seeking
from app.questionnaire.route import Step
from app.sitting import events as e
from app.sitting.state import Sitting, can_go_to, choosing_is_due, screening


class Travel:
    """Where the respondent goes, when the questionnaire lets them."""

    def __init__(self, chair: Chair, ending: Ending) -> None:
        self._chair = chair
        self._ending = ending
        self._leaving = Leaving(chair)
        self._seeking = Seeking(chair)

    def take(self, intent: i.Intent, sitting: Sitting, step: Step) -> bool:
        """Whether `intent` leaves this question; if so it has been done, or refused with its reason."""
        if self._seeking.open:
            meant, found = self._seeking.take(intent, sitting)
            if found is not None:
                self.turn(found)
            if meant:
                return True
            self._seeking.close()
        match intent:
            case i.Go():
                self._next(sitting, step)
            case i.Back():
                self._chair.pane.set(reviewing=False)
                self._previous(sitting, step)
            case i.GoTo(number):
                self._go_to(sitting, number)
            case i.JudgeAgency(agency):
                self.judge(sitting, agency)
            case _:
                return False
        return True

    def review(self, intent: i.Intent, sitting: Sitting) -> None:
        """What is wished on the page before sealing."""
        pane = self._chair.pane
        match intent:
            case i.GoTo(number):
                pane.set(reviewing=True)
                self._go_to(sitting, number)
            case i.JudgeAgency(agency):
                pane.set(reviewing=False)
                self.judge(sitting, agency)
            case i.Back():
                pane.set(reviewing=False)
                self._back_to_questions(sitting)
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
        elif self._chair.do(e.Review()):
            self._chair.pane.set(reviewing=False)

    def _next(self, sitting: Sitting, step: Step) -> None:
        if not self._leaving.allowed(sitting, step):
            return
        steps = sitting.steps
        at = len(steps) if self._chair.pane.glass.reviewing else steps.index(step) if step in steps else -1
        self.turn(steps[at + 1] if at + 1 < len(steps) else None)

    def _previous(self, sitting: Sitting, step: Step) -> None:
        steps = sitting.steps
        at = steps.index(step) if step in steps else 0
        if step.subject in sitting.subjects and not (at and steps[at - 1].subject):
            self._chair.leave_page()
            self._chair.do(e.ChooseSubjects(()))  # before the first agency stands the choice of them
        elif at > 0:
            self.turn(steps[at - 1])

    def judge(self, sitting: Sitting, agency: str) -> None:
        """An agency that was skipped is judged after all."""
        code = AgencyCode(agency)
        if code not in sitting.skipped or not self._chair.do(e.SkipSubject(code, on=False)):
            return
        now = self._chair.desk.sitting
        first = next((step for step in now.steps if step.subject == code), None) if now is not None else None
        if first is not None:
            self.turn(first)

    def _back_to_questions(self, sitting: Sitting) -> None:
        """Where the person was before the review, or else the last question that may still be opened."""
        spent_ms, here = self._chair.desk.spent_ms(), sitting.position
        open_ = [step for step in sitting.steps if can_go_to(sitting, step, spent_ms)]
        if open_:
            self.turn(here if here in open_ else open_[-1])

    def _go_to(self, sitting: Sitting, number: int) -> None:
        found = self._seeking.find(sitting, number)
        if found is not None:
            self.turn(found)
