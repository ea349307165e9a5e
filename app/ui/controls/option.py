"""A row to choose: one of many, or any of many."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import Control
from app.ui.controls.keycap import keycap
from app.ui.icons import draw_icon
from app.ui.theme import Role, Theme


class Mark(Enum):
    """What stands at the left of an option row."""

    RADIO = auto()
    CHECK = auto()


class OptionRow(Control):
    """One option: a radio or check box, its label, perhaps the key that chooses it. The whole row is hit."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        mark: Mark = Mark.RADIO,
        key: str = "",
        compact: bool = False,
        bare: bool = False,
        radio: bool = True,
    ) -> None:
        super().__init__(theme, name, label, checkable=True, radio=radio and mark is Mark.RADIO)
        self._label = label
        self._mark = mark
        self._key = key
        self._compact = compact  # as wide as its words
        self._bare = bare  # no box around: consent
        across = QSizePolicy.Policy.Preferred if compact or bare else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not compact)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return not self._compact

    def _face(self) -> QFont:
        on = self.isChecked() and not self._bare and not self._compact
        return self.theme.font(Role.BODY, 600 if on else 500 if self._bare else 400)

    def _left(self) -> int:
        return 0 if self._bare else 18

    def _text_left(self) -> int:
        return self._left() + 28 + (14 if self._bare else 12 if self._compact else 16)

    def _text_right(self) -> int:
        return 0 if self._bare else 60 if self._key else 22

    @override
    def heightForWidth(self, arg__1: int) -> int:
        face = self.theme.font(Role.BODY, 600)
        words = draw.height_of(self._label, face, arg__1 - self._text_left() - self._text_right())
        least = 48 if self._bare else self.theme.px(Role.BUTTON_HEIGHT) + (0 if self._compact else 8)
        return max(least, int(words) + (8 if self._bare else 26))

    @override
    def sizeHint(self) -> QSize:
        wish = int(draw.width_of(self._label, self.theme.font(Role.BODY, 600))) + self._text_left() + 2
        if self._compact:
            return QSize(wish + self._text_right(), self.theme.px(Role.BUTTON_HEIGHT))
        if self._bare:
            return QSize(wish, self.heightForWidth(self.width() if self.width() > 200 else wish))
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._compact else QSize(120, 40)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self.isChecked()
        enabled = self.isEnabled()
        ink = c("ink" if enabled else "ink-3")
        if not self._bare:
            fill = c("sunken") if not enabled else c("musi-50" if on or self.hovered else "surface")
            border = c("line-2") if not enabled else c("musi-700" if on or self.hovered else "control")
            draw.box(painter, self.rect(), 10, fill, border, 2 if on or self.theme.high else 1)
        middle = self.height() / 2
        self._paint_mark(painter, QRectF(self._left(), middle - 14, 28, 28), enabled)
        left = self._text_left()
        box = QRectF(left, 0, self.width() - left - self._text_right() + 2, self.height())
        draw.text(painter, box, self._label, self._face(), ink, draw.WRAP_LEFT)
        if self._key:
            keycap(painter, self.theme, QRectF(self.width() - 47, middle - 14, 28, 28), self._key)

    def _paint_mark(self, painter: QPainter, rect: QRectF, enabled: bool) -> None:
        mark(painter, self.theme, rect, self._mark, self.isChecked(), enabled)


def mark(painter: QPainter, theme: Theme, rect: QRectF, kind: Mark, on: bool, enabled: bool = True) -> None:
    """Draw a radio or a check box."""
    c = theme.colour
    border = c("musi-700" if on else "control")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is Mark.CHECK:
        draw.box(painter, rect, 6, c("musi-700") if on else c("surface"), border, 2)
        if on:
            draw_icon(painter, "check", rect.adjusted(3, 3, -3, -3), c("on-primary"))
        return
    fill = c("musi-700") if on else c("surface" if enabled else "sunken")
    painter.setBrush(fill)
    painter.setPen(QPen(border, 2))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if on:
        painter.setBrush(c("on-primary"))
        painter.setPen(Qt.PenStyle.NoPen)
        size = rect.width() * 0.36
        painter.drawEllipse(QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size))
