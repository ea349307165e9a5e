"""The proctor's half of the conductor: PIN, panel, and the way to the export."""

import datetime as dt
from collections.abc import Callable
from enum import Enum, auto
from typing import assert_never

from app.base.clock import Clock, local_time
from app.base.ids import ProctorId
from app.kiosk import intents as i
from app.kiosk import view as v
from app.kiosk.booth import Booth
from app.kiosk.exporting import Exporting
from app.kiosk.log import Category
from app.kiosk.outside import Outside
from app.kiosk.pane import CODE_LENGTH, Pane
from app.kiosk.present import rooms, session
from app.kiosk.present.place import Place
from app.kiosk.proctor import Session
from app.kiosk.store import Phase

PIN_LENGTH = 6


class At(Enum):
    """Which of the proctor's pages is open."""

    AWAY = auto()
    PIN = auto()
    RELEASE = auto()  # the PIN is locked; the card releases it
    PANEL = auto()
    ENDING = auto()
    EXPORT = auto()


class Form(Enum):
    """Which dialog of the panel is open."""

    NONE = auto()
    ADD_TIME = auto()
    NOTE = auto()


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
        left: Callable[[], None],
    ) -> None:
        self._booth = booth
        self._session = work
        self._place = place
        self._clock = clock
        self._outside = outside
        self._pane = pane
        self._exporting = exporting
        self._left = left
        self._at = At.AWAY
        self._form = Form.NONE
        self._chosen = ""
        self._choosing = False
        self._asked_outside = False
        self.ended = False
        """Whether the session was ended in this process."""

    @property
    def away(self) -> bool:
        """Whether the respondent has the screen."""
        return self._at is At.AWAY

    def planned(self) -> tuple[str, str]:
        """The next session's label and start."""
        planned = self._session.suggested(self._today())
        return planned.label, planned.start

    def call(self) -> None:
        """Ask who it is."""
        if not self.away:
            return
        proctors = self._session.proctors()
        self._chosen = str(proctors[0].id) if len(proctors) == 1 else self._chosen
        self._choosing = not self._chosen
        self._at = At.RELEASE if self._session.pin_state().locked else At.PIN
        self._pane.set(typed="", menu=None, picks={})

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        match self._at:
            case At.PIN | At.ENDING:
                self._pin(intent)
            case At.RELEASE:
                self._release(intent)
            case At.PANEL:
                self._panel(intent)
            case At.EXPORT:
                self._export(intent)
            case At.AWAY:
                return
            case _:
                assert_never(self._at)

    # --- who it is -------------------------------------------------------------------------------------

    def _pin(self, intent: i.Intent) -> None:
        pane = self._pane
        match intent:
            case i.Type(symbol) if symbol.isdecimal() and len(pane.typed) < PIN_LENGTH:
                pane.set(typed=pane.typed + symbol)
            case i.Erase(everything):
                pane.set(typed="" if everything else pane.typed[:-1])
            case i.ChooseProctor(proctor):
                self._chosen = proctor or self._chosen
                self._choosing = not proctor and not self._choosing
            case i.Close() | i.Back():
                self._turn(At.PANEL if self._at is At.ENDING else At.AWAY)
            case i.Go() if len(pane.typed) == PIN_LENGTH:
                self._prove(pane.typed)
            case _:
                return

    def _prove(self, typed: str) -> None:
        ending = self._at is At.ENDING
        outcome: object = (
            self._session.end(typed) if ending else self._session.try_pin(ProctorId(self._chosen), typed)
        )
        if self._pane.refused(outcome):
            if self._session.pin_state().locked:
                self._at = At.RELEASE
            return
        self.ended = self.ended or ending
        self._turn(At.PANEL)

    def _release(self, intent: i.Intent) -> None:
        pane = self._pane
        match intent:
            case i.Type() | i.Erase():
                pane.take_symbol(intent)
            case i.Close() | i.Back():
                self._turn(At.AWAY)
            case i.Go() if len(pane.typed) == CODE_LENGTH:
                if not pane.refused(self._session.release(pane.typed)):
                    self._turn(At.PIN)
            case _:
                return

    def _turn(self, at_: At) -> None:
        self._at = at_
        self._pane.set(typed="")

    # --- the panel -------------------------------------------------------------------------------------

    def _panel(self, intent: i.Intent) -> None:
        match intent:
            case i.Do(deed):
                self._do(deed)
            case i.Pick(group, code):
                self._pane.pick(group, code)
            case i.Close() | i.Back():
                self._form = Form.NONE
            case i.Go() if self._form is not Form.NONE:
                self._confirm()
            case _:
                return

    def _do(self, deed: i.Deed) -> None:  # noqa: C901 - one case a deed
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
            case i.Deed.ADD_TIME | i.Deed.NOTE:
                self._form = Form.ADD_TIME if deed is i.Deed.ADD_TIME else Form.NOTE
                pane.set(picks={})
            case i.Deed.END:
                self._choosing = False
                self._turn(At.ENDING)
            case i.Deed.EXPORT:
                self._exporting.look()
                self._at = At.EXPORT
            case i.Deed.LEAVE:
                self._leave()
            case i.Deed.RECEIPTS:
                self._exporting.receipts()
            case i.Deed.VOID:
                pane.refused(work.void())
            case _:
                assert_never(deed)

    def _export(self, intent: i.Intent) -> None:
        if self._exporting.running:
            return
        match intent:
            case i.Close() | i.Back() if not self._exporting.papers.is_open:
                self._at = At.PANEL
            case i.Do(i.Deed.LEAVE):
                self._leave()
            case i.Do(i.Deed.RECEIPTS):
                self._exporting.receipts()
            case _:
                self._exporting.take(intent)

    def _leave(self) -> None:
        self._session.leave()
        self._exporting.papers.leave()
        self._at, self._form = At.AWAY, Form.NONE
        self._left()

    def _start(self) -> None:
        today = self._today()
        doubts = self._session.doubts(today)
        if doubts and not self._asked_outside:
            self._asked_outside = True
            self._pane.set(trouble=doubts[0].spoken(self._pane.language))
            return
        planned = self._session.suggested(today)
        self._pane.refused(self._session.start(planned.id, outside_period=bool(doubts)))

    def _confirm(self) -> None:
        picks, language = self._pane.glass.picks, self._pane.language
        if self._form is Form.ADD_TIME and {"minutes", "reason"} <= set(picks):
            reason = session.category_word(language, tuple(Category)[picks["reason"]])
            self._pane.refused(self._session.extend(picks["minutes"], reason))
        elif self._form is Form.NOTE and "category" in picks:
            category = tuple(Category)[picks["category"]]
            self._pane.refused(self._session.note(category, session.category_word(language, category)))
        self._form = Form.NONE

    def _today(self) -> dt.date:
        return local_time(self._clock.utc_ms()).date()

    # --- the page --------------------------------------------------------------------------------------

    def page(self) -> v.Page:
        """The page of the proctor."""
        if self._at is At.RELEASE:
            return rooms.card_code(self._place, self._pane.glass)
        if self._at in {At.PIN, At.ENDING}:
            return self._pin_page()
        proctors, state = self._session.proctors(), self._session.state()
        name = next((each.name for each in proctors if each.id == self._session.proctor), "")
        if self._at is At.EXPORT:
            return self._exporting.page(self._place, state, name)
        health = session.Health(self._outside.free_bytes(self._booth.folder), state.free_slots, state.ballast)
        now, following = self._clock.utc_ms(), self.planned()[0]
        return session.panel(self._place, self._pane.glass, state, name, now, health, following)

    def _pin_page(self) -> v.Page:
        return session.pin(
            self._place,
            self._pane.glass,
            self._session.proctors(),
            self._chosen,
            self._session.pin_state(),
            session=self.planned()[0] if self._session.phase() is Phase.READY else "",
            ending=self._at is At.ENDING,
            choosing=self._choosing,
        )

    def dialog(self) -> v.Dialog | None:
        """What lies over the panel."""
        if self._at is not At.PANEL or self._form is Form.NONE:
            return None
        glass = self._pane.glass
        return session.add_time_dialog(glass) if self._form is Form.ADD_TIME else session.note_dialog(glass)
