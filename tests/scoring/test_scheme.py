from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.questionnaire.model import Absent, Likert, Option, Questionnaire, ScalePoint, Section, Single, Text
from app.scoring.points import Fate, Scorer, item_points
from app.scoring.scheme import (
    AbsentPolicy,
    Dimension,
    ItemScore,
    SchemeProblems,
    method_digest,
    read_method,
    read_scheme,
    scheme_digest,
)

SCALE = tuple(ScalePoint(code=code, label=Text(id=str(code))) for code in range(1, 6))
QUESTIONNAIRE = Questionnaire(
    schema_version=1,
    id="spi-internal",
    version="1.0",
    title=Text(id="Pegawai"),
    languages=("id",),
    respondent_group="internal",
    scales={"agree": SCALE},
    sections=(
        Section(
            id="a",
            title=Text(id="A"),
            items=(
                Likert(kind="likert", id="a1", text=Text(id="satu"), scale="agree"),
                Likert(kind="likert", id="a2", text=Text(id="dua"), scale="agree"),
                Single(
                    kind="single",
                    id="a3",
                    text=Text(id="tiga"),
                    options=tuple(Option(code=code, label=Text(id=str(code))) for code in (1, 2, 3, 4)),
                ),
            ),
        ),
    ),
)
GOOD = b"""
version: 1
questionnaire: spi-internal
example: true
dimensions:
  transparency:
    min_answered: 2
    items:
      - {item: a1, score: scale}
      - {item: a2, score: reverse, absent: mid}
      - {item: a3, score: {1: 100, 2: 50, 3: 0, 4: null}, weight: 2, absent: leave_out}
"""
METHOD = b"""
version: 1
name: {id: Metode contoh 1, en: Example method 1}
example: true
component_weights: {internal: 400, external: 400, expert: 200}
dimension_weights:
  internal: {transparency: 500, duties: 500}
  external: {transparency: 1000}
  expert: {transparency: 300, duties: 700}
bands:
  - {name: rentan, label: {id: Rentan, en: At risk}, upper: 729}
  - {name: terjaga, label: {id: Terjaga, en: Sound}, upper: 1000}
min_n: 5
disclosure_limit: 10
expert_limit: 5
rse_mark_pct: 25
rse_withhold_pct: 50
dimension_labels:
  transparency: {id: Transparansi, en: Transparency}
  duties: {id: Pelaksanaan tugas, en: Duties}
"""


def scorer() -> Scorer:
    return Scorer.of(read_scheme(GOOD, QUESTIONNAIRE), QUESTIONNAIRE)


def found(data: bytes) -> set[tuple[str, str]]:
    with pytest.raises(SchemeProblems) as trouble:
        read_scheme(data, QUESTIONNAIRE)
    return {(problem.place, problem.sentence.key) for problem in trouble.value.problems}


def found_in_method(data: bytes) -> set[tuple[str, str]]:
    with pytest.raises(SchemeProblems) as trouble:
        read_method(data)
    return {(problem.place, problem.sentence.key) for problem in trouble.value.problems}


def test_a_dimension_is_the_weighted_mean_of_its_items() -> None:
    points = scorer().points({"a1": 5, "a2": 5, "a3": 2})[Dimension.TRANSPARENCY]
    assert points.score == Fraction(100 + 0 + 2 * 50, 4)


def test_an_absent_answer_is_left_out_and_never_a_zero() -> None:
    points = scorer().points({"a1": 4, "a2": 1, "a3": Absent.DONT_KNOW})[Dimension.TRANSPARENCY]
    assert points.score == Fraction(75 + 100, 2)
    assert points.items[2].fate is Fate.ABSENT_LEFT_OUT


def test_the_policy_of_an_item_says_what_dont_know_counts_as() -> None:
    points = scorer().points({"a1": 5, "a2": Absent.DONT_KNOW})[Dimension.TRANSPARENCY]
    assert points.score == Fraction(100 + 50, 2)
    assert points.items[1].fate is Fate.ABSENT_SCORED


@pytest.mark.parametrize("absent", [Absent.NOT_ON_PATH, Absent.NOT_REACHED, Absent.NOT_APPLICABLE, None])
@pytest.mark.parametrize("policy", list(AbsentPolicy))
def test_what_was_not_asked_never_counts(absent: Absent | None, policy: AbsentPolicy) -> None:
    rule = ItemScore(item="a1", score="scale", absent=policy)
    assert item_points(rule, (1, 2, 3), absent).points is None


