"""Every rule beyond types: its place, its sentence in both languages, and all of them at once."""

import pytest

from app.base.canonical import JsonValue
from app.base.sentences import Language
from app.questionnaire.finding import Finding, Grade
from app.questionnaire.lint.linter import faults, lint
from app.questionnaire.lint.wording import completeness
from tests.questionnaire.made import (
    SCALE,
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

V_X: JsonValue = {"==": [{"v": "x"}, 1]}
V_Y: JsonValue = {"==": [{"v": "y"}, 1]}
V_Z: JsonValue = {"==": [{"v": "z"}, 1]}
THANKS: JsonValue = {"id": "Terima kasih"}
EARLIER: Json = section("a", likert("x"))
BOTH: JsonValue = {"id": "a", "en": "a"}
HINT: JsonValue = {"id": "Jangan menulis nama orang."}


def one(*items: Json, **more: JsonValue) -> Json:
    return {"sections": [section("a", *items, **more)]}


def text(name: str, **more: JsonValue) -> Json:
    return {"id": name, "kind": "text", "text": {"id": name}, "hint": HINT, **more}


def matrix(name: str, *rows: str, **more: JsonValue) -> Json:
    rows_: list[JsonValue] = [{"id": row, "text": {"id": row}} for row in rows]
    return {"id": name, "kind": "matrix", "scale": "s", "text": {"id": name}, "rows": rows_, **more}


def option(code: int, **more: JsonValue) -> Json:
    return {"code": code, "label": {"id": str(code)}, **more}


def check(rule: JsonValue, severity: str = "soft") -> Json:
    return {"rule": rule, "message": {"id": "m"}, "severity": severity}


def hard(rule: JsonValue) -> Json:
    return check(rule, "hard")


def scale(*labels: str) -> list[JsonValue]:
    return [{"code": code, "label": {"id": label}} for code, label in enumerate(labels, 1)]


def scales(**more: JsonValue) -> Json:
    """A questionnaire that uses every scale given."""
    return {"scales": more, **one(*(likert(f"x_{name}", scale=name) for name in more))}


def english(*items: Json) -> Json:
    """All in both languages, but for the items, which speak for themselves."""
    whole: Json = {"languages": ["id", "en"], "title": BOTH}
    whole["scales"] = {"s": [{"code": code, "label": {"id": str(code), "en": str(code)}} for code in (1, 2)]}
    return {**whole, **one(*items, title=BOTH)}


def loop(*sections: Json) -> Json:
    return {"subjects": {"choose_text": {"id": "a"}}, "sections": list(sections)}


DEEP: JsonValue = V_X
for _ in range(13):
    DEEP = {"not": DEEP}

ERRORS: list[tuple[str, str, Json]] = [
    ("questionnaire.id_twice", "sections.0.items.1.id", one(likert("x"), likert("x"))),
    ("questionnaire.id_twice", "sections.0.items.1.rows.1.id", one(likert("x"), matrix("m", "y", "x"))),
    ("questionnaire.id_twice", "sections.1.id", {"sections": [EARLIER, section("a", likert("y"))]}),
    ("questionnaire.id_reserved", "sections.0.items.0.id", one(likert("int"))),
    ("questionnaire.id_reserved", "sections.0.items.0.id", one(likert("strl"))),
    ("questionnaire.id_reserved", "sections.0.items.0.id", one(likert("str12"))),
    ("questionnaire.id_reserved", "sections.0.items.0.rows.0.id", one(matrix("m", "with", "y"))),
    ("questionnaire.no_indonesian", "languages", {**english(likert("x", text=BOTH)), "languages": ["en"]}),
    ("questionnaire.english_missing", "sections.0.items.0.text", english(likert("x", text={"id": "a"}))),
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
    (
        "questionnaire.time_short",
        "time_limit_ms",
        {
            **loop(section("a", likert("x"), per_subject=True)),
            "subjects": {"choose_text": {"id": "a"}, "min": 2},
            "time_limit_ms": 29_999,
        },
    ),
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
    ("lint.reference_unknown", "sections.0.items.0.show_if", one(likert("y", show_if=V_X))),
    ("lint.reference_unknown", "sections.0.items.0.checks.0.rule", one(likert("y", checks=[check(V_X)]))),
    (
        "lint.reference_unknown",
        "sections.0.items.0.options.1.show_if",
        one({**single("y"), "options": [option(1), option(2, show_if=V_X)]}),
    ),
    (
        "lint.reference_near",
        "sections.0.items.1.show_if",
        one(likert("biaya"), likert("y", show_if={"answered": "biayaa"})),
    ),
    (
        "lint.reference_no_answer",
        "sections.0.items.1.show_if",
        one(matrix("m", "ma", "mb"), likert("y", show_if={"answered": "m"})),
    ),
    ("lint.reference_no_answer", "sections.0.items.0.show_if", one(likert("y", show_if={"answered": "a"}))),
    ("lint.reference_self", "sections.0.items.0.show_if", one(likert("x", show_if=V_X))),
    (
        "lint.reference_self",
        "sections.0.items.0.options.0.show_if",
        one({**single("x"), "options": [option(1, show_if=V_X), option(2)]}),
    ),
    ("lint.reference_circular", "sections.0.show_if", one(likert("x"), show_if=V_X)),
    ("lint.reference_forward", "sections.0.items.0.show_if", one(likert("y", show_if=V_X), likert("x"))),
    (
        "lint.reference_forward",
        "sections.0.show_if",
        {"sections": [section("a", likert("y"), show_if=V_X), section("b", likert("x"))]},
    ),
    (
        "lint.reference_circular",
        "sections.0.items.0.show_if",
        one(likert("x", show_if=V_Z), likert("y", show_if=V_X), likert("z", show_if=V_Y)),
    ),
    (
        "lint.reference_circular",
        "sections.0.show_if",
        {"sections": [section("a", likert("x"), show_if=V_Y), section("b", likert("y"), show_if=V_X)]},
    ),
    (
        "lint.reference_shuffled",
        "sections.0.items.1.show_if",
        one(likert("x"), likert("y", show_if=V_X), shuffle="items"),
    ),
    (
        "lint.reference_loop",
        "sections.1.show_if",
        loop(section("a", likert("x"), per_subject=True), section("b", likert("y"), show_if=V_X)),
    ),
    (
        "lint.operator_needs_choices",
        "sections.0.items.1.show_if",
        one(likert("x"), likert("y", show_if={"any-in": ["x", [1]]})),
    ),
    (
        "lint.operator_needs_one",
        "sections.0.items.1.show_if",
        one(multi("x"), likert("y", show_if=V_X)),
    ),
    ("questionnaire.absent_not_a_choice", "sections.0.items.0.absent", one(likert("x", absent=[-95]))),
    ("questionnaire.absent_not_a_choice", "absent", {**one(likert("x")), "absent": [-96]}),
    (
        "questionnaire.sensitive_without_way_out",
        "sections.0.items.0",
        one(likert("x", sensitive=True, absent=[-98])),
    ),
    (
        "questionnaire.scale_unknown",
        "sections.0.items.0.scale",
        {**one(likert("x", scale="t")), "scales": {}},
    ),
    (
        "questionnaire.code_twice",
        "scales.s",
        {**one(likert("x")), "scales": {"s": [SCALE[0], {"code": 1, "label": {"id": "b"}}]}},
    ),
    (
        "questionnaire.code_twice",
        "sections.0.items.0.options",
        one({**single("x"), "options": [option(1), option(1, label={"id": "b"})]}),
    ),
    (
        "questionnaire.exclusive_single",
        "sections.0.items.0.options.1.exclusive",
        one({**single("x"), "options": [option(1), option(2, exclusive=True)]}),
    ),
    ("questionnaire.max_choices", "sections.0.items.0.max_choices", one(multi("x", max_choices=4))),
    ("questionnaire.number_empty", "sections.0.items.0", one(number("x", min=3, max=2))),
    (
        "lint.label_twice",
        "sections.0.items.0.options.1.label.id",
        one({**single("x"), "options": [option(1), option(2, label={"id": " 1 "})]}),
    ),
    ("lint.label_twice", "scales.s.1.label.id", scales(s=scale("Ya", " ya"))),
    ("lint.name_long", "sections.0.items.0.options.1.code", one(multi("m" * 30, (1, 10)))),
    (
        "lint.name_long",
        "sections.0.items.0.id",
        loop(section("a", likert("x" * 29), per_subject=True)),
    ),
    ("lint.column_twice", "sections.0.items.1.id", one(multi("m"), likert("m_2"))),
    ("lint.column_twice", "sections.0.items.1.options.1.code", one(likert("m_2"), multi("m"))),
]

ERRORS += [
    ("lint.max_ranks", "sections.0.items.0.max_ranks", one(ranking("x", max_ranks=4))),
    (
        "questionnaire.exclusive_single",
        "sections.0.items.0.options.1.exclusive",
        one({**ranking("x"), "options": [option(1), option(2, exclusive=True)]}),
    ),
    ("lint.date_not_real", "sections.0.items.0.max", one(date("x", max="2026-02-30"))),
    ("questionnaire.number_empty", "sections.0.items.0", one(date("x", min="2026-02", max="2026-01-31"))),
    ("questionnaire.number_empty", "sections.0.items.0", one(calculated("x", 1, min=3, max=2))),
    ("questionnaire.number_empty", "sections.0.items.0", one(roster("x", likert("y"), min=3, max=2))),
    (
        "lint.roster_in_loop",
        "sections.0.items.0",
        loop(section("a", roster("x", likert("y")), per_subject=True)),
    ),
    ("lint.title_from", "sections.0.items.0.title_from", one(roster("x", likert("y"), title_from="z"))),
    ("questionnaire.id_twice", "sections.0.items.1.items.0.id", one(likert("y"), roster("x", likert("y")))),
    (
        "lint.reference_row",
        "sections.0.items.1.show_if",
        one(roster("r", likert("x")), likert("y", show_if=V_X)),
    ),
    (
        "lint.reference_row",
        "sections.0.items.1.items.0.show_if",
        one(roster("r", likert("x")), roster("q", likert("y", show_if=V_X))),
    ),
    (
        "lint.reference_forward",
        "sections.0.items.0.items.0.show_if",
        one(roster("r", likert("y", show_if=V_X), likert("x"))),
    ),
    ("lint.reference_self", "sections.0.items.0.value", one(calculated("x", {"sum": [{"v": "x"}, 1]}))),
    ("lint.reference_forward", "sections.0.items.0.value", one(calculated("y", {"v": "x"}), likert("x"))),
    (
        "lint.reference_shuffled",
        "sections.0.items.1.show_if",
        one(likert("x", block="p"), likert("y", block="q", show_if=V_X), shuffle="blocks"),
    ),
    (
        "lint.block_called_item",
        "sections.0.items.1.block",
        one(likert("x"), likert("y", block="x"), shuffle="blocks"),
    ),
    ("questionnaire.placeholder_unknown", "sections.0.items.0.text", one(likert("x", text={"id": "{row}"}))),
    ("lint.name_long", "sections.0.items.0.items.0.id", one(roster("r", likert("x" * 30)))),
    ("lint.name_long", "sections.0.items.0.options.2.code", one(ranking("m" * 30, (1, 2, 10)))),
    (
        "questionnaire.time_short",
        "time_limit_ms",
        {**one(roster("r", likert("x"), min=2)), "time_limit_ms": 44_999},
    ),
    (
        "lint.operator_needs_one",
        "sections.0.items.1.show_if",
        one(ranking("x"), likert("y", show_if=V_X)),
    ),
    (
        "questionnaire.sensitive_without_way_out",
        "sections.0.items.0",
        one(roster("r", likert("x"), sensitive=True)),
    ),
]

WARNINGS: list[tuple[str, str, Json]] = [
    (
        "questionnaire.pin_without_shuffle",
        "sections.0.items.0.options",
        one({**single("x"), "options": [option(1), option(2, pin=True)]}),
    ),
    ("lint.text_without_privacy_hint", "sections.0.items.0", one(text("x", hint=None))),
    ("lint.text_without_privacy_hint", "sections.0.items.0", one(text("x", hint={"id": "Singkat saja."}))),
    ("lint.typing_without_way_out", "sections.0.items.0", one(date("x", required="hard", absent=[]))),
    ("lint.typing_without_way_out", "sections.0.items.0", one(text("x", required="hard", absent=[]))),
    ("lint.scale_gap", "scales.s", scales(s=[SCALE[0], SCALE[2]])),
    ("lint.scale_gap", "scales.s", scales(s=[SCALE[1], SCALE[0]])),
    ("lint.scale_unused", "scales.t", {**one(likert("x")), "scales": {"s": SCALE, "t": SCALE}}),
    ("lint.scale_unbalanced", "scales.s", scales(s=scale("Tidak setuju", "Setuju", "Sangat setuju"))),
    ("lint.scale_unbalanced", "scales.s", scales(s=scale("Buruk", "Cukup baik", "Baik", "Sangat baik"))),
    (
        "lint.scale_sibling",
        "scales.t",
        scales(
            s=scale("Tidak setuju", "Setuju"),
            t=scale("Tidak setuju", "Netral", "Setuju"),
        ),
    ),
    ("lint.label_long", "sections.0.items.0.text.id", one(likert("x", text={"id": "é" * 128}))),
    (
        "lint.label_long",
        "sections.0.items.0.rows.1.text.id",
        one(
            matrix("m", rows=[{"id": "y", "text": {"id": "y"}}, {"id": "z", "text": {"id": "z" * 256}}]),
        ),
    ),
    ("lint.label_long", "scales.s.1.label.id", scales(s=scale("a", "b" * 121))),
    (
        "lint.label_long",
        "sections.0.items.0.options.0.label.en",
        one({**single("x"), "options": [option(1, label={"id": "a", "en": "é" * 61}), option(2)]}),
    ),
    (
        "lint.absent_compared",
        "sections.0.items.1.show_if",
        one(likert("x"), likert("y", show_if={"or": [V_X, {"==": [{"v": "x"}, -98]}]})),
    ),
    (
        "lint.code_not_offered",
        "sections.0.items.1.show_if",
        one(likert("x"), likert("y", show_if={"in": [{"v": "x"}, [2, 7]]})),
    ),
    (
        "lint.code_not_offered",
        "sections.0.items.1.show_if",
        one(likert("x"), likert("y", show_if={"or": [V_X, {"is": ["x", -97]}]})),
    ),
    ("lint.block_without_shuffle", "sections.0.items.0.block", one(likert("x", block="p"))),
    (
        "lint.block_in_pieces",
        "sections.0.items.2.block",
        one(likert("x", block="p"), likert("y"), likert("z", block="p"), shuffle="blocks"),
    ),
    (
        "lint.calculated_check",
        "sections.0.items.0.checks",
        one(calculated("x", 1, checks=[check({"<": [{"v": "x"}, 9]})])),
    ),
    (
        "lint.code_not_offered",
        "sections.0.items.1.show_if",
        one(multi("x"), likert("y", show_if={"any-in": ["x", [1, 7]]})),
    ),
]


@pytest.mark.parametrize(
    ("grade", "key", "place", "parts"),
    [(Grade.ERROR, *rule) for rule in ERRORS] + [(Grade.WARNING, *rule) for rule in WARNINGS],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_rule_says_where_and_what(grade: Grade, key: str, place: str, parts: Json) -> None:
    findings = lint(built(parts))
    assert [(one.sentence.key, one.place, one.grade) for one in findings] == [(key, place, grade)]
    assert findings[0].is_error is (grade is Grade.ERROR)
    for language in Language:
        spoken = findings[0].sentence.spoken(language)
        assert spoken != key
        assert all(str(value) in spoken for value in findings[0].sentence.fields.values())


def test_a_circle_is_told_with_the_names_in_it() -> None:
    parts = one(likert("x", show_if=V_Z), likert("y", show_if=V_X), likert("z", show_if=V_Y))
    (found,) = lint(built(parts))
    assert found.sentence.fields == {"chain": "x → z → y → x"}
    ring = [likert(f"q{at}", show_if={"answered": f"q{(at - 1) % 9}"}) for at in range(9)]
    (found,) = lint(built(one(*ring)))
    assert found.sentence.fields == {"chain": "q0 → q8 → q7 → q6 → … → q0"}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("biayaa", "biaya"),
        ("biya", "biaya"),
        ("biata", "biaya"),
        ("baiya", "biaya"),
        ("harga", None),
        ("q2", None),
    ],
)
def test_a_misspelt_name_is_guessed_when_it_is_one_slip_away(name: str, near: str | None) -> None:
    parts = one(likert("biaya"), likert("q1"), likert("y", show_if={"answered": name}))
    (found,) = lint(built(parts))
    assert found.sentence.fields == ({"name": name} if near is None else {"name": name, "near": near})


