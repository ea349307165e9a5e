"""Destroying the names: the key first, then the file, in steps that a power cut only delays.

The act is one entry in the office's journal: before it, everything is as it was; after it, nothing in this
program opens the names again, and calling `destroy` once more finishes what was left. The entry holds what
the note will say, so that the note can be written when nothing is left to count.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import JsonValue, digest
from app.base.clock import local_time
from app.base.errors import Bug, Refused
from app.base.ids import Digest, RoundId
from app.base.sentences import Language
from app.office.officers.signin import Office
from app.office.sample.duplicates import MAX_REASON_CHARS, MIN_REASON_CHARS
from app.office.sample.fieldwork import Standing, people
from app.office.sample.names import (
    BEGUN,
    DONE,
    Names,
    database_file,
    key_file,
    last_word,
    open_names,
    survey_title,
)
from app.office.sample.tables import act, contact, frame, unit
from app.office.store.database import copies_beside
from app.office.survey.rounds import RoundDocument, read_round
from app.storage.files import make_folder, sync_file, sync_folder, write_atomic
from app.storage.trouble import said


@dataclass(frozen=True, slots=True)
class Destroyed:
    """That the names of a round are no more, and the note about it."""

    round: RoundId
    lists: int
    persons: int
    drawn: int
    came: int
    contacts: int
    note: Path
    sha256: Digest


def destroy(
    office: Office,
    round_id: RoundId,
    reason: str,
    out: Path,
    language: Language = Language.ID,
    *,
    early: bool = False,
) -> Destroyed | Refused:
    """Destroy the names of a round; two officers, a reason, and after the survey period unless `early`.

    Called again after an interruption, it finishes, whatever the reason given then.
    """
    if (refused := office.two()) is not None:
        return refused
    survey = read_round(office, round_id)
    if isinstance(survey, Refused):
        return survey
    word = last_word(office, round_id, (BEGUN, DONE))
    if word is not None and word.act == DONE:
        return Refused("sample.destroyed", {"round": round_id})
    if word is None:
        refused = _begin(office, survey.document, reason, early=early)
        if refused is not None:
            return refused
        word = last_word(office, round_id, (BEGUN,))
        if word is None:
            raise Bug("sample.misuse", what="destroy")
    _erase(office, round_id)
    facts = _facts(word.details)
    data = _note(office, survey.document, facts, language)
    make_folder(out)
    note = out / f"{round_id}-pemusnahan-daftar-nama.pdf"
    write_atomic(note, data)
    with office.store.writing() as connection:
        office.acted(connection, DONE, {"round": round_id, "note": digest(data)})
    return Destroyed(
        round_id, facts.lists, facts.persons, facts.drawn, facts.came, facts.contacts, note, digest(data)
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the note says of what is gone."""

    lists: int
    persons: int
    drawn: int
    came: int
    contacts: int
    journal: str
    entries: int
    file_sha256: str
    reason: str
    officers: tuple[str, ...]
    at_utc_ms: int


def _begin(office: Office, plan: RoundDocument, reason: str, *, early: bool) -> Refused | None:
    reason = " ".join(reason.split())
    if not MIN_REASON_CHARS <= len(reason) <= MAX_REASON_CHARS:
        return Refused("sample.reason_short", {"min": MIN_REASON_CHARS})
    today = local_time(office.clock.utc_ms()).date()
    if today <= dt.date.fromisoformat(plan.end) and not early:
        return Refused("sample.destroy_early", {"end": plan.end})
    names = open_names(office, RoundId(plan.id))
    if isinstance(names, Refused):
        return names
    with closing(names):
        counts = _counts(names)
    with said(), database_file(office, RoundId(plan.id)).open("rb") as stream:
        counts["file_sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    with office.store.writing() as connection:
        details = {**counts, "round": plan.id, "reason": reason, "at_utc_ms": office.clock.utc_ms()}
        officers: list[JsonValue] = [str(one) for one in office.present]
        office.acted(connection, BEGUN, {**details, "by": officers})
    return None


def _counts(names: Names) -> dict[str, JsonValue]:
    with names.store.reading() as connection:
        last = connection.execute(
            sa.select(act.c.seq, act.c.digest).order_by(act.c.seq.desc()).limit(1)
        ).one_or_none()

        def count(table: sa.Table) -> int:
            return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()

        everybody = people(connection)
        return {
            "lists": count(frame),
            "persons": count(unit),
            "contacts": count(contact),
            "drawn": len(everybody),
            "came": sum(one.standing is Standing.CAME for one in everybody),
            "journal": last.digest if last else "",
            "entries": last.seq if last else 0,
        }


def _erase(office: Office, round_id: RoundId) -> None:
    """Overwrite and remove the key, then the file and whatever lies beside it; each step may come twice."""
    key, database = key_file(office, round_id), database_file(office, round_id)
    with said():
        if key.exists():
            with key.open("r+b") as stream:
                stream.write(os.urandom(key.stat().st_size))
            sync_file(key)
            key.unlink()
        for path in (
            database.with_name(database.name + "-journal"),
            database,
            key.with_name(key.name + ".part"),
            *_copies(database),
        ):
            path.unlink(missing_ok=True)
        if key.parent.is_dir():
            sync_folder(key.parent)


def _copies(database: Path) -> tuple[Path, ...]:
    """What migrations copied of the names; what has a key of its own is another round's."""
    found = copies_beside(database)
    return tuple(one for one in found if not one.with_suffix(".key").exists())


def _facts(details: Mapping[str, JsonValue]) -> _Facts:
    match details:
        case {
            "lists": int() as lists,
            "persons": int() as persons,
            "drawn": int() as drawn,
            "came": int() as came,
            "contacts": int() as contacts,
            "journal": str() as journal,
            "entries": int() as entries,
            "file_sha256": str() as sha256,
            "reason": str() as reason,
            "at_utc_ms": int() as at,
            "by": [*officers],
        }:
            by = tuple(str(one) for one in officers)
            return _Facts(lists, persons, drawn, came, contacts, journal, entries, sha256, reason, by, at)
        case _:
            raise Bug("sample.misuse", what="facts")


def _note(office: Office, plan: RoundDocument, facts: _Facts, language: Language) -> bytes:
    from app.paper.bureau.destruction import (  # late: reportlab is slow to start
        DestructionNote,
        destruction_note,
    )

    known = {one.id: one.name for one in office.keyring.officers}
    moment = local_time(facts.at_utc_ms)
    return destruction_note(
        DestructionNote(
            survey=survey_title(plan, language),
            office=office.root.document.office,
            city=plan.city,
            practice=not office.root.document.production,
            round=plan.id,
            moment=moment,
            lists=facts.lists,
            persons=facts.persons,
            drawn=facts.drawn,
            came=facts.came,
            contacts=facts.contacts,
            reason=facts.reason,
            file_sha256=facts.file_sha256,
            journal=facts.journal,
            entries=facts.entries,
            officers=tuple(known.get(one, one) for one in facts.officers),
        ),
        language,
    )
