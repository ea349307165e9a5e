"""A day in a lab of three seats, lived by robots; in the end nothing is left over.

What happened is counted by those who were there. The minutes, the journals, the batches and the office each
count for themselves, and all come to the same.
"""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.base.errors import Environment
from app.base.ids import SeatId, VenueId
from app.base.sentences import Language, Sentence
from app.demo.seat import granted
from app.kiosk.handover import Handed, export, import_receipts
from app.kiosk.log import Category, VoidReason
from app.kiosk.minutes import RoomPart
from app.kiosk.papers import Printed
from app.office.intake import Verdict, import_paths
from app.office.ledger import enter_room_sheet, hindrances, read_ledger, sheets_on
from app.office.logbooks import read_logbooks
from app.office.roundfile import RoomSheet
from app.office.tables import record
from app.sitting.events import Final
from app.storage.drive import FolderDrive
from tests.demo.robots import City, FullStick, Sari, found_city, order_of, wib
from tests.office.conftest import ROUND

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
    papers: dict[str, tuple[RoomPart, Printed]] = field(default_factory=dict)
    handed: list[Handed] = field(default_factory=list)
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
    seen.handed += sari.exports(stick)
    seen.papers["S1"] = sari.prints("S1", stick, "02")


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
    seen.handed += sari.exports(stick)
    seen.papers["S2"] = sari.prints("S2", stick, "03", spoiled=1)


# --- what everyone counted -------------------------------------------------------------------------------


def printed_text(stick: Path, session: str) -> str:
    (path,) = stick.glob(f"berita-acara-*-{session}.pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_day_in_a_lab_comes_to_zero_in_minutes_journals_batches_and_office(tmp_path: Path) -> None:
    city = found_city(tmp_path)
    _, sari = city.room("lab", order_of(LAB, ("01", "02", "03"), SESSIONS, "internal", 8), "internal")
    seen = Seen(city, sari)
    stick = city.stick("usb-lab")
    morning(seen)
    city.clock.set_utc(wib(9, 11))
    handing_over_the_morning(seen, FolderDrive(stick))
    afternoon(seen, FolderDrive(stick))
    told = sari.told

    assert seen.resumed_alike == [True]
    assert seen.full is not None
    assert Sentence.of(seen.full).spoken(Language.ID).startswith("Ruang penyimpanan penuh")
    assert seen.marked_by_full == []
    for session, (_, printed) in seen.papers.items():
        assert (printed.difference, printed.slip_difference) == (0, 0)
        assert "Selisih 0." in printed_text(stick, session)
    minutes = printed_text(stick, "S1")
    for words in ("Waktu ditambah 10 menit", "tanpa slip cadangan", "diganti slip cadangan", "dimulai ulang"):
        assert words in minutes
    assert "Kepala seksi bertanya" in minutes

    verdicts = import_paths(city.office, [stick])
    assert {one.verdict for one in verdicts} == {Verdict.STORED}
    flagged = [(one.seat, flag.key) for one in verdicts for flag in one.flags]
    assert flagged == [("01", "office.flag_second_installation")]
    for sheet in sheets_on(stick):
        assert isinstance(enter_room_sheet(city.office, sheet), RoomSheet)
    ledger = granted(read_ledger(city.office, ROUND))
    (venue,) = ledger.venues
    assert hindrances(ledger) == ()
    room = venue.room
    assert (room.sealed, room.abandoned, room.difference) == (told.sealed, told.abandoned, 0)
    assert room.present == sum(told.present.values())

    lines = [line for seat in venue.seats for line in seat.installations]
    assert len(lines) == 4
    assert all(line.logged for line in lines)
    assert sum(line.voided for line in lines) == told.voided
    parts = [part for of_session, _ in seen.papers.values() for part in of_session.parts]
    for line in lines:
        own = [part for part in parts if part.installed.installation == line.installation]
        figures = [sum(getattr(part, name) for part in own) for name in ("sealed", "abandoned", "voided")]
        assert figures == [line.used, line.abandoned, line.voided]
    kept = [
        held.logbook
        for seat in venue.seats
        for held in granted(read_logbooks(city.office, ROUND, LAB, SeatId(seat.seat)))
    ]
    assert all(any(journal.agrees(one.head) for journal in kept) for one in seen.handed)

    with city.office.store.reading() as connection:
        stored = {bytes(row.rid) for row in connection.execute(sa.select(record.c.rid))}
    assert stored == told.records
    for pc in sari.pcs.values():
        mine = pc.held
        assert import_receipts(pc.booth, FolderDrive(stick)).records == len(mine)
        assert mine <= stored
        assert pc.held == frozenset()
        pc.switch_off()

    counts, answers = city.opens()
    assert (counts.records, counts.complete) == (told.sealed, told.sealed)
    assert answers == told.answers
    city.office.close()
