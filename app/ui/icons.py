"""Icons and art, drawn from SVG in any colour."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.base.resources import RESOURCES


@lru_cache(maxsize=256)
def _icon(name: str, colour: str) -> QSvgRenderer:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    if name == "check":  # a tick has to be seen
        text = text.replace('stroke-width="2"', 'stroke-width="3"')
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


@lru_cache(maxsize=16)
def art(name: str) -> QSvgRenderer:
    """The drawing `name` of `resources/art`."""
    return QSvgRenderer(str(RESOURCES / "art" / f"{name}.svg"))


@lru_cache(maxsize=512)
def _points(name: str, colour: str, width: float, height: float, ratio: float) -> QImage:
    points = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    points.setDevicePixelRatio(ratio)
    points.fill(Qt.GlobalColor.transparent)
    painter = QPainter(points)
    _icon(name, colour).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return points


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw the icon `name` into `box`: on a screen as points that were drawn once, elsewhere as strokes."""
    on_screen = painter.paintEngine().type() is QPaintEngine.Type.Raster
    if on_screen and not painter.transform().isScaling():
        ratio = painter.deviceTransform().m11()  # a widget that draws itself elsewhere has only its own ratio
        points = _points(name, colour.name(), box.width(), box.height(), ratio)
        painter.drawImage(box.topLeft().toPoint(), points)
    else:
        _icon(name, colour.name()).render(painter, box)


def draw_art(painter: QPainter, name: str, box: QRectF) -> None:
    """Draw the art `name` into `box`."""
    art(name).render(painter, box)
