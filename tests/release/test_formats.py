"""Every format gives back what it was given, and equals every other."""

import csv as stdlib_csv
import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Bug, Integrity
from app.release.formats import csv, json, parquet, spss, stata, xlsx
from app.release.inert import inert, plain
from app.release.names import Names
from app.release.table import Column, Kind, Table, Value, table_of
from tests.release.made import MISSING, formulas, labels, tables, texts, words

DAY = dt.date(2026, 11, 6)
RUN = "ab" * 32
ORIGIN = {"run_id": RUN}
EXAMPLES = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def write_all(folder: Path, table: Table) -> None:
    csv.write(folder / "t.csv", table)
    json.write(folder / "t.json", table, ORIGIN)
    parquet.write(folder / "t.parquet", table, ORIGIN)
    xlsx.write(folder / "t.xlsx", [table], ORIGIN, DAY)
    spss.write(folder / "t.sav", table, RUN, DAY)
    stata.write(folder / "t.dta", table, RUN, DAY)


@EXAMPLES
@given(table=tables())
def test_every_format_gives_back_every_value(table: Table, tmp_path: Path) -> None:
    write_all(tmp_path, table)
    found = {
        "csv": csv.read(tmp_path / "t.csv", table),
        "json": json.read(tmp_path / "t.json", table),
        "parquet": parquet.read(tmp_path / "t.parquet"),
        "xlsx": xlsx.read(tmp_path / "t.xlsx", [table])["uji"],
        "sav": spss.read(tmp_path / "t.sav", table),
        "dta": stata.read(tmp_path / "t.dta", table),
    }
    assert [name for name, frame in found.items() if not frame.equals(table.frame)] == []


@given(st.one_of(texts, formulas))
def test_an_inert_text_begins_no_formula_and_comes_back(text: str) -> None:
    assert not inert(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert plain(inert(text)) == text


def test_two_texts_never_share_one_inert_form() -> None:
    assert inert("=1") != inert("'=1")
    assert plain(inert("'=1")) == "'=1"


def made(*texts_: str | None) -> Table:
    columns = (
        Column("kode", words("Kode"), Kind.INTEGER, {1: words("Ya"), **labels()}, MISSING),
        Column("teks", words("Teks"), Kind.TEXT),
    )
    codes: list[Value] = [1, *MISSING]
    codes = [*codes, None][: len(texts_)]
    return table_of("uji", words("Uji"), words("Baris"), (), columns, {"kode": codes, "teks": [*texts_]})


def test_formulas_lie_inert_in_the_files_themselves(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    table = made('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tcmd", "\rcmd", "'sudah")
    write_all(tmp_path, table)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["teks"] for row in stdlib_csv.DictReader(file)]
    assert all(cell.startswith("'") for cell in cells)
    sheet = load_workbook(tmp_path / "t.xlsx")["uji"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row} == {"s"}
    assert all(str(row[0].value).startswith("'") for row in sheet.iter_rows(min_row=2, min_col=2))


def test_a_text_that_looks_like_the_workbooks_own_spelling_comes_back(tmp_path: Path) -> None:
    table = made("_x0041_x0042_", "_x0041_", "__x000D_", "a\rb\x01_x0001_")
    xlsx.write(tmp_path / "t.xlsx", [table], ORIGIN, DAY)
    assert xlsx.read(tmp_path / "t.xlsx", [table])["uji"].equals(table.frame)


def test_spss_opens_with_labels_and_the_missing_range(tmp_path: Path) -> None:
    import pyreadstat

    table = made("a", None, "c", "d", "e", "f")
    spss.write(tmp_path / "t.sav", table, RUN, DAY)
    frame, about = pyreadstat.read_sav(tmp_path / "t.sav", user_missing=True, output_format="polars")
    assert frame["kode"].to_list() == [1, *MISSING]
    assert about.missing_ranges == {"kode": [{"lo": -99, "hi": -95}]}
    assert about.variable_value_labels["kode"][-98] == "Alasan -98"
    assert about.column_names_to_labels == {"kode": "Kode", "teks": "Teks"}
    assert about.file_label == RUN
    plain_frame, _ = pyreadstat.read_sav(tmp_path / "t.sav", output_format="polars")
    assert plain_frame["kode"].to_list() == [1, None, None, None, None, None]


def test_stata_opens_with_labels_and_the_extended_missing_values(tmp_path: Path) -> None:
    import pyreadstat

    table = made("a", None, "c", "d", "e", "f")
    stata.write(tmp_path / "t.dta", table, RUN, DAY)
    found, about = pyreadstat.read_dta(tmp_path / "t.dta", user_missing=True, output_format="dict")
    assert list(found["kode"]) == [1, "a", "b", "c", "d", "e"]
    letters = {str(code): text for code, text in about.variable_value_labels["kode"].items()}
    assert letters["b"] == "Alasan -98"
    assert about.file_label == RUN
    plain_found, _ = pyreadstat.read_dta(tmp_path / "t.dta", output_format="polars")
    assert plain_found["kode"].to_list() == [1, None, None, None, None, None]


def test_the_same_table_gives_the_same_bytes_a_minute_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = made("a", "=b", None)
    one, other = tmp_path / "1", tmp_path / "2"
    one.mkdir()
    other.mkdir()
    write_all(one, table)
    real = time.time
    monkeypatch.setenv("TZ", "Asia/Jakarta")  # the writers' clocks tell another hour
    time.tzset()
    monkeypatch.setattr(time, "time", lambda: real() + 61)
    write_all(other, table)
    monkeypatch.undo()
    time.tzset()
    for path in sorted(one.iterdir()):
        assert path.read_bytes() == (other / path.name).read_bytes(), path.name


def test_labels_that_were_changed_on_disk_are_not_believed(tmp_path: Path) -> None:
    other = made("a")
    relabelled = Table(
        other.name,
        other.title,
        other.unit,
        other.key,
        (Column("kode", words("Lain"), Kind.INTEGER, other.columns[0].labels, MISSING), other.columns[1]),
        other.frame,
    )
    spss.write(tmp_path / "t.sav", relabelled, RUN, DAY)
    stata.write(tmp_path / "t.dta", relabelled, RUN, DAY)
    for read, name in ((spss.read, "t.sav"), (stata.read, "t.dta")):
        with pytest.raises(Integrity, match=r"release\.read_back"):
            read(tmp_path / name, other)


def test_a_workbook_that_holds_a_formula_is_not_believed(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = xlsx.ABOUT
    sheet = book.create_sheet("uji")
    sheet.append(["kode", "teks"])
    sheet.append([1, "=1+1"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(Integrity, match=r"release\.read_back"):
        xlsx.read(tmp_path / "t.xlsx", [made("a")])


def test_an_empty_text_is_an_absent_one() -> None:
    assert made("", "a").frame["teks"].to_list() == [None, "a"]


def test_a_table_whose_values_do_not_fit_its_columns_cannot_be() -> None:
    table = made("a")
    with pytest.raises(Bug):
        Table("uji", table.title, table.unit, ("tidak_ada",), table.columns, table.frame)
    with pytest.raises(Bug):
        Table("uji", table.title, table.unit, (), table.columns[:1], table.frame)


def test_names_fit_every_format() -> None:
    names = Names()
    taken = [names.take("float"), names.take("urut", "s.1|x"), names.take("9a"), names.take("a" * 40)]
    taken += [names.take("a" * 40), names.take("to")]
    assert taken == ["float_2", "urut_s_1_x", "v_9a", "a" * 32, "a" * 30 + "_2", "to_2"]
