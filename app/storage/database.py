"""Encrypted databases: opened with a checked key and the settings that lose nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from app.base.errors import Bug, Environment, Integrity, Problem
from app.storage.files import PART, discard, sync_file, sync_folder
from app.storage.trouble import of_database, of_system, said

KEY_BYTES = 32
Value = bytes | str | int | None
Row = tuple[Value, ...]

_PLAIN_HEADER = b"SQLite format 3\x00"  # what an encrypted file must never begin with
_CHUNK_BYTES = 256 * 1024
_BUSY_MS = 5_000  # longer than any transaction here; two writers meet only at an export
_SETTINGS = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),  # nothing decrypted ever reaches a temporary file
    ("trusted_schema", "OFF", 0),
)


def key_literal(key: bytes) -> str:
    """The one spelling of a raw key: SQLCipher silently takes any other as a passphrase.

    Raises:
        Bug: the key has not 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise Bug("storage.misuse", what="key")
    return f"\"x'{key.hex()}'\""


def connection_for_office(path: Path, key: bytes) -> dbapi2.Connection:
    """A raw DBAPI connection with every setting made, created where there is none; for SQLAlchemy.

    Raises:
        Environment: the disk refused.
        Integrity: `storage.damaged`, `storage.plain`: not a database under this key.
    """
    with said():
        if path.exists() and path.stat().st_size:
            _check_header(path)
            return _connect(path, key)
        connection = _connect(path, key)
        connection.execute("CREATE TABLE first_page (n INTEGER)")  # so that there is a header to look at
        connection.execute("DROP TABLE first_page")
        _check_header(path)
        return connection


def copy_for_office(source: dbapi2.Connection, path: Path, key: bytes) -> None:
    """Write what `source` holds at one moment to `path`, under the same key; whole or not at all.

    Raises:
        Environment: the disk refused; there is no file at `path` that was not there before.
        Integrity: `storage.damaged`: a page of the source or of the copy is not what it was.
    """
    part = path.with_name(path.name + PART)
    journal = part.with_name(part.name + "-journal")
    for leftover in (part, journal):
        discard(leftover)
    try:
        with said():
            target = connection_for_office(part, key)
            try:
                source.backup(target)
                check_for_office(target)
            finally:
                target.close()
            discard(journal)
            sync_file(part)
            part.replace(path)
            sync_folder(path.parent)
    finally:
        for leftover in (part, journal):
            discard(leftover)


def check_for_office(connection: dbapi2.Connection) -> None:
    """Read every page, and every reference from one row to another.

    Raises:
        Integrity: `storage.damaged`.
    """
    with said():
        changed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        whole = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        astray = connection.execute("PRAGMA foreign_key_check").fetchall()
    if changed or astray or not whole:
        raise Integrity("storage.damaged")


