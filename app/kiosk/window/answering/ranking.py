"""A ranking grows rank by rank: a press gives the next, a press on what is ranked takes it away."""

from app.kiosk.window import intents as i
from app.kiosk.window.answering.chair import Chair, offered
from app.kiosk.window.present.ranks import ranked
from app.questionnaire.route import Slot, Step
from app.sitting import events as e
from app.sitting.state import Sitting


def press(chair: Chair, sitting: Sitting, step: Step, code: int) -> None:
    """The next rank for an option, or none any more."""
    order = _order(sitting, step)
    _keep(chair, step, tuple(one for one in order if one != code) if code in order else (*order, code))


def move(chair: Chair, sitting: Sitting, step: Step, wish: i.Rank) -> None:
    """An option changes places with the one before or after it."""
    order = list(_order(sitting, step))
    if wish.code not in order:
        return
    at = order.index(wish.code)
    to = at + wish.by
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        _keep(chair, step, tuple(order))


def _order(sitting: Sitting, step: Step) -> tuple[int, ...]:
    return ranked(sitting.answers.get(Slot(step.item, step.subject)), offered(sitting, step))


def _keep(chair: Chair, step: Step, order: tuple[int, ...]) -> None:
    slot = Slot(step.item, step.subject)
    chair.do(e.Choose(slot, order) if order else e.Clear(slot))
