"""o1: how the round stands."""

from typing import ClassVar

from typing_extensions import override

from app.base.clock import local_time
from app.base.sentences import Language, say
from app.office import intents as i
from app.office import view as v
from app.office.present import overview as present
from app.office.present.around import in_language, practice_tags
from app.office.sections.section import Section
from app.ui.parts import Tone


class Overview(Section):
    """Where an officer arrives."""

    name: ClassVar[str] = "overview"
    icon: ClassVar[str] = "layout-dashboard"

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.overview")

    @override
    def take(self, intent: object) -> None:
        return

    @override
    def page(self, language: Language) -> v.Page:
        standing = self.shift.standing
        if standing is None:
            return self._page(language, self.words(language), (v.Text(say(language, "window.looking")),))
        survey, ledger = standing.survey, standing.ledger
        if survey is None or ledger is None:
            go = v.Button(
                "to_round_form", say(language, "prepare.round_page"), i.Go("round_form"), icon="plus"
            )
            notice = v.Notice(Tone.INFO, "flag", say(language, "window.no_round_words"), go)
            return self._page(language, self.words(language), (notice,))
        today = local_time(self.shift.clock.utc_ms()).date()
        parts: tuple[v.Part, ...] = (
            present.next_step(standing, survey, language),
            present.figures(standing, ledger, language),
            v.Beside(
                (present.by_agency(survey, ledger, language),),
                (
                    present.attention(standing, ledger, survey, language),
                    present.way(standing, survey, language),
                ),
            ),
        )
        title = say(language, "window.overview_of", title=in_language(survey.document.title, language))
        return self._page(language, title, parts, present.period(survey, today, language))

    def _page(self, language: Language, title: str, parts: tuple[v.Part, ...], subtitle: str = "") -> v.Page:
        again = v.Button("look_again", say(language, "window.look_again"), i.Refresh(), icon="rotate-ccw")
        return v.Page(
            self.name,
            title,
            parts,
            subtitle=subtitle,
            tags=practice_tags(self.shift, language),
            buttons=(again,),
            first="look_again",
        )
