"""Taking in a foreign file: read once into the office's own folder, so that what is verified is what is kept.

`evidence/<digest>.bilik` holds what was accepted, `quarantine/<digest>.bilik` what was not, each for ever.
A quarantined file has its verdict beside it as JSON; the store is not needed to read either.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.base.canonical import JsonValue
from app.base.errors import Integrity
from app.base.ids import Digest
from app.storage.files import sync_file, write_atomic
from app.storage.trouble import of_file

SUFFIX = ".bilik"
EVIDENCE = "evidence"
QUARANTINE = "quarantine"
MAX_BATCH_BYTES = 256 * 1024 * 1024  # 27,000 sealed responses; a lab of two weeks holds a hundredth of it
_CHUNK_BYTES = 1024 * 1024
_PART = ".incoming-{}.part"
_LEFT_MS = 86_400_000  # a copy that nobody has touched for a day belongs to a process that was killed


@dataclass(frozen=True, slots=True)
class Copied:
    """Our own copy of a foreign file, still under a passing name."""

    path: Path
    digest: Digest
    size_bytes: int


def find_batches(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The named files, and every batch file in the named folders; links are not followed into folders."""
    found: list[Path] = []
    for path in paths:
        found += sorted(_inside(path)) if path.is_dir() and not path.is_symlink() else [path]
    return tuple(dict.fromkeys(found))


def take_copy(source: Path, folder: Path, *, lasting: bool = True) -> Copied:
    """Copy a regular file of reasonable size while hashing it. Pipes, links and devices are refused.

    `lasting`: it is safe from a power cut before it is believed; else only once it is quarantined.

    Raises:
        Integrity: `office.not_a_file`, `office.file_too_large`, `office.file_growing`: nothing is kept.
        Environment: it cannot be read, or our own disk refused.
    """
    part = folder / QUARANTINE / _PART.format(os.getpid())
    part.parent.mkdir(exist_ok=True)
    descriptor = _open(source)
    try:
        state = os.fstat(descriptor)
        _admit(state)
        return _copied(descriptor, state.st_size, source, part, lasting=lasting)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _admit(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise Integrity("office.not_a_file")
    if state.st_size > MAX_BATCH_BYTES:
        raise Integrity("office.file_too_large", size=state.st_size, limit=MAX_BATCH_BYTES)


def _copied(descriptor: int, size_bytes: int, source: Path, part: Path, *, lasting: bool) -> Copied:
    hashed = hashlib.sha256()
    size = 0
    with part.open("wb") as copy:
        for chunk in _chunks(descriptor, source):
            size += len(chunk)
            if size > size_bytes:  # somebody writes to it; waiting for its end could take for ever
                raise Integrity("office.file_growing")
            hashed.update(chunk)
            copy.write(chunk)
        copy.flush()
        if lasting:
            os.fsync(copy.fileno())
    return Copied(part, Digest(hashed.hexdigest()), size)


def keep_evidence(copied: Copied, folder: Path) -> Path:
    """Give an accepted file its lasting name; the same bytes have one name."""
    return _keep(copied, folder / EVIDENCE)


def keep_quarantined(copied: Copied, folder: Path, verdict: Mapping[str, JsonValue]) -> Path:
    """Give a file that was not accepted its lasting name, with the first verdict on it beside it."""
    path = _keep(copied, folder / QUARANTINE)
    sync_file(path)
    beside = path.with_suffix(".json")
    if not beside.exists():
        write_atomic(beside, json.dumps(verdict, sort_keys=True, ensure_ascii=False, indent=1).encode())
    return path


def quarantined(folder: Path) -> tuple[Mapping[str, JsonValue], ...]:
    """The verdicts of every quarantined file, by digest."""
    verdicts: list[Mapping[str, JsonValue]] = []
    for path in sorted((folder / QUARANTINE).glob("*.json")):
        with suppress(ValueError, OSError):
            value = json.loads(path.read_bytes())
            if isinstance(value, dict):
                verdicts.append(value)
    return tuple(verdicts)


def sweep(folder: Path, now_utc_ms: int) -> None:
    """Remove copies that a killed process left under their passing names."""
    for part in (folder / QUARANTINE).glob(_PART.format("*")):
        with suppress(OSError):
            if now_utc_ms - part.stat().st_mtime * 1_000 > _LEFT_MS:
                part.unlink()


def drop(copied: Copied) -> None:
    """Forget a copy whose bytes are already kept."""
    copied.path.unlink(missing_ok=True)


def _inside(folder: Path) -> Iterator[Path]:
    for top, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith(SUFFIX):
                yield Path(top) / name


def _open(source: Path) -> int:
    # Not following a link, not waiting for a pipe's other end.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if source.is_symlink():
        raise Integrity("office.not_a_file")
    try:
        return os.open(source, flags)
    except OSError as error:
        raise of_file(error, source) from None


def _chunks(descriptor: int, source: Path) -> Iterable[bytes]:
    while True:
        try:
            chunk = os.read(descriptor, _CHUNK_BYTES)
        except OSError as error:
            raise of_file(error, source) from None
        if not chunk:
            return
        yield chunk


def _keep(copied: Copied, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{copied.digest}{SUFFIX}"
    if path.exists():
        copied.path.unlink()
    else:
        copied.path.replace(path)
    return path
