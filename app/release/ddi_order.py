"""Which elements of DDI-Codebook 2.6 stand within which, and in which order.

For the elements that a release uses, as the publication edition of 2026-04-15 has them. `problems` tells
what a document does against it: a guard against our own slips, no proof that the standard accepts a
document. Where the environment variable BILIK_DDI_SCHEMA names a copy of the standard's codebook.xsd, a test
holds both editions against that.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

NAMESPACE = "ddi:codebook:2_6"
XML = "http://www.w3.org/XML/1998/namespace"

ORDER: Mapping[str, tuple[str, ...]] = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"),
    "docDscr": ("citation", "guide", "docStatus", "docSrc", "controlledVocabUsed", "notes"),
    "stdyDscr": (
        "citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs",
        "metadataAccs", "othrStdyMat", "notes",
    ),
    "citation": (
        "titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes",
    ),
    "titlStmt": ("titl", "subTitl", "altTitl", "parTitl", "IDNo"),
    "rspStmt": ("AuthEnty", "othId"),
    "prodStmt": (
        "language", "producer", "copyright", "license", "prodDate", "prodPlac", "software", "fundAg",
        "grantNo",
    ),
    "distStmt": ("distrbtr", "contact", "depositr", "depDate", "distDate"),
    "verStmt": ("version", "verResp", "notes"),
    "stdyInfo": (
        "studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes", "exPostEvaluation",
    ),
    "subject": ("keyword", "topcClas"),
    "sumDscr": (
        "timePrd", "collDate", "nation", "geogCover", "geogUnit", "geoBndBox", "boundPoly", "anlyUnit",
        "universe", "dataKind", "generalDataFormat",
    ),
    "method": ("dataColl", "notes", "anlyInfo", "stdyClas", "dataProcessing", "codingInstructions"),
    "dataColl": (
        "timeMeth", "dataCollector", "collectorTraining", "frequenc", "sampProc", "sampleFrame",
        "targetSampleSize", "deviat", "collMode", "resInstru", "instrumentDevelopment", "sources",
        "collSitu", "actMin", "ConOps", "weight", "cleanOps",
    ),
    "targetSampleSize": ("sampleSize", "sampleSizeFormula"),
    "anlyInfo": ("respRate", "EstSmpErr", "dataAppr"),
    "dataAccs": ("typeOfAccess", "setAvail", "license", "useStmt", "notes"),
    "useStmt": (
        "confDec", "specPerm", "restrctn", "contact", "citReq", "deposReq", "conditions", "disclaimer",
    ),
    "fileDscr": ("fileTxt", "fileDerivation", "locMap", "notes"),
    "fileTxt": (
        "fileName", "fileCitation", "dataFingerprint", "fileCont", "fileStrc", "dimensns", "fileType",
        "format", "filePlac", "dataChck", "ProcStat", "dataMsng", "software", "verStmt",
    ),
    "dataFingerprint": ("digitalFingerprintValue", "algorithmSpecification", "algorithmVersion"),
    "dimensns": ("caseQnty", "varQnty", "logRecL", "recPrCas", "recNumTot"),
    "dataDscr": ("varGrp", "nCubeGrp", "var", "nCube", "notes"),
    "var": (
        "location", "labl", "imputation", "security", "embargo", "respUnit", "anlysUnit", "qstn", "valrng",
        "invalrng", "undocCod", "universe", "TotlResp", "sumStat", "txt", "stdCatgry", "catgryGrp", "catgry",
        "codInstr", "verStmt", "concept", "derivation", "varFormat", "geoMap", "catLevel", "notes",
    ),
    "qstn": ("preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"),
    "valrng": ("item", "range", "key", "notes"),
    "invalrng": ("item", "range", "key", "notes"),
    "catgry": ("catValu", "labl", "txt", "catStat", "mrow"),
}  # fmt: skip

ONCE = frozenset(
    {"titlStmt", "titl", "rspStmt", "prodStmt", "distStmt", "copyright", "version", "confDec", "conditions",
     "restrctn", "citReq", "disclaimer", "fileStrc", "dimensns", "catValu", "varFormat", "derivation",
     "digitalFingerprintValue", "algorithmSpecification", "algorithmVersion", "anlyInfo", "qualityStatement",
     "geoBndBox", "sources", "fileCitation", "fileDerivation", "locMap", "sampleSize"}
)  # fmt: skip
"""Elements that stand at most once within theirs."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "codeBook": ("stdyDscr",),
    "stdyDscr": ("citation",),
    "citation": ("titlStmt",),
    "titlStmt": ("titl",),
    "dataFingerprint": ("digitalFingerprintValue",),
}

