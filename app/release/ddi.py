"""A DDI-Codebook 2.6 document of an edition: the study, its files with their digests, and every variable."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from app.base.errors import Bug
from app.questionnaire.model import Text
from app.release.datapackage import Listed
from app.release.ddi_order import NAMESPACE, XML, problems
from app.release.sdi.metadata import Metadata
from app.release.survey import Survey
from app.release.table import LEAST_MISSING, MOST_MISSING, Column, Kind, Table
from app.release.words import worded

_LANG = f"{{{XML}}}lang"


def document(survey: Survey, edition: str, metadata: Metadata, files: Sequence[Listed]) -> ET.Element:
    """The document; `files` are those that hold a table.

    Raises:
        Bug: `release.ddi`: it is not as the standard says.
    """
    root = ET.Element(f"{{{NAMESPACE}}}codeBook", {"version": "2.6", _LANG: "id"})
    tables = {file.table.name: file.table for file in files if file.table is not None}
    weighted = any(column.weight for table in tables.values() for column in table.columns)
    _study(root, survey, edition, metadata, weighted=weighted)
    for place, file in enumerate(files, start=1):
        if file.table is not None:
            _file(root, f"F{place}", file, file.table)
    data = _add(root, "dataDscr")
    for table in tables.values():
        holding = " ".join(f"F{place}" for place, file in enumerate(files, start=1) if file.table is table)
        for number, column in enumerate(table.columns, start=1):
            _variable(data, f"{table.name}.{number}", holding, column)
    if found := problems(root):
        raise Bug("release.ddi", place=found[0])
    return root


def write(path: Path, root: ET.Element) -> None:
    """Write a document, UTF-8 with declaration."""
    ET.register_namespace("", NAMESPACE)
    ET.indent(root, " ")
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _study(root: ET.Element, survey: Survey, edition: str, metadata: Metadata, *, weighted: bool) -> None:
    study = _add(root, "stdyDscr")
    _citation(study, survey, edition)
    _content(study, survey, edition, metadata)
    _method(study, metadata, weighted=weighted)
    if metadata.licence is not None and edition == "publik":
        _add(_add(_add(study, "dataAccs"), "useStmt"), "conditions", metadata.licence)


def _citation(study: ET.Element, survey: Survey, edition: str) -> None:
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", survey.survey_title.id)
    if survey.survey_title.en is not None:
        _add(titles, "parTitl", survey.survey_title.en, {_LANG: "en"})
    _add(titles, "IDNo", f"{survey.round}-{edition}", {"agency": "Bilik"})
    _add(_add(citation, "rspStmt"), "AuthEnty", survey.office)
    production = _add(citation, "prodStmt")
    _add(production, "producer", survey.office)
    _add(production, "prodDate", survey.day.isoformat(), {"date": survey.day.isoformat()})
    _add(production, "software", "Bilik", {"version": survey.version})
    versions = _add(citation, "verStmt")
    _add(versions, "version", survey.run_id, {"date": survey.day.isoformat(), "type": "run"})
    for name, value in survey.origin.items():
        _add(versions, "notes", value, {"type": name})


def _content(study: ET.Element, survey: Survey, edition: str, metadata: Metadata) -> None:
    activity = metadata.activity.values
    info = _add(study, "stdyInfo")
    for key in ("latar_belakang", "tujuan"):
        if isinstance(text := activity[key], str):
            _add(info, "abstract", text)
    summary = _add(info, "sumDscr")
    for event, day in (("start", survey.start), ("end", survey.end)):
        _add(summary, "collDate", day.isoformat(), {"date": day.isoformat(), "event": event})
    _add(summary, "nation", "Indonesia", {"abbr": "ID"})
    region = survey.city if survey.region_code is None else f"{survey.city} (BPS {survey.region_code})"
    _add(summary, "geogCover", region)
    if isinstance(unit := activity["unit_analisis"], str):
        _add(summary, "anlyUnit", unit)
    for one in survey.agencies:
        _add(summary, "universe", f"{one.code}: {one.name.id}")
    _add(summary, "dataKind", "aggregate data" if edition == "publik" else "survey data")


def _method(study: ET.Element, metadata: Metadata, *, weighted: bool) -> None:
    activity = metadata.activity.values
    method = _add(study, "method")
    collection = _add(method, "dataColl")
    for key, name in (("fraksi_sampel", "sampProc"), ("petugas", "collSitu")):
        if isinstance(text := activity[key], str):
            _add(collection, name, text)
    if weighted:
        _words(collection, "weight", worded("release.weighting"))
    analysis = _add(method, "anlyInfo")
    if isinstance(error := activity["sampling_error"], str):
        _add(analysis, "EstSmpErr", error)


def _file(root: ET.Element, name: str, file: Listed, table: Table) -> None:
    text = _add(_add(root, "fileDscr", None, {"ID": name, "URI": file.name}), "fileTxt")
    _add(text, "fileName", file.name)
    print_ = _add(text, "dataFingerprint", None, {"type": "dataFile"})
    _add(print_, "digitalFingerprintValue", file.sha256)
    _add(print_, "algorithmSpecification", "SHA-256")
    _words(text, "fileCont", table.title)
    size = _add(text, "dimensns")
    _add(size, "caseQnty", str(table.frame.height))
    _add(size, "varQnty", str(len(table.columns)))
    _add(text, "fileType", file.name.rpartition(".")[2])


def _variable(data: ET.Element, name: str, holding: str, column: Column) -> None:
    kind = "contin" if column.kind is Kind.NUMBER or not (column.labels or column.categories) else "discrete"
    about = {"ID": f"V.{name}", "name": column.name, "files": holding, "intrvl": kind}
    if column.kind is Kind.NUMBER:
        about["dcml"] = str(column.decimals)
    if column.weight:
        about["wgt"] = "wgt"
    variable = _add(data, "var", None, about)
    _words(variable, "labl", column.label)
    if column.question is not None:
        _words(_add(variable, "qstn"), "qstnLit", column.question)
    if column.missing:
        limits = {"min": str(LEAST_MISSING), "max": str(MOST_MISSING)}
        _add(_add(variable, "invalrng"), "range", None, limits)
    if column.standard.definisi is not None:
        _add(variable, "txt", column.standard.definisi)
    for code, text in [*column.labels.items(), *column.categories.items()]:
        category = _add(variable, "catgry", None, {"missing": "Y"} if code in column.missing else {})
        _add(category, "catValu", str(code))
        _words(category, "labl", text)
    if column.standard.konsep is not None:
        _add(variable, "concept", column.standard.konsep)
    _add(variable, "varFormat", None, {"type": "character" if column.kind is Kind.TEXT else "numeric"})


def _words(parent: ET.Element, name: str, text: Text) -> None:
    _add(parent, name, text.id, {_LANG: "id"})
    if text.en is not None:
        _add(parent, name, text.en, {_LANG: "en"})


def _add(
    parent: ET.Element, name: str, text: str | None = None, about: dict[str, str] | None = None
) -> ET.Element:
    made = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", about or {})
    made.text = None if text is None else _legible(text)
    return made


def _legible(text: str) -> str:
    """Without the control signs that XML has no spelling for."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
