"""The pipe between the keeper and a window: canonical JSON behind its length, both ways.

    0   4   u32be L, 2 <= L <= 65,536
    4   L   canonical JSON: {"is": name of the message, ...its fields}

Bytes travel as lower-case hexadecimal. The pipe is private to two processes of one program; it is strict all
the same, because a half-written message must never be taken for a whole one.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, assert_never

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.errors import Bug, Field, Integrity

MAX_BYTES = 65_536
_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Begin:
    """Keeper to window: show yourself; with the key when the card was already shown."""

    key: bytes | None


@dataclass(frozen=True, slots=True)
class CardCode:
    """Window to keeper: a proctor typed this card code."""

    code: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Keeper to window: it was right; open your own connection."""

    key: bytes


@dataclass(frozen=True, slots=True)
class Denied:
    """Keeper to window: no, with the sentence that says why."""

    code: str
    fields: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """Window to keeper: this respondent has ended; I go, the next one may come."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Window to keeper: a proctor closes the program."""


Message = Begin | CardCode | Unlocked | Denied | Done | Quit


class Channel:
    """One end of the pipe; sending is safe from any thread, receiving belongs to one."""

    def __init__(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        self._reader = reader
        self._writer = writer
        self._lock = threading.Lock()

    def send(self, message: Message) -> bool:
        """Send; False when nobody is left at the other end."""
        data = canonical(_to_json(message))
        if len(data) > MAX_BYTES:
            raise Bug("keeper.bad_message")
        try:
            with self._lock:
                self._writer.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
                self._writer.flush()
        except (OSError, ValueError):  # a closed pipe, from either side
            return False
        return True

    def receive(self) -> Message | None:
        """The next message, waiting for it; None when the other end is gone, also in mid-word.

        Raises:
            Integrity: `keeper.bad_message`.
        """
        head = self._exactly(_LENGTH_BYTES)
        if head is None:
            return None
        size = int.from_bytes(head, "big")
        if not 2 <= size <= MAX_BYTES:
            raise Integrity("keeper.bad_message")
        data = self._exactly(size)
        return None if data is None else _from_json(parse_canonical(data))

    def _exactly(self, size: int) -> bytes | None:
        parts: list[bytes] = []
        while size:
            try:
                part = self._reader.read(size)
            except (OSError, ValueError):
                return None
            if not part:
                return None
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _to_json(message: Message) -> JsonValue:
    value: dict[str, JsonValue]
    match message:
        case Begin(key):
            value = {"is": "begin", "key": key.hex() if key else ""}
        case CardCode(code):
            value = {"is": "card_code", "code": code}
        case Unlocked(key):
            value = {"is": "unlocked", "key": key.hex()}
        case Denied(code, fields):
            value = {"is": "denied", "code": code, "fields": dict(fields)}
        case Done():
            value = {"is": "done"}
        case Quit():
            value = {"is": "quit"}
        case _:
            assert_never(message)
    return value


def _from_json(value: JsonValue) -> Message:
    message: Message
    match value:
        case {"is": "begin", "key": str(key), **rest} if not rest:
            message = Begin(_key(key) or None)
        case {"is": "card_code", "code": str(code), **rest} if not rest:
            message = CardCode(code)
        case {"is": "unlocked", "key": str(key), **rest} if not rest:
            message = Unlocked(_key(key))
        case {"is": "denied", "code": str(code), "fields": dict(fields), **rest} if not rest:
            message = Denied(code, {name: _field(each) for name, each in fields.items()})
        case {"is": "done", **rest} if not rest:
            message = Done()
        case {"is": "quit", **rest} if not rest:
            message = Quit()
        case _:
            raise Integrity("keeper.bad_message")
    return message


def _field(value: JsonValue) -> Field:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value
    raise Integrity("keeper.bad_message")


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        raise Integrity("keeper.bad_message") from None
    if key.hex() != text:
        raise Integrity("keeper.bad_message")
    return key
