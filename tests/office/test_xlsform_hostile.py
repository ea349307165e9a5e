"""Workbooks made to do harm end in a sentence, soon, and in little memory."""

import contextlib
import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.sentences import Language
from app.office.findings import Findings
from app.office.questions.xlsform.workbook import (
    MAX_FILE_BYTES,
    MAX_ROWS,
    NotAFormError,
    _formulas,
    read_book,
)
from tests.office.xlsforms import HEAD, YES_NO, brought, places, workbook

FORM = workbook((HEAD, ("select_one yn", "a", "A?")), YES_NO)
SHEET = "xl/worksheets/sheet1.xml"
Edit = Callable[[dict[str, bytes]], None]
REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "xlsform"


def edited(change: Edit) -> bytes:
    """The form with other parts in its archive."""
    with zipfile.ZipFile(io.BytesIO(FORM)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/media/a.bin"] = bytes(300_000_000)


def bomb_of_cells(parts: dict[str, bytes]) -> None:
    cell = b'<c r="A1"><v>1</v></c>'
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<sheetData><row>" + cell * 150_000 + b"</row>")


def many_parts(parts: dict[str, bytes]) -> None:
    parts.update({f"xl/{number}.xml": b"<a/>" for number in range(300)})


def macros(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"x"


def links(parts: dict[str, bytes]) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = b"<a/>"


def laughs(parts: dict[str, bytes]) -> None:
    parts[SHEET] = b'<!DOCTYPE a [<!ENTITY a "ha">]>' + parts[SHEET]


def laughs_in_another_script(parts: dict[str, bytes]) -> None:
    parts[SHEET] = ('<!DOCTYPE a [<!ENTITY a "ha">]>' + parts[SHEET].decode()).encode("utf-16")


def far_away(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    )


def lying_dimension(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')


def broken_xml(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET][:-40]


def no_workbook(parts: dict[str, bytes]) -> None:
    del parts["xl/workbook.xml"]


def no_survey(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="survey"', b'name="other"')


HOSTILE: Mapping[str, tuple[Edit | bytes, str]] = {
    "bomb": (bomb, "bomb"),
    "bomb of cells": (bomb_of_cells, "sheet_large"),
    "many parts": (many_parts, "bomb"),
    "macros": (macros, "macros"),
    "links": (links, "links"),
    "entities": (laughs, "entities"),
    "entities in UTF-16": (laughs_in_another_script, "entities"),
    "a cell far away": (far_away, "sheet_large"),
    "broken XML": (broken_xml, "damaged"),
    "no workbook": (no_workbook, "damaged"),
    "no survey": (no_survey, "no_survey"),
    "large": (b"PK\x03\x04" + bytes(MAX_FILE_BYTES), "file_large"),
    "cut": (FORM[: len(FORM) // 2], "damaged"),
    "empty": (b"", "not_a_workbook"),
    "text": (b"type,name,label\nnote,a,A\n", "not_a_workbook"),
    "macros in .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    "protected": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "no .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_a_sentence_within_a_second_and_64_mebibytes(name: str, tmp_path: Path) -> None:
    change, said = HOSTILE[name]
    data = change if isinstance(change, bytes) else edited(change)
    brought(tmp_path, FORM)  # what is loaded once is no cost of a file
    start = time.process_time()
    made = brought(tmp_path, data)
    spent = time.process_time() - start
    assert places(made) == {"": [said]}
    assert isinstance(made, Findings)
    for language in Language:
        assert made.findings[0].sentence.spoken(language)
    assert spent < 1
    tracemalloc.start()
    try:
        brought(tmp_path, data)
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_cells_and_rows_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    rows = b"<row><c><v>1</v></c></row>" * (MAX_ROWS + 1)
    many = edited(
        lambda parts: parts.update({SHEET: parts[SHEET].replace(b"<sheetData>", b"<sheetData>" + rows)})
    )
    assert places(brought(tmp_path, many)) == {"": ["sheet_large"]}
    row = b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>"
    wide = edited(
        lambda parts: parts.update({SHEET: parts[SHEET].replace(b"<sheetData>", b"<sheetData>" + row)})
    )
    assert places(brought(tmp_path, wide)) == {"": ["sheet_large"]}


def test_a_dimension_that_lies_changes_nothing() -> None:
    assert read_book(edited(lying_dimension)) == read_book(FORM)


def test_a_formula_is_named_at_its_cell_whatever_it_last_came_to(tmp_path: Path) -> None:
    survey = (HEAD, ("note", "a", '=HYPERLINK("http://example.org","A")'), ("note", "b", "B"))
    choices = (("list_name", "name", "label"), ("yn", "a", "=1+1"))
    found = places(brought(tmp_path, workbook(survey, choices)))
    assert found["survey!C2"] == ["formula"]
    assert found["choices!C2"] == ["formula"]


def test_a_formula_in_the_old_format_is_found_in_its_sheet() -> None:
    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin, end = record(0x0809, bytes(16)), record(0x000A)
    chart = begin + record(0x0006, struct.pack("<HH", 9, 9) + bytes(16)) + end
    formula = record(0x0006, struct.pack("<HH", 4, 2) + bytes(16))
    stream = begin + end + begin + end + begin + chart + formula + end
    assert list(_formulas(stream)) == [(1, 10, 10), (1, 5, 3)]
    assert list(_formulas(stream[:-6])) == [(1, 10, 10), (1, 5, 3)]


def test_a_text_longer_than_any_question_is_named_at_its_cell(tmp_path: Path) -> None:
    found = places(brought(tmp_path, workbook((HEAD, ("note", "a", "x" * 30_000)))))
    assert set(found["survey!C2"]) == {"text_long"}


def test_as_many_rows_as_are_read_are_read_soon(tmp_path: Path) -> None:
    rows = [("note", f"n{number}", "Halo") for number in range(MAX_ROWS - 1)]
    book = read_book(workbook((HEAD, *rows)))
    assert len(book.sheets["survey"].rows) == MAX_ROWS
    assert places(brought(tmp_path, workbook((HEAD, *rows, ("note", "m", "Halo"))))) == {"": ["sheet_large"]}


@given(
    st.lists(st.tuples(st.integers(0, len(FORM) - 1), st.integers(0, 255)), max_size=8), st.integers(0, 200)
)
@settings(max_examples=150, deadline=None)
def test_whatever_bytes_are_changed_it_is_read_or_refused(flips: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(FORM)
    for at, value in flips:
        data[at] = value
    _read_or_refused(bytes(data[: len(data) - cut]))


@pytest.mark.external
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference forms are not beside the checkout")
@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_bytes_are_changed_in_the_old_format_it_is_read_or_refused(data: st.DataObject) -> None:
    form = bytearray((REFERENCE / "tutorial.xls").read_bytes())
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(form) - 1), st.integers(0, 255)), min_size=1, max_size=30)
    ):
        form[at] = value
    _read_or_refused(bytes(form))


def _read_or_refused(data: bytes) -> None:
    with contextlib.suppress(NotAFormError):
        read_book(data)
