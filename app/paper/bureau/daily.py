"""The daily summary: response by agency and group against the targets, by day, and what needs attention."""

from dataclasses import dataclass

from app.base.sentences import Language, say
from app.paper.sheet.form import CELL_STRONG, Column, Form, Head, printed
from app.paper.sheet.page import INNER, Align, Face, Style

_NAME = 168.0  # the first column
_TOTAL = 54.0
_DAY = 104.0
_LARGE = Style(Face.BOLD, 13, leading=17)


@dataclass(frozen=True, slots=True)
class DailySummary:
    """What an office tells on one evening.

    `groups` are the respondent groups in words. `agencies`: name, a cell for each group, the share of the
    target; the last row is of all. `days`: the day, a count for each group, of all, until then, the share.
    `sheets_missing` of `sheets` planned room sheets have not been entered; `reporting` of `seats` seats have
    sent anything.
    """

    survey: str
    office: str
    practice: bool
    round: str
    period: str
    day: str
    time: str
    records: int
    target: int
    reporting: int
    seats: int
    sheets: int
    sheets_missing: int
    quarantine: int
    groups: tuple[str, ...]
    agencies: tuple[tuple[str, ...], ...]
    days: tuple[tuple[str, ...], ...]
    alerts: tuple[str, ...]


def daily_summary(summary: DailySummary, language: Language = Language.ID) -> bytes:
    """The summary, as many pages as agencies, days and alerts need."""
    title = say(language, "daily.title")
    tag = say(language, "paper.practice") if summary.practice else ""
    head = Head(summary.survey, summary.office, f"{title}, {summary.day}", tag)
    foot = say(language, "daily.foot", day=summary.day, time=summary.time)
    return printed(head, foot, language, lambda form: _draw(form, summary))


def _draw(form: Form, summary: DailySummary) -> None:
    language = form.language
    form.title(
        say(language, "daily.title"),
        say(language, "daily.when", day=summary.day, time=summary.time, period=summary.period),
    )
    form.text(summary.round, Style(Face.BOLD, 11, leading=14.6), after=6)
    _figures(form, summary)
    form.y += 12
    if summary.alerts:
        form.remarks(say(language, "daily.attention"), summary.alerts)
    else:
        form.text(say(language, "daily.no_attention"))
    form.heading(say(language, "daily.by_agency"))
    _agencies(form, summary)
    form.y += 12
    form.heading(say(language, "daily.by_day"))
    if summary.days:
        _days(form, summary)
    else:
        form.text(say(language, "daily.no_day"))
    form.y += 10
    form.text(say(language, "daily.note"), Style(size=8.5, leading=11.6))


def _figures(form: Form, summary: DailySummary) -> None:
    language = form.language
    cells = (
        (say(language, "daily.sealed"), f"{summary.records} / {summary.target}"),
        (say(language, "daily.seats"), f"{summary.reporting} / {summary.seats}"),
        (say(language, "daily.sheets"), f"{summary.sheets - summary.sheets_missing} / {summary.sheets}"),
        (say(language, "daily.quarantine"), str(summary.quarantine)),
    )
    columns = tuple(Column(words, INNER / len(cells), style=_LARGE) for words, _ in cells)
    form.table(columns, [tuple(figure for _, figure in cells)], least=28)


def _agencies(form: Form, summary: DailySummary) -> None:
    language = form.language
    each = (INNER - _NAME - _TOTAL) / len(summary.groups)
    columns = (
        Column(say(language, "daily.agency"), _NAME, style=CELL_STRONG, wrap=True),
        *(Column(group, each, Align.RIGHT) for group in summary.groups),
        Column(say(language, "daily.reached"), 0, Align.RIGHT, CELL_STRONG),
    )
    *rows, total = summary.agencies
    form.table(columns, rows, total=total)


def _days(form: Form, summary: DailySummary) -> None:
    language = form.language
    each = (INNER - _DAY - 3 * _TOTAL) / len(summary.groups)
    columns = (
        Column(say(language, "daily.day"), _DAY, style=CELL_STRONG, wrap=True),
        *(Column(group, each, Align.RIGHT) for group in summary.groups),
        Column(say(language, "daily.total"), _TOTAL, Align.RIGHT, CELL_STRONG),
        Column(say(language, "daily.until"), _TOTAL, Align.RIGHT),
        Column(say(language, "daily.reached"), 0, Align.RIGHT, CELL_STRONG),
    )
    form.table(columns, summary.days)
