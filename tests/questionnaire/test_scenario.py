"""Scenario files: every problem at once, each with its place."""

import pytest

from app.base.errors import Integrity
from app.base.sentences import Language
from app.questionnaire.read import QuestionnaireProblems
from app.questionnaire.scenario import from_plain, read_scenarios, to_plain
from tests.questionnaire.made import built

ASKED = built(
    {
        "subjects": {"choose_text": {"id": "Yang mana?"}},
        "sections": [
            {
                "id": "depan",
                "title": {"id": "Depan"},
                "items": [{"id": "a", "kind": "text", "text": {"id": "A?"}}],
            },
            {
                "id": "putar",
                "title": {"id": "Putar"},
                "per_subject": True,
                "items": [{"id": "b", "kind": "number", "text": {"id": "B?"}, "min": 0, "max": 9}],
            },
        ],
    }
)

GOOD = b"""
version: 1
questionnaire: %(id)s
scenarios:
  - name: knows one
    answers: {a: kata, dishub/b: 3}
    subjects: [dishub]
    end: complete
    visible: [a, dishub/b]
    coded: {dishub/b: 3}
""" % {b"id": ASKED.id.encode()}


def problems(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(QuestionnaireProblems) as refused:
        read_scenarios(data, ASKED)
    for one in refused.value.problems:
        assert one.sentence.spoken(Language.ID)
        assert one.sentence.spoken(Language.EN)
    return [(one.place, one.sentence.key) for one in refused.value.problems]


def test_a_good_file_is_read_and_travels_in_a_package_unchanged() -> None:
    scenarios = read_scenarios(GOOD, ASKED)
    assert [scenario.name for scenario in scenarios] == ["knows one"]
    assert scenarios[0].answers == {"a": "kata", "dishub/b": 3}
    assert from_plain(to_plain(scenarios)) == scenarios


def test_everything_that_the_questionnaire_does_not_have_is_told_at_once() -> None:
    broken = GOOD.replace(b"questionnaire: ", b"questionnaire: bukan-")
    broken = broken.replace(b"{a: kata, dishub/b: 3}", b"{a: kata, c: 1, dinkes/b: 3}")
    broken = broken.replace(b"visible: [a, ", b"skipped: [pupr]\n    visible: [a, b, ")
    broken += broken[broken.index(b"  - name") :]
    assert problems(broken) == [
        ("questionnaire", "questionnaire.scenario_other"),
        ("scenarios", "questionnaire.scenario_twice"),
        *[
            (f"scenarios.{number}.{part}", f"questionnaire.scenario_{reason}")
            for number in (0, 1)
            for part, reason in (
                ("skipped", "subject"),
                ("answers", "unknown"),
                ("answers", "subject"),
                ("visible", "subject"),
            )
        ],
    ]


def test_wrong_shapes_are_told_with_their_places() -> None:
    broken = GOOD.replace(b"end: complete", b"end: bored").replace(b"{a: kata", b"{Aduh: kata")
    assert {place for place, _ in problems(broken)} == {"scenarios.0.end", "scenarios.0.answers.Aduh.[key]"}
    assert problems(GOOD.replace(b"{a: kata", b"{a: 1.5")) == [
        ("scenarios.0.answers.a", "questionnaire.not_plain")
    ]
    assert problems(b"[")[0][1] == "questionnaire.yaml_syntax"


@pytest.mark.parametrize("value", [None, {}, [{}], [1], [{"name": "x", "answers": {"a": True}}]])
def test_a_package_with_damaged_scenarios_is_told_from_one_with_sound_ones(value: object) -> None:
    with pytest.raises(Integrity, match="scenarios_malformed"):
        from_plain(value)  # type: ignore[arg-type]
