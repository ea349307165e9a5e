"""What a release holds back and why: nothing is missing without a word."""

from collections.abc import Iterable, Sequence

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.paper.reports.chapter import SMALL, Chapters
from app.paper.reports.figures import worded
from app.paper.reports.grid import FIGURE, STRONG, Column, Line, Words
from app.paper.reports.words import dimension_words, group_heading, item_mention, lowered
from app.paper.sheet.page import Align
from app.scoring.results import AgencyResult, CityResult, Withheld, WithheldFigure
from app.scoring.scheme import Component

_NAMED = 3  # items whose names fit into a line; more are counted


def held_chapter(pages: Chapters, result: CityResult, agency: AgencyResult | None) -> None:
    """What concerns one agency, or the city and all of them: a table of reasons, and the rules behind it."""
    language = pages.sheet.language
    pages.chapter("held", say(language, "report.held_title"), say(language, "report.held_how"))
    found = [one for one in result.withheld if agency is None or one.agency == agency.agency]
    lines = _lines(result, found, language, named=agency is None)
    shown = result.agencies if agency is None else (agency,)
    lines += _counts(shown, language, named=agency is None)
    if lines:
        columns = (
            Column(say(language, "report.col_held"), 0.46),
            Column(say(language, "report.col_printed"), 0.1, Align.RIGHT, FIGURE),
            Column(say(language, "report.col_reason"), 0.44),
        )
        pages.table(columns, lines)
    else:
        pages.text(say(language, "report.held_nothing"))
    if agency is not None:
        city = sum(one.agency is None for one in result.withheld)
        words = (
            say(language, "report.held_city", count=city) if city else say(language, "report.held_no_city")
        )
        pages.text(words, SMALL)
    pages.heading(say(language, "report.rules"))
    pages.points(rules(result, language))


def rules(result: CityResult, language: Language) -> list[str]:
    """By which rules figures are held back, with the limits of this round."""
    method = result.method
    return [
        say(language, "report.rule_few", limit=method.min_n),
        say(language, "report.rule_small", limit=method.disclosure_limit, experts=method.expert_limit),
        say(language, "report.rule_unanimous"),
        say(language, "report.rule_complement"),
        say(
            language,
            "report.rule_imprecise",
            mark=method.rse_mark_pct,
            withhold=method.rse_withhold_pct,
        ),
        say(language, "report.rule_whole"),
    ]


def _lines(
    result: CityResult, found: Sequence[WithheldFigure], language: Language, *, named: bool
) -> list[Line]:
    """Figures of one place with one reason stand in one line, in the order in which they were found."""
    groups: dict[tuple[AgencyCode | None, Component | None, str, int | None], list[WithheldFigure]] = {}
    for one in found:
        why = one.withheld.why.spoken(language)
        groups.setdefault((one.agency, one.component, why, one.withheld.limit), []).append(one)
    lines, here = [], object()
    for (code, component, why, limit), figures in groups.items():
        if named and code != here:
            here = code
            name = (
                say(language, "paper.city_row")
                if code is None
                else worded(result.agency(code).name, language)
            )
            lines.append(Line((name,), title=True))
        shape = "–*" if limit is None or _index_alone(figures) else f"<{limit}"
        words = _what(result, component, figures, language)
        lines.append(Line((Words(words, style=STRONG), shape, _sentence(why))))
    return lines


def _index_alone(figures: Sequence[WithheldFigure]) -> bool:
    """An index that is withheld prints as a mark: `<10` in its place would be read as an index."""
    return any(one.component is None and one.dimension is None and not one.item for one in figures)


def _what(
    result: CityResult, component: Component | None, figures: Sequence[WithheldFigure], language: Language
) -> str:
    """Which figures: of a group its own figure, its dimensions by name, and its items,
    as many as can be named.
    """
    if component is None and _index_alone(figures):
        return say(language, "report.held_all")
    parts = []
    if component is not None and any(one.dimension is None and not one.item for one in figures):
        parts.append(say(language, "report.held_figure"))
    dimensions = [one.dimension for one in figures if one.dimension is not None]
    asked = result.method.asked(component) if component else tuple(result.dimensions)
    if dimensions and len(dimensions) == len(asked):
        parts.append(say(language, "report.held_dimensions"))
    elif dimensions:
        parts.append(", ".join(lowered(dimension_words(result, each, language)) for each in dimensions))
    items = [one.item for one in figures if one.item]
    if component is not None and 0 < len(items) <= _NAMED:
        parts.append(", ".join(item_mention(result, component, one, language) for one in items))
    elif items:
        parts.append(say(language, "report.held_items", count=len(items)))
    words = "; ".join(parts)
    return f"{group_heading(component, language)}: {words}" if component else _sentence(words).rstrip(".")


def _counts(agencies: Iterable[AgencyResult], language: Language, *, named: bool) -> list[Line]:
    """The numbers of persons that are not printed."""
    lines = []
    for agency in agencies:
        for component, group in agency.groups.items():
            if isinstance(group.persons, Withheld):
                words = say(language, "report.held_count", group=group_heading(component, language))
                if named:
                    words = f"{worded(agency.name, language)}. {words}"
                limit = group.persons.limit
                shape = "–*" if limit is None else f"<{limit}"
                why = _sentence(group.persons.why.spoken(language))
                lines.append(Line((Words(words, style=STRONG), shape, why)))
    return lines


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."
