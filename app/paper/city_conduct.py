"""The second page of the city's summary: how the survey went, corrections, efforts, and what changed."""

from dataclasses import replace

from app.base.sentences import decimal, say, say_count
from app.paper.chapter import SMALL, Chapters
from app.paper.dossier import Dossier
from app.paper.figures import counted, index_printed, worded
from app.paper.grid import FAINT, FIGURE, STRONG, Column, Line, Plot, Words
from app.paper.page import Align
from app.paper.plots import figure_row, scale_of
from app.paper.words import (
    EFFORTS,
    change_points,
    change_words,
    dimension_words,
    group_heading,
    group_words,
    item_name,
    share_words,
    steering_words,
)
from app.scoring.change import Change
from app.scoring.results import GroupResult, Withheld
from app.scoring.scheme import Component, Effort


def conduct_chapter(pages: Chapters, dossier: Dossier) -> None:
    """The page itself."""
    language = pages.sheet.language
    pages.chapter("conduct", say(language, "report.conduct_title"), alone=True)
    pages.heading(say(language, "report.conduct_answered"))
    response_table(pages, dossier)
    pages.heading(say(language, "report.corrections"))
    _corrections(pages, dossier)
    pages.heading(say(language, "report.compare_before"))
    change_table(pages, dossier)
    pages.heading(say(language, "report.done"), with_=110)
    _efforts(pages, dossier)


def response_table(pages: Chapters, dossier: Dossier) -> None:
    """How many answered of those drawn at every agency, and what disturbed the survey there."""
    language, result = pages.sheet.language, dossier.result
    columns = (
        Column(say(language, "report.col_agency"), 0.3),
        *(Column(group_heading(each, language), 0.11, Align.RIGHT) for each in Component),
        Column(say(language, "report.col_interruptions"), 0.21),
        Column(say(language, "report.col_steering"), 0.16),
    )
    lines = [
        Line(
            (
                Words(worded(one.name, language), style=STRONG),
                *(_answered(pages, one.groups[each]) for each in Component),
                Words("; ".join(one.conduct.interruptions) or "–", style=FAINT),
                Words(steering_words(result, one.conduct.steering_reports, language), style=FAINT),
            )
        )
        for one in result.agencies
    ]
    pages.table(columns, lines, after=4)
    said = say(
        language,
        "report.conduct_counts",
        persons=result.persons,
        experts=result.experts,
        ratings=result.ratings,
    )
    if result.set_aside:
        said = f"{said} {say(language, 'report.conduct_aside', count=result.set_aside)}"
    pages.text(said, SMALL)


def _answered(pages: Chapters, group: GroupResult) -> str:
    count = counted(group.persons)
    if group.target is None:
        return count
    return say(pages.sheet.language, "paper.out_of", count=count, whole=group.target.drawn)


def _corrections(pages: Chapters, dossier: Dossier) -> None:
    language = pages.sheet.language
    found = [(one, each) for one in dossier.result.agencies for each in one.corrections]
    if not found:
        pages.text(say(language, "report.no_corrections"))
        return
    columns = (
        Column(say(language, "report.col_agency"), 0.3),
        Column(say(language, "report.col_before"), 0.12, Align.RIGHT),
        Column(say(language, "report.col_correction"), 0.1, Align.RIGHT),
        Column(say(language, "report.col_index"), 0.1, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_reason"), 0.38),
    )
    lines = [
        Line(
            (
                Words(worded(one.name, language), style=STRONG),
                index_printed(language, one.before_correction),
                "–*" if isinstance(one.index, Withheld) else decimal(language, -each.tenths),
                index_printed(language, one.index),
                Words(each.reason, style=FAINT),
            )
        )
        for one, each in found
    ]
    pages.table(columns, lines)


def change_table(pages: Chapters, dossier: Dossier) -> None:
    """The change of the city's index and dimensions since the last period, or why there is none."""
    language, result, changes = pages.sheet.language, dossier.result, dossier.changes
    if changes is None:
        pages.text(say(language, "report.no_before_city"))
        return
    known = any(isinstance(each, Change) for each in changes.dimensions.values())
    if isinstance(changes.index, Withheld) and not known:
        pages.text(say(language, "report.not_comparable", why=changes.index.why.spoken(language)))
        return
    columns = (
        Column(say(language, "report.col_dimension"), 0.4),
        Column(say(language, "report.col_change"), 0.18, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_found"), 0.42),
    )
    rows = {dimension_words(result, each, language): found for each, found in changes.dimensions.items()}
    rows[say(language, "report.index_row")] = changes.index
    lines = [
        Line((label, change_points(found, language), change_words(found, language)))
        for label, found in rows.items()
    ]
    pages.table(columns, [*lines[:-1], replace(lines[-1], strong=True)], after=4)
    pages.text(say(language, "report.change_how"), SMALL)


def _efforts(pages: Chapters, dossier: Dossier) -> None:
    """What all groups of the city say about efforts against corruption, and how many were recorded."""
    language, result = pages.sheet.language, dossier.result
    rows = [
        (effort, component, item, result.items[component][item])
        for effort in Effort
        for component in Component
        for item in result.prevention.get(component, {}).get(effort, ())
    ]
    if rows:
        scale = scale_of(outcome for *_, outcome in rows)
        columns = (
            Column(say(language, "report.col_effort"), 0.19),
            Column(say(language, "report.col_item"), 0.55),
            Column(say(language, "report.col_plot"), 0.17, scale=scale),
            Column(say(language, "report.col_value"), 0.09, Align.RIGHT, FIGURE),
        )
        lines = [
            Line(
                (
                    say(language, EFFORTS[effort]),
                    Words(
                        group_words(component, language),
                        lead=f"{item_name(result, component, item, language).rstrip('.?')},",
                    ),
                    Plot(figure_row(outcome, None, language), scale),
                    share_words(
                        outcome,
                        language,
                        percentage=result.item_places[component][item].dimension is None,
                    ),
                )
            )
            for effort, component, item, outcome in rows
        ]
        pages.table(columns, lines, after=4)
    count = sum(len(each.activities) for each in dossier.prevention.values())
    agencies = sum(bool(each.activities) for each in dossier.prevention.values())
    recorded = say_count(language, "report.recorded", count, agencies=agencies)
    done = recorded if count else say(language, "report.done_nothing")
    pages.text(f"{done} {say(language, 'report.method_elsewhere')}", SMALL, after=0)
