"""All SQL of the kiosk: each method is one transaction or one question.

It stores bytes that were sealed or encrypted before they came here. A method that returns has its change
on the disk; when a commit raises, the file is opened again and asked whether it happened.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NewType, TypeVar

from app.base.canonical import JsonValue
from app.base.chain import Head, Line
from app.base.errors import Bug, Environment
from app.base.ids import CodeId, Digest, InstallationId, ProctorId, RecordId, SeatId
from app.kiosk.store.schema import STEPS
from app.storage import journal
from app.storage.ballast import Ballast
from app.storage.database import Database, Row, create_database
from app.storage.migrate import migrate

DraftId = NewType("DraftId", int)
T = TypeVar("T")
_MARK_BYTES = 16
_RECORD_ID_BYTES = 16
_DRAFT_BYTES = 16 * 1024  # what a sitting of sixty questions leaves until it is sealed
_LEAST_ROOM_BYTES = 128 * 1024  # one person who changes everything again and again
_MOST_ROOM_BYTES = 1024 * 1024  # more than ever lie unfinished at one seat


class CodeState(StrEnum):
    """What became of an access code at this seat."""

    UNUSED = "u"
    DRAFTING = "d"
    USED = "s"
    VOIDED = "v"
    ABANDONED = "a"


class Phase(StrEnum):
    """Where the session at this seat is."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    LOCKED = "locked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Machine:
    """What this installation is."""

    package: Digest
    seat: SeatId
    installation: InstallationId
    signing_key: bytes
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Proctor:
    """A named proctor and the verifier of the PIN."""

    id: ProctorId
    name: str
    pin: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A sitting that is not sealed yet, as it lies on the disk: nothing readable."""

    id: DraftId
    wrap: bytes
    opening: bytes
    beat: bytes
    events: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A batch that was built: the digest of its contents, of its file, and its facts."""

    seq: int
    content: Digest
    digest: Digest
    facts: bytes


@dataclass(frozen=True, slots=True)
class Happening:
    """A line for the journal; seconds are dropped there."""

    at_utc_ms: int
    kind: str
    facts: Mapping[str, JsonValue]


