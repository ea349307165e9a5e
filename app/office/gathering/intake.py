"""Merging: every batch file gets a verdict, nothing is dropped, one bad file never stops the rest.

The law, one transaction per file (`tests/office/test_intake.py` has a test for each line):
- a file whose bytes are known: duplicate, no change, the same receipt again;
- (package, seat, installation, seq) known with other bytes, or `previous` does not fit: fork, quarantined;
- a record known with other bytes: conflict, quarantined, both are kept;
- a record known with the same bytes: skipped, overlap is normal;
- a second installation of a seat, a missing seq before this one, an emergency export: accepted and flagged;
- the round is no longer collecting: late, quarantined;
- anything that fails verification: rejected. The store is not touched, not by one byte.
The journal beside a batch comes with it (`logbooks`); a batch without one is merged too, and flagged.
Nothing is unsealed here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import JsonValue, canonical
from app.base.errors import Environment, Integrity, Problem
from app.base.ids import Digest, RecordId
from app.base.sentences import Sentence
from app.office.gathering.incoming import (
    Copied,
    drop,
    find_batches,
    keep_evidence,
    keep_quarantined,
    sweep,
    take_copy,
)
from app.office.gathering.logbooks import take_logbook
from app.office.officers.ceremony import IMPORT_KEY
from app.office.officers.signin import Office
from app.office.store.tables import batch, record, seat, survey_round
from app.office.survey.packaging import Report, load_packages, quiet, read_secret
from app.office.survey.roundfile import RoundState
from app.seal.batch import Batch, Manifest, read_batch
from app.seal.installation import Known
from app.seal.receipt import Receipt, write_receipt
from app.seal.sign import SigningKey
from app.storage.drive import Drive
from app.storage.files import write_atomic

RECEIPT_SUFFIX = ".bilikterima"
_READ_BYTES = 1024 * 1024  # at once; a record has nine thousand
_COMPARED = 500  # records compared and stored at once; SQLite allows 32,766 parameters


class Verdict(StrEnum):
    """What became of a file."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    FORK = "fork"
    CONFLICT = "conflict"
    LATE = "late"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"


ACCEPTED = (Verdict.STORED, Verdict.DUPLICATE)


class Step(StrEnum):
    """What is being done to a file, in this order; a file that is not accepted ends at one of them."""

    SIGNATURE = "signature"  # read into our own folder, and verified
    CHECK = "check"  # held against what is known
    STORE = "store"
    RECEIPT = "receipt"


