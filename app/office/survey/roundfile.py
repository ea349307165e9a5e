"""The three files that office staff write: the round, the order for a package, and a room's sheet."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.base.ids import AgencyCode, GroupCode
from app.base.sentences import Sentence
from app.office.findings import Finding

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
FileId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=0, le=100_000)]

EXPERT = GroupCode("expert")
"""The panel that rates many agencies: its slips carry no agency."""


class Frozen(BaseModel):
    """Strict, immutable, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(Frozen):
    """A text in Indonesian, and in English where there is one."""

    id: Line
    en: Line | None = None


class Agency(Frozen):
    """An agency of the round, with the days on which its code is valid."""

    code: Name
    name: Words
    short: Annotated[str, Field(min_length=1, max_length=24)]
    description: Words | None = None
    valid_from: dt.date
    valid_to: dt.date | None = None
    kode_referensi: Annotated[str, Field(min_length=1, max_length=40)] | None = None


class Group(Frozen):
    """A respondent group and what it is asked; paths are relative to the round's file."""

    code: Literal["internal", "external", "expert"]
    questionnaire: Line
    scoring: Line


class Stratum(Frozen):
    """How many are drawn, how many must answer, how many there are (absent: not known)."""

    agency: Name | Literal[""] = ""
    group: Literal["internal", "external", "expert"]
    drawn: Annotated[int, Field(ge=1, le=100_000)]
    target: Annotated[int, Field(ge=1, le=100_000)]
    population: Annotated[int, Field(ge=1, le=100_000_000)] | None = None


class Policy(Frozen):
    """The round's settings. The first three, where given, win over the method file."""

    min_n: Annotated[int, Field(ge=2, le=1000)] | None = None
    disclosure_limit: Annotated[int, Field(ge=3, le=1000)] | None = None
    expert_limit: Annotated[int, Field(ge=3, le=1000)] | None = None
    k_min: Annotated[int, Field(ge=10, le=100_000)] = 10  # fewer pooled records are never opened
    idle_s: Annotated[int, Field(ge=30, le=1800)] = 180
    spare_slots: Annotated[int, Field(ge=0, le=1_000)] = 20  # per kiosk, beyond the slips of its package
    extra_time_max_min: Annotated[int, Field(ge=0, le=240)] = 30  # in all, for one sitting
    late_min: Annotated[int, Field(ge=0, le=240)] | None = None  # after the planned start; None: no rule
    languages: Annotated[tuple[Literal["id", "en"], ...], Field(min_length=1)] = ("id", "en")


class Correction(Frozen):
    """Points taken off an agency's index, with one decimal at most, and why."""

    agency: Name
    points: Annotated[float, Field(ge=0, le=100)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class RoundFile(Frozen):
    """`round new FILE.yaml`: one survey period."""

    id: FileId
    title: Words
    survey_title: Words
    start: dt.date
    end: dt.date
    city: Line
    region_code: Annotated[str, Field(pattern=r"^[0-9]{2,10}$")] | None = None
    agencies: Annotated[tuple[Agency, ...], Field(min_length=1, max_length=200)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    strata: Annotated[tuple[Stratum, ...], Field(min_length=1)]
    method: Line
    policy: Policy = Policy()
    corrections: tuple[Correction, ...] = ()


class Session(Frozen):
    """A planned hour in a room."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,16}$")]
    date: dt.date
    start: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    end: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    label: Line


class Proctor(Frozen):
    """Who may start, lock and end a session; the PIN is made by the office."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,15}$")]
    name: Line


class Slips(Frozen):
    """How many slips to print for a stratum."""

    agency: Name | Literal[""] = ""
    group: Literal["internal", "external", "expert"]
    count: Annotated[int, Field(ge=1, le=5000)]


class Order(Frozen):
    """`package ORDER.yaml`: what one venue needs for one period."""

    round: FileId
    venue: FileId
    venue_name: Line
    start: dt.date
    end: dt.date
    version: Annotated[int, Field(ge=1, le=999)] = 1
    sessions: Annotated[tuple[Session, ...], Field(min_length=1, max_length=100)]
    seats: Annotated[tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,16}$")], ...], Field(min_length=1)]
    slips: Annotated[tuple[Slips, ...], Field(min_length=1)]
    proctors: Annotated[tuple[Proctor, ...], Field(min_length=1, max_length=20)]


