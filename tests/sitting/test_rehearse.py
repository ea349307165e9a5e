"""A rehearsal tells every way in which a questionnaire does not do what its scenario says."""

import pytest

from app.base.sentences import Language
from app.questionnaire.scenario import Scenario, Scenarios, check_scenarios
from app.sitting.rehearse import rehearse, run
from tests.questionnaire.made import Json, built, calculated, date, ranking, roster, section, single

THANKS: Json = {"id": "Terima kasih."}
ASKED = built(
    {
        "subjects": {"choose_text": {"id": "Yang mana?"}},
        "sections": [
            section(
                "depan",
                single("s", absent=[]),
                eligible_if={"==": [{"v": "s"}, 1]},
                ineligible_text=THANKS,
            ),
            section(
                "putar",
                single("a"),
                {"id": "b", "kind": "text", "text": {"id": "B?"}, "show_if": {"==": [{"v": "a"}, 1]}},
                per_subject=True,
            ),
            section("akhir", single("z")),
        ],
    }
)


GOOD = Scenario(
    name="knows one of two",
    answers={"s": 1, "dishub/a": 1, "dishub/b": "Baik", "z": -99},
    subjects=("dishub", "dinkes"),
    skipped=("dinkes",),
    visible=("s", "dishub/a", "dishub/b", "z"),
    end="complete",
    coded={"dishub/b": "Baik", "dinkes/a": -97, "z": -99},
)


def differences(**changes: object) -> list[tuple[str, dict[str, object]]]:
    found = run(ASKED, GOOD.model_copy(update=changes))
    for one in found:
        assert one.scenario == GOOD.name
        assert one.sentence.spoken(Language.ID) != one.sentence.key
        assert one.sentence.spoken(Language.EN) != one.sentence.key
    return [(one.sentence.key, dict(one.sentence.fields)) for one in found]


def test_a_scenario_that_keeps_its_word_differs_in_nothing() -> None:
    assert differences() == []


def test_who_does_not_pass_the_screening_ends_there() -> None:
    turned_away: dict[str, object] = {
        "answers": {"s": 2},
        "subjects": (),
        "skipped": (),
        "visible": ("s",),
        "coded": {"s": 2, "z": -95},
    }
    assert differences(**turned_away, end="ineligible") == []
    assert differences(**turned_away) == [
        ("sitting.scenario_end", {"wanted": "complete", "reached": "ineligible"})
    ]


@pytest.mark.parametrize(
    ("visible", "number", "shown", "wanted"),
    [
        (("s", "dishub/b", "dishub/a", "z"), 2, "dishub/a", "dishub/b"),
        (("s", "dishub/a", "dishub/b"), 4, "z", "-"),
        (("s", "dishub/a", "dishub/b", "z", "dinkes/a"), 5, "-", "dinkes/a"),
    ],
)
def test_the_first_question_off_the_route_is_named(
    visible: tuple[str, ...], number: int, shown: str, wanted: str
) -> None:
    fields = {"number": number, "shown": shown, "wanted": wanted}
    assert differences(visible=visible) == [("sitting.scenario_route", fields)]


def test_an_answer_to_what_is_never_asked_and_one_that_is_refused_are_told() -> None:
    hidden = {"s": 1, "dishub/a": 2, "dishub/b": "Baik", "z": 7}
    assert differences(answers=hidden, visible=("s", "dishub/a", "z"), coded={"z": -96}) == [
        ("sitting.scenario_refused", {"place": "z", "code": "questionnaire.not_a_choice"}),
        ("sitting.scenario_not_asked", {"place": "dishub/b"}),
    ]


def test_what_is_sealed_is_compared_value_by_value() -> None:
    assert differences(coded={"dishub/b": "Buruk", "dinkes/b": -95, "z": -99}) == [
        ("sitting.scenario_coded", {"place": "dishub/b", "wanted": "Buruk", "coded": "Baik"}),
        ("sitting.scenario_coded", {"place": "dinkes/b", "wanted": "-95", "coded": "-97"}),
    ]


def test_a_sitting_that_cannot_end_is_told() -> None:
    found = differences(answers={"s": 1}, subjects=(), skipped=(), visible=("s",), coded={})
    assert found == [("sitting.scenario_refused", {"place": "Review", "code": "sitting.not_now"})]


def test_all_scenarios_of_a_questionnaire_are_rehearsed() -> None:
    other = GOOD.model_copy(update={"name": "expects another end", "end": "ineligible"})
    assert [one.scenario for one in rehearse(ASKED, (GOOD, other, GOOD))] == ["expects another end"]


EVERY_KIND = built(
    {
        "sections": [
            section(
                "semua",
                ranking("r"),
                date("d"),
                {"id": "t", "kind": "text", "text": {"id": "T?"}},
                calculated("umur", {"date-diff": [{"v": "d"}, {"today": []}, "months"]}),
                roster(
                    "anggota",
                    {"id": "nama", "kind": "text", "text": {"id": "Nama?"}},
                    single("kerja", show_if={"answered": "nama"}),
                ),
            )
        ],
    }
)


def test_every_kind_of_answer_can_be_rehearsed() -> None:
    scenario = Scenario(
        name="answers everything",
        answers={
            "r": (3, 1, 2),
            "d": "2026-05",
            "t": "Baik",
            "anggota": (1, 2),
            "anggota.1/nama": "Siti",
            "anggota.1/kerja": 2,
        },
        visible=("r", "d", "t", "anggota", "anggota.1/nama", "anggota.1/kerja", "anggota.2/nama"),
        end="complete",
        today="2026-11-09",
        coded={
            "r": (3, 1, 2),
            "d": "2026-05",
            "umur": 6,
            "anggota": (1, 2),
            "anggota.1/nama": "Siti",
            "anggota.2/nama": -96,
            "anggota.2/kerja": -95,
        },
    )
    file = Scenarios(version=1, questionnaire=EVERY_KIND.id, scenarios=(scenario,))
    assert check_scenarios(file, EVERY_KIND) == ()
    assert run(EVERY_KIND, scenario) == ()
    (found,) = run(EVERY_KIND, scenario.model_copy(update={"coded": {"umur": 5}}))
    assert found.sentence.fields == {"place": "umur", "wanted": "5", "coded": "6"}
