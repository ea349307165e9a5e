"""ATTACK: no suppressed figure can be computed from what is printed, in one release or from two.

A small city answers at random: groups around the limits, some of one mind. It is scored, and an attacker
reads every printed figure with all its decimals, the weights, and how many answered, and asks a linear
program for the least and the greatest value that each suppressed figure can have. Where the two meet within a
tenth of a point, the figure was given away. Then a few persons are set aside and the round is published
again: now the attacker reads both, and wants besides what those persons said. The mutants publish without
complementary suppression, and without regard to what was published before.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog  # type: ignore[import-untyped]
from typing_extensions import override

from app.base.ids import AgencyCode, GroupCode, QuestionnaireId
from app.questionnaire.model import Text
from app.scoring.answers import Answers
from app.scoring.bench import Bench, Combination
from app.scoring.estimate import Estimate
from app.scoring.figures import Figure
from app.scoring.index import Published, Scoring, publish, run_id
from app.scoring.points import OpenedRow, Scorer
from app.scoring.results import PROTECTIVE, Agency, CityResult, Outcome, Study, Withheld
from app.scoring.scheme import Component, Dimension, DimensionScheme, ItemScore, Method, Scheme
from app.scoring.secrecy import Release
from tests.campaign.hunt import Found, Hunt

SHORT, RELEASE = 500, 5000
A_TENTH = 0.1  # of a point: what is printed
DIMENSIONS = (Dimension.TRANSPARENCY, Dimension.DUTIES, Dimension.BUDGET)
WEIGHTS = (1, 2)  # of the two items of a dimension
CODES = (1, 2, 3, 4, 5)

Key = tuple[AgencyCode, Component, Dimension, int]
"""An item's mean: of whom, and which item of which dimension."""
Line = Mapping[Key, float]
Publishing = Callable[[Answers, Study, Sequence[Release]], Published]


def item(dimension: Dimension, number: int) -> str:
    """The name of an item."""
    return f"{dimension.value}_{number}"


SCHEME = Scheme(
    version=1,
    questionnaire="q",
    example=True,
    dimensions={
        dimension: DimensionScheme(
            min_answered=1,
            items=tuple(
                ItemScore(item=item(dimension, n), score="scale", weight=WEIGHTS[n]) for n in range(2)
            ),
        )
        for dimension in DIMENSIONS
    },
)
SCORER = Scorer(SCHEME, {item(dimension, n): CODES for dimension in DIMENSIONS for n in range(2)})
METHOD = Method(
    version=1,
    name=Text(id="contoh"),
    example=True,
    component_weights={Component.INTERNAL: 400, Component.EXTERNAL: 400, Component.EXPERT: 200},
    dimension_weights={
        Component.INTERNAL: dict(zip(DIMENSIONS, (300, 300, 400), strict=True)),
        Component.EXTERNAL: dict(zip(DIMENSIONS[:2], (450, 550), strict=True)),
        Component.EXPERT: dict(zip(DIMENSIONS, (250, 250, 500), strict=True)),
    },
    min_n=3,
    disclosure_limit=5,
    expert_limit=4,
    rse_mark_pct=100,
    rse_withhold_pct=100,
    dimension_labels={dimension: Text(id=dimension.value) for dimension in DIMENSIONS},
)


@dataclass(frozen=True, slots=True)
class Round:
    """Who answered what, and who they are about."""

    study: Study
    rows: tuple[OpenedRow, ...]

    def size(self, agency: AgencyCode, component: Component) -> int:
        """How many answered."""
        return sum(row.agency == agency and row.group == component.value for row in self.rows)

    def without(self, chance: random.Random) -> "Round":
        """One to three persons of one group are set aside, experts with all that they said."""
        gone = chance.choice(self.rows)
        same = [row for row in self.rows if (row.group, row.agency) == (gone.group, gone.agency)]
        people = {row.respondent for row in chance.sample(same, min(len(same), chance.randint(1, 3)))}
        kept = tuple(r for r in self.rows if r.group != gone.group or r.respondent not in people)
        return replace(self, rows=kept)


