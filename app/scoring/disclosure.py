"""What must not follow from what is printed.

Every printed figure is a linear combination of cells. A withheld figure is given away when it is itself a
combination of printed ones (a margin less its other parts, a city mean less its other agencies): when its
vector lies in their span. `complements` lets figures into print one by one, the dearest first, and turns away
every one that would complete such a combination; so nothing is given up that could have been kept, given what
is dearer. It looks at one release; figures of other rounds rest on other persons.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
Unit = TypeVar("Unit", bound=Hashable)

_EPSILON = 1e-7  # vectors have length 1; coefficients come from per-mille weights, far coarser than this


def complements(
    vectors: Mapping[Key, Mapping[Unit, float]],
    protected: frozenset[Key],
    withheld: frozenset[Key],
    rank: Callable[[Key], int],
) -> frozenset[Key]:
    """The further figures to withhold so that no `protected` one follows from the rest.

    `vectors` holds every figure, `withheld` those not printed for whatever reason (with the protected ones).
    Figures of low `rank` are kept first; among equals the order of their texts decides, and nothing else.
    """
    units = {unit: place for place, unit in enumerate(dict.fromkeys(u for v in vectors.values() for u in v))}
    secrets = [row for row in (_row(vectors[key], units) for key in sorted(protected, key=str)) if row.any()]
    if not secrets:
        return frozenset()
    hidden = np.array(secrets)  # what of each secret lies outside the span of the printed figures
    basis = np.zeros((0, len(units)))
    turned_away: set[Key] = set()
    for key in sorted(vectors.keys() - withheld - protected, key=lambda k: (rank(k), str(k))):
        fresh = _beyond(basis, _row(vectors[key], units))
        if fresh is None:  # says nothing that is not printed already
            continue
        left = hidden - np.outer(hidden @ fresh, fresh)
        if np.linalg.norm(left, axis=1).min() < _EPSILON:
            turned_away.add(key)
        else:
            hidden, basis = left, np.vstack([basis, fresh])
    return frozenset(turned_away)


def _row(vector: Mapping[Unit, float], units: Mapping[Unit, int]) -> NDArray[np.float64]:
    row = np.zeros(len(units))
    for unit, coefficient in vector.items():
        row[units[unit]] = coefficient
    size = float(np.linalg.norm(row))
    return row / size if size else row


def _beyond(basis: NDArray[np.float64], row: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The direction that `row` adds to the span of `basis`, of length 1; none when it adds nothing."""
    fresh = row
    for _ in range(2):  # twice is enough (Kahan): the second pass removes what rounding left
        fresh = fresh - basis.T @ (basis @ fresh)
    size = float(np.linalg.norm(fresh))
    return fresh / size if size > _EPSILON else None
