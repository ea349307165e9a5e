"""Taking a list in: every problem at once, or every person counted, with the reason of who may not be asked.

The bytes are read once; what is parsed is what was hashed. Rows go into the store as they are read, so that a
list of a hundred thousand takes no more memory than one of a hundred.
"""

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import JsonValue, digest
from app.base.clock import local_time
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, GroupCode, RoundId
from app.base.sentences import Sentence
from app.office.findings import Finding, Findings
from app.office.officers.signin import Office
from app.office.sample.columns import (
    Column,
    Headings,
    address,
    is_header,
    read_headings,
    recognised,
)
from app.office.sample.names import Names, Stratum, open_names, stratum_of
from app.office.sample.rules import Rules, is_broken, speaks_of
from app.office.sample.table import HEADER_ROWS, MAX_BYTES, MAX_ROWS, Table, Value, open_table
from app.office.sample.tables import decision, drawn, frame, unit
from app.office.sample.values import Held, read_cell
from app.office.survey.roundfile import EXPERT
from app.office.survey.rounds import RoundDocument
from app.storage.trouble import of_file

MAX_FINDINGS = 500  # nobody mends more at a sitting; how many there are besides is said
_CHUNK = 1_000  # rows that go into the store together
Report = Callable[[int, int], None]


def _quiet(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an officer says of a list: whose it is, and how its headings are to be read.

    `agency` is needed where no column names one. `replace` takes the earlier lists of the same strata out.
    """

    path: Path
    group: GroupCode
    rules: Rules
    agency: AgencyCode | None = None
    sheet: str | None = None
    columns: Mapping[Column, str] = field(default_factory=dict)
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a list: persons per stratum, and how many broke each rule."""

    file: str
    sha256: Digest
    encoding: str
    sheet: str
    persons: Mapping[Stratum, int]
    eligible: Mapping[Stratum, int]
    excluded: Mapping[str, int]
    ignored: tuple[str, ...]


def import_frame(
    office: Office, round_id: RoundId, listing: Listing, progress: Report = _quiet
) -> Imported | Refused | Findings:
    """Read the list at `listing.path` into the round's names; a list with problems leaves nothing behind.

    Refuses once a draw has been made of one of its strata: a list does not change under a draw.
    """
    data = _read(listing.path)
    file = listing.path.name
    names = open_names(office, round_id, create=True)
    if isinstance(names, Refused):
        return names
    with (
        closing(names),
        open_table(file, data, listing.sheet, lambda c: recognised(c, listing.columns)) as table,
    ):
        if isinstance(table, Findings):
            return table
        reader = _Reader(names.plan, listing, table, today=local_time(office.clock.utc_ms()).date())
        try:
            with names.acting() as connection:
                return _take_in(connection, names, reader, digest(data), progress)
        except _NotTaken as wrong:
            return wrong.why


class _NotTaken(Exception):  # noqa: N818 - it never leaves this module: it undoes a transaction
    def __init__(self, why: Refused | Findings) -> None:
        super().__init__()
        self.why = why


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise of_file(error, path) from None


def _take_in(
    connection: sa.Connection, names: Names, reader: "_Reader", sha256: Digest, progress: Report
) -> Imported:
    listing = reader.listing
    file = listing.path.name
    if (
        connection.execute(sa.select(frame.c.id).where(frame.c.sha256 == sha256)).first()
        and not listing.replace
    ):
        raise _NotTaken(Refused("sample.list_known", {"file": file}))
    number = (connection.execute(sa.select(sa.func.max(frame.c.id))).scalar() or 0) + 1
    values = {
        "id": number,
        "respondents": listing.group,
        "file": file[-255:],
        "sha256": sha256,
        "units": 0,
        "rules": listing.rules.to_bytes(),
        "imported": reader.today.isoformat(),
    }
    connection.execute(sa.insert(frame).values(values))
    _insert(connection, reader, number, progress)
    if reader.found:
        raise _NotTaken(reader.findings())
    _clear_way(connection, reader, number)
    persons = sum(reader.persons.values())
    connection.execute(sa.update(frame).where(frame.c.id == number).values(units=persons))
    made = Imported(
        file,
        sha256,
        reader.table.encoding,
        reader.table.sheet,
        dict(reader.persons),
        {stratum: reader.eligible[stratum] for stratum in reader.persons},
        dict(reader.excluded),
        reader.ignored,
    )
    details: dict[str, JsonValue] = {
        "group": listing.group,
        "sha256": sha256,
        "persons": persons,
        "eligible": sum(made.eligible.values()),
    }
    names.acted(connection, "sample import", details)
    return made


def _insert(connection: sa.Connection, reader: "_Reader", number: int, progress: Report) -> None:
    first = (connection.execute(sa.select(sa.func.max(unit.c.id))).scalar() or 0) + 1
    rows = reader.rows()
    done = 0
    while chunk := list(islice(rows, _CHUNK)):
        if not reader.found:  # after the first problem the list is only read to its end
            values = [{"id": first + done + at, "frame": number, **row} for at, row in enumerate(chunk)]
            connection.execute(sa.insert(unit), values)
        done += len(chunk)
        progress(done, 0)


def _clear_way(connection: sa.Connection, reader: "_Reader", number: int) -> None:
    """Take out what the new list replaces, unless somebody was drawn of it."""
    for stratum in reader.persons:
        here = (unit.c.agency == stratum.agency) & (unit.c.respondents == stratum.group)
        chosen = (drawn.c.agency == stratum.agency) & (drawn.c.respondents == stratum.group)
        if connection.execute(sa.select(drawn.c.draw).where(chosen)).first() is not None:
            raise _NotTaken(Refused("sample.already_drawn", {"stratum": stratum.label}))
        earlier = here & (unit.c.frame != number)
        if connection.execute(sa.select(unit.c.id).where(earlier).limit(1)).first() is None:
            continue
        if not reader.listing.replace:
            raise _NotTaken(Refused("sample.list_there", {"stratum": stratum.label}))
        connection.execute(sa.delete(unit).where(earlier))
    if reader.listing.replace:
        connection.execute(sa.delete(decision))  # they spoke of persons who may be gone
        left = sa.select(unit.c.frame).distinct()
        connection.execute(sa.delete(frame).where(frame.c.id.not_in(left)))


class _Reader:
    """One list being read: its persons row by row, its problems, its counts."""

    def __init__(self, plan: RoundDocument, listing: Listing, table: Table, today: dt.date) -> None:
        self.listing = listing
        self.table = table
        self.today = today
        self.found: list[Finding] = []
        self.more = 0
        self.persons: Counter[Stratum] = Counter()
        self.eligible: Counter[Stratum] = Counter()
        self.excluded: Counter[str] = Counter()
        self.ignored: tuple[str, ...] = ()
        self._reference = dt.date.fromisoformat(plan.start)
        self._rules = listing.rules.of(listing.group)
        self._agencies = _agencies(plan)
        self._strata = {stratum_of(one.agency, one.group) for one in plan.strata}

    def findings(self) -> Findings:
        """What is wrong with the list."""
        if self.more:
            self.found.append(Finding("", Sentence("sample.find_more", {"count": self.more})))
        return Findings(self.listing.path.name, tuple(self.found))

    def rows(self) -> Iterator[Mapping[str, object]]:
        """The persons as the store keeps them."""
        headings = self._headings()
        if headings is None:
            return
        self.ignored = headings.ignored
        count = 0
        for row, cells in self.table.rows:
            if all(cell is None for cell in cells):
                continue
            if row == 0:
                self._wrong("", "sample.find_bad_workbook")
                return
            count += 1
            if count > MAX_ROWS:
                self._wrong(str(row), "sample.find_many_rows", most=MAX_ROWS)
                return
            if (person := self._person(headings, row, cells)) is not None:
                yield person
        if not count:
            self._wrong("", "sample.find_nobody")

    def _headings(self) -> Headings | None:
        for row, cells in islice(self.table.rows, HEADER_ROWS):
            if not is_header(cells, self.listing.columns):
                continue
            headings = read_headings(row, cells, self.listing.columns)
            if not isinstance(headings, Headings):
                self.found += headings
                return None
            self._fit(headings)
            for merged, place in self.table.merged:
                if merged >= row:
                    self._wrong(place, "sample.find_merged")
            return None if self.found else headings
        self._wrong("1", "sample.find_no_header", rows=HEADER_ROWS)
        return None

    def _fit(self, headings: Headings) -> None:
        """Whether every rule finds its columns, and every person an agency."""
        place = str(headings.row)
        for rule in self._rules:
            for column in rule.columns:
                if column not in headings.places:
                    self._wrong(place, "sample.find_rule_column", rule=rule.reason.id, column=column)
        if self.listing.group == EXPERT:
            return
        if (self.listing.agency is None) == (Column.AGENCY not in headings.places):
            self._wrong(place, "sample.find_agency_how")
        elif self.listing.agency is not None and self._agency(self.listing.agency) is None:
            self._wrong(place, "sample.find_agency", value=self.listing.agency)

    def _person(self, headings: Headings, row: int, values: Sequence[Value]) -> Mapping[str, object] | None:
        before = len(self.found) + self.more
        held: dict[Column, Held] = {}
        wrong: set[Column] = set()
        for column, place in headings.places.items():
            cell = values[place] if place < len(values) else None
            what = read_cell(column, cell, self.today)
            if isinstance(what, Sentence):
                wrong.add(column)
                self._find(address(row, place), what)
            elif what is not None:
                held[column] = what
        if Column.NAME not in held.keys() | wrong:
            self._wrong(address(row, headings.places[Column.NAME]), "sample.find_name_missing")
        stratum = None if Column.AGENCY in wrong else self._stratum(headings, row, held)
        broken = self._broken(headings, row, held, wrong)
        if stratum is None or len(self.found) + self.more > before:
            return None
        self.persons[stratum] += 1
        self.eligible[stratum] += not broken
        self.excluded.update(broken)
        return {
            "row": row,
            "agency": stratum.agency,
            "respondents": stratum.group,
            **{name: _kept(held.get(column)) for name, column in _KEPT.items()},
            "likeness": likeness(_kept(held[Column.NAME]), _kept(held.get(Column.BORN))),
            "excluded": ",".join(broken),
        }

    def _stratum(self, headings: Headings, row: int, held: Mapping[Column, Held]) -> Stratum | None:
        group = self.listing.group
        if group == EXPERT:
            return stratum_of("", group)
        place = headings.places.get(Column.AGENCY)
        written = self.listing.agency or _kept(held.get(Column.AGENCY))
        where = str(row) if place is None else address(row, place)
        agency = self._agency(written)
        if agency is None:
            self._wrong(where, "sample.find_agency", value=written or "-")
            return None
        stratum = stratum_of(agency, group)
        if stratum not in self._strata:
            self._wrong(where, "sample.find_no_stratum", stratum=stratum.label)
            return None
        return stratum

    def _agency(self, written: str) -> AgencyCode | None:
        return self._agencies.get(_spelled(written))

    def _broken(
        self, headings: Headings, row: int, held: Mapping[Column, Held], wrong: set[Column]
    ) -> tuple[str, ...]:
        broken = []
        for rule in self._rules:
            column = Column(rule.column)
            if column in wrong or not speaks_of(rule, held):
                continue
            if column in held or rule.none_of is not None:
                broken += [rule.id] * is_broken(rule, held, self._reference)
            else:
                wrong.add(column)  # said once, however many rules ask for it
                fields = {"heading": headings.names[column]}
                self._find(address(row, headings.places[column]), Sentence("sample.find_needed", fields))
        return tuple(broken)

    def _wrong(self, place: str, key: str, /, **fields: str | int) -> None:
        self._find(place, Sentence(key, fields))

    def _find(self, place: str, sentence: Sentence) -> None:
        if len(self.found) < MAX_FINDINGS:
            self.found.append(Finding(place, sentence))
        else:
            self.more += 1


_KEPT: Mapping[str, Column] = {
    "name": Column.NAME,
    "nip": Column.NIP,
    "phone": Column.PHONE,
    "email": Column.EMAIL,
    "address": Column.ADDRESS,
    "born": Column.BORN,
    "work_unit": Column.WORK_UNIT,
    "position": Column.POSITION,
}


def _kept(held: Held | None) -> str:
    return held.isoformat() if isinstance(held, dt.date) else str(held or "")


def likeness(name: str, born: str) -> str:
    """A digest that is equal for one name in several spellings, born on one day; empty without that day.

    Titles, case, accents, points and the order of words do not count.
    """
    if not born:
        return ""
    before, _, _ = name.partition(",")  # academic titles stand behind a comma
    plain = unicodedata.normalize("NFKD", before).casefold()
    words = ["".join(c for c in word if c.isalnum()) for word in plain.split()]
    known = sorted(word for word in words if word and word not in _TITLES)
    return digest(" ".join([*known, born]).encode())


_TITLES = {"dr", "drs", "dra", "drg", "ir", "h", "hj", "prof", "bapak", "ibu", "sdr", "sdri"}


def _agencies(plan: RoundDocument) -> Mapping[str, AgencyCode]:
    """The agencies by whatever a list may call them: code, short name, either full name."""
    return {
        _spelled(name): AgencyCode(one.code)
        for one in plan.agencies
        for name in (one.code, one.short, one.name.id, one.name.en or one.name.id)
    }


def _spelled(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
