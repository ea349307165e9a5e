"""A date is typed field by field; it is kept as soon as it is one, and only as long as it is."""

from app.kiosk.window import intents as i
from app.kiosk.window.answering.chair import Chair
from app.kiosk.window.present.dates import date_of, typed_of
from app.questionnaire.model import Date
from app.questionnaire.route import Slot, Step
from app.sitting import events as e
from app.sitting.state import Sitting


def fill(chair: Chair, sitting: Sitting, step: Step, item: Date, wish: i.Fill) -> None:
    """Other digits in one of the fields."""
    if not all(digit in "0123456789" for digit in wish.typed):
        return
    slot = Slot(step.item, step.subject)
    stored = sitting.answers.get(slot)
    typed = (chair.pane.glass.date or typed_of(stored)).filled(wish.part, wish.typed)
    chair.pane.set(date=typed)
    date = date_of(item, typed)
    if date and date == stored:
        return
    kept = bool(date) and chair.do(e.Choose(slot, date))
    if not kept and slot in sitting.answers:
        chair.do(e.Clear(slot))  # what the screen shows is not an answer, so none is kept
