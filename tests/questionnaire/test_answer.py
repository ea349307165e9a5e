"""What an item takes as an answer."""

import pytest

from app.base.errors import Refused
from app.questionnaire.answer import absent_choices, finished, judge
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent
from app.questionnaire.route import options_of
from tests.questionnaire.made import (
    Json,
    built,
    calculated,
    date,
    likert,
    multi,
    number,
    options,
    ranking,
    roster,
    section,
    single,
)

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
        (ranking("x"), [(1,), (3, 1), (2, 3, 1), -98], [(), (4,), (1, 1), 1, "1", (1, 2, 3, 1)]),
        (ranking("x", max_ranks=2), [(2, 1)], [(2, 1, 3)]),
        (date("x"), ["2026-08", "2026-08-31", "2000-01-01", -99], ["2026", "1999-12", "2026-09", "x", 2026]),
        (date("x", precision="year"), ["2026", "2000", "2026-08"], ["2027", "1999", ""]),
        (date("x", precision="day"), ["2024-02-29"], ["2025-02-29", "2024-02", "2024"]),
        (roster("x", number("n")), [(), (1,), (2, 7, 9)], [(1, 2, 3, 4), (2, 1), (0,), (1000,), -98, 1]),
        (calculated("x", {"sum": [1, 2]}), [], [3, -98]),
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


def test_a_date_is_told_what_it_lacks() -> None:
    assert verdict(date("x", precision="month"), "2024") == "questionnaire.date_needs_month"
    assert verdict(date("x", precision="day"), "2024-02") == "questionnaire.date_needs_day"
    assert verdict(date("x"), "2025-02-30") == "questionnaire.not_a_date"
    assert verdict(date("x"), "1999-12") == "questionnaire.date_early"
    assert verdict(date("x"), "2026-09") == "questionnaire.date_late"


def test_a_ranking_is_finished_with_its_last_rank_and_a_roster_with_its_least_rows() -> None:
    def done(item: Json, value: Value) -> bool:
        questionnaire = built({"sections": [section("a", item)]})
        asked = questionnaire.sections[0].items[0]
        return finished(asked, value, options_of(questionnaire, asked))

    assert [done(ranking("x"), value) for value in ((1, 2), (1, 2, 3), -98)] == [False, True, True]
    assert done(ranking("x", max_ranks=2), (3, 1))
    assert [done(roster("x", number("n"), min=2), value) for value in ((), (4,), (4, 5))] == [
        False,
        False,
        True,
    ]
