"""The office looks at itself: each trouble becomes a line, and nothing is left behind."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import typer

from app.base.check import Check, Outcome
from app.base.sentences import Language
from app.office.__main__ import DRAW
from app.office.commands.machine import program
from app.office.commands.main import run
from app.office.commands.terminal import Terminal
from app.office.questions.previewing import draw_practice
from app.office.upkeep import selftest
from tests.office.conftest import PASSPHRASES, House

DRAWN = [sys.executable, "-c", ""]


def looked(folder: Path, draw: list[str]) -> dict[str, Check]:
    checks = list(selftest.examine(folder, draw, draw_practice))
    for check in checks:
        for language in Language:
            assert "selftest." not in check.spoken(language)
    return {check.name.key.removeprefix("selftest."): check for check in checks}


def test_a_sound_machine_is_told_so_and_nothing_is_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(tmp_path / "none" / "yet"), "self-test", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["usable"]
    assert {each["outcome"] for each in said["checks"]} <= {"good", "care"}
    assert list(tmp_path.iterdir()) == []


def test_a_machine_that_cannot_draw_is_named_with_its_code(tmp_path: Path) -> None:
    assert looked(tmp_path, DRAWN)["page"].outcome is Outcome.GOOD
    broken = looked(tmp_path, [sys.executable, "-c", "import os; os.abort()"])["page"]
    assert (broken.outcome, broken.found[0].key) == (Outcome.WRONG, "selftest.screen_fails")
    empty = looked(tmp_path, [sys.executable, "-c", "raise SystemExit(1)"])["page"]
    assert empty.found[0].key == "selftest.page_empty"


def test_an_office_without_the_kiosk_beside_it_is_told_where_to_put_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked(tmp_path, DRAWN)["question"].outcome is Outcome.GOOD
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bilik-office" / "bilik-office"))
    alone = looked(tmp_path, DRAWN)["question"]
    assert (alone.outcome, alone.found[0].key) == (Outcome.CARE, "forms.no_kiosk")
    assert alone.found[0].fields == {"program": "bilik-kiosk", "folder": str(tmp_path)}


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_LIBRARIES", ("numpy", "no_such_library"))
    check = looked(tmp_path, DRAWN)["libraries"]
    assert check.outcome is Outcome.WRONG
    assert check.found[0].fields == {"library": "no_such_library"}


def test_a_small_disk_is_watched_and_a_wrong_machine_ends_with_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(selftest, "_LEAST_MB", 10**9)
    monkeypatch.setattr(selftest, "_LIBRARIES", ("no_such_library",))
    assert looked(tmp_path, DRAWN)["room"].outcome is Outcome.CARE
    assert run(["--data", str(tmp_path), "--language", "en", "self-test"]) == 4
    assert "[needs action] Libraries" in capsys.readouterr().out


@pytest.mark.parametrize("below", ["", "kantor"])
def test_a_file_in_the_place_of_the_offices_folder_is_no_place_for_an_office(
    tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").write_bytes(b"x")
    checks = looked(tmp_path / "file" / below, DRAWN)
    for each in ("storing", "paper", "room"):
        assert checks[each].outcome is Outcome.WRONG
        assert checks[each].found[0].key == "storage.name_taken"


def test_the_program_draws_when_it_is_asked_to() -> None:
    assert program()[-2:] == ["-m", "app.office"]
    done = subprocess.run([*program(), DRAW], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_doctor_writes_a_file_that_holds_no_passphrase_and_no_name(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = house.office.folder
    assert run(["--data", str(folder), "--language", "en", "doctor", "--out", str(tmp_path / "out")]) == 0
    assert "There is no settings file" in capsys.readouterr().out
    (file,) = (tmp_path / "out").iterdir()
    with zipfile.ZipFile(file) as archive:
        whole = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "officers.json" in whole
    assert not [words for words in PASSPHRASES.values() if words in whole]
    assert not [one.name for one in house.office.officers if one.name in whole]


def test_a_fault_of_ours_leaves_no_word_of_what_it_said(tmp_path: Path) -> None:
    terminal = Terminal(Language.EN, as_json=False)
    with pytest.raises(typer.Exit), terminal.guarded("import", tmp_path):
        raise ValueError("Dewi, 7K3M-Q9TZ-4WXB")
    kept = (tmp_path / "bilik-bug.txt").read_text(encoding="utf-8")
    assert "ValueError" in kept
    assert "test_selftest.py" in kept
    assert "Dewi" not in kept
