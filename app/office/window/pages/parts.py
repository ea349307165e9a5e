"""Small things to read at a desk: tags, bars, cards."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from app.office.window import view as v
from app.ui import draw
from app.ui.icons import draw_icon
from app.ui.parts.panel import Panel
from app.ui.parts.tone import Tone
from app.ui.theme import Role, Theme, sans

TAG_HEIGHT = 24
TAG_COLOURS = {
    None: ("sunken", "ink-2"),
    Tone.INFO: ("musi-100", "musi-800"),
    Tone.OK: ("ok-50", "ok-700"),
    Tone.WARN: ("gold-100", "gold-800"),
    Tone.DANGER: ("danger-50", "danger-700"),
}
BAR_COLOURS = {
    Tone.INFO: ("musi-700", "ink"),
    Tone.OK: ("musi-700", "ink"),
    Tone.WARN: ("gold-600", "gold-800"),
    Tone.DANGER: ("danger-600", "danger-700"),
}
GROUNDS = {
    None: ("surface", "line"),
    Tone.INFO: ("musi-50", "musi-200"),
    Tone.OK: ("ok-50", "ok-200"),
    Tone.WARN: ("gold-50", "gold-600"),
    Tone.DANGER: ("danger-50", "danger-200"),
}


def card(theme: Theme, tone: Tone | None = None) -> Panel:
    """A card of the office."""
    fill, border = GROUNDS[tone]
    return Panel(theme, fill, border, 12)


def tag_width(theme: Theme, tag: v.Tag) -> int:
    """How wide a tag is."""
    words = draw.width_of(tag.words, sans(theme.px(Role.META), 600))
    return int(words) + (36 if tag.icon else 18) + 2


def paint_tag(painter: QPainter, theme: Theme, tag: v.Tag, x: float, middle: float, room: float) -> None:
    """Draw a tag that begins at `x`, around the line `middle`, within `room` pixels."""
    fill, ink = TAG_COLOURS[tag.tone]
    c = theme.colour
    width = min(tag_width(theme, tag), room)
    rect = QRectF(x, middle - TAG_HEIGHT / 2, width, TAG_HEIGHT)
    draw.box(painter, rect, 6, c(fill), c(ink) if tag.dashed else None, 1, dashed=tag.dashed)
    left = x + 9
    if tag.icon:
        draw_icon(painter, tag.icon, QRectF(left, middle - 8, 16, 16), c(ink))
        left += 21
    box = QRectF(left, rect.y(), x + width - left, TAG_HEIGHT)
    draw.text(painter, box, tag.words, sans(theme.px(Role.META), 600), c(ink), draw.LEFT)


def paint_share(painter: QPainter, theme: Theme, share: v.Share, rect: QRectF, *, words: bool) -> None:
    """Draw a bar, with its numbers at the right."""
    colour, ink = BAR_COLOURS[share.tone]
    c = theme.colour
    room = min(72, rect.width() / 2) if words else 0
    bar = QRectF(rect.x(), rect.center().y() - 4, rect.width() - room, 8)
    draw.box(painter, bar, 4, c("track"))
    filled = min(1.0, share.done / share.of) if share.of else 0.0
    if filled:
        painter.save()
        painter.setClipRect(QRectF(bar.x(), bar.y(), bar.width() * filled, bar.height()))
        draw.box(painter, bar, 4, c(colour))
        painter.restore()
    if words:
        box = QRectF(bar.right() + 6, rect.y(), room - 6, rect.height())
        said = f"{share.done}/{share.of}"
        draw.text(painter, box, said, sans(theme.px(Role.META), 500, tabular=True), c(ink), draw.RIGHT)


class TagLabel(QWidget):
    """A tag by itself."""

    def __init__(self, theme: Theme, tag: v.Tag) -> None:
        super().__init__()
        self._theme, self._tag = theme, tag
        self.setAccessibleName(tag.words)
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(tag_width(self._theme, self._tag), TAG_HEIGHT + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, self._theme, self._tag, 0, self.height() / 2, self.width())


class Bar(QProgressBar):
    """A bar filled as far as something is done."""

    def __init__(self, theme: Theme, spoken: str, tone: Tone = Tone.OK) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self._share = v.Share(0, 0)
        self.setTextVisible(False)
        self.setAccessibleName(spoken)
        self.setFixedHeight(8)

    def show_share(self, share: v.Share) -> None:
        """How far it is."""
        if share != self._share:
            self._share = share
            self.setRange(0, max(1, share.of))
            self.setValue(min(share.done, max(1, share.of)))
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_share(QPainter(self), self._theme, self._share, QRectF(self.rect()), words=False)
