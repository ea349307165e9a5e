"""`datapackage.json`: the release as a Frictionless Tabular Data Package (specification of version 1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.base.canonical import JsonValue
from app.release.sdi.metadata import Metadata
from app.release.survey import Survey
from app.release.table import Column, Kind, Table

_TYPES: Mapping[Kind, str] = {Kind.INTEGER: "integer", Kind.NUMBER: "number", Kind.TEXT: "string"}
MEDIA: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sav": "application/x-spss-sav",
    "dta": "application/x-stata-dta",
    "xml": "application/xml",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the release: its name, size and SHA-256, and the table in it where there is one."""

    name: str
    size: int
    sha256: str
    table: Table | None


def datapackage(
    survey: Survey, edition: str, metadata: Metadata, files: Sequence[Listed]
) -> Mapping[str, JsonValue]:
    """The description of an edition with all its files."""
    about: dict[str, JsonValue] = {
        "profile": "data-package",
        "name": f"{survey.round}-{edition}",
        "title": survey.survey_title.id,
        "description": survey.title.id,
        "created": f"{survey.day.isoformat()}T00:00:00Z",
        "version": survey.version,
        "contributors": [{"title": survey.office, "role": "publisher"}],
        "bilik": {**survey.origin, "edition": edition, "metadata_complete": metadata.complete},
        "resources": [_resource(file) for file in files],
    }
    if metadata.licence is not None:
        about["licenses"] = [{"name": metadata.licence}]
    return about


def _resource(file: Listed) -> JsonValue:
    stem, _, ending = file.name.rpartition(".")
    resource: dict[str, JsonValue] = {
        "name": f"{stem}-{ending}".lower().replace("_", "-").replace("/", "-"),
        "path": file.name,
        "format": ending,
        "mediatype": MEDIA[ending],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.table is not None:
        resource["title"] = file.table.title.id
    if file.table is not None and ending == "csv":
        resource["profile"] = "tabular-data-resource"
        resource["encoding"] = "utf-8"
        resource["dialect"] = {"delimiter": ",", "doubleQuote": True, "header": True}
        resource["schema"] = {
            "fields": list(_fields(file.table.columns)),
            "missingValues": [""],
            "primaryKey": list(file.table.key),
        }
    return resource


def _fields(columns: Sequence[Column]) -> Iterator[JsonValue]:
    for column in columns:
        field: dict[str, JsonValue] = {
            "name": column.name,
            "title": column.label.id,
            "type": _TYPES[column.kind],
        }
        if column.standard.definisi is not None:
            field["description"] = column.standard.definisi
        if column.missing:
            field["bilik:missingCodes"] = list(column.missing)
        if column.labels:
            field["bilik:labels"] = {str(code): text.id for code, text in column.labels.items()}
        yield field
