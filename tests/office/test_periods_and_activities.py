"""The last period beside this one, and what agencies did in between."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml

from app.base.canonical import canonical
from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode
from app.office.commands.main import run
from app.office.findings import Findings
from app.office.results.analysis import Scored, score_round
from app.office.results.reproduction import Reproduced, reproduce
from app.office.store.audit import read_acts
from app.office.store.tables import opened_row, opening, record, survey_round
from app.office.survey.activities import enter_activities
from app.office.survey.roundfile import ActivitySheet
from app.scoring.results import ActivityKind, Withheld
from app.scoring.scheme import Effort
from tests.office.conftest import AGENCIES, ROUND, House, signed_in
from tests.office.respondents import cut_short, decline
from tests.office.test_cli import Capture, call, secrets
from tests.office.test_opening import close_and_open, collect, response, submit

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


def test_everything_comes_out_of_the_sealed_records_once_more(house: House) -> None:
    kiosk = collect(house)
    staff = house.survey.questionnaires[GroupCode("internal")]
    slips = house.codes("internal", "dishub")
    stratum = ("dishub", "internal")
    submit(kiosk, cut_short(staff, house.nullifier(slips[0]), "dishub", AGENCIES), *stratum)  # superseded
    submit(kiosk, response(house, slips[1], "internal", "dishub", 99), *stratum)  # complete twice
    submit(kiosk, decline(staff, house.nullifier(slips[10]), "dishub", AGENCIES), *stratum)
    submit(kiosk, cut_short(staff, bytes(32), "dishub", AGENCIES), *stratum)  # no such slip
    submit(kiosk, b'{"not":"a response"}', *stratum)
    opened = close_and_open(house, kiosk)
    found = reproduce(house.office, ROUND)
    assert isinstance(found, Reproduced)
    assert found.equal, found
    assert (found.run_id, found.records, found.rows) == (opened.run_id, 31, opened.rows)
    with house.office.store.reading() as connection:
        assert read_acts(connection)[-1].act == "reproduce"


def test_a_record_that_is_no_more_there_is_missed(house: House) -> None:
    close_and_open(house, collect(house))
    with house.office.store.writing() as connection:
        first = connection.execute(sa.select(record.c.rid)).scalars().first()
        connection.execute(sa.delete(record).where(record.c.rid == first))
    found = reproduce(house.office, ROUND)
    assert isinstance(found, Reproduced)
    assert (found.equal, found.missing, found.surplus) == (False, 1, 0)


def test_reproducing_takes_two_officers_and_a_key(house: House) -> None:
    assert isinstance(reproduce(house.office, ROUND), Refused)
    close_and_open(house, collect(house))
    with house.office.store.writing() as connection:
        connection.execute(sa.update(survey_round).values(seal_private=None))
    assert reproduce(house.office, ROUND) == Refused("office.round_key_gone", {"round": ROUND})
    house.office.close()
    house.office = signed_in(house.folder, "a")
    alone = reproduce(house.office, ROUND)
    assert isinstance(alone, Refused)
    assert alone.code == "office.two_officers"


def test_the_command_line_prints_figures_reasons_trace_and_reproduction(
    house: House, tmp_path: Path, capsys: Capture
) -> None:
    close_and_open(house, collect(house))
    house.office.close()
    path = sheet(tmp_path, TRAINING)
    code, value = call(capsys, house.folder, ["activities", str(path)])
    assert (code, value["activities"]) == (0, 1)

    code, value = call(capsys, house.folder, ["score"])
    assert code == 0
    agencies = value["agencies"]
    assert isinstance(agencies, list)
    dishub = agencies[0]
    assert set(dishub) == {
        "agency", "name", "index", "change", "groups", "dimensions", "priorities", "prevention",
    }  # fmt: skip
    assert dishub["prevention"]["activities"][0]["participants"] == 40
    staff = dishub["groups"]["internal"]["figure"]
    assert "withheld" in staff or set(staff) == {
        "value", "low", "high", "se", "df", "rse_pct", "deff", "n", "marked",
    }  # fmt: skip
    assert run(["--data", str(house.folder), "score", *secrets(house.folder.parent, "a")]) == 0
    assert "Yang ditahan, dan alasannya" in capsys.readouterr().out

    code, value = call(capsys, house.folder, ["score", "--trace", "dishub"], "ab")
    account = value["trace"]
    assert isinstance(account, dict)
    assert {"share", "mean"} < set(account["components"][0]["cells"][0])
    traced = ["--data", str(house.folder), "score", "--trace", "dishub"]
    assert run([*traced, *secrets(house.folder.parent, "ab")]) == 0
    assert "dinilai" in capsys.readouterr().out

    code, value = call(capsys, house.folder, ["score", "--from-batches"], "ab")
    assert (code, value["equal"], value["rows"]) == (0, True, 26)
    both = ["score", "--from-batches", "--trace", "dishub"]
    assert call(capsys, house.folder, both, "ab")[0] == 2
    house.office = signed_in(house.folder)
    with house.office.store.writing() as connection:
        first = connection.execute(sa.select(record.c.rid)).scalars().first()
        connection.execute(sa.delete(record).where(record.c.rid == first))
    house.office.close()
    again = ["--data", str(house.folder), "score", "--from-batches"]
    assert run([*again, *secrets(house.folder.parent, "ab")]) == 5
    assert "Tidak sama: 1 baris" in " ".join(capsys.readouterr().out.split())
    house.office = signed_in(house.folder)
