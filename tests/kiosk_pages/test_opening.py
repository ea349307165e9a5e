"""A window process from its first moment: the curtain at once, the door behind it, no word lost."""

import gc
import io
import subprocess
import sys
from collections.abc import Iterator
from queue import Queue

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from typing_extensions import override

from app.base.sentences import Language
from app.demo.training import TrainingKiosk
from app.kiosk.channel import Begin, Channel, Denied, Message
from app.kiosk.settings import Settings
from app.kiosk.window.main import Window
from app.kiosk.window.opening import Opening
from app.kiosk.window.pages.code import CodePage


class Keeper(Channel):
    """The other end of the pipe."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), io.BytesIO())
        self.says: Queue[Message] = Queue()

    @override
    def receive(self) -> Message:
        return self.says.get()


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def opening(application: QApplication, keeper: Keeper, training: TrainingKiosk) -> Iterator[Opening]:
    made = Opening(application, keeper, Settings(training.data_dir, windowed=True, language=Language.EN))
    yield made
    assert made.door is not None
    window = made.door.window
    made.door.rest()  # `leave` would end the application of all tests
    made.door.deleteLater()
    window.close()
    window.deleteLater()


def window_of(opening: Opening) -> Window:
    assert opening.door is not None
    return opening.door.window


def trouble(opening: Opening) -> str:
    """What the page of the card code says went wrong."""
    page = window_of(opening).page
    assert isinstance(page, CodePage)
    assert page.view is not None
    return page.view.error.words if page.view.error else ""


def test_the_curtain_is_seen_first_and_gives_way_to_the_page(
    opening: Opening, keeper: Keeper, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opening.curtain.drawn):
        keeper.says.put(Begin(None))
        keeper.says.put(Denied("seal.card_code_wrong"))
        opening.start()
    assert opening.door is None
    assert opening.curtain.isVisible()
    assert opening.curtain.accessibleName() == "Opening. One moment, please."
    assert not opening.curtain.close()
    qtbot.waitUntil(lambda: not isValid(opening.curtain))
    assert window_of(opening).isVisible()
    assert trouble(opening)  # a word that came early was heard


def test_no_thread_but_the_windows_own_collects_what_its_pages_leave(
    opening: Opening, keeper: Keeper, qtbot: QtBot
) -> None:
    keeper.says.put(Begin(None))
    opening.start()
    qtbot.waitUntil(lambda: opening.door is not None and opening.door.window.isVisible())
    assert not gc.isenabled()
    assert opening.door is not None
    opening.door.rest()
    assert gc.isenabled()


def test_a_window_that_waits_is_ready_and_shows_nothing_before_its_time(
    opening: Opening, keeper: Keeper, qtbot: QtBot
) -> None:
    opening.start()
    qtbot.waitUntil(lambda: not isValid(opening.curtain))
    assert not window_of(opening).isVisible()
    keeper.says.put(Begin(None))
    qtbot.waitUntil(window_of(opening).isVisible)
    assert not trouble(opening)
    keeper.says.put(Denied("seal.card_code_wrong"))
    qtbot.waitUntil(lambda: trouble(opening) != "")


def test_the_curtain_needs_nothing_that_takes_long_to_load() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, app.kiosk.__main__, app.kiosk.window.opening; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    heavy = {"pydantic", "cryptography", "sqlcipher3", "app.kiosk.window.view", "app.kiosk.window.conductor"}
    assert not heavy & set(done.stdout.split())


BROUGHT_IN = """
import io, linecache, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.kiosk.channel import Channel
from app.kiosk.window.opening import open_window
from app.kiosk.settings import Settings
application = QApplication([])
settings = Settings(Path(sys.argv[1]), windowed=True)
opening = open_window(application, Channel(io.BytesIO(), io.BytesIO()), settings)
opening._bring_in()
print(*(name for name in linecache.cache if "pydantic" in name or "window.py" in name))
"""


def test_a_window_does_not_hold_the_source_of_what_it_imports(training: TrainingKiosk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROUGHT_IN, str(training.data_dir)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert not done.stdout.strip()
