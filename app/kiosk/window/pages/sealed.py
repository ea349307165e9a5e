"""k10: thank you."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.pages.base import Page
from app.ui.icons import draw_art
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Rule, card
from app.ui.parts.signs import Icon, Pattern, Pill
from app.ui.parts.tone import Tone
from app.ui.parts.words import Words
from app.ui.theme import Theme


class Cloth(Pattern):
    """The cloth with the sealed envelope on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._plain = theme.high

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._plain:
            box = QRectF(self.width() / 2 - 190, self.height() / 2 - 165, 380, 330)
            draw_art(QPainter(self), "envelope-sealed", box)


class SealedPage(Page[v.Sealed]):
    """The envelope is closed; nothing has to be written down."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sealed_page")
        self._closing: Words | None = None

    @override
    def shape(self, view: v.Sealed) -> Hashable:
        return replace(view, closing="")

    @override
    def build(self, view: v.Sealed, inner: QWidget) -> None:
        theme, say = self.theme, self.type
        line = row(inner)
        cloth = Cloth(theme)
        line.addWidget(cloth, 4 if theme.narrow else 1)
        right = QWidget()
        side = 40 if theme.narrow else 64
        stack = column(right, (side, 24, side + 8, 24), 0)
        stack.addStretch()
        tags = row(gap=12)
        tags.addWidget(Pill(theme, view.badge.tone, view.badge.icon, view.badge.words))
        if view.training:
            tags.addWidget(Pill(theme, Tone.WARN, "flask-conical", view.training, strong=True))
        tags.addStretch()
        stack.addLayout(tags)
        stack.addSpacing(22)
        stack.addWidget(say.title(view.title, 44))
        stack.addSpacing(8)
        stack.addWidget(say.lead(view.text))
        stack.addSpacing(26)
        frame = card(theme)
        inside = column(frame, (24, 12, 24, 12))
        for at, fact in enumerate(view.lines):
            if at:
                inside.addWidget(Rule(theme))
            part = row(margins=(0, 14, 0, 14), gap=20)
            part.addWidget(Icon(theme, fact.icon, fact.colour, 26))
            part.addWidget(say.any(fact.words, 20, 400, "ink", wrap=True, line=112), 1)
            inside.addLayout(part)
        stack.addWidget(frame)
        stack.addSpacing(28)
        bottom = row(gap=20)
        bottom.addWidget(self.command(view.done, height=64, px=20, min_width=136))
        self._closing = say.body(view.closing, colour="ink-2")
        bottom.addWidget(self._closing, 1)
        stack.addLayout(bottom)
        stack.addStretch()
        line.addWidget(right, 6 if theme.narrow else 1)

    @override
    def refresh(self, view: v.Sealed) -> None:
        self.setAccessibleName(f"{view.title} {view.text}")
        if self._closing is not None:
            self._closing.say(view.closing)
