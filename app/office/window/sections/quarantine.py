"""o3: what was not accepted, why, what is safe, and what to do. What cannot be accepted cannot be."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from app.base.errors import Problem, Refused
from app.base.ids import Digest
from app.base.sentences import Language, Sentence, say
from app.office.gathering.settling import CLOSED, Decision, ask_again, close_finding
from app.office.standing import Found
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.present import quarantine as present
from app.office.window.present.around import practice_tags
from app.office.window.sections.officers import SecondOfficer
from app.office.window.sections.section import Section
from app.office.window.shift import Shift
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone
from app.ui.tasks import Stopped


@dataclass(frozen=True, slots=True)
class Look:
    """Look at one of the files."""

    digest: Digest


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Note that the booth was asked to export again."""


@dataclass(frozen=True, slots=True)
class CloseFinding:
    """Close the finding that is looked at."""


class Quarantine(Section):
    """A list of files, and one of them."""

    name: ClassVar[str] = "quarantine"
    icon: ClassVar[str] = "shield-alert"

    def __init__(self, shift: Shift) -> None:
        super().__init__(shift)
        self._second = SecondOfficer(shift)
        self._chosen: Digest | None = None
        self._reason = ""
        self._note: Sentence | None = None
        self._busy = False

    @override
    def words(self, language: Language) -> str:
        return say(language, "window.quarantine")

    @override
    def badge(self) -> str:
        held = self.shift.standing.held if self.shift.standing is not None else ()
        return str(len(held)) if held else ""

    @override
    def locked(self) -> None:
        self._second.forget()

    @override
    def take(self, intent: object) -> None:
        if self._second.take(intent):
            return
        chosen = self._one()
        match intent:
            case Look(digest):
                self._chosen, self._note = digest, None
            case i.Typed("finding_reason", text):
                self._reason = text
            case AskAgain() if chosen is not None and not self._busy:
                self._ask(chosen.digest)
            case CloseFinding() if chosen is not None and not self._busy and self._second.ready:
                self._close(chosen.digest)
            case _:
                return

    def _found(self) -> tuple[Found, ...]:
        return self.shift.standing.quarantine if self.shift.standing is not None else ()

    def _one(self) -> Found | None:
        found = self._found()
        return next((one for one in found if one.digest == self._chosen), found[0] if found else None)

    def _ask(self, file: Digest) -> None:
        self.shift.run(lambda office, _progress, _tell: ask_again(office, file), self._decided)

    def _close(self, file: Digest) -> None:
        reason, self._busy = self._reason, True
        self._chosen = file  # closed findings go to the end of the list; this one stays in sight
        self._second.act(
            lambda office, _progress, _tell: close_finding(office, file, reason),
            self._decided,
            Sentence("finding.job_close"),
            self._over,
        )

    def _over(self) -> None:
        self._busy = False

    def _decided(self, result: Decision | Refused | Problem | Stopped) -> None:
        if isinstance(result, Decision):
            done = result.act == CLOSED
            self._reason = "" if done else self._reason
            self._note = Sentence("finding.closed_now" if done else "finding.asked_now")
        else:
            self.shift.say(result)
        self.shift.refresh()

    @override
    def page(self, language: Language) -> v.Page:
        found, chosen = self._found(), self._one()
        parts: list[v.Part] = []
        if self._note is not None:
            parts.append(v.Notice(Tone.OK, "circle-check", self._note.spoken(language)))
        if chosen is None:
            parts.append(v.Card("nothing_held", (v.Text(say(language, "window.quarantine_empty")),)))
        else:
            rows = tuple(
                present.row(one, on=one is chosen, intent=Look(one.digest), language=language)
                for one in found
            )
            listing = v.Card("held_files", (present.listing(rows, language),))
            main = (*present.detail(chosen, language), self._deciding(chosen, language))
            parts.append(v.Beside(main, (listing,), 330, left=True))
        held = sum(not one.closed for one in found)
        return v.Page(
            self.name,
            self.words(language),
            tuple(parts),
            subtitle=say(language, "window.quarantine_note", count=held),
            tags=practice_tags(self.shift, language),
            leaving=i.Go("importing"),
            first="held_table" if found else "",
        )

    def _deciding(self, chosen: Found, language: Language) -> v.Card:
        """What officers can decide about this one file."""
        title, kept = say(language, "finding.decide"), v.Text(say(language, "finding.kept"))
        if chosen.closed:
            return v.Card("held_decide", (v.Text(say(language, "finding.is_closed")), kept), title)
        ask = v.Button(
            "ask_again", say(language, "finding.ask"), AskAgain(), Kind.PRIMARY, "rotate-ccw",
            enabled=not self._busy,
        )  # fmt: skip
        close = v.Button(
            "close_finding", say(language, "finding.close"), CloseFinding(), Kind.SECONDARY, "archive-x",
            enabled=not self._busy and self._second.ready,
        )  # fmt: skip
        reason = v.Field(
            "finding_reason", say(language, "finding.reason"), self._reason, enabled=not self._busy
        )
        fields = self._second.fields(language, CloseFinding(), enabled=not self._busy)
        form = v.Form("finding_form", (fields, (reason,)), (ask, close), say(language, "window.look_away"))
        return v.Card("held_decide", (form, kept), title)
