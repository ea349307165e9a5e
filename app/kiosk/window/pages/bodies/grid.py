"""A matrix: statements answered on one scale, as a table or one at a time."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, MoveRow, Press
from app.kiosk.window.pages.bodies.base import Choices, Drawn, by_of, choose, choose_absent, unticked
from app.kiosk.window.pages.bodies.scale import ScaleWidget
from app.ui.controls.control import Control
from app.ui.controls.matrix import MatrixCell
from app.ui.controls.option import OptionRow
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Panel, Rule
from app.ui.parts.signs import Corners
from app.ui.theme import Role, TextSize, Theme

UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)


def one_at_a_time(theme: Theme) -> bool:
    """Whether a matrix is asked one statement at a time."""
    return theme.narrow or theme.size is not TextSize.A


def _statements(body: v.Grid) -> Hashable:
    rows = tuple((line.variable, line.text) for line in body.rows)
    return unticked(body.points), rows


class _Rows(Drawn[v.Grid]):
    """What both ways to show a matrix have in common: keys answer in the current row."""

    beside = False
    wide = True
    own_absents = True

    @override
    def choices(self) -> Choices:
        return self.body.points

    @override
    def key_wish(self, event: QKeyEvent, absents: Choices) -> Intent | None:
        variable, words = self.body.rows[self.body.row].variable, event.text()
        return choose(self.choices(), words, variable) or choose_absent(self.body.absents, words, variable)


class GridWidget(_Rows):
    """A matrix as a table: heads, statements, one radio per cell."""

    tight = True
    clears = False
    COLUMN = 112

    def __init__(self, theme: Theme, body: v.Grid) -> None:
        super().__init__(theme, body)
        heads = (*body.points, *body.absents)
        frame = Panel(theme, "surface", "line-2", 14)
        column(self).addWidget(frame)
        outer = column(frame, (1, 1, 1, 1))
        outer.addWidget(self._head(body, heads))
        self._cells: list[tuple[v.Row, list[MatrixCell]]] = []
        self._bars: list[tuple[Panel, Panel]] = []
        for index, statement in enumerate(body.rows):
            if index:
                outer.addWidget(Rule(theme))
            outer.addWidget(self._statement(statement, heads, len(body.points)))
        self._corners = Corners(theme, frame, 14, "paper", "line-2")

    def _head(self, body: v.Grid, heads: tuple[v.Choice, ...]) -> QWidget:
        frame = QWidget()
        line = row(frame)
        corner = self.type.meta(body.prompt)
        corner.setContentsMargins(20, 0, 8, 6)
        corner.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        line.addWidget(corner, 1)
        for at, head in enumerate(heads):
            aside = at >= len(body.points)
            cell = Panel(self.theme, "paper" if aside else "surface", "line-2", sides="l" if aside else "")
            cell.setFixedWidth(self.COLUMN)
            inner = column(cell, (4, 8, 4, 6), 0)
            number = self.type.any(head.key, 20, 700, "ink", align="center")
            label = self.type.any(head.label, 16, 500, "ink", wrap=True, align="center", line=100)
            inner.addWidget(number)
            inner.addWidget(label)
            inner.addStretch()
            line.addWidget(cell)
        frame.setMinimumHeight(79)
        outer = QWidget()
        box = column(outer)
        box.addWidget(frame)
        box.addWidget(Rule(self.theme, "line-2"))
        return outer

    def _statement(self, statement: v.Row, heads: tuple[v.Choice, ...], points: int) -> QWidget:
        frame = QWidget()
        frame.setMinimumHeight(63)
        line = row(frame)
        bar = Panel(self.theme, "focus")
        bar.setFixedWidth(4)
        line.addWidget(bar)
        ground = Panel(self.theme, "musi-50")
        label = self.type.any(statement.text, self.theme.px(Role.BODY), 400, "ink", wrap=True, line=100)
        inner = column(ground, (16, 3, 12, 3))
        inner.addWidget(label)
        line.addWidget(ground, 1)
        cells: list[MatrixCell] = []
        for at, head in enumerate(heads):
            name = f"cell_{statement.variable}_{head.code}"
            cell = MatrixCell(self.theme, name, f"{statement.text} {head.label}", aside=at >= points)
            cell.setFixedWidth(self.COLUMN)
            self._wire(cell, Press(head.code, statement.variable))
            cells.append(cell)
            line.addWidget(cell)
        self._cells.append((statement, cells))
        self._bars.append((bar, ground))
        self._codes = [head.code for head in heads]
        return frame

    @override
    @classmethod
    def fixed(cls, body: v.Grid) -> Hashable:
        return _statements(body)

    @override
    def redraw(self) -> None:
        """Show the chosen cells and the current row; the focus follows the row."""
        for index, statement in enumerate(self.body.rows):
            current = index == self.body.row
            bar, ground = self._bars[index]
            bar.recolour("focus" if current else "surface")
            ground.recolour("musi-50" if current else "surface")
            cells = self._cells[index][1]
            for code, cell in zip(self._codes, cells, strict=True):
                cell.show_on(code == statement.chosen)
                cell.show_current(current)
        self._follow(self.body.row)

    @override
    def footnote(self) -> str:
        return self.body.filled

    @override
    def arrow(self, key: int, more: Sequence[Control]) -> Intent | None:
        if key in UP_DOWN:
            return MoveRow(by_of(key))
        self._aim(self.body.row, by_of(key))
        return None

    def _follow(self, wanted: int) -> None:
        for index, (_, cells) in enumerate(self._cells):
            for at, cell in enumerate(cells):
                if cell.hasFocus() and index != wanted:
                    self._cells[wanted][1][at].setFocus()
                    return

    def _aim(self, current: int, by: int) -> None:
        """Move the focus within the current row."""
        cells = self._cells[current][1]
        at = next((i for i, cell in enumerate(cells) if cell.hasFocus()), None)
        if at is None:
            at = next((i for i, cell in enumerate(cells) if cell.isChecked()), -by if by < 0 else -1)
        cells[max(0, min(len(cells) - 1, at + by))].setFocus()


class StatementWidget(_Rows):
    """A matrix one statement at a time, for narrow windows and large text."""

    def __init__(self, theme: Theme, body: v.Grid) -> None:
        super().__init__(theme, body)
        here = body.rows[body.row]
        stack = column(self, gap=14)
        stack.addWidget(self.type.meta(body.counter, 600, "musi-700"))
        stack.addWidget(self.type.any(here.text, theme.px(Role.LEAD) + 2, 600, "ink", wrap=True))
        self._scale = ScaleWidget(theme, v.Scale(body.points), short=theme.narrow)
        self._scale.intent.connect(self._named)
        stack.addWidget(self._scale)
        self._variable = here.variable
        self._asides: list[tuple[int, OptionRow]] = []
        line = row(gap=12)
        for choice in body.absents:
            aside = OptionRow(theme, f"option_{choice.code}", choice.label, compact=True)
            self._wire(aside, Press(choice.code, here.variable))
            self._asides.append((choice.code, aside))
            line.addWidget(aside)
        line.addStretch()
        stack.addLayout(line)

    def _named(self, wish: object) -> None:
        if isinstance(wish, Press):
            self.intent.emit(Press(wish.code, self._variable))

    @override
    @classmethod
    def fixed(cls, body: v.Grid) -> Hashable:
        return _statements(body), body.row

    @override
    def redraw(self) -> None:
        here = self.body.rows[self.body.row]
        points = tuple(v.Choice(p.code, p.key, p.label, p.code == here.chosen) for p in self.body.points)
        self._scale.take(v.Scale(points))
        for code, aside in self._asides:
            aside.show_on(code == here.chosen)

    @override
    def answers(self) -> Sequence[Control]:
        return [*self._scale.answers(), *(aside for _, aside in self._asides)]

    @override
    def turn(self, by: int) -> Intent | None:
        return MoveRow(by) if 0 <= self.body.row + by < len(self.body.rows) else None

    @override
    def arrow(self, key: int, more: Sequence[Control]) -> Intent | None:
        return MoveRow(by_of(key)) if key in UP_DOWN else super().arrow(key, ())
