"""Arrays and exact fractions mark every answer alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Bug
from app.questionnaire.model import Absent
from app.scoring.answers import NOTHING, Answers, Layout
from app.scoring.marking import Key
from app.scoring.points import Answer, Scorer
from app.scoring.scheme import (
    AbsentPolicy,
    Component,
    Dimension,
    DimensionScheme,
    ItemScore,
    Scheme,
    TookPart,
)
from tests.scoring.city import city_rows, row, study

ITEMS = ("a", "b", "c", "d")
CODES = {"a": (1, 2, 3, 4, 5), "b": (1, 2, 3, 4, 5), "c": (0, 10, 99), "d": (1, 2)}


@st.composite
def _scorers(draw: st.DrawFn) -> Scorer:
    policies, weights = st.sampled_from(AbsentPolicy), st.integers(1, 100)
    points = st.one_of(st.none(), st.integers(0, 100))

    def rule(item: str) -> ItemScore:
        known = draw(
            st.tuples(*(points for _ in CODES[item])).filter(lambda p: any(x is not None for x in p))
        )
        spelt = dict(zip(CODES[item], known, strict=True))
        score = draw(st.one_of(st.just("scale"), st.just("reverse"), st.just(spelt)))
        raw = {"item": item, "score": score, "weight": draw(weights), "absent": draw(policies)}
        return ItemScore.model_validate(raw)

    first = DimensionScheme(min_answered=draw(st.integers(1, 3)), items=tuple(map(rule, "abc")))
    second = DimensionScheme(min_answered=1, items=(rule("d"),))
    return Scorer(
        Scheme(
            version=1,
            questionnaire="q",
            example=True,
            dimensions={Dimension.DUTIES: first, Dimension.BUDGET: second},
        ),
        CODES,
    )


_ANSWERS = st.dictionaries(
    st.sampled_from(ITEMS),
    st.one_of(
        st.sampled_from((1, 2, 3, 4, 5, 0, 10, 99)),
        st.sampled_from([int(code) for code in Absent]),
        st.sampled_from([7, -1, 32_767, -32_768, "text"]),
        st.just((1, 2)),
    ),
)


@given(_scorers(), st.lists(_ANSWERS, min_size=1, max_size=5))
def test_arrays_give_the_score_of_the_exact_definition(
    scorer: Scorer, answers: list[dict[str, Answer]]
) -> None:
    layout, key = Layout.of(scorer.scheme), Key.of(scorer)
    codes = np.array([layout.vector(each) for each in answers], dtype=np.int16)
    scores = key.scores(key.points(codes))
    for place, each in enumerate(answers):
        exact = scorer.points(each)
        for column, dimension in enumerate(key.dimensions):
            score = exact[dimension].score
            if score is None:
                assert np.isnan(scores[place, column])
            else:
                assert scores[place, column] == pytest.approx(float(score), abs=1e-11)


def test_a_vector_keeps_of_several_choices_whether_one_took_part() -> None:
    scheme = Scheme(
        version=1,
        questionnaire="q",
        example=True,
        dimensions={
            Dimension.DUTIES: DimensionScheme(min_answered=1, items=(ItemScore(item="a", score="scale"),))
        },
        took_part=(TookPart(item="g1", any_of=(1, 2, 8)),),
    )
    layout, key = Layout.of(scheme), Key.of(Scorer(scheme, CODES))
    assert layout.variables == ("a", "g1")
    given_answers: list[Answer | None] = [(2, 3), (9,), int(Absent.REFUSED), None]
    vectors = [
        layout.vector({"a": 5} if answer is None else {"a": 5, "g1": answer}) for answer in given_answers
    ]
    assert [vector[1] for vector in vectors] == [1, 0, Absent.REFUSED, NOTHING]
    points = key.points(np.array(vectors, dtype=np.int16))[:, 1]
    assert points[:2].tolist() == [100, 0]
    assert np.isnan(points[2:]).all()
    assert key.dimensions == (Dimension.DUTIES,)


def test_rows_of_nowhere_are_a_fault_of_the_program() -> None:
    rows = city_rows({"a": (12, 13, 11)})
    with pytest.raises(Bug, match="row_stray"):
        Answers.of([*rows, row("z", Component.INTERNAL, 1, {})], study("a"))


def test_the_digest_changes_with_what_no_vector_holds() -> None:
    rows = city_rows({"a": (2, 2, 2)})
    more = [*rows[:-1], row("a", Component.EXPERT, 1, {**rows[-1].answers, "t1": 2})]
    one, two = Answers.of(rows, study("a")), Answers.of(more, study("a"))
    assert (one.sheets[1].codes == two.sheets[1].codes).all()
    assert one.digest != two.digest
