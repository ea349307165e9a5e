"""What was expected and what came: seats, installations, sequence numbers, strata, and rooms' slips."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, GroupCode, InstallationId, RoundId, SeatId, VenueId
from app.base.sentences import Sentence
from app.office.findings import Findings, read_model
from app.office.gathering.incoming import quarantined
from app.office.gathering.intake import Verdict
from app.office.gathering.logbooks import agrees
from app.office.officers.signin import Office
from app.office.store.tables import batch, record, room_sheet
from app.office.survey.packaging import load_packages
from app.office.survey.roundfile import RoomSession, RoomSheet, RoundState, UnusedSeats
from app.office.survey.rounds import Round, find_round, read_small
from app.seal.batch import Manifest
from app.seal.package import PackageDocument

SHEET_FILES = "lembar-ruang-*.json"  # as a kiosk names what it writes onto a stick with the minutes
UNUSED = "unused-seats"  # the room sheet's list of seats that stood empty, kept beside its sessions


@dataclass(frozen=True, slots=True)
class InstallationLine:
    """One installation at a seat: which exports came, which are missing, and what its last one says.

    `logged`: its journal is here, whole, and every export passed through it.
    """

    installation: InstallationId
    received: tuple[int, ...]
    missing: tuple[int, ...]
    records: int
    used: int
    abandoned: int
    voided: int
    final: bool
    emergency: bool
    logged: bool

    @property
    def lacking(self) -> int:
        """Answers that the kiosk sealed and the office does not hold."""
        return max(self.used - self.records, 0)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat of a package. `declared_unused`: the room's sheet says that nobody sat there."""

    seat: SeatId
    installations: tuple[InstallationLine, ...]
    declared_unused: bool


@dataclass(frozen=True, slots=True)
class RoomLine:
    """The room's slips: sealed + abandoned + voided without replacement - restarts = present.

    `present` and `restarts` are None while the room's sheet has not been entered; `sessions_missing`
    are planned sessions of which the sheet says nothing. Slips: printed = used + spoiled + returned, where
    `used` were entered at a kiosk, and `returned` is what was left over after the last session with a sheet.
    """

    sealed: int
    abandoned: int
    voided: int
    restarts: int | None
    present: int | None
    printed: int
    used: int
    spoiled: int
    returned: int
    sessions_missing: tuple[str, ...]

    @property
    def difference(self) -> int:
        """Accounted for by kiosks and sheet less the persons present; 0 when the room adds up."""
        return self.sealed + self.abandoned + self.voided - (self.restarts or 0) - (self.present or 0)

    @property
    def slip_difference(self) -> int:
        """Slips of which nothing is known; 0 when the box adds up."""
        return self.printed - self.used - self.spoiled - self.returned


@dataclass(frozen=True, slots=True)
class VenueLine:
    """One package: its seats, its room, and batches in quarantine."""

    package: Digest
    venue: VenueId
    version: int
    seats: tuple[SeatLine, ...]
    room: RoomLine
    forks: tuple[Digest, ...]
    conflicts: tuple[Digest, ...]


@dataclass(frozen=True, slots=True)
class StratumLine:
    """Slips used in a stratum, as manifests count them, against its target."""

    agency: AgencyCode
    group: GroupCode
    drawn: int
    target: int
    used: int
    abandoned: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """A round, as the store and the quarantine know it."""

    round: RoundId
    state: RoundState
    venues: tuple[VenueLine, ...]
    strata: tuple[StratumLine, ...]
    records: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a round may not close yet; `id` is what a waiver names."""

    id: str
    why: Sentence


def read_ledger(office: Office, round_id: RoundId) -> Ledger | Refused:
    """The ledger of a round."""
    with office.store.reading() as connection:
        return draw_up(connection, office, round_id)


def draw_up(connection: sa.Connection, office: Office, round_id: RoundId) -> Ledger | Refused:
    """The ledger, inside the caller's transaction."""
    survey = find_round(connection, round_id)
    if isinstance(survey, Refused):
        return survey
    packages = load_packages(connection, office)
    of_round = {d: p.document for d, p in packages.items() if p.document.round_id == round_id}
    manifests = _manifests(connection, list(of_round))
    venues = [
        _venue(connection, digest, document, manifests[digest])
        for digest, document in sorted(
            of_round.items(), key=lambda item: (item[1].venue_id, item[1].package_version)
        )
    ]
    return Ledger(
        round=round_id,
        state=survey.state,
        venues=tuple(venues),
        strata=_strata(survey, [m for some in manifests.values() for m in _last(some)]),
        records=sum(venue.room.sealed for venue in venues),
        quarantined=len(quarantined(office.folder)),
    )


def hindrances(ledger: Ledger) -> tuple[Hindrance, ...]:
    """Everything that keeps the round from closing, in a fixed order."""
    found: list[Hindrance] = []
    for venue in ledger.venues:
        where = f"{venue.venue}/{venue.version}"
        for seat in venue.seats:
            found += _seat_hindrances(where, venue.venue, seat)
        found += [
            Hindrance(
                f"fork:{digest}", Sentence("office.hinder_fork", {"venue": venue.venue, "file": digest[:12]})
            )
            for digest in venue.forks
        ]
        found += [
            Hindrance(
                f"conflict:{digest}",
                Sentence("office.hinder_conflict", {"venue": venue.venue, "file": digest[:12]}),
            )
            for digest in venue.conflicts
        ]
        found += _room_hindrances(where, venue)
    return tuple(found)


