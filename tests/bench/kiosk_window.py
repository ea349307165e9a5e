"""The kiosk's window process, composed as its entry composes it, and watched until it has painted."""

import gc
import os
import sys
from pathlib import Path

gc.disable()  # as `run_window` does

from PySide6.QtWidgets import QApplication  # noqa: E402

from app.kiosk.channel import Channel  # noqa: E402
from app.kiosk.opening import open_window  # noqa: E402
from app.kiosk.settings import Settings  # noqa: E402
from tests.bench.paint import FirstPaint  # noqa: E402

if __name__ == "__main__":
    channel = Channel(os.fdopen(0, "rb", buffering=0), os.fdopen(1, "wb"))
    application = QApplication([])
    paint = FirstPaint(application, int(sys.argv[1]), "stage")
    opening = open_window(application, channel, Settings(Path(sys.argv[2]), windowed=True))
    sys.exit(application.exec())
