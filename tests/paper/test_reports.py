import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NumberObject

from app.base.ids import AgencyCode, Digest, QuestionnaireId
from app.base.sentences import Language, Sentence
from app.base.session import Category
from app.paper.reports.agency import agency_report
from app.paper.reports.city import city_report
from app.paper.reports.dossier import dossier_of
from app.paper.reports.figures import Imprint
from app.paper.reports.public import public_sheet
from app.questionnaire.model import Text
from app.scoring.estimate import Estimate
from app.scoring.results import (
    AgencyResult,
    CityResult,
    Comparison,
    Conduct,
    Correction,
    GroupResult,
    Mask,
    Outcome,
    Reports,
    Rooms,
    Standing,
    Target,
    Withheld,
)
from app.scoring.scheme import Band, Component, Dimension, Method
from tests.paper.picture import pictures

LABELS = {
    Dimension.TRANSPARENCY: "Transparansi",
    Dimension.DUTIES: "Pelaksanaan tugas",
    Dimension.INFLUENCE: "Perdagangan pengaruh",
    Dimension.BUDGET: "Pengelolaan anggaran",
    Dimension.HUMAN_RESOURCES: "Pengelolaan SDM",
    Dimension.PROCUREMENT: "Pengadaan",
    Dimension.OUTREACH: "Sosialisasi antikorupsi",
}
BANDS = (
    Band(name="rentan", label=Text(id="Rentan (contoh)", en="At risk (example)"), upper=729),
    Band(name="waspada", label=Text(id="Waspada (contoh)", en="Caution (example)"), upper=779),
    Band(name="terjaga", label=Text(id="Terjaga (contoh)", en="Sound (example)"), upper=1000),
)
ALL = {d: 142 + (6 if d is Dimension.DUTIES else 0) for d in Dimension}
USERS: dict[Dimension, int] = {
    d: 200 for d in Dimension if d not in {Dimension.BUDGET, Dimension.HUMAN_RESOURCES}
}
METHOD = Method(
    version=1,
    name=Text(id="Metode contoh 1", en="Example method 1"),
    example=True,
    component_weights={Component.INTERNAL: 400, Component.EXTERNAL: 400, Component.EXPERT: 200},
    dimension_weights={Component.INTERNAL: ALL, Component.EXTERNAL: USERS, Component.EXPERT: ALL},
    bands=BANDS,
    dimension_labels={d: Text(id=label) for d, label in LABELS.items()},
)
IMPRINT = Imprint(
    "Survei Penilaian Integritas 2026", "Kota Palembang", "10–28 Agustus 2026", "BPS Kota Palembang"
)
ROOMS = Rooms(5, {Category.POWER: 1}, 2, 3, 2)
TOO_FEW = Withheld(Mask.TOO_FEW, Sentence("scoring.too_few_internal", {"limit": 5}), 10)
SMALL = Withheld(Mask.UNDER_LIMIT, Sentence("scoring.under_limit", {"limit": 10}), 10)


def estimate(value: float, half: float = 5.8) -> Estimate:
    return Estimate(value, half / 2, 30, 36, value - half, value + half)


def agency(
    name: str, value: float = 71.2, *, index: Outcome | None = None, closed: bool = False
) -> AgencyResult:
    shown = estimate(value) if index is None else index
    held = isinstance(shown, Withheld)
    dimensions: dict[Dimension, Outcome] = {
        d: shown if isinstance(shown, Withheld) else estimate(value + place - 3)
        for place, d in enumerate(Dimension)
    }
    groups = {
        component: GroupResult(
            component,
            SMALL if held or closed else estimate(value),
            SMALL if held and component is Component.INTERNAL else 12,
            Target(15, 12) if component is not Component.EXPERT else None,
            (),
            {
                d: SMALL if held or closed else estimate(value + 4 * place - 6)
                for d in METHOD.asked(component)
            },
        )
        for place, component in enumerate(Component)
    }
    return AgencyResult(
        agency=AgencyCode(name),
        name=Text(id=name),
        index=shown,
        before_correction=shown if isinstance(shown, Withheld) else estimate(value + 0.5),
        corrections=() if held else (Correction(AgencyCode(name), 5, "1 pengaduan terbukti"),),
        standing=None if held else Standing(BANDS[0], open=True),
        versus_city=None if held else Comparison.NOT_DIFFERENT,
        dimensions=dimensions,
        dimensions_versus_city={} if held else dict.fromkeys(Dimension, Comparison.NOT_DIFFERENT),
        groups=groups,
        conduct=Conduct(Reports(0, 9), ROOMS, 1),
    )


