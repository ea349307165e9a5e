"""Handing over: every record that no receipt has named, as one signed batch; and receipts, which purge.

A batch that was built once keeps its number and its bytes for as long as its contents do not change: a
second stick is a copy. It is remembered before it leaves, so that no number ever means two files.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from app.base.build import version
from app.base.canonical import JsonValue, canonical, digest
from app.base.chain import Head
from app.base.errors import Bug, Environment, Integrity, Problem, Refused
from app.base.ids import Digest, InstallationId, ProctorId, SeatId
from app.base.session import Kind
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import CodeState, Export, Phase
from app.kiosk.store.log import happening
from app.seal.batch import BatchFacts, StratumCount, build_batch
from app.seal.documents import read_document
from app.seal.logbook import LOGBOOK_SUFFIX, LogbookDocument, write_logbook
from app.seal.package import PackageDocument
from app.seal.receipt import MAX_RECEIPT_BYTES, Receipt, read_receipt
from app.seal.sign import SigningKey
from app.seal.words import matching_words
from app.storage.drive import Drive
from app.storage.files import Progress, unheard

BATCH_SUFFIX = ".bilik"
RECEIPT_SUFFIX = ".bilikterima"


@dataclass(frozen=True, slots=True)
class Handed:
    """A batch that was written to a drive, read back and found the same, byte for byte.

    Its journal, signed, lies beside it: `head` is where that ends.
    """

    name: str
    digest: Digest
    words: tuple[str, ...]
    count: int
    size_bytes: int
    log_size_bytes: int
    head: Head
    seq: int


@dataclass(frozen=True, slots=True)
class Purged:
    """What receipts did: how many were for this seat, how many records went, which files were no good."""

    receipts: int
    records: int
    rejected: tuple[tuple[str, Problem], ...]


def export(
    booth: Booth, drive: Drive, progress: Progress = unheard, *, emergency: ProctorId | None = None
) -> Handed | Refused:
    """Write all records without a receipt to `drive`, after the session ended, with the journal beside them.

    `emergency`: who exports before the end; it is journalled and flagged in the batch.

    Raises:
        Environment, Integrity: the drive refused or returned other bytes; nothing here has changed, and
            the same can be tried on another drive.
    """
    phase = booth.store.phase()[0]
    if phase is Phase.READY and not booth.store.exports() and not booth.store.sealed_count():
        return Refused("handover.nothing_yet")
    early = phase not in {Phase.ENDED, Phase.READY}
    if early and emergency is None:
        return Refused("handover.not_ended")
    data, made = _batch(booth, emergency if early else None)
    log = _logbook(booth)
    if drive.free_bytes() < len(data) + len(log):
        raise Environment("storage.disk_full")
    if made not in booth.store.exports():
        booth.store.add_export(made)
    name = _name(booth, made.seq)
    log_name = name.removesuffix(BATCH_SUFFIX) + LOGBOOK_SUFFIX
    # The journal first: who finds the batch finds what it names.
    drive.write_together([(log_name, log), (name, data)], progress)
    facts = read_document(BatchFacts, made.facts)
    return Handed(
        name,
        made.digest,
        matching_words(made.digest),
        booth.store.sealed_count(),
        len(data),
        len(log),
        Head(facts.journal_length, Digest(facts.journal_head)),
        made.seq,
    )


def import_receipts(booth: Booth, drive: Drive) -> Purged:
    """Read every receipt on `drive`; those of this seat purge exactly the records that they name.

    Raises:
        Environment: the drive refused; what was purged until then was acknowledged.
    """
    receipts = records = 0
    rejected: list[tuple[str, Problem]] = []
    for name in drive.names(RECEIPT_SUFFIX):
        try:
            receipt = read_receipt(drive.read(name, MAX_RECEIPT_BYTES), booth.document, booth.package.digest)
        except Integrity as trouble:
            if trouble.code != "seal.receipt_foreign":
                rejected.append((name, trouble))
            continue
        if _is_ours(booth, receipt):
            receipts += 1
            line = happening(booth.clock.utc_ms(), Kind.RECEIPTS, count=len(receipt.records))
            records += booth.store.purge(receipt.record_ids, line)
    return Purged(receipts, records, tuple(rejected))


def _is_ours(booth: Booth, receipt: Receipt) -> bool:
    named = (SeatId(receipt.seat), InstallationId(receipt.installation))
    return named == (booth.seat, booth.machine.installation)


def _logbook(booth: Booth) -> bytes:
    machine = booth.machine
    document = LogbookDocument(
        package=booth.package.digest,
        seat=booth.seat,
        installation=machine.installation,
        lines=booth.store.spelled_log(),
    )
    return write_logbook(document, SigningKey.from_bytes(machine.signing_key), machine.certificate)


def _batch(booth: Booth, early: ProctorId | None) -> tuple[bytes, Export]:
    last = booth.store.exports()[-1:]
    content = _content(booth, early=early is not None)
    if last and last[0].content == content:
        return _build(booth, read_document(BatchFacts, last[0].facts), last[0].digest), last[0]
    if early is not None:
        # Journalled before it is built, so that the batch itself carries the line.
        booth.store.note(happening(booth.clock.utc_ms(), Kind.EXPORTED_EARLY, proctor=early))
        content = _content(booth, early=True)
    seq = last[0].seq + 1 if last else 1
    facts = _facts(booth, seq, last[0].digest if last else "", early=early is not None)
    data = _build(booth, facts, None)
    return data, Export(seq, content, digest(data), facts.to_bytes())


def _build(booth: Booth, facts: BatchFacts, expected: Digest | None) -> bytes:
    machine = booth.machine
    key = SigningKey.from_bytes(machine.signing_key)
    data = build_batch(facts, booth.store.records(), key, machine.certificate)
    if expected is not None and digest(data) != expected:
        raise Bug("handover.not_the_same")
    return data


def _facts(booth: Booth, seq: int, previous: Digest | str, *, early: bool) -> BatchFacts:
    document = booth.document
    planned = booth.planned(booth.store.phase()[1]) or document.sessions[0]
    head = booth.store.log()[1]
    states = booth.store.code_states()
    return BatchFacts(
        round=document.round_id,
        package=booth.package.digest,
        seal_key=document.seal_key_digest,
        seat=booth.seat,
        installation=booth.machine.installation,
        seq=seq,
        previous=previous,
        final=not early and booth.store.finished() >= {session.id for session in document.sessions},
        emergency=early,
        strata=_strata(document, {bytes(code): state for code, state in states.items()}),
        voided=sum(state is CodeState.VOIDED for state in states.values()),
        record_size=document.policy.record_size,
        journal_length=head.length,
        journal_head=head.digest,
        app_version=version(),
        planned_date=dt.date.fromisoformat(planned.date).isoformat(),
    )


def _strata(document: PackageDocument, states: dict[bytes, CodeState]) -> tuple[StratumCount, ...]:
    counts: Counter[tuple[str, str, CodeState]] = Counter()
    strata = {(code.agency, code.group) for code in document.codes}
    for code in document.codes:
        if state := states.get(code.id):
            counts[code.agency, code.group, state] += 1
    return tuple(
        StratumCount(
            agency=agency,
            group=group,
            used=counts[agency, group, CodeState.USED],
            abandoned=counts[agency, group, CodeState.ABANDONED],
        )
        for agency, group in sorted(strata)
    )


def _content(booth: Booth, *, early: bool) -> Digest:
    """What decides whether a batch is still the same: everything but its number."""
    facts: JsonValue = {
        "records": [digest(record + sealed) for record, sealed in booth.store.records()],
        "facts": digest(_facts(booth, 1, "", early=early).to_bytes()),
    }
    return digest(canonical(facts))


def _name(booth: Booth, seq: int) -> str:
    # The installation's first digits: a seat that was set up anew never writes over its former file.
    document = booth.document
    parts = (document.round_id, document.venue_id, f"B{booth.seat}", booth.machine.installation[:4])
    return f"{'-'.join(parts)}-{seq:04}{BATCH_SUFFIX}"
