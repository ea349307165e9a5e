"""A respondent and a proctor at real windows over the real use cases."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.demo.training import TrainingKiosk
from app.kiosk.channel import Done
from tests.kiosk_pages.robots import RespondentRobot
from tests.kiosk_pages.room import Room

Key = Qt.Key
OpenRoom = Callable[[], Room]


def begun(open_room: OpenRoom, training: TrainingKiosk) -> Room:
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    if room.proctor.sees("start_session") and room.proctor.find("start_session").isEnabled():
        room.proctor.press(Key.Key_F4)
    room.proctor.leave()
    return room


def answer_everything(person: RespondentRobot) -> int:
    """Answer with the keyboard alone until the review; returns how many screens it took."""
    for count in range(60):
        if person.page != "question_page":
            return count
        rows = {name.rpartition("_")[0] for name in names(person, "cell_")}
        for _ in rows or {""}:
            person.write("1")
            if rows:
                person.press(Key.Key_Down)
        person.press(Key.Key_Return)
    message = "no end of questions"
    raise AssertionError(message)


def names(person: RespondentRobot, start: str) -> set[str]:
    from PySide6.QtWidgets import QAbstractButton

    buttons = person.stage.findChildren(QAbstractButton)
    return {each.objectName() for each in buttons if each.objectName().startswith(start) and each.isVisible()}


def test_the_keyboard_alone_leads_from_the_card_to_the_thank_you(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = open_room()
    assert room.proctor.page == "code_page"
    room.proctor.open_booth(training.card_code)
    assert room.proctor.page == "locked_page"
    room.proctor.open_panel(training.pin)
    assert room.proctor.page == "panel_page"
    room.proctor.press(Key.Key_F4)
    room.proctor.press(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person = room.respondent
    assert person.page == "code_page"
    person.enter_code(training.codes[0])
    assert person.page == "promise_page"
    person.consent()
    assert answer_everything(person) > 2
    assert person.page == "review_page"
    person.press(Key.Key_Return)
    assert person.sees("dialog")
    person.press(Key.Key_Tab)
    person.press(Key.Key_Return)
    assert person.page == "sealed_page"
    person.press(Key.Key_Return)
    assert room.left
    assert isinstance(room.sent[-1], Done)


def test_the_safe_choice_has_the_focus_before_sealing(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[0])
    person.consent()
    answer_everything(person)
    person.press(Key.Key_Return)
    assert person.focused().objectName() == "not_yet"
    person.press(Key.Key_Return)
    assert person.page == "review_page"
    assert not person.sees("dialog")


def test_after_a_kill_the_code_brings_back_every_answer_and_the_time(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[1])
    person.consent()
    person.write("1")
    before = person.ticked()
    assert before
    person.press(Key.Key_Return)
    person.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert person.ticked() == before
    room.pass_time(30_000)
    room = open_room()
    room.proctor.open_booth(training.card_code)
    person = room.respondent
    person.enter_code(training.codes[1])
    assert person.page == "message_page"
    person.press(Key.Key_Return)
    assert person.ticked() == before


def test_a_pause_hides_the_answers_and_resuming_brings_them_back(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[2])
    person.consent()
    person.write("1")
    before = person.ticked()
    room.proctor.open_panel(training.pin)
    assert not person.sees("option_1")
    room.proctor.press(Key.Key_F5)
    room.proctor.leave()
    assert person.page == "quiet_page"
    room.proctor.open_panel(training.pin)
    room.proctor.press(Key.Key_F5)
    room.proctor.leave()
    assert person.page == "question_page"
    assert person.ticked() == before


def test_nobody_moving_hides_the_page_and_the_slip_brings_it_back(
    open_room: OpenRoom, training: TrainingKiosk
) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[3])
    person.consent()
    room.pass_time(181_000)
    assert person.page == "quiet_page"
    person.write("ZZZZ")
    assert person.page == "quiet_page"
    person.write(training.codes[3].replace("-", "")[-4:])
    assert person.page == "question_page"


def test_declining_is_thanked_and_ends(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[4])
    person.click("refuse")
    assert person.page == "message_page"
    person.click("done")
    assert room.left


def test_an_ended_session_is_exported_and_read_back(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[5])
    person.consent()
    person.write("1")
    room.proctor.open_panel(training.pin)
    room.proctor.press(Key.Key_F8)
    assert room.proctor.page == "pin_page"
    room.proctor.write(training.pin)
    room.proctor.press(Key.Key_Return)
    assert room.proctor.page == "panel_page"
    room.proctor.click("open_export")
    room.proctor.click("export")
    assert sorted(file.suffix for file in room.stick.iterdir()) == [".bilik", ".bilikcatatan"]
    room.proctor.leave()
    assert room.left


def test_a_wrong_code_says_so_and_keeps_the_page(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code("000000000000")
    assert person.page == "code_page"
    view = room.stage.page.view if room.stage.page is not None else None
    assert getattr(view, "error", None) is not None


def test_a_toast_takes_an_emptied_answer_back(open_room: OpenRoom, training: TrainingKiosk) -> None:
    room = begun(open_room, training)
    person = room.respondent
    person.enter_code(training.codes[6])
    person.consent()
    person.write("1")
    before = person.ticked()
    person.click("clear")
    assert not person.ticked()
    person.click("undo")
    assert person.ticked() == before
