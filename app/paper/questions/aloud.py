"""The read-aloud sheet: what a helper reads to a respondent who presses the answers.

It shows every question in the questionnaire's order with its choices and their keys, and says what is
decided on the screen. It has no place for an answer. Everything that is read aloud is 12 pt or larger.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.base.sentences import Language, say
from app.paper.sheet.flow import Flow, Row
from app.paper.sheet.page import INK, INK_2, INNER, MUSI_700, Face, Sheet, Style, paginated, width_of


class Way(Enum):
    """How a question is answered on the screen."""

    LISTEN = auto()
    ONE = auto()
    SEVERAL = auto()
    STATEMENTS = auto()
    RANKED = auto()
    NUMBER = auto()
    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    WRITTEN = auto()
    WORKED_OUT = auto()
    LISTED = auto()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A choice or a statement: the key that chooses it, empty where only the screen knows it.

    `conditional`: it is not always on the screen.
    """

    words: str
    key: str = ""
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is read: `lead` and `hint` around `words`, then statements, choices, non-answers.

    `most` is how many choices or rows there may be, or the greatest number; 0 where there is no limit.
    `named`: the choices are names that only the screen knows. `shuffled`: choices or statements stand in
    another order for every respondent. `warnings` are sentences that may appear on the screen; `each` is
    asked for every row of a list. A note has no number.
    """

    number: str
    words: str
    way: Way = Way.ONE
    lead: str = ""
    hint: str = ""
    statements: tuple[Spoken, ...] = ()
    choices: tuple[Spoken, ...] = ()
    absents: tuple[Spoken, ...] = ()
    warnings: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""
    conditional: bool = False
    shuffled: bool = False
    named: bool = False
    each: tuple["Question", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section. `looped`: once for every agency chosen; `closing` is said to who does not pass it."""

    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    closing: str = ""
    conditional: bool = False
    shuffled: bool = False
    looped: bool = False


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """A questionnaire as it is read aloud. `identity` names it and its version, `digest` its bytes."""

    title: str
    group: str
    identity: str
    digest: str
    parts: tuple[Part, ...]
    practice: bool = False


TITLE = Style(Face.BOLD, 25, leading=30)
SUBTITLE = Style(size=13, colour=INK_2)
SECTION = Style(Face.BOLD, 17, MUSI_700, 22)
CARD = Style(Face.BOLD, 13.5, leading=18)
LEAD = Style(Face.MEDIUM, 12.5, INK_2, 17)
QUESTION = Style(Face.SEMIBOLD, 14.5, INK, 20)
HINT = Style(size=12.5, colour=INK_2, leading=17)
CHOICE = Style(size=13, leading=17.5)
KEY = Style(Face.BOLD, 13, MUSI_700, 17.5)
GUIDE = Style(Face.MEDIUM, 12, MUSI_700, 16)

_GUTTER = 34.0  # the numbers of the questions stand here
_BODY = INNER - _GUTTER
_KEY = 24.0  # the keys stand before the choices
_BETWEEN = 16.0  # columns of short choices


def reading_sheet(values: ReadingSheet, language: Language = Language.ID) -> bytes:
    """The sheet as PDF; the same values give the same bytes."""
    title = f"{say(language, 'paper.aloud_title')}: {values.title}"

    def draw(sheet: Sheet) -> None:
        identity = f"{values.identity}   {say(language, 'paper.aloud_digest', digest=values.digest)}"
        flow = Flow(sheet, identity, say(language, "paper.aloud_no_writing"))
        _opening(flow, values)
        for at, part in enumerate(values.parts):
            letter = chr(ord("A") + at % 26)
            flow.running = say(language, "paper.aloud_part", letter=letter, title=part.title)
            if at == 0:
                flow.turn()  # the rules stand alone, so that a reader can be given them beforehand
            _part(flow, part)
        flow.end()

    return paginated(title, language, draw)


