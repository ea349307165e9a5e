"""What of a round was given out already, and its figures with regard to that.

Who holds two papers of a round, one with a response and one without it, has the answers of that one person
by a subtraction. So every paper and release that the journal names counts as printed, and what is set aside
or taken back afterwards makes no figure from which a person would follow.
"""

from collections.abc import Mapping

import sqlalchemy as sa

from app.base.errors import Refused
from app.base.ids import RoundId
from app.office.answers.opening import stored_rows
from app.office.answers.rows import read_answers
from app.office.answers.signs import Decision, Signs
from app.office.answers.study import study_of
from app.office.store.audit import Entry, read_acts
from app.office.store.tables import review
from app.office.survey.rounds import Round
from app.scoring.answers import Answers
from app.scoring.index import publish
from app.scoring.results import CityResult
from app.scoring.secrecy import Release

GIVES_OUT = frozenset({"report", "publish"})
"""The acts by which figures leave the office."""

Aside = frozenset[int]


def after_all_given(
    connection: sa.Connection, survey: Round, signs: Signs, answers: Answers
) -> CityResult | Refused:
    """The figures of the rows that count (`answers`), after everything that was given out with other rows.

    With the rows of an earlier paper they are that paper's again.
    """
    earlier: list[Release] = []
    for aside in _before(_given(connection, survey.id), signs.aside):
        study = study_of(survey)
        was = publish(read_answers(stored_rows(connection, survey.id), study, aside), study, earlier)
        if isinstance(was, Refused):
            return was
        earlier.append(was.release)
    now = publish(answers, study_of(survey, signs), earlier)
    return now if isinstance(now, Refused) else now.city


def _before(given: tuple[Aside, ...], now: Aside) -> tuple[Aside, ...]:
    return given[: given.index(now)] if now in given else given


def _given(connection: sa.Connection, round_id: RoundId) -> tuple[Aside, ...]:
    """What was set aside when figures left the office, each once, in the order of the journal."""
    decided = sa.select(review.c.position).where(review.c.round_id == round_id).limit(1)
    if connection.execute(decided).first() is None:  # nothing was ever set aside: spare the journal
        return ()
    aside: Aside = frozenset()
    given: dict[Aside, None] = {}
    for entry in read_acts(connection):
        if entry.details.get("round") == round_id:
            if entry.act == "review":
                aside = _after(aside, entry)
            elif entry.act in GIVES_OUT:
                given[aside] = None
    return tuple(given)


def _after(aside: Aside, entry: Entry) -> Aside:
    details: Mapping[str, object] = entry.details
    rows = details.get("rows")
    chosen = frozenset(int(str(one)) for one in rows) if isinstance(rows, list | tuple) else frozenset()
    return aside | chosen if details.get("decision") == Decision.SET_ASIDE else aside - chosen
