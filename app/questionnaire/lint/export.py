"""Names and labels as SPSS and Stata take them, with what an export adds to them.

A name is checked as the longest column that it becomes: each option of a multi item is a column of its own
(`m1_4`), and what is asked about several agencies or rows is one column for each (`k1_007`, `name_03`). Once
there are answers, a name can only be changed by breaking the series.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.lint.outline import CLOSED_BY_OPTIONS, Asked, Outline
from app.questionnaire.model import Matrix, Multi, Note, Ranking, Text

# SPSS Statistics, Command Syntax Reference, "Variable Names": reserved keywords, 64 bytes.
_SPSS = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})
SPSS_NAME_BYTES = 64
# Stata User's Guide, 11.3 "Naming conventions": reserved names, str followed by a number, 32 characters.
_STATA = frozenset({
    "byte", "double", "float", "if", "in", "int", "long", "strl", "using", "with",
    "_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip",
})  # fmt: skip
_STATA_TEXT = re.compile(r"str\d+")
STATA_NAME_CHARS = 32
# SPSS: a value label holds 120 bytes of UTF-8, a variable label 255.
VALUE_LABEL_BYTES = 120
VARIABLE_LABEL_BYTES = 255

LOOP_SUFFIX = "_000"  # the number of the agency; no city has a thousand
ROW_SUFFIX = "_00"  # the place of the row; no roster has a hundred


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data set: the place that names it, and its name; `longest` as asked about many."""

    place: str
    name: str
    longest: str


def columns(outline: Outline) -> Iterator[Column]:
    """Every column that the answers fill."""
    for asked in outline.items:
        suffix = LOOP_SUFFIX if asked.section.per_subject else ROW_SUFFIX if asked.roster else ""
        for place, name in _names(asked):
            yield Column(place, name, name + suffix)


def export(outline: Outline) -> Iterator[Finding]:
    """Names that cannot be exported or meet another, and labels that would be cut."""
    yield from _columns(outline)
    # Cut labels are a warning: the screen shows them whole, and answers stay what they are.
    for place, text in _variable_labels(outline):
        yield from _long(place, text, VARIABLE_LABEL_BYTES)
    for place, text in _value_labels(outline):
        yield from _long(place, text, VALUE_LABEL_BYTES)


def _columns(outline: Outline) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for column in columns(outline):
        if column.name in _SPSS or column.name in _STATA or _STATA_TEXT.fullmatch(column.name):
            yield error(column.place, "questionnaire.id_reserved", name=column.name)
        if len(column.longest.encode()) > SPSS_NAME_BYTES or len(column.longest) > STATA_NAME_CHARS:
            yield error(column.place, "lint.name_long", name=column.longest, most=STATA_NAME_CHARS)
        other = seen.setdefault(column.name, column.place)
        # Two ids, or two codes of one item, are told elsewhere.
        if other.endswith(".id") != column.place.endswith(".id"):
            yield error(column.place, "lint.column_twice", name=column.name)


def _names(asked: Asked) -> Iterator[tuple[str, str]]:
    item = asked.item
    match item:
        case Note():
            return
        case Matrix():
            for index, row in enumerate(item.rows):
                yield f"{asked.place}.rows.{index}.id", row.id
        case Multi() | Ranking():
            for index, option in enumerate(item.options):
                yield f"{asked.place}.options.{index}.code", f"{item.id}_{option.code}"
        case _:
            yield f"{asked.place}.id", item.id


def _variable_labels(outline: Outline) -> Iterator[tuple[str, Text]]:
    for asked in outline.items:
        if isinstance(asked.item, Matrix):
            for index, row in enumerate(asked.item.rows):
                yield f"{asked.place}.rows.{index}.text", row.text
        elif not isinstance(asked.item, Note):
            yield f"{asked.place}.text", asked.item.text


def _value_labels(outline: Outline) -> Iterator[tuple[str, Text]]:
    for name, points in outline.questionnaire.scales.items():
        for index, point in enumerate(points):
            yield f"scales.{name}.{index}.label", point.label
    for asked in outline.items:
        if isinstance(asked.item, CLOSED_BY_OPTIONS):
            for index, option in enumerate(asked.item.options):
                yield f"{asked.place}.options.{index}.label", option.label


def _long(place: str, text: Text, most: int) -> Iterator[Finding]:
    for language in ("id", "en"):
        written: str | None = getattr(text, language)
        size = len((written or "").encode())
        if size > most:
            yield warning(f"{place}.{language}", "lint.label_long", bytes=size, most=most)