# --- the first page ---------------------------------------------------------------------------------------


def _opening(flow: Flow, values: ReadingSheet) -> None:
    language = flow.sheet.language
    flow.put([flow.text(say(language, "paper.aloud_title"), TITLE)])
    group = f"{values.title} · {values.group}" if values.group else values.title
    if values.practice:
        group = f"{group} · {say(language, 'paper.practice')}"
    flow.put([flow.text(group, SUBTITLE, after=2), flow.text(say(language, "paper.aloud_for"), SUBTITLE)])
    flow.space(8)
    flow.cards(
        (
            say(language, "paper.aloud_may"),
            (
                say(language, "paper.aloud_may_read"),
                say(language, "paper.aloud_may_repeat"),
                say(language, "paper.aloud_may_turn"),
            ),
        ),
        (
            say(language, "paper.aloud_must_not"),
            (
                say(language, "paper.aloud_not_press"),
                say(language, "paper.aloud_not_explain"),
                say(language, "paper.aloud_not_ask"),
            ),
        ),
        CARD,
        CHOICE,
    )
    flow.space(10)
    flow.banner(say(language, "paper.aloud_who"), CHOICE)
    flow.space(10)
    flow.put([flow.text(say(language, "paper.aloud_how"), CARD, after=4)])
    for number, rule in enumerate(_rules(language, values), 1):
        flow.put([flow.text(rule, CHOICE, indent=_KEY, mark=str(number), mark_style=KEY, after=4)])


def _rules(language: Language, values: ReadingSheet) -> Iterator[str]:
    yield say(language, "paper.aloud_how_promise")
    yield say(language, "paper.aloud_how_words")
    yield say(language, "paper.aloud_how_guide")
    yield say(language, "paper.aloud_how_screen")
    if any("[" in question.words + question.lead for part in values.parts for question in part.questions):
        yield say(language, "paper.aloud_how_names")
    yield say(language, "paper.aloud_how_end")


# --- questions --------------------------------------------------------------------------------------------


def _part(flow: Flow, part: Part) -> None:
    """A section: its head never stands alone at the foot of a page."""
    language = flow.sheet.language
    head = [flow.rule(before=6, after=10), flow.text(flow.running, SECTION, after=4)]
    if part.conditional:
        head.append(_guide(flow, say(language, "paper.aloud_part_if")))
    if part.looped:
        head.append(_guide(flow, say(language, "paper.aloud_loop")))
    if part.shuffled:
        head.append(_guide(flow, say(language, "paper.aloud_part_shuffled")))
    if part.intro:
        head.append(flow.text(part.intro, CHOICE, after=4))
    head.append(flow.gap(6))
    for question in part.questions:
        flow.put([*head, *_question(flow, question)])
        head = []
        for asked in question.each:
            flow.put(_question(flow, asked))
    if part.closing:
        flow.put(
            [
                _guide(flow, say(language, "paper.aloud_closing")),
                flow.text(part.closing, CHOICE, indent=_GUTTER, after=12),
            ]
        )


def _question(flow: Flow, question: Question) -> list[Row]:
    language = flow.sheet.language
    rows = [_guide(flow, guide) for guide in _before(language, question)]
    marks: list[tuple[str, Style]] = []
    if question.lead:
        marks.append((question.lead, LEAD))
    marks.append((question.words, QUESTION))
    if question.hint:
        marks.append((question.hint, HINT))
    for at, (words, style) in enumerate(marks):
        mark = question.number if at == 0 else ""
        rows.append(flow.text(words, style, indent=_GUTTER, mark=mark, mark_style=QUESTION, after=3))
    rows += [_guide(flow, guide) for guide in _after(language, question)]
    for at, statement in enumerate(question.statements):
        rows.append(_line(flow, replace(statement, key=f"{chr(ord('a') + at)}."), QUESTION))
    rows += _choices(flow, question.choices, from_=4)
    rows += _choices(flow, question.absents, from_=2)
    for warning in question.warnings:
        rows.append(_guide(flow, say(language, "paper.aloud_warning")))
        rows.append(flow.text(warning, HINT, indent=_GUTTER, after=3))
    rows.append(flow.gap(16))
    return rows


