"""The machine that measures: what it is, and whether it is quiet enough to judge by."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUIET_LOAD = 0.25  # of each core, over the minute before
QUIET_OTHERS = 0.1  # of each core, taken by others while we measured
_GIB_KIB = 1024 * 1024


@dataclass
class Load:
    """How busy the machine was: the load average before, and what others took meanwhile, both per core.

    None where the system does not say.
    """

    before: float | None
    others: float | None = None

    @property
    def quiet(self) -> bool:
        """Whether figures taken now mean something."""
        if self.before is None or self.others is None:
            return False
        return self.before <= QUIET_LOAD and self.others <= QUIET_OTHERS

    def said(self) -> str:
        """In words."""
        if self.before is None or self.others is None:
            return "this system does not say how busy it is"
        return f"load {self.before:.2f} a core before, {self.others:.2f} a core taken by others meanwhile"


@contextmanager
def watched() -> Iterator[Load]:
    """Watch the load while something is measured."""
    cores = os.cpu_count() or 1
    before = os.getloadavg()[0] / cores if hasattr(os, "getloadavg") else None
    load = Load(before)
    busy, own, wall = _busy_s(), _own_s(), os.times().elapsed
    try:
        yield load
    finally:
        now = _busy_s()
        if busy is not None and now is not None:
            others = (now - busy) - (_own_s() - own)
            load.others = max(0.0, others) / max(os.times().elapsed - wall, 1e-9) / cores


def described() -> str:
    """The machine in one line."""
    from PySide6 import __version__ as qt

    cores, kib = os.cpu_count(), _memory_kib()
    memory = f"{kib / _GIB_KIB:.1f} GiB" if kib else "unknown memory"
    system = f"{platform.system()} {platform.release()}"
    return (
        f"{_processor()}, {cores} cores, {memory}, {system}, {platform.python_implementation()} "
        f"{platform.python_version()}, Qt {qt}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_kib() -> int:
    try:
        first = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0
    return int(first.split()[1])


def _busy_s() -> float | None:
    """Seconds that all cores were at work, what a host took away included."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return None
    user, nice, system, _idle, _wait, irq, soft, steal = (int(word) for word in first.split()[1:9])
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def _own_s() -> float:
    """Seconds that this process and those it has waited for were at work."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
