"""OFFICE: an office that is killed while it imports, opens or migrates has done a thing whole or not at all.

A child does one act on a copy of a prepared office and is killed, at a request to the disk that it makes,
before it or in its middle, or from outside at a moment drawn from the clock. Then the office is opened as
on any morning and looked at: the store is sound, the journal follows; of each batch everything is there or
nothing, with the bytes in evidence; a round is opened or closed, never between; a store has the old tables
or the new, with all its rows, and once it is new the copy of the old lies beside it. Then the act is done
again: it completes, and nothing is there twice. The mutants commit a batch in two transactions, and keep the
database's own journal in memory.
"""

import os
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from app.base.errors import Refused
from app.base.ids import RecordId
from app.office.answers.opening import Opened, open_round, stored_rows
from app.office.gathering import intake
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.incoming import EVIDENCE
from app.office.gathering.intake import Verdict, import_paths
from app.office.officers.signin import STORE_NAME, Office
from app.office.store.audit import read_acts
from app.office.store.database import MIGRATIONS, VERSIONS, Store, config_of
from app.office.store.tables import batch, code, metadata, opened_row, opening, record
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import find_round
from app.storage.database import connection_for_office
from tests.campaign.hunt import Found, Hunt
from tests.faults import spoilt
from tests.faults.playing import Prepare, chance, kill_after
from tests.faults.shim import CHANGES, Kind, Manner, Shim
from tests.office.conftest import ROUND, House, make_template, open_house, signed_in
from tests.office.test_opening import EXPLAINED, collect

SEED = 20_261_127
FIRST = "0001"  # the oldest tables that an office may still have
Rows = Mapping[str, Sequence[tuple[object, ...]]]


@dataclass(frozen=True)
class Act:
    """Something an office does in `folder`, and what is wrong there when it was killed, and when it is done.

    `half` looks at what a kill left behind; `whole` at what is there when the act was done once more.
    """

    name: str
    prepared: Path
    do: Callable[[Path], None]
    half: Callable[[Path], Iterator[str]]
    whole: Callable[[Path], Iterator[str]]


@dataclass(frozen=True)
class Death:
    """At a request to the disk, or from outside after some time."""

    said: str
    nth: int = 0
    manner: Manner = Manner.DIE
    after_s: float | None = None


def hunt(size: int, folder: Path, spoil: Prepare | None = None) -> Found:
    """Kill the office `size` times, in its three acts in turns; a spoilt one until a fault is seen."""
    acts = _acts(folder)
    ways = [_deaths(act, folder) for act in acts]
    faults: list[str] = []
    died = 0
    for number in range(size):
        act, way = acts[number % len(acts)], ways[number % len(acts)]
        death = next(way)
        place = folder / "day"
        shutil.copytree(act.prepared, place)
        died += _struck(act, place, death, spoil)
        faults += [f"{act.name}, {death.said}: {fault}" for fault in islice(_wrong(act, place), 1)]
        shutil.rmtree(place)
        if faults and spoil is not None:
            break
    return Found(size, faults, f"{len(faults)} faults in {size} ({died} died in the middle)")


def _wrong(act: Act, place: Path) -> Iterator[str]:
    try:
        yield from act.half(place)
        act.do(place)
        yield from act.whole(place)
    except Exception as error:  # noqa: BLE001 - an office that cannot go on is the worst of faults
        yield f"malformed: {error!r} {traceback.format_exc(limit=-2)}".replace("\n", " ")


def _deaths(act: Act, folder: Path) -> Iterator[Death]:
    """By chance over all requests that the act makes, and every fourth from outside."""
    place = folder / "counted"
    shutil.copytree(act.prepared, place)
    begun = os.times().elapsed
    total = _requests(act, place)
    lasting_s = os.times().elapsed - begun
    shutil.rmtree(place)
    drawn = chance(SEED)
    while True:
        for manner in (Manner.DIE, Manner.DIE_HALF, Manner.DIE):
            nth = drawn.randint(1, total)
            yield Death(f"{manner.name} at request {nth} of {total}", nth, manner)
        after_s = drawn.random() * lasting_s
        yield Death(f"killed after {after_s:.3f} s", after_s=after_s)


def _requests(act: Act, place: Path) -> int:
    told = place / "requests"

    def counted() -> None:
        shim = _armed(place, 0, Manner.FAIL)
        act.do(place)
        told.write_text(f"{shim.seen()}", encoding="ascii")

    _apart(counted)
    return int(told.read_text(encoding="ascii"))


def _struck(act: Act, place: Path, death: Death, spoil: Prepare | None) -> bool:
    """Let a child do the act and die; whether it did not come to its end."""

    def work() -> None:
        if spoil is not None:
            spoil()
        _armed(place, death.nth, death.manner)
        act.do(place)

    return _apart(work, death.after_s) != 0


def _armed(place: Path, nth: int, manner: Manner) -> Shim:
    shim = Shim()
    shim.watch(place)
    kinds: Kind = CHANGES
    shim.arm(kinds, nth, manner)
    return shim


