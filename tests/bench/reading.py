"""Reading a questionnaire of a thousand questions from the bytes that were signed."""

import importlib
import importlib.util
import json
import random
from collections.abc import Iterator

from app.base.canonical import JsonValue, canonical
from app.questionnaire.read import admit, from_canonical
from app.questionnaire.schema import SCHEMA_FILE
from tests.bench.measuring import Job, Measure, Unit, ms_of

QUESTIONS = 1000
OF_A_SECTION = 50


def thousand_questions() -> bytes:
    """The canonical spelling of a thousand questions in both languages; a third have a condition."""
    chance = random.Random(20_261_101)
    numbers = iter(range(QUESTIONS))
    sections: list[JsonValue] = [
        {
            "id": f"s{section}",
            "title": _text(f"Bagian {section}", f"Part {section}"),
            "items": [_item(next(numbers), at, chance) for at in range(OF_A_SECTION)],
        }
        for section in range(QUESTIONS // OF_A_SECTION)
    ]
    data = canonical(
        {
            "schema_version": 1,
            "id": "seribu",
            "version": "1.0",
            "title": _text("Seribu pertanyaan", "A thousand questions"),
            "languages": ["id", "en"],
            "respondent_group": "internal",
            "scales": {"s": _points()},
            "sections": sections,
        }
    )
    admit(data)  # it makes sense, too
    return data


def jobs() -> Iterator[Job]:
    """Ours beside Python's own reader, which only finds out what is written there."""
    data = thousand_questions()
    yield Job(
        f"read {QUESTIONS} questions, {len(data) // 1024} KiB",
        Unit.MS,
        ms_of(lambda: json.loads(data)),
        ms_of(lambda: from_canonical(data)),
        bar=8,
        peer=_peer(data),
    )


def _peer(data: bytes) -> tuple[str, Measure] | None:
    """The published schema in the hands of another library."""
    if importlib.util.find_spec("jsonschema") is None:
        return None
    jsonschema = importlib.import_module("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    return "jsonschema", ms_of(lambda: validator.validate(json.loads(data)))


def _item(number: int, at: int, chance: random.Random) -> dict[str, JsonValue]:
    item: dict[str, JsonValue] = {
        "id": f"q{number}",
        "text": _text(
            f"Seberapa sering dalam dua belas bulan terakhir Anda melihat hal ke-{number} terjadi di sini?",
            f"How often in the last twelve months have you seen matter number {number} happen here?",
        ),
    }
    match number % 5:
        case 0 | 1:
            item |= {"kind": "likert", "scale": "s", "hint": _text("Pilih satu.", "Choose one.")}
        case 2:
            item |= {"kind": "single", "options": _options()}
        case 3:
            item |= {"kind": "multi", "options": _options(), "shuffle": True}
        case _:
            item |= {"kind": "number", "min": 0, "max": 100}
    if at > 4 and chance.random() < 1 / 3:
        item["show_if"] = {"or": [{"answered": f"q{number - 3}"}, {"not": {"is": [f"q{number - 2}", -98]}}]}
    return item


def _points() -> list[JsonValue]:
    return [{"code": code, "label": _text(f"Tingkat {code}", f"Level {code}")} for code in range(1, 6)]


def _options() -> list[JsonValue]:
    return [{"code": code, "label": _text(f"Pilihan {code}", f"Choice {code}")} for code in range(1, 6)]


def _text(indonesian: str, english: str) -> dict[str, JsonValue]:
    return {"id": indonesian, "en": english}
