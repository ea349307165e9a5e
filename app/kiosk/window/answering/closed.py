"""Choosing what is offered: scale points, options, statements of a matrix, and every kind's non-answers."""

from app.kiosk.window.answering.chair import Chair, offered
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent, Matrix, Multi, Option
from app.questionnaire.route import Slot, Step, row_order
from app.sitting import events as e
from app.sitting.state import Sitting


def press(chair: Chair, sitting: Sitting, step: Step, code: int) -> None:
    """An option, a scale point or a non-answer of the question itself."""
    item, slot = sitting.item(step), Slot(step.item, step.subject)
    value: Value | None = code
    if isinstance(item, Multi) and code not in set(Absent):
        value = toggled(offered(sitting, step), sitting.answers.get(slot), code)
    _keep(chair, sitting, slot, value)


def press_row(chair: Chair, sitting: Sitting, step: Step, code: int, variable: str) -> None:
    """A scale point or a non-answer in one statement of a matrix, which becomes the current one."""
    rows = row_order(sitting.questionnaire, sitting.plan, step)
    if variable in rows:
        chair.pane.set(row=rows.index(variable))
    _keep(chair, sitting, Slot(variable or step.item, step.subject), code)


def move_row(chair: Chair, item: Matrix, by: int) -> None:
    """The statement before or after the current one."""
    chair.pane.set(row=max(0, min(len(item.rows) - 1, chair.pane.glass.row + by)))


def _keep(chair: Chair, sitting: Sitting, slot: Slot, value: Value | None) -> None:
    chair.pane.set(typed="", date=None)
    if value is None:
        chair.do(e.Clear(slot))
    elif sitting.answers.get(slot) != value:  # the same answer again is no event
        chair.do(e.Choose(slot, value))


def toggled(options: tuple[Option, ...], value: Value | None, code: int) -> Value | None:
    """The choices of a multi item after one press, of `options`, those on the screen: exclusive ones stand
    alone, and what is no longer offered goes; None without any.
    """
    exclusive = {option.code for option in options if option.exclusive}
    shown = {option.code for option in options}
    chosen = shown.intersection(value) if isinstance(value, tuple) else set()
    if code in chosen:
        chosen.discard(code)
    else:
        chosen = {code} if code in exclusive else (chosen - exclusive) | {code}
    return tuple(sorted(chosen)) or None
