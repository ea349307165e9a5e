"""Floors, ours and peers, measured in turns."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Measure = Callable[[], float]
"""One repetition: does the work and returns what it cost."""


class Unit(StrEnum):
    """What a figure counts."""

    MS = "ms"
    MIB = "MiB"
    TIMES = "×"


@dataclass(frozen=True, slots=True)
class Job:
    """Something that has to be quick or small. `bar`: ours may be so many floors; None only shows figures."""

    name: str
    unit: Unit
    floor: Measure
    ours: Measure
    bar: float | None
    peer: tuple[str, Measure] | None = None
    rounds: int = 25


@dataclass(frozen=True, slots=True)
class Count:
    """Something that has to happen exactly so often, on any machine."""

    name: str
    counted: Callable[[], int]
    expected: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of a job, or the count of what was counted."""

    name: str
    unit: Unit
    floor: float
    ours: float
    bar: float | None
    peer: tuple[str, float] | None = None

    @property
    def exact(self) -> bool:
        """Whether it was counted: then the machine's load says nothing."""
        return self.unit is Unit.TIMES

    @property
    def ratio(self) -> float:
        """Ours in floors."""
        return self.ours / self.floor

    @property
    def keeps(self) -> bool:
        """Whether the bar holds; a count has to be met, not undercut."""
        if self.exact:
            return self.ours == self.floor
        return self.bar is None or self.ratio <= self.bar


def measured(job: Job | Count) -> Measured:
    """Run a job: once each to warm up, then in turns."""
    if isinstance(job, Count):
        return Measured(job.name, Unit.TIMES, job.expected, job.counted(), 1)
    measures = {"floor": job.floor, "ours": job.ours}
    if job.peer is not None:
        measures["peer"] = job.peer[1]
    medians = in_turns(measures, job.rounds)
    peer = (job.peer[0], medians["peer"]) if job.peer is not None else None
    return Measured(job.name, job.unit, medians["floor"], medians["ours"], job.bar, peer)


def in_turns(measures: Mapping[str, Measure], rounds: int) -> Mapping[str, float]:
    """The median of each measure over `rounds` rounds, in each of which every one has its turn.

    What was there before is not looked at by the garbage collector, as in a window that is open.
    """
    gc.collect()
    gc.freeze()
    for measure in measures.values():
        measure()
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            taken[name].append(measure())
    gc.unfreeze()
    return {name: statistics.median(values) for name, values in taken.items()}


def ms_of(work: Callable[[], object]) -> Measure:
    """The milliseconds that `work` takes."""

    def measure() -> float:
        begun = time.perf_counter_ns()
        work()
        return (time.perf_counter_ns() - begun) / 1e6

    return measure
