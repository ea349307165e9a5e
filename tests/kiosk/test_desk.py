"""One respondent at one seat: what is shown is on the disk, what is sealed is nowhere readable."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import Bug, Refused
from app.kiosk.seat.desk import TAIL_TRIES, Desk, Sealed
from app.kiosk.store.database import CodeState
from app.questionnaire.route import Slot
from app.seal.codes import new_code
from app.sitting.events import AddTime, Choose, Consent, Final, Heartbeat, Resume, Suspend, SuspendReason
from app.sitting.state import Phase
from tests.kiosk.world import LIMIT_MS, SLOTS, Room, Seat, seat


@pytest.fixture
def place(tmp_path: Path) -> Seat:
    return seat(tmp_path)


@pytest.fixture
def room(place: Seat) -> Iterator[Room]:
    opened = Room(place).start()
    yield opened
    opened.close()


def refusal(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code


def test_no_code_is_taken_before_the_session_runs(place: Seat) -> None:
    room = Room(place)
    assert refusal(room.desk.enter_code(place.office.codes[0])) == "desk.not_running"
    room.close()


def test_a_code_is_looked_at_before_anything_is_stored(room: Room) -> None:
    code = room.seat.office.codes[0]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert refusal(room.desk.enter_code(wrong)) == "desk.code_mistyped"
    assert refusal(room.desk.enter_code(new_code())) == "desk.code_unknown"
    assert not room.booth.store.code_states()


def test_a_code_is_understood_as_it_is_printed_and_as_it_is_typed(room: Room) -> None:
    code = room.seat.office.codes[0]
    sitting = room.desk.enter_code(f" {code[:4]}-{code[4:8]}-{code[8:]} ".lower())
    assert not isinstance(sitting, Refused)
    assert sitting.phase is Phase.PROMISE


def test_an_answer_comes_back_after_the_program_died(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    shown = room.answer("q2", "burung kenari")
    again = Room(room.seat)  # nothing of the first program is used
    assert again.enter(0).answers == shown.answers == {Slot("q2"): "burung kenari"}
    assert again.desk.restored
    again.close()


def test_the_clock_stands_still_while_the_program_is_off(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.seat.clock.advance(90_000)
    room.answer("q1", 2)
    room.seat.clock.advance(5_000)
    room.desk.heartbeat()
    room.seat.clock.advance(4_000)
    shown = room.desk.remaining_ms()
    assert shown == LIMIT_MS - 99_000
    room.seat.clock.advance(3_600_000)  # an hour without power
    again = Room(room.seat)
    again.enter(0)
    left = again.desk.remaining_ms()
    assert left is not None
    assert shown <= left <= shown + 5_000
    again.close()


def test_reading_the_promise_costs_no_time(room: Room) -> None:
    room.enter(0)
    room.seat.clock.advance(120_000)
    room.desk.heartbeat()
    room.desk.take(Consent())
    assert room.desk.spent_ms() == 0


def test_a_hidden_page_stops_the_clock_and_opens_with_four_symbols(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.desk.suspend(SuspendReason.HIDDEN)
    room.seat.clock.advance(600_000)
    assert room.desk.spent_ms() == 0
    assert refusal(room.desk.take(Choose(Slot("q1"), 1))) == "sitting.suspended"
    assert refusal(room.desk.reveal("0000")) == "desk.reveal_wrong"
    sitting = room.desk.reveal(room.seat.office.codes[0][-4:].lower())
    assert not isinstance(sitting, Refused)
    assert sitting.suspended is None


def test_after_five_wrong_tries_only_the_whole_code_opens_a_hidden_page(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.desk.suspend(SuspendReason.HIDDEN)
    said = [refusal(room.desk.reveal("!!!!")) for _ in range(TAIL_TRIES)]
    assert said == ["desk.reveal_wrong"] * (TAIL_TRIES - 1) + ["desk.reveal_whole_code"]
    code = room.seat.office.codes[0]
    assert refusal(room.desk.reveal(code[-4:])) == "desk.reveal_whole_code"
    assert not isinstance(room.desk.reveal(code), Refused)


def test_a_sitting_that_was_paused_when_the_power_failed_goes_on(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.desk.take(Suspend(SuspendReason.PAUSED))
    again = Room(room.seat)
    assert again.enter(0).suspended is None
    again.close()


def test_a_heartbeat_is_no_event(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    for _ in range(20):
        room.seat.clock.advance(5_000)
        room.desk.take(Heartbeat())
    draft = room.booth.store.draft_of(next(iter(room.booth.store.code_states())))
    assert draft is not None
    assert len(draft.events) == 1
    assert room.desk.spent_ms() == 100_000


def test_what_is_sealed_is_what_the_office_reads(room: Room) -> None:
    room.seal(0, "burung kenari")
    ((record, sealed),) = room.booth.store.records()
    value = room.seat.opened(record, sealed)
    assert value["state"] == "complete"
    assert ["q2", "", "burung kenari"] in value["answers"]  # type: ignore[operator]
    assert room.desk.sitting is None


def test_a_code_that_was_sealed_says_that_the_answers_are_stored(room: Room) -> None:
    room.seal(0)
    assert refusal(room.desk.enter_code(room.seat.office.codes[0])) == "desk.code_sealed"


def test_a_declined_sitting_is_a_record_of_the_same_size(room: Room) -> None:
    room.enter(0)
    assert room.desk.submit(Final.DECLINED) == Sealed(Final.DECLINED)
    room.seal(1, "x" * 300)
    sizes = {len(sealed) for _, sealed in room.booth.store.records()}
    assert len(sizes) == 1
    assert set(room.booth.store.code_states().values()) == {CodeState.USED}


def test_a_sitting_is_not_complete_before_the_review(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    assert refusal(room.desk.submit(Final.COMPLETE)) == "sitting.not_now"
    assert room.desk.sitting is not None


def test_time_that_is_over_seals_what_there_is(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q1", 1)
    room.seat.clock.advance(LIMIT_MS)
    assert room.desk.remaining_ms() == 0
    assert room.desk.submit(Final.TIMEOUT) == Sealed(Final.TIMEOUT)
    ((record, sealed),) = room.booth.store.records()
    assert room.seat.opened(record, sealed)["state"] == "partial"


def test_added_time_is_kept(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.desk.take(AddTime(60_000))
    again = Room(room.seat)
    again.enter(0)
    assert again.desk.remaining_ms() == LIMIT_MS + 60_000
    again.close()


def test_a_full_venue_is_refused_before_a_sitting_begins(room: Room) -> None:
    for number in range(SLOTS - 1):
        room.seal(number)
    room.enter(SLOTS)  # holds the last slot, although it is not sealed yet
    other = Desk(room.booth)
    assert refusal(other.enter_code(room.seat.office.codes[SLOTS + 1])) == "desk.full"
    room.desk.take(Consent())
    room.answer("q1", 1)
    assert room.desk.submit(Final.ENDED) == Sealed(Final.ENDED)
    assert refusal(room.desk.enter_code(room.seat.office.codes[SLOTS + 1])) == "desk.full"


def test_without_ballast_no_sitting_begins(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.booth.store.ballast.drop()
    monkeypatch.setattr(type(room.booth.store.ballast), "take", lambda _self: False)
    assert refusal(room.desk.enter_code(room.seat.office.codes[0])) == "desk.disk_full"


def test_a_second_sitting_beside_the_first_is_our_own_mistake(room: Room) -> None:
    room.enter(0)
    with pytest.raises(Bug, match=r"desk\.misuse"):
        room.desk.enter_code(room.seat.office.codes[1])


def test_nothing_is_resumed_that_does_not_stand_still(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    assert refusal(room.desk.take(Resume())) == "sitting.not_now"


def test_the_lengths_of_stored_answers_say_little(room: Room) -> None:
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q1", 1)
    room.answer("q4", (1, 2, 3))
    room.answer("q2", "tidak")
    draft = room.booth.store.draft_of(next(iter(room.booth.store.code_states())))
    assert draft is not None
    assert len({len(payload) for payload in draft.events}) == 1
