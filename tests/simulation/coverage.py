"""COVER: an interval of 95% holds the truth about as often as it says, in rounds with a known truth.

A city of six agencies has a list of staff, users beyond counting, and people who could be asked as experts.
Round after round is drawn from it as a design says, some answers are missing, and the program's own intervals
are held against what the whole city would have answered: of every agency's index, of its staff's part, and of
the city's index. Limits are those of the specification at the release size; a short hunt sees through more
chance. What ten of each group are worth stands in the method chapter of the reports. The mutant takes the
experts' ratings of six agencies for those of six times as many experts.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.base.ids import AgencyCode, Digest, QuestionnaireId
from app.scoring.answers import NOTHING, Answers, Codes, Layout, Sheet
from app.scoring.bench import Bench, Combination, combined
from app.scoring.combine import component_figure, index_figure
from app.scoring.marking import Key
from app.scoring.scheme import Component
from tests.campaign.hunt import Found, Hunt
from tests.scoring.city import METHOD, SCORERS, study

AGENCIES = tuple(AgencyCode(code) for code in "abcdef")
CROWD = 4000  # users and experts that there are: drawn with replacement, so that no end of them is felt
SHORT, RELEASE = 200, 2000
LOW, HIGH = 0.93, 0.97  # the specification's, for at least 30 of each group
SMALL_LOW, SMALL_HIGH = 0.88, 0.98  # ten of each: shown, and a fault only where it is worse than known


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many are drawn: of each agency's staff, out of how many on the list, of its users, and experts."""

    staff: int
    listed: int
    users: int
    experts: int
    low: float = LOW
    high: float = HIGH
    silent: float = 0.1  # how many answers are missing

    @property
    def said(self) -> str:
        """The design in words."""
        return f"{self.staff} of {self.listed} staff, {self.users} users, {self.experts} experts"


@dataclass(frozen=True, slots=True)
class People:
    """Everyone's answers to everything: by agency staff and users, and experts by agency."""

    staff: tuple[Codes, ...]
    users: tuple[Codes, ...]
    experts: NDArray[np.int16]  # experts by agencies by variables


def people(drawn: Drawn, seed: int) -> People:
    """A city: agencies and persons differ, scales have ends, and some answers are rare."""
    chance = np.random.default_rng(seed)
    items = len(Layout.of(SCORERS[QuestionnaireId("internal")].scheme).variables)
    slopes = chance.normal(0, 0.6, items)

    def codes(level: float, tempers: NDArray[np.float64]) -> Codes:
        raw = level + slopes + tempers[:, None] + chance.normal(0, 1.0, (len(tempers), items))
        answers = np.clip(np.rint(raw), 1, 5).astype(np.int16)
        answers[chance.random(answers.shape) < drawn.silent] = NOTHING
        return answers

    levels = 3.2 + 0.3 * np.arange(len(AGENCIES))
    tempers = chance.normal(0, 0.8, CROWD)  # an expert is mild or severe with every agency
    return People(
        tuple(codes(level, chance.normal(0, 0.6, drawn.listed)) for level in levels),
        tuple(codes(level + 0.3, chance.normal(0, 0.9, CROWD)) for level in levels),
        np.stack([codes(level - 0.5, tempers) for level in levels], axis=1),
    )


def answers(drawn: Drawn, city: People, chance: np.random.Generator, *, six_experts: bool) -> Answers:
    """One round: staff without replacement, users and experts with."""
    staff = [codes[chance.permutation(len(codes))[: drawn.staff]] for codes in city.staff]
    users = [codes[chance.integers(0, CROWD, drawn.users)] for codes in city.users]
    panel = city.experts[chance.integers(0, CROWD, drawn.experts)]
    persons = np.tile(np.arange(drawn.experts), len(AGENCIES))
    sheets = (
        _sheet(Component.EXPERT, panel.transpose(1, 0, 2).reshape(-1, panel.shape[2]), drawn.experts),
        _sheet(Component.EXTERNAL, np.concatenate(users), drawn.users),
        _sheet(Component.INTERNAL, np.concatenate(staff), drawn.staff),
    )
    if not six_experts:
        sheets = (replace(sheets[0], persons=persons), *sheets[1:])
    return Answers(AGENCIES, sheets, Digest("0" * 64))


