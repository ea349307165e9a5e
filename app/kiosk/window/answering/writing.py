"""A free answer is kept as it was written; a blank one is no answer."""

from app.kiosk.window.answering.chair import Chair
from app.questionnaire.route import Slot, Step
from app.sitting import events as e
from app.sitting.state import Sitting


def write(chair: Chair, sitting: Sitting, step: Step, text: str) -> None:
    """The text after a pause, or on leaving."""
    slot = Slot(step.item, step.subject)
    if text.strip():
        kept = chair.do(e.Choose(slot, text))
    else:
        kept = slot not in sitting.answers or chair.do(e.Clear(slot))
    chair.pane.set(written=None if kept else text)  # what was refused stays in the field
