"""Design-based estimates: totals, means, ratios and domain means with their sampling error.

A sample is drawn in strata, perhaps in clusters, with weights, perhaps from finite populations. Every
estimate here is linearised (Taylor): the variance of a statistic is that of the total of its influence
values,
    sum over strata h of (1 - n_h / N_h) n_h / (n_h - 1) sum over clusters of (z_hi - mean z_h)^2,
as in R's `survey` package, whose printed figures are the tests. A domain keeps the whole design and has
influence zero outside. Source: Särndal, Swensson, Wretman, Model Assisted Survey Sampling, 5.5 to 5.8.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from app.base.errors import Bug
from app.scoring import student

Floats = NDArray[np.float64]
_TWO_SIDED_95 = 0.975


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its uncertainty.

    `low` and `high` bound the 95% interval with `df` degrees of freedom; `n` counts distinct persons; `deff`
    compares with a simple random sample and is absent where that comparison says nothing; `marked`: the
    relative standard error is over the method's mark.
    """

    value: float
    se: float
    df: int
    n: int
    low: float
    high: float
    deff: float | None = None
    marked: bool = False

    @property
    def rse_pct(self) -> float:
        """The standard error as a percentage of the value; infinite at zero."""
        return 100 * self.se / abs(self.value) if self.value else (math.inf if self.se else 0.0)

    @property
    def tenths(self) -> int:
        """The value in tenths, rounded half up."""
        return to_tenths(self.value)


def to_tenths(value: float) -> int:
    """Round half up to tenths; nine decimals first, so that 72.95 in binary is 73.0 as on paper."""
    return int(Decimal(f"{value:.9f}").scaleb(1).quantize(Decimal(1), ROUND_HALF_UP))


def interval(value: float, se: float, df: int, n: int, deff: float | None = None) -> Estimate:
    """An estimate with its 95% interval; `df` must be at least 1."""
    half = student.quantile(_TWO_SIDED_95, df) * se
    return Estimate(value, se, df, n, value - half, value + half, deff)


@dataclass(frozen=True, slots=True)
class Design:
    """How the rows were drawn: per row a stratum, a cluster (unique within its stratum) and a weight.

    `populations` gives the number of clusters that a stratum's frame held; a stratum without an entry was
    drawn from a population so large, or so little known, that no correction is made.
    """

    strata: NDArray[np.int64]
    clusters: NDArray[np.int64]
    weights: Floats
    populations: Mapping[int, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        strata: Sequence[int],
        clusters: Sequence[int] | None = None,
        weights: Sequence[float] | None = None,
        populations: Mapping[int, float] | None = None,
    ) -> "Design":
        """A design from plain sequences; without clusters every row is its own, without weights all are 1."""
        size = len(strata)
        return cls(
            np.asarray(strata, dtype=np.int64),
            np.asarray(range(size) if clusters is None else clusters, dtype=np.int64),
            np.ones(size) if weights is None else np.asarray(weights, dtype=np.float64),
            {} if populations is None else populations,
        )

    def df(self, rows: NDArray[np.bool_] | None = None) -> int:
        """Clusters less strata, of the whole design or of those that `rows` touch."""
        use = np.ones(len(self.strata), dtype=bool) if rows is None else rows
        strata = self.strata[use]
        pairs = np.unique(np.stack((strata, self.clusters[use])), axis=1)
        return int(pairs.shape[1]) - len(np.unique(strata))

    def variance(self, influence: Floats) -> float:
        """The variance of the total of `influence` (weights already in it).

        Raises:
            Bug: `scoring.lonely_cluster`: a stratum of one cluster carries influence, so that there is
            nothing
                to compare it with; callers refuse so small a group before they ask.
        """
        total = 0.0
        for stratum in np.unique(self.strata[influence != 0]):
            rows = self.strata == stratum
            _, places = np.unique(self.clusters[rows], return_inverse=True)
            sums = np.bincount(places, weights=influence[rows])
            n = len(sums)
            if n == 1:
                raise Bug("scoring.lonely_cluster")
            population = self.populations.get(int(stratum))
            left = 1.0 if population is None else max(0.0, 1 - n / population)
            total += left * n / (n - 1) * float(((sums - sums.mean()) ** 2).sum())
        return total


def total(design: Design, y: Floats) -> Estimate:
    """The weighted total of `y`."""
    z = design.weights * y
    return interval(float(z.sum()), math.sqrt(design.variance(z)), design.df(), len(y))


def ratio(design: Design, numerator: Floats, denominator: Floats) -> Estimate:
    """The ratio of two totals; its variance is that of its linearisation."""
    below = float((design.weights * denominator).sum())
    value = float((design.weights * numerator).sum()) / below
    z = design.weights * (numerator - value * denominator) / below
    n = int(((numerator != 0) | (denominator != 0)).sum())
    return interval(value, math.sqrt(design.variance(z)), design.df(), n)


def mean(design: Design, y: Floats, domain: NDArray[np.bool_] | None = None) -> Estimate:
    """The weighted mean of `y`, over the rows of `domain` if given (the design stays whole)."""
    inside = np.ones(len(y), dtype=bool) if domain is None else domain
    ones = inside.astype(np.float64)
    plain = ratio(design, np.where(inside, y, 0.0), ones)
    n = int(inside.sum())
    if n < 2:
        raise Bug("scoring.lonely_cluster")
    w = design.weights * ones
    size = float(w.sum())
    spread = float((w * (np.where(inside, y, 0.0) - plain.value) ** 2).sum()) / size * n / (n - 1)
    simple = spread / n * max(0.0, 1 - n / size) if domain is None and size > n else spread / n
    deff = plain.se**2 / simple if simple > 0 else None
    return interval(plain.value, plain.se, plain.df, n, deff)
