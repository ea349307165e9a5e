"""The columns that a list may have, and the headings under which offices write them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.base.sentences import Sentence
from app.office.findings import Finding


class Column(StrEnum):
    """What a column says of a person. The last six serve the rules and are not kept."""

    NAME = "name"
    NIP = "nip"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BORN = "born"
    AGENCY = "agency"
    WORK_UNIT = "work_unit"
    POSITION = "position"
    EMPLOYMENT = "employment"
    SINCE_AGENCY = "since_agency"
    SINCE_UNIT = "since_unit"
    DUTY = "duty"
    LAST_SERVICE = "last_service"
    VIA_BROKER = "via_broker"


DATES = frozenset({Column.BORN, Column.SINCE_AGENCY, Column.SINCE_UNIT, Column.LAST_SERVICE})
YES_OR_NO = frozenset({Column.VIA_BROKER})

_HEADINGS: Mapping[Column, str] = {
    Column.NAME: "nama, nama lengkap, nama pegawai, nama pengguna, nama eksper, name, full name",
    Column.NIP: "nip, nomor induk pegawai, staff number, employee number",
    Column.PHONE: "telepon, no telepon, nomor telepon, telp, no telp, hp, no hp, nomor hp, handphone, wa,"
    " no wa, whatsapp, phone, phone number, mobile",
    Column.EMAIL: "surel, email, e-mail, alamat email, alamat surel",
    Column.ADDRESS: "alamat, address",
    Column.BORN: "tanggal lahir, tgl lahir, date of birth, birth date, born",
    Column.AGENCY: "instansi, opd, skpd, perangkat daerah, agency",
    Column.WORK_UNIT: "unit kerja, unit, bidang, bagian, work unit",
    Column.POSITION: "jabatan, position, job title",
    Column.EMPLOYMENT: "status kepegawaian, status pegawai, employment, employment status",
    Column.SINCE_AGENCY: "tmt instansi, di instansi sejak, bekerja di instansi sejak, in agency since",
    Column.SINCE_UNIT: "tmt unit, di unit sejak, bekerja di unit sejak, in unit since",
    Column.DUTY: "tugas, jenis tugas, duty, duties",
    Column.LAST_SERVICE: "layanan terakhir, tanggal layanan, tanggal layanan terakhir, last service,"
    " service date",
    Column.VIA_BROKER: "perantara, melalui perantara, calo, melalui calo, broker, via broker",
}


def _plain(heading: str) -> str:
    """A heading without case, accents, spaces and signs."""
    spread = unicodedata.normalize("NFKD", heading).casefold()
    return re.sub(r"[^a-z0-9]", "", spread)


_KNOWN: Mapping[str, Column] = {
    _plain(heading): column for column, headings in _HEADINGS.items() for heading in headings.split(",")
} | {_plain(column): column for column in Column}


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each column stands (from 0), what its heading says, and which headings were not understood."""

    row: int
    places: Mapping[Column, int]
    names: Mapping[Column, str]
    ignored: tuple[str, ...]


def recognised(cells: Sequence[object], named: Mapping[Column, str]) -> int:
    """How many headings of a row are understood."""
    own = {_plain(heading) for heading in named.values()}
    return len({p for cell in cells if isinstance(cell, str) and (p := _plain(cell)) in own | _KNOWN.keys()})


def is_header(cells: Sequence[object], named: Mapping[Column, str]) -> bool:
    """Whether a row holds headings: one of them is that of the name."""
    return any(isinstance(cell, str) and _column(cell, named) is Column.NAME for cell in cells)


def read_headings(row: int, cells: Sequence[object], named: Mapping[Column, str]) -> Headings | list[Finding]:
    """The columns of a header row. `named`: headings that an officer gave a meaning."""
    places: dict[Column, int] = {}
    names: dict[Column, str] = {}
    ignored: list[str] = []
    found: list[Finding] = []
    for place, cell in enumerate(cells):
        heading = " ".join(cell.split()) if isinstance(cell, str) else ""
        column = _column(heading, named) if heading else None
        if column is None:
            ignored += [heading] * bool(heading)
        elif column in places:
            fields = {"heading": heading, "other": names[column]}
            found.append(Finding(address(row, place), Sentence("sample.find_same_column", fields)))
        else:
            places[column], names[column] = place, heading
    given = {_plain(heading): heading for heading in named.values()}
    there = {_plain(cell) for cell in cells if isinstance(cell, str)}
    found += [
        Finding(f"{row}", Sentence("sample.find_no_heading", {"heading": heading}))
        for plain, heading in given.items()
        if plain not in there
    ]
    return found or Headings(row, places, names, tuple(ignored))


def address(row: int, place: int) -> str:
    """Row and column as a spreadsheet names them: `C12`."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _column(heading: str, named: Mapping[Column, str]) -> Column | None:
    plain = _plain(heading)
    if not plain:
        return None
    own = next((column for column, text in named.items() if _plain(text) == plain), None)
    if own is not None:
        return own
    known = _KNOWN.get(plain)
    return None if known in named else known
