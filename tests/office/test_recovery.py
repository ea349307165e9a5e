"""Recovering a kiosk without its card: two officers, its folder as it lies, and nothing in it changes."""

import hashlib
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.base.clock import HandClock
from app.base.errors import Integrity, Refused
from app.base.ids import CodeId, RecordId, SeatId
from app.kiosk.seat.enrol import enrol_root, install_package, open_booth
from app.office.gathering.intake import Verdict
from app.office.gathering.ledger import Ledger, read_ledger
from app.office.store.tables import record
from app.office.upkeep.recovery import recover_folder
from app.seal.envelope import pad, record_info, seal
from app.seal.stretch import derive
from tests.office.conftest import NOVEMBER_9, ROUND, House, signed_in


@pytest.fixture
def kiosk(house: House, tmp_path: Path) -> Path:
    """A kiosk with two sealed answers and one begun draft, whose card is lost."""
    folder = tmp_path / "kiosk"
    clock = HandClock(NOVEMBER_9)
    enrol_root(folder, (house.folder / "root.bilikroot").read_bytes())
    data = house.packaged.package_file.read_bytes()
    installed = install_package(folder, data, SeatId("01"), house.packaged.card_code, clock)
    assert not isinstance(installed, Refused)
    booth = open_booth(folder, installed.key, clock)
    document = house.package.document
    slips = house.codes("internal", "dishub")
    ids = [derive(slip, document.salt, house.package.stretcher).id for slip in slips[:3]]
    for number, code in enumerate(ids[:2], 1):
        rid = RecordId(bytes([number]) * 16)
        draft = booth.store.begin_draft(CodeId(code), bytes(64), b"opening", b"beat")
        padded = pad(b"{}", document.policy.record_size)
        sealed = seal(document.seal_key, padded, record_info(house.package.digest, rid))
        booth.store.submit(CodeId(code), draft, rid, sealed)
    booth.store.begin_draft(CodeId(ids[2]), bytes(64), b"opening", b"beat")
    booth.close()
    return folder


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_a_kiosk_still_holds_is_merged_and_flagged_and_the_kiosk_is_untouched(
    house: House, kiosk: Path
) -> None:
    before = fingerprint(kiosk)
    verdicts = recover_folder(house.office, kiosk)
    assert not isinstance(verdicts, Refused)
    ((verdict),) = verdicts
    assert (verdict.verdict, verdict.new_records) == (Verdict.STORED, 2)
    assert "office.flag_recovered" in {flag.key for flag in verdict.flags}
    assert fingerprint(kiosk) == before
    with house.office.store.reading() as connection:
        rids = sorted(connection.execute(sa.select(record.c.rid)).scalars())
    assert rids == [b"\x01" * 16, b"\x02" * 16]
    ledger = read_ledger(house.office, ROUND)
    assert isinstance(ledger, Ledger)
    (line,) = ledger.venues[0].seats[0].installations
    assert (line.used, line.abandoned, line.lacking) == (2, 1, 0)


def test_recovering_twice_changes_nothing(house: House, kiosk: Path) -> None:
    recover_folder(house.office, kiosk)
    again = recover_folder(house.office, kiosk)
    assert not isinstance(again, Refused)
    assert [one.verdict for one in again] == [Verdict.DUPLICATE]


def test_one_officer_recovers_nothing(house: House, kiosk: Path) -> None:
    house.office.close()
    house.office = signed_in(house.folder, "c")
    refused = recover_folder(house.office, kiosk)
    assert isinstance(refused, Refused)
    assert refused.code == "office.two_officers"


def test_a_key_of_another_installation_opens_nothing(house: House, kiosk: Path) -> None:
    (place,) = (path.parent for path in kiosk.rglob("database-key.json"))
    shutil.copyfile(place / "certificate.json", place / "database-key.json")
    with pytest.raises(Integrity):
        recover_folder(house.office, kiosk)
