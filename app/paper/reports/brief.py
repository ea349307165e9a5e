"""Two pages for the head of an agency: what was found and where to begin; what to decide, and what not."""

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.paper.reports.accounts import conduct_lines
from app.paper.reports.agency_efforts import strengths
from app.paper.reports.agency_face import face_of
from app.paper.reports.agency_follow import action_table, done_words, first_areas, no_areas
from app.paper.reports.chapter import BODY, SMALL, TITLE, Chapters, Head, fitted
from app.paper.reports.dossier import AgencyDossier, Dossier
from app.paper.reports.figures import identity, must_not, must_not_height, printed, tag_words, worded
from app.paper.reports.grid import FAINT, FIGURE, STRONG, Column, Line, Words
from app.paper.reports.rooms import rooms_told
from app.paper.reports.words import area_name, area_whose
from app.paper.sheet.page import INNER, MARGIN, WIDTH, Align, Sheet
from app.scoring.priorities import spoken

_FIRST = 3  # areas on the first page
_ROW = 26.0  # of the gap plot


def agency_brief(dossier: Dossier, agency: AgencyCode, language: Language = Language.ID) -> bytes:
    """The brief on one agency; KeyError if the round does not have it."""
    own = dossier.of(agency)
    title = f"{say(language, 'report.brief')}: {worded(own.agency.name, language)}"
    return fitted(title, language, 2, lambda sheet, air: _draw(sheet, own, air))


def _draw(sheet: Sheet, dossier: AgencyDossier, air: float) -> None:
    language, imprint = sheet.language, dossier.imprint
    head = Head(
        worded(dossier.agency.name, language),
        f"{imprint.survey}, {imprint.city}",
        tag_words(dossier.result, imprint, language),
        say(language, "report.brief_foot", source=imprint.source),
        identity(dossier.result),
    )
    pages = Chapters(sheet, head, air)
    pages.turn()
    _found(pages, dossier)
    _decide(pages, dossier)
    pages.end()


def _found(pages: Chapters, dossier: AgencyDossier) -> None:
    """The first page."""
    sheet, language = pages.sheet, pages.sheet.language
    sheet.place("found", say(language, "report.brief"))
    sheet.paragraph(MARGIN, pages.y + 2, INNER, say(language, "report.brief"), TITLE)
    face = face_of(dossier, sheet)
    y = face.headline(sheet, pages.y + 33)
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y)
    pages.y = face.gaps(sheet, y, _ROW)
    pages.heading(say(language, "report.begin"), 40)
    found = first_areas(dossier, _FIRST)
    if not found:
        pages.text(no_areas(pages, dossier))
        return
    columns = (
        Column(say(language, "report.col_area"), 0.32),
        Column(say(language, "report.col_value"), 0.08, Align.RIGHT, FIGURE),
        Column(say(language, "report.col_why"), 0.6),
    )
    pages.table(
        columns,
        [
            Line(
                (
                    Words(
                        area_name(dossier.result, area, language),
                        area_whose(dossier.result, area, language),
                        STRONG,
                    ),
                    printed(language, area.figure),
                    Words(spoken(area, dossier.result.method, language), style=FAINT),
                )
            )
            for area in found
        ],
    )


def _decide(pages: Chapters, dossier: AgencyDossier) -> None:
    """The second page."""
    sheet, language = pages.sheet, pages.sheet.language
    pages.chapter("decide", say(language, "report.decide"), alone=True)
    pages.heading(say(language, "report.good"))
    pages.points([*strengths(pages, dossier), done_words(pages, dossier)])
    pages.heading(say(language, "report.went"))
    conduct = conduct_lines(dossier.agency, language)
    pages.text(" ".join(f"{label}: {value}." for label, value in conduct), BODY, after=2)
    if told := rooms_told(dossier.agency.conduct.rooms, language):
        pages.text(" ".join(told), SMALL)
    pages.heading(say(language, "report.questions"))
    pages.points(
        [
            say(language, "report.question_known"),
            say(language, "report.question_who"),
            say(language, "report.question_seen"),
            say(language, "report.question_protect"),
        ],
        numbered=True,
    )
    forbidden = [
        say(language, "paper.not_order"),
        say(language, "report.not_search"),
        say(language, "paper.not_crime"),
    ]
    box = must_not_height(sheet, forbidden)
    pages.heading(say(language, "report.decisions"))
    pages.text(say(language, "report.decisions_how"), BODY, after=2)
    action_table(pages, dossier, first_areas(dossier, _FIRST), below=box + 40)
    pages.y += 8
    pages.keep(box)
    must_not(sheet, pages.y, forbidden)
