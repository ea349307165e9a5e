"""k8 and k20: the page is hidden, by a pause, a lock, or because nobody moved."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent
from app.kiosk.window.pages.base import Page, typing_wish
from app.ui import draw
from app.ui.controls.action import Kind
from app.ui.fields import Boxes
from app.ui.icons import draw_icon
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Panel
from app.ui.parts.signs import Art, Icon, Pattern, Pill
from app.ui.parts.tone import Tone
from app.ui.parts.words import Words
from app.ui.theme import Role, Theme


class Emblem(QWidget):
    """An icon in a golden circle."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setFixedSize(96, 96)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, gold = QPainter(self), self._theme.colour("gold-300")
        draw.box(painter, QRectF(self.rect()), 48, None, gold, 3)
        if self._icon == "pause":
            for x in (34, 51):
                draw.box(painter, QRectF(x, 30, 10, 36), 3, gold)
        else:
            draw_icon(painter, self._icon, QRectF(27, 27, 42, 42), gold)


def centred(label: Words, width: int) -> QHBoxLayout:
    """A wrapped text in the middle, as high as its words need at that width."""
    label.setFixedSize(width, label.heightForWidth(width))
    line = row()
    line.addStretch()
    line.addWidget(label)
    line.addStretch()
    return line


class QuietPage(Page[v.Quiet]):
    """A dark page that shows nothing of the answers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "quiet_page")
        self._boxes: Boxes | None = None

    @override
    def shape(self, view: v.Quiet) -> Hashable:
        return replace(view, typed=None if view.typed is None else "")

    @override
    def build(self, view: v.Quiet, inner: QWidget) -> None:
        theme, say = self.theme, self.type
        outer = column(inner)
        top = row(margins=(36, 24, 36, 0), gap=12)
        top.addWidget(Art(theme, "mark-high-contrast" if theme.high else "mark-on-dark", 34, 34))
        top.addWidget(say.any("Bilik", 22, 700, "on-dark"))
        if view.training:
            top.addWidget(Pill(theme, Tone.WARN, "flask-conical", view.training, strong=True))
        top.addStretch()
        top.addWidget(say.any(view.seat, theme.px(Role.BODY), 400, "on-dark-2"))
        outer.addLayout(top)
        outer.addStretch(3)
        outer.addWidget(Emblem(theme, view.icon), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(24)
        title = say.any(view.title, 44, 700, "on-dark", wrap=True, align="center", line=100)
        outer.addWidget(title)
        outer.addSpacing(8)
        text = say.any(view.text, theme.px(Role.LEAD), 400, "on-dark", wrap=True, align="center")
        outer.addLayout(centred(text, 660))
        outer.addSpacing(36)
        if view.facts:
            outer.addLayout(self._facts(view))
        self._boxes = None
        if view.typed is not None:
            self._boxes = Boxes(theme, "code", view.field_name, view.groups, gap=10)
            outer.addWidget(self._boxes, 0, Qt.AlignmentFlag.AlignHCenter)
            outer.addSpacing(28)
        if view.note:
            note = say.any(view.note, theme.px(Role.BODY), 400, "on-dark", wrap=True, align="center")
            outer.addLayout(centred(note, 660))
            outer.addSpacing(24)
        if view.button is not None:
            button = self.command(replace(view.button, kind=Kind.DARK), height=56)
            button.setProperty("ringDark", True)
            outer.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(4)
        foot = Pattern(theme, cloth=False, soft=True)
        foot.setFixedHeight(66)
        outer.addWidget(foot)

    def _facts(self, view: v.Quiet) -> QHBoxLayout:
        theme, say = self.theme, self.type
        line = row(gap=16)
        line.addStretch()
        for fact in view.facts:
            panel = Panel(theme, "panel", "panel-line", 14)
            panel.setFixedWidth(276)
            panel.setMinimumHeight(158)
            stack = column(panel, (22, 20, 22, 20), 4)
            stack.addWidget(Icon(theme, fact.icon, "on-dark-2", 28))
            stack.addSpacing(4)
            stack.addWidget(say.any(fact.title, 24, 600, "on-dark", wrap=True, line=100))
            stack.addWidget(say.any(fact.words, theme.px(Role.BODY), 400, "on-dark", wrap=True, line=108))
            stack.addStretch()
            line.addWidget(panel)
        line.addStretch()
        return line

    @override
    def refresh(self, view: v.Quiet) -> None:
        self.setAccessibleName(f"{view.title}. {view.text}")
        if self._boxes is not None and view.typed is not None:
            self._boxes.show_text(view.typed)

    @override
    def first(self) -> QWidget:
        return self._boxes if self._boxes is not None else self

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        if self._boxes is None:
            return super().key_wish(event)
        return typing_wish(event) or super().key_wish(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.colour("dark"))
