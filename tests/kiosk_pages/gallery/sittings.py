"""Sittings for the scenes: real questionnaires, answered as far as a scene needs."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import yaml

from app.base.ids import AgencyCode
from app.kiosk.window.present.asked import Asked
from app.kiosk.window.present.place import AgencyName, Bilingual, Place
from app.kiosk.window.present.time import Budget
from app.questionnaire.expression import Value
from app.questionnaire.model import (
    Item,
    Likert,
    Matrix,
    Multi,
    Number,
    Questionnaire,
    Single,
    TextItem,
)
from app.questionnaire.route import Plan, Slot, Step

ROOT = Path(__file__).parents[3]
NOW = 1_787_104_440_000  # Wednesday 19 August 2026, 08.54 WIB
LEFT = 18 * 60_000 + 51_000  # the time left in most scenes
AGENCIES = {
    "bppd": ("Badan Pengelolaan Pajak Daerah", "BPPD", "Pajak dan retribusi daerah"),
    "dinkes": ("Dinas Kesehatan", "Dinkes", "Puskesmas, izin tenaga kesehatan, dan pengadaan obat"),
    "dishub": ("Dinas Perhubungan", "Dishub", "Terminal, uji kendaraan, parkir, dan izin trayek"),
    "pupr": ("Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR", "Jalan, drainase, dan izin tata ruang"),
    "dpmptsp": ("Dinas Penanaman Modal dan PTSP", "DPMPTSP", "Perizinan usaha dan layanan terpadu"),
    "ulp": ("Unit Layanan Pengadaan", "ULP", "Pengadaan barang dan jasa pemerintah kota"),
}
PLACE = Place(
    survey=Bilingual("Survei Penilaian Integritas 2026", "Integrity Assessment Survey 2026"),
    seat="07",
    venue="Lab Komputer 2",
    city="Dinas Kominfo Kota Palembang",
    agencies={
        code: AgencyName(Bilingual(name), short, Bilingual(about))
        for code, (name, short, about) in AGENCIES.items()
    },
)
SECOND = {"spi-internal/s1": 1, "spi-internal/s2": 1}  # the answers that pass the screening of staff


@lru_cache
def questionnaire(name: str) -> Questionnaire:
    """A questionnaire that travels with the program."""
    text = (ROOT / "questionnaires" / name / "questionnaire.yaml").read_text("utf-8")
    return Questionnaire.model_validate_json(json.dumps(yaml.safe_load(text)))


def believable(name: str, item: Item) -> dict[str, Value]:  # noqa: PLR0911 - one case a kind
    """An answer to an item, the same every time."""
    match item:
        case Likert():
            return {item.id: 2}
        case Single():
            return {item.id: item.options[SECOND.get(f"{name}/{item.id}", 0)].code}
        case Multi():
            return {item.id: (item.options[0].code,)}
        case Matrix():
            return {row.id: 1 + at % 2 for at, row in enumerate(item.rows)}
        case Number():
            return {item.id: item.min + 3}
        case TextItem():
            return {item.id: "Antrean perlu nomor urut yang terlihat semua orang."}
        case _:
            return {}


def time_left(left_ms: int | None) -> Budget | None:
    """The time left of the whole sitting."""
    return None if left_ms is None else Budget(left_ms, 2_400_000)


def asked(name: str, group: str, agency: str = "", subjects: tuple[str, ...] = ()) -> Asked:
    """A sitting at its first question, nothing answered."""
    q = questionnaire(name)
    chosen = tuple(AgencyCode(code) for code in subjects)
    plan = Plan(bytes(32), AgencyCode(agency), chosen)
    sheet = Asked(q, plan, {}, frozenset(), subjects, frozenset(), None, group)
    return replace(sheet, step=sheet.steps[0])


def written() -> Asked:
    """A note and a free text: kinds that today's questionnaires do not use."""
    base = questionnaire("spi-internal")
    note = {
        "id": "n1",
        "kind": "note",
        "text": {"id": "Bagian terakhir berisi satu isian bebas.", "en": "The last part is one free text."},
    }
    text = {
        "id": "t1",
        "kind": "text",
        "max_chars": 500,
        "lead": {"id": "Boleh dikosongkan", "en": "May stay empty"},
        "text": {
            "id": "Sebutkan satu hal yang paling perlu diperbaiki.",
            "en": "Name one thing that most needs improving.",
        },
    }
    section = {"id": "akhir", "title": {"id": "Penutup", "en": "Closing"}, "items": [note, text]}
    short = Questionnaire.model_validate_json(
        json.dumps(
            {
                "schema_version": 1,
                "id": base.id,
                "version": "1.0",
                "title": {"id": "Contoh"},
                "languages": ["id", "en"],
                "respondent_group": "internal",
                "time_limit_ms": 2_400_000,
                "sections": [section],
            }
        )
    )
    sheet = replace(asked("spi-internal", "internal", "dishub"), questionnaire=short)
    return replace(sheet, step=sheet.steps[0])


def answering(sheet: Asked) -> Iterator[Asked]:
    """The sitting at every question in its turn, all before it answered; last of all at its end."""
    answers: dict[Slot, Value] = {}
    flags: set[Step] = set()
    while True:
        sheet = replace(sheet, answers=dict(answers), flags=frozenset(flags))
        step = next((each for each in sheet.steps if sheet.slots(each) and not sheet.answered(each)), None)
        yield replace(sheet, step=step or sheet.steps[-1])
        if step is None:
            return
        for variable, value in believable(sheet.questionnaire.id, sheet.item(step)).items():
            answers[Slot(variable, step.subject)] = value
        if len(answers) in {8, 19}:
            flags.add(step)


@lru_cache
def walked(name: str, group: str, agency: str = "", subjects: tuple[str, ...] = ()) -> tuple[Asked, ...]:
    """A sitting of a questionnaire that travels with the program, at every question and at its end."""
    return tuple(answering(asked(name, group, agency, subjects)))


def upto(walk: Iterable[Asked], stop: Callable[[Item], bool], skip: int = 0) -> Asked:
    """A sitting at the first question (after `skip` of them) where `stop` holds, or at its end."""
    *questions, end = walk
    found = (each for each in questions if each.step is not None and stop(each.item(each.step)))
    return next(islice(found, skip, None), end)


def staff(stop: Callable[[Item], bool], skip: int = 0) -> Asked:
    """A member of staff of the transport agency."""
    return upto(walked("spi-internal", "internal", "dishub"), stop, skip)


def expert(stop: Callable[[Item], bool], skip: int = 0) -> Asked:
    """An expert who knows all six agencies."""
    return upto(walked("spi-expert", "expert", "", tuple(AGENCIES)), stop, skip)


def kind(wanted: type[Item]) -> Callable[[Item], bool]:
    """Stops at items of a kind."""
    return lambda item: isinstance(item, wanted)


def answered(sheet: Asked, **values: Value) -> Asked:
    """With answers to variables of the present step."""
    assert sheet.step is not None
    more = {Slot(name, sheet.step.subject): value for name, value in values.items()}
    return replace(sheet, answers={**sheet.answers, **more})


def here(sheet: Asked, value: Value) -> Asked:
    """With an answer to the present item."""
    assert sheet.step is not None
    return answered(sheet, **{sheet.step.item: value})
