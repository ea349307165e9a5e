"""The chapter of what was done against corruption, and how it is perceived: achievement, not only risk."""

import datetime as dt

from app.base.sentences import say
from app.paper.reports.agency_figures import signs_legend
from app.paper.reports.chapter import SMALL, Chapters
from app.paper.reports.dossier import AgencyDossier
from app.paper.reports.figures import worded
from app.paper.reports.grid import FAINT, FIGURE, STRONG, Cell, Column, Line, Plot, Sign, Words
from app.paper.reports.plots import city_row, figure_row, scale_of
from app.paper.reports.words import (
    EFFORTS,
    KINDS,
    RECORDERS,
    dimension_words,
    group_words,
    item_mention,
    lowered,
    share_words,
)
from app.paper.sheet.form import day_in_words
from app.paper.sheet.page import Align
from app.scoring.results import Activity, Comparison, Withheld
from app.scoring.scheme import Component

_NAMED = 8  # strengths that are named


def efforts_chapter(pages: Chapters, dossier: AgencyDossier) -> None:
    """The chapter itself."""
    language = pages.sheet.language
    pages.chapter("efforts", say(language, "report.done"), say(language, "report.done_how"))
    pages.heading(say(language, "report.activities"))
    _activities(pages, dossier)
    pages.heading(say(language, "report.perceived"), with_=120)
    _perceived(pages, dossier)
    if said := strengths(pages, dossier):
        pages.heading(say(language, "report.strong"))
        pages.points(said)


def _activities(pages: Chapters, dossier: AgencyDossier) -> None:
    language, activities = pages.sheet.language, dossier.prevention.activities
    if not activities:
        pages.text(say(language, "report.done_nothing"))
        pages.text(say(language, "report.activities_how"), SMALL)
        return
    columns = (
        Column(say(language, "report.col_date"), 0.15),
        Column(say(language, "report.col_activity"), 0.38),
        Column(say(language, "report.col_participants"), 0.09, Align.RIGHT),
        Column(say(language, "report.col_recorder"), 0.13),
        Column(say(language, "report.col_evidence"), 0.25),
    )
    pages.table(columns, [Line(_activity(pages, one)) for one in activities], after=4)
    words = say(language, "report.activities_count", count=len(activities))
    pages.text(f"{words} {say(language, 'report.activities_how')}", SMALL)


def _activity(pages: Chapters, one: Activity) -> tuple[Cell, ...]:
    language = pages.sheet.language
    return (
        day_in_words(language, dt.date.fromisoformat(one.date)),
        Words(worded(one.title, language), say(language, KINDS[one.kind]), STRONG),
        "–" if one.participants is None else str(one.participants),
        say(language, RECORDERS[one.recorded_by]),
        Words(one.evidence, style=FAINT),
    )


def _perceived(pages: Chapters, dossier: AgencyDossier) -> None:
    language, efforts = pages.sheet.language, dossier.prevention.efforts
    found = [each for perceived in efforts.values() for each in perceived]
    if not found:
        pages.text(say(language, "report.perceived_nothing"))
        return
    signs_legend(pages)
    scale = scale_of(outcome for each in found for outcome in (each.figure, each.city))
    columns = (
        Column(say(language, "report.col_item"), 0.38),
        Column(say(language, "report.col_plot"), 0.26, scale=scale),
        Column(say(language, "report.col_value"), 0.09, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_city"), 0.09, Align.RIGHT),
        Column(say(language, "report.col_beside"), 0.08, Align.CENTRE),
        *([Column(say(language, "report.col_since"), 0.08, Align.CENTRE)] if dossier.changes else []),
    )
    lines = []
    for effort, perceived in efforts.items():
        lines.append(Line((say(language, EFFORTS[effort]),), title=True))
        for each in sorted(perceived, key=lambda one: list(Component).index(one.component)):
            row = (
                city_row(each.city, language)
                if isinstance(each.figure, Withheld)
                else figure_row(each.figure, each.city, language)
            )
            lines.append(
                Line(
                    (
                        Words(
                            group_words(each.component, language),
                            lead=f"{item_mention(dossier.result, each.component, each.item, language)},",
                        ),
                        Plot(row, scale),
                        share_words(each.figure, language, percentage=each.percentage),
                        share_words(each.city, language, percentage=each.percentage),
                        Sign(each.versus_city),
                        *([Sign(each.moved)] if dossier.changes else []),
                    )
                )
            )
    pages.table(columns, lines, after=4)
    pages.text(say(language, "report.perceived_how"), SMALL)


def strengths(pages: Chapters, dossier: AgencyDossier) -> list[str]:
    """What stands clearly above the city's mean: the survey shows that as well."""
    language, result, agency = pages.sheet.language, dossier.result, dossier.agency
    above = [
        lowered(dimension_words(result, dimension, language))
        for dimension, found in agency.dimensions_versus_city.items()
        if found is Comparison.ABOVE
    ]
    items = [
        item_mention(result, component, item, language)
        for component, group in agency.groups.items()
        for item, found in group.items_versus_city.items()
        if found is Comparison.ABOVE
    ]
    said = [say(language, "report.strong_dimensions", dimensions=", ".join(above))] if above else []
    if items:
        said.append(say(language, "report.strong_items", items="; ".join(items[:_NAMED])))
    return said