class RoomSession(Frozen):
    """One session as the proctor counted it on paper.

    `returned` are the slips that were left over after it; those of a later session are among them.
    `voided` are slips made void and not replaced by another; `restarts` are slips begun anew at another
    seat, each of which left an abandoned sitting behind.
    """

    session: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,16}$")]
    present: Count
    spoiled: Count = 0
    returned: Count = 0
    restarts: Count = 0
    voided: Count = 0


class RoomSheet(Frozen):
    """`room-sheet FILE.yaml`: what a room counted, session by session."""

    round: FileId
    venue: FileId
    version: Annotated[int, Field(ge=1, le=999)] = 1
    unused_seats: tuple[str, ...] = ()
    sessions: Annotated[tuple[RoomSession, ...], Field(min_length=1)]


class Activity(Frozen):
    """Something that an agency did against corruption, as it or the inspectorate records it."""

    agency: Name
    kind: Literal["outreach", "training", "pledge", "channel", "follow_up", "control", "other"]
    date: dt.date
    title: Words
    participants: Annotated[int, Field(ge=1, le=100_000)] | None = None
    recorded_by: Literal["agency", "inspectorate"]
    evidence: Line


class ActivitySheet(Frozen):
    """`activities FILE.yaml`: all activities of a round; a later sheet replaces the earlier one."""

    round: FileId
    activities: Annotated[tuple[Activity, ...], Field(max_length=2000)]


class Action(Frozen):
    """What an agency undertakes about a finding: who, by when, and what will show it."""

    finding: Line
    action: Line
    responsible: Line
    due: dt.date
    evidence: Line | None = None
    state: Literal["planned", "under_way", "done"] = "planned"


class AgencyFollowUp(Frozen):
    """One agency: its actions, and its reply to the report, which is printed as it stands."""

    agency: Name
    actions: Annotated[tuple[Action, ...], Field(max_length=40)] = ()
    reply: Annotated[str, Field(min_length=1, max_length=1500)] | None = None
    replied_on: dt.date | None = None


class FollowUpSheet(Frozen):
    """`follow-up FILE.yaml`: actions and replies of a round; a later sheet replaces the earlier one."""

    round: FileId
    agencies: Annotated[tuple[AgencyFollowUp, ...], Field(max_length=200)]


class UnusedSeats(Frozen):
    """Seats of a room at which nobody sat in any session."""

    unused_seats: tuple[str, ...]


class RoundState(StrEnum):
    """A round goes one way only."""

    COLLECTING = "collecting"
    CLOSED = "closed"
    OPENED = "opened"


def check_round(file: RoundFile) -> tuple[Finding, ...]:
    """What types cannot say about a round; every problem at once."""
    agencies = {agency.code for agency in file.agencies}
    groups = {group.code for group in file.groups}
    found = [
        *_period("start", file.start, file.end),
        *_twice("agencies", [agency.code for agency in file.agencies]),
        *_twice("groups", [group.code for group in file.groups]),
        *_twice("strata", [f"{s.agency}:{s.group}" for s in file.strata]),
        *_twice("corrections", [c.agency for c in file.corrections]),
    ]
    for index, agency in enumerate(file.agencies):
        if agency.valid_from > file.start or (agency.valid_to is not None and agency.valid_to < file.end):
            found.append(_at(f"agencies.{index}", "office.find_not_valid", agency=agency.code))
    found += _strata(file, agencies, groups)
    for index, correction in enumerate(file.corrections):
        place = f"corrections.{index}"
        if correction.agency not in agencies:
            found.append(_at(place, "office.find_no_agency", agency=correction.agency))
        if round(correction.points * 10) / 10 != correction.points:
            found.append(_at(place, "office.find_decimals", agency=correction.agency))
    return tuple(found)


