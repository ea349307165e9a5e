"""The path: decided by the answers alone."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import AgencyCode
from app.questionnaire.expression import Value
from app.questionnaire.index import index_of
from app.questionnaire.model import Calculated, Matrix, Multi, Note, Questionnaire, Ranking, Single
from app.questionnaire.route import (
    NOBODY,
    Plan,
    Slot,
    Step,
    all_slots,
    item_of,
    option_order,
    options_of,
    path_of,
    route,
    row_order,
    row_subject,
    slots_of,
    visible_options,
)
from tests.questionnaire.made import (
    AGENCIES,
    built,
    calculated,
    likert,
    multi,
    number,
    questionnaires,
    roster,
    section,
    single,
    wishes,
)

SEED = bytes(range(32))


@st.composite
def paths(draw: st.DrawFn) -> tuple[Questionnaire, Plan, dict[Slot, Value]]:
    """A questionnaire, a plan, and answers to any of its slots, on the path or not."""
    questionnaire = draw(questionnaires())
    asked = AGENCIES if questionnaire.subjects is not None else ()
    plan = Plan(draw(st.binary(min_size=32, max_size=32)), NOBODY, asked)
    return questionnaire, plan, draw(wishes(questionnaire))


@given(paths(), st.randoms(use_true_random=False))
def test_the_path_follows_from_the_answers_and_not_from_their_order(
    made: tuple[Questionnaire, Plan, dict[Slot, Value]], rng: random.Random
) -> None:
    questionnaire, plan, answers = made
    steps = route(questionnaire, plan, answers)
    mixed = list(answers.items())
    rng.shuffle(mixed)
    assert route(questionnaire, plan, dict(mixed)) == steps
    assert len(set(steps)) == len(steps)


@given(paths())
def test_what_is_off_the_path_decides_nothing(made: tuple[Questionnaire, Plan, dict[Slot, Value]]) -> None:
    questionnaire, plan, answers = made
    known = path_of(questionnaire, plan, answers).known
    steps = route(questionnaire, plan, answers)
    shown = {slot for step in steps for slot in slots_of(item_of(questionnaire, step), step.subject)}
    askers = index_of(questionnaire).askers
    entered = {
        slot: value for slot, value in known.items() if not isinstance(askers[slot.variable], Calculated)
    }
    assert entered == {slot: value for slot, value in answers.items() if slot in shown}
    assert route(questionnaire, plan, known) == steps


@given(paths(), st.data())
def test_a_path_that_keeps_earlier_decisions_is_the_path_decided_anew(
    made: tuple[Questionnaire, Plan, dict[Slot, Value]], data: st.DataObject
) -> None:
    questionnaire, plan, answers = made
    before = path_of(questionnaire, plan, answers)
    for _ in range(5):
        other = data.draw(wishes(questionnaire))
        if data.draw(st.booleans()):  # one answer changes, or all of them
            other = {**answers, **dict(list(other.items())[:1])}
        if data.draw(st.booleans()):
            plan = Plan(plan.seed, plan.agency, plan.subjects[:1])
        kept, anew = path_of(questionnaire, plan, other, before), path_of(questionnaire, plan, other)
        assert kept == anew
        assert kept.decisions <= anew.decisions
        assert path_of(questionnaire, plan, other, kept).decisions == 0
        before, answers = kept, other


def test_an_answer_decides_only_the_conditions_that_look_at_it() -> None:
    follow = [likert(f"f{at}", show_if={">=": [{"v": "x"}, at % 4]}) for at in range(50)]
    others = [likert(f"o{at}", show_if={"answered": "y"}) for at in range(50)]
    made = built({"sections": [section("a", likert("x"), likert("y"), *follow, *others)]})
    plan = Plan(SEED)
    before = path_of(made, plan, {Slot("x"): 1, Slot("y"): 1})
    assert before.decisions == 100
    after = path_of(made, plan, {Slot("x"): 2, Slot("y"): 1}, before)
    assert after.decisions == 50
    assert path_of(made, plan, {Slot("x"): 2, Slot("y"): 3}, after).decisions == 50
    assert path_of(made, plan, {Slot("x"): 2, Slot("y"): 1, Slot("f0"): 2}, after).decisions == 0


@given(paths(), st.binary(min_size=32, max_size=32))
def test_another_seed_changes_the_order_and_not_what_is_asked(
    made: tuple[Questionnaire, Plan, dict[Slot, Value]], seed: bytes
) -> None:
    questionnaire, plan, answers = made
    other = Plan(seed, plan.agency, plan.subjects)
    here, there = route(questionnaire, plan, answers), route(questionnaire, other, answers)
    assert set(here) == set(there)
    for step in here:
        item = item_of(questionnaire, step)
        if isinstance(item, (Single, Multi, Ranking)):
            codes = [option.code for option in options_of(questionnaire, item)]
            assert sorted(option_order(questionnaire, plan, step)) == sorted(codes)
        if isinstance(item, Matrix):
            assert sorted(row_order(questionnaire, plan, step)) == sorted(row.id for row in item.rows)


def names(steps: tuple[Step, ...]) -> list[str]:
    return [f"{step.item}/{step.subject}" if step.subject else step.item for step in steps]


def test_agencies_are_asked_one_after_the_other_in_every_section_of_the_loop() -> None:
    questionnaire = built(
        {
            "subjects": {"choose_text": {"id": "Pilih"}},
            "sections": [
                section("a", likert("x")),
                section("b", likert("y"), per_subject=True),
                section("c", likert("z", show_if={"==": [{"v": "y"}, 1]}), per_subject=True),
                section("d", likert("w")),
            ],
        }
    )
    plan = Plan(SEED, NOBODY, (AgencyCode("q"), AgencyCode("p")))
    answers = {Slot("y", AgencyCode("p")): 1, Slot("y", AgencyCode("q")): 2}
    assert names(route(questionnaire, plan, answers)) == ["x", "y/q", "y/p", "z/p", "w"]
    assert all_slots(questionnaire, plan.subjects, answers) == (
        Slot("x"),
        Slot("y", AgencyCode("q")),
        Slot("y", AgencyCode("p")),
        Slot("z", AgencyCode("q")),
        Slot("z", AgencyCode("p")),
        Slot("w"),
    )


def test_inside_the_loop_the_answer_about_the_same_agency_comes_first() -> None:
    questionnaire = built(
        {
            "subjects": {"choose_text": {"id": "Pilih"}},
            "sections": [
                section("a", likert("x")),
                section("b", likert("y", show_if={"==": [{"v": "x"}, 1]}), per_subject=True),
            ],
        }
    )
    plan = Plan(SEED, NOBODY, (AgencyCode("p"),))
    assert names(route(questionnaire, plan, {Slot("x"): 1})) == ["x", "y/p"]
    assert names(route(questionnaire, plan, {Slot("x"): 2})) == ["x"]
    assert names(route(questionnaire, plan, {})) == ["x"]


def test_nothing_follows_the_loop_before_the_agencies_are_chosen() -> None:
    loop = section("b", likert("y"), per_subject=True)
    sections = [section("a", likert("x")), loop, section("c", likert("z"))]
    asked = built({"subjects": {"choose_text": {"id": "Pilih"}}, "sections": sections})
    known = AgencyCode("p")
    assert names(route(asked, Plan(SEED, choosing=True), {})) == ["x"]
    assert names(route(asked, Plan(SEED, NOBODY, (known,)), {})) == ["x", "y/p", "z"]
    assert names(route(asked, Plan(SEED), {})) == ["x", "z"]  # none that were chosen is known after all


def test_nothing_follows_a_screening_that_is_not_passed() -> None:
    questionnaire = built(
        {
            "sections": [
                section(
                    "s",
                    single("s1"),
                    eligible_if={"==": [{"v": "s1"}, 1]},
                    ineligible_text={"id": "Terima kasih"},
                ),
                section("b", likert("y")),
            ]
        }
    )
    plan = Plan(SEED)
    answers: list[dict[Slot, Value]] = [{}, {Slot("s1"): 2}, {Slot("s1"): -98}, {Slot("s1"): 1}]
    assert [names(route(questionnaire, plan, each)) for each in answers] == [
        ["s1"],
        ["s1"],
        ["s1"],
        ["s1", "y"],
    ]


def test_in_a_shuffled_section_notes_keep_their_places() -> None:
    note: dict[str, object] = {"id": "n", "kind": "note", "text": {"id": "n"}}
    questionnaire = built(
        {"sections": [{**section("a", *[likert(f"x{i}") for i in range(4)]), "shuffle": "items"}]}
    )
    with_note = questionnaire.sections[0].model_copy(
        update={
            "items": (
                *questionnaire.sections[0].items[:2],
                Note.model_validate(note),
                *questionnaire.sections[0].items[2:],
            )
        }
    )
    questionnaire = questionnaire.model_copy(update={"sections": (with_note,)})
    orders = {tuple(names(route(questionnaire, Plan(bytes([n]) * 32), {}))) for n in range(20)}
    assert len(orders) > 5
    assert {order[2] for order in orders} == {"n"}


def test_a_choice_is_hidden_with_the_answer_that_showed_it() -> None:
    questionnaire = built(
        {
            "sections": [
                section(
                    "a",
                    likert("x"),
                    likert("y", show_if={"==": [{"v": "x"}, 1]}),
                    {
                        **single("z"),
                        "options": [
                            {"code": 1, "label": {"id": "1"}, "show_if": {"==": [{"v": "y"}, 1]}},
                            {"code": 2, "label": {"id": "2"}},
                            {"code": 3, "label": {"id": "3"}},
                        ],
                    },
                )
            ]
        }
    )

    def codes(x: int) -> list[int]:
        step = Step("a", "z")
        answers: dict[Slot, Value] = {Slot("x"): x, Slot("y"): 1}
        known = path_of(questionnaire, Plan(SEED), answers).known
        return [option.code for option in visible_options(questionnaire, Plan(SEED), step, known)]

    assert codes(1) == [1, 2, 3]
    assert codes(2) == [2, 3]  # y is answered and no longer asked


def test_the_rules_of_the_fixture_kinds_are_those_of_the_model() -> None:
    questionnaire = built({"sections": [section("a", multi("m"), number("n"))]})
    assert [item.kind for item in questionnaire.sections[0].items] == ["multi", "number"]


def test_a_chain_falls_with_its_first_link() -> None:
    chain = [
        likert("x"),
        likert("y", show_if={"==": [{"v": "x"}, 1]}),
        likert("z", show_if={"==": [{"v": "y"}, 1]}),
    ]
    sections = [section("a", *chain), section("b", likert("w"), show_if={"==": [{"v": "z"}, 1]})]
    questionnaire = built({"sections": sections})
    answers: dict[Slot, Value] = {Slot("x"): 1, Slot("y"): 1, Slot("z"): 1}
    assert names(route(questionnaire, Plan(SEED), answers)) == ["x", "y", "z", "w"]
    assert names(route(questionnaire, Plan(SEED), {**answers, Slot("x"): 2})) == ["x"]


def test_each_row_of_a_roster_is_asked_its_questions_and_keeps_its_number() -> None:
    child = likert("c", show_if={"==": [{"v": "n"}, 1]})
    people = roster("p", number("n"), child, title_from="n")
    many = likert("z", show_if={">=": [{"count": "p"}, 2]})
    made = built({"sections": [section("a", people, many)]})
    two, five = row_subject("p", 2), row_subject("p", 5)
    answers: dict[Slot, Value] = {
        Slot("p"): (2, 5),
        Slot("n", two): 1,
        Slot("n", five): 3,
        Slot("c", five): 2,
    }
    path = path_of(made, Plan(SEED), answers)
    assert names(path.steps) == ["p", "n/p.2", "c/p.2", "n/p.5", "z"]
    assert Slot("c", five) not in path.known  # answered and no longer asked
    fewer = path_of(made, Plan(SEED), {**answers, Slot("p"): (5,)}, path)
    assert names(fewer.steps) == ["p", "n/p.5"]
    assert path_of(made, Plan(SEED), answers, fewer) == path  # taken back, the row is as it was


def test_a_calculated_value_follows_its_answers_and_is_seen_by_later_conditions() -> None:
    made = built(
        {
            "sections": [
                section(
                    "a",
                    number("x"),
                    number("y"),
                    calculated("sum", {"sum": [{"v": "x"}, {"v": "y"}]}, max=10),
                    calculated("half", {"mean": [{"v": "x"}, {"v": "y"}]}, show=True),
                    likert("z", show_if={">=": [{"v": "sum"}, 5]}),
                )
            ]
        }
    )

    def known(**answers: Value) -> tuple[list[str], dict[str, Value]]:
        path = path_of(made, Plan(SEED), {Slot(name): value for name, value in answers.items()})
        return names(path.steps), {slot.variable: value for slot, value in path.known.items()}

    assert known(x=2, y=3) == (["x", "y", "half", "z"], {"x": 2, "y": 3, "sum": 5, "half": 3})
    assert known(x=2, y=2) == (["x", "y", "half"], {"x": 2, "y": 2, "sum": 4, "half": 2})
    assert known(x=2) == (["x", "y", "half"], {"x": 2})  # unknown
    assert known(x=9, y=9)[1] == {"x": 9, "y": 9, "half": 9}  # beyond what it may come to: unknown
    assert known(x=2, y=3, sum=99)[1]["sum"] == 5  # nobody enters it


def test_blocks_are_shuffled_whole() -> None:
    items = [{**likert(f"{block}{at}"), "block": block} for block in "bcd" for at in range(3)]
    made = built({"sections": [section("a", *items, likert("e"), shuffle="blocks")]})
    orders = set()
    for seed in range(40):
        steps = names(route(made, Plan(bytes([seed]) * 32), {}))
        assert len(set(steps)) == 10
        for block in "bcd":
            place = steps.index(f"{block}0")
            assert steps[place : place + 3] == [f"{block}{at}" for at in range(3)]
        orders.add(tuple(steps))
    assert len(orders) > 10
