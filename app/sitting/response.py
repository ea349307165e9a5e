"""What is sealed of a sitting, and nothing else: no pauses, no seat, no clock.

A response is canonical JSON:

    type, version   "bilik/response", 1
    questionnaire   its digest
    language, mode, state, duration
    subjects        the agencies that an expert chose
    order           "label=a,b,c" for everything that was shuffled, as shown
    answers         [[variable, subject, value], ...] for every slot, sorted; absent codes included
    nullifier       64 hexadecimal digits
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.errors import Bug, Integrity
from app.base.ids import AgencyCode, Digest, Nullifier
from app.base.sentences import Language
from app.questionnaire.answer import absent_choices, judge
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent, Item, Matrix, Multi, Questionnaire, SectionShuffle, Single
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import (
    NOBODY,
    Plan,
    Slot,
    Step,
    all_slots,
    option_order,
    options_of,
    row_order,
    section_label,
    section_order,
    slots_of,
    step_label,
)
from app.sitting.events import Final
from app.sitting.machine import Mode, Sitting

_TYPE = "bilik/response"
_VERSION = 1
_CLASS_LIMITS_MS = (5 * 60_000, 15 * 60_000, 30 * 60_000)
_NULLIFIER_BYTES = 32
_AGENCY = re.compile(r"[a-z][a-z0-9_]{0,31}")
_GIVEN_BY_PROGRAM = {int(Absent.NOT_ON_PATH), int(Absent.NOT_REACHED), int(Absent.NOT_APPLICABLE)}


class State(StrEnum):
    """How complete a response is."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    DECLINED = "declined"
    INELIGIBLE = "ineligible"


_STATES = {
    Final.COMPLETE: State.COMPLETE,
    Final.TIMEOUT: State.PARTIAL,
    Final.ENDED: State.PARTIAL,
    Final.DECLINED: State.DECLINED,
    Final.INELIGIBLE: State.INELIGIBLE,
}


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answers. `answers` has every slot of the questionnaire, absent codes included.

    `duration_class`: 0 under 5 minutes, 1 under 15, 2 under 30, 3 longer. `nullifier` is None until it is
    sealed.
    """

    questionnaire: Digest
    language: Language
    mode: Mode
    state: State
    duration_class: int
    subjects: tuple[AgencyCode, ...]
    order: tuple[str, ...]
    answers: Mapping[Slot, Value]
    nullifier: Nullifier | None = None


def close(sitting: Sitting) -> Response:
    """The response of a finished sitting.

    Raises:
        Bug: `sitting.not_finished`.
    """
    if sitting.final is None:
        raise Bug("sitting.not_finished")
    opening = sitting.opening
    return Response(
        questionnaire=opening.digest,
        language=sitting.language,
        mode=opening.mode,
        state=_STATES[sitting.final],
        duration_class=sum(sitting.spent_ms >= limit for limit in _CLASS_LIMITS_MS),
        subjects=sitting.subjects,
        order=tuple(_orders(opening.questionnaire, sitting.plan, sitting.subjects)),
        answers=_coded(sitting),
    )


def response_bytes(response: Response, nullifier: Nullifier) -> bytes:
    """The canonical spelling, with the slip's nullifier."""
    answers: list[JsonValue] = [
        [slot.variable, slot.subject, _plain(value)] for slot, value in sorted(response.answers.items())
    ]
    return canonical(
        {
            "type": _TYPE,
            "version": _VERSION,
            "questionnaire": response.questionnaire,
            "language": response.language.value,
            "mode": response.mode.value,
            "state": response.state.value,
            "duration": response.duration_class,
            "subjects": list(response.subjects),
            "order": list(response.order),
            "answers": answers,
            "nullifier": nullifier.hex(),
        }
    )


def questionnaire_of(data: bytes) -> Digest:
    """The questionnaire that a response claims to answer.

    Raises:
        Integrity: `base.not_canonical` or `sitting.response_malformed`.
    """
    match parse_canonical(data):
        case {"type": str(kind), "questionnaire": str(name)} if kind == _TYPE:
            return Digest(name)
        case _:
            raise Integrity("sitting.response_malformed")


def parse_response(data: bytes, questionnaire: Questionnaire) -> Response:
    """Read a response strictly against its questionnaire; what we would not have written is refused.

    Raises:
        Integrity: `base.not_canonical` or `sitting.response_malformed`.
    """
    value = parse_canonical(data)
    try:
        response = _read(value)
    except (KeyError, TypeError, ValueError):
        raise Integrity("sitting.response_malformed") from None
    sound = (
        response.nullifier is not None
        and response_bytes(response, response.nullifier) == data
        and response.questionnaire == questionnaire_digest(questionnaire)
        and _orders_fit(questionnaire, response)
        and _answers_fit(questionnaire, response)
    )
    if not sound:
        raise Integrity("sitting.response_malformed")
    return response


