"""Every difference between two versions of a questionnaire, and what it does to the series of answers.

A difference is *breaking* when answers collected under the old version cannot stand in the same columns as
those under the new one, or no longer speak of the same people: something removed, another code, another
scale, a narrower limit, another condition. It is *relabelled* when the columns and codes are the same and
only words changed. It is *additive* when what was collected stands as it is: a new question or choice, a
wider limit, and all that only changes how the sitting goes (time, order, what must be answered). What is not
known here is breaking: a field added later must be judged before it is called harmless.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TypeVar

from app.base.errors import Field
from app.base.sentences import Sentence
from app.questionnaire.answer import absent_choices
from app.questionnaire.dates import date_parts
from app.questionnaire.model import (
    Absent,
    Check,
    Frozen,
    Item,
    Matrix,
    Multi,
    Questionnaire,
    Ranking,
    Roster,
    ScalePoint,
    Section,
    Severity,
    Single,
    Subjects,
    Text,
)

_SHOWN_CHARS = 60  # of a value in a sentence

_CONDUCT = frozenset({
    "time_limit_ms", "on_timeout", "timer_hidden", "shuffle", "allow_back", "expected_ms", "bank", "required",
    "pin", "block", "show", "title_from", "sensitive",
})  # fmt: skip
_CONDITIONS = frozenset({"show_if", "eligible_if", "value"})
_LIMITS = frozenset({"min", "max", "max_chars", "max_choices", "max_ranks"})
_NOT_HERE = frozenset(
    {"items", "options", "rows", "checks", "absent", "kind", "scale"}
)  # judged by their parts

_Key = TypeVar("_Key", str, int)
_Part = TypeVar("_Part")


class Change(StrEnum):
    """What a difference does to the series, the mildest first."""

    ADDITIVE = "additive"
    RELABELLED = "relabelled"
    BREAKING = "breaking"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its place by ids (`items.a1.options.3.label.id`), what it does, and what it is.

    `stale`: an Indonesian text was rewritten, and its translation was not touched.
    """

    place: str
    change: Change
    sentence: Sentence
    stale: bool = False


