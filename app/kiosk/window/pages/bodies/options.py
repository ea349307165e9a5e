"""Option rows: one choice, or several."""

from collections.abc import Hashable, Sequence

from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Press
from app.kiosk.window.pages.bodies.base import Choices, Drawn, unticked
from app.ui import draw
from app.ui.controls.control import Control
from app.ui.controls.option import Mark, OptionRow
from app.ui.theme import Role, TextSize, Theme


class OptionsWidget(Drawn[v.Options]):
    """Option rows; two columns when all labels are short."""

    AIRY = 4  # so many rows leave room for air on the smallest screen
    SHORT = 420  # pixels of a label that fit half a column, the longest on two lines

    def __init__(self, theme: Theme, body: v.Options) -> None:
        super().__init__(theme, body)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        small = theme.size is TextSize.A
        face = theme.font(Role.BODY, 600)
        short = all(draw.width_of(option.label, face) <= self.SHORT for option in body.options)
        two = small and not theme.narrow and len(body.options) > 3 and short
        half = (len(body.options) + 1) // 2 if two else len(body.options)
        self.tight = half > self.AIRY
        mark = Mark.CHECK if body.several else Mark.RADIO
        self._rows: list[tuple[int, OptionRow]] = []
        for at, choice in enumerate(body.options):
            option = OptionRow(theme, f"option_{choice.code}", choice.label, mark=mark, key=choice.key)
            self._wire(option, Press(choice.code))
            grid.addWidget(option, at % half, at // half)
            self._rows.append((choice.code, option))
        for index in range(2 if two else 1):
            grid.setColumnStretch(index, 1)
        self.setMaximumWidth(1010)

    @override
    @classmethod
    def fixed(cls, body: v.Options) -> Hashable:
        return body.several, unticked(body.options)

    @override
    def redraw(self) -> None:
        on = {choice.code: choice.on for choice in self.body.options}
        for code, option in self._rows:
            option.show_on(on[code])

    @override
    def footnote(self) -> str:
        return self.body.filled

    @override
    def answers(self) -> Sequence[Control]:
        return [option for _, option in self._rows]

    @override
    def choices(self) -> Choices:
        return self.body.options
