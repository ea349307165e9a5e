"""Cards, figures, messages, and the place that files fall onto."""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.office.window import view as v
from app.office.window.intents import Dropped
from app.office.window.pages.parts import Bar, TagLabel, card
from app.office.window.pages.pieces import Holder, Make, Piece
from app.ui import draw
from app.ui.flow import Flow, flowing
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Banner
from app.ui.parts.signs import Icon
from app.ui.parts.tone import Tone
from app.ui.theme import Role, Theme


class CardPiece(Holder[v.Card]):
    """A card with its title and command."""

    def __init__(self, theme: Theme, part: v.Card, make: Make) -> None:
        super().__init__(theme, part, make)
        frame = card(theme, part.tone)
        frame.setObjectName(part.name)
        column(self).addWidget(frame)
        inside = column(frame, (18, 14, 18, 16), 10)
        if part.title or part.button or part.tag:
            head = row(gap=10)
            title = self.type.card(part.title)
            head.addWidget(title, 1)
            if part.tag:
                head.addWidget(TagLabel(theme, part.tag))
            if part.button:
                head.addWidget(self.command(part.button))
            inside.addLayout(head)
        body = QWidget()
        self._stack = self.stack(column(body, gap=12))
        inside.addWidget(body)
        inside.addStretch(1)
        self._stack.show(part.parts)

    @override
    def take(self, part: v.Card) -> bool:
        mine, theirs = self.part, part
        if (mine.name, mine.title, mine.button, mine.tag, mine.tone) != (
            theirs.name, theirs.title, theirs.button, theirs.tag, theirs.tone,
        ):  # fmt: skip
            return False
        self._stack.show(part.parts)
        return True


class FigurePiece(Piece[v.Figure]):
    """A large number with what it counts."""

    def __init__(self, theme: Theme, part: v.Figure) -> None:
        super().__init__(theme, part)
        inside = column(self, gap=4)
        if part.label:
            inside.addWidget(self.type.meta(part.label, wrap=True))
        line = row(gap=8)
        ink = "ok-700" if part.tone is Tone.OK else "ink"
        number = self.type.any(part.value, theme.px(Role.NUMBER), 700, ink, tabular=True)
        line.addWidget(number)
        if part.label and part.words:
            line.addWidget(self.type.body(part.words, 500, "ink-2", wrap=False))
        line.addStretch()
        inside.addLayout(line)
        if not part.label:
            inside.addWidget(self.type.meta(part.words, wrap=True))
        if part.share is not None:
            bar = Bar(theme, part.label or part.words)
            bar.show_share(part.share)
            inside.addWidget(bar)
        if part.note:
            inside.addWidget(self.type.meta(part.note, wrap=True))
        if part.button is not None:
            end = row()
            end.addWidget(self.command(part.button))
            end.addStretch()
            inside.addLayout(end)
        inside.addStretch()


class NoticePiece(Piece[v.Notice]):
    """A message above what it is about."""

    def __init__(self, theme: Theme, part: v.Notice) -> None:
        super().__init__(theme, part)
        extra = self.command(part.button) if part.button else None
        self._banner = Banner(theme, part.tone, part.icon, part.words, extra)
        self._banner.setObjectName("notice")
        self._banner.setAccessibleName(self._banner.words.accessibleName())
        column(self).addWidget(self._banner)


class ButtonsPiece(Piece[v.Buttons]):
    """Commands side by side."""

    def __init__(self, theme: Theme, part: v.Buttons) -> None:
        super().__init__(theme, part)
        flow = Flow(12)
        for button in part.buttons:
            flow.addWidget(self.command(button))
        column(self).addWidget(flowing(flow))


class DropPiece(Piece[v.Drop]):
    """A dashed place; files that fall onto it go up."""

    def __init__(self, theme: Theme, part: v.Drop) -> None:
        super().__init__(theme, part)
        self._over = False
        self.setObjectName(part.name)
        self.setAccessibleName(part.title)
        self.setAcceptDrops(part.enabled)
        line = row(self, (24, 16, 24, 16), 20)
        line.addWidget(Icon(theme, part.icon, "musi-700", 28, ground="surface", box=64))
        words = column(gap=2)
        words.addWidget(self.type.card(part.title))
        words.addWidget(self.type.body(part.words, 400, "ink-2"))
        line.addLayout(words, 1)
        line.addWidget(self.command(part.button))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            self._over = True
            self.update()
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if paths:
            event.acceptProposedAction()
            self.intent.emit(Dropped(self.part.name, paths))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        c = self.theme.colour
        fill = "musi-100" if self._over else "musi-50"
        draw.box(
            QPainter(self),
            QRectF(self.rect()).adjusted(1, 1, -1, -1),
            14,
            c(fill),
            c("musi-700"),
            2,
            dashed=True,
        )