def city(*agencies: AgencyResult) -> CityResult:
    missing = tuple((a.agency, a.index.why) for a in agencies if isinstance(a.index, Withheld))
    return CityResult(
        run_id=Digest("ab" * 32),
        method=METHOD,
        method_digest=Digest("cd" * 32),
        scheme_digests={QuestionnaireId("spi-internal"): Digest("ef" * 32)},
        index=estimate(74.5, 2.8),
        standing=Standing(BANDS[1], open=True),
        dimensions={d: estimate(72 + place) for place, d in enumerate(Dimension)},
        components={},
        cells={},
        persons=153,
        experts=11,
        ratings=62,
        included=tuple(a.agency for a in agencies if isinstance(a.index, Estimate)),
        missing=missing,
        agencies=agencies,
        withheld=(),
    )


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


DISHUB = agency("Dinas Perhubungan")
ULP = agency("ULP", index=TOO_FEW)


def report(result: AgencyResult, language: Language = Language.ID, imprint: Imprint = IMPRINT) -> list[str]:
    return pages(agency_report(dossier_of(city(result, ULP), imprint), result.agency, language))


def test_an_agencys_page_says_what_it_must() -> None:
    text = report(DISHUB)[0]
    for words in (
        "Dinas Perhubungan",
        "Contoh",
        "71,2",
        "Belum dapat digolongkan",
        "Rentang 95%: 65,4–77,0.",
        "Indeks tidak berbeda nyata dari rata-rata kota (74,5).",
        "memuat batas 73",
        "dari 15 pegawai",
        "Koreksi: 1 pengaduan terbukti",
        "−0,5",
        "<10 orang",
        "di 2 dari 5 sesi",
        "Listrik padam di 1 sesi; bilik terhenti di 2 sesi, paling lama 3 menit.",
        "pengguna tidak ditanya",
        "Yang tidak boleh disimpulkan",
        "ketelitian indeks ini sekitar ± 6 poin, bila sampelnya dianggap acak",
        "ab" * 32,
        "1 dari",
    ):
        assert words in text, words


def test_an_index_closed_for_an_earlier_paper_is_not_said_to_lack_data() -> None:
    closed = Withheld(Mask.COMPLEMENT, Sentence("scoring.complement_earlier"))
    text = " ".join(" ".join(report(agency("ULP", index=closed))).split())
    assert "dihitung dari terbitan sebelumnya. Ini aturan penyajian angka, bukan penilaian" in text
    assert "belum cukup" not in text


def test_english_pages_have_a_decimal_point() -> None:
    text = report(DISHUB, Language.EN)[0]
    assert "71.2" in text
    assert "What must not be concluded" in text
    assert "71,2" not in text


def test_a_withheld_agency_shows_why_and_no_figure_that_could_be_read_as_an_index() -> None:
    text = " ".join(report(ULP))
    assert "kurang dari 5 pegawai menjawab" in text
    assert "–*" in text
    assert "<10" in text
    assert "71,2" not in text


def test_an_agency_with_a_small_group_prints_its_index_but_no_group() -> None:
    text, *_ = report(agency("Dinas Perhubungan", closed=True))
    assert "71,2" in text
    assert text.count("angka menurut kelompok ditutup") == 7


def test_figures_of_rehearsals_say_so() -> None:
    assert "Latihan" in report(DISHUB, imprint=replace(IMPRINT, practice=True))[0]


def test_the_citys_page_says_what_it_must() -> None:
    text, conduct = pages(city_report(dossier_of(city(agency("BPPD"), DISHUB, ULP), IMPRINT)))
    for words in (
        "153 responden; 11 di antaranya eksper, menilai 62 kali.",
        "Indeks kota, 2 instansi*",
        "74,5",
        "menurut abjad",
        "ULP ditahan: kurang dari 5 pegawai menjawab.",
        "Angka kota dihitung tanpa yang ditahan.",
        "Golongan: Metode contoh 1",
        "Batas 73 dan 78",
        "Urutan atau peringkat instansi",
    ):
        assert words in text, words
    assert text.index("BPPD") < text.index("Dinas Perhubungan") < text.index("ULP")
    for words in (
        "Jalannya survei dan koreksi",
        "di 2 dari 5 sesi",
        "1 pengaduan terbukti",
        "<10 orang",
    ):
        assert words in conduct, words


