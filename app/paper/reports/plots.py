"""From a scored round to what its charts say, in the same words on paper and on the screen."""

from collections.abc import Iterable
from itertools import pairwise

from app.base.charts import (
    Axis,
    BarRow,
    GapPlot,
    GapRow,
    HeatCell,
    Interval,
    IntervalPlot,
    IntervalRow,
    Shape,
    Tone,
    axis,
)
from app.base.sentences import Language, decimal, say
from app.paper.reports.figures import (
    band_spans,
    index_printed,
    printed,
    span,
    standing_words,
    tone_of,
    worded,
)
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.results import AgencyResult, CityResult, Outcome, Standing, Withheld
from app.scoring.scheme import Component, Dimension, Method

SHAPES = {
    Component.INTERNAL: Shape.CIRCLE,
    Component.EXTERNAL: Shape.SQUARE,
    Component.EXPERT: Shape.DIAMOND,
}
_STRONG_GAP = 100  # tenths: gaps over 10 points are printed bold, and the page says so


def gap_plot(result: CityResult, agency: AgencyResult, language: Language) -> GapPlot:
    """Where the groups of an agency stand in each dimension, and how far apart: of the rounded figures."""
    rows = tuple(_gap_row(result, agency, each, language) for each in agency.dimensions)
    values = [value for row in rows for _, value in row.marks]
    values += [row.city for row in rows if row.city is not None]
    return GapPlot(rows, axis(values))


def _gap_row(result: CityResult, agency: AgencyResult, dimension: Dimension, language: Language) -> GapRow:
    cells = ((each, agency.groups[each].cells.get(dimension)) for each in Component)
    marks = tuple((SHAPES[each], cell.value) for each, cell in cells if isinstance(cell, Estimate))
    tenths = [to_tenths(value) for _, value in marks]
    gap = max(tenths) - min(tenths) if len(tenths) > 1 else None
    city, figure = result.dimensions.get(dimension), agency.dimensions[dimension]
    return GapRow(
        label=worded(result.method.dimension_labels[dimension], language),
        note=_not_asked(result.method, dimension, language),
        marks=marks,
        city=city.value if isinstance(city, Estimate) and isinstance(figure, Estimate) else None,
        value=printed(language, figure),
        gap="–" if gap is None else decimal(language, gap),
        strong=gap is not None and gap > _STRONG_GAP,
        closed="" if marks else say(language, "paper.groups_closed"),
        width=gap,
    )


def _not_asked(method: Method, dimension: Dimension, language: Language) -> str:
    match [each for each in Component if dimension not in method.asked(each)]:
        case [Component.INTERNAL]:
            return say(language, "paper.staff_not_asked")
        case [Component.EXTERNAL]:
            return say(language, "paper.users_not_asked")
        case [Component.EXPERT]:
            return say(language, "paper.experts_not_asked")
        case _:
            return ""


def interval_plot(result: CityResult, language: Language, component: Component | None = None) -> IntervalPlot:
    """The agencies in alphabetical order, then the city: their index, or what one group alone comes to.

    Bands are those of the index; a group's figure has none.
    """
    method = result.method
    figures = [
        (one.name, one.index, one.standing)
        if component is None
        else (one.name, one.groups[component].figure, None)
        for one in result.agencies
    ]
    city, standing = (
        (result.index, result.standing) if component is None else (result.components[component], None)
    )
    rows = tuple(
        _row(method, worded(name, language), figure, band, language) for name, figure, band in figures
    )
    star = "*" if result.missing else ""
    label = say(language, "paper.city_row_of", count=len(result.included)) + star
    whole = _row(method, label, city, standing, language, strong=True)
    values = [v for row in (*rows, whole) if row.interval for v in (row.interval.low, row.interval.high)]
    bands = band_spans(method) if component is None else ()
    return IntervalPlot(rows, whole, bands, axis(values), city.value if isinstance(city, Estimate) else None)


def _row(
    method: Method,
    label: str,
    figure: Outcome,
    standing: Standing | None,
    language: Language,
    *,
    strong: bool = False,
) -> IntervalRow:
    if isinstance(figure, Withheld):
        closed, chip = say(language, "paper.not_enough"), say(language, "paper.withheld_star")
        return IntervalRow(
            label, None, Tone.OPEN, index_printed(language, figure), "", chip, closed, strong=strong
        )
    tone = Tone.OPEN if standing is None else tone_of(method, standing)
    band = "" if standing is None else standing_words(language, standing)
    interval = Interval(figure.value, figure.low, figure.high)
    return IntervalRow(
        label, interval, tone, printed(language, figure), span(language, figure), band, strong=strong
    )


