"""A filled-in form: what the program knows, what the office wrote, and what nobody has said yet."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from app.base.canonical import JsonValue
from app.base.sentences import Sentence
from app.questionnaire.model import Text
from app.release.sdi.forms import Form, FormField, Kind

Values = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that nobody has filled in: of which form, about what (empty: the activity), called how."""

    form: str
    subject: str
    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that its field does not take: where it stands in the file, and the sentence that mends it."""

    place: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Record:
    """One form about one thing. Every field stands in `values`, None where there is nothing.

    `written`: the fields whose value the office wrote, not the program.
    """

    form: str
    subject: str
    values: Values
    lacking: tuple[Lack, ...]
    written: frozenset[str]

    def as_json(self) -> JsonValue:
        """The record as files carry it."""
        return {
            "form": self.form,
            "subject": self.subject,
            "complete": not self.lacking,
            "lacking": [lack.key for lack in self.lacking],
            "values": dict(self.values),
        }


def fill(form: Form, subject: str, known: Values, written: Values) -> Record:
    """The record of `form` about `subject`; what the office has `written` wins over what is `known`."""
    values: dict[str, JsonValue] = {}
    lacking: list[Lack] = []
    for field in form.fields:
        value = written.get(field.key)
        if _empty(value):
            value = known.get(field.key)
        asked = field.asked(values)
        values[field.key] = value if asked and not _empty(value) else None
        if asked and not field.optional and values[field.key] is None:
            lacking.append(Lack(form.name, subject, field.key, field.label))
    own = frozenset(key for key, value in written.items() if not _empty(value))
    return Record(form.name, subject, values, tuple(lacking), own)


def check(form: Form, written: Values, place: str) -> Iterator[Wrong]:
    """Everything in `written` that the form does not take."""
    fields = {field.key: field for field in form.fields}
    for key, value in written.items():
        here = f"{place}.{key}"
        if key not in fields:
            yield Wrong(here, Sentence("release.field_unknown"))
        elif not _empty(value) and (sentence := _judge(fields[key], value)) is not None:
            yield Wrong(here, sentence)


def _empty(value: JsonValue) -> bool:
    return value is None or value == "" or (isinstance(value, (list, tuple)) and not value)


def _judge(field: FormField, value: JsonValue) -> Sentence | None:  # noqa: PLR0911 - one case a kind
    codes = ", ".join(str(code) for code in field.options)
    match field.kind:
        case Kind.TEXT | Kind.LONG:
            return None if isinstance(value, str) else Sentence("release.needs_text")
        case Kind.DATE:
            return None if isinstance(value, str) and _is_date(value) else Sentence("release.needs_date")
        case Kind.YES_NO:
            return None if isinstance(value, bool) else Sentence("release.needs_yes_no")
        case Kind.NUMBER:
            return _number(field, value)
        case Kind.CHOICE:
            fits = _is_whole(value) and value in field.options
            return None if fits else Sentence("release.needs_code", {"codes": codes})
        case Kind.SUM:
            fits = isinstance(value, int) and _is_whole(value) and 1 <= value <= sum(field.options)
            return None if fits else Sentence("release.needs_sum", {"codes": codes})
        case Kind.MANY:
            fits = isinstance(value, list) and all(_is_whole(one) and one in field.options for one in value)
            return None if fits else Sentence("release.needs_codes", {"codes": codes})
        case Kind.MANY_TEXTS:
            fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
            return None if fits else Sentence("release.needs_texts")
        case Kind.LIST:
            return Sentence("release.made_by_program")
        case _:
            assert_never(field.kind)


def _number(field: FormField, value: JsonValue) -> Sentence | None:
    least = 0 if field.least is None else field.least
    most = 1_000_000 if field.most is None else field.most
    fits = isinstance(value, int) and _is_whole(value) and least <= value <= most
    return None if fits else Sentence("release.needs_number", {"least": least, "most": most})


def _is_whole(value: JsonValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