class Database:
    """One connection, used by one thread; transactions are said aloud.

    Every statement goes through `_run`, which a test may make fail.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        """Open an existing database.

        Raises:
            Environment: it is not there, or the disk refused.
            Integrity: `storage.damaged`, `storage.plain`: not a database under this key.
        """
        self.path = path
        self._key = key
        self._connection: dbapi2.Connection | None = None
        self._connection = self._open()

    def reopen(self) -> None:
        """Close and open again: after a commit that raised, only the file knows what is true."""
        self.close()
        self._connection = self._open()

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except dbapi2.Error:
            return  # a transaction that could not even be undone: the next opening undoes it

    def rows(self, statement: str, *values: Value) -> list[Row]:
        """All rows of a query."""
        with self._said():
            return self._run(statement, values)

    def row(self, statement: str, *values: Value) -> Row | None:
        """The first row of a query, if any."""
        found = self.rows(statement, *values)
        return found[0] if found else None

    def change(self, statement: str, *values: Value) -> int:
        """Run a statement that writes; the number of rows it touched. Only inside `transaction`."""
        with self._said():
            if not self._live().in_transaction:
                raise Bug("storage.misuse", what="transaction")
            self._run(statement, values)
            touched: int = self._live().execute("SELECT changes()").fetchone()[0]
            return touched

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; what was written is on the disk when this ends.

        Raises:
            Environment, Integrity: whether it was stored is then known only to the file: `reopen`, look.
        """
        with self._said():
            self._run("BEGIN IMMEDIATE", ())
        try:
            yield
            with self._said():
                self._run("COMMIT", ())
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        try:
            if self._connection and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except dbapi2.Error:
            return  # the file's own journal undoes it at the next opening

    def _run(self, statement: str, values: tuple[Value, ...]) -> list[Row]:
        rows: list[Row] = self._live().execute(statement, values).fetchall()
        return rows

    def _live(self) -> dbapi2.Connection:
        if self._connection is None:  # closed, or a reopening failed a moment ago
            self._connection = self._open()
        return self._connection

    def _open(self) -> dbapi2.Connection:
        with self._said(), said():
            if not self.path.exists():
                raise Environment("storage.gone")
            _check_header(self.path)
            return _connect(self.path, self._key)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            with said():
                yield
        except Integrity as trouble:
            raise self._looked_again(trouble) from trouble
        except Environment as trouble:
            raise self._really_gone(trouble) from trouble

    def _looked_again(self, trouble: Integrity) -> Problem:
        """SQLCipher takes a page that the disk failed to return for a damaged one: only the file knows."""
        self.close()
        try:
            return Environment("storage.io") if _is_whole(self.path, self._key) else trouble
        except OSError as error:
            return of_system(error)
        except (Problem, dbapi2.Error):
            return trouble

    def _really_gone(self, trouble: Environment) -> Environment:
        """SQLite cannot open its journal for many reasons, and names none of them."""
        if trouble.code != "storage.gone" or not self.path.exists():
            return trouble
        try:
            os.close(os.open(self.path.parent, os.O_RDONLY))
        except OSError as error:
            return of_system(error)
        return Environment("storage.io")


def create_database(path: Path, key: bytes, build: Callable[[Database], None]) -> None:
    """Make a database under a temporary name, fill it with `build`, and only then give it its name.

    Raises:
        Environment, Integrity: there is no database at `path` then.
    """
    part = path.with_name(path.name + PART)
    if path.exists():
        raise Bug("storage.misuse", what="exists")
    for leftover in (part, part.with_name(part.name + "-journal")):
        discard(leftover)
    connection_for_office(part, key).close()
    database = Database(part, key)
    try:
        build(database)
    finally:
        database.close()
    discard(part.with_name(part.name + "-journal"))
    sync_file(part)
    with said():
        part.replace(path)
        sync_folder(path.parent)
    Database(path, key).close()


def check_database(database: Database) -> None:
    """Read every page.

    Raises:
        Integrity: `storage.damaged`.
    """
    broken = database.rows("PRAGMA cipher_integrity_check") or database.rows("PRAGMA quick_check") != [
        ("ok",)
    ]
    if broken:
        raise Integrity("storage.damaged")


def _connect(path: Path, key: bytes) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None, timeout=_BUSY_MS / 1000)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = {key_literal(key)}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key shows here
        for name, wanted, expected in _SETTINGS:
            connection.execute(f"PRAGMA {name} = {wanted}").fetchone()
            if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
                raise Bug("storage.misuse", what=name)
    except dbapi2.Error as error:
        connection.close()
        raise _first_trouble(error) from error
    return connection


def _is_whole(path: Path, key: bytes) -> bool:
    """Whether the disk returns every byte and no page was changed.

    Raises:
        OSError: the disk does not return them.
        Environment, Integrity, dbapi2.Error: it cannot be opened.
    """
    with path.open("rb") as file:
        while file.read(_CHUNK_BYTES):
            pass
    _check_header(path)
    connection = _connect(path, key)
    try:
        changed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        return not changed and connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def _first_trouble(error: dbapi2.Error) -> Problem:
    trouble = of_database(error)
    return Integrity("storage.damaged") if isinstance(trouble, Bug) else trouble


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(len(_PLAIN_HEADER))
    if header == _PLAIN_HEADER:
        raise Integrity("storage.plain")
    if len(header) < len(_PLAIN_HEADER):
        raise Integrity("storage.damaged")
