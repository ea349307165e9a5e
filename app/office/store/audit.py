"""The office's journal: who did what, in a chain that shows a missing or changed link."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.base.canonical import JsonValue, canonical, digest, parse_canonical
from app.base.errors import Integrity
from app.base.ids import Digest, OfficerId
from app.office.store.tables import audit

_FIRST = Digest("0" * 64)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: when (wall clock), by whom, and what it touched."""

    seq: int
    at_utc_ms: int
    officers: tuple[OfficerId, ...]
    act: str
    details: Mapping[str, JsonValue]


def record_act(
    connection: sa.Connection,
    at_utc_ms: int,
    officers: tuple[OfficerId, ...],
    act: str,
    details: Mapping[str, JsonValue],
    journal: sa.Table = audit,
) -> None:
    """Append one act, in the caller's transaction: the act and its entry are stored together.

    `journal` is the table of another store that keeps a chain of its own.
    """
    last = connection.execute(
        sa.select(journal.c.seq, journal.c.digest).order_by(journal.c.seq.desc()).limit(1)
    ).one_or_none()
    seq, previous = (last.seq + 1, last.digest) if last else (1, _FIRST)
    entry = canonical(
        {
            "act": act,
            "at_utc_ms": at_utc_ms,
            "details": details,
            "officers": officers,
            "previous": previous,
            "seq": seq,
        }
    )
    connection.execute(sa.insert(journal).values(seq=seq, entry=entry, digest=digest(entry)))


def read_acts(connection: sa.Connection, journal: sa.Table = audit) -> tuple[Entry, ...]:
    """Every act, oldest first.

    Raises:
        Integrity: `office.audit_broken`, with the number of the first entry that does not fit.
    """
    entries: list[Entry] = []
    previous = _FIRST
    for row in connection.execute(sa.select(journal).order_by(journal.c.seq)):
        value = parse_canonical(row.entry)
        seq = len(entries) + 1
        if not (
            isinstance(value, Mapping)
            and row.seq == value["seq"] == seq
            and value["previous"] == previous
            and digest(row.entry) == row.digest
        ):
            raise Integrity("office.audit_broken", seq=seq)
        entries.append(_entry(value))
        previous = row.digest
    return tuple(entries)


def _entry(value: Mapping[str, JsonValue]) -> Entry:
    match value:
        case {
            "seq": int() as seq,
            "at_utc_ms": int() as at_utc_ms,
            "officers": [*officers],
            "act": str() as act,
            "details": Mapping() as details,
        }:
            return Entry(seq, at_utc_ms, tuple(OfficerId(str(one)) for one in officers), act, details)
        case _:
            raise Integrity("office.audit_broken", seq=0)
