"""What a journal of sessions knows, and how often a session stood still: events of a room, never of a person.

The kiosk writes these lines (`app.kiosk.store.log` puts them into words) and prints them on the room's
minutes; the office reads them for its reports. Both count here, so that paper and report say the same.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from app.base.chain import Line


class Kind(StrEnum):
    """The kinds of lines; the words are part of what is hashed and never change."""

    INSTALLED = "installed"
    OPENED = "opened"
    CLOSED = "closed"
    STARTED = "started"
    CARRIED_ON = "carried_on"  # the session of another day goes on as today's, with its drafts
    PAUSED = "paused"
    RESUMED = "resumed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    EXTENDED = "extended"
    ENDED = "ended"
    NOTED = "noted"
    VOIDED = "voided"
    RESTARTED = "restarted"  # a slip begun at another seat starts anew at this one
    PIN_LOCKED = "pin_locked"
    PIN_RELEASED = "pin_released"
    EXPORTED_EARLY = "exported_early"
    RECEIPTS = "receipts"
    WINDOW_FAILED = "window_failed"
    FRONT_LOST = "front_lost"
    CHECKED = "checked"  # the readiness of the machine and the room, by the proctor
    RESTART_KEPT = "restart_kept"  # the restart test was passed
    RESTART_FORGOT = "restart_forgot"  # the machine does not keep what is written
    RESTART_WAIVED = "restart_waived"  # sessions may start without the test


class Category(StrEnum):
    """What an incident, or a reason for more time, is about; hashed as `Kind` is."""

    POWER = "power"
    MACHINE = "machine"
    DISTURBANCE = "disturbance"
    PRESSURE = "pressure"  # somebody wants to know or steer what respondents answer
    HEALTH = "health"
    LATE = "late"
    OTHER = "other"


BEGINS = frozenset({Kind.STARTED.value, Kind.CARRIED_ON.value})


def begins(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The number of the line with which each session begins, and which one it is.

    One that is started again goes on.
    """
    at = ""
    for line in lines:
        if line.kind in BEGINS and (planned := str(line.facts.get("planned", ""))) != at:
            at = planned
            yield line.number, planned


def stops(lines: Sequence[Line]) -> tuple[int, int]:
    """How often a session stood still at a machine, and how many minutes of it the journal knows.

    Pauses, locks, and the program begun again; of a time without power no journal knows. A program closed for
    the night and opened again is no interruption; one opened without being closed is.
    """
    count = minutes = 0
    since: int | None = None
    closed = ended = False
    for line in lines:
        match line.kind:
            case Kind.PAUSED | Kind.LOCKED if since is None:
                count, since = count + 1, line.at_utc_min
            case Kind.RESUMED | Kind.UNLOCKED | Kind.ENDED | Kind.CLOSED if since is not None:
                minutes, since = minutes + max(0, line.at_utc_min - since), None
            case Kind.OPENED if not closed and not ended:
                count += 1
            case Kind.WINDOW_FAILED:
                count += 1
            case _:
                pass
        closed = line.kind == Kind.CLOSED or (closed and line.kind != Kind.OPENED)
        ended = line.kind == Kind.ENDED or (ended and line.kind not in BEGINS)
    return count, minutes


def noted(lines: Sequence[Line]) -> frozenset[Category]:
    """What proctors wrote down as an incident, or gave more time for; what is not known here is "other"."""
    return frozenset(
        _category(line.facts.get("category")) for line in lines if line.kind in {Kind.NOTED, Kind.EXTENDED}
    )


def _category(spelled: object) -> Category:
    known = {each.value: each for each in Category}
    return known.get(str(spelled), Category.OTHER)
