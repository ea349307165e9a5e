"""What a proctor does on the panel, through the windows: journalled, and without a look at an answer."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.base.session import Kind
from app.kiosk.channel import Quit
from app.kiosk.store.database import Phase
from app.ui.fields import TextBox
from tests.kiosk import world
from tests.kiosk_pages.classroom import Classroom, Prepare, likert, questionnaire, section
from tests.kiosk_pages.room import Room

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TIMED = questionnaire(section("a", likert("q1"), likert("q2")), head="time_limit_ms: 600000")


@pytest.fixture
def classroom(prepare: Prepare) -> Classroom:
    return prepare(TIMED)


def lines(room: Room) -> list[tuple[str, dict[str, object]]]:
    return [(line.kind, dict(line.facts)) for line in room.opened.booth.store.log()[0]]


def last(room: Room) -> tuple[str, dict[str, object]]:
    return lines(room)[-1]


def words(room: Room) -> str:
    assert room.stage.page is not None
    shown = [label.text() for label in room.stage.findChildren(QLabel) if label.isVisible()]
    return re.sub(r"<[^>]*>", "", "\n".join(shown))


def remark(room: Room) -> TextBox:
    (box,) = [each for each in room.stage.findChildren(TextBox) if each.isVisible()]
    return box


def open_panel(room: Room) -> None:
    Classroom.call_proctor(room)
    assert room.proctor.page == "panel_page"


def test_the_clock_stands_still_from_the_pin_to_the_leaving(classroom: Classroom) -> None:
    room = classroom.sit()
    room.pass_time(4_000)
    before = room.opened.desk.spent_ms()
    both = CONTROL | Qt.KeyboardModifier.AltModifier
    room.proctor.press(Key.Key_P, both)
    assert room.proctor.page == "pin_page"
    room.pass_time(30_000)
    room.proctor.press(Key.Key_Escape)
    assert room.respondent.page == "question_page"
    assert room.opened.desk.spent_ms() == before
    open_panel(room)
    room.pass_time(30_000)
    room.proctor.press(Key.Key_L, CONTROL)
    assert room.respondent.page == "question_page"
    assert room.opened.desk.spent_ms() == before
    room.pass_time(1_000)
    assert room.opened.desk.spent_ms() == before + 1_000


def test_a_panel_that_nobody_watches_closes_and_the_page_asks_for_the_slip(classroom: Classroom) -> None:
    room = classroom.sit()
    open_panel(room)
    room.pass_time(179_000)
    assert room.proctor.page == "panel_page"
    room.pass_time(1_000)
    assert room.respondent.page == "quiet_page"
    assert room.sitting.suspended is not None
    assert room.opened.proctor.away
    room.respondent.write(classroom.codes[0][-4:])
    assert room.respondent.page == "question_page"


def test_an_incident_is_written_in_words_without_leaving_the_panel(classroom: Classroom) -> None:
    room = classroom.start()
    open_panel(room)
    room.proctor.click("note")
    room.proctor.click("category_3")
    remark(room).setFocus()
    room.proctor.write("Atasan berdiri di belakang responden")
    room.proctor.click("confirm")
    facts = {"category": "pressure", "text": "Atasan berdiri di belakang responden", "proctor": "rina"}
    assert last(room) == (Kind.NOTED, facts)
    assert "Tekanan pada responden: Atasan berdiri di belakang responden." in words(room)
    assert not room.proctor.sees("confirm")


def test_what_was_written_stays_when_another_kind_is_chosen(classroom: Classroom) -> None:
    room = classroom.start()
    open_panel(room)
    room.proctor.click("note")
    remark(room).setFocus()
    room.proctor.write("Genset hidup")
    room.proctor.click("category_0")
    assert remark(room).toPlainText() == "Genset hidup"


def test_another_kind_of_incident_without_words_is_refused_in_the_dialog(classroom: Classroom) -> None:
    room = classroom.start()
    open_panel(room)
    before = lines(room)
    room.proctor.click("note")
    room.proctor.click("category_6")
    room.proctor.click("confirm")
    assert room.proctor.sees("confirm")
    assert "Kejadian lain memerlukan penjelasan singkat." in words(room)
    assert lines(room) == before


def test_the_dialog_of_more_time_says_the_rule_and_offers_nothing_beyond_it(classroom: Classroom) -> None:
    room = classroom.sit()
    open_panel(room)
    room.proctor.press(Key.Key_F7)
    assert "Paling banyak 30 menit" in words(room)
    room.proctor.click("minutes_15")
    room.proctor.click("reason_0")
    room.proctor.click("confirm")
    assert last(room) == (
        Kind.EXTENDED,
        {"minutes": 15, "category": "power", "text": "", "proctor": "rina"},
    )
    room.proctor.press(Key.Key_F7)
    assert "sudah diberikan 15" in words(room)
    assert room.proctor.sees("minutes_15")
    assert not room.proctor.sees("minutes_30")


def test_the_sitting_on_this_screen_is_made_void_and_the_window_ends_with_it(classroom: Classroom) -> None:
    room = classroom.sit()
    open_panel(room)
    for name in ("void_slip", "which_0", "void_4", "spare_1", "confirm"):
        room.proctor.click(name)
    assert last(room) == (Kind.VOIDED, {"reason": "withdrawn", "spare": True, "proctor": "rina"})
    assert room.opened.desk.sitting is None
    room.proctor.leave()
    assert room.left


def test_a_slip_is_made_void_by_its_code_which_nothing_keeps(classroom: Classroom) -> None:
    room = classroom.start()
    open_panel(room)
    for name in ("void_slip", "which_1", "void_0", "spare_1", "confirm"):
        room.proctor.click(name)
    assert room.proctor.page == "code_page"
    room.respondent.enter_code(classroom.codes[2])
    assert room.proctor.page == "panel_page"
    assert last(room) == (Kind.VOIDED, {"reason": "spoiled", "spare": True, "proctor": "rina"})
    assert room.conductor._pane.typed == ""
    room.proctor.leave()
    assert not room.left
    room.respondent.enter_code(classroom.codes[2])
    assert room.respondent.page == "code_page"


def test_a_slip_of_a_dead_machine_is_counted_here(classroom: Classroom) -> None:
    room = classroom.start()
    open_panel(room)
    room.proctor.click("restart_slip")
    room.proctor.click("confirm")
    assert last(room) == (Kind.RESTARTED, {"proctor": "rina"})


def test_the_program_is_closed_with_the_pin_and_the_draft_goes_on_next_day(classroom: Classroom) -> None:
    classroom.seat.clock.set_utc(classroom.seat.clock.utc_ms() - 24 * 3_600_000)
    room = classroom.sit()
    room.respondent.answer("2")
    open_panel(room)
    room.proctor.click("close_program")
    assert room.proctor.page == "pin_page"
    room.proctor.write(world.PIN)
    room.proctor.press_enter()
    assert room.sent[-1] == Quit()
    assert room.left
    assert last(room) == (Kind.CLOSED, {"proctor": "rina"})
    classroom.seat.clock.advance(24 * 3_600_000)
    morning = classroom.open()
    open_panel(morning)
    assert "Sesi hari lain belum diakhiri." in words(morning)
    morning.proctor.press(Key.Key_F4)
    assert last(morning)[0] == Kind.CARRIED_ON
    morning.proctor.leave()
    morning.respondent.enter_code(classroom.codes[0])
    assert morning.respondent.page == "message_page"
    morning.respondent.press_enter()
    assert len(morning.sitting.answers) == 1


def test_a_date_that_does_not_fit_asks_for_the_pin_and_is_journalled(classroom: Classroom) -> None:
    classroom.seat.clock.set_utc(classroom.seat.clock.utc_ms() + 365 * 86_400_000)
    room = classroom.open()
    open_panel(room)
    room.proctor.press(Key.Key_F4)
    assert room.proctor.page == "pin_page"
    assert "di luar periode paket" in words(room)
    assert room.opened.booth.store.phase()[0] is Phase.READY
    room.proctor.write(world.PIN)
    room.proctor.press_enter()
    assert last(room)[0] == Kind.STARTED
    assert last(room)[1]["outside_period"] is True


def test_the_journal_is_read_from_the_panel_by_day_and_says_that_it_is_whole(classroom: Classroom) -> None:
    room = classroom.start()
    classroom.seat.clock.advance(24 * 3_600_000)
    open_panel(room)
    room.proctor.press(Key.Key_F5)
    room.proctor.click("open_journal")
    assert room.proctor.page == "journal_page"
    assert "tidak ada yang diubah" in words(room)
    assert {"Sesi dijeda oleh Rina Marlina.", "Sesi dimulai oleh Rina Marlina."} <= set(
        words(room).split("\n")
    )
    room.proctor.click("day_2")
    assert "Sesi dijeda oleh Rina Marlina." not in words(room)
    room.proctor.press(Key.Key_Escape)
    assert room.proctor.page == "panel_page"


def test_a_journal_that_was_changed_is_said_so_calmly(classroom: Classroom) -> None:
    room = classroom.start()
    store = room.opened.booth.store
    with store._db.transaction():
        store._db.change("UPDATE journal SET line = ? WHERE number = 1", b"{}")
    open_panel(room)
    assert "tidak utuh lagi" in words(room)
    room.proctor.click("open_journal")
    assert "tidak utuh lagi" in words(room)


def test_an_emergency_export_takes_the_pin_and_is_flagged(classroom: Classroom) -> None:
    room = classroom.sit()
    room.respondent.answer("1")
    room.respondent.answer("2")
    open_panel(room)
    room.proctor.click("open_export")
    assert "Sesi belum berakhir." in words(room)
    room.proctor.click("export_early")
    room.proctor.write(world.PIN)
    room.proctor.press_enter()
    assert room.proctor.page == "export_page"
    assert last(room) == (Kind.EXPORTED_EARLY, {"proctor": "rina"})
    assert sorted(each.suffix for each in room.stick.iterdir() if each.is_file()) == [
        ".bilik",
        ".bilikcatatan",
    ]
    room.proctor.click("eject")
    assert "boleh dicabut" in words(room)
    room.proctor.click("previous")
    room.proctor.leave()
    assert room.respondent.page == "review_page"


@pytest.mark.parametrize("page", ["panel", "journal", "export", "void", "note", "time"])
def test_no_page_of_the_proctor_shows_a_question_or_an_answer(classroom: Classroom, page: str) -> None:
    room = classroom.sit()
    room.respondent.answer("3")
    open_panel(room)
    opening: dict[str, Callable[[], None]] = {
        "journal": lambda: room.proctor.click("open_journal"),
        "export": lambda: room.proctor.click("open_export"),
        "void": lambda: room.proctor.click("void_slip"),
        "note": lambda: room.proctor.click("note"),
        "time": lambda: room.proctor.press(Key.Key_F7),
    }
    opening.get(page, lambda: None)()
    shown = words(room)
    assert not any(word in shown for word in ("Pertanyaan q1", "Pertanyaan q2", "Sangat"))
