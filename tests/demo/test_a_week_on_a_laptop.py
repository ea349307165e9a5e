"""A week on a travelling laptop: opened and closed every day, drafts overnight, sticks when there is time.

On Monday it is exported, on Tuesday not, because somebody's answers wait for the next day; on Thursday only a
copy is taken while the session still runs. In the end nothing is left over, neither of a day nor of the week.
"""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.base.ids import AgencyCode, VenueId
from app.base.session import Category
from app.demo.people import Person
from app.demo.seat import granted
from app.kiosk.room.stretches import all_of
from app.kiosk.seat.handover import import_receipts
from app.kiosk.store.log import VoidReason
from app.office.gathering.intake import Verdict
from app.office.gathering.ledger import hindrances, read_ledger
from app.sitting.events import Final
from app.sitting.state import Sitting
from app.storage.drive import FolderDrive
from tests.demo.agreeing import (
    assert_every_answer_came,
    assert_the_minutes_agree,
    assert_the_office_agrees,
    printed_text,
)
from tests.demo.robots import City, Pc, Sari, found_city, order_of, wib
from tests.office.conftest import ROUND

pytestmark = pytest.mark.slow

LAPTOP = VenueId("keliling-kertapati")
DAYS = {"Sen": 9, "Sel": 10, "Rab": 11, "Kam": 12, "Jum": 13}
SESSIONS = tuple(
    {"id": name, "date": dt.date(2026, 11, day), "start": "08:30", "end": "15:00", "label": f"Hari {name}"}
    for name, day in DAYS.items()
)


@dataclass
class Seen:
    """What a reader of the story can hold in hand afterwards."""

    city: City
    sari: Sari
    stick: Path
    resumed_alike: list[bool] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    purged: frozenset[bytes] = frozenset()
    kept: frozenset[bytes] = frozenset()

    @property
    def pc(self) -> Pc:
        return self.sari.pcs["01"]

    @property
    def drive(self) -> FolderDrive:
        return FolderDrive(self.stick)

    def wakes(self, before: Sitting, code: str) -> None:
        """Somebody's own slip brings back what was answered, at the question where it was."""
        after = granted(self.pc.desk.enter_code(code))
        self.resumed_alike.append((after.answers, after.position) == (before.answers, before.position))

    def is_cut(self, person: Person, code: str, agency: AgencyCode) -> None:
        """The power goes in the middle of a sitting; it is finished after the card was typed again."""
        self.pc.begin(code)
        before = self.pc.answer_some(person, agency, 9)
        self.pc.power_cut()
        self.wakes(before, code)
        held = self.pc.held
        assert self.pc.finish(person, agency) is Final.COMPLETE
        self.sari.remembers(self.pc, held)


# --- five days -------------------------------------------------------------------------------------------


def monday(seen: Seen) -> None:
    """A day as it should be, but for the power; in the evening a courier takes a copy of the stick."""
    sari, clock = seen.sari, seen.city.clock
    clock.set_utc(wib(9, 8, 30))
    sari.starts("Sen")
    sari.seats("Andi", "01")
    citra = sari.welcomes("Citra")
    seen.is_cut(citra, *sari.draws())
    sari.draws()  # torn on opening
    sari.seats("Beni", "01")
    clock.set_utc(wib(9, 15))
    assert sari.ends() == 0
    sari.exports(seen.drive)
    sari.prints("Sen", seen.drive, "01", spoiled=1)
    sari.closes()


def tuesday(seen: Seen) -> tuple[Person, str, AgencyCode, Sitting]:
    """Dedi has to leave in the middle; nothing is exported, and the paper says that nothing is there."""
    sari, clock, pc = seen.sari, seen.city.clock, seen.pc
    clock.set_utc(wib(10, 8, 30))
    sari.opens("Sel")
    eka, (used, agency) = sari.welcomes("Eka"), sari.draws()
    held = pc.held
    assert pc.sit(used, eka, agency) is Final.COMPLETE
    sari.remembers(pc, held)
    for _ in range(2):  # somebody picked it out of the bin
        again = pc.desk.enter_code(used)
        assert isinstance(again, Refused)
        seen.refused.append(again.code)
    fajar = sari.welcomes("Fajar")
    lost, _ = sari.draws()
    pc.begin(lost)
    sari.voids("01", VoidReason.LOST, spare=True)
    spare, agency = sari.draws()
    held = pc.held
    assert pc.sit(spare, fajar, agency) is Final.COMPLETE
    sari.remembers(pc, held)
    dedi = sari.welcomes("Dedi")
    code, agency = sari.draws()
    pc.begin(code)
    before = pc.answer_some(dedi, agency, 12)
    clock.set_utc(wib(10, 14, 55))
    _, printed = sari.prints("Sel", seen.drive, "01")
    assert printed.difference == -3  # all of Tuesday is on the laptop alone
    assert "tidak punya berkas dari sesi ini" in printed_text(seen.stick, "Sel")
    sari.closes()
    return dedi, code, agency, before


