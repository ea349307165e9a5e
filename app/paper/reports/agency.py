"""The report to one agency, its inspectorate and KPK: a first page after d3, one to work on after d3b, and
what stands behind both.
"""

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.paper.reports.agency_efforts import efforts_chapter
from app.paper.reports.agency_face import face
from app.paper.reports.agency_figures import areas_chapter, comparison_chapter, items_chapter
from app.paper.reports.agency_follow import follow_up
from app.paper.reports.chapter import Chapters, Head, fitted
from app.paper.reports.dossier import AgencyDossier, Dossier
from app.paper.reports.figures import identity, tag_words, worded
from app.paper.reports.held import held_chapter
from app.paper.reports.method import method_chapter
from app.paper.sheet.page import Sheet

_MOST = 12  # pages that somebody still reads


def agency_report(dossier: Dossier, agency: AgencyCode, language: Language = Language.ID) -> bytes:
    """The report on one agency; KeyError if the round does not have it."""
    own = dossier.of(agency)
    title = f"{worded(own.agency.name, language)}: {own.imprint.survey}"
    return fitted(title, language, _MOST, lambda sheet, air: _draw(sheet, own, air))


def _draw(sheet: Sheet, dossier: AgencyDossier, air: float) -> None:
    sheet.place("face", say(sheet.language, "report.face"))
    face(sheet, dossier)
    pages = Chapters(sheet, head_of(dossier, sheet.language), air)
    pages.covered()
    follow_up(pages, dossier)
    areas_chapter(pages, dossier)
    comparison_chapter(pages, dossier)
    efforts_chapter(pages, dossier)
    items_chapter(pages, dossier)
    held_chapter(pages, dossier.result, dossier.agency)
    method_chapter(pages, dossier.result)
    pages.end()


def head_of(dossier: AgencyDossier, language: Language) -> Head:
    """What stands at the top and at the foot of an agency's pages."""
    imprint = dossier.imprint
    return Head(
        worded(dossier.agency.name, language),
        f"{imprint.survey}, {imprint.city}",
        tag_words(dossier.result, imprint, language),
        say(language, "report.agency_foot", source=imprint.source),
        identity(dossier.result),
    )
