"""A question is before the respondent: what they press and type becomes an answer, by the question's kind."""

from app.base.sentences import Language, say
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.answering import closed, date, number, ranking, roster, writing
from app.kiosk.window.answering.chair import Chair, asked_of
from app.questionnaire.model import Absent, Date, Matrix, Number, Ranking, Roster, TextItem
from app.questionnaire.route import Step
from app.sitting import events as e
from app.sitting.state import Sitting


class Questions:
    """Answers, marks and second thoughts on the question before the person."""

    def __init__(self, chair: Chair) -> None:
        self._chair = chair
        self._undo: tuple[e.Act, ...] = ()

    def take(self, intent: i.Intent, sitting: Sitting, step: Step) -> None:
        """Do what is wished with this question; what is no wish of it is left alone."""
        match intent:
            case i.Clear():
                self._clear(sitting, step)
            case i.Undo():
                self.undo()
            case i.Flag():
                self._chair.do(e.Flag(step, step not in sitting.flags))
            case i.SkipAgency():
                self._skip(step)
            case i.Understood():
                self._chair.understood(sitting)
            case _:
                self._enter(intent, sitting, step)

    def undo(self) -> None:
        """Take back what was just emptied, removed or skipped."""
        acts, self._undo = self._undo, ()
        for act in acts:
            self._chair.do(act)

    def _skip(self, step: Step) -> None:
        if not self._chair.do(e.SkipSubject(step.subject)):
            return
        self._undo = (e.SkipSubject(step.subject, on=False), e.GoTo(step))
        self._chair.leave_page()
        pane, agency = self._chair.pane, self._chair.place.agencies.get(step.subject)
        name = agency.short if agency is not None else step.subject
        words = say(pane.language, "answering.skipped_toast", agency=name)
        pane.set(toast=v.Toast("skip-forward", words, _undo_button(pane.language)))

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
                self._undo = roster.remove(self._chair, sitting, item, number)
            case i.NoRows():
                roster.none(self._chair, sitting, item)
            case _:
                return

    def _clear(self, sitting: Sitting, step: Step) -> None:
        slots = [slot for slot in asked_of(sitting).slots(step) if slot in sitting.answers]
        self._undo = tuple(e.Choose(slot, sitting.answers[slot]) for slot in slots)
        for slot in slots:
            self._chair.do(e.Clear(slot))
        pane = self._chair.pane
        pane.set(typed="", date=None, written=None)
        if slots:
            words = say(pane.language, "kiosk.cleared")
            pane.set(toast=v.Toast("rotate-ccw", words, _undo_button(pane.language)))


def _undo_button(language: Language) -> v.Button:
    return v.Button("undo", say(language, "kiosk.undo"), i.Undo())
