"""o11: the opening. Once, two officers, and before it everything that will happen in plain words."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.sentences import Language, Sentence, say
from app.office.answers.opening import Opened, open_round
from app.office.gathering.ledger import Ledger
from app.office.officers.signin import Office
from app.office.standing import Standing
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import opening as present
from app.office.window.present.around import in_language, practice_tags
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped


@dataclass(frozen=True, slots=True)
class OpenSeal:
    """Open the round with both officers."""


class Opening(Section):
    """Before: what will be opened, what has to be so, what will happen. After: what became of each record."""

    name: ClassVar[str] = "opening"
    icon: ClassVar[str] = "key-round"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._running = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.opening")

    @override
    def locked(self) -> None:
        self._second.forget()

    def _may(self) -> bool:
        standing = self.shift.standing
        return (
            standing is not None
            and standing.ledger is not None
            and standing.survey is not None
            and standing.survey.state is RoundState.CLOSED
            and standing.ledger.records >= standing.survey.document.policy.k_min
        )

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        survey = self.shift.survey
        if isinstance(intent, OpenSeal) and survey is not None and self._may() and self._second.ready:
            self._running = True

            def deed(office: Office, progress: Progress, _tell: Tell) -> Opened | Refused:
                return open_round(office, survey, progress)

            self._second.act(deed, self._ended, Sentence("window.job_open"), self._over)

    def _over(self) -> None:
        self._running = False

    def _ended(self, result: Opened | Refused | Problem | Stopped) -> None:
        self.shift.say(result)
        self.shift.refresh()

    @override
    def page(self, language: Language) -> v.Page:
        standing = self.shift.standing
        if standing is None or standing.survey is None or standing.ledger is None:
            words = say(language, "window.looking" if standing is None else "window.no_round_words")
            return self._plain(language, (v.Card("opening_none", (v.Text(words),)),))
        if standing.counts is not None:
            parts = present.outcome(standing.counts, standing.survey, language)
            return self._plain(language, parts, say(language, "window.opened_note"))
        return self._before(standing, standing.survey, standing.ledger, language)

    def _before(self, standing: Standing, survey: Round, ledger: Ledger, language: Language) -> v.Page:
        ready = self._may() and not self._running
        fields = self._second.fields(language, OpenSeal() if ready else None, enabled=ready)
        staff = self.shift.staff
        first = v.Fact(
            say(language, "window.first_officer"), staff.officers[0].name if staff else "", strong=True
        )
        officers = v.Card(
            "opening_officers",
            (
                v.Facts((first,)),
                v.Form("second_form", (fields,), note=say(language, "window.look_away")),
            ),
            say(language, "window.two_officers"),
        )
        warning = v.Notice(Tone.WARN, "triangle-alert", say(language, "window.opening_warning"))
        happens = v.Card(
            "opening_steps",
            (v.Steps(present.steps(language)), warning),
            say(language, "window.will_happen"),
        )
        if not self._may():
            waiting = say(language, "window.opening_not_yet")
        elif self._running:
            waiting = say(language, "window.job_open")
        elif not self._second.ready:
            waiting = say(language, "window.waiting_second")
        else:
            waiting = ""
        go = v.Button(
            "open_seal",
            say(language, "window.open_records", count=ledger.records),
            OpenSeal(),
            Kind.DANGER,
            "lock-open",
            enabled=ready and self._second.ready,
        )
        back = v.Button("not_yet", say(language, "window.not_yet"), i.Go("overview"), icon="chevron-left")
        return v.Page(
            self.name,
            say(language, "window.opening_of", title=in_language(survey.document.title, language)),
            (
                present.what(ledger, language),
                v.Beside((present.conditions(standing, survey, ledger, language), officers), (happens,), 440),
            ),
            subtitle=say(language, "window.opening_note"),
            tags=practice_tags(self.shift, language),
            footer=v.Footer(back, waiting, go),
            leaving=i.Go("overview"),
            first="second_passphrase" if ready else "not_yet",
        )

    def _plain(self, language: Language, parts: tuple[v.Part, ...], note: str = "") -> v.Page:
        return v.Page(
            self.name,
            self.words(language),
            parts,
            subtitle=note,
            tags=practice_tags(self.shift, language),
            leaving=i.Go("overview"),
        )
