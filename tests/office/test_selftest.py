"""The office looks at itself: each trouble becomes a line, and nothing is left behind."""

import json
import sys
from pathlib import Path

import pytest

from app.base.check import Check, Outcome
from app.base.sentences import Language
from app.office import selftest
from app.office.__main__ import main
from app.office.cli import run
from app.office.cli_machine import program

DRAWN = [sys.executable, "-c", ""]


def looked(folder: Path, draw: list[str]) -> dict[str, Check]:
    checks = list(selftest.examine(folder, draw))
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


def test_the_program_draws_when_it_is_asked_to() -> None:
    assert program()[-2:] == ["-m", "app.office"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["bilik-office", "--draw-process"])
        with pytest.raises(SystemExit) as left:
            main()
    assert left.value.code == 0
