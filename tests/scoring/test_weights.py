from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import AgencyCode, QuestionnaireId
from app.scoring.answers import Answers
from app.scoring.results import Target
from app.scoring.scheme import Component
from app.scoring.weights import StratumWeight, row_weights
from tests.scoring.city import city_rows, study


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500))
def test_who_answered_stands_for_all_who_are_listed(more: int, silent: int, answered: int) -> None:
    drawn = answered + silent
    weight = StratumWeight(drawn + more, drawn, answered)
    assert weight.final * answered == pytest.approx(drawn + more)
    assert weight.base >= 1
    assert weight.response > 1


def test_without_a_list_or_a_plan_one_stands_for_oneself() -> None:
    assert StratumWeight(None, None, 7).final == 1
    assert StratumWeight(None, 12, 10).final == pytest.approx(1.2)
    assert StratumWeight(100, 12, 0).response == 1
    assert StratumWeight(None, 12, 13).response == 1  # a slip was added


def test_each_row_has_the_weight_of_its_stratum() -> None:
    a, b = AgencyCode("a"), AgencyCode("b")
    given_study = replace(
        study("b", "a"),
        populations={a: 60},
        targets={(a, Component.INTERNAL): Target(15, 12), (b, Component.EXTERNAL): Target(20, 12)},
    )
    answers = Answers.of(city_rows({"a": (12, 13, 6), "b": (11, 10, 6)}), given_study)
    weights = row_weights(answers, given_study)
    staff, users, experts = (weights[QuestionnaireId(c.value)] for c in Component)
    assert staff.tolist() == pytest.approx([60 / 12] * 12 + [1] * 11)
    assert users.tolist() == pytest.approx([1] * 13 + [2] * 10)
    assert np.unique(experts).tolist() == [1]
