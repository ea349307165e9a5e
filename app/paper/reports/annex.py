"""The annex: every figure of a round in tables, with its error and its interval, and what is withheld."""

from collections.abc import Mapping, Sequence

from app.base.sentences import Language, decimal, say
from app.paper.reports.chapter import SMALL, Chapters, Head
from app.paper.reports.city_conduct import change_table, response_table
from app.paper.reports.dossier import Dossier
from app.paper.reports.figures import (
    identity,
    index_printed,
    printed,
    source_words,
    standing_words,
    tag_words,
    worded,
)
from app.paper.reports.grid import FAINT, FIGURE, STRONG, Cell, Column, Line, Words
from app.paper.reports.held import held_chapter
from app.paper.reports.method import method_chapter
from app.paper.reports.plots import city_notes
from app.paper.reports.words import (
    dimension_words,
    group_heading,
    group_words,
    item_name,
    share_words,
    span_words,
)
from app.paper.sheet.page import INK_2, Align, Sheet, Style, paginated
from app.scoring.estimate import Estimate
from app.scoring.results import CityResult, Outcome, Standing, Withheld
from app.scoring.scheme import Component, Dimension

_TINY = Style(size=7, colour=INK_2, leading=9)
_SMALL_FIGURE = Style(size=8.8, leading=11.6)


def annex_tables(dossier: Dossier, language: Language = Language.ID) -> bytes:
    """All tables of a round."""
    title = f"{say(language, 'report.annex')}: {dossier.imprint.survey}, {dossier.imprint.city}"
    return paginated(title, language, lambda sheet: _draw(sheet, dossier))


def _draw(sheet: Sheet, dossier: Dossier) -> None:
    language, imprint = sheet.language, dossier.imprint
    head = Head(
        say(language, "report.annex"),
        f"{imprint.survey}, {imprint.city}",
        tag_words(dossier.result, imprint, language),
        source_words(dossier.result, imprint, language),
        identity(dossier.result),
    )
    pages = Chapters(sheet, head)
    _indices(pages, dossier)
    _dimensions(pages, dossier)
    _groups(pages, dossier)
    _items(pages, dossier)
    pages.chapter("response", _numbered(language, 5, say(language, "report.conduct_answered")))
    response_table(pages, dossier)
    pages.chapter("changes", _numbered(language, 6, say(language, "report.compare_before")))
    change_table(pages, dossier)
    held_chapter(pages, dossier.result, None)
    method_chapter(pages, dossier.result)
    pages.end()


def _numbered(language: Language, number: int, title: str) -> str:
    return say(language, "report.table_number", number=number, title=title)