def _coded(sitting: Sitting) -> Mapping[Slot, Value]:
    """Every slot with its answer, or the reason why there is none."""
    on_path = {slot for step in sitting.steps for slot in slots_of(sitting.item(step), step.subject)}
    coded: dict[Slot, Value] = {}
    for slot in all_slots(sitting.questionnaire, sitting.subjects):
        if slot.subject in sitting.skipped:
            coded[slot] = int(Absent.NOT_APPLICABLE)
        elif not sitting.consented:  # declined, or the session ended while the promise was read
            coded[slot] = int(Absent.NOT_REACHED)
        elif slot in on_path:
            coded[slot] = sitting.answers.get(slot, int(Absent.NOT_REACHED))
        else:
            coded[slot] = int(Absent.NOT_ON_PATH)
    return coded


def _shuffled(
    questionnaire: Questionnaire, subjects: Sequence[AgencyCode]
) -> Iterator[tuple[str, tuple[str, ...], Step | None]]:
    """Everything whose order may differ: its label, its parts in the questionnaire's order, its step."""
    for section in questionnaire.sections:
        for subject in subjects if section.per_subject else (NOBODY,):
            if section.shuffle is SectionShuffle.ITEMS:
                yield section_label(section, subject), tuple(item.id for item in section.items), None
            for item in section.items:
                parts = _parts(questionnaire, item)
                if parts:
                    step = Step(section.id, item.id, subject)
                    yield step_label(step), parts, step


def _parts(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    match item:
        case Matrix(shuffle=True):
            return tuple(row.id for row in item.rows)
        case Single(shuffle=True) | Multi(shuffle=True):
            return tuple(str(option.code) for option in options_of(questionnaire, item))
        case _:
            return ()


def _orders(questionnaire: Questionnaire, plan: Plan, subjects: Sequence[AgencyCode]) -> Iterator[str]:
    sections = {
        section_label(section, subject): (section, subject)
        for section in questionnaire.sections
        for subject in (subjects if section.per_subject else (NOBODY,))
    }
    for label, _, step in _shuffled(questionnaire, subjects):
        if step is None:
            shown = [item.id for item in section_order(sections[label][0], plan, sections[label][1])]
        else:
            rows = row_order(questionnaire, plan, step)
            shown = list(rows) or [str(code) for code in option_order(questionnaire, plan, step)]
        yield f"{label}={','.join(shown)}"


def _orders_fit(questionnaire: Questionnaire, response: Response) -> bool:
    wanted = list(_shuffled(questionnaire, response.subjects))
    if len(wanted) != len(response.order):
        return False
    for (label, parts, _), line in zip(wanted, response.order, strict=True):
        name, _, shown = line.partition("=")
        if name != label or sorted(shown.split(",")) != sorted(parts):
            return False
    return True


def _answers_fit(questionnaire: Questionnaire, response: Response) -> bool:
    if (questionnaire.subjects is None and response.subjects) or not 0 <= response.duration_class <= len(
        _CLASS_LIMITS_MS
    ):
        return False
    if len(set(response.subjects)) != len(response.subjects):
        return False
    if not all(_AGENCY.fullmatch(code) for code in response.subjects):
        return False
    if set(response.answers) != set(all_slots(questionnaire, response.subjects)):
        return False
    items = {
        slot.variable: item
        for section in questionnaire.sections
        for item in section.items
        for slot in slots_of(item)
    }
    return all(
        _value_fits(questionnaire, items[slot.variable], value) for slot, value in response.answers.items()
    )


def _value_fits(questionnaire: Questionnaire, item: Item, value: Value) -> bool:
    if isinstance(value, int) and value in _GIVEN_BY_PROGRAM:
        return True
    options = options_of(questionnaire, item)
    return judge(item, value, options, absent_choices(questionnaire, item)) is None


def _plain(value: Value) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value


def _read(value: JsonValue) -> Response:
    if not isinstance(value, Mapping) or value["type"] != _TYPE or value["version"] != _VERSION:
        raise ValueError
    nullifier = bytes.fromhex(_text(value["nullifier"]))
    if len(nullifier) != _NULLIFIER_BYTES:
        raise ValueError
    return Response(
        questionnaire=Digest(_text(value["questionnaire"])),
        language=Language(_text(value["language"])),
        mode=Mode(_text(value["mode"])),
        state=State(_text(value["state"])),
        duration_class=_whole(value["duration"]),
        subjects=tuple(AgencyCode(_text(code)) for code in _list(value["subjects"])),
        order=tuple(_text(line) for line in _list(value["order"])),
        answers=dict(_answer(row) for row in _list(value["answers"])),
        nullifier=Nullifier(nullifier),
    )


def _answer(row: JsonValue) -> tuple[Slot, Value]:
    variable, subject, value = _list(row)
    answer: Value
    if isinstance(value, list):
        answer = tuple(_whole(code) for code in value)
    else:
        answer = value if isinstance(value, str) else _whole(value)
    return Slot(_text(variable), AgencyCode(_text(subject))), answer


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _list(value: JsonValue) -> list[JsonValue]:
    if not isinstance(value, list):
        raise TypeError
    return value
