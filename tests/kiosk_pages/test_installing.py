"""A bare machine and a stick: what is accepted is offered; of what is not, the screen says why."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.base.clock import HandClock
from app.base.sentences import Language, say
from app.demo.training import TrainingKiosk, prepare
from app.kiosk.channel import CardCode
from app.seal.root import RootDocument, RootOfficer, sign_root, verify_next_root, verify_root
from app.seal.sign import SigningKey
from tests.kiosk import world
from tests.kiosk_pages.room import Room

OURS = world.office()
Open = Callable[[], Room]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def machine(tmp_path: Path, stick: Path, application: QApplication) -> Iterator[Open]:
    rooms: list[Room] = []

    def start() -> Room:
        for room in rooms:
            room.close()
        rooms[:] = [Room(tmp_path / "data", HandClock(world.NOON), stick, application)]
        return rooms[0]

    yield start
    for room in rooms:
        room.close()
    application.processEvents()


def words(room: Room) -> str:
    shown = [label.text() for label in room.stage.findChildren(QLabel) if label.isVisible()]
    return re.sub(r"<[^>]*>", "", "\n".join(shown))


def enrolled(machine: Open, stick: Path) -> Room:
    (stick / "kantor.bilikroot").write_bytes(OURS.root)
    room = machine()
    room.proctor.click("compared")
    room.proctor.click("go")
    return room


@pytest.fixture
def practice(tmp_path: Path, stick: Path) -> TrainingKiosk:
    (tmp_path / "kantor").mkdir()
    made = prepare(tmp_path / "kantor")
    (stick / "latihan.bilikpkg").write_bytes((tmp_path / "kantor/latihan.bilikpkg").read_bytes())
    return made


def practised(machine: Open, practice: TrainingKiosk) -> Room:
    """A machine on which the practice package is installed, started again."""
    room = machine()
    room.proctor.click("seat_0")
    room.proctor.click("go")
    room.proctor.open_booth(practice.card_code)
    assert room.respondent.page == "locked_page"
    return machine()


def another_office(*, number: int = 1, previous: str = "", signed_too: tuple[SigningKey, ...] = ()) -> bytes:
    keys = tuple(SigningKey.generate() for _ in range(3))
    document = RootDocument(
        type="bilik/root",
        version=1,
        number=number,
        previous=previous,
        office="BPS Kota Lain",
        created="2026-10-02",
        officers=tuple(
            RootOfficer(id=name, name=name, public_key=key.verify_key().to_bytes())
            for name, key in zip("abc", keys, strict=True)
        ),
        threshold=2,
        production=False,
    )
    return sign_root(document, (*keys, *signed_too))


def refusal(file: str, key: str) -> str:
    return say(Language.ID, "enrol.file_refused", file=file, reason=say(Language.ID, key))


def test_a_machine_is_enrolled_installed_and_opened_from_a_stick(machine: Open, stick: Path) -> None:
    (stick / "lab.bilikpkg").write_bytes(OURS.package)
    room = enrolled(machine, stick)
    assert room.proctor.page == "message_page"
    room.proctor.click("seat_1")
    room.proctor.click("go")
    room.proctor.open_booth(OURS.card)
    assert room.sent == [CardCode(OURS.card.replace("-", ""))]
    assert room.respondent.page == "locked_page"


def test_a_real_package_on_a_machine_that_knows_no_office_says_so(machine: Open, stick: Path) -> None:
    (stick / "lab.bilikpkg").write_bytes(OURS.package)
    room = machine()
    assert refusal("lab.bilikpkg", "seal.training_only") in words(room)


def test_a_forged_and_a_foreign_package_are_refused_with_the_reason(machine: Open, stick: Path) -> None:
    enrolled(machine, stick)
    forged = bytearray(OURS.package)
    at = forged.index(b'"sig":"') + 10
    forged[at] = ord("A") if forged[at] != ord("A") else ord("B")
    (stick / "lab.bilikpkg").write_bytes(forged)
    assert refusal("lab.bilikpkg", "seal.bad_signature") in words(machine())
    foreign = world.office(version=1, slots=world.SLOTS + 1)  # other keys, made anew
    (stick / "lab.bilikpkg").write_bytes(foreign.package)
    assert refusal("lab.bilikpkg", "seal.unknown_signer") in words(machine())


def test_rubbish_and_a_second_bad_file_are_both_said(machine: Open, stick: Path) -> None:
    enrolled(machine, stick)
    (stick / "a.bilikpkg").write_bytes(b"not a package")
    (stick / "b.bilikpkg").write_bytes(b"nor is this")
    said = words(machine())
    assert "Berkas a.bilikpkg tidak diterima, begitu juga 1 berkas lain." in said


def test_a_good_package_is_offered_beside_a_bad_one_which_is_said(machine: Open, stick: Path) -> None:
    enrolled(machine, stick)
    (stick / "a.bilikpkg").write_bytes(b"not a package")
    (stick / "b.bilikpkg").write_bytes(OURS.package)
    room = machine()
    assert room.proctor.sees("package_0")
    assert "Berkas a.bilikpkg tidak diterima." in words(room)


def test_the_root_of_another_office_is_refused_and_the_own_one_is_no_news(machine: Open, stick: Path) -> None:
    room = enrolled(machine, stick)
    assert "tidak diterima" not in words(room)
    (stick / "lain.bilikroot").write_bytes(another_office())
    room = machine()
    assert room.proctor.page == "message_page"
    assert refusal("lain.bilikroot", "seal.too_few_signatures") in words(room)


def test_the_next_root_is_compared_by_eye_as_the_first_was(machine: Open, stick: Path) -> None:
    enrolled(machine, stick)
    digest = verify_root(OURS.root).digest
    following = another_office(number=2, previous=digest, signed_too=OURS.officers[:2])
    (stick / "baru.bilikroot").write_bytes(following)
    room = machine()
    assert room.proctor.page == "enrolment_page"
    assert all(word in words(room) for word in verify_next_root(verify_root(OURS.root), following).words)
    room.proctor.click("compared")
    room.proctor.click("go")
    assert room.proctor.page == "message_page"
    assert "tidak diterima" not in words(room)


def test_a_wrong_card_installs_nothing_and_says_so(machine: Open, stick: Path, tmp_path: Path) -> None:
    (stick / "lab.bilikpkg").write_bytes(OURS.package)
    room = enrolled(machine, stick)
    room.proctor.click("seat_0")
    room.proctor.click("go")
    room.proctor.open_booth("0000-0000-0000")
    assert "kartu" in words(room)
    assert not list((tmp_path / "data").glob("installations/*/bilik.db"))


def test_who_practised_first_installs_the_real_package_in_the_window(
    machine: Open, stick: Path, practice: TrainingKiosk
) -> None:
    room = practised(machine, practice)
    (stick / "kantor.bilikroot").write_bytes(OURS.root)
    (stick / "lab.bilikpkg").write_bytes(OURS.package)
    room.proctor.click("change_package")
    room.proctor.click("compared")
    room.proctor.click("go")
    room.proctor.click("package_0")
    room.proctor.click("seat_1")
    room.proctor.click("go")
    room.proctor.open_booth(OURS.card)
    assert room.respondent.page == "locked_page"
    assert not room.opened.booth.document.training
    room = machine()
    room.proctor.click("change_package")
    room.proctor.click("package_2")  # what was installed before is there still
    room.proctor.click("go")
    room.proctor.open_booth(practice.card_code)
    assert room.opened.booth.document.training


def test_who_looks_for_another_package_and_finds_none_goes_back_to_the_card(
    machine: Open, stick: Path, practice: TrainingKiosk
) -> None:
    room = practised(machine, practice)
    (stick / "latihan.bilikpkg").unlink()
    room.proctor.click("change_package")
    assert room.proctor.page == "message_page"
    room.proctor.click("go")  # looks again
    room.proctor.click("back")
    room.proctor.open_booth(practice.card_code)
    assert room.respondent.page == "locked_page"
