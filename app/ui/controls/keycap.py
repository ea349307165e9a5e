"""A key of the keyboard, painted beside what it does."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.ui import draw
from app.ui.theme import Role, Theme, sans


def keycap(painter: QPainter, theme: Theme, rect: QRectF, words: str) -> None:
    """Draw the little picture of a key."""
    draw.box(painter, rect, 6, theme.colour("surface"), theme.colour("line-2"), 1)
    draw.text(painter, rect, words, sans(min(theme.px(Role.META), 18), 600), theme.colour("ink"), draw.CENTRE)
