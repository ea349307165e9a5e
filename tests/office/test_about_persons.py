"""A panel on heads of agencies, from its round to its figures: a key of its own, and no report of people."""

import hashlib
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.base.ids import GroupCode, RoundId, SeatId
from app.base.sentences import Language, Sentence
from app.office.answers.opening import Opened, open_round
from app.office.gathering.closing import Closed, close_round
from app.office.gathering.intake import Verdict, import_paths
from app.office.results.analysis import Scored, score_round
from app.office.results.reports import write_reports
from app.office.survey.packaging import Packaged, make_package
from app.office.survey.rounds import Round, new_round
from app.scoring.estimate import Estimate
from app.scoring.scheme import Component
from app.seal.installation import certify
from app.seal.package import open_card, verify_package
from app.seal.sign import SigningKey
from app.seal.stretch import derive
from tests.office.conftest import AGENCIES, House, Kiosk, order, round_yaml, signed_in, write_round
from tests.office.respondents import complete

PANEL = RoundId("kepala-2026")
EXPERTS = 12


def panel_yaml() -> dict[str, object]:
    group = {"code": "expert", "questionnaire": "kepala-opd/questionnaire.yaml"}
    return round_yaml(
        id=PANEL,
        groups=[{**group, "scoring": "kepala-opd/scoring.yaml"}],
        strata=[{"group": "expert", "drawn": 14, "target": 10}],
        method="method-panel-example.yaml",
    )


@pytest.fixture
def panel(house: House, tmp_path: Path) -> Round:
    """The round of the panel, in an office that has another round as well."""
    house.office.close()
    house.office = signed_in(house.folder)
    made = new_round(house.office, write_round(tmp_path, panel_yaml()))
    assert isinstance(made, Round), made
    return made


def test_it_has_a_key_and_a_package_of_its_own(house: House, panel: Round, tmp_path: Path) -> None:
    assert panel.seal_public != house.survey.seal_public
    packaged = make_package(
        house.office, order(round=PANEL, slips=({"group": "expert", "count": 14},)), tmp_path
    )
    assert isinstance(packaged, Packaged), packaged
    document = verify_package(packaged.package_file.read_bytes(), house.office.root).document
    assert set(document.questionnaires) == set(panel.digests.values())
    assert document.scenarios is not None


def test_its_figures_can_be_computed_and_no_report_is_made_of_them(
    house: House, panel: Round, tmp_path: Path
) -> None:
    packaged = make_package(
        house.office, order(round=PANEL, slips=({"group": "expert", "count": 14},)), tmp_path
    )
    assert isinstance(packaged, Packaged), packaged
    package = verify_package(packaged.package_file.read_bytes(), house.office.root)
    card = open_card(package.document, packaged.card_code, package.stretcher)
    assert not isinstance(card, Refused)
    seat = card.seats[0]
    key = SigningKey(seat.private_key)
    kiosk = Kiosk(package, SeatId(seat.id), certify(package.digest, SeatId(seat.id), key))
    asked = panel.questionnaires[GroupCode("expert")]
    for seed, slip in enumerate(packaged.slips[0].codes[:EXPERTS]):
        nullifier = derive(slip, package.document.salt, package.stretcher).nullifier
        answers = complete(asked, nullifier, "", AGENCIES, seed)
        kiosk.keep(hashlib.sha256(answers).digest()[:16], answers, ("", "expert"))
    (verdict,) = import_paths(house.office, [house.stick("panel", kiosk.export())])
    assert verdict.verdict is Verdict.STORED
    assert isinstance(close_round(house.office, PANEL, "Uji coba: satu bilik saja"), Closed)
    assert isinstance(open_round(house.office, PANEL), Opened)
    scored = score_round(house.office, PANEL)
    assert isinstance(scored, Scored)
    for agency in scored.city.agencies:
        assert isinstance(agency.index, Estimate), agency.index
        assert agency.index.n == EXPERTS
        assert agency.groups[Component.INTERNAL].persons == 0
    refused = write_reports(house.office, PANEL, tmp_path / "cetak")
    assert refused == Refused("office.report_about_persons", {"round": PANEL})
    assert not (tmp_path / "cetak").exists()
    assert "menanggapi" in Sentence.of(refused).spoken(Language.ID)
