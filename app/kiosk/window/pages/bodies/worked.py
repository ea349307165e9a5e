"""A value that is worked out from earlier answers: to be read, not entered."""

from collections.abc import Hashable

from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.pages.bodies.base import Drawn
from app.ui.parts.layout import column
from app.ui.parts.panel import card
from app.ui.theme import Role, Theme


class WorkedWidget(Drawn[v.Worked]):
    """The value on a card, and the sentence that says where it comes from."""

    clears = False

    def __init__(self, theme: Theme, body: v.Worked) -> None:
        super().__init__(theme, body)
        frame = card(theme)
        column(self).addWidget(frame)
        inside = column(frame, (24, 16, 24, 18), 4)
        self._value = self.type.any(body.value, theme.px(Role.NUMBER), 700, "musi-700", tabular=True)
        self._words = self.type.body(body.words, colour="ink-2")
        inside.addWidget(self._value)
        inside.addWidget(self._words)
        self.setMaximumWidth(1010)

    @override
    @classmethod
    def fixed(cls, body: v.Worked) -> Hashable:
        return ()

    @override
    def redraw(self) -> None:
        self._value.say(self.body.value)
        self._words.say(self.body.words)
