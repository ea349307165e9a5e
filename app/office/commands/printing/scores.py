"""What `score` prints: the figures of a round, or how one agency's figure came about."""

from collections import Counter
from collections.abc import Iterator

from app.base.canonical import JsonValue
from app.base.sentences import Language, Sentence, decimal
from app.office.commands.printing.review import reasons, set_aside
from app.office.commands.terminal import Terminal
from app.office.results.analysis import Scored
from app.office.results.reproduction import Reproduced
from app.paper.reports.figures import printed, worded
from app.scoring.change import Change, Changed
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.points import Answer, Fate, ItemPoints
from app.scoring.prevention import Prevention
from app.scoring.priorities import PriorityArea, spoken
from app.scoring.results import AgencyResult, Count, Outcome, Withheld
from app.scoring.scheme import Method
from app.scoring.trace import DRAWS, AgencyTrace, RespondentTrace

_FATES = {
    Fate.SCORED: "office.fate_scored",
    Fate.ABSENT_LEFT_OUT: "office.fate_absent_left_out",
    Fate.ABSENT_SCORED: "office.fate_absent_scored",
    Fate.OPTION_LEFT_OUT: "office.fate_option_left_out",
}


def scored(terminal: Terminal, made: Scored) -> None:
    """The index with its intervals, agencies in alphabetical order, and what was held back and why."""
    city, language = made.city, terminal.language
    if city.example:
        terminal.line("office.example_method", method=worded(city.method.name, language))
    columns = [
        terminal.say("office.col_agency"),
        terminal.say("office.col_index"),
        terminal.say("office.col_interval"),
        terminal.say("office.col_change"),
        terminal.say("office.col_note"),
    ]
    since = made.changes
    rows = [
        (
            worded(one.name, language),
            _index(one.index, language),
            _interval(one.index, language),
            _moved(since.agencies[one.agency].index if since else None, language),
            _why(one.index, language),
        )
        for one in city.agencies
    ]
    rows.append(
        (
            made.round.document.city,
            _index(city.index, language),
            _interval(city.index, language),
            _moved(since.index if since else None, language),
            _why(city.index, language),
        )
    )
    terminal.table(terminal.say("office.score_title", run=city.run_id[:16]), columns, rows)
    terminal.line("office.score_persons", persons=city.persons, experts=city.experts, ratings=city.ratings)
    _held_back(terminal, made)
    reasons(terminal, made.signs)
    if made.signs.waiting:
        terminal.line("review.waiting_count", count=made.signs.waiting)
    withheld: list[JsonValue] = [
        {
            "agency": one.agency,
            "component": one.component,
            "dimension": one.dimension,
            "item": one.item,
            "code": one.withheld.why.key,
            "sentence": one.withheld.why.spoken(language),
        }
        for one in city.withheld
    ]
    terminal.done(
        "score",
        {
            "round": made.round.id,
            "run_id": city.run_id,
            "method": city.method_digest,
            "example": city.example,
            "before": since.before if since else None,
            "unreviewed": made.signs.waiting,
            "set_aside": [set_aside(one) for one in made.signs.reasons],
            "city": {
                "index": _outcome(city.index, language),
                "change": _changed(since.index, language) if since else None,
                "persons": city.persons,
                "experts": city.experts,
                "ratings": city.ratings,
                "included": list(city.included),
            },
            "agencies": [_agency(made, one, language) for one in city.agencies],
            "withheld": withheld,
        },
    )


def _held_back(terminal: Terminal, made: Scored) -> None:
    """How many figures stand under which reason; the whole list is in the JSON."""
    reasons = Counter(one.withheld.why.spoken(terminal.language) for one in made.city.withheld)
    if reasons:
        columns = [terminal.say("office.col_reason"), terminal.say("office.col_figures")]
        terminal.table(terminal.say("office.withheld_title"), columns, reasons.most_common())


def reproduced(terminal: Terminal, found: Reproduced) -> None:
    """Whether everything came out the same once more, and what could not be had again."""
    if found.equal:
        terminal.line(
            "office.reproduced_equal", records=found.records, rows=found.rows, run=found.run_id[:16]
        )
    else:
        terminal.line("office.reproduced_differs", missing=found.missing, surplus=found.surplus)
    terminal.line("office.reproduced_limits")
    terminal.done(
        "score",
        {
            "round": found.round,
            "run_id": found.run_id,
            "records": found.records,
            "rows": found.rows,
            "missing": found.missing,
            "surplus": found.surplus,
            "equal": found.equal,
        },
    )


