"""A small office and one seat of it, with everything that a test may hold in hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.base.canonical import digest as digest_of
from app.base.canonical import parse_canonical
from app.base.clock import HandClock
from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, ProctorId, RecordId, SeatId
from app.kiosk.seat.desk import Desk, Sealed
from app.kiosk.seat.enrol import enrol_root, install_package, open_booth, status
from app.kiosk.seat.proctor import Session
from app.kiosk.store.booth import Booth
from app.questionnaire.read import read_yaml, to_canonical
from app.questionnaire.route import Slot
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
from app.sitting.events import Choose, Consent, Final, GoTo, Review
from app.sitting.state import Sitting
from tests.cheap import STRETCHER

NOON = 1_792_030_020_000  # 2026-10-14 in the morning, Palembang
PIN = "402917"
PROCTOR = ProctorId("rina")
SLOTS = 12
LIMIT_MS = 600_000
HOME = "dishub"
AGENCIES = {
    HOME: Bilingual(id="Dinas"),
    "dinkes": Bilingual(id="Dinas Kesehatan"),
    "dukcapil": Bilingual(id="Dinas Kependudukan"),
}

YAML = b"""
schema_version: 1
id: kenari
version: "1.0"
title: {id: Uji}
languages: [id]
respondent_group: internal
time_limit_ms: 600000
absent: [-98, -99]
scales:
  s:
    - {code: 1, label: {id: Tidak}}
    - {code: 2, label: {id: Ya}}
    - {code: 3, label: {id: Sangat}}
sections:
  - id: one
    title: {id: Satu}
    items:
      - {id: q1, kind: likert, scale: s, text: {id: Pertama}}
      - {id: q2, kind: text, max_chars: 300, text: {id: Kedua}, required: "no"}
      - {id: q3, kind: likert, scale: s, text: {id: Ketiga}}
      - id: q4
        kind: multi
        shuffle: true
        text: {id: Keempat}
        options:
          - {code: 1, label: {id: A}}
          - {code: 2, label: {id: B}}
          - {code: 3, label: {id: C}}
"""


@dataclass(frozen=True)
class Office:
    """What the office made, and the secrets that it would keep."""

    root: bytes
    package: bytes
    codes: tuple[str, ...]
    card: str
    private: bytes
    recovery: bytes
    import_key: SigningKey
    officers: tuple[SigningKey, ...]


def asked() -> bytes:
    """What is asked here, as it is signed."""
    return to_canonical(read_yaml(YAML))


@cache
def office(
    version: int = 1,
    slots: int = SLOTS,
    codes: int = 30,
    asked: bytes = asked(),
    group: str = "internal",
    record_size: int = 2048,
    seats: int = 2,
) -> Office:
    """One office for all tests: making keys is not what they are about. Experts may judge three agencies."""
    keys = tuple(SigningKey.generate() for _ in range(3))
    root = sign_root(
        RootDocument(
            type="bilik/root",
            version=1,
            number=1,
            previous="",
            office="BPS Kota Uji",
            created="2026-10-01",
            officers=tuple(
                RootOfficer(id=name, name=name, public_key=key.verify_key().to_bytes())
                for name, key in zip("abc", keys, strict=True)
            ),
            threshold=2,
            production=False,
        ),
        keys,
    )
    digest = digest_of(asked)
    private, public = generate_seal_pair()
    recovery, recovery_public = generate_seal_pair()
    import_key = SigningKey.generate()
    plan = PackagePlan(
        package_version=version,
        round_id="PLG26",
        round_title=Bilingual(id="Periode uji"),
        survey_title=Bilingual(id="Survei uji"),
        venue_id="LAB2",
        venue_name="Lab Komputer 2",
        period=Period(start="2026-10-10", end="2026-10-20"),
        sessions=tuple(
            PlannedSession(
                id=f"s{n}", date=f"2026-10-1{3 + n}", start="09:00", end="11:00", label=f"Sesi {n}"
            )
            for n in (1, 2)
        ),
        seal_key=public,
        recovery_key=recovery_public,
        import_key=import_key.verify_key().to_bytes(),
        agencies=tuple(
            PackageAgency(code=code, name=name, short=code.title(), description=name)
            for code, name in AGENCIES.items()
            if code == HOME or group == "expert"
        ),
        questionnaires={digest: json.loads(asked)},
        policy=Policy(record_size=record_size, slots=slots),
    )
    card = new_code()
    built = build_package(
        plan,
        [SeatId(f"{n + 1:02}") for n in range(seats)],
        [NewProctor(PROCTOR, "Rina Marlina", PIN), NewProctor(ProctorId("budi"), "Budi", "918273")],
        [Stratum(AgencyCode("" if group == "expert" else HOME), GroupCode(group), digest, codes)],
        card,
        STRETCHER,
    )
    signed = sign_package(built.payload, keys[:2])
    return Office(root, signed, built.slips[0].codes, card, private, recovery, import_key, keys)


@dataclass
class Seat:
    """One machine, and a clock that the test moves."""

    data_dir: Path
    office: Office
    key: bytes
    clock: HandClock

    def booth(self) -> Booth:
        """The booth as after a fresh start of the program."""
        return open_booth(self.data_dir, self.key, self.clock)

    @property
    def folder(self) -> Path:
        """The installation's own folder."""
        (folder,) = (self.data_dir / "installations").iterdir()
        return folder

    def opened(self, record: RecordId, sealed: bytes) -> dict[str, object]:
        """What the office will read in a record."""
        package = status(self.data_dir).package
        assert package is not None
        plain = unpad(open_sealed(self.office.private, sealed, record_info(package.digest, record)))
        value = parse_canonical(plain)
        assert isinstance(value, dict)
        return value


