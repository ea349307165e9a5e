"""The catalogues: no sentence is missing, none is unused, none says less in the other language."""

import ast
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.base.sentences import Language, say

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("id", "en")
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
FILES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
SPEAKERS = {"say": 1, "Sentence": 0, "Refused": 0, "Bug": 0, "Environment": 0, "Integrity": 0}
WITH_MAPPING = {"Sentence", "Refused"}  # the others take the values as keywords


@cache
def catalogue(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parents[1].name, domain=file.stem, abort_invalid=True)


@cache
def catalogues(language: str) -> dict[str, Message]:
    return {
        key(message): message
        for file in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po"))
        for message in catalogue(file)
        if message.id
    }


def indonesian() -> dict[str, Message]:
    return catalogues("id")


def english() -> dict[str, Message]:
    return catalogues("en")


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(message: Message) -> frozenset[str]:
    return frozenset(
        name for form in forms(message) for _, name, _, _ in Formatter().parse(form) if name is not None
    )


DOMAINS = {file.stem for file in FILES}
KEY = re.compile(rf"(?:{'|'.join(sorted(DOMAINS))})\.[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One place in the code that speaks: the key, and the values it gives (None: not known here)."""

    place: str
    speaker: str
    key: str
    given: frozenset[str] | None


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Every file of the program, parsed once, when a test asks for it."""
    files = sorted((ROOT / "app").rglob("*.py"))
    return tuple((str(file.relative_to(ROOT)), ast.parse(file.read_text("utf-8"))) for file in files)


@cache
def literals() -> dict[str, str]:
    """Every string in the code that is a key, and where it stands last."""
    return {
        node.value: f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value)
    }


@cache
def speeches() -> tuple[Spoken, ...]:
    calls = (
        (name, node) for name, tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Call)
    )
    return tuple(spoken for name, node in calls if (spoken := speech(name, node)))


def speech(name: str, call: ast.Call) -> Spoken | None:
    speaker = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    position = SPEAKERS.get(speaker)
    if position is None or len(call.args) <= position:
        return None
    first = call.args[position]
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return None
    mapping = call.args[position + 1] if len(call.args) > position + 1 else None
    given = mapped(mapping) if speaker in WITH_MAPPING else keywords(call)
    return Spoken(f"{name}:{call.lineno}", speaker, first.value, given)


def keywords(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def mapped(node: ast.expr | None) -> frozenset[str] | None:
    if node is None:
        return frozenset()
    if not isinstance(node, ast.Dict):
        return None
    names = [item.value if isinstance(item, ast.Constant) else None for item in node.keys]
    return frozenset(name for name in names if isinstance(name, str)) if all(names) else None


def test_both_languages_have_the_same_catalogues() -> None:
    by_language = [{f.stem for f in FILES if f.parents[1].name == language} for language in LANGUAGES]
    assert by_language[0] == by_language[1] == DOMAINS
    assert {file.parents[1].name for file in FILES} == set(LANGUAGES)


def test_every_key_in_the_code_has_a_sentence() -> None:
    missing = {k: place for k, place in literals().items() if k not in indonesian() or k not in english()}
    missing |= {s.key: s.place for s in speeches() if s.key not in indonesian() or s.key not in english()}
    assert not missing


def test_every_sentence_is_used() -> None:
    used = literals().keys()
    assert not sorted(indonesian().keys() - used)
    assert not sorted(english().keys() - used)


def test_no_key_is_put_together_from_pieces() -> None:
    pieces = re.compile(rf"(?:{'|'.join(sorted(DOMAINS))})\.[a-z0-9_]*")
    found = [
        f"{name}:{node.lineno}: {part.value}"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and pieces.fullmatch(part.value)
    ]
    assert not found


def test_a_key_stands_in_the_catalogue_of_its_domain() -> None:
    strays = [
        f"{file}: {key(message)}"
        for file in FILES
        for message in catalogue(file)
        if message.id and not re.fullmatch(rf"{file.stem}\.[a-z0-9_]+", key(message))
    ]
    assert not strays


def test_both_languages_take_the_same_values() -> None:
    different = {
        k: (sorted(placeholders(indonesian()[k])), sorted(placeholders(english()[k])))
        for k in indonesian().keys() & english().keys()
        if placeholders(indonesian()[k]) != placeholders(english()[k])
    }
    assert not different


def test_values_are_plain_names() -> None:
    both = [*indonesian().values(), *english().values()]
    assert not [key(m) for m in both if not all(name.isidentifier() for name in placeholders(m))]


def test_whoever_speaks_gives_every_value() -> None:
    short = [
        f"{s.place} {s.key}: {sorted(lacking)}"
        for s in speeches()
        if s.given is not None
        and s.key in english()
        and (lacking := placeholders(english()[s.key]) - s.given)
    ]
    assert not short


def test_what_is_counted_has_its_forms_in_both_languages() -> None:
    for messages, count in ((indonesian(), 1), (english(), 2)):
        plural = {k: m for k, m in messages.items() if not isinstance(m.id, str)}
        assert not [k for k, m in plural.items() if len(forms(m)) != count]
        assert not [k for k, m in plural.items() if "count" not in placeholders(m)]


def test_english_has_a_form_for_one_of_what_is_counted() -> None:
    many = re.compile(r"\{count\}\*? (?!of\b)(?:[a-z-]+ ){0,2}[a-z-]+s\b")
    assert not [k for k, m in english().items() if isinstance(m.string, str) and many.search(m.string)]


def test_a_sentence_with_forms_is_said_in_that_of_its_count() -> None:
    said = [say(Language.EN, "kiosk.agencies_count", count=count) for count in (0, 1, 2)]
    assert said == ["0 agencies", "1 agency", "2 agencies"]
    assert say(Language.EN, "kiosk.agencies_count", count="1,200") == "1,200 agencies"
    assert say(Language.ID, "kiosk.agencies_count", count=1) == "1 instansi"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parents[1].name}-{file.stem}")
class TestOfEachFile:
    def test_the_compiled_catalogue_is_that_of_its_source(self, file: Path) -> None:
        made = io.BytesIO()  # byte for byte: without a date in its header, Babel would write that of today
        write_mo(made, catalogue(file))
        assert file.with_suffix(".mo").read_bytes() == made.getvalue(), "run: make catalogues"

    def test_the_header_says_how_to_count(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert f"Plural-Forms: {PLURALS[file.parents[1].name]}" in text
        assert "charset=UTF-8" in text or "charset=utf-8" in text

    def test_nothing_is_empty_doubtful_or_left_over(self, file: Path) -> None:
        own = catalogue(file)
        assert not own.obsolete
        assert not [key(m) for m in own if m.id and (m.fuzzy or not all(f.strip() for f in forms(m)))]

    def test_no_key_is_given_twice(self, file: Path) -> None:
        keys = re.findall(r'^msgid "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(keys) == len(set(keys))


def test_the_house_speaks_calmly_and_in_its_own_words() -> None:
    """No exclamation marks; in Indonesian the person is Anda, the seat a bilik, no word is of the street."""
    shouting = [k for m in (indonesian(), english()) for k, v in m.items() if any("!" in f for f in forms(v))]
    assert not shouting
    assert not offenders(indonesian(), r"\banda\b")
    assert not offenders(indonesian(), r"(?i)(?<!bilik-)\bkiosk\b")
    assert not offenders(indonesian(), r"(?i)\bsoal\b")
    assert not offenders(indonesian(), r"(?i)\b(kalau|dulu|cuma|biar|bikin|gak|kayak)\b")


def offenders(messages: Mapping[str, Message], words: str) -> list[str]:
    return [k for k, m in messages.items() if any(re.search(words, form) for form in forms(m))]
