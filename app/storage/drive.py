"""A place that can be pulled out at any moment: a stick, or a folder on the lab's network."""

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Protocol

from typing_extensions import override

from app.base.errors import Bug, Environment, Integrity
from app.storage.eject import Ejected, eject
from app.storage.files import PART, Progress, read_file, unheard, write_together
from app.storage.trouble import said

MAX_FILE_BYTES = 4 * 1024 * 1024 * 1024 - 1
"""FAT32 holds no larger file: its directory entries have 32 bits for the size."""
MAX_NAME = 255 - len(PART)
"""FAT's long names have 255 UTF-16 units, and a name is first written with `.part` behind it."""
_FAT_FORBIDS = set('"*/:<>?\\|')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


class Drive(Protocol):
    """What handing over asks of a place; every method may raise `Environment`."""

    @property
    def label(self) -> str:
        """How a person recognises it."""
        ...

    def free_bytes(self) -> int:
        """Room left."""
        ...

    def names(self, suffix: str) -> tuple[str, ...]:
        """The plain files whose names end in `suffix`, sorted."""
        ...

    def read(self, name: str, limit_bytes: int) -> bytes:
        """The bytes of one file.

        Raises:
            Integrity: it is no plain file, or larger than `limit_bytes`.
        """
        ...

    def write_verified(self, name: str, data: bytes, progress: Progress = unheard) -> None:
        """Write a whole file, make it durable, read it back and compare.

        Raises:
            Integrity: `storage.read_back`.
        """
        ...

    def write_together(self, files: Sequence[tuple[str, bytes]], progress: Progress = unheard) -> None:
        """The same for several files: all are written, then read back; the last is there only if all are.

        Raises:
            Integrity: `storage.read_back`.
        """
        ...

    def eject(self) -> Ejected:
        """Let the system go of it."""
        ...


class FolderDrive(Drive):
    """A folder, wherever it is mounted."""

    def __init__(self, folder: Path, label: str = "") -> None:
        self._folder = folder
        self._label = label or str(folder)

    @property
    @override
    def label(self) -> str:
        return self._label

    @override
    def free_bytes(self) -> int:
        with said():
            return shutil.disk_usage(self._folder).free

    @override
    def names(self, suffix: str) -> tuple[str, ...]:
        with said():
            return tuple(
                sorted(
                    entry.name
                    for entry in self._folder.iterdir()
                    if entry.name.endswith(suffix)
                    and not entry.name.endswith(PART)
                    and entry.is_file()
                    and not entry.is_symlink()
                )
            )

    @override
    def read(self, name: str, limit_bytes: int) -> bytes:
        return read_file(self._inside(name), limit_bytes)

    @override
    def write_verified(self, name: str, data: bytes, progress: Progress = unheard) -> None:
        self.write_together([(name, data)], progress)

    @override
    def write_together(self, files: Sequence[tuple[str, bytes]], progress: Progress = unheard) -> None:
        paths = [(self._inside(name), data) for name, data in files]
        for path, data in paths:
            if not fits_fat(path.name):
                raise Environment("storage.name_refused")
            if len(data) > MAX_FILE_BYTES:
                raise Environment("storage.disk_full")
            if path.is_symlink():  # a stick brings no signposts to elsewhere
                raise Integrity("storage.not_a_file")
        write_together(paths, progress)

    @override
    def eject(self) -> Ejected:
        return eject(self._folder)

    def _inside(self, name: str) -> Path:
        if PurePath(name).name != name or name in {"", ".", ".."}:
            raise Bug("storage.misuse", what="name")
        return self._folder / name


def fits_fat(name: str) -> bool:
    """Whether FAT and Windows take this name as it is, also while it is being written."""
    plain = all(" " <= symbol <= "~" and symbol not in _FAT_FORBIDS for symbol in name)
    stem = name.partition(".")[0].rstrip(" ").lower()
    return plain and len(name) <= MAX_NAME and name[-1:] not in {"", " ", "."} and stem not in _RESERVED
