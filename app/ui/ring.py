"""The focus ring: one overlay per window that follows the focus, so that no control can forget to draw it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.ui import draw
from app.ui.theme import Theme

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """Draws a ring of 3 px around whatever has the focus in `window`, outside the control."""

    WIDTH = 3
    AIR = 12  # pixels between what was scrolled to and the edge: room for the ring

    def __init__(self, window: QWidget, theme: Theme, application: QApplication) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        application.focusChanged.connect(self._follow)

    def use(self, theme: Theme) -> None:
        """Draw in the colours of `theme` from now on."""
        self._theme = theme
        self.update()

    def target(self) -> QWidget | None:
        """The control that wears the ring now."""
        return self._target

    def ring_rect(self) -> QRect | None:
        """Where the ring is, in the window's coordinates."""
        target = self._target
        window = self.parentWidget()
        if (
            target is None
            or window is None
            or not isValid(target)
            or not target.isVisible()
            or target.property("ringNone")
        ):
            return None
        rect = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        inner = target.property("ringBox")
        if isinstance(inner, int):
            middle = rect.center()
            rect = QRect(middle.x() - inner // 2 + 1, middle.y() - inner // 2 + 1, inner, inner)
        gap = target.property("ringGap")
        out = (gap if isinstance(gap, int) else 3) + self.WIDTH
        return rect.adjusted(-out, -out, out, out)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        window = self.parentWidget()
        inside = now is not None and window is not None and (window is now or window.isAncestorOf(now))
        self._target = now if inside else None
        self._bring_into_view()
        walk = self._target
        while walk is not None and walk is not window:
            walk.installEventFilter(self)
            self._watched.append(walk)
            walk = walk.parentWidget()
        self.raise_()
        self.update()

    def _bring_into_view(self) -> None:
        """What a key gave the focus is scrolled to; a pointer is there already, and must not lose its aim."""
        target = self._target
        if target is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        walk = target.parentWidget()
        while walk is not None:
            if isinstance(walk, QScrollArea):
                walk.ensureWidgetVisible(target, 0, self.AIR)
            walk = walk.parentWidget()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if window is not None and watched is window:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(window.rect())
            if event.type() == QEvent.Type.ChildAdded:
                self.raise_()
        if event.type() in _MOVES:
            self.update()
        return False

    def _clip(self) -> QRect:
        walk = self._target
        window = self.parentWidget()
        while walk is not None and window is not None:
            parent = walk.parentWidget()
            if isinstance(parent, QScrollArea):
                view = parent.viewport()
                return QRect(view.mapTo(window, QPoint(0, 0)), view.size()).adjusted(-6, -6, 6, 6)
            walk = parent
        return self.rect()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        rect = self.ring_rect()
        if rect is None or self._target is None:
            return
        painter = QPainter(self)
        painter.setClipRect(self._clip())
        radius = self._target.property("ringRadius")
        dark = bool(self._target.property("ringDark"))
        colour = self._theme.colour("focus-dark" if dark else "focus")
        draw.box(
            painter, QRectF(rect), (radius if isinstance(radius, int) else 10) + 4, None, colour, self.WIDTH
        )
