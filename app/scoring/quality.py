"""Hints that a row may not be a person's own answers. Graded, for a reviewer: nothing is ever deleted by
them.

Thresholds are starting points, not findings; a reviewer approves or sets aside with a reason, and a second
officer agrees. Equal answer vectors are what briefed respondents leave behind.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.questionnaire.model import Absent
from app.scoring.points import OpenedRow, Scorer


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


_LINE_ITEMS = 8  # fewer equal answers in a row happen to honest people
_LINE_NOTE_PCT = 90
_ABSENT_NOTE_PCT, _ABSENT_STRONG_PCT = 30, 60
_VECTOR_ITEMS = 10  # two people agree on few items by chance, hardly on ten
_VECTOR_STRONG = 3
_VECTOR_BYTES = 16  # of a digest: enough for as many rows as there are people
_NOT_ASKED = (int(Absent.NOT_ON_PATH), int(Absent.NOT_APPLICABLE))
_ABSENT = tuple(map(int, (Absent.NOT_REACHED, Absent.DONT_KNOW, Absent.REFUSED)))


@dataclass(frozen=True, slots=True)
class Look:
    """What is odd about one row alone, and what stands for its answers among those of others.

    `vector` is absent where so little was answered that being equal says nothing.
    """

    own: tuple[tuple[Sign, Grade], ...]
    vector: bytes | None

    def signs(self, vectors: Mapping[bytes, int]) -> tuple[tuple[Sign, Grade], ...]:
        """All signs, once it is known how many rows have which vector."""
        same = 0 if self.vector is None else vectors[self.vector]
        if same < 2:
            return self.own
        return (*self.own, (Sign.EQUAL_VECTOR, Grade.STRONG if same >= _VECTOR_STRONG else Grade.NOTE))


def look_at(row: OpenedRow, scorer: Scorer) -> Look:
    """Look at one row by itself."""
    codes = [*row.answers.values()]
    absent = sum(map(codes.count, _ABSENT))
    answered = len(codes) - absent - sum(map(codes.count, _NOT_ASKED))
    grades = (
        (Sign.STRAIGHT_LINE, _straight(row, scorer)),
        (Sign.TOO_FAST, Grade.NOTE if row.duration_class == 0 and answered else None),
        (Sign.MANY_ABSENT, _absent(answered, absent)),
    )
    own = tuple((sign, grade) for sign, grade in grades if grade is not None)
    return Look(own, _vector(row) if answered >= _VECTOR_ITEMS else None)


def _straight(row: OpenedRow, scorer: Scorer) -> Grade | None:
    """Equal codes over the items on scales. Reversed items make honest straight lines rare."""
    given = row.answers.get
    codes = [code for item, known in scorer.on_scales if (code := given(item)) in known]
    if len(codes) < _LINE_ITEMS:
        return None
    most = max(map(codes.count, set(codes)))
    if most == len(codes):
        return Grade.STRONG
    return Grade.NOTE if 100 * most >= _LINE_NOTE_PCT * len(codes) else None


def _absent(answered: int, absent: int) -> Grade | None:
    asked = answered + absent
    if not asked or 100 * absent < _ABSENT_NOTE_PCT * asked:
        return None
    return Grade.STRONG if 100 * absent >= _ABSENT_STRONG_PCT * asked else Grade.NOTE


def _vector(row: OpenedRow) -> bytes:
    names = sorted(row.answers)
    given = [*map(row.answers.get, names)]
    told = repr((row.agency, row.group, row.questionnaire, "\0".join(names), given))
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).digest()[:_VECTOR_BYTES]
