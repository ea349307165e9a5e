"""An office with a round, lists of invented people, and officers who sign in."""

import csv
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
import yaml

from app.base.clock import HandClock
from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, OfficerId, RoundId
from app.office.findings import Findings
from app.office.officers.ceremony import Attendant, initialise
from app.office.officers.signin import Office, sign_in
from app.office.sample.columns import Column
from app.office.sample.frame import Imported, Listing, import_frame
from app.office.sample.rules import Rules, read_rules
from app.office.survey.rounds import Round, new_round
from tests.cheap import CHEAP

PASSPHRASES = {
    OfficerId("a"): "kapal layar di sungai musi",
    OfficerId("b"): "jembatan ampera waktu senja",
    OfficerId("c"): "pempek kapal selam hangat",
}
NOVEMBER_2 = 1_793_577_600_000  # 2026-11-02 00:00 UTC, a week before the round
DAY_MS = 86_400_000
ROUND = RoundId("palembang-2026")
STAFF = ("Nama", "NIP", "No. HP", "Tanggal lahir", "Instansi", "Unit kerja", "Jabatan", "Status kepegawaian",
         "TMT Instansi", "TMT Unit", "Tugas")  # fmt: skip
USERS = ("Nama", "No. HP", "Instansi", "Layanan terakhir", "Perantara", "Pekerjaan")
FIRST = ("Ahmad", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gunawan", "Hasan", "Indah", "Joko", "Kurnia")
LAST = ("Saputra", "Lestari", "Wijaya", "Pratama", "Sari", "Hidayat", "Utami", "Siregar", "Nasution", "Halim")


def round_value() -> dict[str, object]:
    """A round of two agencies."""
    dishub = {
        "code": "dishub",
        "name": {"id": "Dinas Perhubungan", "en": "Transport Agency"},
        "short": "Dishub",
    }
    pupr = {"code": "pupr", "name": {"id": "Dinas PUPR", "en": "Public Works Agency"}, "short": "PUPR"}
    return {
        "id": ROUND,
        "title": {"id": "Putaran November 2026", "en": "November 2026 round"},
        "survey_title": {"id": "Survei Penilaian Integritas (contoh)", "en": "Integrity Survey (example)"},
        "city": "Kota Palembang",
        "start": "2026-11-09",
        "end": "2026-11-20",
        "agencies": [one | {"valid_from": "2020-01-01"} for one in (dishub, pupr)],
        "groups": [
            {
                "code": group,
                "questionnaire": f"spi-{group}/questionnaire.yaml",
                "scoring": f"spi-{group}/scoring.yaml",
            }
            for group in ("internal", "external", "expert")
        ],
        "strata": [
            {"agency": "dishub", "group": "internal", "drawn": 15, "target": 12, "population": 80},
            {"agency": "pupr", "group": "internal", "drawn": 15, "target": 12, "population": 80},
            {"agency": "dishub", "group": "external", "drawn": 15, "target": 12},
            {"agency": "pupr", "group": "external", "drawn": 15, "target": 12, "population": 120},
            {"group": "expert", "drawn": 4, "target": 3},
        ],
        "method": "method-example.yaml",
    }


def person(number: int) -> str:
    """An invented name that stands nowhere else in the house."""
    return f"{FIRST[number % 11]} {LAST[number % 10]} Kenari{number}"


def staff(
    count: int, agency: str = "Dinas Perhubungan", first: int = 0, **changes: str
) -> list[tuple[str, ...]]:
    """Rows of staff who may all be asked."""
    plain = {
        "Instansi": agency,
        "Unit kerja": "Bidang Angkutan",
        "Jabatan": "Analis",
        "Status kepegawaian": "PNS",
        "TMT Instansi": "01/03/2015",
        "TMT Unit": "2018-07-01",
        "Tugas": "Utama",
    }
    rows = []
    for number in range(first, first + count):
        own = {
            "Nama": person(number),
            "NIP": f"{198001010000000000 + number:018}",
            "No. HP": f"08127{number:07}",
            "Tanggal lahir": f"{number % 28 + 1:02}/05/1980",
        }
        rows.append(tuple((plain | own | changes)[heading] for heading in STAFF))
    return rows


def users(count: int, agency: str = "Dishub", first: int = 5000) -> list[tuple[str, ...]]:
    """Rows of users who may all be asked; what they do for a living is nobody's business here."""
    return [
        (person(n), f"08139{n:07}", agency, "05/10/2026", "tidak", "Pedagang")
        for n in range(first, first + count)
    ]


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[object]], delimiter: str = ";") -> bytes:
    """The rows as a spreadsheet writes CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: Sequence[Sequence[object]], merge: str = "", extra_sheet: bool = False) -> bytes:
    """The rows as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    if extra_sheet:
        book.create_sheet("Rekap").append(["Jumlah", 3])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class Desk:
    """An officer at work: a folder for files, and the office that is signed in."""

    folder: Path
    office: Office
    clock: HandClock
    rules: Rules
    made: int = field(default=0)

    def file(self, data: bytes, name: str = "daftar.csv") -> Path:
        """A file somebody sent."""
        self.made += 1
        path = self.folder / f"{self.made}-{name}"
        path.write_bytes(data)
        return path

    def bring(
        self, data: bytes, group: str = "internal", name: str = "daftar.csv", **more: object
    ) -> Imported | Refused | Findings:
        """Import what somebody sent."""
        agency = more.get("agency")
        sheet = more.get("sheet")
        columns = more.get("columns", {})
        assert isinstance(columns, Mapping)
        listing = Listing(
            path=self.file(data, name),
            group=GroupCode(group),
            rules=self.rules,
            agency=None if agency is None else AgencyCode(str(agency)),
            sheet=None if sheet is None else str(sheet),
            columns={Column(one): str(heading) for one, heading in columns.items()},
            replace=bool(more.get("replace")),
        )
        return import_frame(self.office, ROUND, listing)

    def all_lists(self) -> None:
        """Lists of every stratum but the users of pupr, who are asked at the counter."""
        for data, group in (
            (csv_bytes(STAFF, [*staff(40), *staff(30, "PUPR", 100)]), "internal"),
            (csv_bytes(USERS, users(35)), "external"),
            (csv_bytes(("Nama",), [(f"Pakar Cendana{n}",) for n in range(5)]), "expert"),
        ):
            made = self.bring(data, group)
            assert isinstance(made, Imported), made

    def again(self, officers: str = "ab") -> "Desk":
        """Sign out and in."""
        self.office.close()
        self.office = signed_in(self.folder / "office", self.clock, officers)
        return self


