"""A list grows and shrinks by whole rows; a row that goes keeps its answers until the end, and can return."""

from app.base.sentences import say
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering.chair import Chair, asked_of
from app.questionnaire.model import Roster
from app.questionnaire.route import Slot, row_subject, rows_of
from app.sitting import events as e
from app.sitting.state import Sitting


def add(chair: Chair, sitting: Sitting, item: Roster) -> None:
    """A row with a number that none ever had, so that no removed one comes back with its answers."""
    rows = rows_of(item, sitting.answers)
    begun = (slot.subject for slot in sitting.answers)
    of_this = (subject.rpartition(".") for subject in begun)
    used = (int(number) for roster, _, number in of_this if roster == item.id)
    chair.do(e.Choose(Slot(item.id), (*rows, max((0, *rows, *used)) + 1)))


def remove(chair: Chair, sitting: Sitting, item: Roster, number: int) -> tuple[e.Act, ...]:
    """A row goes; the acts that take this back."""
    slot, rows = Slot(item.id), rows_of(item, sitting.answers)
    if number not in rows:
        return ()
    language = chair.pane.language
    title = asked_of(sitting).row_title(row_subject(item.id, number), language)
    left = tuple(row for row in rows if row != number)
    if not chair.do(e.Choose(slot, left) if left else e.Clear(slot)):
        return ()
    undo = v.Button("undo", say(language, "kiosk.undo"), i.Undo())
    chair.pane.set(toast=v.Toast("trash-2", say(language, "kiosk.row_removed", title=title), undo))
    return (e.Choose(slot, rows),)


def none(chair: Chair, sitting: Sitting, item: Roster) -> None:
    """There is nobody to list; only a list without rows can say so."""
    slot = Slot(item.id)
    if not rows_of(item, sitting.answers) and sitting.answers.get(slot) != ():
        chair.do(e.Choose(slot, ()))
