"""Microdata as tables: one for each questionnaire, one row per respondent, and one for each of its rosters.

An expert has one row for every agency rated; what was asked once stands on each of them. A choice of several
options becomes a column of 0 and 1 for each option, a ranking a column of ranks for each option (0: not
ranked). What the order was in which shuffled parts were shown stands in text columns. Words that respondents
wrote themselves are not in the tables, only whether there were any: they may name people.

The design stands in the rows: a stratum is an agency (`instansi`) within a table, `populasi` its size where
there is a list, `bobot` the weight; an expert (`responden`) is a cluster of the agencies rated.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from app.base.ids import AgencyCode
from app.questionnaire.answer import absent_choices
from app.questionnaire.index import walk
from app.questionnaire.model import (
    Absent,
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
    Reference,
    Roster,
    Single,
    Text,
    TextItem,
)
from app.questionnaire.route import NOBODY, Slot, options_of, row_subject
from app.release.names import Names
from app.release.table import Column, Kind, Standard, Table, Value, table_of
from app.release.words import absence, joined, worded
from app.scoring.weights import StratumWeight
from app.sitting.events import Mode
from app.sitting.response import State

Answer = int | str | tuple[int, ...]
Answers = Mapping[Slot, Answer]


@dataclass(frozen=True, slots=True)
class OpenedResponse:
    """What is released of one respondent. `order`: a line `label=a,b,c` for each thing that was shuffled.

    `flags`: signs of quality with their grades, by (agency an expert rated or empty, sign).
    """

    agency: str
    language: str
    mode: str
    state: str
    duration_class: int
    subjects: tuple[str, ...]
    order: tuple[str, ...]
    answers: Answers
    flags: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A respondent by number, seen as one row: about `subject` in the loop, or row `number` of a roster."""

    respondent: int
    response: OpenedResponse
    subject: AgencyCode
    number: int = 0

    def answer(self, variable: str) -> Answer | None:
        inside = self.response.answers.get(Slot(variable, self.subject))
        return self.response.answers.get(Slot(variable)) if inside is None else inside


@dataclass(frozen=True, slots=True)
class _Made:
    """A column and how to read its value from a row."""

    column: Column
    value: Callable[[_Row], Value]


def microdata_tables(
    questionnaire: Questionnaire,
    responses: Sequence[OpenedResponse],
    signs: Sequence[str],
    run: str,
    weigh: Callable[[AgencyCode, int], StratumWeight],
) -> tuple[Table, ...]:
    """The tables of all `responses` to `questionnaire`; a respondent's number is the place in the sequence.

    `signs` are the quality signs that get a column each, also where nobody was flagged. `weigh` says the
    weight of an agency of which so many have a row.
    """
    name = f"mikrodata_{questionnaire.respondent_group}"
    numbered = list(enumerate(responses, start=1))
    rows = [
        _Row(number, one, AgencyCode(subject))
        for number, one in numbered
        for subject in _whom(questionnaire, one)
    ]
    here = Counter(_agency(questionnaire, row) for row in rows)
    strata = {agency: weigh(agency, answered) for agency, answered in here.items()}
    made = [*_frame_columns(questionnaire, signs, strata, run), *_answer_columns(questionnaire)]
    made += _order_columns(questionnaire, rows)
    key = ("responden", "instansi") if questionnaire.subjects else ("responden",)
    unit = worded("release.unit_rating" if questionnaire.subjects else "release.unit_response")
    tables = [_table(name, questionnaire.title, unit, key, made, rows)]
    rosters = (i for section in questionnaire.sections for i in section.items if isinstance(i, Roster))
    tables += [_roster_table(name, questionnaire, roster, numbered, run) for roster in rosters]
    return tuple(tables)


def _whom(questionnaire: Questionnaire, response: OpenedResponse) -> tuple[str, ...]:
    """About whom a response has rows: every agency an expert chose, or nobody in particular."""
    return (response.subjects or ("",)) if questionnaire.subjects else ("",)


def _agency(questionnaire: Questionnaire, row: _Row) -> AgencyCode:
    return row.subject if questionnaire.subjects else AgencyCode(row.response.agency)


def _table(
    name: str, title: Text, unit: Text, key: tuple[str, ...], made: Sequence[_Made], rows: Sequence[_Row]
) -> Table:
    names = Names()
    columns: list[Column] = []
    values: dict[str, list[Value]] = {}
    for one in made:
        column = _renamed(one.column, names.take(one.column.name))
        columns.append(column)
        values[column.name] = [one.value(row) for row in rows]
    return table_of(name, title, unit, key, tuple(columns), values)


def _renamed(column: Column, name: str) -> Column:
    return column if column.name == name else replace(column, name=name)


# --- what frames the answers --------------------------------------------------------------------------


