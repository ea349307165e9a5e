"""What agencies undertake and reply: entered in a file, printed in their reports, carried into the next."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from app.base.errors import Refused
from app.base.ids import AgencyCode
from app.office.findings import Findings
from app.office.results.analysis import Scored, score_round
from app.office.results.reports import Paper, Reported, write_reports
from app.office.store.audit import read_acts
from app.office.survey.followup import enter_follow_up
from app.office.survey.roundfile import FollowUpSheet
from app.scoring.results import ActionState
from tests.office.conftest import ROUND, House
from tests.office.test_cli import Capture, call
from tests.office.test_opening import close_and_open, collect
from tests.office.test_periods_and_activities import an_earlier_round

ACTION = {
    "finding": "Pemberian saat uji kendaraan",
    "action": "Pembayaran nontunai di loket",
    "responsible": "Kepala Bidang Angkutan",
    "due": "2027-06-30",
    "evidence": "Laporan kas",
    "state": "under_way",
}
NO_CHANGE: Mapping[str, object] = {}
REPLY = "Kami menerima temuan ini dan mulai bekerja."


def sheet(folder: Path, survey: str = ROUND, change: Mapping[str, object] = NO_CHANGE) -> Path:
    one = {"agency": "dishub", "actions": [ACTION], "reply": REPLY, "replied_on": "2026-12-10", **change}
    path = folder / f"tindak-lanjut-{survey}.yaml"
    path.write_text(yaml.safe_dump({"round": survey, "agencies": [one]}), encoding="utf-8")
    return path


def test_it_is_printed_in_the_report_and_in_that_of_the_next_period(house: House, tmp_path: Path) -> None:
    close_and_open(house, collect(house))
    an_earlier_round(house)
    assert isinstance(enter_follow_up(house.office, sheet(tmp_path)), FollowUpSheet)
    done = {**ACTION, "finding": "Antrean tanpa nomor", "state": "done"}
    assert isinstance(
        enter_follow_up(house.office, sheet(tmp_path, "mei", {"actions": [done]})), FollowUpSheet
    )
    scored = score_round(house.office, ROUND)
    assert isinstance(scored, Scored)
    assert scored.follow_up[AgencyCode("dishub")].actions[0].state is ActionState.UNDER_WAY
    dishub = AgencyCode("dishub")
    made = write_reports(house.office, ROUND, tmp_path, papers=(Paper.AGENCY,), only=dishub)
    assert isinstance(made, Reported)
    pages = PdfReader(io.BytesIO(made.files[0].path.read_bytes())).pages
    follow, *rest = (" ".join(page.extract_text().split()) for page in pages[1:])
    for words in (ACTION["action"], "berjalan", "30 Juni 2027", f"{REPLY} (10 Desember 2026)"):
        assert words in follow
    after = " ".join(rest)
    assert "Tindak lanjut dari periode lalu" in after
    assert "Antrean tanpa nomor" in after
    with house.office.store.reading() as connection:
        assert [entry.act for entry in read_acts(connection)].count("follow-up") == 2


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"agency": "lain"}, "agencies.0"),
        ({"actions": [{**ACTION, "state": "perhaps"}]}, "agencies.0.actions.0.state"),
        ({"actions": [{**ACTION, "due": "soon"}]}, "agencies.0.actions.0.due"),
    ],
)
def test_an_action_must_make_sense(
    house: House, tmp_path: Path, change: dict[str, object], place: str
) -> None:
    found = enter_follow_up(house.office, sheet(tmp_path, ROUND, change))
    assert isinstance(found, Findings)
    assert [each.place for each in found.findings] == [place]
    assert isinstance(enter_follow_up(house.office, sheet(tmp_path, "nihil")), Refused)


def test_the_command_line_takes_it(house: House, tmp_path: Path, capsys: Capture) -> None:
    path = sheet(tmp_path)
    house.office.close()
    code, value = call(capsys, house.folder, ["follow-up", str(path)])
    assert (code, value["agencies"], value["actions"]) == (0, 1, 1)
