"""Everything once more from the sealed records, in memory, while the round's key exists.

Every record of every batch is opened again, put into a row again, and held against the rows that the opening
kept; then the figures are computed from the rows anew. Two things cannot be had again, because the opening
destroyed them on purpose: which slip belonged to which agency, and in which room it was used. So an answer's
agency is the one that was kept, and flags of quality are not compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.base.errors import Integrity, Refused
from app.base.ids import AgencyCode, Digest, GroupCode, Nullifier, RoundId
from app.office.answers.opening import (
    ANSWERED,
    SealedRecord,
    count_records,
    open_record,
    pool,
    read_counts,
    read_rows,
    rooms,
    round_key,
)
from app.office.answers.rows import Row, row_bytes
from app.office.officers.signin import Office
from app.office.results.analysis import figures_of
from app.office.survey.packaging import Report, quiet
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round, find_round
from app.seal.unseal import UnsealKey
from app.sitting.response import State


@dataclass(frozen=True, slots=True)
class _Answered:
    state: State
    row: bytes  # without agency and flags


@dataclass(frozen=True, slots=True)
class Reproduced:
    """What came of it. `equal`: all of it is as it was kept, and so is every figure.

    `missing`: rows that were kept and that no record gives. `surplus`: rows that records give and that were
    not kept, beyond those of strange slips, and records that open no more or do now.
    """

    round: RoundId
    run_id: Digest
    records: int
    rows: int
    missing: int
    surplus: int

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not (self.missing or self.surplus)


def reproduce(office: Office, round_id: RoundId, progress: Report = quiet) -> Reproduced | Refused:
    """Open every record of a round again and compare; two officers, because answers are in the clear
    meanwhile.

    Raises:
        Integrity: `office.rows_changed`: the rows that were kept are not those that were opened.
    """
    if (refused := office.two()) is not None:
        return refused
    with office.store.writing() as connection:
        survey = find_round(connection, round_id)
        if isinstance(survey, Refused):
            return survey
        counts = read_counts(connection, round_id)
        if survey.state is not RoundState.OPENED or counts is None:
            return Refused("office.round_not_opened", {"round": round_id})
        key = round_key(connection, office, survey)
        if isinstance(key, Refused):
            return key
        records = count_records(connection, round_id)
        sealed = (one for room in rooms(connection, round_id) for one in pool(connection, room))
        by_slip, broken = _rows(sealed, records, key, survey, progress)
        kept = Counter(_bare(row) for row in read_rows(connection, round_id))
        misplaced = kept if counts.misplaced else Counter[bytes]()
        again = Counter(row for same in by_slip.values() if (row := _one_of(same, misplaced)) is not None)
        city = figures_of(connection, survey)
        if isinstance(city, Refused):
            return city
        strangers = counts.unknown + counts.misplaced
        found = Reproduced(
            round_id,
            city.run_id,
            records,
            kept.total(),
            (kept - again).total(),
            max(0, (again - kept).total() - strangers) + abs(broken - counts.broken),
        )
        office.acted(connection, "reproduce", {"round": round_id, "run": city.run_id, "equal": found.equal})
    return found


def _rows(
    sealed: Iterable[SealedRecord], records: int, key: UnsealKey, survey: Round, progress: Report
) -> tuple[dict[tuple[Nullifier, GroupCode], list[_Answered]], int]:
    """Every answered record as a row without an agency, by slip; and how many did not open."""
    by_slip: dict[tuple[Nullifier, GroupCode], list[_Answered]] = defaultdict(list)
    broken = 0
    for done, one in enumerate(sealed):
        progress(done, records)
        try:
            opened = open_record(key, one, survey)
        except Integrity:
            broken += 1
            continue
        if opened is not None:
            group, questionnaire, response = opened
            row = row_bytes(response, questionnaire, AgencyCode(""), group)
            by_slip[response.nullifier or Nullifier(b""), group].append(_Answered(response.state, row))
    progress(records, records)
    return by_slip, broken


def _one_of(same: Sequence[_Answered], kept: Counter[bytes]) -> bytes | None:
    """The row that the opening kept of a slip, by its rule: the only one, or the only complete one.

    Where a record of another package bears the same slip, the opening could tell them apart and this cannot:
    then the one that was kept is as good as it.
    """
    complete = [one for one in same if one.state is State.COMPLETE]
    alone = same[0] if len(same) == 1 else complete[0] if len(complete) == 1 else None
    if alone is not None:
        return alone.row if alone.state in ANSWERED else None
    return next((one.row for one in same if kept[one.row]), None)


def _bare(row: Row) -> bytes:
    return row.model_copy(update={"agency": "", "flags": ()}).to_bytes()
