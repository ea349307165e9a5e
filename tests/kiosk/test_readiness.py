"""What is looked at before a session: each thing that can be wrong has its sentence and its advice."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.check import Check, Outcome, good
from app.base.clock import HandClock
from app.base.errors import Environment
from app.base.sentences import Language, Sentence
from app.demo import training
from app.kiosk.computer.computer import Idle, Nap, Screen, Volume
from app.kiosk.machine import conditions
from app.kiosk.machine.check import read_checks, write_checks
from app.kiosk.machine.readiness import Here, look_around
from app.kiosk.places import BALLAST, Places
from app.kiosk.seat.restart import Restart, Standing
from app.seal.package import Period
from app.storage.ballast import Ballast
from app.storage.lock import InstanceLock
from app.storage.trial import WriteTrial, write_trial
from tests.kiosk.pc import LabPc
from tests.kiosk.world import NOON, Seat, seat

SWIFT = WriteTrial(200, 0, 300, 900)
TURNING = WriteTrial(200, 0, 9_000, 31_000)
DAY_MS = 86_400_000
PERIOD = Period(start="2026-10-10", end="2026-10-20")
WIB_S = 7 * 3_600


@pytest.fixture
def machine(tmp_path: Path) -> Seat:
    return seat(tmp_path / "data", proved=False)


def here(machine: Seat, computer: LabPc | None = None) -> Here:
    """A kiosk's own window on a machine with which nothing is wrong."""
    return Here(
        machine.data_dir,
        machine.clock,
        computer or LabPc(),
        lambda: (good(Sentence("selftest.page")),),
        (Screen(1366, 768),),
        own=True,
        free_bytes=lambda _folder: 10**11,
        trial=lambda _path: SWIFT,
    )


def looked(seen: Here) -> dict[str, Check]:
    found = list(look_around(seen))
    for check in found:
        for language in Language:
            spoken = check.spoken(language)
            assert "ready." not in spoken
            assert "selftest." not in spoken
    return {check.name.key: check for check in found}


def keys(check: Check) -> list[str]:
    return [each.key for each in (*check.found, *check.advice)]


def test_a_machine_with_which_nothing_is_wrong_lacks_only_the_restart_test(machine: Seat) -> None:
    found = looked(here(machine))
    assert list(found) == [
        "ready.office",
        "selftest.program",
        "selftest.words",
        "selftest.machine",
        "selftest.questionnaire",
        "selftest.paper",
        "selftest.storing",
        "ready.room",
        "ready.writing",
        "ready.ballast",
        "ready.restart",
        "ready.memory",
        "ready.sleep",
        "ready.alone",
        "ready.screen",
        "selftest.page",
        "ready.clock",
    ]
    assert {name for name, check in found.items() if check.outcome is Outcome.WRONG} == {"ready.restart"}
    assert {name for name, check in found.items() if check.outcome is Outcome.CARE} == set()
    assert read_checks(write_checks(tuple(found.values()))) == tuple(found.values())


def test_before_anything_is_installed_the_machine_is_looked_at_all_the_same(tmp_path: Path) -> None:
    bare = replace(here(Seat(tmp_path / "new", seat(tmp_path / "x").office, b"", HandClock(NOON))))
    found = looked(bare)
    tried = {name for name, check in found.items() if check.outcome is not Outcome.NOT_TRIED}
    assert tried >= {"ready.room", "ready.writing", "ready.memory", "ready.sleep", "ready.clock"}
    assert keys(found["ready.restart"]) == ["ready.restart_no_package"]
    assert keys(found["ready.ballast"]) == ["ready.ballast_no_package"]
    assert keys(found["ready.office"]) == ["ready.office_none"]
    assert not (tmp_path / "new").exists()


def test_practice_needs_neither_root_nor_restart(tmp_path: Path) -> None:
    kiosk = training.prepare(tmp_path)
    found = looked(Here(kiosk.data_dir, HandClock(NOON), LabPc(), tuple, trial=lambda _path: SWIFT))
    assert keys(found["ready.office"]) == ["ready.office_training"]
    assert keys(found["ready.restart"]) == ["ready.restart_training"]
    assert keys(found["ready.screen"]) == ["ready.screen_not_seen"]


def test_the_real_disk_is_tried_where_answers_will_lie_and_left_as_it_was(machine: Seat) -> None:
    before = sorted(machine.data_dir.rglob("*"))
    found = looked(replace(here(machine), trial=write_trial))
    assert found["ready.writing"].found[0].fields["rounds"] == 200
    assert sorted(machine.data_dir.rglob("*")) == before


def test_a_disk_that_takes_nothing_is_told_in_its_own_words(machine: Seat) -> None:
    def refuse(_path: Path) -> WriteTrial:
        raise Environment("storage.read_only")

    check = looked(replace(here(machine), trial=refuse))["ready.writing"]
    assert (check.outcome, keys(check)) == (Outcome.WRONG, ["storage.read_only"])


