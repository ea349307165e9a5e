"""The chapters of an agency's report that hold figures: areas, comparisons, and the items one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.base.charts import Axis
from app.base.sentences import say
from app.paper.reports.agency_follow import action_columns, action_lines, no_areas
from app.paper.reports.chapter import SMALL, Chapters
from app.paper.reports.dossier import AgencyDossier
from app.paper.reports.figures import counted, index_printed, printed
from app.paper.reports.grid import FAINT, FIGURE, STRONG, Cell, Column, Line, Plot, Sign, Words
from app.paper.reports.plots import city_row, figure_row, scale_of
from app.paper.reports.words import (
    area_name,
    area_whose,
    change_points,
    change_words,
    closed_groups,
    dimension_words,
    group_heading,
    group_words,
    item_name,
    item_question,
    share_words,
    span_words,
    versus_words,
)
from app.paper.sheet.charts import sign_of
from app.paper.sheet.page import INK_2, MARGIN, Align, Style
from app.scoring.change import Change, Changed
from app.scoring.priorities import PriorityArea, spoken
from app.scoring.results import Comparison, Outcome, Withheld
from app.scoring.scheme import Component, Dimension

_BEGINS = 290.0  # what a chapter needs on a page, so that its first table begins there
_QUESTION = Style(size=8.8, leading=11.6)


def areas_chapter(pages: Chapters, dossier: AgencyDossier) -> None:
    """Every priority area with the sentence that explains it."""
    language, method = pages.sheet.language, dossier.result.method
    pages.chapter("areas", say(language, "report.areas_title"))
    found = dossier.areas
    if method.priorities is None or not (found.dimensions or found.items):
        pages.text(no_areas(pages, dossier))
        return
    pages.text(say(language, "report.areas_how", target=method.priorities.target))
    shown = (*found.dimensions, *found.items)
    scale = scale_of((area.figure for area in shown), method.priorities.target)
    for title, areas in (
        (say(language, "report.areas_dimensions"), found.dimensions),
        (say(language, "report.areas_items"), found.items),
    ):
        if areas:
            pages.heading(title)
            _areas(pages, dossier, areas, scale)
    pages.text(say(language, "report.areas_reading"), SMALL)
    if not found.items and closed_groups(dossier.agency):
        pages.text(say(language, "report.areas_items_closed"), SMALL)


def _areas(pages: Chapters, dossier: AgencyDossier, areas: Sequence[PriorityArea], scale: Axis) -> None:
    language, result = pages.sheet.language, dossier.result
    target = result.method.priorities.target if result.method.priorities else None
    columns = (
        Column(say(language, "report.col_area"), 0.23),
        Column(say(language, "report.col_plot"), 0.18, scale=scale),
        Column(say(language, "report.col_value"), 0.06, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_why"), 0.53),
    )
    rows = []
    for area in areas:
        whose = area_whose(result, area, language) if area.component is not None else ""
        name = Words(area_name(result, area, language), whose, STRONG)
        city = (
            result.dimensions.get(area.dimension)
            if area.component is None
            else result.items.get(area.component, {}).get(area.item)
        )
        row = figure_row(area.figure, city, language)
        why = Words(spoken(area, result.method, language), style=FAINT)
        rows.append(Line((name, Plot(row, scale, target=target), printed(language, area.figure), why)))
    pages.table(columns, rows)


def comparison_chapter(pages: Chapters, dossier: AgencyDossier) -> None:
    """Beside the city, group by group, and since the last period."""
    language = pages.sheet.language
    lead = say(language, "report.compare_how")
    pages.chapter("comparison", say(language, "report.compare_title"), lead, least=_BEGINS)
    pages.heading(say(language, "report.compare_city"))
    _versus_city(pages, dossier)
    pages.heading(say(language, "report.compare_groups"))
    _by_group(pages, dossier)
    pages.heading(say(language, "report.compare_before"))
    _since(pages, dossier)
    if dossier.left.actions:
        pages.heading(say(language, "report.left_to_do"))
        pages.table(action_columns(language), action_lines(dossier.left.actions, language))


def _versus_city(pages: Chapters, dossier: AgencyDossier) -> None:
    language, result, agency = pages.sheet.language, dossier.result, dossier.agency
    rows: list[tuple[str, Outcome, Outcome, Comparison | None]] = [
        (
            dimension_words(result, dimension, language),
            outcome,
            result.dimensions[dimension],
            agency.dimensions_versus_city.get(dimension),
        )
        for dimension, outcome in agency.dimensions.items()
    ]
    rows.append((say(language, "report.index_row"), agency.index, result.index, agency.versus_city))
    scale = scale_of(each for row in rows for each in (row[1], row[2]))
    columns = _figure_columns(pages, say(language, "report.col_dimension"), scale)
    lines = [
        Line(
            _figure_cells(
                pages,
                label,
                outcome,
                city,
                versus,
                scale,
                index=at == len(rows) - 1,
            ),
            strong=at == len(rows) - 1,
        )
        for at, (label, outcome, city, versus) in enumerate(rows)
    ]
    pages.table(columns, lines)


def _by_group(pages: Chapters, dossier: AgencyDossier) -> None:
    language, result, agency = pages.sheet.language, dossier.result, dossier.agency
    scale = scale_of(
        [
            *(agency.groups[each].figure for each in Component),
            *(result.components.get(each) for each in Component),
        ]
    )
    columns = (
        Column(say(language, "report.col_group"), 0.15),
        Column(say(language, "report.col_drawn"), 0.1, Align.RIGHT),
        Column(say(language, "report.col_needed"), 0.12, Align.RIGHT),
        Column(say(language, "report.col_answered"), 0.11, Align.RIGHT),
        Column(say(language, "report.col_plot"), 0.25, scale=scale),
        Column(say(language, "report.col_value"), 0.08, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_span"), 0.12, Align.RIGHT),
        Column(say(language, "report.col_city"), 0.07, Align.RIGHT),
    )
    lines = []
    for component in Component:
        group, city = agency.groups[component], result.components.get(component)
        target = group.target
        lines.append(
            Line(
                (
                    Words(group_heading(component, language), style=STRONG),
                    "–" if target is None else str(target.drawn),
                    "–" if target is None else str(target.expected),
                    counted(group.persons),
                    Plot(figure_row(group.figure, city, language), scale),
                    printed(language, group.figure),
                    span_words(group.figure, language),
                    "–" if city is None else printed(language, city),
                )
            )
        )
    pages.table(columns, lines, after=4)
    pages.text(say(language, "report.groups_how", experts=result.experts), SMALL)
    left = [
        say(
            language,
            "report.left_out",
            group=group_words(group.component, language),
            dimensions=", ".join(dimension_words(result, one, language) for one in group.left_out),
        )
        for group in agency.groups.values()
        if group.left_out
    ]
    if left:
        pages.text(" ".join(left), SMALL)


def _since(pages: Chapters, dossier: AgencyDossier) -> None:
    language, result, changes = pages.sheet.language, dossier.result, dossier.changes
    if changes is None:
        pages.text(say(language, "report.no_before"))
        return
    known = any(isinstance(found, Change) for found in changes.dimensions.values())
    if isinstance(changes.index, Withheld) and not known:
        pages.text(say(language, "report.not_comparable", why=changes.index.why.spoken(language)))
        return
    rows: list[tuple[str, Changed]] = [
        (dimension_words(result, dimension, language), found)
        for dimension, found in changes.dimensions.items()
    ]
    rows.append((say(language, "report.index_row"), changes.index))
    columns = (
        Column(say(language, "report.col_dimension"), 0.4),
        Column(say(language, "report.col_change"), 0.18, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_found"), 0.42),
    )
    lines = [
        Line((label, change_points(found, language), change_words(found, language))) for label, found in rows
    ]
    pages.table(columns, [*lines[:-1], replace(lines[-1], strong=True)], after=4)
    pages.text(say(language, "report.change_how"), SMALL)


def items_chapter(pages: Chapters, dossier: AgencyDossier) -> None:
    """Every item that was asked, group by group; where the agency's figures are closed, the city's."""
    language = pages.sheet.language
    title, lead = say(language, "report.items_title"), say(language, "report.items_how")
    pages.chapter("items", title, lead, least=_BEGINS)
    signs_legend(pages)
    if closed_groups(dossier.agency):
        pages.text(say(language, "report.items_closed"))
    for component in Component:
        if dossier.agency.groups[component].items:
            pages.heading(say(language, "report.items_of", group=group_words(component, language)), with_=110)
            _items(pages, dossier, component)


def signs_legend(pages: Chapters) -> None:
    """What the marks of the last columns mean."""
    sheet, language = pages.sheet, pages.sheet.language
    style = Style(size=8.8, colour=INK_2)

    def legend(top: float) -> None:
        x = MARGIN + 4
        for above, words in (
            (True, say(language, "report.sign_above")),
            (False, say(language, "report.sign_below")),
            (None, say(language, "report.sign_alike")),
        ):
            sign_of(sheet, above, x, top + 6)
            x += 8 + sheet.text(x + 8, top + 9, words, style) + 18
        sheet.text(x - 4, top + 9, say(language, "report.sign_none"), style)

    pages.draw(14, legend, after=2)


def _items(pages: Chapters, dossier: AgencyDossier, component: Component) -> None:
    language, result = pages.sheet.language, dossier.result
    group, city = dossier.agency.groups[component], result.items[component]
    scale = scale_of([*group.items.values(), *city.values()])
    columns = _item_columns(pages, scale)
    moved = _moved(dossier, component)
    if dossier.changes is not None:
        columns = (*columns[:-1], columns[-1], Column(say(language, "report.col_since"), 0.07, Align.CENTRE))
    pages.table(columns, list(_item_lines(pages, dossier, component, scale, moved)))


def _moved(dossier: AgencyDossier, component: Component) -> Mapping[str, Comparison]:
    changes = dossier.changes.items.get(component, {}) if dossier.changes else {}
    return {item: found.moved for item, found in changes.items() if isinstance(found, Change)}


def _item_lines(
    pages: Chapters,
    dossier: AgencyDossier,
    component: Component,
    scale: Axis,
    moved: Mapping[str, Comparison],
) -> Iterator[Line]:
    language, result = pages.sheet.language, dossier.result
    group, places = dossier.agency.groups[component], result.item_places[component]
    for dimension in (*Dimension, None):
        items = [item for item in group.items if places[item].dimension is dimension]
        if items:
            title = (
                say(language, "report.took_part")
                if dimension is None
                else dimension_words(result, dimension, language)
            )
            yield Line((title,), title=True)
        for item in items:
            name = item_name(result, component, item, language)
            question = item_question(result, component, item, language)
            named = f"{name.rstrip('.?')}." if name != question else ""
            label = Words(question, style=_QUESTION, lead=named)
            outcome, city = group.items[item], result.items[component][item]
            cells = _item_cells(pages, outcome, city, scale, percentage=dimension is None)
            signs = [Sign(group.items_versus_city.get(item))]
            if dossier.changes is not None:
                signs.append(Sign(moved.get(item)))
            yield Line((label, *cells, *signs))


def _item_cells(
    pages: Chapters, outcome: Outcome, city: Outcome, scale: Axis, *, percentage: bool
) -> tuple[Cell, ...]:
    language = pages.sheet.language
    closed = isinstance(outcome, Withheld)
    row = city_row(city, language) if closed else figure_row(outcome, city, language)
    return (
        Plot(row, scale),
        Words(
            share_words(outcome, language, percentage=percentage),
            "" if closed else span_words(outcome, language),
            FIGURE,
            wrap=False,
        ),
        share_words(city, language, percentage=percentage),
    )


def _item_columns(pages: Chapters, scale: Axis) -> tuple[Column, ...]:
    language = pages.sheet.language
    return (
        Column(say(language, "report.col_item"), 0.5),
        Column(say(language, "report.col_plot"), 0.22, scale=scale),
        Column(say(language, "report.col_value_interval"), 0.11, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_city"), 0.07, Align.RIGHT),
        Column(say(language, "report.col_beside"), 0.07, Align.CENTRE),
    )


def _figure_columns(pages: Chapters, title: str, scale: Axis) -> tuple[Column, ...]:
    language = pages.sheet.language
    return (
        Column(title, 0.28),
        Column(say(language, "report.col_plot"), 0.25, scale=scale),
        Column(say(language, "report.col_value"), 0.08, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_span"), 0.12, Align.RIGHT),
        Column(say(language, "report.col_city"), 0.07, Align.RIGHT),
        Column(say(language, "report.col_versus"), 0.2),
    )


def _figure_cells(
    pages: Chapters,
    label: Cell,
    outcome: Outcome,
    city: Outcome,
    versus: Comparison | None,
    scale: Axis,
    *,
    index: bool = False,
) -> tuple[Cell, ...]:
    language = pages.sheet.language
    closed = isinstance(outcome, Withheld)
    row = city_row(city, language) if closed else figure_row(outcome, city, language)
    said = index_printed if index else printed
    return (
        label,
        Plot(row, scale),
        said(language, outcome),
        span_words(outcome, language),
        said(language, city),
        Words(versus_words(versus, language), style=FAINT),
    )
