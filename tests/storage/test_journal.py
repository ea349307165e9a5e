"""The journal: no line changes, vanishes or moves without its showing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.chain import GENESIS, Head, Line, chain, line_bytes
from app.base.errors import Bug, Integrity
from app.base.ids import Digest
from app.storage import journal
from app.storage.database import Database, Value, create_database

KEY = bytes(32)
VECTOR = Path(__file__).parent / "vectors" / "journal.json"
EVENTS: tuple[tuple[int, str, dict[str, str | int]], ...] = (
    (1_792_030_020_000, "installed", {}),
    (1_792_030_079_999, "started", {"planned": "s1", "proctor": "p1"}),
    (1_792_033_000_000, "noted", {"category": "power", "text": "Listrik padam – 5 menit"}),
    (1_792_037_000_000, "ended", {"planned": "s1", "proctor": "p1"}),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    create_database(tmp_path / "j.db", KEY, build)
    opened = Database(tmp_path / "j.db", KEY)
    yield opened
    opened.close()


def build(database: Database) -> None:
    with database.transaction():
        database.change(journal.TABLE)
        for at, kind, facts in EVENTS:
            journal.append(database, at, kind, facts)


def test_the_lines_are_those_of_the_frozen_example(database: Database) -> None:
    rows = database.rows("SELECT line, hash FROM journal ORDER BY number")
    written = [
        {"line": line.decode(), "hash": hashed.hex()}
        for line, hashed in rows
        if isinstance(line, bytes) and isinstance(hashed, bytes)
    ]
    assert written == json.loads(VECTOR.read_text(encoding="utf-8"))


def test_lines_come_back_with_minutes_and_no_seconds(database: Database) -> None:
    lines, head = journal.read(database)
    assert [(line.number, line.kind, dict(line.facts)) for line in lines] == [
        (number, kind, facts) for number, (_, kind, facts) in enumerate(EVENTS, 1)
    ]
    assert lines[0].at_utc_min == lines[1].at_utc_min == 29_867_167
    assert head.length == 4


def test_an_empty_journal_has_the_start_as_head(tmp_path: Path) -> None:
    create_database(tmp_path / "e.db", KEY, _table)
    empty = Database(tmp_path / "e.db", KEY)
    assert journal.read(empty) == ((), Head(0, Digest(GENESIS.hex())))
    empty.close()


def _table(database: Database) -> None:
    with database.transaction():
        database.change(journal.TABLE)


TAMPERINGS: tuple[tuple[str, tuple[Value, ...]], ...] = (
    ("UPDATE journal SET line = replace(line, 'p1', 'p2') WHERE number = 2", ()),
    ("UPDATE journal SET line = CAST(replace(CAST(line AS TEXT), 'p1', 'p2') AS BLOB) WHERE number = 2", ()),
    ("UPDATE journal SET hash = zeroblob(32) WHERE number = 3", ()),
    ("DELETE FROM journal WHERE number = 2", ()),
    ("DELETE FROM journal WHERE number = 1", ()),
    ("INSERT INTO journal SELECT 9, line, hash FROM journal WHERE number = 4", ()),
    ("UPDATE journal SET number = -number WHERE number IN (2, 3)", ()),
)


@pytest.mark.parametrize("tampering", range(len(TAMPERINGS)))
def test_a_changed_dropped_or_moved_line_is_found(database: Database, tampering: int) -> None:
    statement, values = TAMPERINGS[tampering]
    try:
        with database.transaction():
            database.change(statement, *values)
    except Bug:  # the table itself refuses text where bytes belong
        return
    with pytest.raises(Integrity, match=r"storage\.journal_broken"):
        journal.read(database)


def test_lines_cut_off_at_the_end_show_in_the_head(database: Database) -> None:
    _, before = journal.read(database)
    with database.transaction():
        database.change("DELETE FROM journal WHERE number = 4")
    assert journal.read(database)[1] != before


def test_a_line_that_lies_about_its_number_is_found(database: Database) -> None:
    line = line_bytes(Line(1, 1, "noted", {}))
    with database.transaction():
        last = database.row("SELECT hash FROM journal WHERE number = 4")
        assert last is not None
        assert isinstance(last[0], bytes)
        database.change("INSERT INTO journal VALUES (5, ?, ?)", line, chain(last[0], line))
    with pytest.raises(Integrity):
        journal.read(database)


@given(st.lists(st.binary(min_size=1, max_size=20), min_size=2, max_size=6, unique=True), st.data())
def test_two_histories_have_two_heads(lines: list[bytes], data: st.DataObject) -> None:
    other = data.draw(st.permutations(lines))

    def head(history: list[bytes]) -> bytes:
        hashed = GENESIS
        for line in history:
            hashed = chain(hashed, line)
        return hashed

    assert (head(lines) == head(other)) == (lines == other)
