"""The draw: checked beforehand, made before witnesses, kept with its start, and repeatable for ever.

What was drawn is never believed from the table alone: whoever reads a draw draws it again from the list and
the recorded start, and compares.
"""

import math
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from app.base.canonical import JsonValue, canonical, digest, parse_canonical
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import Digest, GroupCode, RoundId
from app.office.officers.signin import Office
from app.office.sample.duplicates import MAX_REASON_CHARS, MIN_REASON_CHARS, Cluster, find_clusters
from app.office.sample.lots import ALGORITHM, SEED, SEED_DIGITS, Lots, Method, Terms, lots_of, starts_of
from app.office.sample.names import Names, Stratum, open_names, stratum_of
from app.office.sample.size import sample_size
from app.office.sample.tables import contact, draw, drawn, frame, invitation, replacement, selection, unit
from app.office.survey.roundfile import EXPERT
from app.office.survey.roundfile import Stratum as Planned

RESERVE = 3  # one substitute for every three drawn, rounded up, unless an officer says otherwise
_USERS = GroupCode("external")
PRESENT = 2  # officers and witnesses together
MAX_WITNESSES = 10


class Remark(StrEnum):
    """What is to be said of a stratum beside its numbers."""

    ENOUGH = "enough"
    SHORT = "short"  # fewer on the list than the sample and its substitutes
    NO_LIST = "no_list"
    AT_COUNTER = "at_counter"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class StratumCheck:
    """One stratum before the draw. `needed`: by the formula for a proportion, of those eligible;
    `expected`: users at a counter, where there is no list to draw from.
    """

    stratum: Stratum
    listed: int
    eligible: int
    wanted: int
    substitutes: int
    target: int
    needed: int | None
    expected: int | None
    remark: Remark

    @property
    def interval(self) -> int | None:
        """At a counter: every how manieth user is asked."""
        return None if self.expected is None else max(1, self.expected // self.wanted)


@dataclass(frozen=True, slots=True)
class Check:
    """The lists as they stand: strata, who was left out by which rule, entries that look alike."""

    strata: tuple[StratumCheck, ...]
    excluded: Mapping[str, int]
    set_aside: int
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a draw is to be made. `seed` and `starts` are what witnesses threw; without a seed the computer
    makes one. `again` names strata to be drawn once more, which takes two officers and a `reason`.
    """

    method: Method = Method.SYSTEMATIC
    seed: str | None = None
    starts: Mapping[Stratum, tuple[int, ...]] = field(default_factory=dict)
    witnesses: tuple[str, ...] = ()
    substitutes: int | None = None
    again: tuple[Stratum, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DrawnStratum:
    """What was drawn in one stratum. `units` are the persons in the order of the draw, substitutes last;
    `entered`: the starts were the witnesses' own and not the seed's.
    """

    stratum: Stratum
    terms: Terms
    list_digest: Digest
    entered: bool
    lots: Lots
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One draw as it is on record, drawn again and found equal."""

    id: int
    algorithm: str
    seed: str
    thrown: bool
    witnesses: tuple[str, ...]
    officers: tuple[str, ...]
    at_utc_ms: int
    reason: str
    frames: tuple[tuple[str, Digest], ...]
    strata: tuple[DrawnStratum, ...]


def check_lists(office: Office, round_id: RoundId) -> Check | Refused:
    """What a draw would have to work with."""
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names), names.store.reading() as connection:
        aside = sa.select(sa.func.count()).select_from(unit).where(unit.c.set_aside.is_not(None))
        excluded: dict[str, int] = {}
        for row in connection.execute(
            sa.select(unit.c.excluded, sa.func.count().label("n")).group_by(unit.c.excluded)
        ):
            for rule in filter(None, row.excluded.split(",")):
                excluded[rule] = excluded.get(rule, 0) + row.n
        return Check(
            tuple(_check(connection, planned, None) for planned in names.plan.strata),
            dict(sorted(excluded.items())),
            connection.execute(aside).scalar_one(),
            find_clusters(connection),
        )