def _strata(file: RoundFile, agencies: AbstractSet[str], groups: AbstractSet[str]) -> Iterable[Finding]:
    for index, stratum in enumerate(file.strata):
        place = f"strata.{index}"
        if stratum.group not in groups:
            yield _at(place, "office.find_no_group", group=stratum.group)
        if stratum.group == EXPERT and stratum.agency:
            yield _at(place, "office.find_expert_agency", agency=stratum.agency)
        if stratum.group != EXPERT and stratum.agency not in agencies:
            yield _at(place, "office.find_no_agency", agency=stratum.agency)
        if stratum.drawn < stratum.target:
            yield _at(place, "office.find_target", target=stratum.target, drawn=stratum.drawn)
        if stratum.population is not None and stratum.population < stratum.drawn:
            yield _at(place, "office.find_drawn", drawn=stratum.drawn, population=stratum.population)


YEAR = dt.timedelta(days=366)
"""Respondents are asked about the last twelve months, and activities count as long."""


def check_activities(sheet: ActivitySheet, agencies: AbstractSet[str], end: dt.date) -> tuple[Finding, ...]:
    """What types cannot say about the activities of a round that ends on `end`."""
    found: list[Finding] = []
    seen: set[tuple[str, dt.date, str]] = set()
    for index, each in enumerate(sheet.activities):
        place = f"activities.{index}"
        if each.agency not in agencies:
            found.append(_at(place, "office.find_no_agency", agency=each.agency))
        if not end - YEAR <= each.date <= end:
            fields = {"date": each.date.isoformat(), "end": end.isoformat()}
            found.append(_at(place, "office.find_activity_date", **fields))
        if (each.agency, each.date, each.title.id) in seen:
            found.append(_at(place, "office.find_twice", name=each.title.id))
        seen.add((each.agency, each.date, each.title.id))
    return tuple(found)


def check_follow_up(sheet: FollowUpSheet, agencies: AbstractSet[str]) -> tuple[Finding, ...]:
    """What types cannot say about the actions and replies of a round."""
    found = [*_twice("agencies", [one.agency for one in sheet.agencies])]
    for index, one in enumerate(sheet.agencies):
        if one.agency not in agencies:
            found.append(_at(f"agencies.{index}", "office.find_no_agency", agency=one.agency))
    return tuple(found)


def check_order(order: Order, strata: Sequence[tuple[AgencyCode, GroupCode]]) -> tuple[Finding, ...]:
    """What types cannot say about an order, given the strata of its round."""
    found = [
        *_period("start", order.start, order.end),
        *_twice("seats", order.seats),
        *_twice("sessions", [session.id for session in order.sessions]),
        *_twice("proctors", [proctor.id for proctor in order.proctors]),
        *_twice("slips", [f"{s.agency}:{s.group}" for s in order.slips]),
    ]
    for index, session in enumerate(order.sessions):
        if not order.start <= session.date <= order.end:
            found.append(_at(f"sessions.{index}", "office.find_session_date", session=session.id))
        if session.end <= session.start:
            found.append(_at(f"sessions.{index}", "office.find_session_times", session=session.id))
        elif (running := still_running(order.sessions[:index], session)) is not None:
            fields = {"session": session.id, "other": running.id, "end": running.end.replace(":", ".")}
            found.append(_at(f"sessions.{index}", "office.find_sessions_overlap", **fields))
    for index, slips in enumerate(order.slips):
        if (slips.agency, slips.group) not in strata:
            found.append(
                _at(f"slips.{index}", "office.find_no_stratum", agency=slips.agency, group=slips.group)
            )
    return tuple(found)


def still_running(others: Sequence[Session], session: Session) -> Session | None:
    """The one of the `others` that ends last while `session` would be on in the same room."""
    running = (
        one
        for one in others
        if one.date == session.date and one.start < session.end and session.start < one.end
    )
    return max(running, key=lambda one: one.end, default=None)


def _at(place: str, key: str, **fields: str | int) -> Finding:
    return Finding(place, Sentence(key, fields))


def _period(place: str, start: dt.date, end: dt.date) -> Iterable[Finding]:
    if end < start:
        yield _at(place, "office.find_period", start=start.isoformat(), end=end.isoformat())


def _twice(place: str, names: Sequence[str]) -> Iterable[Finding]:
    for name, times in Counter(names).items():
        if times > 1:
            yield _at(place, "office.find_twice", name=name)
