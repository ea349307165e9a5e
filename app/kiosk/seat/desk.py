"""The respondent's use cases: enter a code, act, seal.

Decide, make durable, believe, show: `take` asks the pure machine, commits the event, and only then adopts the
new sitting and returns it. When the disk complains nothing is adopted, time stands still, and the next call
first reads from the disk what is true.
"""

import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.base.clock import local_time
from app.base.errors import Bug, Environment, Integrity, Refused
from app.base.ids import AgencyCode, CodeId, Digest, GroupCode, Nullifier, RecordId
from app.base.sentences import Language
from app.kiosk.seat.enrol import card_opens
from app.kiosk.store.booth import Booth
from app.kiosk.store.database import CodeState, Draft, DraftId, Happening, Phase
from app.kiosk.store.draft import Beginning, DraftKey
from app.seal.codes import check, normalise
from app.seal.envelope import pad, record_info, seal
from app.seal.package import PackageCode
from app.seal.stretch import CodeSecrets, derive
from app.sitting.events import Act, Event, Final, Heartbeat, Mode, Resume, Submit, Suspend, SuspendReason
from app.sitting.machine import replay, step
from app.sitting.response import close, response_bytes
from app.sitting.state import Opening, Sitting, counting, limit_ms
from app.sitting.timing import Stopwatch

