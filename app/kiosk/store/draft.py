"""The keys of one sitting while it is not sealed: what lies on the disk of it opens only with its slip.

Every part is encrypted under the sitting's own random key and bound to the package, the code, its kind and
its place. The key lies on the disk only wrapped under the slip's secret. Plaintexts are padded, so that
lengths say little; the heartbeat keeps its length, so that it is overwritten where it lies.
"""

from dataclasses import dataclass

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.errors import Integrity
from app.base.ids import CodeId, Digest
from app.base.sentences import Language
from app.kiosk.store.database import Draft
from app.seal.aead import new_key, open_bytes, seal_bytes
from app.seal.envelope import pad, unpad
from app.sitting.events import Event, Mode, event_from_json, to_json

_BLOCK_BYTES = 128  # most events fit one block, so that one answer looks like another
_LENGTH_BYTES = 4
_BEAT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a sitting began with and cannot be looked up in the package."""

    seed: bytes
    language: Language
    mode: Mode
    today: str  # as in ISO 8601


@dataclass(frozen=True, slots=True)
class DraftKey:
    """The key of one sitting, in memory only."""

    _key: bytes
    _place: bytes

    @classmethod
    def fresh(cls, package: Digest, code: CodeId) -> "DraftKey":
        """A new key for the sitting of `code`."""
        return cls(new_key(), _place(package, code))

    @classmethod
    def unwrapped(cls, draft: Draft, secret: bytes, package: Digest, code: CodeId) -> "DraftKey":
        """The key of a stored draft, by the slip's secret.

        Raises:
            Integrity: `seal.cannot_open`: the draft is not what was written.
        """
        place = _place(package, code)
        return cls(open_bytes(secret, draft.wrap, place + b"key"), place)

    def wrapped(self, secret: bytes) -> bytes:
        """The key as it is stored."""
        return seal_bytes(secret, self._key, self._place + b"key")

    def seal_beginning(self, beginning: Beginning) -> bytes:
        """The beginning as it is stored."""
        value: JsonValue = {
            "seed": beginning.seed.hex(),
            "language": beginning.language.value,
            "mode": beginning.mode.value,
            "today": beginning.today,
        }
        return self._seal(b"opening", canonical(value))

    def open_beginning(self, data: bytes) -> Beginning:
        """The beginning of a stored draft."""
        match parse_canonical(self._open(b"opening", data)):
            case {
                "seed": str(seed),
                "language": str(language),
                "mode": str(mode),
                "today": str(today),
                **rest,
            } if not rest:
                return Beginning(bytes.fromhex(seed), Language(language), Mode(mode), today)
            case _:
                raise Integrity("desk.draft_malformed")

    def seal_event(self, seq: int, event: Event) -> bytes:
        """An event as it is stored."""
        return self._seal(b"event%d" % seq, canonical(to_json(event)))

    def open_events(self, stored: tuple[bytes, ...]) -> tuple[Event, ...]:
        """The events of a stored draft, in order."""
        return tuple(
            event_from_json(parse_canonical(self._open(b"event%d" % seq, data)))
            for seq, data in enumerate(stored, start=1)
        )

    def seal_beat(self, spent_ms: int) -> bytes:
        """The time used, always of the same length."""
        return seal_bytes(self._key, spent_ms.to_bytes(_BEAT_BYTES, "big"), self._place + b"beat")

    def open_beat(self, data: bytes) -> int:
        """The time used."""
        return int.from_bytes(open_bytes(self._key, data, self._place + b"beat"), "big")

    def _seal(self, kind: bytes, data: bytes) -> bytes:
        blocks = -(-(len(data) + _LENGTH_BYTES) // _BLOCK_BYTES)
        return seal_bytes(self._key, pad(data, blocks * _BLOCK_BYTES), self._place + kind)

    def _open(self, kind: bytes, data: bytes) -> bytes:
        return unpad(open_bytes(self._key, data, self._place + kind))


def _place(package: Digest, code: CodeId) -> bytes:
    return b"bilik/draft/v1\x00" + bytes.fromhex(package) + code
