"""The law of translation: a condition shows what XPath would show, whatever was answered or left open."""

from collections.abc import Mapping
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.office.questions.xlsform.meaning import Answer, Known, Scope, condition
from app.office.questions.xlsform.xpath import NotUnderstoodError, parse
from app.questionnaire.expression import Value, check, evaluate

NAMES: Mapping[str, Known] = {
    "satu": Known("satu", Answer.CHOICE, {"a": 1, "b": 2, "c": 3}),
    "dua": Known("dua", Answer.CHOICE, {"a": 1, "b": 2, "c": 3}),
    "angka": Known("angka", Answer.CHOICE, {"1": 1, "2": 2, "9": 9}, kept=True),
    "banyak": Known("banyak", Answer.CHOICES, {"a": 1, "b": 2, "c": 3}),
    "n": Known("n", Answer.NUMBER, {}),
    "m": Known("m", Answer.NUMBER, {}),
    "kata": Known("kata", Answer.TEXT, {}),
}
Strings = Mapping[str, str]
"""The answers as XPath sees them: texts, empty where there is none; several choices with spaces between."""

Tree = tuple[object, ...]


# --- XPath 1.0, as far as the grammar of this test goes ----------------------------------------------------


def xpath(tree: Tree, answers: Strings) -> bool:  # noqa: PLR0911 - one line an operator
    match tree:
        case ("and", *parts):
            return all(xpath(part, answers) for part in parts if isinstance(part, tuple))
        case ("or", *parts):
            return any(xpath(part, answers) for part in parts if isinstance(part, tuple))
        case ("not", tuple(inner)):
            return not xpath(inner, answers)
        case ("selected", str(name), str(choice)):
            return choice in answers[name].split()
        case ("word", str(name), str(sign), str(word)):
            return (answers[name] == word) == (sign == "=")
        case ("both", str(name), str(sign), str(other)):
            return (answers[name] == answers[other]) == (sign == "=")
        case ("number", str(name), str(sign), int(value)):
            return compared(sign, number(answers[name]), value)
        case ("sum", str(name), str(other), str(sign), int(value)):
            one, two = number(answers[name]), number(answers[other])
            return compared(sign, None if one is None or two is None else one + two, value)
        case ("count", str(name), str(sign), int(value)):
            return compared(sign, len(answers[name].split()), value)
        case _:
            raise AssertionError(tree)


def number(text: str) -> int | None:
    """A number, or none: NaN."""
    return int(text) if text else None


def compared(sign: str, left: int | None, right: int) -> bool:
    if left is None:
        return sign == "!="  # NaN differs from everything, and is nothing else
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[sign]


def written(tree: Tree) -> str:  # noqa: PLR0911 - the same
    match tree:
        case ("and" | "or" as word, *parts):
            return "(" + f" {word} ".join(written(part) for part in parts if isinstance(part, tuple)) + ")"
        case ("not", tuple(inner)):
            return f"not({written(inner)})"
        case ("selected", name, choice):
            return f"selected(${{{name}}}, '{choice}')"
        case ("word", name, sign, word):
            return f"${{{name}}} {sign} '{word}'"
        case ("both", name, sign, other):
            return f"${{{name}}}{sign}${{{other}}}"
        case ("number", name, sign, value):
            return (
                f"{value} {MIRRORED[str(sign)]} ${{{name}}}" if value == 3 else f"${{{name}}} {sign} {value}"
            )
        case ("sum", name, other, sign, value):
            return f"${{{name}}} + ${{{other}}} {sign} {value}"
        case ("count", name, sign, value):
            return f"count-selected(${{{name}}}) {sign} {value}"
        case _:
            raise AssertionError(tree)


MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGNS = st.sampled_from(list(MIRRORED))
SAME = st.sampled_from(["=", "!="])
CHOICE = st.sampled_from(["a", "b", "c"])
SMALL = st.integers(-1, 4)
ATOMS: st.SearchStrategy[Tree] = st.one_of(
    st.tuples(st.just("selected"), st.sampled_from(["satu", "banyak"]), CHOICE),
    st.tuples(st.just("word"), st.sampled_from(["satu", "dua"]), SAME, st.sampled_from(["a", "b", "c", ""])),
    st.tuples(st.just("word"), st.just("kata"), SAME, st.sampled_from(["x", ""])),
    st.tuples(st.just("number"), st.sampled_from(["n", "m"]), SIGNS, SMALL),
    st.tuples(st.just("number"), st.just("angka"), SIGNS, st.sampled_from([1, 2, 9])),
    st.tuples(st.just("sum"), st.just("n"), st.just("m"), SIGNS, SMALL),
    st.tuples(st.just("count"), st.just("banyak"), SIGNS, SMALL),
)
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    ),
    max_leaves=6,
)


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Strings, Mapping[str, Value]]:
    """Some answers, in both spellings; whatever may be left open sometimes is."""
    strings: dict[str, str] = {}
    values: dict[str, Value] = {}
    for name, known in NAMES.items():
        strings[name] = ""
        if draw(st.booleans()) and draw(st.booleans()):
            continue
        match known.answer:
            case Answer.CHOICE:
                strings[name] = draw(st.sampled_from(list(known.codes)))
                values[name] = known.codes[strings[name]]
            case Answer.CHOICES:
                chosen = sorted(draw(st.sets(st.sampled_from(list(known.codes)), min_size=1)))
                strings[name] = " ".join(chosen)
                values[name] = tuple(sorted(known.codes[one] for one in chosen))
            case Answer.NUMBER:
                values[name] = draw(SMALL)
                strings[name] = str(values[name])
            case Answer.TEXT:
                values[name] = strings[name] = draw(st.sampled_from(["x", "y"]))
            case Answer.DATE | Answer.ROWS | Answer.NONE:
                raise AssertionError(name)
            case _:
                assert_never(known.answer)
    return strings, values


@given(TREES, sittings())
@settings(max_examples=600, deadline=None)
def test_a_translated_condition_shows_what_xpath_shows(
    tree: Tree, sitting: tuple[Strings, Mapping[str, Value]]
) -> None:
    strings, values = sitting
    text = written(tree)
    ours = condition(parse(text), Scope(NAMES))
    check(ours if not isinstance(ours, bool) else None)
    shown = ours if isinstance(ours, bool) else evaluate(ours, values.get) is True
    assert shown is xpath(tree, strings), (text, ours)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("${satu}='a'", {"==": [{"v": "satu"}, 1]}),
        ("'a' = ${satu}", {"==": [{"v": "satu"}, 1]}),
        ("not(${satu} = 'a')", {"not": {"and": [{"answered": "satu"}, {"==": [{"v": "satu"}, 1]}]}}),
        ("${angka} >= 2", {">=": [{"v": "angka"}, 2]}),
        ("${satu} = ''", {"not": {"answered": "satu"}}),
        ("${satu} = ${dua}", {"==": [{"v": "satu"}, {"v": "dua"}]}),
        ("true() and ${n} > 0", {">": [{"v": "n"}, 0]}),
        ("false() or true()", True),
        ("2 > 1 and 'a' = 'a'", True),
        ("${n} = 1 or ${n} = 2 or ${n} = 3", {"or": [{"==": [{"v": "n"}, k]} for k in (1, 2, 3)]}),
        ("${n} = -1", {"==": [{"v": "n"}, -1]}),
        ('${kata} = "ya"', {"==": [{"v": "kata"}, "ya"]}),
    ],
)
def test_a_condition_is_spelt_as_short_as_it_can_be(text: str, meant: object) -> None:
    assert condition(parse(text), Scope(NAMES)) == meant


@given(st.text(alphabet="${}a1n'\"()=<>!+-., orandt/*|[]@:", max_size=60))
@settings(max_examples=500, deadline=None)
def test_whatever_is_written_is_translated_or_refused_with_a_sentence(text: str) -> None:
    try:
        made = condition(parse(text), Scope(NAMES))
    except NotUnderstoodError:
        return
    check(None if isinstance(made, bool) else made)
