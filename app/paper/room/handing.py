"""The handover receipt: which files went from the room to the office, so that both can compare them."""

import datetime as dt
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import CELL_WORDS, Column, Form, Head, Signer, day_in_words, groups_of, printed
from app.paper.sheet.page import Align, Face, Style

_DIGEST_GROUPS = 16  # all 64 digits
_MONO = Style(Face.MONO, 7, leading=10.4)


@dataclass(frozen=True, slots=True)
class HandedFile:
    """One batch and the journal beside it; `journal` is empty where none lies there."""

    name: str
    size_bytes: int
    words: tuple[str, ...]
    sha256: str
    journal: str


@dataclass(frozen=True, slots=True)
class Handing:
    """What is handed over, by whom (name, NIP) and to whom, and when as the kiosk's clock says."""

    survey: str
    office: str
    practice: bool
    venue: str
    date: dt.date
    time: str
    files: tuple[HandedFile, ...]
    remarks: tuple[str, ...]
    giver: tuple[str, str]
    receiver: tuple[str, str]
    printed_seat: str
    version: str


def handover_receipt(handing: Handing, language: Language = Language.ID) -> bytes:
    """The receipt, to be signed twice when the stick changes hands."""
    title = f"{say(language, 'minutes.handing')}, {handing.venue}"
    tag = say(language, "paper.practice") if handing.practice else ""
    foot = say(
        language,
        "minutes.handing_foot",
        seat=handing.printed_seat,
        time=handing.time,
        version=handing.version,
    )
    head = Head(handing.survey, handing.office, title, tag)
    return printed(head, foot, language, lambda form: _draw(form, handing))


def _draw(form: Form, handing: Handing) -> None:
    language = form.language
    date = day_in_words(language, handing.date, weekday=True)
    under = say(language, "minutes.handing_when", venue=handing.venue, date=date, time=handing.time)
    form.title(say(language, "minutes.handing"), under)
    form.text(say(language, "minutes.handing_opening", files=len(handing.files)), after=6)
    if handing.remarks:
        form.remarks(say(language, "minutes.remarks"), handing.remarks)
    columns = (
        Column(say(language, "minutes.number"), 26, Align.RIGHT),
        Column(say(language, "minutes.file_and_journal"), 168, style=_MONO, wrap=True),
        Column(say(language, "minutes.size"), 52, Align.RIGHT),
        Column(say(language, "minutes.words"), 118, style=CELL_WORDS, wrap=True),
        Column(say(language, "minutes.sha256"), 0, style=_MONO, wrap=True),
    )
    form.table(columns, [_row(language, at + 1, file) for at, file in enumerate(handing.files)])
    form.y += 12
    declared = say(language, "minutes.handing_declared")
    form.keep(form.sheet.height_of(400, declared) + 130)
    form.text(declared)
    form.signatures(
        say(language, "minutes.handing_blank"),
        (
            Signer(say(language, "minutes.gives"), *handing.giver),
            Signer(say(language, "minutes.receives"), *handing.receiver),
        ),
    )


def _row(language: Language, number: int, file: HandedFile) -> tuple[str, ...]:
    journal = file.journal or say(language, "minutes.without_journal")
    size = say(language, "minutes.kilobytes", size=-(-file.size_bytes // 1000))
    names = f"{file.name} {journal}"
    return (str(number), names, size, " ".join(file.words), groups_of(file.sha256, _DIGEST_GROUPS))
