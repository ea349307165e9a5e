"""Buttons with words: what is done, how much it matters, and the letter that does it."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.controls.control import Control
from app.ui.icons import draw_icon
from app.ui.theme import Role, Theme, mono, sans


class Kind(Enum):
    """The looks of a command button."""

    PRIMARY = auto()
    SECONDARY = auto()
    TEXT = auto()
    DANGER = auto()
    DANGER_OUTLINE = auto()
    FLAG = auto()
    CHIP = auto()  # in headers: 48 high, small text
    LINK = auto()  # chip with the colour of a link
    DARK = auto()  # on a dark panel
    KEY = auto()  # a key of a keypad


class Action(Control):
    """A command button with words and perhaps an icon before or after."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        after: str = "",
        min_width: int = 0,
        spoken: str = "",
        height: int = 0,
        px: int = 0,
    ) -> None:
        super().__init__(theme, name, spoken or words, checkable=kind is Kind.FLAG)
        self.enters = True
        self.kind = kind
        self._icon = icon
        self._after = after
        self._min_width = min_width
        self._px = px
        self._letter = ""
        self._height = height or self._default_height()
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _default_height(self) -> int:
        if self.kind in {Kind.CHIP, Kind.LINK, Kind.DARK}:
            return self.theme.chip
        return self.theme.px(Role.BUTTON_HEIGHT)

    def words(self, words: str, spoken: str = "") -> None:
        """Change the words."""
        if self.text() != words:
            self.setText(words)
            self.updateGeometry()
            self.update()
        if self.accessibleName() != (spoken or words):
            self.setAccessibleName(spoken or words)

    def show_letter(self, letter: str) -> None:
        """Underline the letter that Alt presses it with; nothing when empty."""
        if letter != self._letter:
            self._letter = letter
            self.update()

    def _underline(self, painter: QPainter, x: float, face: QFont, ink: QColor) -> None:
        words = self.text()
        starts = [at for at in range(len(words)) if not at or not words[at - 1].isalnum()]
        places = [at for at in (*starts, *range(len(words))) if words[at].upper() == self._letter]
        if places:
            left = x + draw.width_of(words[: places[0]], face)
            wide = draw.width_of(words[places[0]], face)
            line = self.height() / 2 + face.pixelSize() * 0.52
            painter.fillRect(QRectF(left, line, wide, 2), ink)

    def face(self) -> QFont:
        """The font of the words."""
        small = self.kind in {Kind.CHIP, Kind.LINK, Kind.DARK}
        size = self._px or self.theme.px(Role.META if small else Role.BODY)
        return mono(max(size, 22)) if self.kind is Kind.KEY and len(self.text()) == 1 else sans(size, 600)

    def _icon_px(self) -> int:
        small = self.kind in {Kind.CHIP, Kind.LINK, Kind.DARK}
        return self.theme.px(Role.ICON) - (2 if small else 0)

    def _gap(self) -> int:
        return 8 if self.kind in {Kind.CHIP, Kind.LINK} else 10

    def _parts_width(self) -> float:
        icons = sum(self._icon_px() + self._gap() for name in (self._icon, self._after) if name)
        return draw.width_of(self.text(), self.face()) + icons - (0 if self.text() else self._gap())

    @override
    def sizeHint(self) -> QSize:
        padding = {
            Kind.CHIP: 14,
            Kind.LINK: 14,
            Kind.DARK: 15,
            Kind.KEY: 8,
            Kind.TEXT: self.theme.text_padding,
        }.get(self.kind, self.theme.padding)
        if not self.text():
            padding = min(16, (self._height - self._icon_px()) // 2 - 1)
        width = int(self._parts_width()) + 2 * padding + 2
        return QSize(max(width, self._min_width), self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:  # noqa: C901, PLR0911, PLR0912 - a table of looks
        """Fill, border and ink of the present state."""
        c = self.theme.colour
        down, over = self.isDown(), self.hovered
        if not self.isEnabled():
            if self.kind is Kind.TEXT:
                return None, None, c("ink-3")
            return c("sunken"), c("line-2"), c("ink-3")
        match self.kind:
            case Kind.PRIMARY:
                return c("musi-900" if down else "musi-800" if over else "musi-700"), None, c("on-primary")
            case Kind.DANGER:
                return c("danger-700" if over or down else "danger-600"), None, c("on-danger")
            case Kind.DANGER_OUTLINE:
                return c("danger-50" if over else "surface"), c("danger-600"), c("danger-700")
            case Kind.TEXT:
                return None, None, c("musi-700")
            case Kind.FLAG if self.isChecked():
                return c("gold-300"), c("gold-600"), c("on-gold")
            case Kind.FLAG:
                return c("gold-50" if over else "surface"), c("gold-600"), c("ink")
            case Kind.DARK:
                return c("panel") if over else None, c("musi-300"), c("on-dark")
            case Kind.LINK:
                return c("musi-50" if over else "surface"), c("line-2"), c("musi-700")
            case Kind.CHIP if self.isChecked():
                return c("musi-100"), c("musi-300"), c("ink")
            case Kind.CHIP | Kind.KEY:
                return c("musi-50" if over or down else "surface"), c("line-2"), c("ink")
            case _:
                return c("musi-50" if over or down else "surface"), c("control"), c("ink")

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, border, ink = self._colours()
        if fill is not None or border is not None:
            width = 2 if self.theme.high or not self.isEnabled() else 1
            draw.box(painter, self.rect(), self.theme.radius, fill, border, width)
        face = self.face()
        if self.kind is Kind.TEXT and self.hovered:
            face.setUnderline(True)
        size, gap = self._icon_px(), self._gap()
        x = (self.width() - self._parts_width()) / 2
        middle = self.height() / 2
        if self._icon:
            tint = self.theme.colour("gold-600") if self.kind is Kind.FLAG and not self.isChecked() else ink
            draw_icon(painter, self._icon, QRectF(x, middle - size / 2, size, size), tint)
            x += size + gap
        words = draw.width_of(self.text(), face)
        draw.text(painter, QRectF(x, 0, words + 4, self.height()), self.text(), face, ink, draw.LEFT)
        if self._letter:
            self._underline(painter, x, face, ink)
        if self._after:
            draw_icon(painter, self._after, QRectF(x + words + gap, middle - size / 2, size, size), ink)
