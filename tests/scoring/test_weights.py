from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import AgencyCode
from app.scoring.results import Target
from app.scoring.scheme import Component
from app.scoring.weights import StratumWeight, stratum_weight
from tests.scoring.city import study


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


def test_an_agencys_list_weighs_its_staff_and_its_plan_whom_it_draws() -> None:
    a, b = AgencyCode("a"), AgencyCode("b")
    given_study = replace(
        study("b", "a"),
        populations={a: 60},
        targets={(a, Component.INTERNAL): Target(15, 12), (b, Component.EXTERNAL): Target(20, 12)},
    )
    assert stratum_weight(given_study, a, 12, Component.INTERNAL) == StratumWeight(60, 15, 12)
    assert stratum_weight(given_study, a, 13, Component.EXTERNAL) == StratumWeight(None, None, 13)
    assert stratum_weight(given_study, b, 10, Component.EXTERNAL).final == pytest.approx(2)