def _sheet(component: Component, codes: Codes, of_agency: int) -> Sheet:
    """Rows in the order of agencies, everyone a person of their own."""
    agencies = np.repeat(np.arange(len(AGENCIES)), of_agency)
    return Sheet(QuestionnaireId(component.value), component, codes, agencies, np.arange(len(codes)))


def figures(bench: Bench) -> Mapping[str, Combination]:
    """What is looked at."""
    found = {f"index {code}": index_figure(bench, METHOD, code) for code in AGENCIES}
    found["city"] = combined((1 / len(AGENCIES), figure) for figure in list(found.values()))
    for code in AGENCIES:
        found[f"staff {code}"] = component_figure(bench, METHOD, code, Component.INTERNAL)
    return found


def truths(drawn: Drawn, city: People) -> Mapping[str, float]:
    """The same figures of everyone."""

    def everyone(codes: Codes) -> NDArray[np.float64]:
        key = Key.of(SCORERS[QuestionnaireId("internal")])
        return np.asarray(np.nanmean(key.scores(key.points(codes)), axis=0))

    key = Key.of(SCORERS[QuestionnaireId("internal")])
    places = {dimension: place for place, dimension in enumerate(key.dimensions)}
    means = {
        (code, component): everyone(codes)
        for place, code in enumerate(AGENCIES)
        for component, codes in (
            (Component.INTERNAL, city.staff[place]),
            (Component.EXTERNAL, city.users[place]),
            (Component.EXPERT, city.experts[:, place]),
        )
    }
    bench = Bench(answers(drawn, city, np.random.default_rng(0), six_experts=False), study(*AGENCIES))
    return {
        name: math.fsum(
            factor * float(means[cell.agency, cell.component][places[cell.dimension]])
            for cell, factor in figure.items()
            if cell.dimension is not None
        )
        for name, figure in figures(bench).items()
    }


def hunt(rounds: int, _folder: Path, drawn: Drawn, *, six_experts: bool = False) -> Found:
    """Draw rounds and count how often the intervals held."""
    city = people(drawn, seed=drawn.staff)
    truth = truths(drawn, city)
    given = replace(study(*AGENCIES), populations=dict.fromkeys(AGENCIES, drawn.listed))
    chance = np.random.default_rng(20_261_127)
    held, tried = Counter[str](), Counter[str]()
    for _ in range(rounds):
        bench = Bench(answers(drawn, city, chance, six_experts=six_experts), given)
        for name, figure in figures(bench).items():
            estimate = bench.estimate(figure)
            kind = name.split()[0]
            tried[kind] += 1
            held[kind] += estimate.low <= truth[name] <= estimate.high
    shares = {kind: held[kind] / tried[kind] for kind in tried}
    slack = 3 * math.sqrt(0.95 * 0.05 / rounds) if rounds < RELEASE else 0.0
    faults = [
        f"{kind}: the interval held in {share:.1%}"
        for kind, share in shares.items()
        if not drawn.low - slack <= share <= drawn.high + slack
    ]
    return Found(rounds, faults, ", ".join(f"{kind} {share:.1%}" for kind, share in shares.items()))


DESIGNS = (
    Drawn(30, 2000, 30, 30),
    Drawn(30, 50, 40, 30),
    Drawn(100, 400, 100, 40),
    Drawn(10, 80, 10, 11, SMALL_LOW, SMALL_HIGH),
)


def _hunt(drawn: Drawn) -> Hunt:
    expected = f"{drawn.low:.0%}–{drawn.high:.0%}"
    run: Callable[[int, Path], Found] = partial(hunt, drawn=drawn)
    return Hunt("COVER", drawn.said, expected, SHORT, RELEASE, run)


HUNTS = (
    *(_hunt(drawn) for drawn in DESIGNS),
    Hunt(
        "COVER",
        "every rating an expert of its own",
        "too narrow",
        SHORT,
        SHORT,
        partial(hunt, drawn=Drawn(100, 400, 100, 12), six_experts=True),
        mutant=True,
    ),
)