def traced(terminal: Terminal, account: AgencyTrace) -> None:
    """How one agency's figure came about, down to every item, what was left out, and why."""
    columns = [
        terminal.say("office.col_group"),
        terminal.say("office.col_persons"),
        terminal.say("office.col_mean"),
        terminal.say("office.col_weight_per_mille"),
        terminal.say("office.col_stands_for"),
    ]
    groups = [
        (
            group.component,
            group.persons,
            _spelt(terminal, group.value),
            group.weight_per_mille,
            _spelt(terminal, group.stands_for.final),
        )
        for group in account.components
    ]
    terminal.table(terminal.say("office.trace_groups", agency=account.agency), columns, groups)
    columns = [
        terminal.say("office.col_group"),
        terminal.say("office.col_dimension"),
        terminal.say("office.col_persons"),
        terminal.say("office.col_mean"),
        terminal.say("office.col_weight_per_mille"),
        terminal.say("office.col_share"),
    ]
    cells = [
        (
            group.component,
            cell.dimension,
            cell.persons,
            _spelt(terminal, cell.mean),
            cell.weight_per_mille,
            _spelt(terminal, cell.share),
        )
        for group in account.components
        for cell in group.cells
    ]
    terminal.table(terminal.say("office.trace_cells", agency=account.agency), columns, cells)
    columns = [
        terminal.say("office.col_respondent"),
        terminal.say("office.col_dimension"),
        terminal.say("office.col_item"),
        terminal.say("office.col_answer"),
        terminal.say("office.col_points"),
        terminal.say("office.col_weight"),
        terminal.say("office.col_note"),
    ]
    items = [line for one in account.respondents for line in _lines(terminal, one)]
    terminal.table(terminal.say("office.trace_items", agency=account.agency), columns, items)
    for one in account.corrections:
        terminal.line("office.trace_correction", points=_spelt(terminal, one.tenths / 10), reason=one.reason)
    terminal.line(
        "office.trace_sum",
        before=_spelt(terminal, account.before_correction),
        correction=_spelt(terminal, sum(one.tenths for one in account.corrections) / 10),
        index=_spelt(terminal, account.index),
    )
    if account.se is not None and account.se_drawn is not None:
        drawn = _spelt(terminal, account.se_drawn)
        terminal.line("office.trace_errors", se=_spelt(terminal, account.se), drawn=drawn, draws=DRAWS)
    terminal.done("score", {"trace": _trace(account)})


def _lines(terminal: Terminal, one: RespondentTrace) -> Iterator[tuple[str | int | None, ...]]:
    """The items of a respondent, and under those of each dimension the score that they come to."""
    name = f"{one.component}/{one.respondent}"
    for part in one.dimensions.values():
        for item in part.items:
            fate = terminal.say(_FATES[item.fate])
            points = _spelt(terminal, item.points)
            yield (name, part.dimension, item.item, _answer(item), points, item.weight, fate)
        known = sum(item.points is not None for item in part.items)
        fields = {"known": known, "wanted": part.min_answered}
        note = "office.trace_score" if part.score is not None else "office.trace_no_score"
        spelt = Sentence(note, fields).spoken(terminal.language)
        yield (name, part.dimension, "", "", _spelt(terminal, part.score), "", spelt)


def _answer(item: ItemPoints) -> str:
    match item.answer:
        case None:
            return "-"
        case tuple():
            return ", ".join(str(code) for code in item.answer)
        case _:
            return str(item.answer)


def _agency(made: Scored, one: AgencyResult, language: Language) -> JsonValue:
    areas = made.priorities(one.agency)
    since = made.changes
    return {
        "agency": one.agency,
        "name": worded(one.name, language),
        "index": _outcome(one.index, language),
        "change": _changed(since.agencies[one.agency].index, language) if since else None,
        "groups": {
            component.value: {
                "figure": _outcome(group.figure, language),
                "persons": _count(group.persons),
                "dimensions": {d.value: _outcome(outcome, language) for d, outcome in group.cells.items()},
                "items": {item: _outcome(outcome, language) for item, outcome in group.items.items()},
            }
            for component, group in one.groups.items()
        },
        "dimensions": {
            dimension.value: _outcome(outcome, language) for dimension, outcome in one.dimensions.items()
        },
        "priorities": [_area(area, made.city.method, language) for area in (*areas.dimensions, *areas.items)],
        "prevention": _prevention(made.prevention(one.agency), language),
    }


def _area(area: PriorityArea, method: Method, language: Language) -> JsonValue:
    return {
        "component": area.component,
        "dimension": area.dimension,
        "item": area.item,
        "gap": _decimal(area.gap),
        "weight_pct": _decimal(area.weight_pct),
        "certainty": area.certainty.name.lower(),
        "sentence": spoken(area, method, language),
    }


