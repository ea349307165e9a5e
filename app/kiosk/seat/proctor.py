"""The proctor's use cases: prove who you are, lead the session, write down what happened.

Phases: ready -> running <-> paused, running or paused -> locked -> running, any of these -> ended -> the
next session. A planned end is information; only a proctor ends a session. Totals are counted when asked
for and never stored with a time.

While the proctor is before the screen (`come` to `leave`) the respondent's page is gone and the clock of the
sitting stands still; it runs again when the proctor leaves, if the session runs then.

A travelling laptop is closed in the evening without ending: its drafts stay, and on the next day the session
planned for that day carries them on.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.base.canonical import JsonValue
from app.base.chain import Head, Line
from app.base.clock import WIB
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import ProctorId
from app.base.sentences import Sentence
from app.base.session import Category, Kind
from app.kiosk.seat.desk import Desk
from app.kiosk.seat.enrol import card_opens
from app.kiosk.seat.restart import RestartTest
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import CodeState, Happening, Phase, Proctor
from app.kiosk.store.log import Told, VoidReason, happening, one_line, told
from app.seal.card import verify_pin
from app.seal.codes import check
from app.seal.package import PlannedSession
from app.seal.stretch import derive
from app.sitting.events import AddTime, Final, SuspendReason

FREE_TRIES = 5
LOCK_AT = 15
FIRST_WAIT_MS = 15_000
MAX_NOTE_CHARS = 300
_MINUTE_MS = 60_000
_LIVE = frozenset({Phase.RUNNING, Phase.PAUSED, Phase.LOCKED})


@dataclass(frozen=True, slots=True)
class Totals:
    """Slips at this seat, over all sessions of the package."""

    sealed: int
    drafting: int
    voided: int
    abandoned: int

    @property
    def used(self) -> int:
        """Slips that were entered here."""
        return self.sealed + self.drafting + self.voided + self.abandoned


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the session's log, ready to be said; icons follow from `kind`."""

    at_utc_min: int
    kind: Kind
    says: Told


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything the panel shows. `planned` is None before the first session.

    `head` is None when the journal is not what was written; `log` is empty then. `late_until` is the moment
    until which the round lets respondents come to this session, if it says so. `extra_ms` is what the sitting
    in progress was given. `unproved`: no session starts before the restart test was passed.
    """

    phase: Phase
    planned: PlannedSession | None
    totals: Totals
    log: tuple[LogEntry, ...]
    head: Head | None
    free_slots: int
    ballast: bool
    late_until: dt.datetime | None = None
    extra_ms: int = 0
    extra_max_min: int = 0
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class PinState:
    """How PIN entry stands: wrong ones so far, how long to wait, and whether only the card helps."""

    failures: int
    wait_ms: int
    locked: bool


class Session:
    """The proctor at one seat. Deeds need a PIN first; `leave` takes it back."""

    def __init__(self, booth: Booth, desk: Desk) -> None:
        self._booth = booth
        self._desk = desk
        self._wait_from_ms = booth.clock.monotonic_ms()  # after a restart the whole wait begins again
        self._present = False
        self._veiled = False  # the sitting stands still only because a proctor is here
        self.proctor: ProctorId | None = None
        """Who proved to be here."""
        self.restart = RestartTest(booth)
        """Whether this machine keeps over a restart what is written."""

    # --- before the screen ----------------------------------------------------------------------------

    def come(self) -> None:
        """Take the screen: the respondent's page is gone and the clock of the sitting stands still.

        A disk that refuses to note it keeps no proctor away: the desk then believes nothing, and its clock
        stands still all the same.
        """
        self._present = True
        sitting = self._desk.sitting
        if sitting is None or sitting.suspended is not None:
            return
        self._veiled = True
        with suppress(Environment, Integrity):
            self._desk.suspend(SuspendReason.HIDDEN)

    def leave(self, *, unwatched: bool = False) -> None:
        """Give the screen back; what only stood still for the proctor goes on, without the slip.

        `unwatched`: nobody was there for a while, so that the page stays hidden until the slip is shown.

        Raises:
            Environment, Integrity: the disk refused; the sitting stands still until it is asked again.
        """
        veiled = self._veiled and not unwatched
        self._present, self._veiled, self.proctor = False, False, None
        phase, sitting = self.phase(), self._desk.sitting
        if sitting is None or not veiled:
            return
        if phase is Phase.RUNNING:
            self._desk.resume()
        else:
            self._desk.suspend(_why(phase))

    # --- what is so -----------------------------------------------------------------------------------

    def proctors(self) -> tuple[Proctor, ...]:
        """Who may prove to be here."""
        return self._booth.store.proctors()

    def state(self) -> SessionState:
        """Everything the panel shows, counted now."""
        store = self._booth.store
        phase, planned = store.phase()
        states = list(store.code_states().values())
        lines, head = self._journal()
        names = {str(proctor.id): proctor.name for proctor in self.proctors()}
        sitting = self._desk.sitting
        return SessionState(
            phase,
            self._booth.planned(planned),
            Totals(
                states.count(CodeState.USED),
                states.count(CodeState.DRAFTING),
                states.count(CodeState.VOIDED),
                states.count(CodeState.ABANDONED),
            ),
            tuple(LogEntry(line.at_utc_min, Kind(line.kind), told(line, names)) for line in lines),
            head,
            store.free_slots(),
            store.ballast.aboard,
            late_until=self.late_until(planned),
            extra_ms=sitting.extra_ms if sitting is not None else 0,
            extra_max_min=self._booth.document.policy.extra_time_max_min,
            unproved=not self.restart.allows,
        )

    def _journal(self) -> tuple[Sequence[Line], Head | None]:
        try:
            return self._booth.store.log()
        except Integrity:  # the session goes on: what was answered does not lie there
            return (), None

    def late_until(self, planned: str) -> dt.datetime | None:
        """Until when respondents may come to a planned session, if the round has a rule."""
        session, late = self._booth.planned(planned), self._booth.document.policy.late_min
        if session is None or late is None:
            return None
        start = dt.datetime.fromisoformat(f"{session.date}T{session.start}").replace(tzinfo=WIB)
        return start + dt.timedelta(minutes=late)

    @property
    def sitting(self) -> bool:
        """Whether somebody's sitting is in progress."""
        return self._desk.sitting is not None

    def phase(self) -> Phase:
        """Where the session is."""
        return self._booth.store.phase()[0]

    def suggested(self, today: dt.date) -> PlannedSession:
        """The planned session most likely meant: today's first open one, else the next, else the last."""
        done = self._booth.store.finished()
        sessions = sorted(self._booth.document.sessions, key=lambda each: (each.date, each.start))
        still = [each for each in sessions if each.id not in done] or sessions[-1:]
        of_today = [each for each in still if each.date == today.isoformat()]
        coming = [each for each in still if each.date > today.isoformat()]
        return (of_today or coming or still)[0]

    def doubts(self, today: dt.date) -> tuple[Sentence, ...]:
        """What to ask the proctor before starting: a date that does not fit. Never a refusal."""
        period = self._booth.document.period
        if period.start <= today.isoformat() <= period.end:
            return ()
        fields = {"today": today.isoformat(), "start": period.start, "end": period.end}
        return (Sentence("proctor.outside_period", fields),)

    # --- the PIN --------------------------------------------------------------------------------------

    def pin_state(self) -> PinState:
        """How PIN entry stands now."""
        failures = self._booth.store.pin_failures()
        if failures >= LOCK_AT:
            return PinState(failures, 0, locked=True)
        if failures < FREE_TRIES:
            return PinState(failures, 0, locked=False)
        until = self._wait_from_ms + FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES)
        return PinState(failures, max(0, until - self._booth.clock.monotonic_ms()), locked=False)

    def try_pin(self, proctor: ProctorId, pin: str) -> ProctorId | Refused:
        """Prove to be `proctor`. Every try is counted on the disk before the PIN is looked at."""
        known = next((each for each in self.proctors() if each.id == proctor), None)
        if known is None:
            return Refused("proctor.unknown")
        if refusal := self._pin_refused():
            return refusal
        failures = self._booth.store.pin_failures() + 1
        self._booth.store.set_pin_failures(failures, self._lock_line(failures))
        self._wait_from_ms = self._booth.clock.monotonic_ms()
        if verify_pin(known.pin, pin, self._booth.package.stretcher):
            self._booth.store.set_pin_failures(0)
            self.proctor = proctor
            return proctor
        return self._pin_refused() or Refused("proctor.pin_wrong", {"count": FREE_TRIES - failures})

    def _pin_refused(self) -> Refused | None:
        state = self.pin_state()
        if state.locked:
            return Refused("proctor.pin_locked")
        if state.wait_ms:
            return Refused("proctor.pin_wait", {"count": -(-state.wait_ms // 1000)})
        return None

    def release(self, card_code: str) -> Refused | None:
        """Let PINs be tried again, with the card; the sitting goes on."""
        if refusal := card_opens(self._booth, card_code):
            return refusal
        self._booth.store.set_pin_failures(0, self._line(Kind.PIN_RELEASED))
        return None

    def prove(self, pin: str) -> Refused | None:
        """The PIN once more, of whoever is here."""
        proved = self.try_pin(self.proctor or ProctorId(""), pin)
        return proved if isinstance(proved, Refused) else None

    # --- the session ----------------------------------------------------------------------------------

    def start(self, planned: str, *, outside_period: bool = False) -> Refused | None:
        """Begin a planned session; `outside_period` says that the proctor was asked about the date.

        One of a later day may begin while the former was not ended: it carries on the drafts. No real session
        begins on a machine that was not seen to keep over a restart what is written.
        """
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        phase, former = self._booth.store.phase()
        carries = self.carries_on(planned)
        if phase in _LIVE and not carries:
            return Refused("proctor.not_now")
        if self._booth.planned(planned) is None:
            return Refused("proctor.unknown_session")
        if not self.restart.allows:
            return Refused("proctor.restart_needed")
        kind = Kind.CARRIED_ON if carries else Kind.STARTED
        line = self._line(kind, planned=planned, outside_period=outside_period)
        if carries:
            self._booth.store.carry_on(former, planned, line)
        else:
            self._booth.store.set_phase(Phase.RUNNING, planned, line)
        return None

    def carries_on(self, planned: str) -> bool:
        """Whether this planned session is of a later day than the one that was not ended yet."""
        phase, former = self._booth.store.phase()
        now, then = self._booth.planned(planned), self._booth.planned(former)
        return phase in _LIVE and now is not None and then is not None and now.date > then.date

    def pause(self) -> Refused | None:
        """Let the clock stand still and the respondent's page be hidden."""
        return self._move({Phase.RUNNING}, Phase.PAUSED, Kind.PAUSED)

    def resume(self) -> Refused | None:
        """Go on after a pause."""
        return self._move({Phase.PAUSED}, Phase.RUNNING, Kind.RESUMED)

    def lock(self) -> Refused | None:
        """Lock the screen; only a PIN opens it."""
        return self._move({Phase.RUNNING, Phase.PAUSED}, Phase.LOCKED, Kind.LOCKED)

    def unlock(self) -> Refused | None:
        """Open the locked screen; the session runs on."""
        return self._move({Phase.LOCKED}, Phase.RUNNING, Kind.UNLOCKED)

    def extend(self, minutes: int, category: Category, text: str = "") -> Refused | None:
        """Give the sitting in progress more time, within the round's rule."""
        if refusal := self._may(_LIVE) or self._no_more(minutes, category, text):
            return refusal
        taken = self._desk.take(AddTime(minutes * _MINUTE_MS))
        if isinstance(taken, Refused):
            return taken
        line = self._line(
            Kind.EXTENDED, minutes=minutes, category=category.value, text=one_line(text, MAX_NOTE_CHARS)
        )
        self._booth.store.note(line)
        return None

    def _no_more(self, minutes: int, category: Category, text: str) -> Refused | None:
        """Why the round's rule allows no such time."""
        sitting = self._desk.sitting
        if sitting is None:
            return Refused("proctor.no_sitting")
        if category is Category.LATE:
            return Refused("proctor.late_gives_no_time")
        most = self._booth.document.policy.extra_time_max_min
        given = sitting.extra_ms // _MINUTE_MS
        if minutes < 1 or given + minutes > most:
            return Refused("proctor.too_much_time", {"minutes": most, "given": given})
        if category is Category.OTHER and not one_line(text, MAX_NOTE_CHARS):
            return Refused("proctor.reason_needed")
        return None

    def end(self, pin: str) -> int | Refused:
        """End the session, with the PIN once more: the sitting in progress is sealed as it stands.

        Returns:
            How many begun sittings nobody came back to; their drafts are erased.
        """
        if refusal := self._may(_LIVE) or self.prove(pin):
            return refusal
        planned = self._booth.store.phase()[1]
        if self._desk.sitting is not None:
            self._desk.submit(Final.ENDED)  # what there is, be it nothing
        if times := self._booth.store.front_lost():
            self._booth.store.note(self._line(Kind.FRONT_LOST, times=times))
        given_up = self._booth.store.end_session(planned, self._line(Kind.ENDED, planned=planned))
        self._desk.forget()
        return given_up

    def close(self, pin: str) -> Refused | None:
        """Close the program, with the PIN once more: a session that was not ended is paused, drafts stay."""
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        if refusal := self.prove(pin):
            return refusal
        phase, planned = self._booth.store.phase()
        rests = Phase.PAUSED if phase in _LIVE else phase
        self._booth.store.set_phase(rests, planned, self._line(Kind.CLOSED))
        self._desk.forget()
        return None

    def note(self, category: Category, text: str) -> Refused | None:
        """Write down what happened in the room."""
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        if category is Category.OTHER and not one_line(text, MAX_NOTE_CHARS):
            return Refused("proctor.text_needed")
        self._booth.store.note(
            self._line(Kind.NOTED, category=category.value, text=one_line(text, MAX_NOTE_CHARS))
        )
        return None

    def checked(self, warnings: int) -> Refused | None:
        """The machine and its room were looked at and may be used, with so many warnings."""
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        self._booth.store.note(self._line(Kind.CHECKED, warnings=warnings))
        return None

    def restarted(self) -> Refused | None:
        """A slip that was begun at a seat that died starts anew here: counted, so that the room adds up."""
        if refusal := self._may(_LIVE):
            return refusal
        self._booth.store.note(self._line(Kind.RESTARTED))
        return None

    def void(self, reason: VoidReason, *, spare: bool, code: str = "") -> Refused | None:
        """Make a slip worthless: that of the sitting in progress, or the one whose code is given.

        The journal says why and whether a spare slip replaced it; it never says which slip.
        """
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        line = self._line(Kind.VOIDED, reason=reason.value, spare=spare)
        if not code:
            return self._void_sitting(line)
        if not check(code):
            return Refused("desk.code_mistyped")
        code_id = derive(code, self._booth.document.salt, self._booth.package.stretcher).id
        if self._desk.sits(code_id):
            return self._void_sitting(line)
        state = self._booth.store.code_state(code_id)
        if state not in {CodeState.UNUSED, CodeState.DRAFTING}:
            return Refused("proctor.cannot_void")
        self._booth.store.void(code_id, state, line)
        return None

    def _void_sitting(self, line: Happening) -> Refused | None:
        if self._desk.sitting is None:
            return Refused("proctor.no_sitting")
        return None if self._desk.void(line) else Refused("proctor.cannot_void")

    # --- inside ---------------------------------------------------------------------------------------

    def _move(self, allowed: Collection[Phase], phase: Phase, kind: Kind) -> Refused | None:
        if refusal := self._may(allowed):
            return refusal
        # The sitting first: cut between the two, its page is hidden and shows again at the next opening.
        if refusal := self._follow(phase):
            return refusal
        self._booth.store.set_phase(phase, self._booth.store.phase()[1], self._line(kind))
        return None

    def _follow(self, phase: Phase) -> Refused | None:
        sitting = self._desk.sitting
        # A page that hid itself is shown again by the slip alone, whatever the proctor does meanwhile.
        if sitting is None or sitting.suspended is SuspendReason.HIDDEN:
            return None
        if self._present:  # it follows when the proctor leaves the screen
            self._veiled = self._veiled or phase is Phase.RUNNING
            return None
        if phase is Phase.RUNNING:
            taken = self._desk.resume() if sitting.suspended else sitting
        else:
            taken = self._desk.suspend(_why(phase))
        return taken if isinstance(taken, Refused) else None

    def _may(self, allowed: Collection[Phase]) -> Refused | None:
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        return None if self.phase() in allowed else Refused("proctor.not_now")

    def _line(self, kind: Kind, **facts: JsonValue) -> Happening:
        if self.proctor is not None:
            facts["proctor"] = self.proctor
        return happening(self._booth.clock.utc_ms(), kind, **facts)

    def _lock_line(self, failures: int) -> Happening | None:
        return self._line(Kind.PIN_LOCKED) if failures == LOCK_AT else None


def _why(phase: Phase) -> SuspendReason:
    return SuspendReason.LOCKED if phase is Phase.LOCKED else SuspendReason.PAUSED
