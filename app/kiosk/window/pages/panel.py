"""p2: the session's panel. Progress and counts, never answers."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Do, Intent
from app.kiosk.window.pages.base import CONTROL
from app.kiosk.window.pages.proctored import ProctorPage
from app.ui import draw
from app.ui.controls.action import Kind
from app.ui.controls.control import Control
from app.ui.icons import draw_icon
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Rule, card
from app.ui.parts.signs import Icon
from app.ui.parts.tone import Tone
from app.ui.theme import Role, TextSize, Theme, sans

SIDE = 28  # the margin of the proctor's pages
LEFT, RIGHT = 66, 33  # how they share their width


class DeedButton(Control):
    """A deed of the proctor: icon, key hint, word; 116 px high."""

    def __init__(self, theme: Theme, big: v.BigButton) -> None:
        super().__init__(theme, big.button.name, big.button.words)
        self.enters = True
        self._big = big
        self.setEnabled(big.button.enabled)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _face(self) -> QFont:
        size = self.theme.px(Role.META)
        return sans(size if self.theme.narrow or size > 16 else 18, 600)

    @override
    def sizeHint(self) -> QSize:
        return QSize(int(draw.width_of(self._big.button.words, self._face())) + 30, 116)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter, c = QPainter(self), self.theme.colour
        kind, over = self._big.button.kind, self.hovered
        if not self.isEnabled():
            fill, border, ink = c("sunken"), c("line-2"), c("ink-3")
        elif kind is Kind.PRIMARY:
            fill, border, ink = c("musi-800" if over else "musi-700"), c("musi-700"), c("on-primary")
        elif kind is Kind.DANGER:
            fill, border, ink = c("danger-50" if over else "surface"), c("danger-600"), c("danger-700")
        else:
            fill, border, ink = c("musi-50" if over else "surface"), c("control"), c("ink")
        draw.box(painter, self.rect(), 10, fill, border, self.theme.border)
        draw_icon(painter, self._big.button.icon, QRectF(16, 16, 28, 28), ink)
        keycap = QRectF(self.width() - 50, 15, 38, 28)
        draw.box(painter, keycap, 6, None, ink, 1)
        draw.text(painter, keycap, self._big.key, sans(16, 500), ink, draw.CENTRE)
        words = QRectF(16, self.height() - 46, self.width() - 20, 40)
        draw.text(painter, words, self._big.button.words, self._face(), ink, draw.LEFT)


class StagePill(QWidget):
    """One phase of the session, as a rounded tag."""

    def __init__(self, theme: Theme, stage: v.Stage) -> None:
        super().__init__()
        self._theme, self._stage = theme, stage
        self.setFixedHeight(44)
        self.setAccessibleName(stage.words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        here = self._stage.state is v.RailState.CURRENT
        ink = c("ok-700" if here else "ink-2")
        fill, border = ("ok-50", "ok-700") if here else ("surface", "line-2")
        draw.box(painter, self.rect(), 22, c(fill), c(border), self._theme.border)
        face = sans(16, 600)
        icon = self._stage.icon if self._stage.state is not v.RailState.AHEAD else ""
        words = draw.width_of(self._stage.words, face)
        x = (self.width() - words - (28 if icon else 0)) / 2
        if icon:
            draw_icon(painter, icon, QRectF(x, 12, 20, 20), ink)
            x += 28
        draw.text(painter, QRectF(x, 0, words + 4, 44), self._stage.words, face, ink, draw.LEFT)


class Dot(QWidget):
    """The colour of the state beside its word."""

    def __init__(self, theme: Theme, tone: Tone) -> None:
        super().__init__()
        colours = {Tone.OK: "ok-700", Tone.WARN: "gold-600", Tone.DANGER: "danger-600", Tone.INFO: "control"}
        self._colour = theme.colour(colours[tone])
        self.setFixedSize(18, 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw.box(QPainter(self), QRectF(self.rect()), 9, self._colour)


class PanelPage(ProctorPage[v.PanelView]):
    """State, deeds, counts, log, condition."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "panel_page")

    @override
    def shape(self, view: v.PanelView) -> Hashable:
        return replace(view, bar=replace(view.bar, clock=""))

    @override
    def build(self, view: v.PanelView, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        outer.addWidget(self.bar(view.bar))
        inside = QWidget()
        side = 20 if theme.narrow else SIDE
        air = 24 if view.notice is None else 12
        body = row(inside, (side, air, side, air), 16 if theme.narrow else 20)
        left = column(gap=20 if view.notice is None else 10)
        if view.notice is not None:
            left.addWidget(Banner(theme, view.notice.tone, view.notice.icon, view.notice.words))
        left.addWidget(self._state(view))
        left.addLayout(self._deeds(view))
        left.addWidget(self._recap(view), 1)
        body.addLayout(left, LEFT)
        right = column(gap=20)
        right.addWidget(self._log(view), 1)
        right.addWidget(self._condition(view))
        body.addLayout(right, RIGHT)
        outer.addWidget(Column(inside), 1)

    def _deeds(self, view: v.PanelView) -> QGridLayout:
        """In one row, or in two where the words are too large for it."""
        grid = QGridLayout()
        grid.setSpacing(12)
        buttons = [DeedButton(self.theme, big) for big in view.deeds]
        wide = max(button.sizeHint().width() for button in buttons)
        room = (self.theme.width - 2 * SIDE) * LEFT // (LEFT + RIGHT) - 20
        across = len(buttons) if len(buttons) * (wide + 12) <= room else (len(buttons) + 1) // 2
        for at, (button, big) in enumerate(zip(buttons, view.deeds, strict=True)):
            self.wire(button, big.button.intent)
            grid.addWidget(button, at // across, at % across)
        for at in range(across):
            grid.setColumnStretch(at, 1)
        return grid

    def _state(self, view: v.PanelView) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 20, 24, 18), 0)
        line = row()
        words = column()
        words.addWidget(say.body(view.state_label, colour="ink-2"))
        state = row(gap=14)
        state.addWidget(Dot(theme, view.tone))
        state.addWidget(say.any(view.state, 36, 700, "ink"))
        state.addStretch()
        words.addLayout(state)
        line.addLayout(words, 1)
        planned = column()
        planned.addWidget(say.any(view.planned_label, theme.px(Role.BODY), 400, "ink-2", align="right"))
        planned.addWidget(say.any(view.planned, 36, 700, "ink", align="right", tabular=True))
        line.addLayout(planned)
        stack.addLayout(line)
        stack.addSpacing(14)
        stages = row(gap=8)
        for stage in view.stages:
            stages.addWidget(StagePill(theme, stage), 1)
        stack.addLayout(stages)
        stack.addSpacing(14)
        info = row(gap=10)
        info.addWidget(Icon(theme, "eye-off", "ink-2", 22), 0, Qt.AlignmentFlag.AlignTop)
        info.addWidget(say.meta(view.info, wrap=True), 1)
        stack.addLayout(info)
        if view.rule:
            stack.addSpacing(8)
            rule = row(gap=10)
            rule.addWidget(Icon(theme, "clock", "ink-2", 22), 0, Qt.AlignmentFlag.AlignTop)
            rule.addWidget(say.meta(view.rule, wrap=True), 1)
            stack.addLayout(rule)
        return frame

    def _recap(self, view: v.PanelView) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 14, 16, 16), 0)
        titles = column()
        titles.addWidget(say.body(view.recap_title, 600))
        titles.addWidget(say.meta(view.recap_time))
        below = theme.narrow or theme.largest
        self._head(stack, titles, view.slips, below=below, across=not (theme.narrow and theme.largest))
        stack.addSpacing(14)
        counts = row(gap=12)
        for number, words in view.counts:
            cell = column()
            cell.addWidget(say.any(str(number), 40 if theme.narrow else 52, 700, "ink", tabular=True))
            cell.addWidget(say.meta(words, wrap=True) if theme.narrow else say.body(words, colour="ink-2"))
            counts.addLayout(cell, 1)
        stack.addLayout(counts)
        stack.addStretch()
        stack.addSpacing(12)
        if view.match is not None:
            stack.addWidget(Banner(theme, view.match.tone, view.match.icon, view.match.words))
        return frame

    def _head(
        self,
        stack: QVBoxLayout,
        title: QVBoxLayout,
        buttons: Sequence[v.Button],
        *,
        below: bool,
        across: bool = True,
    ) -> None:
        """A card's title, its commands at the right, or below where words are large or room is small."""
        commands: QBoxLayout = row(gap=12) if across else column(gap=12)
        for button in buttons:
            commands.addWidget(self.command(button))
        if below:
            stack.addLayout(title)
            stack.addSpacing(8)
            commands.addStretch()
            stack.addLayout(commands)
        else:
            head = row(gap=12)
            head.addLayout(title, 1)
            head.addLayout(commands)
            stack.addLayout(head)

    def _log(self, view: v.PanelView) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (24, 10, 16, 16), 0)
        title = column()
        title.addWidget(say.body(view.log_title, 600))
        below = theme.narrow or theme.size is not TextSize.A
        self._head(stack, title, (view.journal, view.add), below=below)
        inside = QWidget()
        lines = column(inside, (0, 0, 8, 0))
        for at, entry in enumerate(view.log):
            if at:
                lines.addWidget(Rule(theme))
            line = row(margins=(0, 9, 0, 9), gap=14)
            time = say.any(entry.time, 16, 500, "ink-2", tabular=True)
            line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Icon(theme, entry.icon, "ink", 22), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(say.meta(entry.words, 400, "ink", wrap=True), 1)
            lines.addLayout(line)
        lines.addStretch()
        log = Column(inside, "log_column")
        log.setMinimumHeight(150)  # it scrolls; a long log makes no long page
        log.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        stack.addWidget(log, 1)
        return frame

    def _condition(self, view: v.PanelView) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack: QVBoxLayout = column(frame, (24, 10, 16, 10), 6)
        title = column()
        title.addWidget(say.body(view.condition_title, 600))
        below = theme.narrow or theme.size is not TextSize.A
        self._head(stack, title, (view.close, view.export), below=below)
        for fact in view.conditions:
            line = row(margins=(0, 2, 8, 2), gap=12)
            line.addWidget(Icon(theme, fact.icon, fact.colour, 24))
            line.addWidget(say.meta(fact.words, 600, "ink"), 1)
            line.addWidget(say.meta(fact.value))
            stack.addLayout(line)
        stack.addWidget(self.command(view.check))
        return frame

    @override
    def refresh(self, view: v.PanelView) -> None:
        self.setAccessibleName(f"{view.state_label}: {view.state}")
        self.move_clock(view.bar)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        view = self.view
        if view is None:
            return None
        if event.key() == Qt.Key.Key_L and event.modifiers() & CONTROL:
            return view.bar.leave.intent
        offset = event.key() - Qt.Key.Key_F1 + 1
        for big in view.deeds:
            if big.key == f"F{offset}" and big.button.enabled and isinstance(big.button.intent, Do):
                return big.button.intent
        return view.check.intent if event.key() == Qt.Key.Key_F9 else None
