"""Icons: as sharp as the paper or the picture that they come to stand on."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.icons import draw_icon

BOX = QRectF(4, 4, 24, 24)
INK = QColor("#10202b")


class Drawn(QWidget):
    """One icon, and nothing else."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), "lock", BOX, INK)


def _sheet(ratio: float) -> QPixmap:
    points = QPixmap(round(32 * ratio), round(32 * ratio))
    points.setDevicePixelRatio(ratio)
    points.fill(Qt.GlobalColor.white)
    return points


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_widget_that_draws_itself_into_a_finer_picture_draws_its_icon_as_fine(ratio: float) -> None:
    widget = Drawn()
    widget.resize(32, 32)
    by_widget, by_hand = _sheet(ratio), _sheet(ratio)
    widget.render(by_widget, QPoint(), QRegion(widget.rect()), QWidget.RenderFlag.DrawChildren)
    painter = QPainter(by_hand)
    draw_icon(painter, "lock", BOX, INK)
    painter.end()
    assert by_widget.toImage() == by_hand.toImage()