def _prevention(chapter: Prevention, language: Language) -> JsonValue:
    return {
        "efforts": {
            effort.value: [
                {
                    "component": each.component,
                    "item": each.item,
                    "percentage": each.percentage,
                    "figure": _outcome(each.figure, language),
                    "city": _outcome(each.city, language),
                }
                for each in perceived
            ]
            for effort, perceived in chapter.efforts.items()
        },
        "activities": [
            {
                "kind": each.kind,
                "date": each.date,
                "title": worded(each.title, language),
                "participants": each.participants,
                "recorded_by": each.recorded_by,
                "evidence": each.evidence,
            }
            for each in chapter.activities
        ],
    }


def _outcome(outcome: Outcome, language: Language) -> JsonValue:
    """A figure with its interval as decimal text (no binary fractions), or why there is none."""
    if isinstance(outcome, Withheld):
        return {"withheld": outcome.mask, "code": outcome.why.key, "sentence": outcome.why.spoken(language)}
    return {
        "value": _decimal(outcome.value),
        "low": _decimal(outcome.low),
        "high": _decimal(outcome.high),
        "se": _decimal(outcome.se),
        "df": _decimal(outcome.df),
        "rse_pct": _decimal(outcome.rse_pct),
        "deff": _decimal(outcome.deff),
        "n": outcome.n,
        "marked": outcome.marked,
    }


def _changed(change: Changed, language: Language) -> JsonValue:
    if isinstance(change, Withheld):
        return _outcome(change, language)
    return {"difference": _outcome(change.difference, language), "moved": change.moved}


def _moved(change: Changed | None, language: Language) -> str:
    """A change in points, in brackets while it is no more than chance."""
    if not isinstance(change, Change):
        return "-"
    tenths = to_tenths(change.difference.value)
    text = ("+" if tenths > 0 else "") + decimal(language, tenths)
    return text if change.difference.low > 0 or change.difference.high < 0 else f"({text})"


def _count(count: Count) -> JsonValue:
    return count if isinstance(count, int) else f"<{count.limit}" if count.limit else "*"


def _index(outcome: Outcome, language: Language) -> str:
    """An index, or the star that stands on paper too: `<10` would read as a low index."""
    return printed(language, outcome) if isinstance(outcome, Estimate) else "–*"


def _interval(outcome: Outcome, language: Language) -> str:
    if isinstance(outcome, Withheld):
        return "-"
    return f"{decimal(language, to_tenths(outcome.low))}–{decimal(language, to_tenths(outcome.high))}"


def _why(outcome: Outcome, language: Language) -> str:
    return outcome.why.spoken(language) if isinstance(outcome, Withheld) else ""


def _trace(account: AgencyTrace) -> JsonValue:
    return {
        "agency": account.agency,
        "index": _decimal(account.index),
        "before_correction": _decimal(account.before_correction),
        "se": _decimal(account.se),
        "se_bootstrap": _decimal(account.se_drawn),
        "corrections": [{"tenths": one.tenths, "reason": one.reason} for one in account.corrections],
        "components": [
            {
                "component": group.component,
                "weight_per_mille": group.weight_per_mille,
                "persons": group.persons,
                "value": _decimal(group.value),
                "base_weight": _decimal(group.stands_for.base),
                "response_weight": _decimal(group.stands_for.response),
                "cells": [
                    {
                        "dimension": cell.dimension,
                        "persons": cell.persons,
                        "mean": _decimal(cell.mean),
                        "weight_per_mille": cell.weight_per_mille,
                        "share": _decimal(cell.share),
                    }
                    for cell in group.cells
                ],
            }
            for group in account.components
        ],
        "respondents": [
            {
                "component": one.component,
                "respondent": one.respondent,
                "dimensions": {
                    dimension.value: {
                        "score": _decimal(part.score),
                        "min_answered": part.min_answered,
                        "items": [
                            {
                                "item": item.item,
                                "answer": _plain(item.answer),
                                "points": _decimal(item.points),
                                "weight": item.weight,
                                "fate": item.fate,
                            }
                            for item in part.items
                        ],
                    }
                    for dimension, part in one.dimensions.items()
                },
            }
            for one in account.respondents
        ],
    }


def _plain(answer: Answer | None) -> JsonValue:
    """An answer as JSON has it: several choices, or ranks, are a list."""
    return list(answer) if isinstance(answer, tuple) else answer


def _spelt(terminal: Terminal, value: object) -> str:
    """The same with the sign of decimals of the terminal's language."""
    text = _decimal(value)
    return text.replace(".", ",") if terminal.language is Language.ID else text


def _decimal(value: object) -> str:
    """Four decimals; a missing figure is empty."""
    return "" if value is None else f"{float(value):.4f}"  # type: ignore[arg-type]  # fractions and floats
