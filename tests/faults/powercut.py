"""What a disk may hold after a power cut, given what was asked of it before.

What was synced is there. Of what was not, anything may be: each sector of each write and each change of a
size came through or did not, in a file that grew the missing sectors are zeros or rubbish, and of the
changes to the names in a folder a first few came through (file systems with a journal write those in order).
A file is synced by itself and a name by its folder, as POSIX says; most file systems promise more.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.faults.trace import ROOT, Cut, Link, Mark, Rename, Request, Sync, Tree, Unlink, Write

SECTOR = 512
Change = Write | Cut
Naming = Link | Unlink | Rename


@dataclass
class Disk:
    """What is safe, and what is not yet."""

    safe: Tree
    changes: dict[int, list[Change]] = field(default_factory=dict)
    namings: dict[int, list[Naming]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def ask(self, request: Request) -> None:
        """Take the next request."""
        match request:
            case Mark(text):
                self.told.append(text)
            case Write(file) | Cut(file):
                self.changes.setdefault(file, []).append(request)
            case Link(folder) | Unlink(folder) | Rename(folder):
                if isinstance(request, Link) and request.is_folder:
                    self.safe.folders[request.file] = {}
                elif isinstance(request, Link):
                    self.safe.files[request.file] = b""
                self.namings.setdefault(folder, []).append(request)
            case Sync(file) if file in self.safe.folders:
                named(self.safe.folders[file], self.namings.pop(file, ()))
            case Sync(file) if file in self.changes:
                self.safe.files[file] = grown(self.safe.files[file], self.changes.pop(file))
            case Sync():
                pass


@dataclass(frozen=True)
class Fate:
    """What chance decides about what was not safe."""

    sector: Callable[[], bool]
    names: Callable[[int], int]
    rubbish: Callable[[int], bytes] | None = None


NOTHING = Fate(lambda: False, lambda _asked: 0)
EVERYTHING = Fate(lambda: True, lambda asked: asked)


def drawn(chance: random.Random) -> Fate:
    """A fate: little, half or most of it came through, with zeros or rubbish in between."""
    likely = chance.choice((0.1, 0.5, 0.9))
    return Fate(
        lambda: chance.random() < likely,
        lambda asked: chance.randint(0, asked),
        chance.randbytes if chance.random() < 0.3 else None,
    )


def after_cut(disk: Disk, fate: Fate) -> dict[str, bytes | None]:
    """The files by their paths, and the folders (None), that are found after a power cut with this fate."""
    found: dict[str, bytes | None] = {}

    def look(folder: int, path: str) -> None:
        names = dict(disk.safe.folders[folder])
        asked = disk.namings.get(folder, [])
        named(names, asked[: fate.names(len(asked))])
        for name, number in names.items():
            inside = f"{path}{name}"
            if number in disk.safe.folders:
                found[inside] = None
                look(number, f"{inside}/")
            else:
                found[inside] = _survived(disk, number, fate)

    look(ROOT, "")
    return found


def _survived(disk: Disk, file: int, fate: Fate) -> bytes:
    asked = disk.changes.get(file, ())
    if fate is NOTHING or not asked:
        return disk.safe.files[file]
    return grown(disk.safe.files[file], _parts(asked, fate), fate.rubbish)


def _parts(asked: Sequence[Change], fate: Fate) -> Iterator[Change]:
    for change in asked:
        if isinstance(change, Cut):
            if fate.sector():
                yield change
            continue
        at = 0
        while at < len(change.data):
            end = min(len(change.data), (change.offset + at) // SECTOR * SECTOR + SECTOR - change.offset)
            if fate.sector():
                yield Write(change.file, change.offset + at, change.data[at:end])
            at = end


def grown(
    content: bytes,
    changes: Sequence[Change] | Iterator[Change],
    rubbish: Callable[[int], bytes] | None = None,
) -> bytes:
    """A file after some changes; what nobody wrote is zeros, or rubbish."""
    data = bytearray(content)
    for change in changes:
        if isinstance(change, Cut):
            del data[change.size :]
            data.extend(bytes(change.size - len(data)))
            continue
        gap = change.offset - len(data)
        if gap > 0:
            data.extend(rubbish(gap) if rubbish else bytes(gap))
        data[change.offset : change.offset + len(change.data)] = change.data
    return bytes(data)


def named(names: dict[str, int], asked: Sequence[Naming]) -> None:
    """Change the names of a folder."""
    for naming in asked:
        match naming:
            case Link(_, name, file):
                names[name] = file
            case Unlink(_, name):
                names.pop(name, None)
            case Rename(_, old, new):
                names[new] = names.pop(old)
