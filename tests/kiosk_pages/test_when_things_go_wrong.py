"""Odd moments at the kiosk: a disk that lies, a dialog in the way, a page that hid itself."""

import errno
from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt

from app.base.sentences import Language, say
from app.demo.training import TrainingKiosk
from app.kiosk.places import BALLAST, DATABASE
from app.kiosk.store.database import Store
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.questionnaire.expression import Value
from app.questionnaire.model import Item, Multi
from app.questionnaire.route import Slot
from app.sitting.events import GoTo, Review
from app.storage.ballast import Ballast
from app.storage.database import Database
from tests.kiosk.faulty import FaultyDatabase
from tests.kiosk_pages.room import Room

IDLE_MS = 181_000


@pytest.fixture
def room(open_room: Callable[[], Room], training: TrainingKiosk) -> Room:
    """A running session with a respondent who has consented."""
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    room.proctor.press(Qt.Key.Key_F4)
    room.proctor.leave()
    room.respondent.enter_code(training.codes[0].replace("-", ""))
    room.respondent.consent()
    return room


def answers(room: Room) -> Mapping[Slot, Value]:
    return dict(room.sitting.answers)


def turn_to(room: Room, kind: type[Item]) -> None:
    now = room.sitting
    step = next(step for step in now.steps if isinstance(now.item(step), kind))
    room.opened.desk.take(GoTo(step))
    room.conductor.redraw()


def open_review(room: Room) -> None:
    room.opened.desk.take(Review())
    room.conductor.redraw()
    room.proctor.settle()


def break_disk(room: Room) -> FaultyDatabase:
    """The booth's own database, from now on under a disk that fails when told to."""
    booth, key = room.opened.booth, room.opened.key
    booth.store.close()
    database = FaultyDatabase(booth.folder / DATABASE, key)
    object.__setattr__(booth, "store", Store(database, Ballast(booth.folder / BALLAST)))
    return database


def heartbeat_fails(room: Room) -> None:
    disk = break_disk(room)
    disk.fail_at(1, for_ever=True)
    disk.reopening_fails = True
    room.conductor.take(i.Beat())
    disk.fail_at(0)
    disk.reopening_fails = False
    room.conductor.redraw()
    room.proctor.settle()


# Errors as the operating system and SQLite raise them, and a word that only that page says.
FAULTS = {
    "full": (errno.ENOSPC, "answering.fault_full"),
    "read-only": (errno.EROFS, "answering.fault_read_only"),
    "gone": (errno.ENODEV, "answering.fault_silent"),
    "broken": (errno.EIO, "answering.fault_silent"),
}


def the_disk_fails(disk: FaultyDatabase, error: int = errno.EIO) -> None:
    disk.error = error
    disk.fail_at(1, for_ever=True)
    disk.reopening_fails = True


def the_disk_recovers(disk: FaultyDatabase) -> None:
    disk.fail_at(0)
    disk.reopening_fails = False


def message(room: Room) -> v.Message:
    page = room.conductor.screen().page
    assert isinstance(page, v.Message)
    return page


@pytest.mark.parametrize("fault", FAULTS)
def test_a_refused_write_is_tried_again_by_itself_until_it_succeeds(room: Room, fault: str) -> None:
    disk, (error, sentence) = break_disk(room), FAULTS[fault]
    the_disk_fails(disk, error)
    room.respondent.write("2")
    assert room.respondent.page == "message_page"
    assert say(Language.ID, sentence) == message(room).text
    for _ in range(3):
        room.pass_time(5_000)
        assert room.respondent.page == "message_page"
    the_disk_recovers(disk)
    room.pass_time(5_000)
    assert room.respondent.page == "question_page"
    assert list(answers(room).values()) == [2]
    assert "option_2" in room.respondent.ticked()


def test_a_database_that_another_process_locks_ends_in_a_calm_page_and_is_left_again(room: Room) -> None:
    break_disk(room).rows("PRAGMA busy_timeout = 10")  # the person of a test does not wait
    other = Database(room.opened.booth.folder / DATABASE, room.opened.key)
    with other.transaction():
        room.respondent.write("2")
        assert message(room).text == say(Language.ID, "answering.fault_busy")
    other.close()
    room.pass_time(5_000)
    assert list(answers(room).values()) == [2]


def test_time_stands_still_while_the_disk_says_no(room: Room) -> None:
    disk = break_disk(room)
    room.pass_time(60_000)
    left = room.opened.desk.remaining_ms()
    the_disk_fails(disk)
    room.respondent.write("2")
    for _ in range(3):
        room.pass_time(3_600_000)
    the_disk_recovers(disk)
    room.pass_time(5_000)
    assert room.opened.desk.remaining_ms() == left
    assert list(answers(room).values()) == [2]


