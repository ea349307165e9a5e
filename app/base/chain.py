"""A log in which no line can be changed, dropped or put between without its showing: the bytes and the hash.

`app/storage/FORMAT.md` says how a line is spelled and chained. The kiosk keeps the lines in its database
(`app.storage.journal`) and carries them to the office signed (`app.seal.logbook`); both follow it here.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.errors import Integrity
from app.base.ids import Digest

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


def parse_line(spelled: bytes, number: int) -> Line:
    """The line that has this number.

    Raises:
        Integrity: `base.chain_broken`, or `base.not_canonical`.
    """
    match parse_canonical(spelled):
        case {"n": int(own), "at_utc_min": int(minute), "kind": str(kind), "facts": dict(facts), **rest} if (
            own == number and not rest
        ):
            return Line(number, minute, kind, facts)
        case _:
            raise Integrity("base.chain_broken", line=number)


def follow(spelled: Iterable[bytes]) -> tuple[tuple[Line, ...], tuple[Head, ...]]:
    """Every line from the first, and the head after each, with that of no lines before them.

    Raises:
        Integrity: `base.chain_broken`, with the first line that is none.
    """
    lines, heads, last = [], [Head(0, Digest(GENESIS.hex()))], GENESIS
    for number, data in enumerate(spelled, 1):
        lines.append(parse_line(data, number))
        last = chain(last, data)
        heads.append(Head(number, Digest(last.hex())))
    return tuple(lines), tuple(heads)
