"""One session of a room, as the files on a drive know it, whichever seats they came from.

A batch counts over the whole package, so that the counts of one session are those of its last batch less
those of the last batch before it began; the journal says at which line that was. Where no batch lies between
two sessions, they are counted together, and the minutes say so.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from app.base.chain import MINUTE_MS, Line
from app.base.clock import local_time
from app.base.sentences import Language, Sentence
from app.kiosk.carried import BatchFile, Installed, OnDrive
from app.kiosk.log import Kind, told
from app.seal.batch import Manifest
from app.seal.package import PlannedSession

_BEGINS = {Kind.STARTED.value, Kind.CARRIED_ON.value}
_TOLD = {
    Kind.NOTED.value,
    Kind.EXTENDED.value,
    Kind.EXPORTED_EARLY.value,
    Kind.PIN_LOCKED.value,
    Kind.WINDOW_FAILED.value,
    Kind.VOIDED.value,
    Kind.RESTARTED.value,
}


@dataclass(frozen=True, slots=True)
class SeatPart:
    """What one installation adds to a session.

    `interruptions` are pauses, locks and restarts of the program; `stopped_min` are the minutes of pauses and
    locks: how long a machine was without power no journal knows. `lines` are those of the session.
    """

    installed: Installed
    batch: BatchFile
    sealed: int
    abandoned: int
    voided: int
    replaced: int
    restarts: int
    interruptions: int
    stopped_min: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RoomPart:
    """One session of a room. `start` and `end` are spelled as they are printed.

    `used_before`: slips that earlier sessions used up; None where no machine began one.
    """

    planned: PlannedSession
    start: str
    end: str
    parts: tuple[SeatPart, ...]
    unused: tuple[str, ...]
    remarks: tuple[Sentence, ...]
    used_before: int | None

    @property
    def restarts(self) -> int:
        """Slips begun anew at another seat, as the proctors journalled them."""
        return sum(part.restarts for part in self.parts)

    @property
    def voided(self) -> int:
        """Slips made void in whose place no other was given."""
        return sum(part.voided - part.replaced for part in self.parts)


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident: when by the kiosk's clock, at which seats, and what it says."""

    at_utc_min: int
    seats: tuple[str, ...]
    says: str


class Paper(Enum):
    """What can be printed; the values begin the names of the files."""

    MINUTES = "berita-acara"
    ATTENDANCE = "daftar-hadir"
    HANDING = "serah-terima"
    READINESS = "kesiapan"


@dataclass(frozen=True, slots=True)
class Entered:
    """What the proctors entered on the page; `before`: None where no session was earlier."""

    session: str
    expected: int
    present: int
    printed: int
    before: int | None
    spoiled: int
    returned: int
    restarts: int
    voided: int
    unused: tuple[str, ...] = ()
    place: str = ""
    signers: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))

    def difference(self, part: "RoomPart") -> int:
        """Persons in the files less persons present."""
        counted = sum(each.sealed + each.abandoned for each in part.parts)
        return counted + self.voided - self.restarts - self.present

    def slip_difference(self, part: "RoomPart") -> int:
        """Slips of which nothing is known."""
        used = sum(each.sealed + each.abandoned + each.voided for each in part.parts) - self.restarts
        return self.printed - (self.before or 0) - used - self.spoiled - self.returned


def room_part(found: OnDrive, session: str, unused: Iterable[str] = ()) -> RoomPart:
    """What the files say of one planned session.

    `unused`: seats at which, the proctor says, nobody sat; believed only of seats without a file.

    Raises:
        KeyError: the package plans no such session.
    """
    document = found.document
    planned = {each.id: each for each in document.sessions}[session]
    labels = {each.id: each.label for each in document.sessions}
    empty = tuple(seat for seat in found.silent if seat in set(unused))
    remarks = list(found.remarks)
    parts: list[SeatPart] = []
    for installed in found.installed:
        part = _seat_part(installed, session, labels, remarks)
        if part is not None:
            parts.append(part)
    remarks += [
        Sentence("minutes.remark_unused" if seat in empty else "minutes.remark_silent", {"seat": seat})
        for seat in found.silent
    ]
    start, end = _times(planned, [part.lines for part in parts if part.lines])
    before = _used_before(found, planned)
    return RoomPart(planned, start, end, tuple(parts), empty, tuple(remarks), before)


def happenings(part: RoomPart, names: Mapping[str, str], language: Language) -> tuple[Happened, ...]:
    """The incidents of a session in the order of the clocks; what several seats wrote alike is one."""
    seats: dict[tuple[int, str], list[str]] = {}
    for each in part.parts:
        for line in each.lines:
            if line.kind in _TOLD:
                said = told(line, names).spoken(language)
                at = seats.setdefault((line.at_utc_min, said), [])
                if each.installed.seat not in at:
                    at.append(each.installed.seat)
    return tuple(Happened(minute, tuple(where), said) for (minute, said), where in sorted(seats.items()))


