"""Every rule beyond types: its place, its sentence in both languages, and all of them at once."""

import pytest

from app.base.canonical import JsonValue
from app.base.sentences import Language
from app.questionnaire.lint import Grade, lint
from tests.questionnaire.made import SCALE, Json, built, likert, multi, number, options, section, single

V_X: JsonValue = {"==": [{"v": "x"}, 1]}
THANKS: JsonValue = {"id": "Terima kasih"}
EARLIER: Json = section("a", likert("x"))


def one(*items: Json, **more: JsonValue) -> Json:
    return {"sections": [section("a", *items, **more)]}


def option(code: int, **more: JsonValue) -> Json:
    return {"code": code, "label": {"id": str(code)}, **more}


def check(rule: JsonValue) -> Json:
    return {"rule": rule, "message": {"id": "m"}}


BOTH: JsonValue = {"id": "a", "en": "a"}


def english(*items: Json) -> Json:
    """All in both languages, but for the items, which speak for themselves."""
    whole: Json = {"languages": ["id", "en"], "title": BOTH}
    whole["scales"] = {"s": [{"code": code, "label": BOTH} for code in (1, 2)]}
    return {**whole, **one(*items, title=BOTH)}


DEEP: JsonValue = V_X
for _ in range(13):
    DEEP = {"not": DEEP}

RULES: list[tuple[str, str, Json]] = [
    ("questionnaire.id_twice", "x", one(likert("x"), likert("x"))),
    ("questionnaire.id_twice", "a", {"sections": [EARLIER, section("a", likert("y"))]}),
    ("questionnaire.id_reserved", "int", one(likert("int"))),
    ("questionnaire.no_indonesian", "languages", {**english(likert("x", text=BOTH)), "languages": ["en"]}),
    (
        "questionnaire.english_missing",
        "sections.0.items.0.text",
        english(likert("x", text={"id": "a"})),
    ),
    ("questionnaire.placeholder_unknown", "sections.0.items.0.text", one(likert("x", text={"id": "{kota}"}))),
    (
        "questionnaire.placeholder_unknown",
        "sections.0.items.0.text",
        one(likert("x", text={"id": "{agency!r}"})),
    ),
    (
        "questionnaire.placeholder_unknown",
        "sections.0.items.0.text",
        one(likert("x", text={"id": "{agency:>9}"})),
    ),
    ("questionnaire.placeholder_unknown", "sections.0.items.0.text", one(likert("x", text={"id": "{"}))),
    (
        "questionnaire.placeholder_differs",
        "sections.0.items.0.text",
        one(likert("x", text={"id": "{agency}", "en": "the agency"})),
    ),
    ("questionnaire.time_short", "time_limit_ms", {**one(likert("x")), "time_limit_ms": 14_999}),
    ("questionnaire.time_short", "sections.0.time_limit_ms", one(likert("x"), time_limit_ms=14_999)),
    ("questionnaire.loop_without_subjects", "subjects", one(likert("x"), per_subject=True)),
    (
        "questionnaire.loop_without_subjects",
        "subjects",
        {**one(likert("x")), "subjects": {"choose_text": {"id": "a"}}},
    ),
    (
        "questionnaire.screening_place",
        "sections.1.eligible_if",
        {"sections": [EARLIER, section("b", likert("y"), eligible_if=V_X, ineligible_text=THANKS)]},
    ),
    ("questionnaire.screening_place", "sections.0.eligible_if", one(likert("x"), eligible_if=V_X)),
    ("questionnaire.expression_shape", "sections.0.items.0.show_if", one(likert("x", show_if={"eval": "1"}))),
    (
        "questionnaire.expression_large",
        "sections.1.show_if",
        {"sections": [EARLIER, section("b", likert("y"), show_if=DEEP)]},
    ),
    ("questionnaire.reference_unknown", "sections.0.items.0.show_if", one(likert("y", show_if=V_X))),
    ("questionnaire.reference_unknown", "sections.0.items.0.show_if", one(likert("x", show_if=V_X))),
    ("questionnaire.reference_unknown", "sections.0.show_if", one(likert("x"), show_if=V_X)),
    (
        "questionnaire.reference_unknown",
        "sections.0.items.1.show_if",
        one(likert("x"), likert("y", show_if=V_X), shuffle="items"),
    ),
    (
        "questionnaire.reference_unknown",
        "sections.0.items.0.checks.0",
        one(likert("y", checks=[check(V_X)])),
    ),
    (
        "questionnaire.reference_unknown",
        "sections.0.items.0.options.1.show_if",
        one({**single("y"), "options": [option(1), option(2, show_if=V_X)]}),
    ),
    (
        "questionnaire.reference_unknown",
        "sections.1.show_if",
        {
            "subjects": {"choose_text": {"id": "a"}},
            "sections": [section("a", likert("x"), per_subject=True), section("b", likert("y"), show_if=V_X)],
        },
    ),
    ("questionnaire.absent_not_a_choice", "sections.0.items.0", one(likert("x", absent=[-95]))),
    (
        "questionnaire.sensitive_without_way_out",
        "sections.0.items.0",
        one(likert("x", sensitive=True, absent=[-98])),
    ),
    ("questionnaire.scale_unknown", "sections.0.items.0", one(likert("x", scale="t"))),
    ("questionnaire.code_twice", "sections.0.items.0", {**one(likert("x")), "scales": {"s": [SCALE[0]] * 2}}),
    ("questionnaire.code_twice", "sections.0.items.0", one(single("x", (1, 1)))),
    (
        "questionnaire.exclusive_single",
        "sections.0.items.0.options.1",
        one({**single("x"), "options": [option(1), option(2, exclusive=True)]}),
    ),
    ("questionnaire.max_choices", "sections.0.items.0", one(multi("x", max_choices=4))),
    ("questionnaire.number_empty", "sections.0.items.0", one(number("x", min=3, max=2))),
]


