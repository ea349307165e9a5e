"""The covariance of blocks is the linearised variance of the design, person by person."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Bug
from app.base.ids import AgencyCode, QuestionnaireId
from app.scoring.answers import Answers
from app.scoring.bench import Bench, Cell, combined
from app.scoring.estimate import Design, Floats, mean
from app.scoring.marking import Key
from app.scoring.results import Study
from app.scoring.scheme import Component, Dimension
from tests.scoring.city import SCORERS, city_rows, study

CITY = {"a": (7, 5, 4), "b": (6, 8, 6), "c": (4, 4, 5)}
CELLS = [Cell(AgencyCode(code), c, d) for code in CITY for c in Component for d in list(Dimension)[:3]]


def _given(seed: int) -> tuple[Answers, Study]:
    listed = replace(study(*CITY), populations={AgencyCode("a"): 9, AgencyCode("c"): 40})
    return Answers.of(city_rows(CITY, seed), listed), listed


def _rows(answers: Answers, given_study: Study) -> tuple[Design, Mapping[Cell, Floats]]:
    """The whole round as one design: a row for each response, and of every cell its scores, NaN elsewhere."""
    strata: list[int] = []
    clusters: list[int] = []
    columns: dict[Cell, list[float]] = {cell: [] for cell in CELLS}
    populations: dict[int, float] = {}
    for number, sheet in enumerate(answers.sheets):
        key = Key.of(SCORERS[QuestionnaireId(sheet.component.value)])
        scores = key.scores(key.points(sheet.codes))
        for place, agency, person in zip(range(len(scores)), sheet.agencies, sheet.persons, strict=True):
            code = answers.agencies[agency]
            expert = sheet.component is Component.EXPERT
            stratum = 100 * number + (0 if expert else int(agency))
            strata.append(stratum)
            clusters.append(int(person))
            if sheet.component is Component.INTERNAL and code in given_study.populations:
                populations[stratum] = given_study.populations[code]
            for cell, column in columns.items():
                here = (cell.agency, cell.component) == (code, sheet.component)
                dimension = key.dimensions.index(cell.dimension) if cell.dimension else 0
                column.append(float(scores[place, dimension]) if here else math.nan)
    return Design.of(strata, clusters, None, populations), {c: np.array(x) for c, x in columns.items()}


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 50),
    st.dictionaries(st.sampled_from(CELLS), st.floats(-2, 2).filter(lambda x: abs(x) > 0.01), min_size=1),
)
def test_any_figure_has_the_variance_of_the_whole_design(seed: int, figure: Mapping[Cell, float]) -> None:
    answers, given_study = _given(seed)
    estimate = Bench(answers, given_study).estimate(figure)
    design, columns = _rows(answers, given_study)
    influence = np.zeros(len(design.strata))
    value = 0.0
    for cell, factor in figure.items():
        scores = columns[cell]
        known = ~np.isnan(scores)
        value += factor * float(scores[known].mean())
        influence[known] += factor * (scores[known] - scores[known].mean()) / known.sum()
    assert estimate.value == pytest.approx(value, abs=1e-9)
    assert estimate.se == pytest.approx(math.sqrt(design.variance(influence)), abs=1e-9)


def test_a_cell_of_users_has_the_error_of_a_plain_mean() -> None:
    answers, given_study = _given(3)
    cell = Cell(AgencyCode("b"), Component.EXTERNAL, Dimension.DUTIES)
    estimate = Bench(answers, given_study).estimate({cell: 1.0})
    design, columns = _rows(answers, given_study)
    scores = columns[cell]
    known = ~np.isnan(scores)
    plain = mean(Design.of([0] * int(known.sum())), scores[known])
    assert (estimate.value, estimate.se, estimate.df) == pytest.approx((plain.value, plain.se, 7))
    assert estimate.deff == pytest.approx(1)
    assert len(design.strata) == len(scores)


def test_experts_of_one_temper_have_a_design_effect_and_one_person_has_no_error() -> None:
    answers, given_study = _given(1)
    bench = Bench(answers, given_study)
    experts = [{Cell(AgencyCode(code), Component.EXPERT, Dimension.DUTIES): 1.0} for code in CITY]
    together = bench.estimate(combined((1 / 3, each) for each in experts))
    assert together.deff is not None
    assert together.deff > 1.2
    assert together.n == 6  # persons, not the 15 ratings
    alone = {"a": (1, 1, 1)}
    lonely = Bench(Answers.of(city_rows(alone), study("a")), study("a"))
    with pytest.raises(Bug, match="lonely"):
        lonely.estimate({Cell(AgencyCode("a"), Component.INTERNAL, Dimension.DUTIES): 1.0})
