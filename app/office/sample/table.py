"""Tables as other people write them, CSV and XLSX: rows of plain values, and nothing in them that acts.

Formulas, macros, links and error values are not followed: the first becomes a `Formula`, which no column
takes, and a workbook with macros is not read. Nothing is unpacked beyond the limits below.
"""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from app.base.sentences import Sentence
from app.office.findings import Finding, Findings

MAX_BYTES = 64 * 1024 * 1024  # ten times a list of 100,000 persons
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 60  # what stands further right is not read
HEADER_ROWS = 20  # titles and notes may stand above the headings
_DELIMITERS = (";", ",", "\t", "|")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also of a workbook that a password locks
_ZIP = b"PK\x03\x04"
_UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, EOFError, RecursionError,
    NotImplementedError, zipfile.BadZipFile, zlib.error, ET.ParseError, InvalidFileException,
)  # fmt: skip
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):')


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that would have been computed, or whose computing failed; nothing of it is kept."""


Value = str | int | float | bool | dt.date | Formula | None
Row = tuple[int, Sequence[Value]]
"""The number of a row as a spreadsheet counts, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was opened. `encoding` is empty for a workbook; `rows` may be walked once."""

    rows: Iterator[Row]
    encoding: str = ""
    sheet: str = ""
    merged: tuple[tuple[int, str], ...] = field(default=())  # row and address of each merged area


@contextmanager
def open_table(
    file: str, data: bytes, sheet: str | None, weigh: Callable[[Sequence[object]], int]
) -> Iterator[Table | Findings]:
    """Open the bytes of `file`. `weigh` says how many headings of a row are understood: it settles by what
    the fields of a CSV file are parted. `sheet` is needed where a workbook has several that are not empty.
    """
    if len(data) > MAX_BYTES:
        yield _no(file, "sample.find_too_large", mebibytes=MAX_BYTES // 1024**2)
    elif data.startswith(_OLD_EXCEL):
        yield _no(file, "sample.find_old_excel")
    elif data.startswith(_ZIP):
        with _workbook(file, data, sheet) as table:
            yield table
    else:
        yield _text(file, data, weigh)


def _no(file: str, key: str, place: str = "", **fields: str | int) -> Findings:
    return Findings(file, (Finding(place, Sentence(key, fields)),))


# --- CSV ------------------------------------------------------------------------------------------------


def _text(file: str, data: bytes, weigh: Callable[[Sequence[object]], int]) -> Table | Findings:
    decoded = _decoded(data)
    if decoded is None:
        return _no(file, "sample.find_not_text")
    encoding, text = decoded
    first, _, _ = text.partition("\n")
    told = re.fullmatch(r"sep=(.)", first.strip())
    marks = told.groups() if told else _DELIMITERS
    delimiter = max(marks, key=lambda mark: _weight(text, mark, weigh))
    return Table(_records(text, delimiter, skip=bool(told)), encoding)


def _decoded(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; spreadsheets on Windows still write code page 1252."""
    names = ("utf-8-sig", "cp1252")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ("utf-16", "utf-16")
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else (name.removesuffix("-sig"), text)
    return None


def _weight(text: str, delimiter: str, weigh: Callable[[Sequence[object]], int]) -> tuple[int, int]:
    rows = [cells for _, cells in islice(_records(text, delimiter, skip=False), HEADER_ROWS)]
    return max((weigh(cells) for cells in rows), default=0), max((len(cells) for cells in rows), default=0)


def _records(text: str, delimiter: str, *, skip: bool) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a field without end, far longer than any
            number += 1
            yield number, (Formula(),)
            return
        number += 1
        if not (skip and number == 1):
            yield number, tuple(cell or None for cell in cells)


# --- XLSX -----------------------------------------------------------------------------------------------


@contextmanager
def _workbook(file: str, data: bytes, sheet: str | None) -> Iterator[Table | Findings]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl will not keep was never wanted
        try:
            refused = _unsafe(file, data)
            book = None if refused else openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=False, keep_links=False
            )  # fmt: skip
        except _UNREADABLE:
            refused, book = _no(file, "sample.find_bad_workbook"), None
        if book is None:
            yield refused or _no(file, "sample.find_bad_workbook")
            return
        try:
            yield _sheet(file, data, book, sheet)
        finally:
            book.close()


def _unsafe(file: str, data: bytes) -> Findings | None:
    """Why a workbook is not read: macros, entities, or more inside than any list has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            return _no(file, "sample.find_too_large", mebibytes=MAX_UNPACKED_BYTES // 1024**2)
        if any(part.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")) for part in parts):
            return _no(file, "sample.find_macros")
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    start = stream.read(4096).replace(b"\0", b"")  # of UTF-16 too
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    return _no(file, "sample.find_bad_workbook")
    return None


def _sheet(file: str, data: bytes, book: openpyxl.Workbook, wanted: str | None) -> Table | Findings:
    try:
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        filled = [one for one in sheets if wanted in {None, one.title} and _is_filled(one)]
        if not filled:
            return _no(file, "sample.find_no_sheet", sheets=", ".join(one.title for one in sheets))
        if len(filled) > 1:
            return _no(file, "sample.find_which_sheet", sheets=", ".join(one.title for one in filled))
        (one,) = filled
        return Table(_cells(one), sheet=str(one.title), merged=_merged(data, one._worksheet_path))  # noqa: SLF001 - no public name says which part a sheet is
    except _UNREADABLE:
        return _no(file, "sample.find_bad_workbook")


def _is_filled(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet) -> bool:
    return any(any(value is not None for value in cells) for _, cells in islice(_cells(sheet), HEADER_ROWS))


def _cells(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet) -> Iterator[Row]:
    sheet.reset_dimensions()  # a sheet may claim a million empty columns
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            used = next((at for at in range(len(cells), 0, -1) if cells[at - 1].value is not None), 0)
            yield number, tuple(_value(cell.value, cell.data_type) for cell in cells[:used])
    except _UNREADABLE:
        yield 0, (Formula(),)  # the sheet ends here for us, and the reader says so


def _value(value: object, kind: str) -> Value:
    if kind in {"f", "e"}:
        return Formula()
    match value:
        case dt.datetime():
            return value.date()
        case None | bool() | int() | float() | dt.date():
            return value
        case str():
            return value if value.strip() else None
        case _:
            return str(value)


def _merged(data: bytes, part: str) -> tuple[tuple[int, str], ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part.lstrip("/")) as stream:
        text = stream.read()
    found = (match.group(1, 2) for match in _MERGED.finditer(text))
    return tuple((int(row), (letters + row).decode("ascii")) for letters, row in found)
