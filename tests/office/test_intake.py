"""The merge, line by line: a verdict for every file, and what is stored is never touched by what is not."""

import hashlib
import os
import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.base.sentences import Language
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.incoming import quarantined
from app.office.gathering.intake import RECEIPT_SUFFIX, FileVerdict, Verdict, import_paths
from app.office.store.tables import batch, record, seat
from app.seal.batch import build_batch
from app.seal.receipt import read_receipt
from app.seal.sign import SigningKey
from tests.faults.strangers import growing
from tests.office.conftest import NOVEMBER_9, ROUND, House, Kiosk


def merge(house: House, *files: Path) -> list[FileVerdict]:
    return list(import_paths(house.office, files))


def merge_one(house: House, name: str, data: bytes) -> FileVerdict:
    (verdict,) = merge(house, house.stick(name, data))
    return verdict


def stored_rids(house: House) -> set[bytes]:
    with house.office.store.reading() as connection:
        return set(connection.execute(sa.select(record.c.rid)).scalars())


def store_digest(house: House) -> str:
    return hashlib.sha256(house.office.store.path.read_bytes()).hexdigest()


def filled(house: House, rids: range = range(1, 4), seat_id: str = "01") -> Kiosk:
    kiosk = house.kiosk(seat_id)
    for rid in rids:
        kiosk.keep(rid.to_bytes(16, "big"), b"{}")
    return kiosk


def test_a_valid_batch_is_stored_and_answered_with_a_receipt_naming_its_records(house: House) -> None:
    kiosk = filled(house)
    verdict = merge_one(house, "one", kiosk.export())
    assert verdict.verdict is Verdict.STORED
    assert (verdict.new_records, verdict.repeated_records, verdict.flags) == (3, 0, ())
    assert verdict.receipt is not None
    receipt = read_receipt(verdict.receipt.read_bytes(), house.package.document, house.package.digest)
    assert set(receipt.record_ids) == stored_rids(house) == kiosk.records.keys()
    assert (house.folder / "evidence" / f"{verdict.digest}.bilik").read_bytes() == kiosk_bytes(verdict)


def kiosk_bytes(verdict: FileVerdict) -> bytes:
    return verdict.path.read_bytes()


def test_the_same_file_again_is_a_duplicate_with_the_same_receipt_and_changes_nothing(house: House) -> None:
    data = filled(house).export()
    first = merge_one(house, "one", data)
    before = store_digest(house)
    again = merge_one(house, "copy", data)
    assert again.verdict is Verdict.DUPLICATE
    assert first.receipt is not None
    assert again.receipt is not None
    assert first.receipt != again.receipt
    assert first.receipt.read_bytes() == again.receipt.read_bytes()
    assert store_digest(house) == before


def test_overlapping_exports_store_each_record_once(house: House) -> None:
    kiosk = filled(house)
    merge_one(house, "one", kiosk.export())
    kiosk.keep(b"\x09" * 16, b"{}")
    verdict = merge_one(house, "two", kiosk.export())
    assert (verdict.verdict, verdict.new_records, verdict.repeated_records) == (Verdict.STORED, 1, 3)
    assert len(stored_rids(house)) == 4


def test_the_same_number_with_other_bytes_is_a_fork(house: House) -> None:
    kiosk = filled(house)
    merge_one(house, "one", kiosk.build(kiosk.facts()))
    kiosk.keep(b"\x09" * 16, b"{}")
    data = kiosk.build(kiosk.facts())
    verdict = merge_one(house, "fork", data)
    assert verdict.verdict is Verdict.FORK
    assert verdict.receipt is None
    assert len(stored_rids(house)) == 3
    assert (house.folder / "quarantine" / f"{verdict.digest}.bilik").read_bytes() == data
    before = store_digest(house)
    assert merge_one(house, "again", data).verdict is Verdict.FORK
    assert store_digest(house) == before


@pytest.mark.parametrize("late_first", [False, True])
def test_a_previous_that_does_not_fit_is_a_fork_whichever_came_first(house: House, late_first: bool) -> None:
    kiosk = filled(house)
    one = kiosk.export()
    kiosk.previous = "f" * 64
    two = kiosk.export()
    first, second = (two, one) if late_first else (one, two)
    assert merge_one(house, "first", first).verdict is Verdict.STORED
    assert merge_one(house, "second", second).verdict is Verdict.FORK


def test_a_second_installation_of_a_seat_is_accepted_and_flagged(house: House) -> None:
    merge_one(house, "one", filled(house).export())
    verdict = merge_one(house, "two", filled(house, range(10, 12)).export())
    assert verdict.verdict is Verdict.STORED
    assert [flag.key for flag in verdict.flags] == ["office.flag_second_installation"]


def test_a_missing_number_is_accepted_and_flagged_and_may_come_later(house: House) -> None:
    kiosk = filled(house)
    one = kiosk.export()
    kiosk.keep(b"\x09" * 16, b"{}")
    two = kiosk.export()
    verdict = merge_one(house, "two", two)
    assert verdict.verdict is Verdict.STORED
    assert [flag.key for flag in verdict.flags] == ["office.flag_gap"]
    assert merge_one(house, "one", one).verdict is Verdict.STORED


def test_an_emergency_export_is_accepted_and_flagged(house: House) -> None:
    verdict = merge_one(house, "one", filled(house).export(final=False, emergency=True))
    assert [flag.key for flag in verdict.flags] == ["office.flag_emergency"]


def test_a_known_record_with_other_bytes_is_a_conflict_and_both_are_kept(house: House) -> None:
    merge_one(house, "one", filled(house).export())
    other = filled(house)  # another installation with the same ids, sealed anew: other bytes
    data = other.export()
    verdict = merge_one(house, "conflict", data)
    assert verdict.verdict is Verdict.CONFLICT
    assert len(stored_rids(house)) == 3
    assert (house.folder / "quarantine" / f"{verdict.digest}.bilik").read_bytes() == data


