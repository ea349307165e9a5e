"""k2: typing a code, with the keyboard or the keys on the screen."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Erase, Intent
from app.kiosk.window.intents import Type as TypeIn
from app.kiosk.window.pages.base import Page, typing_wish
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.ui.controls.action import Action, Kind
from app.ui.fields import Boxes
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Panel, card
from app.ui.parts.signs import Disc, Icon
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme

KEYS_ACROSS = 8


class CodePage(Page[v.Code]):
    """Twelve boxes, a keypad, and what to do with the slip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "code_page")
        self._boxes: Boxes | None = None
        self._hint: Words | None = None
        self._go: Action | None = None

    @override
    def shape(self, view: v.Code) -> Hashable:
        return replace(view, typed="", hint="", go=replace(view.go, enabled=True))

    @override
    def build(self, view: v.Code, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        header = HeaderBar(theme, view.header)
        header.intent.connect(self.intent)
        outer.addWidget(header)
        inside = QWidget()
        side = theme.margin if theme.narrow else 64
        middle = row(inside, (side, 20 if theme.narrow else 26, theme.margin, 16), 24 if theme.narrow else 48)
        middle.addLayout(self._entry(view), 64)
        middle.addLayout(self._advice(view), 36)
        outer.addWidget(Column(inside), 1)
        footer = FooterBar(theme)
        if view.left is not None:
            footer.line.addWidget(self.command(view.left))
        footer.line.addStretch()
        self._go = self.command(view.go, min_width=200)
        footer.line.addWidget(self._go)
        outer.addWidget(footer)

    def _entry(self, view: v.Code) -> QVBoxLayout:
        theme, say = self.theme, self.type
        stack = column(gap=0)
        stack.addWidget(say.title(view.title))
        stack.addSpacing(6)
        stack.addWidget(say.any(view.lead, theme.px(Role.BODY), 400, "ink-2", wrap=True, line=112))
        stack.addSpacing(18)
        self._boxes = Boxes(theme, "code", view.field_name, view.groups)
        stack.addWidget(self._boxes)
        stack.addSpacing(10)
        below = row(gap=10)
        if view.error is None:
            below.addWidget(Icon(theme, "keyboard", "ink-2", 20))
        self._hint = say.meta(view.hint, wrap=True)
        below.addWidget(self._hint, 1)
        if view.error is not None:
            self._hint.hide()
            stack.addWidget(Banner(theme, view.error.tone, view.error.icon, view.error.words))
        stack.addLayout(below)
        stack.addSpacing(12)
        stack.addWidget(self._keypad(view))
        stack.addStretch()
        return stack

    def _keypad(self, view: v.Code) -> QWidget:
        theme = self.theme
        pad = QWidget()
        pad.setMaximumWidth(752)
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, symbol in enumerate(view.alphabet):
            key = Action(theme, f"key_{symbol}", symbol, Kind.KEY, height=54)
            key.enters = False
            self.wire(key, TypeIn(symbol))
            grid.addWidget(key, at // KEYS_ACROSS, at % KEYS_ACROSS)
        last = len(view.alphabet) // KEYS_ACROSS
        one = Action(theme, "erase_one", view.erase_one, Kind.KEY, icon="delete", height=54)
        everything = Action(theme, "erase_all", view.erase_all, Kind.KEY, icon="eraser", height=54)
        self.wire(one, Erase())
        self.wire(everything, Erase(everything=True))
        grid.addWidget(one, last, 0, 1, 4)
        grid.addWidget(everything, last, 4, 1, 4)
        return pad

    def _advice(self, view: v.Code) -> QVBoxLayout:
        theme, say = self.theme, self.type
        outer = column()
        frame = card(theme)
        outer.addWidget(frame)
        outer.addStretch()
        stack = column(frame, (24, 26, 24, 24) if theme.narrow else (28, 28, 28, 26), 0)
        stack.addWidget(say.card(view.card_title))
        stack.addSpacing(18)
        for at, step in enumerate(view.steps):
            line = row(gap=12)
            line.addWidget(Disc(theme, str(at + 1), state="tint"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(say.body(step), 1)
            stack.addLayout(line)
            stack.addSpacing(14)
        if view.example:
            sample = Panel(theme, "paper", "line-2", 10)
            inside = row(sample, (16, 14, 16, 14), 16)
            inside.addWidget(Icon(theme, "ticket", "musi-800", 30, ground="musi-100", box=56))
            words = column(gap=2)
            words.addWidget(say.meta(view.example_label))
            words.addWidget(say.code(view.example, 16 if theme.narrow else 17))
            inside.addLayout(words, 1)
            stack.addWidget(sample)
            stack.addSpacing(16)
        for note in view.notes:
            line = row(gap=10)
            line.addWidget(Icon(theme, note.icon, "ink-2", 22), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(say.meta(note.words, wrap=True), 1)
            stack.addLayout(line)
            stack.addSpacing(8)
        return outer

    @override
    def refresh(self, view: v.Code) -> None:
        self.setAccessibleName(f"{view.title}. {view.lead}")
        if self._boxes is not None:
            self._boxes.show_text(view.typed, wrong=view.error is not None)
        if self._hint is not None:
            self._hint.say(view.hint)
        if self._go is not None:
            self._go.setEnabled(view.go.enabled)

    @override
    def first(self) -> QWidget:
        return self._boxes if self._boxes is not None else self

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        return typing_wish(event) or super().key_wish(event)
