"""One session of a room, as the files on a drive know it, whichever seats they came from.

`stretches` tells the sessions of an installation apart. Where at some seat two sessions cannot be told apart,
because nothing was exported between them, they are counted together for the whole room: in the minutes of the
later one, to which those of the earlier one point.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from app.base.chain import MINUTE_MS, Line
from app.base.clock import local_time
from app.base.sentences import Language, Sentence
from app.base.session import Kind, stops
from app.kiosk.room.carried import BatchFile, Installed, OnDrive
from app.kiosk.room.stretches import (
    Stretch,
    Tally,
    all_of,
    counted_together,
    stretches,
    tally,
)
from app.kiosk.store.log import told
from app.seal.package import PlannedSession

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
    """What one installation adds to a session and to those counted with it.

    `interruptions` are pauses, locks and restarts of the program in this session; `stopped_min` are the
    minutes of pauses and locks: how long a machine was without power no journal knows.
    """

    installed: Installed
    batch: BatchFile
    counts: Tally
    interruptions: int = 0
    stopped_min: int = 0

    @property
    def sealed(self) -> int:
        """Answers."""
        return self.counts.sealed

    @property
    def abandoned(self) -> int:
        """Sittings to which nobody came back."""
        return self.counts.abandoned

    @property
    def voided(self) -> int:
        """Slips made void."""
        return self.counts.voided


@dataclass(frozen=True, slots=True)
class SeatLines:
    """What the journal of a seat tells of the session."""

    seat: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RoomPart:
    """One session of a room. `start` and `end` are spelled as they are printed.

    `used_before`: slips that sessions before it used up; None where it is the first. `restarts`: slips
    begun anew that are counted twice in the parts. `together`: earlier sessions whose counts are in the
    parts, too; `elsewhere`: the later session in whose minutes this one is counted, so that it has no parts.
    """

    planned: PlannedSession
    start: str
    end: str
    parts: tuple[SeatPart, ...]
    journals: tuple[SeatLines, ...]
    unused: tuple[str, ...]
    remarks: tuple[Sentence, ...]
    used_before: int | None
    restarts: int = 0
    together: tuple[PlannedSession, ...] = ()
    elsewhere: PlannedSession | None = None

    @property
    def voided(self) -> int:
        """Slips made void in whose place no other was given."""
        return sum(part.counts.voided - part.counts.replaced for part in self.parts)


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
    CARD = "kartu"


@dataclass(frozen=True, slots=True)
class Entered:
    """What the proctors entered on the page.

    `before`: slips used up or spoiled in earlier sessions; None where none was earlier. `together`: persons
    present in the sessions that are counted together with this one; None where none is.
    """

    session: str
    expected: int
    present: int
    printed: int
    before: int | None
    spoiled: int
    returned: int
    restarts: int
    voided: int
    together: int | None = None
    unused: tuple[str, ...] = ()
    place: str = ""
    signers: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))

    def difference(self, part: "RoomPart") -> int | None:
        """Persons in the files less persons present; None where another session's minutes say it."""
        if part.elsewhere is not None:
            return None
        counted = sum(each.sealed + each.abandoned for each in part.parts)
        return counted + self.voided - self.restarts - self.present - (self.together or 0)

    def slip_difference(self, part: "RoomPart") -> int | None:
        """Slips of which nothing is known; None where another session's minutes say it."""
        if part.elsewhere is not None:
            return None
        used = sum(each.counts.used for each in part.parts) - self.restarts
        return self.printed - (self.before or 0) - used - self.spoiled - self.returned


def room_part(found: OnDrive, session: str, unused: Iterable[str] = ()) -> RoomPart:
    """What the files say of one planned session.

    `unused`: seats at which, the proctor says, nobody sat; believed only of seats without a file.

    Raises:
        KeyError: the package plans no such session.
    """
    planned = {each.id: each for each in found.document.sessions}
    here = planned[session]
    ran = tuple((installed, stretches(installed)) for installed in found.installed)
    journals = tuple(
        SeatLines(installed.seat, stretch.lines)
        for installed, some in ran
        for stretch in some
        if stretch.session == session
    )
    whole = counted_together((some for _, some in ran), session)
    in_order = sorted((planned[each] for each in whole if each in planned), key=_when)
    elsewhere = in_order[-1] if in_order[-1].id != session else None
    empty = tuple(seat for seat in found.silent if seat in set(unused))
    remarks = list(found.remarks)
    parts: list[SeatPart] = []
    for installed, some in ran if elsewhere is None else ():
        part = _seat_part(installed, some, session, whole, planned, remarks)
        if part is not None:
            parts.append(part)
    remarks += _without_file(found, ran, session, empty)
    before = _before(ran, planned, session, whole)
    counts = all_of(part.counts for part in parts)
    twice = (before or Tally()) + counts
    if elsewhere is None and twice.restarts > twice.twice:
        unseen = {"count": twice.restarts - twice.twice}
        remarks.append(Sentence("minutes.remark_begun_unseen", unseen))
    start, end = _times(here, [each.lines for each in journals])
    return RoomPart(
        here,
        start,
        end,
        tuple(parts),
        journals,
        empty,
        tuple(remarks),
        before.used - before.twice if before is not None else None,
        twice.twice - (before.twice if before is not None else 0),
        tuple(each for each in in_order if each.id != session) if elsewhere is None else (),
        elsewhere,
    )


