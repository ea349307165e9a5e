"""The question list and the expert's rail."""

from typing import ClassVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import GoTo, Intent
from app.kiosk.window.pages.base import next_index
from app.ui import draw
from app.ui.controls.action import Action, Kind
from app.ui.controls.tile import Tile, TileState, paint_tile
from app.ui.parts.layout import Column, column, row
from app.ui.parts.panel import Panel
from app.ui.parts.signs import Disc
from app.ui.parts.words import Type
from app.ui.theme import Role, TextSize, Theme, sans

COLUMNS = 6


class Legend(QWidget):
    """What the tiles mean, with counts."""

    def __init__(self, theme: Theme, questions: v.QuestionList) -> None:
        super().__init__()
        self._theme = theme
        self._list = questions
        roomy = theme.palette > 360
        self._px = theme.px(Role.META) if roomy else 17
        self._across, self._down = (224, 35) if roomy else (168, 30)
        self.setFixedHeight(2 * self._down)

    def show_list(self, questions: v.QuestionList) -> None:
        """New counts."""
        self._list = questions
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._theme.colour
        across, down = self._across, self._down
        face, strong = sans(self._px), sans(self._px, 700)
        entries = (
            (TileState.ANSWERED, *self._list.answered, 0, 0),
            (TileState.OPEN, *self._list.open, across, 0),
            (TileState.FLAGGED, *self._list.flagged, 0, down),
            (None, self._list.current, -1, across, down),
        )
        for state, words, count, x, y in entries:
            spot = QRectF(x, y + (down - 20) / 2, 20, 20)
            if state is None:
                draw.box(painter, spot, 6, c("surface"), c("ink"), 3)
            else:
                paint_tile(painter, self._theme, spot, state, "")
            box = QRectF(x + 28, y, self.width() - x - 28, down)
            draw.text(painter, box, words, face, c("ink-2"), draw.LEFT)
            if count >= 0:
                left = draw.width_of(words, face) + 8
                draw.text(painter, box.adjusted(left, 0, 0, 0), str(count), strong, c("ink"), draw.LEFT)