def test_a_stranger_s_signature_is_rejected_and_never_touches_the_store(house: House) -> None:
    kiosk = filled(house)
    data = build_batch(
        kiosk.facts(), kiosk.records.items(), SigningKey.generate(), kiosk.installation.certificate
    )
    before = store_digest(house)
    for name in ("forged", "again"):
        verdict = merge_one(house, name, data)
        assert verdict.verdict is Verdict.REJECTED
    assert store_digest(house) == before
    (kept,) = quarantined(house.folder)
    assert kept["sha256"] == hashlib.sha256(data).hexdigest()
    assert kept["officers"] == ["a", "b"]


def test_a_revoked_seat_is_rejected(house: House) -> None:
    with house.office.store.writing() as connection:
        connection.execute(sa.update(seat).where(seat.c.seat == "01").values(revoked=True))
    verdict = merge_one(house, "revoked", filled(house).export())
    assert (verdict.verdict, verdict.why.key) == (Verdict.REJECTED, "seal.revoked")


def test_after_closing_a_batch_is_late_and_kept(house: House) -> None:
    merge_one(house, "one", filled(house).export())
    closed = close_round(house.office, ROUND, "Bilik 02 rusak sejak pagi, lembar ruang hilang")
    assert isinstance(closed, Closed)
    before = store_digest(house)
    verdict = merge_one(house, "late", filled(house, range(20, 22), "02").export())
    assert verdict.verdict is Verdict.LATE
    assert store_digest(house) == before
    assert len(quarantined(house.folder)) == 1


def test_one_bad_file_never_stops_the_rest(house: House) -> None:
    good = filled(house).export()
    house.stick("a-empty", b"")
    house.stick("b-good", good)
    house.stick("c-torn", good[:-1])
    folder = house.folder.parent / "stick"
    (folder / "d-link.bilik").symlink_to(folder / "b-good.bilik")
    os.mkfifo(folder / "e-pipe.bilik")
    verdicts = [one.verdict for one in merge(house, folder, folder / "f-gone.bilik")]
    bad = Verdict.REJECTED
    assert verdicts == [bad, Verdict.STORED, bad, bad, bad, Verdict.UNREADABLE]


def test_a_huge_sparse_file_is_rejected_without_being_copied(house: House) -> None:
    path = house.stick("huge", b"")
    os.truncate(path, 100 * 1024**3)
    (verdict,) = merge(house, path)
    assert (verdict.verdict, verdict.why.key) == (Verdict.REJECTED, "office.file_too_large")
    assert not list((house.folder / "quarantine").glob("*.bilik"))


def test_a_file_that_somebody_is_writing_is_refused_and_no_copy_is_left(house: House) -> None:
    path = house.stick("growing", filled(house).export())
    with growing(path):
        (verdict,) = merge(house, path)
    assert (verdict.verdict, verdict.why.key) == (Verdict.REJECTED, "office.file_growing")
    assert not list((house.folder / "quarantine").iterdir())


def test_a_copy_that_a_killed_import_left_is_swept_away_after_a_day(house: House) -> None:
    old, young = (house.folder / "quarantine" / f".incoming-{name}.part" for name in ("1", "2"))
    for part, age_s in ((old, 100_000), (young, 1_000)):
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(b"half")
        os.utime(part, times=(NOVEMBER_9 / 1_000 - age_s,) * 2)
    merge(house)
    assert not old.exists()
    assert young.exists()


def test_a_stick_that_cannot_be_written_still_gets_its_batch_stored(house: House) -> None:
    path = house.stick("one", filled(house).export())
    blocked = house.folder.parent / "no-folder"
    blocked.write_bytes(b"")
    (verdict,) = import_paths(house.office, [path], receipts=blocked)
    assert verdict.verdict is Verdict.STORED
    assert [flag.key for flag in verdict.flags] == ["office.flag_no_receipt"]
    (again,) = import_paths(house.office, [path])
    assert again.receipt == path.with_suffix(RECEIPT_SUFFIX)


def damage(rng: random.Random, data: bytes, number: int) -> bytes:
    """A quarter cut short, the rest with one bit flipped, half of these in the header."""
    if number % 4 == 0:
        return data[: rng.randrange(len(data))]
    damaged = bytearray(data)
    damaged[rng.randrange(len(data) if number % 2 else 6_000)] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def test_two_hundred_damaged_copies_are_each_rejected_with_a_sentence_and_the_store_stays_as_it_was(
    house: House,
) -> None:
    kiosk = filled(house)
    data = kiosk.export()
    merge_one(house, "whole", data)
    kiosk.keep(b"\x09" * 16, b"{}")
    data = kiosk.export()
    before = store_digest(house)
    rng = random.Random(2026)
    for number in range(200):
        house.stick(f"damaged/{number:04}", damage(rng, data, number))
    verdicts = merge(house, house.folder.parent / "stick" / "damaged")
    assert len(verdicts) == 200
    for verdict in verdicts:
        assert verdict.verdict is Verdict.REJECTED, verdict
        assert verdict.why.spoken(Language.ID)
        assert verdict.why.spoken(Language.EN)
    assert store_digest(house) == before
    assert merge_one(house, "whole", data).verdict is Verdict.STORED


def test_a_batch_row_keeps_what_was_signed(house: House) -> None:
    merge_one(house, "one", filled(house).export())
    with house.office.store.reading() as connection:
        row = connection.execute(sa.select(batch)).one()
    assert row.verdict == Verdict.STORED
    assert b'"type":"bilik/batch"' in row.manifest
