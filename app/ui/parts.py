"""Things to read: words, cards, banners, pills, rules. None of them can be pressed."""

import re
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui import draw
from app.ui.controls import keycap
from app.ui.icons import draw_art, draw_icon
from app.ui.theme import Role, Theme, mono, sans

L = TypeVar("L", bound=QLayout)
_SCROLL = (
    "QScrollBar:vertical{width:12px;background:transparent;margin:0}"
    "QScrollBar::handle:vertical{background:#76828A;border-radius:4px;margin:2px;min-height:40px}"
    "QScrollBar::add-line,QScrollBar::sub-line{height:0}QScrollBar::add-page,QScrollBar::sub-page{background:none}"
    "QScrollArea{background:transparent}"
)
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_BOLD = re.compile(r"\*([^*]+)\*")


def rich(words: str, line: int = 118, align: str = "left", strong: str = "") -> str:
    """`words` with *bold* parts as the rich text that a label wraps with a line height in per cent."""
    ink = f";color:{strong}" if strong else ""
    marked = _BOLD.sub(rf'<span style="font-weight:600{ink}">\1</span>', words.translate(_ESCAPED))
    return f'<p align="{align}" style="margin:0;line-height:{line}%">{marked}</p>'.replace("\n", "<br>")


def plain(words: str) -> str:
    """`words` without the marks of bold."""
    return _BOLD.sub(r"\1", words)


class Words(QLabel):
    """A text of one font and colour; `wrap` breaks lines and reads *bold* marks."""

    def __init__(
        self,
        words: str,
        font: QFont,
        colour: QColor,
        *,
        wrap: bool = False,
        line: int = 118,
        align: str = "left",
        name: str = "",
        strong: str = "",
    ) -> None:
        super().__init__()
        self._wrap, self._line, self._align, self._strong = wrap, line, align, strong
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(palette)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setObjectName(name)
        if align == "right":
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        elif align == "center":
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._said: str | None = None
        self.say(words)

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return super().minimumSizeHint()
        return QSize(40, self.fontMetrics().height())

    def say(self, words: str) -> None:
        """Change the words."""
        if words == self._said:
            return
        self._said = words
        if self._wrap or "*" in words:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(rich(words, self._line if self._wrap else 100, self._align, self._strong))
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(words)
        self.setAccessibleName(plain(words))


