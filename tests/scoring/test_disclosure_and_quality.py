from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import AgencyCode, GroupCode, QuestionnaireId
from app.questionnaire.model import Absent
from app.scoring.disclosure import complements
from app.scoring.points import OpenedRow, Scorer
from app.scoring.quality import Grade, Sign, look_at
from app.scoring.scheme import Dimension, DimensionScheme, ItemScore, Scheme


def _order(key: str) -> int:
    return int(key != "sum")


def test_one_withheld_part_of_a_printed_sum_takes_a_second_with_it() -> None:
    vectors = {"a": {"a": 1.0}, "b": {"b": 1.0}, "c": {"c": 1.0}, "sum": {"a": 1.0, "b": 1.0, "c": 1.0}}
    assert complements(vectors, frozenset("b"), frozenset("b"), _order) == {"c"}


def test_two_withheld_parts_of_a_sum_need_no_third() -> None:
    vectors = {"a": {"a": 1.0}, "b": {"b": 1.0}, "sum": {"a": 1.0, "b": 1.0}}
    assert complements(vectors, frozenset("ab"), frozenset("ab"), _order) == frozenset()


def test_what_is_withheld_for_other_reasons_needs_no_protection() -> None:
    vectors = {"a": {"a": 1.0}, "b": {"b": 1.0}, "sum": {"a": 1.0, "b": 1.0}}
    assert complements(vectors, frozenset(), frozenset("a"), _order) == frozenset()


def test_a_part_at_the_end_of_the_scale_gives_no_cover_to_another() -> None:
    # "never" said by everyone twice: a sum as great as it can be tells both parts
    vectors = {"a": {"a": 1.0}, "b": {"b": 1.0}, "sum": {"a": 1.0, "b": 1.0}}
    both = frozenset("ab")
    assert complements(vectors, both, both, _order, fixed=both) == {"sum"}
    assert complements(vectors, both, both, _order, fixed=frozenset("a")) == {"sum"}  # b would stand alone
    assert complements(vectors, both, both, _order) == frozenset()
    three = {**vectors, "sum": {"a": 1.0, "b": 1.0, "c": 1.0}, "c": {"c": 1.0}}
    assert complements(three, both, both, _order, fixed=both) == {"c"}  # else the sum less c tells a and b


def test_what_an_earlier_release_printed_counts_and_cannot_be_withdrawn() -> None:
    vectors = {"b": {"b": 1.0}, "c": {"c": 1.0}}
    secret = [{"a": 1.0}]
    assert complements(vectors, frozenset(), frozenset(), _order, secret) == frozenset()
    before = [{"a": 1.0, "b": 1.0}]
    assert complements(vectors, frozenset(), frozenset(), _order, secret, before) == {"b"}
    told = [*before, {"b": 1.0}]  # a follows from what was printed: nothing is left to protect
    assert complements(vectors, frozenset(), frozenset(), _order, secret, told) == frozenset()


@given(
    st.lists(st.sets(st.integers(min_value=0, max_value=5), min_size=1), min_size=2, max_size=9),
    st.sets(st.integers(min_value=0, max_value=8), min_size=1, max_size=3),
)
def test_no_protected_figure_follows_from_the_printed_ones(sums: list[set[int]], hidden: set[int]) -> None:
    vectors = {str(place): dict.fromkeys(units, 1.0) for place, units in enumerate(sums)}
    secret = frozenset(str(place) for place in hidden if place < len(sums))
    gone = secret | complements(vectors, secret, secret, lambda _: 0)
    printed = [[float(unit in vectors[key]) for unit in range(6)] for key in vectors if key not in gone]
    rank = int(np.linalg.matrix_rank(np.array(printed))) if printed else 0
    for key in secret:
        row = [float(unit in vectors[key]) for unit in range(6)]
        assert int(np.linalg.matrix_rank(np.array([*printed, row]))) == rank + 1


ITEMS = tuple(f"a{number}" for number in range(12))
SCORER = Scorer(
    Scheme(
        version=1,
        questionnaire="q",
        example=True,
        dimensions={
            Dimension.DUTIES: DimensionScheme(
                min_answered=1, items=tuple(ItemScore(item=item, score="scale") for item in ITEMS)
            )
        },
    ),
    dict.fromkeys(ITEMS, (1, 2, 3, 4, 5)),
)


def _row(respondent: int, codes: list[int], duration_class: int = 2) -> OpenedRow:
    answers = dict(zip(ITEMS, codes, strict=True))
    name = QuestionnaireId("q")
    return OpenedRow(
        AgencyCode("a"), GroupCode("internal"), name, respondent, answers, "complete", duration_class
    )


def _signs(*rows: OpenedRow) -> set[tuple[int, Sign, Grade]]:
    looks = [look_at(row, SCORER) for row in rows]
    vectors = Counter(look.vector for look in looks if look.vector is not None)
    pairs = zip(rows, looks, strict=True)
    return {(row.respondent, sign, grade) for row, look in pairs for sign, grade in look.signs(vectors)}


HONEST = [1, 4, 2, 5, 3, 4, 2, 4, 1, 3, 5, 2]


def test_ordinary_answers_raise_no_flag() -> None:
    assert _signs(_row(1, HONEST), _row(2, HONEST[::-1])) == set()


def test_one_answer_all_the_way_down_is_a_strong_sign() -> None:
    assert _signs(_row(1, [4] * 12)) == {(1, Sign.STRAIGHT_LINE, Grade.STRONG)}
    assert _signs(_row(1, [4] * 11 + [3])) == {(1, Sign.STRAIGHT_LINE, Grade.NOTE)}


def test_equal_vectors_are_graded_by_how_many_share_them() -> None:
    assert _signs(_row(1, HONEST), _row(2, HONEST)) == {(n, Sign.EQUAL_VECTOR, Grade.NOTE) for n in (1, 2)}
    three = [_row(n, HONEST) for n in (1, 2, 3)]
    assert _signs(*three) == {(n, Sign.EQUAL_VECTOR, Grade.STRONG) for n in (1, 2, 3)}
    elsewhere = replace(three[1], agency=AgencyCode("b"))
    assert _signs(three[0], elsewhere) == set()


def test_the_shortest_time_and_many_absent_answers_are_signs() -> None:
    assert _signs(_row(1, HONEST, 0)) == {(1, Sign.TOO_FAST, Grade.NOTE)}
    absent = [int(Absent.DONT_KNOW)] * 4
    assert _signs(_row(1, HONEST[:8] + absent)) == {(1, Sign.MANY_ABSENT, Grade.NOTE)}
    assert _signs(_row(1, HONEST[:4] + absent * 2)) == {(1, Sign.MANY_ABSENT, Grade.STRONG)}
    off_path = [int(Absent.NOT_ON_PATH)] * 4
    assert _signs(_row(1, HONEST[:8] + off_path)) == set()
