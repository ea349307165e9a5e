"""The codebook as JSON: every table, every variable with its labels, missing codes, question and standard."""

import json
from collections.abc import Sequence
from pathlib import Path

from app.base.canonical import JsonValue
from app.questionnaire.model import Text
from app.release.formats.stata import LETTERS
from app.release.survey import Survey
from app.release.table import Column, Table


def codebook(survey: Survey, edition: str, tables: Sequence[Table]) -> JsonValue:
    """What every file of an edition holds."""
    return {
        **survey.origin,
        "edition": edition,
        "survey": _words(survey.survey_title),
        "method": _words(survey.method_name),
        "example_weights": survey.example,
        "practice": survey.practice,
        "producer": survey.office,
        "period": {"from": survey.start.isoformat(), "to": survey.end.isoformat()},
        "tables": [
            {
                "name": table.name,
                "title": _words(table.title),
                "unit": _words(table.unit),
                "key": list(table.key),
                "rows": table.frame.height,
                "columns": [_column(column) for column in table.columns],
            }
            for table in tables
        ],
    }


def write(path: Path, value: JsonValue) -> None:
    """Write JSON that people may read: UTF-8, one space of indent, a line's end at the end."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _column(column: Column) -> JsonValue:
    standard = column.standard
    return {
        "name": column.name,
        "label": _words(column.label),
        "type": column.kind.value,
        "decimals": column.decimals,
        "question": None if column.question is None else _words(column.question),
        "labels": [
            {
                "code": code,
                "label": _words(text),
                "missing": code in column.missing,
                "stata": f".{LETTERS[code]}" if code in column.missing else None,
            }
            for code, text in column.labels.items()
        ],
        "categories": [{"code": code, "label": _words(text)} for code, text in column.categories.items()],
        "standard": {
            "konsep": standard.konsep,
            "definisi": standard.definisi,
            "klasifikasi": standard.klasifikasi,
            "ukuran": standard.ukuran,
            "satuan": standard.satuan,
            "kode_referensi": standard.kode_referensi,
            "rule": standard.rule,
        },
    }


def _words(text: Text) -> JsonValue:
    return {"id": text.id, "en": text.en}
