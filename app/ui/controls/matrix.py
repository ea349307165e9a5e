"""A cell of a table of statements."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import Control
from app.ui.controls.option import Mark, mark
from app.ui.theme import Theme


class MatrixCell(Control):
    """One cell of a matrix: the whole cell is hit, the focus is a square of 56 px within."""

    def __init__(self, theme: Theme, name: str, spoken: str, *, aside: bool) -> None:
        super().__init__(theme, name, spoken, checkable=True, radio=True)
        self._aside = aside  # the non-answers, on sunken ground
        self.current = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setProperty("ringBox", 56)
        self.ring(8, 0)

    def show_current(self, current: bool) -> None:
        """Whether the cell stands in the current row."""
        if self.current != current:
            self.current = current
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(112, 64)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c = QPainter(self), self.theme.colour
        ground = "paper" if self._aside and not self.current else "musi-50" if self.current else "surface"
        painter.fillRect(self.rect(), c(ground))
        if self._aside:
            painter.fillRect(0, 0, 1, self.height(), c("line-2"))
        size = 32
        spot = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        if self.hovered:
            draw.box(painter, spot.adjusted(-9, -9, 9, 9), 8, c("musi-100"))
        mark(painter, self.theme, spot, Mark.RADIO, self.isChecked())
