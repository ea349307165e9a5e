"""The errors of figures once more, by drawing persons again and again: a check on the linearised ones.

In each replicate every block draws n - 1 of its n persons with replacement; who was drawn k times weighs
    1 - s + s k n / (n - 1)   with s the root of the share of the list that was not drawn,
which gives a mean the variance of its design (Rao and Wu 1988, rescaled for finite populations). Experts are
drawn as persons, with all that they said about all agencies. Cell means are computed anew, so that nothing is
linear.
"""

import math
from collections.abc import Sequence

import numpy as np

from app.base.errors import Bug
from app.scoring.bench import Bench, Block, Cell, Combination
from app.scoring.estimate import Floats

_AT_ONCE = 2_000_000  # weights in memory at a time


def bootstrap_errors(
    bench: Bench, figures: Sequence[Combination], draws: int, seed: int
) -> tuple[float, ...]:
    """The standard error of every figure over `draws` replicates; the same seed gives the same errors.

    Raises:
        Bug: `scoring.lonely_cluster`: as `Bench.estimate`.
    """
    chance = np.random.default_rng(seed)
    found = np.zeros((len(figures), draws))
    for block in bench.blocks:
        factors = _factors(block, figures)
        if not factors.any():
            continue
        if len(block.scores) < 2:
            raise Bug("scoring.lonely_cluster")
        used = np.flatnonzero(factors.any(axis=0))
        step = max(1, _AT_ONCE // len(block.scores))
        for first in range(0, draws, step):
            many = min(step, draws - first)
            found[:, first : first + many] += factors[:, used] @ _means(block, used, many, chance).T
    return tuple(float(error) for error in found.std(axis=1, ddof=1))


def _factors(block: Block, figures: Sequence[Combination]) -> Floats:
    """Figures by columns of the block: the coefficients."""
    places: dict[Cell, int] = {cell: column for column, cell in enumerate(block.cells)}
    factors = np.zeros((len(figures), len(block.cells)))
    for row, figure in enumerate(figures):
        for cell, factor in figure.items():
            if cell in places:
                factors[row, places[cell]] = factor
    return factors


def _means(block: Block, used: np.ndarray, draws: int, chance: np.random.Generator) -> Floats:
    """The cell means of `draws` replicates. A cell that a replicate missed altogether keeps its own mean."""
    n = len(block.scores)
    scores = block.scores[:, used]
    known = ~np.isnan(scores)
    drawn = chance.multinomial(n - 1, np.full(n, 1 / n), size=draws)
    share = math.sqrt(block.left)
    weights = 1 - share + share * n / (n - 1) * drawn
    below = weights @ known
    above = weights @ np.where(known, scores, 0.0)
    return np.where(below > 0, above / np.where(below > 0, below, 1.0), block.means[used])
