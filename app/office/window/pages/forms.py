"""Fields to fill in: label above, sentence below when something is wrong. Every change goes up."""

from typing import assert_never

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.office.window import view as v
from app.office.window.intents import Typed
from app.office.window.pages.pieces import Piece
from app.ui.controls.option import Mark, OptionRow
from app.ui.entry import Area, Entry, Select
from app.ui.flow import Flow, flowing
from app.ui.parts.layout import column, row
from app.ui.theme import Role, Theme


class FieldPiece(Piece[v.Field]):
    """One field; a `bare` one shows neither label nor sentence: what is around it does."""

    def __init__(self, theme: Theme, part: v.Field, *, bare: bool = False) -> None:
        super().__init__(theme, part)
        self._bare = bare
        inside = column(self, gap=6)
        self._label = self.type.any(part.label, theme.px(Role.META), 600, "ink", wrap=True, line=112)
        self._input = self._made(part)
        self._below = self.type.meta(part.error or part.hint, wrap=True)
        if part.kind is not v.FieldKind.CHECK and not bare:
            inside.addWidget(self._label)
        inside.addWidget(self._input)
        inside.addWidget(self._below)
        inside.addStretch()
        self._show(part)

    def _made(self, part: v.Field) -> QWidget:
        match part.kind:
            case v.FieldKind.LINE | v.FieldKind.SECRET:
                secret = part.kind is v.FieldKind.SECRET
                line = Entry(self.theme, part.name, part.label, secret=secret)
                line.setPlaceholderText(part.example)
                line.written.connect(self._typed)
                line.entered.connect(self._entered)
                return line
            case v.FieldKind.CHOICE:
                options = tuple((each.code, each.words) for each in part.options)
                select = Select(self.theme, part.name, part.label, options)
                select.picked.connect(self._typed)
                return select
            case v.FieldKind.AREA:
                area = Area(self.theme, part.name, part.label)
                area.setPlaceholderText(part.example)
                area.written.connect(self._typed)
                return area
            case v.FieldKind.CHECK:
                check = OptionRow(self.theme, part.name, part.label, mark=Mark.CHECK, bare=True)
                check.wished.connect(self.intent)
                return check
            case _:
                assert_never(part.kind)

    def _typed(self, text: str) -> None:
        self.intent.emit(Typed(self.part.name, text))

    def _entered(self) -> None:
        if self.part.enter is not None:
            self.intent.emit(self.part.enter)

    def _show(self, part: v.Field) -> None:
        self._label.say(part.label)
        self._input.setAccessibleName(part.label)
        self._input.setAccessibleDescription(part.error or part.hint)
        self._input.setEnabled(part.enabled)
        wrong = bool(part.error)
        match self._input:
            case Entry() | Area() as written:
                written.show_text(part.text, wrong=wrong)
                written.setPlaceholderText(part.example)
            case Select() as select:
                select.show_code(part.text, wrong=wrong)
            case OptionRow() as check:
                check.wish = Typed(part.name, "" if part.text else "yes")
                check.show_on(bool(part.text))
            case _:
                pass
        below = part.error or part.hint
        self._below.say(below)
        palette = self._below.palette()
        palette.setColor(self._below.foregroundRole(), self.theme.colour("danger-700" if wrong else "ink-2"))
        self._below.setPalette(palette)
        self._below.setVisible(bool(below) and not self._bare)

    @override
    def take(self, part: v.Field) -> bool:
        mine = self.part
        if (part.name, part.kind, part.options) != (mine.name, mine.kind, mine.options):
            return False
        if part.kind is v.FieldKind.CHECK and part.label != mine.label:
            return False
        self.part = part
        self._show(part)
        return True


class FormPiece(Piece[v.Form]):
    """Fields, line by line, and what can be done with them."""

    def __init__(self, theme: Theme, part: v.Form) -> None:
        super().__init__(theme, part)
        self.setObjectName(part.name)
        inside = column(self, gap=14)
        self._fields: list[FieldPiece] = []
        for line in part.lines:
            side = row(gap=14)
            for field in line:
                piece = FieldPiece(theme, field)
                piece.intent.connect(self.intent)
                self._fields.append(piece)
                side.addWidget(piece, field.wide)
            inside.addLayout(side)
        self._note = self.type.meta(part.note, wrap=True)
        inside.addWidget(self._note)  # before it is seen: alone it would be a window
        self._note.setVisible(bool(part.note))
        self._buttons = QWidget()
        self._inside = inside
        self._show_buttons(part)

    def _show_buttons(self, part: v.Form) -> None:
        self._actions = [self.command(button) for button in part.buttons]
        flow = Flow(12)
        for action in self._actions:
            flow.addWidget(action)
        self._buttons = flowing(flow)
        self._inside.addWidget(self._buttons)
        self._buttons.setVisible(bool(part.buttons))

    @override
    def take(self, part: v.Form) -> bool:
        mine = self.part
        shape = [[(f.name, f.kind, f.wide) for f in line] for line in part.lines]
        if shape != [[(f.name, f.kind, f.wide) for f in line] for line in mine.lines]:
            return False
        if [(b.name, b.kind, b.icon) for b in part.buttons] != [
            (b.name, b.kind, b.icon) for b in mine.buttons
        ]:
            return False
        new = [field for line in part.lines for field in line]
        if not all(piece.take(field) for piece, field in zip(self._fields, new, strict=True)):
            return False
        self._note.say(part.note)
        self._note.setVisible(bool(part.note))
        for action, button in zip(self._actions, part.buttons, strict=True):
            action.words(button.words, button.spoken)
            action.setEnabled(button.enabled)
            action.wish = button.intent
        return True
