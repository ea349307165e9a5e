"""ALICE: after a power cut at any moment nothing that was acknowledged is lost, and all can be opened.

Named after the tool that found such faults in a dozen databases (Pillai et al., OSDI 2014). A child plays the
day of `story`, from the bare machine to the second session, and the shim writes down all that it asks of the
disk and all that it tells people. From the trace follow the states in which the disk may be found after a
cut at each request (`powercut`): first those where nothing or everything came through that was not synced,
then states drawn by chance. Each different one is laid out and opened by the real program. The mutants are
the same program with the journal modes that most programs use.
"""

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from tests.campaign.hunt import Found, Hunt
from tests.faults import spoilt
from tests.faults.playing import Prepare, Told, played, wrong
from tests.faults.powercut import EVERYTHING, NOTHING, Disk, Fate, after_cut, drawn
from tests.faults.shim import Shim
from tests.faults.story import Play, Script, rehearse
from tests.faults.trace import Mark, Request, Tree, requests

SEED = 20_261_127
State = tuple[str, Told, dict[str, bytes | None]]


def hunt(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Open `size` different states after power cuts; those of a spoilt program until a fault is seen."""
    script = rehearse(folder / "script", installed=False)
    before, asked = recorded(script, folder, spoil)
    faults: list[str] = []
    opened = 0
    for said, told, files in islice(different(states(before, asked, size)), size):
        play = Play(folder / "after", script.office)
        lay_out(files, play.folder)
        opened += 1
        if fault := wrong(play, script, told):
            faults.append(f"{said}: {fault}")
        shutil.rmtree(play.folder)
        if faults and spoil is not None:
            break
    return Found(opened, faults, f"{len(faults)} faults in {opened} states of {len(asked)} requests")


def recorded(script: Script, folder: Path, spoil: Prepare | None) -> tuple[Tree, list[Request]]:
    """What lay on the disk before the day, and what was asked of it during the day."""
    play = script.begin(folder / "day")
    before = Tree.of(play.folder)
    path = folder / "trace"

    def prepare() -> None:
        if spoil is not None:
            spoil()
        shim = Shim()
        shim.watch(play.folder)
        shim.trace(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))

    told = played(play, script.steps, prepare)
    assert (told.broke, told.done) == ("", len(script.steps)), told
    return before, list(requests(path.read_bytes(), play.folder, before))


def states(before: Tree, asked: Sequence[Request], size: int) -> Iterator[State]:
    """States after power cuts: the two extremes at every request, then chance, for ever."""
    for number, disk in _moments(before, asked):
        told = heard(disk.told)
        yield f"cut after request {number}, nothing came through", told, after_cut(disk, NOTHING)
        yield f"cut after request {number}, everything came through", told, after_cut(disk, EVERYTHING)
    chance = random.Random(SEED)
    often = min(1.0, size / len(asked))
    while True:
        for number, disk in _moments(before, asked):
            if chance.random() < often:
                seed = chance.getrandbits(32)
                fate: Fate = drawn(random.Random(seed))
                said = f"cut after request {number}, by chance {seed}"
                yield said, heard(disk.told), after_cut(disk, fate)


def _moments(before: Tree, asked: Sequence[Request]) -> Iterator[tuple[int, Disk]]:
    disk = Disk(Tree(dict(before.files), {number: dict(names) for number, names in before.folders.items()}))
    for number, request in enumerate(asked, start=1):
        disk.ask(request)
        if not isinstance(request, Mark) or request.text.startswith("done"):
            yield number, disk


def heard(lines: Sequence[str]) -> Told:
    """What people know at this moment."""
    told = Told()
    for line in lines:
        told.hear(line)
    return told


def different(found: Iterator[State]) -> Iterator[State]:
    """Each state once; the same files are another state when more had been promised."""
    seen: set[tuple[int, int, int]] = set()
    for said, told, files in found:
        key = (told.done, told.tried, hash(tuple(sorted(files.items(), key=lambda each: each[0]))))
        if key not in seen:
            seen.add(key)
            yield said, told, files


def lay_out(files: dict[str, bytes | None], folder: Path) -> None:
    """Put the files where the program looks for them."""
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)


HUNTS = (
    Hunt("ALICE", "every disk after a power cut", "0 lost, 0 malformed", 2_000, 20_000, hunt, shim=True),
    Hunt(
        "MUTANT",
        "WAL, synchronous NORMAL",
        "loss",
        2_000,
        20_000,
        lambda size, folder: hunt(size, folder, spoilt.keeping_as("WAL", ("NORMAL", 1))),
        mutant=True,
        shim=True,
    ),
    Hunt(
        "MUTANT",
        "TRUNCATE, synchronous NORMAL",
        "loss",
        2_000,
        20_000,
        lambda size, folder: hunt(size, folder, spoilt.keeping_as("TRUNCATE", ("NORMAL", 1))),
        mutant=True,
        shim=True,
    ),
)
