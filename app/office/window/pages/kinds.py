"""Which piece draws which part."""

from typing import assert_never, cast

from app.office.window import view as v
from app.office.window.pages.cards import ButtonsPiece, CardPiece, DropPiece, FigurePiece, NoticePiece
from app.office.window.pages.forms import FormPiece
from app.office.window.pages.grid import GridPiece
from app.office.window.pages.picture import PicturePiece
from app.office.window.pages.pieces import AcrossPiece, AnyPiece, BesidePiece
from app.office.window.pages.readings import (
    FactsPiece,
    LinesPiece,
    MatchingPiece,
    MeterPiece,
    SegmentsPiece,
    StepsPiece,
    TextPiece,
    WayPiece,
)
from app.office.window.pages.scores import LegendPiece, ScorePiece
from app.office.window.pages.stages import StagesPiece
from app.office.window.pages.table import TablePiece
from app.ui.theme import Theme


def piece_for(theme: Theme, part: v.Part) -> AnyPiece:
    """The piece that draws `part`."""
    return cast("AnyPiece", _piece(theme, part))


def _piece(theme: Theme, part: v.Part) -> object:  # noqa: C901, PLR0912 - a table
    made: object
    match part:
        case v.Card():
            made = CardPiece(theme, part, piece_for)
        case v.Across():
            made = AcrossPiece(theme, part, piece_for)
        case v.Beside():
            made = BesidePiece(theme, part, piece_for)
        case v.Form():
            made = FormPiece(theme, part)
        case v.Grid():
            made = GridPiece(theme, part)
        case v.Table():
            made = TablePiece(theme, part)
        case v.Facts():
            made = FactsPiece(theme, part)
        case v.Lines():
            made = LinesPiece(theme, part)
        case v.Steps():
            made = StepsPiece(theme, part)
        case v.Way():
            made = WayPiece(theme, part)
        case v.Stages():
            made = StagesPiece(theme, part)
        case v.Text():
            made = TextPiece(theme, part)
        case v.Matching():
            made = MatchingPiece(theme, part)
        case v.Meter():
            made = MeterPiece(theme, part)
        case v.Segments():
            made = SegmentsPiece(theme, part)
        case v.Figure():
            made = FigurePiece(theme, part)
        case v.Score():
            made = ScorePiece(theme, part)
        case v.Legend():
            made = LegendPiece(theme, part)
        case v.Notice():
            made = NoticePiece(theme, part)
        case v.Buttons():
            made = ButtonsPiece(theme, part)
        case v.Drop():
            made = DropPiece(theme, part)
        case v.Picture():
            made = PicturePiece(theme, part)
        case _:
            assert_never(part)
    return made
