"""How far something is."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QProgressBar,
)
from typing_extensions import override

from app.ui import draw
from app.ui.theme import Theme


class Progress(QProgressBar):
    """A bar of 8 px: one segment per section, as wide as its questions, filled by those answered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setTextVisible(False)
        self._theme = theme
        self._parts: tuple[tuple[int, int], ...] = ()
        self.setFixedHeight(8)

    def show_parts(self, parts: tuple[tuple[int, int], ...], spoken: str) -> None:
        """Show (answered, of) for each section."""
        self.setAccessibleName(spoken)
        if parts != self._parts:
            self._parts = parts
            self.setRange(0, max(1, sum(of for _, of in parts)))
            self.setValue(sum(done for done, _ in parts))
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        total = sum(of for _, of in self._parts)
        if not total:
            return
        gap = 4
        room = self.width() - gap * (len(self._parts) - 1)
        x = 0.0
        for done, of in self._parts:
            wide = room * of / total
            rect = QRectF(x, 0, wide, 8)
            border = c("line") if self._theme.high else None
            draw.box(painter, rect, 4, c("track"), border, 1)
            if done:
                painter.save()
                painter.setClipRect(QRectF(x, 0, wide * done / of, 8))
                draw.box(painter, rect, 4, c("musi-700"))
                painter.restore()
            x += wide + gap
