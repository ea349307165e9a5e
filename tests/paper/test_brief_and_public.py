"""The two pages for a head of agency and the one for everybody: short, whole, and without a closed figure."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.base.sentences import Language
from app.paper.reports.brief import agency_brief
from app.paper.reports.dossier import Dossier
from app.paper.reports.figures import printed
from app.paper.reports.public import public_sheet
from app.scoring.estimate import Estimate
from app.scoring.priorities import spoken
from tests.paper.believable import CODES, IMPRINT, THIRD, dossier, practice

SMALL, FEW = CODES[1], CODES[5]
NO_EXAMPLE = {"example": False}


@pytest.fixture(scope="module")
def six() -> Dossier:
    return dossier(6, {SMALL: (12, 8), FEW: (3, 9)})


def read(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("language", Language)
def test_a_brief_has_two_pages_for_every_agency_and_nothing_closed_in_them(
    six: Dossier, language: Language
) -> None:
    for agency in six.result.agencies:
        found, decide = read(agency_brief(six, agency.agency, language))
        if isinstance(agency.index, Estimate):
            assert printed(language, agency.index) in found
        else:
            assert agency.index.why.spoken(language) in found
            assert "–*" in found
        for group in agency.groups.values():
            for outcome in group.cells.values():
                assert isinstance(outcome, Estimate) or str(outcome.limit or "–*") in found
        assert "30" in decide


def test_a_brief_begins_with_the_first_areas_and_says_why(six: Dossier) -> None:
    found, decide = read(agency_brief(six, THIRD))
    for area in six.areas[THIRD].items[:3]:
        assert spoken(area, six.result.method, Language.ID) in found
    assert "jangan dicari dan jangan ditanyakan" in decide


def test_a_brief_tells_how_the_survey_went_in_whole_sentences(six: Dossier) -> None:
    _, decide = read(agency_brief(six, FEW))
    assert "Menjawab: ditutup. Melaporkan pengarahan: ditutup. Gangguan: tidak ada. Isian" in decide


@pytest.mark.parametrize("language", Language)
def test_the_public_sheet_names_kpk_as_its_source_only_where_the_weights_are_no_example(
    six: Dossier, language: Language
) -> None:
    (text,) = read(public_sheet(six, language))
    assert f"{IMPRINT.source}. " in text
    real = replace(six, result=replace(six.result, method=six.result.method.model_copy(update=NO_EXAMPLE)))
    (text,) = read(public_sheet(real, language))
    assert f"{IMPRINT.source} {'dan' if language is Language.ID else 'and'} KPK. " in text


def test_the_public_sheet_is_one_page_that_names_no_agency_but_those_withheld(six: Dossier) -> None:
    (text,) = read(public_sheet(six))
    for words in (
        "Seberapa bersih layanan kota kita?",
        f"{six.result.persons} orang",
        "Hubungi KPK di nomor 198",
        "bukan peringkat instansi",
        "Dihitung dari 5 instansi. Unit Layanan Pengadaan ditahan",
        "Lembar publik",
        str(six.result.run_id),
    ):
        assert words in text, words
    for outcome in six.result.dimensions.values():
        assert printed(Language.ID, outcome) in text
    assert "Dinas" not in text


def test_a_city_without_an_index_still_has_its_sheet_and_says_why() -> None:
    (text,) = read(public_sheet(practice(dossier(1, {CODES[0]: (3, 9)})), Language.EN))
    assert text.count("closed") >= 7
    assert "fewer than 5 staff answered" in text
    assert "Worked out from 0" not in text
    assert public_sheet(dossier(1)) == public_sheet(dossier(1))