def test_a_check_may_look_at_its_own_answer_and_a_condition_at_what_was_asked() -> None:
    fine: list[Json] = [
        one(likert("x", checks=[check(V_X)]), likert("y", show_if=V_X)),
        {"sections": [section("a", likert("x"), shuffle="items"), section("b", likert("y"), show_if=V_X)]},
        loop(
            section("a", likert("x"), per_subject=True),
            section("b", likert("y"), show_if=V_X, per_subject=True),
        ),
        one(likert("x", block="p"), likert("y", block="p", show_if=V_X), shuffle="blocks"),
        one(roster("r", likert("x"), likert("y", show_if=V_X), text={"id": "{agency}"})),
        one(roster("r", likert("x", text={"id": "{row}"})), likert("y", show_if={">": [{"count": "r"}, 1]})),
        one(likert("x"), roster("r", likert("y", show_if=V_X)), calculated("z", {"v": "x"}, sensitive=True)),
        one(date("x"), likert("y", show_if={">": [{"date-diff": [{"v": "x"}, {"today": []}, "years"]}, 17]})),
        one(ranking("x"), likert("y", show_if={"any-in": ["x", [1]]})),
        {**one(calculated("x", 1), roster("r", likert("y"))), "time_limit_ms": 15_000},
        {
            "sections": [
                section("a", likert("x"), eligible_if=V_X, ineligible_text=THANKS),
                section("b", likert("y")),
            ]
        },
    ]
    assert [lint(built(parts)) for parts in fine] == [()] * len(fine)


