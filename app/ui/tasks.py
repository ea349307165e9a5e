"""The only threads: work that takes long, and a listener that waits. Results come back as Qt signals."""

import queue
import threading
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import Bug, Problem

Progress = Callable[[int, int], None]
Work = Callable[[Progress], object]
Tell = Callable[[object], None]
_DRAIN_MS = 30  # nobody sees a bar move in less


class Stopped(BaseException):
    """The work was asked to stop, and did so at one of its steps; what it had not stored is not stored.

    No `Exception`: no work may take it for a trouble of its own.
    """


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


_Said: TypeAlias = tuple[str, object]


class Errand(QObject):
    """Work that tells parts on its way and can be stopped. Several may run at once.

    Its thread touches no object of Qt: what it says lies in a queue, which the thread of the window empties.
    `heard(done, total)`, `told(part)` and `answer(result)` are called there, `answer` once and last: with
    what the work returned, the `Problem` it raised, or `Stopped`.
    """

    def __init__(
        self, work: Callable[[Progress, Tell], object], heard: Progress, told: Tell, answer: Tell
    ) -> None:
        super().__init__()
        self._work = work
        self._heard, self._told, self._answer = heard, told, answer
        self._said: queue.SimpleQueue[_Said] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="errand", daemon=True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._drain)

    def start(self) -> None:
        """Begin."""
        self._timer.start(_DRAIN_MS)
        self._thread.start()

    def stop(self) -> None:
        """Let it end at its next step."""
        self._stop.set()

    def _step(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self._said.put(("step", (done, total)))

    def _tell(self, part: object) -> None:
        self._said.put(("part", part))

    def _run(self) -> None:
        try:
            result = self._work(self._step, self._tell)
        except Stopped as stopped:
            result = stopped
        except Problem as problem:
            result = problem
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; what failed is named, not hidden
            result = Bug("ui.task_failed", what=type(error).__name__)
        self._said.put(("end", result))

    def _drain(self) -> None:
        step: tuple[int, int] | None = None
        while True:
            try:
                kind, value = self._said.get_nowait()
            except queue.Empty:
                break
            match kind, value:
                case "step", (int() as done, int() as total):
                    step = (done, total)  # of many steps the last is enough
                case "end", _:
                    self._timer.stop()
                    self._thread.join()
                    self._answer(value)
                    return
                case _:
                    self._told(value)
        if step is not None:
            self._heard(*step)