def draw_sample(office: Office, round_id: RoundId, wish: Wish) -> Drawn | Refused:
    """Draw every stratum that has a list and was not drawn yet, or those that are to be drawn `again`.

    Refuses while entries look alike and nobody decided; without two persons present; a second draw of a
    stratum without two officers and a reason, or once somebody of it was spoken to.
    """
    refused = _presence(office, wish)
    if refused is not None:
        return refused
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names):
        with names.acting() as connection:
            number = _draw(connection, names, wish)
            if isinstance(number, Refused):
                connection.rollback()  # what was set back for a draw again stands as it stood
                return number
        with names.store.reading() as connection:
            return _read(connection, names, number)


def read_draws(office: Office, round_id: RoundId) -> tuple[Drawn, ...] | Refused:
    """Every draw of a round that still holds for some stratum.

    Raises:
        Integrity: `sample.draw_changed`: list, start and persons do not belong together.
    """
    names = open_names(office, round_id)
    if isinstance(names, Refused):
        return names
    with closing(names), names.store.reading() as connection:
        return tuple(_read(connection, names, number) for number in _current(connection))


def _current(connection: sa.Connection) -> Sequence[int]:
    query = sa.select(drawn.c.draw).where(~drawn.c.replaced).distinct().order_by(drawn.c.draw)
    return connection.execute(query).scalars().all()


# --- before -----------------------------------------------------------------------------------------------


