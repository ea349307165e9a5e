"""The page of the sticks: what goes wrong with one is a sentence, and nothing here is marked by it."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from app.base.errors import Environment, Integrity, Problem
from app.base.sentences import Language, say
from app.kiosk.seat.handover import RECEIPT_SUFFIX
from app.seal.batch import read_batch
from app.seal.installation import Known
from app.seal.receipt import Receipt, write_receipt
from app.seal.sign import SigningKey
from app.storage.drive import FolderDrive
from app.storage.eject import Ejected
from app.storage.files import Progress, unheard
from tests.kiosk import world
from tests.kiosk_pages.classroom import Classroom, Prepare, likert, questionnaire, section
from tests.kiosk_pages.room import Room


class Stick(FolderDrive):
    """A stick whose nature the test decides."""

    trouble: Problem | None = None
    free: int | None = None
    gone = False

    @override
    def free_bytes(self) -> int:
        if self.gone:
            raise Environment("storage.gone")
        return super().free_bytes() if self.free is None else self.free

    @override
    def write_together(self, files: Sequence[tuple[str, bytes]], progress: Progress = unheard) -> None:
        progress(10, 20)
        if self.trouble is not None:
            raise self.trouble
        super().write_together(files, progress)

    @override
    def eject(self) -> Ejected:
        self.gone = True
        return Ejected.OUT


@pytest.fixture
def room(prepare: Prepare, tmp_path: Path) -> Room:
    """The page of the sticks after a session with one sealed answer."""
    classroom = prepare(questionnaire(section("a", likert("q1"))))
    room = classroom.sit()
    room.respondent.answer("1")
    room.respondent.seal()
    room = classroom.open()
    Classroom.call_proctor(room)
    room.proctor.click("end_session")
    room.proctor.write(world.PIN)
    room.proctor.press_enter()
    (tmp_path / "stick").mkdir()
    room.drive = Stick(tmp_path / "stick", "BPS-PLG-03")
    room.proctor.click("open_export")
    return room


def stick(room: Room) -> Stick:
    assert isinstance(room.drive, Stick)
    return room.drive


def words(room: Room) -> str:
    shown = [label.text() for label in room.stage.findChildren(QLabel) if label.isVisible()]
    return re.sub(r"<[^>]*>", "", "\n".join(shown))


@pytest.mark.parametrize(
    "trouble",
    [
        Environment("storage.disk_full"),
        Environment("storage.read_only"),
        Environment("storage.gone"),
        Environment("storage.name_refused"),
        Environment("storage.io"),
        Integrity("storage.read_back"),
    ],
    ids=lambda trouble: trouble.code,
)
def test_a_stick_that_fails_ends_in_a_sentence_and_the_next_one_takes_the_same_file(
    room: Room, trouble: Problem
) -> None:
    stick(room).trouble = trouble
    before = room.opened.booth.store.log()
    room.proctor.click("export")
    assert say(Language.ID, trouble.code) in words(room)
    assert not room.proctor.sees("eject")
    assert room.opened.booth.store.log() == before
    assert room.opened.booth.store.sealed_count() == 1
    stick(room).trouble = None
    room.proctor.click("export")
    assert room.proctor.sees("eject")
    assert [each.seq for each in room.opened.booth.store.exports()] == [1]


def test_a_stick_that_is_too_small_spends_no_number(room: Room) -> None:
    stick(room).free = 100
    room.proctor.click("export")
    assert say(Language.ID, "storage.disk_full") in words(room)
    assert room.opened.booth.store.exports() == ()


def test_what_lies_on_the_stick_is_named_and_the_second_stick_is_a_copy(room: Room, tmp_path: Path) -> None:
    room.proctor.click("export")
    said = words(room)
    assert "1 amplop tersegel" in said
    assert "Catatan kejadian" in said
    (tmp_path / "second").mkdir()
    room.drive = Stick(tmp_path / "second", "kedua")
    room.proctor.click("previous")
    room.proctor.click("open_export")
    room.proctor.click("export")
    first, second = (
        {each.name: each.read_bytes() for each in (tmp_path / name).iterdir()} for name in ("stick", "second")
    )
    assert first == second
    assert sorted(Path(name).suffix for name in first) == [".bilik", ".bilikcatatan"]


def test_a_stick_is_let_go_of_and_the_page_says_that_it_may_be_pulled(room: Room) -> None:
    room.proctor.click("export")
    room.proctor.click("eject")
    assert say(Language.ID, "panel.ejected", label="BPS-PLG-03") in words(room)


def test_receipts_on_the_stick_purge_what_they_name_and_a_forged_one_is_named(
    room: Room, tmp_path: Path
) -> None:
    room.proctor.click("receipts")
    assert say(Language.ID, "panel.receipts_none") in words(room)
    room.proctor.click("export")
    booth = room.opened.booth
    (batch,) = (tmp_path / "stick").glob("*.bilik")
    read = read_batch(batch.read_bytes(), Known({booth.package.digest: booth.document}))
    manifest = read.manifest
    receipt = Receipt(
        round=manifest.round,
        package=manifest.package,
        seat=manifest.seat,
        installation=manifest.installation,
        seq=manifest.seq,
        batch=read.digest,
        records=tuple(record for record, _ in read.records()),
    )
    forged = tmp_path / "stick" / f"a{RECEIPT_SUFFIX}"
    forged.write_bytes(write_receipt(receipt, SigningKey.generate()))
    room.proctor.click("receipts")
    assert f"Berkas a{RECEIPT_SUFFIX} tidak diterima." in words(room)
    assert booth.store.sealed_count() == 1
