"""A list that the respondent makes: its rows as they are called, and what can be done with them."""

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.present.asked import Asked
from app.questionnaire.model import Roster
from app.questionnaire.route import Slot, Step, row_subject, rows_of


def roster_body(language: Language, asked: Asked, item: Roster) -> v.Roster:
    """The rows of a list, in the order of their numbers."""
    numbers = rows_of(item, asked.answers)
    rows = []
    for number in numbers:
        subject = row_subject(item.id, number)
        title = asked.row_title(subject, language)
        steps = [step for step in asked.numbered if step.subject == subject]
        done = sum(asked.answered(step) for step in steps)
        note = say(language, "kiosk.row_answered", count=done, total=len(steps))
        rows.append(v.ListRow(number, title, note, say(language, "kiosk.remove_row_of", title=title)))
    none = v.Choice(0, "", say(language, "kiosk.no_rows"), on=asked.answers.get(Slot(item.id)) == ())
    return v.Roster(
        rows=tuple(rows),
        empty=say(language, "kiosk.list_empty"),
        remove=say(language, "kiosk.remove_row"),
        add=say(language, "kiosk.add_row"),
        can_add=len(numbers) < item.max,
        limits=_limits(language, item, len(numbers)),
        none=none if not item.min and not numbers else None,
    )


def _limits(language: Language, item: Roster, count: int) -> str:
    if count >= item.max:
        return say(language, "kiosk.list_full", max=item.max)
    if count < item.min:
        return say(language, "kiosk.list_least", min=item.min, max=item.max)
    return say(language, "kiosk.list_most", max=item.max)


def row_line(language: Language, asked: Asked, step: Step) -> v.Line | None:
    """Whom or what the question is about, where experts see the agency; None outside lists."""
    row = asked.row_of(step.subject)
    if row is None:
        return None
    roster, number = row
    numbers = rows_of(roster, asked.answers)
    place = numbers.index(number) + 1 if number in numbers else 1
    words = say(language, "kiosk.row_of", number=place, total=len(numbers))
    return v.Line("list-todo", words, asked.row_title(step.subject, language))
