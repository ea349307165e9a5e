"""For authors: one command says everything about a file, at its line, and one what a new version does."""

import json
from pathlib import Path

import pytest

from app.office.commands.main import run
from app.office.marks import Mark, Marks
from app.office.questions.authoring import MAX_AGENCIES, review_file
from app.office.survey.roundfile import RoundFile
from app.office.survey.sizes import MAX_ANSWER_BYTES, agencies_that_fit, record_bytes, too_large
from app.questionnaire.read import MAX_YAML_BYTES, read_yaml, to_canonical
from app.seal.package import MAX_RECORD_BYTES
from app.sitting.size import largest_response_bytes

Capture = pytest.CaptureFixture[str]
SHIPPED = Path(__file__).parents[2] / "questionnaires"
NAMES = sorted(path.parent.name for path in SHIPPED.glob("*/questionnaire.yaml"))
PLAIN = """\
schema_version: 1
id: uji
version: "1.0"
title: {id: Uji}
languages: [id]
respondent_group: training
scales:
  s: [{code: 1, label: {id: Ya}}, {code: 2, label: {id: Tidak}}]
sections:
  - id: a
    title: {id: A}
    items:
      - id: x
        kind: likert
        scale: s
        text: {id: "Apakah ini jelas?"}
"""


def file(folder: Path, text: str | bytes, name: str = "uji.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def call(capsys: Capture, *command: str) -> tuple[int, dict[str, object]]:
    code = run(["questionnaire", *command, "--json"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    value: dict[str, object] = json.loads(captured.out)
    assert value["ok"] is (code == 0)
    return code, value


def said(capsys: Capture, *command: str) -> tuple[int, str]:
    code = run(["--language", "en", "questionnaire", *command])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


class TestLint:
    @pytest.mark.parametrize("name", NAMES)
    def test_what_ships_is_without_a_finding_and_fits(self, name: str, capsys: Capture) -> None:
        code, value = call(capsys, "lint", str(SHIPPED / name / "questionnaire.yaml"))
        assert (code, value["findings"], value["questionnaire"]) == (0, [], name)
        code, text = said(capsys, "lint", str(SHIPPED / name / "questionnaire.yaml"))
        assert code == 0
        assert "Nothing was found." in text

    def test_it_needs_neither_folder_nor_officer(self, tmp_path: Path, capsys: Capture) -> None:
        code, value = call(capsys, "lint", str(file(tmp_path, PLAIN)))
        assert code == 0
        assert set(value) == {
            "ok", "command", "file", "questionnaire", "version", "errors", "warnings", "findings",
            "languages", "size",
        }  # fmt: skip
        assert sorted(path.name for path in tmp_path.iterdir()) == ["uji.yaml"]

    def test_errors_end_it_with_the_code_of_refusal_and_each_finding_has_its_line(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        broken = PLAIN.replace("scale: s", "scale: t\n        show_if: {answered: z}")
        code, value = call(capsys, "lint", str(file(tmp_path, broken)))
        assert (code, value["kind"], value["code"]) == (3, "refused", "authoring.refused")
        assert (value["errors"], value["warnings"]) == (2, 1)
        findings = value["findings"]
        assert isinstance(findings, list)
        assert [(one["code"], one["line"], one["column"], one["grade"]) for one in findings] == [
            ("lint.scale_unused", 8, 3, "warning"),
            ("questionnaire.scale_unknown", 15, 9, "error"),
            ("lint.reference_unknown", 16, 9, "error"),
        ]
        assert set(findings[0]) == {"grade", "place", "code", "fields", "sentence", "line", "column"}
        code, text = said(capsys, "lint", str(tmp_path / "uji.yaml"))
        assert code == 3
        assert f"{tmp_path / 'uji.yaml'}:15:9: error: There is no scale t." in text
        assert text.endswith("The questionnaire cannot be used yet. Errors: 2. Warnings: 1.\n")

    def test_findings_come_in_the_order_of_the_lines(self, tmp_path: Path, capsys: Capture) -> None:
        head, scales, sections = PLAIN.partition("scales:\n")
        points, start, rest = sections.partition("sections:\n")
        turned = head + start + rest.replace("scale: s", "scale: t") + scales + points
        _, value = call(capsys, "lint", str(file(tmp_path, turned)))
        findings = value["findings"]
        assert isinstance(findings, list)
        assert [one["place"] for one in findings] == ["sections.0.items.0.scale", "scales.s"]

    def test_warnings_alone_are_no_refusal(self, tmp_path: Path, capsys: Capture) -> None:
        warned = PLAIN.replace("{code: 2, label", "{code: 3, label")
        code, value = call(capsys, "lint", str(file(tmp_path, warned)))
        assert (code, value["errors"], value["warnings"]) == (0, 0, 1)
        code, text = said(capsys, "lint", str(tmp_path / "uji.yaml"))
        assert (code, "uji.yaml:8:3: warning: The codes of this scale" in text) == (0, True)

    def test_wrong_form_is_told_with_its_line_too(self, tmp_path: Path, capsys: Capture) -> None:
        broken = PLAIN.replace("scale: s", "skala: s")
        code, value = call(capsys, "lint", str(file(tmp_path, broken)))
        findings = value["findings"]
        assert isinstance(findings, list)
        assert (code, value["questionnaire"], value["size"]) == (3, None, None)
        assert sorted((one["place"], one["line"]) for one in findings) == [
            ("sections.0.items.0.likert.scale", 13),
            ("sections.0.items.0.likert.skala", 15),
        ]

    def test_a_translation_under_way_is_counted_and_its_gaps_are_listed(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        begun = PLAIN.replace("{id: Uji}", "{id: Uji, en: Test}")
        code, value = call(capsys, "lint", str(file(tmp_path, begun)))
        languages = value["languages"]
        assert isinstance(languages, list)
        assert code == 0
        assert [(one["language"], one["promised"], one["written"], one["total"]) for one in languages] == [
            ("id", True, 5, 5),
            ("en", False, 1, 5),
        ]
        _, text = said(capsys, "lint", str(tmp_path / "uji.yaml"))
        assert "English: 1 of 5 texts.\n  scales.s.0.label\n" in text

    def test_the_canonical_spelling_is_read_as_well(self, tmp_path: Path, capsys: Capture) -> None:
        data = to_canonical(read_yaml(PLAIN.replace("jelas", "jelas \N{GRINNING FACE}").encode()))
        code, value = call(capsys, "lint", str(file(tmp_path, data, "uji.json")))
        assert (code, value["questionnaire"]) == (0, "uji")

    @pytest.mark.parametrize(
        ("data", "said_of_it"),
        [
            (b"", "questionnaire.shape"),
            (b"\x00\x01\x02\xff", "questionnaire.yaml_syntax"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "questionnaire.yaml_syntax"),
            (b" " * (MAX_YAML_BYTES + 1), "questionnaire.file_large"),
            (b"[" * 100_000, "questionnaire.yaml_syntax"),
            (b'{"a":' * 100_000, "questionnaire.yaml_syntax"),
            (b"{" * 40 + b"}" * 40, "questionnaire.yaml_alias"),
            (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "questionnaire.yaml_alias"),
            (b"a: !!python/object/apply:os.system [ls]", "questionnaire.yaml_syntax"),
            (b'{"a": 1, "a": 2}', "questionnaire.yaml_key_twice"),
            (b'{"a": 1.5}', "questionnaire.not_plain"),
            (b'{"a": "\\ud800"}', "questionnaire.yaml_syntax"),
        ],
        ids=range(12),
    )
    def test_a_hostile_file_is_one_clear_finding(
        self, data: bytes, said_of_it: str, tmp_path: Path, capsys: Capture
    ) -> None:
        code, value = call(capsys, "lint", str(file(tmp_path, data)))
        findings = value["findings"]
        assert isinstance(findings, list)
        assert (code, {one["code"] for one in findings}) == (3, {said_of_it})
        code, text = said(capsys, "lint", str(tmp_path / "uji.yaml"))
        assert (code, "Traceback" in text) == (3, False)

    def test_what_a_file_says_cannot_drive_the_terminal(self, tmp_path: Path, capsys: Capture) -> None:
        hostile = PLAIN.replace("scale: s", 'scale: s\n        show_if: {answered: "\\e[2J\\nERROR"}')
        code, text = said(capsys, "lint", str(file(tmp_path, hostile)))
        assert code == 3
        assert "\x1b" not in text
        assert "\nERROR" not in text

    def test_what_cannot_be_read_is_a_matter_of_the_machine(self, tmp_path: Path, capsys: Capture) -> None:
        missing, folder = tmp_path / "hilang.yaml", tmp_path
        for path, name in ((missing, "storage.file_missing"), (folder, "storage.file_is_folder")):
            code, value = call(capsys, "lint", str(path))
            assert (code, value["code"]) == (4, name)


class TestSizes:
    def test_a_record_holds_the_largest_answer_and_its_length(self) -> None:
        assert [record_bytes(size) for size in (1, 8_188, 8_189, MAX_ANSWER_BYTES)] == [
            8_192, 8_192, 12_288, MAX_RECORD_BYTES,
        ]  # fmt: skip

    def test_a_loop_that_outgrows_its_record_is_refused_and_the_number_that_fits_is_said(
        self, capsys: Capture
    ) -> None:
        path = SHIPPED / "spi-expert" / "questionnaire.yaml"
        asked = read_yaml(path.read_bytes())
        fitting = agencies_that_fit(asked, 200)
        assert largest_response_bytes(asked, fitting) <= MAX_ANSWER_BYTES
        assert largest_response_bytes(asked, fitting + 1) > MAX_ANSWER_BYTES
        assert agencies_that_fit(asked, 3) == 3
        assert review_file(path, fitting).errors == 0
        code, value = call(capsys, "lint", str(path), "--agencies", str(fitting + 1))
        findings = value["findings"]
        assert isinstance(findings, list)
        assert (code, [one["code"] for one in findings]) == (3, ["authoring.answer_too_large"])
        size = value["size"]
        assert isinstance(size, dict)
        assert (size["agencies"], size["fitting"]) == (fitting + 1, fitting)
        (found,) = too_large("groups.0", asked, fitting + 1)
        assert found.place == "groups.0"


class TestCompare:
    def versions(self, folder: Path, old: str, new: str) -> list[str]:
        return ["compare", str(file(folder, old, "a.yaml")), str(file(folder, new, "b.yaml"))]

    def test_a_break_under_the_same_major_version_is_refused(self, tmp_path: Path, capsys: Capture) -> None:
        new = PLAIN.replace("id: x\n", "id: y\n").replace('"1.0"', '"1.1"')
        command = self.versions(tmp_path, PLAIN, new)
        code, value = call(capsys, *command)
        assert (code, value["change"], value["code"]) == (3, "breaking", "compare.major_needed")
        differences = value["differences"]
        assert isinstance(differences, list)
        assert [(one["change"], one["place"]) for one in differences] == [
            ("breaking", "items.x"),
            ("additive", "items.y"),
        ]
        code, text = said(capsys, *command)
        assert code == 3
        assert "Raise it to 2.0." in text

    def test_a_break_that_owns_up_is_told_and_passes(self, tmp_path: Path, capsys: Capture) -> None:
        new = PLAIN.replace("id: x\n", "id: y\n").replace('"1.0"', '"2.0"')
        code, value = call(capsys, *self.versions(tmp_path, PLAIN, new))
        assert (code, value["change"], value["findings"]) == (0, "breaking", [])
        assert set(value) == {"ok", "command", "old", "new", "change", "differences", "findings"}

    @pytest.mark.parametrize(
        ("new", "sentence"),
        [
            (PLAIN, "The two versions are the same."),
            (PLAIN.replace("jelas", "terang").replace('"1.0"', '"1.1"'), "only words changed"),
            (
                PLAIN.replace("languages: [id]", "languages: [id]\ntime_limit_ms: 900000").replace(
                    '"1.0"', '"1.1"'
                ),
                "only adds",
            ),
            (PLAIN.replace("id: x\n", "id: y\n").replace('"1.0"', '"2.0"'), "The series breaks"),
        ],
    )
    def test_the_verdict_is_one_sentence(
        self, new: str, sentence: str, tmp_path: Path, capsys: Capture
    ) -> None:
        code, text = said(capsys, *self.versions(tmp_path, PLAIN, new))
        assert (code, sentence in text) == (0, True)
        assert ("Differences from" in text) is (new != PLAIN)

    def test_a_file_that_is_no_questionnaire_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        code, value = call(capsys, *self.versions(tmp_path, PLAIN, "a: [1"))
        assert (code, value["code"]) == (3, "office.findings")
        assert value["fields"] == {"file": "b.yaml", "count": 1}


class TestMarks:
    def test_a_place_is_found_or_the_nearest_thing_around_it(self) -> None:
        marks = Marks.of(PLAIN.encode())
        assert marks.find("title.id") == Mark(4, 9)
        assert marks.find("sections.0.items.0.likert.scale") == Mark(15, 9)
        assert marks.find("sections.0.items.0.checks.3") == Mark(13, 9)
        assert marks.find("sections.7") == Mark(9, 1)
        assert marks.find("2:4") == Mark(2, 4)
        assert marks.find("") is None

    def test_a_file_that_is_no_yaml_has_only_the_marks_that_are_said(self) -> None:
        marks = Marks.of(b"a: [1")
        assert marks.find("a") is None
        assert marks.find("2:1") == Mark(2, 1)


def test_the_agencies_of_a_round_are_no_more_than_the_command_takes() -> None:
    agencies = RoundFile.model_json_schema()["properties"]["agencies"]
    assert agencies["maxItems"] == MAX_AGENCIES
