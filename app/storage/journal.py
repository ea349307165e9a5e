"""A log in which no line can be changed, dropped or put between without its showing; see `FORMAT.md`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.errors import Integrity
from app.base.ids import Digest
from app.storage.database import Database

TABLE = "CREATE TABLE journal (number INTEGER PRIMARY KEY, line BLOB NOT NULL, hash BLOB NOT NULL) STRICT"
GENESIS = hashlib.sha256(b"bilik/journal/v1").digest()
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: how many lines, and the hash of the last."""

    length: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Line:
    """One event of a session. `at_utc_min` counts minutes since 1970 by a clock that may be wrong."""

    number: int
    at_utc_min: int
    kind: str
    facts: Mapping[str, JsonValue]


def line_bytes(line: Line) -> bytes:
    """The bytes that are hashed and stored."""
    return canonical(
        {"n": line.number, "at_utc_min": line.at_utc_min, "kind": line.kind, "facts": line.facts}
    )


def chain(previous: bytes, line: bytes) -> bytes:
    """The hash of a line after `previous`."""
    return hashlib.sha256(previous + line).digest()


def append(database: Database, at_utc_ms: int, kind: str, facts: Mapping[str, JsonValue]) -> Head:
    """Add a line, inside the transaction of what it tells of; seconds are left out on purpose."""
    last = database.row("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
    number, previous = _head(last)
    line = line_bytes(Line(number + 1, at_utc_ms // MINUTE_MS, kind, facts))
    hashed = chain(previous, line)
    database.change("INSERT INTO journal VALUES (?, ?, ?)", number + 1, line, hashed)
    return Head(number + 1, Digest(hashed.hex()))


def read(database: Database) -> tuple[tuple[Line, ...], Head]:
    """Every line in order, verified, and the head.

    Raises:
        Integrity: `storage.journal_broken`, with the first line that does not follow.
    """
    lines = []
    previous = GENESIS
    for expected, row in enumerate(
        database.rows("SELECT number, line, hash FROM journal ORDER BY number"), 1
    ):
        number, stored, hashed = row
        if not isinstance(stored, bytes) or number != expected or chain(previous, stored) != hashed:
            raise Integrity("storage.journal_broken", line=expected)
        lines.append(_parse(stored, expected))
        previous = chain(previous, stored)
    return tuple(lines), Head(len(lines), Digest(previous.hex()))


def head(database: Database) -> Head:
    """The head, after verifying the whole chain.

    Raises:
        Integrity: `storage.journal_broken`.
    """
    return read(database)[1]


def _head(last: tuple[object, ...] | None) -> tuple[int, bytes]:
    match last:
        case None:
            return 0, GENESIS
        case (int(number), bytes(hashed)):
            return number, hashed
        case _:
            raise Integrity("storage.journal_broken", line=0)


def _parse(stored: bytes, number: int) -> Line:
    match parse_canonical(stored):
        case {"n": int(own), "at_utc_min": int(minute), "kind": str(kind), "facts": dict(facts)} if (
            own == number
        ):
            return Line(number, minute, kind, facts)
        case _:
            raise Integrity("storage.journal_broken", line=number)
