"""The only threads: work that takes long, and a listener that waits. Results come back as Qt signals."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.base.errors import Bug, Problem

Progress = Callable[[int, int], None]
Work = Callable[[Progress], object]


class Task(QObject):
    """One piece of work on a thread of its own; it opens its own connections.

    `done` carries what the work returned, or the `Problem` that it raised.
    """

    progressed = Signal(int, int)
    done = Signal(object)

    def __init__(self, work: Work, name: str) -> None:
        super().__init__()
        self._work = work
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def _run(self) -> None:
        try:
            result = self._work(self.progressed.emit)
        except Problem as problem:
            result = problem
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; what failed is named, not hidden
            result = Bug("ui.task_failed", what=type(error).__name__)
        self.done.emit(result)

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()


class Listener(QObject):
    """Waits for messages on a thread of its own until there are no more."""

    heard = Signal(object)
    silent = Signal()

    def __init__(self, receive: Callable[[], object | None], name: str) -> None:
        super().__init__()
        self._receive = receive
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def _run(self) -> None:
        while (message := self._next()) is not None:
            self.heard.emit(message)
        self.silent.emit()

    def _next(self) -> object | None:
        try:
            return self._receive()
        except Problem:
            return None
