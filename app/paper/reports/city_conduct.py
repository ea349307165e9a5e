"""The second page of the city's summary: how the survey went, corrections, efforts, and what changed."""

from collections.abc import Mapping
from dataclasses import replace

from app.base.sentences import Language, decimal, say
from app.paper.reports.chapter import SMALL, Chapters
from app.paper.reports.dossier import Dossier
from app.paper.reports.figures import counted, index_printed, worded
from app.paper.reports.grid import FAINT, FIGURE, STRONG, Column, Line, Plot, Words
from app.paper.reports.plots import figure_row, scale_of
from app.paper.reports.rooms import city_told, rooms_words, steering_words
from app.paper.reports.words import (
    EFFORTS,
    change_brief,
    change_points,
    change_words,
    dimension_words,
    group_heading,
    group_words,
    item_mention,
    share_words,
)
from app.paper.sheet.page import Align
from app.scoring.change import Change, Changed
from app.scoring.results import AgencyResult, Correction, GroupResult, Rooms, Withheld
from app.scoring.scheme import Component, Effort

_FEW = 3  # corrections that are told in sentences


def conduct_chapter(pages: Chapters, dossier: Dossier) -> None:
    """The page itself."""
    language = pages.sheet.language
    pages.chapter("conduct", say(language, "report.conduct_title"), alone=True)
    pages.heading(say(language, "report.conduct_answered"))
    response_table(pages, dossier)
    pages.heading(say(language, "report.corrections"))
    _corrections(pages, dossier)
    pages.heading(say(language, "report.compare_before"), with_=60 if dossier.changes is None else 110)
    _since(pages, dossier)
    pages.heading(say(language, "report.done"), with_=110)
    _efforts(pages, dossier)


def response_table(pages: Chapters, dossier: Dossier) -> None:
    """How many answered of those drawn at every agency, and what disturbed the survey there."""
    language, result = pages.sheet.language, dossier.result
    apart = any(one.conduct.rooms is not None and not one.conduct.rooms.shared for one in result.agencies)
    columns = (
        Column(say(language, "report.col_agency"), 0.36 if apart else 0.45),
        *(Column(group_heading(each, language), 0.1, Align.RIGHT) for each in Component),
        *([Column(say(language, "report.col_interruptions"), 0.16)] if apart else []),
        Column(say(language, "report.col_steering"), 0.18 if apart else 0.25),
    )
    lines = [
        Line(
            (
                Words(worded(one.name, language), style=STRONG, wrap=False),
                *(_answered(pages, one.groups[each]) for each in Component),
                *([Words(_own_rooms(one.conduct.rooms, language), style=FAINT)] if apart else []),
                Words(steering_words(one.conduct.steering, language), style=FAINT),
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
    pages.text(" ".join([said, *city_told(result, language)]), SMALL)


def _own_rooms(rooms: Rooms | None, language: Language) -> str:
    """What the rooms of one agency alone tell; what several shared stands under the table."""
    if rooms is not None and rooms.shared:
        return say(language, "report.rooms_shared")
    return rooms_words(rooms, language)


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
    if len(found) <= _FEW:
        pages.points([_correction(one, each, language) for one, each in found])
        return
    columns = (
        Column(say(language, "report.col_agency"), 0.34),
        Column(say(language, "report.col_before"), 0.18, Align.RIGHT),
        Column(say(language, "report.col_correction"), 0.1, Align.RIGHT),
        Column(say(language, "report.col_index"), 0.1, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_reason"), 0.28),
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


def _correction(agency: AgencyResult, correction: Correction, language: Language) -> str:
    """One correction in a sentence; it takes from an index that may be withheld."""
    held = isinstance(agency.index, Withheld)
    return say(
        language,
        "report.corrected",
        agency=worded(agency.name, language),
        reason=correction.reason,
        before=index_printed(language, agency.before_correction),
        points="–*" if held else decimal(language, -correction.tenths),
        index=index_printed(language, agency.index),
    )


def _changed(pages: Chapters, dossier: Dossier) -> Mapping[str, Changed]:
    """The change of the city's dimensions and index since the last period; says why where there is none."""
    language, result, changes = pages.sheet.language, dossier.result, dossier.changes
    if changes is None:
        pages.text(say(language, "report.no_before_city"))
        return {}
    rows = {dimension_words(result, each, language): found for each, found in changes.dimensions.items()}
    rows[say(language, "report.index_row")] = changes.index
    if isinstance(changes.index, Withheld) and not any(isinstance(each, Change) for each in rows.values()):
        pages.text(say(language, "report.not_comparable", why=changes.index.why.spoken(language)))
        return {}
    return rows


def _since(pages: Chapters, dossier: Dossier) -> None:
    """The changes side by side, as the dimensions stand on the first page."""
    language = pages.sheet.language
    rows = _changed(pages, dossier)
    if not rows:
        return
    columns = tuple(Column(label, 1 / len(rows)) for label in rows)
    cells = tuple(
        Words(change_points(found, language), change_brief(found, language), FIGURE)
        for found in rows.values()
    )
    pages.table(columns, [Line(cells)], after=4)
    unknown = [
        f"{label}: {found.why.spoken(language)}"
        for label, found in rows.items()
        if isinstance(found, Withheld)
    ]
    pages.text(" ".join([*unknown, say(language, "report.change_how_brief")]), SMALL)


def change_table(pages: Chapters, dossier: Dossier) -> None:
    """The changes one under the other, with their intervals."""
    language = pages.sheet.language
    rows = _changed(pages, dossier)
    if not rows:
        return
    columns = (
        Column(say(language, "report.col_dimension"), 0.4),
        Column(say(language, "report.col_change"), 0.18, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_found"), 0.42),
    )
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
            Column(say(language, "report.col_effort"), 0.18),
            Column(say(language, "report.col_item"), 0.61),
            Column(say(language, "report.col_plot"), 0.12, scale=scale),
            Column(say(language, "report.col_value"), 0.09, Align.RIGHT, FIGURE),
        )
        lines = [
            Line(
                (
                    say(language, EFFORTS[effort]) if at == 0 or rows[at - 1][0] is not effort else "",
                    Words(
                        group_words(component, language),
                        lead=f"{item_mention(result, component, item, language)},",
                    ),
                    Plot(figure_row(outcome, None, language), scale),
                    share_words(
                        outcome,
                        language,
                        percentage=result.item_places[component][item].dimension is None,
                    ),
                )
            )
            for at, (effort, component, item, outcome) in enumerate(rows)
        ]
        pages.table(columns, lines, after=4)
    count = sum(len(each.activities) for each in dossier.prevention.values())
    agencies = sum(bool(each.activities) for each in dossier.prevention.values())
    recorded = say(language, "report.recorded", count=count, agencies=agencies)
    done = recorded if count else say(language, "report.done_nothing")
    pages.text(f"{done} {say(language, 'report.method_elsewhere')}", SMALL, after=0)