class Store:
    """The database of one installation, on one connection."""

    def __init__(self, database: Database, ballast: Ballast) -> None:
        self._db = database
        self.ballast = ballast
        migrate(database, STEPS)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # --- what this machine is -------------------------------------------------------------------------

    def machine(self) -> Machine:
        """The one row that says what this installation is."""
        row = _one(self._db.row("SELECT package, seat, installation, signing_key, certificate FROM machine"))
        package, seat, installation, signing_key, certificate = row
        return Machine(
            Digest(_text(package)),
            SeatId(_text(seat)),
            InstallationId(_text(installation)),
            _bytes(signing_key),
            _bytes(certificate),
        )

    def proctors(self) -> tuple[Proctor, ...]:
        """The proctors of this package, by name."""
        rows = self._db.rows("SELECT id, name, pin FROM proctors ORDER BY name, id")
        return tuple(Proctor(ProctorId(_text(i)), _text(name), _bytes(pin)) for i, name, pin in rows)

    # --- codes and drafts -----------------------------------------------------------------------------

    def code_state(self, code: CodeId) -> CodeState | None:
        """What became of a code, or None: it is not of this package."""
        row = self._db.row("SELECT state FROM codes WHERE id = ?", code)
        return CodeState(_text(row[0])) if row else None

    def code_states(self) -> dict[CodeId, CodeState]:
        """Every code that was touched."""
        rows = self._db.rows("SELECT id, state FROM codes WHERE state <> 'u'")
        return {CodeId(_bytes(code)): CodeState(_text(state)) for code, state in rows}

    def free_slots(self) -> int:
        """How many more responses fit."""
        return self._count("SELECT count(*) FROM slots WHERE state = 'f'")

    def open_drafts(self) -> int:
        """Sittings that were begun and neither sealed nor given up."""
        return self._count("SELECT count(*) FROM drafts")

    def begin_draft(self, code: CodeId, wrap: bytes, opening: bytes, beat: bytes) -> DraftId:
        """Take an unused code into a draft."""
        draft = DraftId(secrets.randbits(62) + 1)
        with self._writing():
            self._turn(code, CodeState.UNUSED, CodeState.DRAFTING)
            self._db.change(
                "INSERT INTO drafts SELECT ?, n, ?, ?, ? FROM codes WHERE id = ?",
                draft,
                wrap,
                opening,
                beat,
                code,
            )
        return draft

    def draft_of(self, code: CodeId) -> Draft | None:
        """The draft of a code, if it has one."""
        row = self._db.row(
            "SELECT drafts.id, wrap, opening, beat FROM drafts JOIN codes ON codes.n = drafts.code"
            " WHERE codes.id = ?",
            code,
        )
        if row is None:
            return None
        number, wrap, opening, beat = row
        draft = DraftId(_int(number))
        rows = self._db.rows("SELECT payload FROM events WHERE draft = ? ORDER BY seq", draft)
        events = tuple(_bytes(payload) for (payload,) in rows)
        return Draft(draft, _bytes(wrap), _bytes(opening), _bytes(beat), events)

    def append(self, draft: DraftId, seq: int, payload: bytes, beat: bytes) -> None:
        """Add one event and bring the heartbeat to the same moment."""
        with self._writing():
            self._db.change("INSERT INTO events VALUES (?, ?, ?)", draft, seq, payload)
            self._db.change("UPDATE drafts SET beat = ? WHERE id = ?", beat, draft)

    def beat(self, draft: DraftId, beat: bytes) -> None:
        """Bring the heartbeat up to date, where it lies."""
        with self._writing():
            self._db.change("UPDATE drafts SET beat = ? WHERE id = ?", beat, draft)

    def submit(self, code: CodeId, draft: DraftId, record: RecordId, sealed: bytes) -> None:
        """Seal for good: a random free slot takes the record, the code is used, the draft is no more.

        On a full disk the ballast is thrown off and the same is tried once more.
        """
        try:
            self._submit(code, draft, record, sealed)
        except Environment as trouble:
            if trouble.code != "storage.disk_full" or not self.ballast.aboard:
                raise
            self.ballast.drop()
            self._submit(code, draft, record, sealed)

    def sealed(self, record: RecordId) -> bytes | None:
        """A sealed record, read by a fresh connection, or None."""
        self._db.reopen()
        row = self._db.row("SELECT sealed FROM slots WHERE state = 's' AND rid = ?", record)
        return _bytes(row[0]) if row else None

    def void(self, code: CodeId, was: CodeState, happening: Happening) -> None:
        """Make a code worthless, with whatever was begun under it."""
        with self._writing():
            draft = self.draft_of(code)
            self._turn(code, was, CodeState.VOIDED)
            if draft:
                self._erase(draft.id)
            self._journal(happening)

    # --- records and handing over ---------------------------------------------------------------------

    def records(self) -> list[tuple[RecordId, bytes]]:
        """Every sealed record that no receipt has named, by id."""
        rows = self._db.rows("SELECT rid, sealed FROM slots WHERE state = 's'")
        return sorted((RecordId(_bytes(record)), _bytes(sealed)) for record, sealed in rows)

    def sealed_count(self) -> int:
        """How many of them."""
        return self._count("SELECT count(*) FROM slots WHERE state = 's'")

    def purge(self, records: Sequence[RecordId], happening: Happening) -> int:
        """Overwrite exactly these records with fresh random bytes; how many were here."""
        purged = 0
        with self._writing():
            for record in records:
                purged += self._db.change(
                    "UPDATE slots SET state = 'f', rid = ?, sealed = randomblob(length(sealed))"
                    " WHERE state = 's' AND rid = ?",
                    os.urandom(_RECORD_ID_BYTES),
                    record,
                )
            if purged:
                self._journal(happening)
        return purged

    def exports(self) -> tuple[Export, ...]:
        """Every batch built so far, in order."""
        rows = self._db.rows("SELECT seq, content, digest, facts FROM exports ORDER BY seq")
        return tuple(
            Export(_int(seq), Digest(_text(content)), Digest(_text(digest)), _bytes(facts))
            for seq, content, digest, facts in rows
        )

    def add_export(self, export: Export) -> None:
        """Remember a batch before it leaves: from then on its number means these bytes."""
        with self._writing():
            self._db.change(
                "INSERT INTO exports VALUES (?, ?, ?, ?)",
                export.seq,
                export.content,
                export.digest,
                export.facts,
            )

    # --- the session ----------------------------------------------------------------------------------

    def phase(self) -> tuple[Phase, str]:
        """Where the session is, and the id of the planned one it answers to (empty before the first)."""
        phase, planned = _one(self._db.row("SELECT phase, planned FROM session"))
        return Phase(_text(phase)), _text(planned)

    def finished(self) -> frozenset[str]:
        """The planned sessions that were ended here."""
        return frozenset(_text(row[0]) for row in self._db.rows("SELECT planned FROM finished"))

    def set_phase(self, phase: Phase, planned: str, happening: Happening) -> None:
        """Move the session on, with its line in the journal."""
        with self._writing():
            self._db.change("UPDATE session SET phase = ?, planned = ?", phase, planned)
            self._journal(happening)

    def carry_on(self, former: str, planned: str, happening: Happening) -> None:
        """The session of another day ends without giving anything up, and this one goes on with it."""
        with self._writing():
            self._db.change("INSERT OR IGNORE INTO finished VALUES (?)", former)
            self._db.change("UPDATE session SET phase = ?, planned = ?", Phase.RUNNING, planned)
            self._journal(happening)

    def end_session(self, planned: str, happening: Happening) -> int:
        """End the session: drafts that nobody finished are given up and erased; how many."""
        with self._writing():
            given_up = self._db.change("UPDATE codes SET state = 'a' WHERE state = 'd'")
            for (draft,) in self._db.rows("SELECT id FROM drafts"):
                self._erase(DraftId(_int(draft)))
            self._db.change("UPDATE session SET phase = ?, planned = ?, front_lost = 0", Phase.ENDED, planned)
            self._db.change("INSERT OR IGNORE INTO finished VALUES (?)", planned)
            self._journal(happening)
        return given_up

    def count_front_lost(self) -> None:
        """While a session runs: once more something else was in front. A number without a time."""
        with self._writing():
            self._db.change("UPDATE session SET front_lost = front_lost + 1 WHERE phase = ?", Phase.RUNNING)

    def front_lost(self) -> int:
        """How often, in this session."""
        return self._count("SELECT front_lost FROM session")

    def note(self, happening: Happening) -> None:
        """A line in the journal that changes nothing else."""
        with self._writing():
            self._journal(happening)

    def log(self) -> tuple[tuple[Line, ...], Head]:
        """The whole journal, verified, and its head."""
        return journal.read(self._db)

    def spelled_log(self) -> tuple[bytes, ...]:
        """The journal as it is hashed, line by line, verified."""
        return journal.spelled(self._db)

    # --- PINs -----------------------------------------------------------------------------------------

    def pin_failures(self) -> int:
        """Wrong PINs since the last right one."""
        return self._count("SELECT failures FROM pins")

    def set_pin_failures(self, failures: int, happening: Happening | None = None) -> None:
        """Count them, on the disk before the PIN is looked at."""
        with self._writing():
            self._db.change("UPDATE pins SET failures = ?", failures)
            if happening:
                self._journal(happening)

    # --- inside ---------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        mark = os.urandom(_MARK_BYTES)
        try:
            with self._db.transaction():
                yield
                self._db.change("UPDATE latest SET mark = ?", mark)
        except Environment:
            self._db.reopen()
            if self._db.row("SELECT mark FROM latest") != (mark,):
                raise

    def _submit(self, code: CodeId, draft: DraftId, record: RecordId, sealed: bytes) -> None:
        with self._writing():
            free = self._db.rows("SELECT n FROM slots WHERE state = 'f' AND length(sealed) = ?", len(sealed))
            if not free:  # the desk looks before a sitting begins
                raise Bug("desk.misuse", what="slots")
            (slot,) = secrets.choice(free)
            self._db.change(
                "UPDATE slots SET state = 's', rid = ?, sealed = ? WHERE n = ?", record, sealed, slot
            )
            self._turn(code, CodeState.DRAFTING, CodeState.USED)
            self._erase(draft)

    def _turn(self, code: CodeId, was: CodeState, becomes: CodeState) -> None:
        if self._db.change("UPDATE codes SET state = ? WHERE id = ? AND state = ?", becomes, code, was) != 1:
            raise Bug("desk.misuse", what="code")

    def _erase(self, draft: DraftId) -> None:
        # Overwritten first, so that no old page holds them; secure_delete then zeroes the room they leave.
        self._db.change("UPDATE events SET payload = randomblob(length(payload)) WHERE draft = ?", draft)
        self._db.change(
            "UPDATE drafts SET wrap = randomblob(length(wrap)), opening = randomblob(length(opening)),"
            " beat = randomblob(length(beat)) WHERE id = ?",
            draft,
        )
        self._db.change("DELETE FROM events WHERE draft = ?", draft)
        self._db.change("DELETE FROM drafts WHERE id = ?", draft)

    def _journal(self, happening: Happening) -> None:
        journal.append(self._db, happening.at_utc_ms, happening.kind, happening.facts)

    def _count(self, query: str) -> int:
        return _int(_one(self._db.row(query))[0])


