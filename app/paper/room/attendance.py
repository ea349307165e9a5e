"""The attendance list: rows to be signed by hand. It lives on paper only and is joined to nothing.

No seat, no code and no time stand on it: nothing that could lead from a name to an answer.
"""

import datetime as dt
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import CELL_STRONG, Column, Form, Head, Signer, day_in_words, printed
from app.paper.sheet.page import INNER, Align, Face, Style

_ROW = 27.0  # a signature needs some room
_NUMBER = Style(size=8.4)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A list with `rows` rows; the first of them carry `people` (name, NIP or institution) where given."""

    survey: str
    office: str
    practice: bool
    venue: str
    session: str
    date: dt.date
    start: str
    end: str
    rows: int
    people: tuple[tuple[str, str], ...] = ()
    signers: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))


def attendance_list(attendance: Attendance, language: Language = Language.ID) -> bytes:
    """The list, with as many pages as its rows need."""
    title = f"{say(language, 'minutes.attendance')}, {attendance.venue}, {attendance.session}"
    tag = say(language, "paper.practice") if attendance.practice else ""
    head = Head(attendance.survey, attendance.office, title, tag)
    foot = say(language, "minutes.attendance_foot")
    return printed(head, foot, language, lambda form: _draw(form, attendance))


def _draw(form: Form, attendance: Attendance) -> None:
    language = form.language
    when = say(
        language,
        "minutes.when",
        venue=attendance.venue,
        session=attendance.session,
        date=day_in_words(language, attendance.date, weekday=True),
        start=attendance.start,
        end=attendance.end,
    )
    form.title(say(language, "minutes.attendance"), when)
    form.text(say(language, "minutes.attendance_how"), after=10)
    columns = (
        Column(say(language, "minutes.number"), 30, Align.RIGHT),
        Column(say(language, "minutes.name"), 170, style=Style(Face.MEDIUM, 9.2), wrap=True),
        Column(say(language, "minutes.institution"), 140, wrap=True),
        Column(say(language, "minutes.signature"), 85, style=_NUMBER),
        Column("", 0, style=_NUMBER),
    )
    form.table(columns, [_row(attendance, number) for number in range(attendance.rows)], least=_ROW)
    form.y += 14
    counted = tuple(
        Column(title, INNER / 3, style=CELL_STRONG)
        for title in (
            say(language, "minutes.expected"),
            say(language, "minutes.present"),
            say(language, "minutes.absent"),
        )
    )
    form.keep(50 + 118)
    form.table(counted, [("", "", "")], least=24)
    form.y += 10
    roles = (say(language, "minutes.first"), say(language, "minutes.second"))
    form.signatures(
        "", [Signer(role, name, nip) for role, (name, nip) in zip(roles, attendance.signers, strict=True)]
    )


def _row(attendance: Attendance, number: int) -> tuple[str, ...]:
    """Signatures stand by turns on the left and on the right, so that neighbours do not run together."""
    name, institution = attendance.people[number] if number < len(attendance.people) else ("", "")
    sides = (f"{number + 1}.", "") if number % 2 == 0 else ("", f"{number + 1}.")
    return (str(number + 1), name, institution, *sides)
