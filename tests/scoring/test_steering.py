"""Reports of steering: what is said of them, and what somebody who knows the rule could learn from it."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations_with_replacement, product

import pytest

from app.base.canonical import canonical, digest
from app.base.ids import AgencyCode, Digest, GroupCode, QuestionnaireId
from app.base.resources import QUESTIONNAIRES
from app.questionnaire.read import read_yaml
from app.scoring.answers import Gathering
from app.scoring.points import Scorer
from app.scoring.results import Reports
from app.scoring.scheme import (
    Component,
    SchemeProblems,
    Steering,
    read_scheme,
    scheme_digest,
)
from app.scoring.steering import Told, few_or_many, in_all
from tests.scoring.city import SCORERS, city_rows, questionnaire, scheme, scored, study

LIMIT = 3
SIZES = (2, 4, 6, 8)


def said(sizes: tuple[int, ...], counts: tuple[int, ...]) -> tuple[Reports, ...]:
    """What is printed, of every agency and of all of them."""
    told = {
        AgencyCode(str(at)): Told(size, count)
        for at, (size, count) in enumerate(zip(sizes, counts, strict=True))
    }
    return (*(few_or_many(each, LIMIT) for each in told.values()), in_all(told, LIMIT))


@pytest.mark.parametrize("agencies", [1, 2, 3])
def test_who_knows_the_rule_never_learns_whether_one_of_a_few_reported_it(agencies: int) -> None:
    for sizes in combinations_with_replacement(SIZES, agencies):
        behind = defaultdict(list)
        for counts in product(*(range(size + 1) for size in sizes)):
            behind[said(sizes, counts)].append(counts)
        for printed, possible in behind.items():
            for at, size in enumerate(sizes):
                known = {counts[at] for counts in possible}
                assert len(known) >= min(LIMIT, size + 1), (sizes, printed)
                if min(known) < LIMIT:
                    assert 0 in known, (sizes, printed)


@pytest.mark.parametrize("sizes", [(8,), (8, 8), (8, 6, 4), (2, 8, 8, 8)])
def test_what_is_printed_is_true(sizes: tuple[int, ...]) -> None:
    for counts in product(*(range(size + 1) for size in sizes)):
        *each, whole = said(sizes, counts)
        for found, count in zip((*each, whole), (*counts, sum(counts)), strict=True):
            assert found.low <= count
            assert found.high is None or count <= found.high


def test_the_citys_count_comes_in_steps_and_ends_before_it_tells_of_an_agency() -> None:
    six = {AgencyCode(str(at)): Told(27, 2) for at in range(6)}
    assert in_all(six, 10) == Reports(10, 19)
    assert in_all({code: Told(27, 9) for code in six}, 10) == Reports(40)  # 46 would tell of every one
    assert in_all({code: Told(27, 20) for code in six}, 10) == Reports(120, 129)
    assert in_all({code: Told(27, 0) for code in six}, 10) == Reports(0, 9)


def test_reports_are_counted_of_persons_who_were_asked_and_change_no_figure() -> None:
    rows = city_rows({"a": (12, 13, 11), "b": (14, 13, 11), "c": (5, 5, 11)})
    steered = [
        replace(row, answers={**row.answers, "t1": 1 if row.agency == "b" and row.group == "internal" else 2})
        for row in rows
    ]
    asked = {
        name: Scorer.of(
            scheme(name).model_copy(update={"steering": Steering(item="t1", any_of=(1,))}),
            questionnaire(name),
        )
        for name in SCORERS
    }
    given = replace(study("a", "b", "c"), scorers=asked)
    city, plain = (scored(steered, each) for each in (given, replace(given, scorers=SCORERS)))
    assert [one.conduct.steering for one in city.agencies] == [Reports(0, 9), Reports(10), Reports(0)]
    assert city.steering == Reports(10, 19)
    assert city.experts_steering is None  # these rows hold what they said of agencies, not of themselves
    assert [one.conduct.steering for one in plain.agencies] == [None] * 3
    assert plain.steering is None
    assert (city.index, [one.index for one in city.agencies]) == (
        plain.index,
        [one.index for one in plain.agencies],
    )


def test_an_expert_is_counted_once_and_at_no_agency() -> None:
    asked = scheme("expert").model_copy(update={"steering": Steering(item="t1", any_of=(1,))})
    scorer = Scorer.of(asked, questionnaire("expert"))
    gathering = Gathering(replace(study("a"), scorers={QuestionnaireId("expert"): scorer}))
    for code in (1, 1, 2, -99):
        gathering.tell(AgencyCode(""), GroupCode("expert"), QuestionnaireId("expert"), {"t1": code})
    told = gathering.answers(Digest("0" * 64)).told
    assert told == {(AgencyCode(""), Component.EXPERT): Told(4, 2)}


def test_a_scheme_that_names_nothing_has_the_digest_that_it_had_before() -> None:
    bare = scheme("internal")
    named = bare.model_copy(update={"steering": Steering(item="t1", any_of=(1,))})
    before = bare.model_dump(mode="json", exclude={"steering"})
    assert scheme_digest(bare) == digest(canonical(before))
    assert scheme_digest(named) != scheme_digest(bare)


@pytest.mark.parametrize(
    "line", ["{item: a1, any_of: [1]}", "{item: t1, any_of: [3]}", "{item: t9, any_of: [1]}"]
)
def test_a_scheme_names_a_question_with_one_choice_and_codes_that_it_has(line: str) -> None:
    folder = QUESTIONNAIRES / "spi-internal"
    asked = read_yaml((folder / "questionnaire.yaml").read_bytes())
    text = (folder / "scoring.yaml").read_text(encoding="utf-8")
    assert read_scheme(text.encode(), asked).steering == Steering(item="t1", any_of=(1,))
    with pytest.raises(SchemeProblems) as found:
        read_scheme(text.replace("{item: t1, any_of: [1]}", line).encode(), asked)
    assert [one.place for one in found.value.problems] == ["steering"]