TAIL_SYMBOLS = 4
TAIL_TRIES = 5
_SEED_BYTES = 32
_RECORD_ID_BYTES = 16
_SPENT = {
    CodeState.USED: "desk.code_sealed",
    CodeState.VOIDED: "desk.code_voided",
    CodeState.ABANDONED: "desk.code_abandoned",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """The answers are on the disk, sealed, read back and compared; nothing readable is left of them."""

    final: Final


@dataclass(slots=True)
class _Live:
    """The sitting in progress and its secrets, which never leave memory."""

    code: CodeId
    symbols: str
    nullifier: Nullifier
    key: DraftKey
    draft: DraftId
    opening: Opening
    sitting: Sitting
    seq: int
    watch: Stopwatch
    doubtful: bool = False  # a write failed: only the disk knows what is true
    tries: int = 0


class Desk:
    """One seat, one sitting at a time."""

    def __init__(self, booth: Booth) -> None:
        self._booth = booth
        self._live: _Live | None = None
        self.restored = False
        """Whether the sitting in progress was taken up again after an interruption."""

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def sitting(self) -> Sitting | None:
        """The sitting in progress, as last stored."""
        return self._live.sitting if self._live else None

    def spent_ms(self) -> int:
        """Active time used until now; it never shrinks, even where the steady clock goes back."""
        if self._live is None:
            return 0
        if self._live.watch.since_ms is not None:
            now_ms = self._booth.clock.monotonic_ms()
            self._live.watch = self._live.watch.stopped(now_ms).running(now_ms)
        return self._live.watch.spent_ms

    def remaining_ms(self) -> int | None:
        """Time left of the whole budget, never below zero; None without a sitting or without a limit."""
        limit = limit_ms(self._live.sitting) if self._live else None
        return None if limit is None else max(0, limit - self.spent_ms())

    # --- beginning ------------------------------------------------------------------------------------

    def enter_code(
        self, text: str, language: Language = Language.ID, mode: Mode = Mode.SELF
    ) -> Sitting | Refused:
        """Begin the sitting of an access code, or take it up where it was interrupted.

        Raises:
            Environment: the disk refused; the code is as it was.
            Integrity: the stored draft is not what was written.
        """
        if self._live is not None:
            raise Bug("desk.misuse", what="sitting")
        if refusal := self._cannot_enter(text):
            return refusal
        secrets = derive(text, self._booth.document.salt, self._booth.package.stretcher)
        entry = self._booth.document.code(secrets.id)
        state = self._booth.store.code_state(secrets.id)
        if entry is None or state is None:
            is_card = card_opens(self._booth, text) is None
            return Refused("desk.code_is_card") if is_card else Refused("desk.code_unknown")
        if state is CodeState.UNUSED:
            return self._begin(normalise(text), secrets, entry, language, mode)
        if state is CodeState.DRAFTING:
            return self._restore(normalise(text), secrets, entry)
        return Refused(_SPENT[state])

    def _cannot_enter(self, text: str) -> Refused | None:
        if self._booth.store.phase()[0] is not Phase.RUNNING:
            return Refused("desk.not_running")
        return None if check(text) else Refused("desk.code_mistyped")

    def _begin(
        self, symbols: str, secrets: CodeSecrets, entry: PackageCode, language: Language, mode: Mode
    ) -> Sitting | Refused:
        store = self._booth.store
        if store.free_slots() <= store.open_drafts():  # every draft keeps a slot, so that it can be sealed
            return Refused("desk.full")
        if not store.ballast.take():
            return Refused("desk.disk_full")
        today = local_time(self._booth.clock.utc_ms()).date().isoformat()
        beginning = Beginning(os.urandom(_SEED_BYTES), language, mode, today)
        opening = self._opening(entry, beginning)
        key = DraftKey.fresh(self._booth.package.digest, secrets.id)
        draft = store.begin_draft(
            secrets.id, key.wrapped(secrets.wrap), key.seal_beginning(beginning), key.seal_beat(0)
        )
        self.restored = False
        return self._sit(symbols, secrets, key, draft, opening, (), 0)

    def _restore(self, symbols: str, secrets: CodeSecrets, entry: PackageCode) -> Sitting | Refused:
        draft = self._booth.store.draft_of(secrets.id)
        if draft is None:
            raise Integrity("desk.draft_malformed")
        key = DraftKey.unwrapped(draft, secrets.wrap, self._booth.package.digest, secrets.id)
        opening = self._opening(entry, key.open_beginning(draft.opening))
        self.restored = True
        self._sit(
            symbols, secrets, key, draft.id, opening, key.open_events(draft.events), key.open_beat(draft.beat)
        )
        live = self._require()
        return self.take(Resume()) if live.sitting.suspended else live.sitting

    def _sit(
        self,
        symbols: str,
        secrets: CodeSecrets,
        key: DraftKey,
        draft: DraftId,
        opening: Opening,
        events: tuple[Event, ...],
        beat_ms: int,
    ) -> Sitting:
        sitting = replay(opening, events, beat_ms)
        self._live = _Live(
            secrets.id,
            symbols,
            secrets.nullifier,
            key,
            draft,
            opening,
            sitting,
            len(events),
            self._watch(sitting),
        )
        return sitting

    # --- going on -------------------------------------------------------------------------------------

    def take(self, act: Act) -> Sitting | Refused:
        """Let the respondent or the proctor do something; what is returned is on the disk.

        Raises:
            Environment, Integrity: nothing is adopted; asking again first looks at the disk.
        """
        if isinstance(act, Submit):
            raise Bug("desk.misuse", what="submit")
        live = self._settled()
        if live is None:
            return Refused("desk.code_sealed")
        if isinstance(act, Heartbeat):  # time passes in one row that is overwritten, not in events
            self.heartbeat()
            return live.sitting
        outcome = step(live.sitting, act, self.spent_ms())
        if isinstance(outcome, Refused):
            return outcome
        event, sitting = outcome
        self._keep(live, event)
        live.sitting = sitting
        live.watch = self._watch(sitting)
        return sitting

    def heartbeat(self) -> None:
        """Keep the time used safe: every 5 s, so that a kill gives the respondent at most that much."""
        live = self._settled()
        if live is not None and counting(live.sitting):
            with self._written():
                self._booth.store.beat(live.draft, live.key.seal_beat(self.spent_ms()))

    def doubt(self) -> None:
        """The disk failed: nothing is believed and no time runs until it has been asked again."""
        if self._live is not None:
            self._live.doubtful = True
            self._live.watch = self._live.watch.stopped(self._booth.clock.monotonic_ms())

    def suspend(self, why: SuspendReason) -> Sitting | Refused:
        """Let the clock stand still and the page be hidden."""
        live = self._require()
        live.tries = 0
        return self.take(Suspend(why))

    def resume(self) -> Sitting | Refused:
        """Let the clock run again."""
        return self.take(Resume())

    def reveal(self, text: str) -> Sitting | Refused:
        """Show a page again that was hidden: the slip's last four symbols, after five tries all."""
        live = self._require()
        wanted = live.symbols if live.tries >= TAIL_TRIES else live.symbols[-TAIL_SYMBOLS:]
        if hmac.compare_digest(normalise(text).encode(), wanted.encode()):
            return self.resume()
        live.tries += 1
        if live.tries >= TAIL_TRIES:
            return Refused("desk.reveal_whole_code")
        return Refused("desk.reveal_wrong", {"count": TAIL_TRIES - live.tries})

    @property
    def reveal_symbols(self) -> int:
        """How many symbols of the slip a hidden page asks for now."""
        live = self._require()
        return len(live.symbols) if live.tries >= TAIL_TRIES else TAIL_SYMBOLS

    # --- ending ---------------------------------------------------------------------------------------

    def submit(self, final: Final) -> Sealed | Refused:
        """Seal, store, read back, compare, forget.

        Raises:
            Environment, Integrity: whether it was stored is not known here; asking again finds out, and so
                does the code after a restart.
        """
        live = self._settled()
        if live is None:
            return Sealed(final)
        outcome = step(live.sitting, Submit(final), self.spent_ms())
        if isinstance(outcome, Refused):
            return outcome
        record = RecordId(os.urandom(_RECORD_ID_BYTES))
        sealed = self._seal(live, outcome[1], record)
        with self._written():
            self._booth.store.submit(live.code, live.draft, record, sealed)
            if self._booth.store.sealed(record) != sealed:
                raise Integrity("desk.not_read_back")
        self._live = None
        return Sealed(final)

    def sits(self, code: CodeId) -> bool:
        """Whether the sitting in progress is that of this code."""
        return self._live is not None and self._live.code == code

    def void(self, happening: Happening) -> bool:
        """Throw the sitting in progress away, and its code with it; False if it turns out to be sealed."""
        live = self._settled()
        if live is not None:
            self._booth.store.void(live.code, CodeState.DRAFTING, happening)
        self._live = None
        return live is not None

    def forget(self) -> None:
        """Drop the sitting and its keys from memory; on the disk it stays as it is."""
        self._live = None

    # --- inside ---------------------------------------------------------------------------------------

    def _keep(self, live: _Live, event: Event) -> None:
        with self._written():
            self._booth.store.append(
                live.draft,
                live.seq + 1,
                live.key.seal_event(live.seq + 1, event),
                live.key.seal_beat(event.spent_ms),
            )
        live.seq += 1

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except (Environment, Integrity):
            self.doubt()
            raise

    def _settled(self) -> _Live | None:
        """The sitting as the disk knows it; None when the disk says that it is sealed."""
        live = self._require()
        if not live.doubtful:
            return live
        spent_ms = self.spent_ms()
        draft = self._booth.store.draft_of(live.code)
        if draft is None:
            if self._booth.store.code_state(live.code) is not CodeState.USED:
                raise Integrity("desk.draft_malformed")
            self._live = None
            return None
        self._reload(live, draft, spent_ms)
        return live

    def _reload(self, live: _Live, draft: Draft, spent_ms: int) -> None:
        events = live.key.open_events(draft.events)
        live.sitting = replay(live.opening, events, spent_ms)
        live.seq = len(events)
        live.watch = self._watch(live.sitting)
        live.doubtful = False

    def _require(self) -> _Live:
        if self._live is None:
            raise Bug("desk.misuse", what="no_sitting")
        return self._live

    def _watch(self, sitting: Sitting) -> Stopwatch:
        watch = Stopwatch(sitting.spent_ms)
        return watch.running(self._booth.clock.monotonic_ms()) if counting(sitting) else watch

    def _opening(self, entry: PackageCode, beginning: Beginning) -> Opening:
        questionnaire = Digest(entry.questionnaire)
        return Opening(
            questionnaire=self._booth.questionnaire(questionnaire),
            digest=questionnaire,
            agency=AgencyCode(entry.agency),
            group=GroupCode(entry.group),
            agencies=self._booth.agencies,
            language=beginning.language,
            mode=beginning.mode,
            seed=beginning.seed,
            today=beginning.today,
        )

    def _seal(self, live: _Live, finished: Sitting, record: RecordId) -> bytes:
        document = self._booth.document
        data = response_bytes(close(finished), live.nullifier)
        padded = pad(data, document.policy.record_size)
        return seal(document.seal_key, padded, record_info(self._booth.package.digest, record))
