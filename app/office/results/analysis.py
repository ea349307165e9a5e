"""From opened rows to the index: nothing is kept, because everything can be computed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from app.base.errors import Integrity, Refused
from app.base.ids import AgencyCode, RoundId
from app.office.answers.opening import read_counts, stored_rows
from app.office.answers.review import kept_rows, read_signs
from app.office.answers.rows import read_answers, read_row, rows_digest, scored_rows
from app.office.answers.signs import NO_SIGNS, Signs
from app.office.answers.study import study_of
from app.office.gathering.rooms import RoomsTold, read_rooms
from app.office.officers.signin import Office
from app.office.results.given import after_all_given
from app.office.store.tables import opening, survey_round
from app.office.survey.activities import read_activities
from app.office.survey.followup import read_follow_up
from app.office.survey.roundfile import RoundState
from app.office.survey.rounds import Round, find_round
from app.scoring.change import AgencyChanges, Changes, changes
from app.scoring.index import run_id
from app.scoring.prevention import Prevention, prevention_of
from app.scoring.priorities import PriorityAreas, priority_areas
from app.scoring.results import Activity, CityResult, FollowUp
from app.scoring.trace import AgencyTrace, trace


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored round, what agencies did, what changed since the last period, and which responses bear a sign
    of quality: those that were set aside are in no figure.

    `follow_up`: what agencies undertook and replied; `left`: what the last period had left them to do.
    `changes` are absent where the office has no earlier round of the same groups that was opened.
    """

    round: Round
    city: CityResult
    activities: tuple[Activity, ...] = ()
    changes: Changes | None = None
    signs: Signs = NO_SIGNS
    follow_up: Mapping[AgencyCode, FollowUp] = field(default_factory=dict)
    left: Mapping[AgencyCode, FollowUp] = field(default_factory=dict)

    def priorities(self, agency: AgencyCode) -> PriorityAreas:
        """Where an agency should begin; KeyError if it is not in the round."""
        return priority_areas(self.city, self.city.agency(agency), self._changes(agency))

    def prevention(self, agency: AgencyCode) -> Prevention:
        """What an agency did against corruption, and how that is perceived; KeyError as above."""
        return prevention_of(self.city, agency, self.activities, self._changes(agency))

    def _changes(self, agency: AgencyCode) -> AgencyChanges | None:
        return None if self.changes is None else self.changes.agencies[agency]


def score_round(office: Office, round_id: RoundId) -> Scored | Refused:
    """Score the opened rows of a round, and of the last one before it that can be compared.

    Raises:
        Integrity: `office.rows_changed`: the rows are not those that were opened.
    """
    with office.store.reading() as connection:
        survey = find_round(connection, round_id)
        if isinstance(survey, Refused):
            return survey
        if survey.state is not RoundState.OPENED or read_counts(connection, round_id) is None:
            return Refused("office.round_not_opened", {"round": round_id})
        city = figures_of(connection, survey)
        earlier = _before(connection, survey)
        was = None if earlier is None else figures_of(connection, earlier)
        activities = read_activities(connection, round_id)
        follow_up = read_follow_up(connection, round_id)
        left = {} if earlier is None else read_follow_up(connection, earlier.id)
        signs = read_signs(connection, round_id)
        rooms = read_rooms(connection, office, round_id)
    if isinstance(city, Refused):
        return city
    city = _with_rooms(city, rooms)
    since = changes(city, was) if isinstance(was, CityResult) else None
    return Scored(survey, city, activities, since, signs, follow_up, left)


def figures_of(connection: sa.Connection, survey: Round) -> CityResult | Refused:
    """The figures of the opened rows of a round, without those that were set aside.

    Raises:
        Integrity: `office.rows_changed`: the rows are not those that were opened.
    """
    signs, study = read_signs(connection, survey.id), study_of(survey)
    answers = read_answers(stored_rows(connection, survey.id), study, signs.aside)
    opened = rows_digest(stored_rows(connection, survey.id)) if signs.aside else answers.digest
    if run_id(opened, study) != _run_id(connection, survey.id):
        raise Integrity("office.rows_changed")
    return after_all_given(connection, survey, signs, answers)


def _with_rooms(city: CityResult, rooms: RoomsTold) -> CityResult:
    """Figures with what the journals tell of the rooms, which is in none of them."""
    agencies = tuple(
        replace(one, conduct=replace(one.conduct, rooms=rooms.agencies.get(one.agency)))
        for one in city.agencies
    )
    return replace(city, agencies=agencies, rooms=rooms.city)


def _before(connection: sa.Connection, survey: Round) -> Round | None:
    """The last round that ended before this one began, was opened, and asked the same questionnaires."""
    ids = connection.execute(
        sa.select(survey_round.c.id).where(survey_round.c.state == RoundState.OPENED.value)
    ).scalars()
    rounds = (find_round(connection, RoundId(each)) for each in ids)
    fitting = [
        each
        for each in rounds
        if isinstance(each, Round)
        and each.document.end < survey.document.start  # ISO dates
        and {g: q.id for g, q in each.questionnaires.items()}
        == {g: q.id for g, q in survey.questionnaires.items()}
    ]
    return max(fitting, key=lambda each: (each.document.end, each.id), default=None)


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
        known = sorted(one.code for one in survey.document.agencies)
        if agency not in known:
            return Refused("office.agency_unknown", {"agency": agency, "known": ", ".join(known)})
        aside = read_signs(connection, round_id).aside
        rows = [read_row(row) for row in kept_rows(connection, round_id, aside)]
        office.acted(connection, "trace", {"round": round_id, "agency": agency})
    return trace(scored_rows(rows), study_of(survey), agency)


def _run_id(connection: sa.Connection, round_id: RoundId) -> str:
    return str(
        connection.execute(sa.select(opening.c.run_id).where(opening.c.round_id == round_id)).scalar_one()
    )
