"""The invitation letter: one page per person, with place and time, and without any code.

A letter names a person, so nothing on it may lead to a slip, a seat or an answer: it carries its own running
number and no more.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import CELL_STRONG, Column, Form, Head, Signer, day_in_words
from app.paper.sheet.page import FOOT, INNER, MARGIN, MUSI_700, NOTE, WIDTH, Align, Face, Sheet, Style

_BODY = Style(size=10.4, leading=15.4)
_NAME = Style(Face.BOLD, 11.5)
_RIGHT = 190.0  # from here on stand place and day


@dataclass(frozen=True, slots=True)
class Invitation:
    """One letter. `chosen`: an expert, who was asked for and not drawn; `agency` is empty then."""

    number: str
    name: str
    position: str
    agency: str
    chosen: bool
    venue: str
    day: dt.date
    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Sender:
    """What all letters of one printing have in common. `erased_by`: when the list of names is destroyed."""

    survey: str
    office: str
    city: str
    written: dt.date
    erased_by: dt.date
    contact: str
    practice: bool


def invitation_letters(
    letters: Sequence[Invitation], sender: Sender, language: Language = Language.ID
) -> bytes:
    """The letters, a page each, in the order given."""
    sheet = Sheet(say(language, "sample.letter_title"), language)
    tag = say(language, "paper.practice") if sender.practice else ""
    for place, letter in enumerate(letters):
        if place:
            sheet.next_page()
        head = Head(sender.survey, sender.office, say(language, "sample.letter_title"), tag)
        _letter(Form(sheet, head, ""), letter, sender)
    return sheet.close()


def _letter(form: Form, letter: Invitation, sender: Sender) -> None:
    language, sheet = form.language, form.sheet
    top = form.y + 6
    sheet.fit(
        MARGIN, top + 11, say(language, "sample.letter_number", number=letter.number), _BODY, INNER - _RIGHT
    )
    dated = f"{sender.city}, {day_in_words(language, sender.written)}"
    sheet.fit(WIDTH - MARGIN, top + 11, dated, _BODY, _RIGHT + 60, Align.RIGHT)
    sheet.fit(MARGIN, top + 27, say(language, "sample.letter_subject"), _BODY, INNER)
    y = top + 58
    sheet.text(MARGIN, y, say(language, "sample.letter_to"), _BODY)
    sheet.fit(MARGIN, y + 17, letter.name, _NAME, INNER)
    for line in filter(None, (letter.position, letter.agency)):
        y += 15.4
        sheet.fit(MARGIN, y + 17, line, _BODY, INNER)
    form.y = y + 40
    opening = "sample.letter_opening_chosen" if letter.chosen else "sample.letter_opening"
    form.text(_opening(language, opening, sender), _BODY, after=10)
    form.table(
        (
            Column(say(language, "sample.letter_where"), 150, style=CELL_STRONG),
            Column(letter.venue, 0, wrap=True),
        ),
        (
            (say(language, "sample.letter_day"), day_in_words(language, letter.day, weekday=True)),
            (
                say(language, "sample.letter_time"),
                say(language, "sample.letter_hours", start=letter.start, end=letter.end),
            ),
            (say(language, "sample.letter_session"), letter.label),
        ),
        least=20,
    )
    form.y += 16
    form.heading(say(language, "sample.letter_know"))
    for words in _promises(language, sender):
        form.sheet.circle(MARGIN + 4, form.y + 7.6, 1.7, fill=MUSI_700)
        form.y += sheet.paragraph(MARGIN + 15, form.y, INNER - 15, words, _BODY) + 4
    form.y += 4
    if sender.contact:
        form.text(say(language, "sample.letter_contact", contact=sender.contact), _BODY, after=14)
    form.signatures("", [Signer(say(language, "sample.letter_signer"), "", "")])
    sheet.rule(MARGIN, FOOT, WIDTH - MARGIN, FOOT)
    sheet.fit(MARGIN, FOOT + 13, say(language, "sample.letter_foot"), NOTE, INNER)


def _opening(language: Language, key: str, sender: Sender) -> str:
    return say(language, key, survey=sender.survey, office=sender.office)


def _promises(language: Language, sender: Sender) -> tuple[str, ...]:
    return (
        say(language, "sample.letter_free"),
        say(language, "sample.letter_no_code"),
        say(language, "sample.letter_sealed"),
        say(language, "sample.letter_erased", day=day_in_words(language, sender.erased_by)),
        say(language, "sample.letter_nobody"),
    )
