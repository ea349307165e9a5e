"""p3: copy to a stick, read back, compare."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Pick
from app.kiosk.window.pages.chrome import FooterBar
from app.kiosk.window.pages.enrolment import word_grid
from app.kiosk.window.pages.proctored import ProctorPage
from app.ui import draw
from app.ui.controls.option import OptionRow
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Panel, Rule, card
from app.ui.parts.signs import Disc, Icon, Pill
from app.ui.parts.words import Words
from app.ui.theme import TextSize, Theme


class Bar(QProgressBar):
    """A bar filled to its per cent."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setAccessibleName(spoken)
        self._theme = theme
        self._per_cent = 0
        self.setFixedHeight(12)

    def show_per_cent(self, per_cent: int) -> None:
        """How far it is."""
        self._per_cent = per_cent
        self.setValue(per_cent)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        rect = QRectF(self.rect())
        draw.box(painter, rect, 6, c("sunken"), c("line") if self._theme.high else None, 1)
        if self._per_cent:
            painter.setClipRect(QRectF(0, 0, rect.width() * self._per_cent / 100, 12))
            draw.box(painter, rect, 6, c("musi-700"))


class ExportPage(ProctorPage[v.Export]):
    """Where to, how far, and the six words that the minutes carry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "export_page")
        self._meters: list[tuple[Bar, Words]] = []

    @override
    def shape(self, view: v.Export) -> Hashable:
        meters = tuple(meter.words for meter in view.meters)
        return replace(view, bar=replace(view.bar, clock=""), meters=()), meters

    @override
    def build(self, view: v.Export, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        outer.addWidget(self.bar(view.bar))
        inside = QWidget()
        side = 20 if theme.narrow else 28
        body = column(inside, (side, 16, side, 16), 16)
        stages = row(gap=12)
        for at, stage in enumerate(view.stages):
            stages.addWidget(self._stage(stage, at + 1), 1)
        body.addLayout(stages)
        cards = row(gap=20)
        cards.addWidget(self._copy(view), 6)
        cards.addWidget(self._result(view), 4)
        body.addLayout(cards, 1)
        outer.addWidget(Column(inside), 1)
        footer = FooterBar(theme)
        footer.line.addWidget(self.command(view.back))
        footer.line.addStretch()
        footer.line.addWidget(self.command(view.receipts))
        footer.line.addWidget(self.command(view.go, min_width=200))
        outer.addWidget(footer)

    def _stage(self, stage: v.Stage, number: int) -> QWidget:
        frame = QWidget()
        stack = column(frame, gap=12)
        bar = Panel(self.theme, "line" if stage.state is v.RailState.AHEAD else "musi-700")
        bar.setFixedHeight(4)
        stack.addWidget(bar)
        line = row(gap=12)
        states = {v.RailState.DONE: "done", v.RailState.CURRENT: "current"}
        line.addWidget(Disc(self.theme, str(number), state=states.get(stage.state, "plain")))
        weight = 600 if stage.state is v.RailState.CURRENT else 500
        line.addWidget(self.type.body(stage.words, weight), 1)
        stack.addLayout(line)
        return frame

    def _copy(self, view: v.Export) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 14, 24, 14), 8)
        head = row(gap=16)
        head.addWidget(say.body(view.target_label, 600, wrap=False))
        head.addStretch()
        head.addWidget(say.meta(view.target_note))
        stack.addLayout(head)
        for choice in view.targets:
            option = OptionRow(theme, f"target_{choice.code}", choice.label)
            option.show_on(choice.on)
            self.wire(option, Pick("target", choice.code))
            stack.addWidget(option)
            stack.addSpacing(4)  # 12 between what can be pressed
        self._meters = []
        for meter in view.meters:
            line = row()
            line.addWidget(say.body(meter.words, 600), 1)
            share = say.any(meter.done, 18, 600, "ok-700", tabular=True, align="right")
            line.addWidget(share)
            stack.addLayout(line)
            bar = Bar(theme, meter.words)
            stack.addWidget(bar)
            self._meters.append((bar, share))
        for fact in view.lines:
            stack.addWidget(Rule(theme))
            line = row(gap=14)
            line.addWidget(Icon(theme, fact.icon, fact.colour))
            line.addWidget(say.meta(fact.words, 500, "ink", wrap=True), 1)
            line.addWidget(say.meta(fact.value, 400, "ink", wrap=theme.narrow), 1 if theme.narrow else 0)
            stack.addLayout(line)
        for notice in view.notices:
            stack.addWidget(Banner(theme, notice.tone, notice.icon, notice.words))
        stack.addStretch()
        return frame

    def _result(self, view: v.Export) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 20, 24, 20), 0)
        if view.badge is not None:
            stack.addWidget(Pill(theme, view.badge.tone, view.badge.icon, view.badge.words))
            stack.addSpacing(16)
        stack.addWidget(say.body(view.file_label, colour="ink-2"))
        stack.addSpacing(4)
        stack.addWidget(say.code(view.file, 20 if theme.narrow else 26))
        stack.addSpacing(20)
        stack.addWidget(say.body(view.words_label, colour="ink-2"))
        stack.addSpacing(10)
        if view.words:
            stack.addWidget(word_grid(theme, view.words, 52, 17 if theme.narrow else 20))
            stack.addSpacing(14)
        stack.addWidget(say.meta(view.words_note, wrap=True))
        stack.addStretch()
        stack.addSpacing(16)
        small = theme.narrow or theme.size is not TextSize.A
        ways: QBoxLayout = column(gap=12) if small else row(gap=12)
        for button in (view.papers, view.eject):
            if button is not None:
                ways.addWidget(self.command(button), 1)
        stack.addLayout(ways)
        return frame

    @override
    def refresh(self, view: v.Export) -> None:
        self.setAccessibleName(view.target_label)
        self.move_clock(view.bar)
        for (bar, share), meter in zip(self._meters, view.meters, strict=True):
            bar.show_per_cent(meter.per_cent)
            share.say(meter.done)
