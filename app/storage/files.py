"""Files that exist whole or not at all, and are read back before anyone relies on them."""

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from app.base.errors import Environment, Integrity
from app.storage.trouble import of_file, said

PART = ".part"
_CHUNK_BYTES = 256 * 1024  # a progress bar on a slow stick moves; a fast disk does not notice
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}  # folders of some shares and of FAT cannot be synced

Progress = Callable[[int, int], None]
"""Told (bytes done, bytes in all); writing and reading back count once each."""


def unheard(_done: int, _all: int) -> None:
    """Progress that nobody watches."""


def write_atomic(path: Path, data: bytes, progress: Progress = unheard) -> None:
    """Put `data` at `path`: `.part`, sync, rename, sync the folder, read back from the disk, compare.

    Raises:
        Environment: the disk refused; whatever was at `path` before is still there.
        Integrity: `storage.read_back`: the disk returned other bytes than it was given.
    """
    write_together([(path, data)], progress)


def write_together(files: Sequence[tuple[Path, bytes]], progress: Progress = unheard) -> None:
    """Put several files into one folder: all are written, then renamed in this order, then read back.

    Raises:
        Environment: the disk refused; no file is there in part, and the last only if all are.
        Integrity: `storage.read_back`: the disk returned other bytes than it was given.
    """
    half = sum(len(data) for _, data in files)
    parts = [path.with_name(path.name + PART) for path, _ in files]
    done = 0

    def heard(step: int) -> None:
        progress(done + step, 2 * half)

    try:
        with said():
            for part, (_, data) in zip(parts, files, strict=True):
                _write(part, data, heard)
                done += len(data)
            for part, (path, _) in zip(parts, files, strict=True):
                part.replace(path)
            for folder in {path.parent for path, _ in files}:
                sync_folder(folder)
            for path, data in files:
                if _read_from_disk(path, heard) != data:
                    raise Integrity("storage.read_back")
                done += len(data)
    except Environment:
        for part in parts:
            discard(part)
        raise


def read_file(path: Path, limit_bytes: int) -> bytes:
    """The bytes of a plain file of at most `limit_bytes`.

    Raises:
        Environment: the disk refused.
        Integrity: `storage.not_a_file`: a link, a pipe, a folder, or larger than allowed.
    """
    with said():
        if path.is_symlink() or not path.is_file():
            if not path.exists():
                raise Environment("storage.gone")
            raise Integrity("storage.not_a_file")
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        raise Integrity("storage.not_a_file")
    return data


def read_words(path: Path, limit_bytes: int = 65_536) -> str:
    """The text of a file that a person wrote and named, without the mark that Windows editors begin it with.

    Raises:
        Environment: it is not there or cannot be read; `storage.file_no_text`: it is no text, or too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except OSError as error:
        raise of_file(error, path) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Environment("storage.file_no_text", file=str(path)) from None
    if len(data) > limit_bytes:
        raise Environment("storage.file_no_text", file=str(path))
    return text


def make_folder(path: Path) -> None:
    """Make a folder and its parents, readable by this account alone, durable before use."""
    if path.is_dir():
        return
    if path.parent != path:
        make_folder(path.parent)  # one by one: a folder is safe when the one that names it was synced
    with said():
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def discard(path: Path) -> None:
    """Remove a file if it is there; a disk that refuses keeps it, and the next writer replaces it."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def sync_file(path: Path) -> None:
    """Make the contents of an existing file durable."""
    with said():
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system and the file system know how to."""
    if os.name == "nt":  # Windows writes names through and opens no folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def _write(path: Path, data: bytes, progress: Callable[[int], None]) -> None:
    with path.open("wb") as file:
        for start in range(0, len(data), _CHUNK_BYTES):
            file.write(data[start : start + _CHUNK_BYTES])
            progress(min(start + _CHUNK_BYTES, len(data)))
        file.flush()
        os.fsync(file.fileno())


def _read_from_disk(path: Path, progress: Callable[[int], None]) -> bytes:
    parts = []
    done = 0
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):  # else the read may come from memory: the best this system offers
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while part := file.read(_CHUNK_BYTES):
            parts.append(part)
            done += len(part)
            progress(done)
    return b"".join(parts)