@pytest.mark.parametrize(
    "labels",
    [
        ("Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"),
        ("Tidak setuju", "Netral", "Setuju"),
        ("Sangat kecil", "Kecil", "Agak kecil", "Agak besar", "Besar", "Sangat besar"),
        ("Sangat buruk", "Buruk", "Cukup", "Baik", "Sangat baik"),
        ("Tidak pernah", "Jarang", "Kadang-kadang", "Sering", "Sangat sering"),
        ("Tidak penting", "Agak penting", "Penting", "Sangat penting"),
        ("Kurang dari setahun", "1 sampai 5 tahun", "Lebih dari 5 tahun"),
        ("Ya", "Tidak"),
    ],
)
def test_a_balanced_or_one_sided_scale_and_one_that_cannot_be_judged_are_left_in_peace(
    labels: tuple[str, ...],
) -> None:
    assert lint(built(scales(s=scale(*labels)))) == ()


def test_names_of_just_the_right_length_are_taken() -> None:
    fine = [one(likert("x" * 32)), one(multi("m" * 29, (1, 10))), one(multi("m" * 30, (1, 9)))]
    fine.append(loop(section("a", likert("x" * 28), per_subject=True)))
    assert [lint(built(parts)) for parts in fine] == [()] * 4


def test_how_far_the_translation_has_come_is_counted_whether_or_not_it_was_promised() -> None:
    parts = one(likert("x", text={"id": "a", "en": "a"}))
    indonesian, english_ = completeness(built(parts))
    assert (indonesian.language, indonesian.promised, indonesian.missing) == ("id", True, ())
    assert (english_.language, english_.promised, english_.total) == ("en", False, indonesian.total)
    assert "sections.0.items.0.text" not in english_.missing
    assert {"title", "sections.0.title", "scales.s.0.label"} <= set(english_.missing)
    assert english_.written == 1


