"""Whether a disk takes small writes one after another, as a sitting makes them, and how long each takes."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.storage.files import Progress, unheard
from app.storage.trouble import said

ROUNDS = 200
MOST_S = 5  # a slow disk is tried less often, not longer
BLOCK_BYTES = 4_096  # a page of the database


@dataclass(frozen=True, slots=True)
class WriteTrial:
    """How many blocks were written and synced, how many came back otherwise, and how long one took."""

    rounds: int
    lost: int
    middle_us: int
    longest_us: int


def write_trial(
    path: Path,
    progress: Progress = unheard,
    *,
    sync: Callable[[int], None] = os.fsync,
    now_ns: Callable[[], int] = time.monotonic_ns,
) -> WriteTrial:
    """Write blocks into a new file at `path`, each synced before the next, and read all of them back.

    The file stays; whoever named it removes it.

    Raises:
        Environment: the disk refused.
    """
    blocks: list[bytes] = []
    times: list[int] = []
    with said():
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            end = now_ns() + MOST_S * 1_000_000_000
            while len(blocks) < ROUNDS and (not blocks or now_ns() < end):
                block = os.urandom(BLOCK_BYTES)
                before = now_ns()
                os.write(handle, block)
                sync(handle)
                times.append(now_ns() - before)
                blocks.append(block)
                progress(len(blocks), ROUNDS)
            lost = _lost(handle, blocks)
        finally:
            os.close(handle)
    return WriteTrial(len(blocks), lost, int(statistics.median(times)) // 1_000, max(times) // 1_000)


def _lost(handle: int, blocks: list[bytes]) -> int:
    if hasattr(os, "posix_fadvise"):  # else the read may come from memory: the best this system offers
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    os.lseek(handle, 0, os.SEEK_SET)
    return sum(os.read(handle, BLOCK_BYTES) != block for block in blocks)
