"""What the shim wrote down, as requests to a disk whose files and folders have numbers of their own.

A name may come to mean another file; what was written, synced or cut belongs to the file that was open.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset of a file."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file gets this size; what is added is zeros."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Link:
    """A name in a folder means this file or folder from now on."""

    folder: int
    name: str
    file: int
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Unlink:
    """A name in a folder means nothing any more."""

    folder: int
    name: str


@dataclass(frozen=True, slots=True)
class Rename:
    """A name in a folder becomes another one of the same folder, over what that meant."""

    folder: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Sync:
    """What was asked of this file or folder until now is safe."""

    file: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What the program told people at this moment."""

    text: str


Request = Write | Cut | Link | Unlink | Rename | Sync | Mark
ROOT = 0


@dataclass
class Tree:
    """Files and folders by number, at one moment: contents of files, names in folders."""

    files: dict[int, bytes]
    folders: dict[int, dict[str, int]]

    @classmethod
    def of(cls, root: Path) -> "Tree":
        """What lies below a folder, all of it safe."""
        tree = cls({}, {ROOT: {}})
        numbers = {root: ROOT}
        for place, names, leaves in os.walk(root):
            here = tree.folders[numbers[Path(place)]]
            for name in [*names, *leaves]:
                number = len(tree.files) + len(tree.folders)
                here[name] = number
                if name in leaves:
                    tree.files[number] = (Path(place) / name).read_bytes()
                else:
                    tree.folders[number] = {}
                    numbers[Path(place) / name] = number
        return tree


def requests(trace: bytes, root: Path, before: Tree) -> Iterator[Request]:
    """The requests of a trace, in order; `before` is what lay below `root` when it began."""
    reader = _Reader(root.as_posix(), before)
    for what, handle, number, data in _lines(trace):
        yield from reader.read(what, handle, number, data)


class _Reader:
    def __init__(self, root: str, before: Tree) -> None:
        self._root = root
        self._names = {number: dict(inside) for number, inside in before.folders.items()}
        self._numbers = len(before.files) + len(before.folders)
        self._handles: dict[int, int] = {}

    def read(self, what: str, handle: int, number: int, data: bytes) -> Iterator[Request]:
        match what:
            case "mark":
                yield Mark(data.decode())
            case "write":
                yield Write(self._handles[handle], number, data)
            case "truncate":
                yield Cut(self._handles[handle], number)
            case "sync":
                yield Sync(self._handles[handle])
            case "close":
                del self._handles[handle]
            case "open":
                yield from self._open(data.decode(), handle, created=bool(number & 1), cut=bool(number & 2))
            case "mkdir":
                yield self._link(data.decode(), is_folder=True)
            case "unlink":
                folder, name = self._place(data.decode())
                del self._names[folder][name]
                yield Unlink(folder, name)
            case _:
                yield self._rename(*data.decode().split("\0"))

    def _open(self, path: str, handle: int, *, created: bool, cut: bool) -> Iterator[Request]:
        if path == self._root:
            self._handles[handle] = ROOT
            return
        if created:
            yield self._link(path, is_folder=False)
        folder, name = self._place(path)
        self._handles[handle] = self._names[folder][name]
        if cut:
            yield Cut(self._handles[handle], 0)

    def _link(self, path: str, *, is_folder: bool) -> Link:
        folder, name = self._place(path)
        number = self._numbers
        self._numbers += 1
        self._names[folder][name] = number
        if is_folder:
            self._names[number] = {}
        return Link(folder, name, number, is_folder)

    def _rename(self, old: str, new: str) -> Rename:
        (folder, old_name), (other, new_name) = self._place(old), self._place(new)
        assert folder == other, "no file is moved between folders"
        self._names[folder][new_name] = self._names[folder].pop(old_name)
        return Rename(folder, old_name, new_name)

    def _place(self, path: str) -> tuple[int, str]:
        *parents, name = PurePosixPath(path).relative_to(self._root).parts
        folder = ROOT
        for parent in parents:
            folder = self._names[folder][parent]
        return folder, name


def _lines(trace: bytes) -> Iterator[tuple[str, int, int, bytes]]:
    at = 0
    while at < len(trace):
        end = trace.index(b"\n", at)
        what, handle, number, length = trace[at:end].decode().split(" ")
        at = end + 1 + int(length)
        yield what, int(handle), int(number), trace[end + 1 : at]
