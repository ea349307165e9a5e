"""What must not follow from what is printed.

Every printed figure is a linear combination of units (cells, or counts). A withheld figure is given away when
it is itself a combination of printed ones (a margin less its other parts, a city mean less its other
agencies, the same margin of an earlier release): when its vector lies in their span. `complements` lets
figures into print one by one, the dearest first, and turns away every one that would complete such a
combination; so nothing is given up that could have been kept, given what is dearer.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Unit = TypeVar("Unit", bound=Hashable)
Vector = Mapping[Unit, float]

_EPSILON = 1e-7  # vectors have greatest entry 1; coefficients come from per-mille weights, far coarser


def complements(
    vectors: Mapping[Key, Vector[Unit]],
    protected: frozenset[Key],
    withheld: frozenset[Key],
    rank: Callable[[Key], int],
    secrets: Iterable[Vector[Unit]] = (),
    published: Iterable[Vector[Unit]] = (),
    fixed: AbstractSet[Unit] = frozenset(),
) -> frozenset[Key]:
    """The further figures to withhold so that no `protected` one follows from the rest.

    `vectors` holds every figure, `withheld` those not printed for whatever reason (with the protected ones).
    Figures of low `rank` are kept first; among equals the order of their texts decides, and nothing else.
    `secrets` are protected too without being figures; `published` was printed before and cannot be withdrawn:
    what follows from that alone is a secret no more. `fixed` units lie at an end of the scale, where a sum
    that is as great as it can be tells all its parts: they hide nothing, and no figure may stand on them
    and on what is printed alone if one of them is a secret.
    """
    hidden = [*(vectors[key] for key in sorted(protected, key=str)), *secrets]
    span = _Span(hidden, fixed)
    for vector in published:
        span.admit(vector, whatever=True)
    span.forget_the_known()
    if not span.secrets and not span.guarded:
        return frozenset()
    order = sorted(vectors.keys() - withheld - protected, key=lambda key: (rank(key), str(key)))
    return frozenset(key for key in order if not span.admit(vectors[key]))


class _Span(Generic[Unit]):
    """What is printed, as rows in echelon form, and of each secret what lies outside of it.

    Elimination on sparse rows: a figure has few units, and a city of twenty agencies thousands. Only free
    units are eliminated; `guarded` are the fixed ones of secrets that have no other.
    """

    def __init__(self, secrets: Iterable[Vector[Unit]], fixed: AbstractSet[Unit]) -> None:
        self._fixed = fixed
        self.secrets: list[dict[Unit, float]] = []
        self.guarded: set[Unit] = set()
        for secret in secrets:
            if free := self._free(secret):
                self.secrets.append(free)
            else:
                self.guarded |= secret.keys()
        self._rows: list[tuple[Unit, dict[Unit, float]]] = []
        self._pivots: dict[Unit, int] = {}

    def admit(self, vector: Vector[Unit], *, whatever: bool = False) -> bool:
        """Print a figure, unless a secret would follow; `whatever`: even then."""
        row = self._reduced(vector)
        free = self._free(row)
        if not free:  # says nothing that is not printed already, or something of fixed units
            told = {unit for unit, part in row.items() if abs(part) > _EPSILON} & self.guarded
            if whatever:
                self.guarded -= told
            return whatever or not told
        pivot = max(free, key=lambda unit: (abs(free[unit]), str(unit)))
        touched = {place: secret for place, secret in enumerate(self.secrets) if pivot in secret}
        after = {place: _less(secret, free, pivot) for place, secret in touched.items()}
        if not whatever and not all(after.values()):
            return False
        for place, secret in after.items():
            self.secrets[place] = secret
        self._pivots[pivot] = len(self._rows)
        self._rows.append((pivot, row))
        return True

    def forget_the_known(self) -> None:
        """Secrets that are none any more need no protection."""
        self.secrets = [secret for secret in self.secrets if secret]

    def _free(self, row: Vector[Unit]) -> dict[Unit, float]:
        return _scaled({unit: part for unit, part in row.items() if unit not in self._fixed})

    def _reduced(self, vector: Vector[Unit]) -> dict[Unit, float]:
        """What `vector` adds to the span; nothing but rounding when it adds nothing."""
        row = _scaled(dict(vector))
        # A row holds pivots of later rows only, so that one pass in the order of the rows removes all.
        while known := [self._pivots[unit] for unit in row if unit in self._pivots]:
            pivot, by = self._rows[min(known)]
            row = _less(row, by, pivot, scale=False)
        return row


def _less(
    row: Mapping[Unit, float], by: Mapping[Unit, float], pivot: Unit, *, scale: bool = True
) -> dict[Unit, float]:
    """`row` without `pivot`, by subtracting a multiple of `by`."""
    factor = row[pivot] / by[pivot]
    left = dict(row)
    for unit, coefficient in by.items():
        left[unit] = left.get(unit, 0.0) - factor * coefficient
    del left[pivot]
    kept = {unit: coefficient for unit, coefficient in left.items() if abs(coefficient) > _EPSILON / 100}
    return _scaled(kept) if scale else kept


def _scaled(row: dict[Unit, float]) -> dict[Unit, float]:
    """The row with greatest entry 1; empty when there is nothing but rounding."""
    greatest = max((abs(coefficient) for coefficient in row.values()), default=0.0)
    if greatest <= _EPSILON:
        return {}
    return {unit: coefficient / greatest for unit, coefficient in row.items()}
