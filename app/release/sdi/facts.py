"""What the program knows about a round, in the fields of the forms.

Texts are Indonesian, as the forms are. What depends on a choice of the office (purpose, schedule, staff)
is not guessed: it is asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.base.canonical import JsonValue
from app.base.sentences import Language, say
from app.release.sdi.record import Values
from app.release.survey import Survey
from app.release.table import Column, Kind, Table
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.results import CityResult
from app.scoring.scheme import Component, Dimension

INDEX = "indeks"
"""The composite indicator; each dimension is another, called by its name."""

_SURVEY, _LIST_FRAME, _PART, _INTERVIEW, _SELF, _CAPI, _PERSON, _REGENCY = 2, 1, 2, 1, 2, 2, 1, 3


def activity(survey: Survey, result: CityResult, tables: Sequence[Table]) -> Values:
    """The fields of MS-Keg that follow from the round."""
    experts = Component.EXPERT.value in survey.asked
    return {
        "judul_kegiatan": survey.survey_title.id,
        "tahun": survey.start.year,
        "cara_pengumpulan_data": _SURVEY,
        "instansi": survey.office,
        "jadwal_pengumpulan_awal": survey.start.isoformat(),
        "jadwal_pengumpulan_akhir": survey.end.isoformat(),
        "variabel_dikumpulkan": list(_collected(survey, tables)),
        "cakupan_wilayah": _PART,
        "wilayah": _areas(survey),
        "metode": _SELF + (_INTERVIEW if experts else 0),
        "sarana": _CAPI,
        "unit_pengumpulan": _PERSON,
        "kerangka_sampel": _LIST_FRAME,
        "fraksi_sampel": _fraction(survey),
        "sampling_error": _error(result),
        "tingkat_penyajian": [_REGENCY],
        "produk_mikrodata": False,
    }


def indicators(survey: Survey, result: CityResult) -> Mapping[str, Values]:
    """The fields of MS-Ind that follow from the method, by indicator."""
    method = result.method
    labels = {d: text.id for d, text in method.dimension_labels.items() if d in result.dimensions}
    common: dict[str, JsonValue] = {
        "ukuran": _say("release.measure_index"),
        "satuan": _say("release.unit_points"),
        "level_estimasi": [survey.city, _say("release.level_agency")],
        "akses_umum": True,
    }
    whole: dict[str, JsonValue] = {
        "nama": survey.survey_title.id,
        "metode_perhitungan": _say("release.how_index", method=method.name.id),
        "rumus": _formula(method.component_weights),
        "variabel_disagregasi": [_say("release.level_agency"), _say("release.col_dimension")],
        "komposit": True,
        "indikator_pembangun": [
            {"nama": label, "sumber_publikasi": survey.title.id} for label in labels.values()
        ],
    }
    parts: dict[str, Values] = {
        dimension.value: {
            **common,
            "nama": label,
            "metode_perhitungan": _say("release.how_dimension"),
            "rumus": _say("release.formula_dimension"),
            "variabel_disagregasi": [_say("release.level_agency"), _say("release.col_group")],
            "komposit": False,
            "variabel_pembangun": [
                {"nama": item, "kegiatan_penghasil": survey.survey_title.id}
                for item in _items(survey, dimension)
            ],
        }
        for dimension, label in labels.items()
    }
    return {INDEX: {**common, **whole}, **parts}


def variable(survey: Survey, column: Column) -> Values:
    """The fields of MS-Var that follow from the questionnaire."""
    standard = column.standard
    codes: list[JsonValue] = [{"kode": code, "nilai": text.id} for code, text in column.labels.items()]
    names: list[JsonValue] = [{"kode": code, "nilai": text.id} for code, text in column.categories.items()]
    return {
        "nama": standard.konsep or column.label.id,
        "alias": column.name,
        "konsep": standard.konsep,
        "definisi": standard.definisi,
        "referensi_waktu": f"{survey.start.isoformat()}/{survey.end.isoformat()}",
        "ukuran": standard.ukuran,
        "satuan": standard.satuan,
        "tipe_data": _type(column),
        "value_domain": codes + names,
        "aturan_validasi": standard.rule or _rule(column),
        "kalimat_pertanyaan": None if column.question is None else column.question.id,
        "akses_umum": False,
        "ms_keg_id": str(survey.round),
    }


def _collected(survey: Survey, tables: Iterable[Table]) -> Iterator[JsonValue]:
    """The asked variables, each once."""
    seen: set[str] = set()
    for table in tables:
        for column in table.columns:
            name = column.standard.konsep or column.label.id
            if column.question is None or name in seen:
                continue
            seen.add(name)
            yield {
                "nama": name,
                "konsep": column.standard.konsep,
                "definisi": column.standard.definisi,
                "referensi_waktu": f"{survey.start.isoformat()}/{survey.end.isoformat()}",
            }


def _areas(survey: Survey) -> JsonValue:
    if survey.region_code is None or survey.province is None:
        return None
    code, name = survey.province
    return [
        {
            "kode_provinsi": code,
            "nama_provinsi": name,
            "kode_kabupaten_kota": survey.region_code,
            "nama_kabupaten_kota": survey.city,
        }
    ]


def _fraction(survey: Survey) -> JsonValue:
    listed = [one for one in survey.strata if one.population is not None]
    if not listed:
        return None
    drawn, whole = sum(one.drawn for one in listed), sum(one.population or 0 for one in listed)
    return _say("release.fraction", drawn=drawn, listed=whole)


def _error(result: CityResult) -> JsonValue:
    if not isinstance(result.index, Estimate):
        return None
    tenths = to_tenths(result.index.se)
    low, high = to_tenths(result.index.low), to_tenths(result.index.high)
    return _say("release.error", se=_decimal(tenths), low=_decimal(low), high=_decimal(high))


def _decimal(tenths: int) -> str:
    return f"{tenths // 10},{tenths % 10}"


def _formula(weights: Mapping[Component, int]) -> str:
    parts = " + ".join(f"{weight} C({component.value})" for component, weight in weights.items() if weight)
    return f"max(0, ({parts}) / 1000 - koreksi)"


def _items(survey: Survey, dimension: Dimension) -> Iterator[str]:
    for group, asked in survey.asked.items():
        part = asked.scheme.dimensions.get(dimension)
        yield from (f"{group}: {score.item}" for score in (part.items if part else ()))


def _type(column: Column) -> str:
    match column.kind:
        case Kind.INTEGER:
            return "integer"
        case Kind.NUMBER:
            return "float"
        case Kind.TEXT:
            return "char"


def _rule(column: Column) -> str | None:
    codes = [str(code) for code in column.labels] or list(column.categories)
    if codes:
        return _say("release.rule_codes", codes=", ".join(codes))
    return _say("release.rule_none")


def _say(key: str, /, **fields: str | int) -> str:
    return say(Language.ID, key, **fields)