def a_round(chance: random.Random) -> Round:
    """Two to four agencies, groups around the limits, some of one mind about an item or everything."""
    agencies = [AgencyCode(code) for code in "abcd"[: chance.randint(2, 4)]]
    rows: list[OpenedRow] = []
    persons = iter(range(10_000))
    experts = list(range(chance.randint(4, 8)))
    for agency in agencies:
        for component in Component:
            if component is Component.EXPERT:
                here: Sequence[int] = [e for e in experts if chance.random() < 0.8]
            else:
                here = [next(persons) for _ in range(chance.choice((2, 3, 4, 5, 5, 6, 7, 9, 12)))]
            fixed: dict[str, int] = {}
            for name in SCORER.codes:
                if chance.random() < 0.08:
                    fixed[name] = chance.choice(CODES)
            for person in here:
                answers = {name: fixed.get(name, chance.choice(CODES)) for name in SCORER.codes}
                name = QuestionnaireId(component.value)
                group = GroupCode(component.value)
                rows.append(OpenedRow(agency, group, name, person, answers, "complete", 2))
    scorers = {QuestionnaireId(component.value): SCORER for component in Component}
    names = tuple(Agency(code, Text(id=code)) for code in agencies)
    return Round(Study(names, METHOD, scorers, "test"), tuple(rows))


# --- what the attacker reads --------------------------------------------------------------------------------


def cell(agency: AgencyCode, component: Component, dimension: Dimension) -> Line:
    """A dimension's mean as its items' means, since everyone answered everything."""
    return {(agency, component, dimension, n): WEIGHTS[n] / sum(WEIGHTS) for n in range(2)}


def added(parts: Sequence[tuple[float, Line]]) -> Line:
    """A sum of lines."""
    total: dict[Key, float] = {}
    for factor, line in parts:
        for key, coefficient in line.items():
            total[key] = total.get(key, 0.0) + factor * coefficient
    return total


def component_line(agency: AgencyCode, component: Component) -> Line:
    """A component by the method's weights."""
    weights = METHOD.dimension_weights[component]
    return added([(v / sum(weights.values()), cell(agency, component, d)) for d, v in weights.items()])


def dimension_line(agency: AgencyCode, dimension: Dimension) -> Line:
    """A dimension over the groups that were asked."""
    weights = {
        c: METHOD.component_weights[c] * METHOD.dimension_weights[c][dimension]
        for c in Component
        if dimension in METHOD.dimension_weights[c]
    }
    return added([(w / sum(weights.values()), cell(agency, c, dimension)) for c, w in weights.items()])


def index_line(agency: AgencyCode) -> Line:
    """The index, without corrections."""
    return added([(w / 1000, component_line(agency, c)) for c, w in METHOD.component_weights.items()])


def figures(city: CityResult) -> Iterator[tuple[str, Line, Outcome]]:
    """Every figure of a release: its name, what it is made of, and what is printed of it."""
    yield from _city_figures(city)
    for agency in city.agencies:
        code = agency.agency
        yield f"{code}", index_line(code), agency.index
        for d, outcome in agency.dimensions.items():
            yield f"{code} {d}", dimension_line(code, d), outcome
        for c, group in agency.groups.items():
            yield f"{code} {c}", component_line(code, c), group.figure
            for d, outcome in group.cells.items():
                yield f"{code} {c} {d}", cell(code, c, d), outcome
            for name, line, outcome in _items(group.items, c):
                yield f"{code} {c} {name}", line(code), outcome


def _city_figures(city: CityResult) -> Iterator[tuple[str, Line, Outcome]]:
    share = 1 / max(len(city.included), 1)

    def mean(of: Callable[[AgencyCode], Line]) -> Line:
        return added([(share, of(code)) for code in city.included])

    yield "city", mean(index_line), city.index
    for d, outcome in city.dimensions.items():
        yield f"city {d}", mean(partial(dimension_line, dimension=d)), outcome
    for c in Component:
        yield f"city {c}", mean(partial(component_line, component=c)), city.components[c]
        for d, outcome in city.cells[c].items():
            yield f"city {c} {d}", mean(partial(cell, component=c, dimension=d)), outcome
        for name, line, outcome in _items(city.items[c], c):
            yield f"city {c} {name}", mean(line), outcome


