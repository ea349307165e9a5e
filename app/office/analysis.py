"""From opened rows to the index: nothing is kept, because everything can be computed again."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.base.errors import Integrity, Refused
from app.base.ids import AgencyCode, Digest, RoundId
from app.office.opening import OpeningCounts, read_counts, read_rows, stored_rows
from app.office.roundfile import RoundState
from app.office.rounds import Round, find_round
from app.office.rows import read_answers, scored_rows
from app.office.signin import Office
from app.office.study import study_of
from app.office.tables import opening
from app.scoring.index import run_id, score_city
from app.scoring.results import CityResult
from app.scoring.trace import AgencyTrace, trace


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored round and what its opening counted."""

    round: Round
    city: CityResult
    counts: OpeningCounts


def score_round(office: Office, round_id: RoundId) -> Scored | Refused:
    """Score the opened rows of a round.

    Raises:
        Integrity: `office.rows_changed`: the rows are not those that were opened.
    """
    with office.store.reading() as connection:
        survey = find_round(connection, round_id)
        if isinstance(survey, Refused):
            return survey
        counts = read_counts(connection, round_id)
        if survey.state is not RoundState.OPENED or counts is None:
            return Refused("office.round_not_opened", {"round": round_id})
        rows = stored_rows(connection, round_id)
        run = Digest(_run_id(connection, round_id))
    study = study_of(survey)
    answers, flagged = read_answers(rows, study)
    if run_id(answers, study) != run:
        raise Integrity("office.rows_changed")
    result = score_city(answers, study_of(survey, flagged))
    if isinstance(result, Refused):
        return result
    return Scored(survey, result, counts)


def trace_agency(office: Office, round_id: RoundId, agency: AgencyCode) -> AgencyTrace | Refused:
    """The full account of one agency's figure; two officers, because it shows what reports must hide."""
    if (refused := office.two()) is not None:
        return refused
    with office.store.writing() as connection:
        survey = find_round(connection, round_id)
        if isinstance(survey, Refused):
            return survey
        if survey.state is not RoundState.OPENED:
            return Refused("office.round_not_opened", {"round": round_id})
        if agency not in {one.code for one in survey.document.agencies}:
            return Refused("office.agency_unknown", {"agency": agency})
        rows = read_rows(connection, round_id)
        office.acted(connection, "trace", {"round": round_id, "agency": agency})
    return trace(scored_rows(rows), study_of(survey), agency)


def _run_id(connection: sa.Connection, round_id: RoundId) -> str:
    return str(
        connection.execute(sa.select(opening.c.run_id).where(opening.c.round_id == round_id)).scalar_one()
    )