@pytest.mark.parametrize(
    ("key", "place", "parts"), RULES, ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_rule_says_where_and_what(key: str, place: str, parts: Json) -> None:
    findings = lint(built(parts))
    assert [(finding.sentence.key, finding.place) for finding in findings] == [(key, place)]
    assert findings[0].is_error
    for language in Language:
        spoken = findings[0].sentence.spoken(language)
        assert spoken != key
        assert all(str(value) in spoken for value in findings[0].sentence.fields.values())


def test_a_pin_that_pins_nothing_is_only_a_warning() -> None:
    findings = lint(built(one({**single("x"), "options": [option(1), option(2, pin=True)]})))
    assert [(f.sentence.key, f.grade) for f in findings] == [
        ("questionnaire.pin_without_shuffle", Grade.WARNING)
    ]
    assert not findings[0].is_error


def test_a_check_may_look_at_its_own_answer_and_a_condition_at_what_was_asked() -> None:
    fine: list[Json] = [
        {"sections": [section("a", likert("x", checks=[check(V_X)]), likert("y", show_if=V_X))]},
        {"sections": [section("a", likert("x"), shuffle="items"), section("b", likert("y"), show_if=V_X)]},
        {
            "subjects": {"choose_text": {"id": "a"}},
            "sections": [
                section("a", likert("x"), per_subject=True),
                section("b", likert("y"), show_if=V_X, per_subject=True),
            ],
        },
    ]
    assert [lint(built(parts)) for parts in fine] == [(), (), ()]


def test_every_problem_is_found_at_once() -> None:
    wrong = built(
        {
            "languages": ["en"],
            "title": {"id": "a", "en": "a"},
            "time_limit_ms": 1,
            "scales": {},
            "sections": [
                section("a", likert("int"), likert("int"), number("n", min=3, max=2), title={"id": "{kota}"}),
                section("a", multi("m", (1, 1), max_choices=3), show_if={"==": [{"v": "later"}, 1]}),
            ],
        }
    )
    keys = {finding.sentence.key.partition(".")[2] for finding in lint(wrong)}
    assert keys == {
        "no_indonesian",
        "english_missing",
        "time_short",
        "scale_unknown",
        "id_twice",
        "id_reserved",
        "number_empty",
        "placeholder_unknown",
        "code_twice",
        "max_choices",
        "reference_unknown",
    }
    assert options((1,)) == [option(1)]
