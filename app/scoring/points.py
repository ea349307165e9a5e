"""From one respondent's answers to a score from 0 to 100 in every dimension.

Item: 100 (x - min) / (max - min) with the least and the greatest code of its scale or options, 100 minus that
when reversed, or the score that the scheme gives the option. Dimension: the mean of the item scores by item
weight. "Don't know" and "prefer not to answer" count as the item's policy says, by default not at all; what
was not asked, not reached or does not apply never counts, whatever the policy. A dimension in which fewer
than `min_answered` items have a score has none. No rounding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from app.base.ids import AgencyCode, GroupCode, QuestionnaireId
from app.questionnaire.model import Absent, Questionnaire
from app.scoring.scheme import AbsentPolicy, Dimension, DimensionScheme, ItemScore, Scheme, codes_of

Answer = int | str | tuple[int, ...]

_CHOSEN_ABSENCE = (Absent.DONT_KNOW, Absent.REFUSED)


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """What one respondent answered, or one expert about one agency, without a trace of where it came from.

    `respondent` is the place among the sorted canonical responses of its questionnaire; the rows of one
    expert share it. `answers` goes by variable. `duration_class` runs from 0 (shortest) to 3.
    """

    agency: AgencyCode
    group: GroupCode
    questionnaire: QuestionnaireId
    respondent: int
    answers: Mapping[str, Answer]
    state: str
    duration_class: int


class Fate(StrEnum):
    """What became of one item in a respondent's dimension score."""

    SCORED = "scored"
    ABSENT_LEFT_OUT = "absent_left_out"
    ABSENT_SCORED = "absent_scored"
    OPTION_LEFT_OUT = "option_left_out"


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """One item in a score: the answer, its points (none when left out), its weight and its fate."""

    item: str
    answer: Answer | None
    points: Fraction | None
    weight: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class DimensionPoints:
    """A respondent's score in one dimension (none under `min_answered`) and all that went into it."""

    dimension: Dimension
    score: Fraction | None
    min_answered: int
    items: tuple[ItemPoints, ...]


@dataclass(frozen=True)
class Scorer:
    """A scheme bound to the codes of its questionnaire."""

    scheme: Scheme
    codes: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, scheme: Scheme, questionnaire: Questionnaire) -> "Scorer":
        """Bind `scheme`, which `read_scheme` has held against `questionnaire`."""
        return cls(scheme, codes_of(questionnaire))

    @cached_property
    def on_scales(self) -> tuple[tuple[str, frozenset[int]], ...]:
        """The items that are scored by their place on a scale, with its codes."""
        parts = self.scheme.dimensions.values()
        items = {rule.item for part in parts for rule in part.items if isinstance(rule.score, str)}
        return tuple((item, frozenset(self.codes[item])) for item in sorted(items))

    def points(self, answers: Mapping[str, Answer]) -> Mapping[Dimension, DimensionPoints]:
        """The scores of one respondent in the scheme's dimensions, each with its items."""
        return {
            dimension: self._dimension(dimension, part, answers)
            for dimension, part in self.scheme.dimensions.items()
        }

    def _dimension(
        self, dimension: Dimension, part: DimensionScheme, answers: Mapping[str, Answer]
    ) -> DimensionPoints:
        items = tuple(item_points(rule, self.codes[rule.item], answers.get(rule.item)) for rule in part.items)
        scored = [(item.points, item.weight) for item in items if item.points is not None]
        enough = len(scored) >= part.min_answered
        score = (
            sum((points * weight for points, weight in scored), Fraction(0)) / sum(w for _, w in scored)
            if enough
            else None
        )
        return DimensionPoints(dimension, score, part.min_answered, items)


def item_points(rule: ItemScore, codes: tuple[int, ...], answer: Answer | None) -> ItemPoints:
    """The points of one answer, or of its absence."""
    scores = _scores(rule, codes)
    if isinstance(answer, int) and answer in scores:
        points = scores[answer]
        fate = Fate.OPTION_LEFT_OUT if points is None else Fate.SCORED
        return ItemPoints(rule.item, answer, points, rule.weight, fate)
    known = [points for points in scores.values() if points is not None]
    policy = rule.absent if answer in _CHOSEN_ABSENCE else AbsentPolicy.LEAVE_OUT
    match policy:
        case AbsentPolicy.LEAVE_OUT:
            return ItemPoints(rule.item, answer, None, rule.weight, Fate.ABSENT_LEFT_OUT)
        case AbsentPolicy.LOWEST:
            points = min(known)
        case AbsentPolicy.HIGHEST:
            points = max(known)
        case AbsentPolicy.MID:
            points = (min(known) + max(known)) / 2
        case _:
            assert_never(policy)
    return ItemPoints(rule.item, answer, points, rule.weight, Fate.ABSENT_SCORED)


def _scores(rule: ItemScore, codes: tuple[int, ...]) -> Mapping[int, Fraction | None]:
    if isinstance(rule.score, dict):
        return {code: None if points is None else Fraction(points) for code, points in rule.score.items()}
    least, greatest = min(codes), max(codes)
    upward = {code: Fraction(100 * (code - least), greatest - least) for code in codes}
    return (
        {code: 100 - points for code, points in upward.items()} if rule.score == "reverse" else dict(upward)
    )
