"""The read-aloud sheet of every shipped questionnaire: nothing that is asked is missing."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language, say
from app.office.commands.main import run
from app.office.findings import Findings
from app.office.questions.aloud import sheet_values, write_sheet
from app.paper.questions.aloud import Question, Way, reading_sheet
from app.questionnaire.model import Absent, Calculated, Item, Matrix, Note, Questionnaire, Roster, Text
from app.questionnaire.read import questionnaire_digest, read_yaml
from app.questionnaire.route import options_of
from tests.questionnaire.made import (
    Json,
    built,
    calculated,
    date,
    likert,
    number,
    questionnaires,
    ranking,
    roster,
    section,
    single,
)

SHIPPED = sorted(QUESTIONNAIRES.glob("*/questionnaire.yaml"))
BOTH = pytest.mark.parametrize("language", list(Language))
Capture = pytest.CaptureFixture[str]


def text_of(data: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())


def plain(text: Text, language: Language) -> str:
    words = text.en if language is Language.EN and text.en else text.id
    name = "[nama instansi]" if language is Language.ID else "[name of the agency]"
    return " ".join(words.replace("{agency}", name).split())


def said_by(asked: Questionnaire, item: Item, language: Language) -> Iterator[str]:
    """What a respondent sees of one question, apart from its non-answers."""
    if isinstance(item, Calculated) and not item.show:
        return
    for text in (item.lead, item.text, item.hint):
        if text is not None:
            yield plain(text, language)
    if isinstance(item, Matrix):
        yield from (plain(row.text, language) for row in item.rows)
    if isinstance(item, Roster):
        yield from (words for child in item.items for words in said_by(asked, child, language))
    yield from (plain(option.label, language) for option in options_of(asked, item))
    yield from (plain(check.message, language) for check in item.checks)


@BOTH
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_question_and_option_of_a_shipped_questionnaire_is_read_in_its_order(
    file: Path, language: Language
) -> None:
    asked = read_yaml(file.read_bytes())
    text = text_of(reading_sheet(sheet_values(asked, language), language))
    at = 0
    for part in asked.sections:
        assert plain(part.title, language) in text
        for said in (part.intro, part.ineligible_text):
            assert said is None or plain(said, language) in text
        for item in part.items:
            start = text.index(plain(item.lead or item.text, language), at)
            at = text.index(plain(item.text, language), start)
            for words in said_by(asked, item, language):
                assert words in text[start:]
            offered = asked.absent if item.absent is None else item.absent
            if Absent.REFUSED in offered and not isinstance(item, Note):
                assert say(language, "kiosk.refused") in text[at:]
    if asked.subjects is not None:
        assert plain(asked.subjects.choose_text, language) in text
    assert f"{asked.id}, " in text


@BOTH
def test_what_stands_on_screen_and_sheet_is_said_with_the_same_words(language: Language) -> None:
    for here, there in (
        ("office.sheet_dont_know", "kiosk.dont_know"),
        ("office.sheet_refused", "kiosk.refused"),
        ("office.sheet_not_applicable", "kiosk.not_applicable"),
        ("office.sheet_agencies", "kiosk.choose_agencies"),
        ("office.sheet_several", "kiosk.choose_several"),
        ("office.sheet_no_names", "kiosk.no_names"),
    ):
        assert say(language, here) == say(language, there).replace("*", "")


@settings(max_examples=20, deadline=None)
@given(asked=questionnaires())
def test_nothing_that_a_questionnaire_may_ask_is_missing_from_its_sheet(asked: Questionnaire) -> None:
    text = text_of(reading_sheet(sheet_values(asked, Language.ID)))
    for part in asked.sections:
        for item in part.items:
            for words in said_by(asked, item, Language.ID):
                assert words in text


def asked_of(*items: Json) -> tuple[Question, ...]:
    return sheet_values(built({"sections": [section("a", *items)]}), Language.ID).parts[0].questions


def test_keys_are_printed_only_where_the_screen_has_the_same() -> None:
    fixed, mixed, sometimes, moved, ranked = asked_of(
        single("a1", (1, 2)),
        single("a2", (1, 2), shuffle=True),
        {**single("a3"), "options": [{"code": 1, "label": {"id": "x"}, "show_if": {"answered": "a1"}},
                                     {"code": 2, "label": {"id": "y"}}]},
        ranking("a4", shuffle=True),
        ranking("a5"),
    )  # fmt: skip
    assert [choice.key for choice in fixed.choices] == ["1", "2"]
    assert [choice.key for choice in ranked.choices] == ["1", "2", "3"]
    for question in (mixed, sometimes, moved):
        assert {choice.key for choice in question.choices} == {""}
    assert [choice.conditional for choice in sometimes.choices] == [True, False]
    assert [question.shuffled for question in (fixed, mixed, moved)] == [False, True, True]


def test_what_is_typed_leaves_no_key_to_a_non_answer_that_could_be_typed_too() -> None:
    scale, whole, day, text = asked_of(
        likert("a1"), number("a2"), date("a3"), {"id": "a4", "kind": "text", "text": {"id": "a4"}}
    )
    assert [[one.key for one in asked.absents] for asked in (scale, whole, day, text)] == [
        ["0", "–"], ["", "–"], ["", "–"], ["", ""],
    ]  # fmt: skip


def test_the_rows_of_a_list_are_numbered_under_it_and_hidden_values_are_not_read() -> None:
    kept, listed = asked_of(
        likert("a1"), calculated("a2", {"v": "a1"}), roster("a3", number("b1"), likert("b2"), max=4)
    )
    assert (kept.number, listed.number, listed.way, listed.most) == ("1", "2", Way.LISTED, 4)
    assert [question.number for question in listed.each] == ["2.1", "2.2"]


def test_a_sheet_is_written_under_the_name_of_its_questionnaire_and_says_its_digest(tmp_path: Path) -> None:
    file = QUESTIONNAIRES / "spi-expert" / "questionnaire.yaml"
    made = write_sheet(file, tmp_path / "out", Language.EN)
    assert not isinstance(made, Findings)
    name = questionnaire_digest(read_yaml(file.read_bytes()))
    again = write_sheet(file, tmp_path / "again", Language.EN)
    assert getattr(made, "digest", 1) == getattr(again, "digest", 2)
    data = (tmp_path / "out" / "spi-expert-1.0-lembar-baca-en.pdf").read_bytes()
    assert f"digest {name[:4]} {name[4:8]} {name[8:12]}" in text_of(data)


class TestAtTheCommandLine:
    def call(self, capsys: Capture, *command: str) -> tuple[int, dict[str, object]]:
        code = run([*command, "--json"])
        value = json.loads(capsys.readouterr().out)
        assert isinstance(value, dict)
        return code, value

    def test_a_sheet_needs_no_office(self, tmp_path: Path, capsys: Capture) -> None:
        file = QUESTIONNAIRES / "latihan" / "questionnaire.yaml"
        command = ["questionnaire", "sheet", str(file), "--out", str(tmp_path), "--language", "en"]
        code, value = self.call(capsys, *command)
        assert code == 0
        assert set(value) == {
            "ok", "command", "path", "questionnaire", "version", "questionnaire_sha256",
            "language", "questions", "sha256",
        }  # fmt: skip
        wanted = len(read_yaml(file.read_bytes()).sections[0].items)
        assert (value["language"], value["questions"]) == ("en", wanted)
        assert Path(str(value["path"])).is_file()

    def test_everything_else_does(self, capsys: Capture) -> None:
        code, value = self.call(capsys, "status")
        assert (code, value["code"]) == (2, "office.usage")
        assert "--data" in str(value["sentence"])

    def test_what_is_wrong_with_a_questionnaire_is_said_at_its_place(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        file = tmp_path / "rusak.yaml"
        text = (QUESTIONNAIRES / "latihan" / "questionnaire.yaml").read_text(encoding="utf-8")
        file.write_text(text.replace("scale: setuju", "scale: tidak_ada"), encoding="utf-8")
        code, value = self.call(capsys, "questionnaire", "sheet", str(file), "--out", str(tmp_path))
        assert (code, value["code"]) == (3, "office.findings")
        assert not list(tmp_path.glob("*.pdf"))

    def test_a_language_that_it_is_not_written_in_is_refused(self, tmp_path: Path, capsys: Capture) -> None:
        file = tmp_path / "satu.yaml"
        text = (QUESTIONNAIRES / "latihan" / "questionnaire.yaml").read_text(encoding="utf-8")
        file.write_text(text.replace("languages: [id, en]", "languages: [id]"), encoding="utf-8")
        command = ["questionnaire", "sheet", str(file), "--paper-language", "en"]
        code, value = self.call(capsys, *command)
        assert (code, value["code"]) == (3, "office.sheet_language")

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        code, value = self.call(capsys, "questionnaire", "sheet", str(tmp_path / "tidak-ada.yaml"))
        assert (code, value["code"]) == (4, "storage.file_missing")
