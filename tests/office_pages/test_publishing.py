"""The page of publication, with the keyboard alone: form, editions, a stop, the check of a release."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.ids import OfficerId
from app.base.sentences import Language, say
from app.office.gathering.intake import import_paths
from app.office.officers.roots import ROOT_NAME
from app.office.results.publishing import verify
from app.office.store.audit import read_acts
from app.office.store.tables import opened_row
from app.office.survey.packaging import Packaged, make_package
from app.seal.package import verify_package
from app.storage.files import PART
from tests.office.conftest import AGENCIES, PASSPHRASES, ROUND, House, open_house, order, signed_in
from tests.office.test_opening import close_and_open, collect, response, submit
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot, World, sit_down

PUBLIC, INTERNAL = f"{ROUND}-publik", f"{ROUND}-internal"
SECOND = PASSPHRASES[OfficerId("b")]


@pytest.fixture(scope="module")
def opened(template: tuple[Path, Packaged], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office whose round was opened: staff, users and experts of two agencies."""
    source, packaged = template
    folder = tmp_path_factory.mktemp("opened") / "office"
    shutil.copytree(source / "office", folder)
    house = open_house(folder, packaged, source)
    import_paths(house.office, [house.stick("lab", collect(house).export())])
    slips = tuple({"agency": agency, "group": "external", "count": 10} for agency in AGENCIES)
    users = make_package(house.office, order(venue="laptop-1", seats=("L1",), slips=slips), folder.parent)
    assert isinstance(users, Packaged)
    house.packaged = users
    house.package = verify_package(users.package_file.read_bytes(), house.office.root)
    laptop = house.kiosk("L1")
    for agency in AGENCIES:
        for seed, slip in enumerate(house.codes("external", agency)):
            submit(laptop, response(house, slip, "external", agency, 1000 + seed), agency, "external")
    close_and_open(house, laptop)
    house.office.close()
    return folder


@pytest.fixture
def office(opened: Path, tmp_path: Path) -> Path:
    """Such an office for one test."""
    shutil.copytree(opened, tmp_path / "kantor")
    return tmp_path / "kantor"


@pytest.fixture
def desk(application: QApplication, qtbot: QtBot, office: Path, world: World) -> Iterator[OfficerRobot]:
    """An officer on the page."""
    officer = sit_down(application, qtbot, office, world)
    officer.sign_in("a")
    officer.go("publishing")
    yield officer
    officer.wait()
    officer.door.rest()
    application.processEvents()


def acts(folder: Path) -> list[str]:
    office = signed_in(folder, "a")
    try:
        with office.store.reading() as connection:
            return [entry.act for entry in read_acts(connection)]
    finally:
        office.close()


def test_before_the_opening_a_calm_sentence_leads_to_it(sit: Sit, house: House) -> None:
    assert house.folder.exists()
    officer = sit()
    officer.sign_in("a")
    officer.go("publishing")
    assert "masih tersegel" in officer.said()
    officer.press("to_opening")
    officer.wait()
    assert officer.page == "opening"


def test_two_officers_publish_both_editions_and_check_them_with_the_keys_alone(
    desk: OfficerRobot, world: World, tmp_path: Path, office: Path
) -> None:
    world.folder = out = tmp_path / "rilis"
    desk.press("edition_internal")
    assert desk.door.conductor.screen().page.footer.go.enabled is False  # type: ignore[union-attr]
    desk.write("second_passphrase", "bukan kata sandi Budi")
    desk.press("publish")
    desk.wait()
    assert "tidak cocok" in desk.said()
    assert not list(out.rglob("*"))
    desk.write("second_passphrase", SECOND)
    desk.press("publish")
    desk.wait()
    assert "dibaca ulang, dan ditandatangani" in desk.said()
    for name, signers in ((PUBLIC, ("a", "b")), (INTERNAL, ("a", "b"))):
        found = verify(out / name, office / ROOT_NAME)
        assert (found.sound, found.officers) == (True, signers)
    desk.press("reveal")
    assert world.shown == [out]
    world.folder = out / PUBLIC
    desk.press("check_release")
    desk.wait()
    assert f"Rilis {PUBLIC} utuh" in desk.said()
    changed = out / INTERNAL / "data" / "mikrodata_internal.csv"
    changed.write_bytes(changed.read_bytes() + b"\n")
    (out / INTERNAL / "BACA-SAYA.txt").unlink()
    world.folder = out / INTERNAL
    desk.press("check_release")
    desk.wait()
    assert "2 berkas bermasalah" in desk.said()
    desk.walk_to("verdicts")
    desk.key("Ctrl+L")
    assert acts(office).count("publish") == 2


