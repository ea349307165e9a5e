"""The kiosks' journals: each comes beside a batch, is held against it, and the longest is kept.

A journal only grows. One that is shorter than what is kept says nothing new; one that tells another story is
refused, whoever signed it. Nothing in a journal is an answer, a code or a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import JsonValue
from app.base.chain import Head
from app.base.errors import Integrity, Problem, Refused
from app.base.ids import Digest, RoundId, SeatId, VenueId
from app.base.sentences import Sentence
from app.office.gathering.incoming import Copied, drop, keep_quarantined, take_copy
from app.office.officers.signin import Office
from app.office.store.tables import logbook as table
from app.office.survey.packaging import load_packages
from app.seal.batch import Manifest
from app.seal.installation import Known
from app.seal.logbook import LOGBOOK_SUFFIX, MAX_LOGBOOK_BYTES, Logbook, kept_logbook, read_logbook


def take_logbook(office: Office, known: Known, beside: Path, manifest: Manifest) -> Sentence | None:
    """Take in the journal that lies beside a batch that was merged; None, or what to look at.

    A journal that does not fit goes to quarantine; the batch stays merged.
    """
    path = beside.with_name(f"{beside.stem}{LOGBOOK_SUFFIX}")
    where: dict[str, str | int] = {"seat": manifest.seat}
    if not path.exists():
        return None if kept(office, manifest) else Sentence("office.flag_log_missing", where)
    try:
        copied = take_copy(path, office.folder, lasting=False)
    except Problem:
        return Sentence("office.flag_log_unreadable", where)
    try:
        data = _whole(copied)
        _keep(office, read_logbook(data, known), data, copied.digest, manifest)
    except Integrity as trouble:
        told: Mapping[str, JsonValue] = {
            "file": path.name,
            "sha256": copied.digest,
            "size_bytes": copied.size_bytes,
            "verdict": "rejected",
            "code": trouble.code,
            "fields": dict(trouble.fields),
            "officers": office.present,
            "at_utc_ms": office.clock.utc_ms(),
        }
        keep_quarantined(copied, office.folder, told)
        return Sentence("office.flag_log_refused", where)
    drop(copied)
    return None


def _whole(copied: Copied) -> bytes:
    if copied.size_bytes > MAX_LOGBOOK_BYTES:
        raise Integrity("seal.too_large")
    return copied.path.read_bytes()


def kept(office: Office, manifest: Manifest) -> bool:
    """Whether the journal that is kept reaches what `manifest` says of it."""
    with office.store.reading() as connection:
        return agrees(connection, [manifest])


def agrees(connection: sa.Connection, manifests: Sequence[Manifest]) -> bool:
    """Whether a journal is kept through which every one of an installation's batches passed."""
    held = _held(connection, manifests[0])
    return held is not None and all(held.agrees(_head(manifest)) for manifest in manifests)


@dataclass(frozen=True, slots=True)
class Held:
    """A journal that is kept, and the version of the package that it belongs to."""

    version: int
    logbook: Logbook


def read_logbooks(
    office: Office, round_id: RoundId, venue: VenueId, seat: SeatId
) -> tuple[Held, ...] | Refused:
    """The journals kept of one seat, of every package of its venue and every installation."""
    with office.store.reading() as connection:
        packages = {
            digest: package.document
            for digest, package in load_packages(connection, office).items()
            if (package.document.round_id, package.document.venue_id) == (round_id, venue)
        }
        if not any(document.seat(seat) for document in packages.values()):
            return Refused("office.seat_unknown", {"seat": seat, "venue": venue})
        rows = connection.execute(
            sa.select(table.c.package, table.c.document)
            .where(table.c.package.in_(list(packages)), table.c.seat == seat)
            .order_by(table.c.package, table.c.installation)
        ).all()
    if not rows:
        return Refused("office.no_journal_kept", {"seat": seat, "venue": venue})
    return tuple(
        Held(packages[Digest(row.package)].package_version, kept_logbook(row.document)) for row in rows
    )


def _keep(office: Office, brought: Logbook, data: bytes, digest: Digest, manifest: Manifest) -> None:
    named = (brought.package, brought.seat, brought.installation)
    if named != (manifest.package, manifest.seat, manifest.installation) or not brought.agrees(
        _head(manifest)
    ):
        raise Integrity("office.log_contradicts")
    with office.store.writing() as connection:
        held = _held(connection, manifest)
        if held is not None:
            shared = min(len(held.spelled), len(brought.spelled))
            if held.spelled[:shared] != brought.spelled[:shared]:
                raise Integrity("office.log_contradicts")
            if len(brought.spelled) <= shared:
                return  # what is kept says it all
            connection.execute(sa.delete(table).where(*_same(manifest)))
        connection.execute(
            sa.insert(table).values(
                package=manifest.package,
                seat=manifest.seat,
                installation=manifest.installation,
                length=len(brought.spelled),
                sha256=digest,
                document=data,
            )
        )
        office.acted(
            connection,
            "journal",
            {"seat": manifest.seat, "installation": manifest.installation, "lines": len(brought.spelled)},
        )


def _held(connection: sa.Connection, manifest: Manifest) -> Logbook | None:
    data = connection.execute(sa.select(table.c.document).where(*_same(manifest))).scalar_one_or_none()
    return None if data is None else kept_logbook(data)


def _same(manifest: Manifest) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.c.package == manifest.package,
        table.c.seat == manifest.seat,
        table.c.installation == manifest.installation,
    )


def _head(manifest: Manifest) -> Head:
    return Head(manifest.journal_length, Digest(manifest.journal_head))
