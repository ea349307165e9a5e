"""A newcomer walks through the whole of the work: once without a screen, once on a real one."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.office.store.audit import read_acts
from tests.office.conftest import signed_in
from tests.office_pages.desk import World, sit_down
from tests.office_pages.walk import CAME, walk

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def test_a_newcomer_goes_from_the_ceremony_to_the_opening_at_the_window_alone(
    application: QApplication, qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    officer = sit_down(application, qtbot, tmp_path / "office", world)
    qtbot.addWidget(officer.door.window, before_close_func=lambda _: officer.door.rest())
    walk(officer, world, tmp_path)
    office = signed_in(tmp_path / "office", "a")
    with office.store.reading() as connection:
        acts = read_acts(connection)
    office.close()
    answers = [one for one in acts if not one.act.startswith("sample")]
    done = [one.act for one in answers]
    assert done == ["ceremony", "round new", "package", "import", "room sheet", "close", "open"]
    assert answers[3].details["new"] == CAME


@pytest.mark.xvfb
def test_the_same_walk_on_a_real_screen(virtual_screen: Mapping[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.office_pages.walk", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **virtual_screen},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "walked on xcb\n"
