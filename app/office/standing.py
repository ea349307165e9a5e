"""How everything stands: one look at rounds, packages, batches, ledger and quarantine, in one reading."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.base.canonical import JsonValue
from app.base.errors import Field
from app.base.ids import Digest, RoundId
from app.base.sentences import Sentence
from app.office.answers.opening import OpeningCounts, read_counts
from app.office.gathering.incoming import quarantined
from app.office.gathering.intake import Verdict
from app.office.gathering.ledger import Hindrance, Ledger, draw_up, hindrances
from app.office.gathering.settling import CLOSED, Decision, read_decisions
from app.office.officers.signin import Office
from app.office.store.tables import batch, package, survey_round
from app.office.survey.packaging import load_packages
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round, RoundDocument, find_round
from app.seal.package import PackageDocument
from app.seal.words import matching_words


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round of this office."""

    id: RoundId
    document: RoundDocument
    state: RoundState


@dataclass(frozen=True, slots=True)
class Found:
    """A file in quarantine: what it was called, why it lies there, the matching words of its bytes.

    `origin`: venue and seat, where the store knows the batch. `decisions`: what officers did about it.
    """

    digest: Digest
    file: str
    verdict: Verdict
    why: Sentence
    at_utc_ms: int
    size_bytes: int
    officers: tuple[str, ...]
    words: tuple[str, ...]
    origin: tuple[str, str] | None
    decisions: tuple[Decision, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether two officers have dealt with it."""
        return any(one.act == CLOSED for one in self.decisions)


@dataclass(frozen=True, slots=True)
class Standing:
    """The office at one moment. Without a round, `survey` and what belongs to it are None or empty."""

    rounds: tuple[RoundLine, ...]
    survey: Round | None
    ledger: Ledger | None
    hindrances: tuple[Hindrance, ...]
    packages: tuple[PackageDocument, ...]
    batches: int
    quarantine: tuple[Found, ...]
    counts: OpeningCounts | None

    @property
    def held(self) -> tuple[Found, ...]:
        """What lies in quarantine and nobody has dealt with."""
        return tuple(one for one in self.quarantine if not one.closed)


def look(office: Office, wanted: RoundId | None) -> Standing:
    """How everything stands; of the rounds the wanted one, or else the one that ends last."""
    with office.store.reading() as connection:
        rows = connection.execute(sa.select(survey_round).order_by(survey_round.c.id))
        rounds = tuple(
            RoundLine(RoundId(row.id), RoundDocument.model_validate_json(row.document), RoundState(row.state))
            for row in rows
        )
        by_id = {one.id: one for one in rounds}
        latest = max(rounds, key=lambda one: (one.document.end, one.id), default=None)
        chosen = by_id.get(wanted, latest) if wanted is not None else latest
        found = _quarantine(connection, office)
        if chosen is None:
            return Standing(rounds, None, None, (), (), 0, found, None)
        survey = find_round(connection, chosen.id)
        ledger = draw_up(connection, office, chosen.id)
        packages = tuple(
            sorted(
                (
                    one.document
                    for one in load_packages(connection, office).values()
                    if one.document.round_id == chosen.id
                ),
                key=lambda one: (one.venue_name, one.package_version),
            )
        )
        here = sa.select(package.c.digest).where(package.c.round_id == chosen.id)
        stored = sa.select(sa.func.count()).where(
            batch.c.package.in_(here), batch.c.verdict == Verdict.STORED
        )
        counts = read_counts(connection, chosen.id)
        batches = connection.execute(stored).scalar_one()
    known = survey if isinstance(survey, Round) else None
    drawn = ledger if isinstance(ledger, Ledger) else None
    hindering = hindrances(drawn) if drawn is not None and drawn.state is RoundState.COLLECTING else ()
    return Standing(rounds, known, drawn, hindering, packages, batches, found, counts)


def _quarantine(connection: sa.Connection, office: Office) -> tuple[Found, ...]:
    venues = {digest: one.document.venue_name for digest, one in load_packages(connection, office).items()}
    rows = connection.execute(sa.select(batch.c.sha256, batch.c.package, batch.c.seat))
    origins = {str(row.sha256): (venues.get(Digest(row.package), ""), str(row.seat)) for row in rows}
    decided = read_decisions(connection)
    found = [_found(told, origins) for told in quarantined(office.folder)]
    known = (replace(one, decisions=decided.get(one.digest, ())) for one in found if one is not None)
    return tuple(sorted(known, key=lambda one: (one.closed, -one.at_utc_ms)))


def _found(told: Mapping[str, JsonValue], origins: Mapping[str, tuple[str, str]]) -> Found | None:
    """One verdict beside a quarantined file; None where somebody else wrote something else there."""
    match told:
        case {
            "sha256": str() as digest,
            "file": str() as file,
            "verdict": str() as verdict,
            "code": str() as code,
            "fields": Mapping() as fields,
            "at_utc_ms": int() as at_utc_ms,
            "size_bytes": int() as size_bytes,
            "officers": [*officers],
        } if verdict in set(Verdict):
            plain: dict[str, Field] = {
                str(name): value for name, value in fields.items() if isinstance(value, str | int)
            }
            return Found(
                Digest(digest),
                file,
                Verdict(verdict),
                Sentence(code, plain),
                at_utc_ms,
                size_bytes,
                tuple(str(one) for one in officers),
                matching_words(Digest(digest)) if len(digest) == 64 else (),
                origins.get(digest),
            )
        case _:
            return None
