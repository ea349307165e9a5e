"""What agencies undertook after a round, and their replies: a file, replaced by the next one.

A report prints what was entered for its own round, and what the round before it left behind.
"""

from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import canonical, digest
from app.base.errors import Refused
from app.base.ids import AgencyCode, RoundId
from app.office.findings import Findings, read_model
from app.office.officers.signin import Office
from app.office.store.tables import follow_up_sheet
from app.office.survey.roundfile import FollowUpSheet, check_follow_up
from app.office.survey.rounds import find_round, read_small
from app.scoring.results import Action, ActionState, FollowUp


def enter_follow_up(office: Office, path: Path) -> FollowUpSheet | Refused | Findings:
    """Keep the actions and replies of the YAML file at `path`, in place of any that were kept before."""
    sheet = read_model(path.name, read_small(path), FollowUpSheet)
    if isinstance(sheet, Findings):
        return sheet
    with office.store.writing() as connection:
        survey = find_round(connection, RoundId(sheet.round))
        if isinstance(survey, Refused):
            return survey
        found = check_follow_up(sheet, {one.code for one in survey.document.agencies})
        if found:
            return Findings(path.name, found)
        document = canonical(sheet.model_dump(mode="json"))
        connection.execute(sa.delete(follow_up_sheet).where(follow_up_sheet.c.round_id == sheet.round))
        connection.execute(sa.insert(follow_up_sheet).values(round_id=sheet.round, document=document))
        office.acted(
            connection,
            "follow-up",
            {"round": sheet.round, "agencies": len(sheet.agencies), "sha256": digest(document)},
        )
    return sheet


def read_follow_up(connection: sa.Connection, round_id: RoundId) -> Mapping[AgencyCode, FollowUp]:
    """What was entered for each agency of a round; those of which nothing was are missing."""
    document = connection.execute(
        sa.select(follow_up_sheet.c.document).where(follow_up_sheet.c.round_id == round_id)
    ).scalar_one_or_none()
    if document is None:
        return {}
    return {
        AgencyCode(one.agency): FollowUp(
            tuple(
                Action(
                    each.finding,
                    each.action,
                    each.responsible,
                    each.due.isoformat(),
                    each.evidence or "",
                    ActionState(each.state),
                )
                for each in one.actions
            ),
            one.reply or "",
            one.replied_on.isoformat() if one.replied_on else "",
        )
        for one in FollowUpSheet.model_validate_json(document).agencies
    }
