"""How large a response can become: every envelope of a package is padded to the largest."""

from collections.abc import Sequence

from app.base.canonical import canonical
from app.base.ids import AgencyCode, Nullifier
from app.base.sentences import Language
from app.questionnaire.answer import MAX_ROW
from app.questionnaire.expression import Value
from app.questionnaire.index import index_of
from app.questionnaire.model import (
    Absent,
    Calculated,
    Date,
    Item,
    Multi,
    Number,
    Option,
    Questionnaire,
    Ranking,
    Roster,
    TextItem,
)
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import Plan, Slot, all_slots
from app.sitting.events import Mode
from app.sitting.response import Response, State, order_shown, response_bytes

_LONGEST_CHARACTER = "\N{GRINNING FACE}"  # beyond the first plane: twelve bytes in canonical JSON
_AGENCY_CHARS = 32


def largest_response_bytes(questionnaire: Questionnaire, subject_count: int) -> int:
    """Bytes of the largest response that can be given to `questionnaire`: reached by one, exceeded by none.

    Args:
        questionnaire: what is asked.
        subject_count: how many agencies an expert may choose from; their codes count as the longest that
            are allowed. Without meaning where there is no loop.
    """
    subjects = tuple(AgencyCode(f"a{number:0{_AGENCY_CHARS - 1}}") for number in range(subject_count))
    asked = subjects if questionnaire.subjects is not None else ()
    askers = index_of(questionnaire).askers
    rows = {Slot(name): _longest(item) for name, item in askers.items() if isinstance(item, Roster)}
    response = Response(
        questionnaire=questionnaire_digest(questionnaire),
        language=Language.ID,
        mode=max(Mode, key=len),
        state=max(State, key=len),
        duration_class=0,
        subjects=asked,
        order=order_shown(questionnaire, Plan(bytes(32), subjects=asked), asked, rows),
        answers={slot: _longest(askers[slot.variable]) for slot in all_slots(questionnaire, asked, rows)},
    )
    return len(response_bytes(response, Nullifier(bytes(32))))


def _longest(item: Item) -> Value:  # noqa: PLR0911 - one case a kind
    absent: Value = int(Absent.NOT_REACHED)  # as long as any other
    match item:
        case TextItem():
            return _LONGEST_CHARACTER * item.max_chars
        case Multi():
            return _longer(_most_choices(item), absent)
        case Ranking():
            return _longer(_longest_codes(item.options, item.max_ranks), absent)
        case Roster():
            return _longer(tuple(range(MAX_ROW - item.max + 1, MAX_ROW + 1)), absent)
        case Number() | Calculated():
            return _longer(_longer(item.min, item.max), absent)
        case Date():
            return "2000-12-31"
        case _:
            return absent


def _longest_codes(options: Sequence[Option], most: int | None) -> tuple[int, ...]:
    return tuple(sorted((option.code for option in options), key=_spelled, reverse=True)[:most])


def _most_choices(item: Multi) -> tuple[int, ...]:
    together = [option for option in item.options if not option.exclusive]
    if together:
        return _longest_codes(together, item.max_choices)
    return _longest_codes(item.options, 1)


def _longer(one: Value, other: Value) -> Value:
    return one if _spelled(one) > _spelled(other) else other


def _spelled(value: Value) -> int:
    return len(canonical(list(value) if isinstance(value, tuple) else value))
