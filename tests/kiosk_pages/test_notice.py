"""A second kiosk says on the screen why it does not open, and goes away."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.base.sentences import Language, Sentence
from app.storage.files import make_folder
from app.storage.lock import InstanceLock
from app.ui.notice import Notice, screen_is_there

IN_USE = Sentence("storage.in_use")
PATIENCE_S = 60


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_notice_says_the_sentence_whole_and_goes_by_any_key(
    qtbot: QtBot, language: Language, key: Qt.Key
) -> None:
    notice = Notice(IN_USE, language)
    qtbot.addWidget(notice)
    notice.show()
    words = IN_USE.spoken(language)
    assert notice.accessibleName() == words
    (label,) = notice.findChildren(QLabel)
    assert words in label.text()
    assert label.height() >= label.heightForWidth(label.width())
    QTest.keyClick(notice.button, key)
    assert not notice.isVisible()


def test_the_notice_goes_by_its_button_and_by_itself(application: QApplication, qtbot: QtBot) -> None:
    notice = Notice(IN_USE, Language.ID)
    qtbot.addWidget(notice)
    notice.show()
    QTest.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()
    other = Notice(IN_USE, Language.ID)
    qtbot.addWidget(other)
    other.show()
    assert other._going.isSingleShot()
    other._going.start(0)
    application.processEvents()
    qtbot.waitUntil(lambda: not other.isVisible())


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"QT_QPA_PLATFORM": "eglfs"}, True),
        ("win32", {}, True),
        ("win32", {"QT_QPA_PLATFORM": "minimal:enable_fonts"}, False),
    ],
)
def test_a_machine_without_a_screen_is_not_asked_for_a_window(
    platform: str, environment: Mapping[str, str], there: bool
) -> None:
    assert screen_is_there(platform, environment) is there


def second(data_dir: Path, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "app.kiosk", "--data", str(data_dir), "--windowed"]
    return subprocess.Popen(
        command, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_without_a_screen_the_second_kiosk_says_it_where_errors_go(tmp_path: Path) -> None:
    make_folder(tmp_path / "data")
    with InstanceLock(tmp_path / "data" / "lock"):
        process = second(tmp_path / "data", {})
        _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert IN_USE.spoken(Language.ID) in said
    assert "Traceback" not in said


@pytest.mark.xvfb
def test_on_a_screen_the_second_kiosk_shows_a_window_until_a_key_is_pressed(
    tmp_path: Path, virtual_screen: Mapping[str, str]
) -> None:
    xdotool = shutil.which("xdotool")
    assert xdotool, "xdotool is missing: make test installs it, or see .ci/need"
    make_folder(tmp_path / "data")
    screen = {**os.environ, **virtual_screen}
    with InstanceLock(tmp_path / "data" / "lock"):
        process = second(tmp_path / "data", virtual_screen)
        try:
            subprocess.run(
                [xdotool, "search", "--sync", "--onlyvisible", "--name", "^Bilik$"],
                env=screen,
                check=True,
                timeout=PATIENCE_S,
                stdout=subprocess.DEVNULL,
            )
            assert process.poll() is None
            subprocess.run([xdotool, "key", "--clearmodifiers", "Escape"], env=screen, check=True)
            assert process.wait(PATIENCE_S) == 1
        finally:
            process.kill()
            process.communicate()
