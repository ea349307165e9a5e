"""The proctor looks whether machine and room are ready: at the page, up to the start of the session."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.base.errors import Problem
from app.base.session import Kind
from app.kiosk.computer.computer import Idle, Nap
from app.kiosk.outside import Work
from app.kiosk.store.database import Phase
from app.kiosk.window.intents import Go, Write
from app.ui.parts.layout import Column
from app.ui.parts.signs import Pill
from tests.kiosk import world
from tests.kiosk.pc import LabPc
from tests.kiosk_pages.classroom import Classroom
from tests.kiosk_pages.room import Room

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
REASON = "Stik BPS, diuji di kantor"


@pytest.fixture
def untested(tmp_path: Path, application: QApplication) -> Iterator[Classroom]:
    """A real booth whose machine nobody has tested."""
    room = Classroom(tmp_path, application, world.seat(tmp_path / "data", proved=False))
    yield room
    room.close()


@pytest.fixture
def tested(tmp_path: Path, application: QApplication) -> Iterator[Classroom]:
    room = Classroom(tmp_path, application, world.seat(tmp_path / "data"))
    yield room
    room.close()


def at_checks(classroom: Classroom) -> Room:
    """The proctor at the page of the checks, all done."""
    room = classroom.open()
    classroom.call_proctor(room)
    room.proctor.press(Key.Key_F9)
    assert room.proctor.page == "readiness_page"
    return room


def words(room: Room) -> str:
    """Everything that is written on the page."""
    page = room.stage.page
    assert page is not None
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    pills = [pill.accessibleName() for pill in page.findChildren(Pill) if pill.isVisible()]
    return " | ".join([*labels, *pills])


def written_down(room: Room) -> str:
    """The three words on the card of the restart test."""
    (card,) = (each for each in room.stage.findChildren(QWidget, "restart_card") if each.isVisible())
    state = room.opened.proctor._session.restart.state
    three = " ".join(state.words)
    assert three
    assert any(three in label.text() for label in card.findChildren(QLabel))
    return three


def kinds(room: Room) -> list[str]:
    return [line.kind for line in room.opened.booth.store.log()[0]]


def tab_to(room: Room, name: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(30):
        if room.proctor.focused().objectName() == name:
            return
        room.proctor.press(Key.Key_Tab)
    pytest.fail(f"no way to {name}")


def tick_the_room(room: Room) -> None:
    for at in range(4):
        room.proctor.click(f"room_{at}")


def test_a_real_session_starts_only_after_the_words_were_found_again(untested: Classroom) -> None:
    room = untested.open()
    untested.call_proctor(room)
    assert "Uji mulai ulang belum lulus" in words(room)
    room.proctor.press(Key.Key_F4)
    assert room.opened.booth.store.phase()[0] is Phase.READY
    assert "Sesi belum dapat dimulai" in words(room)
    room.proctor.click("open_check")
    assert "1 gagal" in words(room)
    assert not room.proctor.find("ready").isEnabled()
    room.proctor.click("test_restart")
    paper = written_down(room)
    untested.seat.clock.reboot()
    room = at_checks(untested)
    assert written_down(room) == paper
    room.proctor.click("words_same")
    assert "Bilik ini boleh dipakai" in words(room)
    assert not room.proctor.find("ready").isEnabled()
    assert "4 butir ruangan belum dicentang" in words(room)
    tick_the_room(room)
    room.proctor.click("ready")
    assert room.proctor.page == "panel_page"
    room.proctor.press(Key.Key_F4)
    assert room.opened.booth.store.phase()[0] is Phase.RUNNING
    assert kinds(room)[-3:] == [Kind.RESTART_KEPT, Kind.CHECKED, Kind.STARTED]


def test_other_words_than_those_on_paper_close_the_booth(untested: Classroom) -> None:
    room = at_checks(untested)
    room.proctor.click("test_restart")
    untested.seat.clock.reboot()
    room = at_checks(untested)
    room.proctor.click("words_differ")
    assert "Bilik ini belum boleh dipakai" in words(room)
    assert "Deep Freeze" in words(room)
    room.proctor.press(Key.Key_Escape)
    room.proctor.press(Key.Key_F4)
    assert room.opened.booth.store.phase()[0] is Phase.READY
    assert kinds(room)[-1] == Kind.RESTART_FORGOT


def test_a_waiver_takes_a_reason_and_the_pin(untested: Classroom) -> None:
    room = at_checks(untested)
    room.proctor.click("waive_restart")
    room.proctor.click("confirm")  # without a reason nothing happens
    assert room.proctor.page == "readiness_page"
    untested.room.stage.findChild(QWidget, "remark").setFocus()  # type: ignore[union-attr]  # it is there
    room.proctor.write(REASON)
    room.proctor.click("confirm")
    assert room.proctor.page == "pin_page"
    room.proctor.write("000000")
    room.proctor.press_enter()
    assert room.opened.proctor._session.state().unproved
    room.proctor.write(world.PIN)
    room.proctor.press_enter()
    assert room.proctor.page == "readiness_page"
    assert not room.opened.proctor._session.state().unproved
    last = room.opened.booth.store.log()[0][-1]
    assert (last.kind, last.facts["text"]) == (Kind.RESTART_WAIVED, REASON)
    assert "1 peringatan" in words(room)


def test_a_waiver_that_is_given_up_at_the_pin_changes_nothing(untested: Classroom) -> None:
    room = at_checks(untested)
    room.proctor.click("waive_restart")
    untested.room.stage.findChild(QWidget, "remark").setFocus()  # type: ignore[union-attr]  # it is there
    room.proctor.write(REASON)
    room.proctor.click("confirm")
    room.proctor.press(Key.Key_Escape)
    assert room.proctor.page == "readiness_page"
    assert not room.proctor.sees("dialog")
    assert room.opened.proctor._session.state().unproved


def test_the_sheet_goes_to_the_stick_with_what_the_page_says(tested: Classroom) -> None:
    room = at_checks(tested)
    room.proctor.click("room_1")
    room.proctor.press(Key.Key_P, CONTROL)
    assert room.proctor.sees("dialog")
    room.proctor.click("confirm")
    assert "siap" in words(room)
    (sheet,) = tested.folder.glob("*.pdf")
    assert sheet.name in words(room)
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(sheet.read_bytes())).pages
    )
    for said in ("Lab Komputer 2, bilik 01", "Kunci kantor Baik", "Kotak slip dikocok", "Rina Marlina"):
        assert said in text, said
    assert "Siap dipakai: semua pemeriksaan baik." in text
    assert text.count("Sudah") == 1


def test_what_was_mended_is_seen_when_it_is_looked_at_again(tested: Classroom) -> None:
    room = tested.open()
    computer = room.computer
    assert isinstance(computer, LabPc)
    computer.naps = (Idle(Nap.SLEEP, 1_800),)
    tested.call_proctor(room)
    room.proctor.press(Key.Key_F9)
    assert "1 peringatan" in words(room)
    assert "Komputer tidur setelah 30 menit" in words(room)
    computer.naps = ()
    room.proctor.click("check_again")
    assert "Semua baik" in words(room)


def test_everything_is_reached_by_keys(tested: Classroom) -> None:
    room = at_checks(tested)
    seen: list[str] = []
    for _ in range(20):
        room.proctor.press(Key.Key_Tab)
        seen.append(room.proctor.focused().objectName())
    assert set(seen) >= {"check_again", "save_sheet", "room_0", "room_3", "test_restart", "previous"}
    tab_to(room, "room_0")
    room.proctor.press(Key.Key_Space)
    assert room.proctor.ticked() == {"room_0"}
    room.proctor.press(Key.Key_Escape)
    assert room.proctor.page == "panel_page"
    room.proctor.press(Key.Key_F9)
    room.proctor.press(Key.Key_L, CONTROL)
    assert room.proctor.page == "locked_page"


def test_the_page_lives_while_the_checks_run_and_one_that_was_left_is_not_heard(
    tested: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[tuple[Work, Callable[[int, int], None], Callable[[object], None]]] = []
    monkeypatch.setattr(Room, "_work", lambda _self, *given: waiting.append(given))
    room = at_checks(tested)
    assert "Komputer sedang diperiksa" in words(room)
    assert not room.proctor.find("check_again").isEnabled()
    room.proctor.click("room_2")
    assert room.proctor.ticked() == {"room_2"}
    work, part, done = waiting.pop()
    parts: list[int] = []

    def told(at: int, whole: int) -> None:
        parts.append(at)
        part(at, whole)
        if at == 3:
            assert "Kata-kata" in words(room)
            assert room.proctor.ticked() == {"room_2"}

    result = work(told)
    assert parts == list(range(1, len(parts) + 1))
    room.proctor.press(Key.Key_L, CONTROL)  # she leaves before it has ended
    done(result)
    assert room.proctor.page == "locked_page"
    tested.call_proctor(room)
    room.proctor.press(Key.Key_F9)
    assert room.proctor.ticked() == set()
    done(Problem("storage.io"))  # from the run that nobody hears
    assert "Komputer sedang diperiksa" in words(room)
    work, part, done = waiting.pop()
    done(work(part))
    assert "Semua baik" in words(room)


def test_a_bare_machine_is_looked_at_before_anything_is_installed(
    tmp_path: Path, application: QApplication
) -> None:
    (tmp_path / "stick").mkdir()
    clock = world.seat(tmp_path / "other").clock
    room = Room(tmp_path / "data", clock, tmp_path / "stick", application)
    room.proctor.click("open_check")
    assert room.proctor.page == "readiness_page"
    assert "Belum ada kunci kantor" in words(room)
    assert not room.proctor.sees("ready")
    assert not room.proctor.find("save_sheet").isEnabled()
    room.proctor.click("check_again")
    room.proctor.click("previous")
    assert room.proctor.page == "message_page"
    room.proctor.click("open_check")
    room.proctor.click("lock_and_leave")
    assert room.proctor.page == "message_page"
    room.close()


class Later:
    """Work that ends when the test lets it, as that of a thread."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._waiting: list[tuple[Work, Callable[[int, int], None], Callable[[object], None]]] = []
        monkeypatch.setattr(Room, "_work", lambda _room, *given: self._waiting.append(given))

    def end(self, each: Callable[[int], None] = lambda _at: None, trouble: Problem | None = None) -> None:
        """Do what was given first; `each` is called after every step, and at the end comes `trouble`."""
        work, part, done = self._waiting.pop(0)

        def told(at: int, whole: int) -> None:
            part(at, whole)
            each(at)

        try:
            result = work(told)
        except Problem as problem:
            result = problem
        done(trouble or result)


