"""Programs spoilt on purpose. Each function spoils the program in this process: only a child may call one."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress

from app.base.canonical import canonical, parse_canonical
from app.base.errors import Environment, Refused
from app.base.ids import CodeId, RecordId
from app.base.session import Kind
from app.kiosk.seat import desk
from app.kiosk.seat.desk import Desk, Sealed
from app.kiosk.store.database import CodeState, DraftId, Store
from app.kiosk.store.draft import DraftKey
from app.kiosk.store.log import happening
from app.seal.stretch import CodeSecrets, Stretcher, derive
from app.sitting.events import Event, Final, event_from_json, to_json
from app.storage import database


def acknowledging_early() -> None:
    """Keep every event in memory until the next one comes."""
    append = Store.append
    waiting: list[Callable[[], None]] = []

    def later(store: Store, draft: DraftId, seq: int, payload: bytes, beat: bytes) -> None:
        while waiting:
            waiting.pop()()
        waiting.append(lambda: append(store, draft, seq, payload, beat))

    _put(Store, "append", later)


def submitting_in_two() -> None:
    """Store the record first, and use up the slip in a transaction of its own."""

    def submit(store: Store, code: CodeId, draft: DraftId, record: RecordId, sealed: bytes) -> None:
        with store._writing():
            free = store._db.rows("SELECT n FROM slots WHERE state = 'f'")
            (slot,) = secrets.choice(free)
            store._db.change(
                "UPDATE slots SET state = 's', rid = ?, sealed = ? WHERE n = ?", record, sealed, slot
            )
        with store._writing():
            store._turn(code, CodeState.DRAFTING, CodeState.USED)
            store._erase(draft)

    _put(Store, "_submit", submit)


def keeping_as(journal_mode: str, synchronous: tuple[str, int]) -> Callable[[], None]:
    """Open databases with another journal and fewer syncs."""

    def spoil() -> None:
        word, number = synchronous
        changed = {
            "journal_mode": (journal_mode, journal_mode.lower()),
            "synchronous": (word, number),
        }
        _set(changed)

    return spoil


def swallowing_trouble() -> None:
    """Go on as if nothing had been when the disk refuses an answer."""
    append = Store.append

    def quietly(store: Store, draft: DraftId, seq: int, payload: bytes, beat: bytes) -> None:
        with suppress(Environment):
            append(store, draft, seq, payload, beat)

    _put(Store, "append", quietly)


def noting_an_answer() -> None:
    """Write what was answered last into the session's journal when somebody is done."""
    submit = Desk.submit

    def telling(own: Desk, final: Final) -> Sealed | Refused:
        last = [str(value) for value in own.sitting.answers.values()] if own.sitting else []
        own._booth.store.note(happening(0, Kind.NOTED, text=last[-1]))
        return submit(own, final)

    _put(Desk, "submit", telling)


def keeping_drafts_readable() -> None:
    """Store events as they are."""

    def seal_event(_key: DraftKey, _seq: int, event: Event) -> bytes:
        return canonical(to_json(event))

    def open_events(_key: DraftKey, stored: tuple[bytes, ...]) -> tuple[Event, ...]:
        return tuple(event_from_json(parse_canonical(data)) for data in stored)

    _put(DraftKey, "seal_event", seal_event)
    _put(DraftKey, "open_events", open_events)


def wrapping_under_the_number() -> None:
    """Wrap the key of a sitting under the slip's number, which the package names."""

    def derived(code: str, salt: bytes, stretcher: Stretcher) -> CodeSecrets:
        made = derive(code, salt, stretcher)
        return CodeSecrets(made.id, bytes(made.id), made.nullifier)

    _put(desk, "derive", derived)


def only_deleting() -> None:
    """Delete a draft's rows as most programs do, and let their bytes lie."""

    def erase(store: Store, draft: DraftId) -> None:
        store._db.change("DELETE FROM events WHERE draft = ?", draft)
        store._db.change("DELETE FROM drafts WHERE id = ?", draft)

    _put(Store, "_erase", erase)
    _set({"secure_delete": ("OFF", 0)})


def _put(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)


def _set(changed: Mapping[str, tuple[str, object]]) -> None:
    settings = [(name, *changed.get(name, rest)) for name, *rest in database._SETTINGS]
    _put(database, "_SETTINGS", tuple(settings))