def wednesday(seen: Seen, left: tuple[Person, str, AgencyCode, Sitting]) -> None:
    """Monday's receipts come; the draft of last night is finished; both days go onto the stick."""
    sari, clock, pc = seen.sari, seen.city.clock, seen.pc
    clock.set_utc(wib(11, 8, 30))
    sari.opens("Rab")
    before = pc.held
    assert import_receipts(pc.booth, seen.drive).records == len(before - pc.held)
    seen.purged = before - pc.held
    seen.kept = pc.held
    gita = sari.welcomes("Gita")
    seen.is_cut(gita, *sari.draws())
    dedi, code, agency, sitting = left
    seen.wakes(sitting, code)
    held = pc.held
    assert pc.finish(dedi, agency) is Final.COMPLETE
    sari.remembers(pc, held)
    sari.seats("Hana", "01")
    clock.set_utc(wib(11, 15))
    assert sari.ends() == 0
    sari.exports(seen.drive)
    sari.prints("Rab", seen.drive, "01")
    sari.prints("Sel", seen.drive, "01")  # again: now the files say where it is counted
    sari.closes()


def thursday(seen: Seen) -> None:
    """A promise not given, a sitting thrown away, more time; a copy is taken while the session still runs."""
    sari, clock, pc = seen.sari, seen.city.clock, seen.pc
    clock.set_utc(wib(12, 8, 30))
    sari.opens("Kam")
    sari.welcomes("Iwan")
    code, _ = sari.draws()
    held = pc.held
    assert pc.decline(code) is Final.DECLINED
    sari.remembers(pc, held)
    joko = sari.welcomes("Joko")
    code, agency = sari.draws()
    pc.begin(code)
    pc.answer_some(joko, agency, 3)
    sari.gives_time("01", 5)
    held = pc.held
    assert pc.finish(joko, agency) is Final.COMPLETE
    sari.remembers(pc, held)
    sari.welcomes("Kiki")
    code, _ = sari.draws()
    pc.begin(code)
    sari.voids("01", VoidReason.WITHDRAWN, spare=False)
    sari.notes("01", Category.DISTURBANCE, "Genset kantor lurah dinyalakan di sebelah ruang")
    lina = sari.welcomes("Lina")
    code, agency = sari.draws()
    pc.begin(code)
    pc.answer_some(lina, agency, 6)  # she means to come back, and never does
    clock.set_utc(wib(12, 15))
    sari.exports(seen.drive, early=True)
    part, printed = sari.prints("Kam", seen.drive, "01")
    assert (part.voided, printed.difference) == (1, -1)  # Lina is neither sealed nor gone yet
    assert "disalin sebelum sesi diakhiri" in printed_text(seen.stick, "Kam")
    sari.closes()


def friday(seen: Seen) -> None:
    """The last day, and the export at the end."""
    sari, clock = seen.sari, seen.city.clock
    clock.set_utc(wib(13, 8, 30))
    sari.opens("Jum")
    for name in ("Maya", "Nanda", "Oki"):
        sari.seats(name, "01")
    clock.set_utc(wib(13, 11))
    assert sari.ends() == 1
    sari.exports(seen.drive)
    sari.prints("Kam", seen.drive, "01")
    sari.prints("Jum", seen.drive, "01")


# --- what everyone counted -------------------------------------------------------------------------------


def test_a_week_on_a_laptop_comes_to_zero_by_day_as_a_whole_and_at_the_office(tmp_path: Path) -> None:
    city = found_city(tmp_path)
    _, sari = city.room("keliling", order_of(LAPTOP, ("01",), SESSIONS, "external", 9), "external")
    stick = city.stick("usb-keliling")
    seen = Seen(city, sari, stick)
    monday(seen)
    of_monday = frozenset(sari.told.records)
    assert [one.verdict for one in city.imports(stick)] == [Verdict.STORED]  # the courier's copy
    left = tuesday(seen)
    of_tuesday = frozenset(sari.told.records) - of_monday
    wednesday(seen, left)
    assert {one.verdict for one in city.imports(stick)} == {Verdict.STORED, Verdict.DUPLICATE}
    so_far = granted(read_ledger(city.office, ROUND))
    assert [one.id for one in hindrances(so_far)] == [f"sheet:{LAPTOP}/1/{day}" for day in ("Kam", "Jum")]
    assert (so_far.venues[0].room.difference, so_far.venues[0].room.slip_difference) == (0, 0)
    thursday(seen)
    friday(seen)

    assert seen.resumed_alike == [True] * 3
    assert seen.refused == ["desk.code_sealed"] * 2
    assert (seen.purged, seen.kept) == (of_monday, of_tuesday)
    assert_the_minutes_agree(sari, stick)
    assert {day: part.elsewhere.id for day, (part, _) in sari.papers.items() if part.elsewhere} == {
        "Sel": "Rab",
        "Kam": "Jum",
    }
    assert "Genset kantor lurah" in printed_text(stick, "Kam")
    assert "diganti slip cadangan" in printed_text(stick, "Sel")
    whole = all_of(part.counts for room, _ in sari.papers.values() for part in room.parts)
    told = sari.told
    assert (whole.sealed, whole.abandoned, whole.voided) == (told.sealed, told.abandoned, told.voided)
    assert whole.sealed + whole.abandoned + whole.voided - whole.replaced == sum(told.present.values())

    city.imports(stick)
    line = assert_the_office_agrees(city, LAPTOP, sari)
    (installation,) = line.seats[0].installations
    assert (installation.received, installation.final) == ((1, 2, 3, 4), True)
    assert_every_answer_came(city, sari, FolderDrive(stick))
    city.office.close()
