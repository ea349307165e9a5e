"""Charts of `app.base.charts` on the screen: intervals over bands, marks, chips, shaded cells."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from app.base.charts import (
    HEAT,
    PAINTS,
    Axis,
    BandSpan,
    GapRow,
    HeatCell,
    IntervalPlot,
    IntervalRow,
    Shape,
    Tone,
)
from app.ui import draw
from app.ui.theme import Role, Theme, sans

CHIP = 26
MARK = 6.5  # half of a mark
CAP = 5.0
_HATCH = "#C9C3B5"


def _line(painter: QPainter, x1: float, y1: float, x2: float, y2: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QLineF(x1, y1, x2, y2))


def paint_mean(painter: QPainter, theme: Theme, x: float, top: float, height: float) -> None:
    """The dotted line of the city's mean."""
    pen = QPen(theme.colour("ink"), 1.4)
    pen.setDashPattern([1.4, 2.2])
    _line(painter, x, top, x, top + height, pen)


def paint_mark(painter: QPainter, tone: Tone, x: float, y: float, size: float = MARK) -> None:
    """The mark of a band: triangle, diamond, disc; hollow while the band is open."""
    paint = PAINTS[tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(paint.dark), 1.4 if tone is not Tone.OPEN else 1.8))
    painter.setBrush(QColor(paint.mark))
    match tone:
        case Tone.LOW:
            shape = [(x - size, y - size * 0.8), (x + size, y - size * 0.8), (x, y + size)]
            painter.drawPolygon(QPolygonF([QPointF(*at) for at in shape]))
        case Tone.MIDDLE:
            reach = size * 1.1
            shape = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            painter.drawPolygon(QPolygonF([QPointF(*at) for at in shape]))
        case Tone.HIGH | Tone.OPEN:
            painter.drawEllipse(QPointF(x, y), size * 0.95, size * 0.95)


def paint_grounds(
    painter: QPainter, theme: Theme, scale: Axis, bands: Sequence[BandSpan], rect: QRectF
) -> None:
    """The bands behind a row, with a line at each limit."""
    if not bands:
        painter.fillRect(rect, theme.colour("paper"))
    start = scale.low
    for band in bands:
        end = min(band.upper, scale.high)
        if end <= start:
            continue
        left = rect.left() if start == scale.low else scale.at(start)
        right = rect.right() if end == scale.high else scale.at(end)
        painter.fillRect(
            QRectF(left, rect.top(), right - left, rect.height()), QColor(PAINTS[band.tone].ground)
        )
        if end < scale.high:
            _line(painter, right, rect.top(), right, rect.bottom(), QPen(theme.colour("line-2"), 1))
        start = end


