"""Stages of a work, side by side under a line that is drawn as far as the work has come."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.office.window import view as v
from app.office.window.pages.pieces import Piece
from app.ui import draw
from app.ui.controls.control import Control
from app.ui.icons import draw_icon
from app.ui.parts.layout import row
from app.ui.theme import Role, Theme, sans

HEIGHT, LINE, DISC = 46, 3, 24


class StageButton(Control):
    """One stage."""

    def __init__(self, theme: Theme, number: int, stage: v.Stage) -> None:
        super().__init__(theme, stage.name, stage.spoken, checkable=True, radio=True)
        self._number, self._stage = str(number), stage
        self.enters = True
        self.wish = stage.intent
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ring(6, -1)
        self.show_on(stage.here)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, stage = QPainter(self), self.theme.colour, self._stage
        come = stage.done or stage.here
        painter.fillRect(0, 0, self.width(), LINE, c("musi-700" if come else "line-2"))
        if self.hovered:
            draw.box(painter, QRectF(0, LINE + 4, self.width(), HEIGHT - LINE - 4), 6, c("musi-50"))
        disc = QRectF(2, LINE + 10, DISC, DISC)
        if stage.done:
            draw.box(painter, disc, 99, c("musi-700"))
            draw_icon(painter, "check", disc.adjusted(5, 5, -5, -5), c("on-primary"))
        else:
            draw.box(painter, disc, 99, c("surface"), c("musi-700" if stage.here else "control"), 2)
            ink = c("musi-700" if stage.here else "ink-2")
            draw.text(painter, disc, self._number, sans(self.theme.px(Role.META), 600), ink, draw.CENTRE)
        words = QRectF(DISC + 12, LINE, self.width() - DISC - 16, HEIGHT - LINE)
        face = sans(self.theme.px(Role.BODY), 600 if stage.here else 500)
        painter.setFont(face)
        draw.text(painter, words, stage.words, face, c("ink" if come else "ink-2"), draw.LEFT)


class StagesPiece(Piece[v.Stages]):
    """The stages of a work."""

    def __init__(self, theme: Theme, part: v.Stages) -> None:
        super().__init__(theme, part)
        line = row(self, gap=8)
        for number, stage in enumerate(part.stages, start=1):
            button = StageButton(theme, number, stage)
            button.wished.connect(self.intent)
            line.addWidget(button, 1)
