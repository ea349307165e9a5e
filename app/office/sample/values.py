"""From a cell to what a column holds, or to the sentence that says what is wrong with it."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from app.base.sentences import Sentence
from app.office.sample.columns import DATES, YES_OR_NO, Column
from app.office.sample.table import Formula, Value

Held = str | dt.date | bool
"""What a cell comes to: text on one line, a day, or yes and no."""

Written = str | float | bool | dt.date  # what a table may hold besides nothing and formulas

_LONGEST: Final[Mapping[Column, int]] = {
    Column.NAME: 120,
    Column.EMAIL: 200,
    Column.ADDRESS: 300,
    Column.WORK_UNIT: 200,
    Column.POSITION: 200,
}
_SHORT = 100
_SHOWN = 40  # characters of a wrong value in a sentence
_FORMULA = ("=", "@")
_SIGNS = ("+", "-")
_EXACT_DIGITS = 15  # of a number in a spreadsheet
_NIP_DIGITS = {9, 18}  # the old and the present number of a civil servant
_PHONE_DIGITS = range(8, 16)
_YES = {"ya", "y", "yes", "benar", "true", "1", "v", "x"}
_NO = {"tidak", "t", "no", "n", "salah", "false", "0", "-"}
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_EARLIEST = dt.date(1900, 1, 1)


def read_cell(column: Column, value: Value, today: dt.date) -> Held | Sentence | None:
    """What a cell holds; None where it is empty; a sentence where it cannot be read."""
    match value:
        case Formula():
            return Sentence("sample.find_formula")
        case None:
            return None
        case _ if column in DATES:
            return _day(value, today)
        case _ if column in YES_OR_NO:
            return _yes(value)
        case _:
            return _line(column, value)


def _line(column: Column, value: Written) -> str | Sentence | None:
    text = _text(value)
    if isinstance(text, Sentence) or not text:
        return text or None
    if column is Column.NIP:
        return _nip(text, value)
    return _phone(text) if column is Column.PHONE else _words(column, text)


def _text(value: Written) -> str | Sentence:
    """One line without anything that turns or hides text."""
    if isinstance(value, float):
        return (
            str(int(value)) if value.is_integer() else Sentence("sample.find_number", {"value": f"{value:g}"})
        )
    if not isinstance(value, str):
        return str(value)
    text = " ".join(unicodedata.normalize("NFC", value).split())
    if not text.isprintable():
        odd = next(c for c in text if not c.isprintable())
        return Sentence("sample.find_hidden_sign", {"sign": f"U+{ord(odd):04X}"})
    return text


def _words(column: Column, text: str) -> str | Sentence:
    if text.startswith(_FORMULA) or (text.startswith(_SIGNS) and any(c.isalnum() for c in text)):
        return Sentence("sample.find_formula")
    longest = _LONGEST.get(column, _SHORT)
    if len(text) > longest:
        return Sentence("sample.find_long", {"most": longest, "value": _shown(text)})
    if column is Column.NAME and not any(c.isalpha() for c in text):
        return Sentence("sample.find_no_name", {"value": _shown(text)})
    return text


def _nip(text: str, value: Written) -> str | Sentence:
    rounded = not isinstance(value, str) and len(text) > _EXACT_DIGITS
    if rounded or re.search(r"\d[eE]\+?\d", text):
        return Sentence("sample.find_nip_rounded")
    digits = re.sub(r"[ .'-]", "", text)
    if not digits:
        return Sentence("sample.find_nip", {"value": _shown(text)})
    if not (digits.isascii() and digits.isdigit() and len(digits) in _NIP_DIGITS):
        return Sentence("sample.find_nip", {"value": _shown(text)})
    return digits


def _phone(text: str) -> str | Sentence:
    digits = re.sub(r"[ ().'-]", "", text)
    if digits.startswith("+62"):
        digits = "0" + digits[3:]
    elif digits.startswith("62"):
        digits = "0" + digits[2:]
    elif digits.startswith("8"):  # a spreadsheet took the nought away
        digits = "0" + digits
    if not (digits.isascii() and digits.isdigit() and len(digits) in _PHONE_DIGITS):
        return Sentence("sample.find_phone", {"value": _shown(text)})
    return digits


def _day(value: Written, today: dt.date) -> dt.date | Sentence | None:
    if isinstance(value, dt.date):
        day = value
    else:
        text = " ".join(str(value).split())
        if not text:
            return None
        match = _DATE.fullmatch(text)
        try:
            if match is None:
                raise ValueError  # noqa: TRY301 - both ways of being no date end in one sentence
            d, m, y, year, month, date = match.groups()
            day = dt.date(int(y), int(m), int(d)) if y else dt.date(int(year), int(month), int(date))
        except ValueError:
            return Sentence("sample.find_date", {"value": _shown(text)})
    if not _EARLIEST <= day <= today:
        return Sentence("sample.find_date_range", {"value": day.isoformat(), "today": today.isoformat()})
    return day


def _yes(value: Written) -> bool | Sentence | None:
    text = " ".join(str(value).split()).casefold()
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    return Sentence("sample.find_yes_no", {"value": _shown(text)})


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
