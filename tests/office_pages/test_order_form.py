"""A package is written at the window with the keyboard alone, and is the one that its order would make."""

from pathlib import Path

from app.base.ids import OfficerId
from app.office.survey.packaging import read_order
from app.office.survey.roundfile import Order
from app.seal.package import verify_package
from tests.office.conftest import PASSPHRASES, House
from tests.office_pages.conftest import Sit
from tests.office_pages.deeds import fill_in_order
from tests.office_pages.desk import OfficerRobot, World


def at_the_form(sit: Sit) -> OfficerRobot:
    officer = sit()
    officer.sign_in("a")
    officer.go("packages")
    officer.press("new_package")
    return officer


def test_a_package_is_written_in_the_form_and_made_with_its_slips_and_card(
    sit: Sit, house: House, world: World, tmp_path: Path
) -> None:
    officer = at_the_form(sit)
    fill_in_order(officer)
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
    fill_in_order(officer)
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
