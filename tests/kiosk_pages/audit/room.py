"""Room: no word is cut, no letter lies on another, nothing lies outside the window or its parent."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.ui.controls.action import Action
from app.ui.controls.option import OptionRow
from app.ui.controls.scale import ScaleButton
from app.ui.controls.segment import SegmentButton
from app.ui.parts.layout import Column
from app.ui.picture import Picture
from app.ui.theme import Role
from tests.kiosk_pages.audit.layers import Layer, scrolls

LISTS = {
    "question_column",
    "head_column",
    "list_column",
    "rail_column",
    "doubt_column",
    "log_column",
    "dialog_column",
    "form_column",
    "checks_column",
}  # may always scroll
TOLERANCE = 4  # pixels by which two runs may seem to meet: bold parts of a line are measured apart
BASE = QSize(1366, 768)  # from this size on, at A, no other column scrolls


def faults(layer: Layer) -> Iterator[str]:
    """What has too little room."""
    yield from _widgets(layer)
    yield from _letters(layer)


def _widgets(layer: Layer) -> Iterator[str]:
    for widget in layer.widgets:
        if _too_small(widget):
            yield f"words without room: {_name(widget)} {widget.width()}x{widget.height()}"
        if _outside(widget):
            yield f"outside its parent: {_name(widget)} {widget.geometry().getRect()}"
        if isinstance(widget, Column) and scrolls(widget) and widget.objectName() not in LISTS:
            theme = layer.stage._theme
            if theme.size is type(theme.size).A and layer.stage.width() >= BASE.width():
                yield f"scrolls although it may not: {widget.objectName()}"


def _letters(layer: Layer) -> Iterator[str]:
    window = QRectF(layer.stage.rect())
    seen = [run for run in layer.painting.runs if layer.sees(run.box)]
    for run in seen:
        if not window.adjusted(-1, -1, 1, 1).contains(run.box):
            yield f"outside the window: {run.words!r}"
        owner = layer.owner(run.box.center().toPoint())
        if not QRectF(layer.place(owner)).adjusted(-2, -2, 2, 2).contains(run.box):
            yield f"words wider than {_name(owner)}: {run.words!r}"
    for one, other in combinations(seen, 2):
        both = one.box.intersected(other.box)
        if both.width() > TOLERANCE and both.height() > TOLERANCE:
            yield f"one on the other: {one.words!r} and {other.words!r}"


def _too_small(widget: QWidget) -> bool:
    match widget:
        case Picture():  # drawn smaller where there is less room, but never cut
            least, height = widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
            return least > widget.width() or height > widget.height() + 3
        case QLabel() if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 3
        case QLabel():
            return widget.sizeHint().width() > widget.width() + 2
        case ScaleButton() | OptionRow():
            need = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
            role = Role.META if isinstance(widget, ScaleButton) else Role.BODY
            face = QFontMetricsF(widget.theme.font(role, 600))
            words = widget.accessibleName().split()
            wide = max((face.horizontalAdvance(word) for word in words), default=0)
            return need > widget.height() + 1 or wide > widget.width()
        case Action() | SegmentButton():
            return widget.sizeHint().width() > widget.width() + 1
        case _:
            return False


def _outside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent, QScrollArea) or isinstance(parent.parentWidget(), QScrollArea):
        return False
    area = QRect(0, 0, parent.width(), parent.height()).adjusted(-2, -2, 2, 2)
    return not area.contains(widget.geometry())


def _name(widget: QWidget) -> str:
    return f"{widget.objectName() or type(widget).__name__} {widget.accessibleName()[:50]!r}"
