"""The proctor leads the session; the PIN holds across restarts; the journal knows no respondent."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.base.ids import ProctorId
from app.base.sentences import Language
from app.base.session import Category
from app.kiosk.seat.proctor import FIRST_WAIT_MS, FREE_TRIES, LOCK_AT, Totals
from app.kiosk.store.database import Phase
from app.kiosk.store.log import VoidReason
from app.sitting.events import Consent, Final, SuspendReason
from tests.kiosk.world import LIMIT_MS, PIN, PROCTOR, Room, Seat, seat

WRONG = "000001"


@pytest.fixture
def place(tmp_path: Path) -> Seat:
    return seat(tmp_path)


@pytest.fixture
def room(place: Seat) -> Iterator[Room]:
    opened = Room(place)
    yield opened
    opened.close()


def refusal(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code


def suspended(room: Room) -> SuspendReason | None:
    assert room.desk.sitting is not None
    return room.desk.sitting.suspended


def test_no_deed_without_a_pin(room: Room) -> None:
    session = room.session
    deeds = (
        lambda: session.start("s1"),
        session.pause,
        session.resume,
        session.lock,
        session.unlock,
        lambda: session.extend(5, Category.POWER),
        lambda: session.end(PIN),
        lambda: session.close(PIN),
        lambda: session.note(Category.POWER, "x"),
        lambda: session.void(VoidReason.SPOILED, spare=True),
        session.restarted,
    )
    assert {refusal(deed()) for deed in deeds} == {"proctor.pin_needed"}


def test_a_session_goes_through_its_phases_and_no_others(room: Room) -> None:
    room.start()
    session = room.session
    assert refusal(session.start("s1")) == "proctor.not_now"
    assert refusal(session.resume()) == "proctor.not_now"
    phases = []
    for deed in (session.pause, session.resume, session.lock, session.unlock):
        assert deed() is None
        phases.append(session.phase())
    assert phases == [Phase.PAUSED, Phase.RUNNING, Phase.LOCKED, Phase.RUNNING]
    room.end()
    assert session.phase() is Phase.ENDED
    assert session.start("s2") is None


def test_a_phase_survives_the_program(room: Room) -> None:
    room.start()
    room.session.lock()
    again = Room(room.seat)
    assert again.session.phase() is Phase.LOCKED
    again.close()


def test_a_pause_stops_the_clock_of_the_sitting_and_hides_it(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.session.pause()
    assert room.desk.sitting is not None
    assert room.desk.sitting.suspended is SuspendReason.PAUSED
    room.seat.clock.advance(60_000)
    room.session.resume()
    assert room.desk.spent_ms() == 0


def test_a_session_goes_on_although_the_sitting_does_not_stand_still(room: Room) -> None:
    room.start()
    room.session.pause()
    assert room.session.resume() is None


def test_extra_time_goes_to_the_sitting_within_the_rule_of_the_round_and_with_a_reason(room: Room) -> None:
    room.start()
    session = room.session
    assert refusal(session.extend(5, Category.POWER)) == "proctor.no_sitting"
    room.enter(0)
    room.desk.take(Consent())
    too_much = session.extend(31, Category.POWER)
    assert isinstance(too_much, Refused)
    assert (too_much.code, too_much.fields) == ("proctor.too_much_time", {"minutes": 30, "given": 0})
    assert refusal(session.extend(10, Category.OTHER, " ")) == "proctor.reason_needed"
    assert refusal(session.extend(10, Category.LATE)) == "proctor.late_gives_no_time"
    assert session.extend(10, Category.POWER) is None
    assert room.desk.remaining_ms() == LIMIT_MS + 600_000
    assert session.state().extra_ms == 600_000
    again = session.extend(25, Category.POWER)
    assert isinstance(again, Refused)
    assert again.fields == {"minutes": 30, "given": 10}


def test_ending_needs_the_pin_again_and_seals_the_sitting_as_it_stands(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q1", 3)
    assert refusal(room.session.end(WRONG)) == "proctor.pin_wrong"
    assert room.session.phase() is Phase.RUNNING
    assert room.session.end(PIN) == 0
    ((record, sealed),) = room.booth.store.records()
    assert room.seat.opened(record, sealed)["state"] == "partial"
    assert room.session.state().totals == Totals(sealed=1, drafting=0, voided=0, abandoned=0)


def test_a_sitting_before_consent_leaves_a_record_without_answers(room: Room) -> None:
    room.start()
    room.enter(0)
    assert room.session.end(PIN) == 0
    assert room.session.state().totals == Totals(sealed=1, drafting=0, voided=0, abandoned=0)
    assert room.session.start("s2") is None
    assert refusal(room.desk.enter_code(room.seat.office.codes[0])) == "desk.code_sealed"


def test_a_sitting_that_nobody_came_back_to_is_abandoned(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.forget()
    assert room.session.end(PIN) == 1
    assert room.session.state().totals == Totals(sealed=0, drafting=0, voided=0, abandoned=1)
    assert room.session.start("s2") is None
    assert refusal(room.desk.enter_code(room.seat.office.codes[0])) == "desk.code_abandoned"


def test_a_void_is_journalled_with_who_and_why_and_never_with_the_slip(room: Room) -> None:
    room.start()
    room.enter(0)
    session, codes = room.session, room.seat.office.codes
    assert session.void(VoidReason.WITHDRAWN, spare=False) is None
    assert session.void(VoidReason.SPOILED, spare=True, code=codes[1]) is None
    assert refusal(session.void(VoidReason.SPOILED, spare=True, code=codes[1])) == "proctor.cannot_void"
    assert refusal(session.void(VoidReason.LOST, spare=True, code="0000")) == "desk.code_mistyped"
    assert refusal(session.void(VoidReason.LOST, spare=True)) == "proctor.no_sitting"
    assert {refusal(room.desk.enter_code(codes[number])) for number in (0, 1)} == {"desk.code_voided"}
    assert session.state().totals.voided == 2
    facts = [dict(line.facts) for line in room.booth.store.log()[0] if line.kind == "voided"]
    assert facts == [
        {"proctor": "rina", "reason": "withdrawn", "spare": False},
        {"proctor": "rina", "reason": "spoiled", "spare": True},
    ]


def test_the_slip_of_the_sitting_in_progress_may_also_be_typed(room: Room) -> None:
    room.start()
    room.enter(0)
    assert room.session.void(VoidReason.SEEN, spare=True, code=room.seat.office.codes[0]) is None
    assert room.desk.sitting is None
    assert room.session.state().totals == Totals(sealed=0, drafting=0, voided=1, abandoned=0)


def test_a_slip_that_was_sealed_cannot_be_made_void(room: Room) -> None:
    room.start()
    room.seal(0)
    code = room.seat.office.codes[0]
    assert refusal(room.session.void(VoidReason.OTHER, spare=False, code=code)) == "proctor.cannot_void"
    assert room.session.state().totals.voided == 0
    assert "voided" not in [line.kind for line in room.booth.store.log()[0]]


def test_a_slip_of_a_dead_machine_starts_anew_at_another_seat_and_is_counted(tmp_path: Path) -> None:
    dead = Room(seat(tmp_path / "dead")).start()
    dead.enter(3)
    other = Room(seat(tmp_path / "other", dead.seat.office, "02")).start()
    assert other.session.restarted() is None
    other.seal(3)
    assert [line.kind for line in other.booth.store.log()[0]].count("restarted") == 1
    assert other.session.state().totals.sealed == 1
    dead.close()
    other.close()


def test_while_a_proctor_is_before_the_screen_the_clock_stands_still(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.session.leave()
    room.seat.clock.advance(5_000)
    room.session.come()
    assert suspended(room) is SuspendReason.HIDDEN
    room.seat.clock.advance(60_000)
    room.session.leave()
    assert suspended(room) is None
    assert room.desk.spent_ms() == 5_000


def test_a_page_that_hid_itself_is_not_shown_again_by_a_proctor(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.desk.suspend(SuspendReason.HIDDEN)
    room.session.come()
    room.session.leave()
    assert suspended(room) is SuspendReason.HIDDEN


def test_a_panel_that_nobody_watches_leaves_the_page_hidden(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.session.come()
    room.session.leave(unwatched=True)
    assert suspended(room) is SuspendReason.HIDDEN


@pytest.mark.parametrize("between", [False, True], ids=["at once", "in two visits"])
def test_a_pause_and_its_end_on_the_panel_ask_for_no_slip(room: Room, *, between: bool) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.session.come()
    room.session.try_pin(PROCTOR, PIN)
    assert room.session.pause() is None
    if between:
        room.session.leave()
        assert suspended(room) is SuspendReason.PAUSED
        room.session.come()
        room.session.try_pin(PROCTOR, PIN)
    assert room.session.resume() is None
    room.seat.clock.advance(60_000)
    room.session.leave()
    assert suspended(room) is None
    assert room.desk.spent_ms() == 0


def test_a_travelling_laptop_closes_in_the_evening_and_goes_on_with_the_slip_next_day(room: Room) -> None:
    room.start("s1")
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q1", 2)
    assert refusal(room.session.close(WRONG)) == "proctor.pin_wrong"
    assert room.session.close(PIN) is None
    assert room.session.phase() is Phase.PAUSED
    room.seat.clock.advance(20 * 3_600_000)
    morning = Room(room.seat)
    assert morning.session.try_pin(PROCTOR, PIN) == PROCTOR
    assert morning.session.carries_on("s2")
    assert morning.session.start("s2") is None
    sitting = morning.enter(0)
    assert dict(sitting.answers)
    assert morning.session.state().totals.drafting == 1
    assert morning.booth.store.finished() == {"s1"}
    assert morning.end() == 0
    assert morning.booth.store.finished() == {"s1", "s2"}
    morning.close()


def test_a_session_of_the_same_day_does_not_begin_before_the_former_ended(room: Room) -> None:
    room.start("s2")
    assert refusal(room.session.start("s1")) == "proctor.not_now"
    assert refusal(room.session.start("s2")) == "proctor.not_now"


def test_a_broken_journal_stops_no_session(room: Room) -> None:
    room.start()
    with room.booth.store._db.transaction():
        room.booth.store._db.change("UPDATE journal SET line = ? WHERE number = 1", b"{}")
    state = room.session.state()
    assert (state.head, state.log, state.phase) == (None, (), Phase.RUNNING)


def test_an_incident_of_another_kind_needs_words(room: Room) -> None:
    room.start()
    assert refusal(room.session.note(Category.OTHER, " \n")) == "proctor.text_needed"
    assert room.session.note(Category.OTHER, "Kipas angin mati") is None


def test_wrong_pins_are_counted_before_they_are_looked_at_and_across_restarts(place: Seat) -> None:
    for number in range(1, FREE_TRIES):
        room = Room(place)
        assert refusal(room.session.try_pin(PROCTOR, WRONG)) == "proctor.pin_wrong"
        assert room.booth.store.pin_failures() == number
        room.close()
    room = Room(place)
    assert refusal(room.session.try_pin(PROCTOR, WRONG)) == "proctor.pin_wait"
    room.close()
    room = Room(place)
    assert refusal(room.session.try_pin(PROCTOR, PIN)) == "proctor.pin_wait"
    assert room.session.pin_state().wait_ms == FIRST_WAIT_MS
    room.close()


def test_waiting_doubles_until_only_the_card_helps(room: Room) -> None:
    waits = []
    while not (state := room.session.pin_state()).locked:
        room.seat.clock.advance(state.wait_ms)
        room.session.try_pin(PROCTOR, WRONG)
        waits.append(room.session.pin_state().wait_ms // 1000)
    assert waits == [0] * 4 + [15 * 2**n for n in range(10)] + [0]
    assert len(waits) == LOCK_AT
    again = Room(room.seat)
    assert refusal(again.session.try_pin(PROCTOR, PIN)) == "proctor.pin_locked"
    assert refusal(again.session.release("0000-0000-0001")) in {
        "seal.card_code_mistyped",
        "seal.card_code_wrong",
    }
    assert again.session.release(room.seat.office.card) is None
    assert again.session.try_pin(PROCTOR, PIN) == PROCTOR
    again.close()


def test_the_right_pin_clears_the_count_and_belongs_to_its_proctor(room: Room) -> None:
    room.session.try_pin(PROCTOR, WRONG)
    assert refusal(room.session.try_pin(ProctorId("budi"), PIN)) == "proctor.pin_wrong"
    assert refusal(room.session.try_pin(ProctorId("nobody"), PIN)) == "proctor.unknown"
    assert room.session.try_pin(PROCTOR, PIN) == PROCTOR
    assert room.session.pin_state().failures == 0


def test_the_card_releases_the_lock_and_the_sitting_goes_on(room: Room) -> None:
    room.start()
    room.enter(0)
    room.desk.take(Consent())
    room.answer("q1", 1)
    room.session.lock()
    room.session.leave()
    room.booth.store.set_pin_failures(LOCK_AT)
    assert room.session.release(room.seat.office.card) is None
    room.session.try_pin(PROCTOR, PIN)
    assert room.session.unlock() is None
    assert room.desk.sitting is not None
    assert not room.desk.sitting.suspended


def test_the_log_says_what_the_proctor_did(room: Room) -> None:
    room.start()
    room.session.note(Category.POWER, "Genset\nhidup\u202e  lima menit")
    room.session.note(Category.PRESSURE, "")
    says = [entry.says.spoken(Language.ID) for entry in room.session.state().log]
    assert says == [
        "Paket sesi dipasang.",
        "Uji mulai ulang lulus, kata pencocok dibandingkan oleh Rina Marlina.",
        "Sesi dimulai oleh Rina Marlina.",
        "Catatan Rina Marlina. Listrik padam: Genset hidup lima menit.",
        "Catatan Rina Marlina. Tekanan pada responden.",
    ]


@pytest.mark.parametrize(
    ("today", "wanted"),
    [("2026-10-01", "s1"), ("2026-10-14", "s1"), ("2026-10-15", "s2"), ("2026-12-01", "s1")],
)
def test_the_session_of_the_day_is_proposed(room: Room, today: str, wanted: str) -> None:
    assert room.session.suggested(dt.date.fromisoformat(today)).id == wanted


def test_a_date_outside_the_period_is_a_doubt_and_no_refusal(room: Room) -> None:
    assert room.session.doubts(dt.date(2026, 10, 14)) == ()
    (doubt,) = room.session.doubts(dt.date(2027, 1, 1))
    assert doubt.key == "proctor.outside_period"
    room.session.try_pin(PROCTOR, PIN)
    assert room.session.start("s1", outside_period=True) is None


def test_the_journal_is_the_same_whoever_answers_and_whatever(tmp_path: Path) -> None:
    logs = []
    for turn, final in enumerate((Final.DECLINED, Final.COMPLETE)):
        place = seat(tmp_path / f"quiet{turn}")
        room = Room(place).start()
        if final is Final.DECLINED:
            room.enter(turn)
            room.desk.submit(final)
        else:
            room.seal(turn, "x" * 300)
            room.seal(turn + 5)
        room.end()
        logs.append(room.booth.store.log())
        room.close()
    assert logs[0] == logs[1]


def test_no_real_session_starts_before_the_machine_was_seen_to_keep_what_is_written(tmp_path: Path) -> None:
    room = Room(seat(tmp_path / "data", proved=False))
    session = room.session
    assert session.try_pin(PROCTOR, PIN) == PROCTOR
    assert session.state().unproved
    assert refusal(session.start("s1")) == "proctor.restart_needed"
    assert session.phase() is Phase.READY
    assert session.restart.waive(session.proctor, "stik BPS, diuji di kantor") is None
    assert not session.state().unproved
    assert session.start("s1") is None
    assert session.phase() is Phase.RUNNING
    room.close()


def test_a_machine_that_turns_out_to_forget_starts_no_further_session(room: Room) -> None:
    room.start()
    room.end()
    session = room.session
    assert session.restart.begin(PROCTOR) is None
    room.seat.clock.reboot()
    assert session.restart.compare(PROCTOR, same=False) is None
    assert session.try_pin(PROCTOR, PIN) == PROCTOR
    assert refusal(session.start("s2")) == "proctor.restart_needed"


def test_what_was_checked_is_journalled_with_its_warnings(room: Room) -> None:
    assert refusal(room.session.checked(2)) == "proctor.pin_needed"
    assert room.session.try_pin(PROCTOR, PIN) == PROCTOR
    assert room.session.checked(2) is None
    last = room.session.state().log[-1]
    spoken = last.says.spoken(Language.ID)
    assert spoken == "Bilik dan ruangan diperiksa oleh Rina Marlina, siap dibuka. Peringatan: 2."