def _frame_columns(
    questionnaire: Questionnaire,
    signs: Sequence[str],
    strata: Mapping[AgencyCode, StratumWeight],
    run: str,
) -> Iterator[_Made]:
    agency = partial(_agency, questionnaire)
    yield _respondent()
    yield _text("instansi", worded("release.col_agency"), agency)
    yield _Made(
        Column("populasi", worded("release.col_population"), Kind.INTEGER),
        lambda row: strata[agency(row)].listed,
    )
    yield _Made(
        Column("bobot", worded("release.col_weight"), Kind.NUMBER, decimals=6, weight=True),
        lambda row: strata[agency(row)].final,
    )
    languages = {"id": worded("release.language_id"), "en": worded("release.language_en")}
    yield _text("bahasa", worded("release.col_language"), lambda row: row.response.language, languages)
    modes = {
        Mode.SELF.value: worded("release.mode_self"),
        Mode.READ_ALOUD.value: worded("release.mode_read_aloud"),
    }
    yield _text("moda", worded("release.col_mode"), lambda row: row.response.mode, modes)
    states = {
        State.COMPLETE.value: worded("release.state_complete"),
        State.PARTIAL.value: worded("release.state_partial"),
    }
    yield _text("keadaan", worded("release.col_state"), lambda row: row.response.state, states)
    durations = {
        0: worded("release.duration_0"),
        1: worded("release.duration_1"),
        2: worded("release.duration_2"),
        3: worded("release.duration_3"),
    }
    yield _Made(
        Column("lama", worded("release.col_duration"), Kind.INTEGER, labels=durations),
        lambda row: row.response.duration_class,
    )
    for sign in signs:
        yield _Made(
            Column(f"tanda_{sign}", worded("release.col_sign", sign=sign), Kind.INTEGER),
            partial(_grade, sign),
        )
    yield _run(run)


def _text(
    name: str, label: Text, value: Callable[[_Row], str], categories: Mapping[str, Text] | None = None
) -> _Made:
    return _Made(Column(name, label, Kind.TEXT, categories=categories or {}), value)


def _respondent() -> _Made:
    return _Made(
        Column("responden", worded("release.col_respondent"), Kind.INTEGER), lambda row: row.respondent
    )


def _run(run: str) -> _Made:
    return _text("run_id", worded("release.col_run"), lambda _row: run)


def _grade(sign: str, row: _Row) -> int:
    flags = row.response.flags
    return max(flags.get(("", sign), 0), flags.get((row.subject, sign), 0) if row.subject else 0)


# --- answers ------------------------------------------------------------------------------------------


def _answer_columns(questionnaire: Questionnaire) -> Iterator[_Made]:
    for section in questionnaire.sections:
        for item in section.items:
            yield from item_columns(questionnaire, item)


def item_columns(questionnaire: Questionnaire, item: Item) -> Iterator[_Made]:  # noqa: C901 - one case a kind
    """The columns of one item, in the order of its parts."""
    missing = _missing(questionnaire, item)
    match item:
        case Note():
            return
        case Likert() | Single():
            yield _coded(item.id, item.text, _codes(questionnaire, item), missing, item)
        case Matrix():
            for row in item.rows:
                label = joined(item.text, row.text, " – ")
                standard = _standard(row.reference or item.reference)
                yield _coded(row.id, label, _codes(questionnaire, item), missing, item, standard)
        case Multi():
            for option in item.options:
                yield _choice(item, option.code, joined(option.label, item.text, " – "), missing)
        case Ranking():
            for option in item.options:
                yield _rank(item, option.code, joined(option.label, item.text, " – "), missing)
        case Number() | Calculated() | Roster():
            yield _number(item, missing)
        case Date():
            yield _date(item)
            yield _reason(item, missing)
        case TextItem():
            yield _reason(item, missing)
        case _:
            assert_never(item)


def _coded(
    name: str,
    label: Text,
    codes: Mapping[int, Text],
    missing: Mapping[int, Text],
    item: Item,
    standard: Standard | None = None,
) -> _Made:
    column = Column(
        name,
        label,
        Kind.INTEGER,
        labels={**codes, **missing},
        missing=tuple(missing),
        question=item.text,
        standard=standard or _standard(item.reference),
    )
    return _Made(column, lambda row: _whole(row.answer(name)))


def _choice(item: Multi, code: int, label: Text, missing: Mapping[int, Text]) -> _Made:
    def value(row: _Row) -> Value:
        given = row.answer(item.id)
        return int(code in given) if isinstance(given, tuple) else _whole(given)

    labels = {0: worded("release.not_chosen"), 1: worded("release.chosen"), **missing}
    return _Made(_part(item, code, label, labels, missing), value)


def _rank(item: Ranking, code: int, label: Text, missing: Mapping[int, Text]) -> _Made:
    def value(row: _Row) -> Value:
        given = row.answer(item.id)
        if not isinstance(given, tuple):
            return _whole(given)
        return given.index(code) + 1 if code in given else 0

    return _Made(_part(item, code, label, {0: worded("release.not_ranked"), **missing}, missing), value)


