"""No table, log or backup joins a person's name, slip, nullifier, sealed record and answers.

The scan reads every table of both stores: whoever adds a table or a column has to place it here first. The
canaries go through the whole life of a round, and then every file that is left is searched, the databases
page by page with their keys in hand, freed pages too.
"""

import itertools
import json
import zipfile
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.base.clock import HandClock
from app.base.ids import GroupCode
from app.office.answers.opening import Opened, open_round
from app.office.daily import Daily, write_daily
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.intake import import_paths
from app.office.officers.signin import STORE_NAME
from app.office.results.analysis import Scored, score_round
from app.office.results.reports import Reported, write_reports
from app.office.sample.names import _unwrap, database_file, key_file
from app.office.sample.rules import Rules, read_rules
from app.office.sample.tables import metadata as names
from app.office.store.audit import read_acts
from app.office.store.tables import code, metadata, record
from app.office.upkeep.backup import BackedUp, back_up
from tests.kiosk.pages_of_disk import everything
from tests.office.conftest import NOVEMBER_9, ROUND, House
from tests.office.sample.conftest import Desk
from tests.office.sample.test_apart import CANARIES, work
from tests.office.test_opening import EXPLAINED, response, submit


class Kind(Enum):
    """What a row of a table is about. All but `PLAIN` are about one respondent."""

    PLAIN = auto()  # the office, a round, a package, a seat, a file, a count
    SLIP = auto()
    SEALED = auto()
    ANSWERS = auto()
    PERSON = auto()


BATCH = """sha256 package seat installation seq previous verdict recovered manifest receipt
new_records repeated_records"""
PLACED: Mapping[str, tuple[Kind, str]] = {
    "secret": (Kind.PLAIN, "name value"),
    "survey_round": (Kind.PLAIN, "id document seal_public seal_private state"),
    "questionnaire": (Kind.PLAIN, "digest document"),
    "stratum": (Kind.PLAIN, "round_id agency respondents target population"),
    "package": (Kind.PLAIN, "digest round_id venue_id version document"),
    "seat": (Kind.PLAIN, "package seat public_key revoked"),
    "code": (Kind.SLIP, "nullifier package agency respondents"),
    "batch": (Kind.PLAIN, BATCH),
    "record": (Kind.SEALED, "rid package batch sealed"),
    "logbook": (Kind.PLAIN, "package seat installation length sha256 document"),
    "waiver": (Kind.PLAIN, "round_id hindrance explanation officers"),
    "room_sheet": (Kind.PLAIN, "package session document"),
    "opening": (Kind.PLAIN, "round_id run_id counts officers"),
    "opened_row": (Kind.ANSWERS, "round_id position row"),
    "review": (Kind.ANSWERS, "round_id position decision reason officers"),
    "activity_sheet": (Kind.PLAIN, "round_id document"),
    "follow_up_sheet": (Kind.PLAIN, "round_id document"),
    "audit": (Kind.PLAIN, "seq entry digest"),
}
SHARED = {
    (Kind.SLIP, Kind.SEALED): {"package"},  # a room, with all its slips and all its records
    (Kind.SLIP, Kind.ANSWERS): set[str](),
    (Kind.SEALED, Kind.ANSWERS): set[str](),
}


def columns(kind: Kind) -> set[str]:
    return {name for of, listed in PLACED.values() if of is kind for name in listed.split()}


# --- the scan -----------------------------------------------------------------------------------------------


def test_every_table_and_every_column_is_placed() -> None:
    found = {table.name: {column.name for column in table.columns} for table in metadata.sorted_tables}
    assert found == {name: set(listed.split()) for name, (_, listed) in PLACED.items()}


def test_no_reference_leads_from_one_kind_of_secret_to_another() -> None:
    for table in metadata.sorted_tables:
        mine = PLACED[table.name][0]
        for key in table.foreign_keys:
            other = PLACED[key.column.table.name][0]
            assert other is Kind.PLAIN or mine is other, (table.name, key.target_fullname)


def test_two_kinds_of_secret_share_no_column_by_which_rows_could_be_matched() -> None:
    kinds = (Kind.SLIP, Kind.SEALED, Kind.ANSWERS)
    shared = {(one, other): columns(one) & columns(other) for one, other in itertools.combinations(kinds, 2)}
    assert shared == SHARED


def test_the_names_have_no_column_of_a_slip_a_record_or_an_answer() -> None:
    secret = {"nullifier", "code", "rid", "sealed", "batch", "package", "seat", "installation", "round_id"}
    for table in names.sorted_tables:
        assert not secret & {column.name for column in table.columns}, table.name
        assert all(key.column.table.metadata is names for key in table.foreign_keys)
    assert not {table.name for table in names.sorted_tables} & set(PLACED)


# --- the canaries -------------------------------------------------------------------------------------------


