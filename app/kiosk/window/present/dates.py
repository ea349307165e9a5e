"""A date in three fields: what is typed, what it says, and what is wrong with it."""

import calendar
from typing import NamedTuple

from app.base.sentences import Language, say
from app.kiosk.window import view as v
from app.kiosk.window.intents import DatePart
from app.questionnaire.answer import judge
from app.questionnaire.dates import PartialDate, date_parts
from app.questionnaire.expression import Value
from app.questionnaire.model import Date, Precision

DIGITS = {DatePart.DAY: 2, DatePart.MONTH: 2, DatePart.YEAR: 4}


class Typed(NamedTuple):
    """What the fields hold, digits or nothing."""

    day: str = ""
    month: str = ""
    year: str = ""

    def filled(self, part: DatePart, digits: str) -> "Typed":
        """The fields after one of them was filled."""
        return self._replace(**{part.value: digits[: DIGITS[part]]})


class Wrong(NamedTuple):
    """A sentence with an example, and the fields it is about."""

    words: str
    parts: frozenset[DatePart]


def typed_of(value: Value | None) -> Typed:
    """The fields of a stored date; empty ones for a non-answer and for none."""
    date = date_parts(value) if isinstance(value, str) else None
    if date is None:
        return Typed()
    return Typed(str(date.day or ""), str(date.month or ""), str(date.year))


def date_of(item: Date, typed: Typed) -> str:
    """The date that the fields spell, as it is stored; empty while they spell none that `item` takes."""
    if len(typed.year) != DIGITS[DatePart.YEAR] or (typed.day and not typed.month):
        return ""
    spelled = "-".join(part.rjust(2, "0") for part in (typed.year, typed.month, typed.day) if part)
    return spelled if judge(item, spelled, (), ()) is None else ""


def date_body(language: Language, item: Date, typed: Typed) -> v.Date:
    """The three fields, and below them the date in words or what is wrong."""
    wrong = date_error(language, item, typed)
    read = date_parts(date_of(item, typed))
    labels = {
        DatePart.DAY: say(language, "kiosk.date_day"),
        DatePart.MONTH: say(language, "kiosk.date_month"),
        DatePart.YEAR: say(language, "kiosk.date_year"),
    }
    free = _free(item)
    fields = tuple(
        v.DateField(
            part,
            labels[part],
            say(language, "kiosk.field_optional", field=labels[part]) if part in free else labels[part],
            digits,
            DIGITS[part],
            wrong=wrong is not None and part in wrong.parts,
        )
        for part, digits in zip(DatePart, typed, strict=True)
    )
    return v.Date(
        fields,
        note=_note(language, item),
        reading=in_words(language, read) if read is not None else "",
        error=wrong.words if wrong is not None else "",
    )


def _free(item: Date) -> frozenset[DatePart]:
    """The fields that may stay empty."""
    match item.precision:
        case Precision.DAY:
            return frozenset()
        case Precision.MONTH:
            return frozenset({DatePart.DAY})
        case Precision.YEAR:
            return frozenset({DatePart.DAY, DatePart.MONTH})


def _note(language: Language, item: Date) -> str:
    match item.precision:
        case Precision.DAY:
            return say(language, "kiosk.date_whole")
        case Precision.MONTH:
            return say(language, "kiosk.date_without_day")
        case Precision.YEAR:
            return say(language, "kiosk.date_year_enough")


def date_error(language: Language, item: Date, typed: Typed) -> Wrong | None:
    """What cannot become right by typing on; None while nothing is wrong."""
    day, month = DatePart.DAY, DatePart.MONTH
    if len(typed.day) == DIGITS[day] and not 1 <= int(typed.day) <= 31:
        return Wrong(say(language, "kiosk.date_day_range"), frozenset({day}))
    if len(typed.month) == DIGITS[month] and not 1 <= int(typed.month) <= 12:
        return Wrong(say(language, "kiosk.date_month_range"), frozenset({month}))
    if len(typed.year) == DIGITS[DatePart.YEAR]:
        return _whole_error(language, item, typed)
    return None


def left_unfinished(language: Language, item: Date, typed: Typed) -> Wrong | None:
    """What is wrong with the fields when they are left as they are."""
    wrong = date_error(language, item, typed)
    if wrong is not None or not any(typed) or date_of(item, typed):
        return wrong
    return Wrong(say(language, "kiosk.date_year_missing"), frozenset({DatePart.YEAR}))


def _whole_error(language: Language, item: Date, typed: Typed) -> Wrong | None:
    """What is wrong once the year is there, the last field that people fill."""
    if date_of(item, typed):
        return None
    year, month, day = int(typed.year), int(typed.month or 0), int(typed.day or 0)
    if date_parts(typed.year) is None:
        return Wrong(say(language, "kiosk.date_year_range"), frozenset({DatePart.YEAR}))
    if not month and (typed.day or typed.month or item.precision is not Precision.YEAR):
        return Wrong(say(language, "kiosk.date_month_missing"), frozenset({DatePart.MONTH}))
    if not day and (typed.day or item.precision is Precision.DAY):
        return Wrong(say(language, "kiosk.date_day_missing"), frozenset({DatePart.DAY}))
    last = calendar.monthrange(year, month or 1)[1]
    if day > last:
        example = in_words(language, PartialDate(year, month, last))
        return Wrong(say(language, "kiosk.date_no_such_day", example=example), frozenset({DatePart.DAY}))
    return _bounds_error(language, item, PartialDate(year, month or None, day or None))


def _bounds_error(language: Language, item: Date, date: PartialDate) -> Wrong:
    least = date_parts(item.min or "")
    everywhere = frozenset(DatePart)
    if least is not None and date.last < least.first:
        words = say(language, "kiosk.date_early", date=in_words(language, least))
        return Wrong(words, everywhere)
    most = date_parts(item.max or "")
    words = say(language, "kiosk.date_late", date=in_words(language, most) if most is not None else "")
    return Wrong(words, everywhere)


def in_words(language: Language, date: PartialDate) -> str:
    """A date as people say it, as far as it is known: 19 Agustus 2026, Agustus 2026, 2026."""
    if date.month is None:
        return str(date.year)
    month = f"{say(language, 'kiosk.months').split(',')[date.month - 1]} {date.year}"
    return month if date.day is None else f"{date.day} {month}"
