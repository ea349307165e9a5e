"""The page of the questionnaires: seen as a booth shows them, checked, compared, imported, printed."""

from pathlib import Path

from PySide6.QtGui import QImage

from app.base.errors import Refused
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.office.preparing.drafts import FOLDER
from app.office.questions.previewing import Eyes, draw_question
from app.office.window.present import question_wishes as w
from app.questionnaire.read import read_yaml
from tests.office.conftest import House
from tests.office.xlsforms import HEAD, YES_NO, workbook
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot, World


def at_the_list(sit: Sit) -> OfficerRobot:
    officer = sit()
    officer.sign_in("a")
    officer.go("questions")
    return officer


def see(officer: OfficerRobot, name: str) -> None:
    """Look at one questionnaire."""
    officer.door.conductor.take(w.SeeSet(name))
    officer.wait()


def test_a_question_is_drawn_by_the_kiosk_itself_also_where_a_condition_hides_it() -> None:
    asked = read_yaml((QUESTIONNAIRES / "spi-expert" / "questionnaire.yaml").read_bytes())
    last = asked.sections[-1]  # behind the screening, and within the loop or after it
    png = draw_question(asked, last.id, last.items[-1].id, Eyes(Language.EN, "a_plus_plus", "high", 1024))
    assert isinstance(png, bytes)
    picture = QImage.fromData(png)
    assert (picture.width(), picture.height()) == (1024, 768)
    assert picture.pixelColor(5, 400).name() == "#000000"  # the contrast that was asked for
    nowhere = draw_question(asked, last.id, "nothing", Eyes())
    assert isinstance(nowhere, Refused)
    assert nowhere.code == "forms.no_preview"


def test_an_officer_looks_at_questions_and_reads_what_the_checks_say(sit: Sit, house: House) -> None:
    assert house.folder.exists()
    officer = at_the_list(sit)
    assert officer.focused().objectName() == "sets"
    for _ in range(5):
        officer.key("Down")
    officer.key("Return")
    officer.wait()
    assert officer.page == "questions_detail"
    said = officer.said()
    assert "Kuesioner dapat dipakai" in said
    assert "Dipakai dalam Putaran November 2026" in said
    assert officer.door.window.page is not None
    picture = officer.door.window.page.usable("preview")
    assert picture is not None
    before = picture.grab().toImage()
    asked_before = picture.accessibleName()
    officer.walk_to("items")
    for _ in range(2):  # past the name of the section
        officer.key("Down")
    officer.key("Return")
    officer.wait()
    again = officer.door.window.page.usable("preview")
    assert again is not None
    assert again.accessibleName() != asked_before
    assert again.grab().toImage() != before
    officer.key("Escape")
    assert officer.page == "questions"


def test_two_versions_are_compared(sit: Sit, tmp_path: Path, world: World) -> None:
    text = (QUESTIONNAIRES / "spi-internal" / "questionnaire.yaml").read_text(encoding="utf-8")
    old = tmp_path / "lama.yaml"
    old.write_text(text.replace("Sangat tidak setuju", "Sama sekali tidak setuju", 1), encoding="utf-8")
    officer = at_the_list(sit)
    see(officer, "spi-internal")
    officer.choose("against", 1)  # the one that the round asks: the very same
    assert "Isi kedua versi sama" in officer.said()
    world.files = (old,)
    officer.press("compare_file")
    assert "hanya kata-kata yang berubah" in officer.said()
    old.write_text("bukan kuesioner", encoding="utf-8")
    officer.press("compare_file")
    assert "lama.yaml" in officer.said()


def test_an_xlsform_comes_in_and_one_with_what_is_not_supported_is_refused_by_its_place(
    sit: Sit, tmp_path: Path, world: World, folder: Path
) -> None:
    good, bad = tmp_path / "Layanan Kota.xlsx", tmp_path / "foto.xlsx"
    good.write_bytes(workbook((HEAD, ("select_one yn", "pernah", "Pernah datang?")), YES_NO))
    bad.write_bytes(workbook((HEAD, ("select_one yn", "a", "Ya?"), ("image", "b", "Foto")), YES_NO))
    officer = at_the_list(sit)
    officer.choose("form_language", 1)
    world.files = (bad,)
    officer.press("find_form")
    officer.wait()
    assert "foto.xlsx" in officer.said()
    assert "survey" in officer.said()
    assert not (folder / FOLDER / "foto").exists()
    world.files = (good,)
    officer.press("find_form")
    officer.wait()
    assert "layanan-kota diimpor" in officer.said()
    assert (folder / FOLDER / "layanan-kota" / "questionnaire.yaml").is_file()
    see(officer, "layanan-kota")
    assert "Pernah datang?" in officer.said()


def test_the_paper_form_and_the_reading_sheet_are_written_and_opened(
    sit: Sit, tmp_path: Path, world: World
) -> None:
    officer = at_the_list(sit)
    see(officer, "spi-external")
    world.folder = tmp_path / "kertas"
    officer.key("Ctrl+P")
    officer.wait()
    officer.press("print_sheet")
    officer.wait()
    assert len(list(world.folder.glob("*.pdf"))) == 2
    officer.press("open_0")
    assert world.shown == [world.folder / "spi-external-1.0-formulir-kertas-id.pdf"]
