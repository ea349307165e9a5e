"""Questionnaires that nobody wrote: small, random, and such that the program can live with them."""

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from app.base.canonical import JsonValue, canonical
from app.base.ids import AgencyCode
from app.questionnaire.expression import Value
from app.questionnaire.index import index_of
from app.questionnaire.lint.linter import faults
from app.questionnaire.model import (
    Calculated,
    Date,
    Item,
    Likert,
    Matrix,
    Multi,
    Note,
    Number,
    Questionnaire,
    Ranking,
    Roster,
    Single,
    TextItem,
)
from app.questionnaire.route import Slot, all_slots, options_of

AGENCIES = (AgencyCode("dinkes"), AgencyCode("dishub"), AgencyCode("dpmptsp"))
KINDS = (
    "likert", "single", "multi", "ranking", "number", "date", "text", "matrix", "note", "calculated", "roster"
)  # fmt: skip
SCALE = [{"code": code, "label": {"id": str(code)}} for code in (1, 2, 3)]

Json = dict[str, JsonValue]


def built(parts: Json) -> Questionnaire:
    """A questionnaire from its YAML-like form; what is mandatory and not given is filled in."""
    used = b'"scale":"s"' in canonical(parts)
    whole: Json = {
        "schema_version": 1,
        "id": "uji",
        "version": "1.0",
        "title": {"id": "Uji"},
        "languages": ["id"],
        "respondent_group": "training",
        "scales": {"s": SCALE} if used else {},
        **parts,
    }
    return Questionnaire.model_validate_json(canonical(whole))


def section(name: str, *items: Json, **more: JsonValue) -> Json:
    return {"id": name, "title": {"id": name}, "items": list(items), **more}


def likert(name: str, **more: JsonValue) -> Json:
    return {"id": name, "kind": "likert", "scale": "s", "text": {"id": name}, **more}


def single(name: str, codes: Sequence[int] = (1, 2), **more: JsonValue) -> Json:
    return {"id": name, "kind": "single", "text": {"id": name}, "options": options(codes), **more}


def multi(name: str, codes: Sequence[int] = (1, 2, 9), **more: JsonValue) -> Json:
    return {"id": name, "kind": "multi", "text": {"id": name}, "options": options(codes), **more}


def number(name: str, **more: JsonValue) -> Json:
    return {"id": name, "kind": "number", "text": {"id": name}, "min": 0, "max": 120, **more}


def ranking(name: str, codes: Sequence[int] = (1, 2, 3), **more: JsonValue) -> Json:
    return {"id": name, "kind": "ranking", "text": {"id": name}, "options": options(codes), **more}


def date(name: str, **more: JsonValue) -> Json:
    return {"id": name, "kind": "date", "text": {"id": name}, "min": "2000", "max": "2026-08", **more}


def calculated(name: str, value: JsonValue, **more: JsonValue) -> Json:
    return {"id": name, "kind": "calculated", "text": {"id": name}, "value": value, "max": 1000, **more}


def roster(name: str, *children: Json, **more: JsonValue) -> Json:
    return {"id": name, "kind": "roster", "text": {"id": name}, "items": list(children), "max": 3, **more}


def options(codes: Sequence[int]) -> list[JsonValue]:
    return [{"code": code, "label": {"id": str(code)}} for code in codes]


@st.composite
def conditions(draw: st.DrawFn, known: Sequence[str]) -> JsonValue:
    """A condition over variables that were asked before; None when there are none."""
    if not known:
        return None
    variable = st.sampled_from(list(known))
    leaf: st.SearchStrategy[JsonValue] = st.one_of(
        st.tuples(st.sampled_from(["==", "!=", "<", ">="]), variable, st.integers(0, 3)).map(
            lambda t: {t[0]: [{"v": t[1]}, t[2]]}
        ),
        variable.map(lambda name: {"answered": name}),
        variable.map(lambda name: {"is": [name, -98]}),
        variable.map(lambda name: {"any-in": [name, [1, 9]]}),
        variable.map(lambda name: {">=": [{"mean": [{"v": name}, 2]}, 2]}),
    )
    tree: st.SearchStrategy[JsonValue] = st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"and": parts}),
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"or": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=3,
    )
    return draw(st.none() | tree)


