"""Tells, from inside a window process, when its windows have painted, and what the process then holds."""

import os

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tests.bench.memory import resident_kib

SETTLED_MS = 500


class Paint(QObject):
    """Writes `words` to `report` once `window` has painted, and with `settles` then the memory in KiB.

    It looks at that one window: a filter on the whole application would itself cost memory and time.
    """

    def __init__(self, window: QWidget, report: int, words: str, *, settles: bool) -> None:
        super().__init__()
        self._window = window
        self._report = report
        self._words = words
        self._settles = settles
        self._seen = False
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._painted)  # when the loop comes back the painting is done
        return False

    def _painted(self) -> None:
        os.write(self._report, self._words.encode())
        if self._settles:
            QTimer.singleShot(SETTLED_MS, self._settled)

    def _settled(self) -> None:
        os.write(self._report, b"%d\n" % resident_kib("self"))
