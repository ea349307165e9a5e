"""Believable respondents: what a person of this agency would answer to this item.

Every agency has a level per dimension on 0..100; a person deviates from it, an item adds noise; the
option whose score lies nearest is chosen. So agencies differ, groups differ, and an index has something
to find. The numbers are invented and say so wherever they are printed.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from app.base.ids import AgencyCode
from app.questionnaire.model import (
    Absent,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    OptionCode,
    Questionnaire,
    Single,
    TextItem,
)

Value = int | str | tuple[int, ...]

PERSON_SPREAD = 12.0  # standard deviation between persons of one agency, in index points
ITEM_SPREAD = 18.0  # and between the answers of one person
DONT_KNOW_SHARE = 0.03
REFUSED_SHARE = 0.015


@dataclass(frozen=True, slots=True)
class Level:
    """The invented truth about one agency: how staff, users and experts would score it on average."""

    internal: float
    external: float
    expert: float


LEVELS: Mapping[AgencyCode, Level] = {
    AgencyCode("bppd"): Level(80, 74, 72),
    AgencyCode("dinkes"): Level(86, 82, 78),
    AgencyCode("dishub"): Level(74, 66, 65),
    AgencyCode("dpmptsp"): Level(88, 85, 82),
    AgencyCode("pupr"): Level(70, 64, 58),
    AgencyCode("ulp"): Level(76, 70, 68),
}
"""Of the six agencies of the rehearsal; others get the mean."""
_OTHERS = Level(77, 72, 70)


class Person:
    """One respondent with a mind of their own, drawn from the seed."""

    def __init__(
        self, rng: random.Random, questionnaire: Questionnaire, reversed_items: frozenset[str]
    ) -> None:
        self._rng = rng
        self._questionnaire = questionnaire
        self._reversed = reversed_items
        self._lean = rng.gauss(0, PERSON_SPREAD)

    def answer(self, item: Item, variable: str, agency: AgencyCode, options: Sequence[int]) -> Value | None:
        """What this person enters for `variable` of `item`, or None where there is nothing to enter.

        Args:
            item: the item on the screen.
            variable: the item's id, or the id of a matrix row.
            agency: the agency that is judged.
            options: the codes on the screen, in the order shown.
        """
        return self._absent(item) or self._present(item, variable, agency, options)

    def _absent(self, item: Item) -> int | None:
        offered = self._questionnaire.absent if item.absent is None else item.absent
        chance = self._rng.random()
        if chance < REFUSED_SHARE and Absent.REFUSED in offered:
            return int(Absent.REFUSED)
        if chance < REFUSED_SHARE + DONT_KNOW_SHARE and Absent.DONT_KNOW in offered:
            return int(Absent.DONT_KNOW)
        return None

    def _present(self, item: Item, variable: str, agency: AgencyCode, options: Sequence[int]) -> Value | None:
        match item:
            case Likert() | Matrix():
                points = sorted(point.code for point in self._questionnaire.scales[item.scale])
                return self._on_scale(points, variable, agency)
            case Single():
                return self._rng.choice(list(options))
            case Multi():
                return self._several(item, options)
            case Number():
                return self._rng.randint(item.min, min(item.max, item.min + 6))
            case TextItem():
                return "Loket dibuka tepat waktu." if self._rng.random() < 0.5 else None
            case Note():
                return None
            case _:
                assert_never(item)

    def _on_scale(self, points: Sequence[OptionCode], variable: str, agency: AgencyCode) -> int:
        level = LEVELS.get(agency, _OTHERS)
        match self._questionnaire.respondent_group:
            case "internal":
                mean = level.internal
            case "expert":
                mean = level.expert
            case _:
                mean = level.external
        wanted = min(100.0, max(0.0, self._rng.gauss(mean + self._lean, ITEM_SPREAD)))
        share = (100.0 - wanted if variable in self._reversed else wanted) / 100.0
        return points[round(share * (len(points) - 1))]

    def _several(self, item: Multi, options: Sequence[int]) -> tuple[int, ...]:
        alone = [option.code for option in item.options if option.exclusive and option.code in options]
        if alone and self._rng.random() < 0.5:
            return (alone[0],)
        others = [code for code in options if code not in alone]
        most = min(len(others), item.max_choices or len(others), 3)
        return tuple(sorted(self._rng.sample(others, self._rng.randint(1, most))))
