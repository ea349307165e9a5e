"""The soak's short form, and that it would notice what it looks for."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from app.questionnaire.model import Likert, Matrix, Multi, Note, Number, Single, TextItem
from app.questionnaire.read import from_canonical
from tests.soak import soak
from tests.soak.people import answers, asked
from tests.soak.soak import GROWTH_KIB, WARM, Outcome, Plan

SHORT = Plan(sittings=30, items=10, kills=2, seed=20_261_127)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the robots speak over a named pipe")
def test_thirty_sit_one_after_the_other_and_two_kills_lose_nobody_and_nothing_grows(tmp_path: Path) -> None:
    outcome = soak.soak(SHORT, tmp_path)
    assert outcome.problems == []
    assert outcome.killed.total() == SHORT.kills
    assert len(outcome.database_bytes) == 1
    assert len(outcome.keeper_kib) == SHORT.sittings


def test_people_answer_the_same_whenever_they_are_asked_and_every_kind_they_know() -> None:
    questionnaire = from_canonical(asked(10))
    items = [item for section in questionnaire.sections for item in section.items]
    assert {type(item) for item in items} == {Likert, Single, Multi, Matrix, Number, TextItem, Note}
    assert answers(3, questionnaire) == answers(3, questionnaire) != answers(4, questionnaire)
    paths = {frozenset(soak.expected(number, questionnaire)) for number in range(20)}
    assert len(paths) > 1  # the condition shows its question to some


def test_the_kills_are_of_different_sittings_at_different_moments_and_repeat_with_the_seed() -> None:
    plan = Plan(600, 60, 20, 1)
    kills = soak.kills(plan)
    assert kills == soak.kills(plan) != soak.kills(Plan(600, 60, 20, 2))
    assert len({kill.sitting for kill in kills}) == 20
    assert sum(kill.waiting for kill in kills) == 4
    assert len({kill.moment for kill in kills}) > 2


def judged(**facts: object) -> list[str]:
    """The problems of an outcome that is fine but for `facts`."""
    fine = Outcome(SHORT, Counter(question=2), keeper_kib=[50_000] * 30, database_bytes={102_400})
    for name, value in facts.items():
        setattr(fine, name, value)
    soak.judge(fine)
    return fine.problems


def test_a_soak_in_which_something_grew_or_nobody_was_killed_is_no_success() -> None:
    assert judged() == []
    grown = [50_000] * WARM + [60_000, 60_000 + GROWTH_KIB]
    assert judged(keeper_kib=grown) == [f"the keeper grew by {GROWTH_KIB} KiB"]
    assert judged(keeper_kib=[40_000] * WARM + [60_000] * 2) == []  # until it is warm it may
    assert judged(database_bytes={102_400, 106_496}) == ["the database changed its size"]
    assert judged(killed=Counter(question=1)) == ["only 1 kills"]
