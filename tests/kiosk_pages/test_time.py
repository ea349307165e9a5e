"""Time at the windows: which budget is shown, what its end brings, and what nobody's clock can move."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from app.base.clock import HandClock
from app.base.sentences import Language, say
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.present.time import left
from tests.kiosk import world
from tests.kiosk_pages.classroom import Classroom, Prepare, likert, prepared, questionnaire, section
from tests.kiosk_pages.room import Room

MINUTE = 60_000
IDLE_MS = 180_000


def limited(on_timeout: str, minutes: int = 6) -> str:
    """A section of two questions with a limit of its own, and one without after it."""
    more = f"\n    time_limit_ms: {minutes * MINUTE}\n    on_timeout: {on_timeout}"
    return questionnaire(
        section("one", likert("a"), likert("b"), more=more),
        section("two", likert("c")),
        head=f"time_limit_ms: {40 * MINUTE}",
    )


def page(room: Room) -> v.Question:
    shown = room.conductor.screen().page
    assert isinstance(shown, v.Question)
    return shown


def chip(room: Room) -> v.Timer:
    timer = page(room).header.timer
    assert timer is not None
    return timer


def pass_minutes(room: Room, minutes: float) -> None:
    """Time passes before somebody who moves now and then."""
    for _ in range(int(minutes * 2)):
        room.conductor.take(i.Stir())
        room.pass_time(MINUTE // 2)


def notice(room: Room) -> str:
    shown = page(room).notice
    return "" if shown is None else shown.words


def test_the_chip_shows_the_nearer_budget_with_its_name(prepare: Prepare) -> None:
    room = prepare(limited("lock_keep")).sit()
    assert (chip(room).label, chip(room).value) == ("Waktu bagian A", "06:00")
    room.respondent.answer("1")
    room.respondent.answer("1")
    assert (chip(room).label, chip(room).value) == (say(Language.ID, "kiosk.time_left"), "40:00")


def test_a_section_that_closes_is_left_with_its_answers_and_says_so(prepare: Prepare) -> None:
    room = prepare(limited("lock_keep")).sit()
    room.respondent.write("2")
    pass_minutes(room, 6)
    assert page(room).place == "two/c/"
    assert notice(room) == say(Language.ID, "answering.part_shut", part="A")
    assert list(room.sitting.answers.values()) == [2]
    room.respondent.write("3")
    assert notice(room) == say(Language.ID, "answering.part_shut", part="A")
    room.respondent.press_enter()
    assert room.respondent.page == "review_page"
    room.respondent.seal()
    assert room.respondent.page == "sealed_page"


def test_a_section_that_seals_ends_in_the_thank_you_of_a_time_that_is_over(prepare: Prepare) -> None:
    room = prepare(limited("submit")).sit()
    room.respondent.write("2")
    pass_minutes(room, 6)
    shown = room.conductor.screen().page
    assert isinstance(shown, v.Sealed)
    assert shown.text == say(Language.ID, "kiosk.time_over_text")


def test_a_section_that_only_warns_goes_on_and_says_so_once(prepare: Prepare) -> None:
    room = prepare(limited("warn")).sit()
    pass_minutes(room, 2)
    assert notice(room) == say(Language.ID, "answering.low_goes_on")
    room.respondent.click("understood")
    assert not notice(room)
    pass_minutes(room, 5)
    assert page(room).place == "one/a/"
    assert chip(room).label == say(Language.ID, "kiosk.time_left")  # the budget that still ends something
    room.respondent.write("2")
    assert list(room.sitting.answers.values()) == [2]


def test_a_whole_time_that_only_warns_goes_on_and_says_so(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a")), head="time_limit_ms: 600000\non_timeout: warn")
    room = prepare(text).sit()
    pass_minutes(room, 11)
    assert (chip(room).value, notice(room)) == ("00:00", say(Language.ID, "answering.time_over_goes_on"))
    room.respondent.click("understood")
    room.respondent.write("2")
    assert not notice(room)
    assert list(room.sitting.answers.values()) == [2]


def test_the_warning_of_five_minutes_comes_once_and_once_more_when_time_was_added(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a")), head=f"time_limit_ms: {10 * MINUTE}")
    room = prepare(text).sit()
    pass_minutes(room, 5)
    assert notice(room)
    room.respondent.click("understood")
    pass_minutes(room, 2)
    assert not notice(room)
    Classroom.call_proctor(room)
    room.conductor.take(i.Do(i.Deed.ADD_TIME))
    room.conductor.take(i.Pick("minutes", 5))
    room.conductor.take(i.Pick("reason", 0))
    room.conductor.take(i.Go())
    room.proctor.leave()
    assert chip(room).value == "08:00"
    pass_minutes(room, 3)
    assert notice(room)


def test_the_chip_can_be_hidden_and_shown_from_the_display_menu_but_not_in_the_last_minute(
    prepare: Prepare,
) -> None:
    text = questionnaire(section("one", likert("a")), head=f"time_limit_ms: {3 * MINUTE}")
    room = prepare(text).sit()
    person = room.respondent
    assert widget(room, "timer") is not None
    person.click("display")
    person.click("timer_hide")
    assert "timer_hide" in person.ticked()
    room.conductor.take(i.Close())
    person.settle()
    assert widget(room, "timer") is None
    pass_minutes(room, 2)
    person.settle()
    assert widget(room, "timer") is not None


def test_a_questionnaire_that_hides_the_time_hides_it_only_until_it_is_wanted(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a")), head=f"time_limit_ms: {9 * MINUTE}\ntimer_hidden: true")
    room = prepare(text).sit()
    assert page(room).header.timer is None
    room.respondent.click("display")
    assert "timer_hide" in room.respondent.ticked()
    room.respondent.click("timer_show")
    assert page(room).header.timer is not None


def widget(room: Room, name: str) -> QWidget | None:
    found = [each for each in room.stage.findChildren(QWidget) if each.objectName() == name]
    return next((each for each in found if each.isVisible()), None)


def test_the_name_of_the_chip_changes_only_at_ten_five_and_one_minutes(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a")), head=f"time_limit_ms: {12 * MINUTE}")
    room = prepare(text).sit()
    names = []
    for _ in range(23):
        pass_minutes(room, 0.5)
        shown = widget(room, "timer")
        assert shown is not None
        names.append(shown.accessibleName())
    changes = [at for at in range(1, 23) if names[at] != names[at - 1]]
    assert [(at + 1) / 2 for at in changes] == [2.0, 7.0, 11.0]


def test_before_the_page_hides_itself_it_is_said_and_any_movement_takes_it_away(prepare: Prepare) -> None:
    text = questionnaire(section("one", likert("a")))
    room = prepare(text).sit()
    room.pass_time(IDLE_MS - 31_000)
    assert widget(room, "toast") is None
    room.pass_time(1_000)
    strip = widget(room, "toast")
    assert strip is not None
    assert strip.accessibleName() == say(Language.ID, "answering.idle_soon", count=30)
    room.pass_time(1_000)
    assert widget(room, "toast") is strip  # the seconds are counted in place
    assert strip.accessibleName() == say(Language.ID, "answering.idle_soon", count=29)
    room.conductor.take(i.Stir())
    room.respondent.settle()
    assert widget(room, "toast") is None
    room.pass_time(IDLE_MS)
    assert room.respondent.page == "quiet_page"
    assert widget(room, "toast") is None


class Moved(HandClock):
    """A clock that may also go back."""

    def back(self, ms: int) -> None:
        self._monotonic_ms -= ms


@pytest.fixture
def long(application: QApplication, tmp_path: Path) -> Iterator[Room]:
    """A sitting with more time than any test needs."""
    text = questionnaire(section("one", likert("a")), head="time_limit_ms: 86400000")
    classroom = prepared(tmp_path, application, text)
    classroom.seat.clock = Moved(world.NOON)
    yield classroom.sit()
    classroom.close()


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("passes"), st.integers(1, 20_000)),
        st.tuples(st.just("goes back"), st.integers(1, 100_000)),
        st.tuples(st.just("says another day"), st.integers(0, 4_000_000_000_000)),
        st.tuples(st.just("sleeps"), st.integers(1, 10_000_000)),
        st.tuples(st.just("answers"), st.integers(1, 3)),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MOVES)
def test_no_clock_but_the_steady_one_moves_the_budget(long: Room, moves: list[tuple[str, int]]) -> None:
    clock, desk = long.clock, long.opened.desk
    assert isinstance(clock, Moved)
    before, passed = desk.remaining_ms(), 0
    assert before is not None
    for what, amount in moves:
        match what:
            case "passes":
                clock.advance(amount)
                passed += amount
            case "goes back":
                clock.back(amount)
            case "says another day":
                clock.set_utc(amount)
            case "sleeps":  # the steady clock stands still meanwhile
                clock.set_utc(clock.utc_ms() + amount)
            case _:
                long.conductor.take(i.Press(amount))
        long.conductor.take(i.Stir())
        long.conductor.take(i.Beat())
        long.conductor.take(i.Second())
        assert desk.remaining_ms() == before - passed
        assert chip(long).value == left(before - passed)


def test_who_is_still_writing_when_the_time_ends_loses_nothing(prepare: Prepare) -> None:
    text = "{id: t, kind: text, text: {id: Tulis, en: Write}}"
    room = prepare(questionnaire(section("one", text), head=f"time_limit_ms: {MINUTE}")).sit()
    room.respondent.write("Loket dib")
    room.pass_time(MINUTE // 2)
    room.conductor.take(i.Stir())
    assert not room.sitting.answers  # no pause has passed on Qt's clock
    room.pass_time(MINUTE // 2 - 2_000)
    room.respondent.write("uka")
    room.respondent.settle()
    assert set(room.sitting.answers.values()) == {"Loket dibuka"}
    room.pass_time(2_000)
    assert isinstance(room.conductor.screen().page, v.Sealed)
