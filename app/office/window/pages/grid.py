"""Rows of fields under each other: what is typed as a list."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.office.window import view as v
from app.office.window.pages.forms import FieldPiece
from app.office.window.pages.pieces import Piece
from app.ui.controls.action import Action
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Rule
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme

GAP = 8
END = 38  # width of the command at the end of a row


class GridPiece(Piece[v.Grid]):
    """The names of the columns once, and a row of fields for each."""

    def __init__(self, theme: Theme, part: v.Grid) -> None:
        super().__init__(theme, part)
        self.setObjectName(part.name)
        inside = column(self, gap=GAP)
        self._rows: list[_Row] = []
        if not part.rows and part.empty:
            inside.addWidget(self.type.body(part.empty, 400, "ink-2"))
            return
        head = row(gap=GAP)
        for each in part.heads:
            _put(head, self.type.meta(each.words, wrap=True), each)
        if any(one.button is not None for one in part.rows):
            head.addSpacing(END)
        inside.addLayout(head)
        for each_row in part.rows:
            inside.addWidget(Rule(theme))
            made = _Row(theme, each_row, part.heads)
            made.intent.connect(self.intent)
            self._rows.append(made)
            inside.addWidget(made)

    @override
    def take(self, part: v.Grid) -> bool:
        if part.heads != self.part.heads or len(part.rows) != len(self._rows) or not part.rows:
            return part == self.part
        return all(made.take(each) for made, each in zip(self._rows, part.rows, strict=True))


class _Row(Piece[v.GridRow]):
    """One row, and under it what is wrong with it."""

    def __init__(self, theme: Theme, part: v.GridRow, heads: tuple[v.Head, ...]) -> None:
        super().__init__(theme, part)
        self.setObjectName(part.name)
        inside = column(self, gap=4)
        line = row(gap=GAP)
        self._cells: list[FieldPiece | Words] = []
        for cell, head in zip(part.cells, heads, strict=True):
            made: FieldPiece | Words
            if isinstance(cell, v.Field):
                made = FieldPiece(theme, cell, bare=True)
                made.intent.connect(self.intent)
            else:
                made = self.type.body(cell)
            self._cells.append(made)
            _put(line, made, head)
        self._action: Action | None = None
        if part.button is not None:
            self._action = self.command(part.button)
            self._action.setFixedWidth(END)
            line.addWidget(self._action)
        inside.addLayout(line)
        self._wrong = self.type.any(" ", theme.px(Role.META), 500, "danger-700", wrap=True, line=112)
        inside.addWidget(self._wrong)
        self._tell(part)

    def _tell(self, part: v.GridRow) -> None:
        wrong = [f"{one.label}: {one.error}" for one in part.cells if isinstance(one, v.Field) and one.error]
        self._wrong.say("\n".join(wrong) or " ")
        self._wrong.setVisible(bool(wrong))

    @override
    def take(self, part: v.GridRow) -> bool:
        if (part.name, part.button) != (self.part.name, self.part.button):
            return False
        for made, cell in zip(self._cells, part.cells, strict=True):
            if isinstance(made, FieldPiece):
                if not (isinstance(cell, v.Field) and made.take(cell)):
                    return False
            elif isinstance(cell, str):
                made.say(cell)
            else:
                return False
        self.part = part
        self._tell(part)
        return True


def _put(line: QHBoxLayout, widget: QWidget, head: v.Head) -> None:
    if head.width:
        widget.setFixedWidth(head.width)
        line.addWidget(widget)
    else:
        line.addWidget(widget, head.stretch)