def test_the_page_of_a_failed_disk_says_how_many_answers_are_safe_and_that_it_tries_again(room: Room) -> None:
    room.respondent.answer("1")
    disk = break_disk(room)
    the_disk_fails(disk)
    room.respondent.write("2")
    page = message(room)
    assert say(Language.ID, "kiosk.answers_safe", count=1) in [fact.title for fact in page.facts]
    assert page.notice is not None
    assert page.notice.words == say(Language.ID, "answering.fault_trying")
    assert room.respondent.sees("call_proctor")


def test_a_disk_that_cannot_be_read_is_said_to_fail_and_the_page_comes_back(room: Room) -> None:
    room.respondent.write("2")
    disk = break_disk(room)
    the_disk_fails(disk)
    room.conductor.take(i.Second())
    room.proctor.settle()
    assert message(room).title == say(Language.ID, "answering.fault_title")
    the_disk_recovers(disk)
    room.respondent.press(Qt.Key.Key_Return)
    assert room.respondent.page == "question_page"
    assert "option_2" in room.respondent.ticked()


def test_a_code_typed_while_the_disk_fails_is_entered_when_it_recovers(
    open_room: Callable[[], Room], training: TrainingKiosk
) -> None:
    room = open_room()
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    room.proctor.press(Qt.Key.Key_F4)
    room.proctor.leave()
    disk = break_disk(room)
    room.respondent.write(training.codes[0].replace("-", ""))
    the_disk_fails(disk)
    room.respondent.press(Qt.Key.Key_Return)
    assert room.respondent.page == "message_page"
    the_disk_recovers(disk)
    room.pass_time(5_000)
    assert room.respondent.page == "promise_page"


def test_trying_again_after_a_failed_heartbeat_leaves_a_saved_answer_alone(room: Room) -> None:
    turn_to(room, Multi)
    room.conductor.take(i.Press(1))
    saved = answers(room)
    assert saved
    heartbeat_fails(room)
    room.conductor.take(i.Go())
    assert answers(room) == saved


def test_trying_again_after_a_failed_heartbeat_stays_on_the_question(room: Room) -> None:
    room.conductor.take(i.Press(1))
    room.conductor.take(i.Go())
    here = room.sitting.position
    heartbeat_fails(room)
    room.conductor.take(i.Go())
    assert room.sitting.position == here


def test_a_write_that_raised_but_happened_is_not_done_twice(room: Room) -> None:
    turn_to(room, Multi)
    disk = break_disk(room)
    disk.commit_raises = disk.reopening_fails = True
    room.conductor.take(i.Press(1))
    disk.commit_raises = disk.reopening_fails = False
    room.conductor.take(i.Go())
    assert list(answers(room).values()) == [(1,)]


def test_answers_sealed_by_a_commit_that_raised_are_said_to_be_sealed(room: Room) -> None:
    open_review(room)
    room.conductor.take(i.Go())
    disk = break_disk(room)
    disk.commit_raises = disk.reopening_fails = True
    room.conductor.take(i.Seal())
    disk.commit_raises = disk.reopening_fails = False
    room.conductor.take(i.Go())
    room.proctor.settle()
    assert room.stage.page is not None
    assert room.stage.page.objectName() == "sealed_page"


@pytest.mark.parametrize("cause", ["idle", "disk"])
def test_no_dialog_stands_before_a_page_that_needs_an_answer(room: Room, cause: str) -> None:
    open_review(room)
    room.conductor.take(i.Go())
    room.proctor.settle()
    assert room.respondent.sees("dialog")
    if cause == "idle":
        room.pass_time(IDLE_MS)
    else:
        heartbeat_fails(room)
    assert not room.respondent.sees("dialog")


def test_a_page_that_hid_itself_is_not_shown_by_the_proctors_pause_and_resume(
    room: Room, training: TrainingKiosk
) -> None:
    room.conductor.take(i.Press(1))
    room.pass_time(IDLE_MS)
    assert room.stage.page is not None
    hidden = room.stage.page.objectName()
    room.proctor.open_panel(training.pin)
    room.proctor.press(Qt.Key.Key_F5)
    room.proctor.press(Qt.Key.Key_F5)
    room.proctor.leave()
    assert room.stage.page is not None
    assert room.stage.page.objectName() == hidden
    assert room.sitting.suspended is not None


def test_who_comes_back_from_a_long_pause_has_not_been_idle(room: Room, training: TrainingKiosk) -> None:
    room.proctor.open_panel(training.pin)
    room.proctor.press(Qt.Key.Key_F5)
    room.proctor.leave()
    room.pass_time(IDLE_MS)
    room.proctor.open_panel(training.pin)
    room.proctor.press(Qt.Key.Key_F5)
    room.proctor.leave()
    room.pass_time(1_000)
    assert room.sitting.suspended is None


def test_a_disk_that_fails_while_the_page_is_drawn_does_not_end_the_program(room: Room) -> None:
    disk = break_disk(room)
    disk.fail_at(1, for_ever=True)
    disk.reopening_fails = True
    room.conductor.take(i.Second())
    disk.fail_at(0)
    disk.reopening_fails = False
    room.conductor.take(i.Second())
    assert room.sitting.suspended is None