def _part(
    item: Multi | Ranking, code: int, label: Text, labels: Mapping[int, Text], missing: Mapping[int, Text]
) -> Column:
    return Column(
        f"{item.id}_{code}",
        label,
        Kind.INTEGER,
        labels=labels,
        missing=tuple(missing),
        question=item.text,
        standard=_standard(item.reference),
    )


def _number(item: Number | Calculated | Roster, missing: Mapping[int, Text]) -> _Made:
    def value(row: _Row) -> Value:
        given = row.answer(item.id)
        return len(given) if isinstance(given, tuple) else _whole(given)  # a roster: how many rows it has

    standard = _standard(item.reference)
    if isinstance(item, Number) and item.unit is not None and standard.satuan is None:
        standard = replace(standard, satuan=item.unit.id)
    standard = replace(standard, rule=f"{item.min} <= {item.id} <= {item.max}")
    column = Column(
        item.id,
        item.text,
        Kind.INTEGER,
        labels=missing,
        missing=tuple(missing),
        question=item.text,
        standard=standard,
    )
    return _Made(column, value)


def _date(item: Date) -> _Made:
    def value(row: _Row) -> Value:
        given = row.answer(item.id)
        return given if isinstance(given, str) else None

    column = Column(item.id, item.text, Kind.TEXT, question=item.text, standard=_standard(item.reference))
    return _Made(column, value)


def _reason(item: Date | TextItem, missing: Mapping[int, Text]) -> _Made:
    """Whether there was an answer in words, or why not."""

    def value(row: _Row) -> Value:
        given = row.answer(item.id)
        return 0 if isinstance(given, str) else _whole(given)

    column = Column(
        f"{item.id}_ada",
        joined(worded("release.answered"), item.text, ": "),
        Kind.INTEGER,
        labels={0: worded("release.given"), **missing},
        missing=tuple(missing),
        question=item.text,
        standard=_standard(item.reference),
    )
    return _Made(column, value)


def _whole(answer: Answer | None) -> int | None:
    return answer if isinstance(answer, int) else None


def _codes(questionnaire: Questionnaire, item: Item) -> Mapping[int, Text]:
    return {option.code: option.label for option in options_of(questionnaire, item)}


def _missing(questionnaire: Questionnaire, item: Item) -> Mapping[int, Text]:
    """The absent codes that may stand in the item's columns: the offered ones and those the program gives."""
    offered = set(absent_choices(questionnaire, item))
    given = {Absent.NOT_ON_PATH, Absent.NOT_REACHED, Absent.NOT_APPLICABLE}
    return {int(code): absence(code) for code in sorted(offered | given)}


def _standard(reference: Reference | None) -> Standard:
    if reference is None:
        return Standard()
    return Standard(
        reference.konsep,
        reference.definisi,
        reference.klasifikasi,
        reference.ukuran,
        reference.satuan,
        reference.kode_referensi,
    )


# --- order --------------------------------------------------------------------------------------------


def _order_columns(questionnaire: Questionnaire, rows: Sequence[_Row]) -> Iterator[_Made]:
    """A column for each shuffled thing of the questionnaire's own; those of rosters' rows stand with them."""
    labels: dict[str, None] = {}
    for row in rows:
        for line in row.response.order:
            thing, subject = _thing(line.partition("=")[0])
            if "." not in subject:  # a row of a roster
                labels[thing] = None
    places = {thing: place for place, thing in enumerate(_things(questionnaire))}
    for thing in sorted(labels, key=lambda name: (places.get(name, len(places)), name)):
        yield _Made(
            Column(f"urut_{thing}", worded("release.col_order", thing=thing), Kind.TEXT),
            partial(_shown, thing),
        )


def _things(questionnaire: Questionnaire) -> Iterable[str]:
    for section in questionnaire.sections:
        yield section.id
        yield from (item.id for item in walk(section))


def _thing(label: str) -> tuple[str, str]:
    thing, _, subject = label.partition("|")
    return thing, subject


def _shown(thing: str, row: _Row) -> str | None:
    found: dict[str, str] = defaultdict(str)
    for line in row.response.order:
        label, _, parts = line.partition("=")
        name, subject = _thing(label)
        if name == thing:
            found[subject] = parts.replace(",", " ")
    return found.get(row.subject) or found.get(NOBODY) or None


# --- rosters ------------------------------------------------------------------------------------------


def _roster_table(
    whole: str,
    questionnaire: Questionnaire,
    roster: Roster,
    numbered: Sequence[tuple[int, OpenedResponse]],
    run: str,
) -> Table:
    rows: list[_Row] = []
    for number, response in numbered:
        listed = response.answers.get(Slot(roster.id))
        if isinstance(listed, tuple):
            rows += [_Row(number, response, row_subject(roster.id, row), row) for row in listed]
    made = [
        _respondent(),
        _Made(Column("baris", worded("release.col_row"), Kind.INTEGER), lambda row: row.number),
    ]
    for child in roster.items:
        made += item_columns(questionnaire, child)
    made.append(_run(run))
    return _table(
        f"{whole}_{roster.id}", roster.text, worded("release.unit_row"), ("responden", "baris"), made, rows
    )