def signed_in(folder: Path, clock: HandClock, officers: str = "ab") -> Office:
    """The office with these officers signed in."""
    given = {OfficerId(one): PASSPHRASES[OfficerId(one)] for one in officers}
    office = sign_in(folder, given, clock)
    assert isinstance(office, Office), office
    return office


def make_office(folder: Path) -> None:
    """A ceremony and a round."""
    names = {"a": "Siti Rahma", "b": "Budi Santoso", "c": "Citra Dewi"}
    attendants = [Attendant(officer, names[officer], PASSPHRASES[officer]) for officer in PASSPHRASES]
    clock = HandClock(NOVEMBER_2)
    made = initialise(
        folder / "office", "BPS Kota Palembang", attendants, clock, rehearsal=True, stretch=CHEAP
    )
    assert not isinstance(made, Refused), made
    office = signed_in(folder / "office", clock, "abc")
    path = folder / "round.yaml"
    path.write_text(yaml.safe_dump(round_value(), allow_unicode=True), encoding="utf-8")
    survey = new_round(office, path)
    assert isinstance(survey, Round), survey
    office.close()


def desk_in(folder: Path) -> Desk:
    """The office in `folder`, two officers signed in."""
    clock = HandClock(NOVEMBER_2)
    rules = read_rules()
    assert isinstance(rules, Rules), rules
    return Desk(folder, signed_in(folder / "office", clock), clock, rules)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a round, made once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("sample")
    make_office(folder)
    return folder


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Desk]:
    """An office of its own for one test, two officers signed in."""
    shutil.copytree(template / "office", tmp_path / "office")
    made = desk_in(tmp_path)
    yield made
    made.office.close()
