"""Two versions: every difference with its place and gravity, and a version number that owns up to them."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.canonical import JsonValue
from app.base.sentences import Language
from app.questionnaire.compare import compare
from app.questionnaire.finding import Grade
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import to_canonical
from tests.questionnaire.made import (
    Json,
    built,
    calculated,
    date,
    likert,
    multi,
    number,
    options,
    questionnaires,
    roster,
    section,
    single,
)

V_A: JsonValue = {"==": [{"v": "a"}, 1]}
HARD: Json = {"rule": {"<": [{"v": "n"}, 5]}, "message": {"id": "m"}, "severity": "hard"}
SOFT: Json = {**HARD, "severity": "soft"}
OTHER: Json = {"rule": {"<": [{"v": "n"}, 6]}, "message": {"id": "m"}}
POINTS: list[Json] = [{"code": code, "label": {"id": str(code)}} for code in (1, 2, 3, 4)]


def whole(*items: Json, **more: JsonValue) -> Json:
    return {"sections": [section("s", likert("a"), *items)], **more}


def scaled(points: list[Json], **more: JsonValue) -> Json:
    listed: list[JsonValue] = [*points]
    return {"scales": {"s": listed}, **whole(), **more}


def two(first: Json, second: Json) -> Json:
    return {"sections": [first, second]}


A: Json = section("s", likert("a"))
LOOP: JsonValue = {"choose_text": {"id": "Pilih"}, "min": 1}

STEPS: list[tuple[str, str, str, Json, Json]] = [
    ("additive", "added", "items.b", whole(), whole(likert("b"))),
    ("breaking", "removed", "items.b", whole(likert("b")), whole()),
    ("additive", "order", "items", whole(likert("b"), likert("c")), whole(likert("c"), likert("b"))),
    ("breaking", "changed", "items.b.kind", whole(single("b")), whole(multi("b", (1, 2)))),
    ("additive", "added", "items.b.options.3", whole(single("b")), whole(single("b", (1, 2, 3)))),
    ("breaking", "removed", "items.b.options.3", whole(single("b", (1, 2, 3))), whole(single("b"))),
    ("additive", "order", "items.b.options", whole(single("b")), whole(single("b", (2, 1)))),
    ("breaking", "added", "scales.s.4", scaled(POINTS[:3]), scaled(POINTS)),
    ("breaking", "removed", "scales.s.4", scaled(POINTS), scaled(POINTS[:3])),
    ("breaking", "order", "scales.s", scaled(POINTS), scaled(POINTS[::-1])),
    (
        "relabelled",
        "reworded",
        "scales.s.1.label.id",
        scaled(POINTS),
        scaled([{"code": 1, "label": {"id": "satu"}}, *POINTS[1:]]),
    ),
    ("relabelled", "reworded", "title.id", whole(), whole(title={"id": "Lain"})),
    (
        "relabelled",
        "reworded",
        "items.b.text.en",
        whole(likert("b")),
        whole(likert("b", text={"id": "b", "en": "b"})),
    ),
    ("relabelled", "words_added", "items.b.hint", whole(likert("b")), whole(likert("b", hint={"id": "c"}))),
    ("relabelled", "words_removed", "items.b.lead", whole(likert("b", lead={"id": "c"})), whole(likert("b"))),
    (
        "relabelled",
        "reference",
        "items.b.reference",
        whole(likert("b")),
        whole(likert("b", reference={"konsep": "k", "definisi": "d"})),
    ),
    ("breaking", "condition", "items.b.show_if", whole(likert("b")), whole(likert("b", show_if=V_A))),
    (
        "breaking",
        "condition",
        "sections.t.show_if",
        two(A, section("t", likert("b"))),
        two(A, section("t", likert("b"), show_if=V_A)),
    ),
    ("breaking", "condition", "items.b.value", whole(calculated("b", 1)), whole(calculated("b", 2))),
    ("additive", "changed", "items.b.max", whole(number("b", max=5)), whole(number("b", max=6))),
    ("breaking", "changed", "items.b.max", whole(number("b", max=6)), whole(number("b", max=5))),
    ("breaking", "changed", "items.b.min", whole(number("b", min=0)), whole(number("b", min=1))),
    ("additive", "changed", "items.b.min", whole(number("b", min=1)), whole(number("b", min=0))),
    ("additive", "changed", "items.b.max_choices", whole(multi("b", max_choices=1)), whole(multi("b"))),
    ("breaking", "changed", "items.b.max_choices", whole(multi("b")), whole(multi("b", max_choices=1))),
    ("additive", "changed", "items.b.max", whole(date("b", max="2026-05")), whole(date("b", max="2026"))),
    ("breaking", "changed", "items.b.min", whole(date("b", min="2020")), whole(date("b", min="2020-02"))),
    (
        "breaking",
        "unit",
        "items.b.unit",
        whole(number("b", unit={"id": "rupiah"})),
        whole(number("b", unit={"id": "ribu rupiah"})),
    ),
    ("additive", "changed", "items.b.required", whole(likert("b")), whole(likert("b", required="hard"))),
    ("additive", "changed", "time_limit_ms", whole(), whole(time_limit_ms=10**6)),
    ("additive", "changed", "absent", whole(), whole(absent=[-97, -98, -99])),
    ("breaking", "changed", "absent", whole(), whole(absent=[-98])),
    ("breaking", "changed", "items.b.absent", whole(likert("b")), whole(likert("b", absent=[]))),
    ("additive", "changed", "items.b.absent", whole(likert("b", absent=[])), whole(likert("b"))),
    ("additive", "changed", "languages", whole(), whole(languages=["id", "en"])),
    ("relabelled", "changed", "languages", whole(languages=["id", "en"]), whole()),
    ("breaking", "changed", "respondent_group", whole(), whole(respondent_group="internal")),
    ("breaking", "changed", "id", whole(), whole(id="lain")),
    ("breaking", "changed", "subjects", whole(), whole(subjects=LOOP)),
    (
        "additive",
        "changed",
        "subjects.min",
        whole(subjects=LOOP),
        whole(subjects={"choose_text": {"id": "Pilih"}, "min": 2}),
    ),
    ("breaking", "check_added", "items.n.checks.0", whole(number("n")), whole(number("n", checks=[HARD]))),
    ("additive", "check_added", "items.n.checks.0", whole(number("n")), whole(number("n", checks=[SOFT]))),
    ("additive", "check_removed", "items.n.checks.0", whole(number("n", checks=[HARD])), whole(number("n"))),
    (
        "additive",
        "order",
        "items.n.checks",
        whole(number("n", checks=[HARD, OTHER])),
        whole(number("n", checks=[OTHER, HARD])),
    ),
    (
        "relabelled",
        "reworded",
        "items.n.checks.0.message.id",
        whole(number("n", checks=[HARD])),
        whole(number("n", checks=[{**HARD, "message": {"id": "l"}}])),
    ),
    (
        "breaking",
        "asked_about_others",
        "items.b",
        whole(roster("r", likert("c"), likert("b"))),
        whole(roster("r", likert("c")), likert("b")),
    ),
]


@pytest.mark.parametrize(
    ("change", "key", "place", "old", "new"), STEPS, ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_difference_has_its_place_and_its_gravity(
    change: str, key: str, place: str, old: Json, new: Json
) -> None:
    found = compare(built(old), built({**new, "version": "2.0"})).differences
    assert [(one.place, one.change, one.sentence.key) for one in found] == [(place, change, f"compare.{key}")]
    for language in Language:
        assert found[0].sentence.spoken(language) != found[0].sentence.key


def test_a_question_that_moves_to_another_section_is_asked_of_the_same_people_or_not() -> None:
    before = two(section("s", likert("a"), likert("b")), section("t", likert("c")))
    after = two(section("s", likert("a")), section("t", likert("b"), likert("c")))
    found = compare(built(before), built({**after, "version": "1.1"}))
    assert [(one.place, one.change) for one in found.differences] == [("items.b", "additive")]
    after = two(section("s", likert("a")), section("t", likert("b"), likert("c"), show_if=V_A))
    found = compare(built(before), built({**after, "version": "2.0"}))
    assert ("items.b.show_if", "breaking") in [(one.place, one.change) for one in found.differences]


def test_another_scale_of_the_same_points_is_only_another_name() -> None:
    listed: list[JsonValue] = [*POINTS]
    twins: Json = {"scales": {"s": listed, "t": listed}}
    apart: Json = {"scales": {"s": listed, "t": listed[:3]}}
    for scales, change in ((twins, "additive"), (apart, "breaking")):
        old, new = built({**whole(likert("b")), **scales}), built({**whole(likert("b", scale="t")), **scales})
        assert [(one.place, one.change) for one in compare(old, new).differences] == [
            ("items.b.scale", change)
        ]


def findings(old: Json, new: Json, before: str, after: str) -> list[tuple[str, str, Grade]]:
    found = compare(built({**old, "version": before}), built({**new, "version": after})).findings
    for one in found:
        for language in Language:
            assert one.sentence.spoken(language) != one.sentence.key
    return [(one.place, one.sentence.key.removeprefix("compare."), one.grade) for one in found]


@pytest.mark.parametrize(
    ("new", "before", "after", "key"),
    [
        (whole(likert("b")), "1.0", "1.1", None),
        (whole(likert("b")), "1.9", "1.10", None),
        (whole(likert("b")), "1.1", "1.1", "version_same"),
        (whole(likert("b")), "1.1", "1.0", "version_back"),
        (whole(title={"id": "Lain"}), "1.1", "1.1", "version_same"),
        (whole(id="lain"), "1.1", "1.2", "major_needed"),
        (whole(id="lain"), "1.1", "1.1", "major_needed"),
        (whole(id="lain"), "1.1", "2.0", None),
        (whole(id="lain"), "2.0", "1.9", "version_back"),
        (whole(), "1.0", "1.0", None),
        (whole(), "1.0", "1.1", None),
        (whole(), "1.1", "1.0", "version_back"),
    ],
)
def test_the_version_owns_up_to_what_changed(new: Json, before: str, after: str, key: str | None) -> None:
    assert findings(whole(), new, before, after) == ([("version", key, Grade.ERROR)] if key else [])


def test_a_rewritten_text_makes_its_untouched_translation_stale() -> None:
    def asked(indonesian: str, english: str | None) -> Json:
        words: Json = {"id": indonesian} if english is None else {"id": indonesian, "en": english}
        return whole(likert("b", text=words))

    stale = [("items.b.text.en", "translation_stale", Grade.WARNING)]
    assert findings(asked("satu", "one"), asked("dua", "one"), "1.0", "1.1") == stale
    assert findings(asked("satu", "one"), asked("dua", "two"), "1.0", "1.1") == []
    assert findings(asked("satu", None), asked("dua", None), "1.0", "1.1") == []
    assert findings(asked("satu dua", "one"), asked("satu  dua", "one"), "1.0", "1.1") == []


@given(questionnaires())
def test_a_questionnaire_does_not_differ_from_itself(questionnaire: Questionnaire) -> None:
    found = compare(questionnaire, questionnaire)
    assert (found.differences, found.findings, found.change) == ((), (), None)


@given(questionnaires(), questionnaires())
def test_whatever_differs_is_told(old: Questionnaire, new: Questionnaire) -> None:
    there, back = compare(old, new), compare(new, old)
    same = to_canonical(old) == to_canonical(new)
    assert (there.change is None) is (back.change is None) is same


def leaves(node: JsonValue, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for name, child in node.items():
            yield from leaves(child, (*place, name))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from leaves(child, (*place, index))
    else:
        yield place


@given(questionnaires(), st.data())
def test_no_single_touch_goes_unseen(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Change one value anywhere, as long as it is still a questionnaire: something is told."""
    parts = questionnaire.model_dump(mode="json")
    place = data.draw(
        st.sampled_from([one for one in leaves(parts) if one not in {("version",), ("schema_version",)}])
    )
    node: Any = parts
    for name in place[:-1]:
        node = node[name]
    was = node[place[-1]]
    node[place[-1]] = data.draw(other(was))
    try:
        touched = built(parts)
    except ValueError:
        return  # no questionnaire any more
    assert (compare(questionnaire, touched).change is None) is (touched == questionnaire)


def other(was: object) -> st.SearchStrategy[JsonValue]:
    match was:
        case bool():
            return st.just(not was)
        case int():
            return st.sampled_from([was + 1, was - 1, 0])
        case str():
            return st.sampled_from([was + "x", "b", "hard", "items"])
        case _:
            return st.sampled_from([True, 1, "2020", {"id": "x"}, [-97], {"answered": "s1"}])


def test_options_are_told_apart_by_code() -> None:
    old = built(whole({**single("b"), "options": options((1, 2))}))
    new = built(
        whole(
            {**single("b"), "options": [*options((1,)), {"code": 2, "label": {"id": "2"}, "exclusive": True}]}
        )
    )
    assert [(one.place, one.change) for one in compare(old, new).differences] == [
        ("items.b.options.2.exclusive", "breaking")
    ]
