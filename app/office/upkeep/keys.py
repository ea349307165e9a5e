"""Keeping the keys: do they open, are they on paper, whom are they taken from, when are they destroyed.

What changes something takes two officers and a reason; what only proves something takes those it is about.
Every act is in the journal.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.errors import Integrity, Refused
from app.base.ids import Digest, OfficerId, RoundId, SeatId
from app.office.officers.ceremony import RECOVERY_PUBLIC, write_papers
from app.office.officers.signin import Office
from app.office.store.audit import read_acts
from app.office.store.tables import package, seat, survey_round
from app.office.survey.packaging import read_secret
from app.office.survey.roundfile import RoundState
from app.seal.envelope import seal
from app.seal.paper_copy import read_paper_lines
from app.seal.trio import unwrap_pair
from app.seal.unseal import UnsealKey, open_sealed
from app.storage.files import make_folder

MIN_REASON_CHARS = 10  # a word is no reason
RECOVERY = "recovery"
_PROBE, _PURPOSE = b"bilik", b"bilik/probe"
TESTED, PRINTED, DRILLED = "keys test", "keys papers", "keys drill"
REVOKED, DESTROYED = "seat revoke", "round key destroy"


@dataclass(frozen=True, slots=True)
class KeyTested:
    """Whether a pair of officers opens a key: `RECOVERY`, or that of the round of this id."""

    key: str
    pair: tuple[OfficerId, OfficerId]
    opens: bool


@dataclass(frozen=True, slots=True)
class Drilled:
    """Which copy the typed lines are: an officer's own (`officer`), or of a key that two officers open."""

    officer: OfficerId | None
    key: str


@dataclass(frozen=True, slots=True)
class RoundKey:
    """A round and whether its opening key is still there."""

    round: RoundId
    state: RoundState
    there: bool


@dataclass(frozen=True, slots=True)
class SeatKey:
    """A seat of a package, and whether its key was revoked."""

    package: Digest
    venue: str
    version: int
    seat: SeatId
    revoked: bool


@dataclass(frozen=True, slots=True)
class Keys:
    """How the keys stand. `last`: when each of the proving acts was done last, in UTC milliseconds."""

    rounds: tuple[RoundKey, ...]
    seats: tuple[SeatKey, ...]
    last: Mapping[str, int]


def read_keys(office: Office) -> Keys:
    """How the keys stand."""
    with office.store.reading() as connection:
        rounds = connection.execute(sa.select(survey_round).order_by(survey_round.c.id)).all()
        joined = sa.select(seat, package.c.venue_id, package.c.version).join_from(seat, package)
        seats = connection.execute(joined.order_by(package.c.venue_id, package.c.version, seat.c.seat)).all()
        acts = read_acts(connection)
    return Keys(
        tuple(
            RoundKey(RoundId(row.id), RoundState(row.state), row.seal_private is not None) for row in rounds
        ),
        tuple(
            SeatKey(Digest(row.package), row.venue_id, row.version, SeatId(row.seat), row.revoked)
            for row in seats
        ),
        {one.act: one.at_utc_ms for one in acts if one.act in {TESTED, PRINTED, DRILLED}},
    )


def try_keys(office: Office) -> tuple[KeyTested, ...] | Refused:
    """Let every pair of the officers present open every key that two officers share, and open with it.

    Nothing that was answered is opened: each key opens a word that was sealed to it a moment before.
    """
    if (refused := office.two()) is not None:
        return refused
    given = {officer.id: officer.passphrase for officer in office.officers}
    with office.store.reading() as connection:
        shared = [(RECOVERY, office.keyring.recovery, read_secret(connection, RECOVERY_PUBLIC))]
        shared += [(name, wrapped, public) for name, wrapped, public in _round_keys(connection)]
    found = tuple(
        KeyTested(name, pair, opens(wrapped, public, {one: given[one] for one in pair}))
        for name, wrapped, public in shared
        for pair in itertools.combinations(sorted(given), 2)
    )
    with office.store.writing() as connection:
        failed = [f"{one.key}: {'+'.join(one.pair)}" for one in found if not one.opens]
        office.acted(connection, TESTED, {"keys": [name for name, _, _ in shared], "failed": failed})
    return found