def paint_interval(
    painter: QPainter, theme: Theme, row: IntervalRow, plot: IntervalPlot, rect: QRectF
) -> None:
    """One row of the interval plot, over its bands; why there is none, where it is withheld."""
    scale, y = plot.scale.placed(rect.x(), rect.width()), rect.center().y()
    if row.interval is None:
        painter.fillRect(rect, theme.colour("paper"))
        draw.text(painter, rect, row.closed, sans(theme.px(Role.META)), theme.colour("ink-2"), draw.CENTRE)
        return
    paint_grounds(painter, theme, scale, plot.bands, rect)
    if plot.city is not None:
        paint_mean(painter, theme, scale.at(plot.city), rect.top(), rect.height())
    found = row.interval
    low, high = scale.at(found.low), scale.at(found.high)
    pen = QPen(QColor(PAINTS[row.tone].dark), 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _line(painter, low, y, high, y, pen)
    for end, inside in ((low, found.low >= scale.low), (high, found.high <= scale.high)):
        if inside:
            _line(painter, end, y - CAP, end, y + CAP, pen)
    paint_mark(painter, row.tone, scale.at(found.value), y)


_LANES = {Shape.CIRCLE: -10.0, Shape.SQUARE: 0.0, Shape.DIAMOND: 10.0}


def paint_group(painter: QPainter, theme: Theme, shape: Shape, x: float, y: float) -> None:
    """The mark of a group of respondents."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match shape:
        case Shape.CIRCLE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("musi-700"))
            painter.drawEllipse(QPointF(x, y), 5.5, 5.5)
        case Shape.SQUARE:
            painter.setPen(QPen(theme.colour("musi-700"), 2))
            painter.setBrush(theme.colour("surface"))
            painter.drawRect(QRectF(x - 5, y - 5, 10, 10))
        case Shape.DIAMOND:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink"))
            around = ((x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y))
            painter.drawPolygon(QPolygonF([QPointF(*one) for one in around]))


def paint_gap(painter: QPainter, theme: Theme, row: GapRow, axis: Axis, rect: QRectF) -> None:
    """One row of the gap plot: each group on a lane of its own, the distance between them as a line."""
    scale, y = axis.placed(rect.x(), rect.width()), rect.center().y()
    painter.fillRect(rect, theme.colour("paper"))
    if row.closed:
        draw.text(painter, rect, row.closed, sans(theme.px(Role.META)), theme.colour("ink-2"), draw.CENTRE)
        return
    for tick in scale.ticks:
        at = scale.at(tick)
        _line(painter, at, rect.top(), at, rect.bottom(), QPen(theme.colour("line"), 1))
    if row.city is not None:
        paint_mean(painter, theme, scale.at(row.city), rect.top(), rect.height())
    places = [scale.at(value) for _, value in row.marks]
    if len(places) > 1:
        _line(painter, min(places), y, max(places), y, QPen(theme.colour("control"), 1.8))
    for shape, value in row.marks:
        paint_group(painter, theme, shape, scale.at(value), y + _LANES[shape])


def paint_ticks(painter: QPainter, theme: Theme, axis: Axis, rect: QRectF) -> None:
    """The numbers of the scale, at the foot of `rect`."""
    scale, face = axis.placed(rect.x(), rect.width()), sans(theme.px(Role.META), tabular=True)
    for tick in scale.ticks:
        if scale.low < tick < scale.high:
            at = QRectF(scale.at(tick) - 20, rect.top(), 40, rect.height())
            draw.text(painter, at, str(tick), face, theme.colour("ink-2"), draw.CENTRE)


def chip_width(theme: Theme, words: str, tone: Tone | None) -> int:
    """How wide a chip is."""
    marked = tone is not None and tone is not Tone.OPEN
    return int(draw.width_of(words, sans(theme.px(Role.META), 600))) + (36 if marked else 20) + 2


def paint_chip(
    painter: QPainter, theme: Theme, words: str, tone: Tone | None, x: float, middle: float, room: float
) -> None:
    """A band's chip: solid with its mark, dashed while it is open, hatched when withheld (no tone)."""
    width = min(chip_width(theme, words, tone), room)
    rect = QRectF(x, middle - CHIP / 2, width, CHIP)
    paint, lead = PAINTS[tone or Tone.OPEN], 10.0
    if tone is None:
        _hatched(painter, theme, rect, 6)
        painter.fillRect(rect.adjusted(6, 3, -6, -3), theme.colour("surface"))
    elif tone is Tone.OPEN:
        draw.box(painter, rect, 6, theme.colour("surface"), QColor(paint.dark), 1, dashed=True)
    else:
        draw.box(painter, rect, 6, QColor(paint.tint))
        paint_mark(painter, tone, x + 15, middle, 5.5)
        lead = 27.0
    box = rect.adjusted(lead, 0, 0, 0)
    face = sans(theme.px(Role.META), 600)
    draw.text(painter, box, words, face, QColor(paint.text), draw.LEFT)


def _hatched(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    draw.box(painter, rect, radius, theme.colour("surface"))
    painter.setBrush(QBrush(QColor(_HATCH), Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(theme.colour("line-2"), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_shade(
    painter: QPainter, theme: Theme, cell: HeatCell, rect: QRectF, *, strong: bool = False
) -> None:
    """A shaded figure; the least step has a triangle too, what is closed is hatched."""
    face, ink = sans(theme.px(Role.META), 700 if strong else 600, tabular=True), theme.colour("ink")
    wide = draw.width_of(cell.text, face)
    if cell.step is None:
        _hatched(painter, theme, rect, 5)
        if cell.text:
            blank = QRectF(rect.center().x() - wide / 2 - 5, rect.top() + 3, wide + 10, rect.height() - 6)
            painter.fillRect(blank, theme.colour("surface"))
        draw.text(painter, rect, cell.text, face, ink, draw.CENTRE)
        return
    draw.box(painter, rect, 5, QColor(HEAT[cell.step]))
    if cell.step == 0:
        at, y = rect.center().x() - wide / 2 - (4 if cell.text else 0), rect.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        shape = ((at - 4, y - 3), (at + 4, y - 3), (at, y + 3.5))
        painter.drawPolygon(QPolygonF([QPointF(*one) for one in shape]))
        rect = rect.adjusted(10 if cell.text else 0, 0, 0, 0)
    draw.text(painter, rect, cell.text, face, ink, draw.CENTRE)
