"""What an item takes as an answer."""

import pytest

from app.base.errors import Refused
from app.questionnaire.answer import absent_choices, judge
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent
from app.questionnaire.route import options_of
from tests.questionnaire.made import Json, built, likert, multi, number, options, section, single

TEXT: Json = {"id": "x", "kind": "text", "text": {"id": "x"}, "max_chars": 5}
NOTE: Json = {"id": "x", "kind": "note", "text": {"id": "x"}}
ALONE: Json = {
    **multi("x"),
    "options": [*options((1, 2)), {"code": 9, "label": {"id": "9"}, "exclusive": True}],
}


def verdict(item: Json, value: Value) -> str:
    questionnaire = built({"sections": [section("a", item)]})
    asked = questionnaire.sections[0].items[0]
    refused = judge(asked, value, options_of(questionnaire, asked), absent_choices(questionnaire, asked))
    return refused.code if isinstance(refused, Refused) else "taken"


@pytest.mark.parametrize(
    ("item", "taken", "refused"),
    [
        (likert("x"), [1, 3, -98, -99], [0, 4, -95, -96, -97, "1", (1,)]),
        (single("x"), [1, 2], [3, "1", (1,)]),
        (single("x", absent=[]), [1], [-98, -99]),
        (single("x", absent=[-97]), [1, -97], [-98]),
        (multi("x"), [(1,), (1, 9), (1, 2, 9), -98], [(), (3,), (2, 1), (1, 1), 1, "1"]),
        (number("x", min=-5, max=120), [-5, 0, 120, -99], [-6, 121, -97, "3", (3,)]),
        (TEXT, ["abcde", "é", "\N{GRINNING FACE}" * 5, -98], ["", "  ", "abcdef", 3, "a\ud800"]),
        (NOTE, [], [1, "a", -98]),
    ],
)
def test_an_item_takes_its_own_kind_of_answer(item: Json, taken: list[Value], refused: list[Value]) -> None:
    assert [value for value in taken if verdict(item, value) != "taken"] == []
    assert [value for value in refused if verdict(item, value) == "taken"] == []


def test_several_choices_have_their_own_rules() -> None:
    assert verdict(multi("x", max_choices=2), (1, 2)) == "taken"
    assert verdict(multi("x", max_choices=2), (1, 2, 9)) == "questionnaire.too_many_choices"
    assert verdict(ALONE, (9,)) == "taken"
    assert verdict(ALONE, (1, 9)) == "questionnaire.exclusive_choice"


def test_a_note_offers_no_non_answer() -> None:
    questionnaire = built({"absent": [-97, -98], "sections": [section("a", NOTE, likert("y"))]})
    note, asked = questionnaire.sections[0].items
    assert absent_choices(questionnaire, note) == ()
    assert absent_choices(questionnaire, asked) == (Absent.NOT_APPLICABLE, Absent.DONT_KNOW)
