"""A tile of the list of questions: its number, and whether it is answered."""

from enum import Enum, auto
from typing import assert_never

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import Control
from app.ui.icons import draw_icon
from app.ui.theme import Theme, sans


class TileState(Enum):
    """What the question list says of a question."""

    OPEN = auto()
    ANSWERED = auto()
    FLAGGED = auto()


class Tile(Control):
    """A question in the question list; the current one wears a ring of ink."""

    def __init__(
        self, theme: Theme, name: str, number: str, spoken: str, state: TileState, *, current: bool = False
    ) -> None:
        super().__init__(theme, name, spoken)
        self.enters = True
        self.state = state
        self.current = current
        self.setText(number)
        self._gap = 9 if theme.tile > 48 else 7  # which the ring of the current question needs
        self.setFixedSize(theme.tile + self._gap, theme.tile + self._gap)
        self.ring(8, 2)
        self.setProperty("ringBox", theme.tile)

    def show_state(self, state: TileState, spoken: str, *, current: bool) -> None:
        """Show what the next view says."""
        if (self.state, self.current, self.accessibleName()) != (state, current, spoken):
            self.state, self.current = state, current
            self.setAccessibleName(spoken)
            self.update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, theme = QPainter(self), self.theme.colour, self.theme
        side, inset = theme.tile, self._gap // 2
        rect = QRectF(inset, inset, side, side)
        if self.current:
            draw.box(painter, rect.adjusted(-3, -3, 3, 3), 11, None, c("ink"), 3)
            rect = rect.adjusted(2, 2, -2, -2)
        paint_tile(painter, theme, rect, self.state, self.text(), hover=self.hovered)
        if not self.isEnabled():
            ink = c("on-primary" if self.state is TileState.ANSWERED else "ink")
            draw_icon(painter, "lock", QRectF(rect.left() + 4, rect.top() + 4, 12, 12), ink)


def paint_tile(
    painter: QPainter, theme: Theme, rect: QRectF, state: TileState, number: str, *, hover: bool = False
) -> None:
    """Draw the tile of a question in its state."""
    c = theme.colour
    px = 17 if rect.width() < 60 else 22
    face = sans(px if len(number) < 3 else px - 1, 600, tabular=True)
    radius = 8 if number else 5
    flag = 12 if rect.width() < 60 else 16
    match state:
        case TileState.ANSWERED:
            draw.box(painter, rect, radius, c("musi-800" if hover else "musi-700"))
            ink = c("on-primary")
        case TileState.FLAGGED:
            fill = c("surface") if theme.high else c("gold-300")
            draw.box(painter, rect, radius, fill, c("gold-600"), theme.border, dashed=theme.high)
            ink = c("gold-300") if theme.high else c("on-gold")
            spot = (
                QRectF(rect.right() - flag - 4, rect.top() + 4, flag, flag)
                if number
                else rect.adjusted(4, 4, -4, -4)
            )
            draw_icon(painter, "flag", spot, ink)
        case TileState.OPEN:
            draw.box(painter, rect, radius, c("musi-50" if hover else "surface"), c("control"), theme.border)
            ink = c("ink")
        case _:
            assert_never(state)
    draw.text(painter, rect, number, face, ink, draw.CENTRE)
