"""The proctor's use cases: prove who you are, lead the session, write down what happened.

Phases: ready -> running <-> paused, running or paused -> locked -> running, any of these -> ended -> the
next session. A planned end is information; only a proctor ends a session. Totals are counted when asked
for and never stored with a time.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from app.base.canonical import JsonValue
from app.base.chain import Head
from app.base.errors import Refused
from app.base.ids import ProctorId
from app.base.sentences import Sentence
from app.kiosk.booth import Booth
from app.kiosk.desk import Desk
from app.kiosk.enrol import card_opens
from app.kiosk.log import Category, Kind, happening, sentence
from app.kiosk.store import CodeState, Happening, Phase, Proctor
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
    says: Sentence


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything the panel shows. `planned` is None before the first session."""

    phase: Phase
    planned: PlannedSession | None
    totals: Totals
    log: tuple[LogEntry, ...]
    head: Head
    free_slots: int
    ballast: bool


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
        self.proctor: ProctorId | None = None
        """Who proved to be here."""

    # --- what is so -----------------------------------------------------------------------------------

    def proctors(self) -> tuple[Proctor, ...]:
        """Who may prove to be here."""
        return self._booth.store.proctors()

    def state(self) -> SessionState:
        """Everything the panel shows, counted now.

        Raises:
            Integrity: `storage.journal_broken`.
        """
        store = self._booth.store
        phase, planned = store.phase()
        states = list(store.code_states().values())
        lines, head = store.log()
        names = {str(proctor.id): proctor.name for proctor in self.proctors()}
        return SessionState(
            phase,
            self._booth.planned(planned),
            Totals(
                states.count(CodeState.USED),
                states.count(CodeState.DRAFTING),
                states.count(CodeState.VOIDED),
                states.count(CodeState.ABANDONED),
            ),
            tuple(LogEntry(line.at_utc_min, Kind(line.kind), sentence(line, names)) for line in lines),
            head,
            store.free_slots(),
            store.ballast.aboard,
        )

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
        return self._pin_refused() or Refused("proctor.pin_wrong", {"left": FREE_TRIES - failures})

    def _pin_refused(self) -> Refused | None:
        state = self.pin_state()
        if state.locked:
            return Refused("proctor.pin_locked")
        if state.wait_ms:
            return Refused("proctor.pin_wait", {"seconds": -(-state.wait_ms // 1000)})
        return None

    def release(self, card_code: str) -> Refused | None:
        """Let PINs be tried again, with the card; the sitting goes on."""
        if refusal := card_opens(self._booth, card_code):
            return refusal
        self._booth.store.set_pin_failures(0, self._line(Kind.PIN_RELEASED))
        return None

    def leave(self) -> None:
        """Go away from the panel."""
        self.proctor = None

    # --- the session ----------------------------------------------------------------------------------

    def start(self, planned: str, *, outside_period: bool = False) -> Refused | None:
        """Begin a planned session; `outside_period` says that the proctor was asked about the date."""
        if refusal := self._may({Phase.READY, Phase.ENDED}):
            return refusal
        if self._booth.planned(planned) is None:
            return Refused("proctor.unknown_session")
        line = self._line(Kind.STARTED, planned=planned, outside_period=outside_period)
        self._booth.store.set_phase(Phase.RUNNING, planned, line)
        return None

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

    def extend(self, minutes: int, reason: str) -> Refused | None:
        """Give the sitting in progress more time."""
        if refusal := self._may({Phase.RUNNING, Phase.PAUSED, Phase.LOCKED}):
            return refusal
        sitting = self._desk.sitting
        if sitting is None:
            return Refused("proctor.no_sitting")
        most = self._booth.document.policy.extra_time_max_min
        if minutes < 1 or sitting.extra_ms + minutes * _MINUTE_MS > most * _MINUTE_MS:
            return Refused("proctor.too_much_time", {"minutes": most})
        if not reason.strip():
            return Refused("proctor.reason_needed")
        taken = self._desk.take(AddTime(minutes * _MINUTE_MS))
        if isinstance(taken, Refused):
            return taken
        self._booth.store.note(self._line(Kind.EXTENDED, minutes=minutes, reason=_short(reason)))
        return None

    def end(self, pin: str) -> int | Refused:
        """End the session, with the PIN once more: the sitting in progress is sealed as it stands.

        Returns:
            How many begun sittings nobody came back to; their drafts are erased.
        """
        if refusal := self._may({Phase.RUNNING, Phase.PAUSED, Phase.LOCKED}):
            return refusal
        proved = self.try_pin(self.proctor or ProctorId(""), pin)
        if isinstance(proved, Refused):
            return proved
        planned = self._booth.store.phase()[1]
        if self._desk.sitting is not None:
            self._desk.submit(Final.ENDED)  # what there is, be it nothing
        if times := self._booth.store.front_lost():
            self._booth.store.note(self._line(Kind.FRONT_LOST, times=times))
        given_up = self._booth.store.end_session(planned, self._line(Kind.ENDED, planned=planned))
        self._desk.forget()
        return given_up

    def note(self, category: Category, text: str) -> Refused | None:
        """Write down what happened in the room."""
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        self._booth.store.note(self._line(Kind.NOTED, category=category.value, text=_short(text)))
        return None

    def void(self, code: str = "") -> Refused | None:
        """Make a slip worthless: that of the sitting in progress, or the one whose code is given.

        It is counted and never written into the journal.
        """
        if self.proctor is None:
            return Refused("proctor.pin_needed")
        if not code:
            if self._desk.sitting is None:
                return Refused("proctor.no_sitting")
            self._desk.void()
            return None
        if not check(code):
            return Refused("desk.code_mistyped")
        code_id = derive(code, self._booth.document.salt, self._booth.package.stretcher).id
        state = self._booth.store.code_state(code_id)
        if state not in {CodeState.UNUSED, CodeState.DRAFTING}:
            return Refused("proctor.cannot_void")
        self._booth.store.void(code_id, state)
        return None

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
        if phase is Phase.RUNNING:
            taken = self._desk.resume() if sitting.suspended else sitting
        else:
            taken = self._desk.suspend(
                SuspendReason.LOCKED if phase is Phase.LOCKED else SuspendReason.PAUSED
            )
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


def _short(text: str) -> str:
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())[:MAX_NOTE_CHARS]