Stepped = Callable[[Path, Step], None]


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """One file: what became of it and why, in one sentence, with flags that ask for a look."""

    path: Path
    verdict: Verdict
    why: Sentence
    digest: Digest | None = None
    seat: str = ""
    venue: str = ""
    seq: int = 0
    new_records: int = 0
    repeated_records: int = 0
    flags: tuple[Sentence, ...] = ()
    receipt: Path | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified batch and what the store already knows of it."""

    batch: Batch
    digest: Digest  # of the file
    venue: str
    recovered: bool
    path: Path
    stepped: Stepped


def unheard(_verdict: FileVerdict) -> None:
    """A verdict that nobody waits for."""


def unwatched(_path: Path, _step: Step) -> None:
    """A step that nobody watches."""


def import_paths(
    office: Office,
    paths: Sequence[Path],
    receipts: Path | None = None,
    progress: Report = quiet,
    *,
    recovered: bool = False,
    told: Callable[[FileVerdict], None] = unheard,
    stepped: Stepped = unwatched,
) -> tuple[FileVerdict, ...]:
    """Take in batch files, and those in folders. Receipts go beside the files, or into `receipts`.

    `told` hears each verdict as it falls, `stepped` what is done to a file before that. Whoever stops
    between two files, in `progress`, loses nothing.
    """
    sweep(office.folder, office.clock.utc_ms())
    with office.store.reading() as connection:
        known = _known(connection, office)
    files = find_batches(paths)
    verdicts: list[FileVerdict] = []
    for done, path in enumerate(files):
        progress(done, len(files))
        verdict, receipt = _take_in(office, known, path, stepped, recovered=recovered)
        if receipt is not None:
            stepped(path, Step.RECEIPT)
            verdict = _hand_receipt(verdict, receipt, receipts)
        verdicts.append(verdict)
        told(verdict)
    progress(len(files), len(files))
    return tuple(verdicts)


def _take_in(
    office: Office, known: Known, path: Path, stepped: Stepped, *, recovered: bool
) -> tuple[FileVerdict, bytes | None]:
    stepped(path, Step.SIGNATURE)
    try:
        copied = take_copy(path, office.folder)
    except Problem as trouble:
        kind = Verdict.REJECTED if isinstance(trouble, Integrity) else Verdict.UNREADABLE
        return FileVerdict(path, kind, Sentence.of(trouble)), None
    with copied.path.open("rb", buffering=_READ_BYTES) as source:
        try:
            verified = read_batch(source, known, copied.digest)
        except Integrity as trouble:
            verdict = FileVerdict(path, Verdict.REJECTED, _why(trouble), copied.digest)
        else:
            stepped(path, Step.CHECK)
            venue = verified.package.venue_id
            arrival = Arrival(verified, copied.digest, venue, recovered, path, stepped)
            merged, receipt = _merge(office, arrival, copied, path)
            return _with_journal(office, known, merged, verified.manifest), receipt
    _quarantine(office, copied, verdict)
    return verdict, None


def _with_journal(office: Office, known: Known, verdict: FileVerdict, manifest: Manifest) -> FileVerdict:
    """The verdict on a batch that is merged, with what there is to say about the journal beside it."""
    if verdict.verdict not in ACCEPTED:
        return verdict
    flag = take_logbook(office, known, verdict.path, manifest)
    return verdict if flag is None else replace(verdict, flags=(*verdict.flags, flag))


def _why(trouble: Integrity) -> Sentence:
    """What people most often bring by mistake is practice, or another city's: the sentence names both."""
    foreign = trouble.code == "seal.unknown_signer"
    return Sentence("office.verdict_foreign") if foreign else Sentence.of(trouble)


def _merge(office: Office, arrival: Arrival, copied: Copied, path: Path) -> tuple[FileVerdict, bytes | None]:
    manifest = arrival.batch.manifest
    base = FileVerdict(
        path,
        Verdict.STORED,
        Sentence("office.verdict_stored"),
        arrival.digest,
        manifest.seat,
        arrival.venue,
        manifest.seq,
    )
    with office.store.writing() as connection:
        row = connection.execute(sa.select(batch).where(batch.c.sha256 == arrival.digest)).one_or_none()
        if row is not None:
            verdict = _again(base, row)
            receipt = row.receipt
        else:
            verdict, receipt = _judge(connection, office, arrival, base)
            if verdict.verdict is Verdict.STORED:
                keep_evidence(copied, office.folder)  # the bytes are safe before the store believes in them
    if verdict.verdict is Verdict.DUPLICATE:
        drop(copied)
    elif verdict.verdict is not Verdict.STORED:
        _quarantine(office, copied, verdict)
    return verdict, receipt


def _again(base: FileVerdict, row: sa.Row[tuple[object, ...]]) -> FileVerdict:
    """The verdict on bytes that were judged before."""
    match Verdict(row.verdict):
        case Verdict.STORED:
            why = Sentence("office.verdict_duplicate")
            return replace(base, verdict=Verdict.DUPLICATE, why=why, repeated_records=row.new_records)
        case Verdict.FORK:
            return replace(base, verdict=Verdict.FORK, why=Sentence("office.verdict_fork"))
        case _:
            return replace(base, verdict=Verdict.CONFLICT, why=Sentence("office.verdict_conflict"))


