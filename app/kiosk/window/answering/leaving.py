"""May this question be left for the next one? What is missing is said; what is only unusual is asked once."""

from app.base.sentences import Language, say
from app.kiosk.window.answering.chair import Chair, asked_of
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.bodies import half_entered, number_error
from app.kiosk.window.present.dates import date_of, left_unfinished
from app.questionnaire.model import Date, Item, Matrix, Number, Required, Roster, TextItem
from app.questionnaire.route import Slot, Step, rows_of
from app.sitting import events as e
from app.sitting.state import Sitting, doubts


class Leaving:
    """Looks at a question before the next one is opened. Going back, or to a number, is always free."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair
        self._asked: set[tuple[Step, str]] = set()  # what was asked once and is not asked again

    def allowed(self, sitting: Sitting, step: Step) -> bool:
        """Whether the next question may be opened; if not, the page says why."""
        item, asked, pane = sitting.item(step), asked_of(sitting), self._chair.pane
        if self._half_left(sitting, step, item):
            return False
        wanting = _wanting(pane.language, item, asked, step)
        if wanting:
            pane.set(trouble=wanting)
            return False
        return not self._asks(sitting, asked, step)

    def _half_left(self, sitting: Sitting, step: Step, item: Item) -> bool:
        """Whether something stands in the fields that is no answer; if so the page says why."""
        pane, slot = self._chair.pane, Slot(step.item, step.subject)
        if not half_entered(pane.glass, item, sitting.answers.get(slot)):
            return False
        match item:
            case Number():  # what is wrong is said below the field
                wrong = number_error(pane.language, item, pane.typed)
                return bool(wrong) or not self._chair.do(e.Choose(slot, int(pane.typed)))
            case Date() if pane.glass.date is not None:
                unfinished = left_unfinished(pane.language, item, pane.glass.date)
                if unfinished is None:
                    return not self._chair.do(e.Choose(slot, date_of(item, pane.glass.date)))
                pane.set(trouble=unfinished.words)
            case TextItem() if pane.glass.written is not None:
                return not self._chair.do(e.Choose(slot, pane.glass.written))  # its refusal says why
            case _:
                return False
        return True

    def _asks(self, sitting: Sitting, asked: Asked, step: Step) -> bool:
        """Whether something has to be asked that was not asked before; if so it is asked now."""
        language = self._chair.pane.language
        last = self._chair.pane.glass.reviewing or step == sitting.steps[-1]
        button = say(language, "kiosk.check_answers") if last else say(language, "kiosk.next")
        for key, question in (
            ("unanswered", _unanswered(language, sitting, asked, step, button)),
            (repr(_answers(asked, step)), _doubtful(language, sitting, step, button)),
        ):
            if question and (step, key) not in self._asked:
                self._asked.add((step, key))
                self._chair.pane.set(asks=question)
                return True
        return False


def _wanting(language: Language, item: Item, asked: Asked, step: Step) -> str:
    """Why the question cannot be left for the next; empty when it can."""
    if isinstance(item, Roster) and 0 < len(rows_of(item, asked.answers)) < item.min:
        return say(language, "kiosk.list_short", min=item.min)
    if item.required is Required.HARD and asked.slots(step) and not asked.answered(step):
        return say(language, "kiosk.answer_needed")
    return ""


def _unanswered(language: Language, sitting: Sitting, asked: Asked, step: Step, button: str) -> str:
    item, slots = sitting.item(step), asked.slots(step)
    if item.required is not Required.SOFT or not slots or asked.answered(step):
        return ""
    left = sum(1 for slot in slots if slot not in asked.answers)
    if isinstance(item, Matrix) and left < len(slots):
        return say(language, "answering.ask_rows", count=left, button=button)
    if any(slot in asked.answers for slot in slots):
        return say(language, "answering.ask_unfinished", button=button)
    return say(language, "answering.ask_unanswered", button=button)


def _doubtful(language: Language, sitting: Sitting, step: Step, button: str) -> str:
    failed = doubts(sitting, step)
    if not failed:
        return ""
    message = (failed[0].message.en if language is Language.EN else None) or failed[0].message.id
    return say(language, "answering.ask_check", message=message, button=button)


def _answers(asked: Asked, step: Step) -> tuple[object, ...]:
    return tuple(asked.answers.get(slot) for slot in asked.slots(step))
