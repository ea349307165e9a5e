"""The index of all agencies in parts of a page: figures and words are those of the summary on paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.charts import IntervalPlot, IntervalRow
from app.base.ids import AgencyCode, GroupCode
from app.base.sentences import Language, say
from app.office.results.analysis import Scored
from app.office.survey.packaging import group_in_words
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.present.review import reasons as aside_reasons
from app.paper.reports.figures import (
    against_city,
    counted,
    half_width,
    index_printed,
    limits,
    printed,
    span,
    standing_words,
    tone_of,
    worded,
)
from app.paper.reports.plots import city_notes, heat_cell_of, heat_words, interval_plot
from app.scoring.estimate import Estimate
from app.scoring.results import AgencyResult, CityResult, Comparison, GroupResult, Outcome, Standing, Withheld
from app.scoring.scheme import Component, Dimension
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class ShowAgency:
    """Show the figures of this agency."""

    code: AgencyCode


GROUP, PLOT = "group", "index_table"
_ALL = "all"
_GROUPS: Mapping[Component, GroupCode] = {
    Component.INTERNAL: GroupCode("internal"),
    Component.EXTERNAL: GroupCode("external"),
    Component.EXPERT: GroupCode("expert"),
}


def not_yet(language: Language) -> tuple[v.Part, ...]:
    """Why there are no figures before the opening."""
    go = v.Button("to_opening", say(language, "window.opening"), i.Go("opening"), icon="key-round")
    words = say(language, "window.results_not_yet")
    return (v.Text(words, say(language, "window.results_sealed"), "lock"), v.Buttons((go,)))


def counts(scored: Scored, language: Language) -> str:
    """How many persons answered, and experts apart from their ratings."""
    city = scored.city
    return say(
        language,
        "window.results_counts",
        persons=city.persons,
        experts=city.experts,
        ratings=city.ratings,
    )


def method_tag(scored: Scored, language: Language) -> v.Tag:
    """After which method it was reckoned; an example's weights are nobody's."""
    name = worded(scored.city.method.name, language)
    return v.Tag(name, tone=Tone.WARN if scored.city.example else None)


def component_words(component: Component, language: Language) -> str:
    """A group of respondents."""
    return group_in_words(_GROUPS[component], language)


def parts(scored: Scored, component: Component | None, language: Language) -> tuple[v.Part, ...]:
    """The whole page."""
    city = scored.city
    plot = interval_plot(city, language, component)
    known = [one.index for one in city.agencies if isinstance(one.index, Estimate)]
    notes: list[v.Part] = []
    if known:
        worth = say(language, "window.results_worth", half=half_width(language, known))
        notes.append(v.Text(worth))
    if alike := _alike(city, language):
        notes.append(v.Text(alike))
    notes += [v.Text(words) for words in _footnotes(city, language)]
    return (
        _headline(city, plot, component, language),
        v.Card(
            "index_card",
            (_index_table(city, plot, component, language), _plot_legend(city, component, language)),
            say(language, "window.results_intervals"),
        ),
        v.Card(
            "dimension_card",
            (_dimension_table(city, component, language), _shade_legend(city, language)),
            say(language, "window.results_dimensions"),
        ),
        v.Card("response_card", (_response_table(city, language),), say(language, "window.results_response")),
        *_signs(scored, language),
        v.Card("results_notes", tuple(notes), say(language, "window.results_reading")),
    )


def _signs(scored: Scored, language: Language) -> tuple[v.Part, ...]:
    """What bears a sign of quality: how many wait for a review, and what was left out and why."""
    signs = scored.signs
    if not signs.marked:
        return ()
    names = {one.agency: worded(one.name, language) for one in scored.city.agencies}
    look = v.Button("to_review", say(language, "review.look"), i.Go("review"), icon="flag")
    if signs.waiting:
        tone, icon, words = Tone.WARN, "flag", say(language, "review.waiting_count", count=signs.waiting)
    else:
        tone, icon, words = Tone.OK, "circle-check", say(language, "paper.reviewed")
        if signs.aside:
            words = say(language, "review.aside_count", count=len(signs.aside))
    return (v.Notice(tone, icon, words, look), *aside_reasons(signs, names, language))


def chip_of(
    city: CityResult, figure: Outcome, standing: Standing | None, language: Language
) -> v.Chip | None:
    """The band of an index; none where the method has no bands."""
    if isinstance(figure, Withheld):
        return v.Chip(say(language, "paper.withheld_star"), None)
    if standing is None:
        return None
    return v.Chip(standing_words(language, standing), tone_of(city.method, standing))


def _headline(
    city: CityResult, plot: IntervalPlot, component: Component | None, language: Language
) -> v.Card:
    figure = city.index if component is None else city.components[component]
    standing = city.standing if component is None else None
    note = (
        say(language, "paper.interval_short", span=span(language, figure))
        if isinstance(figure, Estimate)
        else figure.why.spoken(language)
    )
    score = v.Score(
        index_printed(language, figure), plot.whole.label, note, chip_of(city, figure, standing, language)
    )
    options = (
        v.Option(_ALL, say(language, "window.all_groups")),
        *(v.Option(one.value, component_words(one, language)) for one in city.components),
    )
    chosen = _ALL if component is None else component.value
    choice = v.Field(GROUP, say(language, "window.whose_answers"), chosen, v.FieldKind.CHOICE, options)
    beside = v.Beside((score,), (v.Form("group_form", ((choice,),)),), 260)
    return v.Card("headline", (beside,))


def _index_table(
    city: CityResult, plot: IntervalPlot, component: Component | None, language: Language
) -> v.Table:
    banded = component is None and bool(city.method.bands)
    heads = [
        v.Head(say(language, "window.head_agency_abc"), stretch=4),
        v.Head(say(language, "window.head_points"), stretch=6, plot=plot),
        v.Head(say(language, "window.head_index"), width=74, right=True),
        v.Head(say(language, "window.head_interval"), width=104),
    ]
    if banded:
        heads.append(v.Head(say(language, "window.head_band"), width=206))
    rows = [
        _index_row(city, row, agency, component, language, banded=banded)
        for row, agency in zip(plot.rows, city.agencies, strict=True)
    ]
    rows.append(_index_row(city, plot.whole, None, component, language, banded=banded))
    return v.Table(
        PLOT,
        say(language, "window.results_intervals"),
        tuple(heads),
        tuple(rows),
        shown=60,
        hint=say(language, "window.results_hint"),
    )


def _index_row(
    city: CityResult,
    row: IntervalRow,
    agency: AgencyResult | None,
    component: Component | None,
    language: Language,
    *,
    banded: bool,
) -> v.Row:
    if agency is None:
        figure = city.index if component is None else city.components[component]
        standing = city.standing
    else:
        figure = agency.index if component is None else agency.groups[component].figure
        standing = agency.standing
    said = [figure_in_words(row.label.rstrip("*"), figure, language)]
    if component is None and isinstance(figure, Estimate):
        if row.chip:
            said.append(f"{row.chip}.")
        if agency is not None and agency.versus_city is not None and isinstance(city.index, Estimate):
            said.append(against_city(language, agency.versus_city, printed(language, city.index)))
    told = " ".join(said)
    cells = [
        v.Cell(row.label, strong=True, wrap=True, told=told),
        v.Cell(interval=row, told=told),
        v.Cell(row.value, strong=True, right=True, told=told),
        v.Cell(row.span, faint=True, told=told),
    ]
    if banded:
        cells.append(v.Cell(chip=chip_of(city, figure, standing, language), told=told))
    if agency is None:
        return v.Row("city", tuple(cells), sum=True)
    there = i.Go("agency", ShowAgency(agency.agency))
    return v.Row(f"agency_{agency.agency}", tuple(cells), there)


def figure_in_words(name: str, figure: Outcome, language: Language) -> str:
    """A figure with its interval, or why there is none, for who does not see the chart."""
    if isinstance(figure, Withheld):
        return say(language, "window.told_withheld", name=name, why=figure.why.spoken(language))
    return say(
        language,
        "window.told_figure",
        name=name,
        value=printed(language, figure).rstrip("*"),  # the interval beside it says how precise it is
        span=span(language, figure),
    )


def _plot_legend(city: CityResult, component: Component | None, language: Language) -> v.Legend:
    keys = [v.Key(say(language, "paper.city_mean"), v.Sign.MEAN)]
    if component is None and city.method.bands:
        keys += [
            v.Key(
                worded(band.label, language),
                v.Sign.BAND,
                tone=tone_of(city.method, Standing(band, open=False)),
            )
            for band in city.method.bands
        ]
        bounds = say(language, "window.limit_or").join(limits(city.method, language))
        keys.append(v.Key(say(language, "window.key_open", limits=bounds), v.Sign.OPEN))
    return v.Legend(tuple(keys))


def _dimension_table(city: CityResult, component: Component | None, language: Language) -> v.Table:
    asked = tuple(city.dimensions) if component is None else city.method.asked(component)
    labels = {one: worded(city.method.dimension_labels[one], language) for one in asked}
    heads = (
        v.Head(say(language, "window.head_agency"), width=150),
        *(v.Head(labels[one], middle=True) for one in asked),
    )

    def row(name: str, label: str, found: Mapping[Dimension, Outcome], *, total: bool = False) -> v.Row:
        cells = [v.Cell(label, strong=True, wrap=True)]
        for one in asked:
            outcome = found.get(one)
            told = (
                figure_in_words(f"{label}, {labels[one]}", outcome, language) if outcome is not None else ""
            )
            cells.append(v.Cell(heat=heat_cell_of(city.method, outcome, language), told=told))
        return v.Row(name, tuple(cells), sum=total)

    rows = [
        row(
            f"dimensions_{one.agency}",
            worded(one.name, language),
            one.dimensions if component is None else one.groups[component].cells,
        )
        for one in city.agencies
    ]
    whole = city.dimensions if component is None else city.cells[component]
    rows.append(row("dimensions_city", say(language, "paper.city_row"), whole, total=True))
    return v.Table(
        "dimension_table",
        say(language, "window.results_dimensions"),
        heads,
        tuple(rows),
        shown=60,
        hint=say(language, "window.results_cell_hint"),
    )


def _shade_legend(city: CityResult, language: Language) -> v.Legend:
    words = heat_words(city.method, language)
    keys = [v.Key(each, v.Sign.SHADE, step) for step, each in enumerate(words)]
    return v.Legend((*keys, v.Key(say(language, "window.key_withheld"), v.Sign.CLOSED)))


def _response_table(city: CityResult, language: Language) -> v.Table:
    heads = (
        v.Head(say(language, "window.head_agency"), stretch=4),
        v.Head(component_words(Component.INTERNAL, language), stretch=3),
        v.Head(component_words(Component.EXTERNAL, language), stretch=3),
        v.Head(say(language, "window.head_ratings"), stretch=2, right=True),
    )
    rows = tuple(
        v.Row(
            f"response_{one.agency}",
            (
                v.Cell(worded(one.name, language), strong=True, wrap=True),
                *(_answered(one.groups[each]) for each in Component),
            ),
        )
        for one in city.agencies
    )
    return v.Table("response_table", say(language, "window.results_response"), heads, rows, shown=60)


def _answered(group: GroupResult) -> v.Cell:
    """How many answered of those drawn; experts' ratings are a number alone."""
    persons, target = group.persons, group.target
    if isinstance(persons, int) and target is not None and target.drawn:
        tone = Tone.OK if persons >= target.expected else Tone.WARN
        return v.Cell(share=v.Share(persons, target.drawn, tone))
    return v.Cell(counted(persons), right=group.component is Component.EXPERT)


def _alike(city: CityResult, language: Language) -> str:
    """Which agencies do not differ from the city's mean."""
    names = [
        worded(one.name, language) for one in city.agencies if one.versus_city is Comparison.NOT_DIFFERENT
    ]
    return say(language, "window.results_alike", agencies=", ".join(names)) if names else ""


def _footnotes(city: CityResult, language: Language) -> list[str]:
    notes = list(city_notes(city, language))
    if notes and city.missing:
        notes[0] = f"* {notes[0]}"
    return notes
