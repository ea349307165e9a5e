"""What lockdown changes on a machine is given back, whatever happens; and what it takes from whom."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from app.base.clock import HandClock
from app.kiosk.keeper import Keeper
from app.kiosk.lockdown.elsewhere import Elsewhere
from app.kiosk.lockdown.linux import POWER, SAVER, Linux
from app.kiosk.lockdown.watchdog import Watchdog
from app.kiosk.lockdown.windows import FILTER, STICKY, TASKBAR, Desk, Windows, leads_away
from app.kiosk.places import Places

OWN = {"saver": "600 600 1 1", "power": "600 900 1200 1"}
LOCKED = {"saver": "0 0 0 0", "power": "0 0 0 0"}


@dataclass
class Machine(Elsewhere):
    """A machine with two settings, and a look at the record whenever one is changed."""

    record: Path
    now: dict[str, str] = field(default_factory=lambda: dict(OWN))
    recorded_first: list[bool] = field(default_factory=list)
    awake: bool = False

    @property
    @override
    def wanted(self) -> Mapping[str, str]:
        return LOCKED

    @override
    def settings(self) -> Mapping[str, str]:
        return dict(self.now)

    @override
    def set(self, name: str, value: str) -> None:
        self.recorded_first.append(self.record.is_file())
        self.now[name] = value

    @override
    def stay_awake(self) -> None:
        self.awake = True


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "lockdown.json")


def test_what_was_is_on_the_disk_before_anything_is_changed(machine: Machine) -> None:
    assert Watchdog(machine.record, machine).engage()
    assert machine.now == LOCKED
    assert machine.recorded_first == [True, True]
    assert set(Watchdog(machine.record, machine).give_back()) == set(OWN)
    assert machine.now == OWN
    assert not machine.record.exists()


@given(st.lists(st.sampled_from(["start", "crash", "end"]), max_size=8))
def test_after_any_starts_and_crashes_an_end_gives_back_what_was(steps: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder) / "lockdown.json")
        for step in steps:
            watchdog = Watchdog(machine.record, machine)  # a new process each time
            if step == "end":
                watchdog.give_back()
                assert machine.now == OWN
            elif step == "start":
                watchdog.engage()
                assert machine.now == LOCKED
        Watchdog(machine.record, machine).give_back()
        assert machine.now == OWN


def test_nothing_is_changed_that_could_not_be_written_down(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "no-such-folder" / "lockdown.json")
    assert not Watchdog(machine.record, machine).engage()
    assert machine.now == OWN


@pytest.mark.parametrize(
    "foreign",
    [
        b"",
        b"{}",
        b'{"was":{"saver":"$(reboot)"}}',
        b'{"was":{"saver":1}}',
        b'{"was":{},"more":1}',
        b"\xff" * 9000,
        b'{"was":{"unknown":"1"}}',
    ],
)
def test_a_record_that_is_not_ours_changes_nothing(foreign: bytes, machine: Machine) -> None:
    machine.record.write_bytes(foreign)
    assert Watchdog(machine.record, machine).give_back() == ()
    assert machine.now == OWN
    assert machine.recorded_first == []


def _no_window() -> None:
    raise TimeoutError


def test_the_keeper_gives_back_at_its_end_and_after_the_death_of_another(tmp_path: Path) -> None:
    machine = Machine(Places(tmp_path).lockdown)
    Watchdog(machine.record, machine).engage()  # a keeper that was killed
    keeper = Keeper(tmp_path, HandClock(0), _no_window, system=machine)  # type: ignore[arg-type]  # it starts none
    with pytest.raises(TimeoutError):
        keeper.run()
    assert machine.awake
    assert machine.now == OWN
    assert not machine.record.exists()


# --- Windows -------------------------------------------------------------------------------------------


@dataclass
class Paper(Desk):
    """Windows on paper."""

    taskbar: bool = True
    saver: bool = True
    kept: dict[int, int] = field(default_factory=lambda: {0x3A: 0x1FE, 0x34: 0x1E, 0x32: 0x7E})
    done: list[str] = field(default_factory=list)

    @override
    def taskbar_shown(self) -> bool:
        return self.taskbar

    @override
    def show_taskbar(self, shown: bool) -> None:
        self.taskbar = shown

    @override
    def flags(self, get: int) -> int:
        return self.kept[get]

    @override
    def set_flags(self, get: int, set_: int, flags: int) -> None:
        assert set_ == get + 1
        self.kept[get] = flags

    @override
    def saver_on(self) -> bool:
        return self.saver

    @override
    def set_saver(self, on: bool) -> None:
        self.saver = on

    @override
    def quiet_errors(self) -> None:
        self.done.append("quiet")

    @override
    def stay_awake(self) -> None:
        self.done.append("awake")

    @override
    def no_capture(self, handle: int) -> None:
        self.done.append(f"no capture of {handle}")

    @override
    def swallow(self) -> None:
        self.done.append("swallow")


def test_windows_loses_its_taskbar_and_its_dialogs_and_gets_them_back(tmp_path: Path) -> None:
    desk = Paper()
    before = (desk.taskbar, desk.saver, dict(desk.kept))
    watchdog = Watchdog(tmp_path / "lockdown.json", Windows(desk))
    assert watchdog.engage()
    assert not desk.taskbar
    assert not desk.saver
    assert not any(flags & 0x4 for flags in desk.kept.values())  # no dialog after five times Shift
    assert {TASKBAR, STICKY, FILTER} <= set(watchdog.give_back())
    assert (desk.taskbar, desk.saver, dict(desk.kept)) == before


def test_windows_is_asked_for_quiet_sleeplessness_and_a_held_window() -> None:
    desk = Paper()
    system = Windows(desk)
    system.harden()
    system.stay_awake()
    system.hold_window(7)
    assert desk.done == ["quiet", "awake", "no capture of 7", "swallow"]


@pytest.mark.parametrize(
    ("key", "held", "away"),
    [
        (0x5B, "", True),  # the Windows key
        (0x44, "win", True),  # Win+D
        (0x09, "alt", True),  # Alt+Tab
        (0x73, "alt", True),  # Alt+F4
        (0x1B, "control", True),  # Ctrl+Esc
        (0x2C, "", True),  # Print screen
        (0x5D, "", True),  # the menu key
        (0x41, "", False),
        (0x50, "alt control", False),  # the proctor's keys
        (0x09, "", False),
        (0x1B, "", False),
        (0x70, "", False),  # F1
        (0x42, "alt", False),  # a mnemonic
    ],
)
def test_windows_keys_that_lead_away_are_known_and_the_booths_own_are_left(
    key: int, held: str, *, away: bool
) -> None:
    assert leads_away(key, alt="alt" in held, control="control" in held, win="win" in held) is away


# --- Linux ---------------------------------------------------------------------------------------------


def test_without_a_screen_linux_has_nothing_to_change(tmp_path: Path) -> None:
    assert Linux(tmp_path / "not-booted").settings() == {}


@pytest.mark.skipif(sys.platform != "linux", reason="a process's memory is hidden by a call of Linux")
def test_a_process_that_was_hardened_can_be_neither_dumped_nor_looked_into() -> None:
    code = (
        "from app.kiosk.lockdown.chosen import here; here().harden()\n"
        "import ctypes, resource\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "0 (0, 0)"


@pytest.mark.xvfb
def test_the_x_servers_blanking_is_switched_off_and_given_back(
    tmp_path: Path, virtual_screen: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DISPLAY", virtual_screen["DISPLAY"])
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    staying = x11.XOpenDisplay(None)  # a server without clients forgets what it was told
    system = Linux(tmp_path / "not-booted")
    system.set(SAVER, "540 540 1 1")
    before = dict(system.settings())
    assert before[SAVER] == "540 540 1 1"
    watchdog = Watchdog(tmp_path / "lockdown.json", system)
    assert watchdog.engage()
    assert system.settings()[SAVER] == "0 0 0 0"
    assert system.settings().get(POWER, "0 0 0 0").endswith(" 0")
    watchdog.give_back()
    assert dict(system.settings()) == before
    x11.XCloseDisplay(ctypes.c_void_p(staying))
