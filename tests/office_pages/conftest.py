"""A desk for tests: one small office made once and copied, real windows over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.office.survey.packaging import Packaged, make_package
from app.office.survey.rounds import Round, new_round
from app.ui.theme import load_fonts
from tests.eventloop import turn
from tests.office.conftest import (
    House,
    hold_ceremony,
    make_template,
    open_house,
    order,
    round_yaml,
    signed_in,
    write_round,
)
from tests.office.test_opening import close_and_open, response, submit
from tests.office_pages.desk import OfficerRobot, World, sit_down

PERSONS = 12
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
    hold_ceremony(folder / "office")
    office = signed_in(folder / "office")
    assert isinstance(new_round(office, write_round(folder, round_yaml())), Round)
    slips = tuple(
        {"agency": each, "group": group, "count": PERSONS}
        for each in ("dishub", "pupr")
        for group in ("internal", "external")
    )
    packaged = make_package(office, order(slips=(*slips, {"group": "expert", "count": 8})), folder / "papers")
    assert isinstance(packaged, Packaged), packaged
    office.close()
    house = open_house(folder / "office", packaged, folder)
    kiosk = house.kiosk()
    for group, each, count in (
        ("internal", "dishub", PERSONS),
        ("external", "dishub", PERSONS),
        ("internal", "pupr", PERSONS),
        ("external", "pupr", 3),
        ("expert", "", 8),
    ):
        for seed, slip in enumerate(house.codes(group, each)[:count]):
            # The last of twelve answers as the first did: that is a sign of quality.
            submit(kiosk, response(house, slip, group, each, seed % (PERSONS - 1)), each, group)
    close_and_open(house, kiosk)
    house.office.close()
    return folder, packaged


@pytest.fixture
def opened(answered: tuple[Path, Packaged], folder: Path) -> Iterator[House]:
    """That office in the place of the window's."""
    shutil.rmtree(folder)
    shutil.copytree(answered[0] / "office", folder)
    made = open_house(folder, answered[1], answered[0])
    yield made
    made.office.close()
