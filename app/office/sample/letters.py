"""Invitations and attendance sheets: who is asked to which session, and the papers that say so.

An order is the same file from which the package of a venue is made, so that room, days and hours are written
once. Of it this room reads only the venue and its sessions.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import digest
from app.base.clock import local_time
from app.base.errors import Refused
from app.base.ids import Digest, RoundId
from app.base.sentences import Language, Sentence
from app.office.findings import Finding, Findings, read_model
from app.office.officers.signin import Office
from app.office.sample.fieldwork import Person, Standing, people
from app.office.sample.names import (
    Names,
    Stratum,
    agency_names,
    erased_by,
    open_names,
    stratum_of,
    survey_title,
)
from app.office.sample.tables import invitation
from app.office.survey.roundfile import EXPERT, Order, Session, check_order
from app.office.survey.rounds import read_small
from app.storage.files import make_folder, write_atomic

Report = Callable[[int, int], None]


def _quiet(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Letters that were made: the file, how many, and the attendance sheets that name the same persons."""

    file: Path
    sha256: Digest
    letters: int
    sheets: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when one person is asked to come."""

    number: int
    venue: str
    session: str
    label: str
    day: dt.date
    start: str
    end: str


def read_order(path: Path) -> Order | Findings:
    """The order in a YAML file."""
    return read_model(path.name, read_small(path), Order)


def write_letters(
    office: Office,
    order: Order,
    out: Path,
    telephone: str = "",
    language: Language = Language.ID,
    progress: Report = _quiet,
) -> Invited | Refused | Findings:
    """Invite everybody drawn who has no letter yet and whose stratum comes to this venue, and write their
    letters and the attendance sheet of each session into `out`.

    Persons are spread over the sessions that are not past, stratum by stratum in turn. Refuses where more
    would be invited than there are slips. `telephone`: whom to call, printed as it is.
    """
    names = open_names(office, RoundId(order.round))
    if isinstance(names, Refused):
        return names
    with closing(names):
        if found := check_order(order, [(one.agency, one.group) for one in names.strata]):
            return Findings("", found)
        with names.acting() as connection:
            chosen = _invite(connection, names, order)
            if not isinstance(chosen, tuple):
                return chosen
            names.acted(connection, "sample letters", {"venue": order.venue, "letters": len(chosen)})
        data = _letters(names, chosen, telephone, language, progress)
        make_folder(out)
        file = out / f"{order.round}-{order.venue}-undangan.pdf"
        write_atomic(file, data)
        sheets = _write_sheets(names, order, out, language)
        names.printed("letters", 1, venue=order.venue, letters=len(chosen), sha256=digest(data))
        names.printed("attendance", len(sheets), venue=order.venue)
    return Invited(file, digest(data), len(chosen), sheets)


def write_attendance(
    office: Office, order: Order, out: Path, language: Language = Language.ID
) -> tuple[Path, ...] | Refused | Findings:
    """Write the attendance sheet of every session of a venue again, with whoever is invited now."""
    names = open_names(office, RoundId(order.round))
    if isinstance(names, Refused):
        return names
    with closing(names):
        if found := check_order(order, [(one.agency, one.group) for one in names.strata]):
            return Findings("", found)
        make_folder(out)
        sheets = _write_sheets(names, order, out, language)
        if not sheets:
            return Refused("sample.nobody_invited", {"venue": order.venue})
        names.printed("attendance", len(sheets), venue=order.venue)
    return sheets


# --- who comes when ---------------------------------------------------------------------------------------


def _invite(
    connection: sa.Connection, names: Names, order: Order
) -> tuple[tuple[Person, Place], ...] | Refused | Findings:
    today = local_time(names.office.clock.utc_ms()).date()
    sessions = [one for one in order.sessions if one.date >= today]
    if not sessions:
        return Refused("sample.sessions_past", {"venue": order.venue})
    held = _places(connection)
    slips = {stratum_of(one.agency, one.group): one.count for one in order.slips}
    everybody = [one for one in people(connection) if one.stratum in slips and one.in_use]
    waiting = [one for one in everybody if one.unit not in held and one.standing is Standing.DRAWN]
    if not waiting:
        return Refused("sample.all_invited", {"venue": order.venue})
    if found := _too_many(everybody, held, waiting, slips, order):
        return Findings("", found)
    chosen = tuple(_spread(waiting, sessions, everybody, held, order))
    rows = [
        {
            "unit": one.unit,
            "number": place.number,
            "venue": place.venue,
            "session": place.session,
            "label": place.label,
            "day": place.day.isoformat(),
            "start": place.start,
            "end": place.end,
        }
        for one, place in chosen
    ]
    connection.execute(sa.insert(invitation), rows)
    return chosen


def _too_many(
    everybody: Sequence[Person],
    held: Mapping[int, Place],
    waiting: Sequence[Person],
    slips: Mapping[Stratum, int],
    order: Order,
) -> tuple[Finding, ...]:
    here = Counter(
        one.stratum for one in everybody if (p := held.get(one.unit)) and p.venue == order.venue_name
    )
    here.update(one.stratum for one in waiting)
    return tuple(
        Finding(
            f"slips.{at}",
            Sentence(
                "sample.find_few_slips", {"stratum": stratum.label, "slips": count, "persons": here[stratum]}
            ),
        )
        for at, (stratum, count) in enumerate(slips.items())
        if here[stratum] > count
    )


def _spread(
    waiting: Sequence[Person],
    sessions: Sequence[Session],
    everybody: Sequence[Person],
    held: Mapping[int, Place],
    order: Order,
) -> Iterable[tuple[Person, Place]]:
    """Each person in turn goes to the session that has fewest of the same stratum, then fewest at all."""
    of_stratum: Counter[tuple[Stratum, str]] = Counter()
    of_all: Counter[str] = Counter()
    for one in everybody:
        if (place := held.get(one.unit)) is not None and place.venue == order.venue_name:
            of_stratum[one.stratum, place.session] += 1
            of_all[place.session] += 1
    number = max((place.number for place in held.values()), default=0)
    by_stratum: dict[Stratum, list[Person]] = {}
    for one in waiting:
        by_stratum.setdefault(one.stratum, []).append(one)
    turns = chain.from_iterable(zip_longest(*by_stratum.values()))
    for one in (person for person in turns if person is not None):
        session = min(sessions, key=lambda s: (of_stratum[one.stratum, s.id], of_all[s.id]))
        of_stratum[one.stratum, session.id] += 1
        of_all[session.id] += 1
        number += 1
        yield (
            one,
            Place(
                number, order.venue_name, session.id, session.label, session.date, session.start, session.end
            ),
        )


def _places(connection: sa.Connection) -> Mapping[int, Place]:
    return {
        row.unit: Place(
            row.number, row.venue, row.session, row.label, dt.date.fromisoformat(row.day), row.start, row.end
        )
        for row in connection.execute(sa.select(invitation))
    }


# --- paper ------------------------------------------------------------------------------------------------


def _letters(
    names: Names,
    chosen: Sequence[tuple[Person, Place]],
    telephone: str,
    language: Language,
    progress: Report,
) -> bytes:
    from app.paper.bureau.invitation import (
        Invitation,
        Sender,
        invitation_letters,
    )  # late: reportlab is slow to start

    agencies = agency_names(names.plan, language)
    letters = [
        Invitation(
            number=f"{place.number:03}/{names.plan.id}",
            name=one.name,
            position=", ".join(filter(None, (one.position, one.work_unit))),
            agency=agencies.get(one.stratum.agency, ""),
            chosen=one.stratum.group == EXPERT,
            venue=place.venue,
            day=place.day,
            start=place.start,
            end=place.end,
            label=place.label,
        )
        for one, place in sorted(chosen, key=lambda pair: pair[1].number)
    ]
    progress(0, len(letters))
    sender = Sender(
        survey=survey_title(names.plan, language),
        office=names.office.root.document.office,
        city=names.plan.city,
        written=local_time(names.office.clock.utc_ms()).date(),
        erased_by=erased_by(names.plan),
        contact=telephone,
        practice=not names.office.root.document.production,
    )
    data = invitation_letters(letters, sender, language)
    progress(len(letters), len(letters))
    return data


def _write_sheets(names: Names, order: Order, out: Path, language: Language) -> tuple[Path, ...]:
    from app.paper.room.attendance import Attendance, attendance_list

    with names.store.reading() as connection:
        held = _places(connection)
        persons = [one for one in people(connection) if one.in_use]
    agencies = agency_names(names.plan, language)
    files = []
    for session in order.sessions:
        here = [
            one
            for one in persons
            if (place := held.get(one.unit))
            and (place.venue, place.session) == (order.venue_name, session.id)
        ]
        if not here:
            continue
        rows = tuple(
            (one.name, one.nip or agencies.get(one.stratum.agency, "")) for one in sorted(here, key=_by_name)
        )
        sheet = Attendance(
            survey=survey_title(names.plan, language),
            office=names.office.root.document.office,
            practice=not names.office.root.document.production,
            venue=order.venue_name,
            session=session.label,
            date=session.date,
            start=session.start,
            end=session.end,
            rows=len(rows),
            people=rows,
        )
        file = out / f"{order.round}-{order.venue}-{session.id}-daftar-hadir.pdf"
        write_atomic(file, attendance_list(sheet, language))
        files.append(file)
    return tuple(files)


def _by_name(one: Person) -> tuple[str, int]:
    """By name: the order of the draw would tell who is a substitute."""
    return one.name.casefold(), one.unit
