"""Dates as letters and reports spell them."""

import datetime as dt

from app.base.sentences import Language, say

MONTHS = (
    "office.month_01",
    "office.month_02",
    "office.month_03",
    "office.month_04",
    "office.month_05",
    "office.month_06",
    "office.month_07",
    "office.month_08",
    "office.month_09",
    "office.month_10",
    "office.month_11",
    "office.month_12",
)
"""The names of the months, January first."""


def day_in_words(day: dt.date, language: Language) -> str:
    """`24 November 2026`."""
    return f"{day.day} {say(language, MONTHS[day.month - 1])} {day.year}"


def period_in_words(start: dt.date, end: dt.date, language: Language) -> str:
    """`2-13 November 2026` with an en dash, or both dates in full when the month differs."""
    if (start.year, start.month) == (end.year, end.month):
        days = f"{start.day}" if start == end else f"{start.day}–{end.day}"
        return f"{days} {say(language, MONTHS[start.month - 1])} {start.year}"
    return f"{day_in_words(start, language)} – {day_in_words(end, language)}"
