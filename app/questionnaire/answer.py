"""Whether a value is an answer that an item takes."""

from collections.abc import Collection
from typing import assert_never

from app.base.errors import Refused
from app.questionnaire.expression import Value
from app.questionnaire.model import (
    Absent,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Option,
    Questionnaire,
    Single,
    TextItem,
)


def absent_choices(questionnaire: Questionnaire, item: Item) -> tuple[Absent, ...]:
    """The non-answers that `item` offers, in the questionnaire's order; a note offers none."""
    if isinstance(item, Note):
        return ()
    return questionnaire.absent if item.absent is None else item.absent


def judge(
    item: Item, value: Value, options: Collection[Option], absent: Collection[Absent]
) -> Refused | None:
    """None when `item` takes `value`, else the sentence for the field.

    Args:
        item: the item on the screen.
        value: what was entered.
        options: those on the screen now, for closed items.
        absent: the non-answers offered.
    """
    if isinstance(value, int) and value in {int(code) for code in absent}:
        return None
    match item:
        case Likert() | Matrix() | Single():
            fits = isinstance(value, int) and value in {option.code for option in options}
            return None if fits else Refused("questionnaire.not_a_choice")
        case Multi():
            return _judge_multi(item, value, options)
        case Number():
            fits = isinstance(value, int) and item.min <= value <= item.max
            fields = {"least": item.min, "most": item.max}
            return None if fits else Refused("questionnaire.number_range", fields)
        case TextItem():
            fits = isinstance(value, str) and _is_text(value) and len(value) <= item.max_chars
            return None if fits else Refused("questionnaire.text_length", {"most": item.max_chars})
        case Note():
            return Refused("questionnaire.not_a_choice")
        case _:
            assert_never(item)


def _is_text(value: str) -> bool:
    """Whether `value` says something that can be spelled in UTF-8: half a character cannot be sealed."""
    return bool(value.strip()) and not any("\ud800" <= character <= "\udfff" for character in value)


def _judge_multi(item: Multi, value: Value, options: Collection[Option]) -> Refused | None:
    codes = {option.code for option in options}
    if not isinstance(value, tuple) or not value or not codes.issuperset(value):
        return Refused("questionnaire.not_a_choice")
    if tuple(sorted(set(value))) != value:
        return Refused("questionnaire.not_a_choice")
    if item.max_choices is not None and len(value) > item.max_choices:
        return Refused("questionnaire.too_many_choices", {"most": item.max_choices})
    alone = {option.code for option in options if option.exclusive}
    if len(value) > 1 and alone.intersection(value):
        return Refused("questionnaire.exclusive_choice")
    return None
