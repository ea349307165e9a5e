"""Charts drawn from descriptions: the gap plot (after d3), the interval plot and the heat table (after d4).

A description holds numbers for places and ready text for words; it knows no survey. Colour never stands
alone: marks differ in shape, open bands are dashed and hollow, closed cells are hatched and say why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.paper.page import (
    CONTROL,
    INK,
    INK_2,
    LINE,
    LINE_2,
    MUSI_700,
    PAPER,
    WHITE,
    Align,
    Face,
    Sheet,
    Style,
    width_of,
)


class Tone(StrEnum):
    """The colours of a band, from the least to the best; `open` while the band cannot be told."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class _Paint:
    dark: str
    text: str
    tint: str
    mark: str


_PAINTS = {
    Tone.LOW: _Paint("#86290F", "#86290F", "#FBE9E2", "#B4472A"),
    Tone.MIDDLE: _Paint("#6B4500", "#6B4500", "#FDF0D2", "#D99A16"),
    Tone.HIGH: _Paint("#0A4F54", "#0A4F54", "#DDF0EF", "#0F6E73"),
    Tone.OPEN: _Paint(INK_2, INK, WHITE, WHITE),
}
_GROUND = {Tone.LOW: "#FBF0EC", Tone.MIDDLE: "#FDF6E4", Tone.HIGH: "#EDF5F4", Tone.OPEN: PAPER}


