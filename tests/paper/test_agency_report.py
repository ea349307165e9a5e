"""The report of one agency on believable answers: all its chapters, and nothing of what was withheld."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.base.sentences import Language
from app.paper.reports.agency import agency_report
from app.paper.reports.dossier import Dossier
from app.paper.reports.rooms import agency_told, rooms_words, steering_words
from app.scoring.priorities import spoken
from app.scoring.results import Conduct, Reports, Rooms, Withheld
from tests.paper.believable import CODES, THIRD, dossier, practice, shared

SMALL, FEW = CODES[1], CODES[5]


@pytest.fixture(scope="module")
def six() -> Dossier:
    """Six agencies, one with a small group, one with too few staff, and a period before."""
    return dossier(6, {SMALL: (12, 8), FEW: (3, 9)}, before=True)


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_a_report_has_every_chapter_with_a_bookmark_and_says_where_the_method_is(six: Dossier) -> None:
    reader, text = read(agency_report(six, THIRD))
    assert 8 <= len(reader.pages) <= 12
    marks = {
        str(mark.title): reader.get_destination_page_number(mark)
        for mark in reader.outline
        if not isinstance(mark, list)
    }
    assert list(marks) == [
        "Ikhtisar",
        "Bidang prioritas dan tindak lanjut",
        "Mengapa bidang ini diutamakan",
        "Dibandingkan dengan kota dan periode lalu",
        "Yang sudah dilakukan melawan korupsi",
        "Pertanyaan satu per satu",
        "Yang ditutup, dan alasannya",
        "Cara angka ini dihitung",
    ]
    assert f"Metode di halaman {(marks['Cara angka ini dihitung'] or 0) + 1}." in text
    for words in (
        "Tanggapan instansi",
        "Penanggung jawab",
        "Inspektur Kota Palembang",
        "Notula 12/Dishub/2026",
    ):
        assert words in text
    assert text.count(f"run {six.result.run_id}") == len(reader.pages)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("number", [1, 6, 20])
def test_a_report_has_eight_to_twelve_pages(number: int, before: bool, language: Language) -> None:
    given = shared(dossier(number, before=before))
    for code in (CODES[0], CODES[number - 1]):
        assert 8 <= len(PdfReader(io.BytesIO(agency_report(given, code, language))).pages) <= 12


def test_a_report_says_what_disturbed_its_rooms_and_whose_they_were(six: Dossier) -> None:
    text = read(agency_report(six, THIRD))[1]
    assert "di 3 dari 5 sesi" in text
    assert "Listrik padam di 1 sesi; tekanan pada responden di 1 sesi; bilik terhenti di 2 sesi" in text
    assert "Ruangnya dipakai bersama instansi lain" in text
    assert "Ruangnya dipakai bersama" not in read(agency_report(six, CODES[0]))[1]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("flagged", "unreviewed", "aside"), [(0, 0, 0), (3, 1, 0), (3, 0, 0), (300, 0, 120)])
def test_nothing_that_is_said_of_the_survey_is_cut(
    six: Dossier, language: Language, flagged: int, unreviewed: int, aside: int
) -> None:
    result = six.result
    agencies = tuple(
        replace(one, conduct=replace(one.conduct, flagged=flagged, unreviewed=unreviewed, set_aside=aside))
        for one in result.agencies
    )
    given = shared(replace(six, result=replace(result, agencies=agencies)))
    reader, _ = read(agency_report(given, THIRD, language))
    assert "…" not in reader.pages[0].extract_text()


def test_what_is_not_known_of_rooms_and_steering_says_why() -> None:
    agency = dossier(1).result.agencies[0]
    for rooms, line, why in (
        (None, "tidak dicatat", "tidak ada ruang dengan kode untuk instansi ini"),
        (Rooms(0, silent=2), "tidak dicatat", "belum ada catatan kejadian yang masuk"),
        (Rooms(4, silent=1), "belum diketahui", "Catatan kejadian 1 bilik belum masuk."),
        (Rooms(4), "tidak ada", ""),
    ):
        assert rooms_words(rooms, Language.ID) == line
        assert why in agency_told(replace(agency, conduct=Conduct(rooms=rooms)), Language.ID)
    for steering, line, why in (
        (None, "tidak dicatat", "tidak ditanyakan"),
        (Reports(0), "ditutup", "kelompoknya terlalu kecil"),
        (Reports(0, 9), "<10 orang", "“<10 orang” juga dapat berarti tidak ada."),
        (Reports(10), "10 orang atau lebih", ""),
        (Reports(20, 29), "20–29 orang", ""),
    ):
        assert steering_words(steering, Language.ID) == line
        assert why in agency_told(replace(agency, conduct=Conduct(steering, Rooms(4))), Language.ID)


def test_every_area_stands_with_the_sentence_that_explains_it(six: Dossier) -> None:
    text = read(agency_report(six, THIRD))[1]
    areas = six.areas[THIRD]
    assert areas.dimensions
    assert areas.items
    for area in (*areas.dimensions, *areas.items):
        assert spoken(area, six.result.method, Language.ID) in text


def test_the_method_says_how_often_intervals_of_ten_persons_hold_the_truth(six: Dossier) -> None:
    text = read(agency_report(six, THIRD))[1]
    assert "dengan 10 pegawai dan 10 pengguna" in text
    assert "94,5%" in text


@pytest.mark.parametrize("code", [SMALL, FEW])
def test_a_small_group_shows_no_figure_of_any_group_on_any_page(six: Dossier, code: str) -> None:
    own = six.of(CODES[CODES.index(code)])
    assert all(isinstance(o, Withheld) for g in own.agency.groups.values() for o in g.items.values())
    text = read(agency_report(six, own.agency.agency))[1]
    items = text[
        text.index("Pertanyaan satu per satu Setiap") : text.index("Yang ditutup, dan alasannya Angka")
    ]
    assert "rata-rata kota" in items
    assert not re.search(r"\d,\d–\d", items)  # no interval: the city's means stand alone
    assert items.count("<10") > 40
    assert "Pegawai: angka gabungan; semua dimensi" in text or "Indeks dan semua angka di bawahnya" in text


def test_a_city_of_one_agency_has_a_report_in_both_languages_with_the_same_bytes_each_time() -> None:
    given = practice(dossier(1))
    for language in Language:
        one = agency_report(given, CODES[0], language)
        assert one == agency_report(given, CODES[0], language)
        text = read(one)[1]
        tag = "Latihan" if language is Language.ID else "Practice"
        assert text.count(tag) >= len(PdfReader(io.BytesIO(one)).pages)
        assert ("{agency}" in text) is False