class Life:
    """A round from the lists of names to the backup, and what must have stayed apart."""

    def __init__(self, house: House) -> None:
        self.house, self.folder = house, house.folder.parent
        rules = read_rules()
        assert isinstance(rules, Rules)
        work(Desk(self.folder, house.office, HandClock(NOVEMBER_9), rules))
        self.slips = house.codes("internal", "dishub") + house.codes("expert")
        self.nullifiers = [house.nullifier(slip) for slip in self.slips]
        self._answer()
        self.before = everything(house.folder / STORE_NAME, self._key())
        (house.folder / f"{Path(STORE_NAME).stem}-sebelum-0002.db").write_bytes(self._bytes())
        self._open()

    def _key(self) -> bytes:
        return self.house.office.officers[0].store_key

    def _bytes(self) -> bytes:
        return (self.house.folder / STORE_NAME).read_bytes()

    def _answer(self) -> None:
        kiosk = self.house.kiosk()
        for group, agency in (("internal", "dishub"), ("expert", "")):
            for seed, slip in enumerate(self.house.codes(group, agency)):
                submit(kiosk, response(self.house, slip, group, agency, seed), agency, group)
        stick = self.house.stick("all", kiosk.export())
        import_paths(self.house.office, [stick])

    def _open(self) -> None:
        office, out = self.house.office, self.folder / "out"
        assert isinstance(write_daily(office, ROUND, out), Daily)
        assert isinstance(close_round(office, ROUND, EXPLAINED), Closed)
        assert isinstance(open_round(office, ROUND), Opened)
        assert isinstance(score_round(office, ROUND), Scored)
        assert isinstance(write_reports(office, ROUND, out), Reported)
        assert isinstance(back_up(office, self.folder / "backup"), BackedUp)

    def stores(self) -> Iterator[tuple[str, bytes]]:
        """Every copy of the answers' store that is left, decrypted."""
        yield "store", everything(self.house.folder / STORE_NAME, self._key())
        for file in (self.folder / "backup").iterdir():
            with zipfile.ZipFile(file) as archive:
                copy = self.folder / "copy.db"
                copy.write_bytes(archive.read(STORE_NAME))
                yield file.name, everything(copy, self._key())
                copy.unlink()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the office, of what it printed and of its backup, as it lies there; PDFs as text."""
        for top in (self.house.folder, self.folder / "out", self.folder / "backup"):
            for path in sorted(top.rglob("*")):
                if path.suffix == ".pdf":
                    text = "".join(page.extract_text() for page in PdfReader(path).pages)
                    yield path.name, text.encode()
                elif path.is_file():
                    yield path.name, path.read_bytes()


@pytest.fixture
def life(house: House) -> Life:
    return Life(house)


def spellings(slip: str, nullifier: bytes) -> tuple[bytes, ...]:
    """A slip and its nullifier as somebody might have written them down."""
    pretty = "-".join(slip[at : at + 4] for at in range(0, len(slip), 4))
    return (
        slip.encode(),
        pretty.encode(),
        nullifier,
        nullifier.hex().encode(),
        nullifier.hex().upper().encode(),
    )


@pytest.mark.slow
def test_after_the_opening_nothing_that_is_left_joins_name_slip_nullifier_record_and_answers(
    life: Life,
) -> None:
    hidden = [each for pair in zip(life.slips, life.nullifiers, strict=True) for each in spellings(*pair)]
    assert any(nullifier in life.before for nullifier in life.nullifiers)  # the search would find one
    for name, data in (*life.stores(), *life.files()):
        assert not [one for one in hidden if one in data], name
        assert not [one for one in CANARIES if one in data], name
    assert not list(life.house.folder.glob("*-sebelum-*"))  # which held every nullifier
    _the_names_know_no_answer(life, hidden)
    _the_journal_names_no_respondent(life, hidden)


def _the_names_know_no_answer(life: Life, hidden: list[bytes]) -> None:
    office = life.house.office
    key = _unwrap(office, ROUND, key_file(office, ROUND).read_bytes())
    data = everything(database_file(office, ROUND), key)
    assert all(canary in data for canary in CANARIES)  # the search would find a name
    with office.store.reading() as connection:
        records = [bytes(rid) for rid in connection.execute(sa.select(record.c.rid)).scalars()]
        assert connection.execute(sa.select(code)).all() == []
    assert records
    assert not [one for one in (*hidden, *records) if one in data]
    sections = life.house.survey.questionnaires[GroupCode("internal")].sections
    variables = [item.id for part in sections for item in part.items]
    assert not [one for one in variables if f'"{one}"'.encode() in data]


def _the_journal_names_no_respondent(life: Life, hidden: list[bytes]) -> None:
    with life.house.office.store.reading() as connection:
        acts = read_acts(connection)
        records = [rid.hex() for rid in connection.execute(sa.select(record.c.rid)).scalars()]
    said = json.dumps([dict(one.details) for one in acts])
    assert {"import", "open", "sample draw", "daily", "report", "backup"} <= {one.act for one in acts}
    assert not [one for one in records if one in said]
    assert not [one for one in (*hidden, *CANARIES) if one in said.encode()]
