"""o10: the ceremony at the window. Three officers, each with a passphrase of their own, and paper copies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import Problem, Refused
from app.base.ids import OfficerId
from app.base.sentences import Language, Sentence, say
from app.office.officers.ceremony import Attendant, Initialised, initialise
from app.office.window import intents as i
from app.office.window import view as v
from app.office.window.outside import Outside
from app.ui.controls.action import Kind
from app.ui.parts.tone import Tone

SHORT_NAMES = tuple(OfficerId(name) for name in "abc")


@dataclass(frozen=True, slots=True)
class MakeKeys:
    """Make the keys with what has been typed."""


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Leave the ceremony; nothing was made."""


@dataclass(frozen=True, slots=True)
class ShowPaper:
    """Open a paper copy, to print it."""

    path: Path


@dataclass(slots=True)
class Ceremony:
    """What has been typed, and what was made. `over` is called when the three are done."""

    folder: Path
    clock: Clock
    outside: Outside
    redraw: Callable[[], None]
    over: Callable[[], None]
    _typed: dict[str, str] = field(default_factory=dict, repr=False)
    _trouble: Sentence | None = None
    _busy: bool = False
    _made: Initialised | None = None

    def take(self, intent: object) -> None:
        """Do what is wished at the ceremony."""
        match intent:
            case i.Typed(name, text):
                self._typed[name], self._trouble = text, None
            case MakeKeys() if not self._busy and self._made is None:
                self._make()
            case ShowPaper(path):
                self.outside.show_file(path)
            case GiveUp() if not self._busy:
                self._typed.clear()
                self.over()
            case _:
                return

    def _given(self, name: str) -> str:
        return self._typed.get(name, "")

    def _make(self) -> None:
        attendants: list[Attendant] = []
        for short in SHORT_NAMES:
            name, passphrase = self._given(f"name_{short}").strip(), self._given(f"pass_{short}")
            if not name or not self._given("office_name").strip():
                self._trouble = Sentence("window.names_missing")
                return
            if passphrase != self._given(f"again_{short}"):
                self._trouble = Sentence("window.passphrases_differ", {"officer": name})
                return
            attendants.append(Attendant(short, name, passphrase))
        folder, clock, rehearsal = self.folder, self.clock, bool(self._given("rehearsal"))
        office_name = self._given("office_name").strip()
        self._busy = True
        self.outside.run(
            lambda _progress, _tell: initialise(folder, office_name, attendants, clock, rehearsal=rehearsal),
            lambda _done, _total: None,
            lambda _part: None,
            self._answer,
        )

    def _answer(self, result: object) -> None:
        self._busy = False
        match result:
            case Initialised():
                self._made = result
                self._typed.clear()
            case Refused() | Problem():
                self._trouble = Sentence.of(result)
            case _:
                self._trouble = Sentence("window.stopped")
        self.redraw()

    # --- what is shown ---------------------------------------------------------------------------------

    def page(self, language: Language) -> v.Page:
        """What is shown now."""
        return self._asking(language) if self._made is None else self._done(self._made, language)

    def _asking(self, language: Language) -> v.Page:
        parts: list[v.Part] = []
        if self._trouble is not None:
            parts.append(v.Notice(Tone.DANGER, "circle-alert", self._trouble.spoken(language)))
        office = v.Field(
            "office_name",
            say(language, "window.office_name"),
            self._given("office_name"),
            example="BPS Kota Palembang",
            enabled=not self._busy,
        )
        rehearsal = v.Field(
            "rehearsal",
            say(language, "window.rehearsal"),
            self._given("rehearsal"),
            v.FieldKind.CHECK,
            enabled=not self._busy,
        )
        officers = tuple(self._officer(at, short, language) for at, short in enumerate(SHORT_NAMES, 1))
        steps = v.Steps(
            (
                say(language, "window.ceremony_alone"),
                say(language, "window.ceremony_own"),
                say(language, "window.ceremony_test"),
                say(language, "window.ceremony_paper"),
            )
        )
        first = v.Card("ceremony_office", (v.Form("office_form", ((office,), (rehearsal,))),))
        how = v.Card("ceremony_steps", (steps,), say(language, "window.will_happen"), tone=Tone.INFO)
        parts.append(v.Beside((first, v.Across(officers)), (how,), 330))
        words = say(
            language,
            "window.making_keys" if self._busy else "window.ceremony_folder",
            folder=str(self.folder),
        )
        return v.Page(
            "ceremony",
            say(language, "window.ceremony"),
            tuple(parts),
            subtitle=say(language, "window.ceremony_note"),
            footer=v.Footer(
                v.Button(
                    "give_up",
                    say(language, "window.not_yet"),
                    GiveUp(),
                    icon="chevron-left",
                    enabled=not self._busy,
                ),
                words,
                v.Button(
                    "make_keys",
                    say(language, "window.make_keys"),
                    MakeKeys(),
                    Kind.PRIMARY,
                    "key-round",
                    enabled=not self._busy,
                ),
            ),
            first="office_name",
            leaving=GiveUp(),
        )

    def _officer(self, at: int, short: OfficerId, language: Language) -> v.Card:
        def secret(name: str, label: str) -> v.Field:
            text = self._given(name)
            return v.Field(name, label, text, v.FieldKind.SECRET, enabled=not self._busy)

        lines = (
            (
                v.Field(
                    f"name_{short}",
                    say(language, "window.officer_name"),
                    self._given(f"name_{short}"),
                    enabled=not self._busy,
                ),
            ),
            (secret(f"pass_{short}", say(language, "window.passphrase")),),
            (secret(f"again_{short}", say(language, "office.ask_again")),),
        )
        title = say(language, "window.officer_number", number=at)
        return v.Card(f"officer_{short}", (v.Form(f"form_{short}", lines),), title)

    def _done(self, made: Initialised, language: Language) -> v.Page:
        papers = tuple(
            v.Button(
                f"paper_{short}",
                say(language, "window.print_copy", officer=short.upper()),
                ShowPaper(path),
                icon="printer",
            )
            for short, path in sorted(made.papers.items())
        )
        words = v.Card(
            "ceremony_words",
            (v.Matching(made.words), v.Text(say(language, "window.root_words"))),
            say(language, "window.six_root_words"),
        )
        copies = v.Card(
            "ceremony_papers",
            (v.Text(say(language, "window.copies_words")), v.Buttons(papers)),
            say(language, "window.copies"),
        )
        facts = (
            v.Fact(say(language, "window.fact_folder"), str(made.folder), mono=True),
            v.Fact(say(language, "window.fact_root"), str(made.root_file), mono=True),
        )
        carry = v.Card("ceremony_root", (v.Facts(facts),), say(language, "window.carry_root"))
        done = v.Notice(Tone.OK, "shield-check", say(language, "window.ceremony_done"))
        return v.Page(
            "ceremony_done",
            say(language, "window.ceremony"),
            (done, words, copies, carry),
            footer=v.Footer(
                go=v.Button(
                    "to_entrance", say(language, "window.to_entrance"), GiveUp(), Kind.PRIMARY, "lock-open"
                )
            ),
            first="to_entrance",
            printing=ShowPaper(min(made.papers.values())),
        )
