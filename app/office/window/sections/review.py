"""Responses with signs of quality: one officer approves, two set aside with a reason. Nothing is deleted."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import AgencyCode, OfficerId
from app.base.sentences import Language, Sentence, say
from app.office.answers.review import decide
from app.office.answers.signs import Decision, Marked, Signs
from app.office.officers.signin import Office
from app.office.results.analysis import Scored
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Progress, Tell
from app.office.window.present import review as present
from app.office.window.present.around import in_language, practice_tags
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.scores import Scores
from app.office.window.shift import Shift
from app.ui.controls.action import Kind
from app.ui.tasks import Stopped


@dataclass(frozen=True, slots=True)
class Look:
    """Look at the response of this number."""

    position: int


@dataclass(frozen=True, slots=True)
class Approve:
    """Let the response count, by the officer alone."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Set the response aside, or take it back, by two officers."""


class Review(Scores):
    """A list of responses with signs, and one of them."""

    name: ClassVar[str] = "review"
    icon: ClassVar[str] = "flag"
    listed: ClassVar[bool] = False
    within: ClassVar[str] = "results"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._chosen = 0
        self._reason = ""
        self._running = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "review.title")

    @override
    def locked(self) -> None:
        super().locked()
        self._second.forget()

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        match intent:
            case Look(position):
                self._chosen, self._reason = position, ""
                self._second.forget()
            case i.Typed("review_reason", text):
                self._reason = text
            case Approve() | Turn() if not self._running:
                self._decide(intent)
            case _:
                return

    def _marked(self) -> Marked | None:
        scored = self._scored()
        marked = scored.signs.marked if scored is not None else ()
        waiting = next((one for one in marked if one.reviewed is None), None)
        first = waiting or (marked[0] if marked else None)
        return next((one for one in marked if one.position == self._chosen), first)

    def _decide(self, intent: Approve | Turn) -> None:
        survey, one = self.shift.survey, self._marked()
        if survey is None or one is None:
            return
        back = one.reviewed is not None and one.reviewed.decision is Decision.SET_ASIDE
        decision = Decision.APPROVED if back or isinstance(intent, Approve) else Decision.SET_ASIDE
        position, reason = one.position, self._reason

        def deed(office: Office, _progress: Progress, _tell: Tell) -> Signs | Refused:
            return decide(office, survey, [position], decision, reason)

        self._running, self._chosen = True, position
        if isinstance(intent, Approve):
            self.shift.run(deed, self._ended, words=Sentence("review.job"), stoppable=False)
        else:
            self._second.act(deed, self._ended, Sentence("review.job"), self._over)

    def _over(self) -> None:
        self._running = False

    def _ended(self, result: Signs | Refused | Problem | Stopped) -> None:
        self._running = False
        if isinstance(result, Signs):
            self._reason = ""
            following = next((one for one in result.marked if one.reviewed is None), None)
            self._chosen = following.position if following is not None else self._chosen
            self.come()
        else:
            self.shift.say(result)

    # --- what is shown ---------------------------------------------------------------------------------

    @override
    def figures(self, scored: Scored, language: Language) -> v.Page:
        one = self._marked()
        agencies = scored.round.document.agencies
        names = {AgencyCode(each.code): in_language(each.name, language) for each in agencies}
        if one is None:
            nobody = v.Text(say(language, "review.nobody"), icon="circle-check", colour="ok-700")
            parts: tuple[v.Part, ...] = (v.Card("review_none", (nobody,)),)
        else:
            rows = tuple(
                present.row(each, names, on=each is one, intent=Look(each.position), language=language)
                for each in scored.signs.marked
            )
            left = v.Card("review_list", (present.listing(rows, language),))
            main = (
                present.about(one, names, self._officers(), language),
                *self._forms(one, language),
                *present.reasons(scored.signs, names, language),
            )
            parts = (present.figures(scored.signs, language), v.Beside(main, (left,), 420, left=True))
        return v.Page(
            self.name,
            self.words(language),
            parts,
            subtitle=say(language, "review.note"),
            tags=practice_tags(self.shift, language),
            leaving=i.Go("results"),
            first="review_table" if one is not None else "",
        )

    def _officers(self) -> dict[OfficerId, str]:
        staff = self.shift.staff
        return {OfficerId(one.id): one.name for one in staff.keyring.officers} if staff is not None else {}

    def _forms(self, one: Marked, language: Language) -> tuple[v.Part, ...]:
        decision = one.reviewed.decision if one.reviewed is not None else None
        aside, free = decision is Decision.SET_ASIDE, not self._running
        ready = free and self._second.ready and bool(self._reason.strip())
        reason = v.Field(
            "review_reason",
            say(language, "review.reason"),
            self._reason,
            v.FieldKind.AREA,
            hint=say(language, "review.reason_hint"),
            enabled=free,
        )
        turn = v.Button(
            "turn",
            say(language, "review.take_back" if aside else "review.set_aside_it"),
            Turn(),
            icon="rotate-ccw" if aside else "archive-x",
            enabled=ready,
        )
        second = self._second.fields(language, Turn() if ready else None, enabled=free)
        two = v.Card(
            "review_two",
            (v.Form("review_form", ((reason,), second), (turn,), say(language, "review.aside_note")),),
            say(language, "review.back_title" if aside else "review.aside_title"),
        )
        if decision is not None:
            return (two,)
        approve = v.Button(
            "approve", say(language, "review.approve"), Approve(), Kind.PRIMARY, "circle-check", enabled=free
        )
        note = v.Text(say(language, "review.approve_note"))
        return (v.Card("review_approve", (note, v.Buttons((approve,)))), two)
