"""A round is prepared at the window with the keyboard alone, and is the round that its file would make."""

import shutil
from pathlib import Path

import pytest
import yaml
from PySide6.QtWidgets import QLineEdit

from app.base.ids import OfficerId
from app.base.resources import QUESTIONNAIRES
from app.office.findings import read_model
from app.office.preparing.drafts import FOLDER
from app.office.standing import look
from app.office.survey.roundfile import RoundFile
from app.office.survey.rounds import RoundDocument, resolve_round
from app.office.window.present import round_wishes as w
from tests.office.conftest import PASSPHRASES, hold_ceremony, round_yaml, signed_in
from tests.office_pages.conftest import Sit
from tests.office_pages.deeds import fill_in_round
from tests.office_pages.desk import OfficerRobot, World


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office after its ceremony, without a round."""
    folder = tmp_path_factory.mktemp("founded")
    hold_ceremony(folder / "office")
    return folder / "office"


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """That office, for one test."""
    shutil.copytree(founded, tmp_path / "office")
    return tmp_path / "office"


def at_the_form(sit: Sit) -> OfficerRobot:
    """An officer who came from the overview to the form."""
    officer = sit()
    officer.sign_in("a")
    officer.press("to_round_form")
    officer.wait()
    return officer


def step(officer: OfficerRobot, wanted: w.Step) -> None:
    officer.press(f"stage_{wanted}")
    officer.wait()


def test_a_newcomer_prepares_a_round_and_three_officers_make_it(sit: Sit, folder: Path) -> None:
    officer = at_the_form(sit)
    fill_in_round(officer)
    assert "Semuanya sudah diperiksa" in officer.said()
    officer.write("officer_b", "bukan ini")
    officer.write("officer_c", PASSPHRASES[OfficerId("c")])
    officer.press("make_round")
    officer.wait()
    assert "tidak cocok" in officer.said()
    officer.write("officer_b", PASSPHRASES[OfficerId("b")])
    officer.write("officer_c", PASSPHRASES[OfficerId("c")])
    officer.press("make_round")
    officer.wait()
    assert "sudah dibuat" in officer.said()
    assert officer.focused().objectName() == "to_packages"
    office = signed_in(folder)
    survey = look(office, None).survey
    office.close()
    assert survey is not None
    document = survey.document
    assert [(s.agency, s.group, s.target, s.drawn, s.population) for s in document.strata] == [
        ("dishub", "internal", 67, 80, 80),  # 66.3 by the formula; a fifth more are as many as there are
        ("pupr", "internal", 67, 80, 80),
        ("dishub", "external", 40, 40, None),
    ]
    assert document.policy.late_min == 20
    made = resolve_round(folder / FOLDER / "palembang-2026.yaml")
    assert not isinstance(made, RoundDocument)
    assert isinstance(made, tuple)
    assert made[0] == document  # what the command line makes of the same file


def test_what_was_typed_is_there_again_after_the_window_was_closed(sit: Sit) -> None:
    officer = at_the_form(sit)
    officer.write("round_title", "Periode 2027")
    officer.write("start", "9-1")
    officer.key("Escape")
    officer.wait()
    officer.door.window.close()
    officer.wait()
    again = at_the_form(sit)
    assert again.walk_to("round_title").property("text") == "Periode 2027"
    start = again.walk_to("start")
    assert isinstance(start, QLineEdit)
    assert start.text() == "9-1"


def test_a_draft_that_was_cleared_can_be_taken_back(sit: Sit) -> None:
    officer = at_the_form(sit)
    officer.write("round_title", "Periode 2027")
    officer.press("start_anew")
    officer.wait()
    assert officer.walk_to("round_title").property("text") == ""
    officer.press("take_back")
    officer.wait()
    assert officer.walk_to("round_title").property("text") == "Periode 2027"
    assert "Ambil kembali" not in officer.said()


def test_every_mistake_is_named_in_a_plain_sentence_at_its_field(sit: Sit) -> None:
    officer = at_the_form(sit)
    fill_in_round(officer)
    step(officer, w.Step.AGENCIES)
    officer.write("agencies.1.code", "Dinas PUPR")
    officer.write("agencies.0.valid_from", "1-1-2027")
    assert "bukan kode" in officer.said()
    step(officer, w.Step.TARGETS)
    officer.write("agencies.0.internal.drawn", "90")
    officer.write("agencies.0.external.target", "banyak")
    assert "bukan bilangan bulat" in officer.said()
    step(officer, w.Step.REVIEW)
    assert "Ada 2 hal" in officer.said()
    officer.press("mend_0")
    assert officer.page == "round_form_agencies"
    officer.write("agencies.1.code", "pupr")
    step(officer, w.Step.TARGETS)
    officer.write("agencies.0.external.target", "40")
    step(officer, w.Step.REVIEW)
    said = officer.said()
    assert "Ada 2 hal" in said  # now the whole can be looked at: a late code, and more drawn than there are
    assert "80" in said
    assert "dishub" in said


def test_a_round_file_is_taken_up_and_written_again(sit: Sit, world: World, tmp_path: Path) -> None:
    file = tmp_path / "lama.yaml"
    value = round_yaml(corrections=[{"agency": "pupr", "points": 1.5, "reason": "Temuan inspektorat"}])
    file.write_text(yaml.safe_dump(value), encoding="utf-8")
    officer = at_the_form(sit)
    world.files, world.folder = (file,), tmp_path
    officer.press("open_round")
    step(officer, w.Step.REVIEW)
    officer.press("save_round")
    officer.wait()
    assert "Berkas periode ditulis" in officer.said()
    files = (file, tmp_path / "palembang-2026.yaml")
    both = [read_model(path.name, path.read_bytes(), RoundFile) for path in files]
    assert isinstance(both[0], RoundFile)
    assert both[0] == both[1]


def test_an_own_questionnaire_with_faults_is_refused_and_a_good_one_can_be_chosen(
    sit: Sit, world: World, tmp_path: Path, folder: Path
) -> None:
    own = tmp_path / "SPI kota"
    shutil.copytree(QUESTIONNAIRES / "spi-internal", own)
    officer = at_the_form(sit)
    step(officer, w.Step.GROUPS)
    world.folder = tmp_path
    officer.press("bring_set")
    assert "Tidak ada questionnaire.yaml" in officer.said()
    world.folder = own
    officer.press("bring_set")
    officer.wait()
    assert (folder / FOLDER / "spi-kota" / "scoring.yaml").is_file()
    officer.choose("internal.questionnaire", 1)
    officer.wait()
    broken = tmp_path / "rusak"
    broken.mkdir()
    (broken / "questionnaire.yaml").write_text("id: rusak\n", encoding="utf-8")
    world.folder = broken
    officer.press("bring_set")
    assert "rusak" in officer.said()
    assert not (folder / FOLDER / "rusak").exists()
