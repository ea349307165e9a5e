"""Coming to the window, locking it, coming back; and a folder in which there is no office yet."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.ids import OfficerId
from app.base.sentences import Language
from app.office.__main__ import window_options
from app.office.window_settings import WindowSettings, recall, remember, usual_folder
from tests.office.conftest import PASSPHRASES
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import World, sit_down
from tests.office_pages.eyes import faults


def test_the_right_passphrase_leads_to_the_overview(sit: Sit) -> None:
    officer = sit()
    assert officer.focused().objectName() == "passphrase"
    officer.sign_in("b")
    assert officer.page == "overview"
    side = officer.door.conductor.screen().side
    assert side is not None
    assert side.officer == "Budi Santoso"


def test_a_wrong_passphrase_is_said_and_can_be_tried_again(sit: Sit) -> None:
    officer = sit()
    officer.sign_in("a", "bukan kata sandi saya")
    assert officer.page == "entrance"
    assert "tidak cocok" in officer.said()
    assert "bukan kata sandi saya" not in officer.said()
    officer.sign_in("a")
    assert officer.page == "overview"


def test_an_empty_passphrase_asks_for_one(sit: Sit) -> None:
    officer = sit()
    officer.sign_in("a", "")
    assert "belum diisi" in officer.said()


def test_nobody_has_a_key_while_the_window_is_locked_and_the_same_officer_finds_everything(sit: Sit) -> None:
    officer = sit()
    officer.sign_in("b")
    officer.door.conductor.take(officer.door.conductor.screen().side.survey.intent)  # type: ignore[union-attr]
    officer.wait()
    assert officer.page == "rounds"
    officer.key("Ctrl+L")
    shift = officer.door.conductor.shift
    assert officer.page == "entrance"
    assert shift is not None
    assert shift.staff is None
    officer.write("passphrase", PASSPHRASES["b"])  # type: ignore[index]  # offered first: who was here last
    officer.key("Return")
    officer.wait()
    assert officer.page == "rounds"
    assert officer.door.conductor.shift is shift


def test_another_officer_begins_anew(sit: Sit) -> None:
    officer = sit()
    officer.sign_in("a")
    before = officer.door.conductor.shift
    officer.key("Ctrl+L")
    officer.sign_in("c")
    assert officer.page == "overview"
    assert officer.door.conductor.shift is not before


def test_a_folder_without_an_office_says_how_one_begins(
    application: QApplication, qtbot: QtBot, world: World, tmp_path: Path, folder: Path
) -> None:
    officer = sit_down(application, qtbot, tmp_path / "nowhere", world)
    qtbot.addWidget(officer.door.window, before_close_func=lambda _: officer.door.rest())
    assert officer.page == "beginning"
    assert "upacara kunci" in officer.said()
    world.folder = folder
    officer.press("find_office")
    assert officer.page == "entrance"
    officer.sign_in("a")
    assert officer.page == "overview"


def test_a_restore_that_was_killed_between_its_renames_is_finished_at_the_window(
    folder: Path, sit: Sit
) -> None:
    ready = folder.with_name(f"{folder.name}-siap")
    folder.rename(ready)
    officer = sit()
    assert officer.page == "entrance"
    assert not ready.exists()
    officer.sign_in("a")
    assert officer.page == "overview"


def test_the_language_changes_at_any_time_and_what_was_written_stays(sit: Sit, world: World) -> None:
    officer = sit()
    officer.write("passphrase", "setengah")
    officer.press("language_en")
    assert "Passphrase" in officer.said()
    assert officer.walk_to("passphrase").property("text") == "setengah"
    assert world.kept[-1].language is Language.EN
    officer.sign_in("a")
    assert "Overview" in officer.said()
    officer.press("language_id")
    assert "Ringkasan" in officer.said()
    assert officer.focused().objectName() == "language_id"


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ([], {}),
        (["--data", "x"], {"--data": "x"}),
        (["--data=x", "--language", "en"], {"--data": "x", "--language": "en"}),
        (["--data", "x", "status"], None),
        (["--help"], None),
        (["--language", "fr"], None),
        (["--data"], None),
    ],
)
def test_without_a_command_there_is_a_window(arguments: list[str], given: dict[str, str] | None) -> None:
    assert window_options(arguments) == given


def test_the_window_finds_its_office_again(tmp_path: Path) -> None:
    assert recall(tmp_path) == WindowSettings(usual_folder())
    remember(WindowSettings(tmp_path / "kantor", Language.EN), tmp_path / "new")
    assert recall(tmp_path / "new") == WindowSettings(tmp_path / "kantor", Language.EN)
    (tmp_path / "new" / "bilik-office.json").write_text('{"folder": 1}', encoding="utf-8")
    assert recall(tmp_path / "new").language is Language.ID


def test_three_officers_hold_the_ceremony_at_the_window(
    application: QApplication, qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    officer = sit_down(application, qtbot, tmp_path / "kantor", world)
    qtbot.addWidget(officer.door.window, before_close_func=lambda _: officer.door.rest())
    officer.press("hold_ceremony")
    officer.write("office_name", "BPS Kota Palembang")
    officer.press("rehearsal")
    for short, passphrase in PASSPHRASES.items():
        officer.write(f"name_{short}", f"Petugas {short.upper()}")
        officer.write(f"pass_{short}", passphrase)
        officer.write(f"again_{short}", passphrase if short != "c" else "lain sama sekali")
    officer.press("make_keys")
    assert "Petugas C" in officer.said()
    assert not (tmp_path / "kantor").exists()
    officer.write("again_c", PASSPHRASES[OfficerId("c")])
    officer.press("make_keys")
    officer.wait()
    assert officer.page == "ceremony_done"
    assert not faults(officer.door.window)
    officer.press("paper_b")
    assert world.shown[0].suffix == ".pdf"
    officer.press("to_entrance")
    assert officer.page == "entrance"
    officer.sign_in("b")
    assert officer.page == "overview"
