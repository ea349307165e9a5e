"""HOSTILE, CUT, BIT: what was not sent by a kiosk as it lies there is refused, quickly, and touches nothing.

An office that has stored a batch is brought files: `strangers`; the next good batch of the same kiosk, cut at
every byte of its head and then anywhere; the same with one bit flipped. Each has to be refused with a
sentence in both languages, leave the store byte for byte as it was and nothing among the evidence, and cost
less than a second and 64 MiB. Each is read in a process of its own, so that its cost is its own; the
seconds are those that the processor worked, because others may be at work beside it. The mutants believe
whatever comes, and read a file whole.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from app.base.errors import Integrity
from app.base.ids import Digest
from app.base.sentences import Language
from app.office.gathering import incoming, intake
from app.office.gathering.incoming import EVIDENCE
from app.office.gathering.intake import Verdict, import_paths
from app.office.store.tables import seat
from app.seal.batch import Batch, read_batch
from app.seal.installation import Known
from tests.bench.memory import highest_kib, resident_kib
from tests.campaign.hunt import Found, Hunt
from tests.faults.playing import Prepare
from tests.faults.strangers import Stranger, strangers
from tests.office.conftest import House, Kiosk, make_template, open_house

SEED = 20_261_127
LIMIT_S = 1.0
LIMIT_KIB = 64 * 1024
PATIENCE_S = 60  # after which it hangs
REFUSED = (Verdict.REJECTED, Verdict.UNREADABLE)
Brought = Callable[[House, Kiosk], Iterator[Stranger]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one file took, and what is wrong with how it ended."""

    seconds: float
    kib: int
    fault: str


def hunt(size: int, folder: Path, brought: Brought, spoil: Prepare | None = None) -> Found:
    """Bring `size` files to an office."""
    house, kiosk = _prepared(folder)
    faults: list[str] = []
    costs: list[Cost] = []
    for number, stranger in enumerate(islice(brought(house, kiosk), size)):
        cost = _brought(house, folder / f"stick-{number}", stranger, spoil)
        costs.append(cost)
        if cost.fault:
            faults.append(f"{number}, {stranger.said}: {cost.fault}")
        if faults and spoil is not None:
            break
    house.office.close()
    slowest, largest = max(cost.seconds for cost in costs), max(cost.kib for cost in costs)
    said = f"{len(faults)} of {len(costs)}; at most {slowest:.2f} s, {largest / 1024:.0f} MiB"
    return Found(len(costs), faults, said)


def _prepared(folder: Path) -> tuple[House, Kiosk]:
    """An office that holds a batch, has revoked a seat, and has not seen the kiosk's records."""
    packaged = make_template(folder)
    house = open_house(folder / "office", packaged, folder)
    known = house.kiosk()
    known.keep(bytes([1]) * 16, b"{}")
    (stored,) = import_paths(house.office, [house.stick("known", known.export())])
    assert stored.verdict is Verdict.STORED
    with house.office.store.writing() as connection:
        connection.execute(sa.update(seat).where(seat.c.seat == "02").values(revoked=True))
    kiosk = house.kiosk()
    kiosk.keep(bytes([2]) * 16, b"{}")
    return house, kiosk


def _brought(house: House, folder: Path, stranger: Stranger, spoil: Prepare | None) -> Cost:
    """Let a child read it: what that cost, and whether all is as it was."""
    folder.mkdir()
    path = stranger.laid(folder)
    before = _state(house)
    told = folder / "told"
    with stranger.meanwhile(path):
        child = os.fork()
        if not child:
            _be_the_child(house, path, told, spoil)
        status = os.waitpid(child, 0)[1]
    if status or not told.exists():
        return Cost(0, 0, f"the office ended with {status}")
    seconds, kib, fault = json.loads(told.read_bytes())
    if _state(house) != before:
        fault = "the store or the evidence was changed"
    elif seconds > LIMIT_S or kib > LIMIT_KIB:
        fault = fault or f"it cost {seconds:.2f} s and {kib / 1024:.0f} MiB"
    shutil.rmtree(folder)
    shutil.rmtree(house.folder / "quarantine")
    return Cost(seconds, kib, fault)


def _state(house: House) -> tuple[str, int]:
    store = hashlib.sha256(house.office.store.path.read_bytes()).hexdigest()
    return store, len(list((house.folder / EVIDENCE).iterdir()))


