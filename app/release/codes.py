"""The reference codes that a release uses, each with the days on which it is valid."""

from collections.abc import Iterator

from app.questionnaire.model import Text
from app.release.survey import Survey
from app.release.table import Column, Kind, Table, Value, table_of
from app.release.words import worded

PROVINCE, CITY, AGENCY = "provinsi", "kabupaten_kota", "instansi"


def code_table(survey: Survey) -> Table:
    """Regions and agencies. Where no first day is known, the code held on the round's last day."""
    columns = (
        Column("jenis", worded("release.col_kind"), Kind.TEXT, categories=_kinds()),
        Column("kode", worded("release.col_code"), Kind.TEXT),
        Column("nama", worded("release.col_name"), Kind.TEXT),
        Column("kode_induk", worded("release.col_parent"), Kind.TEXT),
        Column("kode_referensi", worded("release.col_reference"), Kind.TEXT),
        Column("berlaku_dari", worded("release.col_valid_from"), Kind.TEXT),
        Column("berlaku_sampai", worded("release.col_valid_to"), Kind.TEXT),
        Column("berlaku_pada", worded("release.col_valid_on"), Kind.TEXT),
        Column("run_id", worded("release.col_run"), Kind.TEXT),
    )
    lines = [(*line, survey.day.isoformat(), str(survey.run_id)) for line in _lines(survey)]
    values: dict[str, list[Value]] = {
        column.name: [line[place] for line in lines] for place, column in enumerate(columns)
    }
    return table_of(
        "kode_referensi",
        worded("release.table_codes"),
        worded("release.unit_code"),
        ("jenis", "kode"),
        columns,
        values,
    )


def _lines(survey: Survey) -> Iterator[tuple[str | None, ...]]:
    if survey.region_code is not None and survey.province is not None:
        code, name = survey.province
        yield PROVINCE, code, name, None, f"BPS:{code}", None, None
        yield CITY, survey.region_code, survey.city, code, f"BPS:{survey.region_code}", None, None
    for one in survey.agencies:
        until = None if one.valid_to is None else one.valid_to.isoformat()
        since = one.valid_from.isoformat()
        yield AGENCY, one.code, one.name.id, survey.region_code, one.reference, since, until


def _kinds() -> dict[str, Text]:
    return {
        PROVINCE: worded("release.kind_province"),
        CITY: worded("release.kind_city"),
        AGENCY: worded("release.level_agency"),
    }
