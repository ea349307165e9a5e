"""Being read to, through real windows, until the office opens what was sealed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.base.clock import HandClock
from app.kiosk.store.database import CodeState
from app.sitting.events import Mode
from app.ui.theme import TextSize
from tests.kiosk import world
from tests.kiosk_pages.robots import RespondentRobot
from tests.kiosk_pages.room import Room

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[], Room]


@pytest.fixture
def seat(tmp_path: Path) -> world.Seat:
    made = world.seat(tmp_path / "data")
    room = world.Room(made).start()
    room.close()
    return made


@pytest.fixture
def open_room(seat: world.Seat, application: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens a window over the same seat, again and again, as restarts after a kill do."""
    rooms: list[Room] = []

    def again() -> Room:
        for room in rooms:
            room.close()
        clock = seat.clock
        assert isinstance(clock, HandClock)
        rooms[:] = [Room(seat.data_dir, clock, tmp_path, application)]
        rooms[0].proctor.open_booth(seat.office.card)
        return rooms[0]

    yield again
    for room in rooms:
        room.close()
    application.processEvents()


def size(room: Room) -> TextSize:
    return room.stage._theme.size


def tab_to(person: RespondentRobot, name: str) -> None:
    """Reach a control with the Tab key alone."""
    for _ in range(20):
        if person.focused().objectName() == name:
            return
        person.press(Key.Key_Tab)
    message = f"no way to {name}"
    raise AssertionError(message)


def by_keyboard(person: RespondentRobot, code: str) -> None:
    person.enter_code(code)
    tab_to(person, "read_aloud")
    person.press(Key.Key_Space)
    assert person.page == "aloud_page"
    person.press(Key.Key_Space)
    person.press(Key.Key_Return)
    assert person.page == "question_page"
    assert person.sees("aloud")
    person.write("2")
    person.press(Key.Key_Return)
    person.press(Key.Key_Return, CONTROL)
    person.write("3")
    person.press(Key.Key_Return)
    person.write("1")
    person.press(Key.Key_Return)
    assert person.page == "review_page"
    assert person.sees("aloud")
    person.press(Key.Key_Return)
    person.press(Key.Key_Tab)
    person.press(Key.Key_Return)


def by_mouse(person: RespondentRobot, code: str) -> None:
    for symbol in code.replace("-", ""):
        person.click(f"key_{symbol}")
    person.click("go")
    person.click("read_aloud")
    person.click("consent")
    person.click("start")
    assert person.sees("aloud")
    person.click("option_2")
    person.click("next")
    person.click("next")
    person.click("option_3")
    person.click("next")
    person.click("option_1")
    person.click("next")
    person.click("seal_ask")
    person.click("seal")


def sealed(seat: world.Seat, room: Room) -> dict[str, object]:
    """What the office reads in the one record."""
    ((record, data),) = room.opened.booth.store.records()
    return seat.opened(record, data)


@pytest.mark.parametrize("person", [by_keyboard, by_mouse])
def test_who_is_read_to_presses_the_answers_and_the_office_learns_that_it_was_read(
    open_room: Open, seat: world.Seat, person: Callable[[RespondentRobot, str], None]
) -> None:
    room = open_room()
    person(room.respondent, seat.office.codes[0])
    assert room.respondent.page == "sealed_page"
    value = sealed(seat, room)
    assert (value["mode"], value["state"]) == ("read_aloud", "complete")
    assert ["q1", "", 2] in value["answers"]  # type: ignore[operator]


def test_keyboard_and_mouse_seal_the_same(open_room: Open, seat: world.Seat) -> None:
    for person, code in zip((by_keyboard, by_mouse), seat.office.codes, strict=False):
        person(open_room().respondent, code)
    room = open_room()
    one, two = (seat.opened(record, data) for record, data in room.opened.booth.store.records())
    own = {"nullifier", "order", "answers"}  # the first option of a shuffled question differs
    assert {k: v for k, v in one.items() if k not in own} == {k: v for k, v in two.items() if k not in own}


def test_who_reads_alone_after_all_gives_the_other_consent(open_room: Open, seat: world.Seat) -> None:
    room = open_room()
    person = room.respondent
    person.enter_code(seat.office.codes[0])
    person.click("consent")
    person.click("read_aloud")
    assert person.page == "aloud_page"
    assert "consent" not in person.ticked()  # another promise is consented to anew
    assert not person.find("start").isEnabled()
    person.click("consent")
    person.click("read_alone")
    assert person.page == "promise_page"
    assert "consent" not in person.ticked()
    person.press(Key.Key_Space)
    person.click("read_aloud")
    person.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert person.page == "promise_page"
    person.consent()
    assert person.page == "question_page"
    assert not person.sees("aloud")
    assert room.sitting.mode is Mode.SELF
    assert size(room) is TextSize.A


def test_a_kill_keeps_the_choice(open_room: Open, seat: world.Seat) -> None:
    room = open_room()
    room.respondent.enter_code(seat.office.codes[0])
    room.respondent.click("read_aloud")
    room = open_room()
    person = room.respondent
    person.enter_code(seat.office.codes[0])
    assert person.page == "aloud_page"
    assert "consent" not in person.ticked()
    person.consent()
    assert person.page == "question_page"
    room = open_room()
    person = room.respondent
    person.enter_code(seat.office.codes[0])
    assert person.page == "message_page"
    person.press(Key.Key_Return)
    assert person.sees("aloud")
    assert room.sitting.mode is Mode.READ_ALOUD
    assert size(room) is TextSize.LARGE


def test_text_is_larger_for_who_is_read_to_unless_they_chose_it_themselves(
    open_room: Open, seat: world.Seat
) -> None:
    room = open_room()
    person = room.respondent
    person.enter_code(seat.office.codes[0])
    person.click("read_aloud")
    assert size(room) is TextSize.A
    person.consent()
    assert size(room) is TextSize.LARGE
    room = open_room()
    person = room.respondent
    person.enter_code(seat.office.codes[1])
    person.press(Key.Key_F2)
    person.click("size_a")
    person.press(Key.Key_Escape)
    person.click("read_aloud")
    person.consent()
    assert size(room) is TextSize.A


def test_declining_to_be_read_to_looks_on_the_disk_like_an_answer(open_room: Open, seat: world.Seat) -> None:
    room = open_room()
    by_keyboard(room.respondent, seat.office.codes[0])
    room = open_room()
    room.respondent.enter_code(seat.office.codes[1])
    room.respondent.click("read_aloud")
    room.respondent.click("refuse")
    assert room.respondent.page == "message_page"
    store = room.opened.booth.store
    records = store.records()
    assert len({len(data) for _, data in records}) == 1
    assert {seat.opened(record, data)["state"] for record, data in records} == {"complete", "declined"}
    assert set(store.code_states().values()) == {CodeState.USED}
