"""Charts of `app.base.charts` on a sheet: gap plot (after d3), interval plot and heat table (after d4)."""

from collections.abc import Sequence

from app.base.charts import (
    HEAT,
    PAINTS,
    Axis,
    BandSpan,
    BarRow,
    GapRow,
    HeatCell,
    Interval,
    IntervalRow,
    Shape,
    Tone,
)
from app.paper.sheet.page import (
    CONTROL,
    INK,
    INK_2,
    LINE,
    LINE_2,
    MUSI_700,
    PAPER,
    SUNKEN,
    WHITE,
    Align,
    Face,
    Sheet,
    Style,
    width_of,
)


def mark_group(sheet: Sheet, shape: Shape, x: float, y: float) -> None:
    """The mark of a group about (x, y)."""
    match shape:
        case Shape.CIRCLE:
            sheet.circle(x, y, 4.2, fill=MUSI_700)
        case Shape.SQUARE:
            sheet.box(x - 4, y - 4, 8, 8, fill=WHITE, stroke=MUSI_700, line=1.5)
        case Shape.DIAMOND:
            sheet.polygon([(x, y - 5.4), (x + 5.4, y), (x, y + 5.4), (x - 5.4, y)], fill=INK)


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
        sheet.label(left, middle, row.label, label, room, height)
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


def spaced(scale: Axis, least: float = 19.0) -> tuple[int, ...]:
    """The ticks inside the scale, as many as stand `least` apart."""
    inside = [tick for tick in scale.ticks if scale.low < tick < scale.high]
    if len(inside) < 2:
        return tuple(inside)
    step = 1
    while (scale.at(inside[1]) - scale.at(inside[0])) * step < least:
        step += 1
    wanted = 10 * step
    return tuple(tick for tick in inside if tick % wanted == 0)


def sign_of(sheet: Sheet, above: bool | None, x: float, y: float) -> None:
    """Clearly above (a triangle up), clearly below (one down), not clearly different (a small ring)."""
    if above is None:
        sheet.circle(x, y, 2.1, stroke=CONTROL, line=0.9)
        return
    flip = 1 if above else -1
    points = [(x - 3.6, y + 2.8 * flip), (x + 3.6, y + 2.8 * flip), (x, y - 3.4 * flip)]
    sheet.polygon(points, fill=INK)


def axis_labels(sheet: Sheet, scale: Axis, base: float) -> None:
    """The numbers of the axis."""
    for tick in scale.ticks:
        if scale.low < tick < scale.high:
            sheet.text(scale.at(tick), base, str(tick), Style(size=8.5, colour=INK_2), Align.CENTRE)


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
    sheet.label(left, middle, row.label, Style(face, 10), scale.x - left - 6, height)
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


def interval_mark(
    sheet: Sheet,
    row: IntervalRow,
    scale: Axis,
    top: float,
    height: float,
    *,
    middle: float,
    bands: Sequence[BandSpan] = (),
    target: float | None = None,
) -> None:
    """The interval of a row alone at the height `middle`, beside words that stand elsewhere."""
    _grounds(sheet, scale, bands, top, height)
    if row.closed:
        sheet.hatch(scale.x, top, scale.width, height, 0, 4)
        small = Style(size=8, colour=INK_2)
        centre, wide = scale.x + scale.width / 2, min(scale.width, width_of(row.closed, small) + 8)
        sheet.box(centre - wide / 2, middle - 6.5, wide, 13, fill=PAPER)
        sheet.fit(centre, middle + 2.8, row.closed, small, scale.width - 6, Align.CENTRE, 6.5)
        return
    if not bands:
        for tick in spaced(scale):
            sheet.rule(scale.at(tick), top, scale.at(tick), top + height, LINE, 0.7)
    if target is not None:
        sheet.rule(scale.at(target), top, scale.at(target), top + height, MUSI_700, 1)
    if row.city is not None:
        sheet.rule(scale.at(row.city), top, scale.at(row.city), top + height, INK, 1.1, (1.3, 2.2))
    if row.interval is not None:
        _whisker(sheet, row.interval, row.tone, scale, middle, 3.8)


def _grounds(sheet: Sheet, scale: Axis, bands: Sequence[BandSpan], top: float, height: float) -> None:
    if not bands:
        sheet.box(scale.x, top, scale.width, height, fill=PAPER)
    start = scale.low
    for band in bands:
        end = min(band.upper, scale.high)
        if end > start:
            left = scale.x if start == scale.low else scale.at(start)
            right = scale.x + scale.width if end == scale.high else scale.at(end)
            sheet.box(left, top, right - left, height, fill=PAINTS[band.tone].ground)
            if end < scale.high:
                sheet.rule(scale.at(end), top, scale.at(end), top + height, LINE_2, 0.8)
            start = end


def _whisker(sheet: Sheet, interval: Interval, tone: Tone, scale: Axis, y: float, size: float = 4.8) -> None:
    paint = PAINTS[tone]
    low, high, x = scale.at(interval.low), scale.at(interval.high), scale.at(interval.value)
    sheet.rule(low, y, high, y, paint.dark, 1.3)
    for end, inside in ((low, interval.low >= scale.low), (high, interval.high <= scale.high)):
        if inside:
            sheet.rule(end, y - size + 0.6, end, y + size - 0.6, paint.dark, 1.3)
    mark_band(sheet, tone, x, y, size)


def mark_band(sheet: Sheet, tone: Tone, x: float, y: float, size: float = 4.8) -> None:
    """The mark of a band: triangle, diamond, disc; hollow while the band is open."""
    paint = PAINTS[tone]
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
    style = Style(Face.BOLD if tone is not None else Face.SEMIBOLD, 9, PAINTS[tone or Tone.OPEN].text)
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
        sheet.box(x, y, width, height, fill=PAINTS[tone].tint, radius=5)
        mark_band(sheet, tone, x + 11, y + height / 2, 4)
    else:
        sheet.box(x, y, width, height, stroke=INK_2, radius=5, line=0.7, dash=(2.2, 1.7))
    sheet.fit(x + lead, base, text, style, width - lead - 5)
    return width


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


def bar_row(sheet: Sheet, row: BarRow, top: float, height: float, right: float) -> None:
    """One bar on its track, its name at the left and its value at the right."""
    left, start = 42.5, 197.0
    middle, track = top + height / 2, right - 54 - start
    sheet.label(left, middle, row.label, Style(Face.SEMIBOLD, 10.4), start - left - 10, height)
    sheet.box(start, middle - 5.2, track, 10.4, fill=SUNKEN, radius=5.2)
    if row.share is None:
        sheet.hatch(start, middle - 5.2, track, 10.4, 5.2)
        small = Style(size=8.5, colour=INK_2)
        wide = width_of(row.closed, small) + 10
        sheet.box(start + (track - wide) / 2, middle - 6, wide, 12, fill=WHITE)
        sheet.text(start + track / 2, middle + 3, row.closed, small, Align.CENTRE)
    else:
        sheet.box(start, middle - 5.2, max(10.4, track * row.share), 10.4, fill=MUSI_700, radius=5.2)
    sheet.text(right, middle + 3.8, row.value, Style(Face.BOLD, 10.8), Align.RIGHT)
    sheet.rule(left, top + height, right, top + height, LINE)
