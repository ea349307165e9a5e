"""A list that the person makes: rows that are added and taken away."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import AddRow, NoRows, RemoveRow
from app.kiosk.window.pages.bodies.base import Drawn
from app.ui.controls.action import Action, Kind
from app.ui.controls.control import Control
from app.ui.controls.option import OptionRow
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Panel
from app.ui.parts.signs import Disc
from app.ui.theme import Theme


class RosterWidget(Drawn[v.Roster]):
    """Each row with its title and a button to remove it, and below them one to add another."""

    clears = False

    def __init__(self, theme: Theme, body: v.Roster) -> None:
        super().__init__(theme, body)
        stack = column(self, gap=12)
        self._controls: list[Control] = []
        if not body.rows:
            stack.addWidget(self.type.body(body.empty, colour="ink-2"))
        for place, one in enumerate(body.rows, 1):
            stack.addWidget(self._row(one, str(place)))
        line = row(gap=16)
        add = Action(theme, "add_row", body.add, icon="plus")
        self._wire(add, AddRow())
        add.setEnabled(body.can_add)
        self._controls.append(add)
        line.addWidget(add)
        line.addWidget(self.type.body(body.limits, colour="ink-2"), 1)
        stack.addLayout(line)
        self._none: OptionRow | None = None
        if body.none is not None:
            self._none = OptionRow(theme, "no_rows", body.none.label, compact=True)
            self._wire(self._none, NoRows())
            self._controls.append(self._none)
            beside = row()
            beside.addWidget(self._none)
            beside.addStretch()
            stack.addLayout(beside)
        self.setMaximumWidth(1010)

    def _row(self, one: v.ListRow, place: str) -> QWidget:
        frame = Panel(self.theme, "surface", "line", 10)
        frame.setObjectName(f"row_{one.number}")
        line = row(frame, (18, 5, 6, 5), 16)
        line.addWidget(Disc(self.theme, place, state="tint"))
        words = column()
        words.addStretch()
        words.addWidget(self.type.body(one.title, 600))
        if one.note:
            words.addWidget(self.type.meta(one.note))
        words.addStretch()
        line.addLayout(words, 1)
        remove = Action(
            self.theme,
            f"remove_{one.number}",
            self.body.remove,
            Kind.TEXT,
            icon="trash-2",
            spoken=one.remove,
        )
        self._wire(remove, RemoveRow(one.number))
        self._controls.append(remove)
        line.addWidget(remove)
        return frame

    @override
    @classmethod
    def fixed(cls, body: v.Roster) -> Hashable:
        return replace(body, none=replace(body.none, on=False) if body.none is not None else None)

    @override
    def redraw(self) -> None:
        if self._none is not None and self.body.none is not None:
            self._none.show_on(self.body.none.on)

    @override
    def answers(self) -> Sequence[Control]:
        return [one for one in self._controls if one.isEnabled()]
