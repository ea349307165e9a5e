"""Controlled widgets: they report a click and never tick themselves; the next view shows the tick."""

from enum import Enum, auto
from typing import assert_never

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from app.ui import draw
from app.ui.icons import draw_icon
from app.ui.theme import Role, Theme, mono, sans

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Control(QAbstractButton):
    """A button whose state is only what it was last told.

    Space presses it. Enter presses it when `enters` is true; otherwise Enter, arrows and digits go to the
    page, which knows what they mean. `wish` is what a click asks for; it goes up through `wished`.
    """

    wished = Signal(object)

    def __init__(
        self, theme: Theme, name: str, spoken: str, *, checkable: bool = False, radio: bool = False
    ) -> None:
        super().__init__()
        self.theme = theme
        self.wish: object = None
        self.enters = False
        self._on = False  # what the program holds
        self._radio = radio
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setAutoExclusive(radio)  # so a screen reader calls it a radio button
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.ring(theme.radius)
        self.clicked.connect(self._wish)
        self.toggled.connect(self._toggled)

    def _wish(self) -> None:
        if self.wish is not None:
            self.wished.emit(self.wish)

    def ring(self, radius: int, gap: int = 3) -> None:
        """How the focus ring goes around this control."""
        self.setProperty("ringRadius", radius)
        self.setProperty("ringGap", gap)

    def show_on(self, on: bool) -> None:
        """Show the state that the program holds."""
        self._on = on
        self._hold()

    def _hold(self) -> None:
        """Show it alone: of Qt's own exclusive groups nothing but the name is wanted."""
        if self.isChecked() != self._on:
            self.setAutoExclusive(False)
            self.setChecked(self._on)
            self.setAutoExclusive(self._radio)

    def _toggled(self, on: bool) -> None:
        """A screen reader may toggle without a click: that is a wish like any other.

        A radio button that goes off did so for another one, and goes on again.
        """
        if on != self._on:
            self._hold()
            if on or not self._radio:
                self._wish()

    @override
    def nextCheckState(self) -> None:
        """Nothing: only `show_on` changes the state."""

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        self.setAutoExclusive(False)  # Qt would take the rest of the group out of the order of Tab
        super().focusInEvent(e)
        self.setAutoExclusive(self._radio)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() == Qt.Key.Key_Space and not e.isAutoRepeat():
            super().keyPressEvent(e)
        elif (
            self.enters and e.key() in ENTER_KEYS and not e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
        else:
            e.ignore()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over the enabled control."""
        return self.isEnabled() and self.underMouse()


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


class ScaleButton(Control):
    """One point of a scale: number above, label below, a tick when it is the answer."""

    def __init__(self, theme: Theme, name: str, number: str, label: str, *, short: bool = False) -> None:
        super().__init__(theme, name, f"{number}, {label}", checkable=True, radio=True)
        self._number = number
        self._label = label
        self._short = short
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(72)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        label = draw.height_of(self._label, self._face(), arg__1 - 2 * self._pad())
        return max(self._least(), int(self._label_top() + label + 12))

    def _least(self) -> int:
        return 104 if self._short else 152 if self.theme.wide else 124

    def _pad(self) -> int:
        return 6 if self.theme.narrow else 10

    def _face(self) -> QFont:
        return self.theme.font(Role.META, 500)

    def _label_top(self) -> float:
        return 14 + self.theme.px(Role.NUMBER) * 1.4 + 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._least())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self.isChecked()
        if not self.isEnabled():
            fill, border, ink = c("sunken"), c("line-2"), c("ink-3")
        elif on:
            fill, border, ink = c("musi-700"), c("musi-700"), c("on-primary")
        else:
            over = self.hovered
            fill, border, ink = (
                c("musi-50" if over else "surface"),
                c("musi-700" if over else "control"),
                c("ink"),
            )
        draw.box(painter, self.rect(), 10, fill, border, self.theme.border)
        number = self.theme.font(Role.NUMBER, 700)
        head = QRectF(0, 14, self.width(), self.theme.px(Role.NUMBER) * 1.4)
        draw.text(painter, head, self._number, number, ink, draw.TOP)
        pad, top = self._pad(), self._label_top()
        box = QRectF(pad, top, self.width() - 2 * pad, self.height() - top - 4)
        draw.text(painter, box, self._label, self._face(), ink, draw.TOP)
        if on:
            draw_icon(painter, "check", QRectF(self.width() - 32, 8, 20, 20), ink)


class Mark(Enum):
    """What stands at the left of an option row."""

    RADIO = auto()
    CHECK = auto()


class OptionRow(Control):
    """One option: a radio or check box, its label, perhaps the key that chooses it. The whole row is hit."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        mark: Mark = Mark.RADIO,
        key: str = "",
        compact: bool = False,
        bare: bool = False,
        radio: bool = True,
    ) -> None:
        super().__init__(theme, name, label, checkable=True, radio=radio and mark is Mark.RADIO)
        self._label = label
        self._mark = mark
        self._key = key
        self._compact = compact  # as wide as its words
        self._bare = bare  # no box around: consent
        across = QSizePolicy.Policy.Preferred if compact or bare else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not compact)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return not self._compact

    def _face(self) -> QFont:
        on = self.isChecked() and not self._bare and not self._compact
        return self.theme.font(Role.BODY, 600 if on else 500 if self._bare else 400)

    def _left(self) -> int:
        return 0 if self._bare else 18

    def _text_left(self) -> int:
        return self._left() + 28 + (14 if self._bare else 12 if self._compact else 16)

    def _text_right(self) -> int:
        return 0 if self._bare else 60 if self._key else 22

    @override
    def heightForWidth(self, arg__1: int) -> int:
        face = self.theme.font(Role.BODY, 600)
        words = draw.height_of(self._label, face, arg__1 - self._text_left() - self._text_right())
        least = 48 if self._bare else self.theme.px(Role.BUTTON_HEIGHT) + (0 if self._compact else 8)
        return max(least, int(words) + (8 if self._bare else 26))

    @override
    def sizeHint(self) -> QSize:
        wish = int(draw.width_of(self._label, self.theme.font(Role.BODY, 600))) + self._text_left() + 2
        if self._compact:
            return QSize(wish + self._text_right(), self.theme.px(Role.BUTTON_HEIGHT))
        if self._bare:
            return QSize(wish, self.heightForWidth(self.width() if self.width() > 200 else wish))
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._compact else QSize(120, 40)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self.isChecked()
        enabled = self.isEnabled()
        ink = c("ink" if enabled else "ink-3")
        if not self._bare:
            fill = c("sunken") if not enabled else c("musi-50" if on or self.hovered else "surface")
            border = c("line-2") if not enabled else c("musi-700" if on or self.hovered else "control")
            draw.box(painter, self.rect(), 10, fill, border, 2 if on or self.theme.high else 1)
        middle = self.height() / 2
        self._paint_mark(painter, QRectF(self._left(), middle - 14, 28, 28), enabled)
        left = self._text_left()
        box = QRectF(left, 0, self.width() - left - self._text_right() + 2, self.height())
        draw.text(painter, box, self._label, self._face(), ink, draw.WRAP_LEFT)
        if self._key:
            keycap(painter, self.theme, QRectF(self.width() - 47, middle - 14, 28, 28), self._key)

    def _paint_mark(self, painter: QPainter, rect: QRectF, enabled: bool) -> None:
        mark(painter, self.theme, rect, self._mark, self.isChecked(), enabled)


