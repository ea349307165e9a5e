"""Opening: once per round, after it closed, two officers together, everything pooled, in memory.

What comes out carries no nullifier, record id, seat, installation, session or time, in an order that follows
from the answers alone. Whatever is not accepted is counted, never silently dropped. In the same transaction
the round's codes are destroyed, so that no list of nullifiers outlives the opening.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import sqlalchemy as sa
from pydantic_core import from_json

from app.base.canonical import canonical, spelled
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import AgencyCode, Digest, GroupCode, Nullifier, QuestionnaireId, RecordId, RoundId
from app.base.memory import reading_much
from app.office.answers.pile import Pile
from app.office.answers.rows import Flag, Row, opened_rows, read_row, row_bytes, rows_digest
from app.office.answers.study import study_of
from app.office.officers.keyring import passphrases
from app.office.officers.signin import Office
from app.office.store.tables import code, opened_row, opening, package, record, survey_round
from app.office.survey.packaging import Report, quiet
from app.office.survey.roundfile import EXPERT, Frozen, RoundState
from app.office.survey.rounds import Round, find_round
from app.questionnaire.model import Questionnaire
from app.scoring.index import run_id
from app.scoring.quality import Look, look_at
from app.scoring.results import Study
from app.seal.envelope import record_info, unpad
from app.seal.trio import unwrap_pair
from app.seal.unseal import UnsealKey
from app.sitting.reading import parse_any
from app.sitting.response import Response, State

ANSWERED = (State.COMPLETE, State.PARTIAL)
_READ_AT_ONCE = 200  # sealed records, of ten thousand bytes each
_WRITTEN_AT_ONCE = 1_000  # rows in one statement


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
    """An opened response of a room, as little of it as is needed until the room is whole.

    `row` has no flags yet; `looks` are what is odd about it, by the agency that an expert
    rated, else by none.
    """

    agency: AgencyCode
    group: GroupCode
    nullifier: Nullifier
    state: State
    row: bytes = b""
    looks: tuple[tuple[str, Look], ...] = ()


def open_round(office: Office, round_id: RoundId, progress: Report = quiet) -> Opened | Refused:
    """Open a closed round; it can be done once."""
    if (refused := office.two()) is not None:
        return refused
    with reading_much(), office.store.writing() as connection:
        survey = find_round(connection, round_id)
        if isinstance(survey, Refused):
            return survey
        if survey.state is not RoundState.CLOSED:
            return Refused("office.round_not_closed", {"round": round_id})
        records = count_records(connection, round_id)
        if records < survey.document.policy.k_min:
            fields = {"count": records, "min": survey.document.policy.k_min}
            return Refused("office.too_few_records", fields)
        key = round_key(connection, office, survey)
        if isinstance(key, Refused):
            return key
        work = _Opening(survey, study_of(survey), key, records, progress)
        for room in rooms(connection, round_id):
            work.open_room(pool(connection, room), _strata(connection, room))
        return _keep(connection, office, work)


def stored_rows(connection: sa.Connection, round_id: RoundId) -> Iterator[bytes]:
    """The opened rows of a round in their canonical spelling and order."""
    rows = connection.execute(
        sa.select(opened_row.c.row).where(opened_row.c.round_id == round_id).order_by(opened_row.c.position)
    )
    yield from rows.scalars()


def read_rows(connection: sa.Connection, round_id: RoundId) -> tuple[Row, ...]:
    """The opened rows of a round, in their canonical order."""
    return tuple(read_row(row) for row in stored_rows(connection, round_id))


def read_counts(connection: sa.Connection, round_id: RoundId) -> OpeningCounts | None:
    """What became of every record at the opening, once there was one."""
    text = connection.execute(
        sa.select(opening.c.counts).where(opening.c.round_id == round_id)
    ).scalar_one_or_none()
    return None if text is None else OpeningCounts.model_validate_json(text)


def rooms(connection: sa.Connection, round_id: RoundId) -> Sequence[Digest]:
    """The packages of a round: what was sealed together is opened together."""
    rows = connection.execute(
        sa.select(package.c.digest).where(package.c.round_id == round_id).order_by(package.c.digest)
    )
    return [Digest(name) for name in rows.scalars()]


def count_records(connection: sa.Connection, round_id: RoundId) -> int:
    """How many sealed records a round has."""
    of_round = sa.select(package.c.digest).where(package.c.round_id == round_id)
    number = sa.select(sa.func.count()).select_from(record).where(record.c.package.in_(of_round))
    return int(connection.execute(number).scalar_one())


def pool(connection: sa.Connection, room: Digest) -> Iterator[SealedRecord]:
    """The sealed records of a room, one after the other."""
    rows = connection.execute(sa.select(record.c.rid, record.c.sealed).where(record.c.package == room))
    while some := rows.fetchmany(_READ_AT_ONCE):
        for rid, sealed in some:
            yield SealedRecord(RecordId(rid), room, sealed)


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


def _strata(connection: sa.Connection, room: Digest) -> Mapping[Nullifier, tuple[AgencyCode, GroupCode]]:
    rows = connection.execute(sa.select(code).where(code.c.package == room))
    return {Nullifier(row.nullifier): (AgencyCode(row.agency), GroupCode(row.respondents)) for row in rows}


class _Opening:
    """What becomes of a round's records, room by room: a room is forgotten when the next one is begun."""

    def __init__(self, survey: Round, study: Study, key: UnsealKey, records: int, progress: Report) -> None:
        self.survey, self.study, self.records = survey, study, records
        self.fates, self.states = Counter[str](), Counter[tuple[AgencyCode, GroupCode, State]]()
        self.aside = Counter[tuple[AgencyCode, GroupCode]]()
        self.rows = Pile()
        self._key, self._progress, self._done = key, progress, 0
        self._agencies = {one.code for one in survey.document.agencies}

    def open_room(
        self, sealed: Iterable[SealedRecord], strata: Mapping[Nullifier, tuple[AgencyCode, GroupCode]]
    ) -> None:
        """Open the records of one room, and pile up the rows of those that are kept."""
        by_slip: dict[Nullifier, list[_Found]] = defaultdict(list)
        for one in sealed:
            self._progress(self._done, self.records)
            self._done += 1
            found = self._opened(one, strata)
            if found is not None:
                by_slip[found.nullifier].append(found)
        self._progress(self._done, self.records)
        kept = [one for same in by_slip.values() for one in self._one_per_slip(same)]
        vectors = Counter(look.vector for each in kept for _, look in each.looks if look.vector is not None)
        for each in kept:
            self.states[each.agency, each.group, _fate(each.state)] += 1
            if each.row:
                self.rows.add(_flagged(each, vectors))

    def _opened(
        self, one: SealedRecord, strata: Mapping[Nullifier, tuple[AgencyCode, GroupCode]]
    ) -> _Found | None:
        try:
            opened = open_record(self._key, one, self.survey)
        except Integrity:
            self.fates["broken"] += 1
            return None
        if opened is None:
            self.fates["misplaced"] += 1
            return None
        group, questionnaire, response = opened
        nullifier = response.nullifier or Nullifier(b"")
        place = strata.get(nullifier)
        if place is None:
            self.fates["unknown"] += 1
        elif place[1] != group or not self._agencies.issuperset(response.subjects):
            self.fates["misplaced"] += 1
        elif response.state not in ANSWERED:
            return _Found(place[0], group, nullifier, response.state)
        else:
            return self._found(place[0], group, nullifier, response, questionnaire)
        return None

    def _found(
        self,
        agency: AgencyCode,
        group: GroupCode,
        nullifier: Nullifier,
        response: Response,
        questionnaire: Questionnaire,
    ) -> _Found:
        scorer = self.study.scorers[QuestionnaireId(questionnaire.id)]
        looks = tuple(
            (row.agency if group == EXPERT else "", look_at(row, scorer))
            for row in opened_rows(response, questionnaire, agency, group)
        )
        row = row_bytes(response, questionnaire, agency, group)
        return _Found(agency, group, nullifier, response.state, row, looks)

    def _one_per_slip(self, same: Sequence[_Found]) -> Sequence[_Found]:
        """One response per slip: complete beats partial, else all of the slip are set aside."""
        complete = [one for one in same if one.state is State.COMPLETE]
        if len(same) == 1:
            return same
        if len(complete) == 1:
            self.fates["superseded"] += len(same) - 1
            return complete
        self.fates["set_aside"] += len(same)
        self.aside[same[0].agency, same[0].group] += len(same)
        return ()

    def counts(self) -> OpeningCounts:
        """Every record by what became of it."""

        def of(fate: State) -> int:
            return sum(number for (_, _, state), number in self.states.items() if state == fate)

        counts = OpeningCounts(
            records=self.records,
            complete=of(State.COMPLETE),
            partial=of(State.PARTIAL),
            declined=of(State.DECLINED),
            superseded=self.fates["superseded"],
            set_aside=self.fates["set_aside"],
            unknown=self.fates["unknown"],
            misplaced=self.fates["misplaced"],
            broken=self.fates["broken"],
            strata=tuple(
                StratumCount(
                    agency=agency,
                    group=group,
                    complete=self.states[agency, group, State.COMPLETE],
                    partial=self.states[agency, group, State.PARTIAL],
                    declined=self.states[agency, group, State.DECLINED],
                    set_aside=self.aside[agency, group],
                )
                for agency, group in self.survey.strata
            ),
        )
        parts = counts.model_dump(exclude={"records", "strata"})
        if sum(parts.values()) != self.records:
            raise Bug("office.counts_do_not_add_up")
        return counts


