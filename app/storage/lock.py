"""One program on one data folder: a second one is refused, and a dead one leaves no trace."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.base.errors import Environment
from app.storage.trouble import said


class InstanceLock:
    """A lock of the operating system on a file; it goes with the process, however that ends.

    Raises:
        Environment: `storage.in_use`: another program holds the folder.
    """

    def __init__(self, path: Path) -> None:
        with said():
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(self._handle)
        except OSError:
            os.close(self._handle)
            raise Environment("storage.in_use") from None

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