def test_the_program_is_held_to_what_it_relies_on_and_the_author_to_more() -> None:
    unreliable = built(one(likert("x", show_if=V_X), likert("x", text={"id": "{kota}"})))
    assert [f.sentence.key for f in faults(unreliable)] == [
        "questionnaire.id_twice",
        "lint.reference_self",
        "questionnaire.placeholder_unknown",
    ]
    for_authors = built({**one(likert("int")), "time_limit_ms": 1})
    assert faults(for_authors) == ()
    assert {f.sentence.key for f in lint(for_authors)} == {
        "questionnaire.id_reserved",
        "questionnaire.time_short",
    }
    assert faults(built(one({**single("x"), "options": [option(1), option(2, pin=True)]}))) == ()


def test_every_problem_is_found_at_once() -> None:
    wrong = built(
        {
            "languages": ["en"],
            "title": {"id": "a", "en": "a"},
            "time_limit_ms": 1,
            "scales": {},
            "sections": [
                section("a", likert("int"), likert("int"), number("n", min=3, max=2), title={"id": "{kota}"}),
                section("a", {**multi("m"), "options": options((1, 1)), "max_choices": 3}, show_if=V_X),
                section("c", text("t", hint=None)),
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
        "label_twice",
        "max_choices",
        "reference_unknown",
        "text_without_privacy_hint",
    }


def test_each_finding_is_told_once() -> None:
    rule: JsonValue = {"or": [{"==": [{"v": "x"}, 7]}, {"==": [{"v": "x"}, 7]}, V_X]}
    found: tuple[Finding, ...] = lint(built(one(likert("x"), likert("y", show_if=rule))))
    assert [f.sentence.fields for f in found] == [{"name": "x", "code": 7}]
