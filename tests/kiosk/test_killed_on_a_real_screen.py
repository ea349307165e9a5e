"""The kiosk as processes on a virtual screen, driven by the keyboard and killed in the middle."""

import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.base.clock import SystemClock
from app.base.errors import Refused
from app.demo.training import TrainingKiosk, prepare
from app.kiosk.desk import Desk
from app.kiosk.enrol import open_booth, unlock
from app.questionnaire.route import Slot, option_order
from app.sitting.machine import Sitting

PATIENCE_S = 30
ANSWERS = ("2", "1")  # of the first two practice questions

pytestmark = [pytest.mark.xvfb, pytest.mark.slow]


@dataclass
class Screen:
    """What a person sees and types. The picture is read from the virtual screen's own memory."""

    display: Mapping[str, str]
    framebuffer: Path

    def picture(self) -> bytes:
        """The pixels now."""
        data = self.framebuffer.read_bytes()
        header_bytes, colours = struct.unpack(">I", data[:4])[0], struct.unpack(">I", data[76:80])[0]
        return data[header_bytes + colours * 12 :]

    def press(self, *keys: str) -> None:
        """Press keys one after the other and wait until each has changed what is on the screen."""
        for key in keys:
            self._press(key)
        self.settle()

    def appear(self) -> None:
        """Wait until a page is there and at rest: unlike the curtain before it, it has a header."""
        self.wait(lambda: len(set(self._header())) > 1, "no page appeared")
        self.settle()

    def type(self, text: str) -> None:
        """Type symbols into whatever waits for them."""
        self.press(*text.lower())

    def settle(self) -> None:
        """Wait until nothing moves any more."""
        last = [b""]

        def still() -> bool:
            now = self._page()
            same, last[0] = now == last[0], now
            return same

        self.wait(still, "the screen never came to rest", pause_s=0.25)

    def wait(self, holds: Callable[[], bool], otherwise: str, pause_s: float = 0.05) -> None:
        """Wait for the other processes, who tell us nothing but by what they show."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < deadline, otherwise
            subprocess.run(["sleep", str(pause_s)], check=True)  # noqa: S607 - a pause between two looks

    def _press(self, key: str) -> None:
        before = self._page()
        self._xdotool("key", key)
        self.wait(lambda: self._page() != before, f"nothing answered {key}")

    def _header(self) -> list[bytes]:
        pixels = self.picture()
        return [pixels[at : at + 4] for at in range(0, len(pixels) * 72 // 768, 4)]

    def _page(self) -> bytes:
        """The picture below the header, where no clock runs."""
        pixels = self.picture()
        return pixels[len(pixels) * 72 // 768 :]

    def _xdotool(self, *words: str) -> None:
        command = shutil.which("xdotool")
        assert command, "xdotool is missing: make test installs it, or see .ci/need"
        subprocess.run([command, *words], check=True, env={**os.environ, **self.display})


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
