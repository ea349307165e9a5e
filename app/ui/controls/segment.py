"""A segment of a row of alternatives, one of which is on."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import Control
from app.ui.icons import draw_icon
from app.ui.theme import Role, Theme, sans


class SegmentButton(Control):
    """One choice of a group of segments; `place` is 0 for the first, 1 between, 2 for the last."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: str,
        place: int,
        *,
        px: int = 0,
        icon: str = "",
        spoken: str = "",
    ) -> None:
        super().__init__(theme, name, spoken or words, checkable=True, radio=True)
        self.enters = True
        self._place = place
        self._px = px or theme.px(Role.META)
        self._icon = icon
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        icon = 28 if self._icon else 0
        return QSize(int(draw.width_of(self.text(), sans(self._px, 600))) + 30 + icon, 50)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self.isChecked()
        rect = QRectF(self.rect())
        painter.setClipRect(rect)
        left, right = (0 if self._place == 0 else -12), (0 if self._place == 2 else 12)
        fill = c("musi-700") if on else c("musi-50" if self.hovered else "surface")
        draw.box(painter, rect.adjusted(left, 0, right, 0), 10, fill, c("control"), self.theme.border)
        if self._place:
            painter.fillRect(QRectF(0, 1, 1, self.height() - 2), c("control"))
        ink = c("on-primary") if on else c("ink")
        face = sans(self._px, 600)
        words = draw.width_of(self.text(), face)
        x = (self.width() - words - (28 if self._icon else 0)) / 2
        if self._icon:
            draw_icon(painter, self._icon, QRectF(x, self.height() / 2 - 10, 20, 20), ink)
            x += 28
        draw.text(painter, QRectF(x, 0, words + 4, self.height()), self.text(), face, ink, draw.LEFT)
