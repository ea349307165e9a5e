"""Pull the plug at any moment: what was shown is what is there afterwards."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from app.base.errors import Environment, Refused
from app.base.sentences import Language
from app.kiosk.seat.desk import Sealed
from app.questionnaire.expression import Value
from app.questionnaire.route import Slot
from app.sitting.events import (
    Act,
    Choose,
    Clear,
    Consent,
    Final,
    Flag,
    GoTo,
    Review,
    SetLanguage,
    Suspend,
    SuspendReason,
)
from app.sitting.state import Sitting
from tests.kiosk.faulty import FaultyRoom
from tests.kiosk.world import Room, Seat, office, seat

ANSWERS: tuple[tuple[str, Value], ...] = (
    ("q1", 1),
    ("q1", 3),
    ("q1", -98),
    ("q2", "burung kenari"),
    ("q2", "é – ⚑"),
    ("q3", 2),
    ("q4", (1,)),
    ("q4", (2, 3)),
)


class PulledPlug(RuleBasedStateMachine):
    """One seat, and a person who pulls the plug whenever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.seat = seat(self.folder / "0")
        self.room = Room(self.seat).start()
        self.cuts = 0
        self.number = -1
        self.sealed: set[int] = set()

    @override
    def teardown(self) -> None:
        self.room.close()
        shutil.rmtree(self.folder)

    @initialize()
    def enter(self) -> None:
        self.number += 1
        self.shown = self.room.enter(self.number)
        self.shown_ms = self.room.desk.spent_ms()

    def do(self, act: Act) -> None:
        taken = self.room.desk.take(act)
        if not isinstance(taken, Refused):
            self.shown = taken
        self.shown_ms = self.room.desk.spent_ms()

    @rule()
    def consent(self) -> None:
        self.do(Consent())

    @rule(answer=st.sampled_from(ANSWERS))
    def choose(self, answer: tuple[str, Value]) -> None:
        self.do(Choose(Slot(answer[0]), answer[1]))

    @rule(name=st.sampled_from(["q1", "q2", "q3", "q4"]))
    def clear(self, name: str) -> None:
        self.do(Clear(Slot(name)))

    @rule(which=st.integers(0, 3), on=st.booleans())
    def flag(self, which: int, on: bool) -> None:
        self.do(Flag(self.shown.steps[which], on))

    @rule(which=st.integers(0, 3))
    def turn(self, which: int) -> None:
        self.do(GoTo(self.shown.steps[which]))

    @rule()
    def review(self) -> None:
        self.do(Review())

    @rule(language=st.sampled_from(Language))
    def speak(self, language: Language) -> None:
        self.do(SetLanguage(language))

    @rule(why=st.sampled_from(SuspendReason))
    def suspend(self, why: SuspendReason) -> None:
        self.do(Suspend(why))
        self.shown = self.room.desk.sitting or self.shown

    @rule(ms=st.integers(0, 5_000))
    def wait(self, ms: int) -> None:
        self.seat.clock.advance(ms)
        self.shown_ms = self.room.desk.spent_ms()
        self.room.desk.heartbeat()

    @rule(ms=st.integers(0, 4_999), away=st.integers(0, 10**7))
    def pull_the_plug(self, ms: int, away: int) -> None:
        self.seat.clock.advance(ms)
        self.shown_ms = self.room.desk.spent_ms()
        self.reopen(away)
        back = self.room.enter(self.number)
        assert self.room.desk.restored
        assert view(back) == view(self.shown)
        assert back.suspended is None
        left_before, left_after = self.shown_ms, self.room.desk.spent_ms()
        assert left_before - 5_000 < left_after <= left_before
        self.shown, self.shown_ms = back, left_after

    @precondition(lambda self: self.number < 8)
    @rule(final=st.sampled_from(Final))
    def submit(self, final: Final) -> None:
        outcome = self.room.desk.submit(final)
        if isinstance(outcome, Refused):
            return
        self.sealed.add(self.number)
        self.reopen(0)
        refused = self.room.desk.enter_code(self.seat.office.codes[self.number])
        assert isinstance(refused, Refused)
        assert refused.code == "desk.code_sealed"
        self.enter()

    @invariant()
    def every_sealed_answer_is_there(self) -> None:
        assert self.room.booth.store.sealed_count() == len(self.sealed)

    def reopen(self, away_ms: int) -> None:
        """Nothing of the program is used again; only what is in the files at this moment."""
        self.cuts += 1
        folder = self.folder / str(self.cuts)
        shutil.copytree(self.seat.data_dir, folder)
        self.room.close()
        shutil.rmtree(self.seat.data_dir)
        self.seat = Seat(folder, self.seat.office, self.seat.key, self.seat.clock)
        self.seat.clock.advance(away_ms)
        self.room = Room(self.seat)


