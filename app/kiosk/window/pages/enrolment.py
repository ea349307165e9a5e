"""k19: six words, compared with paper."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Tick
from app.kiosk.window.pages.base import Page
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.kiosk.window.pages.promise import facts_card
from app.ui.controls.action import Action
from app.ui.controls.option import Mark, OptionRow
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Panel
from app.ui.parts.signs import Pill
from app.ui.parts.words import Type, Words
from app.ui.theme import Role, Theme


def word_grid(theme: Theme, words: tuple[str, ...], height: int, px: int, across: int = 3) -> QWidget:
    """Matching words in numbered boxes, `across` in a row."""
    say = Type(theme)
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(12 if height > 60 else 10)
    for at, word in enumerate(words):
        cell = Panel(theme, "musi-50", "musi-200", 10)
        cell.setFixedHeight(height)
        line = row(cell, (18 if height > 60 else 14, 0, 8, 0), 12 if height > 60 else 10)
        line.addWidget(say.any(str(at + 1), max(16, px - 6), 500, "musi-700"))
        line.addWidget(say.any(word, px, 600, "ink"), 1)
        grid.addWidget(cell, at // across, at % across)
    return frame


class EnrolmentPage(Page[v.Enrolment]):
    """Believing the office's key, once, by eye."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "enrolment_page")
        self._tick: OptionRow | None = None
        self._go: Action | None = None
        self._reason: Words | None = None

    @override
    def shape(self, view: v.Enrolment) -> Hashable:
        return replace(view, ticked=False, reason="", go=replace(view.go, enabled=True))

    @override
    def build(self, view: v.Enrolment, inner: QWidget) -> None:
        theme, say = self.theme, self.type
        outer = column(inner)
        outer.addWidget(HeaderBar(theme, view.header))
        inside = QWidget()
        middle = row(inside, (theme.margin, 24, theme.margin, 16), 24 if theme.narrow else 40)
        stack = column(gap=0)
        stack.addWidget(Pill(theme, view.badge.tone, view.badge.icon, view.badge.words))
        stack.addSpacing(12)
        stack.addWidget(say.title(view.title))
        stack.addSpacing(6)
        stack.addWidget(say.lead(view.lead))
        stack.addSpacing(14)
        stack.addWidget(word_grid(theme, view.words, 64, 22 if theme.narrow else 24))
        stack.addSpacing(14)
        stack.addWidget(say.code(view.file, theme.px(Role.META), "ink-2", wrap=True))
        stack.addSpacing(26)
        self._tick = OptionRow(theme, "compared", view.compared, mark=Mark.CHECK, bare=True)
        self.wire(self._tick, Tick())
        stack.addWidget(self._tick)
        stack.addSpacing(14)
        stack.addWidget(Banner(theme, view.warning.tone, view.warning.icon, view.warning.words))
        stack.addStretch()
        middle.addLayout(stack, 1)
        side = column()
        facts = facts_card(self, view.before_title, view.before)
        facts.setFixedWidth(310 if theme.narrow else 400)
        side.addWidget(facts)
        side.addStretch()
        middle.addLayout(side)
        outer.addWidget(Column(inside), 1)
        footer = FooterBar(theme)
        if view.left is not None:
            footer.line.addWidget(self.command(view.left))
        footer.line.addStretch()
        self._reason = say.body(view.reason, colour="ink-2", wrap=False)
        footer.line.addWidget(self._reason)
        self._go = self.command(view.go, min_width=220)
        footer.line.addWidget(self._go)
        outer.addWidget(footer)

    @override
    def refresh(self, view: v.Enrolment) -> None:
        self.setAccessibleName(f"{view.title}. {view.lead}")
        if self._tick is not None:
            self._tick.show_on(view.ticked)
        if self._go is not None:
            self._go.setEnabled(view.go.enabled)
        if self._reason is not None:
            self._reason.say(view.reason)
