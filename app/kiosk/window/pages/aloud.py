"""k18: somebody else reads, the respondent presses; what the reader may do, what is promised, yes or no."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent
from app.kiosk.window.pages.base import SHIFT
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.kiosk.window.pages.consenting import ConsentPage
from app.kiosk.window.pages.promise import beside, facts_card
from app.ui.controls.control import ENTER_KEYS
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Panel, card
from app.ui.parts.signs import Icon, Pill
from app.ui.parts.tone import Tone
from app.ui.theme import Theme


class AloudPage(ConsentPage[v.Aloud]):
    """Two cards, a warning, the promise; consent stays in sight however large the text is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "aloud_page")

    @override
    def build(self, view: v.Aloud, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        header = HeaderBar(theme, view.header)
        header.intent.connect(self.intent)
        outer.addWidget(header)
        inside = QWidget()
        promise = facts_card(self, view.promise_title, view.promise)
        width = 296 if theme.narrow else 560 if theme.wide else 470
        beside(theme, inside, self._reading(view), promise, width)
        outer.addWidget(Column(inside), 1)
        outer.addWidget(self._agreeing(view))
        outer.addWidget(self._footer(view))

    def _reading(self, view: v.Aloud) -> QVBoxLayout:
        theme, say = self.theme, self.type
        stack = column(gap=0)
        stack.addWidget(Pill(theme, Tone.INFO, "volume-2", view.mode), 0, Qt.AlignmentFlag.AlignLeft)
        stack.addSpacing(10)
        stack.addWidget(say.title(view.title))
        stack.addSpacing(14)
        gap = 12 if theme.narrow else 16
        cards = row(gap=gap)
        cards.addWidget(self._rules(view.may, "volume-2", "check", "ok-700"), 1)
        cards.addWidget(self._rules(view.must_not, "hand", "x", "danger-700"), 1)
        stack.addLayout(cards)
        stack.addSpacing(16)
        stack.addWidget(Banner(theme, view.warning.tone, view.warning.icon, view.warning.words))
        stack.addStretch()
        return stack

    def _rules(self, rules: v.Rules, icon: str, mark: str, colour: str) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        side = 16 if theme.narrow else 24
        stack = column(frame, (side, 18, side, 16), 12)
        head = row(gap=12)
        head.addWidget(Icon(theme, icon, "musi-700", 28))
        head.addWidget(say.card(rules.title), 1)
        stack.addLayout(head)
        for words in rules.lines:
            line = row(gap=12)
            line.addWidget(Icon(theme, mark, colour), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(say.body(words), 1)
            stack.addLayout(line)
        stack.addStretch()
        return frame

    def _agreeing(self, view: v.Aloud) -> QWidget:
        strip = Panel(self.theme, "paper", "line", sides="t")
        row(strip, (self.theme.margin, 6, self.theme.margin, 6)).addWidget(self.consent(view.consent))
        return strip

    def _footer(self, view: v.Aloud) -> QWidget:
        footer = FooterBar(self.theme)
        footer.line.addWidget(self.command(view.alone))
        footer.line.addStretch()
        self.ways_on(footer.line, view)
        return footer

    @override
    def refresh(self, view: v.Aloud) -> None:
        self.setAccessibleName(f"{view.mode}. {view.title}")
        super().refresh(view)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        if event.key() in ENTER_KEYS and event.modifiers() & SHIFT and self.view is not None:
            return self.view.alone.intent
        return super().key_wish(event)
