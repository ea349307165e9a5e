"""Any page: title and commands, a column of parts that may scroll, perhaps a bar below."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.office.window import view as v
from app.office.window.pages.kinds import piece_for
from app.office.window.pages.parts import TagLabel
from app.office.window.pages.pieces import GAP, Holder, Piece
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Panel
from app.ui.theme import Role, Theme

MIDDLE = 520  # width of a page before anybody is signed in


class HeadPiece(Piece[v.Page]):
    """Title, subtitle, tags and commands."""

    def __init__(self, theme: Theme, part: v.Page) -> None:
        super().__init__(theme, part)
        self.setObjectName("head")
        line = row(self, gap=12)
        words = column(gap=2)
        title = self.type.any(part.title, theme.px(Role.TITLE), 700, "ink", wrap=True, line=104)
        title.setObjectName("title")
        words.addWidget(title)
        if part.subtitle:
            words.addWidget(self.type.body(part.subtitle, 400, "ink-2"))
        line.addLayout(words, 1)
        for tag in part.tags:
            line.addWidget(TagLabel(theme, tag))
        for button in part.buttons:
            line.addWidget(self.command(button))


class FooterPiece(Piece[v.Footer]):
    """Back at the left; on at the right, and why not yet."""

    def __init__(self, theme: Theme, part: v.Footer) -> None:
        super().__init__(theme, part)
        bar = Panel(theme, "surface", "line", sides="t")
        column(self).addWidget(bar)
        line = row(bar, (24, 12, 24, 12), 12)
        if part.back is not None:
            line.addWidget(self.command(part.back))
        line.addStretch()
        if part.words:
            words = self.type.any(part.words, theme.px(Role.META), 400, "ink-2", wrap=True, align="right")
            line.addWidget(words, 4)
        if part.go is not None:
            line.addWidget(self.command(part.go))


class Desk(Holder[v.Page]):
    """The page that is shown. What is equal to before stays as it is, with its focus."""

    intent = Signal(object)

    def __init__(self, theme: Theme, part: v.Page) -> None:
        super().__init__(theme, part, piece_for)
        self.setObjectName(part.name)
        outer = column(self)
        inner = QWidget()
        side = theme.margin
        body = column(inner, (side, 20, side, 20), GAP)
        self._top = column()
        self._head = self._made_head(part)
        self._top.addWidget(self._head)
        body.addLayout(self._top)
        parts = column(gap=GAP)
        body.addLayout(parts)
        body.addStretch(1)
        self._stack = self.stack(parts)
        self._stack.show(part.parts)
        if part.middle:
            outer.addStretch(1)
            line = row()
            inner.setFixedWidth(MIDDLE)
            line.addStretch(1)
            line.addWidget(inner)
            line.addStretch(1)
            outer.addLayout(line)
            outer.addStretch(2)
        else:
            self.column = Column(inner, "page_column")
            outer.addWidget(self.column, 1)
        self._bottom = column()
        outer.addLayout(self._bottom)
        self._footer: FooterPiece | None = None
        self._show_footer(part)

    def _made_head(self, part: v.Page) -> HeadPiece:
        head = HeadPiece(self.theme, part)
        head.intent.connect(self.intent)
        return head

    def _show_footer(self, part: v.Page) -> None:
        if self._footer is not None:
            self._bottom.removeWidget(self._footer)
            self._footer.hide()
            self._footer.deleteLater()
            self._footer = None
        if part.footer is not None:
            self._footer = FooterPiece(self.theme, part.footer)
            self._footer.intent.connect(self.intent)
            self._bottom.addWidget(self._footer)
            self._footer.show()

    def show_page(self, part: v.Page) -> None:
        """Show exactly `part`, which is a state of the same page."""
        if part == self.part:
            return
        held = self._held()
        if _head_of(part) != _head_of(self.part):
            self._top.removeWidget(self._head)
            self._head.hide()
            self._head.deleteLater()
            self._head = self._made_head(part)
            self._top.addWidget(self._head)
            self._head.show()
        self._stack.show(part.parts)
        if part.footer != self.part.footer:
            self._show_footer(part)
        self.part = part
        if held and self._held() != held:
            self._find(held).setFocus()

    def first(self) -> QWidget:
        """What has the focus when the page opens."""
        return self._find(self.part.first)

    def usable(self, name: str) -> QWidget | None:
        """The control of that name, if it can be used now."""
        return usable(self, name)

    def _find(self, name: str) -> QWidget:
        return self.usable(name) or self

    def _held(self) -> str:
        now: QWidget | None = self.focusWidget()
        return now.objectName() if now is not None else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def usable(inside: QWidget, name: str) -> QWidget | None:
    """The control of that name that can be used now; what is on its way out is not meant."""
    named = inside.findChildren(QWidget, name) if name else []
    return next((each for each in named if each.isEnabled() and each.isVisibleTo(inside)), None)


def _head_of(page: v.Page) -> v.Page:
    return replace(page, parts=(), footer=None, printing=None, leaving=None, first="")
