"""The kiosk's window process, composed as its entry composes it, and watched until it has painted."""

import gc
import os
import sys
from pathlib import Path

gc.disable()  # as `run_window` does

from PySide6.QtWidgets import QApplication  # noqa: E402

from app.kiosk.channel import Channel  # noqa: E402
from app.kiosk.settings import Settings  # noqa: E402
from app.kiosk.window.opening import open_window  # noqa: E402
from tests.bench.paint import Paint  # noqa: E402


def main(report: int, data_dir: Path) -> int:
    """Open the window, and tell when its curtain and its first page are seen."""
    channel = Channel(os.fdopen(0, "rb", buffering=0), os.fdopen(1, "wb"))
    application = QApplication([])
    opening = open_window(application, channel, Settings(data_dir, windowed=True))
    watches = [Paint(opening.curtain, report, "painted\n", settles=False)]

    def page() -> None:
        assert opening.door is not None
        watches.append(Paint(opening.door.window, report, "page\n", settles=True))
        opening.door.window.update()  # it may have painted already: then it does so once more

    opening.curtain.destroyed.connect(page)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
