"""The journal: its lines by day, and its head at the right."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, Pick
from app.kiosk.window.pages.base import CONTROL
from app.kiosk.window.pages.chrome import FooterBar
from app.kiosk.window.pages.enrolment import word_grid
from app.kiosk.window.pages.proctored import ProctorPage
from app.ui.controls.option import OptionRow
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Rule, card
from app.ui.parts.signs import Icon
from app.ui.theme import Theme


class JournalPage(ProctorPage[v.Journal]):
    """What was noted, and the few words that tell whether it is still the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "journal_page")

    @override
    def shape(self, view: v.Journal) -> Hashable:
        return replace(view, bar=replace(view.bar, clock=""))

    @override
    def build(self, view: v.Journal, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        outer.addWidget(self.bar(view.bar))
        side = 20 if theme.narrow else 28
        inside = QWidget()
        body = row(inside, (side, 20, side, 20), 20)
        body.addWidget(self._lines(view), 62)
        body.addWidget(self._side(view), 38)
        outer.addWidget(inside, 1)
        footer = FooterBar(theme)
        footer.line.addWidget(self.command(view.back))
        footer.line.addStretch()
        outer.addWidget(footer)

    def _lines(self, view: v.Journal) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 16, 16), 12)
        stack.addWidget(say.body(view.title, 600))
        stack.addWidget(Banner(theme, view.notice.tone, view.notice.icon, view.notice.words))
        inside = QWidget()
        lines = column(inside, (0, 0, 8, 0))
        for day in view.lines:
            lines.addWidget(say.meta(day.title, 600, "ink"))
            lines.addSpacing(4)
            for entry in day.lines:
                lines.addWidget(Rule(theme))
                line = row(margins=(0, 9, 0, 9), gap=14)
                time = say.any(entry.time, 16, 500, "ink-2", tabular=True)
                line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
                line.addWidget(Icon(theme, entry.icon, "ink", 22), 0, Qt.AlignmentFlag.AlignTop)
                line.addWidget(say.meta(entry.words, 400, "ink", wrap=True), 1)
                lines.addLayout(line)
            lines.addSpacing(16)
        lines.addStretch()
        stack.addWidget(Column(inside, "log_column"), 1)
        return frame

    def _side(self, view: v.Journal) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 16, 16), 0)
        inside = QWidget()
        parts = column(inside, (4, 4, 12, 4), 12)
        parts.addWidget(say.body(view.head_label, 600))
        parts.addWidget(say.code(view.head, 16 if theme.narrow else 18))
        if view.words:
            parts.addWidget(say.body(view.words_label, colour="ink-2"))
            parts.addWidget(
                word_grid(theme, view.words, 52, 17 if theme.narrow else 20, 2 if theme.narrow else 3)
            )
        parts.addWidget(say.meta(view.note, wrap=True))
        parts.addSpacing(8)
        parts.addWidget(say.body(view.days_label, 600))
        for choice in view.days:
            option = OptionRow(theme, f"day_{choice.code}", choice.label)
            option.show_on(choice.on)
            self.wire(option, Pick("day", choice.code))
            parts.addWidget(option)
        parts.addStretch()
        stack.addWidget(Column(inside, "head_column"), 1)
        return frame

    @override
    def refresh(self, view: v.Journal) -> None:
        self.setAccessibleName(f"{view.title}. {view.notice.words}")
        self.move_clock(view.bar)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        if self.view is not None and event.key() == Qt.Key.Key_L and event.modifiers() & CONTROL:
            return self.view.bar.leave.intent
        return super().key_wish(event)
