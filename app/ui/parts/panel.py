"""What holds other things together: cards, banners, rules."""

from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui import draw
from app.ui.parts.signs import Icon
from app.ui.parts.tone import TONES, Tone
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme


class Panel(QFrame):
    """A filled rectangle with a border on chosen sides, or a rounded card."""

    def __init__(
        self, theme: Theme, fill: str, border: str = "", radius: int = 0, sides: str = "", width: int = 0
    ) -> None:
        super().__init__()
        self._theme, self._fill, self._border, self._radius = theme, fill, border, radius
        self._sides, self._line = sides, width or theme.border

    def recolour(self, fill: str) -> None:
        """Change the filling."""
        if fill != self._fill:
            self._fill = fill
            self.update()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        border = c(self._border) if self._border else None
        if self._radius:
            draw.box(painter, self.rect(), self._radius, c(self._fill), border, self._line)
            return
        painter.fillRect(self.rect(), c(self._fill))
        if border is None:
            return
        w, h, line = self.width(), self.height(), self._line
        edges = {
            "t": (0, 0, w, line),
            "b": (0, h - line, w, line),
            "l": (0, 0, line, h),
            "r": (w - line, 0, line, h),
        }
        for side in self._sides:
            painter.fillRect(*edges[side], border)


def card(theme: Theme) -> Panel:
    """A white card of the kiosk."""
    return Panel(theme, "surface", "line", 14)


class Rule(QWidget):
    """A line of one pixel."""

    def __init__(self, theme: Theme, colour: str = "line") -> None:
        super().__init__()
        self._colour = theme.colour(colour)
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._colour)


class Banner(Panel):
    """A message that stands above the content, never over it; its first sentence is bold."""

    def __init__(self, theme: Theme, tone: Tone, icon: str, words: str, extra: QWidget | None = None) -> None:
        fill, border, ink = TONES[tone]
        super().__init__(theme, fill, border, 10)
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 11, 19, 11)
        row.setSpacing(16)
        row.addWidget(Icon(theme, icon, ink, theme.banner_icon))
        self.words = Words(words, theme.font(Role.BODY), theme.colour("ink"), wrap=True, line=112)
        row.addWidget(self.words, 1)
        if extra is not None:
            row.addWidget(extra)
