"""Conditions: Kleene's three values, and nothing that could be evaluated."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Integrity
from app.questionnaire.expression import MAX_DEPTH, MAX_NODES, Value, check, evaluate, variables
from app.questionnaire.model import Expression

NAMES = ("p", "q", "r")
TRUTHS: tuple[bool | None, ...] = (True, False, None)


def leaf(name: str) -> Expression:
    return {"==": [{"v": name}, 1]}


P, Q, R = leaf("p"), leaf("q"), leaf("r")

leaves = st.sampled_from([P, Q, R])
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"and": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"or": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
)


def given_answers(truths: Mapping[str, bool | None]) -> Mapping[str, Value]:
    """True is answer 1, false is answer 0; unknown is no answer, or a refusal for r."""
    answers: dict[str, Value] = {name: int(truth) for name, truth in truths.items() if truth is not None}
    return {"r": -99, **answers}


def truth_of(expression: Expression, **truths: bool | None) -> bool | None:
    return evaluate(expression, given_answers(truths).get)


def of(expression: Expression, **answers: Value) -> bool | None:
    check(expression)
    return evaluate(expression, answers.get)


worlds = st.fixed_dictionaries({name: st.sampled_from(TRUTHS) for name in NAMES})


def test_and_or_and_not_have_kleenes_tables() -> None:
    order = {False: 0, None: 1, True: 2}
    for p, q in itertools.product(TRUTHS, repeat=2):
        assert truth_of({"and": [P, Q]}, p=p, q=q) is min((p, q), key=order.__getitem__)
        assert truth_of({"or": [P, Q]}, p=p, q=q) is max((p, q), key=order.__getitem__)
        assert truth_of({"not": P}, p=p) is (None if p is None else not p)


@given(formulas, formulas, worlds)
def test_de_morgan_absorption_and_double_negation_hold(
    one: Expression, other: Expression, world: dict[str, bool | None]
) -> None:
    check(one)

    def truth(expression: Expression) -> bool | None:
        return truth_of(expression, **world)

    assert truth({"not": {"and": [one, other]}}) is truth({"or": [{"not": one}, {"not": other}]})
    assert truth({"not": {"or": [one, other]}}) is truth({"and": [{"not": one}, {"not": other}]})
    assert truth({"and": [one, {"or": [one, other]}]}) is truth(one)
    assert truth({"or": [one, {"and": [one, other]}]}) is truth(one)
    assert truth({"not": {"not": one}}) is truth(one)
    assert truth({"and": [one, other]}) is truth({"and": [other, one]})


@given(formulas, worlds, worlds)
def test_more_answers_never_turn_what_was_known(
    formula: Expression, world: dict[str, bool | None], news: dict[str, bool | None]
) -> None:
    before = truth_of(formula, **world)
    more = {name: news[name] if truth is None else truth for name, truth in world.items()}
    if before is not None:
        assert truth_of(formula, **more) is before


@pytest.mark.parametrize("name", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("value", [None, -98])
def test_a_comparison_with_what_is_not_there_is_unknown(name: str, value: int | None) -> None:
    answers: dict[str, Value] = {} if value is None else {"a": value}
    assert of({name: [{"v": "a"}, 3]}, **answers) is None
    assert of({name: [3, {"v": "a"}]}, **answers) is None


@pytest.mark.parametrize(
    ("name", "below", "same", "above"),
    [
        ("==", False, True, False),
        ("!=", True, False, True),
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
    ],
)
def test_comparisons_compare(name: str, below: bool, same: bool, above: bool) -> None:
    got = [of({name: [{"v": "a"}, 3]}, a=value) for value in (2, 3, 4)]
    assert got == [below, same, above]


def test_the_mean_is_exact() -> None:
    mean: Expression = {"mean": [{"v": "a"}, {"v": "b"}]}
    assert of({">": [mean, 3]}, a=3, b=4) is True
    assert of({"<": [mean, 4]}, a=3, b=4) is True
    assert of({"==": [mean, 3]}, a=3, b=4) is False
    assert of({"==": [mean, 3]}, a=2, b=4) is True
    assert of({"==": [{"sum": [mean, mean]}, 7]}, a=3, b=4) is True
    assert of({"in": [mean, [3, 4]]}, a=3, b=5) is True
    assert of({">": [mean, 3]}, a=3) is None


@given(st.lists(st.integers(-89, 10**6), min_size=1, max_size=6), st.integers(-89, 10**6))
def test_a_mean_lies_where_its_sum_says(parts: list[int], limit: int) -> None:
    found = of({">=": [{"mean": [*parts]}, limit]})
    assert found is (sum(parts) >= limit * len(parts))
    assert of({"==": [{"sum": [*parts]}, sum(parts)]}) is True


def test_only_is_and_answered_look_at_absence() -> None:
    assert of({"is": ["a", -98]}, a=-98) is True
    assert of({"is": ["a", -98]}, a=-99) is False
    assert of({"is": ["a", -98]}) is False
    assert [of({"answered": "a"}, **given) for given in ({"a": 3}, {"a": -98}, {})] == [True, False, False]


def test_choices_are_looked_at_one_by_one() -> None:
    assert of({"any-in": ["m", [1, 2]]}, m=(2, 3)) is True
    assert of({"any-in": ["m", [1]]}, m=(2, 3)) is False
    assert of({"all-in": ["m", [2, 3]]}, m=(2, 3, 4)) is True
    assert of({"all-in": ["m", [1, 2]]}, m=(2, 3)) is False
    assert of({"==": [{"count": "m"}, 2]}, m=(2, 3)) is True
    assert of({"any-in": ["m", [1]]}, m=-98) is None
    assert of({"in": [{"v": "a"}, [1, 2]]}, a=2) is True
    assert of({"in": [{"v": "a"}, [1, 2]]}, a=3) is False
    assert of({"in": [{"v": "a"}, [1, 2]]}) is None


def test_words_equal_words_and_have_no_order() -> None:
    assert of({"==": [{"v": "t"}, "ya"]}, t="ya") is True
    assert of({"<": [{"v": "t"}, 3]}, t="ya") is None


def test_no_condition_is_true_and_a_number_is_no_truth() -> None:
    assert of(None) is True
    assert of({"sum": [1, 2]}) is None
    assert of({"and": [{"sum": [1, 2]}, P]}, p=1) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"==": [1, 2], "!=": [1, 2]},
        {"eval": "1"},
        {"==": [1]},
        {"==": [1, 2, 3]},
        {"and": []},
        {"and": {"v": "a"}},
        {"v": 3},
        {"answered": ["a"]},
        {"is": ["a", "b"]},
        {"is": ["a", True]},
        {"in": [{"v": "a"}, []]},
        {"in": [{"v": "a"}, [{"v": "b"}]]},
        {"any-in": ["a", [True]]},
        [],
        [1],
    ],
)
def test_another_shape_is_refused(wrong: Expression) -> None:
    with pytest.raises(Integrity) as caught:
        check(wrong)
    assert caught.value.code == "questionnaire.expression_shape"


def nested(depth: int) -> Expression:
    whole: Expression = P
    for _ in range(depth - 1):
        whole = {"not": whole}
    return whole


def test_size_and_depth_have_their_limits() -> None:
    check(nested(MAX_DEPTH))
    check({"and": [P] * (MAX_NODES // 3 - 1)})
    many: Expression = {"and": [P] * MAX_NODES}
    for wrong in (nested(MAX_DEPTH + 1), nested(600), many):
        with pytest.raises(Integrity) as caught:
            check(wrong)
        assert caught.value.code == "questionnaire.expression_large"


def test_variables_are_all_that_it_looks_at() -> None:
    whole: Expression = {
        "and": [{"==": [{"v": "a"}, {"count": "b"}]}, {"answered": {"v": "c"}}, {"is": ["d", -98]}]
    }
    assert variables({"or": [whole, {"any-in": ["e", [1]]}]}) == frozenset("abcde")
    assert variables(None) == frozenset()
