"""A questionnaire to be filled in with a pen: every question with room for its answer.

Used where no screen can be, and read by those who judge a questionnaire. One choice has circles, several have
squares; digits and dates have combs. The way through stands in sentences, not in arrows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from app.base.sentences import Language, say
from app.paper.sheet.flow import Flow, Row
from app.paper.sheet.page import (
    CONTROL,
    INK,
    INK_2,
    INNER,
    LINE_2,
    MARGIN,
    MUSI_700,
    SUNKEN,
    WIDTH,
    Align,
    Face,
    Sheet,
    Style,
    paginated,
    width_of,
)


@dataclass(frozen=True, slots=True)
class Box:
    """A choice; `only_if` says when it is one."""

    words: str
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """One of these, or several, at most `most` where that is not 0."""

    choices: tuple[Box, ...]
    several: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class Scaled:
    """One point of a scale, for each statement where there are any; `absents` stand beside their points."""

    points: tuple[str, ...]
    statements: tuple[str, ...] = ()
    absents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """The best `most` of these, by numbers."""

    choices: tuple[Box, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number."""

    least: int
    most: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of which at least so many parts are given: the year, the month, the day."""

    parts: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Words on so many lines."""

    count: int


@dataclass(frozen=True, slots=True)
class Read:
    """Nothing to write."""


@dataclass(frozen=True, slots=True)
class Office:
    """A number that the office works out."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A list; what is asked about each of its rows is copied for each."""

    least: int
    most: int


