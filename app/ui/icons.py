"""Icons and art, drawn from SVG in any colour."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
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


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw the icon `name` into `box`."""
    _icon(name, colour.name()).render(painter, box)


def draw_art(painter: QPainter, name: str, box: QRectF) -> None:
    """Draw the art `name` into `box`."""
    art(name).render(painter, box)
