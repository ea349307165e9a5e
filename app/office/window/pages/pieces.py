"""What every piece of a page does: take parts, send wishes; and the pieces that hold others."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeAlias, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.office.window import view as v
from app.ui.controls.action import Action
from app.ui.parts.layout import column, row
from app.ui.parts.words import Type
from app.ui.theme import Theme

P = TypeVar("P")
GAP = 14


class Piece(QWidget, Generic[P]):
    """One part of a page."""

    intent = Signal(object)

    def __init__(self, theme: Theme, part: P) -> None:
        super().__init__()
        self.theme = theme
        self.type = Type(theme)
        self.part = part

    def take(self, part: P) -> bool:
        """Show `part` from now on; False when it takes a new piece to show it."""
        return part == self.part

    def command(self, button: v.Button) -> Action:
        """The widget of a button, which sends its wish."""
        action = Action(
            self.theme, button.name, button.words, button.kind, icon=button.icon, spoken=button.spoken
        )
        action.setEnabled(button.enabled)
        action.wish = button.intent
        action.wished.connect(self.intent)
        return action


AnyPiece: TypeAlias = Piece[object]
Make: TypeAlias = Callable[[Theme, v.Part], AnyPiece]


class Stack:
    """Pieces under each other in a layout, kept as far as the next parts allow."""

    def __init__(self, theme: Theme, layout: QBoxLayout | QGridLayout, owner: Piece[P], make: Make) -> None:
        self._theme, self._layout, self._owner, self._make = theme, layout, owner, make
        self._pieces: list[AnyPiece] = []
        self.columns = 1  # in a grid

    def show(self, parts: Sequence[v.Part]) -> None:
        """Show exactly these parts; a piece whose part only moved down or up stays."""
        for at, part in enumerate(parts):
            found = self._same(at, part)
            while found is not None and found > at:
                self._drop(at)
                found -= 1
            if found is not None:
                piece = self._pieces[at]
                if piece.take(part):
                    piece.part = part
                    continue
                self._drop(at)
            self._insert(at, part)
        while len(self._pieces) > len(parts):
            self._drop(len(self._pieces) - 1)

    def _same(self, at: int, part: v.Part) -> int | None:
        """Where the piece stands that shows the same part in another state."""
        key = _key(part)
        return next((n for n in range(at, len(self._pieces)) if _key(self._pieces[n].part) == key), None)

    def _insert(self, at: int, part: v.Part) -> None:
        piece = self._make(self._theme, part)
        piece.intent.connect(self._owner.intent)
        self._pieces.insert(at, piece)
        if isinstance(self._layout, QGridLayout):
            self._layout.addWidget(piece, at // self.columns, at % self.columns)
        else:
            self._layout.insertWidget(at, piece)
        if self._owner.isVisible():
            piece.show()

    def _drop(self, at: int) -> None:
        piece = self._pieces.pop(at)
        self._layout.removeWidget(piece)
        piece.hide()
        piece.deleteLater()


def _key(part: object) -> tuple[type, str]:
    """What tells parts apart that stand under each other: their kind, and their name where they have one."""
    return type(part), str(getattr(part, "name", ""))


class Holder(Piece[P]):
    """A piece that holds others."""

    def __init__(self, theme: Theme, part: P, make: Make) -> None:
        super().__init__(theme, part)
        self.make = make

    def stack(self, layout: QBoxLayout | QGridLayout) -> Stack:
        """Pieces of its own in one of its layouts."""
        return Stack(self.theme, layout, self, self.make)


class AcrossPiece(Holder[v.Across]):
    """Parts side by side."""

    def __init__(self, theme: Theme, part: v.Across, make: Make) -> None:
        super().__init__(theme, part, make)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self._stack = self.stack(grid)
        self._stack.columns = self._columns(part)
        for at in range(self._stack.columns):
            grid.setColumnStretch(at, 1)
        self._stack.show(part.parts)

    def _columns(self, part: v.Across) -> int:
        many = len(part.parts)
        return (many + 1) // 2 if self.theme.narrow and many > 3 else many

    @override
    def take(self, part: v.Across) -> bool:
        if len(part.parts) != len(self.part.parts):
            return False
        self._stack.show(part.parts)
        return True


class BesidePiece(Holder[v.Beside]):
    """Two columns, or one where the window is narrow."""

    def __init__(self, theme: Theme, part: v.Beside, make: Make) -> None:
        super().__init__(theme, part, make)
        main, side = QWidget(), QWidget()
        self._main, self._side = self.stack(column(main, gap=GAP)), self.stack(column(side, gap=GAP))
        under = theme.narrow and not part.left
        outer: QVBoxLayout | QHBoxLayout = column(self, gap=GAP) if under else row(self, gap=GAP)
        if under:
            outer.addWidget(main)
            outer.addWidget(side)
        else:
            side.setFixedWidth(part.width)
            both = (side, main) if part.left else (main, side)
            for widget in both:
                outer.addWidget(widget, 1 if widget is main else 0)
        self._main.show(part.main)
        self._side.show(part.side)
        for held in (main, side):
            layout = held.layout()
            if isinstance(layout, QVBoxLayout):
                layout.addStretch(1)

    @override
    def take(self, part: v.Beside) -> bool:
        if (part.width, part.left) != (self.part.width, self.part.left):
            return False
        self._main.show(part.main)
        self._side.show(part.side)
        return True
