"""The kiosk as processes on a virtual screen, driven by the keyboard and killed in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.base.clock import SystemClock
from app.base.errors import Refused
from app.demo.training import TrainingKiosk, prepare
from app.kiosk.seat.desk import Desk
from app.kiosk.seat.enrol import open_booth, unlock
from app.questionnaire.route import Slot, option_order
from app.sitting.state import Sitting
from tests.hands import Screen

ANSWERS = ("2", "1")  # of the first two practice questions

pytestmark = [pytest.mark.xvfb, pytest.mark.slow]


@contextmanager
def running(kiosk: TrainingKiosk, screen: Screen) -> Iterator[subprocess.Popen[bytes]]:
    """The keeper, as it is started at a lab PC."""
    command = [sys.executable, "-m", "app.kiosk", "--data", str(kiosk.data_dir)]
    with subprocess.Popen(command, env={**os.environ, **screen.display}) as keeper:
        try:
            yield keeper
        finally:
            windows = children_of(keeper.pid)
            keeper.kill()
            for window in windows:
                kill(window)


def children_of(keeper: int) -> list[int]:
    """The window processes, the one on the screen first."""
    command = ["pgrep", "-P", str(keeper), "-f", "window-process"]
    found = subprocess.run(command, capture_output=True, check=False, text=True)
    return sorted(int(line) for line in found.stdout.split())


def kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def open_with_card(kiosk: TrainingKiosk, screen: Screen) -> None:
    screen.appear()
    screen.type(kiosk.card_code.replace("-", ""))
    screen.press("Return")


def start_session(kiosk: TrainingKiosk, screen: Screen) -> None:
    screen.press("ctrl+alt+p")
    screen.type(kiosk.pin)
    screen.press("Return", "F4", "ctrl+l")


def answer_two_questions(kiosk: TrainingKiosk, screen: Screen) -> None:
    screen.type(kiosk.codes[0].replace("-", ""))
    screen.press("Return", "space", "Return")  # the code, the consent, the beginning
    screen.press(ANSWERS[0], "Return", ANSWERS[1])


def stored(kiosk: TrainingKiosk) -> tuple[Sitting, int]:
    """What a respondent who comes back with the slip would find, and the time they have used."""
    key = unlock(kiosk.data_dir, kiosk.card_code)
    assert not isinstance(key, Refused)
    booth = open_booth(kiosk.data_dir, key, SystemClock())
    desk = Desk(booth)
    sitting = desk.enter_code(kiosk.codes[0])
    assert not isinstance(sitting, Refused)
    assert desk.restored
    spent_ms = desk.spent_ms()
    booth.close()
    return sitting, spent_ms


def pressed(sitting: Sitting) -> tuple[str, ...]:
    """The keys that were pressed for the answers: the place of each choice as this respondent saw it."""
    keys = []
    for step in sitting.steps[: len(sitting.answers)]:
        shown = option_order(sitting.questionnaire, sitting.plan, step)
        keys.append(str(shown.index(sitting.answers[Slot(step.item)]) + 1))
    return tuple(keys)


@pytest.fixture
def screen(virtual_screen: Mapping[str, str]) -> Screen:
    return Screen(virtual_screen, Path(virtual_screen["FRAMEBUFFER"]))


@pytest.mark.parametrize("victim", ["window", "keeper"])
def test_what_was_shown_as_saved_is_there_after_kill_9_and_the_clock_stood_still(
    victim: str, tmp_path: Path, screen: Screen
) -> None:
    kiosk = prepare(tmp_path)
    with running(kiosk, screen) as keeper:
        open_with_card(kiosk, screen)
        start_session(kiosk, screen)
        began = time.monotonic()
        answer_two_questions(kiosk, screen)
        used_ms = (time.monotonic() - began) * 1000
        if victim == "window":
            kill(children_of(keeper.pid)[0])
            screen.wait(lambda: len(children_of(keeper.pid)) == 2, "the keeper opened no other window")
            screen.appear()
            # The next window is at the code page: the respondent comes back by the keyboard alone.
            screen.type(kiosk.codes[0].replace("-", ""))
            back = time.monotonic()
            screen.press("Return")
            used_ms += (time.monotonic() - back) * 1000
        else:
            keeper.kill()
            keeper.wait()
    sitting, spent_ms = stored(kiosk)
    assert pressed(sitting) == ANSWERS
    assert 0 < spent_ms <= used_ms  # in doubt for the respondent: at most a heartbeat is given back
