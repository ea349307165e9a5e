"""How large a response can get: all envelopes of a package are as large as the largest, and no larger."""

from collections.abc import Sequence
from dataclasses import replace

from app.base.canonical import canonical
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.model import Item, Multi, Number, Questionnaire, TextItem
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import NOBODY, slots_of
from app.sitting.events import Final
from app.sitting.machine import Mode, Opening, begin
from app.sitting.response import close, response_bytes

_LONGEST_CHARACTER = "\N{GRINNING FACE}"  # beyond the first plane: twelve bytes in canonical JSON
_SOME_ABSENCE = -95  # as long as any code


def longest_response(questionnaire: Questionnaire, agencies: Sequence[AgencyCode]) -> int:
    """Bytes of the longest response to `questionnaire`; experts rate every one of `agencies`."""
    subjects = tuple(agencies) if questionnaire.subjects is not None else ()
    opening = Opening(
        questionnaire=questionnaire,
        digest=questionnaire_digest(questionnaire),
        agency=NOBODY,
        group=GroupCode(questionnaire.respondent_group),
        agencies=tuple(agencies),
        language=Language.ID,
        mode=Mode.READ_ALOUD,
        seed=bytes(32),
    )
    response = close(replace(begin(opening), subjects=subjects, final=Final.INELIGIBLE))
    items = {
        slot.variable: item
        for section in questionnaire.sections
        for item in section.items
        for slot in slots_of(item)
    }
    answers = {slot: _longest(items[slot.variable]) for slot in response.answers}
    return len(response_bytes(replace(response, answers=answers), Nullifier(bytes(32))))


def _longest(item: Item) -> Value:
    match item:
        case TextItem():
            return _LONGEST_CHARACTER * item.max_chars
        case Multi():
            return tuple(option.code for option in item.options)
        case Number():
            return max(item.min, item.max, _SOME_ABSENCE, key=lambda number: len(canonical(number)))
        case _:
            return _SOME_ABSENCE
