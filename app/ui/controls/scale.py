"""A step of a scale: its number, and its label below."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import Control
from app.ui.icons import draw_icon
from app.ui.theme import Role, Theme


class ScaleButton(Control):
    """One point of a scale: number above, label below, a tick when it is the answer."""

    def __init__(self, theme: Theme, name: str, number: str, label: str, *, short: bool = False) -> None:
        super().__init__(theme, name, f"{number}, {label}", checkable=True, radio=True)
        self._number = number
        self._label = label
        self._short = short
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(72)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        label = draw.height_of(self._label, self._face(), arg__1 - 2 * self._pad())
        return max(self._least(), int(self._label_top() + label + 12))

    def _least(self) -> int:
        return 104 if self._short else 152 if self.theme.wide else 124

    def _pad(self) -> int:
        return 6 if self.theme.narrow else 10

    def _face(self) -> QFont:
        return self.theme.font(Role.META, 500)

    def _label_top(self) -> float:
        return 14 + self.theme.px(Role.NUMBER) * 1.4 + 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._least())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self.isChecked()
        if not self.isEnabled():
            fill, border, ink = c("sunken"), c("line-2"), c("ink-3")
        elif on:
            fill, border, ink = c("musi-700"), c("musi-700"), c("on-primary")
        else:
            over = self.hovered
            fill, border, ink = (
                c("musi-50" if over else "surface"),
                c("musi-700" if over else "control"),
                c("ink"),
            )
        draw.box(painter, self.rect(), 10, fill, border, self.theme.border)
        number = self.theme.font(Role.NUMBER, 700)
        head = QRectF(0, 14, self.width(), self.theme.px(Role.NUMBER) * 1.4)
        draw.text(painter, head, self._number, number, ink, draw.TOP)
        pad, top = self._pad(), self._label_top()
        box = QRectF(pad, top, self.width() - 2 * pad, self.height() - top - 4)
        draw.text(painter, box, self._label, self._face(), ink, draw.TOP)
        if on:
            draw_icon(painter, "check", QRectF(self.width() - 32, 8, 20, 20), ink)
