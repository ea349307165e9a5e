"""The restart test: only a machine that kept the words over a restart is believed."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.check import Outcome
from app.base.clock import SystemClock
from app.base.errors import Refused
from app.base.ids import InstallationId
from app.base.session import Kind
from app.kiosk.machine.readiness import restart_check
from app.kiosk.places import RESTART
from app.kiosk.seat.restart import Record, RestartTest, Standing, Trial, judged, look
from tests.kiosk.world import PROCTOR, Room, Seat, seat


@pytest.fixture
def machine(tmp_path: Path) -> Seat:
    return seat(tmp_path / "data", proved=False)


def standing(machine: Seat) -> Standing:
    booth = machine.booth()
    try:
        return RestartTest(booth).state.standing
    finally:
        booth.close()


def words(machine: Seat) -> tuple[str, ...]:
    booth = machine.booth()
    try:
        return RestartTest(booth).state.words
    finally:
        booth.close()


def begin(machine: Seat) -> tuple[str, ...]:
    """What the proctor writes down."""
    booth = machine.booth()
    try:
        assert RestartTest(booth).begin(PROCTOR) is None
        return RestartTest(booth).state.words
    finally:
        booth.close()


def compare(machine: Seat, *, same: bool) -> None:
    booth = machine.booth()
    assert RestartTest(booth).compare(PROCTOR, same=same) is None
    booth.close()


def test_a_machine_that_kept_the_words_over_a_restart_has_passed(machine: Seat) -> None:
    assert standing(machine) is Standing.UNTESTED
    written = begin(machine)
    assert len(written) == 3
    assert standing(machine) is Standing.BEGUN
    machine.clock.reboot()
    assert standing(machine) is Standing.KEPT
    assert words(machine) == written
    compare(machine, same=True)
    assert standing(machine) is Standing.PASSED
    room = Room(machine)
    assert RestartTest(room.booth).state.allows
    kinds = [line.kind for line in room.booth.store.log()[0]]
    assert kinds == [Kind.INSTALLED, Kind.RESTART_KEPT]
    room.close()


def test_a_program_that_only_started_again_proves_nothing(machine: Seat) -> None:
    begin(machine)
    machine.clock.advance(86_400_000)
    assert standing(machine) is Standing.BEGUN
    booth = machine.booth()
    refused = RestartTest(booth).compare(PROCTOR, same=True)
    assert isinstance(refused, Refused)
    assert refused.code == "proctor.restart_not_yet"
    assert not RestartTest(booth).state.allows
    booth.close()


def test_a_frozen_machine_looks_untested_after_the_restart(machine: Seat, tmp_path: Path) -> None:
    image = tmp_path / "image"
    shutil.copytree(machine.data_dir, image)
    begin(machine)
    machine.clock.reboot()
    shutil.rmtree(machine.data_dir)
    shutil.copytree(image, machine.data_dir)  # what the lab's software does at every start
    assert standing(machine) is Standing.UNTESTED


def test_a_machine_that_was_frozen_with_an_old_test_in_it_shows_the_old_words(
    machine: Seat, tmp_path: Path
) -> None:
    old = begin(machine)
    image = tmp_path / "image"
    shutil.copytree(machine.data_dir, image)
    new = begin(machine)
    machine.clock.reboot()
    shutil.rmtree(machine.data_dir)
    shutil.copytree(image, machine.data_dir)
    assert standing(machine) is Standing.KEPT  # the machine cannot know better
    assert words(machine) == old != new
    compare(machine, same=False)
    assert standing(machine) is Standing.FORGOT
    room = Room(machine)
    assert not RestartTest(room.booth).state.allows
    assert room.booth.store.log()[0][-1].kind == Kind.RESTART_FORGOT
    room.close()


def test_what_was_passed_stays_passed_until_a_new_test_says_otherwise(machine: Seat) -> None:
    begin(machine)
    machine.clock.reboot()
    compare(machine, same=True)
    begin(machine)
    booth = machine.booth()
    state = RestartTest(booth).state
    assert (state.standing, state.allows) == (Standing.BEGUN, True)
    booth.close()
    machine.clock.reboot()
    compare(machine, same=False)
    booth = machine.booth()
    assert not RestartTest(booth).state.allows
    booth.close()


def test_a_waiver_needs_a_proctor_and_a_reason_and_both_are_journalled(machine: Seat) -> None:
    room = Room(machine)
    test = RestartTest(room.booth)
    for refused, code in (
        (test.waive(None, "stik dengan ruang tetap"), "proctor.pin_needed"),
        (test.waive(PROCTOR, " \n "), "proctor.restart_reason_needed"),
        (test.begin(None), "proctor.pin_needed"),
        (test.compare(None, same=True), "proctor.pin_needed"),
    ):
        assert isinstance(refused, Refused)
        assert refused.code == code
    assert test.state.standing is Standing.UNTESTED
    assert test.waive(PROCTOR, "stik dengan\truang tetap " + "x" * 400) is None
    assert (test.state.standing, test.state.allows) == (Standing.WAIVED, True)
    line = room.booth.store.log()[0][-1]
    assert (line.kind, line.facts["proctor"]) == (Kind.RESTART_WAIVED, PROCTOR)
    assert str(line.facts["text"]).startswith("stik dengan ruang tetap x")
    assert len(str(line.facts["text"])) == 300
    room.close()


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff" * 9000, b'{"installation":"x","waived":1}'])
def test_a_file_that_is_none_proves_nothing(data: bytes, machine: Seat) -> None:
    (machine.folder / RESTART).write_bytes(data)
    assert standing(machine) is Standing.UNTESTED


@pytest.mark.parametrize("minute", [-1, 2**31, 10**18])
def test_a_moment_that_no_calendar_has_proves_nothing(minute: int, machine: Seat) -> None:
    begin(machine)
    machine.clock.reboot()
    compare(machine, same=True)
    passed = json.loads((machine.folder / RESTART).read_bytes())
    (machine.folder / RESTART).write_text(json.dumps({**passed, "passed_utc_min": minute}))
    assert standing(machine) is Standing.UNTESTED
    assert restart_check(machine.data_dir, machine.clock).outcome is Outcome.WRONG


def test_the_file_of_another_installation_proves_nothing(machine: Seat, tmp_path: Path) -> None:
    begin(machine)
    machine.clock.reboot()
    compare(machine, same=True)
    other = seat(tmp_path / "other", proved=False)
    shutil.copy(machine.folder / RESTART, other.folder / RESTART)
    assert standing(other) is Standing.UNTESTED


def test_killed_at_any_write_the_machine_knows_the_former_state_or_the_new_one(tmp_path: Path) -> None:
    """The child is killed at its first, second, ... call that changes the disk, until it gets through."""
    for at in range(1, 40):
        machine = seat(tmp_path / f"{at}", proved=False)
        before = standing(machine)
        child = os.fork()
        if not child:
            _begin_and_die(machine, at)
        code = os.waitpid(child, 0)[1]
        after = standing(machine)
        assert after in {before, Standing.BEGUN}, at
        machine.clock.reboot()
        reopened = standing(machine)
        assert reopened in {Standing.UNTESTED, Standing.KEPT}
        assert (reopened is Standing.KEPT) == (after is Standing.BEGUN)
        if os.WIFEXITED(code):
            assert at > 3
            assert after is Standing.BEGUN
            return
    pytest.fail("the child never got through")


def _begin_and_die(machine: Seat, at: int) -> None:
    """Die instead of making the `at`-th of the calls by which a file is opened or named."""
    left = at

    def audit(event: str, _arguments: object) -> None:
        nonlocal left
        if event in {"open", "os.rename"}:
            left -= 1
            if not left:
                os.kill(os.getpid(), 9)

    booth = machine.booth()
    sys.addaudithook(audit)
    RestartTest(booth).begin(PROCTOR)
    os._exit(0)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_without_a_number_for_its_starts_the_clock_since_the_start_decides(then: int, now: int) -> None:
    trial = Trial(mark="0" * 64, boot="", awake_ms=then, begun_utc_min=0)
    state = judged(Record(installation="x", trial=trial), "", now)
    assert state.standing is (Standing.KEPT if now < then else Standing.BEGUN)


def test_one_start_of_this_machine_has_one_name() -> None:
    clock = SystemClock()
    assert clock.boot_id() == SystemClock().boot_id()
    if Path("/proc/sys/kernel/random/boot_id").exists():
        assert len(clock.boot_id()) == 36


def test_the_state_is_seen_without_a_key(machine: Seat) -> None:
    begin(machine)
    booth = machine.booth()
    installation: InstallationId = booth.machine.installation
    booth.close()
    assert look(machine.folder, installation, machine.clock).standing is Standing.BEGUN
    assert look(machine.folder, InstallationId("0" * 32), machine.clock).standing is Standing.UNTESTED
