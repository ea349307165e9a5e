"""Python's collector of cycles, kept in the thread of the window.

It runs in whichever thread happens to allocate. A worker that came by would destroy the window's widgets,
timers and all, from outside their thread, which Qt does not survive for long. So nothing is collected by
chance: a timer of the window collects.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 3_000
WHOLE = 10  # every so many times the oldest generation too


class Collector(QObject):
    """Collects from its own thread for as long as it works."""

    def __init__(self) -> None:
        super().__init__()
        self._times = 0
        self._before = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Leave nothing to chance from now on."""
        gc.disable()
        self._timer.start(EVERY_MS)

    def stop(self) -> None:
        """Collect a last time, and let Python do as it did before."""
        self._timer.stop()
        gc.collect()
        if self._before:
            gc.enable()

    def _collect(self) -> None:
        self._times += 1
        gc.collect(2 if self._times % WHOLE == 0 else 1)
