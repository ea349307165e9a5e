"""Where no window can be shown, Qt is not the one who says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.base.sentences import Language, say

NOWHERE = {"QT_QPA_PLATFORM": "nonsense"}  # as no display at all, on every system


def run(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | NOWHERE | {"HOME": str(home)}
    return subprocess.run(
        [sys.executable, *command],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_process_without_a_screen_ends_as_it_was_told_and_without_a_word_of_qt(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "from app.ui.begin import begin, leaving; begin('x', leaving(7))")
    assert (done.returncode, done.stdout, done.stderr) == (7, "", "")


@pytest.mark.parametrize("language", list(Language))
def test_the_office_says_that_there_is_no_screen(language: Language, tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "app.office", "--language", language.value)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == say(language, "office.no_screen") + "\n"
