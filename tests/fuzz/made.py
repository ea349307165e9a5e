"""What a search begins from where no file lies in the tests: workbooks, a form, a list, a backup, checks."""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from functools import cache

import openpyxl

from app.base.check import Check, Outcome
from app.base.sentences import Sentence
from app.kiosk.machine.check import write_checks
from app.office.questions.xlsform.workbook import Book, Cell, Place, Sheet

FORM = """\
#survey
type\tname\tlabel\trelevant\tconstraint\tcalculation\tparameters\trepeat_count
begin group\tumum\tUmum
select_one yn\tpernah\tPernah datang?
select_multiple yn\tkantor\tMana?\t\tcount-selected(.) <= 2
integer\tkali\tBerapa kali?\tselected(${kantor}, 'ya') and ${pernah} = 'ya'\t. > 0 and . <= 50
range\tnilai\tNilai?\t\t\t\tstart=1 end=10 step=1
date\tkapan\tKapan?\t\t. <= today()
calculate\tjumlah\t\t\t\t${kali} + ${nilai} - 1
end group
begin repeat\torang\tAnggota\t\t\t\t\t3
text\tnama\tNama samaran?\t\tstring-length(.) <= 40
end repeat
#choices
list_name\tname\tlabel
yn\tya\tYa
yn\ttidak\tTidak
#settings
form_title\tform_id\tversion\tdefault_language
Contoh\tcontoh\t1.0\tIndonesia (id)
"""
LIST = b"Nama;NIP;Jabatan;TMT;Telepon\nAni;199001012015031001;Kepala Seksi;01-03-2015;0812 3456 7890\n"
_SHEET = "xl/worksheets/sheet1.xml"


def book_of(text: str) -> Book:
    """Cells parted by tabs, rows by line ends; a line that begins with # names the sheet below it."""
    sheets: dict[str, list[tuple[Cell, ...]]] = {"survey": []}
    name = "survey"
    for line in text.split("\n"):
        if line.startswith("#"):
            name = line[1:]
            sheets.setdefault(name, [])
            continue
        row = len(sheets[name]) + 1
        cells = ((column, cell.strip()) for column, cell in enumerate(line.split("\t"), 1))
        sheets[name].append(tuple(Cell(cell, Place(name, row, column)) for column, cell in cells if cell))
    return Book({name: Sheet(name, tuple(rows)) for name, rows in sheets.items()})


def workbook(sheet: bytes = b"") -> bytes:
    """An .xlsx with a sheet named survey, all whose bytes are given; with a sheet of each kind where not."""
    if not sheet:
        return _workbook()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as whole, zipfile.ZipFile(stream, "w") as made:
        for part in whole.namelist():
            made.writestr(part, sheet if part == _SHEET else whole.read(part))
    return stream.getvalue()


def sheet() -> bytes:
    """The bytes of that sheet as a spreadsheet writes them."""
    with zipfile.ZipFile(io.BytesIO(_workbook())) as whole:
        return whole.read(_SHEET)


@cache
def _workbook() -> bytes:

    rows: Sequence[Sequence[object]] = (
        ("type", "name", "label"),
        ("text", "saran", "Saran?"),
        (1, 2.5, True),
        (dt.date(2026, 11, 9), dt.datetime(2026, 11, 9, 8, 30), dt.time(8, 30)),  # noqa: DTZ001 - a cell has no zone
        ("=1+1", None, "é"),
    )
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "survey"
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def backup() -> bytes:
    """A backup of one file."""
    part = b"kept"
    manifest = {
        "type": "bilik/office-backup",
        "version": 1,
        "root": "0" * 64,
        "made_utc_ms": 1,
        "revision": "0001",
        "acts": 1,
        "parts": [
            {"name": "evidence/a.bilik", "size": len(part), "sha256": hashlib.sha256(part).hexdigest()}
        ],
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("evidence/a.bilik", part)
        archive.writestr("manifest.json", json.dumps(manifest))
    return stream.getvalue()


def checks() -> bytes:
    """One thing that was looked at, on its way to another process."""
    return write_checks([Check(Sentence("selftest.unread"), Outcome.CARE, (Sentence("selftest.unread"),))])