def test_checks_that_stopped_half_way_make_no_booth_ready(
    tested: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later(monkeypatch)
    room = at_checks(tested)
    tick_the_room(room)
    later.end(trouble=Problem("storage.io"))
    assert "Pemeriksaan terhenti" in words(room)
    assert "Bilik ini belum boleh dipakai" in words(room)
    assert not room.proctor.find("ready").isEnabled()
    assert not room.proctor.find("save_sheet").isEnabled()
    room.proctor.click("check_again")
    later.end()
    assert room.proctor.find("ready").isEnabled()


def test_a_restart_test_that_is_begun_while_the_checks_run_hides_none_of_them(
    untested: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later(monkeypatch)
    room = at_checks(untested)
    later.end(lambda at: room.proctor.click("test_restart") if at == 11 else None)
    assert "Mode tidur" in words(room)
    assert "Jam komputer" in words(room)
    assert words(room).count(written_down(room)) == 2  # on the card, and beside the check


def test_a_stick_that_fails_after_the_proctor_has_gone_is_no_news_for_respondents(
    tested: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later(monkeypatch)
    room = at_checks(tested)
    later.end()
    room.proctor.press(Key.Key_P, CONTROL)
    room.proctor.click("confirm")
    room.proctor.press(Key.Key_L, CONTROL)
    before = words(room)
    later.end(trouble=Problem("storage.gone"))
    assert words(room) == before
    tested.call_proctor(room)
    room.proctor.press(Key.Key_F9)
    later.end()
    assert "Semua baik" in words(room)
    assert room.proctor.find("check_again").isEnabled()


def test_a_reason_that_nobody_can_read_is_no_reason(untested: Classroom) -> None:
    room = at_checks(untested)
    room.proctor.click("waive_restart")
    room.conductor.take(Write("\u200b\u2060"))  # as from a clipboard, of signs without a shape
    room.conductor.take(Go())
    room.proctor.settle()
    assert room.proctor.page == "readiness_page"


def test_while_the_checks_run_what_is_read_stays_in_its_place_and_the_focus_comes_back(
    tested: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later(monkeypatch)
    room = at_checks(tested)
    later.end()
    room.proctor.settle()
    (column,) = (each for each in room.stage.findChildren(Column, "checks_column") if each.isVisible())
    tab_to(room, "check_again")
    room.proctor.press(Key.Key_Space)
    assert "Komputer sedang diperiksa" in words(room)
    assert room.proctor.focused() is room.stage.page  # no other control may take the next key
    bar, read = column.verticalScrollBar(), [0]

    def scroll(at: int) -> None:
        room.proctor.settle()
        if at == 13:
            assert bar.maximum() > 40
            bar.setValue(40)
        if at >= 13:
            read.append(bar.value())

    later.end(scroll)
    room.proctor.settle()
    assert column.isVisible()
    assert {*read[1:], bar.value()} == {40}
    assert room.proctor.focused().objectName() == "check_again"


def test_a_control_chosen_while_the_checks_run_keeps_the_focus(
    tested: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Later(monkeypatch)
    room = at_checks(tested)
    tab_to(room, "room_1")
    chosen = room.proctor.focused()
    later.end()
    assert room.proctor.focused() is chosen
    for at in range(4):
        room.proctor.click(f"room_{at}")
    assert room.proctor.find("room_1") is chosen
    assert room.proctor.find("ready").isEnabled()


def test_a_test_begun_beside_its_check_leaves_the_focus_on_the_page(tested: Classroom) -> None:
    room = at_checks(tested)
    tab_to(room, "test_restart")
    room.proctor.press(Key.Key_Space)
    assert written_down(room)
    assert room.proctor.focused().window() is room.stage.window()
    room.proctor.press(Key.Key_Escape)
    assert room.proctor.page == "panel_page"
