"""A picture, as wide as there is room for it."""

from typing_extensions import override

from app.office.window import view as v
from app.office.window.pages.pieces import Piece
from app.ui.parts.layout import column
from app.ui.picture import Picture
from app.ui.theme import Theme


class PicturePiece(Piece[v.Picture]):
    """The picture in a thin frame, and what to look at below it."""

    def __init__(self, theme: Theme, part: v.Picture) -> None:
        super().__init__(theme, part)
        self._picture = Picture(theme, part.name, part.png, part.spoken, natural=bool(part.caption))
        stack = column(self, gap=6)
        stack.addWidget(self._picture)
        if part.caption:
            stack.addWidget(self.type.meta(part.caption, wrap=True))

    @override
    def take(self, part: v.Picture) -> bool:
        if part.caption != self.part.caption:
            return False
        if part != self.part:
            self.part = part
            self._picture.show_picture(part.name, part.png, part.spoken)
        return True
