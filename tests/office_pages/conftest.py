"""A desk for tests: one small office made once and copied, real windows over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.office.survey.packaging import Packaged
from app.ui.theme import load_fonts
from tests.eventloop import turn
from tests.office.conftest import (
    House,
    make_template,
    open_house,
)
from tests.office_pages.desk import OfficerRobot, World, sit_down
from tests.office_pages.offices import make_answered

Sit = Callable[[], OfficerRobot]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Packaged]:
    """A ceremony, a round and a package, made once."""
    folder = tmp_path_factory.mktemp("template")
    return folder, make_template(folder)


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """The application with its fonts."""
    load_fonts()
    return qapp


@pytest.fixture
def world() -> World:
    """What is outside the window."""
    return World()


@pytest.fixture
def folder(template: tuple[Path, Packaged], tmp_path: Path) -> Path:
    """An office of its own for one test."""
    shutil.copytree(template[0] / "office", tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def house(template: tuple[Path, Packaged], folder: Path) -> Iterator[House]:
    """The same office from behind: kiosks that export, sticks to import."""
    made = open_house(folder, template[1], template[0])
    yield made
    made.office.close()


@pytest.fixture
def sit(application: QApplication, qtbot: QtBot, folder: Path, world: World) -> Iterator[Sit]:
    """Opens the window over the office."""
    robots: list[OfficerRobot] = []

    def opened() -> OfficerRobot:
        robots.append(sit_down(application, qtbot, folder, world))
        return robots[-1]

    yield opened
    for robot in robots:
        robot.wait()
        robot.door.rest()  # its window is closed already, by qtbot
    turn()


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Packaged]:
    """An office of a round whose two agencies have staff, users and experts, opened."""
    folder = tmp_path_factory.mktemp("answered")
    return folder, make_answered(folder)


@pytest.fixture
def opened(answered: tuple[Path, Packaged], folder: Path) -> Iterator[House]:
    """That office in the place of the window's."""
    shutil.rmtree(folder)
    shutil.copytree(answered[0] / "office", folder)
    made = open_house(folder, answered[1], answered[0])
    yield made
    made.office.close()
