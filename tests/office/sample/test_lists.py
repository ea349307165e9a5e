"""Lists as offices send them: understood, or refused with every problem named by its cell."""

import io
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refused
from app.base.sentences import Language
from app.office.findings import Findings
from app.office.sample.columns import address
from app.office.sample.frame import Imported, likeness
from app.office.sample.names import open_names, stratum_of
from app.office.sample.rules import Rules, months_between, read_rules
from app.office.sample.tables import unit
from tests.office.sample.conftest import (
    DAY_MS,
    ROUND,
    STAFF,
    USERS,
    Desk,
    csv_bytes,
    person,
    staff,
    users,
    xlsx_bytes,
)


def taken(made: object) -> Imported:
    assert isinstance(made, Imported), made
    return made


def wrong(made: object) -> dict[str, list[str]]:
    """Every problem: its key, and where."""
    assert isinstance(made, Findings), made
    found: dict[str, list[str]] = {}
    for one in made.findings:
        assert one.sentence.spoken(Language.ID)
        assert one.sentence.spoken(Language.EN)
        found.setdefault(one.sentence.key.removeprefix("sample."), []).append(one.place)
    return found


def kept(desk: Desk) -> list[sa.Row[tuple[object, ...]]]:
    names = open_names(desk.office, ROUND)
    assert not isinstance(names, Refused)
    with names.store.reading() as connection:
        rows = list(connection.execute(sa.select(unit).order_by(unit.c.id)))
    names.close()
    return rows


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_whatever_way_a_spreadsheet_saved_it(
    desk: Desk, delimiter: str, encoding: str
) -> None:
    rows = [("Daftar pegawai 2026",), (), STAFF, *staff(3), (), *staff(1, first=7, Nama='René, S.H. "Ené"')]
    text = csv_bytes(rows[0], rows[1:], delimiter).decode("utf-8-sig")
    made = taken(desk.bring(text.encode(encoding)))
    assert made.persons == {stratum_of("dishub", "internal"): 4}
    last = kept(desk)[-1]
    assert (last.name, last.row, last.born) == ('René, S.H. "Ené"', 8, "1980-05-08")
    assert made.encoding in {"utf-8", "utf-16", "cp1252"}


def test_a_workbook_gives_the_same_persons_as_its_csv(desk: Desk) -> None:
    rows = [("Rekap pegawai",), STAFF, *staff(5)]
    made = taken(desk.bring(xlsx_bytes(rows), name="daftar.xlsx"))
    assert made.sheet == "Sheet"
    first = [tuple(row)[2:] for row in kept(desk)]
    taken(desk.bring(csv_bytes(rows[0], rows[1:]), replace=True))
    assert [tuple(row)[2:] for row in kept(desk)] == first


def test_headings_in_english_and_headings_that_an_officer_explains_are_understood(desk: Desk) -> None:
    header = ("Officer", "Phone number", "Agency", "Last service", "Via broker")
    rows = [tuple(row[:5]) for row in users(2)]
    assert "find_no_header" in wrong(desk.bring(csv_bytes(header, rows), "external"))
    made = taken(desk.bring(csv_bytes(header, rows), "external", columns={"name": "officer"}))
    assert made.eligible == {stratum_of("dishub", "external"): 2}
    nowhere = desk.bring(
        csv_bytes(header, rows), "external", columns={"name": "officer", "phone": "Tel"}, replace=True
    )
    assert wrong(nowhere)["find_no_heading"] == ["1"]


