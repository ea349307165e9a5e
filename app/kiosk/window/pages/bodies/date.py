"""A date in three fields; what is not known stays empty."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Fill, Intent
from app.kiosk.window.pages.bodies.base import Choices, Drawn, by_of, choose_absent, walk
from app.kiosk.window.pages.bodies.error import ErrorLine
from app.ui.controls.control import Control
from app.ui.fields import PartField
from app.ui.parts.layout import column, row
from app.ui.parts.signs import Icon
from app.ui.theme import Theme

BETWEEN = "/.- "  # what people write between the parts of a date takes them to the next field


class DateWidget(Drawn[v.Date]):
    """Three fields. A digit too many goes to the next, so that a date can be typed straight through."""

    def __init__(self, theme: Theme, body: v.Date) -> None:
        super().__init__(theme, body)
        stack = column(self, gap=12)
        line = row(gap=12)
        self._fields: list[PartField] = []
        for one in body.fields:
            field = PartField(theme, f"date_{one.part.value}", one.spoken, one.size)
            part = column(gap=6)
            part.addWidget(self.type.meta(one.label, 500, "ink"))
            part.addWidget(field)
            line.addLayout(part)
            self._fields.append(field)
        line.addStretch()
        stack.addLayout(line)
        self._reading = QWidget()
        inside = row(self._reading, gap=10)
        inside.addWidget(Icon(theme, "calendar", "musi-700", 22))
        self._words = self.type.body("", 500)
        inside.addWidget(self._words, 1)
        self._note = self.type.meta(body.note, wrap=True)
        self._error = ErrorLine(theme)
        stack.addWidget(self._reading)
        stack.addWidget(self._note)
        stack.addWidget(self._error)

    @override
    @classmethod
    def fixed(cls, body: v.Date) -> Hashable:
        return body.note, tuple(replace(one, typed="", wrong=False) for one in body.fields)

    @override
    def redraw(self) -> None:
        for field, one in zip(self._fields, self.body.fields, strict=True):
            field.show_text(one.typed, wrong=one.wrong)
        self._words.say(self.body.reading)
        self._reading.setVisible(bool(self.body.reading))
        self._note.setVisible(not self.body.reading and not self.body.error)
        self._error.show_error(self.body.error)

    @override
    def first(self) -> QWidget:
        return self._fields[0]

    @override
    def arrow(self, key: int, more: Sequence[Control]) -> Intent | None:
        walk([*self._fields, *more], by_of(key))
        return None

    @override
    def key_wish(self, event: QKeyEvent, absents: Choices) -> Intent | None:
        words = event.text()
        if words.isdecimal() and words.isascii():
            return self._digit(words)
        if event.key() == Qt.Key.Key_Backspace:
            return self._erase()
        at = self._at()
        if at is None or not self.body.fields[at].typed:
            return choose_absent(absents, words)
        if words and words in BETWEEN:
            self._go(at + 1)
        return None

    def _at(self) -> int | None:
        return next((at for at, field in enumerate(self._fields) if field.hasFocus()), None)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._fields):
            self._fields[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _digit(self, digit: str) -> Intent | None:
        at = self._at()
        if at is None:
            self._go(at := 0)
        typed = "" if self._fields[at].marked else self.body.fields[at].typed
        if len(typed) == self.body.fields[at].size:
            if at + 1 == len(self._fields):
                return None
            at, typed = at + 1, ""
            self._go(at)
        return Fill(self.body.fields[at].part, typed + digit)

    def _erase(self) -> Intent | None:
        at = self._at()
        if at is None:
            return None
        typed = self.body.fields[at].typed
        if not typed:
            self._go(at - 1)
            return None
        return Fill(self.body.fields[at].part, "" if self._fields[at].marked else typed[:-1])
