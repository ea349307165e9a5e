"""The door: pages on a stage, the keeper at the other end of a pipe, two timers."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStorageInfo, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QScreen
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app.base.clock import SystemClock
from app.base.errors import Refused
from app.base.sentences import say
from app.kiosk.channel import Begin, Denied, Message, Quit, Unlocked
from app.kiosk.computer.chosen import this_computer
from app.kiosk.computer.computer import Screen
from app.kiosk.lockdown.chosen import here
from app.kiosk.lockdown.guard import Guard
from app.kiosk.machine.apart import drawn
from app.kiosk.outside import Outside, Work
from app.kiosk.settings import Settings, program
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.conductor import Conductor
from app.kiosk.window.pages.stage import Stage
from app.storage.drive import Drive, FolderDrive
from app.ui.garbage import Collector
from app.ui.parts.tone import Tone
from app.ui.screen import occupy
from app.ui.tasks import Task
from app.ui.theme import Look

CRASHED = 70  # EX_SOFTWARE
SECOND_MS = 1_000
BEAT_MS = 5_000
_STIRS = {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class Window(Stage):
    """The stage as a top-level window that nobody closes by accident."""

    close_wished = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setWindowTitle("Bilik")
        self.may_close = False

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            event.accept()
        else:
            event.ignore()
            self.close_wished.emit()


class Door(QObject):
    """Joins stage, conductor, pipe and timers."""

    def __init__(
        self, application: QApplication, send: Callable[[Message], bool], settings: Settings
    ) -> None:
        super().__init__()
        self._application = application
        self._send = send
        self._settings = settings
        self._tasks: list[Task] = []
        self.window = Window(application)
        outside = Outside(
            send,
            self.leave,
            self._drives,
            self._files,
            self._work,
            _free_bytes,
            this_computer(),
            self._screens,
            lambda: drawn(settings, program()),
        )
        self.conductor = Conductor(settings, SystemClock(), outside, self.window.show_screen)
        self.window.intent.connect(self._take)
        self.window.close_wished.connect(self._close_wished)
        self.guard: Guard | None = None
        self._collector = Collector()
        self._second = QTimer(self)
        self._second.timeout.connect(self._tick)
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._pulse)

    def show(self) -> None:
        """Show the window and let time run."""
        occupy(self.window, windowed=self._settings.windowed, size=self._settings.size)
        if (handle := self.window.windowHandle()) is not None:
            # Every key and mouse comes by here; an application's filter sees each event of each widget.
            handle.installEventFilter(self)
        if not self._settings.windowed and self.guard is None:
            self.guard = Guard(self._application, self.window, here())
            self.guard.lost.connect(self._front_lost)
            self.guard.returned.connect(self._front_back)
        self.conductor.redraw()
        self._collector.start()
        self._second.start(SECOND_MS)
        self._beat.start(BEAT_MS)

    def crashed(self, code: str) -> None:
        """We are wrong: a calm page with a code; the keeper starts again."""
        self._second.stop()
        self._beat.stop()
        self.window.show_screen(crash_screen(self._settings, code))
        QTimer.singleShot(10_000, self._die)

    def _die(self) -> None:
        self.window.may_close = True
        self._application.exit(CRASHED)

    def _take(self, intent: i.Intent) -> None:
        self.conductor.take(intent)

    def _tick(self) -> None:
        self.conductor.take(i.Second())

    def _front_lost(self) -> None:
        self.conductor.take(i.FrontLost())

    def _front_back(self) -> None:
        self.conductor.take(i.FrontBack())

    def _pulse(self) -> None:
        self.conductor.take(i.Beat())

    def hear(self, message: Message) -> None:
        """Do what the keeper says."""
        match message:
            case Begin(key):
                if key is not None:
                    self.conductor.unlocked(key)
                else:
                    self.conductor.begin()
                self.show()
            case Unlocked(key):
                self.conductor.unlocked(key)
            case Denied(code, fields):
                self.conductor.denied(Refused(code, fields))
            case Quit():
                self.leave()
            case _:
                return

    def leave(self) -> None:
        """End this process: its respondent is done, or nobody is at the other end any more."""
        self.rest()
        self._application.exit(0)

    def rest(self) -> None:
        """Let time stand still, and the window be closed."""
        self.window.may_close = True
        self._second.stop()
        self._beat.stop()
        self._collector.stop()

    def _close_wished(self) -> None:
        if self._settings.windowed:  # while trying things out; a real kiosk is closed by its proctor
            self._send(Quit())
            self.leave()

    def _work(self, work: Work, part: Callable[[int, int], None], done: Callable[[object], None]) -> None:
        task = Task(work, "handover")
        self._tasks.append(task)
        task.progressed.connect(part)
        task.done.connect(done)
        task.start()

    def _screens(self) -> tuple[Screen, ...]:
        """The screen that the window is on, then the others."""
        own = self.window.screen()
        others = [each for each in self._application.screens() if each is not own]
        return tuple(_seen(each) for each in (own, *others))

    # --- sticks ----------------------------------------------------------------------------------------

    def _folders(self) -> tuple[Path, ...]:
        found = [
            Path(volume.rootPath())
            for volume in QStorageInfo.mountedVolumes()
            if volume.isReady() and not volume.isReadOnly() and is_stick(volume.rootPath())
        ]
        named = (self._settings.share, self._settings.data_dir / "stick")
        return (*found, *(each for each in named if each is not None and each.is_dir()))

    def _drives(self) -> tuple[Drive, ...]:
        return tuple(FolderDrive(folder, label_of(folder)) for folder in self._folders())

    def _files(self, suffix: str) -> tuple[Path, ...]:
        return tuple(
            path for folder in self._folders() for path in sorted(folder.glob(f"*{suffix}")) if path.is_file()
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRS:
            self.conductor.take(i.Stir())
        return False


def _seen(screen: QScreen) -> Screen:
    size = screen.size()
    return Screen(size.width(), size.height(), round(100 * screen.devicePixelRatio()))


def is_stick(root: str) -> bool:
    """Whether a mounted volume is one that people carry: by where it is mounted, or its letter."""
    return root.startswith(("/media/", "/run/media/", "/mnt/", "/Volumes/")) or (
        root[1:2] == ":" and root[:1].upper() not in {"A", "B", "C"}
    )


def label_of(folder: Path) -> str:
    """How a person knows a stick: by the name that it was given, and by where it is."""
    volume = QStorageInfo(str(folder))
    if Path(volume.rootPath()) != folder or not volume.name():
        return str(folder)
    return f"{volume.name()} ({folder})"


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def crash_screen(settings: Settings, code: str) -> v.Screen:
    """The page after a fault of ours."""
    language = settings.language
    return v.Screen(
        v.Message(
            v.Header("Bilik", ""),
            v.Badge(Tone.DANGER, "circle-alert", say(language, "ui.crash_code", code=code)),
            say(language, "ui.crash_title"),
            say(language, "ui.crash_text"),
        ),
        Look(language),
    )
