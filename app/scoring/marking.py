"""A scheme as tables: points and scores of all responses at once, equal to `points` for each of them.

`points` is the definition, in exact fractions, and what a trace prints; this is the same for arrays. A test
holds the two against each other.
"""

from dataclasses import dataclass

import numpy as np

from app.questionnaire.model import Absent
from app.scoring.answers import Codes, Layout
from app.scoring.estimate import Flags, Floats, Ints
from app.scoring.points import Scorer, item_points
from app.scoring.scheme import Dimension

_CODED_ABSENCES = tuple(int(code) for code in Absent)


@dataclass(frozen=True, slots=True)
class _Part:
    dimension: Dimension
    columns: slice
    weights: Floats
    min_answered: int


@dataclass(frozen=True, slots=True)
class Key:
    """The marking key of one questionnaire: of every variable the points of every code, NaN where none."""

    variables: tuple[str, ...]
    parts: tuple[_Part, ...]
    table: Floats
    lowest: int
    offsets: Ints

    @classmethod
    def of(cls, scorer: Scorer) -> "Key":
        """The key of a scorer."""
        layout = Layout.of(scorer.scheme)
        known = [code for codes in scorer.codes.values() for code in codes]
        lowest = min((0, *_CODED_ABSENCES, *known))
        span = max((1, *known)) - lowest + 3  # with a slot below and one above, which stay NaN
        table = np.full((len(layout.variables), span), np.nan)
        parts: list[_Part] = []
        row = 0
        for dimension, part in scorer.scheme.dimensions.items():
            first = row
            for rule in part.items:
                for code in (*scorer.codes[rule.item], *_CODED_ABSENCES):
                    points = item_points(rule, scorer.codes[rule.item], code).points
                    if points is not None:
                        table[row, code - lowest + 1] = float(points)
                row += 1
            weights = np.array([float(rule.weight) for rule in part.items])
            parts.append(_Part(dimension, slice(first, row), weights, part.min_answered))
        table[row:, 0 - lowest + 1], table[row:, 1 - lowest + 1] = 0.0, 100.0  # took part: a percentage
        offsets = np.arange(len(layout.variables)) * span
        return cls(layout.variables, tuple(parts), table.reshape(-1), lowest - 1, offsets)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions in the order of `scores`."""
        return tuple(part.dimension for part in self.parts)

    def points(self, codes: Codes) -> Floats:
        """The points of every answer; NaN where it has none."""
        span = len(self.table) // max(len(self.variables), 1)
        places = np.clip(codes.astype(np.int64) - self.lowest, 0, span - 1)
        return np.take(self.table, places + self.offsets)

    def scores(self, points: Floats) -> Floats:
        """The score of every response in every dimension; NaN under `min_answered`."""
        known: Flags = ~np.isnan(points)
        found = np.empty((len(points), len(self.parts)))
        filled = np.where(known, points, 0.0)
        for place, part in enumerate(self.parts):
            here = known[:, part.columns]
            weight = here @ part.weights
            enough = here.sum(axis=1) >= part.min_answered
            sums = filled[:, part.columns] @ part.weights
            found[:, place] = np.where(enough, sums / np.where(enough, weight, 1.0), np.nan)
        return found
