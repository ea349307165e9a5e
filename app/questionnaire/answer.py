"""Whether a value is an answer that an item takes."""

from collections.abc import Collection
from typing import assert_never

from app.base.errors import Refused
from app.questionnaire.dates import PartialDate, date_parts
from app.questionnaire.expression import Value
from app.questionnaire.model import (
    Absent,
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Option,
    Precision,
    Questionnaire,
    Ranking,
    Roster,
    Single,
    TextItem,
)


def absent_choices(questionnaire: Questionnaire, item: Item) -> tuple[Absent, ...]:
    """The non-answers that `item` offers, in the questionnaire's order.

    A note and what is calculated offer none, and a roster only what it names itself.
    """
    if isinstance(item, (Note, Calculated)):
        return ()
    if isinstance(item, Roster):
        return item.absent or ()
    return questionnaire.absent if item.absent is None else item.absent


MAX_ROW = 999
"""The highest number of a row: who adds and removes more often than that is not listing anything."""


def finished(item: Item, value: Value, options: Collection[Option]) -> bool:
    """Whether `value`, which `item` takes, needs nothing more: a ranking all its ranks, a roster its rows."""
    if not isinstance(value, tuple):
        return True
    match item:
        case Ranking():
            return len(value) >= ranks_of(item, options)
        case Roster():
            return len(value) >= item.min
        case _:
            return True


def ranks_of(item: Ranking, options: Collection[Option]) -> int:
    """How many ranks are given among the `options` on the screen."""
    return min(len(options), item.max_ranks or len(options))


def judge(  # noqa: PLR0911 - one case a kind
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
        case Ranking():
            return _judge_ranking(item, value, options)
        case Number():
            fits = isinstance(value, int) and item.min <= value <= item.max
            fields = {"least": item.min, "most": item.max}
            return None if fits else Refused("questionnaire.number_range", fields)
        case TextItem():
            fits = isinstance(value, str) and _is_text(value) and len(value) <= item.max_chars
            return None if fits else Refused("questionnaire.text_length", {"most": item.max_chars})
        case Date():
            return _judge_date(item, value)
        case Roster():
            return _judge_roster(item, value)
        case Note() | Calculated():
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


def _judge_ranking(item: Ranking, value: Value, options: Collection[Option]) -> Refused | None:
    codes = {option.code for option in options}
    if (
        not isinstance(value, tuple)
        or not value
        or not codes.issuperset(value)
        or len(set(value)) != len(value)
    ):
        return Refused("questionnaire.not_a_choice")
    most = ranks_of(item, options)
    return None if len(value) <= most else Refused("questionnaire.too_many_choices", {"most": most})


def _judge_date(item: Date, value: Value) -> Refused | None:
    date = date_parts(value) if isinstance(value, str) else None
    if date is None:
        return Refused("questionnaire.not_a_date")
    if item.precision is not Precision.YEAR and date.month is None:
        return Refused("questionnaire.date_needs_month")
    if item.precision is Precision.DAY and date.day is None:
        return Refused("questionnaire.date_needs_day")
    least, most = _bound(item.min), _bound(item.max)
    early, late = least is not None and date.last < least.first, most is not None and date.first > most.last
    if early or late:
        return Refused("questionnaire.date_early" if early else "questionnaire.date_late")
    return None


def _bound(text: str | None) -> PartialDate | None:
    return None if text is None else date_parts(text)


def _judge_roster(item: Roster, value: Value) -> Refused | None:
    if not isinstance(value, tuple) or not all(1 <= row <= MAX_ROW for row in value):
        return Refused("questionnaire.not_a_choice")
    if tuple(sorted(set(value))) != value:
        return Refused("questionnaire.not_a_choice")
    return None if len(value) <= item.max else Refused("questionnaire.too_many_rows", {"most": item.max})