def test_without_declared_bands_no_band_is_printed() -> None:
    bare = METHOD.model_copy(update={"bands": ()})
    result = replace(city(replace(DISHUB, standing=None)), method=bare, standing=None)
    dossier = dossier_of(result, IMPRINT)
    text = " ".join([*pages(city_report(dossier)), *pages(agency_report(dossier, DISHUB.agency))])
    assert "Golongan" not in text
    assert "digolongkan" not in text


@pytest.mark.parametrize(("number", "sheets"), [(1, 2), (6, 2), (7, 2), (8, 3), (20, 4), (45, 7)])
def test_every_agency_is_on_the_citys_pages_however_many(number: int, sheets: int) -> None:
    result = city(*(agency(f"Dinas {place:02d}", 60 + place / 2) for place in range(number)))
    found = pages(city_report(dossier_of(result, IMPRINT)))
    assert len(found) == sheets
    whole = " ".join(found)
    for place in range(number):
        assert whole.count(f"Dinas {place:02d}") == 4  # plot, dimensions, who answered, corrections
    assert f"{sheets} dari {sheets}" in found[-1]


HOSTILE = '<font color="red">&amp; <b>x</b> <img src="/etc/passwd"/> \x00\n</para> 漢字'


@pytest.mark.parametrize("name", [HOSTILE, "Dinas " + "Penanaman Modal dan Pelayanan " * 6, "W" * 200, " "])
def test_no_name_breaks_a_page_or_is_taken_for_markup(name: str) -> None:
    odd = replace(agency("odd"), name=Text(id=name))
    odd = replace(odd, corrections=(Correction(AgencyCode("odd"), 5, name),) * 9)
    result = city(odd, ULP)
    imprint = Imprint(name, name, name, name)
    dossier = dossier_of(result, imprint)
    text = pages(agency_report(dossier, AgencyCode("odd")))[0]
    assert "6 koreksi lain" in text
    assert "Jalannya survei dan koreksi" in pages(city_report(dossier))[1]
    if name == HOSTILE:
        assert '<font color="red">' in text


def test_the_same_values_give_the_same_bytes() -> None:
    dossier = dossier_of(city(DISHUB, ULP), IMPRINT)
    for language in Language:
        one, two = (agency_report(dossier, DISHUB.agency, language) for _ in range(2))
        assert one == two
        assert city_report(dossier, language) == city_report(dossier, language)


def _objects(reader: PdfReader) -> list[DictionaryObject]:
    size = reader.trailer["/Size"]
    assert isinstance(size, NumberObject)
    found = [reader.get_object(number) for number in range(1, size)]
    return [obj for obj in found if isinstance(obj, DictionaryObject)]


def test_a_document_carries_its_title_language_and_fonts() -> None:
    reader = PdfReader(io.BytesIO(city_report(dossier_of(city(DISHUB), IMPRINT))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Survei Penilaian Integritas 2026, Kota Palembang"
    assert str(reader.root_object["/Lang"]) == "id"
    kinds = [str(obj.get("/Type")) for obj in _objects(reader)]
    assert kinds.count("/Font") == kinds.count("/FontDescriptor") > 2
    assert all("/FontFile2" in obj for obj in _objects(reader) if obj.get("/Type") == "/FontDescriptor")


def test_a_white_cover_saves_the_ink_and_says_the_same(tmp_path: Path) -> None:
    given = dossier_of(city(DISHUB, ULP), IMPRINT)
    spare = replace(given, imprint=replace(IMPRINT, save_ink=True))
    for draw in (city_report, public_sheet, lambda each: agency_report(each, DISHUB.agency)):
        dark, white = draw(given), draw(spare)
        assert pages(dark) == pages(white)
        assert pictures(dark, tmp_path)[0].ink(bottom=65) > 10_000
        assert pictures(white, tmp_path)[0].ink(bottom=65) < 3_000


def test_the_page_renders_with_its_cover_and_clear_margins(tmp_path: Path) -> None:
    pdf = agency_report(dossier_of(city(DISHUB, ULP), IMPRINT), DISHUB.agency)
    first = pictures(pdf, tmp_path)[0]
    assert (first.width, first.height) == (414, 585)
    assert first.ink(bottom=80) > 20_000
    assert first.ink(top=90, right=25) == 0
    assert first.ink(left=389, top=90) == 0
    assert first.ink(top=578) == 0
