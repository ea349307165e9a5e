"""One agency in parts of a page: figures and words are those of its report on paper."""

import datetime as dt
from collections.abc import Sequence

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.office.days import day_in_words
from app.office.results.analysis import Scored
from app.office.window import view as v
from app.office.window.present.papers import Sheet, sheet_button
from app.office.window.present.results import ShowAgency, chip_of, component_words, figure_in_words
from app.paper.reports.accounts import conduct_lines, gap_notes, index_lines, story
from app.paper.reports.figures import counted, index_printed, printed, span, worded
from app.paper.reports.plots import SHAPES, gap_plot
from app.paper.reports.rooms import agency_told
from app.paper.reports.words import EFFORTS, RECORDERS, STATES, change_words, item_mention, share_words
from app.scoring.change import AgencyChanges
from app.scoring.estimate import Estimate
from app.scoring.prevention import Perceived, Prevention
from app.scoring.priorities import PriorityArea, spoken
from app.scoring.results import Activity, AgencyResult, CityResult, FollowUp, Outcome, Withheld
from app.scoring.scheme import Component, Effort

GAPS = "gap_table"


def ways(agencies: Sequence[AgencyResult], at: int, language: Language) -> tuple[v.Button, ...]:
    """To the agencies before and after this one in the alphabet."""

    def way(name: str, words: str, icon: str, to: int) -> v.Button:
        there = 0 <= to < len(agencies)
        code = agencies[to if there else at].agency
        return v.Button(name, "", ShowAgency(code), icon=icon, enabled=there, spoken=words)

    return (
        way("previous_agency", say(language, "window.previous_agency"), "chevron-left", at - 1),
        way("next_agency", say(language, "window.next_agency"), "chevron-right", at + 1),
    )


def parts(scored: Scored, agency: AgencyResult, language: Language) -> tuple[v.Part, ...]:
    """The whole page."""
    city = scored.city
    areas, changed = scored.priorities(agency.agency), scored.changes
    gaps = v.Card(
        "gap_card",
        (
            _gap_table(city, agency, language),
            _legend(language),
            v.Text(" ".join(gap_notes(city, agency, language))),
        ),
        say(language, "paper.gaps"),
    )
    sums = tuple(
        v.Fact(label, value, strong=strong) for label, value, strong in index_lines(agency, language)
    )
    conduct = tuple(v.Fact(label, value) for label, value in conduct_lines(agency, language))
    told = agency_told(agency, language)
    found = [_area(city, one, language) for one in (*areas.dimensions, *areas.items)]
    return (
        _headline(city, agency, language),
        v.Beside(
            (gaps,),
            (
                v.Card("sums", (v.Facts(sums),), say(language, "paper.from_value")),
                v.Card(
                    "conduct",
                    (v.Facts(conduct), *([v.Text(told)] if told else [])),
                    say(language, "paper.conduct"),
                ),
            ),
            340,
        ),
        v.Card(
            "priorities",
            (v.Lines(tuple(found), say(language, "window.no_priorities")),),
            say(language, "window.priorities"),
        ),
        v.Card(
            "prevention",
            _prevention(city, scored.prevention(agency.agency), language),
            say(language, "window.prevention"),
            sheet_button(Sheet.ACTIVITIES, language),
        ),
        v.Card(
            "follow_up",
            _follow_up(scored, agency.agency, language),
            say(language, "report.actions"),
            sheet_button(Sheet.FOLLOW_UP, language),
        ),
        v.Card(
            "changes",
            _changes(city, changed.agencies[agency.agency] if changed is not None else None, language),
            say(language, "window.changes"),
        ),
    )


def _headline(city: CityResult, agency: AgencyResult, language: Language) -> v.Card:
    index = agency.index
    title = (
        say(language, "paper.interval_short", span=span(language, index))
        if isinstance(index, Estimate)
        else say(language, "paper.withheld")
    )
    score = v.Score(
        index_printed(language, index),
        title,
        " ".join(story(city, agency, language)),
        chip_of(city, index, agency.standing, language),
    )
    figures = tuple(_persons(city, agency, one, language) for one in Component)
    return v.Card("headline", (score, v.Across(figures)))


def _persons(city: CityResult, agency: AgencyResult, component: Component, language: Language) -> v.Figure:
    group = agency.groups[component]
    if component is Component.EXPERT:
        return v.Figure(counted(group.persons), say(language, "paper.ratings_by", experts=city.experts))
    words = component_words(component, language)
    if group.target is not None:
        words = say(language, "window.of_drawn", group=words, drawn=group.target.drawn)
    return v.Figure(counted(group.persons), words)


