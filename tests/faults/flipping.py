"""FLIP: what happens to a database at rest is noticed by the kiosk itself, or is without effect.

The database lies there with two sealed records, a draft and a journal. A bit of it is flipped, a page zeroed,
or two pages are swapped. Then the kiosk is started, the draft taken up and everything exported, as on any
morning. A fault is a kiosk that complains of nothing and yet shows or hands over anything else than before.
Records are as large as in the field, so that they reach over several pages. The mutant keeps the same rows
in a plain database.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from sqlcipher3 import dbapi2

from app.base.clock import HandClock
from app.base.errors import Problem, Refused
from app.kiosk.places import DATABASE
from app.kiosk.seat.enrol import unlock
from app.kiosk.seat.handover import export
from app.storage.database import key_literal
from tests.campaign.hunt import Found, Hunt
from tests.faults.story import DAY, INSTALLING, Play
from tests.kiosk.pages_of_disk import PAGE
from tests.kiosk.world import NOON, PROCTOR, Room, Seat, office

SEED = 20_261_127
RECORD_BYTES = 8_192
Read = Callable[[Path], object]
Harm = tuple[str, bytes]


def hunt(size: int, folder: Path) -> Found:
    """Harm the real database `size` times."""
    morning = Morning(folder)
    faults, noticed = harmed(size, morning.database, morning.read)
    return Found(size, faults, f"{len(faults)} silent in {size}, {noticed} noticed")


def plain_hunt(size: int, folder: Path) -> Found:
    """The same with the same rows in a plain database."""
    morning = Morning(folder)
    plain = folder / "plain.db"
    connection = dbapi2.connect(str(morning.database))
    connection.execute(f"PRAGMA key = {key_literal(morning.key)}")
    connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    faults, _ = harmed(size, plain, lambda: rows_of(plain))
    return Found(size, faults)


def harmed(size: int, path: Path, read: Callable[[], object]) -> tuple[list[str], int]:
    """Harm a file in `size` ways; which ways were silent, and how many were noticed."""
    whole = path.read_bytes()
    before = read()
    faults: list[str] = []
    noticed = 0
    for said, data in islice(harms(whole, random.Random(SEED)), size):
        path.write_bytes(data)
        try:
            if read() != before:
                faults.append(said)
        except (Problem, sqlite3.Error):
            noticed += 1
    path.write_bytes(whole)
    return faults, noticed


def harms(whole: bytes, chance: random.Random) -> Iterator[Harm]:
    """Every page zeroed once; then chance, for ever."""
    pages = len(whole) // PAGE
    for page in range(pages):
        yield f"page {page} zeroed", _with(whole, page, bytes(PAGE))
    while True:
        bit = chance.randrange(8 * len(whole))
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        yield f"bit {bit} flipped", bytes(flipped)
        one, other = chance.sample(range(pages), 2)
        swapped = _with(_with(whole, one, _page(whole, other)), other, _page(whole, one))
        yield f"pages {one} and {other} swapped", swapped
        page = chance.randrange(pages)
        start = chance.randrange(0, PAGE, 512)
        sector = _page(whole, page)[:start] + bytes(512) + _page(whole, page)[start + 512 :]
        yield f"sector {start // 512} of page {page} zeroed", _with(whole, page, sector)


def _page(whole: bytes, page: int) -> bytes:
    return whole[page * PAGE : (page + 1) * PAGE]


def _with(whole: bytes, page: int, content: bytes) -> bytes:
    return whole[: page * PAGE] + content + whole[(page + 1) * PAGE :]


class Morning:
    """A seat with sealed records and a draft, and what a kiosk does with it on the next morning."""

    def __init__(self, folder: Path) -> None:
        names = [step.name for step in DAY]
        made = office(slots=6, codes=7, record_size=RECORD_BYTES)
        self._play = Play(folder / "day", made)
        (folder / "day" / "stick").mkdir(parents=True)
        for step in (*INSTALLING, *DAY[: names.index("note")]):
            step.deed(self._play)
        self._play.room.close()
        self._play.running = None
        self.key = self._unlocked()
        (self.database,) = self._play.data_dir.rglob(DATABASE)

    def _unlocked(self) -> bytes:
        key = unlock(self._play.data_dir, self._play.office.card)
        assert not isinstance(key, Refused)
        return key

    def read(self) -> object:
        """Start, take up the draft, export; everything that was shown or handed over."""
        room = Room(Seat(self._play.data_dir, self._play.office, self._unlocked(), HandClock(NOON)))
        try:
            return self._read(room)
        finally:
            room.close()

    def _read(self, room: Room) -> object:
        store = room.booth.store
        shown = (store.machine(), store.proctors(), store.phase(), store.finished(), store.pin_failures())
        counted = (store.code_states(), store.free_slots(), store.open_drafts(), store.log())
        sitting = room.enter(1)
        room.desk.forget()
        export(room.booth, self._play.stick, emergency=PROCTOR)
        return shown, counted, dict(sitting.answers), store.records()


def rows_of(path: Path) -> object:
    """All rows of a plain database."""
    with sqlite3.connect(path) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        found = [connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables]  # noqa: S608
    connection.close()
    return tables, found


HUNTS = (
    Hunt("FLIP", "bits, sectors and pages of the database", "0 silent", 600, 10_000, hunt),
    Hunt("FLIP", "a plain database", "silent changes", 600, 600, plain_hunt, mutant=True),
)