def test_one_officer_alone_publishes_the_public_edition_only(
    desk: OfficerRobot, world: World, tmp_path: Path, office: Path
) -> None:
    world.folder = tmp_path / "rilis"
    desk.press("publish")
    desk.wait()
    assert [path.name for path in world.folder.iterdir()] == [PUBLIC]
    assert verify(world.folder / PUBLIC, office / ROOT_NAME).officers == ("a",)
    desk.press("publish")
    desk.wait()
    assert "dibaca ulang, dan ditandatangani" not in desk.said()  # it is never written over


def test_the_form_goes_out_and_comes_back_and_its_problems_are_named(
    desk: OfficerRobot, world: World, tmp_path: Path
) -> None:
    world.folder = tmp_path / "formulir"
    world.folder.mkdir()
    desk.press("write_form")
    desk.wait()
    form = world.folder / f"{ROUND}-metadata.yaml"
    text = form.read_text(encoding="utf-8").replace("lisensi:", 'lisensi: "CC-BY-4.0"')
    form.write_text(text.replace("  latar_belakang:", '  latar_belakang: "Layanan kota dinilai warganya"'))
    world.files = (form,)
    desk.press("read_form")
    desk.wait()
    assert f"Formulir {form.name} dipakai" in desk.said()
    assert "CC-BY-4.0" in desk.said()
    desk.press("write_form")  # what was filled in is kept, and the first file too
    desk.wait()
    assert "CC-BY-4.0" in (world.folder / f"{ROUND}-metadata-2.yaml").read_text(encoding="utf-8")
    form.write_text("ms_keg: {berulang: 3, tujuannya: x}\n", encoding="utf-8")
    desk.press("read_form")
    desk.wait()
    assert "2 masalah" in desk.said()
    desk.walk_to("findings")
    assert "CC-BY-4.0" in desk.said()  # the metadata are as before


def test_a_stop_leaves_no_half_of_an_edition(
    desk: OfficerRobot, world: World, tmp_path: Path, office: Path
) -> None:
    world.folder = tmp_path / "rilis"
    before = acts(office)
    desk.press("publish")
    desk.press("stop_publishing")
    desk.wait()
    assert "Tidak ada berkas yang tertinggal" in desk.said()
    assert not [path for path in world.folder.rglob("*") if path.name.endswith(PART) or path.is_file()]
    assert acts(office) == before
    desk.press("publish")
    desk.wait()
    assert verify(world.folder / PUBLIC, office / ROOT_NAME).sound


def test_a_folder_that_is_no_release_is_said_and_the_page_goes_on(
    desk: OfficerRobot, world: World, tmp_path: Path
) -> None:
    world.folder = tmp_path
    desk.press("check_release")
    desk.wait()
    assert desk.door.conductor.shift.trouble is not None  # type: ignore[union-attr]
    world.folder = tmp_path / "rilis"
    desk.press("publish")
    desk.wait()
    assert "dibaca ulang, dan ditandatangani" in desk.said()


def test_rows_that_are_not_those_that_were_opened_release_nothing(
    application: QApplication, qtbot: QtBot, office: Path, world: World
) -> None:
    behind = signed_in(office, "a")
    with behind.store.writing() as connection:
        connection.execute(opened_row.delete().where(opened_row.c.position == 1))
    behind.close()
    officer = sit_down(application, qtbot, office, world)
    qtbot.addWidget(officer.door.window, before_close_func=lambda _: officer.door.rest())
    officer.sign_in("a")
    officer.go("publishing")
    assert say(Language.ID, "office.rows_changed") in officer.said()
    assert officer.door.conductor.screen().page.footer is None
    officer.walk_to("check_release")


def test_a_locked_window_has_forgotten_the_second_passphrase(desk: OfficerRobot) -> None:
    desk.press("edition_internal")
    desk.write("second_passphrase", SECOND)
    desk.key("Ctrl+L")
    desk.write("passphrase", PASSPHRASES[OfficerId("a")])
    desk.key("Return")
    desk.wait()
    assert desk.page.startswith("publishing")
    assert desk.walk_to("second_passphrase").property("text") == ""
