"""p5: the checks on the left, what they come to on the right, and what only eyes can see."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from app.kiosk import view as v
from app.kiosk.intents import Intent, Pick
from app.kiosk.pages.base import CONTROL
from app.kiosk.pages.chrome import FooterBar
from app.kiosk.pages.export import Bar
from app.kiosk.pages.proctored import ProctorPage
from app.ui.controls import Mark, OptionRow
from app.ui.parts import Banner, Column, Icon, Pill, Rule, Words, card, column, row
from app.ui.theme import TextSize, Theme

LEFT, RIGHT = 64, 36
_NAME_PX = 236  # of a check, where it stands beside what was found


class ReadinessPage(ProctorPage[v.Readiness]):
    """Ticks and the bar change in place, so that whoever uses the keys keeps the focus."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "readiness_page")
        self._meter: tuple[Bar, Words] | None = None
        self._ticks: list[OptionRow] = []

    @override
    def shape(self, view: v.Readiness) -> Hashable:
        return replace(
            view,
            bar=replace(view.bar, clock=""),
            meter=replace(view.meter, per_cent=0, done="") if view.meter is not None else None,
            room=tuple(replace(choice, on=False) for choice in view.room),
        )

    @override
    def build(self, view: v.Readiness, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        outer.addWidget(self.bar(view.bar))
        side = 20 if theme.narrow else 28
        inside = QWidget()
        stacked = theme.narrow and theme.size is not TextSize.A
        margins, gap = (side, 20, side, 20), 16 if theme.narrow else 20
        body: QBoxLayout = column(inside, margins, gap) if stacked else row(inside, margins, gap)
        checks, beside = self._checks(view, scrolls=not stacked), self._beside(view)
        if stacked:  # what it comes to first: the rest is scrolled to
            body.addWidget(beside)
            body.addWidget(checks)
            outer.addWidget(Column(inside), 1)
        else:
            body.addWidget(checks, LEFT)
            body.addWidget(Column(beside, "side_column"), RIGHT)
            outer.addWidget(inside, 1)
        footer = FooterBar(theme)
        footer.line.addWidget(self.command(view.back))
        footer.line.addStretch()
        if view.reason:
            footer.line.addWidget(self.type.meta(view.reason, wrap=theme.narrow), 2 if theme.narrow else 0)
        if view.go is not None:
            footer.line.addWidget(self.command(view.go, min_width=0 if theme.narrow else 200))
        outer.addWidget(footer)

    def _checks(self, view: v.Readiness, *, scrolls: bool) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 12, 12), 8)
        stack.addWidget(say.body(view.title, 600))
        for notice in view.notices:
            stack.addWidget(Banner(theme, notice.tone, notice.icon, notice.words))
        self._meter = None
        if view.meter is not None:
            line = row(margins=(0, 0, 12, 0), gap=16)
            bar = Bar(theme, view.meter.words)
            share = say.any(view.meter.done, 16, 600, "ink-2", tabular=True)
            line.addWidget(bar, 1)
            line.addWidget(share)
            stack.addLayout(line)
            self._meter = bar, share
        inside = QWidget()
        lines = column(inside, (0, 0, 12, 0))
        for at, check in enumerate(view.checks):
            if at:
                lines.addWidget(Rule(theme))
            lines.addLayout(self._check(check))
        lines.addStretch()
        stack.addWidget(Column(inside, "checks_column") if scrolls else inside, 1)
        return frame

    def _check(self, check: v.Looked) -> QBoxLayout:
        """Icon, name and state; beside them, or below where words are large, what was found and to do."""
        theme, say = self.theme, self.type
        line = row(margins=(0, 11, 0, 11), gap=14)
        line.addWidget(Icon(theme, check.icon, check.colour, 26), 0, Qt.AlignmentFlag.AlignTop)
        name = say.meta(check.name, 600, "ink", wrap=True)
        found = column(gap=2)
        if check.found:
            found.addWidget(say.meta(check.found, wrap=True))
        if check.advice:
            found.addWidget(say.meta(check.advice, 500, "ink", wrap=True))
        if check.button is not None:
            found.addWidget(self.command(check.button), 0, Qt.AlignmentFlag.AlignLeft)
        state = say.meta(check.state, 600, check.colour)
        if theme.narrow or theme.size is not TextSize.A:
            words = column(gap=2)
            head = row(gap=12)
            head.addWidget(name, 1)
            head.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
            words.addLayout(head)
            words.addLayout(found)
            line.addLayout(words, 1)
            return line
        name.setFixedWidth(_NAME_PX)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(found, 1)
        line.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _beside(self, view: v.Readiness) -> QWidget:
        beside = QWidget()
        stack = column(beside, gap=16)
        stack.addWidget(self._verdict(view))
        self._ticks = []
        if view.restart is not None:
            stack.addWidget(self._restart(view.restart))
        if view.room:
            stack.addWidget(self._room(view))
        stack.addStretch()
        return beside

    def _verdict(self, view: v.Readiness) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 16, 24, 16), 8)
        stack.addWidget(Pill(theme, view.badge.tone, view.badge.icon, view.badge.words))
        stack.addWidget(say.title(view.verdict, 28))
        stack.addWidget(say.meta(view.text, wrap=True))
        ways = self._ways(view.again, view.save)
        stack.addSpacing(4)
        stack.addLayout(ways)
        return frame

    def _ways(self, *buttons: v.Button) -> QBoxLayout:
        """Side by side, or below each other where they are too large for it."""
        theme = self.theme
        commands = [self.command(button) for button in buttons]
        share = 1 if theme.narrow and theme.size is not TextSize.A else RIGHT / (LEFT + RIGHT)
        room = theme.width * share - 140
        wide = sum(each.sizeHint().width() for each in commands) + 12 * (len(commands) - 1)
        ways: QBoxLayout = row(gap=12) if wide <= room else column(gap=12)
        for each in commands:
            ways.addWidget(each)
        if wide <= room:
            ways.addStretch()
        return ways

    def _restart(self, view: v.RestartCard) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        frame.setObjectName("restart_card")
        stack = column(frame, (24, 16, 24, 16), 8)
        stack.addWidget(say.body(view.title, 600))
        stack.addWidget(say.meta(view.text, wrap=True))
        if view.words:
            stack.addWidget(say.code(" ".join(view.words), 20 if theme.narrow else 24, wrap=True))
        if view.deeds:
            stack.addSpacing(4)
            stack.addLayout(self._ways(*view.deeds))
        return frame

    def _room(self, view: v.Readiness) -> QWidget:
        theme = self.theme
        frame = card(theme)
        stack = column(frame, (24, 16, 24, 16), 12)
        stack.addWidget(self.type.body(view.room_label, 600))
        for choice in view.room:
            tick = OptionRow(theme, f"room_{choice.code}", choice.label, mark=Mark.CHECK, bare=True)
            self.wire(tick, Pick("room", choice.code))
            stack.addWidget(tick)
            self._ticks.append(tick)
        return frame

    @override
    def refresh(self, view: v.Readiness) -> None:
        self.setAccessibleName(f"{view.title}. {view.badge.words}. {view.verdict}")
        self.move_clock(view.bar)
        if self._meter is not None and view.meter is not None:
            bar, share = self._meter
            bar.show_per_cent(view.meter.per_cent)
            share.say(view.meter.done)
        for tick, choice in zip(self._ticks, view.room, strict=True):
            tick.show_on(choice.on)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        if self.view is not None and event.key() == Qt.Key.Key_L and event.modifiers() & CONTROL:
            return self.view.bar.leave.intent
        if self.view is not None and event.key() == Qt.Key.Key_P and event.modifiers() == CONTROL:
            return self.view.save.intent if self.view.save.enabled else None
        return super().key_wish(event)
