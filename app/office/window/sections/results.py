"""o4: the index of every agency with its interval, in alphabetical order, and the city's."""

from typing import ClassVar

from typing_extensions import override

from app.base.sentences import Language, say
from app.office.results.analysis import Scored
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.present import papers
from app.office.window.present import results as present
from app.office.window.present.around import practice_tags
from app.office.window.sections.scores import Scores
from app.office.window.shift import Shift
from app.scoring.scheme import Component


class Results(Scores):
    """The figures of all agencies: the index, or what one group of respondents alone comes to."""

    name: ClassVar[str] = "results"
    icon: ClassVar[str] = "chart-no-axes-column"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._component: Component | None = None

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.results")

    @override
    def take(self, intent: object) -> None:
        match intent:
            case i.Typed(present.GROUP, code):
                self._component = next((one for one in Component if one == code), None)
            case _:
                super().take(intent)

    @override
    def figures(self, scored: Scored, language: Language) -> v.Page:
        return v.Page(
            self.name,
            say(language, "window.results_title"),
            present.parts(scored, self._component, language),
            subtitle=present.counts(scored, language),
            tags=(present.method_tag(scored, language), *practice_tags(self.shift, language)),
            buttons=papers.city_buttons(language),
            printing=papers.WritePapers(papers.OF_CITY),
            leaving=i.Go("overview"),
            first=present.PLOT,
        )