Entry = Picked | Scaled | Ordered | Figure | Dated | Lines | Read | Office | Rows


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `only_if` and `skips` are sentences; a note has no number."""

    number: str
    words: str
    entry: Entry
    lead: str = ""
    hint: str = ""
    only_if: str = ""
    absents: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    each: tuple["Question", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section. `looped`: once for every agency chosen; `screening` says who goes on."""

    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    only_if: str = ""
    screening: str = ""
    looped: bool = False


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A questionnaire as it is filled in. `identity` names it and its version, `digest` its bytes.

    `names_agency`: its questions are about one agency, whose name is written on the first page.
    """

    title: str
    group: str
    identity: str
    digest: str
    parts: tuple[Part, ...]
    practice: bool = False
    names_agency: bool = False


_TITLE = Style(Face.BOLD, 21, leading=26)
_SUBTITLE = Style(size=11, colour=INK_2)
_SECTION = Style(Face.BOLD, 14.5, MUSI_700, 19)
_LEAD = Style(Face.MEDIUM, 10, INK_2, 14)
_QUESTION = Style(Face.SEMIBOLD, 11.5, INK, 16)
_HINT = Style(size=10, colour=INK_2, leading=14)
_CHOICE = Style(size=11, leading=15)
_POINT = Style(size=9, leading=11.5)
_SMALLEST = 7.0  # points, of the name of a point
_GUIDE = Style(Face.MEDIUM, 10, MUSI_700, 14)
_RULE = Style(size=11, leading=15.5)
_RULE_NUMBER = Style(Face.BOLD, 11, MUSI_700, 15.5)
_SMALL = Style(size=8.5, colour=INK_2)

_GUTTER = 30.0  # the numbers of the questions stand here
_BODY = INNER - _GUTTER
_LEFT = MARGIN + _GUTTER
_MARK = 22.0  # a circle or a square before its words
_BETWEEN = 16.0
_STATEMENT = 0.42  # of the body's width, beside the points of a scale
_CELL = 17.0  # of a comb: room for one handwritten digit
_LINE = 22.0  # between lines to write on
_MOST_ABREAST = 7  # points of a scale side by side; more stand below one another


def paper_form(values: PaperForm, language: Language = Language.ID) -> bytes:
    """The form as PDF; the same values give the same bytes."""
    title = f"{say(language, 'paper.pen_title')}: {values.title}"

    def draw(sheet: Sheet) -> None:
        identity = f"{values.identity}   {say(language, 'paper.aloud_digest', digest=values.digest)}"
        notice = say(language, "paper.practice") if values.practice else say(language, "paper.pen_no_names")
        flow = Flow(sheet, identity, notice)
        _opening(flow, values)
        for at, part in enumerate(values.parts):
            letter = chr(ord("A") + at % 26)
            flow.running = say(language, "paper.aloud_part", letter=letter, title=part.title)
            _part(flow, part, last=at + 1 == len(values.parts))
        flow.end()

    return paginated(title, language, draw)


# --- the head ---------------------------------------------------------------------------------------------


def _opening(flow: Flow, values: PaperForm) -> None:
    language = flow.sheet.language
    flow.put([flow.text(values.title, _TITLE)])
    under = say(language, "paper.pen_title")
    under = f"{under} · {values.group}" if values.group else under
    flow.put([flow.text(under, _SUBTITLE, after=8)])
    rules = [
        flow.text(rule, _RULE, indent=_MARK, mark=str(number), mark_style=_RULE_NUMBER, after=2)
        for number, rule in enumerate(_rules(language, values), 1)
    ]
    field = [_field(flow, say(language, "paper.pen_agency"))] if values.names_agency else []
    flow.put([*rules, *field, flow.gap(6)])


def _rules(language: Language, values: PaperForm) -> Iterator[str]:
    yield say(language, "paper.pen_how_marks")
    yield say(language, "paper.pen_how_way")
    yield say(language, "paper.pen_how_mistake")
    if any(part.looped for part in values.parts):
        yield say(language, "paper.pen_how_loop")
    yield say(language, "paper.pen_how_free")


# --- questions --------------------------------------------------------------------------------------------


def _part(flow: Flow, part: Part, *, last: bool) -> None:
    """A section: its head never stands alone at the foot of a page, nor the end of the form at the top."""
    language = flow.sheet.language
    tail = [_guide(flow, part.screening), flow.gap(6)] if part.screening else []
    tail += [flow.text(say(language, "paper.pen_end"), _SUBTITLE)] if last else []
    head = [flow.rule(before=4, after=8), flow.text(flow.running, _SECTION, after=3)]
    if part.only_if:
        head.append(_guide(flow, part.only_if))
    if part.looped:
        head += [
            _guide(flow, say(language, "paper.pen_loop")),
            _field(flow, say(language, "paper.pen_agency")),
        ]
    if part.intro:
        head.append(flow.text(part.intro, _CHOICE, after=3))
    head.append(flow.gap(4))
    blocks = [_question(flow, asked) for question in part.questions for asked in (question, *question.each)]
    blocks = [[*head, *blocks[0]], *blocks[1:]] if blocks else [head]
    blocks[-1] = [*blocks[-1], *tail]
    for block in blocks:
        flow.put(block)


def _question(flow: Flow, question: Question) -> list[Row]:
    language = flow.sheet.language
    rows: list[Row] = []
    if question.only_if:
        rows.append(_guide(flow, question.only_if))
    texts = [(question.lead, _LEAD), (question.words, _QUESTION), (question.hint, _HINT)]
    for at, (words, style) in enumerate((words, style) for words, style in texts if words):
        mark = question.number if at == 0 else ""
        rows.append(flow.text(words, style, indent=_GUTTER, mark=mark, mark_style=_QUESTION, after=2))
    how = _how(language, question.entry)
    told = question.lead and isinstance(question.entry, Picked) and not question.entry.most
    if how and not told:
        rows.append(flow.text(how, _HINT, indent=_GUTTER, after=2))
    rows += _entry(flow, question.entry)
    if question.absents:
        several = isinstance(question.entry, Picked) and question.entry.several
        rows += [
            flow.gap(2),
            *_choices(flow, [Box(one) for one in question.absents], square=several, abreast=2),
        ]
    rows += [_guide(flow, skip) for skip in question.skips]
    rows += [
        flow.text(say(language, "paper.pen_check", message=one), _HINT, indent=_GUTTER, after=2)
        for one in question.warnings
    ]
    rows.append(flow.gap(12))
    return rows


def _how(language: Language, entry: Entry) -> str:  # noqa: PLR0911 - one line a kind
    """How the answer is written, where the marks alone do not say so."""
    match entry:
        case Picked(several=True, most=0):
            return say(language, "paper.pen_several")
        case Picked(several=True, most=most):
            return say(language, "paper.pen_at_most", most=most)
        case Scaled(statements=statements) if statements:
            return say(language, "paper.pen_each")
        case Ordered(most=most):
            return say(language, "paper.pen_rank", most=most)
        case Figure(least, most):
            return say(language, "paper.pen_number", least=least, most=most)
        case Dated(parts):
            needed = (
                say(language, "paper.pen_year"),
                say(language, "paper.pen_month_year"),
                say(language, "paper.pen_day_month_year"),
            )
            return needed[parts - 1]
        case Rows(least, most):
            return say(language, "paper.pen_rows", least=least, most=most)
        case Office():
            return say(language, "paper.pen_office")
        case _:
            return ""


def _entry(flow: Flow, entry: Entry) -> list[Row]:  # noqa: C901, PLR0911 - one line a kind
    match entry:
        case Picked(choices, several):
            return _choices(flow, choices, square=several, abreast=6)
        case Scaled(points, statements, absents) if len(points) + len(absents) <= _MOST_ABREAST:
            return _grid(flow, (*points, *entry.absents), statements)
        case Scaled(points, ()):
            return _choices(flow, [Box(point) for point in points], square=False, abreast=4)
        case Scaled(points, statements):
            return _numbered_grid(flow, (*points, *entry.absents), statements)
        case Ordered(choices):
            return _choices(flow, choices, square=True, abreast=99)
        case Figure(least, most, unit):
            return [_comb(flow, (_places(least, most),), (), unit)]
        case Dated():
            language = flow.sheet.language
            names = (
                say(language, "paper.pen_day"),
                say(language, "paper.pen_month"),
                say(language, "paper.pen_year_word"),
            )
            return [_comb(flow, (2, 2, 4), names, "")]
        case Lines(count):
            return [_written(flow) for _ in range(count)]
        case Office(least, most):
            return [_comb(flow, (_places(least, most),), (), "", filled=True)]
        case Rows(_, most):
            return [_written(flow, str(number)) for number in range(1, min(most, 10) + 1)]
        case Read():
            return []
        case _:
            assert_never(entry)


def _places(least: int, most: int) -> int:
    return max(len(str(least)), len(str(most)))


def _guide(flow: Flow, words: str) -> Row:
    return flow.text(words, _GUIDE, indent=_GUTTER, pointer=True, after=3)


def _choices(flow: Flow, choices: Sequence[Box], *, square: bool, abreast: int) -> list[Row]:
    """Choices below one another; in two columns, read downwards, where there are `abreast` short ones."""
    room = (_BODY - _BETWEEN) / 2 - _MARK
    short = all(width_of(one.words, _CHOICE) <= room and not one.only_if for one in choices)
    columns = 2 if short and len(choices) >= abreast else 1
    length = -(-len(choices) // columns)
    rows = []
    for at in range(length):
        row = _choice(flow, choices[at], _GUTTER, square=square)
        if at + length < len(choices):
            beside = _choice(flow, choices[at + length], _GUTTER + (_BODY + _BETWEEN) / 2, square=square)
            row = flow.side_by_side(row, beside)
        rows.append(row)
        if choices[at].only_if:
            rows.append(flow.text(choices[at].only_if, _HINT, indent=_GUTTER + _MARK, after=2))
    return rows


def _choice(flow: Flow, choice: Box, left: float, *, square: bool) -> Row:
    text = flow.text(choice.words, _CHOICE, indent=left + _MARK, after=3)

    def draw(y: float) -> None:
        middle = y + _CHOICE.line / 2
        _mark(flow.sheet, MARGIN + left + 7, middle, square=square)
        text.draw(y)

    return Row(text.height, draw)


def _mark(sheet: Sheet, x: float, y: float, *, square: bool) -> None:
    if square:
        sheet.box(x - 6, y - 6, 12, 12, stroke=CONTROL, line=1.1)
    else:
        sheet.circle(x, y, 6, stroke=CONTROL, line=1.1)


def _grid(flow: Flow, points: Sequence[str], statements: Sequence[str]) -> list[Row]:
    """The points of a scale side by side, a row of circles for each statement."""
    sheet = flow.sheet
    left = _BODY * _STATEMENT if statements else 0.0
    width = (_BODY - left) / len(points)
    style = _unbroken(points, width - 6)
    tall = max(sheet.height_of(width - 6, point, style) for point in points)

    def heads(y: float) -> None:
        for at, point in enumerate(points):
            x = _LEFT + left + at * width
            own = sheet.height_of(width - 6, point, style)
            sheet.paragraph(x + 3, y + tall - own, width - 6, point, style, align=Align.CENTRE)

    rows = [Row(tall + 4, heads)]
    for number, statement in enumerate(statements or ("",)):
        rows.append(_circles(flow, len(points), left, f"{_letter(number)}. {statement}" if statement else ""))
    return rows


def _unbroken(points: Sequence[str], width: float) -> Style:
    """The largest style in which no word of a point is broken, down to what can still be read."""
    style = _POINT
    words = [word for point in points for word in point.split()]
    while style.size > _SMALLEST and any(width_of(word, style) > width for word in words):
        style = replace(style, size=style.size - 0.25, leading=style.leading - 0.25)
    return style


def _circles(flow: Flow, count: int, left: float, statement: str) -> Row:
    sheet = flow.sheet
    width = (_BODY - left) / count
    words = sheet.height_of(left - 8, statement, _CHOICE) if statement else 0.0
    height = max(words, 16.0) + 8

    def draw(y: float) -> None:
        middle = y + height / 2 - 1
        if statement:
            sheet.rule(_LEFT, y, WIDTH - MARGIN, y, LINE_2, 0.5)
            sheet.paragraph(_LEFT, y + (height - words) / 2 - 1, left - 8, statement, _CHOICE)
        for at in range(count):
            _mark(sheet, _LEFT + left + (at + 0.5) * width, middle, square=False)

    return Row(height, draw)


def _numbered_grid(flow: Flow, points: Sequence[str], statements: Sequence[str]) -> list[Row]:
    """A scale too long to stand abreast: its points are numbered once, statements take the numbers."""
    named = [
        flow.text(f"{at}: {point}", _HINT, indent=_GUTTER, after=1) for at, point in enumerate(points, 1)
    ]
    return [*named, flow.gap(3), *_grid(flow, [str(at) for at in range(1, len(points) + 1)], statements)]


def _comb(flow: Flow, groups: Sequence[int], names: Sequence[str], unit: str, *, filled: bool = False) -> Row:
    """Groups of boxes for digits, each with its name below, the unit behind the last."""
    sheet = flow.sheet

    def draw(y: float) -> None:
        x = _LEFT
        for at, count in enumerate(groups):
            for cell in range(count):
                fill = SUNKEN if filled else ""
                sheet.box(x + cell * _CELL, y + 2, _CELL, 20, stroke=CONTROL, fill=fill, line=0.9)
            if names:
                sheet.text(x + count * _CELL / 2, y + 33, names[at], _SMALL, Align.CENTRE)
            x += count * _CELL + 12
        if unit:
            sheet.text(x - 4, y + 16, unit, _CHOICE)

    return Row(40 if names else 28, draw)


def _written(flow: Flow, number: str = "") -> Row:
    def draw(y: float) -> None:
        if number:
            flow.sheet.text(_LEFT + 12, y + _LINE - 3, number, _SMALL, Align.RIGHT)
        start = _LEFT + (18 if number else 0)
        flow.sheet.rule(start, y + _LINE - 1, WIDTH - MARGIN, y + _LINE - 1, CONTROL, 0.6)

    return Row(_LINE, draw)


def _field(flow: Flow, name: str) -> Row:
    def draw(y: float) -> None:
        width = flow.sheet.text(_LEFT, y + _LINE - 4, name, _CHOICE)
        flow.sheet.rule(_LEFT + width + 8, y + _LINE - 2, WIDTH - MARGIN, y + _LINE - 2, CONTROL, 0.6)

    return Row(_LINE + 6, draw)


def _letter(at: int) -> str:
    return chr(ord("a") + at)