def test_an_option_without_a_score_is_left_out() -> None:
    points = scorer().points({"a1": 5, "a2": 1, "a3": 4})[Dimension.TRANSPARENCY]
    assert points.score == 100
    assert points.items[2].fate is Fate.OPTION_LEFT_OUT


def test_fewer_answers_than_the_least_give_no_score() -> None:
    assert scorer().points({"a1": 5})[Dimension.TRANSPARENCY].score is None


@given(st.integers(min_value=1, max_value=5))
def test_reversing_mirrors_a_score(code: int) -> None:
    codes = (1, 2, 3, 4, 5)
    plain = item_points(ItemScore(item="a1", score="scale"), codes, code).points
    mirrored = item_points(ItemScore(item="a1", score="reverse"), codes, code).points
    assert plain is not None
    assert mirrored is not None
    assert plain + mirrored == 100
    assert 0 <= plain <= 100


def test_every_fault_of_a_scheme_is_told_at_once() -> None:
    data = b"""
version: 1
questionnaire: spi-expert
example: true
dimensions:
  transparency:
    min_answered: 9
    items:
      - {item: a1, score: scale}
      - {item: a1, score: reverse}
      - {item: zz, score: scale}
      - {item: a3, score: {1: 100, 2: 50}}
"""
    assert found(data) == {
        ("questionnaire", "scoring.other_questionnaire"),
        ("dimensions.transparency.min_answered", "scoring.min_answered_too_high"),
        ("dimensions.transparency.a1", "scoring.item_twice"),
        ("dimensions.transparency.zz", "scoring.item_unknown"),
        ("dimensions.transparency.a3", "scoring.codes_differ"),
    }


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"a: [", "scoring.not_yaml"),
        (b"\xff\xfe\x00", "scoring.not_yaml"),
        (b"version: 1.5", "scoring.not_plain"),
        (b"version: 2026-01-01", "scoring.not_plain"),
        (b"version: 1\nversion: 1", "scoring.key_twice"),
        (b"a: &a [*a]", "scoring.not_plain"),
        (b"[" * 5000 + b"]" * 5000, "scoring.not_yaml"),
        (
            b"a: &a [1,1,1,1,1,1,1,1]\n"
            + b"".join(b"%c: &%c [%b]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 8)) for n in range(98, 107)),
            "scoring.not_plain",
        ),
        (b"!!python/object:os.system {}", "scoring.not_yaml"),
        (b"", "scoring.value_wrong"),
        (GOOD + b"extra: 1\n", "scoring.field_unknown"),
        (GOOD.replace(b"example: true\n", b""), "scoring.field_missing"),
        (GOOD.replace(b"1: 100", b"1: 101"), "scoring.value_wrong"),
        (GOOD.replace(b"version: 1", b"version: 7"), "scoring.value_choice"),
    ],
)
def test_a_file_that_is_no_scheme_says_why(data: bytes, key: str) -> None:
    assert key in {code for _, code in found(data)}


def test_every_fault_of_a_method_is_told_at_once() -> None:
    data = (
        METHOD.replace(b"internal: 400", b"internal: 300")
        .replace(b"duties: 700", b"influence: 600")
        .replace(b"upper: 1000", b"upper: 700")
        .replace(b"rse_mark_pct: 25", b"rse_mark_pct: 60")
        .replace(b"expert_limit: 5", b"expert_limit: 3")
    )
    assert found_in_method(data) == {
        ("component_weights", "scoring.weights_sum"),
        ("dimension_weights.expert", "scoring.weights_sum"),
        ("dimension_labels.influence", "scoring.field_missing"),
        ("bands", "scoring.bands_order"),
        ("rse_mark_pct", "scoring.rse_order"),
        ("min_n", "scoring.limits_order"),
    }


def test_a_digest_ignores_spelling_and_order_but_no_value() -> None:
    method = read_method(METHOD)
    reordered = METHOD.replace(
        b"{internal: 400, external: 400, expert: 200}", b"{expert: 200, external: 400, internal: 400}"
    )
    assert method_digest(read_method(reordered)) == method_digest(method)
    assert method_digest(read_method(METHOD.replace(b"min_n: 5", b"min_n: 4"))) != method_digest(method)
    scheme = read_scheme(GOOD, QUESTIONNAIRE)
    assert scheme_digest(scheme) != scheme_digest(
        read_scheme(GOOD.replace(b"weight: 2", b"weight: 3"), QUESTIONNAIRE)
    )
