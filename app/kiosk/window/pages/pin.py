"""p1: the proctor proves who they are. An opaque page: nothing of the respondent shows through."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import ChooseProctor, Erase, Intent
from app.kiosk.window.intents import Type as TypeIn
from app.kiosk.window.pages.base import Page, typing_wish
from app.ui import draw
from app.ui.controls.action import Action, Kind
from app.ui.controls.option import OptionRow
from app.ui.fields import Boxes
from app.ui.icons import draw_icon
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Panel
from app.ui.parts.signs import Corners, Icon, Pattern, Pill
from app.ui.parts.tone import Tone
from app.ui.theme import Role, TextSize, Theme

PIN_LENGTH = 6


class Tries(QWidget):
    """How many tries are used, as dots."""

    def __init__(self, theme: Theme, used: int, of: int) -> None:
        super().__init__()
        self._theme, self._used, self._of = theme, used, of
        self.setFixedSize(of * 20, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, red = QPainter(self), self._theme.colour("danger-700")
        for at in range(self._of):
            spot = QRectF(at * 20 + 3, 3, 14, 14)
            draw.box(painter, spot, 7, red if at < self._used else None, red, 2)


class Names(Action):
    """The field with the proctor's name; a click opens the list."""

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c = QPainter(self), self.theme.colour
        fill = c("musi-50" if self.hovered else "surface")
        draw.box(painter, self.rect(), 10, fill, c("control"), self.theme.border)
        middle = self.height() / 2
        draw_icon(painter, "user-round", QRectF(16, middle - 12, 24, 24), c("ink"))
        face = self.theme.font(Role.BODY, 600)
        draw.text(
            painter, QRectF(50, 0, self.width() - 90, self.height()), self.text(), face, c("ink"), draw.LEFT
        )
        draw_icon(painter, "chevron-down", QRectF(self.width() - 40, middle - 12, 24, 24), c("ink"))


