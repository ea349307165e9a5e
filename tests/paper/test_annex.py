"""The annex tables and the second page of the city's summary, on believable answers."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.base.sentences import Language, Sentence
from app.paper.reports.annex import annex_tables
from app.paper.reports.city import city_report
from app.paper.reports.dossier import Dossier
from app.paper.reports.figures import printed, worded
from app.paper.reports.words import item_mention, item_name
from app.scoring.estimate import Estimate
from app.scoring.results import Mask, Withheld, WithheldFigure
from app.scoring.scheme import Component
from tests.paper.believable import CODES, dossier, shared

SMALL, FEW = CODES[1], CODES[5]


@pytest.fixture(scope="module")
def six() -> Dossier:
    return dossier(6, {SMALL: (12, 8), FEW: (3, 9)}, before=True)


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_annex_holds_every_figure_that_may_be_printed_and_the_reason_of_every_other(six: Dossier) -> None:
    assert annex_tables(six) == annex_tables(six)
    text = read(annex_tables(six))
    for number in range(1, 7):
        assert f"Tabel {number}." in text
    for agency in six.result.agencies:
        for outcome in (agency.index, *agency.dimensions.values()):
            if isinstance(outcome, Estimate):
                assert printed(Language.ID, outcome) in text
    for one in six.result.withheld:
        assert one.withheld.why.spoken(Language.ID)[1:] in text
    assert "dengan 10 pegawai dan 10 pengguna" in text
    assert six.result.missing  # the row of the city counts them too, though its index does not
    assert "mencakup semua yang menjawab, juga dari instansi yang ditahan" in text


def test_a_question_that_is_held_back_is_named(six: Dossier) -> None:
    held = six.result.agency(CODES[0])
    component, item = Component.EXTERNAL, next(iter(held.groups[Component.EXTERNAL].items))
    why = Withheld(Mask.UNDER_LIMIT, Sentence("scoring.under_limit", {"limit": 10}), 10)
    one = WithheldFigure(held.agency, component, None, why, item)
    others = tuple(each for each in six.result.withheld if not each.item)
    result = replace(six.result, withheld=(*others, one))
    text = read(annex_tables(replace(six, result=result)))
    name = item_name(result, component, item, Language.ID).rstrip(".?")
    assert f"Pengguna: {name} <10" in text[text.index("Yang ditutup, dan alasannya") :]
    many = (*others, *(replace(one, item=each) for each in [*held.groups[component].items][:4]))
    assert "Pengguna: 4 pertanyaan" in read(
        annex_tables(replace(six, result=replace(six.result, withheld=many)))
    )


def test_no_number_of_persons_stands_in_the_annex_from_which_a_closed_one_followed(six: Dossier) -> None:
    small = six.result.agency(SMALL)
    assert isinstance(small.index, Estimate)
    text = read(annex_tables(six))
    answered = text[text.index("Siapa yang menjawab") :]
    line = answered[answered.index("Dinas Kesehatan") : answered.index("Dinas Pekerjaan Umum")]
    assert "<10 dari 15" in line
    assert "12 dari 15" not in line  # the staff's number would tell that of the users


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize(("number", "most"), [(1, 2), (6, 2), (20, 4)])
def test_a_summary_has_two_pages_and_four_for_twenty_agencies(
    number: int, most: int, before: bool, language: Language
) -> None:
    given = shared(dossier(number, {FEW: (3, 9)} if number > 1 else {}, before=before))
    assert len(PdfReader(io.BytesIO(city_report(given, language))).pages) == most


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("number", [1, 6, 20])
def test_no_agencys_name_and_no_foot_is_cut_on_the_citys_papers(number: int, language: Language) -> None:
    given = dossier(number, before=True)
    office = replace(given.imprint, source="Badan Pusat Statistik Kota Palembang (latihan)", practice=True)
    papers = [write(replace(given, imprint=office), language) for write in (city_report, annex_tables)]
    for text in map(read, papers):
        assert "…" not in text
        for agency in given.result.agencies:
            assert worded(agency.name, language) in text


def test_a_heading_of_the_second_page_stands_above_its_table_and_not_at_the_foot_before() -> None:
    pages = PdfReader(io.BytesIO(city_report(dossier(20, before=True)))).pages
    (page,) = (text for page in pages if "Sejak periode lalu" in (text := page.extract_text()))
    assert "naik nyata" in page


def test_english_papers_say_that_the_order_is_that_of_the_indonesian_names(six: Dossier) -> None:
    for text in (read(city_report(six, Language.EN)), read(annex_tables(six, Language.EN))):
        assert "(alphabetical)" not in text
        assert "95% interval, in alphabetical order" not in text
        assert "Indonesian name" in text


def test_a_city_without_rooms_and_without_the_question_says_so_once(six: Dossier) -> None:
    bare = replace(six, result=replace(six.result, rooms=None, steering=None, experts_steering=None))
    text = read(city_report(bare))
    assert "Gangguan tidak dicatat: tidak ada ruang survei pada periode ini. Pengarahan tidak dicatat" in text
    assert "Gangguan:" not in text


def test_rooms_that_agencies_shared_are_told_of_the_city_and_of_nobody() -> None:
    text = read(city_report(shared(dossier(6))))
    assert "Gangguan: di 3 dari 5 sesi." in text
    assert "tekanan pada responden di 1 sesi" in text
    assert "bilik terhenti di 2 sesi, paling lama 3 menit" in text
    assert "Catatan kejadian 1 bilik belum masuk." in text
    assert "dihitung per sesi, tidak per instansi" in text
    assert "10–19 orang di antara pegawai dan pengguna, <5 orang di antara eksper" in text
    assert text.count("di 3 dari 5 sesi") == 1


def test_the_second_page_of_the_city_says_how_it_went_and_what_changed(six: Dossier) -> None:
    text = read(city_report(six))
    assert "Jalannya survei di halaman 2." in text
    assert "1 pengaduan terbukti" in text
    assert "naik nyata" in text
    assert "3 kegiatan dicatat, dari 1 instansi" in text


def test_an_item_without_a_name_in_the_readers_language_is_quoted_in_sentences(six: Dossier) -> None:
    result = six.result
    component, item = next(
        (c, i) for c, places in result.item_places.items() for i, p in places.items() if p.words
    )
    words = result.item_places[component][item].words
    assert words is not None
    named = item_mention(result, component, item, Language.EN)
    assert named.startswith("“")
    assert named.endswith("”")
    assert words.concept is None or item_mention(result, component, item, Language.ID) == words.concept