def _check(connection: sa.Connection, planned: Planned, substitutes: int | None) -> StratumCheck:
    stratum = stratum_of(planned.agency, planned.group)
    here = (unit.c.agency == stratum.agency) & (unit.c.respondents == stratum.group)
    count = sa.select(sa.func.count()).select_from(unit)
    listed = connection.execute(count.where(here)).scalar_one()
    eligible = connection.execute(count.where(here & _may_be_drawn())).scalar_one()
    reserve = -(-planned.drawn // RESERVE) if substitutes is None else substitutes
    wanted = min(planned.drawn, eligible) if listed else planned.drawn
    return StratumCheck(
        stratum,
        listed,
        eligible,
        wanted,
        min(reserve, eligible - wanted) if listed else 0,
        planned.target,
        math.ceil(sample_size(eligible)) if eligible and stratum.group != EXPERT else None,
        planned.population if not listed and stratum.group == _USERS else None,
        _remark(planned, listed, eligible >= planned.drawn + reserve),
    )


def _remark(planned: Planned, listed: int, enough: bool) -> Remark:
    if not listed:
        return Remark.AT_COUNTER if planned.group == _USERS and planned.population else Remark.NO_LIST
    if planned.group == EXPERT:
        return Remark.CHOSEN
    return Remark.ENOUGH if enough else Remark.SHORT


def _may_be_drawn() -> sa.ColumnElement[bool]:
    return (unit.c.excluded == "") & unit.c.set_aside.is_(None)


def _presence(office: Office, wish: Wish) -> Refused | None:
    witnesses = [" ".join(name.split()) for name in wish.witnesses]
    if len(office.officers) + len(witnesses) < PRESENT:
        return Refused("sample.two_present", {"count": len(office.officers) + len(witnesses)})
    if len(witnesses) > MAX_WITNESSES or not all(
        0 < len(one) <= 80 and one.isprintable() for one in witnesses
    ):
        return Refused("sample.witness_name", {"most": MAX_WITNESSES})
    if wish.seed is not None and not SEED.fullmatch(wish.seed):
        return Refused("sample.seed_digits")
    if not wish.again:
        return None
    if not MIN_REASON_CHARS <= len(wish.reason.strip()) <= MAX_REASON_CHARS:
        return Refused("sample.reason_short", {"min": MIN_REASON_CHARS})
    return office.two()


# --- the act ----------------------------------------------------------------------------------------------


def _draw(connection: sa.Connection, names: Names, wish: Wish) -> int | Refused:
    clusters = find_clusters(connection)
    if clusters:
        return Refused("sample.undecided", {"count": len(clusters)})
    if (refused := _set_back(connection, names, wish.again)) is not None:
        return refused
    done = {
        stratum_of(row.agency, row.respondents)
        for row in connection.execute(sa.select(drawn).where(~drawn.c.replaced))
    }
    checks = [_check(connection, planned, wish.substitutes) for planned in names.plan.strata]
    ready = [one for one in checks if one.wanted and one.remark is not Remark.NO_LIST]
    waiting = [one for one in ready if one.stratum not in done]
    if wish.again:
        waiting = [one for one in waiting if one.stratum in wish.again]
    if not waiting:
        return Refused("sample.nothing_to_draw")
    if (refused := _starts_fit(waiting, wish)) is not None:
        return refused
    seed = wish.seed or f"{secrets.randbelow(10**SEED_DIGITS):0{SEED_DIGITS}}"
    number = (connection.execute(sa.select(sa.func.max(draw.c.id))).scalar() or 0) + 1
    values = {
        "id": number,
        "algorithm": ALGORITHM,
        "seed": seed,
        "thrown": wish.seed is not None,
        "witnesses": canonical([" ".join(name.split()) for name in wish.witnesses]),
        "officers": ",".join(names.office.present),
        "at_utc_ms": names.office.clock.utc_ms(),
        "reason": wish.reason.strip() if wish.again else "",
    }
    connection.execute(sa.insert(draw).values(values))
    told: list[JsonValue] = []
    for one in waiting:
        _draw_stratum(connection, names, number, seed, one, wish)
        told.append(one.stratum.label)
    names.acted(connection, "sample draw", {"draw": number, "seed": seed, "strata": told})
    return number


def _set_back(connection: sa.Connection, names: Names, again: Iterable[Stratum]) -> Refused | None:
    """Take the present draw of these strata out of force."""
    for stratum in again:
        if stratum not in names.strata:
            return Refused("sample.no_stratum", {"stratum": stratum.label})
        here = (drawn.c.agency == stratum.agency) & (drawn.c.respondents == stratum.group) & ~drawn.c.replaced
        held = connection.execute(sa.select(drawn).where(here)).one_or_none()
        if held is None:
            return Refused("sample.not_drawn", {"stratum": stratum.label})
        own = sa.select(unit.c.id).where(
            (unit.c.agency == stratum.agency) & (unit.c.respondents == stratum.group)
        )
        if connection.execute(sa.select(contact.c.id).where(contact.c.unit.in_(own))).first() is not None:
            return Refused("sample.already_contacted", {"stratum": stratum.label})
        connection.execute(sa.delete(invitation).where(invitation.c.unit.in_(own)))
        connection.execute(sa.delete(replacement).where(replacement.c.unit.in_(own)))
        connection.execute(sa.update(drawn).where(here).values(replaced=True))
    return None


def _starts_fit(waiting: Sequence[StratumCheck], wish: Wish) -> Refused | None:
    """Whether the starts that witnesses gave lie within their lists."""
    by_stratum = {one.stratum: one for one in waiting}
    for stratum, starts in wish.starts.items():
        one = by_stratum.get(stratum)
        if one is None or _method(one, wish) in {Method.SIMPLE, Method.CHOSEN}:
            return Refused("sample.start_unused", {"stratum": stratum.label})
        mosts = [one.interval] if one.interval else [one.eligible, one.eligible - one.wanted]
        asked = 1 if one.interval or not one.substitutes else 2
        fits = all(1 <= start <= most for start, most in zip(starts, mosts, strict=False))
        if len(starts) != asked or not fits:
            most = " / ".join(str(most) for most in mosts[:asked])
            return Refused("sample.start_wrong", {"stratum": stratum.label, "count": asked, "most": most})
    return None


def _method(one: StratumCheck, wish: Wish) -> Method:
    if one.interval is not None:
        return Method.COUNTER
    return Method.CHOSEN if one.stratum.group == EXPERT else wish.method


def _draw_stratum(
    connection: sa.Connection, names: Names, number: int, seed: str, one: StratumCheck, wish: Wish
) -> None:
    method = _method(one, wish)
    here = numbered(connection, one.stratum) if method is not Method.COUNTER else ()
    listed = len(here) if method is not Method.COUNTER else one.expected or one.wanted
    label = f"{names.round}/{one.stratum.label}"
    terms = Terms(method, seed, label, listed, one.wanted, one.substitutes)
    given = wish.starts.get(one.stratum, ())
    starts = given or starts_of(terms)
    values = {
        "draw": number,
        "agency": one.stratum.agency,
        "respondents": one.stratum.group,
        "method": method,
        "listed": listed,
        "list_digest": list_digest(here),
        "wanted": one.wanted,
        "substitutes": one.substitutes,
        "starts": ",".join(map(str, starts)),
        "entered": bool(given),
        "replaced": False,
    }
    connection.execute(sa.insert(drawn).values(values))
    rows = [
        {"draw": number, "unit": who, "number": at, "place": place, "substitute": substitute}
        for place, at, who, substitute in _places(lots_of(terms, starts), here)
    ]
    if rows:
        connection.execute(sa.insert(selection), rows)


def _places(lots: Lots, here: Sequence["Numbered"]) -> list[tuple[int, int, int, bool]]:
    """Place in the draw, number on the list, person, and whether a substitute."""
    return [
        (place, at, here[at - 1].unit, place > len(lots.sample))
        for place, at in enumerate((*lots.sample, *lots.substitutes), start=1)
    ]


# --- the numbered list ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Numbered:
    """One place of a numbered list: the person, and where the list that named them says so."""

    unit: int
    frame: Digest
    row: int


def numbered(connection: sa.Connection, stratum: Stratum) -> tuple[Numbered, ...]:
    """Those of a stratum who may be drawn, numbered from 1 in the order of the lists."""
    here = (unit.c.agency == stratum.agency) & (unit.c.respondents == stratum.group) & _may_be_drawn()
    query = (
        sa.select(unit.c.id, frame.c.sha256, unit.c.row)
        .join(frame, frame.c.id == unit.c.frame)
        .where(here)
        .order_by(unit.c.id)
    )
    return tuple(Numbered(row.id, Digest(row.sha256), row.row) for row in connection.execute(query))


def list_digest(numbered: Sequence[Numbered]) -> Digest:
    """The digest of a numbered list; `FORMAT.md` says of what."""
    return digest(canonical([[at, one.frame, one.row] for at, one in enumerate(numbered, start=1)]))


# --- afterwards -------------------------------------------------------------------------------------------


def _read(connection: sa.Connection, names: Names, number: int) -> Drawn:
    row = connection.execute(sa.select(draw).where(draw.c.id == number)).one()
    held = connection.execute(sa.select(drawn).where((drawn.c.draw == number) & ~drawn.c.replaced)).all()
    order = {stratum: at for at, stratum in enumerate(names.strata)}
    strata = [_drawn_again(connection, names, row.seed, one) for one in held]
    persons = [who for one in strata for who in one.units[:1]]
    used = sa.select(unit.c.frame).where(unit.c.id.in_(persons))
    frames = connection.execute(
        sa.select(frame.c.file, frame.c.sha256).where(frame.c.id.in_(used)).order_by(frame.c.id)
    )
    witnesses = parse_canonical(bytes(row.witnesses))
    if not isinstance(witnesses, Sequence) or isinstance(witnesses, str):
        raise Bug("sample.misuse", what="witnesses")
    return Drawn(
        number,
        row.algorithm,
        row.seed,
        row.thrown,
        tuple(str(name) for name in witnesses),
        tuple(row.officers.split(",")),
        row.at_utc_ms,
        row.reason,
        tuple((one.file, Digest(one.sha256)) for one in frames),
        tuple(sorted(strata, key=lambda one: order[one.stratum])),
    )


def _drawn_again(
    connection: sa.Connection, names: Names, seed: str, held: sa.Row[tuple[object, ...]]
) -> DrawnStratum:
    stratum, method = stratum_of(held.agency, held.respondents), Method(held.method)
    here = numbered(connection, stratum) if method is not Method.COUNTER else ()
    label = f"{names.round}/{stratum.label}"
    terms = Terms(method, seed, label, held.listed, held.wanted, held.substitutes)
    starts = tuple(int(start) for start in held.starts.split(",") if start)
    mine = (unit.c.agency == stratum.agency) & (unit.c.respondents == stratum.group)
    chosen = connection.execute(
        sa.select(selection.c.place, selection.c.number, selection.c.unit, selection.c.substitute)
        .join(unit, unit.c.id == selection.c.unit)
        .where((selection.c.draw == held.draw) & mine)
        .order_by(selection.c.place)
    ).all()
    try:
        lots = lots_of(terms, starts)
        same = [tuple(one) for one in chosen] == _places(lots, here)
    except (Bug, IndexError):
        raise Integrity("sample.draw_changed", stratum=stratum.label) from None
    by_seed = held.entered or starts == starts_of(terms)
    if not (same and by_seed and list_digest(here) == held.list_digest):
        raise Integrity("sample.draw_changed", stratum=stratum.label)
    units = tuple(one.unit for one in chosen)
    return DrawnStratum(stratum, terms, Digest(held.list_digest), held.entered, lots, units)
