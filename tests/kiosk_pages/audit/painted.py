"""What a widget really paints, read from its own paint calls: drawn once more, as SVG, and taken apart."""

import html
import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.ui.theme import MONO, mono, sans

ICON = 24  # the side of every icon's drawing
_GROUP = re.compile(
    r'<g fill="(?P<fill>[^"]+)"[^>]*?stroke="(?P<stroke>[^"]+)"[^>]*?stroke-linecap="(?P<cap>\w+)"[^>]*?'
    r'transform="matrix\((?P<matrix>[^)]+)\)"[^>]*>(?P<inside>.*?)</g>',
    re.DOTALL,
)
_TEXT = re.compile(
    r'<text fill="(?P<fill>[^"]+)"[^>]*? x="(?P<x>[^"]+)" y="(?P<y>[^"]+)" font-family="(?P<family>[^"]+)" '
    r'font-size="(?P<size>[^"]+)" font-weight="(?P<weight>[^"]+)"[^>]*>(?P<words>[^<]*)</text>'
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of text: its words, colour, size and the box of its letters."""

    words: str
    colour: str
    px: float
    box: QRectF


@dataclass(frozen=True, slots=True)
class Stroke:
    """One icon: its colour and box."""

    colour: str
    box: QRectF


@dataclass(frozen=True, slots=True)
class Painting:
    """All of it."""

    runs: tuple[Run, ...]
    icons: tuple[Stroke, ...]


def painting(widget: QWidget, offset: QPoint) -> Painting:
    """The texts and icons that `widget` paints, moved by `offset`."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    generator.setResolution(96)
    widget.render(generator, QPoint(0, 0))
    del generator
    drawing = bytes(buffer.data().data()).decode()
    runs: list[Run] = []
    icons: dict[tuple[float, float, float], Stroke] = {}
    for group in _GROUP.finditer(drawing):
        a, b, c, _, e, f = (float(number) for number in group["matrix"].split(","))
        left, top = e + offset.x(), f + offset.y()
        assert b == c == 0, "nothing of the kiosk is turned"
        runs += [_run(text, left, top) for text in _TEXT.finditer(group["inside"]) if text["words"].strip()]
        if group["cap"] == "round" and group["fill"] == "none" and "<" in group["inside"]:
            icons[a, e, f] = Stroke(group["stroke"], QRectF(left, top, ICON * a, ICON * a))
    return Painting(tuple(runs), tuple(icons.values()))


def _run(text: re.Match[str], left: float, top: float) -> Run:
    px = float(text["size"])
    words = html.unescape(text["words"])
    faces = [mono(round(px), int(text["weight"]))]
    if text["family"] != MONO:  # a paint call does not say whether its figures are all of one width
        faces = [sans(round(px), int(text["weight"]), tabular=tabular) for tabular in (False, True)]
    metrics = QFontMetricsF(faces[0])
    width = min(QFontMetricsF(face).horizontalAdvance(words) for face in faces)
    base = QPointF(left + float(text["x"]), top + float(text["y"]))
    letters = metrics.tightBoundingRect(words)
    box = QRectF(base.x(), base.y() + letters.top(), width, letters.height())
    return Run(words, QColor(text["fill"]).name(), px, box)
