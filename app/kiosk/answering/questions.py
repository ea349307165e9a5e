"""A question is before the respondent: what they press and type becomes an answer, by the question's kind."""

from app.base.ids import AgencyCode
from app.base.sentences import say
from app.kiosk import intents as i
from app.kiosk import view as v
from app.kiosk.answering import closed, date, number, ranking, roster, writing
from app.kiosk.answering.chair import Chair, asked_of
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent, Date, Matrix, Number, Ranking, Roster, TextItem
from app.questionnaire.route import Slot, Step
from app.sitting import events as e
from app.sitting.machine import Sitting


class Questions:
    """Answers, marks and second thoughts on the question before the person."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair
        self._cleared: tuple[tuple[Slot, Value], ...] = ()

    def take(self, intent: i.Intent, sitting: Sitting, step: Step) -> None:
        """Do what is wished with this question; what is no wish of it is left alone."""
        match intent:
            case i.Clear():
                self._clear(sitting, step)
            case i.Undo():
                for slot, value in self._cleared:
                    self._chair.do(e.Choose(slot, value))
                self._cleared = ()
            case i.Flag():
                self._chair.do(e.Flag(step, step not in sitting.flags))
            case i.SkipAgency():
                self._chair.do(e.SkipSubject(AgencyCode(step.subject)))
                self._chair.leave_page()
            case i.Understood():
                self._chair.understood(sitting)
            case _:
                self._enter(intent, sitting, step)

    def _enter(self, intent: i.Intent, sitting: Sitting, step: Step) -> None:
        item = sitting.item(step)
        match intent, item:
            case i.Press(code, variable), Matrix():
                closed.press_row(self._chair, sitting, step, code, variable)
            case i.Press(code), Ranking() if code not in set(Absent):
                ranking.press(self._chair, sitting, step, code)
            case i.Rank(), Ranking():
                ranking.move(self._chair, sitting, step, intent)
            case i.Press(code), _:
                closed.press(self._chair, sitting, step, code)
            case i.MoveRow(by), Matrix():
                closed.move_row(self._chair, item, by)
            case ((i.Type() | i.Erase() | i.Nudge()), Number()):
                number.take(self._chair, sitting, step, item, intent)
            case i.Fill(), Date():
                date.fill(self._chair, sitting, step, item, intent)
            case i.Write(text), TextItem():
                writing.write(self._chair, sitting, step, text)
            case _, Roster():
                self._rows(intent, sitting, item)
            case _:
                return

    def _rows(self, intent: i.Intent, sitting: Sitting, item: Roster) -> None:
        match intent:
            case i.AddRow():
                roster.add(self._chair, sitting, item)
            case i.RemoveRow(number):
                self._cleared = roster.remove(self._chair, sitting, item, number)
            case i.NoRows():
                roster.none(self._chair, sitting, item)
            case _:
                return

    def _clear(self, sitting: Sitting, step: Step) -> None:
        slots = asked_of(sitting).slots(step)
        self._cleared = tuple((slot, sitting.answers[slot]) for slot in slots if slot in sitting.answers)
        for slot, _ in self._cleared:
            self._chair.do(e.Clear(slot))
        pane = self._chair.pane
        undo = v.Button("undo", say(pane.language, "kiosk.undo"), i.Undo())
        pane.set(typed="", date=None)
        if self._cleared:
            pane.set(toast=v.Toast("rotate-ccw", say(pane.language, "kiosk.cleared"), undo))
