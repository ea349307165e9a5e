"""The proctor's half of the conductor: PIN, panel, and the way to the export."""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import assert_never

from app.base.clock import Clock, local_time
from app.base.errors import Refused
from app.base.ids import ProctorId
from app.kiosk.channel import Quit
from app.kiosk.outside import Outside
from app.kiosk.seat.proctor import MAX_NOTE_CHARS, Session
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import Phase
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.checking import Checking
from app.kiosk.window.exporting import Exporting
from app.kiosk.window.pane import CODE_LENGTH, Pane
from app.kiosk.window.present import deeds, journal, rooms, session
from app.kiosk.window.present.guide import Topic
from app.kiosk.window.present.place import Place
from app.kiosk.window.present.session import Asking

PIN_LENGTH = 6


class At(Enum):
    """Which of the proctor's pages is open."""

    AWAY = auto()
    PIN = auto()
    RELEASE = auto()  # the PIN is locked; the card releases it
    PANEL = auto()
    SLIP = auto()  # the code of a slip that is to be made worthless
    JOURNAL = auto()
    EXPORT = auto()
    CHECK = auto()


class Form(Enum):
    """Which dialog of the panel is open."""

    NONE = auto()
    ADD_TIME = auto()
    NOTE = auto()
    VOID = auto()
    RESTART = auto()


