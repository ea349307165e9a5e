"""Databases: encrypted, checked, and honest about every failure."""

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from typing_extensions import override

from app.base.errors import Bug, Environment, Integrity
from app.storage.database import (
    Database,
    Row,
    Value,
    check_database,
    connection_for_office,
    copy_for_office,
    create_database,
    key_literal,
)
from app.storage.migrate import migrate, version
from app.storage.trouble import of_database

KEY = bytes(range(32))


def build(database: Database) -> None:
    with database.transaction():
        database.change("CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)")
        for _ in range(40):
            database.change("INSERT INTO t (b) VALUES (?)", b"kenari" * 300)


def made(folder: Path) -> Path:
    path = folder / "a.db"
    create_database(path, KEY, build)
    return path


def test_nothing_of_the_contents_is_readable_and_nothing_else_is_left(tmp_path: Path) -> None:
    data = made(tmp_path).read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert b"kenari" not in data
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_every_setting_of_the_law_holds_on_every_connection(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    settings = {
        name: database.row(f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")
    }
    assert settings == {
        "journal_mode": ("truncate",),
        "synchronous": (3,),  # EXTRA
        "secure_delete": (1,),
        "foreign_keys": (1,),
        "temp_store": (2,),
    }
    database.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_never_taken_for_a_passphrase(length: int) -> None:
    with pytest.raises(Bug, match=r"storage\.misuse"):
        key_literal(bytes(length))


def test_a_wrong_key_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    with pytest.raises(Integrity, match=r"storage\.damaged"):
        Database(path, bytes(32))


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(Integrity, match=r"storage\.plain"):
        Database(path, KEY)
    with pytest.raises(Integrity, match=r"storage\.plain"):
        connection_for_office(path, KEY)


def test_what_is_not_there_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(Environment, match=r"storage\.gone"):
        Database(tmp_path / "none.db", KEY)
    assert not list(tmp_path.iterdir())


def test_a_creation_that_fails_leaves_no_database(tmp_path: Path) -> None:
    def fail(_: Database) -> None:
        raise Environment("storage.disk_full")

    with pytest.raises(Environment):
        create_database(tmp_path / "a.db", KEY, fail)
    assert not (tmp_path / "a.db").exists()
    create_database(tmp_path / "a.db", KEY, build)  # and what it left behind disturbs nobody
    assert (tmp_path / "a.db").exists()


def test_an_unfinished_transaction_is_no_transaction(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    with pytest.raises(Bug), database.transaction():
        _delete_and_stumble(database)
    assert database.row("SELECT count(*) FROM t") == (40,)
    database.close()


def _delete_and_stumble(database: Database) -> None:
    database.change("DELETE FROM t")
    database.change("NONSENSE")


def test_nothing_is_changed_outside_a_transaction(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    with pytest.raises(Bug, match=r"storage\.misuse"):
        database.change("DELETE FROM t")
    database.close()


def test_a_wrong_statement_is_our_own_mistake(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    with pytest.raises(Bug, match=r"storage\.statement"):
        database.rows("SELECT nothing FROM nowhere")
    database.close()


def test_a_disk_that_is_full_is_said_so_and_loses_nothing(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    database.row("PRAGMA max_page_count = 1")  # taken as: no more pages than there are
    with pytest.raises(Environment, match=r"storage\.disk_full"), database.transaction():
        database.change("INSERT INTO t (b) VALUES (randomblob(100000))")
    database.reopen()
    assert database.row("SELECT count(*) FROM t") == (40,)
    database.close()


def test_two_writers_meet_and_one_is_asked_to_wait(tmp_path: Path) -> None:
    first, second = Database(made(tmp_path), KEY), Database(tmp_path / "a.db", KEY)
    second.row("PRAGMA busy_timeout = 1")
    with (
        first.transaction(),
        pytest.raises(Environment, match=r"storage\.busy"),
        second.transaction(),
    ):
        pass
    first.close()
    second.close()


def test_a_flipped_bit_at_rest_is_noticed_or_without_effect(tmp_path: Path) -> None:
    path = made(tmp_path)
    whole = path.read_bytes()
    for bit in range(0, 8 * len(whole), 8 * len(whole) // 60):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        try:
            database = Database(path, KEY)
            check_database(database)
            assert database.rows("SELECT b FROM t") == [(b"kenari" * 300,)] * 40
        except (Integrity, Environment):
            continue
        finally:
            path.write_bytes(whole)
        database.close()


class Stumbling(Database):
    """A disk that fails to return a page, which SQLCipher takes for a damaged one."""

    stumbles = 0

    @override
    def _run(self, statement: str, values: tuple[Value, ...]) -> list[Row]:
        if self.stumbles:
            self.stumbles -= 1
            raise Integrity("storage.damaged")
        return super()._run(statement, values)


def test_a_disk_that_stumbles_over_a_whole_file_is_not_called_damage(tmp_path: Path) -> None:
    database = Stumbling(made(tmp_path), KEY)
    for act in (lambda: database.rows("SELECT b FROM t"), lambda: _delete(database)):
        database.stumbles = 1
        with pytest.raises(Environment, match=r"storage\.io"):
            act()
    assert database.row("SELECT count(*) FROM t") == (40,)
    database.close()


def test_a_page_that_was_changed_is_called_damage_however_often_it_is_read(tmp_path: Path) -> None:
    database = Stumbling(made(tmp_path), KEY)
    data = bytearray(database.path.read_bytes())
    data[-2_000] ^= 1
    database.path.write_bytes(data)
    for _ in range(2):
        database.stumbles = 1
        with pytest.raises(Integrity, match=r"storage\.damaged"):
            database.rows("SELECT 1")
    database.close()


def _delete(database: Database) -> None:
    with database.transaction():
        database.change("DELETE FROM t")


def test_a_folder_that_is_there_is_not_called_gone(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    (tmp_path / "a.db-journal").unlink(missing_ok=True)
    (tmp_path / "a.db-journal").mkdir()  # nothing can be written there, for whatever reason
    with pytest.raises(Environment, match=r"storage\.io"):
        _delete(database)
    database.close()


def test_a_whole_database_passes_the_check(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    check_database(database)
    database.close()


def test_steps_are_taken_once_and_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    steps = [["CREATE TABLE u (n INTEGER)"], ["INSERT INTO u VALUES (7)"]]
    migrate(database, steps)
    migrate(database, steps)
    assert (version(database), database.rows("SELECT n FROM u")) == (2, [(7,)])
    with pytest.raises(Environment, match=r"storage\.newer"):
        migrate(database, steps[:1])
    database.close()


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    database = Database(made(tmp_path), KEY)
    with pytest.raises(Bug):
        migrate(database, [["CREATE TABLE u (n INTEGER)"], ["CREATE TABLE v (n INTEGER)", "NONSENSE"]])
    assert version(database) == 1
    assert database.rows("SELECT name FROM sqlite_master WHERE name = 'v'") == []
    database.close()


def test_the_office_gets_a_connection_with_the_same_settings(tmp_path: Path) -> None:
    connection = connection_for_office(tmp_path / "office.db", KEY)
    connection.execute("CREATE TABLE t (n)")
    connection.close()
    again = connection_for_office(tmp_path / "office.db", KEY)
    assert again.execute("PRAGMA synchronous").fetchone() == (3,)
    assert again.execute("SELECT count(*) FROM t").fetchone() == (0,)
    again.close()
    with pytest.raises(Integrity):
        connection_for_office(tmp_path / "office.db", os.urandom(32))


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file of a process")
def test_a_copy_that_a_disk_cannot_hold_is_no_fault_of_the_program_and_leaves_nothing(tmp_path: Path) -> None:
    import resource

    source = connection_for_office(tmp_path / "office.db", KEY)
    source.execute("CREATE TABLE t (x BLOB)")
    source.execute("INSERT INTO t VALUES (randomblob(200000))")
    source.commit()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(Environment, match=r"storage\.(disk_full|io)"):
            copy_for_office(source, tmp_path / "copy.db", KEY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    source.close()
    assert not [each.name for each in tmp_path.iterdir() if each.name.startswith("copy")]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("database or disk is full", "storage.disk_full"),
        ("attempt to write a readonly database", "storage.read_only"),
        ("database disk image is malformed", "storage.damaged"),
        ('near "SELEC": syntax error', "storage.statement"),
    ],
)
def test_an_error_without_a_number_is_known_by_its_words(told: str, code: str) -> None:
    assert of_database(dbapi2.OperationalError(told)).code == code
