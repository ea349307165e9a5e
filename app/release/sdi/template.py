"""The file that the office fills in: every field that is asked, with its label, its codes, and what is known.

What the program knows stands as a comment, so that it stays the program's; to say otherwise is to write a
line.
"""

import json
from collections.abc import Iterator

from app.base.canonical import JsonValue
from app.base.sentences import Language, say
from app.questionnaire.model import Text
from app.release.sdi.forms import Form, FormField, Kind, activity_form, indicator_form, variable_form
from app.release.sdi.metadata import ALL, Metadata
from app.release.sdi.record import Record

SHARED = ("referensi_pemilihan", "referensi_waktu")
"""Fields of a variable that are mostly the same for all of a questionnaire."""


def template(metadata: Metadata, language: Language) -> str:
    """YAML with comments in `language`; reading it back gives what `metadata` was made with."""
    return "\n".join(_lines(metadata, language)) + "\n"


def _lines(metadata: Metadata, language: Language) -> Iterator[str]:
    yield f"# {say(language, 'release.form_head')}"
    yield ""
    yield f"# {say(language, 'release.licence')}"
    yield f"lisensi: {_spelt(metadata.licence)}"
    yield ""
    yield f"# {activity_form().name}: {_words(activity_form().title, language)}"
    yield "ms_keg:"
    yield from _form(activity_form(), metadata.activity, "  ", language)
    yield ""
    yield f"# {indicator_form().name}: {_words(indicator_form().title, language)}"
    yield "ms_ind:"
    for record in metadata.indicators:
        yield f"  {record.subject}:"
        yield from _form(indicator_form(), record, "    ", language)
    yield ""
    yield f"# {variable_form().name}: {_words(variable_form().title, language)}"
    yield "ms_var:"
    yield f"  {ALL}:"
    fields = {field.key: field for field in variable_form().fields}
    for key in SHARED:
        known = not any(key in record.written for record in metadata.variables)
        value = _agreed(metadata, key)
        yield from _field(fields[key], value, "    ", language, known=known and value is not None)
    for record in metadata.variables:
        own = [lack.key for lack in record.lacking if lack.key not in SHARED]
        if own:
            yield f"  {record.subject.partition('.')[2]}:"
            for key in own:
                yield from _field(fields[key], None, "    ", language)


def _agreed(metadata: Metadata, key: str) -> JsonValue:
    values = {json.dumps(record.values[key]) for record in metadata.variables}
    return json.loads(values.pop()) if len(values) == 1 else None


def _form(form: Form, record: Record, indent: str, language: Language) -> Iterator[str]:
    for block in form.blocks:
        yield f"{indent}# --- {block.name}: {_words(block.title, language)}"
        for field in block.fields:
            if field.kind is not Kind.LIST:  # the program makes lists
                known = field.key not in record.written and record.values[field.key] is not None
                yield from _field(field, record.values[field.key], indent, language, known=known)


def _field(
    field: FormField, value: JsonValue, indent: str, language: Language, *, known: bool = False
) -> Iterator[str]:
    yield f"{indent}# {_words(field.label, language)}{_hint(field, language)}"
    for code, text in field.options.items():
        yield f"{indent}#   {code} {_words(text, language)}"
    yield f"{indent}{'# ' if known else ''}{field.key}: {_spelt(value)}".rstrip()


def _hint(field: FormField, language: Language) -> str:
    if field.optional:
        return f" ({say(language, 'release.optional')})"
    if field.kind is Kind.YES_NO:
        return f" ({say(language, 'release.hint_yes_no')})"
    return f" ({say(language, 'release.hint_date')})" if field.kind is Kind.DATE else ""


def _spelt(value: JsonValue) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _words(text: Text, language: Language) -> str:
    words = text.en if language is Language.EN and text.en else text.id
    return " ".join(words.split())