def _flagged(one: _Found, vectors: Mapping[bytes, int]) -> bytes:
    """The row with its flags: of what was close to it, only they are left."""
    flags = [
        Flag(subject=subject, sign=sign, grade=grade).model_dump()
        for subject, look in one.looks
        for sign, grade in look.signs(vectors)
    ]
    return spelled({**from_json(one.row), "flags": flags}) if flags else one.row


def open_record(
    key: UnsealKey, one: SealedRecord, survey: Round
) -> tuple[GroupCode, Questionnaire, Response] | None:
    """A record in the clear, with the group that was asked its questionnaire; None: the round asks no such.

    Raises:
        Integrity: it does not open, or is not a response.
    """
    data = unpad(key.open(one.sealed, record_info(one.package, one.rid)))
    response = parse_any(data, survey.by_digest)
    if response is None:
        return None
    questionnaire = survey.by_digest[response.questionnaire]
    group = GroupCode(questionnaire.respondent_group)
    return group, questionnaire, response


def _keep(connection: sa.Connection, office: Office, work: _Opening) -> Opened:
    survey, counts = work.survey, work.counts()
    run = run_id(rows_digest(_written(connection, survey.id, work.rows)), work.study)
    connection.execute(
        sa.insert(opening).values(
            round_id=survey.id,
            run_id=run,
            counts=canonical(counts.model_dump(mode="json")),
            officers=",".join(office.present),
        )
    )
    office.store.forget_copies()  # no list of nullifiers outlives the opening
    of_round = sa.select(package.c.digest).where(package.c.round_id == survey.id)
    connection.execute(sa.delete(code).where(code.c.package.in_(of_round)))
    connection.execute(
        sa.update(survey_round).where(survey_round.c.id == survey.id).values(state=RoundState.OPENED)
    )
    office.acted(connection, "open", {"round": survey.id, "run": run, "records": work.records})
    return Opened(survey.id, run, counts, len(work.rows))


def _written(connection: sa.Connection, round_id: RoundId, rows: Pile) -> Iterator[bytes]:
    """Write the rows in their canonical order, and pass them on."""
    numbered = enumerate(rows.in_order(), 1)
    while some := list(islice(numbered, _WRITTEN_AT_ONCE)):
        connection.execute(
            sa.insert(opened_row),
            [{"round_id": round_id, "position": place, "row": row} for place, row in some],
        )
        for _, row in some:
            yield row


def _fate(state: State) -> State:
    """Declined and not eligible look alike from here on, as they do on the kiosk's disk."""
    return state if state in ANSWERED else State.DECLINED