REQUIRED: Mapping[str, str] = {
    "codeBook": "version", "var": "name", "dataFingerprint": "type", "item": "VALUE",
}  # fmt: skip
"""Attributes without which an element says nothing."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "codeBook": frozenset({"version", "ID"}),
    "IDNo": frozenset({"agency"}),
    "version": frozenset({"type", "date"}),
    "producer": frozenset({"abbr", "affiliation", "role"}),
    "prodDate": frozenset({"date"}),
    "collDate": frozenset({"date", "event", "cycle"}),
    "timePrd": frozenset({"date", "event", "cycle"}),
    "nation": frozenset({"abbr"}),
    "software": frozenset({"date", "version"}),
    "keyword": frozenset({"vocab", "vocabURI"}),
    "confDec": frozenset({"required", "formNo", "URI"}),
    "fileDscr": frozenset({"ID", "URI", "sdatrefs", "methrefs", "pubrefs", "access"}),
    "dataFingerprint": frozenset({"type"}),
    "fileType": frozenset({"charset"}),
    "var": frozenset({"ID", "name", "wgt", "weight", "qstn", "files", "dcml", "intrvl", "nature"}),
    "labl": frozenset({"level", "vendor", "country", "sdatrefs"}),
    "qstn": frozenset({"ID", "qstn", "var", "seqNo", "responseDomainType"}),
    "range": frozenset({"UNITS", "min", "minExclusive", "max", "maxExclusive"}),
    "item": frozenset({"UNITS", "VALUE"}),
    "catgry": frozenset({"ID", "missing", "missType", "country", "sdatrefs", "excls"}),
    "varFormat": frozenset({"type", "formatname", "schema", "otherSchema", "category", "URI"}),
    "concept": frozenset({"vocab", "vocabURI"}),
    "notes": frozenset({"type", "subject", "level", "resp", "sdatrefs"}),
}
_GLOBAL = frozenset({f"{{{XML}}}lang", "ID", "source", "elementVersion", "elementVersionDate"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def problems(root: ET.Element) -> tuple[str, ...]:
    """Everything in a document that this order does not have, each with its path."""
    found = list(_problems(root, _name(root)))
    ids = [element.get("ID") for element in root.iter() if element.get("ID") is not None]
    found += [f"ID twice: {one}" for one in sorted({i for i in ids if i and ids.count(i) > 1})]
    for element in root.iter():
        for reference in (element.get("files") or "").split():
            if reference not in ids:
                found.append(f"{_name(element)}: no ID {reference}")
    return tuple(found)


def _problems(element: ET.Element, path: str) -> Iterator[str]:
    name = _name(element)
    if not element.tag.startswith(f"{{{NAMESPACE}}}"):
        yield f"{path}: not of the namespace"
    allowed = ATTRIBUTES.get(name, frozenset()) | _GLOBAL
    yield from (f"{path}@{attribute}" for attribute in element.attrib if attribute not in allowed)
    if name in REQUIRED and not element.get(REQUIRED[name]):
        yield f"{path}: no @{REQUIRED[name]}"
    if (date := element.get("date")) is not None and not _DATE.fullmatch(date):
        yield f"{path}@date: {date}"
    children = [_name(child) for child in element]
    order = ORDER.get(name, ())
    yield from (f"{path}/{child}: not allowed here" for child in children if child not in order)
    places = [order.index(child) for child in children if child in order]
    if places != sorted(places):
        yield f"{path}: order {children}"
    yield from (f"{path}/{one}: more than once" for one in ONCE if children.count(one) > 1)
    yield from (f"{path}: no {one}" for one in NEEDED.get(name, ()) if one not in children)
    for number, child in enumerate(element):
        yield from _problems(child, f"{path}/{_name(child)}[{number}]")


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