def _judge(
    connection: sa.Connection, office: Office, arrival: Arrival, base: FileVerdict
) -> tuple[FileVerdict, bytes | None]:
    manifest = arrival.batch.manifest
    state = connection.execute(
        sa.select(survey_round.c.state).where(survey_round.c.id == manifest.round)
    ).scalar_one()
    if RoundState(state) is not RoundState.COLLECTING:
        return replace(base, verdict=Verdict.LATE, why=Sentence("office.verdict_late")), None
    if _forks(connection, manifest, arrival.digest):
        verdict = replace(base, verdict=Verdict.FORK, why=Sentence("office.verdict_fork"))
        _insert(connection, office, arrival, verdict, None)
        return verdict, None
    stored = _store(connection, office, arrival, base)
    if stored is None:
        verdict = replace(base, verdict=Verdict.CONFLICT, why=Sentence("office.verdict_conflict"))
        _insert(connection, office, arrival, verdict, None)
        return verdict, None
    return stored


def _store(
    connection: sa.Connection, office: Office, arrival: Arrival, base: FileVerdict
) -> tuple[FileVerdict, bytes] | None:
    """Store a batch as it is read, some records at a time; None, and nothing is stored, when one of them is
    held with other bytes.
    """
    arrival.stepped(arrival.path, Step.STORE)
    manifest = arrival.batch.manifest
    flags = _flags(connection, manifest, recovered=arrival.recovered)
    within = connection.begin_nested()
    connection.execute(sa.insert(batch).values(**_row(arrival, base)))
    rids: list[RecordId] = []
    new = 0
    records = arrival.batch.records()
    while chunk := dict(islice(records, _COMPARED)):
        fresh = _fresh(connection, manifest.package, chunk)
        if fresh is None:
            within.rollback()
            return None
        if fresh:
            connection.execute(
                sa.insert(record),
                [
                    {"rid": rid, "package": manifest.package, "batch": arrival.digest, "sealed": chunk[rid]}
                    for rid in fresh
                ],
            )
        rids += chunk
        new += len(fresh)
    verdict = replace(base, new_records=new, repeated_records=manifest.count - new, flags=flags)
    receipt = _receipt(connection, arrival, rids)
    connection.execute(
        sa.update(batch)
        .where(batch.c.sha256 == arrival.digest)
        .values(new_records=new, repeated_records=verdict.repeated_records, receipt=receipt)
    )
    _tell(connection, office, arrival, verdict)
    within.commit()
    return verdict, receipt


def _fresh(
    connection: sa.Connection, package_digest: str, chunk: Mapping[RecordId, bytes]
) -> list[RecordId] | None:
    """Those of some records that the store does not hold yet; None when one is held with other bytes."""
    held = {
        row.rid: (row.package, row.sealed)
        for row in connection.execute(sa.select(record).where(record.c.rid.in_(list(chunk))))
    }
    if any(held[rid] != (package_digest, chunk[rid]) for rid in held):
        return None
    return [rid for rid in chunk if rid not in held]


def _forks(connection: sa.Connection, manifest: Manifest, digest: Digest) -> bool:
    """Whether this batch contradicts the chain of its installation."""
    chain = {
        row.seq: row
        for row in connection.execute(
            sa.select(batch.c.seq, batch.c.sha256, batch.c.previous).where(
                *_same_installation(manifest), batch.c.verdict == Verdict.STORED
            )
        )
    }
    before, after = chain.get(manifest.seq - 1), chain.get(manifest.seq + 1)
    return (
        manifest.seq in chain
        or (before is not None and before.sha256 != manifest.previous)
        or (after is not None and after.previous != digest)
    )


def _flags(connection: sa.Connection, manifest: Manifest, *, recovered: bool) -> tuple[Sentence, ...]:
    flags: list[Sentence] = []
    here = (batch.c.package == manifest.package) & (batch.c.seat == manifest.seat)
    others = connection.execute(
        sa.select(batch.c.installation).where(
            here, batch.c.installation != manifest.installation, batch.c.verdict == Verdict.STORED
        )
    )
    if others.first() is not None:
        flags.append(Sentence("office.flag_second_installation", {"seat": manifest.seat}))
    before = connection.execute(
        sa.select(batch.c.seq).where(
            *_same_installation(manifest),
            batch.c.seq == manifest.seq - 1,
            batch.c.verdict == Verdict.STORED,
        )
    )
    if manifest.seq > 1 and before.first() is None:
        flags.append(Sentence("office.flag_gap", {"seq": manifest.seq - 1}))
    if manifest.emergency:
        flags.append(Sentence("office.flag_emergency"))
    if recovered:
        flags.append(Sentence("office.flag_recovered"))
    return tuple(flags)