def test_a_reserve_that_was_spent_is_put_aside_again_or_missed(machine: Seat) -> None:
    Ballast(machine.folder / BALLAST).drop()
    assert looked(here(machine))["ready.ballast"].outcome is Outcome.GOOD
    Ballast(machine.folder / BALLAST).drop()
    (machine.folder / f"{BALLAST}.part").mkdir()  # nothing can be written there
    check = looked(here(machine))["ready.ballast"]
    assert (check.outcome, keys(check)) == (
        Outcome.WRONG,
        ["ready.ballast_missing", "ready.ballast_advice"],
    )


def test_another_program_on_this_folder_is_seen_from_outside_and_not_by_itself(machine: Seat) -> None:
    with InstanceLock(Places(machine.data_dir).lock):
        assert looked(here(machine))["ready.alone"].outcome is Outcome.GOOD
        outside = looked(replace(here(machine), own=False))["ready.alone"]
        assert keys(outside) == ["ready.alone_held", "ready.alone_held_advice"]
    assert looked(replace(here(machine), own=False))["ready.alone"].outcome is Outcome.GOOD


def test_a_kiosk_on_another_folder_is_named(machine: Seat) -> None:
    computer = LabPc(running=(machine.data_dir, Path("/srv/lain")))
    check = looked(here(machine, computer))["ready.alone"]
    assert (check.outcome, keys(check)) == (
        Outcome.CARE,
        ["ready.alone_other", "ready.alone_other_advice"],
    )
    assert check.found[0].fields == {"folder": "/srv/lain"}


@pytest.mark.parametrize(
    ("check", "outcome", "said"),
    [
        (conditions.room(10**11), Outcome.GOOD, ["ready.room_free"]),
        (conditions.room(200 * 2**20), Outcome.CARE, ["ready.room_free", "ready.room_small"]),
        (conditions.room(63 * 2**20), Outcome.WRONG, ["ready.room_free", "ready.room_full"]),
        (conditions.writing(SWIFT, None), Outcome.GOOD, ["ready.writing_unknown"]),
        (conditions.writing(TURNING, Volume("ext4", turns=True)), Outcome.GOOD, ["ready.writing_found"]),
        (
            conditions.writing(SWIFT, Volume("ext4", turns=True)),
            Outcome.CARE,
            ["ready.writing_found", "ready.writing_swift"],
        ),
        (conditions.writing(SWIFT, Volume("ext4", turns=False)), Outcome.GOOD, ["ready.writing_found"]),
        (
            conditions.writing(SWIFT, Volume("tmpfs")),
            Outcome.WRONG,
            ["ready.writing_found", "ready.writing_memory"],
        ),
        (
            conditions.writing(SWIFT, Volume("overlay")),
            Outcome.CARE,
            ["ready.writing_found", "ready.writing_layered"],
        ),
        (
            conditions.writing(TURNING, Volume("cifs")),
            Outcome.CARE,
            ["ready.writing_found", "ready.writing_remote"],
        ),
        (
            conditions.writing(TURNING, Volume("vfat")),
            Outcome.CARE,
            ["ready.writing_found", "ready.writing_plain"],
        ),
        (
            conditions.writing(TURNING, Volume("ext4", frozenset({"rw", "nobarrier"}))),
            Outcome.CARE,
            ["ready.writing_found", "ready.writing_hasty"],
        ),
        (
            conditions.writing(WriteTrial(13, 0, 400_000, 900_000), Volume("ntfs")),
            Outcome.CARE,
            ["ready.writing_found", "ready.writing_slow"],
        ),
        (
            conditions.writing(WriteTrial(200, 3, 9_000, 31_000), Volume("ext4")),
            Outcome.WRONG,
            ["ready.writing_lost", "ready.other_machine"],
        ),
        (conditions.memory(None), Outcome.NOT_TRIED, ["ready.not_told"]),
        (conditions.memory(3_882_104 * 1_024), Outcome.GOOD, ["ready.memory_found"]),
        (conditions.memory(2_100_000_000), Outcome.CARE, ["ready.memory_found", "ready.memory_small"]),
        (conditions.sleep(None), Outcome.NOT_TRIED, ["ready.sleep_not_told"]),
        (conditions.sleep(()), Outcome.GOOD, ["ready.sleep_never"]),
        (conditions.sleep((Idle(Nap.SLEEP, 4 * 3_600),)), Outcome.GOOD, ["ready.sleep_never"]),
        (
            conditions.sleep((Idle(Nap.SCREEN_OFF, 300), Idle(Nap.SLEEP, 1_800))),
            Outcome.CARE,
            ["ready.sleep_sleeps", "ready.sleep_advice"],
        ),
        (
            conditions.sleep((Idle(Nap.SCREEN_OFF, 301),)),
            Outcome.CARE,
            ["ready.sleep_dark", "ready.sleep_advice"],
        ),
        (conditions.screens(()), Outcome.NOT_TRIED, ["ready.screen_not_seen"]),
        (conditions.screens((Screen(1024, 768),)), Outcome.GOOD, ["ready.screen_found"]),
        (
            conditions.screens((Screen(1093, 614, 125),)),
            Outcome.CARE,
            ["ready.screen_found", "ready.screen_small"],
        ),
        (
            conditions.screens((Screen(1366, 768), Screen(1920, 1080))),
            Outcome.CARE,
            ["ready.screen_found", "ready.screen_many"],
        ),
        (
            conditions.clock(NOON, WIB_S, 0, PERIOD),
            Outcome.GOOD,
            ["ready.clock_found", "ready.clock_compare"],
        ),
        (
            conditions.clock(NOON, WIB_S, 0, None),
            Outcome.GOOD,
            ["ready.clock_found", "ready.clock_compare"],
        ),
        (
            conditions.clock(NOON - 30 * DAY_MS, WIB_S, 0, PERIOD),
            Outcome.GOOD,
            ["ready.clock_found", "ready.clock_compare"],
        ),
        (
            conditions.clock(NOON - 60 * DAY_MS, WIB_S, 0, PERIOD),
            Outcome.CARE,
            ["ready.clock_found", "ready.clock_period"],
        ),
        (
            conditions.clock(NOON + 20 * DAY_MS, WIB_S, 0, PERIOD),
            Outcome.CARE,
            ["ready.clock_found", "ready.clock_period"],
        ),
        (
            conditions.clock(NOON, WIB_S, 0, PERIOD, NOON + DAY_MS),
            Outcome.CARE,
            ["ready.clock_found", "ready.clock_back"],
        ),
        (
            conditions.clock(NOON, WIB_S, -3_600_000, PERIOD),
            Outcome.CARE,
            ["ready.clock_found", "ready.clock_jumps"],
        ),
        (
            conditions.clock(NOON, 8 * 3_600, 0, PERIOD),
            Outcome.CARE,
            ["ready.clock_found", "ready.clock_zone"],
        ),
    ],
)
def test_each_thing_that_is_found_has_its_outcome_and_its_sentences(
    check: Check, outcome: Outcome, said: Sequence[str]
) -> None:
    assert (check.outcome, keys(check)) == (outcome, said)
    assert all(check.spoken(language) for language in Language)


