"""Where tests write: in memory, as they judge what is asked of a disk and not its speed; else on a disk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

MEMORY = Path("/dev/shm")  # noqa: S108 - fresh folders are made in it
DISK = Path("/var/tmp")  # noqa: S108 - what lies there outlives a restart, so it is not in memory
ROOM = 2 << 30  # bytes that have to be free in memory; containers often give 64 MiB


def quick_disk() -> Path | None:
    """A folder in memory, where there is one with room enough and from which programs may be started."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return None
    startable = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return MEMORY if startable and shutil.disk_usage(MEMORY).free >= ROOM else None


@contextmanager
def on_a_disk() -> Iterator[Path]:
    """A fresh folder on a disk, gone afterwards: the self-test finds one in memory wanting, and rightly."""
    with TemporaryDirectory(dir=DISK if DISK.is_dir() else None, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
