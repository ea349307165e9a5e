"""What must not follow from what is printed.

Every printed figure is a linear combination of cells. A withheld figure is given away when it is itself a
combination of printed ones (a margin less its other parts, a city mean less its other agencies): when its
vector lies in their span. `complements` withholds further figures, the least important first, until no
protected one does. It looks at one release; figures of other rounds rest on other persons.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
Unit = TypeVar("Unit", bound=Hashable)

_EPSILON = 1e-9  # coefficients are products of per-mille weights; what differs by less is equal


def complements(
    vectors: Mapping[Key, Mapping[Unit, float]],
    protected: frozenset[Key],
    withheld: frozenset[Key],
    importance: Callable[[Key], tuple[int, str]],
) -> frozenset[Key]:
    """The further figures to withhold so that no `protected` one follows from the rest.

    `vectors` holds every figure, `withheld` those not printed for whatever reason (with the protected ones).
    Among candidates the least by `importance` goes first; the result depends on nothing else.
    """
    units = {unit: place for place, unit in enumerate(dict.fromkeys(u for v in vectors.values() for u in v))}
    rows = {key: _row(vector, units) for key, vector in vectors.items()}
    gone = set(withheld | protected)
    added: set[Key] = set()
    while True:
        printed = sorted((key for key in vectors if key not in gone), key=importance)
        victim = _given_away(printed, rows, protected, importance)
        if victim is None:
            return frozenset(added)
        gone.add(victim)
        added.add(victim)


def _row(vector: Mapping[Unit, float], units: Mapping[Unit, int]) -> NDArray[np.float64]:
    row = np.zeros(len(units))
    for unit, coefficient in vector.items():
        row[units[unit]] = coefficient
    size = float(np.linalg.norm(row))
    return row / size if size else row


def _given_away(
    printed: list[Key],
    rows: Mapping[Key, NDArray[np.float64]],
    protected: frozenset[Key],
    importance: Callable[[Key], tuple[int, str]],
) -> Key | None:
    """The figure to withhold next: the least important of those that together give away a protected one."""
    if not printed:
        return None
    table = np.array([rows[key] for key in printed]).T
    inverse = np.linalg.pinv(table, rcond=_EPSILON)
    for secret in sorted(protected, key=importance):
        shares = inverse @ rows[secret]
        if rows[secret].any() and np.linalg.norm(table @ shares - rows[secret]) < _EPSILON * 100:
            return next(key for key, share in zip(printed, shares, strict=True) if abs(share) > _EPSILON)
    return None
