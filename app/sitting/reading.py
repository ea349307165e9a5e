"""Reading what was sealed: a response is taken exactly as this program spells it, or not at all.

The questionnaire and the chosen agencies decide which slots there are, in which order they stand, and which
codes each may have. That frame is made once; a response is then held against it in one pass, because an
opening reads a hundred thousand of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.base.canonical import JsonValue, parse_spelled
from app.base.errors import Integrity
from app.base.ids import AgencyCode, Digest, Nullifier
from app.base.sentences import Language
from app.questionnaire.answer import absent_choices, judge
from app.questionnaire.expression import Value
from app.questionnaire.index import Same, index_of
from app.questionnaire.model import Absent, Calculated, Item, Likert, Matrix, Questionnaire, Roster, Single
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import NOBODY, Slot, all_slots, options_of
from app.sitting.events import Mode
from app.sitting.response import CLASS_LIMITS_MS, TYPE, VERSION, Response, State, shuffled_parts

_KEYS = {
    *("type", "version", "questionnaire", "language", "mode", "state", "duration"),
    *("subjects", "order", "answers", "nullifier"),
}
_NULLIFIER_BYTES = 32
_KEPT_SUBJECTS = 32  # a city has so many agencies; who claims more fills no memory with them
_AGENCY = re.compile(r"[a-z][a-z0-9_]{0,31}")
_GIVEN_BY_PROGRAM = frozenset(map(int, (Absent.NOT_ON_PATH, Absent.NOT_REACHED, Absent.NOT_APPLICABLE)))


def parse_response(data: bytes, questionnaire: Questionnaire) -> Response:
    """Read a response strictly against its questionnaire; what we would not have written is refused.

    Raises:
        Integrity: `base.not_canonical` or `sitting.response_malformed`.
    """
    response = parse_any(data, {questionnaire_digest(questionnaire): questionnaire})
    if response is None:
        raise Integrity("sitting.response_malformed")
    return response


def parse_any(data: bytes, asked: Mapping[Digest, Questionnaire]) -> Response | None:
    """Read a response strictly against the one it answers of the questionnaires that were asked, which
    stand under their digests; None: it answers none of them.

    Raises:
        Integrity: as `parse_response`.
    """
    value = parse_spelled(data)
    if not isinstance(value, dict) or value.get("type") != TYPE:
        raise Integrity("sitting.response_malformed")
    try:
        questionnaire = asked.get(Digest(_text(value["questionnaire"])))
        return None if questionnaire is None else _read(value, questionnaire)
    except (KeyError, TypeError, ValueError):
        raise Integrity("sitting.response_malformed") from None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a response has to hold: every slot in order, with all codes that it may have where it is one
    choice; of everything shuffled its label, and its parts sorted.
    """

    slots: tuple[tuple[Slot, frozenset[int] | None], ...]
    shuffled: tuple[tuple[str, list[str]], ...]


def _read(value: Mapping[str, JsonValue], questionnaire: Questionnaire) -> Response:
    """What was spelled. Nothing of it is left unread, so that spelling it once more would give the same."""
    if value.keys() != _KEYS or _whole(value["version"]) != VERSION:
        raise ValueError
    told = _text(value["nullifier"])
    nullifier = bytes.fromhex(told)
    if len(nullifier) != _NULLIFIER_BYTES or nullifier.hex() != told:
        raise ValueError
    duration = _whole(value["duration"])
    if not 0 <= duration <= len(CLASS_LIMITS_MS):
        raise ValueError
    subjects = _subjects(_list(value["subjects"]), questionnaire)
    rows = _list(value["answers"])
    frame = _frame_of(questionnaire, subjects, rows)
    return Response(
        questionnaire=Digest(_text(value["questionnaire"])),
        language=Language(_text(value["language"])),
        mode=Mode(_text(value["mode"])),
        state=State(_text(value["state"])),
        duration_class=duration,
        subjects=subjects,
        order=_order(_list(value["order"]), frame),
        answers=_answers(rows, frame, questionnaire),
        nullifier=Nullifier(nullifier),
    )


def _subjects(codes: list[JsonValue], questionnaire: Questionnaire) -> tuple[AgencyCode, ...]:
    subjects = tuple(AgencyCode(_text(code)) for code in codes)
    if subjects and questionnaire.subjects is None:
        raise ValueError
    if len(set(subjects)) != len(subjects) or not all(map(_AGENCY.fullmatch, subjects)):
        raise ValueError
    return subjects


