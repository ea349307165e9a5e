"""A row that breaks: controls side by side as far as there is room, the rest below."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override


class Flow(QLayout):
    """Items from left to right with `gap` between them; one that may stand at the end of its line does."""

    def __init__(self, gap: int = 12, *, down: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._at_end: QWidget | None = None
        self._gap, self._down = gap, gap if down is None else down
        self.setContentsMargins(0, 0, 0, 0)

    def end_with(self, widget: QWidget) -> None:
        """Put `widget` last, at the right end of its line when something stands before it there."""
        self._at_end = widget
        self.addWidget(widget)

    @override
    def addItem(self, arg__1: QLayoutItem) -> None:
        self._items.append(arg__1)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return self._arrange(QRect(0, 0, arg__1, 0), move=False)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        self._arrange(arg__1, move=True)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in shown) - self._gap
        return QSize(max(0, width), max((size.height() for size in shown), default=0))

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, room: QRect, *, move: bool) -> int:
        """Lay the items out in `room`; returns the height they take."""
        x, y, tall = room.x(), room.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > room.x() and x + size.width() > room.x() + room.width():
                x, y, tall = room.x(), y + tall + self._down, 0
            left = x
            if item.widget() is self._at_end and x > room.x():
                left = room.x() + room.width() - size.width()
            if move:
                item.setGeometry(QRect(QPoint(left, y), size.boundedTo(QSize(room.width(), size.height()))))
            x += size.width() + self._gap
            tall = max(tall, size.height())
        return y + tall - room.y()


def flowing(flow: Flow) -> QWidget:
    """A widget that holds a flow and is as high as it needs."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    holder.setLayout(flow)
    return holder
