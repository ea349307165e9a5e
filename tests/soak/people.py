"""What people are asked, and what each of them answers: known beforehand, so that it can be found again."""

import random

from app.base.canonical import JsonValue, canonical
from app.questionnaire.expression import Value
from app.questionnaire.model import Item, Likert, Matrix, Multi, Note, Number, Questionnaire, Single, TextItem
from app.questionnaire.read import admit
from app.questionnaire.route import Slot

WORDS = ("Antrean perlu nomor urut.", "Jam layanan berubah tanpa kabar.", "Petugas membantu dengan baik.")


def asked(items: int) -> bytes:
    """The canonical spelling of a questionnaire of `items` items; every tenth has a condition."""
    data = canonical(
        {
            "schema_version": 1,
            "id": "maraton",
            "version": "1.0",
            "title": _text("Maraton"),
            "languages": ["id"],
            "respondent_group": "internal",
            "scales": {"s": [{"code": code, "label": _text(f"Tingkat {code}")} for code in range(1, 6)]},
            "sections": [
                {
                    "id": f"s{start}",
                    "title": _text(f"Bagian {start}"),
                    "items": [_item(number) for number in range(start, min(start + 20, items))],
                }
                for start in range(0, items, 20)
            ],
        }
    )
    admit(data)
    return data


def answers(number: int, questionnaire: Questionnaire) -> dict[Slot, Value]:
    """Everything that person `number` would answer, on the path or not."""
    found: dict[Slot, Value] = {}
    for section in questionnaire.sections:
        for item in section.items:
            found.update(_answers(number, item))
    return found


def _answers(number: int, item: Item) -> dict[Slot, Value]:  # noqa: PLR0911 - one case a kind
    chance = random.Random(f"{number}/{item.id}")
    match item:
        case Likert():
            return {Slot(item.id): chance.randint(1, 5)}
        case Single():
            return {Slot(item.id): chance.choice(item.options).code}
        case Multi():
            chosen = chance.sample([option.code for option in item.options], chance.randint(1, 3))
            return {Slot(item.id): tuple(sorted(chosen))}
        case Matrix():
            return {Slot(row.id): chance.randint(1, 5) for row in item.rows}
        case Number():
            return {Slot(item.id): chance.randint(item.min, item.max)}
        case TextItem():
            return {Slot(item.id): f"{chance.choice(WORDS)} ({number})"}
        case Note():
            return {}
        case _:
            raise TypeError(item.kind)  # nobody here was taught that kind


def _item(number: int) -> dict[str, JsonValue]:
    item: dict[str, JsonValue] = {"id": f"q{number}", "text": _text(f"Pertanyaan nomor {number}.")}
    match number % 10:
        case 4:
            item |= {"kind": "single", "options": _options()}
        case 5:
            item |= {"kind": "multi", "options": _options(), "shuffle": True}
        case 6:
            rows: list[JsonValue] = [{"id": f"q{number}_{row}", "text": _text(row)} for row in "abc"]
            item |= {"kind": "matrix", "scale": "s", "rows": rows}
        case 7:
            item |= {"kind": "number", "min": 0, "max": 250}
        case 8:
            item |= {"kind": "text", "max_chars": 60}
        case 9:
            item |= {"kind": "note"}
        case 3:
            condition: JsonValue = {">=": [{"v": f"q{number - 1}"}, 3]}
            item |= {"kind": "likert", "scale": "s", "show_if": condition}
        case _:
            item |= {"kind": "likert", "scale": "s"}
    return item


def _options() -> list[JsonValue]:
    return [{"code": code, "label": _text(f"Pilihan {code}")} for code in range(1, 6)]


def _text(words: str) -> dict[str, JsonValue]:
    return {"id": words}