def _order(lines: list[JsonValue], frame: _Frame) -> tuple[str, ...]:
    shown = tuple(map(_text, lines))
    for (label, parts), line in zip(frame.shuffled, shown, strict=True):
        name, _, listed = line.partition("=")
        if name != label or sorted(listed.split(",")) != parts:
            raise ValueError
    return shown


def _answers(rows: list[JsonValue], frame: _Frame, questionnaire: Questionnaire) -> dict[Slot, Value]:
    answers: dict[Slot, Value] = {}
    for row, (slot, codes) in zip(rows, frame.slots, strict=True):
        variable, subject, value = _list(row)
        if variable != slot[0] or subject != slot[1]:
            raise ValueError
        if codes is None:
            answers[slot] = _open_answer(questionnaire, slot, value)
        elif type(value) is int and value in codes:
            answers[slot] = value
        else:
            raise ValueError
    return answers


def _open_answer(questionnaire: Questionnaire, slot: Slot, value: JsonValue) -> Value:
    answer: Value
    if isinstance(value, list):
        answer = tuple(map(_whole, value))
    else:
        answer = value if isinstance(value, str) else _whole(value)
    if not _fits(questionnaire, index_of(questionnaire).askers[slot.variable], answer):
        raise ValueError
    return answer


def _fits(questionnaire: Questionnaire, item: Item, value: Value) -> bool:
    if isinstance(value, int) and value in _GIVEN_BY_PROGRAM:
        return True
    if isinstance(item, Calculated):
        return isinstance(value, int) and item.min <= value <= item.max
    options = options_of(questionnaire, item)
    return judge(item, value, options, absent_choices(questionnaire, item)) is None


# --- the frame ----------------------------------------------------------------------------------------------


def _frame_of(
    questionnaire: Questionnaire, subjects: tuple[AgencyCode, ...], rows: list[JsonValue]
) -> _Frame:
    """The frame, which depends on the answers only where there are rosters, whose rows are listed there."""
    same = Same(questionnaire)
    rosters = _rosters(same)
    if rosters:
        return _frame(questionnaire, subjects, _listed(rows, rosters))
    kept = len(subjects) <= _KEPT_SUBJECTS
    return _kept_frame(same, subjects) if kept else _frame(questionnaire, subjects, {})


def _listed(rows: list[JsonValue], rosters: frozenset[str]) -> dict[Slot, Value]:
    """The rows of every roster, as a response lists them; whether it may is looked at later."""
    found: dict[Slot, Value] = {}
    for row in rows:
        variable, subject, value = _list(row)
        if variable in rosters and subject == NOBODY and isinstance(value, list):
            found[Slot(_text(variable))] = tuple(map(_whole, value))
    return found


@lru_cache(maxsize=64)  # the experts' choices of agencies; without a choice there is one
def _kept_frame(same: Same, subjects: tuple[AgencyCode, ...]) -> _Frame:
    return _frame(same.questionnaire, subjects, {})


def _frame(
    questionnaire: Questionnaire, subjects: tuple[AgencyCode, ...], answers: Mapping[Slot, Value]
) -> _Frame:
    closed = _closed(Same(questionnaire))
    slots = sorted(all_slots(questionnaire, subjects, answers))
    parts = shuffled_parts(questionnaire, subjects, answers)
    return _Frame(
        tuple((slot, closed.get(slot.variable)) for slot in slots),
        tuple((label, sorted(each)) for label, each, _ in parts),
    )


@lru_cache(maxsize=16)
def _rosters(same: Same) -> frozenset[str]:
    sections = same.questionnaire.sections
    return frozenset(item.id for part in sections for item in part.items if isinstance(item, Roster))


@lru_cache(maxsize=16)
def _closed(same: Same) -> Mapping[str, frozenset[int]]:
    """By variable, all codes that an item of one choice may have."""
    asked = same.questionnaire
    return {
        name: _GIVEN_BY_PROGRAM.union(
            (option.code for option in options_of(asked, item)),
            (int(one) for one in absent_choices(asked, item)),
        )
        for name, item in index_of(asked).askers.items()
        if isinstance(item, (Likert, Matrix, Single))
    }


# --- types --------------------------------------------------------------------------------------------------


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
