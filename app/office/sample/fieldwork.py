"""After the draw: who was spoken to, who will come, who came, and which substitute stands in for whom.

Everything is told by the day (see the charter). The standing of a person is the outcome of the last contact.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from app.base.clock import local_time
from app.base.errors import Refused
from app.base.ids import RoundId
from app.office.officers.signin import Office
from app.office.sample.names import Names, Stratum, erased_by, open_names, stratum_of
from app.office.sample.tables import contact, drawn, invitation, replacement, selection, unit

MAX_NOTE_CHARS = 300


class Way(StrEnum):
    """How somebody was spoken to."""

    LETTER = "letter"
    PHONE = "phone"
    MESSAGE = "message"
    VISIT = "visit"
    ROOM = "room"  # the signed attendance sheet


class Outcome(StrEnum):
    """What came of a contact."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    NOT_ELIGIBLE = "not_eligible"  # moved, retired, never was a user: found out too late
    CAME = "came"


class Standing(StrEnum):
    """How far it has come with a person."""

    RESERVE = "reserve"  # a substitute who is not needed yet
    DRAWN = "drawn"
    INVITED = "invited"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    NOT_ELIGIBLE = "not_eligible"
    CAME = "came"


OPEN = frozenset({Standing.DRAWN, Standing.INVITED, Standing.REACHED, Standing.NOT_REACHED})
REPLACEABLE = frozenset({Standing.NOT_REACHED, Standing.REFUSED, Standing.NOT_ELIGIBLE})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was drawn. `stands_in_for` and `replaced_by` are numbers of persons."""

    unit: int
    stratum: Stratum
    place: int
    substitute: bool
    name: str
    nip: str
    phone: str
    position: str
    work_unit: str
    standing: Standing
    last_day: str
    stands_in_for: int | None
    replaced_by: int | None

    @property
    def in_use(self) -> bool:
        """Whether this person is asked: drawn, or called up as a substitute, and not replaced."""
        return self.standing is not Standing.RESERVE and self.replaced_by is None


@dataclass(frozen=True, slots=True)
class StratumStatus:
    """One stratum in figures. `replaced_open`: of those replaced, how many were last not reached."""

    stratum: Stratum
    target: int
    drawn: int
    reserve: int
    standings: Mapping[Standing, int]
    replaced: int
    replaced_open: int

    @property
    def came(self) -> int:
        """How many came."""
        return self.standings.get(Standing.CAME, 0)

    @property
    def asked(self) -> int:
        """How many were asked and could have come."""
        apart = {Standing.RESERVE, Standing.NOT_ELIGIBLE}
        return sum(count for standing, count in self.standings.items() if standing not in apart)

    @property
    def rate_tenths(self) -> int | None:
        """Those who came per hundred asked, in tenths; None where nobody was asked."""
        return None if not self.asked else (self.came * 1000 + self.asked // 2) // self.asked

    @property
    def within_reach(self) -> bool:
        """Whether the target can still be met by those who are open, and the reserve."""
        still = sum(self.standings.get(standing, 0) for standing in OPEN)
        return self.came + still - self.replaced_open + self.reserve >= self.target


@dataclass(frozen=True, slots=True)
class Status:
    """The fieldwork of a round, and the day by which its names must be gone."""

    erase_by: dt.date
    strata: tuple[StratumStatus, ...]
    persons: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one entry in the contact log was about."""

    persons: tuple[int, ...]
    outcome: Outcome
    day: dt.date


@dataclass(frozen=True, slots=True)
class Replaced:
    """A substitute who was called up."""

    unit: int
    substitute: Person


def read_status(office: Office, round_id: RoundId) -> Status | Refused:
    """Everybody drawn, and the figures of every stratum."""
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names), names.store.reading() as connection:
        persons = people(connection)
        return Status(erased_by(names.plan), _strata(names, persons), persons)


def log_contact(
    office: Office,
    round_id: RoundId,
    persons: Sequence[int],
    outcome: Outcome,
    way: Way,
    day: dt.date | None = None,
    note: str = "",
) -> Told | Refused:
    """Enter one contact for each of these persons, all or none. `day`: today unless it is named."""
    today = local_time(office.clock.utc_ms()).date()
    on = day or today
    note = " ".join(note.split())
    if on > today:
        return Refused("sample.day_ahead", {"day": on.isoformat()})
    if len(note) > MAX_NOTE_CHARS or not note.isprintable():
        return Refused("sample.note_long", {"most": MAX_NOTE_CHARS})
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names), names.acting() as connection:
        wanted = list(dict.fromkeys(persons))
        if (refused := _may_be_told(connection, wanted)) is not None:
            return refused
        rows = [
            {"unit": one, "day": on.isoformat(), "way": way, "outcome": outcome, "note": note}
            for one in wanted
        ]
        connection.execute(sa.insert(contact), rows)
        names.acted(connection, "sample contact", {"persons": len(wanted)})
    return Told(tuple(wanted), outcome, on)


