"""The example scoring and the example method fit the questionnaires, and they say that they are examples."""

from pathlib import Path

import pytest

from app.questionnaire.model import Item, Questionnaire
from app.questionnaire.read import read_yaml
from app.scoring.scheme import AbsentPolicy, Component, Dimension, Method, Scheme, read_method, read_scheme

FOLDER = Path(__file__).parents[2] / "questionnaires"
COMPONENTS = {
    "spi-internal": Component.INTERNAL,
    "spi-external": Component.EXTERNAL,
    "spi-expert": Component.EXPERT,
    "kepala-opd": Component.EXPERT,
}
NOT_SCORED = {
    "spi-internal": {"s1", "s2", "b4", "c4", "g1", "h1", "h2", "t1", "t2"},
    "spi-external": {"s1", "s2", "b5", "b6", "e2", "h1", "h2", "t1", "t2"},
    "spi-expert": {"s1", "k1", "t1", "t2"},
    "kepala-opd": {"s1", "k1", "t1", "t2"},
}


def shipped(name: str) -> Questionnaire:
    return read_yaml((FOLDER / name / "questionnaire.yaml").read_bytes())


def scheme_of(name: str) -> Scheme:
    return read_scheme((FOLDER / name / "scoring.yaml").read_bytes(), shipped(name))


def method(name: str = "spi-internal") -> Method:
    """The method that a round with this questionnaire uses."""
    file = "method-panel-example.yaml" if name == "kepala-opd" else "method-example.yaml"
    return read_method((FOLDER / file).read_bytes())


def variables(questionnaire: Questionnaire) -> dict[str, tuple[Item, str]]:
    """Every variable with its item and its definition."""
    found: dict[str, tuple[Item, str]] = {}
    for section in questionnaire.sections:
        for item in section.items:
            if item.kind == "matrix":
                for row in item.rows:
                    assert row.reference is not None, row.id
                    found[row.id] = (item, row.reference.definisi)
            else:
                assert item.reference is not None, item.id
                found[item.id] = (item, item.reference.definisi)
    return found


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_variable_is_scored_once_or_left_out_on_purpose(name: str) -> None:
    scored = [score.item for part in scheme_of(name).dimensions.values() for score in part.items]
    assert len(scored) == len(set(scored))
    assert set(scored) | NOT_SCORED[name] == set(variables(shipped(name)))
    assert not set(scored) & NOT_SCORED[name]


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_score_points_the_way_its_statement_does(name: str) -> None:
    known = variables(shipped(name))
    for part in scheme_of(name).dimensions.values():
        for score in part.items:
            item, definition = known[score.item]
            scale = item.scale if item.kind in {"likert", "matrix"} else ""
            if scale == "setuju":
                assert score.score == ("reverse" if "negatif" in definition else "scale"), score.item
            elif scale == "risiko":
                assert score.score == "reverse", score.item
            elif "makin sering makin baik" in definition:
                assert score.score == "scale", score.item
            else:
                assert isinstance(score.score, dict), score.item
                points = [score.score[code] for code in sorted(score.score)]
                assert all(point is not None for point in points)
                assert points == sorted(points, key=lambda point: -(point or 0))
                assert (points[0], points[-1]) == (100, 0)


@pytest.mark.parametrize("name", ["spi-internal", "spi-external"])
def test_one_column_for_everything_does_not_earn_an_extreme(name: str) -> None:
    # Who agrees with everything, or with nothing, lands near the middle.
    directions = [
        score.score
        for part in scheme_of(name).dimensions.values()
        for score in part.items
        if isinstance(score.score, str)
    ]
    assert directions.count("reverse") >= len(directions) // 3
    assert directions.count("scale") >= len(directions) // 3


@pytest.mark.parametrize("name", COMPONENTS)
def test_what_is_absent_counts_for_nothing_rather_than_for_zero(name: str) -> None:
    scores = [score for part in scheme_of(name).dimensions.values() for score in part.items]
    assert {score.absent for score in scores} == {AbsentPolicy.LEAVE_OUT}


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_method_weighs_exactly_what_a_group_is_asked(name: str) -> None:
    weighed = method(name).dimension_weights[COMPONENTS[name]]
    assert set(weighed) == set(scheme_of(name).dimensions)
    assert all(weight > 0 for weight in weighed.values())
    assert sum(weighed.values()) == 1000


def test_users_are_asked_five_dimensions_and_the_others_all_seven() -> None:
    everything = set(Dimension)
    assert set(scheme_of("spi-internal").dimensions) == everything
    assert set(scheme_of("spi-expert").dimensions) == everything
    assert set(scheme_of("spi-external").dimensions) == everything - {
        Dimension.BUDGET,
        Dimension.HUMAN_RESOURCES,
    }


def test_nothing_that_ships_can_be_taken_for_an_official_method() -> None:
    assert all(scheme_of(name).example for name in COMPONENTS)
    for example in (method(), method("kepala-opd")):
        assert example.example
        assert "contoh" in example.name.id
        for band in example.bands:
            assert "contoh" in band.label.id
            assert "example" in (band.label.en or "")


def test_only_experts_weigh_where_only_experts_are_asked() -> None:
    weights = method("kepala-opd").component_weights
    assert {component for component, weight in weights.items() if weight} == {Component.EXPERT}


def test_the_example_method_has_its_labels_limits_and_bands() -> None:
    example = method()
    assert sum(example.component_weights.values()) == 1000
    assert set(example.dimension_labels) == set(Dimension)
    assert [(band.name, band.upper) for band in example.bands] == [
        ("rentan", 729),
        ("waspada", 779),
        ("terjaga", 1000),
    ]
    assert (example.min_n, example.disclosure_limit, example.expert_limit) == (5, 10, 5)
    assert (example.rse_mark_pct, example.rse_withhold_pct) == (25, 50)
