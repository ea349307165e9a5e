"""Scale buttons of equal width."""

from collections.abc import Hashable, Sequence

from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Press
from app.kiosk.window.pages.bodies.base import Choices, Drawn, unticked
from app.ui.controls.control import Control
from app.ui.controls.scale import ScaleButton
from app.ui.parts.layout import row
from app.ui.theme import Theme


class ScaleWidget(Drawn[v.Scale]):
    """Scale buttons of equal width."""

    wide = True

    def __init__(self, theme: Theme, body: v.Scale, *, short: bool = False) -> None:
        super().__init__(theme, body)
        line = row(self, gap=8 if theme.largest else 10 if theme.narrow else 12)
        self._buttons: list[tuple[int, ScaleButton]] = []
        for choice in body.points:
            button = ScaleButton(theme, f"option_{choice.code}", choice.key, choice.label, short=short)
            self._wire(button, Press(choice.code))
            line.addWidget(button, 1)
            self._buttons.append((choice.code, button))

    @override
    @classmethod
    def fixed(cls, body: v.Scale) -> Hashable:
        return unticked(body.points)

    @override
    def redraw(self) -> None:
        on = {choice.code: choice.on for choice in self.body.points}
        for code, button in self._buttons:
            button.show_on(on[code])

    @override
    def answers(self) -> Sequence[Control]:
        return [button for _, button in self._buttons]

    @override
    def choices(self) -> Choices:
        return self.body.points
