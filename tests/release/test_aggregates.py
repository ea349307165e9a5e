"""The public tables: typed, rounded, withheld with a reason, and without a number that could tell."""

from dataclasses import replace

from app.release.aggregates import Place, public_tables
from app.release.table import Table
from app.scoring.results import AgencyResult, CityResult, ItemPlace, Mask
from app.scoring.scheme import Component, Dimension
from tests.paper.test_reports import SMALL, TOO_FEW, agency, city, estimate
from tests.release.made import column_of, words

CITY = Place("1671", "Kota Palembang")
WORDINGS = {Component.INTERNAL: {"a1": words("=Syarat jelas"), "a2": words("Biaya jelas")}}


def result(*agencies: AgencyResult) -> CityResult:
    made = city(*agencies)
    return replace(
        made,
        components={Component.INTERNAL: estimate(77.45), Component.EXPERT: SMALL},
        cells={Component.INTERNAL: {}, Component.EXPERT: {}},
        items={Component.INTERNAL: {"a1": estimate(80.04), "a2": SMALL}},
        item_places={Component.INTERNAL: {"a1": ItemPlace(Dimension.DUTIES, 0.5)}},
    )


def tables(*agencies: AgencyResult) -> dict[str, Table]:
    return {table.name: table for table in public_tables(result(*agencies), CITY, WORDINGS)}


def test_an_index_stands_with_its_error_its_interval_and_its_persons() -> None:
    row = tables(agency("dishub"))["indeks"].frame.row(1, named=True)
    wanted = {
        "tingkat": "instansi",
        "kode": "dishub",
        "nilai": 71.2,
        "galat_baku": 2.9,
        "batas_bawah": 65.4,
        "batas_atas": 77.0,
        "derajat_bebas": 30,
        "n": 36,
        "status": "terbit",
        "alasan": None,
        "tercetak": "71.2",
        "sebelum_koreksi": 71.7,
        "koreksi": 0.5,
        "kategori": "belum_dapat_digolongkan",
        "dibanding_kota": "not_different",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_a_withheld_figure_is_typed_and_holds_nothing_else() -> None:
    shown = tables(agency("dishub"), agency("ulp", index=TOO_FEW))
    row = shown["indeks"].frame.row(2, named=True)
    assert (row["status"], row["alasan"], row["tercetak"]) == ("ditahan", "too_few", "–*")
    numbers = ("nilai", "galat_baku", "batas_bawah", "batas_atas", "derajat_bebas", "rse_persen", "n")
    assert {row[name] for name in (*numbers, "sebelum_koreksi", "koreksi", "kategori")} == {None}
    dimension = shown["dimensi"].frame.row(-1, named=True)
    assert (dimension["kode"], dimension["nilai"], dimension["tercetak"]) == ("ulp", None, "<10")
    persons = shown["responden"].frame.row(3, named=True)
    assert (persons["jumlah"], persons["status"], persons["tercetak"]) == (None, "ditahan", "<10")


def test_one_withheld_number_of_persons_closes_all_but_those_of_the_index() -> None:
    open_, closed = tables(agency("dishub")), tables(agency("dishub"), agency("ulp", index=TOO_FEW))
    assert set(open_["dimensi"].frame["n"]) == {36}
    for name in ("dimensi", "kelompok", "butir"):
        assert set(closed[name].frame["n"]) == {None}
        assert set(closed[name].frame["derajat_bebas"]) == {None}


def test_the_persons_of_the_city_s_index_are_said_to_be_all_of_them() -> None:
    closed = tables(agency("dishub"), agency("ulp", index=TOO_FEW))
    whole = closed["indeks"].frame.row(0, named=True)
    assert (whole["tingkat"], whole["derajat_bebas"]) == ("kota", None)
    assert "termasuk dari instansi yang indeksnya ditahan" in column_of(closed["indeks"], "n").label.id
    assert column_of(closed["dimensi"], "n").label.id == "Banyaknya responden"


def test_items_of_the_city_are_named_by_their_words_and_held_to_the_limit() -> None:
    rows = tables(agency("dishub"))["butir"].frame.rows(named=True)
    shown = ("butir", "pernyataan", "dimensi", "nilai", "tercetak")
    assert [tuple(row[name] for name in shown) for row in rows] == [
        ("a1", "=Syarat jelas", "duties", 80.0, "80.0"),
        ("a2", "Biaya jelas", None, None, "<10"),
    ]


def test_how_many_rows_there_are_follows_from_the_round_and_not_from_its_respondents() -> None:
    one = result(agency("dishub"))
    many = replace(one, persons=100_000)
    heights = [[t.frame.height for t in public_tables(r, CITY, WORDINGS)] for r in (one, many)]
    assert heights[0] == heights[1]


def test_every_reason_that_scoring_may_give_is_explained() -> None:
    reasons = column_of(tables(agency("dishub"))["indeks"], "alasan").categories
    assert set(reasons) == {one.value for one in Mask}


def test_every_row_carries_its_run() -> None:
    for table in tables(agency("dishub")).values():
        assert set(table.frame["run_id"]) == {"ab" * 32}
