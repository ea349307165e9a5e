"""The last period beside this one, and what agencies did in between."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml

from app.base.canonical import canonical
from app.base.errors import Refused
from app.base.ids import AgencyCode
from app.office.activities import enter_activities
from app.office.analysis import Scored, score_round
from app.office.audit import read_acts
from app.office.findings import Findings
from app.office.roundfile import ActivitySheet
from app.office.tables import opened_row, opening, survey_round
from app.scoring.results import ActivityKind, Withheld
from app.scoring.scheme import Effort
from tests.office.conftest import ROUND, House
from tests.office.test_opening import close_and_open, collect

TRAINING = {
    "agency": "dishub",
    "kind": "training",
    "date": "2026-05-04",
    "title": {"id": "Pelatihan pengendalian gratifikasi"},
    "participants": 40,
    "recorded_by": "agency",
    "evidence": "Notula 12/2026",
}


def sheet(folder: Path, *activities: dict[str, object], survey: str = ROUND) -> Path:
    path = folder / "kegiatan.yaml"
    path.write_text(yaml.safe_dump({"round": survey, "activities": list(activities)}), encoding="utf-8")
    return path


def an_earlier_round(house: House) -> None:
    """The same answers half a year before, as if another round had been opened then."""
    with house.office.store.writing() as connection:
        survey = connection.execute(sa.select(survey_round)).one()
        document = json.loads(survey.document) | {"id": "mei", "start": "2026-05-04", "end": "2026-05-15"}
        values = {**survey._mapping, "id": "mei", "document": canonical(document)}
        connection.execute(sa.insert(survey_round).values(values))
        for table in (opening, opened_row):
            for row in connection.execute(sa.select(table)).all():
                connection.execute(sa.insert(table).values({**row._mapping, "round_id": "mei"}))


def test_the_last_period_is_found_and_compared_figure_by_figure(house: House) -> None:
    close_and_open(house, collect(house))
    first = score_round(house.office, ROUND)
    assert isinstance(first, Scored)
    assert first.changes is None
    an_earlier_round(house)
    scored = score_round(house.office, ROUND)
    assert isinstance(scored, Scored)
    assert scored.changes is not None
    index = scored.changes.agencies[AgencyCode("dishub")].index
    assert isinstance(index, Withheld)  # no users came, so that neither period has one
    assert scored.priorities(AgencyCode("dishub")).dimensions == ()


def test_activities_are_kept_journalled_and_replaced(house: House, tmp_path: Path) -> None:
    close_and_open(house, collect(house))
    talk = {**TRAINING, "kind": "outreach", "title": {"id": "Sosialisasi"}, "participants": None}
    for given in ((TRAINING,), (TRAINING, talk)):
        assert isinstance(enter_activities(house.office, sheet(tmp_path, *given)), ActivitySheet)
    scored = score_round(house.office, ROUND)
    assert isinstance(scored, Scored)
    chapter = scored.prevention(AgencyCode("dishub"))
    assert [(each.kind, each.participants) for each in chapter.activities] == [
        (ActivityKind.TRAINING, 40),
        (ActivityKind.OUTREACH, None),
    ]
    assert set(chapter.efforts) == set(Effort)
    assert scored.prevention(AgencyCode("pupr")).activities == ()
    with house.office.store.reading() as connection:
        assert [entry.act for entry in read_acts(connection)].count("activities") == 2


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"agency": "lain"}, "activities.0"),
        ({"date": "2026-11-21"}, "activities.0"),  # the round ends on the 20th
        ({"date": "2025-11-01"}, "activities.0"),
        ({"kind": "party"}, "activities.0.kind"),
        ({"participants": 0}, "activities.0.participants"),
        ({"evidence": ""}, "activities.0.evidence"),
    ],
)
def test_an_activity_must_make_sense(
    house: House, tmp_path: Path, change: dict[str, object], place: str
) -> None:
    found = enter_activities(house.office, sheet(tmp_path, {**TRAINING, **change}))
    assert isinstance(found, Findings)
    assert [each.place for each in found.findings] == [place]


def test_an_activity_stands_once_and_in_a_round_that_there_is(house: House, tmp_path: Path) -> None:
    twice = enter_activities(house.office, sheet(tmp_path, TRAINING, TRAINING))
    assert isinstance(twice, Findings)
    unknown = enter_activities(house.office, sheet(tmp_path, TRAINING, survey="lain"))
    assert unknown == Refused("office.round_unknown", {"round": "lain"})
