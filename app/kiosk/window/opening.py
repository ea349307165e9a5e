"""How a window process begins: a calm page at once, and behind it everything else is brought in.

The pages, the locks and the questionnaires take several times longer to load than Qt itself, seconds on an
old machine. A window that waits behind another has that time, and shows its first real page at once. The
first window, and one that replaces a dead one before its successor was ready, has not: it shows a curtain.
So this module imports nothing that the curtain does not need.
"""

import gc
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.base.errors import Environment
from app.base.sentences import say
from app.kiosk.channel import Begin, Channel, Message
from app.kiosk.settings import Settings
from app.ui import crash
from app.ui.begin import begin, leaving
from app.ui.binding import import_plainly
from app.ui.screen import occupy
from app.ui.tasks import Listener
from app.ui.theme import Look, Theme, load_fonts, sans

if TYPE_CHECKING:
    from app.kiosk.window.main import Door

CRASHED = 70  # EX_SOFTWARE
_FIRST_WORD_MS = 20  # the keeper's first word lies in the pipe already, or will not come for long
_PAINT_MS = 500  # a screen that has not shown the curtain by then shows nothing to wait for


class Curtain(QWidget):
    """What is seen while the rest is brought in."""

    drawn = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("curtain")
        self.setWindowTitle("Bilik")
        self._theme = Theme(Look(settings.language))
        self._words = say(settings.language, "keeper.opening")
        self.setAccessibleName(self._words)
        self.setCursor(Qt.CursorShape.BlankCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, middle = self._theme, self.height() // 2
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(sans(44, 700))
        painter.drawText(QRect(0, middle - 70, self.width(), 60), Qt.AlignmentFlag.AlignCenter, "Bilik")
        painter.setPen(theme.colour("ink-2"))
        painter.setFont(sans(20))
        painter.drawText(QRect(0, middle, self.width(), 40), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
        self.drawn.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # nobody closes it; it goes when the door is there


class Opening(QObject):
    """Listens to the keeper from the first moment, and hands on what was heard once the door is there."""

    def __init__(self, application: QApplication, channel: Channel, settings: Settings) -> None:
        super().__init__()
        self._application = application
        self._channel = channel
        self._settings = settings
        self._held: list[Message] = []
        self.door: Door | None = None
        self.orphaned = False
        """Whether the keeper is gone without a word."""
        self.curtain = Curtain(settings)
        self._listener = Listener(channel.receive, "keeper")
        self._listener.heard.connect(self._heard)
        self._listener.silent.connect(self._silent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._bring_in)

    def start(self) -> None:
        """Begin to listen; a window shows itself when the keeper says so."""
        self._listener.start()
        self._later.start(_FIRST_WORD_MS)

    def _heard(self, message: Message) -> None:
        if self.door is not None:
            self.door.hear(message)
            return
        self._held.append(message)
        if isinstance(message, Begin):
            self._later.start(_PAINT_MS)
            self.curtain.drawn.connect(self._drawn)
            occupy(self.curtain, windowed=self._settings.windowed, size=self._settings.size)

    def _silent(self) -> None:
        self.orphaned = True
        if self.door is not None:
            self.door.leave()
        else:
            self._application.exit(0)

    def _drawn(self) -> None:
        self.curtain.drawn.disconnect(self._drawn)
        self._later.start(0)

    def _bring_in(self) -> None:
        from app.kiosk.window.main import Door

        self.door = Door(self._application, self._channel.send, self._settings)
        gc.freeze()  # what is loaded now stays for good: no later collection looks at it
        gc.enable()
        for message in self._held:
            self.door.hear(message)
        self._held.clear()
        QTimer.singleShot(0, self.curtain.deleteLater)  # behind the page that is drawn by then

    def crashed(self, code: str) -> None:
        """We are wrong: a calm page with a code, where there can be one; the keeper starts again."""
        if self.door is not None:
            self.door.crashed(code)
        else:
            self._application.exit(CRASHED)


def open_window(application: QApplication, channel: Channel, settings: Settings) -> Opening:
    """A window that waits for the keeper's word."""
    import_plainly()
    load_fonts()
    opening = Opening(application, channel, settings)
    crash.install(opening.crashed, lambda: _log(settings))
    opening.start()
    return opening


def _log(settings: Settings) -> None:
    from app.kiosk.places import Places
    from app.storage.log import open_log

    open_log(Places(settings.data_dir).log, "window")


def run_window(channel: Channel, settings: Settings) -> int:
    """Run one window process; returns its exit code: 0 when a respondent ended or the keeper is gone."""
    gc.disable()  # until everything is loaded: there is nothing to collect, and looking takes time
    application = begin("", leaving(CRASHED))  # the keeper says that no window can be opened
    opening = open_window(application, channel, settings)
    code = application.exec()
    orphaned = opening.orphaned
    del opening
    if orphaned and not settings.windowed:
        give_back(settings)
    return code


def give_back(settings: Settings) -> None:
    """The keeper is dead: give back to the machine what it changed, unless another keeper is here already."""
    from app.kiosk.lockdown.chosen import here
    from app.kiosk.lockdown.watchdog import Watchdog
    from app.kiosk.places import Places
    from app.storage.lock import InstanceLock

    places = Places(settings.data_dir)
    with suppress(Environment), InstanceLock(places.lock):
        Watchdog(places.lockdown, here()).give_back()
