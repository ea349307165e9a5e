"""Opening: once per round, after it closed, two officers together, everything pooled, in memory.

What comes out carries no nullifier, record id, seat, installation, session or time, in an order that follows
from the answers alone. Whatever is not accepted is counted, never silently dropped. In the same transaction
the round's codes are destroyed, so that no list of nullifiers outlives the opening.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.base.canonical import canonical
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import AgencyCode, Digest, GroupCode, Nullifier, RecordId, RoundId
from app.office.keyring import passphrases
from app.office.packaging import Report, quiet
from app.office.roundfile import Frozen, RoundState
from app.office.rounds import Round, find_round
from app.office.rows import Flag, Row, read_answers, row_of, scored_rows
from app.office.signin import Office
from app.office.study import study_of
from app.office.tables import code, opened_row, opening, package, record, survey_round
from app.questionnaire.model import Questionnaire
from app.scoring.index import run_id
from app.scoring.points import OpenedRow
from app.scoring.quality import flags
from app.seal.envelope import record_info, unpad
from app.seal.trio import unwrap_pair
from app.seal.unseal import UnsealKey
from app.sitting.response import Response, State, parse_response, questionnaire_of

ANSWERED = (State.COMPLETE, State.PARTIAL)


class StratumCount(Frozen):
    """What became of the records of one stratum."""

    agency: str
    group: str
    complete: int = 0
    partial: int = 0
    declined: int = 0
    set_aside: int = 0


class OpeningCounts(Frozen):
    """Every record of the round, by what became of it; the parts add up to `records`.

    `superseded`: a partial beside a complete of the same slip. `set_aside`: the same slip twice with no
    way to tell which is right. `unknown`: no slip of this round. `misplaced`: sealed with the
    questionnaire of another stratum. `broken`: cannot be opened, or is not a response.
    """

    records: int
    complete: int
    partial: int
    declined: int
    superseded: int
    set_aside: int
    unknown: int
    misplaced: int
    broken: int
    strata: tuple[StratumCount, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A round that was opened: the run's id, what became of every record, how many rows were written."""

    round: RoundId
    run_id: Digest
    counts: OpeningCounts
    rows: int


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A record as a kiosk sealed it, and the package whose key it was sealed under."""

    rid: RecordId
    package: Digest
    sealed: bytes


@dataclass(frozen=True, slots=True)
class _Found:
    """An opened response with its stratum; `room` is the package, needed for closeness and then dropped."""

    room: Digest
    agency: AgencyCode
    group: GroupCode
    nullifier: Nullifier
    response: Response
    questionnaire: Questionnaire


def open_round(office: Office, round_id: RoundId, progress: Report = quiet) -> Opened | Refused:
    """Open a closed round; it can be done once."""
    if (refused := office.two()) is not None:
        return refused
    with office.store.writing() as connection:
        survey = find_round(connection, round_id)
        if isinstance(survey, Refused):
            return survey
        if survey.state is not RoundState.CLOSED:
            return Refused("office.round_not_closed", {"round": round_id})
        sealed = pool(connection, round_id)
        if len(sealed) < survey.document.policy.k_min:
            fields = {"count": len(sealed), "min": survey.document.policy.k_min}
            return Refused("office.too_few_records", fields)
        key = round_key(connection, office, survey)
        if isinstance(key, Refused):
            return key
        strata = _strata(connection, round_id)
        fates: Counter[str] = Counter()
        found = _open_all(sealed, key, survey, strata, fates, progress)
        return _keep(connection, office, survey, found, fates, len(sealed))


def stored_rows(connection: sa.Connection, round_id: RoundId) -> tuple[bytes, ...]:
    """The opened rows of a round in their canonical spelling and order."""
    rows = connection.execute(
        sa.select(opened_row.c.row).where(opened_row.c.round_id == round_id).order_by(opened_row.c.position)
    ).scalars()
    return tuple(rows)


def read_rows(connection: sa.Connection, round_id: RoundId) -> tuple[Row, ...]:
    """The opened rows of a round, in their canonical order."""
    return tuple(Row.model_validate_json(row) for row in stored_rows(connection, round_id))


def read_counts(connection: sa.Connection, round_id: RoundId) -> OpeningCounts | None:
    """What became of every record at the opening, once there was one."""
    text = connection.execute(
        sa.select(opening.c.counts).where(opening.c.round_id == round_id)
    ).scalar_one_or_none()
    return None if text is None else OpeningCounts.model_validate_json(text)


def pool(connection: sa.Connection, round_id: RoundId) -> Sequence[SealedRecord]:
    """Every sealed record of a round, in an order that says nothing."""
    rows = connection.execute(
        sa.select(record.c.rid, record.c.package, record.c.sealed)
        .join(package, package.c.digest == record.c.package)
        .where(package.c.round_id == round_id)
        .order_by(record.c.rid)  # random ids: the order says nothing
    )
    return [SealedRecord(RecordId(row.rid), Digest(row.package), row.sealed) for row in rows]


def round_key(connection: sa.Connection, office: Office, survey: Round) -> UnsealKey | Refused:
    """The key of a round, unwrapped by the two officers present, while there is one.

    Raises:
        Integrity: `office.round_key_changed`: it is not the one that the round was made with.
    """
    wrapped = connection.execute(
        sa.select(survey_round.c.seal_private).where(survey_round.c.id == survey.id)
    ).scalar_one()
    if wrapped is None:
        return Refused("office.round_key_gone", {"round": survey.id})
    private = unwrap_pair(wrapped, passphrases(office.officers[:2]))
    if isinstance(private, Refused):
        return private
    key = UnsealKey(private)
    if key.public_bytes() != survey.seal_public:
        raise Integrity("office.round_key_changed")
    return key


def _strata(
    connection: sa.Connection, round_id: RoundId
) -> Mapping[Nullifier, tuple[Digest, AgencyCode, GroupCode]]:
    rows = connection.execute(
        sa.select(code)
        .join(package, package.c.digest == code.c.package)
        .where(package.c.round_id == round_id)
    )
    return {
        Nullifier(row.nullifier): (Digest(row.package), AgencyCode(row.agency), GroupCode(row.respondents))
        for row in rows
    }


def _open_all(
    sealed: Sequence[SealedRecord],
    key: UnsealKey,
    survey: Round,
    strata: Mapping[Nullifier, tuple[Digest, AgencyCode, GroupCode]],
    fates: Counter[str],
    progress: Report,
) -> list[_Found]:
    agencies = {one.code for one in survey.document.agencies}
    found: list[_Found] = []
    for done, one in enumerate(sealed):
        progress(done, len(sealed))
        try:
            opened = open_record(key, one, survey)
        except Integrity:
            fates["broken"] += 1
            continue
        if opened is None:
            fates["misplaced"] += 1
            continue
        group, questionnaire, response = opened
        nullifier = response.nullifier or Nullifier(b"")
        place = strata.get(nullifier)
        if place is None or place[0] != one.package:
            fates["unknown"] += 1
        elif place[2] != group or not agencies.issuperset(response.subjects):
            fates["misplaced"] += 1
        else:
            found.append(_Found(one.package, place[1], group, nullifier, response, questionnaire))
    progress(len(sealed), len(sealed))
    return found


def open_record(
    key: UnsealKey, one: SealedRecord, survey: Round
) -> tuple[GroupCode, Questionnaire, Response] | None:
    """A record in the clear, with the group that was asked its questionnaire; None: the round asks no such.

    Raises:
        Integrity: it does not open, or is not a response.
    """
    data = unpad(key.open(one.sealed, record_info(one.package, one.rid)))
    named = questionnaire_of(data)
    for group, digest in survey.digests.items():
        if digest == named:
            return group, survey.questionnaires[group], parse_response(data, survey.questionnaires[group])
    return None


def _keep(
    connection: sa.Connection,
    office: Office,
    survey: Round,
    found: list[_Found],
    fates: Counter[str],
    records: int,
) -> Opened:
    kept, aside = _one_per_slip(found, fates)
    rows = sorted(_rows(kept, survey), key=Row.to_bytes)
    counts = _counts(survey, kept, aside, fates, records)
    study = study_of(survey)
    run = run_id(read_answers([row.to_bytes() for row in rows], study)[0], study)
    if rows:
        connection.execute(
            sa.insert(opened_row),
            [
                {"round_id": survey.id, "position": place, "row": row.to_bytes()}
                for place, row in enumerate(rows, 1)
            ],
        )
    connection.execute(
        sa.insert(opening).values(
            round_id=survey.id,
            run_id=run,
            counts=canonical(counts.model_dump(mode="json")),
            officers=",".join(office.present),
        )
    )
    of_round = sa.select(package.c.digest).where(package.c.round_id == survey.id)
    connection.execute(sa.delete(code).where(code.c.package.in_(of_round)))
    connection.execute(
        sa.update(survey_round).where(survey_round.c.id == survey.id).values(state=RoundState.OPENED)
    )
    office.acted(connection, "open", {"round": survey.id, "run": run, "records": records})
    return Opened(survey.id, run, counts, len(rows))


def _one_per_slip(
    found: list[_Found], fates: Counter[str]
) -> tuple[list[_Found], Counter[tuple[AgencyCode, GroupCode]]]:
    """One response per slip: complete beats partial, else all of the slip are set aside."""
    by_slip: dict[Nullifier, list[_Found]] = defaultdict(list)
    for one in found:
        by_slip[one.nullifier].append(one)
    kept: list[_Found] = []
    aside: Counter[tuple[AgencyCode, GroupCode]] = Counter()
    for same in by_slip.values():
        complete = [one for one in same if one.response.state is State.COMPLETE]
        if len(same) == 1:
            kept += same
        elif len(complete) == 1:
            kept += complete
            fates["superseded"] += len(same) - 1
        else:
            fates["set_aside"] += len(same)
            aside[same[0].agency, same[0].group] += len(same)
    return kept, aside


def _rows(kept: Iterable[_Found], survey: Round) -> list[Row]:
    """Rows with their quality flags, computed room by room: afterwards only the flag is left."""
    scorers = study_of(survey).scorers
    rooms: dict[Digest, list[Row]] = defaultdict(list)
    for one in kept:
        if one.response.state in ANSWERED:
            rooms[one.room].append(row_of(one.response, one.questionnaire, one.agency, one.group))
    flagged: list[Row] = []
    for rows in rooms.values():
        opened = scored_rows(rows)
        signs: dict[tuple[str, int], list[Flag]] = defaultdict(list)
        for sign in flags(opened, scorers):
            signs[sign.questionnaire, sign.respondent].append(
                Flag(subject=sign.agency if sign.group == "expert" else "", sign=sign.sign, grade=sign.grade)
            )
        flagged += [
            row.model_copy(update={"flags": tuple(signs.get(person, ()))})
            for row, person in zip(rows, _persons(rows, opened), strict=True)
        ]
    return flagged


def _persons(rows: Sequence[Row], opened: Sequence[OpenedRow]) -> list[tuple[str, int]]:
    """The number that `scored_rows` gave to each row, in the order of the rows."""
    places: Counter[str] = Counter()
    persons: list[tuple[str, int]] = []
    for row in rows:
        persons.append((row.questionnaire, places[row.questionnaire]))
        places[row.questionnaire] += 1
    if {(one.questionnaire, one.respondent) for one in opened} - set(persons):
        raise Bug("office.rows_do_not_match")
    return persons


def _counts(
    survey: Round,
    kept: Sequence[_Found],
    aside: Counter[tuple[AgencyCode, GroupCode]],
    fates: Counter[str],
    records: int,
) -> OpeningCounts:
    states = Counter((one.agency, one.group, _fate(one.response.state)) for one in kept)

    def of(fate: State) -> int:
        return sum(number for (_, _, state), number in states.items() if state == fate)

    counts = OpeningCounts(
        records=records,
        complete=of(State.COMPLETE),
        partial=of(State.PARTIAL),
        declined=of(State.DECLINED),
        superseded=fates["superseded"],
        set_aside=fates["set_aside"],
        unknown=fates["unknown"],
        misplaced=fates["misplaced"],
        broken=fates["broken"],
        strata=tuple(
            StratumCount(
                agency=agency,
                group=group,
                complete=states[agency, group, State.COMPLETE],
                partial=states[agency, group, State.PARTIAL],
                declined=states[agency, group, State.DECLINED],
                set_aside=aside[agency, group],
            )
            for agency, group in survey.strata
        ),
    )
    parts = counts.model_dump(exclude={"records", "strata"})
    if sum(parts.values()) != records:
        raise Bug("office.counts_do_not_add_up")
    return counts


def _fate(state: State) -> State:
    """Declined and not eligible look alike from here on, as they do on the kiosk's disk."""
    return state if state in ANSWERED else State.DECLINED
