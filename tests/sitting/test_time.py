"""Budgets: whole and by section, extra time, and the stopwatch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.model import Absent
from app.questionnaire.route import Slot, Step, row_subject
from app.sitting.events import (
    AddTime,
    Choose,
    Clear,
    Consent,
    Final,
    GoTo,
    Heartbeat,
    Resume,
    Review,
    Submit,
    Suspend,
    SuspendReason,
)
from app.sitting.machine import replay
from app.sitting.response import State, close
from app.sitting.state import expired, limit_ms, section_remaining_ms, timed_out
from app.sitting.timing import Stopwatch
from tests.questionnaire.made import Json, built, likert, section
from tests.sitting.played import opening_of, played

MINUTE = 60_000
X, Y = Step("a", "x"), Step("b", "y")


def limited(on_timeout: str = "submit") -> Json:
    sections = [section("a", likert("x"), likert("z"))]
    return {"time_limit_ms": MINUTE, "on_timeout": on_timeout, "sections": sections}


def by_section(on_timeout: str) -> Json:
    first = section("a", likert("x"), likert("z"), time_limit_ms=MINUTE, on_timeout=on_timeout)
    return {"sections": [first, section("b", likert("y"))]}


# --- the whole ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on_timeout", ["submit", "lock_keep"])
def test_when_the_time_is_over_what_was_answered_stays(on_timeout: str) -> None:
    made = played(limited(on_timeout))
    made.answer(x=1, after_ms=MINUTE - 1)
    assert made.refuses(Submit(Final.TIMEOUT)) == "not_now"
    assert made.refuses(Choose(Slot("z"), 2), after_ms=1) == "time_over"
    assert made.refuses(Clear(Slot("x"))) == "time_over"
    assert made.refuses(GoTo(Step("a", "z"))) == "time_over"
    assert made.refuses(Review()) == "time_over"
    assert timed_out(made.sitting, made.spent_ms)
    response = close(made.do(Submit(Final.TIMEOUT)))
    assert response.state is State.PARTIAL
    assert response.answers == {Slot("x"): 1, Slot("z"): Absent.NOT_REACHED}


def test_a_limit_that_only_warns_refuses_nothing() -> None:
    made = played(limited("warn"))
    made.do(Choose(Slot("x"), 1), after_ms=2 * MINUTE)
    made.do(Review())
    made.do(Submit(Final.COMPLETE))


def test_without_a_limit_the_time_is_never_over() -> None:
    made = played({"sections": [section("a", likert("x"))]})
    assert limit_ms(made.sitting) is None
    assert not expired(made.sitting, 10**9)
    assert made.refuses(Submit(Final.TIMEOUT), after_ms=10**9) == "not_now"
    made.answer(x=1)


def test_extra_time_opens_the_questions_again() -> None:
    made = played(limited())
    made.do(AddTime(MINUTE), after_ms=MINUTE)
    assert limit_ms(made.sitting) == 2 * MINUTE
    assert made.refuses(Submit(Final.TIMEOUT)) == "not_now"
    made.answer(x=1)
    assert made.refuses(Choose(Slot("z"), 1), after_ms=MINUTE) == "time_over"


def test_the_clock_runs_from_consent() -> None:
    made = played(limited(), consent=False)
    made.do(Heartbeat(), after_ms=10 * MINUTE)
    made.do(Consent())
    assert made.sitting.spent_ms == 0
    assert made.events[-1].spent_ms == 0
    assert replay(opening_of(built(limited())), made.events[:1], beat_ms=10 * MINUTE).spent_ms == 0


def test_a_pause_costs_nothing() -> None:
    made = played(limited())
    made.do(Suspend(SuspendReason.PAUSED), after_ms=10_000)
    stands = made.sitting.spent_ms
    made.do(Heartbeat(), after_ms=5 * MINUTE)
    assert made.refuses(Submit(Final.TIMEOUT)) == "not_now"
    made.do(Resume())
    assert made.sitting.spent_ms == stands == 10_000


def test_a_clock_that_goes_back_gives_no_time() -> None:
    made = played(limited())
    made.answer(x=1, after_ms=10_000)
    made.answer(x=2, after_ms=-9_000)
    assert made.sitting.spent_ms == 10_000


def test_the_last_heartbeat_is_charged_and_nothing_more() -> None:
    made = played(limited())
    made.answer(x=1, after_ms=10_000)
    opening = made.sitting.opening
    assert replay(opening, made.events).spent_ms == 10_000
    assert replay(opening, made.events, beat_ms=15_000).spent_ms == 15_000
    assert replay(opening, made.events, beat_ms=5_000).spent_ms == 10_000


# --- by section ---------------------------------------------------------------------------------------------


def test_a_section_whose_time_is_over_locks_and_the_next_goes_on() -> None:
    made = played(by_section("lock_keep"))
    made.answer(x=1, after_ms=20_000)
    assert section_remaining_ms(made.sitting, 20_000, X) == 40_000
    assert section_remaining_ms(made.sitting, 50_000, X) == 10_000
    assert section_remaining_ms(made.sitting, 50_000, Y) is None
    assert made.refuses(Choose(Slot("z"), 1), after_ms=40_000) == "section_over"
    assert made.refuses(Clear(Slot("x"))) == "section_over"
    assert made.refuses(GoTo(Step("a", "z"))) == "not_now"
    assert made.refuses(Submit(Final.TIMEOUT)) == "not_now"
    made.do(GoTo(Y))
    assert made.refuses(GoTo(X)) == "not_now"
    made.do(Choose(Slot("y"), 1), after_ms=10 * MINUTE)
    made.do(Review())
    assert close(made.do(Submit(Final.COMPLETE))).answers[Slot("x")] == 1


def test_time_in_another_section_is_not_charged() -> None:
    made = played(by_section("lock_keep"))
    made.do(GoTo(Y), after_ms=20_000)
    made.do(GoTo(X), after_ms=10 * MINUTE)
    assert made.sitting.section_ms == {("a", ""): 20_000, ("b", ""): 10 * MINUTE}
    assert section_remaining_ms(made.sitting, made.spent_ms, X) == 40_000


def test_time_with_the_rows_of_a_list_is_charged_to_its_section() -> None:
    people: Json = {"id": "r", "kind": "roster", "text": {"id": "r"}, "items": [likert("c")]}
    made = played({"sections": [section("a", people, time_limit_ms=MINUTE), section("b", likert("y"))]})
    made.do(Choose(Slot("r"), (1, 2)), after_ms=20_000)
    made.do(GoTo(Step("a", "c", row_subject("r", 1))))
    made.do(GoTo(Step("a", "c", row_subject("r", 2))), after_ms=30_000)
    assert made.sitting.section_ms == {("a", ""): 50_000}
    assert made.refuses(Choose(Slot("c", row_subject("r", 2)), 1), after_ms=10_000) == "section_over"


def test_a_section_may_end_the_whole_sitting() -> None:
    made = played(by_section("submit"))
    made.answer(x=1, after_ms=MINUTE - 1)
    assert made.refuses(Submit(Final.TIMEOUT)) == "not_now"
    assert made.refuses(Choose(Slot("x"), 2), after_ms=1) == "section_over"
    assert timed_out(made.sitting, made.spent_ms)
    assert close(made.do(Submit(Final.TIMEOUT))).state is State.PARTIAL


def test_a_section_that_only_warns_stays_open() -> None:
    made = played(by_section("warn"))
    made.answer(x=1, after_ms=2 * MINUTE)
    assert section_remaining_ms(made.sitting, made.spent_ms, X) == 0
    made.answer(z=1)
    made.do(GoTo(Y))
    made.do(GoTo(X))
    assert made.refuses(Submit(Final.TIMEOUT)) == "not_now"


def test_extra_time_is_for_sections_too() -> None:
    made = played(by_section("lock_keep"))
    made.do(AddTime(MINUTE), after_ms=MINUTE)
    assert section_remaining_ms(made.sitting, made.spent_ms, X) == MINUTE
    made.answer(x=1)


# --- how long it took ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spent_min", "expected"), [(0, 0), (4.99, 0), (5, 1), (14.99, 1), (15, 2), (29.99, 2), (30, 3), (300, 3)]
)
def test_the_response_knows_only_the_class_of_its_duration(spent_min: float, expected: int) -> None:
    made = played({"sections": [section("a", likert("x"))]})
    assert close(made.do(Submit(Final.ENDED), after_ms=int(spent_min * MINUTE))).duration_class == expected


# --- the stopwatch ------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.booleans(), st.integers(-1_000, 10_000)), max_size=20))
def test_a_stopwatch_counts_only_while_it_runs(moves: list[tuple[bool, int]]) -> None:
    watch, now, expected = Stopwatch(), 0, 0
    for run, gone in moves:
        watch = watch.running(now) if run else watch.stopped(now)
        now += max(0, gone)
        expected += max(0, gone) if run else 0
        assert watch.spent_at(now) == expected
        assert watch.running(now - 5).spent_at(now) >= expected


def test_a_stopwatch_whose_clock_goes_back_stands_still() -> None:
    watch = Stopwatch(100).running(5_000)
    assert watch.spent_at(4_000) == 100
    assert watch.stopped(4_000) == Stopwatch(100)
    assert watch.spent_at(6_000) == 1_100
