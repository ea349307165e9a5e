"""The work bench: scores of every row, means of every cell, and the error of any linear combination of cells.

A cell is agency x component x dimension, or x item; its mean runs over the persons who have a score there. A
figure (component, dimension, index, city, or a difference of two) is a mapping from cells to coefficients.
Person i's influence on a cell mean of n scores is (s_i - mean) / n; influences add up like the figure itself.
The persons of a block are drawn together: staff and users within each agency (staff from a finite list, where
its length is known), experts as one block over all agencies rated, so that the errors of agencies go
together. So the covariance of the cells of a block, computed once, gives the variance of every figure.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from app.base.errors import Bug
from app.base.ids import AgencyCode
from app.scoring.answers import Answers, Sheet
from app.scoring.estimate import Estimate, Floats, Ints, interval
from app.scoring.marking import Key
from app.scoring.results import Study
from app.scoring.scheme import Component, Dimension


class Cell(NamedTuple):
    """One mean of the table that everything is made of; without an item, that of the dimension's score.

    An item outside all dimensions (taking part in an activity) has none.
    """

    agency: AgencyCode
    component: Component
    dimension: Dimension | None
    item: str = ""


Combination = Mapping[Cell, float]
_EQUAL = 1e-9  # scores of one answer differ by rounding only, scores of two answers by a point's fraction


@dataclass(frozen=True, slots=True)
class Block:
    """Persons drawn together, and their scores: a row for each person, a column for each cell.

    `left`: one less the share that was drawn of a finite list. A block of one person has no `covariance`.
    """

    persons: Ints  # their numbers
    cells: tuple[Cell, ...]
    scores: Floats
    left: float
    sizes: Ints
    means: Floats
    unanimous: tuple[bool, ...]
    covariance: Floats
    simple: Floats  # the same with every rating drawn by itself, apart from the factor n / (n - 1)
    _touched: dict[tuple[int, ...], tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, persons: Ints, cells: tuple[Cell, ...], scores: Floats, population: int | None) -> "Block":
        """A block of persons, columns without any score left out."""
        known = ~np.isnan(scores)
        sizes = known.sum(axis=0)
        use = sizes > 0
        cells = tuple(cell for cell, used in zip(cells, use, strict=True) if used)
        scores, known, sizes = scores[:, use], known[:, use], sizes[use]
        n = len(scores)
        left = 1.0 if population is None else max(0.0, 1 - n / population)
        means = np.where(known, scores, 0.0).sum(axis=0) / sizes
        pull = np.where(known, (scores - means) / sizes, 0.0)
        together = pull.T @ pull
        covariance = left * n / (n - 1) * together if n > 1 else np.full_like(together, np.nan)
        agencies = np.unique([cell.agency for cell in cells], return_inverse=True)[1]
        simple = np.where(agencies[:, None] == agencies[None, :], together, 0.0)
        spread = np.nanmax(scores, axis=0) - np.nanmin(scores, axis=0) if cells else np.empty(0)
        equal = tuple(bool(flag) for flag in spread < _EQUAL)
        return cls(persons, cells, scores, left, sizes, means, equal, covariance, simple)

    def touched(self, columns: tuple[int, ...]) -> tuple[int, int]:
        """How many persons have a score in any of `columns`, and how many ratings they gave there."""
        if (found := self._touched.get(columns)) is None:
            found = self._touched[columns] = self._count(columns)
        return found

    def _count(self, columns: tuple[int, ...]) -> tuple[int, int]:
        by_agency: dict[AgencyCode, list[int]] = {}
        for column in columns:
            by_agency.setdefault(self.cells[column].agency, []).append(column)
        rated = [~np.isnan(self.scores[:, part]).all(axis=1) for part in by_agency.values()]
        persons = np.logical_or.reduce(rated)
        return int(persons.sum()), sum(int(each.sum()) for each in rated)


class Bench:
    """Cell means with their covariance over fixed answers."""

    def __init__(self, answers: Answers, study: Study) -> None:
        blocks: list[Block] = []
        self._people: dict[tuple[AgencyCode, Component], Ints] = {}
        self.asked = {sheet.component: sheet.questionnaire for sheet in answers.sheets}
        self.persons_in_all = self.experts = self.ratings = 0
        self._items: dict[Component, dict[str, tuple[Dimension | None, float]]] = {}
        for sheet in answers.sheets:
            key = Key.of(study.scorers[sheet.questionnaire])
            self._items[sheet.component] = dict(_items(key))
            blocks += self._blocks(answers, sheet, key, study)
        self.blocks = tuple(blocks)
        self._places = {
            cell: (number, column)
            for number, block in enumerate(blocks)
            for column, cell in enumerate(block.cells)
        }

    def _blocks(self, answers: Answers, sheet: Sheet, key: Key, study: Study) -> Iterable[Block]:
        points = key.points(sheet.codes)
        scores = key.scores(points)
        heard = ~np.isnan(scores).all(axis=1)  # who has no score in any dimension counts as nobody
        table = np.hstack((scores, points))[heard]
        agencies, persons = sheet.agencies[heard], sheet.persons[heard]
        columns = _columns(key)
        everyone, of_row = np.unique(persons, return_inverse=True)
        self.persons_in_all += len(everyone)
        bounds = np.searchsorted(agencies, np.arange(len(answers.agencies) + 1))
        spans = list(zip(answers.agencies, pairwise(bounds.tolist()), strict=True))
        for code, (first, last) in spans:
            self._people[code, sheet.component] = persons[first:last]
        if sheet.component is not Component.EXPERT:
            for code, (first, last) in spans:
                if first < last:
                    listed = study.populations.get(code) if sheet.component is Component.INTERNAL else None
                    cells = tuple(Cell(code, sheet.component, *column) for column in columns)
                    yield Block.of(persons[first:last], cells, table[first:last], listed)
            return
        self.experts, self.ratings = len(everyone), len(table)
        wide = np.full((len(everyone), len(answers.agencies), len(columns)), np.nan)
        wide[of_row, agencies] = table
        cells = tuple(Cell(code, sheet.component, *column) for code in answers.agencies for column in columns)
        if len(everyone):
            yield Block.of(everyone, cells, wide.reshape(len(everyone), -1), None)

    def cells(self) -> Iterable[Cell]:
        """Every cell in which somebody has a score."""
        return self._places.keys()

    def size(self, cell: Cell) -> int:
        """How many persons have a score in `cell`."""
        place = self._places.get(cell)
        return 0 if place is None else int(self.blocks[place[0]].sizes[place[1]])

    def mean(self, cell: Cell) -> float:
        """The mean of `cell`, which must not be empty."""
        number, column = self._places[cell]
        return float(self.blocks[number].means[column])

    def unanimous(self, cell: Cell) -> bool:
        """Whether everyone in `cell` has the same score."""
        number, column = self._places[cell]
        return self.blocks[number].unanimous[column]

    def people(self, agency: AgencyCode, component: Component) -> int:
        """How many persons of `component` have any score about `agency`."""
        return len(self._people.get((agency, component), ()))

    def members(self, agency: AgencyCode, component: Component) -> frozenset[int]:
        """The numbers of those persons."""
        return frozenset(int(person) for person in self._people.get((agency, component), ()))

    def mean_of(self, cell: Cell, persons: frozenset[int]) -> float | None:
        """The mean of `cell` over some of its persons; none if they have no score there."""
        place = self._places.get(cell)
        if place is None:
            return None
        block = self.blocks[place[0]]
        if len(persons) == len(block.persons):
            return float(block.means[place[1]])
        scores = block.scores[np.isin(block.persons, tuple(persons)), place[1]]
        known = scores[~np.isnan(scores)]
        return float(known.mean()) if len(known) else None

    def items(self, component: Component) -> tuple[tuple[str, Dimension | None], ...]:
        """Every item that `component` was asked, with its dimension if it has one."""
        return tuple((item, part[0]) for item, part in self._items.get(component, {}).items())

    def in_items(self, combination: Combination) -> Combination:
        """The figure as a combination of items, as if everyone had answered all of them.

        Disclosure control reckons so: who knows a dimension and all its items but one knows that one nearly.
        """
        return combined((factor, self._parts_of(cell)) for cell, factor in combination.items())

    def _parts_of(self, cell: Cell) -> Combination:
        if cell.item:
            return {cell: 1.0}
        asked = self._items[cell.component]
        weights = {item: w for item, (dimension, w) in asked.items() if dimension is cell.dimension}
        whole = sum(weights.values())
        return {cell._replace(item=item): weight / whole for item, weight in weights.items()}

    def persons(self, combination: Combination) -> int:
        """How many distinct persons stand behind a figure."""
        return sum(self.blocks[number].touched(columns)[0] for number, columns, _ in self._parts(combination))

    def value(self, combination: Combination) -> float:
        """The figure itself."""
        return math.fsum(factor * self.mean(cell) for cell, factor in combination.items())

    def estimate(self, combination: Combination) -> Estimate:
        """The figure with its 95% interval; its degrees of freedom are those of the persons it rests on.

        Raises:
            Bug: `scoring.lonely_cluster`: a group of one person; callers hold `min_n` of at least 2 first.
        """
        variance = simple = 0.0
        persons = ratings = 0
        parts = self._parts(combination)
        for number, columns, factors in parts:
            block = self.blocks[number]
            if len(block.scores) < 2:
                raise Bug("scoring.lonely_cluster")
            variance += _quadratic(block.covariance, columns, factors)
            simple += _quadratic(block.simple, columns, factors)
            here, given = block.touched(columns)
            persons, ratings = persons + here, ratings + given
        df = persons - len(parts)
        if df < 1:
            raise Bug("scoring.lonely_cluster")
        simple *= ratings / (ratings - 1)
        deff = variance / simple if simple > 0 else None
        return interval(self.value(combination), math.sqrt(max(0.0, variance)), df, persons, deff)

    def _parts(self, combination: Combination) -> list[tuple[int, tuple[int, ...], tuple[float, ...]]]:
        """The figure block by block: the block's number, its columns and their coefficients."""
        found: dict[int, list[tuple[int, float]]] = {}
        for cell, factor in combination.items():
            number, column = self._places[cell]
            found.setdefault(number, []).append((column, factor))
        return [
            (number, tuple(c for c, _ in each), tuple(f for _, f in each))
            for number, each in ((number, sorted(found[number])) for number in sorted(found))
        ]


