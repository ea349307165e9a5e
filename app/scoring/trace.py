"""The full account of one agency's figure, down to every answer: for officers who check, never for print.

It holds what disclosure control hides, so it belongs on the office's screen behind two officers and in no
file of a release. The figures follow the same functions as the result; the account only keeps what they throw
away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.base.ids import AgencyCode
from app.scoring.answers import Answers
from app.scoring.bench import Bench, Cell
from app.scoring.bootstrap import bootstrap_errors
from app.scoring.combine import component_figure, index_figure
from app.scoring.points import DimensionPoints, OpenedRow
from app.scoring.results import Correction, Study
from app.scoring.scheme import Component, Dimension
from app.scoring.weights import StratumWeight, stratum_weight

DRAWS = 2000
"""Replicates of the check on an error: they leave about 2% of chance in it."""


@dataclass(frozen=True, slots=True)
class RespondentTrace:
    """One respondent's scores, each with its items: answer, points, weight, and what was left out and why."""

    component: Component
    respondent: int
    dimensions: Mapping[Dimension, DimensionPoints]


@dataclass(frozen=True, slots=True)
class CellTrace:
    """A cell mean: its persons, its exact mean, its weight, and its share of the component (0: left out)."""

    dimension: Dimension
    persons: int
    mean: Fraction | None
    weight_per_mille: int
    share: float


@dataclass(frozen=True, slots=True)
class ComponentTrace:
    """A component: weight, persons, value (none when it is missing), its cells, and for how many a person
    stands.
    """

    component: Component
    weight_per_mille: int
    persons: int
    value: float | None
    cells: tuple[CellTrace, ...]
    stands_for: StratumWeight


@dataclass(frozen=True, slots=True)
class AgencyTrace:
    """How one agency's index came about. `index` and its errors are none when a component is missing.

    `se` is the linearised error, `se_drawn` the same by drawing persons `DRAWS` times: a check on the first.
    """

    agency: AgencyCode
    respondents: tuple[RespondentTrace, ...]
    components: tuple[ComponentTrace, ...]
    before_correction: float | None
    corrections: tuple[Correction, ...]
    index: float | None
    se: float | None = None
    se_drawn: float | None = None


def trace(rows: Iterable[OpenedRow], study: Study, agency: AgencyCode) -> AgencyTrace:
    """Account for the figure of `agency`; `rows` are those of the whole round."""
    all_rows = tuple(rows)
    bench = Bench(Answers.of(all_rows, study), study)
    combination = index_figure(bench, study.method, agency)
    before = bench.value(combination) if combination else None
    corrections = tuple(c for c in study.corrections if c.agency == agency)
    taken = sum(c.tenths for c in corrections) / 10
    respondents = tuple(
        RespondentTrace(
            Component(row.group),
            row.respondent,
            study.scorers[row.questionnaire].points(row.answers),
        )
        for row in sorted(all_rows, key=lambda r: (r.group, r.questionnaire, r.respondent))
        if row.agency == agency
    )
    return AgencyTrace(
        agency,
        respondents,
        tuple(_component(bench, study, agency, component, respondents) for component in Component),
        before,
        corrections,
        None if before is None else max(0.0, before - taken),
        bench.estimate(combination).se if combination else None,
        bootstrap_errors(bench, [combination], DRAWS, seed=1)[0] if combination else None,
    )


def _component(
    bench: Bench,
    study: Study,
    agency: AgencyCode,
    component: Component,
    respondents: tuple[RespondentTrace, ...],
) -> ComponentTrace:
    method = study.method
    figure = component_figure(bench, method, agency, component)
    cells = []
    for dimension in method.asked(component):
        cell = Cell(agency, component, dimension)
        weight = method.dimension_weights[component][dimension]
        mean = _exact_mean(respondents, component, dimension)
        cells.append(CellTrace(dimension, bench.size(cell), mean, weight, figure.get(cell, 0.0)))
    weight = method.component_weights[component]
    people = bench.people(agency, component)
    value = bench.value(figure) if figure and people >= method.min_n else None
    stands_for = stratum_weight(study, agency, people, component)
    return ComponentTrace(component, weight, people, value, tuple(cells), stands_for)


def _exact_mean(
    respondents: tuple[RespondentTrace, ...], component: Component, dimension: Dimension
) -> Fraction | None:
    """The mean in whole fractions, which the arrays only approach."""
    parts = [one.dimensions.get(dimension) for one in respondents if one.component is component]
    scores = [part.score for part in parts if part is not None and part.score is not None]
    return sum(scores, Fraction(0)) / len(scores) if scores else None
