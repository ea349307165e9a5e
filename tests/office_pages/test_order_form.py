"""A package is written at the window with the keyboard alone, and is the one that its order would make."""

from itertools import product
from pathlib import Path

import pytest

from app.base.ids import OfficerId
from app.base.sentences import Language
from app.office.survey.packaging import read_order
from app.office.survey.roundfile import Order
from app.office.window import intents as i
from app.office.window.present import order_wishes as w
from app.seal.package import verify_package
from tests.office.conftest import PASSPHRASES, House
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot, World
from tests.office_pages.eyes import faults_in

SIZES = ((1366, 768), (1100, 700))


def at_the_form(sit: Sit) -> OfficerRobot:
    officer = sit()
    officer.sign_in("a")
    officer.go("packages")
    officer.press("new_package")
    return officer


def fill_in(officer: OfficerRobot) -> None:
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


def test_a_package_is_written_in_the_form_and_made_with_its_slips_and_card(
    sit: Sit, house: House, world: World, tmp_path: Path
) -> None:
    officer = at_the_form(sit)
    fill_in(officer)
    assert "Jadwal bertabrakan" in officer.said()
    officer.press("use_1")
    assert "Jadwal bertabrakan" not in officer.said()
    officer.press("next")
    officer.wait()
    assert "12" in officer.said()
    officer.press("use_targets")
    officer.write("counts.:expert", "0")
    officer.press("next")
    officer.wait()
    world.folder = tmp_path / "hasil"
    world.folder.mkdir()
    officer.press("save_order")
    officer.press("choose_out")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("make_package")
    officer.wait()
    assert "Paket baru sudah dibuat" in officer.said()
    stem = "palembang-2026-aula-dinas-pupr-v1"
    files = {f"{stem}.bilikpkg", f"{stem}-slip.pdf", f"{stem}-kartu-pengawas.pdf", f"{stem}.yaml"}
    assert {path.name for path in world.folder.iterdir()} == files
    made = verify_package((world.folder / f"{stem}.bilikpkg").read_bytes(), house.office.root).document
    assert [(one.id, one.start, one.end, one.label) for one in made.sessions] == [
        ("S1", "09:00", "11:00", "Sesi 1"),
        ("S2", "11:15", "12:45", "Sesi 2"),
    ]
    assert [seat.id for seat in made.seats] == ["01", "02"]
    # 12 must answer and a fifth more; of the staff's slips 12 lie in the other room already
    assert len(made.codes) == 2 * (15 - 12) + 2 * 15
    order = read_order(world.folder / f"{stem}.yaml")  # what the command line would have read
    assert isinstance(order, Order)
    assert {s.id for s in order.sessions} == {"S1", "S2"}
    assert (order.start, order.end) == (order.sessions[0].date, order.sessions[1].date)
    officer.key("Ctrl+P")
    assert world.shown == [world.folder / f"{stem}-slip.pdf"]


def test_what_was_written_waits_while_another_page_is_seen_and_the_window_is_closed(sit: Sit) -> None:
    officer = at_the_form(sit)
    fill_in(officer)
    officer.go("overview")
    officer.go("packages")
    assert officer.walk_to("sessions.1.start").property("text") == "10.30"
    officer.key("Escape")
    assert officer.page == "packages"
    officer.press("new_package")
    officer.press("start_anew")
    officer.press("take_back")
    officer.wait()
    officer.door.window.close()
    officer.wait()
    again = at_the_form(sit)
    assert again.walk_to("sessions.1.start").property("text") == "10.30"
    assert again.walk_to("proctors.1.name").property("text") == "Ahmad Fauzi"


@pytest.mark.slow
def test_nothing_is_wrong_with_any_stage(sit: Sit, house: House) -> None:
    assert house.folder.exists()
    officer = at_the_form(sit)
    stage, take = officer.door.window, officer.door.conductor.take
    found: list[str] = []

    def seen(name: str, sizes: tuple[tuple[int, int], ...], languages: tuple[Language, ...]) -> None:
        for wanted, (width, height), language in product(w.Step, sizes, languages):
            take(w.See(wanted))
            stage.resize(width, height)
            take(i.SetLanguage(language))
            officer.wait()
            found.extend(faults_in(stage, f"order-{name}-{wanted}-{width}-{language}"))

    seen("empty", SIZES[1:], (Language.ID,))
    take(w.See(w.Step.ROOM))
    fill_in(officer)
    take(i.Typed("seats", "dua belas?"))
    seen("wrong", SIZES, (Language.ID,))
    take(i.Typed("seats", "01-12"))
    take(w.StartAt(1, "11:15"))
    take(w.UseTargets())
    seen("full", SIZES, tuple(Language))
    assert not found
