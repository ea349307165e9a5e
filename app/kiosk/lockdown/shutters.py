"""The other screens of the machine: an opaque calm window on each, so that nothing else is seen there."""

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.colours import LIGHT
from app.ui.icons import draw_art
from app.ui.screen import cover


class Shutter(QWidget):
    """One screen, closed."""

    def __init__(self, screen: QScreen) -> None:
        super().__init__()
        self.setObjectName("shutter")
        self.setWindowTitle("Bilik")
        self.setAccessibleName("Bilik")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.screen_covered = screen
        screen.geometryChanged.connect(self.fit)
        cover(self, screen, focus=False)

    def fit(self, geometry: QRect) -> None:
        """Follow the screen when its size or place changes."""
        self.setGeometry(geometry)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), LIGHT["dark"])
        middle = self.rect().center()
        draw_art(painter, "mark-on-dark", QRectF(middle.x() - 32, middle.y() - 32, 64, 64))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # it goes with its screen, or with the window that it belongs to


class Shutters(QObject):
    """One shutter for every screen but the one of `window`, also for those that come later."""

    def __init__(self, application: QGuiApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.closed: list[Shutter] = []
        application.screenAdded.connect(self.fit)
        application.screenRemoved.connect(self.fit)
        application.primaryScreenChanged.connect(self.fit)
        self.fit()

    def fit(self, _screen: QScreen | None = None) -> None:
        """Close every other screen, and forget those that are gone."""
        others = [each for each in QGuiApplication.screens() if each is not self._window.screen()]
        for shutter in self.closed:
            if shutter.screen_covered not in others:
                shutter.hide()
                shutter.deleteLater()
        self.closed = [each for each in self.closed if each.screen_covered in others]
        covered = [each.screen_covered for each in self.closed]
        self.closed += [Shutter(screen) for screen in others if screen not in covered]
        if not self._window.isActiveWindow():
            self._window.activateWindow()
