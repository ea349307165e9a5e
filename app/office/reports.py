"""Reports on paper: one page for the city and one per agency. The same opened rows give the same bytes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.canonical import digest
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, RoundId
from app.base.sentences import Language
from app.office.analysis import Scored, score_round
from app.office.days import period_in_words
from app.office.packaging import Report, quiet
from app.office.signin import Office
from app.storage.files import make_folder, write_atomic

if TYPE_CHECKING:
    from app.paper.dossier import Dossier


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One written report; `agency` is empty for the city's."""

    path: Path
    agency: AgencyCode
    language: Language
    digest: Digest


@dataclass(frozen=True, slots=True)
class Reported:
    """The reports of one run."""

    run_id: Digest
    files: tuple[ReportFile, ...]


def write_reports(
    office: Office,
    round_id: RoundId,
    out: Path,
    languages: Sequence[Language] = (Language.ID,),
    progress: Report = quiet,
) -> Reported | Refused:
    """Write the city's summary and every agency's page into `out`.

    A round that assesses people has neither: nothing about them is laid side by side or handed around.
    """
    scored = score_round(office, round_id)
    if isinstance(scored, Refused):
        return scored
    if any(asked.about_persons for asked in scored.round.questionnaires.values()):
        return Refused("office.report_about_persons", {"round": round_id})
    agencies = [AgencyCode(""), *(one.agency for one in scored.city.agencies)]
    wanted = [(agency, language) for language in languages for agency in agencies]
    make_folder(out)
    files: list[ReportFile] = []
    for done, (agency, language) in enumerate(wanted):
        progress(done, len(wanted))
        data = _page(office, scored, agency, language)
        name = f"instansi-{agency}" if agency else "ringkasan-kota"
        path = out / f"{round_id}-{name}-{language}.pdf"
        write_atomic(path, data)
        files.append(ReportFile(path, agency, language, digest(data)))
    progress(len(wanted), len(wanted))
    with office.store.writing() as connection:
        office.acted(
            connection,
            "report",
            {"round": round_id, "run": scored.city.run_id, "files": [one.digest for one in files]},
        )
    return Reported(scored.city.run_id, tuple(files))


def _page(office: Office, scored: Scored, agency: AgencyCode, language: Language) -> bytes:
    from app.paper.agency import agency_report  # late: reportlab is slow to start
    from app.paper.city import city_report

    dossier = dossier_of_round(office, scored, language)
    return agency_report(dossier, agency, language) if agency else city_report(dossier, language)


def dossier_of_round(office: Office, scored: Scored, language: Language) -> "Dossier":
    """What the papers of a scored round are made of, in the words of their language."""
    from app.paper.dossier import dossier_of  # late, as above
    from app.paper.figures import Imprint

    document = scored.round.document
    start, end = dt.date.fromisoformat(document.start), dt.date.fromisoformat(document.end)
    title = document.survey_title
    imprint = Imprint(
        survey=title.en if language is Language.EN and title.en else title.id,
        city=document.city,
        period=period_in_words(start, end, language),
        source=office.root.document.office,
        practice=not office.root.document.production,
    )
    return dossier_of(scored.city, imprint, scored.activities, scored.changes)
