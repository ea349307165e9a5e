"""A page of an agency's report beside bare Platypus.

The floor is what Platypus needs to set the same words on the same number of pages, in the same font: those of
every page in a table of its own with a rule under each row, as tables of reports have. It has no charts, no
head and no foot, knows no number of pages, and is laid out once.
"""

import io
from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from pypdf import PdfReader
from reportlab import rl_config
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from app.paper.reports.agency import agency_report
from app.paper.reports.dossier import Dossier
from app.paper.sheet.page import Face, legible, width_of, wrapped
from tests.bench.measuring import Job, Unit, ms_of
from tests.paper.believable import THIRD, dossier

_COLUMNS = 6  # as the table of questions has
_RULE = ("LINEBELOW", (0, 0), (-1, -1), 0.5, black)


def jobs() -> Iterator[Job]:
    """One report of about a dozen pages."""
    given = dossier(6, before=True)
    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(_report(given))).pages]
    yield Job(
        f"a report of {len(pages)} pages",
        Unit.MS,
        ms_of(partial(_bare, pages)),
        ms_of(partial(_report, given)),
        bar=1.4,
        rounds=15,
    )


def _report(given: Dossier) -> bytes:
    """A report of an agency that was not printed before: nothing of it was measured yet."""
    for remembered in (legible, width_of, wrapped):
        remembered.cache_clear()
    return agency_report(given, THIRD)


def _bare(pages: list[list[str]]) -> bytes:
    """The lines of every page as cells of a table."""
    style = ParagraphStyle("cell", fontName=Face.REGULAR.value, fontSize=5, leading=6)
    flow: list[Flowable] = []
    for lines in pages:
        cells = [Paragraph(escape(line), style) for line in lines]
        cells += [Paragraph("", style)] * (-len(cells) % _COLUMNS)
        rows = [cells[at : at + _COLUMNS] for at in range(0, len(cells), _COLUMNS)]
        flow += [Table(rows, style=[_RULE]), PageBreak()]
    buffer = io.BytesIO()
    rl_config.useA85, before = 1, rl_config.useA85  # as it comes
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(flow)
    rl_config.useA85 = before
    return buffer.getvalue()
