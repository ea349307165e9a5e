"""o5: one agency: its index, where its groups stand apart, where to begin, what was done, what changed."""

from functools import partial
from pathlib import Path
from typing import ClassVar, TypeAlias, assert_never

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.office.findings import Findings
from app.office.officers.signin import Office
from app.office.results.analysis import Scored
from app.office.survey.activities import enter_activities
from app.office.survey.followup import enter_follow_up
from app.office.survey.roundfile import ActivitySheet, FollowUpSheet
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import agency as present
from app.office.window.present import papers, results
from app.office.window.present.around import practice_tags
from app.office.window.present.packages import findings
from app.office.window.sections.scores import Scores
from app.office.window.shift import Shift
from app.paper.reports.figures import worded
from app.ui.tasks import Stopped

SHEETS = "YAML (*.yaml *.yml)"
Entered: TypeAlias = ActivitySheet | FollowUpSheet | Refused | Findings


class OneAgency(Scores):
    """An agency that was chosen among all, and the way to those beside it in the alphabet."""

    name: ClassVar[str] = "agency"
    icon: ClassVar[str] = "building-2"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._chosen: AgencyCode | None = None
        self._findings: Findings | None = None  # what is wrong with a file that was to be taken up

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.agency")

    @override
    def take(self, intent: object) -> None:
        match intent:
            case results.ShowAgency(code):
                self._chosen = code
            case papers.ReadSheet(sheet) if self.shift.scored is not None:
                title = papers.sheet_button(sheet, self.shift.language).words
                self.shift.outside.ask_files(title, SHEETS, partial(self._read, sheet))
            case _:
                super().take(intent)

    @override
    def come(self) -> None:
        self._findings = None
        super().come()

    def _read(self, sheet: papers.Sheet, paths: tuple[Path, ...]) -> None:
        """Take up a file, and look at the figures anew with what it says."""
        if not paths:
            return
        self._findings = None

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Entered:
            match sheet:
                case papers.Sheet.ACTIVITIES:
                    return enter_activities(office, paths[0])
                case papers.Sheet.FOLLOW_UP:
                    return enter_follow_up(office, paths[0])
                case _:
                    assert_never(sheet)

        def entered(made: Entered | Problem | Stopped) -> None:
            if isinstance(made, Findings):
                self._findings = made
            elif not self.shift.say(made):
                self.shift.scored = None
                super(OneAgency, self).come()

        self.shift.run(deed, entered)

    @override
    def figures(self, scored: Scored, language: Language) -> v.Page:
        agencies = scored.city.agencies
        at = next((n for n, one in enumerate(agencies) if one.agency == self._chosen), 0)
        agency = agencies[at]
        return v.Page(
            self.name,
            worded(agency.name, language),
            (*self._wrong(language), *present.parts(scored, agency, language)),
            subtitle=worded(scored.city.method.name, language),
            tags=practice_tags(self.shift, language),
            buttons=(*present.ways(agencies, at, language), papers.agency_button(agency.agency, language)),
            printing=papers.WritePapers(papers.OF_AGENCY, agency.agency),
            leaving=i.Go("results"),
            first=present.GAPS,
        )

    def _wrong(self, language: Language) -> tuple[v.Part, ...]:
        return () if self._findings is None else (findings(self._findings.file, self._findings, language),)
