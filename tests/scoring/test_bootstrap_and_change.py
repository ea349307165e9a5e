from dataclasses import replace

import numpy as np
import pytest

from app.base.ids import AgencyCode
from app.scoring.answers import Answers
from app.scoring.bench import Bench
from app.scoring.bootstrap import bootstrap_errors
from app.scoring.change import Change, Changed, change, changes
from app.scoring.combine import index_figure
from app.scoring.estimate import interval
from app.scoring.results import Comparison, Mask, Withheld
from app.scoring.scheme import Component, Dimension
from tests.scoring.city import METHOD, SIX, city_rows, scored, shown, study


def test_the_bootstrap_draws_persons_and_agrees_with_the_delta_method() -> None:
    given = replace(study(*SIX), populations={AgencyCode("a"): 20, AgencyCode("b"): 12})
    bench = Bench(Answers.of(city_rows(SIX), given), given)
    figures = [index_figure(bench, METHOD, AgencyCode(code)) for code in SIX]
    city = {cell: factor / 6 for figure in figures for cell, factor in figure.items()}
    errors = bootstrap_errors(bench, [*figures, city], draws=4000, seed=3)
    assert errors == bootstrap_errors(bench, [*figures, city], draws=4000, seed=3)
    for figure, error in zip([*figures, city], errors, strict=True):
        assert error == pytest.approx(bench.estimate(figure).se, rel=0.06)


def test_in_the_bootstrap_a_census_has_no_error() -> None:
    given = replace(study("a"), populations={AgencyCode("a"): 12})
    bench = Bench(Answers.of(city_rows({"a": (12, 13, 11)}), given), given)
    staff = {cell: 1.0 for cell in bench.cells() if cell.component is Component.INTERNAL and not cell.item}
    (error,) = bootstrap_errors(bench, [staff], draws=50, seed=1)
    assert error == pytest.approx(0, abs=1e-9)


def moved(found: Changed) -> Change:
    assert isinstance(found, Change), found
    return found


def test_a_change_has_the_error_of_both_and_the_degrees_of_welch() -> None:
    found = moved(change(interval(70, 2, 20, 40), interval(60, 4, 9, 30))).difference
    assert found.value == 10
    assert found.se == pytest.approx(20**0.5)
    assert found.df == pytest.approx(400 / (16 / 20 + 256 / 9))  # Welch 1947
    assert found.low < 10 - 1.96 * found.se


@pytest.mark.parametrize(
    ("now", "word"), [(78, Comparison.ABOVE), (62, Comparison.BELOW), (71, Comparison.NOT_DIFFERENT)]
)
def test_a_change_within_chance_is_no_change(now: float, word: Comparison) -> None:
    assert moved(change(interval(now, 2, 30, 40), interval(70, 2, 30, 40))).moved is word


def test_the_intervals_of_a_change_hold_as_often_as_they_say() -> None:
    chance = np.random.default_rng(11)
    held = 0
    for _ in range(400):
        one, two = chance.normal(60, 10, 12), chance.normal(65, 16, 20)
        a = interval(one.mean(), one.std(ddof=1) / 12**0.5, 11, 12)
        b = interval(two.mean(), two.std(ddof=1) / 20**0.5, 19, 20)
        difference = moved(change(b, a)).difference
        held += difference.low <= 5 <= difference.high
    assert 0.92 <= held / 400 <= 0.98


def test_two_periods_of_a_city_are_compared_figure_by_figure() -> None:
    before, now = (scored(city_rows(SIX, seed), study(*SIX)) for seed in (1, 2))
    found = changes(now, before)
    assert found.before == before.run_id
    assert moved(found.index).difference.value == pytest.approx(
        shown(now.index).value - shown(before.index).value
    )
    one = found.agencies[AgencyCode("c")]
    was, new = (r.agency(AgencyCode("c")).groups[Component.EXTERNAL] for r in (before, now))
    item = f"{Dimension.DUTIES.value}_1"
    assert moved(one.items[Component.EXTERNAL][item]).difference.value == pytest.approx(
        shown(new.items[item]).value - shown(was.items[item]).value
    )
    assert moved(one.dimensions[Dimension.BUDGET]).difference.n > 0
    assert moved(one.items[Component.EXPERT][f"{Dimension.BUDGET.value}_1"]).difference.n == 22


def why(found: Changed) -> str:
    assert isinstance(found, Withheld), found
    assert found.mask is not Mask.COMPLEMENT
    return found.why.key


def test_what_cannot_be_compared_is_not() -> None:
    before = scored(city_rows(SIX), study(*SIX))
    heavier = METHOD.model_copy(
        update={"component_weights": {**dict.fromkeys(Component, 300), Component.INTERNAL: 400}}
    )
    other = changes(scored(city_rows(SIX), study(*SIX, method=heavier)), before)
    assert {why(other.index), *(why(a.index) for a in other.agencies.values())} == {"scoring.other_method"}

    fewer = scored(city_rows(dict.fromkeys("abcdeg", (12, 13, 11))), study(*"abcdeg"))
    found = changes(fewer, before)
    assert why(found.index) == "scoring.other_agencies"
    assert why(found.agencies[AgencyCode("g")].index) == "scoring.no_earlier"
    moved(found.agencies[AgencyCode("a")].index)


def test_a_change_rests_on_two_printed_figures() -> None:
    whole, short = (
        scored(city_rows(SIX), study(*SIX)),
        scored(city_rows(SIX | {"f": (3, 13, 11)}), study(*SIX)),
    )
    f = AgencyCode("f")
    assert why(changes(short, whole).agencies[f].index) == "scoring.too_few_internal"
    assert why(changes(whole, short).agencies[f].index) == "scoring.earlier_withheld"
