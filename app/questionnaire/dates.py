"""Dates of which perhaps only the year or the month is known, as people remember them."""

import calendar
import datetime as dt
import re
from typing import NamedTuple

from app.questionnaire.model import DATE_PATTERN

UNITS = ("days", "months", "years")
_DATE = re.compile(DATE_PATTERN)


class PartialDate(NamedTuple):
    """A year, perhaps with a month, perhaps with a day of it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> dt.date:
        """The earliest day that it may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day that it may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def date_parts(text: str) -> PartialDate | None:
    """What `text`, spelled as in ISO 8601, says; None when it names no date."""
    if _DATE.fullmatch(text) is None:
        return None
    date = PartialDate(*(int(part) for part in text.split("-")))
    if date.month is not None and (date.day or 1) > calendar.monthrange(date.year, date.month)[1]:
        return None
    return date


def difference(one: PartialDate, other: PartialDate, unit: str) -> int | None:
    """Whole `days`, `months` or `years` from `one` to `other`; None when they are not that precise.

    Both are cut to what both know, so that the years between 2019 and June 2021 are two.
    """
    one, other = _cut(one, other), _cut(other, one)
    if other.first < one.first:
        back = difference(other, one, unit)
        return None if back is None else -back
    if unit == "years" and one.month is None:
        return other.year - one.year
    if one.month is None or other.month is None:
        return None
    if unit == "days":
        return None if one.day is None else (other.first - one.first).days
    months = 12 * (other.year - one.year) + other.month - one.month - ((other.day or 1) < (one.day or 1))
    return months if unit == "months" else months // 12


def _precision(date: PartialDate) -> int:
    return 1 if date.month is None else 2 if date.day is None else 3


def _cut(date: PartialDate, like: PartialDate) -> PartialDate:
    """`date` with no more than `like` knows."""
    kept = min(_precision(date), _precision(like))
    return PartialDate(date.year, date.month if kept > 1 else None, date.day if kept > 2 else None)
