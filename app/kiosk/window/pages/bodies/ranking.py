"""Options in order of preference: each press gives the next rank, a second press takes it away."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, Press, Rank
from app.kiosk.window.pages.bodies.base import Choices, Drawn
from app.ui.controls.action import Action
from app.ui.controls.control import Control
from app.ui.parts.layout import column, row
from app.ui.ranks import RankRow
from app.ui.theme import Role, Theme


class RankingWidget(Drawn[v.Ranking]):
    """Rows that keep their places: only the discs with the ranks change, so that no row flees the pointer."""

    AIRY = 4  # so many rows leave room for air on the smallest screen

    def __init__(self, theme: Theme, body: v.Ranking) -> None:
        super().__init__(theme, body)
        self.tight = len(body.options) > self.AIRY
        stack = column(self, gap=12)
        self._rows: list[RankRow] = []
        self._moves: list[tuple[Action, Action]] = []
        for one in body.options:
            line = row(gap=12)
            option = RankRow(theme, f"option_{one.code}", one.label, key=one.key)
            self._wire(option, Press(one.code))
            line.addWidget(option, 1)
            moves = self._move(one, "up", -1), self._move(one, "down", 1)
            for move in moves:
                line.addWidget(move)
            stack.addLayout(line)
            self._rows.append(option)
            self._moves.append(moves)
        self.setMaximumWidth(1010)

    def _move(self, one: v.Ranked, name: str, by: int) -> Action:
        move = Action(self.theme, f"{name}_{one.code}", "", icon=f"arrow-{name}", spoken=name)
        move.setFixedWidth(self.theme.px(Role.BUTTON_HEIGHT))
        policy = move.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        move.setSizePolicy(policy)
        self._wire(move, Rank(one.code, by))
        return move

    @override
    @classmethod
    def fixed(cls, body: v.Ranking) -> Hashable:
        return tuple((one.code, one.key, one.label) for one in body.options)

    @override
    def redraw(self) -> None:
        for one, option, (up, down) in zip(self.body.options, self._rows, self._moves, strict=True):
            option.show_rank(one.rank, one.spoken)
            _offer(up, one.up, down if one.down else option)
            _offer(down, one.down, up if one.up else option)

    @override
    def answers(self) -> Sequence[Control]:
        return self._rows

    @override
    def footnote(self) -> str:
        return self.body.filled

    @override
    def key_wish(self, event: QKeyEvent, absents: Choices) -> Intent | None:
        """A digit takes the focus along, so that Alt and an arrow move what was just chosen."""
        for one, option in zip(self.body.options, self._rows, strict=True):
            if event.text() and one.key == event.text():
                option.setFocus(Qt.FocusReason.TabFocusReason)
                return Press(one.code)
        return super().key_wish(event, absents)

    @override
    def lift(self, by: int) -> Intent | None:
        for one, option, moves in zip(self.body.options, self._rows, self._moves, strict=True):
            if any(part.hasFocus() for part in (option, *moves)):
                return Rank(one.code, by) if (one.up and by < 0) or (one.down and by > 0) else None
        return None


def _offer(move: Action, spoken: str, instead: Control) -> None:
    """Show or hide a move; the focus of one that goes passes to `instead`."""
    if spoken:
        move.words("", spoken)
        move.show()
        return
    if move.hasFocus():
        instead.show()
        instead.setFocus()
    move.hide()
