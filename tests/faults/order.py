"""ORDER: who has every page of a database and its key looks for the order in which people answered.

For 200 sessions the places of the records in the decrypted file, the numbers of their rows and the places of
the codes that were used are correlated with the order of submitting. A single session of 50 people gives a
rho that scatters by 1 / sqrt(49) around zero when there is nothing to find; the mean of 200 such scatters by
0.010. So a mean of 0.05 is five of its standard errors away from chance (once in two million runs), and a
leak of a twentieth of the order would be seen. The mutant keeps records as most programs do, one row after
another.
"""

import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

from typing_extensions import override

from app.base.ids import CodeId, Digest, InstallationId, RecordId, SeatId
from app.kiosk.store.database import CodeState, DraftId, Machine, Store, create_store
from app.storage.ballast import Ballast
from app.storage.database import Database, Row
from tests.campaign.hunt import Found, Hunt
from tests.kiosk.pages_of_disk import everything, spearman

PEOPLE = 50
SLOTS = 60
BAR = 0.05
KEY = bytes(range(32))
_SEALED_BYTES = 3_184  # a record of 2,048 bytes, sealed: a row to a page
_EVENT_BYTES, _BEAT_BYTES, _WRAP_BYTES = 160, 36, 60

Opened = Callable[[Database, Ballast], Store]


class Appending(Store):
    """A store that keeps records as they come."""

    def __init__(self, database: Database, ballast: Ballast) -> None:
        super().__init__(database, ballast)
        with database.transaction():
            database.change("CREATE TABLE arrived (rid BLOB NOT NULL, sealed BLOB NOT NULL)")

    @override
    def _submit(self, code: CodeId, draft: DraftId, record: RecordId, sealed: bytes) -> None:
        with self._writing():
            self._db.change("INSERT INTO arrived VALUES (?, ?)", record, sealed)
            self._turn(code, CodeState.DRAFTING, CodeState.USED)
            self._erase(draft)


def session(path: Path, opened: Opened, chance: random.Random) -> dict[str, float]:
    """Let people sit one after the other; how much of their order can be read afterwards."""
    codes = [CodeId(os.urandom(32)) for _ in range(SLOTS)]
    machine = Machine(Digest("0" * 64), SeatId("01"), InstallationId("1" * 32), KEY, b"certificate")
    create_store(path, KEY, machine, [], codes, SLOTS, _SEALED_BYTES)
    store = opened(Database(path, KEY), Ballast(path.with_suffix(".ballast")))
    order = chance.sample(codes, PEOPLE)
    records = [_sit(store, code, chance) for code in order]
    rows = [row[0] for table in ("slots", "arrived") for row in _rows(store, table)]
    store.close()
    pages = everything(path, KEY)
    return {
        "pages": _told(pages.index, records),
        "rows": _told(rows.index, records),
        "codes": _told(pages.index, order),
    }


def _rows(store: Store, table: str) -> list[Row]:
    if not store._db.rows("SELECT 1 FROM sqlite_master WHERE name = ?", table):
        return []
    return store._db.rows(f"SELECT rid FROM {table} ORDER BY rowid")  # noqa: S608 - one of two names


def _sit(store: Store, code: CodeId, chance: random.Random) -> RecordId:
    draft = store.begin_draft(
        code, os.urandom(_WRAP_BYTES), os.urandom(_EVENT_BYTES), os.urandom(_BEAT_BYTES)
    )
    for seq in range(1, chance.randint(2, 6)):  # some say little, some much
        store.append(draft, seq, os.urandom(_EVENT_BYTES), os.urandom(_BEAT_BYTES))
    record = RecordId(os.urandom(16))
    store.submit(code, draft, record, os.urandom(_SEALED_BYTES))
    return record


def _told(place: Callable[[RecordId | CodeId], int], marks: Sequence[RecordId | CodeId]) -> float:
    return spearman(list(range(len(marks))), [place(mark) for mark in marks])


def hunt(sessions: int, folder: Path, opened: Opened = Store, bar: float = BAR) -> Found:
    """Play sessions; a mean at or beyond the bar is a fault."""
    chance = random.Random(20_261_127)
    found = []
    for number in range(sessions):
        path = folder / f"{number}.db"
        found.append(session(path, opened, chance))
        path.unlink()
    means = {what: fmean(each[what] for each in found) for what in found[0]}
    faults = [
        f"{what} tell the order: mean rho {mean:.3f}" for what, mean in means.items() if abs(mean) >= bar
    ]
    said = ", ".join(f"{what} {mean:+.3f}" for what, mean in means.items())
    return Found(sessions, faults, f"mean rho: {said}")


HUNTS = (
    Hunt("ORDER", "page-level recovery of the order", "mean rho under 0.05", 200, 1_000, hunt),
    Hunt(
        "ORDER",
        "a table that grows",
        "mean rho 1",
        5,
        5,
        lambda size, folder: hunt(size, folder, Appending, bar=0.99),
        mutant=True,
    ),
)