def test_every_problem_is_named_at_once_with_its_cell(desk: Desk) -> None:
    good = dict(zip(STAFF, staff(1)[0], strict=True))
    rows = [
        good | {"Nama": "=HYPERLINK(1)"},
        good | {"Nama": "", "NIP": "12345"},
        good | {"Nama": "Ali\u202eBaba"},
        good | {"Tanggal lahir": "31/02/1980"},
        good | {"TMT Unit": "01/01/2099"},
        good | {"TMT Instansi": ""},
        good | {"Instansi": "Dinas Kebakaran"},
        good | {"No. HP": "12"},
        good | {"NIP": "1,98001E+17"},
        good | {"Nama": "12345"},
        good | {"Jabatan": "x" * 201},
    ]
    data = csv_bytes(STAFF, [tuple(row[heading] for heading in STAFF) for row in rows])
    found = wrong(desk.bring(data))
    assert found == {
        "find_formula": ["A2"],
        "find_nip": ["B3"],
        "find_name_missing": ["A3"],
        "find_hidden_sign": ["A4"],
        "find_date": ["D5"],
        "find_date_range": ["J6"],
        "find_needed": ["I7"],
        "find_agency": ["E8"],
        "find_phone": ["C9"],
        "find_nip_rounded": ["B10"],
        "find_no_name": ["A11"],
        "find_long": ["G12"],
    }
    assert kept(desk) == []


def test_who_breaks_a_rule_is_counted_by_the_rule_and_not_drawn(desk: Desk) -> None:
    data = csv_bytes(
        STAFF,
        [
            *staff(4),
            *staff(1, first=10, **{"TMT Instansi": "10/11/2024"}),  # a day short of two years
            *staff(1, first=11, **{"TMT Instansi": "09/11/2024"}),
            *staff(1, first=12, **{"TMT Instansi": "10/11/2024", "Status kepegawaian": "Tenaga kontrak"}),
            *staff(1, first=13, **{"TMT Unit": "10/11/2025", "Jabatan": "KEPALA DINAS"}),
            *staff(1, first=14, Tugas="Pengemudi"),
        ],
    )
    made = taken(desk.bring(data))
    assert made.persons == {stratum_of("dishub", "internal"): 9}
    assert made.eligible == {stratum_of("dishub", "internal"): 6}
    assert made.excluded == {"masa-di-instansi": 1, "masa-di-unit": 1, "pimpinan": 1, "tugas-pendukung": 1}
    assert [row.excluded for row in kept(desk)][-2:] == ["masa-di-unit,pimpinan", "tugas-pendukung"]


def test_users_served_long_ago_or_through_a_broker_are_not_drawn(desk: Desk) -> None:
    base = users(1)[0]
    rows = [(*base[:3], day, broker, "-") for day, broker in
            (("09/11/2025", "tidak"), ("08/11/2025", "tidak"), ("01/10/2026", "Ya"))]  # fmt: skip
    made = taken(desk.bring(csv_bytes(USERS, rows), "external"))
    assert (made.eligible, made.excluded) == (
        {stratum_of("dishub", "external"): 1},
        {"layanan-setahun": 1, "tanpa-perantara": 1},
    )


def test_what_nobody_needs_is_not_kept(desk: Desk) -> None:
    made = taken(desk.bring(csv_bytes(USERS, users(2)), "external"))
    assert made.ignored == ("Pekerjaan",)
    assert not [
        value for row in kept(desk) for value in row if value in {"Pedagang", "05/10/2026", "2026-10-05"}
    ]