class PinPage(Page[v.Pin]):
    """Name, six digits, and the keys for them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "pin_page")
        self._boxes: Boxes | None = None
        self._go: Action | None = None

    @override
    def shape(self, view: v.Pin) -> Hashable:
        return replace(view, filled=0, go=replace(view.go, enabled=True))

    @override
    def build(self, view: v.Pin, inner: QWidget) -> None:
        theme = self.theme
        line = row(inner)
        room = theme.width - 32
        if not theme.narrow or theme.size is TextSize.A:
            booth = 120 if theme.narrow else 220
            line.addLayout(self._booth(view, booth))
            room -= booth
        inside = QWidget()
        middle = column(inside, (16, 16, 16, 16))
        middle.addStretch()
        dialog = self._dialog(view, min(820 if theme.size is TextSize.A else 980, room))
        middle.addWidget(dialog, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch()
        line.addWidget(Column(inside, "pin_column"), 1)

    def _booth(self, view: v.Pin, width: int) -> QVBoxLayout:
        theme = self.theme
        booth = Panel(theme, "dark")
        booth.setFixedWidth(width)
        beside = column(booth, (24, 60, 12, 0))
        beside.addWidget(self.type.any(view.seat, 56 if theme.narrow else 96, 700, "on-dark-2", tabular=True))
        beside.addStretch()
        foot = Pattern(theme, cloth=False, soft=True)
        foot.setFixedHeight(66)
        outer = column()
        outer.addWidget(booth, 1)
        outer.addWidget(foot)
        return outer

    def _dialog(self, view: v.Pin, width: int) -> QWidget:
        theme = self.theme
        dialog = Panel(theme, "surface", "line-2", 14)
        dialog.setFixedWidth(width)
        parts = row(dialog, (1, 1, 1, 1))
        parts.addLayout(self._proof(view), 1)
        keys = Panel(theme, "paper", "line", sides="l")
        keys.setFixedWidth(332)
        frame = column(keys, (30, 30, 30, 30))
        frame.addStretch()
        frame.addWidget(self._names(view) if view.choosing else self._keypad(view))
        frame.addStretch()
        parts.addWidget(keys)
        dialog.setFixedHeight(max(parts.heightForWidth(width), 560))
        self._corners = Corners(theme, dialog, 14, "paper", "line-2")
        return dialog

    def _proof(self, view: v.Pin) -> QVBoxLayout:
        theme, say = self.theme, self.type
        stack = column(margins=(36, 28, 36, 28), gap=0)
        if view.training:
            tag = Pill(theme, Tone.WARN, "flask-conical", view.training, strong=True)
            stack.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeft)
            stack.addSpacing(10)
        stack.addWidget(say.any(view.title, 28, 700, "ink", wrap=True, line=100))
        stack.addWidget(say.body(view.subtitle, colour="ink-2"))
        stack.addSpacing(18)
        stack.addWidget(say.body(view.name_label, 600))
        stack.addSpacing(6)
        name = Names(theme, "proctor_name", view.name, spoken=f"{view.name_label}: {view.name}")
        self.wire(name, ChooseProctor())
        stack.addWidget(name)
        stack.addSpacing(16)
        stack.addWidget(say.body(view.pin_label, 600))
        stack.addSpacing(6)
        self._boxes = Boxes(theme, "pin", view.pin_label, (PIN_LENGTH,), hidden=True, gap=10)
        stack.addWidget(self._boxes)
        stack.addSpacing(16)
        if view.tries is not None:
            stack.addWidget(self._wrong(view.tries))
            stack.addSpacing(12)
        stack.addWidget(say.meta(view.note, wrap=True))
        stack.addSpacing(20)
        stack.addStretch()
        buttons = row(gap=12)
        buttons.addWidget(self.command(view.cancel))
        self._go = self.command(view.go)
        buttons.addWidget(self._go, 1)
        stack.addLayout(buttons)
        return stack

    def _wrong(self, tries: v.Tries) -> QWidget:
        theme, say = self.theme, self.type
        frame = Panel(theme, "danger-50", "danger-200", 10)
        line = row(frame, (16, 10, 14, 10), 12)
        line.addWidget(Icon(theme, "circle-alert", "danger-700", 26))
        words = column()
        words.addWidget(say.body(tries.title, 600))
        words.addWidget(say.body(tries.text))
        line.addLayout(words, 1)
        if tries.of:
            line.addWidget(Tries(theme, tries.used, tries.of))
        return frame

    def _keypad(self, view: v.Pin) -> QWidget:
        pad = QWidget()
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for at, symbol in enumerate("123456789"):
            grid.addWidget(self._key(f"key_{symbol}", symbol, TypeIn(symbol)), at // 3, at % 3)
        grid.addWidget(self._key("erase_all", "", Erase(everything=True), "eraser", view.erase_all), 3, 0)
        grid.addWidget(self._key("key_0", "0", TypeIn("0")), 3, 1)
        grid.addWidget(self._key("erase_one", "", Erase(), "delete", view.erase_one), 3, 2)
        return pad

    def _key(self, name: str, words: str, wish: Intent, icon: str = "", spoken: str = "") -> Action:
        key = PinKey(self.theme, name, words, Kind.KEY, icon=icon, spoken=spoken, height=92)
        key.enters = False
        key.setFixedWidth(84)
        self.wire(key, wish)
        return key

    def _names(self, view: v.Pin) -> QWidget:
        frame = QWidget()
        stack = column(frame, gap=12)
        for proctor, name, chosen in view.names:
            option = OptionRow(self.theme, f"proctor_{proctor}", name)
            option.show_on(chosen)
            self.wire(option, ChooseProctor(proctor))
            stack.addWidget(option)
        return frame

    @override
    def refresh(self, view: v.Pin) -> None:
        self.setAccessibleName(view.title)
        if self._boxes is not None:
            self._boxes.show_text("0" * view.filled, wrong=view.tries is not None)
        if self._go is not None:
            self._go.setEnabled(view.go.enabled)

    @override
    def first(self) -> QWidget:
        return self._boxes if self._boxes is not None else self

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        return typing_wish(event, str.isdecimal) or super().key_wish(event)


class PinKey(Action):
    """A key of the PIN pad, 84 by 92, in the text face."""

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c = QPainter(self), self.theme.colour
        fill = c("musi-50" if self.hovered or self.isDown() else "surface")
        draw.box(painter, self.rect(), 10, fill, c("line-2"), self.theme.border)
        if self._icon:
            spot = QRectF(self.width() / 2 - 14, self.height() / 2 - 14, 28, 28)
            draw_icon(painter, self._icon, spot, c("ink"))
        else:
            face = self.theme.font(Role.BODY, 600)
            face.setPixelSize(28)
            draw.text(painter, QRectF(self.rect()), self.text(), face, c("ink"), draw.CENTRE)