def _before(language: Language, question: Question) -> Iterator[str]:
    """What the reader has to know before opening their mouth."""
    if question.conditional:
        yield say(language, "paper.aloud_if")


def _after(language: Language, question: Question) -> Iterator[str]:
    """What the reader has to know before the choices."""
    if way := _way(language, question):
        yield way
    if question.named:
        yield say(language, "paper.aloud_named")
    if question.shuffled and question.statements:
        yield say(language, "paper.aloud_statements_shuffled")
    elif question.shuffled:
        yield say(language, "paper.aloud_shuffled")
    if any(choice.conditional for choice in question.choices):
        yield say(language, "paper.aloud_some_if")


def _way(language: Language, question: Question) -> str:
    """How it is answered, where its own words do not say so."""
    least, most = question.least, question.most
    match question.way:
        case Way.SEVERAL:
            return _several(language, question)
        case Way.RANKED if most < len(question.choices):
            return say(language, "paper.aloud_ranked_first", most=most)
        case Way.NUMBER if question.unit:
            return say(language, "paper.aloud_number_unit", unit=question.unit, least=least, most=most)
        case Way.NUMBER:
            return say(language, "paper.aloud_number", least=least, most=most)
        case Way.LISTED:
            return say(language, "paper.aloud_listed", most=most)
        case _:
            return _plain_way(language, question.way)


def _plain_way(language: Language, way: Way) -> str:
    words = {
        Way.STATEMENTS: say(language, "paper.aloud_statements"),
        Way.RANKED: say(language, "paper.aloud_ranked"),
        Way.DAY: say(language, "paper.aloud_day"),
        Way.MONTH: say(language, "paper.aloud_month"),
        Way.YEAR: say(language, "paper.aloud_year"),
        Way.WRITTEN: say(language, "paper.aloud_written"),
        Way.WORKED_OUT: say(language, "paper.aloud_worked_out"),
    }
    return words.get(way, "")


def _several(language: Language, question: Question) -> str:
    if question.most:
        return say(language, "paper.aloud_at_most", most=question.most)
    return "" if question.lead else say(language, "paper.aloud_several")


def _guide(flow: Flow, words: str) -> Row:
    return flow.text(words, GUIDE, indent=_GUTTER, pointer=True, after=3)


def _choices(flow: Flow, choices: Sequence[Spoken], from_: int) -> list[Row]:
    """Short choices in two columns, read downwards, where there are `from_` or more; others in one."""
    columns = 2 if len(choices) >= from_ and _are_short(choices) else 1
    length = -(-len(choices) // columns)
    rows = []
    for at in range(length):
        beside = choices[at + length :: length]
        rows.append(_line(flow, choices[at], CHOICE, beside))
    return [*rows, flow.gap(4)] if rows else rows


def _are_short(choices: Sequence[Spoken]) -> bool:
    room = (_BODY - _BETWEEN) / 2 - _KEY
    return all(width_of(choice.words, CHOICE) <= room for choice in choices)


def _line(flow: Flow, choice: Spoken, style: Style, beside: Sequence[Spoken] = ()) -> Row:
    row = _spoken(flow, choice, style, _GUTTER)
    if not beside:
        return row
    other = _spoken(flow, beside[0], style, _GUTTER + (_BODY + _BETWEEN) / 2)
    return flow.side_by_side(row, other)


def _spoken(flow: Flow, choice: Spoken, style: Style, left: float) -> Row:
    return flow.text(
        choice.words,
        style,
        indent=left + _KEY,
        mark=choice.key or "·",
        mark_style=replace(KEY, leading=style.leading),
        pointer=choice.conditional,
        after=3,
    )
