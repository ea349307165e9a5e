"""Programs spoilt on purpose. Each function spoils the program in this process: only a child may call one."""

import secrets
from collections.abc import Callable
from contextlib import suppress

from app.base.errors import Environment
from app.base.ids import CodeId, RecordId
from app.kiosk.store import CodeState, DraftId, Store
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
        settings = [(name, *changed.get(name, rest)) for name, *rest in database._SETTINGS]
        _put(database, "_SETTINGS", tuple(settings))

    return spoil


def swallowing_trouble() -> None:
    """Go on as if nothing had been when the disk refuses an answer."""
    append = Store.append

    def quietly(store: Store, draft: DraftId, seq: int, payload: bytes, beat: bytes) -> None:
        with suppress(Environment):
            append(store, draft, seq, payload, beat)

    _put(Store, "append", quietly)


def _put(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)
