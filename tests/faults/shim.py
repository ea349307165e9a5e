"""The library in front of the disk (`shim.c`): built here, put in front of this process, and driven.

A hunt forks a child from a process that was started under it, arms it there, and lets the child play. So a
child starts in a millisecond, with all that the hunt holds in its memory.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from enum import IntEnum, IntFlag
from pathlib import Path

_SOURCE = Path(__file__).with_name("shim.c")
_PRELOAD = "LD_PRELOAD"


class Kind(IntFlag):
    """Kinds of requests to a disk, with the numbers of `shim.c`."""

    OPEN = 1
    CREATE = 2
    REOPEN = 4
    READ = 8
    WRITE = 16
    SYNC = 32
    TRUNCATE = 64
    RENAME = 128
    UNLINK = 256
    MKDIR = 512


CHANGES = Kind.CREATE | Kind.WRITE | Kind.SYNC | Kind.TRUNCATE | Kind.RENAME | Kind.UNLINK | Kind.MKDIR
FOR_EVER = -1


class Manner(IntEnum):
    """What happens at a request: it fails, at once or when half is done; or the process ends, so or so."""

    FAIL = 0
    FAIL_HALF = 1
    DIE = 2
    DIE_HALF = 3


def compiler() -> str | None:
    """The C compiler, where the shim can work."""
    if not sys.platform.startswith("linux"):
        return None
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def loaded() -> bool:
    """Whether this process was started under the shim."""
    return hasattr(ctypes.CDLL(None), "shim_arm")


def start_again_under(command: Sequence[str]) -> None:
    """Start this program anew with the shim in front, if it is not and there is a compiler.

    The library's file goes as soon as it is mapped: `settle`.
    """
    cc = compiler()
    if cc is None or loaded():
        return
    library = Path(tempfile.mkdtemp(prefix="bilik-shim-")) / "shim.so"
    build = [cc, "-O1", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"]
    subprocess.run(build, check=True)
    os.execve(sys.executable, [sys.executable, *command], {**os.environ, _PRELOAD: str(library)})  # noqa: S606 - this very program


def settle() -> None:
    """In a process under the shim: let no process that it starts inherit it, and leave no file behind."""
    if loaded():
        library = Path(os.environ.pop(_PRELOAD))
        shutil.rmtree(library.parent)


class Shim:
    """The one in this process."""

    def __init__(self) -> None:
        if not loaded():
            sys.exit("This hunt needs Linux and a C compiler: it puts a library in front of the disk.")
        self._library = ctypes.CDLL(None)
        self._library.shim_seen.restype = ctypes.c_long
        self._library.shim_arm.argtypes = [
            ctypes.c_int,
            ctypes.c_long,
            ctypes.c_long,
            ctypes.c_int,
            ctypes.c_int,
        ]

    def watch(self, folder: Path) -> None:
        """Mind what happens below this folder, and nothing else."""
        self._library.shim_watch(os.fsencode(folder.absolute()))

    def arm(self, kinds: Kind, nth: int, manner: Manner, error: int = 0, times: int = FOR_EVER) -> None:
        """Let the `nth` request of these kinds from now, and `times` in all, end so; 0: only count them."""
        self._library.shim_arm(kinds, nth, times, error, manner)

    def seen(self) -> int:
        """How many requests of the kinds there were since."""
        return int(self._library.shim_seen())

    def trace(self, handle: int) -> None:
        """Write down everything that is asked of the disk into an open file."""
        self._library.shim_trace(handle)

    def mark(self, text: str) -> None:
        """Write a word between the requests."""
        self._library.shim_mark(text.encode())
