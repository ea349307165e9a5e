"""An office in miniature: three officers, one round, one lab, and kiosks that export what they are told."""

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from app.base.chain import Line, follow, line_bytes
from app.base.clock import HandClock
from app.base.errors import Refused
from app.base.ids import OfficerId, RecordId, RoundId, SeatId
from app.office.findings import Findings
from app.office.gathering.ledger import keep_room_sheet
from app.office.officers.ceremony import Attendant, Initialised, initialise
from app.office.officers.signin import Office, sign_in
from app.office.survey.packaging import Packaged, make_package
from app.office.survey.roundfile import Order, RoomSession, RoomSheet
from app.office.survey.rounds import Round, new_round, read_round
from app.seal.batch import BatchFacts, StratumCount, build_batch
from app.seal.envelope import pad, record_info, seal
from app.seal.installation import Installation, certify
from app.seal.logbook import LOGBOOK_SUFFIX, LogbookDocument, write_logbook
from app.seal.package import Package, open_card, verify_package
from app.seal.sign import SigningKey
from app.seal.stretch import derive
from tests.cheap import CHEAP

PASSPHRASES = {
    OfficerId("a"): "kapal layar di sungai musi",
    OfficerId("b"): "jembatan ampera waktu senja",
    OfficerId("c"): "pempek kapal selam hangat",
}
NOVEMBER_9 = 1_794_182_400_000  # 2026-11-09 00:00 UTC
ROUND = RoundId("palembang-2026")
AGENCIES = ("dishub", "pupr")


def taken(result: object) -> object:
    """What a use case returned, which must not be a refusal."""
    assert not isinstance(result, Refused | Findings), result
    return result


def round_yaml(**changes: object) -> dict[str, object]:
    """A small round as an office would write it."""
    agency = {"valid_from": "2020-01-01", "description": {"id": "Layanan kota", "en": "City services"}}
    value: dict[str, object] = {
        "id": ROUND,
        "title": {"id": "Putaran November 2026", "en": "November 2026 round"},
        "survey_title": {
            "id": "Penilaian Integritas Layanan (metode contoh)",
            "en": "Service Integrity (example)",
        },
        "city": "Kota Palembang",
        "start": "2026-11-09",
        "end": "2026-11-20",
        "agencies": [
            {
                "code": "dishub",
                "name": {"id": "Dinas Perhubungan", "en": "Transport"},
                "short": "Dishub",
                **agency,
            },
            {"code": "pupr", "name": {"id": "Dinas PUPR", "en": "Public Works"}, "short": "PUPR", **agency},
        ],
        "groups": [
            {
                "code": group,
                "questionnaire": f"spi-{group}/questionnaire.yaml",
                "scoring": f"spi-{group}/scoring.yaml",
            }
            for group in ("internal", "external", "expert")
        ],
        "strata": [
            *(
                {"agency": a, "group": "internal", "drawn": 15, "target": 12, "population": 80}
                for a in AGENCIES
            ),
            *({"agency": a, "group": "external", "drawn": 15, "target": 12} for a in AGENCIES),
            {"group": "expert", "drawn": 8, "target": 6},
        ],
        "method": "method-example.yaml",
    }
    return value | changes


def order(**changes: object) -> Order:
    """What a lab of two seats needs."""
    value: dict[str, object] = {
        "round": ROUND,
        "venue": "lab-smkn-2",
        "venue_name": "Lab SMKN 2",
        "start": dt.date(2026, 11, 9),
        "end": dt.date(2026, 11, 13),
        "sessions": (
            {
                "id": "S1",
                "date": dt.date(2026, 11, 9),
                "start": "09:00",
                "end": "11:00",
                "label": "Sesi pagi",
            },
        ),
        "seats": ("01", "02"),
        "slips": (
            {"agency": "dishub", "group": "internal", "count": 12},
            {"agency": "pupr", "group": "internal", "count": 12},
            {"group": "expert", "count": 6},
        ),
        "proctors": ({"id": "p1", "name": "Sari"},),
    }
    return Order.model_validate(value | changes)


@dataclass
class Kiosk:
    """One installation at a seat: it seals what it is given and exports until a receipt comes."""

    package: Package
    seat: SeatId
    installation: Installation
    records: dict[RecordId, bytes] = field(default_factory=dict)
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    abandoned: dict[tuple[str, str], int] = field(default_factory=dict)
    seq: int = 0
    previous: str = ""
    lines: tuple[bytes, ...] = tuple(
        line_bytes(Line(n, 29_900_000 + n, kind, {})) for n, kind in enumerate(("installed", "started"), 1)
    )
    logs: dict[str, bytes] = field(default_factory=dict)  # by the digest of the batch they lie beside

    def keep(self, rid: bytes, plaintext: bytes, stratum: tuple[str, str] = ("dishub", "internal")) -> None:
        """Seal one response, as a submit does."""
        document = self.package.document
        padded = pad(plaintext, document.policy.record_size)
        sealed = seal(document.seal_key, padded, record_info(self.package.digest, RecordId(rid)))
        self.records[RecordId(rid)] = sealed
        self.used[stratum] = self.used.get(stratum, 0) + 1

    def facts(self, **changes: object) -> BatchFacts:
        """What the next export will say of itself."""
        document = self.package.document
        strata = sorted(self.used.keys() | self.abandoned.keys())
        facts = BatchFacts(
            round=document.round_id,
            package=self.package.digest,
            seal_key=document.seal_key_digest,
            seat=self.seat,
            installation=self.installation.id,
            seq=self.seq + 1,
            previous=self.previous,
            final=True,
            emergency=False,
            strata=tuple(
                StratumCount(
                    agency=a, group=g, used=self.used.get((a, g), 0), abandoned=self.abandoned.get((a, g), 0)
                )
                for a, g in strata
            ),
            voided=0,
            record_size=document.policy.record_size,
            journal_length=len(self.lines),
            journal_head=follow(self.lines)[1][-1].digest,
            app_version="1.0.0",
            planned_date="2026-11-09",
        )
        return facts.model_copy(update=changes)

    def build(self, facts: BatchFacts) -> bytes:
        """The file for these facts."""
        return build_batch(facts, self.records.items(), self.installation.key, self.installation.certificate)

    def export(self, **changes: object) -> bytes:
        """Export everything that no receipt has named."""
        data = self.build(self.facts(**changes))
        self.seq += 1
        self.previous = hashlib.sha256(data).hexdigest()
        self.logs[self.previous] = self.log()
        return data

    def log(self) -> bytes:
        """The journal until now, signed."""
        document = LogbookDocument(
            package=self.package.digest, seat=self.seat, installation=self.installation.id, lines=self.lines
        )
        return write_logbook(document, self.installation.key, self.installation.certificate)


