"""Whether the largest answer fits into a sealed record, whose size tells nobody how much was answered."""

from app.base.sentences import Sentence
from app.office.findings import Finding
from app.questionnaire.model import Questionnaire
from app.seal.package import MAX_RECORD_BYTES
from app.sitting.size import largest_response_bytes

_LEAST_BYTES, _STEP_BYTES = 8_192, 4_096
_LENGTH_BYTES = 4  # the length that padding puts in front
MAX_ANSWER_BYTES = MAX_RECORD_BYTES - _LENGTH_BYTES


def record_bytes(largest: int) -> int:
    """Bytes of a padded response: 8,192, or more in steps of 4,096 when the `largest` would not fit."""
    return max(_LEAST_BYTES, -(-(largest + _LENGTH_BYTES) // _STEP_BYTES) * _STEP_BYTES)


def agencies_that_fit(asked: Questionnaire, most: int) -> int:
    """About how many agencies the questionnaire can be asked, at most `most`, so that every answer fits."""
    low, high = 0, most + 1  # the least that is too many
    while high - low > 1:
        middle = (low + high) // 2
        fits = largest_response_bytes(asked, middle) <= MAX_ANSWER_BYTES
        low, high = (middle, high) if fits else (low, middle)
    return low


def too_large(place: str, asked: Questionnaire, agencies: int) -> tuple[Finding, ...]:
    """The finding that the largest answer about so many agencies fits no record; none when it fits."""
    largest = largest_response_bytes(asked, agencies)
    if largest <= MAX_ANSWER_BYTES:
        return ()
    fields: dict[str, str | int] = {"questionnaire": asked.id, "bytes": largest, "most": MAX_ANSWER_BYTES}
    return (Finding(place, Sentence("authoring.answer_too_large", fields)),)