def differences(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Every difference of two versions, their numbers aside."""
    yield from _fields("", old, new, frozenset({"version", "scales", "sections", "absent"}))
    yield from _offered("absent", old.absent, new.absent)
    # What a scale or section held and is not asked any more is told at its items.
    yield from _keyed("scales", old.scales, new.scales, _scale, removed=Change.ADDITIVE)
    sections = _by_id(old.sections), _by_id(new.sections)
    yield from _keyed("sections", *sections, _fields, removed=Change.ADDITIVE)
    yield from _keyed("items", _homes(old), _homes(new), _home)


@dataclass(frozen=True, slots=True)
class _Home:
    """An item and where it is asked: in a section, perhaps about each row of a roster."""

    whole: Questionnaire
    section: Section
    roster: str
    item: Item


def _homes(whole: Questionnaire) -> Mapping[str, _Home]:
    homes: dict[str, _Home] = {}
    for section in whole.sections:
        for item in section.items:
            homes[item.id] = _Home(whole, section, "", item)
            for child in item.items if isinstance(item, Roster) else ():
                homes[child.id] = _Home(whole, section, item.id, child)
    return homes


def _by_id(sections: Sequence[Section]) -> Mapping[str, Section]:
    return {section.id: section for section in sections}


# --- scales, sections, items ---


def _scale(place: str, old: Sequence[ScalePoint], new: Sequence[ScalePoint]) -> Iterator[Difference]:
    """A scale with a point more or less, or in another order, measures something else."""
    was, now = {one.code: one for one in old}, {one.code: one for one in new}
    yield from _keyed(place, was, now, _fields, added=Change.BREAKING, moved=Change.BREAKING)


def _home(place: str, old: _Home, new: _Home) -> Iterator[Difference]:
    if old.roster != new.roster or old.section.per_subject != new.section.per_subject:
        yield _difference(place, Change.BREAKING, "compare.asked_about_others")
    elif old.section.id != new.section.id:
        yield _difference(place, Change.ADDITIVE, "compare.moved")
        if old.section.show_if != new.section.show_if:
            yield _difference(f"{place}.show_if", Change.BREAKING, "compare.condition")
    if old.item.kind != new.item.kind:
        yield _changed(f"{place}.kind", Change.BREAKING, old.item.kind, new.item.kind)
        return
    yield from _fields(place, old.item, new.item)
    yield from _listed(place, old.item, new.item)
    yield from _checks(f"{place}.checks", _by_rule(old.item.checks), _by_rule(new.item.checks))
    if old.item.absent is not None or new.item.absent is not None:
        offered = absent_choices(old.whole, old.item), absent_choices(new.whole, new.item)
        yield from _offered(f"{place}.absent", *offered)
    was, now = getattr(old.item, "scale", ""), getattr(new.item, "scale", "")
    if was != now:
        alike = old.whole.scales.get(was) == new.whole.scales.get(now)
        yield _changed(f"{place}.scale", Change.ADDITIVE if alike else Change.BREAKING, was, now)


def _listed(place: str, old: Item, new: Item) -> Iterator[Difference]:
    if isinstance(old, (Single, Multi, Ranking)) and isinstance(new, (Single, Multi, Ranking)):
        options = {one.code: one for one in old.options}, {one.code: one for one in new.options}
        yield from _keyed(f"{place}.options", *options, _fields)
    if isinstance(old, Matrix) and isinstance(new, Matrix):
        rows = {one.id: one for one in old.rows}, {one.id: one for one in new.rows}
        yield from _keyed(f"{place}.rows", *rows, _fields)


def _by_rule(checks: Sequence[Check]) -> Mapping[str, tuple[int, Check]]:
    """Checks have no names: they are told apart by what they demand, and how hard."""
    return {f"{one.severity} {one.rule!r}": (index, one) for index, one in enumerate(checks)}


def _checks(
    place: str, old: Mapping[str, tuple[int, Check]], new: Mapping[str, tuple[int, Check]]
) -> Iterator[Difference]:
    for key, (index, check) in new.items():
        if key in old:
            yield from _words(f"{place}.{index}.message", old[key][1].message, check.message)
        else:
            refuses = check.severity is Severity.HARD
            change = Change.BREAKING if refuses else Change.ADDITIVE
            yield _difference(f"{place}.{index}", change, "compare.check_added")
    for key, (index, _) in old.items():
        if key not in new:
            yield _difference(f"{place}.{index}", Change.ADDITIVE, "compare.check_removed")
    yield from _order(place, list(old), list(new), Change.ADDITIVE)


# --- fields ---


def _fields(place: str, old: Frozen, new: Frozen, but: Collection[str] = _NOT_HERE) -> Iterator[Difference]:
    """The differences of two parts of one kind, field by field."""
    for name in type(old).model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if was != now and name not in but:
            yield from _field(f"{place}.{name}".removeprefix("."), name, was, now)


def _field(place: str, name: str, was: object, now: object) -> Iterator[Difference]:
    if name == "unit":
        yield _difference(place, Change.BREAKING, "compare.unit")
    elif isinstance(was, Text) or isinstance(now, Text):
        yield from _words(place, was, now)
    elif name == "reference":
        yield _difference(place, Change.RELABELLED, "compare.reference")
    elif name in _CONDITIONS:
        yield _difference(place, Change.BREAKING, "compare.condition")
    elif isinstance(was, Subjects) and isinstance(now, Subjects):
        yield from _words(f"{place}.choose_text", was.choose_text, now.choose_text)
        if was.min != now.min:
            yield _changed(f"{place}.min", Change.ADDITIVE, was.min, now.min)
    elif name == "languages" and isinstance(was, tuple) and isinstance(now, tuple):
        change = Change.ADDITIVE if set(was) <= set(now) else Change.RELABELLED
        yield _changed(place, change, ", ".join(was), ", ".join(now))
    elif name in _LIMITS:
        yield _changed(place, _limit(name, was, now), was, now)
    else:
        yield _changed(place, Change.ADDITIVE if name in _CONDUCT else Change.BREAKING, was, now)


def _keyed(
    place: str,
    old: Mapping[_Key, _Part],
    new: Mapping[_Key, _Part],
    compared: Callable[[str, _Part, _Part], Iterator[Difference]],
    *,
    added: Change = Change.ADDITIVE,
    removed: Change = Change.BREAKING,
    moved: Change = Change.ADDITIVE,
) -> Iterator[Difference]:
    """The differences of two lists whose parts have names."""
    for key in old:
        if key not in new:
            yield _difference(f"{place}.{key}", removed, "compare.removed", name=key)
    for key, part in new.items():
        if key in old:
            yield from compared(f"{place}.{key}", old[key], part)
        else:
            yield _difference(f"{place}.{key}", added, "compare.added", name=key)
    yield from _order(place, list(old), list(new), moved)


def _order(place: str, old: Sequence[_Key], new: Sequence[_Key], moved: Change) -> Iterator[Difference]:
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield _difference(place, moved, "compare.order")


def _words(place: str, was: object, now: object) -> Iterator[Difference]:
    if not isinstance(was, Text) or not isinstance(now, Text):
        if was != now:
            key = "compare.words_added" if was is None else "compare.words_removed"
            yield _difference(place, Change.RELABELLED, key)
        return
    if was.id != now.id:
        stale = now.en is not None and was.en == now.en and was.id.split() != now.id.split()
        sentence = Sentence("compare.reworded", {"language": "id"})
        yield Difference(f"{place}.id", Change.RELABELLED, sentence, stale)
    if was.en != now.en:
        yield _difference(f"{place}.en", Change.RELABELLED, "compare.reworded", language="en")


def _offered(place: str, was: Sequence[Absent], now: Sequence[Absent]) -> Iterator[Difference]:
    """Non-answers offered: one that is gone leaves answers that can no longer be given."""
    if tuple(was) != tuple(now):
        change = Change.ADDITIVE if set(was) <= set(now) else Change.BREAKING
        yield _changed(place, change, *(", ".join(str(int(code)) for code in codes) for codes in (was, now)))


def _limit(name: str, was: object, now: object) -> Change:
    """A wider limit adds answers; a narrower one takes some away."""
    lower = name == "min"
    before, after = _end(was, lower=lower), _end(now, lower=lower)
    narrower = after > before if lower else after < before
    return Change.BREAKING if narrower else Change.ADDITIVE


def _end(limit: object, *, lower: bool) -> float:
    """A limit as a number: none is infinite, a date is its first or last day."""
    match limit:
        case int():
            return limit
        case str() if (date := date_parts(limit)) is not None:
            return (date.first if lower else date.last).toordinal()
        case _:
            return -inf if lower else inf


def _difference(place: str, change: Change, key: str, /, **fields: Field) -> Difference:
    return Difference(place, change, Sentence(key, fields))


def _changed(place: str, change: Change, was: object, now: object) -> Difference:
    return _difference(place, change, "compare.changed", old=_spoken(was), new=_spoken(now))


def _spoken(value: object) -> str:
    match value:
        case None | "":
            return "–"
        case Frozen():
            return "…"
        case _:
            return str(value)[:_SHOWN_CHARS]
