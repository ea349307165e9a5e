"""What the pages of figures share: an opened round is scored when somebody comes, and none before."""

from abc import abstractmethod
from dataclasses import replace
from functools import partial
from pathlib import Path

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.officers.signin import Office
from app.office.results.analysis import Scored, score_round
from app.office.results.reports import Reported, write_reports
from app.office.survey.roundfile import RoundState
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import papers
from app.office.window.present import results as present
from app.office.window.present.around import practice_tags
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.ui.tasks import Stopped


class Scores(Section):
    """A page that shows figures of an opened round, and says calmly why there are none before."""

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._why: Sentence | None = None  # why there are no figures
        self._written: Reported | None = None

    @override
    def come(self) -> None:
        self._why = self._written = None
        self.shift.refresh(self._score)

    def _score(self) -> None:
        survey, standing = self.shift.survey, self.shift.standing
        if self._scored() is None:
            self.shift.scored = None
        if survey is None or standing is None or standing.survey is None:
            return
        if standing.survey.state is not RoundState.OPENED:
            return

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Scored | Refused:
            return score_round(office, survey)

        self.shift.run(deed, self._heard)

    def _heard(self, result: Scored | Refused | Problem | Stopped) -> None:
        if isinstance(result, Scored):
            if self.shift.staff is not None and result.round.id == self.shift.survey:
                self.shift.scored = result
        else:
            self._why = Sentence("window.stopped") if isinstance(result, Stopped) else Sentence.of(result)

    def _scored(self) -> Scored | None:
        """The figures of the round that is worked on."""
        scored = self.shift.scored
        return scored if scored is not None and scored.round.id == self.shift.survey else None

    @override
    def locked(self) -> None:
        self.shift.scored = self._written = None

    @override
    def take(self, intent: object) -> None:
        match intent:
            case papers.WritePapers() if self._scored() is not None:
                title = say(self.shift.language, "report.choose_folder")
                self.shift.outside.ask_folder(title, partial(self._write, intent))
            case papers.ShowPaper(path):
                self.shift.outside.show_file(path)
            case _:
                return

    def _write(self, wish: papers.WritePapers, folder: Path) -> None:
        """Write the papers in the language of the window."""
        survey, languages = self.shift.survey, (self.shift.language,)
        if survey is None:
            return
        self._written = None

        def deed(office: Office, progress: Progress, _tell: Tell) -> Reported | Refused:
            return write_reports(office, survey, folder, languages, progress, wish.papers, wish.only)

        def ended(made: Reported | Refused | Problem | Stopped) -> None:
            if isinstance(made, Reported):
                self._written = made
            else:
                self.shift.say(made)

        self.shift.run(deed, ended, words=Sentence("report.job"))

    @override
    def page(self, language: Language) -> v.Page:
        scored = self._scored()
        if scored is None:
            return self._none(language)
        page = self.figures(scored, language)
        if self._written is None:
            return page
        return replace(page, parts=(papers.written(self._written, language), *page.parts))

    @abstractmethod
    def figures(self, scored: Scored, language: Language) -> v.Page:
        """The page, now that there are figures."""

    def _none(self, language: Language) -> v.Page:
        standing = self.shift.standing
        if standing is None:
            parts: tuple[v.Part, ...] = (v.Text(say(language, "window.looking")),)
        elif standing.survey is None:
            parts = (v.Text(say(language, "window.no_round_words")),)
        elif standing.survey.state is RoundState.OPENED:
            words = say(language, "window.scoring") if self._why is None else self._why.spoken(language)
            parts = (v.Text(words),)
        else:
            parts = present.not_yet(language)
        return v.Page(
            self.name,
            self.words(language),
            (v.Card("no_figures", parts),),
            tags=practice_tags(self.shift, language),
            leaving=i.Go("overview"),
        )
