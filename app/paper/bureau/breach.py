"""The written notice after a failure of personal data protection, to be filled in with a pen.

Law 27 of 2022, Article 46: at most 3 x 24 hours, to those concerned and to the authority, with at least what
personal data were disclosed, when and how, and what is done to handle it and recover.
"""

import datetime as dt
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import Column, Form, Head, Signer, day_in_words, printed

LIMIT = dt.timedelta(hours=72)
"""3 x 24 hours from when the failure became known."""

_LABEL_PT = 210.0
_LINE_PT = 30.0
_ROOM_PT = 64.0  # for some sentences by hand


@dataclass(frozen=True, slots=True)
class BreachNotice:
    """Who notifies. `known`: when the failure became known, in local time; None leaves it to the pen."""

    office: str
    known: dt.datetime | None


def breach_notice(notice: BreachNotice, language: Language = Language.ID) -> bytes:
    """The notice, on as many pages as it needs."""
    title = say(language, "breach.title")
    head = Head(say(language, "breach.law"), notice.office, title)
    return printed(head, say(language, "breach.foot"), language, lambda form: _draw(form, notice))


def _draw(form: Form, notice: BreachNotice) -> None:
    language = form.language
    form.title(say(language, "breach.title"), say(language, "breach.under"))
    form.text(say(language, "breach.opening", office=notice.office), after=8)
    deadline = _moment(notice.known + LIMIT, language) if notice.known else ""
    known = _moment(notice.known, language) if notice.known else ""
    _fields(
        form,
        say(language, "breach.when"),
        ((say(language, "breach.known"), known), (say(language, "breach.deadline"), deadline)),
        _LINE_PT,
    )
    _fields(
        form,
        say(language, "breach.required"),
        (
            (say(language, "breach.which"), ""),
            (say(language, "breach.how"), ""),
            (say(language, "breach.handling"), ""),
        ),
        _ROOM_PT,
    )
    _fields(
        form,
        say(language, "breach.besides"),
        (
            (say(language, "breach.persons"), ""),
            (say(language, "breach.encrypted"), ""),
            (say(language, "breach.advice"), ""),
            (say(language, "breach.contact"), ""),
        ),
        _LINE_PT,
    )
    _fields(
        form,
        say(language, "breach.to"),
        (
            (say(language, "breach.to_persons"), ""),
            (say(language, "breach.to_authority"), ""),
            (say(language, "breach.to_public"), ""),
        ),
        _LINE_PT,
    )
    form.y += 10
    form.signatures(
        "", [Signer(say(language, "breach.head"), "", ""), Signer(say(language, "breach.officer"), "", "")]
    )


def _fields(form: Form, heading: str, fields: tuple[tuple[str, str], ...], least: float) -> None:
    language = form.language
    form.heading(heading)
    columns = (
        Column(say(language, "breach.asked"), _LABEL_PT, wrap=True),
        Column(say(language, "breach.answer"), 0, wrap=True),
    )
    form.table(columns, fields, least=least)
    form.y += 6


def _moment(at: dt.datetime, language: Language) -> str:
    clock = f"{at:%H.%M}" if language is Language.ID else f"{at:%H:%M}"
    return say(language, "breach.moment", date=day_in_words(language, at.date(), weekday=True), time=clock)