def test_formulas_macros_merged_cells_and_old_formats_are_refused(desk: Desk) -> None:
    rows = [STAFF, *staff(3)]
    formula = [STAFF, ("=A1&B1", *staff(1)[0][1:])]
    assert wrong(desk.bring(xlsx_bytes(formula), name="a.xlsx")) == {"find_formula": ["A2"]}
    assert wrong(desk.bring(xlsx_bytes(rows, merge="A2:A3"), name="b.xlsx")) == {"find_merged": ["A2"]}
    taken(
        desk.bring(xlsx_bytes([("Judul", None), *rows], merge="A1:C1"), name="c.xlsx")
    )  # a title may be merged
    with_macros = io.BytesIO(xlsx_bytes(rows))
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert wrong(desk.bring(with_macros.getvalue(), name="d.xlsm")) == {"find_macros": [""]}
    assert wrong(desk.bring(b"\xd0\xcf\x11\xe0" + b"x" * 600, name="e.xls")) == {"find_old_excel": [""]}
    assert wrong(desk.bring(b"PK\x03\x04 no zip", name="f.xlsx")) == {"find_bad_workbook": [""]}
    assert wrong(desk.bring(b"\0\1\2", name="g.csv")) == {"find_not_text": [""]}
    two_sheets = xlsx_bytes(rows, extra_sheet=True)
    assert wrong(desk.bring(two_sheets, name="h.xlsx")) == {"find_which_sheet": [""]}
    assert "find_nip_rounded" in wrong(
        desk.bring(xlsx_bytes([STAFF, (staff(1)[0][0], 198001010000000001, *staff(1)[0][2:])]), name="i.xlsx")
    )


def test_a_workbook_with_entities_or_a_bomb_is_not_unpacked(desk: Desk) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    book = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes([STAFF, *staff(1)]))) as old,
        zipfile.ZipFile(book, "w") as new,
    ):
        for part in old.namelist():
            new.writestr(part, entity if part.endswith("sheet1.xml") else old.read(part))
    assert wrong(desk.bring(book.getvalue(), name="a.xlsx")) == {"find_bad_workbook": [""]}
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"xl/{number}.xml", b" " * (100 * 1024 * 1024))
    started = time.monotonic()
    assert wrong(desk.bring(bomb.getvalue(), name="b.xlsx")) == {"find_too_large": [""]}
    assert time.monotonic() - started < 2


def test_rubbish_is_refused_and_never_a_crash(desk: Desk) -> None:
    seeds = random.Random(5)
    book = bytearray(xlsx_bytes([STAFF, *staff(4)]))
    for number in range(60):
        spoilt = bytearray(book)
        for _ in range(seeds.randrange(1, 8)):
            spoilt[seeds.randrange(len(spoilt))] = seeds.randrange(256)
        made = desk.bring(bytes(spoilt), name=f"{number}.xlsx", replace=True)
        assert isinstance(made, Imported | Findings | Refused)


def test_a_list_is_not_taken_in_twice_and_an_older_one_only_replaced_when_asked(desk: Desk) -> None:
    data = csv_bytes(STAFF, staff(5))
    taken(desk.bring(data))
    again = desk.bring(data)
    assert isinstance(again, Refused)
    assert again.code == "sample.list_known"
    longer = csv_bytes(STAFF, staff(6))
    other = desk.bring(longer)
    assert isinstance(other, Refused)
    assert other.code == "sample.list_there"
    assert len(kept(desk)) == 5
    taken(desk.bring(longer, replace=True))
    assert len(kept(desk)) == 6


def test_an_agency_is_named_once_by_the_list_or_by_the_officer(desk: Desk) -> None:
    both = desk.bring(csv_bytes(STAFF, staff(2)), agency="dishub")
    assert "find_agency_how" in wrong(both)
    without = [row[:4] + row[5:] for row in staff(2)]
    header = STAFF[:4] + STAFF[5:]
    assert "find_agency_how" in wrong(desk.bring(csv_bytes(header, without)))
    made = taken(desk.bring(csv_bytes(header, without), agency="pupr"))
    assert made.persons == {stratum_of("pupr", "internal"): 2}


def test_a_rule_without_its_column_is_said_before_anybody_is_judged(desk: Desk) -> None:
    header, rows = STAFF[:-1], [row[:-1] for row in staff(2)]
    found = wrong(desk.bring(csv_bytes(header, rows)))
    assert found == {"find_rule_column": ["1"]}


