"""What agencies did against corruption, as recorded for a round: a file, replaced by the next one."""

import datetime as dt
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import canonical, digest
from app.base.errors import Refused
from app.base.ids import AgencyCode, RoundId
from app.office.findings import Findings, read_model
from app.office.officers.signin import Office
from app.office.store.tables import activity_sheet
from app.office.survey.roundfile import ActivitySheet, check_activities
from app.office.survey.rounds import find_round, read_small
from app.questionnaire.model import Text
from app.scoring.results import Activity, ActivityKind, Recorder


def enter_activities(office: Office, path: Path) -> ActivitySheet | Refused | Findings:
    """Keep the activities of the YAML file at `path` for its round, in place of any that were kept before."""
    sheet = read_model(path.name, read_small(path), ActivitySheet)
    if isinstance(sheet, Findings):
        return sheet
    with office.store.writing() as connection:
        survey = find_round(connection, RoundId(sheet.round))
        if isinstance(survey, Refused):
            return survey
        agencies = {one.code for one in survey.document.agencies}
        found = check_activities(sheet, agencies, dt.date.fromisoformat(survey.document.end))
        if found:
            return Findings(path.name, found)
        document = canonical(sheet.model_dump(mode="json"))
        connection.execute(sa.delete(activity_sheet).where(activity_sheet.c.round_id == sheet.round))
        connection.execute(sa.insert(activity_sheet).values(round_id=sheet.round, document=document))
        office.acted(
            connection,
            "activities",
            {"round": sheet.round, "count": len(sheet.activities), "sha256": digest(document)},
        )
    return sheet


def read_activities(connection: sa.Connection, round_id: RoundId) -> tuple[Activity, ...]:
    """The activities of a round, none if nobody recorded any."""
    document = connection.execute(
        sa.select(activity_sheet.c.document).where(activity_sheet.c.round_id == round_id)
    ).scalar_one_or_none()
    if document is None:
        return ()
    return tuple(
        Activity(
            AgencyCode(each.agency),
            ActivityKind(each.kind),
            each.date.isoformat(),
            Text(id=each.title.id, en=each.title.en),
            each.participants,
            Recorder(each.recorded_by),
            each.evidence,
        )
        for each in ActivitySheet.model_validate_json(document).activities
    )
