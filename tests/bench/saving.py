"""One choice, from the press to the disk: exactly one commit, and what it costs beside a bare one."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from app.base.errors import Refused
from app.kiosk.store.booth import Booth
from app.questionnaire.route import Slot
from app.sitting.events import Choose, Consent
from app.storage.database import Database, connection_for_office
from tests.bench.measuring import Count, Job, Unit, ms_of
from tests.kiosk.world import Room, seat


class Chooser:
    """A respondent of a real seat who answers one question this way and that."""

    def __init__(self, folder: Path) -> None:
        self.room = Room(seat(folder)).start()
        self.room.enter(0)
        outcome = self.room.desk.take(Consent())
        assert not isinstance(outcome, Refused), outcome
        self._code = 1

    def choose(self) -> None:
        """Another choice than before."""
        self._code = 3 - self._code
        outcome = self.room.desk.take(Choose(Slot("q1"), self._code))
        assert not isinstance(outcome, Refused), outcome


def commits(booth: Booth, work: Callable[[], object]) -> int:
    """How many transactions of the booth's database `work` commits, as the database itself says."""
    said: list[str] = []
    connection = booth.store._db._live()
    connection.set_trace_callback(said.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    ends = [word for word in said if word.split()[0].upper() in {"COMMIT", "END", "ROLLBACK"}]
    begins = [word for word in said if word.split()[0].upper() == "BEGIN"]
    writes = [word for word in said if word.split()[0].upper() in {"INSERT", "UPDATE", "DELETE", "REPLACE"}]
    assert len(begins) == len(ends), said  # nothing is written outside of a transaction
    assert not writes or begins, said
    return len(ends)


def jobs(cleanup: ExitStack) -> Iterator[Job | Count]:
    """A choice beside a bare transaction of one row, on the same disk with the same settings."""
    folder = Path(cleanup.enter_context(tempfile.TemporaryDirectory()))
    chooser = Chooser(folder / "seat")
    cleanup.callback(chooser.room.close)
    yield Count("commits of one choice", lambda: commits(chooser.room.booth, chooser.choose), 1)
    bare = _bare(folder / "bare.db")
    cleanup.callback(bare.close)

    def one_row() -> None:
        with bare.transaction():
            bare.change("UPDATE t SET payload = randomblob(200)")

    yield Job("one choice until it is on the disk", Unit.MS, ms_of(one_row), ms_of(chooser.choose), bar=None)


def _bare(path: Path) -> Database:
    key = bytes(32)
    connection_for_office(path, key).close()
    database = Database(path, key)
    with database.transaction():
        database.change("CREATE TABLE t (payload BLOB)")
        database.change("INSERT INTO t VALUES (randomblob(200))")
    return database
