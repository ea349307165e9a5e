"""SHAPE: a refusal and a whole questionnaire look the same on the disk and in the batch.

One person sits at a machine, as in a lab with a machine for everyone. Whether they refuse at once, answer
everything, change everything over and over, or are cut off by the end of the session: afterwards every file
has the same size, the database has as many pages and as many of them free, every table as many rows of the
same lengths, and the batch the same length. The mutants have no room put aside, and seal without
padding.
"""

import random
import shutil
from pathlib import Path

from typing_extensions import override

from app.base.errors import Refused
from app.base.ids import CodeId, RecordId
from app.kiosk.seat.desk import Desk, _Live
from app.kiosk.seat.handover import Handed, export
from app.kiosk.seat.proctor import Session
from app.kiosk.store.database import CodeState, DraftId, Store, _text
from app.seal.envelope import SEAL_OVERHEAD_BYTES, record_info, seal
from app.sitting.events import Final
from app.sitting.response import close, response_bytes
from app.sitting.state import Sitting
from app.storage.drive import FolderDrive
from tests.campaign.hunt import Found, Hunt
from tests.faults.person import large_office, sit
from tests.kiosk.world import PIN, PROCTOR, Room, Seat, seat

FINALS = (Final.DECLINED, Final.COMPLETE, Final.ENDED)
Shape = dict[str, object]


class Unpadded(Desk):
    """A desk that seals no more than there is."""

    @override
    def _seal(self, live: _Live, finished: Sitting, record: RecordId) -> bytes:
        data = response_bytes(close(finished), live.nullifier)
        document = self._booth.document
        sealed = seal(document.seal_key, data, record_info(self._booth.package.digest, record))
        assert len(sealed) > SEAL_OVERHEAD_BYTES
        return sealed


class Loose(Store):
    """A store that takes records of any length."""

    @override
    def _submit(self, code: CodeId, draft: DraftId, record: RecordId, sealed: bytes) -> None:
        with self._writing():
            self._db.change("UPDATE slots SET state = 's', rid = ?, sealed = ? WHERE n = 1", record, sealed)
            self._turn(code, CodeState.DRAFTING, CodeState.USED)
            self._erase(draft)


class UnpaddedRoom(Room):
    """A program with both."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.booth.store.__class__ = Loose
        self.desk = Unpadded(self.booth)
        self.session = Session(self.booth, self.desk)


class TightRoom(Room):
    """A program whose database has no room put aside."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.booth.store._db.row("VACUUM")


def shape(folder: Path, chance: random.Random, final: Final, kind: type[Room]) -> Shape:
    """How a machine looks after one person."""
    place = seat(folder / "machine", large_office(6, 8))
    (folder / "stick").mkdir()
    room = sit(kind(place).start(), chance.randrange(8), chance, final)
    looks = _tables(room.booth.store)
    assert room.session.try_pin(PROCTOR, PIN) == PROCTOR
    assert not isinstance(room.session.end(PIN), Refused)
    if kind is not UnpaddedRoom:  # of which no batch can be built: their lengths differ
        assert isinstance(export(room.booth, FolderDrive(folder / "stick")), Handed)
    room.close()
    files = (path for path in folder.rglob("*") if path.is_file())
    sizes = sorted((path.suffix, path.stat().st_size) for path in files)
    return {**looks, "files": sizes}


def _tables(store: Store) -> Shape:
    database = store._db
    found: Shape = {name: database.row(f"PRAGMA {name}") for name in ("page_count", "freelist_count")}
    for (table,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        name = _text(table)
        columns = [_text(row[1]) for row in database.rows(f"PRAGMA table_info({name})")]
        lengths = ", ".join(f"length({column})" for column in columns)
        found[name] = sorted(database.rows(f"SELECT {lengths} FROM {name}"), key=str)  # noqa: S608
    return found


def hunt(size: int, folder: Path, kind: type[Room] = Room) -> Found:
    """Let `size` people sit, each at a machine of their own; any that looks otherwise is a fault."""
    first: Shape = {}
    faults: list[str] = []
    for number in range(size):
        final = FINALS[number % len(FINALS)]
        found = shape(folder / f"{number}", random.Random(number), final, kind)
        first = first or found
        faults += [
            f"{final}, person {number}: {what} {found[what]} for {first[what]}"
            for what in first
            if found[what] != first[what]
        ]
        shutil.rmtree(folder / f"{number}")
    return Found(size, faults, f"{len(faults)} differences in {size}")


HUNTS = (
    Hunt("SHAPE", "refusals, whole and broken-off sittings", "equal sizes", 30, 300, hunt),
    Hunt(
        "SHAPE",
        "a database that grows",
        "other sizes",
        3,
        3,
        lambda size, folder: hunt(size, folder, TightRoom),
        mutant=True,
    ),
    Hunt(
        "SHAPE",
        "seals without padding",
        "other sizes",
        3,
        3,
        lambda size, folder: hunt(size, folder, UnpaddedRoom),
        mutant=True,
    ),
)
