"""A number is typed digit by digit; only one within its limits is an answer, and only then is it kept."""

from app.kiosk.window import intents as i
from app.kiosk.window.answering.chair import Chair
from app.questionnaire.model import Absent, Number
from app.questionnaire.route import Slot, Step
from app.sitting import events as e
from app.sitting.state import Sitting

MAX_DIGITS = 9


def take(
    chair: Chair, sitting: Sitting, step: Step, item: Number, intent: i.Type | i.Erase | i.Nudge
) -> None:
    """A digit more, a digit less, or the number one higher or lower."""
    slot, typed = Slot(step.item, step.subject), chair.pane.typed
    stored = sitting.answers.get(slot)
    known = stored if isinstance(stored, int) and stored not in set(Absent) else None
    match intent:
        case i.Type(symbol) if symbol.isdecimal():
            _enter(chair, sitting, slot, item, (typed + symbol)[:MAX_DIGITS])
        case i.Erase() if typed or known is not None:  # a non-answer has no digits
            _enter(chair, sitting, slot, item, (typed or str(known))[:-1])
        case i.Nudge(by):
            start = item.min - by if known is None else known
            _enter(chair, sitting, slot, item, str(max(item.min, min(item.max, start + by))))
        case _:
            return


def _enter(chair: Chair, sitting: Sitting, slot: Slot, item: Number, typed: str) -> None:
    chair.pane.set(typed=typed)
    fits = bool(typed) and item.min <= int(typed) <= item.max
    kept = fits and chair.do(e.Choose(slot, int(typed)))
    if not kept and slot in sitting.answers:
        chair.do(e.Clear(slot))  # what the screen shows is not an answer, so none is kept
