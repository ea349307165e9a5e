"""From the press on the glass to the disk: one choice is one commit, and so is its undoing."""

from collections.abc import Callable

from app.demo.training import TrainingKiosk
from tests.bench.saving import commits
from tests.kiosk_pages.robots import Key
from tests.kiosk_pages.room import Room


def test_a_press_on_the_glass_is_exactly_one_commit(
    open_room: Callable[[], Room], training: TrainingKiosk
) -> None:
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    room.proctor.press(Key.Key_F4)
    room.proctor.leave()
    room.respondent.enter_code(training.codes[0])
    room.respondent.consent()
    opened = room.conductor.opened
    assert opened is not None
    for digit in "123":
        assert commits(opened.booth, lambda digit=digit: room.respondent.write(digit)) == 1  # type: ignore[misc]
    assert commits(opened.booth, lambda: room.respondent.write("3")) == 0  # the same again is nothing new
    assert commits(opened.booth, lambda: room.respondent.press(Key.Key_Return)) == 1
