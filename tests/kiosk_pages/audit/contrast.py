"""Colours and sizes: text at least 7:1 and 16 px, icons and what marks a control at least 3:1."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage

from app.ui.controls.matrix import MatrixCell
from app.ui.controls.option import OptionRow
from app.ui.controls.scale import ScaleButton
from app.ui.controls.segment import SegmentButton
from app.ui.controls.tile import Tile
from app.ui.fields import Boxes, NumberField, TextBox
from tests.contrast import contrast
from tests.kiosk_pages.audit.layers import Layer

TEXT, SHAPE = 7.0, 3.0
SMALLEST_PX = 16
EDGE = 8  # pixels within which the border of a control has to be


def faults(layer: Layer) -> Iterator[str]:
    """What cannot be read or told from its ground."""
    for run in layer.painting.runs:
        place = run.box.center().toPoint()
        if not layer.sees(run.box):
            continue
        if run.px < SMALLEST_PX:
            yield f"text of {run.px:g} px: {run.words!r}"
        below = ground(layer.picture, run.box)
        if contrast(run.colour, below) < TEXT and layer.owner(place).isEnabled():
            ratio = contrast(run.colour, below)
            yield f"text at {ratio:.1f}:1, {run.colour} on {below}: {run.words!r}"
    for icon in layer.painting.icons:
        place = icon.box.center().toPoint()
        below = ground(layer.picture, icon.box)
        if layer.sees(icon.box) and layer.owner(place).isEnabled() and contrast(icon.colour, below) < SHAPE:
            ratio = contrast(icon.colour, below)
            yield f"icon at {ratio:.1f}:1, {icon.colour} on {below}, at {place.x()},{place.y()}"
    yield from _shapes(layer)


def _shapes(layer: Layer) -> Iterator[str]:
    """Whether what is a control by its shape alone shows that shape."""
    marked = OptionRow | ScaleButton | MatrixCell | SegmentButton | Tile | Boxes | NumberField | TextBox
    for control in layer.controls:
        place = layer.place(control)
        middle = place.center()
        if not isinstance(control, marked) or not control.isEnabled() or not layer.sees(QRectF(place)):
            continue
        inside = range(place.width() // 2) if isinstance(control, MatrixCell) else range(-2, EDGE)
        if isinstance(control, OptionRow):
            inside = range(64)  # consent has no border, its box is the shape
        outside = QPoint(place.left() - 3, middle.y())
        if not layer.picture.rect().contains(outside):
            outside = QPoint(place.left(), middle.y())
        below = layer.picture.pixelColor(outside).name()
        line = [layer.picture.pixelColor(max(0, place.left() + x), middle.y()).name() for x in inside]
        best = max(contrast(colour, below) for colour in line)
        if best < SHAPE:
            yield f"shape at {best:.1f}:1: {control.objectName()}"


def ground(picture: QImage, box: QRectF) -> str:
    """The commonest colour in a box: what the letters stand on."""
    rect = box.toAlignedRect().adjusted(-2, -1, 2, 1).intersected(picture.rect())
    if rect.isEmpty():
        return "#ffffff"
    part = picture.copy(QRect(rect))
    points, width = memoryview(part.constBits()).cast("I"), part.bytesPerLine() // 4
    colours: Counter[int] = Counter()
    for y in range(0, part.height(), 2):  # a sixth of the points says which colour is the commonest
        colours.update(points[y * width : y * width + part.width() : 3].tolist())
    return QColor.fromRgb(colours.most_common(1)[0][0]).name()
