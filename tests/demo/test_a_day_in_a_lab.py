"""A day in a lab of three seats, lived by robots; in the end nothing is left over.

What happened is counted by those who were there. The minutes, the journals, the batches and the office each
count for themselves, and all come to the same.
"""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.base.errors import Environment
from app.base.ids import VenueId
from app.base.sentences import Language, Sentence
from app.base.session import Category
from app.demo.seat import granted
from app.kiosk.seat.handover import export
from app.kiosk.store.log import VoidReason
from app.office.gathering.intake import Verdict
from app.sitting.events import Final
from app.storage.drive import FolderDrive
from tests.demo.agreeing import (
    assert_every_answer_came,
    assert_the_minutes_agree,
    assert_the_office_agrees,
    printed_text,
)
from tests.demo.robots import City, FullStick, Sari, found_city, order_of, wib

pytestmark = pytest.mark.slow

LAB = VenueId("lab-smkn-2")
SESSIONS = (
    {"id": "S1", "date": dt.date(2026, 11, 9), "start": "09:00", "end": "11:00", "label": "Sesi pagi"},
    {"id": "S2", "date": dt.date(2026, 11, 9), "start": "13:00", "end": "15:00", "label": "Sesi siang"},
)


@dataclass
class Seen:
    """What a reader of the story can hold in hand afterwards."""

    city: City
    lab: Sari
    full: Environment | None = None
    marked_by_full: list[object] = field(default_factory=list)
    resumed_alike: list[bool] = field(default_factory=list)


# --- Monday in the lab -----------------------------------------------------------------------------------


def morning(seen: Seen) -> None:
    """Everything that goes wrong in a morning."""
    sari, clock = seen.lab, seen.city.clock
    clock.set_utc(wib(9, 9))
    sari.starts("S1")
    sari.seats("Rahman", "01")
    dewi_in_the_dark(seen)
    # Lukman thinks better of it: what he began is thrown away, and no other slip is opened for him.
    sari.welcomes("Lukman")
    lukman, _ = sari.draws()
    sari.pcs["03"].begin(lukman)
    sari.voids("03", VoidReason.WITHDRAWN, spare=False)
    yusuf_and_the_wind(seen)
    wulan_moves(seen)
    sari.notes("01", Category.PRESSURE, "Kepala seksi bertanya siapa duduk di mana; diminta keluar")


def dewi_in_the_dark(seen: Seen) -> None:
    """Her PC goes dark; after the card code her own slip brings her back to where she was."""
    sari, pc = seen.lab, seen.lab.pcs["02"]
    dewi = sari.welcomes("Dewi")
    code, agency = sari.draws()
    pc.begin(code)
    before = pc.answer_some(dewi, agency, 10)
    pc.power_cut()
    after = granted(pc.desk.enter_code(code))
    seen.resumed_alike.append((after.answers, after.position) == (before.answers, before.position))
    left = pc.desk.remaining_ms()
    sari.gives_time("02", 10)
    assert pc.desk.remaining_ms() == (left or 0) + 600_000
    held = pc.held
    assert pc.finish(dewi, agency) is Final.COMPLETE
    sari.remembers(pc, held)


def yusuf_and_the_wind(seen: Seen) -> None:
    """His slip flies out of the window; what he began is voided, and a spare slip takes its place."""
    sari, pc = seen.lab, seen.lab.pcs["01"]
    yusuf = sari.welcomes("Yusuf")
    lost, agency = sari.draws()
    pc.begin(lost)
    pc.answer_some(yusuf, agency, 4)
    sari.voids("01", VoidReason.LOST, spare=True)
    spare, agency = sari.draws()
    held = pc.held
    assert pc.sit(spare, yusuf, agency) is Final.COMPLETE
    sari.remembers(pc, held)


def wulan_moves(seen: Seen) -> None:
    """Her PC dies; she begins again at another with the same slip. In the evening it has a new supply."""
    sari, dead, other = seen.lab, seen.lab.pcs["03"], seen.lab.pcs["02"]
    wulan = sari.welcomes("Wulan")
    code, agency = sari.draws()
    dead.begin(code)
    dead.answer_some(wulan, agency, 7)
    dead.go_dark()
    sari.lets_begin_anew("02")
    held = other.held
    assert other.sit(code, wulan, agency) is Final.COMPLETE
    sari.remembers(other, held)
    dead.card()


def handing_over_the_morning(seen: Seen, stick: FolderDrive) -> None:
    """The first stick is full, and says so; the second takes everything."""
    sari = seen.lab
    assert sari.ends() == 1  # what Wulan began at the PC that died
    pc = sari.pcs["01"]
    full = seen.city.stick("usb-penuh")
    head = pc.booth.store.log()[1]
    with pytest.raises(Environment) as told:
        export(pc.booth, FullStick(full))
    seen.full = told.value
    seen.marked_by_full = [*full.iterdir(), *pc.booth.store.exports()]
    assert pc.booth.store.log()[1] == head
    sari.exports(stick)
    sari.prints("S1", stick, "02")


def afternoon(seen: Seen, stick: FolderDrive) -> None:
    """Over lunch the lab writes its disks anew; seat 01 is set up again."""
    sari, clock = seen.lab, seen.city.clock
    sari.pcs["01"].reinstall()
    clock.set_utc(wib(9, 13))
    sari.starts("S2")
    for name, where in (
        ("Fitri", "01"),
        ("Agus", "02"),
        ("Murni", "03"),
        ("Bayu", "01"),
        ("Intan", "02"),
        ("Joko", "03"),
    ):
        sari.seats(name, where)
    sari.draws()  # torn on opening, and kept with the papers
    clock.set_utc(wib(9, 15))
    assert sari.ends() == 0
    sari.exports(stick)
    sari.prints("S2", stick, "03", spoiled=1)


# --- what everyone counted -------------------------------------------------------------------------------


def test_a_day_in_a_lab_comes_to_zero_in_minutes_journals_batches_and_office(tmp_path: Path) -> None:
    city = found_city(tmp_path)
    _, sari = city.room("lab", order_of(LAB, ("01", "02", "03"), SESSIONS, "internal", 8), "internal")
    seen = Seen(city, sari)
    stick = city.stick("usb-lab")
    morning(seen)
    city.clock.set_utc(wib(9, 11))
    handing_over_the_morning(seen, FolderDrive(stick))
    afternoon(seen, FolderDrive(stick))

    assert seen.resumed_alike == [True]
    assert seen.full is not None
    assert Sentence.of(seen.full).spoken(Language.ID).startswith("Ruang penyimpanan penuh")
    assert seen.marked_by_full == []
    assert_the_minutes_agree(sari, stick)
    minutes = printed_text(stick, "S1")
    for words in ("Waktu ditambah 10 menit", "tanpa slip cadangan", "diganti slip cadangan", "dimulai ulang"):
        assert words in minutes
    assert "Kepala seksi bertanya" in minutes

    verdicts = city.imports(stick)
    assert {one.verdict for one in verdicts} == {Verdict.STORED}
    flagged = [(one.seat, flag.key) for one in verdicts for flag in one.flags]
    assert flagged == [("01", "office.flag_second_installation")]
    line = assert_the_office_agrees(city, LAB, sari)
    assert [len(seat.installations) for seat in line.seats] == [2, 1, 1]
    assert_every_answer_came(city, sari, FolderDrive(stick))
    city.office.close()
