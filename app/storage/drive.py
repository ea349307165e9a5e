"""A place that can be pulled out at any moment: a stick, or a folder on the lab's network."""

import shutil
from pathlib import Path, PurePath
from typing import Protocol

from typing_extensions import override

from app.base.errors import Bug, Integrity
from app.storage.files import PART, Progress, read_file, unheard, write_atomic
from app.storage.trouble import said


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


class FolderDrive(Drive):
    """A folder, wherever it is mounted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    @override
    def label(self) -> str:
        return str(self._folder)

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
        path = self._inside(name)
        if path.is_symlink():  # a stick brings no signposts to elsewhere
            raise Integrity("storage.not_a_file")
        write_atomic(path, data, progress)

    def _inside(self, name: str) -> Path:
        if PurePath(name).name != name or name in {"", ".", ".."}:
            raise Bug("storage.misuse", what="name")
        return self._folder / name
