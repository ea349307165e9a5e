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
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.base.errors import Bug
from app.scoring import student

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
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
    df: float
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


def interval(value: float, se: float, df: float, n: int, deff: float | None = None) -> Estimate:
    """An estimate with its 95% interval; `df` must be at least 1."""
    half = student.quantile(_TWO_SIDED_95, df) * se
    return Estimate(value, se, df, n, value - half, value + half, deff)


@dataclass(frozen=True, slots=True)
class _Clusters:
    """The clusters of a design, numbered through: of every row its cluster, of every cluster its stratum.

    `whole`: every row is a cluster of its own, and `of_row` counts them through.
    """

    of_row: Ints
    stratum: Ints
    sizes: Ints  # clusters of each stratum
    left: Floats  # 1 - n / N of each stratum
    whole: bool


@dataclass(frozen=True)
class Design:
    """How the rows were drawn: per row a stratum, a cluster (unique within its stratum) and a weight.

    `populations` gives the number of clusters that a stratum's frame held; a stratum without an entry was
    drawn from a population so large, or so little known, that no correction is made.
    """

    strata: Ints
    clusters: Ints
    weights: Floats
    populations: Mapping[int, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        strata: Sequence[int] | Ints,
        clusters: Sequence[int] | Ints | None = None,
        weights: Sequence[float] | Floats | None = None,
        populations: Mapping[int, float] | None = None,
    ) -> "Design":
        """A design from plain sequences; without clusters every row is its own, without weights all are 1."""
        size = len(strata)
        return cls(
            np.asarray(strata, dtype=np.int64),
            np.arange(size) if clusters is None else np.asarray(clusters, dtype=np.int64),
            np.ones(size) if weights is None else np.asarray(weights, dtype=np.float64),
            {} if populations is None else populations,
        )

    @cached_property
    def _drawn(self) -> _Clusters:
        names, strata = np.unique(self.strata, return_inverse=True)
        order = np.lexsort((self.clusters, strata))
        fresh = np.ones(len(order), dtype=bool)
        fresh[1:] = (np.diff(strata[order]) != 0) | (np.diff(self.clusters[order]) != 0)
        whole = bool(fresh.all())
        of_row = np.empty(len(order), dtype=np.int64)
        of_row[order] = np.cumsum(fresh) - 1
        if whole:
            of_row = np.arange(len(order))
        stratum = strata if whole else strata[order][fresh]
        sizes = np.bincount(stratum, minlength=len(names))
        known = [self.populations.get(int(name)) for name in names]
        left = [
            1.0 if population is None else max(0.0, 1 - float(size) / population)
            for size, population in zip(sizes, known, strict=True)
        ]
        return _Clusters(of_row, stratum, sizes, np.array(left), whole)

    def df(self, rows: Flags | None = None) -> int:
        """Clusters less strata, of the whole design or of those that `rows` touch."""
        drawn = self._drawn
        if rows is None:
            return len(drawn.stratum) - len(drawn.sizes)
        touched = np.unique(drawn.of_row[rows])
        return len(touched) - len(np.unique(drawn.stratum[touched]))

    def variance(self, influence: Floats) -> float:
        """The variance of the total of `influence` (weights already in it).

        Raises:
            Bug: `scoring.lonely_cluster`: a stratum of one cluster carries influence, so that there is
                nothing to compare it with; callers refuse so small a group before they ask.
        """
        drawn = self._drawn
        strata = len(drawn.sizes)
        sums = influence
        if not drawn.whole:
            sums = np.bincount(drawn.of_row, influence, len(drawn.stratum)).astype(np.float64)
        totals = np.bincount(drawn.stratum, weights=sums, minlength=strata)
        if (drawn.sizes == 1).any() and influence[(drawn.sizes == 1)[drawn.stratum][drawn.of_row]].any():
            raise Bug("scoring.lonely_cluster")
        spread = np.take(totals / drawn.sizes, drawn.stratum)
        np.subtract(sums, spread, out=spread)
        np.square(spread, out=spread)
        squares = np.bincount(drawn.stratum, weights=spread, minlength=strata)
        return float((drawn.left * drawn.sizes / np.maximum(drawn.sizes - 1, 1) * squares).sum())


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


def mean(design: Design, y: Floats, domain: Flags | None = None) -> Estimate:
    """The weighted mean of `y`, over the rows of `domain` if given (the design stays whole).

    `deff` compares with a simple random sample of the same size, from as finite a population where the
    weights say that there is one.
    """
    n = len(y) if domain is None else int(domain.sum())
    if n < 2:
        raise Bug("scoring.lonely_cluster")
    weights = design.weights if domain is None else np.where(domain, design.weights, 0.0)
    size = float(weights.sum())
    value = float((weights * y).sum()) / size
    off = y - value
    pull = weights * off
    off *= pull
    squares = float(off.sum())
    pull /= size
    se = math.sqrt(design.variance(pull))
    simple = squares / size / (n - 1)
    if size > n:
        simple *= 1 - n / size
    return interval(value, se, design.df(), n, se * se / simple if simple > 0 else None)


def means(design: Design, columns: Floats) -> tuple[Estimate, ...]:
    """The mean of every row of `columns` (variables by respondents); NaN: that one has no value there."""
    found = []
    for column in columns:
        if np.isnan(column.sum()):  # cheaper than to look at each, where all are there
            absent = np.isnan(column)
            found.append(mean(design, np.where(absent, 0.0, column), ~absent))
        else:
            found.append(mean(design, column))
    return tuple(found)
