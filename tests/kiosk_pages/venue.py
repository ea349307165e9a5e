"""A venue whose seal the test can open: any questionnaire behind real windows, and what was sealed there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app.base.canonical import JsonValue as Plain
from app.base.canonical import parse_canonical
from app.base.clock import HandClock, local_time
from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, ProctorId, SeatId
from app.base.sentences import Language
from app.kiosk.seat.enrol import enrol_root, install_package, open_booth
from app.kiosk.store.booth import Booth
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import questionnaire_digest, to_canonical
from app.questionnaire.route import NOBODY
from app.seal.card import NewProctor
from app.seal.codes import new_code
from app.seal.envelope import record_info, unpad
from app.seal.package import (
    Bilingual,
    PackageAgency,
    PackagePlan,
    Period,
    PlannedSession,
    Policy,
    sign_package,
)
from app.seal.packing import Stratum, build_package
from app.seal.root import RootDocument, RootOfficer, sign_root
from app.seal.sign import SigningKey
from app.seal.unseal import generate_seal_pair, open_sealed
from tests.cheap import STRETCHER
from tests.eventloop import turn
from tests.kiosk.world import prove_restart
from tests.kiosk_pages.room import Room

MORNING = 1_792_030_020_000  # 2026-10-15, Palembang
PIN = "402917"
SEAT = SeatId("07")

Record = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as respondents read of it, in both languages."""

    code: str
    name: str
    description: str
    english: str


AGENCIES = (
    Agency("dinkes", "Dinas Kesehatan", "Puskesmas dan izin kesehatan", "Health Office"),
    Agency("dishub", "Dinas Perhubungan", "Uji kendaraan dan terminal", "Transport Office"),
    Agency("dukcapil", "Dinas Kependudukan", "KTP dan akta", "Civil Registry"),
    Agency("pupr", "Dinas Pekerjaan Umum", "Jalan dan drainase", "Public Works"),
)


def described(agency: Agency, language: Language) -> str:
    """The line under an agency's name, which no other agency has."""
    return agency.description if language is Language.ID else f"{agency.english}, in detail"


def named(agency: Agency, language: Language) -> str:
    """An agency's name."""
    return agency.name if language is Language.ID else agency.english


@dataclass(repr=False)
class Venue:
    """One seat: windows open and close over it, people come with slips, and the test holds the seal's key."""

    folder: Path
    application: QApplication
    codes: tuple[str, ...]
    card: str
    private: bytes
    key: bytes
    clock: HandClock
    used: int = 0
    room: Room | None = None

    @override
    def __repr__(self) -> str:
        return f"<seat {SEAT}>"

    def open(self) -> Room:
        """A new window process over the same seat; the one before it is killed."""
        self.close()
        stick = self.folder / "stick"
        stick.mkdir(exist_ok=True)
        self.room = Room(self.folder / "data", self.clock, stick, self.application)
        self.room.proctor.open_booth(self.card)
        return self.room

    def open_running(self) -> Room:
        """A new window process in a session that runs."""
        room = self.open()
        if room.proctor.page == "locked_page":
            room.proctor.open_panel(PIN)
            room.proctor.click("start_session")
            room.proctor.leave()
        return room

    def close(self) -> None:
        """Kill the window process."""
        room, self.room = self.room, None
        if room is not None:
            room.close()
            turn()

    def booth(self) -> Booth:
        """The same seat, opened beside the windows."""
        return open_booth(self.folder / "data", self.key, self.clock)

    def records(self) -> list[Record]:
        """Everything that was sealed here, opened with the office's key."""
        booth = self.booth()
        try:
            return [
                _opened(self.private, sealed, record_info(booth.package.digest, record))
                for record, sealed in booth.store.records()
            ]
        finally:
            booth.close()


def _opened(private: bytes, sealed: bytes, info: bytes) -> Record:
    value = parse_canonical(unpad(open_sealed(private, sealed, info)))
    assert isinstance(value, dict)
    return value


def furnish(
    folder: Path,
    application: QApplication,
    asked: Questionnaire,
    *,
    agencies: Sequence[Agency] = AGENCIES,
    slips: int = 4,
) -> Venue:
    """Install a seat that asks one questionnaire, about the first agency or, of experts, about all."""
    officers = tuple(SigningKey.generate() for _ in range(3))
    private, public = generate_seal_pair()
    digest = questionnaire_digest(asked)
    text: JsonValue = json.loads(to_canonical(asked))
    expert = asked.subjects is not None
    card = new_code()
    built = build_package(
        _plan(public, agencies, {digest: text}, training=asked.practice, slots=slips + 2),
        [SEAT],
        [NewProctor(ProctorId("rina"), "Rina Marlina", PIN)],
        [
            Stratum(
                NOBODY if expert else AgencyCode(agencies[0].code),
                GroupCode(asked.respondent_group),
                digest,
                slips,
            )
        ],
        card,
        STRETCHER,
    )
    data, clock = folder / "data", HandClock(MORNING)
    if not asked.practice:
        enrol_root(data, _root(officers))
    installed = install_package(data, sign_package(built.payload, officers[:2]), SEAT, card, clock)
    assert not isinstance(installed, Refused), installed
    key = installed.key
    if not asked.practice:
        prove_restart(lambda: open_booth(data, key, clock), clock, ProctorId("rina"), PIN)
    return Venue(folder, application, built.slips[0].codes, card, private, key, clock)


def _plan(
    public: bytes,
    agencies: Iterable[Agency],
    questionnaires: dict[str, JsonValue],
    *,
    training: bool,
    slots: int,
) -> PackagePlan:
    _, recovery = generate_seal_pair()
    day = local_time(MORNING).date()
    return PackagePlan(
        training=training,
        round_id="PLG26",
        round_title=Bilingual(id="Kota Palembang"),
        survey_title=Bilingual(id="Survei Uji 2026", en="Test Survey 2026"),
        venue_id="LAB2",
        venue_name="Lab Komputer 2",
        period=Period(start=day.isoformat(), end=day.isoformat()),
        sessions=(PlannedSession(id="s1", date=day.isoformat(), start="07:00", end="20:00", label="Sesi 1"),),
        seal_key=public,
        recovery_key=recovery,
        import_key=SigningKey.generate().verify_key().to_bytes(),
        agencies=tuple(
            PackageAgency(
                code=each.code,
                name=Bilingual(id=each.name, en=each.english),
                short=each.name.removeprefix("Dinas "),
                description=Bilingual(id=each.description, en=described(each, Language.EN)),
            )
            for each in agencies
        ),
        questionnaires=questionnaires,
        policy=Policy(slots=slots),
    )


def _root(officers: Sequence[SigningKey]) -> bytes:
    document = RootDocument(
        type="bilik/root",
        version=1,
        number=1,
        previous="",
        office="BPS Kota Uji",
        created="2026-10-01",
        officers=tuple(
            RootOfficer(id=name, name=name, public_key=key.verify_key().to_bytes())
            for name, key in zip("abc", officers, strict=True)
        ),
        threshold=2,
        production=False,
    )
    return sign_root(document, officers)