def test_wrong_rules_are_named_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "title: {id: A}\nexample: true\nrules:\n"
        "- {id: a, group: internal, column: position, reason: {id: x}, months_at_least: 3}\n"
        "- {id: a, group: internal, column: duty, reason: {id: x}}\n",
        encoding="utf-8",
    )
    found = read_rules(path)
    assert isinstance(found, Findings)
    assert [one.place for one in found.findings] == ["rules.0.months_at_least", "rules.1", "rules.1.id"]


def test_the_example_rules_say_that_they_are_an_example() -> None:
    rules = read_rules()
    assert isinstance(rules, Rules)
    assert rules.example


def test_a_clock_set_back_makes_todays_dates_impossible_and_says_so(desk: Desk) -> None:
    desk.clock.advance(-400 * DAY_MS)
    assert "find_date_range" in wrong(desk.bring(csv_bytes(USERS, users(1)), "external"))


@given(st.dates(), st.dates())
def test_whole_months_are_counted_as_people_count_them(day: object, other: object) -> None:
    import datetime as dt

    assert isinstance(day, dt.date)
    assert isinstance(other, dt.date)
    first, last = sorted((day, other))
    months = months_between(first, last)
    assert 0 <= months * 28 <= (last - first).days + 3
    assert months_between(first, first) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. Ahmad Saputra, S.H., M.Si.", "AHMAD  SAPUTRA"),
        ("Hj. Siti Aminah", "Aminah Siti"),
        ("René Halim", "Rene Halim"),
    ],
)
def test_one_name_in_two_spellings_is_alike_on_one_birthday(one: str, other: str) -> None:
    assert likeness(one, "1980-05-01") == likeness(other, "1980-05-01")
    assert likeness(one, "1980-05-01") != likeness(other, "1980-05-02")
    assert likeness(one, "") == ""


@given(st.integers(0, 60))
def test_columns_are_called_as_spreadsheets_call_them(place: int) -> None:
    from openpyxl.utils import get_column_letter

    assert address(7, place) == f"{get_column_letter(place + 1)}7"


LARGE = """
import resource, sys
from pathlib import Path
sys.path[:0] = [str(Path.cwd())]
from tests.office.sample.conftest import *
from app.office.sample.frame import Imported
folder, kind = Path(sys.argv[1]), sys.argv[2]
rules = read_rules()
clock = HandClock(NOVEMBER_2)
desk = Desk(folder, signed_in(folder / "office", clock), clock, rules)
small = desk.bring((folder / f"small.{kind}").read_bytes(), "external", name=f"small.{kind}")
assert isinstance(small, Imported), small
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
large = desk.bring((folder / f"large.{kind}").read_bytes(), "external", name=f"large.{kind}", replace=True)
assert isinstance(large, Imported), large
print(sum(large.persons.values()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def run_large(desk: Desk, kind: str) -> tuple[int, int, float]:
    """Import a small list and then a large one, in a process of its own: persons, KiB more, seconds."""
    desk.office.close()
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(desk.folder), kind],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    persons, more = done.stdout.split()
    return int(persons), int(more), time.monotonic() - started


def test_a_hundred_thousand_users_come_in_with_bounded_memory(desk: Desk) -> None:
    for name, count in (("small", 1_000), ("large", 100_000)):
        (desk.folder / f"{name}.csv").write_bytes(csv_bytes(USERS, users(count)))
    persons, more, seconds = run_large(desk, "csv")
    assert persons == 100_000
    assert more < 150 * 1024  # the file itself, its text twice, and a thousand rows
    assert seconds < 90


@pytest.mark.slow
def test_a_hundred_thousand_users_come_in_from_a_workbook(desk: Desk) -> None:
    for name, count in (("small", 1_000), ("large", 100_000)):
        (desk.folder / f"{name}.xlsx").write_bytes(xlsx_bytes([USERS, *users(count)]))
    persons, more, seconds = run_large(desk, "xlsx")
    assert persons == 100_000
    assert more < 250 * 1024
    assert seconds < 240


def test_names_of_the_tests_are_invented() -> None:
    assert person(3) == "Dewi Pratama Kenari3"
