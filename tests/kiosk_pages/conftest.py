"""Windows for tests: fonts loaded, one training kiosk made once and copied for each test."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.clock import HandClock
from app.demo import training as demo
from app.demo.training import TrainingKiosk
from app.kiosk.window.pages.stage import Stage
from app.ui.theme import load_fonts
from tests.eventloop import turn
from tests.kiosk_pages.classroom import Classroom, Prepare, prepared
from tests.kiosk_pages.room import Room


@pytest.fixture(scope="session")
def training(tmp_path_factory: pytest.TempPathFactory) -> TrainingKiosk:
    """A training kiosk, installed."""
    return demo.prepare(tmp_path_factory.mktemp("training"))


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """The application with its fonts."""
    load_fonts()
    return qapp


@pytest.fixture
def stage(application: QApplication, qtbot: QtBot) -> Stage:
    """An empty stage of the usual size."""
    made = Stage(application)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def prepare(application: QApplication, tmp_path: Path) -> Iterator[Prepare]:
    """Makes a room with a questionnaire of the test's own."""
    made: list[Classroom] = []

    def of(text: str, group: str = "internal") -> Classroom:
        made.append(prepared(tmp_path, application, text, group))
        return made[-1]

    yield of
    for classroom in made:
        classroom.close()
    turn()


@pytest.fixture
def open_room(
    application: QApplication, training: TrainingKiosk, tmp_path: Path
) -> Iterator[Callable[[], Room]]:
    """Opens a window over the same copy of the training kiosk, again and again, as restarts do."""
    data_dir, stick = tmp_path / "data", tmp_path / "stick"
    shutil.copytree(training.data_dir, data_dir)
    stick.mkdir()
    clock = HandClock(time.time_ns() // 1_000_000)
    rooms: list[Room] = []

    def again() -> Room:
        for room in rooms:
            room.close()
        rooms[:] = [Room(data_dir, clock, stick, application)]
        return rooms[0]

    yield again
    for room in rooms:
        room.close()
    turn()
