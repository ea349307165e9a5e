"""XLSX: a workbook with a sheet of what it is, and a sheet for every table. Texts are inert.

Numbers keep fifteen significant digits, which is what Excel keeps; the comparison after writing would tell.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Bug, Integrity
from app.release.formats.timestamps import dated_zip
from app.release.inert import inert, plain
from app.release.table import Column, Kind, Table, Value

if TYPE_CHECKING:
    import polars as pl

ABOUT = "baca-saya"
MAX_SHEET_NAME = 31  # Excel's limit
_MAX_CELL = 32_767  # signs in one cell
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring of ECMA-376
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\ufffe\uffff]")


def write(path: Path, tables: Sequence[Table], about: Mapping[str, str], day: dt.date) -> None:
    """Write `tables` into one workbook, dated `day`; `about` fills its first sheet.

    Raises:
        Bug: `release.table`: a name or a text that no workbook holds.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    moment = dt.datetime.combine(day, dt.time())
    book.properties.creator = "Bilik"
    book.properties.created = book.properties.modified = moment
    first = book.create_sheet(ABOUT)
    for line in about.items():
        first.append([_text(part) for part in line])
    for table in tables:
        if len(table.name) > MAX_SHEET_NAME:
            raise Bug("release.table", table=table.name)
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append([column.name for column in table.columns])
        for row in table.frame.iter_rows():
            sheet.append([_text(cell) if isinstance(cell, str) else cell for cell in row])
    raw = io.BytesIO()
    book.save(raw)
    path.write_bytes(_without_clock(raw.getvalue(), moment, day))


def read(path: Path, tables: Sequence[Table]) -> Mapping[str, "pl.DataFrame"]:
    """What `path` holds, sheet by sheet, read as the columns of `tables`.

    Raises:
        Integrity: `release.read_back`: another sheet or header, or a cell that is a formula.
    """
    import polars as pl
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=False)
    try:
        if book.sheetnames != [ABOUT, *(table.name for table in tables)]:
            raise Integrity("release.read_back", file=path.name, column="", row=0)
        found: dict[str, pl.DataFrame] = {}
        for table in tables:
            lines = book[table.name].iter_rows()
            head = [cell.value for cell in next(lines)]
            if head != [column.name for column in table.columns]:
                raise Integrity("release.read_back", file=path.name, column="", row=0)
            rows = list(_rows(path, table, lines))
            found[table.name] = pl.DataFrame(rows, schema=table.schema, orient="row", strict=True)
        return found
    finally:
        book.close()


def _rows(path: Path, table: Table, lines: Iterator[Sequence[object]]) -> Iterator[tuple[Value, ...]]:
    for number, line in enumerate(lines, start=1):
        padded = [*line, *[None] * (len(table.columns) - len(line))]
        yield tuple(
            _value(path, column, number, cell) for column, cell in zip(table.columns, padded, strict=True)
        )


def _value(path: Path, column: Column, row: int, cell: object) -> Value:
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        raise Integrity("release.read_back", file=path.name, column=column.name, row=row)
    match column.kind, value:
        case _, None:
            return None
        case Kind.TEXT, str():
            return _untext(value)
        case Kind.INTEGER, int():
            return value
        case Kind.NUMBER, int() | float():
            return float(value)
        case _:
            raise Integrity("release.read_back", file=path.name, column=column.name, row=row)


def _text(text: str) -> str:
    """Inert, and with control signs in the spelling that workbooks have for them (`_x000D_`)."""
    spelt = _LIKE_ESCAPED.sub("_x005F_", inert(text))
    spelt = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", spelt)
    if len(spelt) > _MAX_CELL:
        raise Bug("release.table", table=text[:20])
    return spelt


def _untext(text: str) -> str:
    return plain(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _without_clock(data: bytes, moment: dt.datetime, day: dt.date) -> bytes:
    """Openpyxl sets the time of saving; this puts the run's day back, in the properties and the archive."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "docProps/core.xml":
                body = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, body)
            new.writestr(entry.filename, body)
    return dated_zip(made.getvalue(), day)