def seat(folder: Path, made: Office | None = None, number: str = "01", *, proved: bool = True) -> Seat:
    """An enrolled machine with the package installed, seen to keep over a restart what is written."""
    made = made or office()
    clock = HandClock(NOON)
    enrol_root(folder, made.root)
    installed = install_package(folder, made.package, SeatId(number), made.card, clock)
    assert not isinstance(installed, Refused)
    machine = Seat(folder, made, installed.key, clock)
    if proved:
        prove_restart(machine.booth, clock)
    return machine


def prove_restart(
    opened: Callable[[], Booth], clock: HandClock, proctor: ProctorId = PROCTOR, pin: str = PIN
) -> None:
    """The proctor writes down three words, restarts the machine, and finds them again."""
    words: list[tuple[str, ...]] = []
    for begins in (True, False):
        booth = opened()
        session = Session(booth, Desk(booth))
        assert session.try_pin(proctor, pin) == proctor
        if begins:
            assert session.restart.begin(session.proctor) is None
        words.append(session.restart.state.words)
        if not begins:
            assert session.restart.compare(session.proctor, same=words[0] == words[1]) is None
        booth.close()
        if begins:
            clock.reboot()
    assert words[0] == words[1]


class Room:
    """A running program: a desk with a proctor beside it."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.booth = seat.booth()
        self.desk = Desk(self.booth)
        self.session = Session(self.booth, self.desk)

    def start(self, planned: str = "s1") -> "Room":
        assert self.session.try_pin(PROCTOR, PIN) == PROCTOR
        assert self.session.start(planned) is None
        return self

    def end(self) -> int:
        assert self.session.try_pin(PROCTOR, PIN) == PROCTOR
        given_up = self.session.end(PIN)
        assert not isinstance(given_up, Refused)
        return given_up

    def close(self) -> None:
        self.booth.close()

    def enter(self, number: int) -> Sitting:
        sitting = self.desk.enter_code(self.seat.office.codes[number])
        assert not isinstance(sitting, Refused), sitting
        return sitting

    def answer(self, variable: str, value: int | str | tuple[int, ...]) -> Sitting:
        sitting = self.desk.take(Choose(Slot(variable), value))
        assert not isinstance(sitting, Refused), sitting
        return sitting

    def fill(self, number: int, text: str = "") -> None:
        """A whole sitting up to the review."""
        self.enter(number)
        self.desk.take(Consent())
        for variable, value in (("q1", 1 + number % 3), ("q3", 3), ("q4", (1, 3))):
            sitting = self.answer(variable, value)
            self.desk.take(GoTo(sitting.steps[0]))
        if text:
            self.answer("q2", text)
        self.desk.take(Review())

    def seal(self, number: int, text: str = "") -> None:
        self.fill(number, text)
        assert self.desk.submit(Final.COMPLETE) == Sealed(Final.COMPLETE)
