"""Persons who stand on the lists twice: by number, telephone or name and birthday; people decide."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from app.base.canonical import digest
from app.base.errors import Refused
from app.base.ids import Digest, RoundId
from app.office.officers.signin import Office
from app.office.sample.names import Stratum, open_names, stratum_of
from app.office.sample.tables import decision, drawn, frame, unit

MIN_REASON_CHARS = 10  # a word is no reason
MAX_REASON_CHARS = 500


class Sign(StrEnum):
    """What two entries share."""

    NIP = "nip"
    PHONE = "phone"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on a list."""

    unit: int
    file: str
    row: int
    stratum: Stratum
    name: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entries of one group that may be one person, and by which signs."""

    entries: tuple[Entry, ...]
    signs: tuple[Sign, ...]

    @property
    def first(self) -> int:
        """The number by which the cluster is called: that of its first entry."""
        return self.entries[0].unit

    @property
    def digest(self) -> Digest:
        """Which entries these are."""
        return digest(json.dumps([one.unit for one in self.entries]).encode())


def find_clusters(connection: sa.Connection) -> tuple[Cluster, ...]:
    """Every cluster among those who may be drawn that nobody has decided yet, in the order of the lists."""
    settled = {
        row.first: str(row.cluster)
        for row in connection.execute(sa.select(decision.c.first, decision.c.cluster))
    }
    return tuple(one for one in _clusters(connection) if settled.get(one.first) != one.digest)


def decide(office: Office, round_id: RoundId, first: int, keep: int | None, reason: str) -> Cluster | Refused:
    """Settle the cluster called `first`: only `keep` stays on the lists, or all do (None: they are different
    persons). The `reason` is kept.
    """
    reason = " ".join(reason.split())
    if not MIN_REASON_CHARS <= len(reason) <= MAX_REASON_CHARS:
        return Refused("sample.reason_short", {"min": MIN_REASON_CHARS})
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names), names.acting() as connection:
        found = next((one for one in find_clusters(connection) if one.first == first), None)
        if found is None:
            return Refused("sample.no_cluster", {"number": first})
        if keep is not None and keep not in {one.unit for one in found.entries}:
            return Refused("sample.not_in_cluster", {"keep": keep, "cluster": first})
        for one in found.entries:
            if keep not in {None, one.unit} and _is_drawn(connection, one.stratum):
                return Refused("sample.already_drawn", {"stratum": one.stratum.label})
        _keep_decision(connection, office, found, keep, reason)
        names.acted(
            connection, "sample decide", {"cluster": first, "entries": len(found.entries), "keep": keep}
        )
    return found


def _is_drawn(connection: sa.Connection, stratum: Stratum) -> bool:
    here = (drawn.c.agency == stratum.agency) & (drawn.c.respondents == stratum.group)
    return connection.execute(sa.select(drawn.c.draw).where(here)).first() is not None


def _keep_decision(
    connection: sa.Connection, office: Office, found: Cluster, keep: int | None, reason: str
) -> None:
    connection.execute(sa.delete(decision).where(decision.c.first == found.first))
    connection.execute(
        sa.insert(decision).values(
            first=found.first,
            cluster=found.digest,
            keep=keep,
            reason=reason,
            officers=",".join(office.present),
        )
    )
    if keep is None:
        return
    out = [one.unit for one in found.entries if one.unit != keep]
    connection.execute(sa.update(unit).where(unit.c.id.in_(out)).values(set_aside=found.first))


def _clusters(connection: sa.Connection) -> Iterable[Cluster]:
    groups = _sharing(connection)
    leader: dict[int, int] = {}

    def lead(one: int) -> int:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    signs: dict[int, set[Sign]] = defaultdict(set)
    for sign, units in groups:
        for other in units[1:]:
            low, high = sorted((lead(units[0]), lead(other)))
            leader[high] = low
        signs[units[0]].add(sign)
    together: dict[int, list[int]] = defaultdict(list)
    for one in sorted(leader):
        together[lead(one)].append(one)
    entries = _entries(connection, sorted(leader))
    for units in together.values():
        shared = set[Sign]().union(*(signs[one] for one in units if one in signs))
        yield Cluster(tuple(entries[one] for one in units), tuple(sign for sign in Sign if sign in shared))


def _sharing(connection: sa.Connection) -> list[tuple[Sign, list[int]]]:
    """For each sign and value that several share: who they are. Only of those who may be drawn."""
    may = (unit.c.excluded == "") & unit.c.set_aside.is_(None)
    found: list[tuple[Sign, list[int]]] = []
    for sign in Sign:
        column = unit.c[sign.value]
        shared = (
            sa.select(unit.c.respondents, column)
            .where(may & (column != ""))
            .group_by(unit.c.respondents, column)
            .having(sa.func.count() > 1)
            .subquery()
        )
        same = (unit.c.respondents == shared.c.respondents) & (column == shared.c[sign.value])
        query = sa.select(unit.c.respondents, column.label("value"), unit.c.id).join(shared, same).where(may)
        sharers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in connection.execute(query.order_by(unit.c.id)):
            sharers[row.respondents, row.value].append(row.id)
        found += [(sign, units) for units in sharers.values()]
    return found


def _entries(connection: sa.Connection, units: list[int]) -> Mapping[int, Entry]:
    found: dict[int, Entry] = {}
    own = unit.c
    columns = (own.id, frame.c.file, own.row, own.agency, own.respondents, own.name)
    query = sa.select(*columns).join(frame, frame.c.id == own.frame)
    for start in range(0, len(units), 500):  # a statement takes only so many values
        for row in connection.execute(query.where(own.id.in_(units[start : start + 500]))):
            stratum = stratum_of(row.agency, row.respondents)
            found[row.id] = Entry(row.id, row.file, row.row, stratum, row.name)
    return found
