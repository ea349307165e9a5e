"""The keeper: holds the lock and the database key, and one window process per respondent.

It knows no Qt. A window that ends takes everything of its respondent with it; the next one is already
started and waits. A window that dies is replaced, with the key, so that the card is not needed again. When
the keeper dies, the windows see the end of their pipe and go; the one on the screen gives back what lockdown
changed on the machine. Whoever comes last does: the keeper at its end, a window, or the next start.
"""

import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from typing_extensions import override

from app.base.clock import Clock
from app.base.errors import Problem, Refused
from app.base.sentences import Sentence
from app.base.session import Kind
from app.kiosk.channel import Begin, CardCode, Channel, Denied, Done, Message, Quit, Unlocked
from app.kiosk.lockdown.chosen import here
from app.kiosk.lockdown.system import System
from app.kiosk.lockdown.watchdog import Watchdog
from app.kiosk.places import Places
from app.kiosk.seat.enrol import open_booth, unlock
from app.kiosk.settings import Settings, program
from app.kiosk.store.log import happening
from app.storage.files import make_folder
from app.storage.lock import InstanceLock

MAX_FAILURES = 5  # early deaths in a row: the machine cannot show windows at all
EARLY_MS = 30_000  # a window that lived longer was of use to someone
_GOODBYE_S = 10.0  # a window that said it is done has this long to go


class Window(Protocol):
    """A window process, as the keeper sees it."""

    @property
    def channel(self) -> Channel:
        """The pipe to it."""
        ...

    def wait(self) -> int:
        """Its exit code; one that does not go is ended."""
        ...

    def stop(self) -> None:
        """End it now."""
        ...


class _End(Enum):
    DONE = auto()
    QUIT = auto()
    CRASHED = auto()


class Keeper:
    """Runs windows until a proctor closes the program."""

    def __init__(
        self,
        data_dir: Path,
        clock: Clock,
        start: Callable[[], Window],
        complain: Callable[[Sentence], None] = lambda _sentence: None,
        system: System | None = None,
    ) -> None:
        """`system` is the machine that is locked down; None locks nothing and only gives back."""
        self._data_dir = data_dir
        self._clock = clock
        self._start = start
        self._complain = complain
        self._key: bytes | None = None
        self._system = system

    def run(self) -> int:
        """Keep windows until one says quit: 0, or 1 when no window can be kept open.

        Raises:
            Environment: `storage.in_use`: another Bilik has this folder; or the disk refused.
        """
        make_folder(self._data_dir)
        places = Places(self._data_dir)
        with InstanceLock(places.lock):
            watchdog = Watchdog(places.lockdown, self._system or here())
            if self._system is None:
                watchdog.give_back()
                return self._keep()
            self._system.stay_awake()
            if not watchdog.engage():
                self._complain(Sentence("keeper.lockdown_not_written"))
            try:
                return self._keep()
            finally:
                watchdog.give_back()

    def _keep(self) -> int:
        waiting = self._start()
        failures = 0
        try:
            while True:
                window, waiting = waiting, self._start()
                begun_ms = self._clock.monotonic_ms()
                end = self._serve(window)
                if end is _End.QUIT:
                    return 0
                early = self._clock.monotonic_ms() - begun_ms < EARLY_MS
                failures = failures + 1 if end is _End.CRASHED and early else 0
                if end is _End.CRASHED:
                    self._note(Kind.WINDOW_FAILED)
                if failures >= MAX_FAILURES:
                    self._complain(Sentence("keeper.window_fails"))
                    return 1
        finally:
            waiting.stop()

    def _serve(self, window: Window) -> _End:
        try:
            window.channel.send(Begin(self._key))
            while (message := window.channel.receive()) is not None:
                if (end := self._answer(window, message)) is not None:
                    window.wait()
                    return end
        except Problem as trouble:  # the pipe spoke nonsense: the window is not itself
            self._complain(Sentence.of(trouble))
            window.stop()
            return _End.CRASHED
        return _End.QUIT if window.wait() == 0 else _End.CRASHED

    def _answer(self, window: Window, message: Message) -> _End | None:
        match message:
            case CardCode(code):
                window.channel.send(self._unlock(code))
            case Done():
                return _End.DONE
            case Quit():
                return _End.QUIT
            case Begin() | Unlocked() | Denied():  # only the keeper says these
                window.stop()
        return None

    def _unlock(self, code: str) -> Unlocked | Denied:
        try:
            key = unlock(self._data_dir, code)
            if isinstance(key, Refused):
                return Denied(key.code, key.fields)
            booth = open_booth(self._data_dir, key, self._clock)
            booth.store.note(happening(self._clock.utc_ms(), Kind.OPENED))
            booth.close()
        except Problem as trouble:
            return Denied(trouble.code, trouble.fields)
        self._key = key
        return Unlocked(key)

    def _note(self, kind: Kind) -> None:
        if self._key is None:
            return
        try:
            booth = open_booth(self._data_dir, self._key, self._clock)
            booth.store.note(happening(self._clock.utc_ms(), kind))
            booth.close()
        except Problem as trouble:  # the window's own work goes before a line in the log
            self._complain(Sentence.of(trouble))


def window_command(settings: Settings) -> list[str]:
    """How this program starts one of its own windows."""
    return [*program(), "--window-process", *settings.arguments()]


class ChildWindow(Window):
    """A window as a process: `command` starts one that speaks over its standard input and output."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        reader, writer = self._process.stdout, self._process.stdin
        if reader is None or writer is None:  # never: both were asked for
            raise OSError
        self._channel = Channel(reader, writer)

    @property
    @override
    def channel(self) -> Channel:
        return self._channel

    @override
    def wait(self) -> int:
        try:
            code = self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            self.stop()
            return 1
        self._close()
        return code

    @override
    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # words that nobody will read
                    pipe.close()
