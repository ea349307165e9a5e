"""Before anybody is signed in: which office, which officer, which passphrase; or how an office begins."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Problem, Refused
from app.base.ids import OfficerId
from app.base.sentences import Language, Sentence, say
from app.office.officers.signin import Recognised, find_office, recognise
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Outside
from app.office.window.sections.ceremony import Ceremony
from app.storage.trouble import of_file
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class Known:
    """The officers of an office, as its folder names them to anybody."""

    names: tuple[tuple[OfficerId, str], ...] = ()
    trouble: Problem | None = None

    @classmethod
    def of(cls, folder: Path) -> "Known":
        """Who may sign in there, or why nobody may."""
        try:
            keyring = find_office(folder)
        except (Environment, Integrity) as trouble:
            return cls(trouble=trouble)
        except OSError as error:
            return cls(trouble=of_file(error, folder))
        return cls(tuple((OfficerId(one.id), one.name) for one in keyring.officers))

    @property
    def nowhere(self) -> bool:
        """Whether there is no office at all."""
        return self.trouble is not None and self.trouble.code == "office.no_office"


class Entrance:
    """The page before the others. `entered` hears who came in."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        outside: Outside,
        redraw: Callable[[], None],
        entered: Callable[[Recognised], None],
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._ceremony: Ceremony | None = None
        self._outside, self._redraw, self._entered = outside, redraw, entered
        self._known = Known.of(folder)
        self._officer = ""
        self._passphrase = ""
        self._busy = False
        self._trouble: Sentence | None = None
        self.language = Language.ID
        self._choose_first()

    def _choose_first(self) -> None:
        names = [name for name, _ in self._known.names]
        if self._officer not in names:
            self._officer = names[0] if names else ""

    def remember(self, officer: str) -> None:
        """Offer this officer, who was here last, first."""
        self._officer = officer
        self._choose_first()

    def take(self, intent: object) -> None:
        """Do what is wished before anybody is signed in."""
        if self._ceremony is not None:
            self._ceremony.take(intent)
            return
        match intent:
            case i.HoldCeremony() if self._known.nowhere:
                self._ceremony = Ceremony(
                    self.folder, self._clock, self._outside, self._redraw, self._ceremony_over
                )
            case i.Typed("officer", text):
                self._officer, self._trouble = text, None
            case i.Typed("passphrase", text):
                self._passphrase, self._trouble = text, None
            case i.SignIn() if not self._busy:
                self._sign_in()
            case i.Refresh():
                self.use(self.folder)
            case i.FindOffice():
                self._outside.ask_folder(say(self.language, "window.find_office"), self.use)
            case _:
                return

    def _ceremony_over(self) -> None:
        self._ceremony = None
        self.use(self.folder)

    def use(self, folder: Path) -> None:
        """Use the office in another folder."""
        self.folder, self._known = folder, Known.of(folder)
        self._passphrase, self._trouble = "", None
        self._choose_first()
        self._redraw()

    def _sign_in(self) -> None:
        if not self._passphrase:
            self._trouble = Sentence("window.passphrase_missing")
            return
        folder, given = self.folder, {OfficerId(self._officer): self._passphrase}
        self._busy, self._passphrase = True, ""
        self._outside.run(
            lambda _progress, _tell: recognise(folder, given),
            lambda _d, _t: None,
            lambda _p: None,
            self._answer,
        )

    def _answer(self, result: object) -> None:
        self._busy = False
        match result:
            case Recognised():
                self._trouble = None
                self._entered(result)
            case Refused() | Problem():
                self._trouble = Sentence.of(result)
            case _:
                self._trouble = Sentence("window.stopped")
        self._redraw()

    # --- what is shown ---------------------------------------------------------------------------------

    def page(self, language: Language) -> v.Page:
        """What is shown now."""
        self.language = language
        if self._ceremony is not None:
            return self._ceremony.page(language)
        if self._known.nowhere:
            return self._beginning(language)
        if self._known.trouble is not None:
            words = Sentence.of(self._known.trouble).spoken(language)
            notice = v.Notice(Tone.DANGER, "circle-alert", words)
            return self._plain(language, (notice, v.Buttons((self._find(language),))))
        return self._plain(language, self._form(language))

    def _plain(self, language: Language, parts: tuple[v.Part, ...]) -> v.Page:
        return v.Page(
            "entrance",
            say(language, "window.entrance_title"),
            (v.Card("entrance_card", parts),),
            subtitle=say(language, "window.entrance_folder", folder=str(self.folder)),
            first="passphrase",
            middle=True,
        )

    def _form(self, language: Language) -> tuple[v.Part, ...]:
        trouble = self._trouble.spoken(language) if self._trouble is not None else ""
        officers = tuple(v.Option(name, called) for name, called in self._known.names)
        who = v.Field(
            "officer",
            say(language, "window.officer"),
            self._officer,
            v.FieldKind.CHOICE,
            options=officers,
            enabled=not self._busy,
        )
        secret = v.Field(
            "passphrase",
            say(language, "window.passphrase"),
            self._passphrase,
            v.FieldKind.SECRET,
            error=trouble,
            enabled=not self._busy,
            enter=i.SignIn(),
        )
        words = say(language, "window.signing_in" if self._busy else "window.sign_in")
        enter = v.Button("sign_in", words, i.SignIn(), Kind.PRIMARY, "lock-open", enabled=not self._busy)
        other = replace(self._find(language), enabled=not self._busy)
        note = say(language, "window.slow_on_purpose") if self._busy else ""
        return (v.Form("entrance_form", ((who,), (secret,)), (enter, other), note),)

    def _beginning(self, language: Language) -> v.Page:
        steps = v.Text(say(language, "window.begin_three"))
        hold = v.Button(
            "hold_ceremony",
            say(language, "window.hold_ceremony"),
            i.HoldCeremony(),
            Kind.PRIMARY,
            "key-round",
        )
        parts = (
            v.Text(say(language, "window.begin_words", folder=str(self.folder))),
            steps,
            v.Buttons((hold, self._find(language), self._again(language))),
        )
        return v.Page(
            "beginning",
            say(language, "window.begin_title"),
            (v.Card("beginning_card", parts),),
            first="find_office",
            middle=True,
        )

    @staticmethod
    def _find(language: Language) -> v.Button:
        return v.Button(
            "find_office", say(language, "window.find_office"), i.FindOffice(), icon="folder-open"
        )

    @staticmethod
    def _again(language: Language) -> v.Button:
        return v.Button("look_again", say(language, "window.look_again"), i.Refresh(), icon="rotate-ccw")