def _indices(pages: Chapters, dossier: Dossier) -> None:
    language, result = pages.sheet.language, dossier.result
    title = _numbered(language, 1, say(language, "report.table_index"))
    pages.chapter("indices", title, say(language, "report.table_index_how"))
    columns = [
        Column(say(language, "report.col_agency_abc"), 0.27),
        Column(say(language, "report.col_index"), 0.08, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_span"), 0.13, Align.RIGHT),
        Column(say(language, "report.col_error"), 0.08, Align.RIGHT),
        Column(say(language, "report.col_rse"), 0.08, Align.RIGHT),
        Column(say(language, "report.col_persons"), 0.08, Align.RIGHT),
        Column(say(language, "report.col_before"), 0.1, Align.RIGHT),
    ]
    if result.method.bands:
        columns.append(Column(say(language, "report.col_band"), 0.18))

    def line(
        name: str,
        index: Outcome,
        before: Outcome | None,
        standing: Standing | None,
        persons: int | None,
        *,
        strong: bool = False,
    ) -> Line:
        cells: list[Cell] = [
            Words(name, style=STRONG),
            index_printed(language, index),
            span_words(index, language),
            error_words(index, language),
            rse_words(index, language),
            "–" if persons is None else str(persons),
            "–" if before is None else index_printed(language, before),
        ]
        if result.method.bands:
            said = standing_words(language, standing) if standing else say(language, "paper.withheld")
            cells.append(Words(said, style=FAINT))
        return Line(tuple(cells), strong=strong)

    lines = [
        line(
            worded(one.name, language),
            one.index,
            one.before_correction,
            one.standing,
            one.index.n if isinstance(one.index, Estimate) else None,
        )
        for one in result.agencies
    ]
    name = say(language, "paper.city_row") + ("*" if result.missing else "")
    lines.append(line(name, result.index, None, result.standing, result.persons, strong=True))
    pages.table(columns, lines, after=4)
    for note in city_notes(result, language):
        pages.text(note, SMALL, after=2)
    if result.missing:  # the number that the index rests on would tell that of a withheld agency
        pages.text(say(language, "paper.persons_all"), SMALL, after=2)


def _dimensions(pages: Chapters, dossier: Dossier) -> None:
    language, result = pages.sheet.language, dossier.result
    title = _numbered(language, 2, say(language, "report.table_dimensions"))
    pages.chapter("dimensions", title)
    columns = _dimension_columns(result, language, say(language, "report.col_agency_abc"))
    lines = [
        _dimension_line(result, worded(one.name, language), one.dimensions, language)
        for one in result.agencies
    ]
    name = say(language, "paper.city_row") + ("*" if result.missing else "")
    lines.append(_dimension_line(result, name, result.dimensions, language, strong=True))
    pages.table(columns, lines, after=4)
    pages.text(say(language, "report.under_interval"), SMALL)


def _groups(pages: Chapters, dossier: Dossier) -> None:
    language, result = pages.sheet.language, dossier.result
    title = _numbered(language, 3, say(language, "report.table_groups"))
    pages.chapter("groups", title, say(language, "report.table_groups_how"))
    columns = _dimension_columns(result, language, say(language, "report.col_group"), whole=True)
    lines = []
    for one in result.agencies:
        lines.append(Line((worded(one.name, language),), title=True))
        for component, group in one.groups.items():
            name = group_heading(component, language)
            lines.append(_dimension_line(result, name, group.cells, language, whole=group.figure))
    if result.components:
        lines.append(Line((say(language, "paper.city_row") + ("*" if result.missing else ""),), title=True))
        for component in Component:
            name, whole = group_heading(component, language), result.components[component]
            lines.append(_dimension_line(result, name, result.cells[component], language, whole=whole))
    pages.table(columns, lines, after=4)
    pages.text(say(language, "report.under_interval"), SMALL)


def _dimension_columns(
    result: CityResult, language: Language, first: str, *, whole: bool = False
) -> tuple[Column, ...]:
    columns = [Column(first, 0.17 if whole else 0.25)]
    if whole:
        columns.append(Column(say(language, "report.col_whole"), 0.1, Align.RIGHT))
    return (
        *columns,
        *(
            Column(dimension_words(result, each, language), 0.11, Align.RIGHT, _SMALL_FIGURE)
            for each in result.dimensions
        ),
    )


def _dimension_line(
    result: CityResult,
    name: str,
    found: Mapping[Dimension, Outcome],
    language: Language,
    *,
    whole: Outcome | None = None,
    strong: bool = False,
) -> Line:
    cells: list[Cell] = [Words(name, style=STRONG)]
    outcomes: Sequence[Outcome | None] = [found.get(each) for each in result.dimensions]
    if whole is not None:
        outcomes = [whole, *outcomes]
    for outcome in outcomes:
        shown = "–" if outcome is None else printed(language, outcome)
        under = span_words(outcome, language) if isinstance(outcome, Estimate) else ""
        cells.append(Words(shown, under, STRONG, wrap=False, small=_TINY))
    return Line(tuple(cells), strong=strong)


def _items(pages: Chapters, dossier: Dossier) -> None:
    language, result = pages.sheet.language, dossier.result
    title = _numbered(language, 4, say(language, "report.table_items"))
    pages.chapter("items", title, say(language, "report.table_items_how"))
    columns = (
        Column(say(language, "report.col_item"), 0.55),
        Column(say(language, "report.col_value"), 0.11, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_span"), 0.16, Align.RIGHT),
        Column(say(language, "report.col_error"), 0.09, Align.RIGHT),
        Column(say(language, "report.col_rse"), 0.09, Align.RIGHT),
    )
    for component in Component:
        items = result.items.get(component, {})
        if not items:
            continue
        pages.heading(say(language, "report.items_of", group=group_words(component, language)), 90)
        places, lines = result.item_places[component], []
        for dimension in (*Dimension, None):
            here = [item for item in items if places[item].dimension is dimension]
            if here and dimension is not None:
                lines.append(Line((dimension_words(result, dimension, language),), title=True))
            elif here:
                lines.append(Line((say(language, "report.took_part"),), title=True))
            for item in here:
                outcome = items[item]
                lines.append(
                    Line(
                        (
                            item_name(result, component, item, language),
                            share_words(outcome, language, percentage=dimension is None),
                            span_words(outcome, language),
                            error_words(outcome, language),
                            rse_words(outcome, language),
                        )
                    )
                )
        pages.table(columns, lines)


def error_words(outcome: Outcome, language: Language) -> str:
    """The standard error with two decimals."""
    if isinstance(outcome, Withheld):
        return "–"
    return f"{outcome.se:.2f}".replace(".", "," if language is Language.ID else ".")


def rse_words(outcome: Outcome, language: Language) -> str:
    """The relative standard error in percent."""
    if isinstance(outcome, Withheld) or outcome.rse_pct > 999:
        return "–"
    return f"{decimal(language, round(outcome.rse_pct * 10))}%"
