"""The windows' toolkit itself: the two faults that would pass unseen."""

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

MANY = 5_000  # the faulty release of Qt's binding aborted the interpreter after about 560

EMIT = f"""
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(bool)
bell, heard = Bell(), []
bell.rung.connect(heard.append)
for turn in range({MANY}):
    bell.rung.emit(turn % 2 == 0)
assert len(heard) == {MANY}
"""

WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("Bilik")
def look():
    size = label.screen().size()
    print(application.platformName(), size.width(), size.height(), label.isVisible())
    application.quit()
label.show()
QTimer.singleShot(0, look)
application.exec()
"""


def run(code: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_thousands_of_signals_do_not_kill_the_interpreter() -> None:
    assert not run(EMIT, {})


@pytest.mark.xvfb
def test_a_real_window_opens_on_the_virtual_screen(virtual_screen: Mapping[str, str]) -> None:
    assert run(WINDOW, virtual_screen) == "xcb 1366 768 True"
