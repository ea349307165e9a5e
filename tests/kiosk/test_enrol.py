"""Making a machine a bilik, and what it refuses to believe."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from app.base.errors import Environment, Integrity, Problem, Refused
from app.base.ids import SeatId
from app.demo.training import prepare
from app.kiosk.__main__ import main
from app.kiosk.places import BALLAST, CERTIFICATE, DATABASE, DATABASE_KEY, PACKAGE, Places
from app.kiosk.seat.enrol import (
    Installed,
    MachineState,
    enrol_root,
    install_package,
    installations,
    open_booth,
    read_root,
    status,
    unlock,
    use,
)
from app.seal.codes import new_code
from app.seal.envelope import database_info
from app.seal.unseal import recover_database_key
from tests.kiosk.world import SLOTS, Office, Room, asked, office, seat


def install(folder: Path, made: Office, number: str = "01", card: str = "") -> Installed | Refused:
    return install_package(folder, made.package, SeatId(number), card or made.card)


def test_a_machine_goes_from_unknown_to_ready(tmp_path: Path) -> None:
    assert status(tmp_path).state is MachineState.NOT_ENROLLED
    root = enrol_root(tmp_path, office().root)
    assert len(read_root(tmp_path, office().root).words) == 6
    assert status(tmp_path).root == root
    assert status(tmp_path).state is MachineState.NO_PACKAGE
    with pytest.raises(Environment, match=r"enrol\.nothing_installed"):
        unlock(tmp_path, office().card)
    assert isinstance(install(tmp_path, office()), Installed)
    machine = status(tmp_path)
    assert (machine.state, machine.seat) == (MachineState.CARD_NEEDED, "01")


def test_a_machine_that_is_not_enrolled_takes_no_real_package(tmp_path: Path) -> None:
    with pytest.raises(Integrity, match=r"seal\.training_only"):
        install(tmp_path, office())
    assert not installations(tmp_path)


def test_practice_on_an_enrolled_machine_stands_beside_the_real_installation(tmp_path: Path) -> None:
    made = prepare(tmp_path)
    tmp_path /= "lab"
    enrol_root(tmp_path, office().root)
    real = install(tmp_path, office())
    assert isinstance(real, Installed)
    practice = (made.data_dir.parent / "latihan.bilikpkg").read_bytes()
    tried = install_package(tmp_path, practice, SeatId("01"), made.card_code)
    assert isinstance(tried, Installed)
    package = status(tmp_path).package
    assert package is not None
    assert package.document.training
    assert sorted(installations(tmp_path)) == sorted([real.folder.name, tried.folder.name])
    assert use(tmp_path, real.folder.name) is None
    package = status(tmp_path).package
    assert package is not None
    assert not package.document.training


def test_a_package_of_another_office_is_refused(tmp_path: Path) -> None:
    other = office(version=2)
    enrol_root(tmp_path, office().root)
    with pytest.raises(Integrity, match=r"seal\.unknown_signer"):
        install(tmp_path, other)


def test_a_package_that_asks_what_makes_no_sense_is_refused_before_anyone_sits(tmp_path: Path) -> None:
    senseless = asked().replace(b'"scale":"s"', b'"scale":"t"')
    enrol_root(tmp_path, office(asked=senseless).root)
    with pytest.raises(Integrity, match=r"questionnaire\.malformed"):
        install(tmp_path, office(asked=senseless))
    assert not installations(tmp_path)


def test_a_second_root_that_does_not_follow_is_refused(tmp_path: Path) -> None:
    enrol_root(tmp_path, office().root)
    assert enrol_root(tmp_path, office().root).document.number == 1
    with pytest.raises(Integrity):
        enrol_root(tmp_path, office(version=2).root)
    assert [path.name for path in (tmp_path / "roots").iterdir()] == ["0001.json"]


def test_a_wrong_card_or_seat_installs_nothing(tmp_path: Path) -> None:
    enrol_root(tmp_path, office().root)
    outcomes = [install(tmp_path, office(), card=new_code()), install(tmp_path, office(), "99")]
    assert [each.code for each in outcomes if isinstance(each, Refused)] == [
        "seal.card_code_wrong",
        "enrol.no_such_seat",
    ]
    assert not installations(tmp_path)


def test_installing_again_takes_up_what_is_there(tmp_path: Path) -> None:
    place = seat(tmp_path)
    room = Room(place).start()
    room.seal(0)
    room.close()
    again = install(tmp_path, place.office)
    assert isinstance(again, Installed)
    assert again.key == place.key
    room = Room(place)
    assert room.booth.store.sealed_count() == 1
    room.close()


def test_the_line_that_a_power_cut_kept_out_of_the_journal_is_written_at_the_next_installation(
    tmp_path: Path,
) -> None:
    place = seat(tmp_path)
    booth = place.booth()
    with booth.store._db.transaction():
        booth.store._db.change("DELETE FROM journal")  # the power went before it was written
    booth.close()
    for _ in range(2):
        assert isinstance(install(tmp_path, place.office), Installed)
        booth = place.booth()
        assert [line.kind for line in booth.store.log()[0]] == ["installed"]
        booth.close()


def test_two_seats_of_one_package_lie_beside_each_other(tmp_path: Path) -> None:
    place = seat(tmp_path)
    assert isinstance(install(tmp_path, place.office, "02"), Installed)
    names = installations(tmp_path)
    assert [name[-2:] for name in names] == ["01", "02"]
    assert status(tmp_path).seat == "02"
    assert use(tmp_path, names[0]) is None
    assert status(tmp_path).seat == "01"
    assert isinstance(use(tmp_path, "../elsewhere"), Refused)


def test_the_office_can_open_a_database_whose_card_is_lost(tmp_path: Path) -> None:
    place = seat(tmp_path)
    booth = place.booth()
    info = database_info(booth.package.digest, booth.machine.installation)
    wrapped = (place.folder / DATABASE_KEY).read_bytes()
    assert recover_database_key(place.office.recovery, wrapped, info) == place.key
    booth.close()


def test_the_card_opens_and_another_code_does_not(tmp_path: Path) -> None:
    place = seat(tmp_path)
    assert unlock(tmp_path, place.office.card) == place.key
    wrong = unlock(tmp_path, new_code())
    assert isinstance(wrong, Refused)
    assert wrong.code == "seal.card_code_wrong"
    with pytest.raises(Integrity):
        open_booth(tmp_path, bytes(32), place.clock)


@pytest.mark.parametrize("name", [PACKAGE, CERTIFICATE, DATABASE_KEY, DATABASE])
def test_files_that_are_not_what_they_were_are_never_used(tmp_path: Path, name: str) -> None:
    place = seat(tmp_path)
    path = place.folder / name
    data = bytearray(path.read_bytes())
    # Of the wrapped key, the part that the card opens; the other is the office's.
    place_of_change = data.index(b'"card":"') + 30 if name == DATABASE_KEY else len(data) // 2
    data[place_of_change] ^= 1
    path.write_bytes(data)
    with pytest.raises(Integrity):
        _use_everything(place.data_dir, place.office.card)


def _use_everything(folder: Path, card: str) -> None:
    key = unlock(folder, card)
    if isinstance(key, Refused):  # a wrapped key that was changed opens with no card
        raise Integrity(key.code)
    from app.base.clock import SystemClock
    from app.storage.database import Database, check_database

    open_booth(folder, key, SystemClock()).close()
    (path,) = folder.rglob(DATABASE)
    database = Database(path, key)
    try:
        check_database(database)
    finally:
        database.close()


def test_a_missing_installation_is_said_so(tmp_path: Path) -> None:
    place = seat(tmp_path)
    (place.folder / DATABASE).unlink()
    with pytest.raises(Integrity, match=r"enrol\.not_whole"):
        status(tmp_path)


@pytest.mark.parametrize("failing", range(1, 40, 3))
def test_an_installation_cut_short_is_none_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    enrol_root(tmp_path, office().root)
    real, left = os.fsync, [failing]

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.EIO, "")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    try:
        install(tmp_path, office())
    except Problem as trouble:
        assert isinstance(trouble, Environment)  # noqa: PT017 - later syncs than there are raise nothing
    monkeypatch.undo()
    installed = install(tmp_path, office())
    assert isinstance(installed, Installed)
    assert {path.name for path in installed.folder.iterdir()} >= {PACKAGE, CERTIFICATE, DATABASE_KEY, BALLAST}
    from app.base.clock import SystemClock

    booth = open_booth(tmp_path, installed.key, SystemClock())
    assert booth.store.free_slots() == SLOTS
    booth.close()


def test_too_little_room_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol_root(tmp_path, office().root)
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    refused = install(tmp_path, office())
    assert isinstance(refused, Refused)
    assert refused.code == "enrol.too_little_room"
    assert not Places(tmp_path).current.exists()


def test_the_command_line_enrols_and_installs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "root").write_bytes(office().root)
    (tmp_path / "package").write_bytes(office().package)
    (tmp_path / "card").write_text(office().card, encoding="ascii")
    data = ["--data", str(tmp_path / "data"), "--language", "en"]
    words = " ".join(read_root(tmp_path, office().root).words)
    assert main([*data, "--enrol", str(tmp_path / "root"), "--words", "a b c d e f"]) == 1
    assert status(tmp_path / "data").state is MachineState.NOT_ENROLLED
    assert main([*data, "--enrol", str(tmp_path / "root"), "--words", words]) == 0
    install_02 = ["--install", str(tmp_path / "package"), "--seat", "02"]
    assert main([*data, *install_02, "--card-code-file", str(tmp_path / "card")]) == 0
    said = capsys.readouterr()
    assert words in said.out
    assert "booth 02" in said.out
    assert "was not enrolled" in said.err
    assert status(tmp_path / "data").seat == "02"