@st.composite
def items(draw: st.DrawFn, name: str, known: Sequence[str], kinds: Sequence[str]) -> Json:  # noqa: C901, PLR0911 - a line a kind
    show_if = draw(conditions(known))
    more: dict[str, JsonValue] = {
        "show_if": show_if,
        "required": draw(st.sampled_from(["no", "soft", "hard"])),
    }
    shuffled = draw(st.booleans())
    match draw(st.sampled_from(kinds)):
        case "likert":
            return {**likert(name), **more}
        case "single":
            return {**single(name, (1, 2, 3), shuffle=shuffled), **more}
        case "multi":
            return {**multi(name, shuffle=shuffled, max_choices=2), **more}
        case "number":
            return {**number(name), **more}
        case "ranking":
            return {**ranking(name, shuffle=shuffled, max_ranks=2), **more}
        case "date":
            return {**date(name, precision=draw(st.sampled_from(["year", "month", "day"]))), **more}
        case "calculated":
            counted: JsonValue = {"sum": [{"v": known[-1]}, 1]} if known else {"sum": [1, 2]}
            return calculated(name, counted, show_if=show_if, show=shuffled)
        case "roster":
            return {**roster(name, number(f"{name}_n"), ranking(f"{name}_r", shuffle=shuffled)), **more}
        case "text":
            return {"id": name, "kind": "text", "text": {"id": name}, "max_chars": 5, **more}
        case "matrix":
            rows: list[JsonValue] = [{"id": f"{name}_{row}", "text": {"id": row}} for row in "abc"]
            matrix: Json = {"id": name, "kind": "matrix", "scale": "s", "text": {"id": name}}
            return {**matrix, "rows": rows, "shuffle": shuffled, **more}
        case _:
            return {"id": name, "kind": "note", "text": {"id": name}, "show_if": show_if}


def _variables(item: Json) -> list[str]:
    match item["kind"]:
        case "note":
            return []
        case "matrix":
            return [f"{item['id']}_{row}" for row in "abc"]
        case _:
            return [str(item["id"])]


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """One to four sections: perhaps a screening, perhaps a loop, perhaps shuffled, perhaps conditional."""
    known: list[str] = []
    sections: list[JsonValue] = []
    if draw(st.booleans()):
        eligible: JsonValue = {"==": [{"v": "s1"}, 1]}
        text: JsonValue = {"id": "Terima kasih"}
        asked = [single("s1"), single("s2", show_if={"==": [{"v": "s1"}, 1]})]
        sections.append(section("screen", *asked, eligible_if=eligible, ineligible_text=text))
        known += ["s1", "s2"]
    loop = draw(st.booleans())
    looped: list[str] = []
    for place in range(draw(st.integers(1, 3))):
        inside = loop and (place == 0 or draw(st.booleans()))
        shuffled = draw(st.booleans())
        show_if = draw(conditions([*known, *looped] if inside else known))
        mine: list[str] = []
        asked = []
        for count in range(draw(st.integers(1, 3))):
            before = [*known, *(looped if inside else []), *([] if shuffled else mine)]
            kinds = KINDS[:-1] if inside else KINDS  # no roster inside the loop
            asked.append(draw(items(f"q{place}{count}", before, kinds)))
            mine += _variables(asked[-1])
        (looped if inside else known).extend(mine)
        shuffle = "items" if shuffled else "none"
        sections.append(section(f"sec{place}", *asked, per_subject=inside, shuffle=shuffle, show_if=show_if))
    parts: Json = {"sections": sections}
    if loop:
        parts["subjects"] = {"choose_text": {"id": "Pilih"}, "min": 1}
    questionnaire = built(parts)
    assert not faults(questionnaire)
    return questionnaire


def values(questionnaire: Questionnaire, item: Item) -> st.SearchStrategy[Value]:  # noqa: PLR0911 - one case a kind
    """Anything that `item` takes, non-answers included; nothing for notes and what is calculated."""
    codes = [option.code for option in options_of(questionnaire, item)]
    absent: st.SearchStrategy[Value] = st.sampled_from([-98, -99])
    match item:
        case Likert() | Single() | Matrix():
            return st.sampled_from(codes) | absent
        case Multi():
            most = item.max_choices or len(codes)
            chosen = st.sets(st.sampled_from(codes), min_size=1, max_size=most)
            return chosen.map(lambda some: tuple(sorted(some))) | absent
        case Ranking():
            most = item.max_ranks or len(codes)
            ranked = st.lists(st.sampled_from(codes), min_size=1, max_size=most, unique=True)
            return ranked.map(tuple) | absent
        case Date():
            return st.dates(dt.date(2000, 1, 1), dt.date(2026, 8, 31)).map(dt.date.isoformat) | absent
        case Roster():
            return st.sets(st.integers(1, 5), max_size=item.max).map(lambda rows: tuple(sorted(rows)))
        case Number():
            return st.integers(item.min, item.max) | absent
        case TextItem():
            letters = st.characters(exclude_categories=["Cs"])
            written = st.text(letters, min_size=1, max_size=item.max_chars)
            return written.filter(lambda text: bool(text.strip())) | absent
        case Note() | Calculated():
            return st.nothing()


@st.composite
def wishes(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[Slot, Value]:
    """What someone would answer wherever they are asked, about every agency; nothing for some."""
    subjects = AGENCIES if questionnaire.subjects is not None else ()
    askers = index_of(questionnaire).askers
    rosters = [item for item in askers.values() if isinstance(item, Roster)]
    rows = {Slot(roster.id): draw(values(questionnaire, roster)) for roster in rosters}
    wished: dict[Slot, Value] = {}
    for slot in all_slots(questionnaire, subjects, rows):
        if not isinstance(askers[slot.variable], Calculated):
            value = rows.get(slot) or draw(st.none() | values(questionnaire, askers[slot.variable]))
            if value is not None:
                wished[slot] = value
    return wished
