"""The codebook on paper: every table of a release, every variable with its question and codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from app.base.sentences import Language, say
from app.paper.sheet.flow import Flow, Row
from app.paper.sheet.page import (
    INK,
    INK_2,
    INK_3,
    INNER,
    MARGIN,
    MUSI_700,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    legible,
    paginated,
    width_of,
)


@dataclass(frozen=True, slots=True)
class Code:
    """A value and what it means; `stata` is what stands in its place there. `missing`: it is no answer."""

    code: str
    words: str
    missing: bool = False
    stata: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable. `kind`, `unit` and the rest are words of the sheet's language, empty where none."""

    name: str
    label: str
    kind: str
    unit: str = ""
    question: str = ""
    concept: str = ""
    definition: str = ""
    rule: str = ""
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A table: what it is called as a file and in words, what a row is, and its variables."""

    name: str
    title: str
    unit: str
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """An edition. `facts` are pairs of label and value for the first page; `notes` its remarks."""

    survey: str
    edition: str
    run_id: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    tag: str
    parts: tuple[Part, ...]


_TITLE = Style(Face.BOLD, 25, leading=30)
_SUBTITLE = Style(size=12.5, colour=INK_2)
_SECTION = Style(Face.BOLD, 16, MUSI_700, 21)
_NAME = Style(Face.MONO_BOLD, 10.5)
_LABEL = Style(Face.SEMIBOLD, 10.5, INK, 14.5)
_TEXT = Style(size=9.5, colour=INK_2, leading=13)
_SMALL = Style(size=9, colour=INK_3, leading=12)
_CODE = Style(Face.MONO, 9, INK, 12.5)
_WORDS = Style(size=9.5, leading=12.5)
_MISSING = Style(size=9.5, colour=INK_3, leading=12.5)
_GUTTER = 14.0
_NARROW = 34.0  # room for a code of a few digits


def codebook_pages(values: Codebook, language: Language = Language.ID) -> bytes:
    """The codebook as PDF, with a bookmark for each table; the same values give the same bytes."""

    def draw(sheet: Sheet) -> None:
        flow = Flow(sheet, f"run {values.run_id}", values.tag)
        _opening(flow, values)
        for at, part in enumerate(values.parts):
            flow.running = f"{values.survey} · {part.title}"
            flow.turn()
            sheet.canvas.bookmarkPage(f"part-{at}")
            sheet.canvas.addOutlineEntry(legible(part.title), f"part-{at}", level=0)
            _part(flow, part)
        flow.end()

    return paginated(f"{say(language, 'paper.codebook')}: {values.survey}", language, draw)


def _opening(flow: Flow, values: Codebook) -> None:
    language = flow.sheet.language
    flow.put([flow.text(say(language, "paper.codebook"), _TITLE)])
    flow.put([flow.text(f"{values.survey} · {values.edition}", _SUBTITLE, after=14)])
    for label, value in values.facts:
        flow.put([_fact(flow, label, value)])
    flow.put([flow.gap(12), flow.text(say(language, "paper.codebook_reading"), _SECTION, after=4)])
    for note in values.notes:
        flow.put([flow.text(note, Style(size=10.5, leading=15), indent=12, pointer=True, after=5)])
    flow.put([flow.gap(8), flow.text(say(language, "paper.codebook_tables"), _SECTION, after=4)])
    for part in values.parts:
        flow.put([_fact(flow, part.name, f"{part.title}. {part.unit}", mono=True)])


def _fact(flow: Flow, label: str, value: str, *, mono: bool = False) -> Row:
    sheet, left = flow.sheet, 150.0
    style = Style(Face.MONO, 9.5, INK, 14) if mono else Style(Face.MEDIUM, 10, INK_2, 14.5)
    face = Style(size=10, leading=14.5)
    height = max(sheet.height_of(INNER - left, value or "–", face), sheet.height_of(left - 10, label, style))

    def draw(y: float) -> None:
        sheet.paragraph(MARGIN, y, left - 10, label, style)
        sheet.paragraph(MARGIN + left, y, INNER - left, value or "–", face)

    return Row(height + 4, draw)


def _part(flow: Flow, part: Part) -> None:
    flow.put([flow.text(part.title, _SECTION), flow.text(f"{part.name} · {part.unit}", _TEXT, after=6)])
    for variable in part.variables:
        flow.put([*_variable(flow, variable)])


def _variable(flow: Flow, variable: Variable) -> Iterator[Row]:
    language = flow.sheet.language
    yield flow.rule(after=7)
    yield _head(flow, variable)
    yield flow.text(variable.label, _LABEL, after=2)
    if variable.question and variable.question != variable.label:
        yield flow.text(variable.question, _TEXT, after=2)
    for key, words in (
        (say(language, "paper.codebook_concept"), variable.concept),
        (say(language, "paper.codebook_definition"), variable.definition),
        (say(language, "paper.codebook_rule"), variable.rule),
    ):
        if words:
            yield flow.text(f"{key}: {words}", _SMALL, after=1)
    if variable.codes:
        yield flow.gap(3)
        valid = [code for code in variable.codes if not code.missing]
        missing = [code for code in variable.codes if code.missing]
        if missing:
            yield from (_pair(flow, one, other) for one, other in zip_longest(valid, missing))
        else:
            yield from (_code(flow, code, MARGIN, INNER) for code in valid)
    yield flow.gap(8)


def _head(flow: Flow, variable: Variable) -> Row:
    sheet = flow.sheet
    right = " · ".join(word for word in (variable.kind, variable.unit) if word)

    def draw(y: float) -> None:
        sheet.text(MARGIN, y + 9.5, variable.name, _NAME)
        room = INNER - width_of(variable.name, _NAME) - 16
        sheet.fit(WIDTH - MARGIN, y + 9.5, right, _SMALL, room, Align.RIGHT, 7)

    return Row(15, draw)


def _pair(flow: Flow, valid: Code | None, missing: Code | None) -> Row:
    """An answer on the left, a reason why there is none on the right."""
    half = INNER * 0.6
    rows = [
        *([_code(flow, valid, MARGIN, half)] if valid else ()),
        *([_code(flow, missing, MARGIN + half, INNER - half)] if missing else ()),
    ]
    height = max(row.height for row in rows)

    def draw(y: float) -> None:
        for row in rows:
            row.draw(y)

    return Row(height, draw)


def _code(flow: Flow, code: Code, left: float, width: float) -> Row:
    sheet = flow.sheet
    x, wide = left + _GUTTER, width_of(code.code, _CODE)
    room = _NARROW if wide < _NARROW - 8 else min(wide + 12, width / 2)
    style = _MISSING if code.missing else _WORDS
    across = width - _GUTTER - room - (26 if code.stata else 6)
    height = max(12.5, sheet.height_of(across, code.words, style))

    def draw(y: float) -> None:
        sheet.fit(x, y + 9.2, code.code, _CODE, room - 4, smallest=6)
        sheet.paragraph(x + room, y, across, code.words, style)
        if code.stata:
            sheet.text(left + width, y + 9.2, code.stata, _CODE, Align.RIGHT)

    return Row(height + 1, draw)
