"""Forms of others: what Bilik can say comes in, what it cannot is named by sheet, row and column."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.base.sentences import Language
from app.office.commands.main import run
from app.office.findings import Findings
from app.office.questions.xlsform.importing import Imported
from app.questionnaire.model import (
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Precision,
    Questionnaire,
    Ranking,
    Required,
    Roster,
    Severity,
    Single,
    TextItem,
)
from tests.office.xlsforms import HEAD, LIST, YES_NO, Rows, brought, places, taken, workbook

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "xlsform"
Capture = pytest.CaptureFixture[str]

CHOICES: Rows = (
    *YES_NO,
    *(("scale", str(code), label) for code, label in enumerate(("Buruk", "Cukup", "Baik"), 1)),
    *(("office", name, name.upper()) for name in ("dukcapil", "dishub", "pupr")),
)
EVERY_KIND: Rows = (
    (*HEAD, "hint", "required", "relevant", "constraint", "constraint_message", "calculation",
     "appearance", "parameters", "repeat_count"),
    ("note", "salam", "Selamat datang"),
    ("begin group", "umum", "Umum"),
    ("select_one yn", "pernah", "Pernah datang?", "Dalam 12 bulan", "yes"),
    ("select_one scale", "mutu", "Bagaimana?", None, None, "${pernah} = 'ya'", None, None, None, "likert"),
    ("select_multiple office", "kantor", "Kantor mana?", None, None, None, "count-selected(.) <= 2"),
    ("rank office", "urutan", "Urutkan"),
    ("integer", "kali", "Berapa kali?", None, None, "selected(${kantor}, 'dishub')", ". > 0 and . <= 50"),
    ("range", "nilai", "Nilai?", None, None, None, None, None, None, None, "start=1 end=10 step=1"),
    ("text", "saran", "Saran?", None, None, None, "string-length(.) < 201"),
    ("date", "kapan", "Kapan?", None, None, None, ". <= today()", "Tanggal belum tiba.", None, "month-year"),
    ("calculate", "jumlah", None, None, None, None, None, None, "${kali} + ${nilai} - 1"),
    ("acknowledge", "paham", "Mohon dibaca."),
    ("begin group", "tabel", "Nilailah", None, None, None, None, None, None, "table-list"),
    ("select_one scale", "tabel_a", "Ruang tunggu"),
    ("select_one scale", "tabel_b", "Petugas"),
    ("end group",),
    ("end group",),
    ("begin repeat", "orang", "Anggota", None, None, None, None, None, None, None, None, 3),
    ("text", "nama", "Nama samaran?", None, None, None, "string-length(.) <= 40"),
    ("integer", "umur", "Umur?", None, None, None, ". >= 0 and . <= 120 and (. < 20 or . > 25)"),
    ("end repeat",),
)  # fmt: skip


def items(asked: Questionnaire) -> Mapping[str, Item]:
    return {item.id: item for section in asked.sections for item in section.items}


def test_every_kind_of_question_comes_in(tmp_path: Path) -> None:
    settings = (("form_title", "form_id", "version"), ("Uji Layanan", "uji_layanan", "2.1"))
    made = brought(tmp_path, workbook(EVERY_KIND, CHOICES, settings))
    asked = taken(made)
    assert (asked.id, asked.version, asked.title.id, asked.languages) == (
        "uji-layanan",
        "2.1",
        "Uji Layanan",
        ("id",),
    )
    assert [section.id for section in asked.sections] == ["bagian_1", "umum", "bagian_2"]
    assert asked.sections[1].title.id == "Umum"
    assert asked.absent == ()
    found = items(asked)
    assert isinstance(found["salam"], Note)
    visited = found["pernah"]
    assert isinstance(visited, Single)
    assert visited.required is Required.HARD
    assert visited.hint is not None
    assert [(one.code, one.label.id) for one in visited.options] == [(1, "Ya"), (2, "Tidak")]
    quality = found["mutu"]
    assert isinstance(quality, Likert)
    assert quality.show_if == {"==": [{"v": "pernah"}, 1]}
    assert [point.code for point in asked.scales[quality.scale]] == [1, 2, 3]
    offices = found["kantor"]
    assert isinstance(offices, Multi)
    assert offices.max_choices == 2
    assert isinstance(found["urutan"], Ranking)
    times = found["kali"]
    assert isinstance(times, Number)
    assert (times.min, times.max, times.checks) == (1, 50, ())
    assert times.show_if == {"any-in": ["kantor", [2]]}
    grade = found["nilai"]
    assert isinstance(grade, Number)
    assert (grade.min, grade.max) == (1, 10)
    said = found["saran"]
    assert isinstance(said, TextItem)
    assert said.max_chars == 200
    when = found["kapan"]
    assert isinstance(when, Date)
    assert when.precision is Precision.MONTH
    assert when.checks[0].rule == {"<=": [{"date-diff": [{"today": []}, {"v": "kapan"}, "days"]}, 0]}
    assert (when.checks[0].message.id, when.checks[0].severity) == ("Tanggal belum tiba.", Severity.HARD)
    total = found["jumlah"]
    assert isinstance(total, Calculated)
    assert total.value == {"sum": [{"v": "kali"}, {"v": "nilai"}, -1]}
    assert isinstance(found["paham"], Note)
    table = found["tabel"]
    assert isinstance(table, Matrix)
    assert [(row.id, row.text.id) for row in table.rows] == [
        ("tabel_a", "Ruang tunggu"),
        ("tabel_b", "Petugas"),
    ]
    people = found["orang"]
    assert isinstance(people, Roster)
    assert (people.min, people.max, [one.id for one in people.items]) == (3, 3, ["nama", "umur"])
    age = people.items[1]
    assert isinstance(age, Number)
    assert (age.min, age.max, len(age.checks)) == (0, 120, 1)


def test_the_same_form_gives_the_same_bytes_and_says_which_name_became_which_code(tmp_path: Path) -> None:
    made = [brought(tmp_path, workbook(EVERY_KIND, CHOICES)) for _ in range(2)]
    first, second = (one.path.read_bytes() for one in made if isinstance(one, Imported))
    assert first.split(b"\nid: ")[0].split(b"\n")[1:] == second.split(b"\nid: ")[0].split(b"\n")[1:]
    assert b"# office: dukcapil = 1, dishub = 2, pupr = 3" in first
    assert isinstance(made[0], Imported)
    assert made[0].lists["scale"] == {"1": 1, "2": 2, "3": 3}
    coded = [note for note in made[0].notes if note.sentence.key == "xlsform.coded"]
    assert [note.place for note in coded] == ["choices!B2", "choices!B7"]


def test_a_filter_of_choices_shows_each_choice_by_its_own_condition(tmp_path: Path) -> None:
    survey = (
        (*HEAD, "choice_filter"),
        ("select_one kota", "kota", "Kota?"),
        ("select_one kec", "kec", "Kecamatan?", "kota = ${kota}"),
        ("select_one kec", "lain", "Yang lain?", "kota = 'plg' or selected(${kota}, 'lain')"),
    )
    choices = (
        (*LIST, "kota"),
        ("kota", "plg", "Palembang", None),
        ("kota", "lain", "Lainnya", None),
        ("kec", "it1", "Ilir Timur I", "plg"),
        ("kec", "sako", "Sako", "plg"),
        ("kec", "luar", "Luar kota", "lain"),
        ("kec", "jauh", "Jauh", "lain"),
    )
    asked = taken(brought(tmp_path, workbook(survey, choices)))
    district, other = items(asked)["kec"], items(asked)["lain"]
    assert isinstance(district, Single)
    assert isinstance(other, Single)
    in_city: list[object] = [{"==": [{"v": "kota"}, code]} for code in (1, 2)]
    assert [one.show_if for one in district.options] == [in_city[0], in_city[0], in_city[1], in_city[1]]
    assert district.show_if == {"or": in_city}
    assert [one.show_if for one in other.options] == [None, None, in_city[1], in_city[1]]


def test_groups_lend_their_questions_a_condition_and_a_lead(tmp_path: Path) -> None:
    survey = (
        (*HEAD, "relevant"),
        ("select_one yn", "a", "A?"),
        ("begin group", "luar", "Luar", "${a} = 'ya'"),
        ("select_one yn", "b", "B?"),
        ("begin group", "dalam", "Tentang B", "${b} != 'ya'"),
        ("select_one yn", "c", "C?", "${a} = 'ya'"),
        ("end group",),
        ("end group",),
    )
    asked = taken(brought(tmp_path, workbook(survey, YES_NO)))
    assert asked.sections[1].show_if == {"==": [{"v": "a"}, 1]}
    third = items(asked)["c"]
    assert third.lead is not None
    assert third.lead.id == "Tentang B"
    not_yes = {"or": [{"not": {"answered": "b"}}, {"!=": [{"v": "b"}, 1]}]}
    assert third.show_if == {"and": [not_yes, {"==": [{"v": "a"}, 1]}]}


class TestLanguages:
    BOTH: Rows = (
        ("type", "name", "label::Bahasa Indonesia (id)", "label::English (en)"),
        ("select_one yn", "a", "Jelas?", "Clear?"),
    )
    BOTH_CHOICES: Rows = (
        ("list_name", "name", "label::Bahasa Indonesia (id)", "label::English (en)"),
        ("yn", "ya", "Ya", "Yes"),
        ("yn", "tidak", "Tidak", "No"),
    )

    def test_named_languages_are_taken_as_they_are(self, tmp_path: Path) -> None:
        made = brought(tmp_path, workbook(self.BOTH, self.BOTH_CHOICES), None)
        assert isinstance(made, Imported)
        asked = made.path.read_text()
        assert "languages:\n  - id\n  - en" in asked
        assert "id: Jelas?\n" in asked
        assert "en: Clear?\n" in asked

    def test_a_form_that_names_no_language_is_asked_for_it_and_nothing_is_written(
        self, tmp_path: Path
    ) -> None:
        made = brought(tmp_path, workbook((HEAD, ("select_one yn", "a", "Jelas?")), YES_NO), None)
        assert made == Refused("xlsform.language_unnamed", {"texts": 3})
        assert not list(tmp_path.glob("*.yaml"))

    def test_a_form_in_english_alone_is_refused_until_a_draft_is_asked_for(self, tmp_path: Path) -> None:
        data = workbook(
            (("type", "name", "label::English (en)"), ("select_one yn", "a", "Clear?")),
            (("list_name", "name", "label::English (en)"), ("yn", "y", "Yes"), ("yn", "n", "No")),
        )
        for language in (None, Language.ID):
            assert brought(tmp_path, data, language) == Refused("xlsform.only_english", {"texts": 3})
        made = brought(tmp_path, data, Language.EN)
        assert isinstance(made, Imported)
        asked_for = [one.place for one in made.findings if one.is_error]
        assert len(asked_for) == 3 + 2  # the title of the form and of its section besides
        assert all(place.endswith(".id") for place in asked_for)

    def test_another_language_is_named_at_its_column(self, tmp_path: Path) -> None:
        survey = ((*HEAD, "label::Français (fr)"), ("note", "a", "Halo", "Salut"))
        assert places(brought(tmp_path, workbook(survey))) == {"survey!D1": ["language_foreign"]}

    def test_the_default_language_of_the_settings_is_believed(self, tmp_path: Path) -> None:
        settings = (("form_title", "default_language"), ("Uji", "Bahasa Indonesia (id)"))
        made = brought(tmp_path, workbook((HEAD, ("note", "a", "Halo")), (), settings), None)
        assert isinstance(made, Imported)


HEADS = (*HEAD, "relevant", "constraint", "calculation", "required", "default", "appearance", "choice_filter",
         "read_only", "parameters", "repeat_count", "media::image", "trigger")  # fmt: skip


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        (("geopoint", "x", "Di mana?"), "A2", "type_foreign"),
        (("decimal", "x", "Berapa?"), "A2", "fractions"),
        (("start", "x"), "A2", "recorded"),
        (("deviceid", "x"), "A2", "recorded"),
        (("select_one_from_file kota.csv", "x", "Kota?"), "A2", "type_foreign"),
        (("select_one yn or_other", "x", "Ya?"), "A2", "or_other"),
        (("select_one hilang", "x", "Ya?"), "A2", "no_such_list"),
        (("note", "1x", "Halo"), "B2", "name_unfit"),
        (("text", None, "Halo"), "A2", "name_missing"),
        (("note", "x"), "A2", "label_missing"),
        (("note", "x", "Halo ${a}"), "C2", "piped"),
        (("note", "x", "Halo {agency}"), "C2", "braces"),
        (("note", "x", "Halo <b>Anda</b>"), "C2", "markup"),
        (("note", "x", "Halo", "${x} ="), "D2", "expression_here"),
        (("note", "x", "Halo", "../y = 'a'"), "D2", "expression_here"),
        (("note", "x", "Halo", "${hilang} = 1"), "D2", "no_such_name"),
        (("note", "x", "Halo", "regex(${a}, 'x')"), "D2", "function"),
        (("note", "x", "Halo", "${a} = 'mungkin'"), "D2", "no_such_choice"),
        (("note", "x", "Halo", "${a} > 1"), "D2", "no_order"),
        (("note", "x", "Halo", "${m} = 'ya'"), "D2", "use_selected"),
        (("note", "x", "Halo", "${a}"), "D2", "no_truth"),
        (("note", "x", "Halo", "${n} = 1.5"), "D2", "expression_fraction"),
        (("note", "x", "Halo", "${n} - ${n} = 1"), "D2", "subtraction"),
        (("note", "x", "Halo", "${n} = (${n} = 1)"), "D2", "truth_as_value"),
        (("note", "x", "Halo", ". = 1"), "D2", "dot_here"),
        (("note", "x", "Halo", "a = 1"), "D2", "bare_name"),
        (("note", "x", "Halo", "false()"), "D2", "never_shown"),
        (("note", "x", "Halo", "(" * 20 + "${n} = 1" + ")" * 20), "D2", "expression_deep"),
        (("note", "x", "Halo", "${n} = 1 or " * 300 + "${n} = 1"), "D2", "expression_long"),
        (("note", "x", "Halo", "date('2026-13-01') > today()"), "D2", "function"),
        (("integer", "x", "Berapa?", None, ". > 5 and . < 3"), "E2", "never_met"),
        (("integer", "x", "Berapa?", None, ". >= -100"), "E2", "too_small"),
        (("text", "x", "Apa?", None, "regex(., '[a-z]+')"), "E2", "function"),
        (("calculate", "x", None, None, None, "if(${n} > 1, 2, 3)"), "F2", "function"),
        (("calculate", "x"), "A2", "calculation_missing"),
        (("text", "x", "Apa?", None, None, "${n} + 1"), "F2", "calculation_here"),
        (("text", "x", "Apa?", None, None, None, "${n} = 1"), "G2", "required_condition"),
        (("text", "x", "Apa?", None, None, None, None, "Budi"), "H2", "default"),
        (("text", "x", "Apa?", None, None, None, None, None, "signature"), "I2", "appearance"),
        (("text", "x", "Apa?", None, None, None, None, None, None, "a = 1"), "J2", "column_here"),
        (("select_one yn", "x", "Ya?", *[None] * 6, "kota = ${a}"), "J2", "no_such_column"),
        (("text", "x", "Apa?", *[None] * 7, "yes"), "K2", "read_only"),
        (("select_one yn", "x", "Ya?", *[None] * 8, "seed=1"), "L2", "parameter"),
        (("range", "x", "Nilai?", *[None] * 8, "start=1 end=2 step=0.1"), "L2", "range"),
        (("text", "x", "Apa?", *[None] * 9, 3), "M2", "column_here"),
        (("text", "x", "Apa?", *[None] * 10, "a.png"), "N2", "media"),
        (("text", "x", "Apa?", *[None] * 11, "${n}"), "O2", "trigger"),
        (("begin repeat", "x", "Ulang", *[None] * 9, "${n}"), "M2", "repeat_count"),
        (("begin group", "x", "Kelompok"), "A2", "never_ends"),
        (("end group",), "A2", "end_alone"),
        (("begin loop over yn", "x", "Ulang"), "A2", "type_foreign"),
    ],
)  # fmt: skip
def test_what_cannot_come_along_is_named_at_its_cell(
    tmp_path: Path, row: tuple[object, ...], place: str, said: str
) -> None:
    others = (("select_one yn", "a", "A?"), ("select_multiple yn", "m", "M?"), ("integer", "n", "N?"))
    found = places(brought(tmp_path, workbook((HEADS, row, *others), YES_NO)))
    assert said in found[f"survey!{place}"]
    assert not list(tmp_path.glob("*.yaml"))


def test_a_name_too_long_is_cut_and_two_that_then_are_one_are_refused(tmp_path: Path) -> None:
    made = brought(tmp_path, workbook((HEAD, ("note", "n" * 40, "Halo"))))
    assert list(items(taken(made))) == ["n" * 32]
    assert isinstance(made, Imported)
    assert made.names == {"n" * 40: "n" * 32}
    repeat = (("begin repeat", "r", "R"), ("integer", "n" * 31, "N?"), ("end repeat",))
    asked = items(taken(brought(tmp_path, workbook((HEAD, *repeat)))))["r"]
    assert isinstance(asked, Roster)
    assert asked.items[0].id == "n" * 29
    survey = (HEAD, ("note", "n" * 40, "Halo"), ("note", "n" * 33 + "m", "Halo"), ("note", "N" * 32, "Halo"))
    assert places(brought(tmp_path, workbook(survey))) == {
        "survey!B3": ["name_twice"],
        "survey!B4": ["name_twice"],
    }


def test_all_problems_are_said_at_once_in_the_order_of_the_sheets(tmp_path: Path) -> None:
    survey = (
        (*HEAD, "relevant"),
        ("geopoint", "x", "Di mana?", "a("),
        ("note", "y", "${x}"),
        ("text", "y", "Y?"),
    )
    choices = (LIST, ("yn", None, "Ya"))
    found = places(brought(tmp_path, workbook(survey, choices, (("version",), ("kemarin",)))))
    assert list(found) == ["survey!A2", "survey!C3", "survey!B4", "settings!A2"]


def test_a_form_that_pyxform_refuses_is_refused_in_its_words(tmp_path: Path) -> None:
    survey = ((*HEAD, "appearance"), ("select_one yn", "a", "A?", "likert"), ("note", "b", "B"))
    data = workbook(survey, YES_NO, (("form_title", "name"), ("Uji", "1 salah")))
    made = brought(tmp_path, data)
    assert places(made) == {"settings!A1": ["pyxform"]}


def test_an_existing_file_is_never_replaced(tmp_path: Path, capsys: Capture) -> None:
    file, out = tmp_path / "form.xlsx", tmp_path / "mine.yaml"
    file.write_bytes(workbook((HEAD, ("note", "a", "Halo"))))
    out.write_text("my work")
    command = ["questionnaire", "import", str(file), "--out", str(out), "--group", "training", "--json"]
    assert run([*command, "--language", "id"]) == 3
    assert json.loads(capsys.readouterr().out)["code"] == "xlsform.out_exists"
    assert out.read_text() == "my work"


def test_the_command_writes_and_tells_what_it_said_otherwise(tmp_path: Path, capsys: Capture) -> None:
    file, out = tmp_path / "form.xlsx", tmp_path / "uji.yaml"
    file.write_bytes(workbook((HEAD, ("select_one yn", "Puas", "Puas?")), YES_NO))
    options = [
        "--out",
        str(out),
        "--group",
        "external",
        "--language",
        "id",
        "--id",
        "uji",
        "--form-version",
        "3.0",
    ]
    assert run(["questionnaire", "import", str(file), *options, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["questionnaire"], value["version"], value["questions"]) == ("uji", "3.0", 1)
    assert (value["names"], value["lists"]) == ({"Puas": "puas"}, {"yn": {"ya": 1, "tidak": 2}})
    assert [note["place"] for note in value["notes"]] == ["survey!B2", "choices!B2"]
    assert run(["questionnaire", "lint", str(out)]) == 0
    out.unlink()
    assert run(["--language", "en", "questionnaire", "import", str(file), *options]) == 0
    assert "survey!B2: note: “Puas” became “puas”." in capsys.readouterr().out


def test_a_refusal_names_every_cell_on_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    file, out = tmp_path / "form.xlsx", tmp_path / "uji.yaml"
    file.write_bytes(workbook((HEAD, ("geopoint", "x", "Di mana?"))))
    options = ["--out", str(out), "--group", "external", "--language", "id"]
    assert run(["questionnaire", "import", str(file), *options]) == 3
    assert "survey!A2: Tipe “geopoint” tidak ada di Bilik." in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.external
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference forms are not beside the checkout")
class TestReferenceForms:
    """The forms of pyxform's own tests and tutorial."""

    EXPECTED: Mapping[str, tuple[Language, Mapping[str, list[str]] | None]] = {
        "calculate.xls": (
            Language.ID,
            {"survey!C3": ["piped"], "survey!D4": ["function"], "survey!C5": ["piped"]},
        ),
        "choice_filter_test.xlsx": (Language.ID, None),
        "group.xlsx": (Language.EN, {"survey!A4": ["recorded"]}),
        "repeat_date_test.xls": (
            Language.ID,
            {"survey!A4": ["label_missing"], "survey!B4": ["repeat_count"]},
        ),
        "specify_other.xlsx": (Language.EN, {"survey!A2": ["or_other"]}),
        "tutorial.xls": (Language.ID, None),
        "yes_or_no_question.xlsx": (Language.EN, None),
    }

    @pytest.mark.parametrize("name", sorted(EXPECTED))
    def test_each_comes_in_or_is_refused_at_its_cells(self, name: str, tmp_path: Path) -> None:
        language, wanted = self.EXPECTED[name]
        made = brought(tmp_path, (REFERENCE / name).read_bytes(), language)
        if wanted is None:
            assert isinstance(made, Imported), made
        else:
            assert places(made) == wanted

    def test_the_one_with_an_unknown_type_is_refused_at_thirty_six_cells(self, tmp_path: Path) -> None:
        made = brought(tmp_path, (REFERENCE / "unknown_question_type.xls").read_bytes())
        assert isinstance(made, Findings)
        assert len(made.findings) == 36
        assert "survey!A52" in places(made)

    def test_none_is_forgotten(self) -> None:
        there = {path.name for path in REFERENCE.glob("*.xls*")}
        assert there == {*self.EXPECTED, "unknown_question_type.xls"}
