"""k1: a booth waiting for its session."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import CallProctor, Menu, Open
from app.kiosk.window.pages.base import Page
from app.kiosk.window.pages.chrome import language_segments
from app.ui.controls.action import Action, Kind
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Panel, Rule
from app.ui.parts.signs import Art, Icon, Pattern, Pill
from app.ui.parts.tone import Tone
from app.ui.theme import Role, Theme


class LockedPage(Page[v.Locked]):
    """The number of the booth, the time, and what is promised."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "locked_page")

    @override
    def build(self, view: v.Locked, inner: QWidget) -> None:
        line = row(inner)
        line.addWidget(self._booth(view))
        line.addWidget(self._session(view), 1)

    def _booth(self, view: v.Locked) -> QWidget:
        theme, say = self.theme, self.type
        panel = Panel(theme, "dark")
        panel.setFixedWidth(330 if theme.narrow else 468)
        outer = column(panel)
        words = column(margins=(36 if theme.narrow else 48, 46, 24, 28), gap=0)
        name = row(gap=16)
        name.addWidget(Art(theme, "mark-high-contrast" if theme.high else "mark-on-dark", 44, 44))
        name.addWidget(say.any("Bilik", 30, 700, "on-dark"))
        name.addStretch()
        words.addLayout(name)
        words.addSpacing(52)
        words.addWidget(say.any(view.seat_label, theme.px(Role.LEAD), 400, "on-dark-2"))
        words.addWidget(say.any(view.seat, 150, 700, "on-dark", tabular=True))
        words.addWidget(say.any(view.place, theme.px(Role.LEAD), 400, "on-dark", wrap=True))
        words.addWidget(say.any(view.venue, theme.px(Role.LEAD), 400, "on-dark-2", wrap=True))
        outer.addLayout(words)
        cloth = Pattern(theme)
        outer.addWidget(cloth, 1)
        return panel

    def _session(self, view: v.Locked) -> QWidget:  # noqa: PLR0915 - a page is laid out from top to bottom
        theme, say = self.theme, self.type
        frame = QWidget()
        outer = column(frame, (36 if theme.narrow else 64, 32, 36 if theme.narrow else 56, 28))
        top = row(gap=12)
        top.addStretch()
        segments, buttons = language_segments(theme, view.languages)
        for button in buttons:
            button.wished.connect(self.intent)
        top.addWidget(segments)
        display = Action(theme, "display", view.display, Kind.CHIP, icon="a-large-small")
        self.wire(display, Open(Menu.DISPLAY))
        top.addWidget(display)
        outer.addLayout(top)
        inside = QWidget()
        body = column(inside, (0, 8 if theme.narrow else 24, 0, 8))
        clock = row(gap=24)
        self._clock = say.any(view.clock, 72 if theme.narrow else 96, 700, "ink", tabular=True)
        clock.addWidget(self._clock)
        date = say.any(view.date, theme.px(Role.LEAD), 400, "ink-2", wrap=theme.narrow)
        date.setContentsMargins(0, 16 if theme.narrow else 40, 0, 0)
        clock.addWidget(date, 1)
        body.addLayout(clock)
        body.addSpacing(6)
        state = row(gap=16)
        state.addWidget(Pill(theme, view.badge.tone, view.badge.icon, view.badge.words))
        state.addWidget(say.any(view.session, theme.px(Role.BODY), 400, "ink-2", wrap=True), 1)
        body.addLayout(state)
        if view.training:
            body.addSpacing(12)
            tag = row()
            tag.addWidget(Pill(theme, Tone.WARN, "flask-conical", view.training, strong=True))
            tag.addStretch()
            body.addLayout(tag)
        body.addSpacing(18)
        body.addWidget(say.any(view.title, 32 if theme.narrow else 40, 700, "ink", wrap=True, line=100))
        body.addSpacing(8)
        body.addWidget(say.lead(view.lead))
        body.addSpacing(30)
        body.addWidget(Rule(theme, "line-2"))
        body.addSpacing(26)
        promises = row(gap=20)
        for promise in view.promises:
            cell = column(gap=4)
            cell.addWidget(Icon(theme, promise.icon, promise.colour, 32))
            cell.addSpacing(8)
            cell.addWidget(say.body(promise.title, 600))
            cell.addWidget(say.body(promise.words, colour="ink-2"))
            cell.addStretch()
            promises.addLayout(cell, 1)
        body.addLayout(promises)
        body.addStretch()
        outer.addWidget(Column(inside), 1)
        foot = row(gap=16)
        foot.addWidget(say.meta(view.owners, wrap=True), 1)
        proctor = Action(theme, "call_proctor", view.proctor, Kind.CHIP, icon="key-round")
        self.wire(proctor, CallProctor())
        foot.addWidget(proctor)
        outer.addLayout(foot)
        return frame

    @override
    def refresh(self, view: v.Locked) -> None:
        self.setAccessibleName(view.title)