def create_store(
    path: Path,
    key: bytes,
    machine: Machine,
    proctors: Sequence[Proctor],
    codes: Sequence[CodeId],
    slots: int,
    sealed_bytes: int,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """Make the database of a new installation: all codes unused, all slots full of random bytes."""

    def build(database: Database) -> None:
        migrate(database, STEPS)
        with database.transaction():
            database.change(
                "INSERT INTO machine VALUES (1, ?, ?, ?, ?, ?)",
                machine.package,
                machine.seat,
                machine.installation,
                machine.signing_key,
                machine.certificate,
            )
            for proctor in proctors:
                database.change(
                    "INSERT INTO proctors VALUES (?, ?, ?)", proctor.id, proctor.name, proctor.pin
                )
            for code in sorted(codes):
                database.change("INSERT INTO codes (id, state) VALUES (?, 'u')", code)
            for done in range(1, slots + 1):
                database.change(
                    "INSERT INTO slots (state, rid, sealed) VALUES ('f', ?, ?)",
                    os.urandom(_RECORD_ID_BYTES),
                    os.urandom(sealed_bytes),
                )
                told(done, slots)

        _put_room_aside(database, slots)

    create_database(path, key, build)


def _put_room_aside(database: Database, slots: int) -> None:
    """Leave free pages for what people write before they seal: no size tells later how much it was."""
    room_bytes = min(max(slots * _DRAFT_BYTES, _LEAST_ROOM_BYTES), _MOST_ROOM_BYTES)
    with database.transaction():
        database.change("CREATE TABLE room (bytes BLOB NOT NULL) STRICT")
        database.change("INSERT INTO room VALUES (zeroblob(?))", room_bytes)
    with database.transaction():
        database.change("DROP TABLE room")


def _one(row: Row | None) -> Row:
    if row is None:
        raise Bug("desk.misuse", what="row")
    return row


def _bytes(value: object) -> bytes:
    return _typed(value, bytes)


def _text(value: object) -> str:
    return _typed(value, str)


def _int(value: object) -> int:
    return _typed(value, int)


def _typed(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise Bug("desk.misuse", what="column")
    return value
