"""Reading: YAML that a person wrote, and the one spelling that is signed."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from app.base.canonical import canonical
from app.base.errors import Integrity
from app.base.sentences import Language
from app.questionnaire.model import Likert, Questionnaire
from app.questionnaire.read import (
    MAX_YAML_BYTES,
    QuestionnaireProblems,
    admit,
    from_canonical,
    questionnaire_digest,
    read_yaml,
    review_yaml,
    to_canonical,
)
from app.questionnaire.schema import SCHEMA_FILE, schema_text, write_schema
from tests.questionnaire.made import KINDS, questionnaires

VECTORS = Path(__file__).parent / "vectors"
PLAIN = """
schema_version: 1
id: uji
version: "1.0"
title: {id: Uji}
languages: [id]
respondent_group: training
scales: {s: [{code: 1, label: {id: Ya}}, {code: 2, label: {id: Tidak}}]}
sections:
  - id: a
    title: {id: A}
    items:
      - {id: x, kind: likert, scale: s, text: {id: "Apakah ini jelas?"}}
"""


def findings(text: str | bytes) -> list[tuple[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    questionnaire, found = review_yaml(data)
    assert questionnaire is None
    for finding in found:
        for language in Language:
            assert finding.sentence.spoken(language) != finding.sentence.key
    with pytest.raises(QuestionnaireProblems) as caught:
        read_yaml(data)
    assert caught.value.problems == found
    return [(finding.sentence.key.partition(".")[2], finding.place) for finding in found]


def test_a_plain_file_is_read() -> None:
    questionnaire = read_yaml(PLAIN.encode())
    item = questionnaire.sections[0].items[0]
    assert isinstance(item, Likert)
    assert item.text.id == "Apakah ini jelas?"
    assert review_yaml(PLAIN.encode()) == (questionnaire, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &b 1\nc: *b\n", [("yaml_alias", "2:4")]),
        ("a: &b [*b]", [("yaml_alias", "1:8")]),
        ("a: {<<: {b: 1}, b: 2}", [("yaml_alias", "1:5")]),
        ("? [a, b]\n: 1\n", [("yaml_alias", "1:3")]),
        ("a: 1\nb: 2\na: 3\n", [("yaml_key_twice", "3:1")]),
        ("a:\n  - {b: 1, b: 2}\n", [("yaml_key_twice", "2:12")]),
        ("a:\n\tb: 1\n", [("yaml_syntax", "2:1")]),
        ("a: [1", [("yaml_syntax", "2:1")]),
        ("--- 1\n--- 2\n", [("yaml_syntax", "2:1")]),
        ("a: !!python/name:os.system x", [("yaml_syntax", "1:4")]),
        ("a: 2026-11-02\nb: 1.5\nc: .nan\n", [("not_plain", "a"), ("not_plain", "b"), ("not_plain", "c")]),
        ("a: [x, !!binary aGk=]", [("not_plain", "a.1")]),
        ("yes: 1\n2: 1\n", [("not_plain", "True"), ("not_plain", "2")]),
        (f"a: {2**53}", [("not_plain", "a")]),
        ("a: " + "9" * 5000, [("yaml_syntax", "")]),
        ("[" * 100 + "]" * 100, [("not_plain", ".".join("0" * 64))]),
        (b"\xff\xfe\xfd", [("yaml_syntax", "")]),
        ("", [("shape", "")]),
        ("a", [("shape", "")]),
    ],
)
def test_a_surprise_of_yaml_is_refused_at_its_place(text: str | bytes, found: list[tuple[str, str]]) -> None:
    assert findings(text) == found


@pytest.mark.parametrize("opening", ["[", "{", "- ", "a: {"])
def test_bottomless_nesting_is_refused_at_once(opening: str) -> None:
    ((key, place),) = findings(opening * 100_000)
    assert key == "yaml_syntax"
    assert place


def test_a_huge_file_is_not_even_parsed() -> None:
    assert findings(b" " * (MAX_YAML_BYTES + 1)) == [("file_large", "")]
    assert findings(b" " * MAX_YAML_BYTES) == [("shape", "")]


def test_all_problems_of_form_are_told_at_once() -> None:
    broken = PLAIN.replace("kind: likert", "kind: likert, extra: 1").replace("id: uji", "id: Uji")
    broken = broken.replace('"1.0"', "1")
    places = [place for key, place in findings(broken) if key == "shape"]
    assert places == ["id", "version", "sections.0.items.0.likert.extra"]


def test_a_kind_that_nobody_knows_is_answered_with_those_that_are_known() -> None:
    questionnaire, found = review_yaml(PLAIN.replace("kind: likert", "kind: likeert").encode())
    assert questionnaire is None
    (one,) = found
    assert one.sentence.key == "questionnaire.shape_choice"
    spoken = one.sentence.spoken(Language.ID)
    assert "'likert', 'single', 'multi'" in spoken
    assert " or " not in spoken


def test_all_problems_of_sense_are_told_at_once() -> None:
    broken = PLAIN.replace("scale: s", "scale: t").replace("{id: A}", '{id: "{kota}"}')
    with pytest.raises(QuestionnaireProblems) as caught:
        read_yaml(broken.encode())
    assert sorted(finding.sentence.key for finding in caught.value.problems) == [
        "questionnaire.placeholder_unknown",
        "questionnaire.scale_unknown",
    ]


def test_a_warning_refuses_nothing() -> None:
    pinned = PLAIN.replace(
        "kind: likert, scale: s,",
        "kind: single, options: [{code: 1, label: {id: a}, pin: true}, {code: 2, label: {id: b}}],",
    ).replace("scales: {s", "scales: {} #")
    questionnaire, found = review_yaml(pinned.encode())
    assert [finding.sentence.key for finding in found] == ["questionnaire.pin_without_shuffle"]
    assert read_yaml(pinned.encode()) == questionnaire


@given(questionnaires())
def test_the_canonical_form_is_the_same_questionnaire(questionnaire: Questionnaire) -> None:
    data = to_canonical(questionnaire)
    assert from_canonical(data) == admit(data) == questionnaire
    assert to_canonical(from_canonical(data)) == data
    assert review_yaml(data)[0] == questionnaire  # JSON is YAML


def test_the_frozen_questionnaire_keeps_its_bytes_and_its_digest() -> None:
    data = (VECTORS / "questionnaire.json").read_bytes()
    questionnaire = from_canonical(data)
    assert to_canonical(questionnaire) == data
    assert questionnaire_digest(questionnaire) == (VECTORS / "questionnaire.sha256").read_text().strip()
    assert {item.kind for section in questionnaire.sections for item in section.items} == {
        "likert",
        "single",
        "multi",
        "matrix",
        "number",
        "text",
        "note",
    }


BAD = json.loads((VECTORS / "questionnaire_bad.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BAD, ids=[case["why"] for case in BAD])
def test_a_frozen_bad_questionnaire_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(Integrity) as caught:
        admit(case["text"].encode())
    assert caught.value.code == case["code"]


def test_a_default_that_is_written_out_is_not_the_one_spelling_but_means_the_same() -> None:
    data = json.loads((VECTORS / "questionnaire.json").read_bytes())
    longer = from_canonical(canonical({**data, "timer_hidden": False}))
    assert to_canonical(longer) == (VECTORS / "questionnaire.json").read_bytes()


def test_the_published_schema_is_that_of_the_model(tmp_path: Path) -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run: python -m app.questionnaire.schema"
    write_schema(tmp_path / "new" / "schema.json")
    assert (tmp_path / "new" / "schema.json").read_bytes() == SCHEMA_FILE.read_bytes()
    kinds = json.loads(schema_text())["$defs"]["Section"]["properties"]["items"]["items"]["discriminator"]
    assert sorted(kinds["mapping"]) == sorted(KINDS)
