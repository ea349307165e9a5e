"""From the start of a window process to its first paint, and the memory that it then has.

The kiosk's window is started as the keeper starts it, over an installed training kiosk, and is given the
database key at once, as the first window and one that replaces a dead one are.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Refused
from app.demo.training import prepare
from app.kiosk.channel import Begin, Channel
from app.kiosk.seat.enrol import unlock
from tests import screen
from tests.bench.measuring import Job, Measure, Unit

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Opened:
    """One process, from its start."""

    painted_ms: float
    page_ms: float
    memory_mib: float


@dataclass(frozen=True, slots=True)
class Program:
    """A window process to start: its module, what it is told, and the screen it opens on."""

    module: str
    arguments: tuple[str, ...]
    key: bytes | None
    shown: Mapping[str, str]

    def run(self) -> Opened:
        """Start it, wait until it has painted and settled, end it."""
        read_end, write_end = os.pipe()
        begun = time.perf_counter()
        with (
            subprocess.Popen(
                [sys.executable, "-m", self.module, str(write_end), *self.arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=[write_end],
                env={**os.environ, **self.shown},
                cwd=ROOT,
            ) as process,
            os.fdopen(read_end) as report,
        ):
            os.close(write_end)
            assert process.stdin is not None
            assert process.stdout is not None
            if self.key is not None:
                Channel(process.stdout, process.stdin).send(Begin(self.key))
            assert report.readline() == "painted\n"
            painted = time.perf_counter()
            assert report.readline() == "page\n"
            page = time.perf_counter()
            memory_kib = int(report.readline())
            process.kill()
        return Opened((painted - begun) * 1e3, (page - begun) * 1e3, memory_kib / 1024)


class Runs:
    """Runs a program anew for the first figure that is asked, and keeps the others of the same run."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._kept: dict[str, list[float]] = {"painted_ms": [], "page_ms": [], "memory_mib": []}

    def figure(self, name: str) -> Measure:
        """One figure of one run."""

        def measure() -> float:
            if not self._kept[name]:
                opened = self._program.run()
                for each, values in self._kept.items():
                    values.append(getattr(opened, each))
            return self._kept[name].pop(0)

        return measure


def jobs(cleanup: ExitStack, rounds: int = 15) -> Iterator[Job]:
    """On the offscreen platform, and on a virtual screen where there is one."""
    folder = Path(cleanup.enter_context(tempfile.TemporaryDirectory()))
    kiosk = prepare(folder)
    key = unlock(kiosk.data_dir, kiosk.card_code.replace("-", ""))
    assert not isinstance(key, Refused)
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    # Compiled once, as an installed program is; and not into the checkout.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    yield from _on("offscreen", kiosk.data_dir, key, {**offscreen, **compiled}, rounds)
    if screen.installed():
        virtual = cleanup.enter_context(screen.virtual_screen(folder))
        yield from _on("Xvfb", kiosk.data_dir, key, {**virtual, **compiled}, rounds)


def _on(where: str, data_dir: Path, key: bytes, shown: Mapping[str, str], rounds: int) -> Iterator[Job]:
    floor = Runs(Program("tests.bench.bare_window", (), None, shown))
    ours = Runs(Program("tests.bench.kiosk_window", (str(data_dir),), key, shown))
    tk = Runs(Program("tests.bench.tk_window", (), None, shown))

    def job(name: str, figure: str, unit: Unit, bar: float | None) -> Job:
        has_tk = where == "Xvfb" and importlib.util.find_spec("tkinter") is not None
        peer = ("Tk", tk.figure(figure)) if has_tk else None
        return Job(f"{name}, {where}", unit, floor.figure(figure), ours.figure(figure), bar, peer, rounds)

    yield job("first paint", "painted_ms", Unit.MS, 2.5)
    yield job("first page", "page_ms", Unit.MS, None)
    yield job("memory", "memory_mib", Unit.MIB, 2)
