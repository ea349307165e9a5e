"""The readiness sheet: what was looked at on one machine and in its room before a session, and whether it may
be used.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.base.sentences import Language, say
from app.paper.sheet.form import CELL_STRONG, Column, Form, Head, Signer, day_in_words, printed
from app.paper.sheet.page import INNER, Align


class Condition(StrEnum):
    """How a check ended: good, usable with care, not usable before it is mended, or not tried here."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True)
class ReadinessCheck:
    """One check: its name, how it ended, what was found, and what to do about it (empty: nothing)."""

    name: str
    condition: Condition
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """All checks of one seat. Times are spelled as they are printed.

    `room`: what the proctor looks at with their own eyes, and whether it was ticked.
    """

    survey: str
    office: str
    practice: bool
    venue: str
    seat: str
    date: dt.date
    time: str
    checks: tuple[ReadinessCheck, ...]
    signers: tuple[tuple[str, str], tuple[str, str]]
    version: str
    room: tuple[tuple[str, bool], ...] = ()

    @property
    def failed(self) -> int:
        """How many checks keep the machine from being used."""
        return sum(check.condition is Condition.FAILED for check in self.checks)

    @property
    def warnings(self) -> int:
        """How many checks ask for care."""
        return sum(check.condition is Condition.WARNING for check in self.checks)


def readiness_sheet(readiness: Readiness, language: Language = Language.ID) -> bytes:
    """The sheet of one machine."""
    title = f"{say(language, 'minutes.readiness')}, {readiness.venue}"
    tag = say(language, "paper.practice") if readiness.practice else ""
    foot = say(
        language,
        "minutes.readiness_foot",
        seat=readiness.seat,
        time=readiness.time,
        version=readiness.version,
    )
    head = Head(readiness.survey, readiness.office, title, tag)
    return printed(head, foot, language, lambda form: _draw(form, readiness))


def _draw(form: Form, readiness: Readiness) -> None:
    language = form.language
    date = day_in_words(language, readiness.date, weekday=True)
    under = say(
        language,
        "minutes.readiness_when",
        venue=readiness.venue,
        seat=readiness.seat,
        date=date,
        time=readiness.time,
    )
    form.title(say(language, "minutes.readiness"), under)
    form.text(say(language, "minutes.readiness_opening"), after=10)
    columns = (
        Column(say(language, "minutes.number"), 26, Align.RIGHT),
        Column(say(language, "minutes.check"), 140, wrap=True),
        Column(say(language, "minutes.result"), 76, style=CELL_STRONG),
        Column(say(language, "minutes.found_and_advice"), 0, wrap=True),
    )
    words = {
        Condition.OK: say(language, "minutes.check_ok"),
        Condition.WARNING: say(language, "minutes.check_warning"),
        Condition.FAILED: say(language, "minutes.check_failed"),
        Condition.NOT_TRIED: say(language, "minutes.check_not_tried"),
    }
    rows = [
        (str(at + 1), check.name, words[check.condition], f"{check.found} {check.advice}".strip())
        for at, check in enumerate(readiness.checks)
    ]
    form.table(columns, rows)
    form.line(_verdict(language, readiness), wrong=bool(readiness.failed))
    if readiness.room:
        form.y += 8
        form.heading(say(language, "minutes.in_the_room"))
        seen, unseen = say(language, "minutes.room_seen"), say(language, "minutes.room_unseen")
        looked_at = (
            Column(say(language, "minutes.number"), 26, Align.RIGHT),
            Column(say(language, "minutes.room_point"), INNER - 26 - 92, wrap=True),
            Column(say(language, "minutes.result"), 0, style=CELL_STRONG),
        )
        points = [
            (str(at + 1), words, seen if ticked else unseen)
            for at, (words, ticked) in enumerate(readiness.room)
        ]
        form.table(looked_at, points)
    form.y += 14
    roles = (say(language, "minutes.first"), say(language, "minutes.second"))
    form.signatures(
        day_in_words(language, readiness.date),
        [Signer(role, name, nip) for role, (name, nip) in zip(roles, readiness.signers, strict=True)],
    )


def _verdict(language: Language, readiness: Readiness) -> str:
    if readiness.failed:
        return say(language, "minutes.not_ready", failed=readiness.failed)
    if readiness.warnings:
        return say(language, "minutes.ready_with_care", warnings=readiness.warnings)
    return say(language, "minutes.ready")
