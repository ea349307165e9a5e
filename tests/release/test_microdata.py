"""From opened answers to tables: every kind of item, what is absent, what is never there."""

import json
from dataclasses import replace

from app.base.ids import AgencyCode
from app.questionnaire.model import Questionnaire
from app.questionnaire.route import Slot
from app.release.microdata import microdata_tables
from app.scoring.weights import StratumWeight
from tests.release.made import MISSING, column_of, questionnaire, response

RUN = "ab" * 32


def alone(_agency: AgencyCode, answered: int) -> StratumWeight:
    return StratumWeight(None, None, answered)


def test_every_kind_of_item_has_its_columns() -> None:
    table, roster = microdata_tables(questionnaire(), [response()], ["too_fast"], RUN, alone)
    row = table.frame.row(0, named=True)
    answers = {name: row[name] for name in table.frame.columns[table.frame.columns.index("run_id") + 1 :]}
    assert answers == {
        "l": 2,
        "s": 1,
        "m_1": 1,
        "m_2": 0,
        "m_9": 1,
        "r_1": 2,
        "r_2": 0,
        "r_3": 1,
        "n": 40,
        "d": "2026-08",
        "d_ada": 0,
        "t_ada": 0,
        "c": 40,
        "g1": 3,
        "g2": -98,
        "q": 2,
        "urut_s": "2 1",
    }
    assert (row["responden"], row["instansi"], row["lama"], row["tanda_too_fast"]) == (1, "dishub", 2, 1)
    assert roster.frame.select("responden", "baris", "umur").rows() == [(1, 1, 7), (1, 3, -99)]


def test_what_was_not_answered_says_why_in_every_column() -> None:
    names = ("l", "s", "m", "r", "n", "d", "t", "c", "g1", "g2", "q")
    absent = response(answers={Slot(name): -96 for name in names})
    table, roster = microdata_tables(questionnaire(), [absent], [], RUN, alone)
    row = table.frame.row(0, named=True)
    coded = [column.name for column in table.columns if column.missing]
    assert {row[name] for name in coded} == {-96}
    assert row["d"] is None
    assert roster.frame.height == 0
    assert all(set(column.missing) <= set(MISSING) for column in table.columns)


def test_what_respondents_wrote_themselves_is_in_no_table() -> None:
    for table in microdata_tables(questionnaire(), [response()], [], RUN, alone):
        assert "Pak Amir" not in table.frame.write_csv()


def test_codes_and_reasons_carry_their_labels_and_the_data_standard() -> None:
    table, _ = microdata_tables(questionnaire(), [response()], [], RUN, alone)
    column = column_of(table, "l")
    valid = {code: text.id for code, text in column.labels.items() if code not in column.missing}
    assert valid == {
        1: "Skala 1",
        2: "Skala 2",
        3: "Skala 3",
    }
    assert column.labels[-98].id == "Tidak tahu"
    assert (column.standard.konsep, column.standard.definisi) == ("Sikap", "Sikap saja")
    assert column_of(table, "n").standard.satuan == "tahun"
    assert column_of(table, "n").standard.rule == "0 <= n <= 120"


def test_an_expert_has_a_row_for_each_agency_rated() -> None:
    value = questionnaire().model_dump(mode="json")
    value["respondent_group"] = "expert"
    value["subjects"] = {"choose_text": {"id": "Pilih instansi"}}
    value["sections"] = [
        {**value["sections"][0], "items": [value["sections"][0]["items"][1]]},
        {
            **value["sections"][0],
            "id": "dua",
            "per_subject": True,
            "items": [value["sections"][0]["items"][0]],
        },
    ]
    asked = Questionnaire.model_validate_json(json.dumps(value))
    one = response(
        agency="",
        subjects=("dishub", "pupr"),
        answers={
            Slot("s"): 2,
            Slot("l", AgencyCode("dishub")): 1,
            Slot("l", AgencyCode("pupr")): -98,
        },
        order=("s=2,1",),
        flags={("pupr", "too_fast"): 2},
    )
    (table,) = microdata_tables(asked, [one], ["too_fast"], RUN, alone)
    assert table.key == ("responden", "instansi")
    found = table.frame.select("responden", "instansi", "tanda_too_fast", "s", "l", "urut_s").rows()
    assert found == [(1, "dishub", 0, 2, 1, "2 1"), (1, "pupr", 2, 2, -98, "2 1")]


def test_every_row_says_for_how_many_it_stands() -> None:
    def weigh(agency: AgencyCode, answered: int) -> StratumWeight:
        return {"dishub": StratumWeight(60, 15, answered), "pupr": StratumWeight(None, 4, answered)}[agency]

    some = [response(), replace(response(), agency="pupr"), response(), response()]
    table, _ = microdata_tables(questionnaire(), some, [], RUN, weigh)
    assert table.frame.select("instansi", "populasi", "bobot").rows() == [
        ("dishub", 60, 20.0),
        ("pupr", None, 4.0),
        ("dishub", 60, 20.0),
        ("dishub", 60, 20.0),
    ]
    assert [column.name for column in table.columns if column.weight] == ["bobot"]
