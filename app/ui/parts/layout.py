"""Columns and rows, and the column that scrolls."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

L = TypeVar("L", bound=QLayout)
PAGE_KEYS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_SCROLL = (
    "QScrollBar:vertical{width:12px;background:transparent;margin:0}"
    "QScrollBar::handle:vertical{background:#76828A;border-radius:4px;margin:2px;min-height:40px}"
    "QScrollBar::add-line,QScrollBar::sub-line{height:0}QScrollBar::add-page,QScrollBar::sub-page{background:none}"
    "QScrollArea{background:transparent}"
)


class Column(QScrollArea):
    """The one thing on a page that may scroll: a column that is as wide as its room."""

    def __init__(self, inner: QWidget, name: str = "column") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self.setStyleSheet(_SCROLL)

    def fit(self) -> None:
        """Give the column the width of its room and the height its words need at that width.

        Qt's own resizing asks wrapped labels for their height at a width they will not have.
        """
        inner, room = self.widget(), self.viewport().size()
        if inner is None or room.width() < 1:
            return
        width = room.width()
        height = self._height(inner, width)
        bar = self.verticalScrollBar().sizeHint().width()
        if height > room.height() and self.viewport().width() == self.width():
            width -= bar
            height = self._height(inner, width)
        inner.resize(width, max(room.height(), height))

    @staticmethod
    def _height(inner: QWidget, width: int) -> int:
        layout = inner.layout()
        if layout is None:
            return inner.sizeHint().height()
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Only the page keys scroll: arrows belong to the answers."""
        if arg__1.key() in PAGE_KEYS:
            super().keyPressEvent(arg__1)
        else:
            arg__1.ignore()

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self.fit()

    @override
    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:
        if arg__2.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    @override
    def sizeHint(self) -> QSize:
        inner = self.widget()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 40)


def column(
    inside: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """A vertical layout without Qt's own spacing."""
    layout = QVBoxLayout(inside) if inside is not None else QVBoxLayout()
    return _bare(layout, margins, gap)


def row(
    inside: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QHBoxLayout:
    """A horizontal layout without Qt's own spacing."""
    layout = QHBoxLayout(inside) if inside is not None else QHBoxLayout()
    return _bare(layout, margins, gap)


def _bare(layout: L, margins: tuple[int, int, int, int], gap: int) -> L:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout
