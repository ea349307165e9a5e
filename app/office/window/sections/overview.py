"""o1: how the round stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from app.base.clock import local_time
from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.daily import Daily, write_daily
from app.office.officers.signin import Office
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import overview as present
from app.office.window.present.around import in_language, practice_tags
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped


@dataclass(frozen=True, slots=True)
class PrintDaily:
    """Choose where the daily summary is written to."""


@dataclass(frozen=True, slots=True)
class ShowDaily:
    """Open the summary that was written."""


class Overview(Section):
    """Where an officer arrives."""

    name: ClassVar[str] = "overview"
    icon: ClassVar[str] = "layout-dashboard"

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.overview")

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._written: Path | None = None

    @override
    def take(self, intent: object) -> None:
        match intent:
            case PrintDaily():
                title = say(self.shift.language, "daily.folder")
                self.shift.outside.ask_folder(title, self._print)
            case ShowDaily() if self._written is not None:
                self.shift.outside.show_file(self._written)
            case _:
                return

    def _print(self, folder: Path) -> None:
        survey, language = self.shift.survey, self.shift.language
        if survey is None:
            return

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Daily | Refused:
            return write_daily(office, survey, folder, language)

        self.shift.run(deed, self._ended, words=Sentence("daily.job"), stoppable=False)

    def _ended(self, result: Daily | Refused | Problem | Stopped) -> None:
        if isinstance(result, Daily):
            self._written = result.file
        else:
            self.shift.say(result)

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
            *self._notice(language),
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
        daily = v.Button("print_daily", say(language, "daily.print"), PrintDaily(), icon="printer")
        return self._page(language, title, parts, present.period(survey, today, language), daily)

    def _notice(self, language: Language) -> tuple[v.Part, ...]:
        if self._written is None:
            return ()
        words = say(language, "daily.written", file=self._written.name)
        show = v.Button("show_daily", say(language, "daily.open"), ShowDaily(), icon="file-text")
        return (v.Notice(Tone.OK, "circle-check", words, show),)

    def _page(
        self,
        language: Language,
        title: str,
        parts: tuple[v.Part, ...],
        subtitle: str = "",
        daily: v.Button | None = None,
    ) -> v.Page:
        again = v.Button("look_again", say(language, "window.look_again"), i.Refresh(), icon="rotate-ccw")
        return v.Page(
            self.name,
            title,
            parts,
            subtitle=subtitle,
            tags=practice_tags(self.shift, language),
            buttons=(again,) if daily is None else (daily, again),
            printing=daily.intent if daily is not None else None,
            first="look_again",
        )