def _apart(work: Callable[[], None], after_s: float | None = None) -> int:
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException:  # noqa: BLE001 - what a spoilt program comes to is seen by what it left
            os._exit(1)
        os._exit(0)
    if after_s is not None:
        kill_after(child, after_s)
    return os.waitpid(child, 0)[1]


# --- the three acts -----------------------------------------------------------------------------------------


def _acts(folder: Path) -> Sequence[Act]:
    packaged = make_template(folder / "template")
    house = _copied(folder / "template", folder / "importing", packaged)
    sticks, expected = _sticks(house)
    house.office.close()
    house = _copied(folder / "template", folder / "opening", packaged)
    _close(house)
    house.office.close()
    shutil.copytree(folder / "opening", folder / "migrating")
    key, before = _step_back(folder / "migrating")
    shutil.copytree(folder / "opening", folder / "opened")
    _open(folder / "opened")
    rows = _opened(folder / "opened")
    return (
        Act(
            "import",
            folder / "importing",
            _import,
            lambda place: _half_imported(place, sticks),
            lambda place: _imported(place, sticks, expected),
        ),
        Act("opening", folder / "opening", _open, _half_opened, lambda place: _same_rows(place, rows)),
        Act(
            "migration",
            folder / "migrating",
            _migrate,
            lambda place: _half_migrated(place, key, before),
            lambda place: _migrated(place, key, before),
        ),
    )


def _copied(template: Path, folder: Path, packaged: object) -> House:
    shutil.copytree(template / "office", folder / "office")
    return open_house(folder / "office", packaged, template)  # type: ignore[arg-type]


# --- import ---


def _sticks(house: House) -> tuple[Mapping[str, frozenset[bytes]], Counter[bytes]]:
    """Six files of two seats, each of which repeats what no receipt has named; the records of each."""
    files: dict[str, frozenset[bytes]] = {}
    for name in ("01", "02"):
        kiosk = house.kiosk(name)
        for seq in range(3):
            for each in range(3):
                kiosk.keep(f"{name}/{seq}/{each}".ljust(16).encode(), b"{}")
            data = kiosk.export()
            house.stick(f"{name}-{seq}", data)
            files[kiosk.previous] = frozenset(bytes(rid) for rid in kiosk.records)
    return files, Counter(rid for records in files.values() for rid in records)


def _import(place: Path) -> None:
    office = signed_in(place / "office", "a")
    import_paths(office, [place / "stick"], place / "receipts")
    office.close()


def _half_imported(place: Path, sticks: Mapping[str, frozenset[bytes]]) -> Iterator[str]:
    office = signed_in(place / "office", "a")
    try:
        yield from _sound(office, "import", None)
        with office.store.reading() as connection:
            batches = connection.execute(sa.select(batch.c.sha256)).scalars().all()
            held = set(connection.execute(sa.select(record.c.rid)).scalars())
            imports = sum(act.act == "import" for act in read_acts(connection))
        if held != {rid for one in batches for rid in sticks[one]}:
            yield f"{len(held)} records of {len(batches)} batches"
        if imports != len(batches):
            yield f"{imports} acts of {len(batches)} batches"
        for one in batches:
            if not (office.folder / EVIDENCE / f"{one}.bilik").is_file():
                yield f"a batch without evidence: {one}"
    finally:
        office.close()


def _imported(place: Path, sticks: Mapping[str, frozenset[bytes]], expected: Counter[bytes]) -> Iterator[str]:
    yield from _half_imported(place, sticks)
    office = signed_in(place / "office", "a")
    with office.store.reading() as connection:
        rids = Counter(connection.execute(sa.select(record.c.rid)).scalars().all())
        stored = connection.execute(sa.select(batch.c.sha256, batch.c.new_records)).all()
    verdicts = import_paths(office, [place / "stick"], place / "receipts")
    office.close()
    if rids != Counter(dict.fromkeys(expected, 1)) or {row.sha256 for row in stored} != set(sticks):
        yield f"{rids.total()} records in {len(stored)} batches when all was imported again"
    if sum(row.new_records for row in stored) != len(expected):
        yield f"{sum(row.new_records for row in stored)} counted as new of {len(expected)}"
    if {one.verdict for one in verdicts} != {Verdict.DUPLICATE}:
        yield f"the third import says {[one.verdict for one in verdicts]}"
    if len(list((place / "receipts").iterdir())) != len(sticks):
        yield "receipts are missing"


# --- opening ---


def _close(house: House) -> None:
    kiosk = collect(house)
    import_paths(house.office, [house.stick("all", kiosk.export())])
    assert isinstance(close_round(house.office, ROUND, EXPLAINED), Closed)


def _open(place: Path) -> None:
    """Two officers open the round, unless it is open."""
    office = signed_in(place / "office", "ab")
    done = open_round(office, ROUND)
    office.close()
    assert isinstance(done, Opened) or done.code == "office.round_not_closed", done


