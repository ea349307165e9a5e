"""A window of the kiosk with a robot before it; composed as the kiosk's entry composes it."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.kiosk.channel import Channel
from app.kiosk.settings import Settings
from app.kiosk.window.opening import open_window
from tests.soak.robot import Queue, Robot


def main(folder: Path, data_dir: Path) -> int:
    """One window, until its respondent is done."""
    channel = Channel(os.fdopen(0, "rb", buffering=0), os.fdopen(1, "wb"))
    application = QApplication([])
    opening = open_window(application, channel, Settings(data_dir, windowed=True))
    robot = Robot(opening, Queue(folder))
    code = application.exec()
    del robot, opening
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
