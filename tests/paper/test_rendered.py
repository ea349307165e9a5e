"""Every paper comes out of a printer: A4, with ink on each page, and none where printers cannot print."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.paper.bureau.keys import key_copies
from app.paper.questions.aloud import reading_sheet
from app.paper.reports.agency import agency_report
from app.paper.reports.annex import annex_tables
from app.paper.reports.brief import agency_brief
from app.paper.reports.city import city_report
from app.paper.reports.dossier import dossier_of
from app.paper.reports.public import public_sheet
from app.paper.room.attendance import attendance_list
from app.paper.room.cards import proctor_cards, slip_sheets
from app.paper.room.handing import handover_receipt
from app.paper.room.minutes import room_minutes
from app.paper.room.readiness import readiness_sheet
from tests.paper.picture import DPI, pictures
from tests.paper.test_aloud import SHEET
from tests.paper.test_cards_and_keys import BATCH, CARD, KEY
from tests.paper.test_reports import DISHUB, IMPRINT, ULP, city
from tests.paper.test_signed_forms import HANDING, LIST, READY, minutes

PAPERS: dict[str, Callable[[], bytes]] = {
    "minutes of three seats": lambda: room_minutes(minutes(3, 2)),
    "minutes of forty seats": lambda: room_minutes(minutes(40, 25)),
    "minutes of a day counted in the next": lambda: room_minutes(
        replace(minutes(1, 1), seats=(), elsewhere="Hari Rabu")
    ),
    "attendance list": lambda: attendance_list(LIST),
    "handover receipt": lambda: handover_receipt(HANDING),
    "readiness sheet": lambda: readiness_sheet(READY),
    "slips": lambda: slip_sheets(BATCH),
    "proctor card": lambda: proctor_cards((CARD,)),
    "key copy": lambda: key_copies((KEY,)),
    "reading sheet": lambda: reading_sheet(SHEET),
    "an agency's page": lambda: agency_report(dossier_of(city(DISHUB, ULP), IMPRINT), DISHUB.agency),
    "the city's page": lambda: city_report(dossier_of(city(DISHUB, ULP), IMPRINT)),
    "the annex": lambda: annex_tables(dossier_of(city(DISHUB, ULP), IMPRINT)),
    "a head's brief": lambda: agency_brief(dossier_of(city(DISHUB, ULP), IMPRINT), DISHUB.agency),
    "the public sheet": lambda: public_sheet(dossier_of(city(DISHUB, ULP), IMPRINT)),
}
BLEEDS = {"an agency's page", "the city's page", "the public sheet", "key copy", "proctor card"}
"""Papers whose covers and lines to fold along reach the edge, and may be cut there."""
EDGE_MM = 5
_A4_MM = (210, 297)


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_is_an_a4_with_ink_on_it_and_clear_edges(name: str, tmp_path: Path) -> None:
    pdf = PAPERS[name]()
    found = pictures(pdf, tmp_path)
    (tmp_path / "again.pdf").write_bytes(pdf)
    assert len(found) == len(PdfReader(tmp_path / "again.pdf").pages)
    edge = round(EDGE_MM / 25.4 * DPI)
    for page in found:
        assert abs(page.width - _A4_MM[0] / 25.4 * DPI) < 1.5
        assert abs(page.height - _A4_MM[1] / 25.4 * DPI) < 1.5
        assert page.ink() > 500
        if name not in BLEEDS:
            assert page.ink(right=edge) + page.ink(left=page.width - edge) == 0
            assert page.ink(bottom=edge) + page.ink(top=page.height - edge) == 0