def suggested(found: OnDrive, part: RoomPart) -> Mapping[str, int]:
    """What files and sheets on the drive know of the counts of a session, by their names in `Entered`.

    A suggestion: who counted may say otherwise. How many persons came, and what was left in the box, no file
    knows; where minutes of the session were printed before, it is what was entered then.
    """
    sheets = {session: sheet.counted for session, sheet in found.sheets.items()}
    known = {"printed": len(found.document.codes)}
    if own := sheets.get(part.planned.id):
        known |= {"present": own.present, "spoiled": own.spoiled, "returned": own.returned}
    if part.elsewhere is not None:
        return known
    known |= {"restarts": part.restarts, "voided": part.voided}
    if part.used_before is not None:
        earlier = [each.id for each in found.document.sessions if _when(each) < _when(part.planned)]
        spoiled = sum(sheets[each].spoiled for each in earlier if each in sheets)
        known["before"] = part.used_before + spoiled
    if part.together:
        known["together"] = sum(sheets[each.id].present for each in part.together if each.id in sheets)
    return known


def happenings(part: RoomPart, names: Mapping[str, str], language: Language) -> tuple[Happened, ...]:
    """The incidents of a session in the order of the clocks; what several seats wrote alike is one."""
    seats: dict[tuple[int, str], list[str]] = {}
    for each in part.journals:
        for line in each.lines:
            if line.kind in _TOLD:
                said = told(line, names).spoken(language)
                at = seats.setdefault((line.at_utc_min, said), [])
                if each.seat not in at:
                    at.append(each.seat)
    return tuple(Happened(minute, tuple(where), said) for (minute, said), where in sorted(seats.items()))


# --- one installation ------------------------------------------------------------------------------------

_Ran = Sequence[tuple[Installed, Sequence[Stretch]]]


def _seat_part(
    installed: Installed,
    some: Sequence[Stretch],
    session: str,
    whole: frozenset[str],
    planned: Mapping[str, PlannedSession],
    remarks: list[Sentence],
) -> SeatPart | None:
    where: dict[str, str | int] = {"seat": installed.seat}
    if installed.journal is None:
        if len(planned) > 1:
            remarks.append(Sentence("minutes.remark_all_sessions", where))
        return SeatPart(installed, installed.batches[-1], tally(installed.batches[-1].manifest))
    own = [each for each in some if each.session in whole]
    if not own:
        return None  # this machine had no part in the session
    batch = next((each.batch for each in reversed(own) if each.batch is not None), None)
    if own[-1].batch is None:
        remarks.append(Sentence("minutes.remark_not_exported", where))
    if batch is None:
        return None
    also = sorted({planned[each.session].label for each in own if each.joined and each.session in planned})
    if also:
        remarks.append(Sentence("minutes.remark_together", {**where, "sessions": ", ".join(also)}))
    if batch.manifest.emergency:
        remarks.append(Sentence("minutes.remark_emergency", {**where, "name": batch.name}))
    lines = [line for each in own if each.session == session for line in each.lines]
    return SeatPart(installed, batch, all_of(each.adds for each in own), *stops(lines))


def _without_file(found: OnDrive, ran: _Ran, session: str, empty: Sequence[str]) -> Iterable[Sentence]:
    """What to say of the seats that have no file, and of those that have none of this session."""
    for seat in found.silent:
        yield Sentence("minutes.remark_unused" if seat in empty else "minutes.remark_silent", {"seat": seat})
    took_part = {
        installed.seat
        for installed, some in ran
        if installed.journal is None or any(each.session == session for each in some)
    }
    for seat in dict.fromkeys(installed.seat for installed, _ in ran):
        if seat not in took_part:
            yield Sentence("minutes.remark_no_part", {"seat": seat})


def _before(
    ran: _Ran, planned: Mapping[str, PlannedSession], session: str, whole: frozenset[str]
) -> Tally | None:
    """What sessions earlier than `session` add, but for those that are counted together with it."""
    earlier = {each for each in planned if _when(planned[each]) < _when(planned[session])}
    begun = [each for _, some in ran for each in some if each.session in earlier]
    if not begun:
        return None
    return all_of(each.adds for each in begun if each.session not in whole)


def _when(planned: PlannedSession) -> tuple[str, str]:
    return planned.date, planned.start


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
