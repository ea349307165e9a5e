"""Believable respondents: what a person of this agency would answer.

Every agency has an invented level per group on 0..100; a person deviates from it, an item adds noise, and
the choice whose score lies nearest is taken. So agencies differ, groups differ, and an index has something
to find. An answer depends on the seed, the person and the question alone, never on the order in which the
questions were shown: the same seed gives the same index, though no two runs share a key.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import assert_never

from app.base.ids import AgencyCode, GroupCode
from app.questionnaire.answer import absent_choices
from app.questionnaire.expression import Value, evaluate
from app.questionnaire.model import (
    Absent,
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Questionnaire,
    Ranking,
    Roster,
    Single,
    TextItem,
)
from app.questionnaire.route import Slot, options_of, slots_of
from app.scoring.points import item_points
from app.scoring.scheme import Scheme, codes_of

PERSON_SPREAD = 15.0  # standard deviation between persons of one agency, in index points
ITEM_SPREAD = 16.0  # and between the answers of one person
STEERED_SHARE = 0.06  # whom somebody asked to answer in a certain way
DONT_KNOW_SHARE = 0.03
REFUSED_SHARE = 0.015

LEVELS: Mapping[str, Mapping[str, float]] = {
    "bppd": {"internal": 80, "external": 74, "expert": 72},
    "dinkes": {"internal": 86, "external": 82, "expert": 78},
    "dishub": {"internal": 74, "external": 64, "expert": 66},
    "dpmptsp": {"internal": 88, "external": 85, "expert": 82},
    "pupr": {"internal": 70, "external": 65, "expert": 58},
    "ulp": {"internal": 76, "external": 70, "expert": 68},
}
"""The invented truth. What the survey finds lies near it, for that is all a survey can do."""


@dataclass(frozen=True)
class Mind:
    """What is needed to answer one questionnaire: the questions, and which answer is worth how much."""

    questionnaire: Questionnaire
    scheme: Scheme

    @cached_property
    def worth(self) -> Mapping[str, Mapping[int, float]]:
        """The score of every choice of every scored variable."""
        codes = codes_of(self.questionnaire)
        found: dict[str, dict[int, float]] = {}
        for dimension in self.scheme.dimensions.values():
            for rule in dimension.items:
                points = {code: item_points(rule, codes[rule.item], code).points for code in codes[rule.item]}
                found[rule.item] = {code: float(value) for code, value in points.items() if value is not None}
        return found

    @cached_property
    def passing(self) -> Mapping[str, int]:
        """Answers to the screening with which a respondent may go on."""
        for section in self.questionnaire.sections:
            if section.eligible_if is None:
                continue
            items = [item for item in section.items if isinstance(item, Single)]
            for codes in product(*([option.code for option in item.options] for item in items)):
                answers = {item.id: code for item, code in zip(items, codes, strict=True)}
                if evaluate(section.eligible_if, answers.get) is True:
                    return answers
        return {}


@dataclass(frozen=True, slots=True)
class Person:
    """One respondent: `name` tells them apart in the seed and is written nowhere else."""

    seed: int
    name: str
    group: GroupCode
    mind: Mind

    def answers(self, item: Item, subject: AgencyCode, agency: AgencyCode) -> Iterator[tuple[Slot, Value]]:
        """What this person enters on the screen of `item`; an answer may be missing.

        `subject` is the agency of the loop, empty outside it; `agency` is the one that is judged.
        """
        for slot in slots_of(item, subject):
            chance = self._chance(f"{slot.variable}|{subject}")
            absent = self._absent(item, chance)
            value = self._value(item, slot, agency, chance) if absent is None else absent
            if value is not None:
                yield slot, value

    def knows(self, agencies: tuple[AgencyCode, ...]) -> tuple[AgencyCode, ...]:
        """The agencies that an expert says they know: most of them, never none."""
        known = tuple(agency for agency in agencies if self._chance(f"knows|{agency}").random() < 0.9)
        return known or agencies[:1]

    def _chance(self, what: str) -> random.Random:
        return random.Random(f"{self.seed}|{self.name}|{what}")

    def _absent(self, item: Item, chance: random.Random) -> int | None:
        offered = absent_choices(self.mind.questionnaire, item)
        drawn = chance.random()
        if drawn < REFUSED_SHARE and Absent.REFUSED in offered:
            return int(Absent.REFUSED)
        if drawn < REFUSED_SHARE + DONT_KNOW_SHARE and Absent.DONT_KNOW in offered:
            return int(Absent.DONT_KNOW)
        return None

    def _value(self, item: Item, slot: Slot, agency: AgencyCode, chance: random.Random) -> Value | None:  # noqa: C901, PLR0911 - a line a kind
        if slot.variable in self.mind.worth:
            return self._judged(self.mind.worth[slot.variable], agency, chance)
        codes = sorted(option.code for option in options_of(self.mind.questionnaire, item))
        steering = self.mind.scheme.steering
        if steering is not None and slot.variable == steering.item:
            steered = chance.random() < STEERED_SHARE
            return next(code for code in codes if (code in steering.any_of) is steered)
        match item:
            case Single():
                return self.mind.passing.get(item.id) or chance.choice(codes)
            case Likert() | Matrix():
                return chance.choice(codes)
            case Multi():
                return self._several(item, chance)
            case Number():
                return chance.randint(item.min, min(item.max, item.min + 6))
            case TextItem():
                return "Loket dibuka tepat waktu."
            case Ranking():
                return tuple(chance.sample(codes, min(len(codes), item.max_ranks or len(codes))))
            case Date():
                return item.max or item.min or "2026-06-15"
            case Roster():
                return tuple(range(1, chance.randint(max(1, item.min), min(item.max, item.min + 2)) + 1))
            case Note() | Calculated():
                return None
            case _:
                assert_never(item)

    def _judged(self, worth: Mapping[int, float], agency: AgencyCode, chance: random.Random) -> int:
        lean = self._chance("lean").gauss(0, PERSON_SPREAD)
        wanted = chance.gauss(LEVELS[agency][self.group] + lean, ITEM_SPREAD)
        return min(worth, key=lambda code: (abs(worth[code] - wanted), code))

    @staticmethod
    def _several(item: Multi, chance: random.Random) -> tuple[int, ...]:
        alone = [option.code for option in item.options if option.exclusive]
        others = [option.code for option in item.options if not option.exclusive]
        if alone and chance.random() < 0.3:
            return (alone[0],)
        most = min(len(others), item.max_choices or len(others), 3)
        return tuple(sorted(chance.sample(others, chance.randint(1, most))))
