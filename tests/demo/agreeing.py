"""What everyone counted, held together: those who were there, minutes, journals, batches and the office."""

from pathlib import Path

import sqlalchemy as sa
from pypdf import PdfReader

from app.base.ids import SeatId, VenueId
from app.demo.seat import granted
from app.kiosk.seat.handover import import_receipts
from app.office.gathering.ledger import VenueLine, hindrances, read_ledger
from app.office.gathering.logbooks import read_logbooks
from app.office.store.tables import record
from app.storage.drive import FolderDrive
from tests.demo.robots import City, Sari
from tests.office.conftest import ROUND


def printed_text(stick: Path, session: str) -> str:
    """What the minutes of a session say."""
    (path,) = stick.glob(f"berita-acara-*-{session}.pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def assert_the_minutes_agree(sari: Sari, stick: Path) -> None:
    """No session is left over: each is even, or is counted in the minutes of one that is."""
    even = {session for session, (part, _) in sari.papers.items() if part.elsewhere is None}
    assert even
    for session, (part, printed) in sari.papers.items():
        if part.elsewhere is not None:
            assert part.elsewhere.id in even
            assert f"dihitung bersama {part.elsewhere.label}" in printed_text(stick, session)
            continue
        assert (session, printed.difference, printed.slip_difference) == (session, 0, 0)
        assert "Selisih 0." in printed_text(stick, session)


def assert_the_office_agrees(city: City, venue: VenueId, sari: Sari) -> VenueLine:
    """Nothing keeps the round from closing, and the room's slips add up: by count, by journal, by record."""
    told = sari.told
    ledger = granted(read_ledger(city.office, ROUND))
    (line,) = (each for each in ledger.venues if each.venue == venue)
    assert hindrances(ledger) == ()
    room = line.room
    assert (room.sealed, room.abandoned, room.difference) == (told.sealed, told.abandoned, 0)
    assert (room.present, room.slip_difference) == (sum(told.present.values()), 0)

    parts = [part for of_session, _ in sari.papers.values() for part in of_session.parts]
    lines = [each for seat in line.seats for each in seat.installations]
    for each in lines:
        own = [part for part in parts if part.installed.installation == each.installation]
        figures = [sum(getattr(part, name) for part in own) for name in ("sealed", "abandoned", "voided")]
        assert figures == [each.used, each.abandoned, each.voided]
    assert sum(each.voided for each in lines) == told.voided
    assert all(each.logged for each in lines)

    kept = [
        held.logbook
        for seat in line.seats
        for held in granted(read_logbooks(city.office, ROUND, venue, SeatId(seat.seat)))
    ]
    assert all(any(journal.agrees(one.head) for journal in kept) for one in sari.handed)
    return line


def assert_every_answer_came(city: City, sari: Sari, stick: FolderDrive) -> None:
    """Each record is at the office and gone from its PC; opened, they say what was entered."""
    told = sari.told
    with city.office.store.reading() as connection:
        stored = {bytes(row.rid) for row in connection.execute(sa.select(record.c.rid))}
    assert stored == told.records
    for pc in sari.pcs.values():
        mine = pc.held
        assert import_receipts(pc.booth, stick).records == len(mine)
        assert mine <= stored
        assert pc.held == frozenset()
        pc.switch_off()
    counts, answers = city.opens()
    assert (counts.records, counts.complete + counts.declined) == (told.sealed, told.sealed)
    assert answers == told.answers
