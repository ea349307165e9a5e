"""What the journal of a session knows: events of the session, never of a person, a code or an answer."""

from collections.abc import Mapping
from enum import StrEnum

from app.base.canonical import JsonValue
from app.base.chain import Line
from app.base.errors import Bug
from app.base.sentences import Sentence
from app.kiosk.store import Happening


class Kind(StrEnum):
    """The kinds of lines; the words are part of what is hashed and never change."""

    INSTALLED = "installed"
    OPENED = "opened"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    EXTENDED = "extended"
    ENDED = "ended"
    NOTED = "noted"
    PIN_LOCKED = "pin_locked"
    PIN_RELEASED = "pin_released"
    EXPORTED_EARLY = "exported_early"
    RECEIPTS = "receipts"
    WINDOW_FAILED = "window_failed"
    FRONT_LOST = "front_lost"


class Category(StrEnum):
    """What a proctor's own note is about."""

    POWER = "power"
    MACHINE = "machine"
    PERSON = "person"
    ROOM = "room"
    OTHER = "other"


_SENTENCES: Mapping[Kind, str] = {
    Kind.INSTALLED: "proctor.log_installed",
    Kind.OPENED: "proctor.log_opened",
    Kind.STARTED: "proctor.log_started",
    Kind.PAUSED: "proctor.log_paused",
    Kind.RESUMED: "proctor.log_resumed",
    Kind.LOCKED: "proctor.log_locked",
    Kind.UNLOCKED: "proctor.log_unlocked",
    Kind.EXTENDED: "proctor.log_extended",
    Kind.ENDED: "proctor.log_ended",
    Kind.NOTED: "proctor.log_noted",
    Kind.PIN_LOCKED: "proctor.log_pin_locked",
    Kind.PIN_RELEASED: "proctor.log_pin_released",
    Kind.EXPORTED_EARLY: "proctor.log_exported_early",
    Kind.RECEIPTS: "proctor.log_receipts",
    Kind.WINDOW_FAILED: "proctor.log_window_failed",
    Kind.FRONT_LOST: "proctor.log_front_lost",
}


def happening(at_utc_ms: int, kind: Kind, **facts: JsonValue) -> Happening:
    """A line to be written."""
    return Happening(at_utc_ms, kind.value, facts)


def sentence(line: Line, names: Mapping[str, str]) -> Sentence:
    """What a line says on the panel; `names` are the proctors' by their ids."""
    values = {name: value for name, value in line.facts.items() if isinstance(value, str | int)}
    if isinstance(proctor := values.get("proctor"), str):
        values["proctor"] = names.get(proctor, proctor)
    return Sentence(_SENTENCES[kind_of(line)], values)


def kind_of(line: Line) -> Kind:
    """The kind of a line that this program wrote."""
    try:
        return Kind(line.kind)
    except ValueError:
        raise Bug("proctor.unknown_line") from None
