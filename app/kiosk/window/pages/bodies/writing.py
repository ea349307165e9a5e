"""A text with its counter and the warning not to name people."""

from collections.abc import Hashable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Write
from app.kiosk.window.pages.bodies.base import Drawn
from app.ui.fields import TextBox
from app.ui.parts.layout import column
from app.ui.parts.panel import Banner
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme


class WritingWidget(Drawn[v.Writing]):
    """A text with its counter and the warning not to name people."""

    def __init__(self, theme: Theme, body: v.Writing) -> None:
        super().__init__(theme, body)
        stack = column(self, gap=10)
        self.box = TextBox(theme, "text", body.field_name, body.limit)
        self.box.committed.connect(self._write)
        self.box.edited.connect(self._count)
        self._counter: Words = self.type.any(
            "", theme.px(Role.META), 400, "ink-2", align="right", tabular=True
        )
        stack.addWidget(self.box)
        stack.addWidget(self._counter)
        stack.addWidget(Banner(theme, body.warning.tone, body.warning.icon, body.warning.words))
        self.setMaximumWidth(1010)

    def _write(self, text: str) -> None:
        self.intent.emit(Write(text))

    def _count(self, count: int) -> None:
        self._counter.say(self.body.counter.replace("{count}", str(count)))

    @override
    @classmethod
    def fixed(cls, body: v.Writing) -> Hashable:
        return body.field_name, body.limit

    @override
    def redraw(self) -> None:
        self.box.show_text(self.body.text)
        self.box.hurry(self.body.hurried)
        self._count(len(self.box.toPlainText()))

    @override
    def half(self) -> object:
        return self.box.half()

    @override
    def go_on(self, half: object) -> None:
        match half:
            case (str(text), int(position)):
                self.box.go_on((text, position))
            case _:
                return

    @override
    def first(self) -> QWidget:
        return self.box