def enter_room_sheet(office: Office, path: Path) -> RoomSheet | Refused | Findings:
    """Enter what a room counted on paper; a later sheet of the same session replaces the earlier one."""
    sheet = read_model(path.name, read_small(path), RoomSheet)
    if isinstance(sheet, Findings):
        return sheet
    refused = keep_room_sheet(office, sheet)
    return refused or sheet


def sheets_on(folder: Path) -> tuple[Path, ...]:
    """The room sheets that kiosks wrote into a folder, such as a stick, in the order of their names."""
    return tuple(
        sorted(path for path in folder.glob(SHEET_FILES) if path.is_file() and not path.is_symlink())
    )


def keep_room_sheet(office: Office, sheet: RoomSheet) -> Refused | None:
    """Store a room's sheet, after holding it against the package of its venue."""
    with office.store.writing() as connection:
        survey = find_round(connection, RoundId(sheet.round))
        if isinstance(survey, Refused):
            return survey
        if survey.state is not RoundState.COLLECTING:
            return Refused("office.round_not_collecting", {"round": survey.id})
        document, digest = _package_of(connection, office, sheet)
        if document is None:
            return Refused("office.venue_unknown", {"venue": sheet.venue, "version": sheet.version})
        planned = {session.id for session in document.sessions}
        for one in sheet.sessions:
            if one.session not in planned:
                return Refused("office.session_unknown", {"session": one.session, "venue": sheet.venue})
        for seat in sheet.unused_seats:
            if document.seat(SeatId(seat)) is None:
                return Refused("office.seat_unknown", {"seat": seat, "venue": sheet.venue})
        _write_sheet(connection, digest, sheet)
        office.acted(
            connection,
            "room sheet",
            {"venue": sheet.venue, "sessions": [one.model_dump(mode="json") for one in sheet.sessions]},
        )
    return None


def _package_of(
    connection: sa.Connection, office: Office, sheet: RoomSheet
) -> tuple[PackageDocument | None, Digest]:
    for digest, found in load_packages(connection, office).items():
        document = found.document
        named = (document.round_id, document.venue_id, document.package_version)
        if named == (sheet.round, sheet.venue, sheet.version):
            return document, digest
    return None, Digest("")


def _write_sheet(connection: sa.Connection, digest: Digest, sheet: RoomSheet) -> None:
    documents = {one.session: one.model_dump_json().encode() for one in sheet.sessions}
    documents[UNUSED] = UnusedSeats(unused_seats=sheet.unused_seats).model_dump_json().encode()
    for session, document in documents.items():
        here = (room_sheet.c.package == digest) & (room_sheet.c.session == session)
        connection.execute(sa.delete(room_sheet).where(here))
        connection.execute(sa.insert(room_sheet).values(package=digest, session=session, document=document))


def _manifests(
    connection: sa.Connection, packages: Sequence[Digest]
) -> Mapping[Digest, list[tuple[sa.Row[tuple[object, ...]], Manifest]]]:
    found: dict[Digest, list[tuple[sa.Row[tuple[object, ...]], Manifest]]] = {d: [] for d in packages}
    rows = connection.execute(
        sa.select(batch)
        .where(batch.c.package.in_(packages))
        .order_by(batch.c.seat, batch.c.installation, batch.c.seq)
    )
    for row in rows:
        found[Digest(row.package)].append((row, Manifest.model_validate_json(row.manifest)))
    return found


def _last(rows: Sequence[tuple[sa.Row[tuple[object, ...]], Manifest]]) -> list[Manifest]:
    """The last accepted manifest of every installation: its counts include all before it."""
    last: dict[str, Manifest] = {}
    for row, manifest in rows:  # in order of seq
        if row.verdict == Verdict.STORED:
            last[manifest.installation] = manifest
    return list(last.values())


def _venue(
    connection: sa.Connection,
    digest: Digest,
    document: PackageDocument,
    rows: Sequence[tuple[sa.Row[tuple[object, ...]], Manifest]],
) -> VenueLine:
    sheets = {
        row.session: row.document
        for row in connection.execute(sa.select(room_sheet).where(room_sheet.c.package == digest))
    }
    unused = _unused(sheets)
    by_seat: dict[str, dict[str, list[tuple[sa.Row[tuple[object, ...]], Manifest]]]] = defaultdict(dict)
    for row, manifest in rows:
        if row.verdict == Verdict.STORED:
            by_seat[manifest.seat].setdefault(manifest.installation, []).append((row, manifest))
    seats = tuple(
        SeatLine(
            SeatId(seat.id),
            tuple(_installation(connection, some) for _, some in sorted(by_seat[seat.id].items())),
            seat.id in unused,
        )
        for seat in document.seats
    )
    return VenueLine(
        package=digest,
        venue=VenueId(document.venue_id),
        version=document.package_version,
        seats=seats,
        room=_room(connection, digest, document, seats, sheets),
        forks=tuple(Digest(row.sha256) for row, _ in rows if row.verdict == Verdict.FORK),
        conflicts=tuple(Digest(row.sha256) for row, _ in rows if row.verdict == Verdict.CONFLICT),
    )


