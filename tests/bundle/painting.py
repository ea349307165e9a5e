"""From the start of a process to its first pixel: one eye, from outside, for ours and for the floor."""

import mmap
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.kiosk.channel import Begin, Channel
from tests import screen
from tests.bench.measuring import Job, Unit

ROUNDS = 15
BAR = 2.5  # floors
_LOOK_S = 0.001
_PATIENCE_S = 60


def first_paint(command: Sequence[str], key: bytes, data_dir: Path, shown: Mapping[str, str]) -> Job:
    """The built kiosk's first window, as its keeper starts it, beside a window of PySide6 with one word."""
    kiosk = [*command, "--window-process", "--data", str(data_dir), "--windowed", "--size"]
    ours = seen([*kiosk, f"{screen.SIZE[0]}x{screen.SIZE[1]}"], shown, key)
    floor = seen([sys.executable, "-m", "tests.bench.bare_window"], shown, None)
    return Job("first paint of the bundled kiosk, Xvfb", Unit.MS, floor, ours, BAR, rounds=ROUNDS)


def seen(command: Sequence[str], shown: Mapping[str, str], key: bytes | None) -> Callable[[], float]:
    """Milliseconds until the middle of the screen is no longer black; the window is gone afterwards."""

    def measure() -> float:
        _wait(shown, lit=False)
        read_end, write_end = os.pipe()  # the floor wants to tell when it has painted; nobody listens
        told = [] if key else [str(write_end)]
        begun = time.perf_counter()
        with subprocess.Popen(
            [*command, *told],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[write_end],
            env={**os.environ, **shown},
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            if key:
                Channel(process.stdout, process.stdin).send(Begin(key))
            _wait(shown, lit=True)
            painted = time.perf_counter()
            process.kill()
        os.close(read_end)
        os.close(write_end)
        return (painted - begun) * 1e3

    return measure


def _wait(shown: Mapping[str, str], *, lit: bool) -> None:
    """Wait until the middle row of the screen is lit, or dark again."""
    width, height = screen.SIZE
    with (
        Path(shown["FRAMEBUFFER"]).open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory,
    ):
        start = len(memory) - width * 4 * (height // 2)
        deadline = time.monotonic() + _PATIENCE_S
        while any(memory[start : start + width * 4]) is not lit:
            assert time.monotonic() < deadline, "the screen did not change"
            time.sleep(_LOOK_S)
