"""Papers of an opened round: of the city, of each agency, for everybody. The same rows, the same bytes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.base.canonical import digest
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, RoundId
from app.base.sentences import Language
from app.office.days import period_in_words
from app.office.officers.signin import Office
from app.office.results.analysis import Scored, score_round
from app.office.survey.packaging import Report, quiet
from app.storage.files import make_folder, write_atomic

if TYPE_CHECKING:
    from app.paper.reports.dossier import Dossier


class Paper(StrEnum):
    """The papers of a round; those of the second line are made for every agency."""

    CITY, ANNEX, PUBLIC = "city", "annex", "public"
    AGENCY, BRIEF = "agency", "brief"

    @property
    def of_agency(self) -> bool:
        """Whether there is one for each agency."""
        return self in {Paper.AGENCY, Paper.BRIEF}


_NAMES: Mapping[Paper, str] = {
    Paper.CITY: "ringkasan-kota",
    Paper.ANNEX: "lampiran-tabel",
    Paper.PUBLIC: "lembar-publik",
    Paper.AGENCY: "instansi",
    Paper.BRIEF: "ringkas",
}
"""How files begin, in Indonesian whatever they say: an office sorts them by name."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One written report; `agency` is empty for those of the whole city."""

    path: Path
    paper: Paper
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
    papers: Sequence[Paper] = tuple(Paper),
    only: AgencyCode | None = None,
    *,
    save_ink: bool = False,
) -> Reported | Refused:
    """Write the papers of a round into `out`, those of agencies for all of them or for `only` one.

    A round that assesses people has none: nothing about them is laid side by side or handed around. The
    journal names the papers before the first of them is on disk: no stop leaves figures outside that later
    figures of the round would not know of.
    """
    scored = score_round(office, round_id)
    if isinstance(scored, Refused):
        return scored
    if any(asked.about_persons for asked in scored.round.questionnaires.values()):
        return Refused("office.report_about_persons", {"round": round_id})
    agencies = [one.agency for one in scored.city.agencies]
    if only is not None and only not in agencies:
        return Refused("office.agency_unknown", {"agency": only, "known": ", ".join(sorted(agencies))})
    wanted = [
        (language, paper, agency)
        for language in languages
        for paper in dict.fromkeys(papers)
        for agency in (([only] if only else agencies) if paper.of_agency else [AgencyCode("")])
    ]
    make_folder(out)
    dossiers = {
        language: dossier_of_round(office, scored, language, save_ink=save_ink) for language in languages
    }
    files: list[ReportFile] = []
    printed: list[bytes] = []
    for done, (language, paper, agency) in enumerate(wanted):
        progress(done, len(wanted))
        data = _printed(dossiers[language], paper, agency, language)
        name = f"{_NAMES[paper]}-{agency}" if agency else _NAMES[paper]
        path = out / f"{round_id}-{name}-{language}.pdf"
        files.append(ReportFile(path, paper, agency, language, digest(data)))
        printed.append(data)
    with office.store.writing() as connection:
        office.acted(
            connection,
            "report",
            {"round": round_id, "run": scored.city.run_id, "files": [one.digest for one in files]},
        )
    for file, data in zip(files, printed, strict=True):
        write_atomic(file.path, data)
    progress(len(wanted), len(wanted))
    return Reported(scored.city.run_id, tuple(files))


def _printed(dossier: "Dossier", paper: Paper, agency: AgencyCode, language: Language) -> bytes:
    from app.paper.reports.agency import agency_report  # late: reportlab is slow to start
    from app.paper.reports.annex import annex_tables
    from app.paper.reports.brief import agency_brief
    from app.paper.reports.city import city_report
    from app.paper.reports.public import public_sheet

    match paper:
        case Paper.CITY:
            return city_report(dossier, language)
        case Paper.ANNEX:
            return annex_tables(dossier, language)
        case Paper.PUBLIC:
            return public_sheet(dossier, language)
        case Paper.AGENCY:
            return agency_report(dossier, agency, language)
        case Paper.BRIEF:
            return agency_brief(dossier, agency, language)
        case _:
            assert_never(paper)


def dossier_of_round(
    office: Office, scored: Scored, language: Language, *, save_ink: bool = False
) -> "Dossier":
    """What the papers of a scored round are made of, in the words of their language."""
    from app.paper.reports.dossier import dossier_of  # late, as above
    from app.paper.reports.figures import Imprint

    document = scored.round.document
    start, end = dt.date.fromisoformat(document.start), dt.date.fromisoformat(document.end)
    title = document.survey_title
    imprint = Imprint(
        survey=title.en if language is Language.EN and title.en else title.id,
        city=document.city,
        period=period_in_words(start, end, language),
        source=office.root.document.office,
        practice=not office.root.document.production,
        save_ink=save_ink,
    )
    made = dossier_of(scored.city, imprint, scored.activities, scored.changes)
    return replace(made, follow_up=scored.follow_up, left=scored.left)
