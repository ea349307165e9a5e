"""Hints that a row may not be a person's own answers. Graded, for a reviewer: nothing is ever deleted by
them.

Thresholds are starting points, not findings; a reviewer approves or sets aside with a reason, and a second
officer agrees. Equal answer vectors are what briefed respondents leave behind.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.base.ids import AgencyCode, GroupCode, QuestionnaireId
from app.questionnaire.model import Absent
from app.scoring.points import Answer, OpenedRow, Scorer


class Sign(StrEnum):
    """What is odd about a row."""

    STRAIGHT_LINE = "straight_line"
    TOO_FAST = "too_fast"
    MANY_ABSENT = "many_absent"
    EQUAL_VECTOR = "equal_vector"


class Grade(IntEnum):
    """How odd: worth a look, or hard to explain otherwise."""

    NOTE = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class QualityFlag:
    """One sign on one row, named as its file names it."""

    agency: AgencyCode
    group: GroupCode
    questionnaire: QuestionnaireId
    respondent: int
    sign: Sign
    grade: Grade


_LINE_ITEMS = 8  # fewer equal answers in a row happen to honest people
_LINE_NOTE_PCT = 90
_ABSENT_NOTE_PCT, _ABSENT_STRONG_PCT = 30, 60
_VECTOR_ITEMS = 10  # two people agree on few items by chance, hardly on ten
_VECTOR_STRONG = 3
_ABSENT = frozenset(Absent) - {Absent.NOT_ON_PATH, Absent.NOT_APPLICABLE}


def flags(rows: Sequence[OpenedRow], scorers: Mapping[QuestionnaireId, Scorer]) -> tuple[QualityFlag, ...]:
    """Every sign found, in the order of the rows."""
    vectors = Counter(_vector(row) for row in rows)
    found: list[QualityFlag] = []
    for row in rows:
        grades = {
            Sign.STRAIGHT_LINE: _straight(row, scorers[row.questionnaire]),
            Sign.TOO_FAST: Grade.NOTE if row.duration_class == 0 and _answered(row) else None,
            Sign.MANY_ABSENT: _absent(row),
            Sign.EQUAL_VECTOR: _equal(row, vectors),
        }
        found += [
            QualityFlag(row.agency, row.group, row.questionnaire, row.respondent, sign, grade)
            for sign, grade in grades.items()
            if grade is not None
        ]
    return tuple(found)


def _answered(row: OpenedRow) -> list[Answer]:
    return [a for a in row.answers.values() if not (isinstance(a, int) and a in set(Absent))]


def _straight(row: OpenedRow, scorer: Scorer) -> Grade | None:
    """Equal codes over the items on scales. Reversed items make honest straight lines rare."""
    scales = {
        rule.item
        for part in scorer.scheme.dimensions.values()
        for rule in part.items
        if isinstance(rule.score, str)
    }
    codes = [row.answers[item] for item in sorted(scales) if row.answers.get(item) in scorer.codes[item]]
    if len(codes) < _LINE_ITEMS:
        return None
    most = Counter(codes).most_common(1)[0][1]
    if most == len(codes):
        return Grade.STRONG
    return Grade.NOTE if 100 * most >= _LINE_NOTE_PCT * len(codes) else None


def _absent(row: OpenedRow) -> Grade | None:
    asked = [a for a in row.answers.values() if a not in {Absent.NOT_ON_PATH, Absent.NOT_APPLICABLE}]
    absent = sum(isinstance(a, int) and a in _ABSENT for a in asked)
    if not asked or 100 * absent < _ABSENT_NOTE_PCT * len(asked):
        return None
    return Grade.STRONG if 100 * absent >= _ABSENT_STRONG_PCT * len(asked) else Grade.NOTE


_Vector = tuple[str, str, str, tuple[tuple[str, Answer], ...]]


def _vector(row: OpenedRow) -> _Vector:
    return (
        row.agency,
        row.group,
        row.questionnaire,
        tuple(sorted(row.answers.items(), key=lambda pair: pair[0])),
    )


def _equal(row: OpenedRow, vectors: Counter[_Vector]) -> Grade | None:
    same = vectors[_vector(row)]
    if same < 2 or len(_answered(row)) < _VECTOR_ITEMS:
        return None
    return Grade.STRONG if same >= _VECTOR_STRONG else Grade.NOTE
