"""What is said about conditions is proven: never against an answer that shows otherwise, and all of it where
everything can be tried.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.canonical import JsonValue
from app.questionnaire.answer import absent_choices, judge
from app.questionnaire.expression import Value
from app.questionnaire.finding import Grade
from app.questionnaire.index import index_of, walk
from app.questionnaire.lint.linter import lint
from app.questionnaire.model import Questionnaire, Roster
from app.questionnaire.route import Plan, Slot, all_slots, options_of, route
from tests.questionnaire.made import (
    AGENCIES,
    Json,
    built,
    calculated,
    date,
    likert,
    multi,
    number,
    options,
    questionnaires,
    ranking,
    roster,
    section,
    single,
    wishes,
)

THANKS: JsonValue = {"id": "Terima kasih"}
NEVER = {"lint.condition_never", "lint.condition_unreachable"}
COMPARED = {"<=": int.__le__, ">=": int.__ge__, "!=": int.__ne__, "<": int.__lt__, ">": int.__gt__}


def eq(name: str, code: JsonValue) -> JsonValue:
    return {"==": [{"v": name}, code]}


def both(*parts: JsonValue) -> JsonValue:
    return {"and": list(parts)}


def hard(rule: JsonValue) -> Json:
    return {"rule": rule, "message": {"id": "m"}, "severity": "hard"}


def soft(rule: JsonValue) -> Json:
    return {"rule": rule, "message": {"id": "m"}}


def shown_option(code: int, condition: JsonValue) -> Json:
    return {"code": code, "label": {"id": str(code)}, "show_if": condition}


def told(*sections: Json, **more: JsonValue) -> list[tuple[str, str, str]]:
    found = lint(built({"sections": list(sections), **more}))
    return [(one.sentence.key.removeprefix("lint."), one.place, one.grade) for one in found]


class TestConditions:
    def test_one_that_contradicts_itself_is_refused(self) -> None:
        item = likert("y", show_if=both(eq("x", 1), eq("x", 2)))
        assert told(section("a", likert("x"), item)) == [
            ("condition_never", "sections.0.items.1.show_if", "error")
        ]

    def test_one_that_contradicts_what_it_points_to_is_refused_as_such(self) -> None:
        items = [
            likert("x"),
            likert("y", show_if=eq("x", 1)),
            likert("z", show_if=both(eq("y", 1), eq("x", 2))),
        ]
        assert told(section("a", *items)) == [
            ("condition_unreachable", "sections.0.items.2.show_if", "error")
        ]

    def test_one_that_contradicts_its_section_is_refused(self) -> None:
        later = section("b", likert("y", show_if=eq("x", 2)), show_if=eq("x", 1))
        assert told(section("a", likert("x")), later) == [
            ("condition_unreachable", "sections.1.items.0.show_if", "error")
        ]

    def test_one_that_contradicts_the_screening_is_refused(self) -> None:
        screening = section("a", single("x"), eligible_if=eq("x", 1), ineligible_text=THANKS)
        assert told(screening, section("b", likert("y", show_if=eq("x", 2)))) == [
            ("condition_unreachable", "sections.1.items.0.show_if", "error")
        ]

    def test_a_dead_section_is_told_once_and_so_is_a_screening_that_nobody_passes(self) -> None:
        dead = section("b", likert("y", show_if=eq("x", 1)), show_if=both(eq("x", 1), eq("x", 2)))
        assert told(section("a", likert("x")), dead) == [("condition_never", "sections.1.show_if", "error")]
        nobody = both(eq("x", 1), eq("x", 2))
        screening = section("a", single("x"), eligible_if=nobody, ineligible_text=THANKS)
        assert told(screening, section("b", likert("y", show_if=eq("x", 2)))) == [
            ("condition_never", "sections.0.eligible_if", "error")
        ]

    def test_a_screening_whose_section_is_never_shown_passes_nobody(self) -> None:
        screening = section("a", single("x"), eligible_if=eq("x", 1), ineligible_text=THANKS, show_if=False)
        assert told(screening, section("b", likert("y"))) == [
            ("condition_never", "sections.0.show_if", "error"),
            ("condition_unreachable", "sections.0.eligible_if", "error"),
        ]

    def test_an_option_that_nobody_can_see_is_refused(self) -> None:
        odd = {**single("y"), "options": [*options((1,)), shown_option(2, both(eq("x", 1), eq("x", 2)))]}
        assert told(section("a", likert("x"), odd)) == [
            ("condition_never", "sections.0.items.1.options.1.show_if", "error")
        ]

    def test_a_question_that_can_be_left_without_choices_is_refused(self) -> None:
        choices: list[JsonValue] = [shown_option(1, eq("x", 1)), shown_option(2, eq("x", 2))]
        item = {**single("y"), "options": choices}
        assert told(section("a", likert("x"), item)) == [
            ("no_choice_left", "sections.0.items.1.options", "error")
        ]
        item["show_if"] = {"in": [{"v": "x"}, [1, 2]]}
        assert told(section("a", likert("x"), item)) == []

    @pytest.mark.parametrize(
        "condition",
        [{"or": [{"answered": "x"}, {"not": {"answered": "x"}}]}, True, {"not": {"is": ["x", -97]}}],
    )
    def test_one_that_always_holds_does_nothing(self, condition: JsonValue) -> None:
        found = told(section("a", likert("x"), likert("y", show_if=condition)))
        assert ("condition_always", "sections.0.items.1.show_if", "warning") in found or found[0][0] == (
            "code_not_offered"
        )

    def test_one_that_holds_for_every_answer_should_say_so(self) -> None:
        found = told(section("a", likert("x"), likert("y", show_if={">=": [{"v": "x"}, 1]})))
        assert found == [("condition_any_answer", "sections.0.items.1.show_if", "warning")]
        assert told(section("a", likert("x"), likert("y", show_if={"answered": "x"}))) == []
        assert told(section("a", likert("x"), likert("y", show_if={"is": ["x", -98]}))) == []

    @pytest.mark.parametrize(
        ("item", "condition", "can"),
        [
            (number("x", min=5, max=9), {"<": [{"v": "x"}, 5]}, False),
            (number("x", min=5, max=9), {"<": [{"v": "x"}, 6]}, True),
            (number("x", min=0, max=10**9), both({">": [{"v": "x"}, 70]}, {"<": [{"v": "x"}, 71]}), False),
            (number("x", min=0, max=10**9), both({">": [{"v": "x"}, 70]}, {"<": [{"v": "x"}, 72]}), True),
            (number("x", min=0, max=9), {"==": [{"mean": [{"v": "x"}, 2]}, 4]}, True),
            (number("x", min=0, max=9), {"==": [{"sum": [{"v": "x"}, {"v": "x"}]}, 5]}, False),
            (number("x", min=0, max=9), {"is": ["x", 5]}, True),
            (number("x", min=6, max=9), both({"is": ["x", 5]}), False),
            (multi("x", range(1, 31)), {">": [{"count": "x"}, 30]}, False),
            (multi("x", range(1, 31)), {"==": [{"count": "x"}, 30]}, True),
            (multi("x", (1, 2, 3), max_choices=2), {"all-in": ["x", [1, 2, 3]]}, False),
            (multi("x", (1, 2, 3), max_choices=2), {"all-in": ["x", [1, 3]]}, True),
            (multi("x", (1, 2, 3), max_choices=2), {">": [{"sum": [{"count": "x"}, 1]}, 3]}, False),
            (
                multi("x", (1, 2, 3), max_choices=1),
                both({"any-in": ["x", [1]]}, {"any-in": ["x", [2]]}),
                False,
            ),
        ],
    )
    def test_numbers_and_choices_are_tried_as_far_as_it_matters(
        self, item: Json, condition: JsonValue, can: bool
    ) -> None:
        found = told(section("a", item, likert("y", show_if=condition)))
        assert [one[0] for one in found] == ([] if can else ["condition_never"])

    def test_what_excludes_others_is_never_chosen_with_them(self) -> None:
        item = {**multi("x"), "options": [*options((1, 2)), {**shown_option(9, None), "exclusive": True}]}
        alone = both({"any-in": ["x", [9]]}, {"any-in": ["x", [1]]})
        assert [one[0] for one in told(section("a", item, likert("y", show_if=alone)))] == ["condition_never"]

    def test_words_are_compared_with_what_fits_the_field(self) -> None:
        def field(most: int) -> Json:
            hint: JsonValue = {"id": "Tanpa nama orang."}
            return {"id": "x", "kind": "text", "text": {"id": "x"}, "max_chars": most, "hint": hint}

        asked = likert("y", show_if=eq("x", "abc"))
        assert told(section("a", field(3), asked)) == []
        assert [one[0] for one in told(section("a", field(2), asked))] == ["condition_never"]
        same = likert("y", show_if={"!=": [{"v": "x"}, {"v": "x"}]})
        assert told(section("a", field(3), same)) == []  # not decided

    def test_what_is_too_much_to_try_is_left_alone(self) -> None:
        names = [f"n{place}" for place in range(8)]
        many = [number(name, min=0, max=2_000) for name in names]
        total: JsonValue = {">": [{"sum": [{"v": name} for name in names]}, 16_000]}
        assert told(section("a", *many, likert("y", show_if=total)), time_limit_ms=10**9) == []
        huge = [number(name, min=0, max=10**6) for name in names[:2]]
        assert told(section("a", *huge, likert("y", show_if={">": [{"v": "n0"}, {"v": "n1"}]}))) == []

    def test_conditions_that_hang_on_each_other_without_end_are_left_alone(self) -> None:
        chain = [likert(f"q{at}", show_if=eq(f"q{at - 1}", 1) if at else None) for at in range(400)]
        assert told(section("a", *chain)) == []
        short = [*chain[:20], likert("y", show_if=both(eq("q19", 1), eq("q3", 2)))]
        assert told(section("a", *short)) == [
            ("condition_unreachable", "sections.0.items.20.show_if", "error")
        ]

    def test_many_large_conditions_end_in_silence_not_in_a_night_of_work(self) -> None:
        terms: list[JsonValue] = [eq("n", code) for code in range(100)]
        many = [likert(f"q{at}", show_if={"or": terms}) for at in range(400)]
        assert len(told(section("a", number("n", max=99), *many))) < 400

    def test_a_contradiction_is_seen_even_behind_what_is_too_much_to_try(self) -> None:
        names = [f"n{place}" for place in range(8)]
        many = [number(name, min=0, max=2_000) for name in names]
        total: JsonValue = {">": [{"sum": [{"v": name} for name in names]}, 15_000]}
        items = [*many, likert("x", show_if=total), likert("y", show_if=both(eq("x", 1), eq("x", 2)))]
        assert told(section("a", *items)) == [("condition_never", "sections.0.items.9.show_if", "error")]

    def test_a_condition_that_waits_for_a_broken_one_is_not_decided(self) -> None:
        items = [likert("x", show_if=eq("nothing", 1)), likert("y", show_if=both(eq("x", 1), eq("x", 2)))]
        assert [one[0] for one in told(section("a", *items))] == ["reference_unknown", "condition_never"]
        items[1]["show_if"] = eq("x", 1)
        assert [one[0] for one in told(section("a", *items))] == ["reference_unknown"]


class TestNewerKinds:
    def test_rows_are_counted_and_asked_only_where_there_are_any(self) -> None:
        asked = roster("r", single("x", show_if={"==": [{"count": "r"}, 0]}))
        assert told(section("a", asked)) == [
            ("condition_unreachable", "sections.0.items.0.items.0.show_if", "error")
        ]
        assert told(
            section("a", roster("r", single("x")), likert("y", show_if={">": [{"count": "r"}, 3]}))
        ) == [("condition_never", "sections.0.items.1.show_if", "error")]

    def test_the_numbers_of_rows_are_not_guessed(self) -> None:
        seventh = likert("y", show_if={"any-in": ["r", [7]]})  # after six were removed
        assert told(section("a", roster("r", single("x")), seventh)) == []

    def test_what_is_asked_about_a_row_goes_with_its_list(self) -> None:
        never = both(eq("z", 1), eq("z", 2))
        asked = roster("r", single("x", show_if=eq("z", 1)), single("y", show_if=eq("x", 1)), show_if=never)
        assert told(section("a", likert("z"), asked)) == [
            ("condition_never", "sections.0.items.1.show_if", "error")
        ]
        asked = roster(
            "r", single("x"), single("y", show_if=both(eq("x", 1), eq("z", 1))), show_if=eq("z", 2)
        )
        assert told(section("a", likert("z"), asked)) == [
            ("condition_unreachable", "sections.0.items.1.items.1.show_if", "error")
        ]

    def test_a_worked_out_value_follows_from_the_answers(self) -> None:
        total = calculated("t", {"sum": [{"v": "n"}, {"v": "m"}]})
        asked = [number("n", max=3), number("m", max=3), total]
        assert told(section("a", *asked, likert("y", show_if={">": [{"v": "t"}, 6]}))) == [
            ("condition_unreachable", "sections.0.items.3.show_if", "error")
        ]
        assert told(section("a", *asked, likert("y", show_if={">": [{"v": "t"}, 5]}))) == []
        total["max"] = 5  # above which it is unknown
        assert told(section("a", *asked, likert("y", show_if={"!=": [{"v": "t"}, 6]}))) == [
            ("condition_any_answer", "sections.0.items.3.show_if", "warning")
        ]
        high = likert("y", show_if=both({">": [{"v": "t"}, 4]}, eq("n", 3), eq("m", 3)))
        assert told(section("a", *asked, high)) == [
            ("condition_unreachable", "sections.0.items.3.show_if", "error")
        ]

    def test_a_value_that_can_never_be_worked_out_is_refused(self) -> None:
        total = calculated("t", {"sum": [{"v": "n"}, 10]}, max=9)
        assert told(section("a", number("n"), total)) == [
            ("value_never", "sections.0.items.1.value", "error")
        ]
        total["max"] = 10
        assert told(section("a", number("n"), total)) == []

    def test_a_ranking_holds_as_many_as_it_has_ranks(self) -> None:
        asked = ranking("x", max_ranks=2)
        assert told(section("a", asked, likert("y", show_if={"all-in": ["x", [1, 2]]}))) == []
        assert told(section("a", asked, likert("y", show_if={"all-in": ["x", [1, 2, 3]]}))) == [
            ("condition_never", "sections.0.items.1.show_if", "error")
        ]

    def test_a_date_is_compared_as_it_is_written_and_intervals_are_not_decided(self) -> None:
        asked = date("x", min="2020", max="2021")
        assert told(section("a", asked, likert("y", show_if=eq("x", "2020-05")))) == []
        assert [one[0] for one in told(section("a", asked, likert("y", show_if=eq("x", "2022-05"))))] == [
            "condition_never"
        ]
        assert told(section("a", asked, likert("y", show_if={"!=": [{"v": "x"}, "2020-01-01"]}))) == []
        ago: JsonValue = {"<": [{"date-diff": [{"v": "x"}, "2022-01-01", "years"]}, 0]}
        assert told(section("a", asked, likert("y", show_if=ago))) == []
        now: JsonValue = {"<": [{"date-diff": [{"v": "x"}, {"today": []}, "years"]}, 0]}
        assert told(section("a", asked, likert("y", show_if=now))) == []


class TestChecks:
    def test_one_that_asks_for_the_date_of_the_sitting_is_tried_like_any_other(self) -> None:
        past: JsonValue = {"<=": [{"date-diff": [{"today": []}, {"v": "d"}, "days"]}, 0]}
        assert told(section("a", date("d", checks=[hard(past)]))) == []

    def test_one_that_no_answer_passes_is_refused_when_hard_and_doubted_when_soft(self) -> None:
        rule: JsonValue = {"<": [{"v": "n"}, 0]}
        assert told(section("a", number("n", checks=[hard(rule)]))) == [
            ("check_refuses_all", "sections.0.items.0.checks.0.rule", "error")
        ]
        assert told(section("a", number("n", checks=[soft(rule)]))) == [
            ("check_doubts_all", "sections.0.items.0.checks.0.rule", "warning")
        ]

    def test_two_that_contradict_each_other_are_named(self) -> None:
        rules: list[JsonValue] = [{"<": [{"v": "n"}, 100]}, {"<": [{"v": "n"}, 5]}, {">": [{"v": "n"}, 7]}]
        asked = number("n", checks=[hard(rule) for rule in rules])
        found = [one for one in lint(built({"sections": [section("a", asked)]})) if one.is_error]
        assert [(one.sentence.key, one.place) for one in found] == [
            ("lint.checks_contradict", "sections.0.items.0.checks")
        ]
        assert found[0].sentence.fields == {"which": "2, 3"}

    def test_three_may_contradict_only_together(self) -> None:
        asked = single("n", (1, 2, 3), checks=[hard({"!=": [{"v": "n"}, code]}) for code in (1, 2, 3)])
        (found,) = lint(built({"sections": [section("a", asked)]}))
        assert found.sentence.fields == {"which": "1, 2, 3"}

    def test_of_very_many_only_all_together_are_tried(self) -> None:
        rules = [hard({"!=": [{"v": "n"}, code]}) for code in range(14)]
        assert told(section("a", number("n", max=14, checks=rules))) == []
        assert told(section("a", number("n", max=13, checks=rules))) == [
            ("checks_contradict", "sections.0.items.0.checks", "error")
        ]

    def test_soft_checks_do_not_trap(self) -> None:
        rules = [hard({"<": [{"v": "n"}, 5]}), soft({">": [{"v": "n"}, 7]})]
        assert told(section("a", number("n", checks=rules))) == []

    def test_one_that_nobody_fails_does_nothing(self) -> None:
        assert told(section("a", number("n", checks=[soft({"<=": [{"v": "n"}, 120]})]))) == [
            ("check_idle", "sections.0.items.0.checks.0.rule", "warning")
        ]

    def test_one_that_leaves_some_people_no_answer_is_warned_of(self) -> None:
        later = number("m", min=1, max=9, checks=[hard({"<=": [{"v": "m"}, {"v": "n"}]})])
        assert told(section("a", number("n", min=0, max=9), later)) == [
            ("checks_trap", "sections.0.items.1.checks", "warning")
        ]
        assert told(section("a", number("n", min=1, max=9), later)) == []
        later["show_if"] = {">": [{"v": "n"}, 0]}
        assert told(section("a", number("n", min=0, max=9), later)) == []
        del later["show_if"]
        careful = number("n", min=0, max=9, checks=[hard({">": [{"v": "n"}, 0]})])
        assert told(section("a", careful, later)) == []

    def test_a_table_passes_when_a_row_does(self) -> None:
        rows: list[JsonValue] = [{"id": name, "text": {"id": name}} for name in ("r", "q")]
        table: Json = {"id": "m", "kind": "matrix", "scale": "s", "text": {"id": "m"}, "rows": rows}
        assert told(section("a", {**table, "checks": [hard(eq("r", 1))]})) == []
        neither: JsonValue = both({"not": {"answered": "r"}}, {"not": {"answered": "q"}})
        refused: JsonValue = {"or": [both({"is": ["r", 1]}, {"is": ["r", 2]}), neither]}
        assert [one[0] for one in told(section("a", {**table, "checks": [hard(refused)]}))] == [
            "check_refuses_all"
        ]


def places(questionnaire: Questionnaire, keys: set[str]) -> set[str]:
    return {one.place for one in lint(questionnaire) if one.sentence.key in keys}


def covered(questionnaire: Questionnaire, found: set[str]) -> set[str]:
    """The ids of the items that the findings in `found` say are shown to nobody."""
    hidden: set[str] = set()
    over = False
    for number_, part in enumerate(questionnaire.sections):
        gone = over or f"sections.{number_}.show_if" in found
        over = over or f"sections.{number_}.eligible_if" in found
        for index, item in enumerate(part.items):
            place = f"sections.{number_}.items.{index}"
            dead = gone or f"{place}.show_if" in found
            hidden.update([item.id] if dead else [])
            for below, child in enumerate(item.items if isinstance(item, Roster) else ()):
                hidden.update([child.id] if dead or f"{place}.items.{below}.show_if" in found else [])
    return hidden


@given(questionnaires(), st.data())
def test_nobody_sees_what_is_said_to_be_shown_to_nobody(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    hidden = covered(questionnaire, places(questionnaire, NEVER))
    plan = Plan(bytes(32), subjects=AGENCIES[:1] if questionnaire.subjects else (), today="2026-08-19")
    path = route(questionnaire, plan, data.draw(wishes(questionnaire)))
    assert hidden.isdisjoint(step.item for step in path)


@st.composite
def small(draw: st.DrawFn) -> Questionnaire:
    """Four questions of few answers, under conditions that often contradict each other."""
    asked: list[Json] = []
    kinds: dict[str, str] = {}
    for name in "abcd":
        before = list(kinds)
        parts = draw(st.lists(leaves(kinds), max_size=3)) if before else []
        show_if = both(*parts) if parts else None
        numbers = [one for one in before if kinds[one] in {"number", "calculated"}]
        kind = draw(
            st.sampled_from(["single", "multi", "number", "roster", *(["calculated"] if numbers else [])])
        )
        asked.append(draw(of_kind(kind, name, show_if, before, kinds)))
        kinds[name] = kind
    cut = draw(st.integers(1, 3))
    show_if = draw(st.none() | leaves({one: kinds[one] for one in "abcd"[:cut]}))
    first = section("s", *asked[:cut])
    if draw(st.booleans()):
        first |= {"eligible_if": draw(leaves({"a": kinds["a"]})), "ineligible_text": THANKS}
    return built({"sections": [first, section("t", *asked[cut:], show_if=show_if)], "absent": [-98]})


@st.composite
def of_kind(
    draw: st.DrawFn, kind: str, name: str, show_if: JsonValue, before: list[str], kinds: Mapping[str, str]
) -> Json:
    match kind:
        case "single":
            return single(name, show_if=show_if)
        case "multi":
            return multi(name, (1, 2), show_if=show_if)
        case "number":
            return number(name, max=1, show_if=show_if)
        case "calculated":
            numbers = [one for one in before if kinds[one] in {"number", "calculated"}]
            value: JsonValue = {"sum": [{"v": draw(st.sampled_from(numbers))}, draw(st.integers(0, 1))]}
            return calculated(name, value, max=1, show=True, show_if=show_if)
        case _:
            inner = draw(st.none() | leaves({**kinds, name: "roster"}))
            return roster(name, single(f"{name}_x", show_if=inner), max=1, show_if=show_if)


def leaves(kinds: Mapping[str, str]) -> st.SearchStrategy[JsonValue]:
    """A part of a condition about one of the variables given, by their kinds."""
    name = st.sampled_from(sorted(kinds))
    code = st.integers(0, 2)
    leaf = st.tuples(name, code).map(lambda t: _leaf(kinds[t[0]], *t))
    return leaf | leaf.map(lambda part: {"not": part}) | name.map(lambda one: {"answered": one})


def _leaf(kind: str, name: str, code: int) -> JsonValue:
    match kind:
        case "multi":
            return {"any-in": [name, [code]]} if code else {">": [{"count": name}, 1]}
        case "roster":
            return {"==": [{"count": name}, code]}
        case _:
            return eq(name, code)


def every_answer(questionnaire: Questionnaire) -> Iterator[Mapping[Slot, Value]]:
    askers = index_of(questionnaire).askers
    rosters = {Slot(item.id): (1,) for item in askers.values() if isinstance(item, Roster)}
    slots = all_slots(questionnaire, (), rosters)
    values = (0, 1, 2, -98, (), (1,), (2,), (1, 2))
    taken = [
        [
            None,
            *(
                value
                for value in values
                if judge(
                    askers[slot.variable],
                    value,
                    options_of(questionnaire, askers[slot.variable]),
                    absent_choices(questionnaire, askers[slot.variable]),
                )
                is None
            ),
        ]
        for slot in slots
    ]
    for chosen in product(*taken):
        yield {slot: value for slot, value in zip(slots, chosen, strict=True) if value is not None}


@settings(max_examples=60)
@given(small())
def test_where_everything_can_be_tried_exactly_the_unreachable_is_told(questionnaire: Questionnaire) -> None:
    plan = Plan(bytes(32))
    paths = [{step.item for step in route(questionnaire, plan, one)} for one in every_answer(questionnaire)]
    everyone = {item.id for part in questionnaire.sections for item in walk(part)}
    assert covered(questionnaire, places(questionnaire, NEVER)) == everyone - set[str]().union(*paths)
    said = places(questionnaire, {"lint.condition_always"})
    for number_, part in enumerate(questionnaire.sections):
        for index, item in enumerate(part.items):
            if f"sections.{number_}.items.{index}.show_if" in said:
                siblings = {other.id for other in part.items if other.show_if is None}
                assert all(item.id in path for path in paths if siblings & path)


@settings(max_examples=40)
@given(
    st.integers(0, 6),
    st.integers(0, 6),
    st.lists(st.tuples(st.sampled_from(sorted(COMPARED)), st.integers(-1, 7)), min_size=1, max_size=3),
)
def test_checks_are_refused_exactly_when_no_answer_passes(
    least: int, most: int, rules: list[tuple[str, int]]
) -> None:
    least, most = sorted((least, most))
    asked = number("n", min=least, max=most, checks=[hard({op: [{"v": "n"}, code]}) for op, code in rules])
    questionnaire = built({"sections": [section("a", asked)]})
    refused = {one.sentence.key for one in lint(questionnaire) if one.grade is Grade.ERROR}
    passing = [n for n in range(least, most + 1) if all(COMPARED[op](n, code) for op, code in rules)]
    assert bool(refused) == (not passing)
    assert refused <= {"lint.check_refuses_all", "lint.checks_contradict"}
