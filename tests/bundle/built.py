"""What was built, looked at from outside: where it lies, how large it is, what its archives hold."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader, ZlibArchiveReader

_SUFFIX = ".exe" if sys.platform == "win32" else ""
_CLI = "-cli" if sys.platform == "win32" else ""  # the one that speaks to a console

OFFICE_ONLY = (
    "app.office", "app.demo", "app.scoring", "app.release", "app.seal.unseal", "app.seal.trio",
    "numpy", "polars", "pandas", "pyreadstat", "openpyxl", "yaml", "sqlalchemy", "alembic", "typer", "rich",
    "pyxform", "ssl",
)  # fmt: skip
"""Modules that a kiosk must not carry: what opens, what scores, and the libraries of the office."""

OFFICE_FILES = (
    "questionnaires/",
    "resources/help/office/",
    "resources/sdi/",
    "resources/sampling/",
    "app/office/",
    "numpy",
    "_polars",
)


KIOSK_FILES = ("resources/help/pictures/", "resources/deploy/")
"""What only the kiosk shows or needs; where its pictures are not, its guide says them in words."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One folder that is handed out."""

    folder: Path

    def program(self, name: str = "") -> str:
        """The executable that answers on a console."""
        return str(self.folder / f"{name or self.folder.name}{_CLI}{_SUFFIX}")

    def modules(self, name: str = "") -> tuple[str, ...]:
        """Every Python module inside an executable, those of the standard library's base excepted."""
        archive = CArchiveReader(self.program(name))
        held = [each for each in archive.toc if each.endswith(".pyz")]
        readers = [archive.open_embedded_archive(each) for each in held]
        return tuple(
            sorted(each for reader in readers if isinstance(reader, ZlibArchiveReader) for each in reader.toc)
        )

    def files(self) -> Iterator[str]:
        """Every file of the folder, as a path below its contents."""
        inside = self.folder / "_internal"
        for path in sorted(inside.rglob("*")):
            if path.is_file():
                yield path.relative_to(inside).as_posix()

    def size_bytes(self) -> int:
        """What it takes on a disk; links count nothing."""
        files = (Path(root) / name for root, _, names in os.walk(self.folder) for name in names)
        return sum(path.stat().st_size for path in files if not path.is_symlink())


def foreign(modules: Sequence[str], files: Sequence[str]) -> tuple[str, ...]:
    """What of a kiosk's contents only the office may hold."""
    found = [
        each for each in modules if any(each == one or each.startswith(f"{one}.") for one in OFFICE_ONLY)
    ]
    return (*found, *(each for each in files if each.startswith(OFFICE_FILES)))


def spare(files: Sequence[str]) -> tuple[str, ...]:
    """What of an office's contents only a kiosk has a use for."""
    return tuple(each for each in files if each.startswith(KIOSK_FILES))
