"""k14 and every page that tells one thing and offers one way on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Pick
from app.kiosk.window.pages.base import Page
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.ui.controls.option import OptionRow
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Banner, Rule, card
from app.ui.parts.signs import Icon, Pill
from app.ui.theme import Role, Theme

_GROUNDS = {"ok-700": "ok-50", "musi-700": "musi-100", "gold-800": "gold-100", "danger-700": "danger-50"}


class MessagePage(Page[v.Message]):
    """One message, its facts at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "message_page")

    @override
    def build(self, view: v.Message, inner: QWidget) -> None:
        theme = self.theme
        outer = column(inner)
        header = HeaderBar(theme, view.header)
        header.intent.connect(self.intent)
        outer.addWidget(header)
        inside = QWidget()
        left = theme.margin + (12 if theme.narrow else 56)
        middle = row(inside, (left, 16, theme.margin + (0 if theme.narrow else 24), 16), 32)
        beside = () if theme.narrow or len(view.groups) < 2 else view.groups[1:]
        middle.addLayout(self._told(view, view.groups[: len(view.groups) - len(beside)]), 560)
        if beside:
            second = column(gap=0)
            second.addStretch()
            self._choices(second, beside)
            second.addStretch()
            middle.addLayout(second, 340)
        elif view.facts:
            middle.addSpacing(0 if theme.narrow else 90)
            middle.addLayout(self._facts(view), 460)
        elif not theme.narrow:
            middle.addStretch(340)
        outer.addWidget(Column(inside), 1)
        if view.left is not None or view.right is not None:
            footer = FooterBar(theme)
            if view.left is not None:
                footer.line.addWidget(self.command(view.left))
            footer.line.addStretch()
            if view.aside:
                footer.line.addWidget(self.type.body(view.aside, colour="ink-2", wrap=False))
            if view.right is not None:
                footer.line.addWidget(self.command(view.right))
            outer.addWidget(footer)

    def _told(self, view: v.Message, groups: tuple[v.Group, ...]) -> QVBoxLayout:
        theme, say = self.theme, self.type
        stack = column(gap=0)
        stack.addStretch()
        stack.addWidget(Pill(theme, view.badge.tone, view.badge.icon, view.badge.words))
        stack.addSpacing(14 if view.groups else 22)
        stack.addWidget(say.title(view.title, 44 if theme.px(Role.TITLE) == 36 else 0))
        stack.addSpacing(10)
        stack.addWidget(say.lead(view.text))
        stack.addSpacing(16 if view.groups else 24)
        if view.notice is not None:
            stack.addWidget(Banner(theme, view.notice.tone, view.notice.icon, view.notice.words))
            stack.addSpacing(28)
        self._choices(stack, groups)
        if view.button is not None:
            line = row()
            line.addWidget(self.command(view.button, height=64, px=theme.px(Role.LEAD)))
            line.addStretch()
            stack.addLayout(line)
        stack.addStretch()
        return stack

    def _choices(self, stack: QVBoxLayout, groups: tuple[v.Group, ...]) -> None:
        for group in groups:
            stack.addWidget(self.type.body(group.label, 600))
            stack.addSpacing(8)
            for choice in group.choices:
                option = OptionRow(self.theme, f"{group.name}_{choice.code}", choice.label, key=choice.key)
                option.show_on(choice.on)
                self.wire(option, Pick(group.name, choice.code))
                stack.addWidget(option)
                stack.addSpacing(12)
            stack.addSpacing(8)

    def _facts(self, view: v.Message) -> QVBoxLayout:
        theme, say = self.theme, self.type
        outer = column()
        outer.addStretch()
        frame = card(theme)
        stack = column(frame, (28, 14, 28, 14))
        for at, fact in enumerate(view.facts):
            if at:
                stack.addWidget(Rule(theme))
            line = row(margins=(0, 12, 0, 14), gap=18)
            ground = _GROUNDS.get(fact.colour, "sunken")
            icon = Icon(theme, fact.icon, fact.colour, 26, ground=ground, box=44)
            line.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
            words = column()
            words.addWidget(say.any(fact.title, 24, 600, "ink", wrap=True, line=100))
            words.addWidget(say.body(fact.words, colour="ink-2"))
            line.addLayout(words, 1)
            stack.addLayout(line)
        outer.addWidget(frame)
        outer.addStretch()
        return outer

    @override
    def refresh(self, view: v.Message) -> None:
        self.setAccessibleName(f"{view.title} {view.text}")