def _half_opened(place: Path) -> Iterator[str]:
    office = signed_in(place / "office", "ab")
    try:
        with office.store.reading() as connection:
            survey = find_round(connection, ROUND)
            tables = (opened_row, opening, code)
            rows, runs, codes = (_count(connection, table) for table in tables)
        assert not isinstance(survey, Refused)
        opened = survey.state is RoundState.OPENED
        yield from _sound(office, "open", 1 if opened else 0)
        if (bool(rows), bool(runs), not codes) != (opened, opened, opened):
            yield f"{survey.state} with {rows} rows, {runs} openings and {codes} codes"
    finally:
        office.close()


def _opened(place: Path) -> tuple[bytes, ...]:
    office = signed_in(place / "office", "ab")
    with office.store.reading() as connection:
        rows = tuple(stored_rows(connection, ROUND))
    office.close()
    return rows


def _same_rows(place: Path, rows: tuple[bytes, ...]) -> Iterator[str]:
    yield from _half_opened(place)
    if _opened(place) != rows:
        yield f"{len(_opened(place))} rows instead of the {len(rows)} of an opening that nothing disturbed"


# --- migration ---


def _step_back(place: Path) -> tuple[bytes, Rows]:
    """Give the office the first tables, with the rows that it has in them; the store's key and these rows."""
    office = signed_in(place / "office", "a")
    key, path = office.officers[0].store_key, place / "office" / STORE_NAME
    office.close()
    new = path.with_suffix(".new")
    path.rename(new)
    older, config = connection_for_office(path, key), config_of(MIGRATIONS)
    engine = sa.create_engine("sqlite://", creator=lambda: older, poolclass=sa.StaticPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        names = sa.inspect(connection).get_table_names()
        source = Store(new, key)
        with source.reading() as whole:
            for table in metadata.sorted_tables:
                rows = whole.execute(sa.select(table)).mappings().all()
                if table.name in names and rows:
                    connection.execute(sa.insert(table), [dict(row) for row in rows])
        source.close()
    engine.dispose()
    older.close()
    new.unlink()
    return key, _rows(path, key)


def _migrate(place: Path) -> None:
    signed_in(place / "office", "a").close()


def _half_migrated(place: Path, key: bytes, before: Rows) -> Iterator[str]:
    path = place / "office" / STORE_NAME
    if (version := _version(path, key)) not in {FIRST, VERSIONS.head}:
        yield f"the tables have version {version}"
    if _rows(path, key) != before:
        yield "rows were changed"
    copies = list(path.parent.glob("*-sebelum-*"))
    if version == VERSIONS.head and not any(_rows(copy, key) == before for copy in copies):
        yield f"no copy of what it was before, among {len(copies)}"


def _migrated(place: Path, key: bytes, before: Rows) -> Iterator[str]:
    yield from _half_migrated(place, key, before)
    path = place / "office" / STORE_NAME
    if (version := _version(path, key)) != VERSIONS.head:
        yield f"the tables have version {version} when it was migrated again"
    office = signed_in(place / "office", "a")
    yield from _sound(office, "import", 1)
    office.close()


def _version(path: Path, key: bytes) -> str:
    connection = connection_for_office(path, key)
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return str(version)


def _rows(path: Path, key: bytes) -> Rows:
    """All rows of the first tables."""
    connection = connection_for_office(path, key)
    found: dict[str, Sequence[tuple[object, ...]]] = {}
    for table in metadata.sorted_tables:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table.name,)).fetchone():
            rows = connection.execute(f"SELECT * FROM {table.name} ORDER BY 1, 2").fetchall()  # noqa: S608
            if rows:
                found[table.name] = rows
    connection.close()
    return found


# --- any of them ---


def _sound(office: Office, act: str, times: int | None) -> Iterator[str]:
    """The store is whole, the journal follows and names the act so often."""
    office.store.check()
    with office.store.reading() as connection:
        done = [entry for entry in read_acts(connection) if entry.act == act]
    if times is not None and len(done) != times:
        yield f"{len(done)} acts of {act}"


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


# --- mutants ------------------------------------------------------------------------------------------------


def committing_in_two() -> None:
    """Let a batch be there before its records are."""
    fresh = intake._fresh

    def early(
        connection: sa.Connection, package_digest: str, chunk: Mapping[RecordId, bytes]
    ) -> list[RecordId] | None:
        for statement in ("COMMIT", "BEGIN IMMEDIATE", "SAVEPOINT sa_savepoint_1"):
            connection.exec_driver_sql(statement)
        return fresh(connection, package_digest, chunk)

    intake._fresh = early


HUNTS = (
    Hunt("OFFICE", "kill -9 in import, opening, migration", "0 half done", 60, 600, hunt, shim=True),
    Hunt(
        "OFFICE",
        "a batch in two transactions",
        "half done",
        60,
        600,
        lambda size, folder: hunt(size, folder, committing_in_two),
        mutant=True,
        shim=True,
    ),
    Hunt(
        "OFFICE",
        "the database's journal in memory",
        "malformed",
        60,
        600,
        lambda size, folder: hunt(size, folder, spoilt.keeping_as("MEMORY", ("OFF", 0))),
        mutant=True,
        shim=True,
    ),
)
