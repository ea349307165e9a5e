"""Merging and opening ten thousand and a hundred thousand responses, beside bare loops of the same shape.

The floor of merging verifies each file and stores its records and its bytes; that of opening opens each
record, holds its answers against the codes of the questions and stores the rows in order. Each runs in a
process of its own, over a fresh copy of the same office, so that the memory is that of the work alone.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.bulk import close_bulk, make_bulk
from tests.bench.measuring import Job, Measure, Unit

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000)
SPEED = 1 / 0.6  # ours does at least 0.6 times as many a second
GROWTH = 1.5
MEMORY_MIB = 300


@dataclass
class Works:
    """What one kind of work cost, by size: seconds and MiB of the last run."""

    folders: dict[int, Path]
    seconds: dict[tuple[str, int], float] = field(default_factory=dict)
    mib: dict[tuple[str, int], float] = field(default_factory=dict)

    def measure(self, work: str, size: int) -> Measure:
        """Milliseconds of one run over a copy."""

        def run() -> float:
            with tempfile.TemporaryDirectory(dir=self.folders[size]) as scratch:
                place = Path(scratch)
                shutil.copytree(self.folders[size] / "office", place / "office")
                (place / "sticks").symlink_to(self.folders[size] / "sticks")
                command = [sys.executable, "-m", "tests.bench.office_process", work, str(place)]
                done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
            seconds, kib = json.loads(done.stdout)
            self.seconds[work, size], self.mib[work, size] = seconds, kib / 1024
            return float(seconds) * 1e3

        return run

    def each_ms(self, work: str, size: int) -> Measure:
        """Milliseconds a response of the run before."""
        return lambda: self.seconds[work, size] * 1e3 / size


def jobs(cleanup: ExitStack, sizes: tuple[int, int] = SIZES) -> Iterator[Job]:
    """Merging first; what it stored is opened then."""
    folder = Path(cleanup.enter_context(tempfile.TemporaryDirectory()))
    works = Works({size: folder / f"{size}" for size in sizes})
    for size in sizes:
        (folder / f"{size}").mkdir()
        make_bulk(folder / f"{size}", size)
    yield from _of("merge", "merge", works, sizes)
    for size in sizes:
        _merge(folder / f"{size}")
    yield from _of("open", "open", works, sizes)


def _of(said: str, work: str, works: Works, sizes: tuple[int, int]) -> Iterator[Job]:
    small, large = sizes
    for size, rounds in ((small, 3), (large, 1)):
        floor, ours = works.measure(f"{work}-bare", size), works.measure(work, size)
        yield Job(f"{said} {size:,} responses", Unit.MS, floor, ours, SPEED, rounds=rounds)
    growth = works.each_ms(work, small), works.each_ms(work, large)
    yield Job(f"{said}, one of {large:,} beside one of {small:,}", Unit.MS, *growth, GROWTH, rounds=1)
    yield Job(
        f"{said} {large:,}, most memory beside {MEMORY_MIB} MiB",
        Unit.MIB,
        lambda: MEMORY_MIB,
        lambda: works.mib[work, large],
        1,
        rounds=1,
    )


def _merge(folder: Path) -> None:
    """Merge once for good, and close the round."""
    command = [sys.executable, "-m", "tests.bench.office_process", "merge", str(folder)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    close_bulk(folder)
    shutil.rmtree(folder / "office" / "evidence")  # it is not opened, and as large as the store
