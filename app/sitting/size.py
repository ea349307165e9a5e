"""How large a response can become: every envelope of a package is padded to the largest."""

from dataclasses import replace

from app.base.canonical import canonical
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.model import Absent, Item, Multi, Number, Questionnaire, TextItem
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import NOBODY, slots_of
from app.sitting.events import Final
from app.sitting.machine import Mode, Opening, begin
from app.sitting.response import close, response_bytes

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
    opening = Opening(
        questionnaire=questionnaire,
        digest=questionnaire_digest(questionnaire),
        agency=NOBODY,
        group=GroupCode(questionnaire.respondent_group),
        agencies=subjects,
        language=Language.ID,
        mode=max(Mode, key=len),
        seed=bytes(32),
    )
    asked = subjects if questionnaire.subjects is not None else ()
    response = close(replace(begin(opening), subjects=asked, final=Final.INELIGIBLE))  # the longest state
    items = {
        slot.variable: item
        for section in questionnaire.sections
        for item in section.items
        for slot in slots_of(item)
    }
    answers = {slot: _longest(items[slot.variable]) for slot in response.answers}
    return len(response_bytes(replace(response, answers=answers), Nullifier(bytes(32))))


def _longest(item: Item) -> Value:
    absent: Value = int(Absent.NOT_REACHED)  # as long as any other
    match item:
        case TextItem():
            return _LONGEST_CHARACTER * item.max_chars
        case Multi():
            return _longer(_most_choices(item), absent)
        case Number():
            return _longer(_longer(item.min, item.max), absent)
        case _:
            return absent


def _most_choices(item: Multi) -> tuple[int, ...]:
    together = sorted(
        (option.code for option in item.options if not option.exclusive), key=_spelled, reverse=True
    )
    alone = max((option.code for option in item.options), key=_spelled)
    return tuple(sorted(together[: item.max_choices])) if together else (alone,)


def _longer(one: Value, other: Value) -> Value:
    return one if _spelled(one) > _spelled(other) else other


def _spelled(value: Value) -> int:
    return len(canonical(list(value) if isinstance(value, tuple) else value))