class Type:
    """Words in the roles of the design, for one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def title(self, words: str, px: int = 0) -> Words:
        """The title of a page."""
        return self.any(words, px or self.theme.px(Role.TITLE), 700, "ink", wrap=True, line=100)

    def lead(self, words: str, align: str = "left") -> Words:
        """The sentence under a title."""
        return self.any(words, self.theme.px(Role.LEAD), 400, "ink-2", wrap=True, align=align, line=116)

    def body(self, words: str, weight: int = 400, colour: str = "ink", *, wrap: bool = True) -> Words:
        """Running text."""
        return self.any(words, self.theme.px(Role.BODY), weight, colour, wrap=wrap, line=112)

    def meta(self, words: str, weight: int = 400, colour: str = "ink-2", *, wrap: bool = False) -> Words:
        """Small text beside things."""
        return self.any(words, self.theme.px(Role.META), weight, colour, wrap=wrap, line=112)

    def card(self, words: str) -> Words:
        """The title of a card."""
        return self.any(words, self.theme.px(Role.CARD), 600, "ink", wrap=True, line=110)

    def any(
        self,
        words: str,
        px: int,
        weight: int,
        colour: str,
        *,
        wrap: bool = False,
        line: int = 118,
        align: str = "left",
        tabular: bool = False,
        strong: str = "",
    ) -> Words:
        """Words of any size; bold parts in the colour `strong` where it is given."""
        face, ink = sans(px, weight, tabular=tabular), self.theme.hex(strong) if strong else ""
        return Words(words, face, self.theme.colour(colour), wrap=wrap, line=line, align=align, strong=ink)

    def code(self, words: str, px: int, colour: str = "ink", *, wrap: bool = False) -> Words:
        """A code or file name."""
        return Words(words, mono(px), self.theme.colour(colour), wrap=wrap)


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


class Panel(QFrame):
    """A filled rectangle with a border on chosen sides, or a rounded card."""

    def __init__(
        self, theme: Theme, fill: str, border: str = "", radius: int = 0, sides: str = "", width: int = 0
    ) -> None:
        super().__init__()
        self._theme, self._fill, self._border, self._radius = theme, fill, border, radius
        self._sides, self._line = sides, width or theme.border

    def recolour(self, fill: str) -> None:
        """Change the filling."""
        if fill != self._fill:
            self._fill = fill
            self.update()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        border = c(self._border) if self._border else None
        if self._radius:
            draw.box(painter, self.rect(), self._radius, c(self._fill), border, self._line)
            return
        painter.fillRect(self.rect(), c(self._fill))
        if border is None:
            return
        w, h, line = self.width(), self.height(), self._line
        edges = {
            "t": (0, 0, w, line),
            "b": (0, h - line, w, line),
            "l": (0, 0, line, h),
            "r": (w - line, 0, line, h),
        }
        for side in self._sides:
            painter.fillRect(*edges[side], border)


def card(theme: Theme) -> Panel:
    """A white card of the kiosk."""
    return Panel(theme, "surface", "line", 14)


class Rule(QWidget):
    """A line of one pixel."""

    def __init__(self, theme: Theme, colour: str = "line") -> None:
        super().__init__()
        self._colour = theme.colour(colour)
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._colour)


class Tone(Enum):
    """What a banner or pill means; never by colour alone, always with its icon."""

    INFO = auto()
    OK = auto()
    WARN = auto()
    DANGER = auto()


_TONES = {
    Tone.INFO: ("musi-50", "musi-300", "ink"),
    Tone.OK: ("ok-50", "ok-200", "ok-700"),
    Tone.WARN: ("gold-100", "gold-600", "gold-800"),
    Tone.DANGER: ("danger-50", "danger-200", "danger-700"),
}


class Banner(Panel):
    """A message that stands above the content, never over it; its first sentence is bold."""

    def __init__(self, theme: Theme, tone: Tone, icon: str, words: str, extra: QWidget | None = None) -> None:
        fill, border, ink = _TONES[tone]
        super().__init__(theme, fill, border, 10)
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 11, 19, 11)
        row.setSpacing(16)
        row.addWidget(Icon(theme, icon, ink, theme.banner_icon))
        self.words = Words(words, theme.font(Role.BODY), theme.colour("ink"), wrap=True, line=112)
        row.addWidget(self.words, 1)
        if extra is not None:
            row.addWidget(extra)


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
        fill, _, ink = _TONES[tone]
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


class Progress(QProgressBar):
    """A bar of 8 px: one segment per section, as wide as its questions, filled by those answered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setTextVisible(False)
        self._theme = theme
        self._parts: tuple[tuple[int, int], ...] = ()
        self.setFixedHeight(8)

    def show_parts(self, parts: tuple[tuple[int, int], ...], spoken: str) -> None:
        """Show (answered, of) for each section."""
        self.setAccessibleName(spoken)
        if parts != self._parts:
            self._parts = parts
            self.setRange(0, max(1, sum(of for _, of in parts)))
            self.setValue(sum(done for done, _ in parts))
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        total = sum(of for _, of in self._parts)
        if not total:
            return
        gap = 4
        room = self.width() - gap * (len(self._parts) - 1)
        x = 0.0
        for done, of in self._parts:
            wide = room * of / total
            rect = QRectF(x, 0, wide, 8)
            border = c("line") if self._theme.high else None
            draw.box(painter, rect, 4, c("track"), border, 1)
            if done:
                painter.save()
                painter.setClipRect(QRectF(x, 0, wide * done / of, 8))
                draw.box(painter, rect, 4, c("musi-700"))
                painter.restore()
            x += wide + gap


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


class Column(QScrollArea):
    """The one thing on a page that may scroll: a column that is as wide as its room."""

    def __init__(self, inner: QWidget, name: str = "column") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self.setStyleSheet(_SCROLL)

    def fit(self) -> None:
        """Give the column the width of its room and the height its words need at that width.

        Qt's own resizing asks wrapped labels for their height at a width they will not have.
        """
        inner, room = self.widget(), self.viewport().size()
        if inner is None or room.width() < 1:
            return
        width = room.width()
        height = self._height(inner, width)
        bar = self.verticalScrollBar().sizeHint().width()
        if height > room.height() and self.viewport().width() == self.width():
            width -= bar
            height = self._height(inner, width)
        inner.resize(width, max(room.height(), height))

    @staticmethod
    def _height(inner: QWidget, width: int) -> int:
        layout = inner.layout()
        if layout is None:
            return inner.sizeHint().height()
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Only the page keys scroll: arrows belong to the answers."""
        if arg__1.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(arg__1)
        else:
            arg__1.ignore()

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self.fit()

    @override
    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:
        if arg__2.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    @override
    def sizeHint(self) -> QSize:
        inner = self.widget()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, 40)


def column(
    inside: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """A vertical layout without Qt's own spacing."""
    layout = QVBoxLayout(inside) if inside is not None else QVBoxLayout()
    return _bare(layout, margins, gap)


def row(
    inside: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QHBoxLayout:
    """A horizontal layout without Qt's own spacing."""
    layout = QHBoxLayout(inside) if inside is not None else QHBoxLayout()
    return _bare(layout, margins, gap)


def _bare(layout: L, margins: tuple[int, int, int, int], gap: int) -> L:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout
