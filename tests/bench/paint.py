"""Tells, from inside a window process, when its windows have painted, and what the process then holds."""

import os

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tests.bench.memory import resident_kib

SETTLED_MS = 500


class FirstPaint(QObject):
    """Writes to `report` when any window has painted, when the one named `page` has, and then the memory."""

    def __init__(self, application: QApplication, report: int, page: str) -> None:
        super().__init__(application)
        self._report = report
        self._page = page
        self._seen: set[str] = set()
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            name = watched.window().objectName()
            if not self._seen:
                QTimer.singleShot(0, self._painted)  # when the loop comes back the painting is done
            if name == self._page and name not in self._seen:
                QTimer.singleShot(0, self._page_painted)
                QTimer.singleShot(SETTLED_MS, self._settled)
            self._seen.add(name)
        return False

    def _painted(self) -> None:
        os.write(self._report, b"painted\n")

    def _page_painted(self) -> None:
        os.write(self._report, b"page\n")

    def _settled(self) -> None:
        os.write(self._report, b"%d\n" % resident_kib("self"))
