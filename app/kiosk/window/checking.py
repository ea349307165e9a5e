"""The proctor looks whether this machine and its room are ready: the page of the checks.

The checks run on another thread, which needs no database; the page stays alive and shows each as soon as it
is done. Without a booth, before a package is installed, the machine alone is looked at.
"""

from collections.abc import Callable
from enum import Enum, auto

from app.base.build import version
from app.base.check import Check, Outcome
from app.base.clock import Clock
from app.base.errors import Integrity, Problem, Refused
from app.kiosk.machine.readiness import COUNT, Here, look_around, restart_check
from app.kiosk.outside import Outside
from app.kiosk.seat import enrol
from app.kiosk.seat.proctor import Session, SessionState
from app.kiosk.seat.restart import MAX_REASON_CHARS
from app.kiosk.settings import Settings
from app.kiosk.store.booth import Booth
from app.kiosk.store.log import one_line
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pane import Pane
from app.kiosk.window.present import readiness as present
from app.kiosk.window.present.place import Place
from app.storage.drive import Drive
from app.storage.files import Progress

_MINUTE_MS = 60_000


class _Form(Enum):
    NONE = auto()
    SAVE = auto()
    WAIVE = auto()


class Checking:
    """The page of the checks; what was found is forgotten when the proctor leaves."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        outside: Outside,
        pane: Pane,
        redraw: Callable[[], None],
        booth: Booth | None = None,
        session: Session | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._outside = outside
        self._pane = pane
        self._redraw = redraw
        self._booth = booth
        self._session = session
        self._found: tuple[Check, ...] = ()
        self._retested: Check | None = None  # how the restart test stands since it was looked at
        self._looking = self._writing = False
        self._whole = False  # everything was looked at
        self._visit = 0  # what was begun in an earlier one is not heard
        self._ticked: frozenset[int] = frozenset()
        self._form = _Form.NONE
        self._drives: tuple[Drive, ...] = ()
        self._saved = ""
        self._reason = ""

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether something is being looked at or written."""
        return self._looking or self._writing

    @property
    def asks(self) -> bool:
        """Whether a dialog lies over the page."""
        return self._form is not _Form.NONE

    @property
    def waiving(self) -> bool:
        """Whether the reason for an exception is there, and only the PIN lacks."""
        return self._form is _Form.WAIVE and bool(one_line(self._pane.typed, MAX_REASON_CHARS))

    @property
    def warnings(self) -> int:
        """How many checks ask for care."""
        return sum(check.outcome is Outcome.CARE for check in self._checks)

    @property
    def ready(self) -> bool:
        """Whether everything was looked at, nothing is wrong, and the room is as it should be."""
        wrong = any(check.outcome is Outcome.WRONG for check in self._checks)
        return self._whole and not (self.running or wrong) and len(self._ticked) == present.POINTS

    @property
    def _checks(self) -> tuple[Check, ...]:
        fresh = self._retested
        if fresh is None:
            return self._found
        return tuple(fresh if check.name == fresh.name else check for check in self._found)

    # --- a wish ---------------------------------------------------------------------------------------

    def open(self) -> None:
        """Look at everything anew."""
        self._form, self._saved = _Form.NONE, ""
        if not self._looking:
            self._look()

    def leave(self) -> None:
        """Forget what was found and ticked; what is under way ends unheard."""
        self._visit += 1
        self._found, self._retested, self._ticked = (), None, frozenset()
        self._looking = self._whole = False
        self._form, self._saved, self._reason = _Form.NONE, "", ""

    def take(self, intent: i.Intent) -> None:
        """Do what is wished."""
        match intent:
            case i.Close() | i.Back():
                self._form = _Form.NONE
                self._pane.set(typed="")
            case i.Do(deed) if not self.asks:
                self._do(deed)
            case i.Pick("room", code) if 0 <= code < present.POINTS:
                self._ticked ^= {code}
            case i.Pick("stick", code):
                self._pane.pick("stick", code)
            case i.Write(text) if self._form is _Form.WAIVE:
                self._pane.set(typed=text[:MAX_REASON_CHARS])
            case i.Go() if self._form is _Form.SAVE and self._drives:
                self._save(self._drives[min(self._pane.glass.picks.get("stick", 0), len(self._drives) - 1)])
            case _:
                return

    def _do(self, deed: i.Deed) -> None:
        match deed:
            case i.Deed.CHECK_AGAIN if not self.running:
                self._look()
            case i.Deed.SAVE_SHEET if self._whole and not self.running and self._booth is not None:
                self._drives, self._form = self._outside.drives(), _Form.SAVE
                self._pane.set(picks={})
            case i.Deed.WAIVE_RESTART if self._session is not None:
                self._form = _Form.WAIVE
                self._pane.set(typed="")
            case i.Deed.TEST_RESTART | i.Deed.WORDS_SAME | i.Deed.WORDS_DIFFER:
                self._test(deed)
            case _:
                return

    def _test(self, deed: i.Deed) -> None:
        if self._session is None:
            return
        test, proctor = self._session.restart, self._session.proctor
        if deed is i.Deed.TEST_RESTART:
            outcome = test.begin(proctor)
        else:
            outcome = test.compare(proctor, same=deed is i.Deed.WORDS_SAME)
        if not self._pane.refused(outcome):
            self._see_restart()

    def hold_reason(self) -> None:
        """The reason is written; the PIN is asked for next."""
        self._reason, self._form = self._pane.typed, _Form.NONE

    def waive(self) -> Refused | None:
        """The PIN was right: let sessions start without the restart test, for the reason that was written."""
        if self._session is None:
            return Refused("proctor.pin_needed")
        outcome = self._session.restart.waive(self._session.proctor, self._reason)
        if outcome is None:
            self._reason = ""
            self._see_restart()
        return outcome

    def _see_restart(self) -> None:
        """Only this check is another now."""
        self._retested = restart_check(self._settings.data_dir, self._clock)

    # --- on another thread ----------------------------------------------------------------------------

    def _look(self) -> None:
        self._found, self._retested, self._whole, self._saved = (), None, False, ""
        here = Here.seen(self._outside, self._settings.data_dir, self._clock, self._latest())
        found: list[Check] = []  # the thread's; the page takes what is there
        visit = self._visit

        def work(progress: Progress) -> object:
            for check in look_around(here):
                found.append(check)
                progress(len(found), COUNT)
            return None

        def part(done: int, _whole: int) -> None:
            if visit == self._visit:
                self._found = tuple(found[:done])
                self._redraw()

        def ended(result: object) -> None:
            if visit == self._visit:
                self._looked(tuple(found), result)

        self._looking = True
        self._outside.work(work, part, ended)

    def _looked(self, found: tuple[Check, ...], result: object) -> None:
        self._found, self._looking = found, False
        self._whole = not isinstance(result, Problem)
        if isinstance(result, Problem):
            self._pane.say(result)
        self._redraw()

    def _latest(self) -> int:
        """The last moment that the journal knows; a clock before it went back."""
        if self._booth is None:
            return 0
        try:
            lines, _ = self._booth.store.log()
        except Integrity:  # the panel says so
            return 0
        return max((line.at_utc_min for line in lines), default=0) * _MINUTE_MS

    def _save(self, drive: Drive) -> None:
        booth, session = self._booth, self._session
        if booth is None or session is None:
            return
        language, seat, now = self._pane.language, str(booth.seat), self._clock.utc_ms()
        root = enrol.status(self._settings.data_dir).root
        office = root.document.office if root is not None else ""
        names = {str(each.id): each.name for each in session.proctors()}
        signer = names.get(str(session.proctor), "")
        checks, room = self._checks, present.room(language, self._ticked)
        document, visit = booth.document, self._visit

        def work(_progress: Progress) -> object:
            from app.kiosk.room.papers import Imprint, print_readiness, sheet_of_machine

            imprint = Imprint(office, seat, now, version(), language, names)
            sheet = sheet_of_machine(document, imprint, checks, ((signer, ""), ("", "")), room)
            return print_readiness(sheet, document, language, drive)

        self._form, self._writing, self._saved = _Form.NONE, True, ""
        self._outside.work(work, lambda _done, _whole: None, lambda result: self._was_saved(visit, result))

    def _was_saved(self, visit: int, result: object) -> None:
        self._writing = False
        if visit != self._visit:  # whoever is before the screen now did not ask for it
            return
        match result:
            case str():
                self._saved = result
            case Problem():
                self._pane.say(result)
            case _:
                return
        self._redraw()

    # --- the page -------------------------------------------------------------------------------------

    def page(self, place: Place, state: SessionState | None, proctor: str) -> v.Page:
        """p5."""
        seen = present.Seen(
            checks=self._checks,
            whole=self._whole,
            looking=self._looking,
            writing=self._writing,
            share=min(99, 100 * len(self._found) // COUNT),
            restart=self._session.restart.state if self._session is not None else None,
            ticked=self._ticked,
            saved=self._saved,
            ready=self.ready,
        )
        return present.page(place, self._pane.glass, state, proctor, self._clock.utc_ms(), seen)

    def dialog(self) -> v.Dialog | None:
        """What lies over the page."""
        match self._form:
            case _Form.SAVE:
                return present.save(self._pane.glass, tuple(drive.label for drive in self._drives))
            case _Form.WAIVE:
                return present.waive(self._pane.glass)
            case _Form.NONE:
                return None
