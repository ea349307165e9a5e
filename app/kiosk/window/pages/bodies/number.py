"""A number between a minus and a plus."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Erase, Intent, Nudge
from app.kiosk.window.intents import Type as TypeIn
from app.kiosk.window.pages.bodies.base import Choices, Drawn, choose_absent
from app.kiosk.window.pages.bodies.error import ErrorLine
from app.ui.controls.action import Action
from app.ui.controls.control import Control
from app.ui.fields import NumberField
from app.ui.parts.layout import column, row
from app.ui.theme import Role, Theme


class NumberWidget(Drawn[v.Number]):
    """A number between a minus and a plus."""

    def __init__(self, theme: Theme, body: v.Number) -> None:
        super().__init__(theme, body)
        stack = column(self, gap=10)
        line = row(gap=12)
        side = theme.px(Role.BUTTON_HEIGHT)
        less = Action(theme, "less", "", icon="minus", spoken=body.less)
        more = Action(theme, "more", "", icon="plus", spoken=body.more)
        self._wire(less, Nudge(-1))
        self._wire(more, Nudge(1))
        self.field = NumberField(theme, "number", body.field_name)
        for widget in (less, more):
            widget.setFixedWidth(side)
        for part in (less, self.field, more):
            line.addWidget(part)
        line.addSpacing(4)
        line.addWidget(self.type.body(body.unit, wrap=False))
        line.addStretch()
        stack.addLayout(line)
        self._error = ErrorLine(theme)
        stack.addWidget(self._error)

    @override
    @classmethod
    def fixed(cls, body: v.Number) -> Hashable:
        return body.field_name, body.unit

    @override
    def redraw(self) -> None:
        self.field.show_text(self.body.typed, wrong=bool(self.body.error))
        self._error.show_error(self.body.error)

    @override
    def first(self) -> QWidget:
        return self.field

    @override
    def key_wish(self, event: QKeyEvent, absents: Choices) -> Intent | None:
        words = event.text()
        if words.isdecimal() and words.isascii():
            return TypeIn(words)
        return Erase() if event.key() == Qt.Key.Key_Backspace else choose_absent(absents, words)

    @override
    def arrow(self, key: int, more: Sequence[Control]) -> Intent | None:
        return Nudge(1 if key in {Qt.Key.Key_Up, Qt.Key.Key_Right} else -1)