def print_papers(office: Office, out: Path) -> Mapping[OfficerId, Path]:
    """Write every officer's paper copy anew into the folder `out`, with the keys of all rounds.

    What is written opens nothing without the officers' passphrases.

    Raises:
        Environment: the disk refused.
    """
    with office.store.reading() as connection:
        rounds = {name: wrapped for name, wrapped, _ in _round_keys(connection)}
    make_folder(out)
    papers = write_papers(out, office.root, office.keyring, rounds)
    with office.store.writing() as connection:
        office.acted(connection, PRINTED, {"rounds": sorted(rounds)})
    return papers


def drill_paper(office: Office, lines: Sequence[str]) -> Drilled | Refused:
    """Compare lines that were typed from a paper copy with the key that is kept: would the paper do?"""
    data = read_paper_lines(lines)
    if isinstance(data, Refused):
        return data
    found = next((one for one, kept in _kept(office) if kept == data), None)
    if found is None:
        return Refused("keys.paper_of_another")
    with office.store.writing() as connection:
        office.acted(connection, DRILLED, {"officer": found.officer or "", "key": found.key})
    return found


def revoke_seat(office: Office, of_package: Digest, name: SeatId, reason: str) -> SeatKey | Refused:
    """Trust nothing any more that this seat's key certifies. What was stored before stays."""
    if (refused := _may(office, reason)) is not None:
        return refused
    known = next(
        (one for one in read_keys(office).seats if (one.package, one.seat) == (of_package, name)), None
    )
    if known is None:
        return Refused("keys.no_seat", {"seat": name})
    if known.revoked:
        return Refused("keys.revoked_already", {"seat": name})
    here = (seat.c.package == of_package) & (seat.c.seat == name)
    with office.store.writing() as connection:
        connection.execute(sa.update(seat).where(here).values(revoked=True))
        details = {"package": of_package, "venue": known.venue, "seat": name, "reason": reason.strip()}
        office.acted(connection, REVOKED, details)
    return SeatKey(known.package, known.venue, known.version, known.seat, revoked=True)


def destroy_round_key(office: Office, round_id: RoundId, reason: str) -> RoundKey | Refused:
    """Destroy the opening key of a round that was opened. No sealed answer of it can be read again, ever.

    Backups and paper copies made before hold the wrapped key still; they are destroyed by hand.
    """
    if (refused := _may(office, reason)) is not None:
        return refused
    with office.store.writing() as connection:
        row = connection.execute(sa.select(survey_round).where(survey_round.c.id == round_id)).one_or_none()
        if row is None:
            return Refused("office.round_unknown", {"round": round_id})
        if row.state != RoundState.OPENED:
            return Refused("keys.not_opened", {"round": round_id})
        if row.seal_private is None:
            return Refused("office.round_key_gone", {"round": round_id})
        here = survey_round.c.id == round_id
        connection.execute(sa.update(survey_round).where(here).values(seal_private=None))
        office.store.forget_copies()
        office.acted(connection, DESTROYED, {"round": round_id, "reason": reason.strip()})
    return RoundKey(round_id, RoundState.OPENED, there=False)


def _may(office: Office, reason: str) -> Refused | None:
    if (refused := office.two()) is not None:
        return refused
    if len(reason.strip()) < MIN_REASON_CHARS:
        return Refused("keys.reason_short", {"min": MIN_REASON_CHARS})
    return None


def _round_keys(connection: sa.Connection) -> list[tuple[str, bytes, bytes]]:
    rows = connection.execute(
        sa.select(survey_round).where(survey_round.c.seal_private.is_not(None)).order_by(survey_round.c.id)
    )
    return [(str(row.id), bytes(row.seal_private), bytes(row.seal_public)) for row in rows]


def _kept(office: Office) -> Iterator[tuple[Drilled, bytes]]:
    for entry in office.keyring.officers:
        yield Drilled(OfficerId(entry.id), ""), entry.wrapped
    yield Drilled(None, RECOVERY), office.keyring.recovery
    with office.store.reading() as connection:
        for name, wrapped, _ in _round_keys(connection):
            yield Drilled(None, name), wrapped


def opens(wrapped: bytes, public: bytes, given: Mapping[OfficerId, str]) -> bool:
    """Whether the pair whose passphrases are given opens a key, and it is the one that `public` seals to."""
    try:
        private = unwrap_pair(wrapped, given)
        if isinstance(private, Refused) or UnsealKey(private).public_bytes() != public:
            return False
        return open_sealed(private, seal(public, _PROBE, _PURPOSE), _PURPOSE) == _PROBE
    except Integrity:
        return False
