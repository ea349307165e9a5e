"""What the kiosks' journals tell of the rooms: which sessions ran, and what disturbed them.

A room belongs to an agency only as far as its package holds codes for it: where codes of several agencies, or
of experts, lay in one box, what happened is told of the room, and of no agency. No response could say more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import sqlalchemy as sa

from app.base.chain import Head
from app.base.ids import AgencyCode, Digest, RoundId
from app.base.session import Category, begins, noted, stops
from app.office.gathering.intake import Verdict
from app.office.gathering.ledger import UNUSED
from app.office.officers.signin import Office
from app.office.store.tables import batch, logbook, room_sheet
from app.office.survey.packaging import load_packages
from app.office.survey.roundfile import UnusedSeats
from app.scoring.results import Rooms
from app.seal.batch import Manifest
from app.seal.logbook import Logbook, kept_logbook
from app.seal.package import PackageDocument

_Session = tuple[str, str]  # the venue and the planned session; two packages may hold the same one


@dataclass(frozen=True, slots=True)
class RoomsTold:
    """What all rooms of a round tell, and those of every agency; none where there were none."""

    city: Rooms | None
    agencies: Mapping[AgencyCode, Rooms]


@dataclass(slots=True)
class _Room:
    """One package: for whom it was, and what its journals tell of each session that ran."""

    agencies: frozenset[str]
    about: dict[_Session, set[Category]] = field(default_factory=lambda: defaultdict(set))
    stopped_min: dict[_Session, list[int]] = field(default_factory=lambda: defaultdict(list))
    silent: int = 0


def read_rooms(connection: sa.Connection, office: Office, round_id: RoundId) -> RoomsTold:
    """What the journals of a round tell; those that have not come are counted."""
    rooms = [
        _room(connection, digest, package.document)
        for digest, package in load_packages(connection, office).items()
        if package.document.round_id == round_id
    ]
    codes = frozenset[str]().union(*(room.agencies for room in rooms)) - {""}
    agencies = {AgencyCode(code): [room for room in rooms if code in room.agencies] for code in codes}
    return RoomsTold(
        _told(rooms) if rooms else None, {code: _told(own) for code, own in sorted(agencies.items())}
    )


def _room(connection: sa.Connection, digest: Digest, document: PackageDocument) -> _Room:
    room = _Room(frozenset(code.agency for code in document.codes))
    journals = {
        (row.seat, row.installation): kept_logbook(row.document)
        for row in connection.execute(
            sa.select(logbook.c.seat, logbook.c.installation, logbook.c.document).where(
                logbook.c.package == digest
            )
        )
    }
    for journal in journals.values():
        _read(room, document.venue_id, journal)
    last = _last(connection, digest)
    room.silent = sum(
        one not in journals or not journals[one].agrees(head) for one, head in last.items()
    ) + len({seat.id for seat in document.seats} - {seat for seat, _ in last} - _unused(connection, digest))
    return room


def _read(room: _Room, venue: str, journal: Logbook) -> None:
    """Every session of one machine: what was noted, how often it stood still, and for how long."""
    starts = [*begins(journal.lines), (len(journal.lines) + 1, "")]
    for (first, session), (beyond, _) in pairwise(starts):
        lines = [line for line in journal.lines if first <= line.number < beyond]
        room.about[venue, session] |= noted(lines)
        count, minutes = stops(lines)
        if count:
            room.stopped_min[venue, session].append(minutes)


def _last(connection: sa.Connection, digest: Digest) -> Mapping[tuple[str, str], Head]:
    """Of every machine that sent a batch, where its journal stood at the last one."""
    rows = connection.execute(
        sa.select(batch.c.seat, batch.c.installation, batch.c.manifest)
        .where(batch.c.package == digest, batch.c.verdict == Verdict.STORED)
        .order_by(batch.c.seq)
    )
    found: dict[tuple[str, str], Head] = {}
    for row in rows:
        manifest = Manifest.model_validate_json(row.manifest)
        found[row.seat, row.installation] = Head(manifest.journal_length, Digest(manifest.journal_head))
    return found


def _unused(connection: sa.Connection, digest: Digest) -> frozenset[str]:
    document = connection.execute(
        sa.select(room_sheet.c.document).where(room_sheet.c.package == digest, room_sheet.c.session == UNUSED)
    ).scalar_one_or_none()
    if document is None:
        return frozenset()
    return frozenset(UnusedSeats.model_validate_json(document).unused_seats)


def _told(rooms: Iterable[_Room]) -> Rooms:
    about: dict[_Session, set[Category]] = defaultdict(set)
    stopped: dict[_Session, list[int]] = defaultdict(list)
    silent, shared = 0, False
    for room in rooms:
        for session, categories in room.about.items():
            about[session] |= categories
        for session, minutes in room.stopped_min.items():
            stopped[session] += minutes
        silent += room.silent
        shared = shared or len(room.agencies) > 1
    return Rooms(
        sessions=len(about),
        about={each: count for each in Category if (count := sum(each in found for found in about.values()))},
        stopped=len(stopped),
        longest_min=max((minutes for each in stopped.values() for minutes in each), default=0),
        disturbed=sum(bool(found or session in stopped) for session, found in about.items()),
        silent=silent,
        shared=shared,
    )
