"""Sixty combinations of keys that lead out of a program, under the shipped window manager and a stock one."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.base.resources import RESOURCES
from app.demo.training import prepare
from tests.screen import virtual_screen

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not all(shutil.which(each) for each in ("openbox", "Xvfb", "xdotool")),
        reason="openbox, Xvfb or xdotool is missing: see .ci/need",
    ),
]

KEYS = [each["keys"] for each in json.loads((RESOURCES / "deploy" / "keys.json").read_text("utf-8"))]
SHIPPED = RESOURCES / "deploy" / "linux" / "x11" / "openbox.xml"
STOCK = Path("/etc/xdg/openbox/rc.xml")
PATIENCE_S = 30
HEADER = 100  # bytes of the file's own before its pixels, at least


class Booth:
    """A kiosk on its screen, with nobody but the keyboard before it."""

    def __init__(self, display: Mapping[str, str], keeper: "subprocess.Popen[bytes]") -> None:
        self._environment = {**os.environ, **display}
        self._framebuffer = Path(display["FRAMEBUFFER"])
        self._keeper = keeper

    def picture(self) -> bytes:
        """All pixels now."""
        return self._framebuffer.read_bytes()[HEADER:]

    def press(self, keys: str) -> None:
        """Press a combination."""
        self._xdotool("key", "--delay", "5", keys)

    def at_rest(self, looks: int = 3) -> bytes:
        """The picture once it has been the same for some looks."""
        last, same = self.picture(), 0
        deadline = time.monotonic() + PATIENCE_S
        while same < looks:
            assert time.monotonic() < deadline, "the screen never came to rest"
            self._pause()
            now = self.picture()
            same, last = (same + 1 if now == last else 0), now
        return last

    def changes(self, before: bytes) -> bool:
        """Whether the picture becomes another within a while."""
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            if self.picture() != before:
                return True
            self._pause()
        return False

    def wait(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Wait for other processes."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < deadline, otherwise
            self._pause()

    def windows(self) -> list[str]:
        """The window processes of this keeper that live."""
        command = ["pgrep", "-P", str(self._keeper.pid), "-f", "window-process"]
        return subprocess.run(command, capture_output=True, check=False, text=True).stdout.split()

    def focused(self) -> str:
        """The process whose window has the focus; empty without one."""
        return self._process_of("getwindowfocus")

    def managed(self) -> str:
        """The process whose window the window manager calls active; empty where no manager works."""
        return self._process_of("getactivewindow")

    def in_front(self) -> bool:
        """Whether the kiosk lives, has the focus, and answers what is typed."""
        if self._keeper.poll() is not None or self.focused() not in self.windows():
            return False
        before = self.at_rest(1)
        self.press("h")
        typed = self.changes(before)
        self.press("Delete")
        return typed

    def _process_of(self, window: str) -> str:
        command = [str(shutil.which("xdotool")), window, "getwindowpid"]
        done = subprocess.run(command, env=self._environment, capture_output=True, check=False, text=True)
        return done.stdout.strip()

    def _pause(self) -> None:
        subprocess.run(["sleep", "0.05"], check=True)  # noqa: S607 - between two looks

    def _xdotool(self, *words: str) -> None:
        subprocess.run([str(shutil.which("xdotool")), *words], check=True, env=self._environment)


@contextmanager
def booth(folder: Path, configuration: Path) -> Iterator[Booth]:
    """A training kiosk over the whole screen, under a window manager with this configuration."""
    (folder / "kiosk").mkdir()
    kiosk = prepare(folder / "kiosk")
    (folder / "screen").mkdir()
    with virtual_screen(folder / "screen", lasting=True) as display:
        environment = {**os.environ, **display, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        manager = [str(shutil.which("openbox")), "--config-file", str(configuration)]
        no = subprocess.DEVNULL
        command = [sys.executable, "-m", "app.kiosk", "--data", str(kiosk.data_dir)]
        with (
            subprocess.Popen(manager, env=environment, stdout=no, stderr=no) as openbox,
            subprocess.Popen(command, env=environment, stdout=no, stderr=no) as keeper,
        ):
            made = Booth(display, keeper)
            try:
                made.wait(
                    lambda: made.focused() in made.windows() != [], "no window of the kiosk has the focus"
                )
                made.wait(lambda: made.managed() in made.windows(), "the window manager does not work")
                made.wait(lambda: len(set(made.at_rest(10)[::4000])) > 3, "no page appeared")
                yield made
            finally:
                keeper.kill()
                openbox.kill()


def escapes(made: Booth) -> list[str]:
    """The combinations after which something else is seen, or the kiosk answers no more."""
    found, page = [], made.at_rest()
    for keys in KEYS:
        made.press(keys)
        # What is typed behind a combination is drawn after it was handled: a slow machine hides nothing.
        if not made.in_front() or made.at_rest(2) != page:
            found.append(keys)
            page = made.at_rest(2)
    return found


def test_the_list_has_sixty_combinations_in_both_languages() -> None:
    entries = json.loads((RESOURCES / "deploy" / "keys.json").read_text("utf-8"))
    assert len({each["keys"] for each in entries}) == 60
    assert all(each.keys() == {"keys", "id", "en"} and all(each.values()) for each in entries)


def test_sixty_combinations_leave_the_kiosk_in_front_and_alive(tmp_path: Path) -> None:
    with booth(tmp_path, SHIPPED) as made:
        assert made.in_front()
        assert escapes(made) == []
        assert made.in_front()


def test_under_a_stock_configuration_some_of_them_lead_out(tmp_path: Path) -> None:
    with booth(tmp_path, STOCK) as made:
        assert made.in_front()
        assert escapes(made)