def _may_be_told(connection: sa.Connection, persons: Sequence[int]) -> Refused | None:
    known = {one.unit: one for one in people(connection)}
    for number in persons:
        if (one := known.get(number)) is None:
            return Refused("sample.no_person", {"number": number})
        if one.standing is Standing.RESERVE:
            return Refused("sample.not_called", {"number": number})
    return None if persons else Refused("sample.nobody_named")


def replace(office: Office, round_id: RoundId, number: int) -> Replaced | Refused:
    """Call up the next substitute of the stratum, in the order of the draw, for one who will not come."""
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names), names.acting() as connection:
        everybody = people(connection)
        one = next((one for one in everybody if one.unit == number), None)
        if one is None:
            return Refused("sample.no_person", {"number": number})
        if one.replaced_by is not None:
            return Refused("sample.replaced_before", {"number": number, "substitute": one.replaced_by})
        if one.standing not in REPLACEABLE:
            return Refused("sample.may_still_come", {"number": number})
        reserve = [
            other
            for other in everybody
            if other.stratum == one.stratum and other.standing is Standing.RESERVE
        ]
        if not reserve:
            return Refused("sample.no_substitute", {"stratum": one.stratum.label})
        chosen = min(reserve, key=lambda other: other.place)
        connection.execute(sa.insert(replacement).values(unit=number, substitute=chosen.unit))
        names.acted(connection, "sample replace", {"stratum": one.stratum.label})
        called = next(other for other in people(connection) if other.unit == chosen.unit)
    return Replaced(number, called)


def people(connection: sa.Connection) -> tuple[Person, ...]:
    """Everybody drawn by a draw in force, stratum by stratum, in the order of the draw."""
    last = sa.select(sa.func.max(contact.c.id).label("id")).group_by(contact.c.unit).subquery()
    latest = sa.select(contact).join(last, last.c.id == contact.c.id).subquery()
    forward, back = replacement.alias("forward"), replacement.alias("back")
    query = (
        sa.select(
            unit,
            selection.c.place,
            selection.c.substitute,
            latest.c.outcome,
            latest.c.day,
            invitation.c.number.label("letter"),
            forward.c.substitute.label("replaced_by"),
            back.c.unit.label("stands_in_for"),
        )
        .join(selection, selection.c.unit == unit.c.id)
        .join(
            drawn,
            (drawn.c.draw == selection.c.draw)
            & (drawn.c.agency == unit.c.agency)
            & (drawn.c.respondents == unit.c.respondents),
        )
        .outerjoin(latest, latest.c.unit == unit.c.id)
        .outerjoin(invitation, invitation.c.unit == unit.c.id)
        .outerjoin(forward, forward.c.unit == unit.c.id)
        .outerjoin(back, back.c.substitute == unit.c.id)
        .where(~drawn.c.replaced)
        .order_by(unit.c.respondents, unit.c.agency, selection.c.place)
    )
    return tuple(
        Person(
            row.id,
            stratum_of(row.agency, row.respondents),
            row.place,
            row.substitute,
            row.name,
            row.nip,
            row.phone,
            row.position,
            row.work_unit,
            _standing(row.substitute and row.stands_in_for is None, row.outcome, row.letter),
            row.day or "",
            row.stands_in_for,
            row.replaced_by,
        )
        for row in connection.execute(query)
    )


def _standing(waits: bool, outcome: str | None, letter: int | None) -> Standing:
    if waits:
        return Standing.RESERVE
    if outcome is not None:
        return Standing(outcome)
    return Standing.DRAWN if letter is None else Standing.INVITED


def _strata(names: Names, persons: Sequence[Person]) -> tuple[StratumStatus, ...]:
    found = []
    for planned in names.plan.strata:
        stratum = stratum_of(planned.agency, planned.group)
        mine = [one for one in persons if one.stratum == stratum]
        found.append(
            StratumStatus(
                stratum,
                planned.target,
                sum(not one.substitute for one in mine),
                sum(one.standing is Standing.RESERVE for one in mine),
                {s: n for s in Standing if (n := sum(one.standing is s for one in mine))},
                sum(one.replaced_by is not None for one in mine),
                sum(one.replaced_by is not None and one.standing in OPEN for one in mine),
            )
        )
    return tuple(found)