def _quadratic(matrix: Floats, columns: tuple[int, ...], factors: tuple[float, ...]) -> float:
    """The quadratic form of `factors` in some columns of a covariance."""
    if len(columns) == 1:  # most figures have one cell in a block
        return float(matrix.item(columns[0], columns[0])) * factors[0] ** 2
    weights = np.array(factors)
    return float(weights @ matrix[np.ix_(columns, columns)] @ weights)


def _items(key: Key) -> Iterable[tuple[str, tuple[Dimension | None, float]]]:
    """Of every item its dimension and its weight there, in the order of the vectors."""
    inside = {
        place: (part.dimension, float(weight))
        for part in key.parts
        for place, weight in zip(range(part.columns.start, part.columns.stop), part.weights, strict=True)
    }
    for place, name in enumerate(key.variables):
        yield name, inside.get(place, (None, 1.0))


def _columns(key: Key) -> tuple[tuple[Dimension | None, str], ...]:
    """Dimension and item of every column: first the dimensions' scores, then the items' points."""
    items = ((dimension, name) for name, (dimension, _) in _items(key))
    return (*((dimension, "") for dimension in key.dimensions), *items)


def combined(parts: Iterable[tuple[float, Combination]]) -> Combination:
    """The sum of figures times factors."""
    total: dict[Cell, float] = {}
    for factor, part in parts:
        for cell, coefficient in part.items():
            total[cell] = total.get(cell, 0.0) + factor * coefficient
    return total
