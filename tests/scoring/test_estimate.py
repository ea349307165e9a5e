import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Bug
from app.scoring import student
from app.scoring.estimate import Design, mean, means, ratio, to_tenths, total

REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "reference" / "survey"


def _api(name: str) -> list[dict[str, str]]:
    path = REFERENCE / f"{name}.csv"
    if not path.is_file():
        pytest.skip("the reference data of R's survey package are not beside the checkout")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _design(rows: list[dict[str, str]], stratum: str | None, cluster: str | None) -> Design:
    names = sorted({row[stratum] for row in rows}) if stratum else []
    strata = [names.index(row[stratum]) if stratum else 0 for row in rows]
    populations = {h: float(row["fpc"]) for h, row in zip(strata, rows, strict=True)}
    clusters = [int(row[cluster]) for row in rows] if cluster else None
    return Design.of(strata, clusters, [float(row["pw"]) for row in rows], populations)


def _column(rows: list[dict[str, str]], name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([float(row[name]) for row in rows])


@pytest.mark.external
def test_the_stratified_sample_gives_the_figures_r_prints() -> None:
    rows = _api("apistrat")
    design = _design(rows, "stype", None)
    api00 = mean(design, _column(rows, "api00"))
    enroll = total(design, _column(rows, "enroll"))
    assert abs(api00.value - 662.2874) <= 0.00005
    assert abs(api00.se - 9.4089) <= 0.00005
    assert abs(enroll.value - 3_687_178) <= 0.5
    assert abs(enroll.se - 114_642) <= 0.5
    assert api00.df == 197


@pytest.mark.external
def test_the_simple_random_sample_gives_the_figures_r_prints() -> None:
    rows = _api("apisrs")
    api00 = mean(_design(rows, None, None), _column(rows, "api00"))
    assert abs(api00.value - 656.585) <= 0.0005
    assert abs(api00.se - 9.2497) <= 0.00005
    assert api00.deff == pytest.approx(1, abs=1e-4)


@pytest.mark.external
def test_the_cluster_sample_gives_the_figures_r_prints() -> None:
    rows = _api("apiclus1")
    api00 = mean(_design(rows, None, "dnum"), _column(rows, "api00"))
    assert abs(api00.value - 644.1694) <= 0.00005
    assert abs(api00.se - 23.5422) <= 0.00005
    assert api00.deff is not None
    assert abs(api00.deff - 9.3459) <= 0.00005
    assert api00.df == 14


def test_a_simple_random_mean_has_the_textbook_error() -> None:
    y = np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    plain = mean(Design.of([0] * 5), y)
    corrected = mean(Design.of([0] * 5, populations={0: 10}), y)
    assert plain.value == pytest.approx(30)
    assert plain.se == pytest.approx(math.sqrt(250 / 5))
    assert corrected.se == pytest.approx(math.sqrt(250 / 5 * 0.5))
    assert plain.high - plain.value == pytest.approx(2.776445 * plain.se, rel=1e-6)


def test_a_census_has_no_sampling_error() -> None:
    assert mean(Design.of([0, 0, 0], populations={0: 3}), np.array([1.0, 5.0, 9.0])).se == 0


def test_a_domain_mean_keeps_the_whole_design() -> None:
    y = np.array([1.0, 2.0, 3.0, 4.0])
    inside = np.array([True, True, False, False])
    estimate = mean(Design.of([0] * 4), y, inside)
    # influence: -1/4, 1/4, 0, 0; 4/3 of the sum of squares
    assert (estimate.value, estimate.n, estimate.df) == (1.5, 2, 3)
    assert estimate.se == pytest.approx(math.sqrt(4 / 3 * 2 / 16))


def test_a_ratio_of_a_variable_to_itself_is_one_without_error() -> None:
    y = np.array([3.0, 5.0, 8.0])
    estimate = ratio(Design.of([0] * 3), y, y)
    assert estimate.value == pytest.approx(1)
    assert estimate.se == pytest.approx(0, abs=1e-12)


def test_one_cluster_alone_has_no_variance_to_speak_of() -> None:
    with pytest.raises(Bug, match="lonely"):
        mean(Design.of([0, 0], clusters=[7, 7]), np.array([1.0, 3.0]))
    with pytest.raises(Bug, match="lonely"):
        mean(Design.of([0]), np.array([1.0]))


@pytest.mark.parametrize(
    ("df", "printed"),
    [(1, "12.706"), (2, "4.303"), (3, "3.182"), (5, "2.571"), (9, "2.262"), (10, "2.228"), (29, "2.045"),
     (60, "2.000"), (120, "1.980"), (1000, "1.962")],
)  # fmt: skip
def test_the_t_quantile_is_that_of_the_printed_table(df: int, printed: str) -> None:
    assert f"{student.quantile(0.975, df):.3f}" == printed


@given(df=st.floats(min_value=0.5, max_value=1e6), t=st.floats(min_value=0.01, max_value=20))
def test_the_t_quantile_undoes_the_distribution(df: float, t: float) -> None:
    p = student.cumulative(t, df)
    if p < 1 - 1e-9:
        assert student.quantile(p, df) == pytest.approx(t, rel=1e-5)
    assert student.cumulative(-t, df) == pytest.approx(1 - p, abs=1e-12)


def test_the_t_distribution_has_its_closed_forms_at_one_and_two_degrees() -> None:
    for t in (0.1, 1.0, 3.0, 12.706):
        assert student.cumulative(t, 1) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-13)
        assert student.cumulative(t, 2) == pytest.approx(0.5 + t / (2 * math.sqrt(2 + t * t)), abs=1e-13)


@pytest.mark.parametrize(
    ("value", "tenths"), [(72.95, 730), (72.949, 729), (0.05, 1), (77.85, 779), (100.0, 1000)]
)
def test_rounding_is_half_up_as_on_paper(value: float, tenths: int) -> None:
    assert to_tenths(value) == tenths


def test_many_means_are_the_single_ones_and_an_absent_value_makes_a_domain() -> None:
    design = Design.of([0, 0, 0, 1, 1, 1], weights=[2, 2, 2, 1, 1, 1], populations={0: 9})
    whole, gaps = np.arange(6.0) ** 2, np.array([1.0, np.nan, 3.0, 4.0, np.nan, 9.0])
    known = ~np.isnan(gaps)
    assert means(design, np.stack((whole, gaps))) == (
        mean(design, whole),
        mean(design, np.nan_to_num(gaps), known),
    )
