"""Every sentence that a person reads, in Indonesian or English, looked up by key.

A key is `domain.name` and always stands in the code as one whole literal, so that a test can tell that
no sentence is missing and none is unused. A domain is one catalogue: `resources/locale/<language>/
LC_MESSAGES/<domain>.po`, compiled to `.mo` by `make catalogues`. Placeholders are `{name}`.
"""

import gettext
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from app.base.errors import Field, Problem, Refused
from app.base.resources import RESOURCES


class Language(StrEnum):
    """The languages of the catalogues; Indonesian is the default everywhere."""

    ID = "id"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence not yet spoken: its key and the values of its placeholders."""

    key: str
    fields: Mapping[str, Field] = field(default_factory=dict)

    @classmethod
    def of(cls, trouble: Problem | Refused) -> "Sentence":
        """The sentence of an error or a refusal."""
        return cls(trouble.code, trouble.fields)

    def spoken(self, language: Language) -> str:
        """The sentence in `language`."""
        return say(language, self.key, **self.fields)


@lru_cache
def _catalogue(domain: str, language: Language) -> gettext.NullTranslations:
    return gettext.translation(domain, RESOURCES / "locale", [language.value])


def readable_catalogues(language: Language) -> frozenset[str]:
    """The domains whose compiled catalogue in `language` is there and can be read."""
    folder = RESOURCES / "locale" / language.value / "LC_MESSAGES"
    return frozenset(file.stem for file in folder.glob("*.mo") if _readable(file))


def _readable(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            gettext.GNUTranslations(stream)
    except (OSError, ValueError, struct.error):
        return False
    return True


def say(language: Language, key: str, /, **fields: Field) -> str:
    """The sentence of `key` in `language`, its placeholders filled; where it has forms, that of its `count`.

    Raises:
        FileNotFoundError, KeyError: no such catalogue, or a placeholder without a value (a bug; the
            catalogue tests find both).
    """
    catalogue = _catalogue(key.partition(".")[0], language)
    count = fields.get("count")
    form = catalogue.ngettext(key, key, count if isinstance(count, int) else 2)
    return (catalogue.gettext(key) if form == key else form).format(**fields)


def whole(language: Language, number: int) -> str:
    """A whole number with its thousands set apart: by points in Indonesian, by commas in English."""
    return f"{number:,}".replace(",", "." if language is Language.ID else ",")


def decimal(language: Language, tenths: int) -> str:
    """Tenths with one decimal: comma in Indonesian, point in English, a true minus sign."""
    sign = "−" if tenths < 0 else ""
    mark = "," if language is Language.ID else "."
    return f"{sign}{abs(tenths) // 10}{mark}{abs(tenths) % 10}"
