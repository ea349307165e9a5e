"""The page of the sample, with the keyboard alone: from the list to the end of the names."""

from pathlib import Path

import pytest
import yaml

from app.office.sample.fieldwork import Standing, Status, read_status
from app.office.sample.names import database_file
from app.office.window.present import sample_wishes as w
from tests.office.conftest import PASSPHRASES, ROUND, House
from tests.office.sample.conftest import STAFF, USERS, csv_bytes, person, staff, users
from tests.office.sample.test_fieldwork import order
from tests.office_pages.conftest import Sit
from tests.office_pages.deeds import bring_list
from tests.office_pages.desk import OfficerRobot, World


def step(officer: OfficerRobot, wanted: w.Step) -> None:
    officer.press(f"stage_{wanted}")
    officer.wait()


@pytest.fixture
def desk(sit: Sit, house: House) -> OfficerRobot:
    """An officer on the page; the office behind belongs to `house`."""
    assert house.folder.exists()
    officer = sit()
    officer.sign_in("a")
    officer.go("sample")
    return officer


def drawn(officer: OfficerRobot, world: World, tmp_path: Path) -> None:
    """Lists of both agencies and of users, drawn before a witness."""
    bring_list(
        officer, world, tmp_path, "pegawai.csv", csv_bytes(STAFF, [*staff(40), *staff(18, "PUPR", 100)])
    )
    step(officer, w.Step.LISTS)
    officer.choose("group", 1)
    bring_list(officer, world, tmp_path, "pengguna.csv", csv_bytes(USERS, users(35)))
    step(officer, w.Step.DRAW)
    officer.write("witness", "Ratna Dewi, M. Yusuf")
    officer.write("seed", "4471 0926 3185")
    officer.press("make_draw")
    officer.wait()


def test_an_officer_alone_with_the_keys_takes_names_from_the_list_to_their_end(
    desk: OfficerRobot, world: World, tmp_path: Path, house: House
) -> None:
    drawn(desk, world, tmp_path)
    assert "4471 0926 3185" in desk.said()
    world.folder = tmp_path / "out"
    desk.key("Ctrl+P")  # of a stage that has a paper
    desk.wait()
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{ROUND}-undian-1.pdf"]
    step(desk, w.Step.LETTERS)
    plan = order(slips=tuple({"agency": a, "group": g, "count": 20} for a, g in (
        ("dishub", "internal"), ("pupr", "internal"), ("dishub", "external"))))  # fmt: skip
    world.files = (tmp_path / "order.yaml",)
    world.files[0].write_text(yaml.safe_dump(yaml.safe_load(plan.model_dump_json())), encoding="utf-8")
    desk.write("telephone", "0711 318 456")
    desk.press("find_order")
    desk.wait()
    assert f"{ROUND}-lab-smkn-2-undangan.pdf" in desk.said()
    step(desk, w.Step.PEOPLE)
    found = read_status(house.office, ROUND)
    assert isinstance(found, Status)
    first = next(one for one in found.persons if one.stratum.agency == "dishub")
    desk.write("search", str(first.unit))
    desk.walk_to("persons")
    desk.key("Down")
    desk.key("Return")
    desk.wait()
    desk.choose("outcome", 2)
    desk.press("enter")
    desk.wait()
    desk.press("call_up")
    desk.wait()
    after = read_status(house.office, ROUND)
    assert isinstance(after, Status)
    one = next(each for each in after.persons if each.unit == first.unit)
    assert one.standing is Standing.REFUSED
    assert one.replaced_by is not None
    desk.write("secret", PASSPHRASES["b"])  # type: ignore[index]
    desk.write("why", "Masa simpan daftar nama berakhir")
    desk.press("destroy")
    desk.wait()
    assert "Periode survei baru berakhir" in desk.said()  # the eleventh day is not the last
    assert database_file(house.office, ROUND).exists()


def test_problems_of_a_list_stand_on_the_page_cell_by_cell(
    desk: OfficerRobot, world: World, tmp_path: Path
) -> None:
    bring_list(desk, world, tmp_path, "salah.csv", csv_bytes(STAFF, staff(3, NIP="12")))
    assert "3 masalah" in desk.said()
    table = desk.walk_to("findings")
    assert table.accessibleName() == "Yang perlu diperbaiki dalam salah.csv"


def test_entries_that_look_alike_are_settled_before_the_draw(
    desk: OfficerRobot, world: World, tmp_path: Path
) -> None:
    rows = [*staff(20), *staff(1, first=90, NIP=staff(1)[0][1])]
    bring_list(desk, world, tmp_path, "ganda.csv", csv_bytes(STAFF, rows))
    assert "Mungkin orang yang sama: 1" in desk.said()
    desk.walk_to("clusters")
    desk.key("Down")
    desk.key("Return")
    desk.write("reason", "NIP sama, orang yang sama")
    desk.press("settle")
    desk.wait()
    assert "Mungkin orang yang sama" not in desk.said()


def test_drawing_again_asks_for_another_officer_and_a_reason(
    desk: OfficerRobot, world: World, tmp_path: Path
) -> None:
    drawn(desk, world, tmp_path)
    desk.press("draw_again")
    desk.write("secret", "bukan kata sandi Budi")
    desk.write("why", "Daftar dibacakan salah oleh petugas")
    desk.press("draw_again")
    desk.wait()
    assert "tidak cocok" in desk.said()
    assert "4471 0926 3185" in desk.said()
    desk.write("secret", PASSPHRASES["b"])  # type: ignore[index]
    desk.press("draw_again")
    desk.wait()
    assert "Bukti undian 2" in desk.said()
    assert "4471 0926 3185" not in desk.said()


def test_a_locked_window_holds_no_name(desk: OfficerRobot, world: World, tmp_path: Path) -> None:
    drawn(desk, world, tmp_path)
    step(desk, w.Step.PEOPLE)
    shown = desk.door.conductor.screen()
    assert "Kenari" in repr(shown)
    desk.key("Ctrl+L")
    assert "Kenari" not in repr(desk.door.conductor.screen())
    section = desk.door.conductor.here
    assert "Kenari" not in repr(vars(section))
    assert person(3)
