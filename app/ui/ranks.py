"""An option with its place in an order of preference."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from typing_extensions import override

from app.ui import draw
from app.ui.controls.option import Mark, OptionRow, mark
from app.ui.theme import Role, Theme, sans


class RankRow(OptionRow):
    """An option row whose mark is a disc with its rank, empty while it has none."""

    def __init__(self, theme: Theme, name: str, label: str, *, key: str = "") -> None:
        super().__init__(theme, name, label, key=key, radio=False)
        self._rank = 0

    def show_rank(self, rank: int, spoken: str) -> None:
        """Show the rank, 0 for none; `spoken` says it with the label."""
        self.show_on(rank > 0)
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
        if rank != self._rank:
            self._rank = rank
            self.update()

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return max(self.theme.px(Role.BUTTON_HEIGHT), super().heightForWidth(arg__1) - 8)

    @override
    def _paint_mark(self, painter: QPainter, rect: QRectF, enabled: bool) -> None:
        if not self._rank:
            mark(painter, self.theme, rect, Mark.RADIO, on=False, enabled=enabled)
            return
        disc = rect.adjusted(-1, -1, 1, 1)
        draw.box(painter, disc, 99, self.theme.colour("musi-700"))
        draw.text(painter, disc, str(self._rank), sans(17, 700), self.theme.colour("on-primary"), draw.CENTRE)