def _items(
    outcomes: Mapping[str, Outcome], component: Component
) -> Iterator[tuple[str, Callable[[AgencyCode], Line], Outcome]]:
    for dimension in METHOD.asked(component):
        for n in range(2):
            name = item(dimension, n)
            if name not in outcomes:  # nobody of the group answered anything
                continue
            yield name, partial(_item_line, component, dimension, n), outcomes[name]


def _item_line(component: Component, dimension: Dimension, n: int, code: AgencyCode) -> Line:
    return {(code, component, dimension, n): 1.0}


# --- what the attacker makes of it --------------------------------------------------------------------------


@dataclass(slots=True)
class Attacker:
    """Unknown means between 0 and 100, and all that is known about them."""

    chance: random.Random
    _places: dict[tuple[int, Key], int] = field(default_factory=dict)
    _known: list[tuple[dict[int, float], float]] = field(default_factory=list)

    def place(self, release: int, key: Key) -> int:
        """The unknown of an item in a release; -1 are those who were set aside."""
        return self._places.setdefault((release, key), len(self._places))

    def expression(self, release: int, line: Line) -> dict[int, float]:
        """A line in unknowns."""
        return {self.place(release, key): coefficient for key, coefficient in line.items()}

    def reads(self, release: int, city: CityResult) -> None:
        """Note every printed figure."""
        for _, line, outcome in figures(city):
            if isinstance(outcome, Estimate):
                self.knows(self.expression(release, line), outcome.value)

    def knows(self, expression: dict[int, float], value: float) -> None:
        """Note one fact."""
        self._known.append((expression, value))

    def derives(self, wanted: Mapping[str, dict[int, float]]) -> list[str]:
        """The names of what is known within a tenth of a point."""
        size = len(self._places)
        matrix, values = np.zeros((len(self._known), size)), np.zeros(len(self._known))
        for row, (expression, value) in enumerate(self._known):
            matrix[row, list(expression)] = list(expression.values())
            values[row] = value
        targets = np.zeros((len(wanted), size))
        for row, expression in enumerate(wanted.values()):
            targets[row, list(expression)] = list(expression.values())
        seen: list[NDArray[np.float64]] = []
        for _ in range(3):  # two corners of what is possible tell most figures apart at once
            aim = np.array([self.chance.gauss(0, 1) for _ in range(size)])
            seen += [targets @ self._corner(sign * aim, matrix, values) for sign in (1, -1)]
        spread = np.ptp(np.array(seen), axis=0)
        found: list[str] = []
        for row, name in enumerate(wanted):
            if spread[row] <= A_TENTH:
                ends = [targets[row] @ self._corner(sign * targets[row], matrix, values) for sign in (1, -1)]
                if abs(ends[0] - ends[1]) <= A_TENTH:
                    found.append(name)
        return found

    def _corner(
        self, aim: NDArray[np.float64], matrix: NDArray[np.float64], values: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        solved = linprog(aim, A_eq=matrix, b_eq=values, bounds=(0, 100), method="highs")
        assert solved.status == 0, solved.message  # the truth is possible
        return np.asarray(solved.x, dtype=np.float64)


def suppressed(
    attacker: Attacker, release: int, city: CityResult, given: Round
) -> dict[str, dict[int, float]]:
    """What a release protects: not what is only too imprecise, or held back for something else's sake."""
    wanted: dict[str, dict[int, float]] = {}
    for name, line, outcome in figures(city):
        if isinstance(outcome, Withheld) and outcome.mask in PROTECTIVE:
            groups = {(key[0], key[1]) for key in line}
            if all(given.size(*group) for group in groups):
                wanted[f"{name} in {release}"] = attacker.expression(release, line)
    return wanted


def set_aside(
    attacker: Attacker, city: CityResult, before: Round, after: Round
) -> dict[str, dict[int, float]]:
    """How the two releases go together, and the means of those who are in the first only."""
    wanted: dict[str, dict[int, float]] = {}
    for agency in city.agencies:
        for component in Component:
            n, m = (each.size(agency.agency, component) for each in (before, after))
            limit = METHOD.limit(component)
            for dimension in METHOD.asked(component):
                for number in range(2):
                    key = (agency.agency, component, dimension, number)
                    first, second = attacker.place(1, key), attacker.place(2, key)
                    if n == m:
                        attacker.knows({first: 1.0, second: -1.0}, 0.0)
                        continue
                    gone = attacker.place(-1, key)
                    attacker.knows({first: float(n), second: float(-m), gone: float(m - n)}, 0.0)
                    if n - m < limit:
                        wanted[f"set aside: {agency.agency} {component} {item(dimension, number)}"] = {
                            gone: 1.0
                        }
                if n != m and n - m < limit:
                    line = cell(agency.agency, component, dimension)
                    wanted[f"set aside: {agency.agency} {component} {dimension}"] = attacker.expression(
                        -1, line
                    )
    return wanted


class Uncomplemented(Scoring):
    """A program that withholds what is under a limit, and prints everything else."""

    @override
    def _hide(
        self,
        figures: Mapping[Figure, Combination],
        outcomes: dict[Figure, Outcome],
        earlier: Sequence[Release],
    ) -> Release:
        return super()._hide(figures, dict(outcomes), earlier)


def ours(answers: Answers, study: Study, earlier: Sequence[Release]) -> Published:
    """The program as it is."""
    published = publish(answers, study, earlier)
    assert isinstance(published, Published)
    return published


def forgetful(answers: Answers, study: Study, _earlier: Sequence[Release]) -> Published:
    """A program that does not look at what was published before."""
    return ours(answers, study, ())


def uncomplemented(answers: Answers, study: Study, earlier: Sequence[Release]) -> Published:
    """The spoilt program."""
    return Uncomplemented(Bench(answers, study), study, run_id(answers.digest, study)).published(earlier)


def attack(seed: int, publishing: Publishing) -> list[str]:
    """Publish a round twice and attack both."""
    chance = random.Random(seed)
    before = a_round(chance)
    after = before.without(chance)
    attacker = Attacker(chance)
    first = publishing(Answers.of(before.rows, before.study), before.study, ())
    second = publishing(Answers.of(after.rows, after.study), after.study, (first.release,))
    attacker.reads(1, first.city)
    wanted = suppressed(attacker, 1, first.city, before)
    wanted |= set_aside(attacker, first.city, before, after)
    later = suppressed(attacker, 2, second.city, after)
    for name in attacker.derives(later):  # printed once, and withheld now that the group is small
        del later[name]
    attacker.reads(2, second.city)
    return [f"seed {seed}: {name}" for name in attacker.derives(wanted | later)]


def hunt(rounds: int, _folder: Path, publishing: Publishing, *, until_seen: bool = False) -> Found:
    """Attack rounds; a mutant is seen at the first."""
    faults: list[str] = []
    for seed in range(rounds):
        faults += attack(seed, publishing)
        if faults and until_seen:
            return Found(seed + 1, faults)
    return Found(rounds, faults)


HUNTS = (
    Hunt(
        "ATTACK",
        "suppressed figures in two releases",
        "0 derived",
        SHORT,
        RELEASE,
        partial(hunt, publishing=ours),
    ),
    Hunt(
        "ATTACK",
        "no complementary suppression",
        "some derived",
        SHORT,
        SHORT,
        partial(hunt, publishing=uncomplemented, until_seen=True),
        mutant=True,
    ),
    Hunt(
        "ATTACK",
        "the earlier release forgotten",
        "some derived",
        SHORT,
        SHORT,
        partial(hunt, publishing=forgetful, until_seen=True),
        mutant=True,
    ),
)
