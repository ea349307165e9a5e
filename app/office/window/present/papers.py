"""The papers of an opened round at the window: what can be written, and what was."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import assert_never

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.office.results.reports import Paper, Reported
from app.office.window import view as v
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

OF_CITY = (Paper.CITY, Paper.ANNEX, Paper.PUBLIC)
OF_AGENCY = (Paper.AGENCY, Paper.BRIEF)


@dataclass(frozen=True, slots=True)
class WritePapers:
    """Write these papers into a folder that is asked for; those of agencies for all or `only` one."""

    papers: tuple[Paper, ...]
    only: AgencyCode | None = None


@dataclass(frozen=True, slots=True)
class ShowPaper:
    """Open a paper, or the folder in which it lies."""

    path: Path


class Sheet(Enum):
    """The files that are entered after the survey."""

    ACTIVITIES = auto()
    FOLLOW_UP = auto()


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Take up a file of this kind, in place of the one before."""

    sheet: Sheet


def sheet_button(sheet: Sheet, language: Language) -> v.Button:
    """The way to such a file."""
    match sheet:
        case Sheet.ACTIVITIES:
            words = say(language, "report.read_activities")
        case Sheet.FOLLOW_UP:
            words = say(language, "report.read_follow_up")
        case _:
            assert_never(sheet)
    return v.Button(f"read_{sheet.name.lower()}", words, ReadSheet(sheet), Kind.TEXT, "file-text")


def city_buttons(language: Language) -> tuple[v.Button, ...]:
    """For the city's own papers, and for all of the round."""
    return (
        v.Button("write_all", say(language, "report.write_all"), WritePapers(tuple(Paper)), icon="printer"),
        v.Button("write_city", say(language, "report.write_city"), WritePapers(OF_CITY), icon="file-text"),
    )


def agency_button(agency: AgencyCode, language: Language) -> v.Button:
    """For the two papers of one agency."""
    wish = WritePapers(OF_AGENCY, agency)
    return v.Button("write_agency", say(language, "report.write_agency"), wish, icon="file-text")


def written(made: Reported, language: Language) -> v.Notice:
    """How many were written and where, and the way to open them: the paper, or the folder of many."""
    folder, alone = made.files[0].path.parent, len(made.files) <= len(OF_AGENCY)
    there = made.files[0].path if alone else folder
    words = say(language, "report.open_paper") if alone else say(language, "report.open_folder")
    said = say(language, "report.written", count=len(made.files), folder=str(folder))
    button = v.Button("show_paper", words, ShowPaper(there), Kind.TEXT)
    return v.Notice(Tone.OK, "circle-check", said, button)
