"""k3: what is promised, and the person's yes or no."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.pages.base import Page, V
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.kiosk.window.pages.consenting import ConsentPage
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Rule, card
from app.ui.parts.signs import Icon
from app.ui.theme import Theme

MANY = 5  # more sentences than this stand closer together


def facts_card(page: Page[V], title: str, lines: tuple[v.Line, ...]) -> QWidget:
    """A card of sentences with icons, ruled apart."""
    theme, say = page.theme, page.type
    frame = card(theme)
    many = len(lines) > MANY
    side, above, apart = (22 if theme.narrow else 24), (16 if many else 24), (6 if many else 9)
    stack = column(frame, (side, above, side, 12 if many else 16), 0)
    stack.addWidget(say.card(title))
    stack.addSpacing(10)
    for at, fact in enumerate(lines):
        if at:
            stack.addWidget(Rule(theme))
        line = row(margins=(0, apart, 0, apart), gap=14)
        line.addWidget(Icon(theme, fact.icon, fact.colour), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(say.body(fact.words), 1)
        stack.addLayout(line)
    return frame


def beside(theme: Theme, inside: QWidget, words: QLayout, facts: QWidget, width: int) -> None:
    """What is promised, and the facts at its right `width` pixels wide, or below it for want of width."""
    margins = theme.margin, 14, theme.margin, 8
    if theme.stacked:
        stack = column(inside, margins, 16)
        stack.addLayout(words)
        stack.addWidget(facts)
        return
    facts.setFixedWidth(width)
    line = row(inside, margins, 20 if theme.narrow else 40)
    line.addLayout(words, 1)
    line.addWidget(facts, 0, Qt.AlignmentFlag.AlignTop)


class PromisePage(ConsentPage[v.Promise]):
    """Three cards, who can read, a warning, and consent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "promise_page")

    @override
    def build(self, view: v.Promise, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        header = HeaderBar(theme, view.header, (self.command(view.aloud),))
        header.intent.connect(self.intent)
        outer.addWidget(header)
        inside = QWidget()
        before = facts_card(self, view.before_title, view.before)
        beside(theme, inside, self._promise(view), before, 296 if theme.narrow else 368)
        outer.addWidget(Column(inside), 1)
        footer = FooterBar(theme)
        footer.line.addWidget(self.consent(view.consent), 1)
        self.ways_on(footer.line, view)
        outer.addWidget(footer)

    def _promise(self, view: v.Promise) -> QVBoxLayout:
        theme, say = self.theme, self.type
        stack = column(gap=0)
        stack.addWidget(say.title(view.title))
        stack.addSpacing(4)
        stack.addWidget(say.body(view.lead, colour="ink-2"))
        stack.addSpacing(12)
        cards = row(gap=10 if theme.narrow else 16)
        for at, promise in enumerate(view.cards):
            cards.addWidget(self._card(promise, at + 1), 1)
        stack.addLayout(cards)
        stack.addSpacing(12)
        stack.addWidget(say.card(view.who_title))
        stack.addSpacing(4)
        for at, who in enumerate(view.who):
            if at:
                stack.addWidget(Rule(theme))
            line = row(margins=(0, 4, 0, 5), gap=10)
            name = say.body(who.title, 600)
            name.setFixedWidth(190 if theme.narrow and not theme.stacked else 290)
            line.addWidget(name)
            line.addWidget(Icon(theme, who.icon, who.colour, 22))
            line.addWidget(say.body(who.words), 1)
            stack.addLayout(line)
        stack.addSpacing(10)
        stack.addWidget(Banner(theme, view.warning.tone, view.warning.icon, view.warning.words))
        stack.addStretch()
        return stack

    def _card(self, promise: v.Line, number: int) -> QWidget:
        theme, say = self.theme, self.type
        frame = card(theme)
        side = 14 if theme.narrow else 18
        stack = column(frame, (side, 14, side, 12), 0)
        head = row()
        head.addWidget(Icon(theme, promise.icon, "musi-800", 28, ground="musi-100", box=52))
        head.addStretch()
        head.addWidget(say.body(str(number), 600, "ink-2", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        stack.addLayout(head)
        stack.addSpacing(12)
        stack.addWidget(say.body(promise.title, 600))
        stack.addSpacing(6)
        stack.addWidget(say.body(promise.words, colour="ink-2"))
        stack.addStretch()
        return frame

    @override
    def refresh(self, view: v.Promise) -> None:
        self.setAccessibleName(f"{view.title}. {view.lead}")
        super().refresh(view)
