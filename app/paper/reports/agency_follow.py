"""The page of an agency's report that is worked on: where to begin, what was done, who does what by when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app.base.sentences import Language, say
from app.paper.reports.chapter import BODY, SMALL, Chapters
from app.paper.reports.dossier import AgencyDossier
from app.paper.reports.figures import printed, worded
from app.paper.reports.grid import FAINT, STRONG, Column, Line, State, Words
from app.paper.reports.words import STATES, area_name, area_whose, share_words, span_words
from app.paper.sheet.form import day_in_words
from app.paper.sheet.page import CONTROL, INK_2, INNER, MARGIN, Align, Style
from app.scoring.estimate import Estimate
from app.scoring.priorities import PriorityArea
from app.scoring.results import Action, Withheld

_SHOWN = 4  # areas on the page; all of them stand in the next chapter
_LEAST_ROWS = 5  # of the action table, filled in or not; one less where the page is full
_ROWS = ((2, 36.0), (2, 32.0), (2, 28.0), (2, 25.0), (1, 25.0), (1, 20.0), (0, 20.0))  # how many, how high
_NAMED = 3  # activities that are named; the rest is counted
_BOX = 56.0
_SIGNED = 68.0


def follow_up(pages: Chapters, dossier: AgencyDossier) -> None:
    """The page itself."""
    language = pages.sheet.language
    pages.chapter("follow", say(language, "report.follow_title"), alone=True)
    pages.foot = say(language, "report.follow_foot")
    found = first_areas(dossier)
    pages.heading(say(language, "report.areas"))
    _areas(pages, dossier, found)
    pages.heading(say(language, "report.done"))
    where = say(language, "report.done_where", page=pages.sheet.page_of("efforts"))
    pages.text(f"{done_words(pages, dossier)} {where}", BODY, after=4)
    pages.heading(say(language, "report.actions"))
    action_table(pages, dossier, found, below=_BOX + _SIGNED + 56)
    pages.heading(say(language, "report.reply"), _BOX + _SIGNED + 6)
    _reply(pages, dossier)
    _signatures(pages, dossier)


def first_areas(dossier: AgencyDossier, most: int = _SHOWN) -> tuple[PriorityArea, ...]:
    """The items to begin with; the dimensions where no item is printed."""
    return (dossier.areas.items or dossier.areas.dimensions)[:most]


def _areas(pages: Chapters, dossier: AgencyDossier, found: Sequence[PriorityArea]) -> None:
    language = pages.sheet.language
    if not found:
        pages.text(no_areas(pages, dossier), BODY, after=4)
        return
    columns = (
        Column(say(language, "report.col_item"), 0.52),
        Column(say(language, "report.col_whose"), 0.3),
        Column(say(language, "report.col_value_span"), 0.18, Align.RIGHT),
    )
    rows = [
        Line(
            (
                Words(area_name(dossier.result, area, language), style=STRONG),
                area_whose(dossier.result, area, language),
                f"{printed(language, area.figure)} ({span_words(area.figure, language)})",
            )
        )
        for area in found
    ]
    pages.table(columns, rows, after=2)


def no_areas(pages: Chapters, dossier: AgencyDossier) -> str:
    """Why no area is named."""
    language = pages.sheet.language
    if isinstance(dossier.agency.index, Withheld):
        return say(language, "report.areas_withheld", why=dossier.agency.index.why.spoken(language))
    target = dossier.result.method.priorities
    if target is None:
        return say(language, "report.areas_no_target")
    return say(language, "report.areas_none", target=target.target)


def done_words(pages: Chapters, dossier: AgencyDossier) -> str:
    """What was recorded, in a few sentences, and how many took part in the efforts."""
    language = pages.sheet.language
    activities = dossier.prevention.activities
    if not activities:
        said = [say(language, "report.done_nothing")]
    else:
        names = "; ".join(worded(one.title, language).rstrip(".") for one in activities[:_NAMED])
        said = [say(language, "report.done_count", count=len(activities), activities=names)]
        if len(activities) > _NAMED:
            said.append(say(language, "report.done_more", count=len(activities) - _NAMED))
    for found in dossier.prevention.efforts.values():
        for each in found:
            if each.percentage and isinstance(each.figure, Estimate):
                share = share_words(each.figure, language, percentage=True)
                said.append(say(language, "report.done_took_part", share=share))
    return " ".join(said)


def action_table(
    pages: Chapters, dossier: AgencyDossier, found: Sequence[PriorityArea], below: float = 0.0
) -> None:
    """Finding, action, who, by when, evidence: what the survey found stands there, the rest is filled in.

    The rows to write into are as high as the page allows with `below` under the table.
    """
    language = pages.sheet.language
    columns = action_columns(language)
    actions = dossier.follow_up.actions
    names = [] if actions else [area_name(dossier.result, area, language) for area in found]
    known = [*action_lines(actions, language), *(_unfilled(name) for name in names)]
    lines: list[Line] = []
    for blank, least in _ROWS:
        rest = max(blank, _LEAST_ROWS - (not blank) - len(known))
        lines = [replace(line, least=least) for line in (*known, *(_unfilled("") for _ in range(rest)))]
        if pages.table_height(columns, lines) + below <= pages.room:
            break
    pages.table(columns, lines, after=4)
    pages.text(say(language, "report.actions_how"), SMALL, after=0)


def _unfilled(finding: str) -> Line:
    return Line((Words(finding, style=STRONG), "", "", "", "", ""))


def action_lines(actions: Sequence[Action], language: Language) -> list[Line]:
    """Actions as they were entered."""
    return [
        Line(
            (
                Words(one.finding, style=STRONG),
                one.action,
                one.responsible,
                day_in_words(language, dt.date.fromisoformat(one.due)),
                Words(one.evidence or "–", style=FAINT),
                State(say(language, STATES[one.state])),
            )
        )
        for one in actions
    ]


def action_columns(language: Language) -> tuple[Column, ...]:
    """The columns of a table of actions."""
    return (
        Column(say(language, "report.col_finding"), 0.23),
        Column(say(language, "report.col_action"), 0.23),
        Column(say(language, "report.col_who"), 0.14),
        Column(say(language, "report.col_due"), 0.12),
        Column(say(language, "report.col_evidence"), 0.13),
        Column(say(language, "report.col_state"), 0.15),
    )


def _reply(pages: Chapters, dossier: AgencyDossier) -> None:
    """What the agency replied, or room for it."""
    sheet, language, reply = pages.sheet, pages.sheet.language, dossier.follow_up.reply
    words = reply or say(language, "report.reply_how")
    style = BODY if reply else SMALL
    if reply and dossier.follow_up.replied_on:
        day = day_in_words(language, dt.date.fromisoformat(dossier.follow_up.replied_on))
        words = f"{words} ({day})"
    height = max(_BOX, sheet.height_of(INNER - 22, words, style) + 16)

    def box(top: float) -> None:
        sheet.box(MARGIN, top, INNER, height, stroke=CONTROL, radius=7, line=0.7)
        sheet.paragraph(MARGIN + 11, top + 8, INNER - 22, words, style)

    pages.draw(height, box, after=6)


def _signatures(pages: Chapters, dossier: AgencyDossier) -> None:
    sheet, language = pages.sheet, pages.sheet.language
    each = (INNER - 30) / 2
    head = say(language, "report.head_of", agency=worded(dossier.agency.name, language))
    inspector = say(language, "report.inspector", city=dossier.imprint.city)

    def signed(top: float) -> None:
        for at, role in enumerate((head, inspector)):
            x = MARGIN + at * (each + 30)
            sheet.fit(x, top + 12, role, Style(size=10), each)
            sheet.rule(x, top + 52, x + each, top + 52, INK_2, 0.6)
            sheet.text(x, top + 64, say(language, "report.name_nip"), Style(size=9.4))

    pages.draw(_SIGNED, signed, after=0)