_EDGE = 7.0  # so that a mark at the end of an axis stays on its ground


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high` points with labelled `ticks`, drawn from `x` over `width`."""

    low: float
    high: float
    ticks: tuple[int, ...]
    x: float
    width: float

    def at(self, value: float) -> float:
        """Where `value` lies; values beyond the ends lie on them."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.x + _EDGE + share * (self.width - 2 * _EDGE)


def axis(values: Sequence[float], x: float, width: float) -> Axis:
    """An axis in whole tens around `values`, at least 40 points wide, with a tick every 10."""
    low = int(min(values, default=60) - 2) // 10 * 10
    high = -int(-(max(values, default=90) + 2)) // 10 * 10
    high = high if high >= max(values, default=90) + 2 else high + 10
    low, high = max(0, low), min(100, high)
    while high - low < 40:
        low, high = max(0, low - 10), min(100, high + (10 if high - low < 30 else 0))
    return Axis(low, high, tuple(range(low + 10 if low else 0, high if high < 100 else 101, 10)), x, width)


class Shape(StrEnum):
    """The mark of a group."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"


def mark_group(sheet: Sheet, shape: Shape, x: float, y: float) -> None:
    """The mark of a group about (x, y)."""
    match shape:
        case Shape.CIRCLE:
            sheet.circle(x, y, 4.2, fill=MUSI_700)
        case Shape.SQUARE:
            sheet.box(x - 4, y - 4, 8, 8, fill=WHITE, stroke=MUSI_700, line=1.5)
        case Shape.DIAMOND:
            sheet.polygon([(x, y - 5.4), (x + 5.4, y), (x, y + 5.4), (x - 5.4, y)], fill=INK)


@dataclass(frozen=True, slots=True)
class GapRow:
    """One dimension: where each group stands (in the order circle, square, diamond), and the words beside
    it.
    """

    label: str
    note: str
    marks: tuple[tuple[Shape, float], ...]
    city: float | None
    value: str
    gap: str
    strong: bool
    closed: str = ""  # why no marks are drawn


def gap_row(sheet: Sheet, row: GapRow, scale: Axis, top: float, height: float, right: float) -> None:
    """One row of the gap plot, its words to the left of the axis and the numbers up to `right`."""
    sheet.box(scale.x, top, scale.width, height, fill=PAPER)
    for tick in () if row.closed else scale.ticks:
        sheet.rule(scale.at(tick), top, scale.at(tick), top + height, LINE, 0.8)
    left, room = 42.5, scale.x - 50
    middle = top + height / 2
    label = Style(Face.SEMIBOLD, 10)
    if row.note:
        sheet.fit(left, middle - 1, row.label, label, room)
        sheet.fit(left, middle + 9.5, row.note, Style(size=8.5, colour=INK_2), room)
    else:
        sheet.label(left, middle, row.label, label, room)
    if row.city is not None:
        sheet.rule(scale.at(row.city), top, scale.at(row.city), top + height, INK, 1.1, (1.3, 2.2))
    if row.closed:
        small = Style(size=8.5, colour=INK_2)
        centre, wide = scale.x + scale.width / 2, min(scale.width, width_of(row.closed, small) + 8)
        sheet.box(centre - wide / 2, middle - 7, wide, 14, fill=PAPER)
        sheet.fit(centre, middle + 3, row.closed, small, scale.width - 8, Align.CENTRE)
    if len(row.marks) > 1:
        places = [scale.at(value) for _, value in row.marks]
        sheet.rule(min(places), middle, max(places), middle, CONTROL, 1.3)
    lane = {Shape.CIRCLE: -6.5, Shape.SQUARE: 0.0, Shape.DIAMOND: 6.5}
    for shape, value in row.marks:
        mark_group(sheet, shape, scale.at(value), middle + lane[shape])
    sheet.text(right - 48, middle + 3.8, row.value, Style(Face.BOLD, 11), Align.RIGHT)
    face = Face.BOLD if row.strong else Face.REGULAR
    sheet.text(right, middle + 3.5, row.gap, Style(face, 10), Align.RIGHT)
    sheet.rule(left, top + height, right, top + height, LINE)


def axis_labels(sheet: Sheet, scale: Axis, base: float) -> None:
    """The numbers of the axis."""
    for tick in scale.ticks:
        if scale.low < tick < scale.high:
            sheet.text(scale.at(tick), base, str(tick), Style(size=8.5, colour=INK_2), Align.CENTRE)


@dataclass(frozen=True, slots=True)
class BandSpan:
    """A band behind an interval plot, up to `upper` points."""

    upper: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One agency: its interval (none if withheld), the words beside it, its band's chip (none without
    bands).
    """

    label: str
    interval: Interval | None
    tone: Tone
    value: str
    span: str
    chip: str
    closed: str = ""
    strong: bool = False


def interval_row(
    sheet: Sheet,
    row: IntervalRow,
    scale: Axis,
    bands: Sequence[BandSpan],
    city: float | None,
    top: float,
    height: float,
    right: float,
) -> None:
    """One row of the interval plot."""
    left = 42.5
    middle = top + height / 2
    if row.interval is None:
        sheet.box(scale.x, top, scale.width, height, fill=PAPER)
    else:
        _grounds(sheet, scale, bands, top, height)
    face = Face.BOLD if row.strong else Face.SEMIBOLD
    sheet.label(left, middle, row.label, Style(face, 10), scale.x - left - 6)
    if row.interval is not None:
        if city is not None:
            sheet.rule(scale.at(city), top, scale.at(city), top + height, INK, 1.1, (1.3, 2.2))
        _whisker(sheet, row.interval, row.tone, scale, middle)
    else:
        sheet.fit(
            scale.x + scale.width / 2,
            middle + 3,
            row.closed,
            Style(size=8.5, colour=INK_2),
            scale.width - 6,
            Align.CENTRE,
        )
    after = scale.x + scale.width
    sheet.text(after + 30, middle + 4, row.value, Style(Face.BOLD, 11.5), Align.RIGHT)
    sheet.text(after + 36, middle + 3.6, row.span, Style(size=8.8, colour=INK_2))
    if row.chip:
        chip(
            sheet,
            after + 91,
            middle - min(9.0, height / 2 - 1),
            row.chip,
            row.tone,
            right - after - 91,
            min(18.0, height - 2),
        )
    sheet.rule(left, top + height, right, top + height, INK if row.strong else LINE, 0.6)


def _grounds(sheet: Sheet, scale: Axis, bands: Sequence[BandSpan], top: float, height: float) -> None:
    if not bands:
        sheet.box(scale.x, top, scale.width, height, fill=PAPER)
    start = scale.low
    for band in bands:
        end = min(band.upper, scale.high)
        if end > start:
            left = scale.x if start == scale.low else scale.at(start)
            right = scale.x + scale.width if end == scale.high else scale.at(end)
            sheet.box(left, top, right - left, height, fill=_GROUND[band.tone])
            if end < scale.high:
                sheet.rule(scale.at(end), top, scale.at(end), top + height, LINE_2, 0.8)
            start = end


def _whisker(sheet: Sheet, interval: Interval, tone: Tone, scale: Axis, y: float) -> None:
    paint = _PAINTS[tone]
    low, high, x = scale.at(interval.low), scale.at(interval.high), scale.at(interval.value)
    sheet.rule(low, y, high, y, paint.dark, 1.3)
    for end, inside in ((low, interval.low >= scale.low), (high, interval.high <= scale.high)):
        if inside:
            sheet.rule(end, y - 4.2, end, y + 4.2, paint.dark, 1.3)
    mark_band(sheet, tone, x, y)


def mark_band(sheet: Sheet, tone: Tone, x: float, y: float, size: float = 4.8) -> None:
    """The mark of a band: triangle, diamond, disc; hollow while the band is open."""
    paint = _PAINTS[tone]
    match tone:
        case Tone.LOW:
            points = [(x - size, y - size * 0.8), (x + size, y - size * 0.8), (x, y + size)]
            sheet.polygon(points, fill=paint.mark, stroke=paint.dark, line=0.9)
        case Tone.MIDDLE:
            reach = size * 1.15
            points = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            sheet.polygon(points, fill=paint.mark, stroke=paint.dark, line=0.9)
        case Tone.HIGH | Tone.OPEN:
            sheet.circle(
                x, y, size, fill=paint.mark, stroke=paint.dark, line=0.9 if tone is Tone.HIGH else 1.2
            )


def chip(
    sheet: Sheet, x: float, y: float, text: str, tone: Tone | None, room: float = 400, height: float = 18
) -> float:
    """A band's chip: solid, dashed while open, hatched when withheld (no tone). Returns its width."""
    style = Style(Face.BOLD if tone is not None else Face.SEMIBOLD, 9, _PAINTS[tone or Tone.OPEN].text)
    marked = tone is not None and tone is not Tone.OPEN
    lead = 20.0 if marked else 7.5
    width = min(room, width_of(text, style) + lead + 7.5)
    base = y + height / 2 + 3.2
    if tone is None:
        sheet.box(x, y, width, height, fill=WHITE, radius=5)
        sheet.hatch(x, y, width, height, 5)
        sheet.box(x, y, width, height, stroke=CONTROL, radius=5, line=0.6)
        sheet.box(x + 5, y + 3.5, width - 10, height - 7, fill=WHITE)
    elif marked:
        sheet.box(x, y, width, height, fill=_PAINTS[tone].tint, radius=5)
        mark_band(sheet, tone, x + 11, y + height / 2, 4)
    else:
        sheet.box(x, y, width, height, stroke=INK_2, radius=5, line=0.7, dash=(2.2, 1.7))
    sheet.fit(x + lead, base, text, style, width - lead - 5)
    return width


HEAT = ("#DE9579", "#F4D0C1", "#F9EBC8", "#C5E2E0", "#86C0C0")
"""From the least to the best; adjacent steps stay apart for colour-blind eyes."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A value with its step (an index of `HEAT`), or what a closed cell prints (no step)."""

    text: str
    step: int | None


def heat_cell(
    sheet: Sheet, cell: HeatCell, x: float, y: float, width: float, height: float, *, strong: bool
) -> None:
    """One cell of the heat table; the least step also has a triangle, for grey prints."""
    style = Style(Face.BOLD if strong else Face.SEMIBOLD, 9)
    base = y + height / 2 + 3.2
    if cell.step is None:
        sheet.box(x, y, width, height, fill=WHITE, radius=3)
        sheet.hatch(x, y, width, height, 3)
        sheet.box(x, y, width, height, stroke=LINE_2, radius=3, line=0.5)
        blank = width_of(cell.text, style) + 6
        sheet.box(x + (width - blank) / 2, y + 2, blank, height - 4, fill=WHITE)
        sheet.text(x + width / 2, base, cell.text, style, Align.CENTRE)
        return
    sheet.box(x, y, width, height, fill=HEAT[cell.step], radius=3)
    shift = 0.0
    if cell.step == 0:
        shift = 5.0
        at = x + width / 2 - width_of(cell.text, style) / 2 - 3
        middle = y + height / 2
        sheet.polygon([(at - 3, middle - 2.2), (at + 3, middle - 2.2), (at, middle + 2.8)], fill=INK)
    sheet.text(x + width / 2 + shift, base, cell.text, style, Align.CENTRE)
