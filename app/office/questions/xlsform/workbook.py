"""Cells out of a workbook that anybody may have made: bounded before it is unpacked, and nothing is run.

Refused whole, by a sentence: macros, links to other files, document types in XML (they define entities),
encryption, archives that unpack to more than a form can need, and whatever is damaged. A formula is named at
its cell.
"""

import datetime as dt
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typing_extensions import override

from app.base.sentences import Sentence
from app.office.findings import Finding

if TYPE_CHECKING:
    import xlrd

MAX_FILE_BYTES = 4 * 1024 * 1024  # a form of a thousand questions has a tenth of this
MAX_UNPACKED_BYTES = 16 * 1024 * 1024
MAX_PARTS = 200
MAX_ROWS = 5_000  # of a sheet
MAX_COLUMNS = 256
MAX_CELLS = 100_000  # of all sheets together
MAX_TEXT_CHARS = 4_000  # of a cell
SHEETS = ("survey", "choices", "settings")
OTHER_SHEETS = ("external_choices", "entities", "osm", "cascades")  # of XLSForm, and not of Bilik

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_MACROS = ("vbaproject", "macrosheets", "activex", "oleobject", "embeddings")
_LINKS = ("externallinks", "connections.xml", "querytables")
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})  # record types of [MS-XLS] 2.3.2 and its forerunners
_BEGIN, _END = frozenset({0x0009, 0x0209, 0x0409, 0x0809}), 0x000A

# What the readers of spreadsheets raise on damaged files, besides errors of their own.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RecursionError, RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile,
    zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, by its sheet, its row from 1 and its column from 1."""

    sheet: str
    row: int
    column: int

    @override
    def __str__(self) -> str:
        letters, left = "", self.column
        while left:
            left, digit = divmod(left - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{self.sheet}!{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, as text without space around it, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet, row by row; `rows[0]` is the first row, empty rows included."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a form by their names in small letters, and the names of those that are not read."""

    sheets: Mapping[str, Sheet]
    unread: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