def heat_steps(method: Method) -> tuple[int, int, int, int]:
    """Where the shades of the heat table change, in tenths: about the limits of a method of three bands."""
    if len(method.bands) == 3:
        low, high = method.bands[0].upper + 1, method.bands[1].upper + 1
        return low - 80, low, high, high + 50
    return 600, 700, 800, 900


def heat_cell_of(method: Method, outcome: Outcome | None, language: Language) -> HeatCell:
    """A cell of the heat table; nobody was asked: a dash."""
    if outcome is None:
        return HeatCell("–", None)
    text = printed(language, outcome)
    if isinstance(outcome, Withheld):
        return HeatCell(text, None)
    return HeatCell(text, sum(outcome.tenths >= limit for limit in heat_steps(method)))


def heat_words(method: Method, language: Language) -> tuple[str, ...]:
    """What each shade stands for, from the least to the best."""
    steps = heat_steps(method)
    between = (f"{_bound(language, low)}–{decimal(language, high - 1)}" for low, high in pairwise(steps))
    best = say(language, "paper.and_up", value=_bound(language, steps[-1]))
    return (f"< {_bound(language, steps[0])}", *between, best)


def _bound(language: Language, tenths: int) -> str:
    return decimal(language, tenths).removesuffix(",0").removesuffix(".0")


def city_notes(result: CityResult, language: Language) -> tuple[str, ...]:
    """What the asterisks of a page of the whole city mean: what was withheld and why, what is imprecise."""
    notes = [
        say(
            language,
            "paper.missing",
            agency=worded(result.agency(code).name, language),
            why=why.spoken(language),
        )
        for code, why in result.missing
    ]
    if result.missing and result.included:
        notes.append(say(language, "paper.without_missing"))
    partly = [
        worded(agency.name, language)
        for agency in result.agencies
        if isinstance(agency.index, Estimate)
        and any(isinstance(o, Withheld) for group in agency.groups.values() for o in group.cells.values())
    ]
    if partly:
        names = (
            ", ".join(partly) if len(partly) <= 4 else say(language, "paper.city_agencies", count=len(partly))
        )
        notes.append(say(language, "paper.partly_closed", agencies=names))
    if any(
        isinstance(o, Withheld) and o.limit is None for a in result.agencies for o in a.dimensions.values()
    ):
        notes.append(say(language, "paper.dash_closed"))
    outcomes = [
        result.index,
        *(a.index for a in result.agencies),
        *result.dimensions.values(),
    ]
    outcomes += [o for a in result.agencies for o in a.dimensions.values()]
    if any(isinstance(o, Estimate) and o.marked for o in outcomes):
        notes.append(say(language, "paper.marked", pct=result.method.rse_mark_pct))
    return tuple(notes)


def figure_row(
    outcome: Outcome, city: Outcome | None, language: Language, *, label: str = "", strong: bool = False
) -> IntervalRow:
    """A figure with its interval beside the city's mean, as a row of a table; withheld ones are closed."""
    mean = city.value if isinstance(city, Estimate) else None
    if isinstance(outcome, Withheld):
        closed = say(language, "paper.closed")
        return IntervalRow(label, None, Tone.OPEN, printed(language, outcome), "", "", closed, strong=strong)
    interval = Interval(outcome.value, outcome.low, outcome.high)
    words = printed(language, outcome), span(language, outcome)
    return IntervalRow(label, interval, Tone.OPEN, *words, "", strong=strong, city=mean)


def city_row(city: Outcome, language: Language) -> IntervalRow:
    """The city's mean alone, where an agency's own figure is closed."""
    mean = city.value if isinstance(city, Estimate) else None
    return IntervalRow("", None, Tone.OPEN, printed(language, city), "", "", city=mean)


def scale_of(outcomes: Iterable[Outcome | None], *also: float) -> Axis:
    """The scale on which these figures and their intervals lie, and these points as well."""
    known = [one for one in outcomes if isinstance(one, Estimate)]
    return axis([*also, *(value for one in known for value in (one.low, one.value, one.high))])


def dimension_bars(result: CityResult, language: Language) -> tuple[BarRow, ...]:
    """The city's dimensions from 0 to 100."""
    return tuple(
        BarRow(
            worded(result.method.dimension_labels[dimension], language),
            outcome.value / 100 if isinstance(outcome, Estimate) else None,
            printed(language, outcome),
            "" if isinstance(outcome, Estimate) else say(language, "paper.closed"),
        )
        for dimension, outcome in result.dimensions.items()
    )
