"""The real window over a real office folder, and the officer who sits there with a keyboard alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.base.clock import HandClock
from app.base.sentences import Language
from app.office.window.main import Door
from app.office.window_settings import WindowSettings
from app.ui.parts.words import Words
from tests.eventloop import turn
from tests.office.conftest import PASSPHRASES

NOON = 1_794_200_400_000  # 2026-11-09 12:00 WIB
WAIT_MS = 30_000
KEYS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


@dataclass
class World:
    """What a person would do outside the window: choose files, look at what the program opened."""

    files: tuple[Path, ...] = ()
    folder: Path | None = None
    left: bool = False
    shown: list[Path] = field(default_factory=list)
    kept: list[WindowSettings] = field(default_factory=list)


class DeskDoor(Door):
    """The door, with the file dialogs answered at once."""

    def __init__(self, application: QApplication, settings: WindowSettings, world: World) -> None:
        self.world = world
        super().__init__(application, settings, HandClock(NOON), world.kept.append)

    @override
    def _ask_files(self, title: str, kinds: str, done: Callable[[tuple[Path, ...]], None]) -> None:
        done(self.world.files)

    @override
    def _ask_folder(self, title: str, done: Callable[[Path], None]) -> None:
        if self.world.folder is not None:
            done(self.world.folder)

    @override
    def _look_for_sticks(self) -> None:
        """The volumes of the machine that tests are none of this world's sticks."""

    @override
    def leave(self) -> None:
        self.world.left = True
        self.rest()  # the tests' application goes on

    @override
    def _show_file(self, path: Path) -> None:
        self.world.shown.append(path)


class Waiting(Protocol):
    """Waits for what is on its way; pytest's robots do."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int) -> None: ...  # noqa: N802


class Patience:
    """Waits where there is no pytest."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int) -> None:  # noqa: N802
        """Let Qt work until `callback` says so."""
        deadline = time.monotonic() + timeout / 1000
        while not callback():
            assert time.monotonic() < deadline, "the work never ended"
            QTest.qWait(10)


@dataclass
class OfficerRobot:
    """An officer who uses the keyboard alone."""

    application: QApplication
    qtbot: Waiting
    door: DeskDoor

    def wait(self) -> None:
        """Until nothing is on its way any more."""
        self.qtbot.waitUntil(lambda: not self.door.busy, timeout=WAIT_MS)
        turn()

    def focused(self) -> QWidget:
        """What has the keys now."""
        now = self.application.focusWidget()
        assert now is not None
        return now

    def key(self, keys: str) -> None:
        """Press keys such as `Ctrl+I` or `Return`."""
        *held, name = keys.split("+")
        modifier = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifier |= KEYS[each]
        QTest.keyClick(self.focused(), getattr(Qt.Key, f"Key_{name}"), modifier)
        turn()

    def walk_to(self, name: str) -> QWidget:
        """Press Tab until the control of that name has the keys."""
        seen: list[str] = []
        for _ in range(200):
            now = self.focused()
            if now.objectName() == name:
                return now
            seen.append(now.objectName())
            QTest.keyClick(now, Qt.Key.Key_Tab)
        came = f"Tab never came to {name}; it came to {dict.fromkeys(seen)}"
        raise AssertionError(came)

    def press(self, name: str) -> None:
        """Walk to a button and press it."""
        QTest.keyClick(self.walk_to(name), Qt.Key.Key_Space)
        turn()

    def write(self, name: str, text: str) -> None:
        """Walk to a field and write into it, over what stood there."""
        field_ = self.walk_to(name)
        QTest.keyClick(field_, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field_, Qt.Key.Key_Delete)
        QTest.keyClicks(field_, text)
        turn()

    def choose(self, name: str, index: int) -> None:
        """Walk to a field of choices and take one of them."""
        field_ = self.walk_to(name)
        QTest.keyClick(field_, Qt.Key.Key_Home)
        for _ in range(index):
            QTest.keyClick(field_, Qt.Key.Key_Down)
        turn()

    def sign_in(self, officer: str = "a", passphrase: str | None = None) -> None:
        """Come to the window."""
        self.choose("officer", list(PASSPHRASES).index(officer))  # type: ignore[arg-type]  # ids are text
        self.write("passphrase", PASSPHRASES[officer] if passphrase is None else passphrase)  # type: ignore[index]
        self.key("Return")
        self.wait()

    def go(self, name: str) -> None:
        """To a page, by its key where it has one."""
        side = self.door.conductor.screen().side
        assert side is not None
        at = [nav.name for nav in side.navs].index(name)
        if at < 10:
            self.key(f"Alt+{(at + 1) % 10}")
        else:
            self.press(f"nav_{name}")
        self.wait()

    def said(self) -> str:
        """Every word on the page that is seen now."""
        page = self.door.window.page
        assert page is not None
        return "\n".join(words.accessibleName() for words in page.findChildren(Words) if words.isVisible())

    @property
    def page(self) -> str:
        """Which page is seen."""
        return self.door.conductor.screen().page.name


def sit_down(
    application: QApplication,
    qtbot: QtBot,
    folder: Path,
    world: World,
    language: Language = Language.ID,
    size: tuple[int, int] = (1366, 768),
) -> OfficerRobot:
    """Open the window over the office in `folder`."""
    door = DeskDoor(application, WindowSettings(folder, language), world)
    qtbot.addWidget(door.window)
    door.show()
    door.window.resize(*size)
    qtbot.waitActive(door.window)
    turn()
    return OfficerRobot(application, qtbot, door)
