"""From what a person typed to what it means, or to the sentence that says how to write it."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from app.base.sentences import Language, Sentence, say
from app.office.days import MONTHS
from app.office.findings import Finding

T = TypeVar("T")

AGENCY_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
FILE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
LINE_CHARS = 200
_NUMBERS = re.compile(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2}) ([^\W\d]+) (\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_SHOWN = 30  # characters of a wrong entry in a sentence


class Reader:
    """Reads entries and keeps what was wrong with them. Nothing is what a wrong entry is read as."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def wrong(self, place: str, key: str, **fields: str | int) -> None:
        """Remember that an entry cannot stay as it is."""
        self.found.append(Finding(place, Sentence(key, fields)))

    def line(self, place: str, text: str, most: int = LINE_CHARS, *, needed: bool = True) -> str | None:
        """One line of words; nothing where it is empty."""
        words = " ".join(text.split())
        if not words:
            self._missing(place, needed=needed)
            return None
        if len(words) > most:
            self.wrong(place, "prepare.too_long", most=most, count=len(words))
            return None
        if not words.isprintable():
            self.wrong(place, "prepare.hidden_sign")
            return None
        return words

    def code(self, place: str, text: str) -> str | None:
        """The code of an agency."""
        return self._shaped(place, text, AGENCY_CODE, "prepare.code_shape")

    def name(self, place: str, text: str) -> str | None:
        """A name that files and folders can bear."""
        return self._shaped(place, text, FILE_ID, "prepare.id_shape")

    def day(self, place: str, text: str, *, needed: bool = True) -> dt.date | None:
        """A day."""
        return self._taken(place, text, day_of, "prepare.no_day", needed=needed)

    def clock(self, place: str, text: str) -> str | None:
        """A time of day, as `09:00`."""
        return self._taken(place, text, clock_of, "prepare.no_time")

    def number(self, place: str, text: str, least: int, most: int, *, needed: bool = False) -> int | None:
        """A whole number between the two."""
        words = text.strip()
        if not words:
            self._missing(place, needed=needed)
            return None
        value = number_of(words)
        if value is None or not least <= value <= most:
            self.wrong(place, "prepare.no_number", value=_short(words), least=least, most=most)
            return None
        return value

    def _missing(self, place: str, *, needed: bool) -> None:
        if needed:
            self.wrong(place, "prepare.needed")

    def _shaped(self, place: str, text: str, shape: re.Pattern[str], key: str) -> str | None:
        words = text.strip()
        if not words:
            self._missing(place, needed=True)
            return None
        if shape.fullmatch(words) is None:
            self.wrong(place, key, value=_short(words))
            return None
        return words

    def _taken(
        self, place: str, text: str, read: Callable[[str], T | None], key: str, *, needed: bool = True
    ) -> T | None:
        words = " ".join(text.split())
        if not words:
            self._missing(place, needed=needed)
            return None
        value = read(words)
        if value is None:
            self.wrong(place, key, value=_short(words))
        return value


def number_of(text: str) -> int | None:
    """`1.250` or `1250`; None where it is no whole number."""
    words = text.strip()
    plain = words.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", words) else words
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else None


def day_of(text: str) -> dt.date | None:
    """`9-11-2026`, `9/11/2026`, `2026-11-09` or `9 November 2026`, in either language."""
    words = " ".join(text.split())
    try:
        if (match := _NUMBERS.fullmatch(words)) is not None:
            day, month, year = match.groups()
            return dt.date(int(year), int(month), int(day))
        if (match := _ISO.fullmatch(words)) is not None:
            year, month, day = match.groups()
            return dt.date(int(year), int(month), int(day))
        if (match := _WORDS.fullmatch(words)) is not None:
            day, name, year = match.groups()
            return next((dt.date(int(year), n, int(day)) for n in _month(name)), None)
    except ValueError:
        pass
    return None


def _month(name: str) -> Iterator[int]:
    """The number of a month that begins so: three letters are enough."""
    begin = name.casefold()
    if len(begin) < 3:
        return
    for language in Language:
        for number, key in enumerate(MONTHS, 1):
            if say(language, key).casefold().startswith(begin):
                yield number


def clock_of(text: str) -> str | None:
    """`9.00` or `09:00` as `09:00`."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def day_written(day: dt.date) -> str:
    """As it is typed: `9-11-2026`."""
    return f"{day.day}-{day.month}-{day.year}"


def clock_written(time: str) -> str:
    """As it is typed: `09.00`."""
    return time.replace(":", ".")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
