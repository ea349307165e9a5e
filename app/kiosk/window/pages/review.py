"""k7: look again before sealing."""

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import GoTo
from app.kiosk.window.pages.base import Page
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar, header_shape
from app.ui.controls.action import Action, Kind
from app.ui.controls.tile import Tile
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Panel, Rule, card
from app.ui.parts.signs import Icon
from app.ui.theme import Role, TextSize, Theme


class ReviewPage(Page[v.Review]):
    """Counts, what is still open or doubtful, and the seal."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "review_page")
        self._header: HeaderBar | None = None

    @override
    def shape(self, view: v.Review) -> Hashable:
        plain = replace(view.header, save=None, timer=None)
        return header_shape(view.header), replace(view, header=plain)

    @override
    def build(self, view: v.Review, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        self._header = HeaderBar(theme, view.header)
        self._header.intent.connect(self.intent)
        outer.addWidget(self._header)
        middle = row()
        outer.addLayout(middle, 1)
        below = theme.size is not TextSize.A and not (theme.wide and not theme.largest)
        middle.addWidget(Column(self._list(view, below=below), "doubt_column"), 1)
        if not below:
            middle.addWidget(self._side(view))
        footer = FooterBar(theme)
        if view.back is not None:
            footer.line.addWidget(self.command(view.back))
        footer.line.addStretch()
        footer.line.addWidget(self.command(view.go, min_width=240))
        outer.addWidget(footer)

    def _list(self, view: v.Review, *, below: bool) -> QWidget:
        """Counts and doubts; what sealing means stands `below` where there is no room beside."""
        theme, say = self.theme, self.type
        inside = QWidget()
        right = theme.margin if below else 28 if theme.narrow else 40
        stack = column(inside, (theme.margin, 26, right, 20), 0)
        stack.addWidget(say.title(view.title))
        stack.addSpacing(18)
        if view.notice is not None:
            button = self.command(view.notice.button) if view.notice.button is not None else None
            stack.addWidget(Banner(theme, view.notice.tone, view.notice.icon, view.notice.words, button))
            stack.addSpacing(16)
        counts = row(gap=16)
        for count in view.counts:
            counts.addWidget(self._count(count), 1)
        stack.addLayout(counts)
        stack.addSpacing(24)
        stack.addWidget(say.card(view.list_title))
        stack.addSpacing(10)
        bare = below and theme.narrow
        stack.addWidget(self._doubts(view, bare=bare))
        if view.skipped:
            stack.addSpacing(24)
            stack.addWidget(say.card(view.skipped_title))
            stack.addSpacing(10)
            stack.addWidget(self._skipped(view))
        if below:
            stack.addSpacing(24)
            stack.addWidget(say.card(view.side_title))
            stack.addSpacing(14)
            self._meaning(view, stack)
        stack.addStretch()
        return inside

    def _count(self, count: v.Line) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        line = row(frame, (16, 12, 12, 12) if theme.narrow else (20, 14, 16, 12), 12 if theme.narrow else 16)
        ground = {"musi-800": "musi-100", "gold-800": "gold-100"}.get(count.colour, "sunken")
        line.addWidget(Icon(theme, count.icon, count.colour, 24, ground=ground, box=44))
        words = column()
        words.addWidget(say.any(count.value, self.theme.px(Role.NUMBER) + 4, 700, "ink", tabular=True))
        words.addWidget(say.body(count.words, colour="ink-2"))
        line.addLayout(words, 1)
        return frame

    def _doubts(self, view: v.Review, *, bare: bool) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        stack = column(frame, (8, 2, 8, 2))
        if not view.items:
            nothing = say.body(view.nothing, colour="ink-2")
            nothing.setContentsMargins(14, 14, 14, 14)
            stack.addWidget(nothing)
        group = ""
        for at, item in enumerate(view.items):
            if at:
                stack.addWidget(Rule(theme))
            if item.group != group:
                group = item.group
                heading = say.meta(group, 600, "musi-700", wrap=True)
                heading.setContentsMargins(14, 12, 14, 0)
                stack.addWidget(heading)
            line = row(margins=(14, 10, 12, 10), gap=20)
            tile = Tile(theme, f"tile_{item.number}", str(item.number), item.spoken, item.state)
            tile.setEnabled(item.reachable)
            self.wire(tile, GoTo(item.number))
            line.addWidget(tile)
            words = column()
            words.addWidget(say.body(item.text))
            words.addWidget(say.meta(item.note, wrap=True))
            line.addLayout(words, 1)
            line.addWidget(self._way(view, item, bare=bare))
            stack.addLayout(line)
        return frame

    def _way(self, view: v.Review, item: v.Doubt, *, bare: bool) -> QWidget:
        """The way to a question, or that there is none any more; `bare` leaves its words to the icon."""
        if not item.reachable:
            closed = QWidget()
            line = row(closed, gap=8)
            line.addWidget(Icon(self.theme, "lock", "ink-2"))
            line.addWidget(self.type.meta(view.closed_word))
            return closed
        name, words = f"open_{item.number}", "" if bare else view.open_word
        way = Action(self.theme, name, words, Kind.TEXT, after="chevron-right", spoken=item.spoken)
        return self.wire(way, GoTo(item.number))

    def _skipped(self, view: v.Review) -> QWidget:
        """The agencies that an expert left out."""
        frame = card(self.theme)
        stack = column(frame, (8, 2, 8, 2))
        for at, (name, button) in enumerate(view.skipped):
            if at:
                stack.addWidget(Rule(self.theme))
            line = row(margins=(14, 8, 12, 8), gap=20)
            line.addWidget(self.type.body(name), 1)
            way = self.command(button)
            way.setAccessibleName(f"{button.words}: {name}")
            line.addWidget(way)
            stack.addLayout(line)
        return frame

    def _side(self, view: v.Review) -> QWidget:
        theme, say = self.theme, self.type
        side = Panel(theme, "surface", "line", sides="l")
        side.setFixedWidth(310 if theme.narrow else 520 if theme.wide else 404)
        pad = 22 if theme.narrow else 32
        stack = column(side, (pad, 30, pad, 20), 0)
        stack.addWidget(Icon(theme, "stamp", "gold-800", 38, ground="gold-100", box=72))
        stack.addSpacing(20)
        px = theme.px(Role.LEAD) + (2 if theme.narrow else 4)
        stack.addWidget(say.any(view.side_title, px, 600, "ink", wrap=True, line=100))
        stack.addSpacing(14)
        self._meaning(view, stack)
        stack.addStretch()
        return side

    def _meaning(self, view: v.Review, stack: QVBoxLayout) -> None:
        for fact in view.side:
            line = row(gap=12)
            line.addWidget(Icon(self.theme, fact.icon, fact.colour), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self.type.body(fact.words), 1)
            stack.addLayout(line)
            stack.addSpacing(14)

    @override
    def refresh(self, view: v.Review) -> None:
        self.setAccessibleName(view.title)
        if self._header is not None:
            self._header.show_header(view.header)