@dataclass
class House:
    """The office, its folder on disk, and how to make kiosks for its package."""

    folder: Path
    office: Office
    survey: Round
    packaged: Packaged
    package: Package
    kiosks: list[Kiosk] = field(default_factory=list)

    def kiosk(self, seat: str = "01") -> Kiosk:
        """A machine at a seat with the card in hand."""
        key = self.seat_key(seat)
        made = Kiosk(self.package, SeatId(seat), certify(self.package.digest, SeatId(seat), key))
        self.kiosks.append(made)
        return made

    def seat_key(self, seat: str) -> SigningKey:
        """What the card holds for a seat."""
        card = open_card(self.package.document, self.packaged.card_code, self.package.stretcher)
        assert not isinstance(card, Refused)
        (key,) = (SigningKey(one.private_key) for one in card.seats if one.id == seat)
        return key

    def stick(self, name: str, data: bytes) -> Path:
        """A file on a stick, with its journal beside it."""
        path = self.folder.parent / "stick" / f"{name}.bilik"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        for kiosk in self.kiosks:
            if log := kiosk.logs.get(hashlib.sha256(data).hexdigest()):
                path.with_suffix(LOGBOOK_SUFFIX).write_bytes(log)
        return path

    def codes(self, group: str, agency: str = "") -> list[str]:
        """The slips of a stratum."""
        return [
            code
            for some in self.packaged.slips
            if (some.stratum.agency, some.stratum.group) == (agency, group)
            for code in some.codes
        ]

    def nullifier(self, code: str) -> bytes:
        """What a kiosk derives from a slip."""
        return derive(code, self.package.document.salt, self.package.stretcher).nullifier

    def sheet(self, present: int, **more: int) -> None:
        """The room sheet of the one session."""
        session = RoomSession(session="S1", present=present, **more)
        sheet = RoomSheet(round=ROUND, venue="lab-smkn-2", sessions=(session,))
        assert keep_room_sheet(self.office, sheet) is None


def attendants() -> list[Attendant]:
    """The three officers of the ceremony."""
    names = {"a": "Siti Rahma", "b": "Budi Santoso", "c": "Citra Dewi"}
    return [Attendant(officer, names[officer], PASSPHRASES[officer]) for officer in PASSPHRASES]


def hold_ceremony(folder: Path) -> Initialised:
    """A rehearsal ceremony with the cheapest stretch."""
    made = initialise(
        folder, "BPS Kota Palembang", attendants(), HandClock(NOVEMBER_9), rehearsal=True, stretch=CHEAP
    )
    assert not isinstance(made, Refused), made
    return made


def signed_in(folder: Path, officers: str = "abc") -> Office:
    """The office with these officers signed in."""
    given = {OfficerId(one): PASSPHRASES[OfficerId(one)] for one in officers}
    office = sign_in(folder, given, HandClock(NOVEMBER_9))
    assert not isinstance(office, Refused), office
    return office


def write_round(folder: Path, value: Mapping[str, object]) -> Path:
    """The round's file on disk."""
    path = folder / "round.yaml"
    path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Packaged]:
    """A ceremony, a round and a package, made once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("template")
    return folder, make_template(folder)


def make_template(folder: Path) -> Packaged:
    """An office with one round and one package, and the papers of the package beside it."""
    hold_ceremony(folder / "office")
    office = signed_in(folder / "office")
    made = new_round(office, write_round(folder, round_yaml()))
    assert isinstance(made, Round), made
    packaged = make_package(office, order(), folder / "papers")
    assert isinstance(packaged, Packaged), packaged
    office.close()
    return packaged


@pytest.fixture
def house(template: tuple[Path, Packaged], tmp_path: Path) -> Iterator[House]:
    """An office of its own for one test, two officers signed in."""
    source, packaged = template
    shutil.copytree(source / "office", tmp_path / "office")
    made = open_house(tmp_path / "office", packaged, source)
    yield made
    made.office.close()


def open_house(folder: Path, packaged: Packaged, source: Path) -> House:
    """The office in `folder`, a copy of the template at `source`, two officers signed in."""
    office = signed_in(folder, "ab")
    survey = read_round(office, ROUND)
    assert isinstance(survey, Round)
    package = verify_package((source / "papers" / packaged.package_file.name).read_bytes(), office.root)
    return House(folder, office, survey, packaged, package)
