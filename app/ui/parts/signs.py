"""Small signs: icons, pills, keys, discs, pictures."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QWidget,
)
from typing_extensions import override

from app.ui import draw
from app.ui.controls.keycap import keycap
from app.ui.icons import draw_art, draw_icon
from app.ui.parts.tone import TONES, Tone
from app.ui.theme import Role, Theme, sans


class Icon(QWidget):
    """An icon, perhaps on a tinted square."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        colour: str = "musi-700",
        px: int = 0,
        *,
        ground: str = "",
        box: int = 0,
    ) -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._ground = theme, name, colour, ground
        self._px = px or theme.px(Role.ICON)
        side = box or self._px
        self.setFixedSize(side, side)

    def show_icon(self, name: str, colour: str) -> None:
        """Change the icon."""
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground and not self._theme.high:
            draw.box(painter, self.rect(), 10, self._theme.colour(self._ground))
        colour = self._colour
        if self._theme.high and colour == "on-primary":  # no tinted square to stand on
            colour = "musi-700"
        spot = QRectF((self.width() - self._px) / 2, (self.height() - self._px) / 2, self._px, self._px)
        draw_icon(painter, self._name, spot, self._theme.colour(colour))


class Pill(QWidget):
    """A short state in a rounded tag, with its icon; `bare` says the words to the screen reader only."""

    def __init__(
        self,
        theme: Theme,
        tone: Tone,
        icon: str,
        words: str,
        *,
        strong: bool = False,
        small: bool = False,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._words, self._bare = theme, icon, words, bare
        fill, _, ink = TONES[tone]
        if tone is Tone.INFO:
            fill, ink = "musi-100", "musi-800"
        self._fill, self._ink = ("gold-300", "on-gold") if strong else (fill, ink)
        self._face = sans(theme.px(Role.META if strong or small else Role.BODY), 600)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(words)

    def show_bare(self, bare: bool) -> None:
        """Leave the words to the screen reader, or say them again."""
        self._bare = bare
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        wide = 48 if self._bare else int(draw.width_of(self._words, self._face)) + 60
        return QSize(wide, self._theme.px(Role.BODY) * 2 + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        border = c(self._ink) if self._theme.high and self._fill != "gold-300" else None
        draw.box(painter, self.rect(), 999, c(self._fill), border, 2)
        draw_icon(painter, self._icon, QRectF(14, self.height() / 2 - 10, 20, 20), c(self._ink))
        if not self._bare:
            box = QRectF(42, 0, self.width() - 42, self.height())
            draw.text(painter, box, self._words, self._face, c(self._ink), draw.LEFT)


class Corners(QWidget):
    """Lies over a card whose children reach its edge: rounds the corners and draws the border on top."""

    def __init__(self, theme: Theme, over: QWidget, radius: int, outside: str, border: str) -> None:
        super().__init__(over)
        self._theme, self._radius, self._outside, self._border = theme, radius, outside, border
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() in {QEvent.Type.Resize, QEvent.Type.ChildAdded} and parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, inner = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        inner.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        painter.fillPath(whole.subtracted(inner), self._theme.colour(self._outside))
        colour = self._theme.colour(self._border)
        draw.box(painter, self.rect(), self._radius, None, colour, self._theme.border)


class Keycap(QWidget):
    """The picture of a key, in hints; `arrow-up` and `arrow-down` are drawn as icons."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._icon = words if words.startswith("arrow-") else ""
        words = "" if self._icon else words
        self._theme, self._words = theme, words
        width = draw.width_of(words, sans(min(theme.px(Role.META), 18), 600))
        self.setFixedSize(max(28, int(width) + 18), 28)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        keycap(painter, self._theme, QRectF(self.rect()), self._words)
        if self._icon:
            middle = QRectF(self.rect()).adjusted(6, 6, -6, -6)
            draw_icon(painter, self._icon, middle, self._theme.colour("ink"))


class Disc(QWidget):
    """A number, or a tick, on a disc of 32 px."""

    def __init__(
        self, theme: Theme, words: str, *, state: str = "plain", px: int = 32, face_px: int = 17
    ) -> None:
        super().__init__()
        self._theme, self._words, self._state, self._face_px = theme, words, state, face_px
        self.setFixedSize(px, px)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        rect = QRectF(self.rect())
        face = sans(self._face_px, 600)
        match self._state:
            case "done":
                draw.box(painter, rect, 99, c("musi-700"))
                draw_icon(painter, "check", rect.adjusted(6, 6, -6, -6), c("on-primary"))
                return
            case "current":
                draw.box(painter, rect, 99, c("surface"), c("musi-700"), 3)
                ink = c("musi-700")
            case "skipped":
                draw.box(painter, rect, 99, c("surface"), c("control"), 2, dashed=True)
                ink = c("ink-2")
            case "tint":
                draw.box(painter, rect, 99, c("musi-100"))
                ink = c("musi-800")
            case _:
                draw.box(painter, rect, 99, c("surface"), c("control"), 1)
                ink = c("ink")
        draw.text(painter, rect, self._words, face, ink, draw.CENTRE)


class Pattern(QWidget):
    """The songket cloth and its row of bamboo shoots; plain in high contrast."""

    def __init__(self, theme: Theme, *, cloth: bool = True, soft: bool = False) -> None:
        super().__init__()
        self._theme, self._cloth, self._soft = theme, cloth, soft

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("dark"))
        if self._theme.high:
            return
        foot = self.height() - 66
        if self._soft:
            painter.setOpacity(0.55)
        for x in range(0, self.width(), 468):
            if self._cloth:
                painter.save()
                painter.setClipRect(0, 0, self.width(), foot)
                for y in range(0, max(foot, 1), 234):
                    painter.setClipRect(0, y, self.width(), min(234, foot - y))
                    draw_art(painter, "songket-468x270", QRectF(x, y, 468, 270))
                painter.restore()
            draw_art(painter, "rebung-468x66", QRectF(x, foot, 468, 66))


class Art(QWidget):
    """A drawing at a fixed size; nothing in high contrast."""

    def __init__(self, theme: Theme, name: str, width: int, height: int) -> None:
        super().__init__()
        self._name = name
        self._shown = not theme.high or name.startswith("mark")
        self.setFixedSize(width, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown:
            draw_art(QPainter(self), self._name, QRectF(self.rect()))
