"""Parts to read: facts, lines, steps, a way, matching words, meters, running text."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.office.window import view as v
from app.office.window.pages.parts import Bar
from app.office.window.pages.pieces import Piece
from app.ui import draw
from app.ui.controls.action import Kind
from app.ui.flow import Flow, flowing
from app.ui.parts.layout import column, row
from app.ui.parts.panel import Panel, Rule
from app.ui.parts.signs import Disc, Icon
from app.ui.theme import Role, Theme

TOP = Qt.AlignmentFlag.AlignTop
SHORT = 8  # symbols: values that need no column of their own, such as counts


class TextPiece(Piece[v.Text]):
    """Running text."""

    def __init__(self, theme: Theme, part: v.Text) -> None:
        super().__init__(theme, part)
        inside = column(self, gap=6)
        if part.title:
            head = row(gap=8)
            if part.icon:
                head.addWidget(Icon(theme, part.icon, part.colour))
            head.addWidget(self.type.body(part.title, 600), 1)
            inside.addLayout(head)
        inside.addWidget(self.type.body(part.words, 400, "ink" if part.title else "ink-2"))
        inside.addStretch()


class FactsPiece(Piece[v.Facts]):
    """Labels at the left, values at the right."""

    def __init__(self, theme: Theme, part: v.Facts) -> None:
        super().__init__(theme, part)
        inside = column(self, gap=8)
        short = max((len(fact.value) for fact in part.facts), default=0) <= SHORT
        for at, fact in enumerate(part.facts):
            if at:
                inside.addWidget(Rule(theme))
            line = row(gap=12)
            line.addWidget(self.type.body(fact.label, 400, "ink-2"), 2, TOP)
            wide = 0 if short else 3
            if fact.mono:
                value = self.type.code(fact.value, theme.px(Role.META), wrap=True)
            else:
                value = self.type.any(
                    fact.value,
                    theme.px(Role.BODY),
                    600 if fact.strong else 500,
                    "ink",
                    wrap=not short,
                    line=112,
                    tabular=short,
                )
            value.setAccessibleName(f"{fact.label}: {fact.value}")
            line.addWidget(value, wide, TOP)
            inside.addLayout(line)


class LinesPiece(Piece[v.Lines]):
    """An icon and a sentence each."""

    def __init__(self, theme: Theme, part: v.Lines) -> None:
        super().__init__(theme, part)
        inside = column(self, gap=9)
        if not part.lines and part.empty:
            inside.addWidget(self.type.body(part.empty, 400, "ink-2"))
        for at, each in enumerate(part.lines):
            if at:
                inside.addWidget(Rule(theme))
            line = row(gap=12)
            line.addWidget(Icon(theme, each.icon, each.colour), 0, TOP)
            words = column(gap=4)
            words.addWidget(self.type.body(each.words))
            line.addLayout(words, 1)
            if each.value:
                line.addWidget(self.type.meta(each.value), 0, TOP)
            if each.button is not None:
                action = self.command(each.button)
                if each.button.kind is Kind.TEXT:
                    end = row()
                    end.addWidget(action)
                    end.addStretch()
                    words.addLayout(end)
                else:
                    line.addWidget(action, 0, TOP)
            inside.addLayout(line)


class StepsPiece(Piece[v.Steps]):
    """Numbered sentences."""

    def __init__(self, theme: Theme, part: v.Steps) -> None:
        super().__init__(theme, part)
        inside = column(self, gap=12)
        for number, words in enumerate(part.steps, 1):
            line = row(gap=14)
            state = "done" if number <= part.done else "tint"
            line.addWidget(Disc(theme, str(number), state=state, px=24, face_px=13), 0, TOP)
            line.addWidget(self.type.body(words), 1)
            inside.addLayout(line)


class _Dot(QWidget):
    """A station: past, here or ahead, on the line that joins them."""

    def __init__(self, theme: Theme, stand: v.Stand, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._stand, self._first, self._last = theme, stand, first, last
        self.setFixedWidth(20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        middle = self.height() / 2
        top, bottom = (middle if self._first else 0), (middle if self._last else self.height())
        painter.fillRect(QRectF(9, top, 2, bottom - top), c("line-2"))
        spot = QRectF(3, middle - 7, 14, 14)
        match self._stand:
            case v.Stand.PAST:
                draw.box(painter, spot, 7, c("musi-700"))
            case v.Stand.HERE:
                draw.box(painter, spot, 7, c("surface"), c("musi-700"), 4)
            case v.Stand.AHEAD:
                draw.box(painter, spot, 7, c("surface"), c("control"), 2)


class WayPiece(Piece[v.Way]):
    """Stations from the first to the last."""

    def __init__(self, theme: Theme, part: v.Way) -> None:
        super().__init__(theme, part)
        inside = column(self)
        for at, each in enumerate(part.stations):
            line = row(gap=10)
            dot = _Dot(theme, each.stand, first=not at, last=at == len(part.stations) - 1)
            line.addWidget(dot)
            weight = 600 if each.stand is v.Stand.HERE else 400
            words = column()
            words.addSpacing(5)
            words.addWidget(self.type.body(each.words, weight))
            words.addSpacing(5)
            line.addLayout(words, 1)
            if each.value:
                line.addWidget(self.type.meta(each.value))
            inside.addLayout(line)


class MatchingPiece(Piece[v.Matching]):
    """Matching words in boxes."""

    def __init__(self, theme: Theme, part: v.Matching) -> None:
        super().__init__(theme, part)
        flow = Flow(8)
        for words in part.words:
            box = Panel(theme, "surface", "control", 8)
            row(box, (14, 8, 14, 8)).addWidget(self.type.body(words, 600, wrap=False))
            flow.addWidget(box)
        column(self).addWidget(flowing(flow))


class MeterPiece(Piece[v.Meter]):
    """How far something is, with a way to stop it."""

    def __init__(self, theme: Theme, part: v.Meter) -> None:
        super().__init__(theme, part)
        self.setObjectName(part.name)
        inside = column(self, gap=8)
        line = row(gap=12)
        self._words = self.type.body(part.words, 600)
        line.addWidget(self._words, 1)
        self._value = self.type.any(part.value, theme.px(Role.META), 500, "ink-2", tabular=True)
        line.addWidget(self._value)
        inside.addLayout(line)
        self._bar = Bar(theme, part.words)
        inside.addWidget(self._bar)
        if part.cancel is not None:
            end = row()
            end.addWidget(self.command(part.cancel))
            end.addStretch()
            inside.addLayout(end)
        self._show(part)

    def _show(self, part: v.Meter) -> None:
        self._words.say(part.words)
        self._value.say(part.value)
        self._bar.setAccessibleName(part.words)
        self._bar.show_share(v.Share(part.done, part.total))

    @override
    def take(self, part: v.Meter) -> bool:
        if (part.name, part.cancel) != (self.part.name, self.part.cancel):
            return False
        self._show(part)
        return True


class SegmentsPiece(Piece[v.Segments]):
    """A bar for each step of a work, with its name below."""

    def __init__(self, theme: Theme, part: v.Segments) -> None:
        super().__init__(theme, part)
        self.setObjectName(part.name)
        inside = column(self, gap=8)
        self._title = self.type.code(part.title, theme.px(Role.META), wrap=True)
        inside.addWidget(self._title)
        line = row(gap=10)
        self._bars: list[Bar] = []
        for words in part.words:
            one = column(gap=6)
            bar = Bar(theme, words)
            self._bars.append(bar)
            one.addWidget(bar)
            one.addWidget(self.type.meta(words))
            line.addLayout(one, 1)
        inside.addLayout(line)
        self._show(part)

    def _show(self, part: v.Segments) -> None:
        self._title.say(part.title)
        for at, bar in enumerate(self._bars):
            bar.show_share(v.Share(2 if at < part.here else 1 if at == part.here else 0, 2))

    @override
    def take(self, part: v.Segments) -> bool:
        if (part.name, part.words) != (self.part.name, self.part.words):
            return False
        self._show(part)
        return True
