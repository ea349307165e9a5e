"""Closing a round: only when everything expected came, or two officers explained what did not."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.base.errors import Refused
from app.base.ids import RoundId
from app.office.gathering.ledger import Hindrance, draw_up, hindrances
from app.office.officers.signin import Office
from app.office.store.tables import survey_round, waiver
from app.office.survey.roundfile import RoundState

MIN_EXPLANATION_CHARS = 10  # a word is no explanation


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed round, and what two officers waived."""

    round: RoundId
    records: int
    waived: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class NotYet:
    """Why the round stays open; each needs to be settled, or waived by two officers."""

    round: RoundId
    hindrances: tuple[Hindrance, ...]


def close_round(
    office: Office, round_id: RoundId, explanation: str | None = None
) -> Closed | NotYet | Refused:
    """Close a round. One officer closes a round in which everything came; what did not come needs two
    officers and an `explanation`, which is kept with each difference.

    After closing, no batch is merged any more.
    """
    with office.store.writing() as connection:  # nothing can arrive between looking and closing
        ledger = draw_up(connection, office, round_id)
        if isinstance(ledger, Refused):
            return ledger
        if ledger.state is not RoundState.COLLECTING:
            return Refused("office.round_not_collecting", {"round": round_id})
        found = hindrances(ledger)
        if found and explanation is None:
            return NotYet(round_id, found)
        refused = _waivable(office, explanation) if found and explanation is not None else None
        if refused is not None:
            return refused
        _close(connection, office, round_id, found, (explanation or "").strip())
    return Closed(round_id, ledger.records, found)


def _waivable(office: Office, explanation: str) -> Refused | None:
    if len(explanation.strip()) < MIN_EXPLANATION_CHARS:
        return Refused("office.explanation_short", {"min": MIN_EXPLANATION_CHARS})
    return office.two()


def _close(
    connection: sa.Connection,
    office: Office,
    round_id: RoundId,
    waived: tuple[Hindrance, ...],
    explanation: str,
) -> None:
    connection.execute(
        sa.update(survey_round).where(survey_round.c.id == round_id).values(state=RoundState.CLOSED)
    )
    officers = ",".join(office.present)
    rows = [
        {"round_id": round_id, "hindrance": one.id, "explanation": explanation, "officers": officers}
        for one in waived
    ]
    if rows:
        connection.execute(sa.insert(waiver), rows)
    office.acted(
        connection,
        "close",
        {"round": round_id, "waived": [one.id for one in waived], "explanation": explanation},
    )
