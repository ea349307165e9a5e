"""Nothing ties the SQL to one database: every statement that the office runs can be said to a server too.

What a server would answer cannot be shown here; that it would understand is.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.sql import ClauseElement

from app.base.ids import AgencyCode, SeatId, VenueId
from app.office.gathering.ledger import read_ledger
from app.office.gathering.logbooks import read_logbooks
from app.office.results.analysis import score_round, trace_agency
from app.office.results.reports import write_reports
from app.office.store.audit import read_acts
from app.office.upkeep.backup import back_up
from app.office.upkeep.checking import check_office
from tests.office.conftest import ROUND, House
from tests.office.test_opening import close_and_open, collect

OFFICE = Path(__file__).parents[2] / "app" / "office"
SERVERS = (postgresql.dialect(), mysql.dialect())  # type: ignore[no-untyped-call]  # SQLAlchemy's own gap


@pytest.fixture
def said() -> Iterator[list[str]]:
    """Every statement that is run meanwhile, as servers would be told it."""
    statements: list[str] = []

    def hear(
        _connection: sa.Connection, statement: object, _many: object, _parameters: object, _options: object
    ) -> None:
        assert isinstance(statement, ClauseElement), statement
        statements.extend(str(statement.compile(dialect=server)) for server in SERVERS)

    sa.event.listen(sa.Engine, "before_execute", hear)
    yield statements
    sa.event.remove(sa.Engine, "before_execute", hear)


def test_every_statement_of_a_whole_round_can_be_said_to_a_server(
    house: House, said: list[str], tmp_path: Path
) -> None:
    house.sheet(26)
    close_and_open(house, collect(house))
    read_ledger(house.office, ROUND)
    read_logbooks(house.office, ROUND, VenueId("lab-smkn-2"), SeatId("01"))
    score_round(house.office, ROUND)
    trace_agency(house.office, ROUND, AgencyCode("dishub"))
    write_reports(house.office, ROUND, tmp_path / "reports")
    back_up(house.office, tmp_path)
    check_office(house.office)
    with house.office.store.reading() as connection:
        read_acts(connection)
    kinds = {statement.split()[0] for statement in said}
    assert kinds - {"SAVEPOINT", "RELEASE"} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert len(set(said)) > 40


def test_no_statement_is_written_by_hand_but_where_the_store_is_opened() -> None:
    by_hand = []
    for file in sorted(OFFICE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"exec_driver_sql", "literal_column"}:
                by_hand.append((str(file.relative_to(OFFICE)), node.attr))
            if (
                isinstance(node, ast.Attribute)
                and node.attr == "text"
                and isinstance(node.value, ast.Name)
                and node.value.id == "sa"
            ):
                by_hand.append((str(file.relative_to(OFFICE)), "text"))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy.dialects"):
                by_hand.append((str(file.relative_to(OFFICE)), str(node.module)))
    assert by_hand == [("store/database.py", "exec_driver_sql")]
