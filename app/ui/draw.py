"""The few strokes that every control shares."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

WRAP = int(Qt.TextFlag.TextWordWrap)


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box whose border lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if border is not None else 0.0
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(border, width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    radius = max(0.0, min(radius - half, inner.height() / 2))
    painter.drawRoundedRect(inner, radius, radius)


def text(painter: QPainter, rect: QRectF, words: str, font: QFont, colour: QColor, flags: int) -> None:
    """Plain text in `rect`."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, flags, words)


def width_of(words: str, font: QFont) -> float:
    """The width of one line of `words`."""
    return QFontMetricsF(font).horizontalAdvance(words)


def height_of(words: str, font: QFont, width: float) -> float:
    """The height of `words` wrapped to `width`."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10_000), WRAP, words).height()


CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
TOP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | WRAP
WRAP_LEFT = LEFT | WRAP
