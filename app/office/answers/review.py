"""Reviewing what bears a sign of quality: an officer approves it, or two set it aside with a reason.

A sign is a hint, so nothing follows from it by itself. What is set aside stays in the store, is left out of
every figure and of the open data, and is counted there with its reason; two officers can take it back. Only
a response with a sign can be set aside: answers that merely displease stay. A reviewer sees the signs, never
the answers.
"""

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, OfficerId, RoundId
from app.office.answers.opening import stored_rows
from app.office.answers.rows import NO_FLAGS, read_row
from app.office.answers.signs import Decision, Marked, Reviewed, Signs
from app.office.gathering.closing import MIN_EXPLANATION_CHARS
from app.office.officers.signin import Office
from app.office.store.tables import review
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import find_round


def signs_of(office: Office, round_id: RoundId) -> Signs | Refused:
    """Every response of an opened round that bears a sign, and what was decided about it."""
    with office.store.reading() as connection:
        if (refused := _not_opened(connection, round_id)) is not None:
            return refused
        return read_signs(connection, round_id)


def read_signs(connection: sa.Connection, round_id: RoundId) -> Signs:
    """As `signs_of`, within a transaction."""
    decided = _decided(connection, round_id)
    marked: list[Marked] = []
    for position, data in enumerate(stored_rows(connection, round_id), 1):
        if NO_FLAGS in data:
            continue
        row = read_row(data)
        where = AgencyCode(row.agency), GroupCode(row.group)
        marked.append(Marked(position, *where, row.flags, decided.get(position)))
    return Signs(tuple(marked))


def kept_rows(connection: sa.Connection, round_id: RoundId, aside: frozenset[int]) -> Iterator[bytes]:
    """The opened rows that count, in their order."""
    for position, row in enumerate(stored_rows(connection, round_id), 1):
        if position not in aside:
            yield row


def decide(
    office: Office, round_id: RoundId, positions: Sequence[int], decision: Decision, reason: str = ""
) -> Signs | Refused:
    """Approve responses, or set them aside; returns how all of them stand then.

    Setting aside, and taking it back, needs two officers and a reason.
    """
    chosen, reason = sorted(set(positions)), reason.strip()
    with office.store.writing() as connection:
        if (refused := _not_opened(connection, round_id)) is not None:
            return refused
        signs = read_signs(connection, round_id)
        marked = {one.position: one for one in signs.marked}
        strange = [one for one in chosen if one not in marked]
        if strange or not chosen:
            return Refused("review.not_marked", {"number": strange[0] if strange else 0})
        heavy = decision is Decision.SET_ASIDE or not signs.aside.isdisjoint(chosen)
        if heavy and (refused := office.two()) is not None:
            return refused
        if heavy and len(reason) < MIN_EXPLANATION_CHARS:
            return Refused("review.reason_short", {"min": MIN_EXPLANATION_CHARS})
        _keep(connection, office, round_id, chosen, Reviewed(decision, reason, office.present))
        return read_signs(connection, round_id)


def _keep(
    connection: sa.Connection, office: Office, round_id: RoundId, chosen: Sequence[int], reviewed: Reviewed
) -> None:
    connection.execute(sa.delete(review).where(review.c.round_id == round_id, review.c.position.in_(chosen)))
    said = {
        "round_id": round_id,
        "decision": reviewed.decision,
        "reason": reviewed.reason,
        "officers": ",".join(reviewed.officers),
    }
    connection.execute(sa.insert(review), [{**said, "position": position} for position in chosen])
    office.acted(
        connection,
        "review",
        {
            "round": round_id,
            "decision": reviewed.decision,
            "rows": list(chosen),
            "reason": reviewed.reason,
        },
    )


def _decided(connection: sa.Connection, round_id: RoundId) -> Mapping[int, Reviewed]:
    rows = connection.execute(sa.select(review).where(review.c.round_id == round_id))
    return {
        row.position: Reviewed(
            Decision(row.decision), row.reason, tuple(map(OfficerId, row.officers.split(",")))
        )
        for row in rows
    }


def _not_opened(connection: sa.Connection, round_id: RoundId) -> Refused | None:
    survey = find_round(connection, round_id)
    if isinstance(survey, Refused):
        return survey
    opened = survey.state is RoundState.OPENED
    return None if opened else Refused("office.round_not_opened", {"round": round_id})
