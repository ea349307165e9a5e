"""The journal of a database: the lines of `app.base.chain`, one row each; see `FORMAT.md`."""

from collections.abc import Mapping

from app.base.canonical import JsonValue
from app.base.chain import GENESIS, MINUTE_MS, Head, Line, chain, follow, line_bytes
from app.base.errors import Integrity
from app.base.ids import Digest
from app.storage.database import Database

TABLE = "CREATE TABLE journal (number INTEGER PRIMARY KEY, line BLOB NOT NULL, hash BLOB NOT NULL) STRICT"


def append(database: Database, at_utc_ms: int, kind: str, facts: Mapping[str, JsonValue]) -> Head:
    """Add a line, inside the transaction of what it tells of; seconds are left out on purpose."""
    last = database.row("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
    number, previous = _head(last)
    line = line_bytes(Line(number + 1, at_utc_ms // MINUTE_MS, kind, facts))
    hashed = chain(previous, line)
    database.change("INSERT INTO journal VALUES (?, ?, ?)", number + 1, line, hashed)
    return Head(number + 1, Digest(hashed.hex()))


def spelled(database: Database) -> tuple[bytes, ...]:
    """The bytes of every line in order, the chain verified.

    Raises:
        Integrity: `storage.journal_broken`, with the first line that does not follow.
    """
    lines: list[bytes] = []
    previous = GENESIS
    for expected, row in enumerate(
        database.rows("SELECT number, line, hash FROM journal ORDER BY number"), 1
    ):
        number, stored, hashed = row
        if not isinstance(stored, bytes) or number != expected or chain(previous, stored) != hashed:
            raise Integrity("storage.journal_broken", line=expected)
        lines.append(stored)
        previous = chain(previous, stored)
    return tuple(lines)


def read(database: Database) -> tuple[tuple[Line, ...], Head]:
    """Every line in order, verified, and the head.

    Raises:
        Integrity: `storage.journal_broken`, or `base.chain_broken`: a line is none.
    """
    lines, heads = follow(spelled(database))
    return lines, heads[-1]


def _head(last: tuple[object, ...] | None) -> tuple[int, bytes]:
    match last:
        case None:
            return 0, GENESIS
        case (int(number), bytes(hashed)):
            return number, hashed
        case _:
            raise Integrity("storage.journal_broken", line=0)