def _gap_table(city: CityResult, agency: AgencyResult, language: Language) -> v.Table:
    plot = gap_plot(city, agency, language)
    heads = (
        v.Head(say(language, "window.head_dimension"), width=176),
        v.Head(say(language, "window.head_points"), plot=plot),
        v.Head(say(language, "paper.value"), width=70, right=True),
        v.Head(say(language, "paper.gap"), width=74, right=True),
    )
    rows = []
    for dimension, row in zip(agency.dimensions, plot.rows, strict=True):
        said = [figure_in_words(row.label, agency.dimensions[dimension], language)]
        for component in Component:
            cell = agency.groups[component].cells.get(dimension)
            if cell is not None:
                said.append(figure_in_words(component_words(component, language), cell, language))
        told = " ".join(said)
        cells = (
            v.Cell(
                f"{row.label}\n{row.note}" if row.note else row.label,
                strong=not row.note,
                wrap=True,
                told=told,
            ),
            v.Cell(gap=row, told=told),
            v.Cell(row.value, strong=True, right=True, told=told),
            v.Cell(row.gap, strong=row.strong, right=True, told=told),
        )
        rows.append(v.Row(f"gap_{dimension}", cells))
    return v.Table(
        GAPS,
        say(language, "paper.gaps"),
        heads,
        tuple(rows),
        shown=30,
        hint=say(language, "window.results_hint"),
    )


def _legend(language: Language) -> v.Legend:
    groups = (v.Key(component_words(one, language), v.Sign.GROUP, shape=SHAPES[one]) for one in Component)
    return v.Legend((*groups, v.Key(say(language, "paper.city_mean"), v.Sign.MEAN)))


def _area(city: CityResult, area: PriorityArea, language: Language) -> v.Line:
    dimension = worded(city.method.dimension_labels[area.dimension], language)
    if area.component is None:
        name = dimension
    else:
        item = item_mention(city, area.component, area.item, language)
        name = f"{item} ({dimension}, {component_words(area.component, language)})"
    why = spoken(area, city.method, language)
    return v.Line("flag", f"*{_plain(name)}.* {why}", printed(language, area.figure), "gold-800")


def _plain(words: str) -> str:
    return words.replace("*", "").rstrip(".?")


def _prevention(city: CityResult, chapter: Prevention, language: Language) -> tuple[v.Part, ...]:
    lines = [
        v.Line("ear", _perceived(city, effort, each, language), _share(each, each.figure, language))
        for effort, found in chapter.efforts.items()
        for each in found
    ]
    lines += [v.Line("circle-check", _done(one, language)) for one in chapter.activities]
    return (v.Lines(tuple(lines), say(language, "window.no_prevention")),)


def _perceived(city: CityResult, effort: Effort, each: Perceived, language: Language) -> str:
    name = _plain(item_mention(city, each.component, each.item, language))
    return say(
        language,
        "window.perceived",
        effort=say(language, EFFORTS[effort]),
        item=name,
        group=component_words(each.component, language),
        city=_share(each, each.city, language),
    )


def _share(each: Perceived, outcome: Outcome, language: Language) -> str:
    if isinstance(outcome, Withheld):
        return say(language, "window.key_withheld")
    return share_words(outcome, language, percentage=each.percentage).rstrip("*")


def _done(one: Activity, language: Language) -> str:
    return say(
        language,
        "window.activity",
        title=_plain(worded(one.title, language)),
        date=day_in_words(dt.date.fromisoformat(one.date), language),
        recorder=say(language, RECORDERS[one.recorded_by]),
        evidence=_plain(one.evidence),
    )


def _follow_up(scored: Scored, code: AgencyCode, language: Language) -> tuple[v.Part, ...]:
    """What the agency undertakes and what it replied; how to enter it where nobody did."""
    found = scored.follow_up.get(code, FollowUp())
    lines = tuple(
        v.Line(
            "flag",
            say(
                language,
                "report.action_line",
                finding=_plain(one.finding),
                action=_plain(one.action),
                who=_plain(one.responsible),
                due=day_in_words(dt.date.fromisoformat(one.due), language),
            ),
            say(language, STATES[one.state]),
        )
        for one in found.actions
    )
    parts: tuple[v.Part, ...] = (v.Lines(lines, say(language, "report.no_actions")),)
    if found.reply:
        parts = (*parts, v.Text(found.reply, say(language, "report.reply")))
    return parts


def _changes(city: CityResult, found: AgencyChanges | None, language: Language) -> tuple[v.Part, ...]:
    if found is None:
        return (v.Text(say(language, "window.no_changes")),)
    if isinstance(found.index, Withheld) and not found.dimensions:
        return (v.Text(change_words(found.index, language)),)
    labels = city.method.dimension_labels
    facts = [v.Fact(say(language, "paper.index_short"), change_words(found.index, language), strong=True)]
    facts += [
        v.Fact(worded(labels[one], language), change_words(each, language))
        for one, each in found.dimensions.items()
    ]
    return (v.Facts(tuple(facts)),)
