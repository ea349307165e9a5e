"""The store: encrypted, migrated, portable, and without a table in which a code could meet an answer."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import postgresql

from app.base.errors import Bug, Environment, Integrity
from app.base.ids import OfficerId
from app.office.store.audit import read_acts, record_act
from app.office.store.database import Store
from app.office.store.tables import audit, metadata, secret

KEY = bytes(range(32))
SERVER = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own gap


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "office.db", KEY)


def test_the_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_opening_again_changes_no_byte(store: Store) -> None:
    store.close()
    before = store.path.read_bytes()
    again = Store(store.path, KEY)
    with again.reading() as connection:
        connection.execute(sa.select(secret)).all()
    again.close()
    assert store.path.read_bytes() == before


def test_the_file_is_not_readable_without_its_key(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(sa.insert(secret).values(name="canary-name", value=b"canary-value"))
    store.close()
    data = store.path.read_bytes()
    assert b"canary" not in data
    assert not data.startswith(b"SQLite format 3")
    with pytest.raises(Integrity):
        Store(store.path, bytes(32))


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    twice = [{"name": "one", "value": b"1"}, {"name": "one", "value": b"2"}]
    with pytest.raises(Bug), store.writing() as connection:
        connection.execute(sa.insert(secret), twice)
    with store.reading() as connection:
        assert connection.execute(sa.select(secret)).all() == []
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(Environment) as caught:
        Store(store.path, KEY)
    assert caught.value.code == "office.store_newer"


def test_foreign_keys_and_the_settings_against_loss_are_on(store: Store) -> None:
    wanted = {"foreign_keys": 1, "secure_delete": 1, "journal_mode": "truncate", "synchronous": 3}
    with store.reading() as connection:
        found = {name: connection.execute(sa.text(f"PRAGMA {name}")).scalar_one() for name in wanted}
    store.close()
    assert found == wanted


def test_every_table_can_be_made_on_a_server_too() -> None:
    for table in metadata.sorted_tables:
        assert str(sa.schema.CreateTable(table).compile(dialect=SERVER))


def test_no_table_holds_a_nullifier_beside_an_answer_or_a_record() -> None:
    revealing = {"nullifier", "rid", "sealed", "row"}
    for table in metadata.sorted_tables:
        assert len(revealing - {"rid"} & {column.name for column in table.columns}) <= 1, table.name
    opened = metadata.tables["opened_row"]
    assert {column.name for column in opened.columns} == {"round_id", "position", "row"}
    assert [key.column.table.name for key in opened.foreign_keys] == ["survey_round"]
    referring = {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "code"
    }
    assert not referring


def test_the_journal_shows_a_changed_or_missing_act(store: Store) -> None:
    with store.writing() as connection:
        for act in ("one", "two", "three"):
            record_act(connection, 1, (OfficerId("a"),), act, {"n": 1})
    with store.reading() as connection:
        assert [entry.act for entry in read_acts(connection)] == ["one", "two", "three"]
    with store.writing() as connection:
        connection.execute(sa.delete(audit).where(audit.c.seq == 2))
    with store.reading() as connection, pytest.raises(Integrity):
        read_acts(connection)
    store.close()
