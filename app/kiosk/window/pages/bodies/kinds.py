"""Which widget draws which view: the one place that knows all kinds."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from app.kiosk.window import view as v
from app.kiosk.window.pages.bodies.base import B, BodyWidget, Drawn
from app.kiosk.window.pages.bodies.date import DateWidget
from app.kiosk.window.pages.bodies.grid import GridWidget, StatementWidget, one_at_a_time
from app.kiosk.window.pages.bodies.number import NumberWidget
from app.kiosk.window.pages.bodies.options import OptionsWidget
from app.kiosk.window.pages.bodies.ranking import RankingWidget
from app.kiosk.window.pages.bodies.reading import ReadingWidget
from app.kiosk.window.pages.bodies.roster import RosterWidget
from app.kiosk.window.pages.bodies.scale import ScaleWidget
from app.kiosk.window.pages.bodies.worked import WorkedWidget
from app.kiosk.window.pages.bodies.writing import WritingWidget
from app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a body is drawn: `make` its widget anew when `shape` is another."""

    shape: Hashable
    make: Callable[[], BodyWidget]


def drawing(theme: Theme, body: v.Body) -> Drawing:  # noqa: C901, PLR0911 - one line a kind
    """The drawing of `body`."""
    match body:
        case v.Scale():
            return _by(ScaleWidget, theme, body)
        case v.Options():
            return _by(OptionsWidget, theme, body)
        case v.Ranking():
            return _by(RankingWidget, theme, body)
        case v.Grid():
            return _by(StatementWidget if one_at_a_time(theme) else GridWidget, theme, body)
        case v.Number():
            return _by(NumberWidget, theme, body)
        case v.Date():
            return _by(DateWidget, theme, body)
        case v.Writing():
            return _by(WritingWidget, theme, body)
        case v.Worked():
            return _by(WorkedWidget, theme, body)
        case v.Roster():
            return _by(RosterWidget, theme, body)
        case v.Reading():
            return _by(ReadingWidget, theme, body)
        case _:
            assert_never(body)


def _by(kind: type[Drawn[B]], theme: Theme, body: B) -> Drawing:
    return Drawing((kind, kind.fixed(body)), partial(kind, theme, body))