class QuestionListPanel(Panel):
    """All questions as tiles, beside the question or as a drawer."""

    intent = Signal(object)

    def __init__(
        self, theme: Theme, questions: v.QuestionList, hide_wish: Intent, *, keeps: bool = False
    ) -> None:
        super().__init__(theme, "surface", "line", sides="l")
        self.setObjectName("question_list")
        self.setProperty("drawer", keeps)
        self._keeps = keeps  # a drawer keeps the focus until it is closed
        self.setFixedWidth(theme.palette)
        self._roomy = theme.palette > 360
        self._hide = self._hiding(questions, hide_wish)
        self._tiles: dict[int, Tile] = {}
        self._column = Column(self._field(questions), "list_column")
        self._sought = Sought(theme, questions) if questions.drawn else None
        self._legend = Legend(theme, questions)
        # The right margin is inside the rows: beside the tiles it is the room of a scroll bar.
        margins = (26, 21, 8, 40) if theme.wide else (20, 12, 8, 16) if self._roomy else (15, 10, 2, 16)
        stack = column(self, margins)
        stack.addLayout(self._head(questions))
        stack.addSpacing(9)
        if self._sought is not None:
            line = row(margins=(0, 0, 12, 0))
            line.addWidget(self._sought)
            stack.addLayout(line)
            stack.addSpacing(8)
        stack.addWidget(self._column, 1)
        stack.addSpacing(8)
        stack.addWidget(self._legend)
        self.show_list(questions)

    def _head(self, questions: v.QuestionList) -> QHBoxLayout:
        px = self._theme.px(Role.BODY) if self._roomy else 18
        head = row(margins=(4, 0, 12, 0) if self._roomy else (0, 0, 10, 0))
        head.addWidget(Type(self._theme).any(questions.title, px, 600, "ink"))
        head.addStretch()
        head.addWidget(self._hide)
        return head

    def _hiding(self, questions: v.QuestionList, wish: Intent) -> Action:
        theme = self._theme
        icon = "panel-right-close" if self._roomy or theme.size is TextSize.A else ""
        px = min(theme.px(Role.META), 19) if self._roomy else 16
        hide = Action(theme, "hide_list", questions.hide, Kind.TEXT, icon=icon, px=px, height=48)
        hide.wish = wish
        hide.wished.connect(self.intent)
        return hide

    def _field(self, questions: v.QuestionList) -> QWidget:
        field = QWidget()
        grid = QGridLayout(field)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setSpacing(0)
        line, place, heading = 0, 0, ""
        for tile in questions.tiles:
            if place and (place == COLUMNS or tile.heading != heading):
                line, place = line + 1, 0
            if tile.heading != heading:
                heading = tile.heading
                words = Type(self._theme).meta(heading, 600, "musi-700", wrap=True)
                grid.addWidget(words, line, 0, 1, COLUMNS)
                line += 1
            grid.addWidget(self._tile(tile), line, place)
            place += 1
        grid.setColumnStretch(COLUMNS, 1)
        grid.setRowStretch(line + 1, 1)
        return field

    def _tile(self, tile: v.ListTile) -> Tile:
        widget = Tile(self._theme, f"tile_{tile.number}", str(tile.number), tile.spoken, tile.state)
        widget.wish = GoTo(tile.number)
        widget.wished.connect(self.intent)
        widget.setEnabled(tile.reachable)
        self._tiles[tile.number] = widget
        return widget

    def first(self) -> QWidget:
        """Where the focus goes: the question before the person."""
        here = next((tile for tile in self._tiles.values() if tile.current), None)
        return here if here is not None else self._sought or self._hide

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if not self._keeps:
            return super().focusNextPrevChild(next)
        tiles = [tile for tile in self._tiles.values() if tile.isEnabled()]
        around: list[QWidget] = [*tiles, self._hide]
        around[next_index(around, 1 if next else -1)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def show_list(self, questions: v.QuestionList) -> None:
        """Show the states of the questions."""
        for tile in questions.tiles:
            self._tiles[tile.number].setEnabled(tile.reachable)
            self._tiles[tile.number].show_state(tile.state, tile.spoken, current=tile.current)
            if tile.current:
                self._column.ensureWidgetVisible(self._tiles[tile.number], 0, 8)
        self._legend.show_list(questions)
        if self._sought is not None:
            self._sought.show_list(questions)
            if questions.sought:
                self._sought.setFocus(Qt.FocusReason.ShortcutFocusReason)


class Sought(Panel):
    """The number being typed, and what to do with it; its keys go to the page."""

    def __init__(self, theme: Theme, questions: v.QuestionList) -> None:
        super().__init__(theme, "sunken", radius=8)
        kind = Type(theme)
        self.setObjectName("sought")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = row(self, (14, 8, 14, 8), 12)
        self._prompt = kind.meta(questions.prompt, wrap=True)
        self._number = kind.any(questions.sought, theme.px(Role.TIMER), 700, "ink", tabular=True)
        line.addWidget(self._prompt, 1)
        line.addWidget(self._number)
        self.show_list(questions)

    def show_list(self, questions: v.QuestionList) -> None:
        """Show what has been typed so far."""
        self._prompt.say(questions.prompt)
        self._number.say(questions.sought)
        self.setAccessibleName(questions.prompt)
        self.setAccessibleDescription(questions.sought)


def list_shape(questions: v.QuestionList) -> tuple[object, ...]:
    """What of a question list decides which widgets it has."""
    tiles = tuple((tile.number, tile.heading) for tile in questions.tiles)
    return questions.title, questions.hide, questions.drawn, tiles


class Connector(QWidget):
    """The line between two stops."""

    def __init__(self, theme: Theme, *, done: bool) -> None:
        super().__init__()
        self._colour = theme.colour("musi-700" if done else "line-2")
        self.setFixedSize(32, 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(15, 0, 2, self.height(), self._colour)


class RailPanel(Panel):
    """The agencies of an expert, down the left side."""

    WIDTH = 340
    _DISCS: ClassVar = {
        v.RailState.DONE: "done",
        v.RailState.SKIPPED: "skipped",
        v.RailState.CURRENT: "current",
        v.RailState.AHEAD: "plain",
    }

    def __init__(self, theme: Theme, rail: v.Rail) -> None:
        super().__init__(theme, "surface", "line", sides="r")
        self.setObjectName("rail")
        self.setFixedWidth(self.WIDTH)
        self._kind = Type(theme)
        self._theme_ = theme
        stack = column(self, (16, 20, 16, 12))
        for label in (
            self._kind.any(rail.title, theme.px(Role.BODY), 600, "ink"),
            self._kind.meta(rail.done),
        ):
            label.setContentsMargins(12, 0, 0, 4)
            stack.addWidget(label)
        stack.addSpacing(10)
        inner = QWidget()
        stops = column(inner, gap=0)
        for at, stop in enumerate(rail.stops):
            stops.addWidget(self._stop(stop))
            if at + 1 < len(rail.stops):
                line = row(margins=(12, 0, 0, 0))
                line.addWidget(Connector(theme, done=stop.state is v.RailState.DONE))
                line.addStretch()
                stops.addLayout(line)
        stops.addStretch()
        stack.addWidget(Column(inner, "rail_column"), 1)

    def _stop(self, stop: v.RailStop) -> QWidget:
        here = stop.state is v.RailState.CURRENT
        frame = Panel(self._theme_, "musi-100" if here else "surface", radius=10 if here else 0)
        frame.setMinimumHeight(56 if here else 38)
        line = row(frame, (12, 4, 12, 4), 16)
        line.addWidget(Disc(self._theme_, str(stop.number), state=self._DISCS[stop.state]))
        words = column()
        words.addStretch()
        words.addWidget(self._kind.body(stop.name, 600 if here else 400))
        if stop.note:
            words.addWidget(self._kind.meta(stop.note))
        words.addStretch()
        line.addLayout(words, 1)
        return frame
