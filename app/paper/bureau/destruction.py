"""The note that a list of names was destroyed, to be signed by the two officers who did it."""

import datetime as dt
from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import CELL_STRONG, Column, Form, Head, Signer, day_in_words, groups_of, printed
from app.paper.sheet.page import Face, Style

_DIGEST_GROUPS = 16
_MONO = Style(Face.MONO, 8, leading=12)


@dataclass(frozen=True, slots=True)
class DestructionNote:
    """What was destroyed, why, and by whom; the digests are those of the encrypted file and of
    its journal's end.
    """

    survey: str
    office: str
    city: str
    practice: bool
    round: str
    moment: dt.datetime
    lists: int
    persons: int
    drawn: int
    came: int
    contacts: int
    reason: str
    file_sha256: str
    journal: str
    entries: int
    officers: tuple[str, ...]


def destruction_note(note: DestructionNote, language: Language = Language.ID) -> bytes:
    """The note, one page."""
    title = say(language, "sample.note_title")
    tag = say(language, "paper.practice") if note.practice else ""
    head = Head(note.survey, note.office, title, tag)
    return printed(head, say(language, "sample.note_foot"), language, lambda form: _draw(form, note))


def _draw(form: Form, note: DestructionNote) -> None:
    language = form.language
    clock = f"{note.moment:%H.%M}" if language is Language.ID else f"{note.moment:%H:%M}"
    date = day_in_words(language, note.moment.date(), weekday=True)
    form.title(
        say(language, "sample.note_title"),
        say(language, "sample.minutes_when", city=note.city, date=date, time=clock),
    )
    form.text(say(language, "sample.note_opening", survey=note.survey, round=note.round), after=8)
    form.table(
        (
            Column(say(language, "sample.note_what"), 260),
            Column(say(language, "sample.note_count"), 0, style=CELL_STRONG),
        ),
        (
            (say(language, "sample.note_lists"), str(note.lists)),
            (say(language, "sample.note_persons"), str(note.persons)),
            (say(language, "sample.note_drawn"), str(note.drawn)),
            (say(language, "sample.note_came"), str(note.came)),
            (say(language, "sample.note_contacts"), str(note.contacts)),
        ),
        least=19,
    )
    form.y += 12
    form.heading(say(language, "sample.note_reason"))
    form.text(note.reason, after=6)
    form.heading(say(language, "sample.note_how"))
    form.text(say(language, "sample.note_steps"), after=6)
    form.text(say(language, "sample.note_remains"), after=8)
    form.text(
        say(language, "sample.note_file", digest=groups_of(note.file_sha256, _DIGEST_GROUPS)), _MONO, after=3
    )
    end = groups_of(note.journal, _DIGEST_GROUPS)
    form.text(say(language, "sample.note_journal", entries=note.entries, digest=end), _MONO, after=12)
    form.text(say(language, "sample.note_declared"))
    officers = (*note.officers, "", "")[:2]
    role = say(language, "sample.note_officer")
    form.signatures("", [Signer(role, name, "") for name in officers])
