"""The five ways to answer: scale, options, matrix, number, text."""

from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.kiosk import view as v
from app.kiosk.intents import Nudge, Press, Write
from app.ui import draw
from app.ui.controls import Action, Control, Mark, MatrixCell, OptionRow, ScaleButton
from app.ui.fields import NumberField, TextBox
from app.ui.parts import Banner, Corners, Icon, Panel, Rule, Type, Words, column, row
from app.ui.theme import Role, TextSize, Theme


class BodyWidget(QWidget):
    """An answer area; it is told what to show and reports what is wished."""

    intent = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.type = Type(theme)

    def answers(self) -> list[Control]:
        """The controls that the arrow keys walk through."""
        return []

    def _wire(self, control: Control, wish: object) -> None:
        control.wish = wish
        control.wished.connect(self.intent)


class ScaleWidget(BodyWidget):
    """Scale buttons of equal width."""

    def __init__(self, theme: Theme, body: v.Scale, *, short: bool = False) -> None:
        super().__init__(theme)
        line = row(self, gap=8 if theme.largest else 10 if theme.narrow else 12)
        self._buttons: list[tuple[int, ScaleButton]] = []
        for choice in body.points:
            button = ScaleButton(theme, f"option_{choice.code}", choice.key, choice.label, short=short)
            self._wire(button, Press(choice.code))
            line.addWidget(button, 1)
            self._buttons.append((choice.code, button))

    def show_body(self, body: v.Scale) -> None:
        """Show which point is the answer."""
        on = {choice.code: choice.on for choice in body.points}
        for code, button in self._buttons:
            button.show_on(on[code])

    @override
    def answers(self) -> list[Control]:
        return [button for _, button in self._buttons]


class OptionsWidget(BodyWidget):
    """Option rows; two columns when all labels are short."""

    SHORT = 420  # pixels of a label that fit half a column, the longest on two lines

    def __init__(self, theme: Theme, body: v.Options) -> None:
        super().__init__(theme)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        small = theme.look.size is TextSize.A
        face = theme.font(Role.BODY, 600)
        short = all(draw.width_of(option.label, face) <= self.SHORT for option in body.options)
        two = small and not theme.narrow and len(body.options) > 3 and short
        half = (len(body.options) + 1) // 2 if two else len(body.options)
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

    def show_body(self, body: v.Options) -> None:
        """Show which options are chosen."""
        on = {choice.code: choice.on for choice in body.options}
        for code, option in self._rows:
            option.show_on(on[code])

    @override
    def answers(self) -> list[Control]:
        return [option for _, option in self._rows]


class GridWidget(BodyWidget):
    """A matrix as a table: heads, statements, one radio per cell."""

    COLUMN = 112
    STATEMENT = 480

    def __init__(self, theme: Theme, body: v.Grid) -> None:
        super().__init__(theme)
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
            label = self.type.any(head.label, 16, 500, "ink", wrap=True, align="center", line=96)
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

    def show_body(self, body: v.Grid) -> None:
        """Show the chosen cells and the current row; the focus follows the row."""
        for index, statement in enumerate(body.rows):
            current = index == body.row
            bar, ground = self._bars[index]
            bar.recolour("focus" if current else "surface")
            ground.recolour("musi-50" if current else "surface")
            cells = self._cells[index][1]
            for code, cell in zip(self._codes, cells, strict=True):
                cell.show_on(code == statement.chosen)
                cell.show_current(current)
        self._follow(body.row)

    def _follow(self, wanted: int) -> None:
        for index, (_, cells) in enumerate(self._cells):
            for at, cell in enumerate(cells):
                if cell.hasFocus() and index != wanted:
                    self._cells[wanted][1][at].setFocus()
                    return

    def aim(self, current: int, by: int) -> None:
        """Move the focus within the current row."""
        cells = self._cells[current][1]
        at = next((i for i, cell in enumerate(cells) if cell.hasFocus()), None)
        if at is None:
            at = next((i for i, cell in enumerate(cells) if cell.isChecked()), -by if by < 0 else -1)
        cells[max(0, min(len(cells) - 1, at + by))].setFocus()


class StatementWidget(BodyWidget):
    """A matrix one statement at a time, for narrow windows and large text."""

    def __init__(self, theme: Theme, body: v.Grid) -> None:
        super().__init__(theme)
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

    def show_body(self, body: v.Grid) -> None:
        """Show the answer of the current statement."""
        here = body.rows[body.row]
        points = tuple(v.Choice(p.code, p.key, p.label, p.code == here.chosen) for p in body.points)
        self._scale.show_body(v.Scale(points))
        for code, aside in self._asides:
            aside.show_on(code == here.chosen)

    @override
    def answers(self) -> list[Control]:
        return [*self._scale.answers(), *(aside for _, aside in self._asides)]


class NumberWidget(BodyWidget):
    """A number between a minus and a plus."""

    def __init__(self, theme: Theme, body: v.Number) -> None:
        super().__init__(theme)
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
        self._error_icon = Icon(theme, "circle-alert", "danger-700", 22)
        self._error = self.type.body("", 500, "danger-700")
        below = row(gap=10)
        below.addWidget(self._error_icon)
        below.addWidget(self._error, 1)
        stack.addLayout(below)

    def show_body(self, body: v.Number) -> None:
        """Show the number and what is wrong with it."""
        self.field.show_text(body.typed, wrong=bool(body.error))
        self._error.say(body.error)
        self._error.setVisible(bool(body.error))
        self._error_icon.setVisible(bool(body.error))


class WritingWidget(BodyWidget):
    """A text with its counter and the warning not to name people."""

    def __init__(self, theme: Theme, body: v.Writing) -> None:
        super().__init__(theme)
        stack = column(self, gap=10)
        self.box = TextBox(theme, "text", body.field_name, body.limit)
        self.box.committed.connect(self._write)
        self.box.edited.connect(self._count)
        self._pattern = body.counter
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
        self._counter.say(self._pattern.replace("{count}", str(count)))

    def show_body(self, body: v.Writing) -> None:
        """Show the stored text."""
        self.box.show_text(body.text)
        self._count(len(self.box.toPlainText()))


Widgets = ScaleWidget | OptionsWidget | GridWidget | StatementWidget | NumberWidget | WritingWidget


def one_at_a_time(theme: Theme) -> bool:
    """Whether a matrix is asked one statement at a time."""
    return theme.narrow or theme.look.size is not TextSize.A


def widget_for(theme: Theme, body: v.Body) -> Widgets | None:
    """The widget of a body; a note has none."""
    match body:
        case v.Scale():
            return ScaleWidget(theme, body)
        case v.Options():
            return OptionsWidget(theme, body)
        case v.Grid():
            return StatementWidget(theme, body) if one_at_a_time(theme) else GridWidget(theme, body)
        case v.Number():
            return NumberWidget(theme, body)
        case v.Writing():
            return WritingWidget(theme, body)
        case v.Reading():
            return None
        case _:
            assert_never(body)
