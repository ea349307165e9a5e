"""The paper form: nothing that is asked is missing, and its sentences lead where the screen leads."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.office.commands.main import run
from app.office.questions.conditions import Conditions
from app.office.questions.onpaper import _Writer, paper_values, write_paper
from app.paper.questions.penned import (
    Dated,
    Figure,
    Lines,
    Office,
    Ordered,
    Picked,
    Question,
    Read,
    Rows,
    Scaled,
    paper_form,
)
from app.questionnaire.model import Expression, Questionnaire
from app.questionnaire.read import read_yaml
from app.questionnaire.route import Plan, path_of
from tests.office.test_reading_sheet import plain, said_by, text_of
from tests.questionnaire.made import (
    AGENCIES,
    Json,
    built,
    calculated,
    date,
    likert,
    multi,
    number,
    questionnaires,
    ranking,
    roster,
    section,
    single,
    wishes,
)

SHIPPED = sorted(QUESTIONNAIRES.glob("*/questionnaire.yaml"))
BOTH = pytest.mark.parametrize("language", list(Language))
Capture = pytest.CaptureFixture[str]


def squeezed(text: str) -> str:
    return "".join(text.split())


@BOTH
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_question_and_choice_of_a_shipped_questionnaire_stands_on_paper(
    file: Path, language: Language
) -> None:
    asked = read_yaml(file.read_bytes())
    data = paper_form(paper_values(asked, language), language)
    text = text_of(data)
    for part in asked.sections:
        assert plain(part.title, language) in text
        for item in part.items:
            for words in said_by(asked, item, language):
                assert squeezed(words) in squeezed(text)  # the name of a point may stand on two lines
    assert data == paper_form(paper_values(asked, language), language)
    assert len(PdfReader(io.BytesIO(data)).pages) < 12


@settings(max_examples=8, deadline=None)
@given(asked=questionnaires())
def test_nothing_that_a_questionnaire_may_ask_is_missing_from_its_form(asked: Questionnaire) -> None:
    text = text_of(paper_form(paper_values(asked, Language.ID)))
    for part in asked.sections:
        for item in part.items:
            for words in said_by(asked, item, Language.ID):
                assert words in text


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_a_sentence_passes_over_is_never_asked_on_a_screen(data: st.DataObject) -> None:
    asked = data.draw(questionnaires())
    answers = data.draw(wishes(asked))
    plan = Plan(bytes(32), subjects=AGENCIES if asked.subjects is not None else ())
    path = path_of(asked, plan, answers)
    writer = _Writer(asked, Language.ID)
    for stop in writer._way:
        for slot, value in path.known.items():
            if slot.variable != stop.item.id or not isinstance(value, int) or value < 0:
                continue
            passed = {one.item.id for one in writer._passed(stop, value)}
            assert not [
                step for step in path.steps if step.item in passed and step.subject in {slot.subject, ""}
            ]


def asked_of(*items: Json) -> tuple[Question, ...]:
    asked = built({"sections": [section("a", *items)], "absent": [-98, -99]})
    return paper_values(asked, Language.ID).parts[0].questions


V1: Json = {"v": "a1"}


def test_a_choice_that_passes_over_questions_says_where_to_go_on() -> None:
    only: Json = {"==": [V1, 1]}
    first, second, third, fourth = asked_of(
        single("a1", (1, 2, 3)), likert("a2", show_if=only), number("a3", show_if=only), likert("a4")
    )
    assert first.skips == ("Bila “2” atau “3”, lanjut ke nomor 4.",)
    assert (second.only_if, third.only_if) == ("Isi hanya bila nomor 1 dijawab “1”.",) * 2
    assert (fourth.only_if, fourth.number) == ("", "4")
    last = asked_of(single("a1"), likert("a2", show_if=only))[0]
    assert last.skips == ("Bila “2”, lanjut ke akhir formulir.",)
    note: Json = {"id": "n", "kind": "note", "text": {"id": "Catatan"}}
    before = asked_of(single("a1"), likert("a2", show_if=only), note, likert("a4"))[0]
    assert before.skips == ("Bila “2”, lanjut ke teks sebelum nomor 3.",)


def test_every_kind_has_room_for_its_answer() -> None:
    text: Json = {"id": "a8", "kind": "text", "text": {"id": "a8"}, "max_chars": 300}
    note: Json = {"id": "a9", "kind": "note", "text": {"id": "a9"}}
    matrix: Json = {
        "id": "a4", "kind": "matrix", "scale": "s", "text": {"id": "a4"},
        "rows": [{"id": "m1", "text": {"id": "m1"}}, {"id": "m2", "text": {"id": "m2"}}],
    }  # fmt: skip
    questions = asked_of(
        likert("a1"), single("a2"), multi("a3", max_choices=2), matrix, ranking("a5"), number("a6"),
        date("a7"), text, note, calculated("b1", V1, show=True), calculated("b2", V1),
        roster("b3", number("c1"), max=4),
    )  # fmt: skip
    kinds = [Scaled, Picked, Picked, Scaled, Ordered, Figure, Dated, Lines, Read, Office, Rows]
    assert [type(one.entry) for one in questions] == kinds
    assert [one.number for one in questions] == ["1", "2", "3", "4", "5", "6", "7", "8", "", "9", "10"]
    assert [one.number for one in questions[-1].each] == ["10.1"]
    grid = questions[3].entry
    assert isinstance(grid, Scaled)
    assert grid.absents == ("Tidak tahu", "Tidak bersedia menjawab")
    assert questions[3].absents == ()
    assert paper_form(paper_values(built({"sections": [section("a", note)]}), Language.ID))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"==": [{"v": "s1"}, 1]}, "nomor 1 dijawab “1”"),
        ({"!=": [{"v": "s1"}, 1]}, "nomor 1 dijawab “2” atau “3”"),
        ({">=": [2, {"v": "s1"}]}, "nomor 1 dijawab “1” atau “2”"),
        ({"in": [{"v": "s1"}, [1, 3]]}, "nomor 1 dijawab “1” atau “3”"),
        ({">": [{"v": "n1"}, 5]}, "jawaban nomor 2 lebih dari 5"),
        ({"any-in": ["m1", [1, 2]]}, "pada nomor 3 dipilih “1” atau “2”"),
        ({"all-in": ["m1", [1, 2]]}, "pada nomor 3 dipilih “1” dan “2”"),
        ({"answered": "n1"}, "nomor 2 dijawab"),
        ({"not": {"answered": "n1"}}, "nomor 2 tidak dijawab"),
        ({"is": ["s1", -98]}, "nomor 1 dijawab “Tidak tahu”"),
        ({"<": [{"count": "m1"}, 2]}, "banyaknya yang diisi pada nomor 3 kurang dari 2"),
        ({"==": [{"sum": [{"v": "n1"}, 2]}, 7]}, "jumlah dari jawaban nomor 2 dan 2 sama dengan 7"),
        (
            {">": [{"date-diff": [{"v": "d1"}, {"today": []}, "years"]}, 17]},
            "banyaknya tahun dari jawaban nomor 4 sampai hari pengisian lebih dari 17",
        ),
        (
            {"and": [{"answered": "n1"}, {"or": [{"answered": "m1"}, {"answered": "d1"}]}]},
            "nomor 2 dijawab, dan (nomor 3 dijawab, atau nomor 4 dijawab)",
        ),
        (
            {"not": {"and": [{"answered": "n1"}, {"answered": "m1"}]}},
            "tidak berlaku bahwa (nomor 2 dijawab, dan nomor 3 dijawab)",
        ),
    ],
)
def test_a_condition_is_put_into_words(condition: Expression, words: str) -> None:
    items = (single("s1", (1, 2, 3)), number("n1"), multi("m1"), date("d1"))
    asked = built({"sections": [section("a", *items)]})
    numbers = {"s1": "1", "n1": "2", "m1": "3", "d1": "4"}
    assert Conditions(asked, Language.ID, numbers).words(condition) == words


def test_a_screening_says_who_goes_on_and_what_the_others_are_told() -> None:
    asked = read_yaml((QUESTIONNAIRES / "spi-external" / "questionnaire.yaml").read_bytes())
    first = paper_values(asked, Language.EN).parts[0]
    assert first.screening.startswith("Go on only if number 1 is answered “Yes”, and ")
    assert "If not, stop here. Thank you" in first.screening
    assert first.questions[0].skips == ("If “No”, go on to the sentence at the end of this part.",)


class TestCommands:
    def test_a_form_is_written_and_the_same_again(self, tmp_path: Path, capsys: Capture) -> None:
        file = str(QUESTIONNAIRES / "latihan" / "questionnaire.yaml")
        said = []
        for folder in ("one", "two"):
            assert run(["questionnaire", "paper", file, "--out", str(tmp_path / folder), "--json"]) == 0
            said.append(json.loads(capsys.readouterr().out))
        assert said[0]["sha256"] == said[1]["sha256"]
        assert said[0]["questions"] == 5
        assert (tmp_path / "one" / "latihan-1.0-formulir-kertas-id.pdf").is_file()

    def test_a_language_that_is_not_promised_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "uji.yaml"
        whole = (QUESTIONNAIRES / "latihan" / "questionnaire.yaml").read_text()
        file.write_text(whole.replace("languages: [id, en]", "languages: [id]"))
        assert getattr(write_paper(file, tmp_path, Language.EN), "code", "") == "office.sheet_language"

    def test_languages_names_what_is_missing_and_what_is_behind(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
        whole = (QUESTIONNAIRES / "latihan" / "questionnaire.yaml").read_text()
        old.write_text(whole)
        asked = read_yaml(whole.encode())
        words = asked.sections[0].items[0].text
        assert words.en is not None
        new.write_text(whole.replace(words.id, f"{words.id} Benar"))
        assert run(["questionnaire", "languages", str(new), "--since", str(old), "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["stale"] == [f"items.{asked.sections[0].items[0].id}.text.en"]
        assert [one["missing"] for one in said["languages"]] == [[], []]
        new.write_text(whole.replace(f"en: {words.en}", "", 1).replace(f'en: "{words.en}"', "", 1))
        assert run(["--language", "en", "questionnaire", "languages", str(new)]) == 0
        text = capsys.readouterr().out
        assert "sections.0.items.0.text" in text
        assert "behind" not in text