class Proctoring:
    """One proctor before the screen, or none."""

    def __init__(
        self,
        booth: Booth,
        work: Session,
        place: Place,
        clock: Clock,
        outside: Outside,
        pane: Pane,
        exporting: Exporting,
        checking: Checking,
        left: Callable[[], None],
    ) -> None:
        self._booth = booth
        self._session = work
        self._place = place
        self._clock = clock
        self._outside = outside
        self._pane = pane
        self._exporting = exporting
        self._checking = checking
        self._left = left
        self._at = At.AWAY
        self._form = Form.NONE
        self._asking = Asking.PANEL
        self._day = 0
        self._chosen = ""
        self._choosing = False
        self._stirred_ms = clock.monotonic_ms()
        self.ended = False
        """Whether a sitting or the session was ended by the proctor in this process."""

    @property
    def away(self) -> bool:
        """Whether the respondent has the screen."""
        return self._at is At.AWAY

    def planned(self) -> tuple[str, str]:
        """The next session's label and start."""
        planned = self._session.suggested(self._today())
        return planned.label, planned.start

    def call(self) -> None:
        """Ask who it is; meanwhile the respondent's page is gone and their clock stands still."""
        if not self.away:
            return
        proctors = self._session.proctors()
        self._chosen = str(proctors[0].id) if len(proctors) == 1 else self._chosen
        self._choosing = not self._chosen
        self._asking = Asking.PANEL
        self._stirred()
        self._at = At.RELEASE if self._session.pin_state().locked else At.PIN
        self._pane.set(typed="", menu=None, picks={}, idle_s=None, confirming=False)
        self._session.come()

    def take(self, intent: i.Intent) -> None:  # noqa: C901 - one case a page
        """Do what is wished."""
        match intent:
            case i.Second():
                self._second()
                return
            case i.Beat():
                return
            case _:
                self._stirred()
        match self._at:
            case At.PIN:
                self._pin(intent)
            case At.RELEASE:
                self._release(intent)
            case At.PANEL:
                self._panel(intent)
            case At.SLIP:
                self._slip(intent)
            case At.JOURNAL:
                self._journal(intent)
            case At.EXPORT:
                self._export(intent)
            case At.CHECK:
                self._check(intent)
            case At.AWAY:
                return
            case _:
                assert_never(self._at)

    def _stirred(self) -> None:
        self._stirred_ms = self._clock.monotonic_ms()

    def _second(self) -> None:
        """A page of the proctor that nobody watches closes, and the respondent's stays hidden."""
        unmoved_ms = self._clock.monotonic_ms() - self._stirred_ms
        working = self._exporting.running or self._checking.running
        if unmoved_ms >= self._booth.document.policy.idle_s * 1000 and not working:
            self._leave(unwatched=True)
        elif self._at is At.EXPORT:
            self._exporting.look_again()

    # --- who it is -------------------------------------------------------------------------------------

    def _pin(self, intent: i.Intent) -> None:
        pane = self._pane
        match intent:
            case i.Type(symbol) if symbol.isdecimal() and len(pane.typed) < PIN_LENGTH:
                pane.set(typed=pane.typed + symbol)
            case i.Erase(everything):
                pane.set(typed="" if everything else pane.typed[:-1])
            case i.ChooseProctor(proctor) if self._asking is Asking.PANEL:
                self._chosen = proctor or self._chosen
                self._choosing = not proctor and not self._choosing
            case i.Close() | i.Back() if self._asking is Asking.PANEL:
                self._leave()
            case i.Close() | i.Back():
                self._turn(_FROM.get(self._asking, At.PANEL))
            case i.Go() if len(pane.typed) == PIN_LENGTH:
                self._prove(pane.typed)
            case _:
                return

    def _ask(self, asking: Asking) -> None:
        """Ask for the PIN once more."""
        self._asking, self._choosing = asking, False
        self._turn(At.PIN)

    def _prove(self, typed: str) -> None:
        work, outcome = self._session, None
        match self._asking:
            case Asking.PANEL:
                proved = work.try_pin(ProctorId(self._chosen), typed)
                outcome = proved if isinstance(proved, Refused) else None
            case Asking.END:
                ended = work.end(typed)
                outcome = ended if isinstance(ended, Refused) else None
            case Asking.CLOSE:
                outcome = work.close(typed)
            case Asking.OUTSIDE:
                planned = work.suggested(self._today()).id
                outcome = work.prove(typed) or work.start(planned, outside_period=True)
            case Asking.EARLY:
                outcome = work.prove(typed)
            case Asking.WAIVE:
                outcome = work.prove(typed) or self._checking.waive()
            case _:
                assert_never(self._asking)
        if self._pane.refused(outcome):
            if work.pin_state().locked:
                self._at = At.RELEASE
            return
        self._proved()

    def _proved(self) -> None:
        asking = self._asking
        self.ended = self.ended or asking is Asking.END
        if asking is Asking.CLOSE:
            self._outside.send(Quit())
            self._outside.leave()
            return
        self._turn(_FROM.get(asking, At.PANEL))
        if asking is Asking.EARLY and self._session.proctor is not None:
            self._exporting.copy_early(self._session.proctor)

    def _release(self, intent: i.Intent) -> None:
        pane = self._pane
        match intent:
            case i.Type() | i.Erase():
                pane.take_symbol(intent)
            case i.Close() | i.Back():
                self._leave()
            case i.Go() if len(pane.typed) == CODE_LENGTH:
                if not pane.refused(self._session.release(pane.typed)):
                    self._turn(At.PIN)
            case _:
                return

    def _turn(self, at_: At) -> None:
        self._at, self._form = at_, Form.NONE
        self._pane.set(typed="")

    # --- the panel -------------------------------------------------------------------------------------

    def _panel(self, intent: i.Intent) -> None:
        match intent:
            case i.Do(deed) if self._form is Form.NONE:
                self._do(deed)
            case i.Pick(group, code):
                self._pane.pick(group, code)
            case i.Write(text) if self._form in {Form.ADD_TIME, Form.NOTE}:
                self._pane.set(typed=text[:MAX_NOTE_CHARS])
            case i.Close() | i.Back():
                self._form = Form.NONE
            case i.Go() if self._form is not Form.NONE:
                self._confirm()
            case _:
                return

    def _do(self, deed: i.Deed) -> None:  # noqa: C901, PLR0912 - one case a deed
        work, pane = self._session, self._pane
        match deed:
            case i.Deed.START:
                self._start()
            case i.Deed.PAUSE:
                pane.refused(work.pause())
            case i.Deed.RESUME:
                pane.refused(work.resume())
            case i.Deed.LOCK:
                pane.refused(work.lock())
            case i.Deed.UNLOCK:
                pane.refused(work.unlock())
            case i.Deed.ADD_TIME | i.Deed.NOTE | i.Deed.VOID | i.Deed.RESTART:
                self._form = _FORMS[deed]
                pane.set(picks={}, typed="")
            case i.Deed.END:
                self._ask(Asking.END)
            case i.Deed.CLOSE:
                self._ask(Asking.CLOSE)
            case i.Deed.JOURNAL:
                self._day = 0
                self._turn(At.JOURNAL)
            case i.Deed.EXPORT:
                self._exporting.look()
                self._turn(At.EXPORT)
            case i.Deed.LEAVE:
                self._leave()
            case i.Deed.CHECK:
                self._turn(At.CHECK)
                self._checking.open()
            case _:
                return  # deeds of other pages

    def _export(self, intent: i.Intent) -> None:
        if self._exporting.running:
            return
        match intent:
            case i.Close() | i.Back() if not self._exporting.papers.is_open:
                self._turn(At.PANEL)
            case i.Do(i.Deed.LEAVE):
                self._leave()
            case i.Do(i.Deed.RECEIPTS):
                self._exporting.receipts()
            case i.Do(i.Deed.EXPORT_EARLY):
                self._ask(Asking.EARLY)
            case i.Do(i.Deed.EJECT):
                self._exporting.eject()
            case _:
                self._exporting.take(intent)

    def _journal(self, intent: i.Intent) -> None:
        match intent:
            case i.Close() | i.Back():
                self._turn(At.PANEL)
            case i.Do(i.Deed.LEAVE):
                self._leave()
            case i.Pick("day", day):
                self._day = day
            case _:
                return

    def _check(self, intent: i.Intent) -> None:
        checking = self._checking
        match intent:
            case i.Close() | i.Back() if not checking.asks:
                self._turn(At.PANEL)
            case i.Do(i.Deed.LEAVE):
                self._leave()
            case i.Go() if checking.waiving:
                checking.hold_reason()
                self._ask(Asking.WAIVE)
            case i.Go() if checking.ready and not checking.asks:
                if not self._pane.refused(self._session.checked(checking.warnings)):
                    self._turn(At.PANEL)
            case _:
                checking.take(intent)

    def _leave(self, *, unwatched: bool = False) -> None:
        self._turn(At.AWAY)
        self._checking.leave()
        self._exporting.papers.leave()
        self._session.leave(unwatched=unwatched)
        self._left()

    def _start(self) -> None:
        today = self._today()
        if self._session.doubts(today):
            self._ask(Asking.OUTSIDE)
        else:
            self._pane.refused(self._session.start(self._session.suggested(today).id))

    # --- the dialogs -----------------------------------------------------------------------------------

    def _confirm(self) -> None:
        picks, work, text = self._pane.glass.picks, self._session, self._pane.typed
        outcome: Refused | None = None
        match self._form:
            case Form.ADD_TIME if {"minutes", "reason"} <= set(picks):
                outcome = work.extend(picks["minutes"], deeds.REASONS[picks["reason"]], text)
            case Form.NOTE if "category" in picks:
                outcome = work.note(deeds.INCIDENTS[picks["category"]], text)
            case Form.RESTART:
                outcome = work.restarted()
            case Form.VOID if {"which", "void", "spare"} <= set(picks):
                if picks["which"] == deeds.BY_CODE:
                    self._turn(At.SLIP)
                    return
                outcome = self._void()
            case _:
                return
        if outcome is None:
            self._form = Form.NONE
            self._pane.set(typed="")
        else:
            self._pane.say(outcome)

    def _void(self, code: str = "") -> Refused | None:
        picks, sitting = self._pane.glass.picks, self._session.sitting
        reason, spare = deeds.VOIDS[picks["void"]], picks["spare"] == deeds.SPARE
        outcome = self._session.void(reason, spare=spare, code=code)
        self.ended = self.ended or (sitting and not self._session.sitting)
        return outcome

    def _slip(self, intent: i.Intent) -> None:
        pane = self._pane
        match intent:
            case i.Type() | i.Erase():
                pane.take_symbol(intent)
            case i.Close() | i.Back():
                self._turn(At.PANEL)
            case i.Go() if len(pane.typed) == CODE_LENGTH:
                if not pane.refused(self._void(pane.typed)):
                    self._turn(At.PANEL)
            case _:
                return

    def _today(self) -> dt.date:
        return local_time(self._clock.utc_ms()).date()

    # --- the page --------------------------------------------------------------------------------------

    @property
    def topic(self) -> Topic:  # noqa: PLR0911 - a table of pages
        """What the guide says first to who is here."""
        trouble = bool(self._pane.glass.trouble)
        match self._at:
            case At.PIN:
                return Topic.PIN_REFUSED if trouble else _ASKED[self._asking]
            case At.RELEASE:
                return Topic.PIN_REFUSED
            case At.SLIP:
                return Topic.VOIDING
            case At.JOURNAL:
                return Topic.INCIDENTS
            case At.EXPORT:
                return self._exporting.topic
            case At.CHECK:
                return Topic.CHECKING
            case At.PANEL | At.AWAY:
                return _FORMED.get(self._form, Topic.SESSION)
            case _:
                assert_never(self._at)

    def page(self) -> v.Page:  # noqa: PLR0911 - one return a page
        """The page of the proctor."""
        place, glass = self._place, self._pane.glass
        if self._at is At.RELEASE:
            return rooms.card_code(place, glass)
        if self._at is At.SLIP:
            return deeds.slip_code(place, glass)
        if self._at is At.PIN:
            return self._pin_page()
        state, now = self._session.state(), self._clock.utc_ms()
        name = self._name()
        if self._at is At.EXPORT:
            return self._exporting.page(place, state, name)
        if self._at is At.CHECK:
            return self._checking.page(place, state, name)
        if self._at is At.JOURNAL:
            return journal.journal(place, glass, state, name, now, self._day)
        health = session.Health(self._outside.free_bytes(self._booth.folder), state.free_slots, state.ballast)
        following = self._session.suggested(self._today())
        carries = self._session.carries_on(following.id)
        return session.panel(place, glass, state, name, now, health, following.label, carries=carries)

    def _name(self) -> str:
        proctors = self._session.proctors()
        return next((each.name for each in proctors if each.id == self._session.proctor), "")

    def _pin_page(self) -> v.Page:
        doubts = self._session.doubts(self._today()) if self._asking is Asking.OUTSIDE else ()
        return session.pin(
            self._place,
            self._pane.glass,
            self._session.proctors(),
            self._chosen,
            self._session.pin_state(),
            session=self.planned()[0] if self._session.phase() is Phase.READY else "",
            asking=self._asking,
            doubt=" ".join(doubt.spoken(self._pane.language) for doubt in doubts),
            choosing=self._choosing,
        )

    def dialog(self) -> v.Dialog | None:
        """What lies over the page."""
        if self._at is At.CHECK:
            return self._checking.dialog()
        return self._form_over_panel() if self._at is At.PANEL else None

    def _form_over_panel(self) -> v.Dialog | None:
        glass = self._pane.glass
        match self._form:
            case Form.NONE:
                return None
            case Form.ADD_TIME:
                return deeds.add_time(glass, self._session.state())
            case Form.NOTE:
                return deeds.note(glass)
            case Form.VOID:
                return deeds.void(glass, sitting=self._session.sitting)
            case Form.RESTART:
                return deeds.restart(glass)
            case _:
                assert_never(self._form)


_FROM: Mapping[Asking, At] = {Asking.EARLY: At.EXPORT, Asking.WAIVE: At.CHECK}
"""The page from which a PIN is asked for, where it is not the panel."""
_ASKED: Mapping[Asking, Topic] = {
    Asking.PANEL: Topic.OPENING,
    Asking.END: Topic.SESSION,
    Asking.CLOSE: Topic.CLOSING,
    Asking.OUTSIDE: Topic.OUTSIDE_PERIOD,
    Asking.EARLY: Topic.EXPORTING,
    Asking.WAIVE: Topic.CHECKING,
}
_FORMED: Mapping[Form, Topic] = {
    Form.ADD_TIME: Topic.ADDING_TIME,
    Form.NOTE: Topic.INCIDENTS,
    Form.VOID: Topic.VOIDING,
    Form.RESTART: Topic.RESTARTING,
}
_FORMS: Mapping[i.Deed, Form] = {
    i.Deed.ADD_TIME: Form.ADD_TIME,
    i.Deed.NOTE: Form.NOTE,
    i.Deed.VOID: Form.VOID,
    i.Deed.RESTART: Form.RESTART,
}
