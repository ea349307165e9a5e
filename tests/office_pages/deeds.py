"""What an officer does in several steps, and what they are given: for tests and for the gallery."""

from dataclasses import replace
from pathlib import Path

from app.base.ids import GroupCode
from app.scoring.results import CityResult, Standing
from app.scoring.scheme import Component
from tests.office.conftest import AGENCIES, House
from tests.office.respondents import complete
from tests.office_pages.desk import OfficerRobot, World
from tests.paper.test_reports import BANDS, TOO_FEW, agency, city, estimate


def stick_with(house: House, count: int) -> Path:
    """A stick on which one seat exported what `count` persons answered."""
    kiosk = house.kiosk("01")
    for number, slip in enumerate(house.codes("internal", "dishub")[:count]):
        asked = house.survey.questionnaires[GroupCode("internal")]
        kiosk.keep(bytes([number]) * 16, complete(asked, house.nullifier(slip), "dishub", AGENCIES, number))
    house.stick("satu", kiosk.export())
    kiosk = house.kiosk("02")
    house.stick("dua", kiosk.export())
    return house.folder.parent / "stick"


def fill_in_round(officer: OfficerRobot) -> None:
    """Write a small round, stage by stage."""
    for name, text in (
        ("round_title", "Periode November 2026"),
        ("survey_title", "Penilaian Integritas Layanan"),
        ("city", "Kota Palembang"),
        ("start", "9/11/2026"),
        ("end", "20 November 2026"),
        ("id", "palembang-2026"),
    ):
        officer.write(name, text)
    officer.press("next")
    officer.wait()
    for at, (name, short, code) in enumerate(
        (("Dinas Perhubungan", "Dishub", "dishub"), ("Dinas PUPR", "PUPR", "pupr"))
    ):
        if at:
            officer.press("add_agency")
        officer.write(f"agencies.{at}.name", name)
        officer.write(f"agencies.{at}.short", short)
        officer.write(f"agencies.{at}.code", code)
        if not at:
            officer.write(f"agencies.{at}.valid_from", "1-1-2020")
    officer.press("next")
    officer.wait()
    officer.press("next")
    officer.wait()
    for at in (0, 1):
        officer.write(f"agencies.{at}.internal.population", "80")
    officer.press("use_formula")
    officer.write("agencies.0.external.target", "40")
    officer.press("next")
    officer.wait()
    officer.choose("method", 0)
    officer.write("policy.late_min", "20")
    officer.press("next")
    officer.wait()


def fill_in_order(officer: OfficerRobot) -> None:
    """Two sessions of one afternoon, the second too early, and two proctors."""
    officer.write("venue_name", "Aula Dinas PUPR")
    officer.write("seats", "2")
    for name, text in (("date", "9-11-2026"), ("start", "9.00"), ("end", "11.00")):
        officer.write(f"sessions.0.{name}", text)
    officer.press("add_session")
    officer.write("sessions.1.start", "10.30")
    officer.write("sessions.1.end", "12.00")
    officer.write("proctors.0.name", "Rina Marlina")
    officer.press("add_proctor")
    officer.write("proctors.1.name", "Ahmad Fauzi")


def bring_list(officer: OfficerRobot, world: World, folder: Path, name: str, data: bytes) -> None:
    """Choose a list of persons and let it be imported."""
    path = folder / name
    path.write_bytes(data)
    world.files = (path,)
    officer.press("find_list")
    officer.wait()


def six() -> CityResult:
    """The sample city of the design: four bands cannot be told, one agency is withheld."""
    found = (
        agency("BPPD", 73.9),
        agency("Dinas Kesehatan", 77.1),
        agency("Dinas Perhubungan", 71.2),
        replace(agency("Dinas PUPR", 66.3), standing=Standing(BANDS[0], open=False)),
        replace(agency("DPMPTSP", 83.9), standing=Standing(BANDS[2], open=False)),
        agency("ULP", index=TOO_FEW),
    )
    whole = city(*found)
    return replace(
        whole,
        components={each: estimate(73, 4) for each in Component},
        cells={each: dict(whole.dimensions) for each in Component},
    )
