"""Handing over: the same contents are the same file, nothing goes before a receipt names it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typing_extensions import override

from app.base.errors import Environment, Integrity, Refused
from app.base.ids import RecordId
from app.kiosk.seat.handover import RECEIPT_SUFFIX, Handed, export, import_receipts
from app.kiosk.store.log import VoidReason
from app.seal.batch import Batch, read_batch
from app.seal.installation import Known
from app.seal.receipt import Receipt, write_receipt
from app.seal.sign import SigningKey
from app.storage.drive import FolderDrive
from app.storage.files import Progress, unheard
from tests.kiosk.world import PROCTOR, Room, Seat, seat


class Stick(FolderDrive):
    """A stick that can be full, broken or lying."""

    trouble: Environment | Integrity | None = None
    free: int | None = None

    @override
    def free_bytes(self) -> int:
        return super().free_bytes() if self.free is None else self.free

    @override
    def write_together(self, files: Sequence[tuple[str, bytes]], progress: Progress = unheard) -> None:
        if self.trouble:
            raise self.trouble
        super().write_together(files, progress)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    opened = Room(seat(tmp_path / "seat")).start()
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    (tmp_path / "stick").mkdir()
    return Stick(tmp_path / "stick")


def handed(outcome: Handed | Refused) -> Handed:
    assert isinstance(outcome, Handed), outcome
    return outcome


def batch(room: Room, stick: Stick, made: Handed) -> Batch:
    known = Known({room.booth.package.digest: room.booth.document})
    return read_batch(stick.read(made.name, 10**7), known)


def receipt(seat: Seat, read: Batch, records: list[RecordId], key: SigningKey | None = None) -> bytes:
    manifest = read.manifest
    return write_receipt(
        Receipt(
            round=manifest.round,
            package=manifest.package,
            seat=manifest.seat,
            installation=manifest.installation,
            seq=manifest.seq,
            batch=read.digest,
            records=tuple(sorted(records)),
        ),
        key or seat.office.import_key,
    )


def test_nothing_is_exported_while_the_session_runs_unless_it_is_an_emergency(
    room: Room, stick: Stick
) -> None:
    room.seal(0)
    refused = export(room.booth, stick)
    assert isinstance(refused, Refused)
    assert refused.code == "handover.not_ended"
    lines = len(room.booth.store.log()[0])
    made = handed(export(room.booth, stick, emergency=PROCTOR))
    manifest = batch(room, stick, made).manifest
    assert (manifest.emergency, manifest.final, manifest.count) == (True, False, 1)
    assert manifest.journal_length == lines + 1
    again = handed(export(room.booth, stick, emergency=PROCTOR))
    assert again == made


def test_a_batch_says_what_there_is_and_no_more(room: Room, stick: Stick) -> None:
    for number in range(3):
        room.seal(number)
    room.session.void(VoidReason.SPOILED, spare=True, code=room.seat.office.codes[7])
    room.enter(8)
    room.desk.forget()
    room.end()
    made = handed(export(room.booth, stick))
    read = batch(room, stick, made)
    assert made.words == read.words
    assert made.size_bytes == read.size_bytes
    (stratum,) = read.manifest.strata
    facts = (stratum.agency, stratum.group, stratum.used, stratum.abandoned, read.manifest.voided)
    assert facts == ("dishub", "internal", 3, 1, 1)
    assert (read.manifest.final, read.manifest.planned_date) == (False, "2026-10-14")
    assert [record for record, _ in read.records()] == [record for record, _ in room.booth.store.records()]
    assert (made.head.length, made.head.digest) == (
        read.manifest.journal_length,
        read.manifest.journal_head,
    )


def test_unchanged_contents_are_the_same_file_on_every_stick_and_after_a_restart(
    room: Room, stick: Stick, tmp_path: Path
) -> None:
    room.seal(0)
    room.end()
    first = handed(export(room.booth, stick))
    (tmp_path / "second").mkdir()
    second = Stick(tmp_path / "second")
    again = Room(room.seat)
    assert handed(export(again.booth, second)) == first
    assert stick.read(first.name, 10**7) == second.read(first.name, 10**7)
    again.close()


def test_a_changed_content_is_the_next_number_and_names_the_file_before(room: Room, stick: Stick) -> None:
    room.seal(0)
    room.end()
    first = handed(export(room.booth, stick))
    room.start("s2")
    room.seal(1)
    room.end()
    second = handed(export(room.booth, stick))
    manifest = batch(room, stick, second).manifest
    assert (manifest.seq, manifest.previous, manifest.count, manifest.final) == (2, first.digest, 2, True)
    assert hashlib.sha256(stick.read(first.name, 10**7)).hexdigest() == first.digest


def test_a_stick_that_fails_changes_nothing_here(room: Room, stick: Stick) -> None:
    room.seal(0)
    room.end()
    for trouble in (
        Environment("storage.gone"),
        Environment("storage.read_only"),
        Integrity("storage.read_back"),
    ):
        stick.trouble = trouble
        with pytest.raises(type(trouble)):
            export(room.booth, stick)
    stick.trouble = None
    stick.free = 10
    with pytest.raises(Environment, match=r"storage\.disk_full"):
        export(room.booth, stick)
    stick.free = None
    made = handed(export(room.booth, stick))
    assert (made.seq, made.count) == (1, 1)


def test_a_full_stick_spends_no_number(room: Room, stick: Stick) -> None:
    room.end()
    stick.free = 0
    with pytest.raises(Environment):
        export(room.booth, stick)
    assert room.booth.store.exports() == ()


def test_a_receipt_purges_exactly_what_it_names(room: Room, stick: Stick, tmp_path: Path) -> None:
    for number in range(3):
        room.seal(number)
    room.end()
    read = batch(room, stick, handed(export(room.booth, stick)))
    records = [record for record, _ in read.records()]
    (tmp_path / "stick" / f"a{RECEIPT_SUFFIX}").write_bytes(receipt(room.seat, read, records[:2]))
    purged = import_receipts(room.booth, stick)
    assert (purged.receipts, purged.records, purged.rejected) == (1, 2, ())
    assert [record for record, _ in room.booth.store.records()] == records[2:]
    assert room.booth.store.free_slots() == 11
    assert import_receipts(room.booth, stick).records == 0  # the same stick once more
    again = batch(room, stick, handed(export(room.booth, stick)))
    assert [record for record, _ in again.records()] == records[2:]
    (stratum,) = again.manifest.strata
    assert stratum.used == 3


def test_a_forged_or_foreign_receipt_purges_nothing(room: Room, stick: Stick, tmp_path: Path) -> None:
    room.seal(0)
    room.end()
    read = batch(room, stick, handed(export(room.booth, stick)))
    records = [record for record, _ in read.records()]
    forged = receipt(room.seat, read, records, SigningKey.generate())
    (tmp_path / "stick" / f"a{RECEIPT_SUFFIX}").write_bytes(forged)
    (tmp_path / "stick" / f"b{RECEIPT_SUFFIX}").write_bytes(b"{}")
    other = Room(seat(tmp_path / "other", room.seat.office, "02"))
    purged = import_receipts(room.booth, stick)
    assert purged.records == 0
    assert [name for name, _ in purged.rejected] == [f"a{RECEIPT_SUFFIX}", f"b{RECEIPT_SUFFIX}"]
    good = receipt(room.seat, read, records)
    (tmp_path / "stick" / f"a{RECEIPT_SUFFIX}").write_bytes(good)
    assert import_receipts(other.booth, stick).receipts == 0
    assert room.booth.store.sealed_count() == 1
    other.close()


def test_a_seat_that_never_ran_has_nothing_to_hand_over(tmp_path: Path, stick: Stick) -> None:
    fresh = Room(seat(tmp_path / "fresh"))
    refused = export(fresh.booth, stick)
    assert isinstance(refused, Refused)
    assert refused.code == "handover.nothing_yet"
    fresh.close()