def _installation(
    connection: sa.Connection, rows: Sequence[tuple[sa.Row[tuple[object, ...]], Manifest]]
) -> InstallationLine:
    last = rows[-1][1]
    received = tuple(manifest.seq for _, manifest in rows)
    return InstallationLine(
        installation=InstallationId(last.installation),
        received=received,
        missing=tuple(seq for seq in range(1, received[-1]) if seq not in received),
        records=sum(int(row.new_records) for row, _ in rows),
        used=sum(stratum.used for stratum in last.strata),
        abandoned=sum(stratum.abandoned for stratum in last.strata),
        voided=last.voided,
        final=last.final,
        emergency=last.emergency,
        logged=agrees(connection, [manifest for _, manifest in rows]),
    )


def _room(
    connection: sa.Connection,
    digest: Digest,
    document: PackageDocument,
    seats: Sequence[SeatLine],
    sheets: Mapping[str, bytes],
) -> RoomLine:
    sealed = connection.execute(
        sa.select(sa.func.count()).select_from(record).where(record.c.package == digest)
    ).scalar_one()
    planned = sorted(document.sessions, key=lambda one: (one.date, one.start))
    entered = [RoomSession.model_validate_json(sheets[one.id]) for one in planned if one.id in sheets]
    lines = [line for seat in seats for line in seat.installations]
    return RoomLine(
        sealed=sealed,
        abandoned=sum(line.abandoned for line in lines),
        voided=sum(one.voided for one in entered),
        restarts=sum(one.restarts for one in entered) if entered else None,
        present=sum(one.present for one in entered) if entered else None,
        printed=len(document.codes),
        # One that was begun anew at another seat was entered twice.
        used=sum(line.used + line.abandoned + line.voided for line in lines)
        - sum(one.restarts for one in entered),
        spoiled=sum(one.spoiled for one in entered),
        returned=entered[-1].returned if entered else 0,
        sessions_missing=tuple(one.id for one in document.sessions if one.id not in sheets),
    )


def _unused(sheets: Mapping[str, bytes]) -> frozenset[str]:
    if UNUSED not in sheets:
        return frozenset()
    return frozenset(UnusedSeats.model_validate_json(sheets[UNUSED]).unused_seats)


def _strata(survey: Round, last: Sequence[Manifest]) -> tuple[StratumLine, ...]:
    used: dict[tuple[str, str], int] = defaultdict(int)
    abandoned: dict[tuple[str, str], int] = defaultdict(int)
    for manifest in last:
        for one in manifest.strata:
            used[one.agency, one.group] += one.used
            abandoned[one.agency, one.group] += one.abandoned
    return tuple(
        StratumLine(
            AgencyCode(one.agency),
            GroupCode(one.group),
            one.drawn,
            one.target,
            used[one.agency, one.group],
            abandoned[one.agency, one.group],
        )
        for one in survey.document.strata
    )


def _seat_hindrances(where: str, venue: VenueId, seat: SeatLine) -> list[Hindrance]:
    here: dict[str, str | int] = {"venue": venue, "seat": seat.seat}
    if not seat.installations and not seat.declared_unused:
        return [Hindrance(f"silent:{where}/{seat.seat}", Sentence("office.hinder_silent", here))]
    found: list[Hindrance] = []
    for line in seat.installations:
        name = f"{where}/{seat.seat}/{line.installation}"
        found += [
            Hindrance(f"gap:{name}/{seq}", Sentence("office.hinder_gap", {**here, "seq": seq}))
            for seq in line.missing
        ]
        if line.lacking:
            lacking = Sentence("office.hinder_lacking", {**here, "count": line.lacking})
            found.append(Hindrance(f"lacking:{name}", lacking))
        if not line.logged:
            found.append(Hindrance(f"journal:{name}", Sentence("office.hinder_no_journal", here)))
        if line.emergency:
            found.append(Hindrance(f"open:{name}", Sentence("office.hinder_not_final", here)))
    return found


def _room_hindrances(where: str, venue: VenueLine) -> list[Hindrance]:
    room = venue.room
    found = [
        Hindrance(
            f"sheet:{where}/{session}",
            Sentence("office.hinder_no_sheet", {"venue": venue.venue, "session": session}),
        )
        for session in room.sessions_missing
    ]
    if not room.sessions_missing and room.difference:
        fields: dict[str, str | int] = {
            "venue": venue.venue,
            "sealed": room.sealed,
            "abandoned": room.abandoned,
            "voided": room.voided,
            "restarts": room.restarts or 0,
            "present": room.present or 0,
        }
        found.append(Hindrance(f"room:{where}", Sentence("office.hinder_difference", fields)))
    return found
