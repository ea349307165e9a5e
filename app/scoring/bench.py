"""The work bench: scores of every row, means of every cell, and the error of any linear combination of cells.

A cell is agency x component x dimension; its mean runs over the respondents who have a score there. A figure
(component, dimension, index, city, or a difference of two) is a mapping from cells to coefficients.
Respondent i's influence on a cell mean of n scores is (s_i - mean) / n; influences add up like the figure
itself, and the variance of their total is the design's: staff and users are drawn within each agency (staff
from a finite list, where its length is known), experts are one stratum in which each expert is a cluster over
all agencies rated, so that the errors of agencies go together.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.base.errors import Bug
from app.base.ids import AgencyCode
from app.scoring.estimate import Design, Estimate, Floats, interval
from app.scoring.points import OpenedRow, Scorer
from app.scoring.results import Study
from app.scoring.scheme import Component, Dimension


class Cell(NamedTuple):
    """One mean of the table that everything is made of."""

    agency: AgencyCode
    component: Component
    dimension: Dimension


Combination = Mapping[Cell, float]
Person = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row and its scores (only the dimensions in which it has one)."""

    row: OpenedRow
    component: Component
    scores: Mapping[Dimension, Fraction]

    @property
    def person(self) -> Person:
        """Who answered: one expert is one person over all his or her rows."""
        return self.row.questionnaire, self.row.respondent


def scored_rows(rows: Iterable[OpenedRow], study: Study) -> tuple[ScoredRow, ...]:
    """The rows that have a score somewhere, in one fixed order whatever order they came in.

    Raises:
        Bug: `scoring.row_twice`: the same person twice about the same agency; `scoring.row_stray`: a group,
            agency or questionnaire that the round does not have.
    """
    agencies = {agency.code for agency in study.agencies}
    groups = {str(component.value) for component in Component}
    found: list[ScoredRow] = []
    seen: set[tuple[Person, AgencyCode]] = set()
    for row in sorted(rows, key=lambda r: (r.agency, r.group, r.questionnaire, r.respondent)):
        if row.agency not in agencies or row.group not in groups or row.questionnaire not in study.scorers:
            raise Bug(
                "scoring.row_stray", agency=row.agency, group=row.group, questionnaire=row.questionnaire
            )
        scored = _scored(row, study.scorers[row.questionnaire])
        if (scored.person, row.agency) in seen:
            raise Bug("scoring.row_twice", agency=row.agency, respondent=row.respondent)
        seen.add((scored.person, row.agency))
        if scored.scores:
            found.append(scored)
    return tuple(found)


def _scored(row: OpenedRow, scorer: Scorer) -> ScoredRow:
    points = scorer.points(row.answers)
    scores = {dimension: part.score for dimension, part in points.items() if part.score is not None}
    return ScoredRow(row, Component(row.group), scores)


class Bench:
    """Cell means with their influences over a fixed set of scored rows."""

    def __init__(self, rows: tuple[ScoredRow, ...], populations: Mapping[AgencyCode, int]) -> None:
        self.rows = rows
        self._design = _design(rows, populations)
        members: dict[Cell, list[int]] = {}
        for place, scored in enumerate(rows):
            for dimension in scored.scores:
                members.setdefault(Cell(scored.row.agency, scored.component, dimension), []).append(place)
        self._members: Mapping[Cell, NDArray[np.int64]] = {c: np.array(p) for c, p in members.items()}
        self._means = {cell: self._mean(cell) for cell in members}
        self._spreads: Mapping[Cell, Floats] = {
            cell: np.array([float(score - mean) for score in self._scores(cell)])
            for cell, mean in self._means.items()
        }
        self._people: dict[tuple[AgencyCode, Component], set[Person]] = {}
        for scored in rows:
            self._people.setdefault((scored.row.agency, scored.component), set()).add(scored.person)

    def _scores(self, cell: Cell) -> list[Fraction]:
        return [self.rows[place].scores[cell.dimension] for place in self._members[cell]]

    def _mean(self, cell: Cell) -> Fraction:
        scores = self._scores(cell)
        return sum(scores, Fraction(0)) / len(scores)

    def size(self, cell: Cell) -> int:
        """How many persons have a score in `cell`."""
        return len(self._members.get(cell, ()))

    def mean(self, cell: Cell) -> Fraction:
        """The exact mean of `cell`, which must not be empty."""
        return self._means[cell]

    def unanimous(self, cell: Cell) -> bool:
        """Whether everyone in `cell` has the same score."""
        return not self._spreads[cell].any()

    def people(self, agency: AgencyCode, component: Component) -> int:
        """How many persons of `component` have any score about `agency`."""
        return len(self._people.get((agency, component), ()))

    def persons(self, combination: Combination) -> int:
        """How many distinct persons stand behind a figure."""
        return len({self.rows[place].person for cell in combination for place in self._members[cell]})

    def value(self, combination: Combination) -> float:
        """The figure itself."""
        return math.fsum(factor * float(self._means[cell]) for cell, factor in combination.items())

    def influence(self, combination: Combination) -> Floats:
        """What each row adds to the error of the figure."""
        z = np.zeros(len(self.rows))
        for cell, factor in combination.items():
            places = self._members[cell]
            z[places] += factor * self._spreads[cell] / len(places)
        return z

    def estimate(self, combination: Combination) -> Estimate:
        """The figure with its 95% interval; its degrees of freedom are those of the rows it rests on.

        Raises:
            Bug: `scoring.lonely_cluster`: a group of one person; callers hold `min_n` of at least 2 first.
        """
        rows = np.zeros(len(self.rows), dtype=bool)
        for cell in combination:
            rows[self._members[cell]] = True
        df = self._design.df(rows)
        if df < 1:
            raise Bug("scoring.lonely_cluster")
        se = math.sqrt(self._design.variance(self.influence(combination)))
        return interval(self.value(combination), se, df, self.persons(combination))


def _design(rows: tuple[ScoredRow, ...], populations: Mapping[AgencyCode, int]) -> Design:
    strata: dict[tuple[str, str], int] = {}
    clusters: dict[Person, int] = {}
    of_row: list[int] = []
    for scored in rows:
        expert = scored.component is Component.EXPERT
        key = ("expert", "") if expert else (scored.component.value, scored.row.agency)
        of_row.append(strata.setdefault(key, len(strata)))
        clusters.setdefault(scored.person, len(clusters))
    staff = {
        number: float(populations[AgencyCode(agency)])
        for (component, agency), number in strata.items()
        if component == Component.INTERNAL and AgencyCode(agency) in populations
    }
    return Design.of(of_row, [clusters[scored.person] for scored in rows], None, staff)


def combined(parts: Iterable[tuple[float, Combination]]) -> Combination:
    """The sum of figures times factors."""
    total: dict[Cell, float] = {}
    for factor, part in parts:
        for cell, coefficient in part.items():
            total[cell] = total.get(cell, 0.0) + factor * coefficient
    return total
