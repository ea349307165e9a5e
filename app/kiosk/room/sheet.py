"""The room sheet: what the proctors counted in a session, written beside its minutes for the office to read.

It is JSON, which is YAML too, so that the office's `room-sheet` takes it as it takes one that was typed.
The kiosk reads it again only to suggest what was counted before: nobody signed it, and it may be changed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.base.errors import Problem
from app.seal.package import PackageDocument
from app.storage.drive import Drive

SHEET_PREFIX = "lembar-ruang-"  # the office's `room-sheet` looks for these on a stick
SHEET_SUFFIX = ".json"
_MAX_SHEET_BYTES = 16 * 1024
_Count = Annotated[int, Field(ge=0, le=100_000)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class SessionSheet(_Frozen):
    """What was counted in one session; the names are those of the office's file."""

    session: str
    present: _Count
    spoiled: _Count
    returned: _Count
    restarts: _Count
    voided: _Count


class _Sheet(_Frozen):
    round: str
    venue: str
    version: int
    unused_seats: Annotated[list[str], Field(max_length=1_000)]
    sessions: Annotated[list[SessionSheet], Field(min_length=1, max_length=1)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one session of a room, under the name that it has on the drive."""

    name: str
    unused: tuple[str, ...]
    counted: SessionSheet


def sheet_name(document: PackageDocument, session: str) -> str:
    """The file of the sheet of a session."""
    return f"{SHEET_PREFIX}{document.round_id}-{document.venue_id}-{session}{SHEET_SUFFIX}"


def sheet_bytes(document: PackageDocument, counted: SessionSheet, unused: Iterable[str]) -> bytes:
    """The sheet of a session as a file."""
    sheet = _Sheet(
        round=document.round_id,
        venue=document.venue_id,
        version=document.package_version,
        unused_seats=list(unused),
        sessions=[counted],
    )
    return (json.dumps(sheet.model_dump(), indent=2, ensure_ascii=True) + "\n").encode("ascii")


def read_sheets(document: PackageDocument, drive: Drive) -> Mapping[str, Sheet]:
    """The sheets of this package on a drive, by session; what is none of them is passed over.

    Raises:
        Environment: the drive cannot even be listed.
    """
    names = {sheet_name(document, planned.id): planned.id for planned in document.sessions}
    found: dict[str, Sheet] = {}
    for name in drive.names(SHEET_SUFFIX):
        session = names.get(name)
        if session is None:
            continue
        try:
            sheet = _Sheet.model_validate_json(drive.read(name, _MAX_SHEET_BYTES))
        except (Problem, ValidationError):  # a suggestion less, and no more than that
            continue
        (counted,) = sheet.sessions
        here = (document.round_id, document.venue_id, document.package_version, session)
        if (sheet.round, sheet.venue, sheet.version, counted.session) == here:
            found[session] = Sheet(name, tuple(sheet.unused_seats), counted)
    return found
