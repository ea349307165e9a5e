"""The door of the window: the stage on the screen, work on threads, files, sticks, an idle desk's clock."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject, QStorageInfo, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from typing_extensions import override

from app.base.clock import Clock, SystemClock
from app.base.sentences import Language, say
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.conductor import Conductor
from app.office.window.outside import Outside, Progress, Running, Tell, Work
from app.office.window.pages.stage import Stage
from app.office.window_settings import WindowSettings, remember
from app.ui import crash
from app.ui.begin import begin
from app.ui.binding import import_plainly
from app.ui.garbage import Collector
from app.ui.parts.tone import Tone
from app.ui.tasks import Errand
from app.ui.theme import load_fonts

CRASHED = 70  # EX_SOFTWARE
STICKS_MS = 2_000  # how often a stick is looked for
IDLE_MS = 15 * 60_000  # a desk that nobody touches locks itself
USUAL_SIZE = (1366, 768)
FEWEST_COLOURS = 8  # smooth letters alone have more; an empty page has one or two
_STIRS = {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class Window(Stage):
    """The stage as a window that asks before it closes."""

    close_wished = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.may_close = False

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            event.accept()
        else:
            event.ignore()
            self.close_wished.emit()


class Door(QObject):
    """Joins stage, conductor, threads and timers."""

    def __init__(
        self,
        application: QApplication,
        settings: WindowSettings,
        clock: Clock | None = None,
        keep: Callable[[WindowSettings], None] = remember,
    ) -> None:
        super().__init__()
        self._keep = keep
        self._application = application
        application.setQuitOnLastWindowClosed(False)  # the conductor says when: work may still be on its way
        self._errands: list[Errand] = []
        self._dialog: QFileDialog | None = None
        self.window = Window(application)
        outside = Outside(
            self._run,
            self._ask_files,
            self._ask_folder,
            self._show_file,
            label_of,
            self._remember,
            self.leave,
        )
        self.conductor = Conductor(
            settings.folder, settings.language, clock or SystemClock(), outside, self.window.show_screen
        )
        self.window.intent.connect(self.conductor.take)
        self.window.close_wished.connect(self._close_wished)
        self._sticks = QTimer(self)
        self._sticks.timeout.connect(self._look_for_sticks)
        self._seen: tuple[Path, ...] = ()
        self._collector = Collector()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._left_alone)

    @property
    def busy(self) -> bool:
        """Whether any work is on its way."""
        return bool(self._errands)

    def show(self) -> None:
        """Show the window and let time run."""
        self._collector.start()
        self.window.resize(*USUAL_SIZE)
        self.conductor.redraw()
        self.window.show()
        self.window.activateWindow()
        if (handle := self.window.windowHandle()) is not None:
            handle.installEventFilter(self)
        self._look_for_sticks()
        self._sticks.start(STICKS_MS)
        self._idle.start(IDLE_MS)

    def crashed(self, code: str) -> None:
        """We are wrong: a calm page with a code, and the end; what is stored is stored."""
        self._sticks.stop()
        self._idle.stop()
        language = self.conductor.language
        self.window.may_close = True
        self.window.show_screen(crash_screen(language, code))
        QTimer.singleShot(20_000, self._die)

    def _die(self) -> None:
        self._application.exit(CRASHED)

    def leave(self) -> None:
        """Close the program."""
        self.rest()
        self._application.exit(0)

    def rest(self) -> None:
        """Let time stand still, and the window be closed."""
        self.window.may_close = True
        self._sticks.stop()
        self._idle.stop()
        self._collector.stop()

    def _close_wished(self) -> None:
        self.conductor.take(i.Leave())

    # --- work on threads -------------------------------------------------------------------------------

    def _run(self, work: Work, progressed: Progress, told: Tell, done: Tell) -> Running:
        def ended(result: object) -> None:
            self._errands.remove(errand)
            done(result)

        errand = Errand(work, progressed, told, ended)
        self._errands.append(errand)
        errand.start()
        return Running(errand.stop)

    # --- files and sticks ------------------------------------------------------------------------------

    def _ask_files(self, title: str, kinds: str, done: Callable[[tuple[Path, ...]], None]) -> None:
        dialog = QFileDialog(self.window, title, "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: done(tuple(Path(name) for name in names)))
        self._open(dialog)

    def _ask_folder(self, title: str, done: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self.window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: done(Path(names[0])))
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        self._dialog = dialog
        dialog.open()  # never `exec`: no loop inside the loop

    def _remember(self, folder: Path, language: Language) -> None:
        self._keep(WindowSettings(folder, language))

    def _show_file(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _look_for_sticks(self) -> None:
        found = tuple(
            Path(volume.rootPath())
            for volume in QStorageInfo.mountedVolumes()
            if volume.isReady() and is_stick(volume.rootPath())
        )
        if found != self._seen:
            self._seen = found
            self.conductor.take(i.Sticks(found))

    # --- an idle desk ----------------------------------------------------------------------------------

    def _left_alone(self) -> None:
        if self.conductor.inside:
            self.conductor.take(i.Lock())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRS:
            self._idle.start(IDLE_MS)
        return False


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


def crash_screen(language: Language, code: str) -> v.Screen:
    """The page after a fault of ours."""
    notice = v.Notice(Tone.DANGER, "circle-alert", say(language, "ui.crash_code", code=code))
    page = v.Page(
        "crashed",
        say(language, "ui.crash_title"),
        (v.Card("crash_card", (notice, v.Text(say(language, "window.crash_words")))),),
        middle=True,
    )
    return v.Screen(page, language, say(language, "window.language"), say(language, "window.title"))


def draw_alone() -> int:
    """Draw the first page where nobody sees it: 0 when something was drawn, 1 when the page stayed empty."""
    application = QApplication(["bilik-office"])
    import_plainly()
    load_fonts()
    stage = Stage(application)
    stage.resize(*USUAL_SIZE)
    stage.show_screen(crash_screen(Language.ID, "000000"))
    picture = stage.grab().toImage()
    stage.close()
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 4) for y in range(0, picture.height(), 4)}
    return 0 if len(seen) >= FEWEST_COLOURS else 1


def run_window(settings: WindowSettings, unseen: Callable[[], NoReturn]) -> int:
    """Open the window; the process's exit code. `unseen` ends this process where there is no screen."""
    application = begin("bilik-office", unseen)
    import_plainly()
    application.setApplicationName("Bilik")
    load_fonts()
    door = Door(application, settings)
    crash.install(door.crashed)
    door.show()
    return application.exec()
