"""o5: one agency: its index, where its groups stand apart, where to begin, what was done, what changed."""

from typing import ClassVar

from typing_extensions import override

from app.base.ids import AgencyCode
from app.base.sentences import Language, say
from app.office import intents as i
from app.office import view as v
from app.office.analysis import Scored
from app.office.present import agency as present
from app.office.present import papers, results
from app.office.present.around import practice_tags
from app.office.sections.scores import Scores
from app.office.shift import Shift
from app.paper.figures import worded


class OneAgency(Scores):
    """An agency that was chosen among all, and the way to those beside it in the alphabet."""

    name: ClassVar[str] = "agency"
    icon: ClassVar[str] = "building-2"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._chosen: AgencyCode | None = None

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.agency")

    @override
    def take(self, intent: object) -> None:
        if isinstance(intent, results.ShowAgency):
            self._chosen = intent.code
        else:
            super().take(intent)

    @override
    def figures(self, scored: Scored, language: Language) -> v.Page:
        agencies = scored.city.agencies
        at = next((n for n, one in enumerate(agencies) if one.agency == self._chosen), 0)
        agency = agencies[at]
        return v.Page(
            self.name,
            worded(agency.name, language),
            present.parts(scored, agency, language),
            subtitle=worded(scored.city.method.name, language),
            tags=practice_tags(self.shift, language),
            buttons=(*present.ways(agencies, at, language), papers.agency_button(agency.agency, language)),
            printing=papers.WritePapers(papers.OF_AGENCY, agency.agency),
            leaving=i.Go("results"),
            first=present.GAPS,
        )