# --- one installation ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a session lies in a journal.

    `begins`: the number of its first line; `beyond`: that of the first line of the session after it, or 0;
    `lines`: its own; `earlier`: where the sessions before it begin, and which they are.
    """

    begins: int
    beyond: int
    lines: tuple[Line, ...]
    earlier: tuple[tuple[int, str], ...]


def _span(lines: Sequence[Line], session: str) -> _Span | None:
    begins = beyond = 0
    own: list[Line] = []
    earlier: list[tuple[int, str]] = []
    at = ""
    for line in lines:
        if line.kind in _BEGINS:
            at = str(line.facts.get("planned", ""))
            if at == session:
                begins, beyond = begins or line.number, 0
            elif begins:
                beyond = beyond or line.number
            else:
                earlier.append((line.number, at))
        if at == session:
            own.append(line)
    return _Span(begins, beyond, tuple(own), tuple(earlier)) if begins else None


def _seat_part(
    installed: Installed, session: str, labels: Mapping[str, str], remarks: list[Sentence]
) -> SeatPart | None:
    where: dict[str, str | int] = {"seat": installed.seat}
    if installed.journal is None:
        if len(labels) > 1:
            remarks.append(Sentence("minutes.remark_all_sessions", where))
        return _counted(installed, installed.batches[-1], None, ())
    span = _span(installed.journal.lines, session)
    if span is None:
        return None  # this machine had no part in the session
    before = [each for each in installed.batches if each.manifest.journal_length < span.begins]
    within = [
        each
        for each in installed.batches[len(before) :]
        if not span.beyond or each.manifest.journal_length < span.beyond
    ]
    if not within:
        remarks.append(Sentence("minutes.remark_not_exported", where))
        return None
    since, last = (before[-1] if before else None), within[-1]
    reached = since.manifest.journal_length if since is not None else 0
    also = sorted({labels.get(each, each) for number, each in span.earlier if number > reached})
    if also:
        remarks.append(Sentence("minutes.remark_together", {**where, "sessions": ", ".join(also)}))
    if last.manifest.emergency:
        remarks.append(Sentence("minutes.remark_emergency", {**where, "name": last.name}))
    return _counted(installed, last, since, span.lines)


def _counted(
    installed: Installed, batch: BatchFile, since: BatchFile | None, lines: tuple[Line, ...]
) -> SeatPart:
    now, then = _counts(batch.manifest), (_counts(since.manifest) if since is not None else (0, 0, 0))
    sealed, abandoned, voided = (at_last - at_first for at_last, at_first in zip(now, then, strict=True))
    interruptions, stopped = _stops(lines)
    replaced = sum(line.kind == Kind.VOIDED and line.facts.get("spare") is True for line in lines)
    return SeatPart(
        installed=installed,
        batch=batch,
        sealed=sealed,
        abandoned=abandoned,
        voided=voided,
        replaced=min(replaced, voided),
        restarts=_restarts(lines),
        interruptions=interruptions,
        stopped_min=stopped,
        lines=lines,
    )


def _used_before(found: OnDrive, planned: PlannedSession) -> int | None:
    order = {each.id: (each.date, each.start) for each in found.document.sessions}
    here = order[planned.id]
    used, any_earlier = 0, False
    for installed in found.installed:
        lines = installed.journal.lines if installed.journal is not None else ()
        begun = [
            (line.number, order.get(str(line.facts.get("planned")), here))
            for line in lines
            if line.kind in _BEGINS
        ]
        any_earlier = any_earlier or any(when < here for _, when in begun)
        beyond = min((number for number, when in begun if when >= here), default=len(lines) + 1)
        for last in [each for each in installed.batches if each.manifest.journal_length < beyond][-1:]:
            reached = [line for line in lines if line.number <= last.manifest.journal_length]
            used += sum(_counts(last.manifest)) - _restarts(reached)
    return used if any_earlier else None


def _restarts(lines: Sequence[Line]) -> int:
    return sum(line.kind == Kind.RESTARTED for line in lines)


def _counts(manifest: Manifest) -> tuple[int, int, int]:
    used = sum(stratum.used for stratum in manifest.strata)
    return used, sum(stratum.abandoned for stratum in manifest.strata), manifest.voided


def _stops(lines: Sequence[Line]) -> tuple[int, int]:
    """How often the session stood still, and how many minutes of it the journal knows.

    A program closed for the night and opened again is no interruption; one opened without being closed is.
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
        ended = line.kind == Kind.ENDED or (ended and line.kind not in _BEGINS)
    return count, minutes


def _times(planned: PlannedSession, sessions: Sequence[Sequence[Line]]) -> tuple[str, str]:
    """From when to when, by the clocks of the machines; as planned where they speak of another day."""
    starts = [lines[0].at_utc_min for lines in sessions]
    ends = [line.at_utc_min for lines in sessions for line in lines if line.kind == Kind.ENDED]
    begun = _clock(min(starts)) if starts else None
    ended = _clock(max(ends)) if ends else None
    day = dt.date.fromisoformat(planned.date)
    start = begun if begun is not None and begun.date() == day else None
    end = ended if ended is not None and ended.date() == day else None
    return (
        f"{start:%H.%M}" if start is not None else planned.start.replace(":", "."),
        f"{end:%H.%M}" if end is not None else planned.end.replace(":", "."),
    )


def _clock(at_utc_min: int) -> dt.datetime:
    return local_time(at_utc_min * MINUTE_MS)