def view(sitting: Sitting) -> tuple[object, ...]:
    """What a respondent sees of a sitting, but for the clock."""
    return (
        sitting.phase,
        sitting.language,
        dict(sitting.answers),
        sitting.flags,
        sitting.position,
        sitting.visited,
        sitting.steps,
        sitting.opening.seed,
    )


TestPulledPlug = PulledPlug.TestCase


ERRNOS = (28, 5, 30, 24)  # ENOSPC, EIO, EROFS, EMFILE


@pytest.mark.parametrize("after", [False, True], ids=["refused", "done-but-raised"])
@pytest.mark.parametrize("number", ERRNOS)
def test_a_disk_that_fails_once_anywhere_is_said_so_and_loses_nothing(
    tmp_path: Path, number: int, after: bool
) -> None:
    place = seat(tmp_path, office(slots=60, codes=60))
    Room(place).start().close()
    said = 0
    for turn, failing in enumerate(range(1, 60, 3)):
        room = FaultyRoom(place, failing, number, after=after)
        said += room.whole_sitting(turn)
        room.close()
        healthy = Room(place)
        assert healthy.booth.store.sealed_count() == turn + 1
        assert healthy.booth.store.open_drafts() == 0
        healthy.close()
    assert said or after


def test_a_full_disk_throws_off_the_ballast_and_finishes_the_submit(tmp_path: Path) -> None:
    place = seat(tmp_path)
    Room(place).start().close()
    room = FaultyRoom(place, 0, 28, after=False)
    room.fill(0)
    room.database.fail_at(1)
    room.desk.submit(Final.COMPLETE)
    assert not room.booth.store.ballast.aboard
    assert room.booth.store.sealed_count() == 1
    room.close()


def test_a_disk_that_stays_broken_is_never_called_saved(tmp_path: Path) -> None:
    place = seat(tmp_path)
    Room(place).start().close()
    room = FaultyRoom(place, 0, 5, after=False)
    room.fill(0)
    room.database.fail_at(1, for_ever=True)
    for _ in range(3):
        with pytest.raises(Environment):
            room.desk.submit(Final.COMPLETE)
    room.database.fail_at(0)
    assert not isinstance(room.desk.submit(Final.COMPLETE), Refused)
    assert room.booth.store.sealed_count() == 1
    room.close()


def test_a_commit_that_raised_but_happened_is_found_and_is_no_failure(tmp_path: Path) -> None:
    place = seat(tmp_path)
    Room(place).start().close()
    room = FaultyRoom(place, 0, 5, after=True)
    room.database.commit_raises = True
    room.seal(0)  # nothing is raised on the way
    assert room.booth.store.sealed_count() == 1
    room.close()


def test_a_submit_of_which_nobody_knows_is_looked_for_before_anything_is_said(tmp_path: Path) -> None:
    place = seat(tmp_path)
    Room(place).start().close()
    room = FaultyRoom(place, 0, 5, after=True)
    room.fill(0)
    room.database.commit_raises = room.database.reopening_fails = True
    with pytest.raises(Environment):
        room.desk.submit(Final.COMPLETE)
    room.database.commit_raises = room.database.reopening_fails = False
    assert room.desk.submit(Final.COMPLETE) == Sealed(Final.COMPLETE)
    assert room.booth.store.sealed_count() == 1
    room.close()