def mark(painter: QPainter, theme: Theme, rect: QRectF, kind: Mark, on: bool, enabled: bool = True) -> None:
    """Draw a radio or a check box."""
    c = theme.colour
    border = c("musi-700" if on else "control")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is Mark.CHECK:
        draw.box(painter, rect, 6, c("musi-700") if on else c("surface"), border, 2)
        if on:
            draw_icon(painter, "check", rect.adjusted(3, 3, -3, -3), c("on-primary"))
        return
    fill = c("musi-700") if on else c("surface" if enabled else "sunken")
    painter.setBrush(fill)
    painter.setPen(QPen(border, 2))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if on:
        painter.setBrush(c("on-primary"))
        painter.setPen(Qt.PenStyle.NoPen)
        size = rect.width() * 0.36
        painter.drawEllipse(QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size))


def keycap(painter: QPainter, theme: Theme, rect: QRectF, words: str) -> None:
    """Draw the little picture of a key."""
    draw.box(painter, rect, 6, theme.colour("surface"), theme.colour("line-2"), 1)
    draw.text(painter, rect, words, sans(min(theme.px(Role.META), 18), 600), theme.colour("ink"), draw.CENTRE)


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


class MatrixCell(Control):
    """One cell of a matrix: the whole cell is hit, the focus is a square of 56 px within."""

    def __init__(self, theme: Theme, name: str, spoken: str, *, aside: bool) -> None:
        super().__init__(theme, name, spoken, checkable=True, radio=True)
        self._aside = aside  # the non-answers, on sunken ground
        self.current = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setProperty("ringBox", 56)
        self.ring(8, 0)

    def show_current(self, current: bool) -> None:
        """Whether the cell stands in the current row."""
        if self.current != current:
            self.current = current
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(112, 64)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c = QPainter(self), self.theme.colour
        ground = "paper" if self._aside and not self.current else "musi-50" if self.current else "surface"
        painter.fillRect(self.rect(), c(ground))
        if self._aside:
            painter.fillRect(0, 0, 1, self.height(), c("line-2"))
        size = 32
        spot = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        if self.hovered:
            draw.box(painter, spot.adjusted(-9, -9, 9, 9), 8, c("musi-100"))
        mark(painter, self.theme, spot, Mark.RADIO, self.isChecked())


class SegmentButton(Control):
    """One choice of a group of segments; `place` is 0 for the first, 1 between, 2 for the last."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: str,
        place: int,
        *,
        px: int = 0,
        icon: str = "",
        spoken: str = "",
    ) -> None:
        super().__init__(theme, name, spoken or words, checkable=True, radio=True)
        self.enters = True
        self._place = place
        self._px = px or theme.px(Role.META)
        self._icon = icon
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        icon = 28 if self._icon else 0
        return QSize(int(draw.width_of(self.text(), sans(self._px, 600))) + 30 + icon, 50)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c, on = QPainter(self), self.theme.colour, self.isChecked()
        rect = QRectF(self.rect())
        painter.setClipRect(rect)
        left, right = (0 if self._place == 0 else -12), (0 if self._place == 2 else 12)
        fill = c("musi-700") if on else c("musi-50" if self.hovered else "surface")
        draw.box(painter, rect.adjusted(left, 0, right, 0), 10, fill, c("control"), self.theme.border)
        if self._place:
            painter.fillRect(QRectF(0, 1, 1, self.height() - 2), c("control"))
        ink = c("on-primary") if on else c("ink")
        face = sans(self._px, 600)
        words = draw.width_of(self.text(), face)
        x = (self.width() - words - (28 if self._icon else 0)) / 2
        if self._icon:
            draw_icon(painter, self._icon, QRectF(x, self.height() / 2 - 10, 20, 20), ink)
            x += 28
        draw.text(painter, QRectF(x, 0, words + 4, self.height()), self.text(), face, ink, draw.LEFT)
