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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.base.canonical import JsonValue, canonical
from app.base.errors import Bug
from app.base.ids import AgencyCode, Digest, Nullifier
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.model import (
    Absent,
    Item,
    Matrix,
    Multi,
    Questionnaire,
    Ranking,
    Roster,
    Section,
    SectionShuffle,
    Single,
)
from app.questionnaire.route import (
    NOBODY,
    Plan,
    Slot,
    Step,
    all_slots,
    blocks_of,
    option_order,
    options_of,
    row_order,
    row_subject,
    rows_of,
    section_label,
    section_order,
    step_label,
)
from app.sitting.events import Final, Mode
from app.sitting.state import Sitting

TYPE = "bilik/response"
VERSION = 1
CLASS_LIMITS_MS = (5 * 60_000, 15 * 60_000, 30 * 60_000)


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
    opening, answers = sitting.opening, _coded(sitting)
    return Response(
        questionnaire=opening.digest,
        language=sitting.language,
        mode=sitting.mode,
        state=_STATES[sitting.final],
        duration_class=sum(sitting.spent_ms >= limit for limit in CLASS_LIMITS_MS),
        subjects=sitting.subjects,
        order=order_shown(opening.questionnaire, sitting.plan, sitting.subjects, answers),
        answers=answers,
    )


def response_bytes(response: Response, nullifier: Nullifier) -> bytes:
    """The canonical spelling, with the slip's nullifier."""
    answers: list[JsonValue] = [
        [slot.variable, slot.subject, _plain(value)] for slot, value in sorted(response.answers.items())
    ]
    return canonical(
        {
            "type": TYPE,
            "version": VERSION,
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


def order_shown(
    questionnaire: Questionnaire, plan: Plan, subjects: Sequence[AgencyCode], answers: Mapping[Slot, Value]
) -> tuple[str, ...]:
    """A line for everything that was shuffled, about all chosen `subjects` and all rows in `answers`."""
    return tuple(_orders(questionnaire, plan, subjects, answers))


def _coded(sitting: Sitting) -> Mapping[Slot, Value]:
    """Every slot with its answer, or the reason why there is none."""
    path = sitting.path
    rows = path.known if sitting.consented else {}
    coded: dict[Slot, Value] = {}
    for slot in all_slots(sitting.questionnaire, sitting.subjects, rows):
        if slot.subject in sitting.skipped:
            coded[slot] = int(Absent.NOT_APPLICABLE)
        elif not sitting.consented:  # declined, or the session ended while the promise was read
            coded[slot] = int(Absent.NOT_REACHED)
        elif slot in path.slots:
            coded[slot] = path.known.get(slot, int(Absent.NOT_REACHED))
        else:
            coded[slot] = int(Absent.NOT_ON_PATH)
    return coded


def shuffled_parts(
    questionnaire: Questionnaire, subjects: Sequence[AgencyCode], answers: Mapping[Slot, Value]
) -> Iterator[tuple[str, tuple[str, ...], Section | Step]]:
    """Everything whose order may differ: its label, its parts in the questionnaire's order, what it is of."""
    for section in questionnaire.sections:
        for subject in subjects if section.per_subject else (NOBODY,):
            if section.shuffle is SectionShuffle.ITEMS:
                yield section_label(section, subject), tuple(item.id for item in section.items), section
            elif section.shuffle is SectionShuffle.BLOCKS:
                yield section_label(section, subject), tuple(blocks_of(section)), section
            for item, whom in _asked(section, subject, answers):
                parts = _parts(questionnaire, item)
                if parts:
                    step = Step(section.id, item.id, whom)
                    yield step_label(step), parts, step


def _asked(
    section: Section, subject: AgencyCode, answers: Mapping[Slot, Value]
) -> Iterator[tuple[Item, AgencyCode]]:
    """The items of a section with whom they are about, the children of a roster once for each row."""
    for item in section.items:
        yield item, subject
        if isinstance(item, Roster):
            for row in rows_of(item, answers):
                for child in item.items:
                    yield child, row_subject(item.id, row)


def _parts(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    match item:
        case Matrix(shuffle=True):
            return tuple(row.id for row in item.rows)
        case Single(shuffle=True) | Multi(shuffle=True) | Ranking(shuffle=True):
            return tuple(str(option.code) for option in options_of(questionnaire, item))
        case _:
            return ()


def _orders(
    questionnaire: Questionnaire, plan: Plan, subjects: Sequence[AgencyCode], answers: Mapping[Slot, Value]
) -> Iterator[str]:
    for label, _, whole in shuffled_parts(questionnaire, subjects, answers):
        if isinstance(whole, Section):
            subject = AgencyCode(label.removeprefix(whole.id).removeprefix("|"))
            ordered = section_order(whole, plan, subject)
            shown = list(dict.fromkeys(_part_of(whole, item) for item in ordered))
        else:
            rows = row_order(questionnaire, plan, whole)
            shown = list(rows) or [str(code) for code in option_order(questionnaire, plan, whole)]
        yield f"{label}={','.join(shown)}"


def _part_of(section: Section, item: Item) -> str:
    return (item.block or item.id) if section.shuffle is SectionShuffle.BLOCKS else item.id


def _plain(value: Value) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value