def _same_installation(manifest: Manifest) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        batch.c.package == manifest.package,
        batch.c.seat == manifest.seat,
        batch.c.installation == manifest.installation,
    )


def _receipt(connection: sa.Connection, arrival: Arrival, rids: Sequence[RecordId]) -> bytes:
    manifest = arrival.batch.manifest
    receipt = Receipt(
        round=manifest.round,
        package=manifest.package,
        seat=manifest.seat,
        installation=manifest.installation,
        seq=manifest.seq,
        batch=arrival.digest,
        records=tuple(rids),
    )
    return write_receipt(receipt, SigningKey(read_secret(connection, IMPORT_KEY)))


def _insert(
    connection: sa.Connection,
    office: Office,
    arrival: Arrival,
    verdict: FileVerdict,
    receipt: bytes | None,
) -> None:
    connection.execute(sa.insert(batch).values(**_row(arrival, verdict), receipt=receipt))
    _tell(connection, office, arrival, verdict)


def _row(arrival: Arrival, verdict: FileVerdict) -> Mapping[str, object]:
    manifest = arrival.batch.manifest
    return {
        "sha256": arrival.digest,
        "package": manifest.package,
        "seat": manifest.seat,
        "installation": manifest.installation,
        "seq": manifest.seq,
        "previous": manifest.previous,
        "verdict": verdict.verdict,
        "recovered": arrival.recovered,
        "manifest": canonical(manifest.model_dump(mode="json")),
        "new_records": verdict.new_records,
        "repeated_records": verdict.repeated_records,
    }


def _tell(connection: sa.Connection, office: Office, arrival: Arrival, verdict: FileVerdict) -> None:
    details: Mapping[str, JsonValue] = {
        "batch": arrival.digest,
        "verdict": verdict.verdict,
        "new": verdict.new_records,
        "repeated": verdict.repeated_records,
    }
    office.acted(connection, "import", details)


def _known(connection: sa.Connection, office: Office) -> Known:
    packages = load_packages(connection, office)
    revoked = list(connection.execute(sa.select(seat.c.public_key).where(seat.c.revoked)).scalars())
    return Known({name: one.document for name, one in packages.items()}, revoked)


def _quarantine(office: Office, copied: Copied, verdict: FileVerdict) -> None:
    told: Mapping[str, JsonValue] = {
        "file": verdict.path.name,
        "sha256": copied.digest,
        "size_bytes": copied.size_bytes,
        "verdict": verdict.verdict,
        "code": verdict.why.key,
        "fields": dict(verdict.why.fields),
        "officers": office.present,
        "at_utc_ms": office.clock.utc_ms(),
    }
    keep_quarantined(copied, office.folder, told)


def _hand_receipt(verdict: FileVerdict, receipt: bytes, receipts: Path | None) -> FileVerdict:
    """Write the receipt; a stick that cannot be written to changes nothing about what is stored."""
    folder = receipts or verdict.path.parent
    path = folder / f"{verdict.path.stem}{RECEIPT_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(path, receipt)
    except (OSError, Environment):
        unwritten = Sentence("office.flag_no_receipt", {"folder": str(folder)})
        return replace(verdict, flags=(*verdict.flags, unwritten))
    return replace(verdict, receipt=path)


def hand_receipts(office: Office, verdicts: Sequence[FileVerdict], drive: Drive) -> int:
    """Write the receipts of accepted files onto a stick, read back and compared; returns how many there are.

    Raises:
        Environment, Integrity: the stick refused, or returned other bytes; it can be tried again.
    """
    names = {one.digest: f"{one.path.stem}{RECEIPT_SUFFIX}" for one in verdicts if one.digest is not None}
    with office.store.reading() as connection:
        rows = connection.execute(
            sa.select(batch.c.sha256, batch.c.receipt).where(batch.c.sha256.in_(list(names)))
        ).all()
    files = [(names[Digest(row.sha256)], bytes(row.receipt)) for row in rows if row.receipt is not None]
    drive.write_together(files)
    return len(files)
