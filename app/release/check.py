"""Holding a release against the list that its manifest signed."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import assert_never

from app.base.sentences import Sentence
from app.storage.trouble import said


class Fault(Enum):
    """What is wrong with one file."""

    MISSING = auto()
    EXTRA = auto()
    CHANGED = auto()
    NOT_A_FILE = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file of a release; no fault: it is the one that was signed."""

    name: str
    fault: Fault | None

    def sentence(self) -> Sentence:
        """The verdict in words."""
        fields = {"file": self.name}
        match self.fault:
            case None:
                return Sentence("release.file_sound", fields)
            case Fault.MISSING:
                return Sentence("release.file_missing", fields)
            case Fault.EXTRA:
                return Sentence("release.file_extra", fields)
            case Fault.CHANGED:
                return Sentence("release.file_changed", fields)
            case Fault.NOT_A_FILE:
                return Sentence("release.file_odd", fields)
            case _:
                assert_never(self.fault)


def check(
    folder: Path, signed: Mapping[str, tuple[int, str]], besides: frozenset[str]
) -> tuple[Verdict, ...]:
    """A verdict for every file that was signed (name: size in bytes, SHA-256) and every other in `folder`.

    `besides` are names that need no signature: the manifest itself. Links are never followed. A folder in
    which nothing lies is one too many like a file: nobody signed it.

    Raises:
        Environment: the disk refused.
    """
    with said():
        return tuple(sorted(_verdicts(folder, signed, besides), key=lambda verdict: verdict.name))


def _verdicts(
    folder: Path, signed: Mapping[str, tuple[int, str]], besides: frozenset[str]
) -> Iterator[Verdict]:
    found = {name: path for name, path in _walk(folder, folder) if name not in besides}
    for name, (size, sha256) in signed.items():
        path = found.get(name)
        if path is None:
            yield Verdict(name, Fault.MISSING)
        elif path.is_symlink() or not path.is_file():
            yield Verdict(name, Fault.NOT_A_FILE)
        else:
            yield Verdict(name, None if _is(path, size, sha256) else Fault.CHANGED)
    yield from (Verdict(name, Fault.EXTRA) for name in found.keys() - signed.keys())


def _walk(folder: Path, top: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink() and any(path.iterdir()):
            yield from _walk(path, top)
        else:
            yield path.relative_to(top).as_posix(), path


def _is(path: Path, size: int, sha256: str) -> bool:
    if path.stat().st_size != size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