@pytest.mark.parametrize(
    ("offset_s", "zone"), [(0, "UTC+0"), (28_800, "UTC+8"), (-12_600, "UTC-3:30"), (20_700, "UTC+5:45")]
)
def test_another_time_zone_is_named(offset_s: int, zone: str) -> None:
    check = conditions.clock(NOON, offset_s, 0, None)
    assert check.advice[0].fields == {"zone": zone}


WORDS = ("bambu", "perahu", "tikar")


@pytest.mark.parametrize(
    ("state", "outcome", "said"),
    [
        (Restart(Standing.UNTESTED), Outcome.WRONG, "ready.restart_untested"),
        (Restart(Standing.BEGUN, WORDS), Outcome.WRONG, "ready.restart_words"),
        (Restart(Standing.KEPT, WORDS), Outcome.WRONG, "ready.restart_words"),
        (Restart(Standing.FORGOT), Outcome.WRONG, "ready.restart_forgot"),
        (Restart(Standing.PASSED, (), NOON, allows=True), Outcome.GOOD, "ready.restart_passed"),
        (Restart(Standing.PASSED, (), NOON - 15 * DAY_MS, allows=True), Outcome.CARE, "ready.restart_passed"),
        (Restart(Standing.WAIVED, allows=True), Outcome.CARE, "ready.restart_waived"),
        (Restart(Standing.BEGUN, WORDS, NOON, allows=True), Outcome.CARE, "ready.restart_words"),
    ],
)
def test_only_a_test_that_was_passed_or_waived_lets_a_real_session_start(
    state: Restart, outcome: Outcome, said: str
) -> None:
    check = conditions.restart(state, NOON, training=False)
    assert (check.outcome, check.found[0].key) == (outcome, said)
    assert (check.outcome is Outcome.WRONG) == (not state.allows)
    assert conditions.restart(state, NOON, training=True).outcome is not Outcome.WRONG


def test_a_clock_that_is_set_during_the_checks_is_noticed(machine: Seat) -> None:
    def set_the_clock(_path: Path) -> WriteTrial:
        machine.clock.set_utc(NOON + 3_600_000)
        return SWIFT

    trial: Callable[[Path], WriteTrial] = set_the_clock
    assert "ready.clock_jumps" in keys(looked(replace(here(machine), trial=trial))["ready.clock"])


def test_a_folder_that_the_system_refuses_to_name_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    office = seat(tmp_path / "x").office
    refused = tmp_path / ("b" * 300)  # as one that nobody may enter: the system says no when asked for it
    for own in (True, False):
        found = looked(replace(here(Seat(refused, office, b"", HandClock(NOON))), own=own))
        assert keys(found["selftest.machine"]) == ["storage.name_too_long"]
        assert keys(found["ready.room"]) == ["storage.name_too_long"]
        assert found["ready.writing"].outcome is Outcome.WRONG
        assert list(found)[-1] == "ready.clock"
