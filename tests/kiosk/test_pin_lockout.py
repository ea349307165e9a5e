"""The lockout of the PIN holds whatever is done to the machine: kills in mid-try, and clocks set anew."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from app.base.clock import Clock, HandClock
from app.base.errors import Refused
from app.base.session import Kind
from app.kiosk.seat.desk import Desk
from app.kiosk.seat.proctor import FIRST_WAIT_MS, FREE_TRIES, LOCK_AT, Session
from tests.kiosk.world import NOON, PIN, PROCTOR, Seat, seat

WRONG = st.sampled_from(["000001", "402918", "111111"])
_TEMPLATE: list[Seat] = []


class KilledError(Exception):
    """The machine lost its power."""


class Plug(Clock):
    """Pulls the plug when the wait is taken anew: the try is counted by then, the PIN not looked at."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.pulls = False
        self._asked = 0

    @override
    def monotonic_ms(self) -> int:
        if self.pulls:
            self._asked += 1
            if self._asked > 1:
                raise KilledError
        return self._clock.monotonic_ms()

    @override
    def utc_ms(self) -> int:
        return self._clock.utc_ms()

    @override
    def boot_id(self) -> str:
        return self._clock.boot_id()


def template() -> Seat:
    if not _TEMPLATE:
        folder = Path(tempfile.mkdtemp(prefix="bilik-pin-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _TEMPLATE.append(seat(folder))
    return _TEMPLATE[0]


class Lockout(RuleBasedStateMachine):
    """Somebody with all the time in the world, the plug and the clock's settings, and no PIN."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bilik-pin-"))
        shutil.copytree(template().data_dir, self.folder / "data")
        self.clock = HandClock(NOON)
        self.seat = replace(template(), data_dir=self.folder / "data", clock=self.clock)
        self.wrong = 0  # tries that the disk has counted since the last right one
        self.barred_until_ms = 0  # by the steady clock of this run of the program
        self.start()

    def start(self) -> None:
        self.booth = self.seat.booth()
        self.session = Session(self.booth, Desk(self.booth))
        if FREE_TRIES <= self.wrong < LOCK_AT:  # the whole wait begins again
            self.barred_until_ms = self.clock.monotonic_ms() + self.wait_ms()

    def wait_ms(self) -> int:
        return FIRST_WAIT_MS << (self.wrong - FREE_TRIES)

    @property
    def barred(self) -> str:
        if self.wrong >= LOCK_AT:
            return "proctor.pin_locked"
        waits = self.wrong >= FREE_TRIES and self.clock.monotonic_ms() < self.barred_until_ms
        return "proctor.pin_wait" if waits else ""

    def counted(self) -> None:
        self.wrong += 1
        if FREE_TRIES <= self.wrong < LOCK_AT:
            self.barred_until_ms = self.clock.monotonic_ms() + self.wait_ms()

    @rule(pin=WRONG)
    def guess(self, pin: str) -> None:
        barred = self.barred
        outcome = self.session.try_pin(PROCTOR, pin)
        assert isinstance(outcome, Refused)
        if barred:
            assert outcome.code == barred
        else:
            self.counted()

    @rule()
    def right(self) -> None:
        barred = self.barred
        outcome = self.session.try_pin(PROCTOR, PIN)
        if barred:
            assert isinstance(outcome, Refused)
            assert outcome.code == barred
        else:
            assert outcome == PROCTOR
            self.wrong = 0

    @precondition(lambda self: not self.barred)
    @rule(pin=WRONG)
    def guess_and_pull_the_plug(self, pin: str) -> None:
        plug = Plug(self.clock)
        session = Session(replace(self.booth, clock=plug), Desk(self.booth))
        if self.wrong >= FREE_TRIES:  # it is the same machine, and the wait is over
            session._wait_from_ms = self.session._wait_from_ms
        plug.pulls = True
        plug._asked = 0 if self.wrong >= FREE_TRIES else 1
        try:
            session.try_pin(PROCTOR, pin)
        except KilledError:
            pass
        else:
            message = "the plug was not pulled"
            raise AssertionError(message)
        self.wrong += 1
        self.booth.close()
        self.start()

    @rule()
    def kill(self) -> None:
        self.booth.close()
        self.start()

    @rule(ms=st.sampled_from([1, 14_999, 15_000, 60_000, 3_600_000, 20_000_000]))
    def wait(self, ms: int) -> None:
        self.clock.advance(ms)

    @rule(days=st.integers(-4_000, 4_000))
    def set_the_clock(self, days: int) -> None:
        self.clock.set_utc(NOON + days * 86_400_000)

    @precondition(lambda self: self.wrong >= LOCK_AT)
    @rule()
    def show_the_card(self) -> None:
        assert self.session.release(self.seat.office.card) is None
        self.wrong = 0

    @invariant()
    def the_disk_knows_every_try(self) -> None:
        if hasattr(self, "session"):
            assert self.booth.store.pin_failures() == self.wrong
            assert self.session.pin_state().locked == (self.wrong >= LOCK_AT)

    @override
    def teardown(self) -> None:
        if hasattr(self, "booth"):
            self.booth.close()
            shutil.rmtree(self.folder)


TestTheLockoutHolds = Lockout.TestCase
TestTheLockoutHolds.settings = settings(max_examples=15, stateful_step_count=40, deadline=None)


def drain(place: Seat, pins: Sequence[str]) -> tuple[int, int]:
    """Guess as fast as the rules allow, with a kill and a set clock after each; how many were looked at."""
    looked, waited_ms = 0, 0
    for number, pin in enumerate(pins):
        booth = place.booth()
        session = Session(booth, Desk(booth))
        state = session.pin_state()
        if state.locked:
            booth.close()
            break
        place.clock.advance(state.wait_ms)
        waited_ms += state.wait_ms
        assert isinstance(session.try_pin(PROCTOR, pin), Refused)
        looked += 1
        place.clock.set_utc(NOON + (-1) ** number * number * 86_400_000)
        booth.close()
    return looked, waited_ms


def test_fifteen_guesses_are_all_that_a_machine_without_its_card_allows(tmp_path: Path) -> None:
    place = seat(tmp_path)
    looked, waited_ms = drain(place, [f"{number:06}" for number in range(1, 100)])
    assert looked == LOCK_AT
    assert waited_ms == FIRST_WAIT_MS * (2 ** (LOCK_AT - FREE_TRIES) - 1)
    booth = place.booth()
    session = Session(booth, Desk(booth))
    refused = session.try_pin(PROCTOR, PIN)
    assert isinstance(refused, Refused)
    assert refused.code == "proctor.pin_locked"
    assert [line.kind for line in booth.store.log()[0]].count(Kind.PIN_LOCKED) == 1
    booth.close()