def _be_the_child(house: House, path: Path, told: Path, spoil: Prepare | None) -> None:
    try:
        signal.alarm(PATIENCE_S)
        if spoil is not None:
            spoil()
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the highest memory
        kib, begun = resident_kib("self"), time.process_time()
        fault = _refused(house, path)
        cost = (time.process_time() - begun, highest_kib() - kib, fault)
        told.write_text(json.dumps(cost), encoding="utf-8")
    except BaseException as error:  # noqa: BLE001 - the parent sees how the child ended
        told.write_text(json.dumps((0, 0, f"broke {error!r}")), encoding="utf-8")
    os._exit(0)


def _refused(house: House, path: Path) -> str:
    """What is wrong with the verdict; nothing when it is a refusal that says why."""
    (verdict,) = import_paths(house.office, [path])
    if verdict.verdict not in REFUSED:
        return f"{verdict.verdict}"
    said = {language: verdict.why.spoken(language) for language in Language}
    return "" if all(said.values()) else f"no sentence for {verdict.why.key}"


# --- what is brought ----------------------------------------------------------------------------------------


def hostile(house: House, kiosk: Kiosk) -> Iterator[Stranger]:
    """Everything that strangers thought of."""
    return strangers(house, kiosk, random.Random(SEED))


def cut(_house: House, kiosk: Kiosk) -> Iterator[Stranger]:
    """A good batch, cut at every byte of its head and then anywhere."""
    good = kiosk.build(kiosk.facts())
    head = _head(good)
    chance = random.Random(SEED)
    order = chance.sample(range(head + 1), head + 1)
    while True:
        size = order.pop() if order and chance.random() < 0.5 else chance.randrange(head, len(good))
        yield Stranger(f"cut at {size}", lambda folder, size=size: _written(folder, good[:size]))  # type: ignore[misc]


def bit(_house: House, kiosk: Kiosk) -> Iterator[Stranger]:
    """A good batch with one bit flipped, of its head and of its records in turns."""
    good = kiosk.build(kiosk.facts())
    head = _head(good)
    chance = random.Random(SEED)
    while True:
        for start, end in ((0, head), (head, len(good))):
            place, flipped = chance.randrange(start, end), chance.randrange(8)
            data = good[:place] + bytes([good[place] ^ 1 << flipped]) + good[place + 1 :]
            said = f"bit {flipped} of byte {place}"
            yield Stranger(said, lambda folder, data=data: _written(folder, data))  # type: ignore[misc]


def _head(good: bytes) -> int:
    return 16 + int.from_bytes(good[12:16], "big")


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "stick.bilik"
    path.write_bytes(data)
    return path


# --- mutants ------------------------------------------------------------------------------------------------


def believing() -> None:
    """Take a file that cannot be verified for one that was."""

    def believed(source: BinaryIO, known: Known, digest: Digest | None = None) -> Batch:
        try:
            return read_batch(source, known, digest)
        except Integrity:
            evidence = next(iter((Path(source.name).parents[1] / EVIDENCE).glob("*.bilik")))
            return read_batch(evidence.read_bytes(), known)

    _put(intake, "read_batch", believed)


def reading_whole() -> None:
    """Read a file at once, whatever its size."""
    _put(incoming, "_CHUNK_BYTES", incoming.MAX_BATCH_BYTES)


def _put(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)


def _hunts(name: str, what: str, short: int, release: int, brought: Brought) -> tuple[Hunt, Hunt]:
    return (
        Hunt(name, what, "all refused", short, release, lambda size, folder: hunt(size, folder, brought)),
        Hunt(
            name,
            "believes what comes",
            "accepted",
            short,
            short,
            lambda size, folder: hunt(size, folder, brought, believing),
            mutant=True,
        ),
    )


HUNTS = (
    *_hunts("HOSTILE", "files that no kiosk made", 450, 3_000, hostile),
    Hunt(
        "HOSTILE",
        "reads a file whole",
        "memory",
        450,
        450,
        lambda size, folder: hunt(size, folder, hostile, reading_whole),
        mutant=True,
    ),
    *_hunts("CUT", "a batch cut anywhere", 100, 5_000, cut),
    *_hunts("BIT", "a batch with one bit flipped", 100, 10_000, bit),
)
