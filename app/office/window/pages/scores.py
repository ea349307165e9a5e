"""An index with its band, and the signs of charts."""

from typing import assert_never

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.base.charts import HeatCell, Tone
from app.office.window import view as v
from app.office.window.pages.pieces import Piece
from app.ui import charts
from app.ui.flow import Flow, flowing
from app.ui.parts.layout import column, row
from app.ui.theme import Theme

BIG = 40
SIGN = QSize(24, 18)


class ChipLabel(QWidget):
    """A band by itself."""

    def __init__(self, theme: Theme, chip: v.Chip) -> None:
        super().__init__()
        self._theme, self._chip = theme, chip
        self.setAccessibleName(chip.words)
        self.setFixedSize(charts.chip_width(theme, chip.words, chip.tone), charts.CHIP + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, chip = QPainter(self), self._chip
        charts.paint_chip(painter, self._theme, chip.words, chip.tone, 0, self.height() / 2, self.width())


class ScorePiece(Piece[v.Score]):
    """The figure at the left, what it is of and its band at the right of it."""

    def __init__(self, theme: Theme, part: v.Score) -> None:
        super().__init__(theme, part)
        line = row(self, gap=16)
        line.addWidget(self.type.any(part.value, BIG, 700, "ink", tabular=True))
        words = column(gap=2)
        words.addWidget(self.type.body(part.title, 600))
        if part.note:
            words.addWidget(self.type.meta(part.note, wrap=True))
        line.addLayout(words, 1)
        if part.chip is not None:
            line.addWidget(ChipLabel(theme, part.chip))


class SignLabel(QWidget):
    """One sign of a chart, drawn as the chart draws it."""

    def __init__(self, theme: Theme, key: v.Key) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.setFixedSize(SIGN)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, key = QPainter(self), self._key
        rect = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        match key.sign:
            case v.Sign.SHADE:
                charts.paint_shade(painter, self._theme, HeatCell("", key.step), rect)
            case v.Sign.CLOSED:
                charts.paint_shade(painter, self._theme, HeatCell("", None), rect)
            case v.Sign.OPEN:
                charts.paint_mark(painter, Tone.OPEN, rect.center().x(), rect.center().y(), 6)
            case v.Sign.MEAN:
                charts.paint_mean(painter, self._theme, rect.center().x(), 0, self.height())
            case v.Sign.BAND:
                charts.paint_mark(painter, key.tone, rect.center().x(), rect.center().y(), 6)
            case v.Sign.GROUP:
                middle = rect.center()
                charts.paint_group(painter, self._theme, key.shape, middle.x(), middle.y())
            case _:
                assert_never(key.sign)


class LegendPiece(Piece[v.Legend]):
    """The signs side by side, on as many lines as they need."""

    def __init__(self, theme: Theme, part: v.Legend) -> None:
        super().__init__(theme, part)
        flow = Flow(14)
        for key in part.keys:
            one = QWidget()
            line = row(one, gap=6)
            line.addWidget(SignLabel(theme, key))
            line.addWidget(self.type.meta(key.words))
            flow.addWidget(one)
        column(self).addWidget(flowing(flow))