class NotAFormError(Exception):
    """The file as a whole cannot be read; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_book(data: bytes) -> Book:
    """The sheets of an .xlsx or .xls file; formulas and overlong texts are its `findings`.

    Raises:
        NotAFormError: the file as a whole is refused.
    """
    if len(data) > MAX_FILE_BYTES:
        raise NotAFormError(Sentence("xlsform.file_large", {"most": MAX_FILE_BYTES // 1024 // 1024}))
    if data.startswith(_ZIP):
        return _read_xlsx(data)
    if data.startswith(_OLE):
        return _read_xls(data)
    raise NotAFormError(Sentence("xlsform.not_a_workbook"))


# --- .xlsx ------------------------------------------------------------------------------------------------


def _read_xlsx(data: bytes) -> Book:
    try:
        _inspect(data)
        return _read_cells(data)
    except BROKEN:
        raise NotAFormError(Sentence("xlsform.damaged")) from None


def _inspect(data: bytes) -> None:
    """Look at every part before anything interprets one; sizes are counted, not believed."""
    left, cells = MAX_UNPACKED_BYTES, MAX_CELLS
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise NotAFormError(Sentence("xlsform.bomb"))
        for part in parts:
            name = part.filename.lower()
            if any(word in name for word in _MACROS):
                raise NotAFormError(Sentence("xlsform.macros"))
            if any(word in name for word in _LINKS):
                raise NotAFormError(Sentence("xlsform.links"))
            if part.flag_bits & 1:
                raise NotAFormError(Sentence("xlsform.encrypted"))
            with archive.open(part) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise NotAFormError(Sentence("xlsform.bomb"))
            if name.endswith((".xml", ".rels")):
                cells -= _inspect_xml(content, cells)


def _inspect_xml(content: bytes, most: int) -> int:
    """How many cells a part has, which are at most `most`."""
    if b"\x00" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:  # UTF-16 is full of zeros
        raise NotAFormError(Sentence("xlsform.entities"))
    count = sum(1 for _ in _ANY_CELL.finditer(content))
    if count > most:
        raise _large()
    for cell in _CELL.finditer(content):
        column = 0
        for letter in cell[1]:
            column = column * 26 + letter - ord("A") + 1
        if int(cell[2]) > MAX_ROWS or column > MAX_COLUMNS:
            raise _large()
    return count


def _large() -> NotAFormError:
    limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
    return NotAFormError(Sentence("xlsform.sheet_large", limits))


def _read_cells(data: bytes) -> Book:
    import openpyxl  # late: an office that imports nothing never loads it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that nobody reads here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            found: list[Finding] = []
            sheets: dict[str, Sheet] = {}
            names = tuple(str(name) for name in book.sheetnames)
            for name in names:
                if name.strip().lower() not in {*SHEETS, *OTHER_SHEETS}:
                    continue
                sheet = book[name]
                if not hasattr(sheet, "iter_rows"):
                    continue  # a sheet of a chart
                sheet.reset_dimensions()  # a file may lie about them
                rows: list[tuple[Cell, ...]] = []
                for row, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1), 1):
                    if row > MAX_ROWS or len(cells) > MAX_COLUMNS:  # those that do not say where they stand
                        raise _large()
                    filled = []
                    for column, cell in enumerate(cells, 1):
                        place = Place(name.strip().lower(), row, column)
                        if cell.data_type == "f":
                            found.append(Finding(str(place), Sentence("xlsform.formula")))
                        elif cell.value is not None:
                            filled += _cell(cell.value, place, found)
                    rows.append(tuple(filled))
                sheets[name.strip().lower()] = Sheet(name.strip().lower(), tuple(rows))
        finally:
            book.close()
    return _book(sheets, names, found)


# --- .xls -------------------------------------------------------------------------------------------------


def _read_xls(data: bytes) -> Book:
    import xlrd
    from xlrd.compdoc import CompDocError

    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise NotAFormError(Sentence("xlsform.macros"))
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise NotAFormError(Sentence("xlsform.encrypted"))
    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True, ragged_rows=True, logfile=io.StringIO())
        with book:
            return _read_records(book)
    except (xlrd.XLRDError, CompDocError, *BROKEN):
        raise NotAFormError(Sentence("xlsform.damaged")) from None


def _read_records(book: "xlrd.book.Book") -> Book:
    names = tuple(str(name) for name in book.sheet_names())
    found = [
        Finding(str(Place(names[number].strip().lower(), row, column)), Sentence("xlsform.formula"))
        for number, row, column in _formulas(bytes(book.mem[book.base : book.base + book.stream_len]))
        if number < len(names) and names[number].strip().lower() in SHEETS
    ]
    sheets: dict[str, Sheet] = {}
    left = MAX_CELLS
    for name in names:
        if name.strip().lower() not in {*SHEETS, *OTHER_SHEETS}:
            continue
        sheet = book.sheet_by_name(name)
        left -= sum(map(sheet.row_len, range(sheet.nrows)))
        if left < 0 or sheet.nrows > MAX_ROWS or sheet.ncols > MAX_COLUMNS:
            raise _large()
        rows: list[tuple[Cell, ...]] = []
        for row in range(sheet.nrows):
            filled = []
            for column, cell in enumerate(sheet.row(row), 1):
                place = Place(name.strip().lower(), row + 1, column)
                filled += _cell(_value(cell.ctype, cell.value, book.datemode), place, found)
            rows.append(tuple(filled))
        sheets[name.strip().lower()] = Sheet(name.strip().lower(), tuple(rows))
    return _book(sheets, names, found)


def _value(kind: int, value: object, datemode: int) -> object:
    import xlrd

    match kind:
        case xlrd.XL_CELL_DATE if isinstance(value, float):
            return xlrd.xldate_as_datetime(value, datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_TEXT | xlrd.XL_CELL_NUMBER:
            return value
        case _:
            return None


def _formulas(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Sheet from 0, row and column from 1 of every formula; a reader of values does not tell them apart."""
    at, depth, sheet = 0, 0, -2  # the first stretch between a beginning and an end is about the whole book
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _BEGIN:
            sheet += depth == 0
            depth += 1
        elif kind == _END:
            depth = max(0, depth - 1)
        elif kind in _FORMULAS and size >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            yield sheet, row + 1, column + 1
        at += 4 + size


# --- both -------------------------------------------------------------------------------------------------


def _cell(value: object, place: Place, found: list[Finding]) -> list[Cell]:
    text = _text(value)
    if len(text) > MAX_TEXT_CHARS:
        found.append(Finding(str(place), Sentence("xlsform.text_long", {"most": MAX_TEXT_CHARS})))
        text = text[:MAX_TEXT_CHARS]
    return [Cell(text, place)] if text else []


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            spaced = str(value).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
            return "".join(c for c in spaced if c.isprintable() or c == "\n").strip()


def _book(sheets: Mapping[str, Sheet], names: tuple[str, ...], found: list[Finding]) -> Book:
    if "survey" not in sheets:
        raise NotAFormError(Sentence("xlsform.no_survey"))
    unread = tuple(name for name in names if name.strip().lower() not in {*SHEETS, *OTHER_SHEETS})
    found += [
        Finding(name, Sentence("xlsform.sheet_foreign"))
        for name in OTHER_SHEETS
        if name in sheets and any(sheets[name].rows)
    ]
    return Book(sheets, unread, tuple(found))
