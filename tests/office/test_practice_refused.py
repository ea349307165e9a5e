"""What was answered for practice is refused at every real lock, each with a sentence that says so."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.base.errors import Integrity, Refused
from app.base.ids import SeatId
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.demo.training import TrainingKiosk, prepare
from app.office.answers.opening import Opened, open_round, read_rows
from app.office.findings import Findings
from app.office.gathering.closing import close_round
from app.office.gathering.intake import Verdict, import_paths
from app.office.store.tables import batch, record
from app.office.survey.rounds import new_round
from app.office.upkeep.recovery import recover_folder
from app.questionnaire.read import read_yaml
from app.seal.installation import certify
from app.seal.package import Package, open_card, read_training_package
from app.seal.sign import SigningKey
from tests.office.conftest import AGENCIES, ROUND, House, Kiosk, round_yaml, signed_in, write_round
from tests.office.respondents import complete
from tests.office.test_opening import collect, submit

LATIHAN = read_yaml((QUESTIONNAIRES / "latihan/questionnaire.yaml").read_bytes())


@dataclass
class Practice:
    """A training kiosk that somebody tried."""

    kiosk: TrainingKiosk
    package: Package
    booth: Kiosk


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    made = prepare(tmp_path_factory.mktemp("latihan"))
    (folder,) = (made.data_dir / "installations").iterdir()
    package = read_training_package((folder / "package.bilikpkg").read_bytes())
    card = open_card(package.document, made.card_code, package.stretcher)
    assert not isinstance(card, Refused)
    seat = card.seats[0]
    booth = Kiosk(
        package, SeatId(seat.id), certify(package.digest, SeatId(seat.id), SigningKey(seat.private_key))
    )
    booth.keep(
        b"\x01" * 16, complete(LATIHAN, b"\x07" * 32, "latihan", ["latihan"], 1), ("latihan", "training")
    )
    return Practice(made, package, booth)


def untouched(house: House) -> bool:
    with house.office.store.reading() as connection:
        tables = (batch, record)
        return all(connection.execute(sa.select(table)).first() is None for table in tables)


def test_its_batches_are_rejected_and_the_sentence_says_why(house: House, practice: Practice) -> None:
    (verdict,) = import_paths(house.office, [house.stick("latihan", practice.booth.export())])
    assert (verdict.verdict, verdict.why.key) == (Verdict.REJECTED, "office.verdict_foreign")
    assert "latihan" in verdict.why.spoken(Language.ID)
    assert "practice" in verdict.why.spoken(Language.EN)
    assert verdict.receipt is None
    assert untouched(house)


def test_its_folder_is_not_recovered(house: House, practice: Practice) -> None:
    with pytest.raises(Integrity, match=r"seal\.unknown_signer"):
        recover_folder(house.office, practice.kiosk.data_dir)
    assert untouched(house)


def test_its_questionnaire_gets_no_round(house: House, tmp_path: Path) -> None:
    house.office.close()
    house.office = signed_in(house.folder)
    group = {"code": "internal", "questionnaire": "latihan/questionnaire.yaml"}
    value = round_yaml(id="lain", groups=[{**group, "scoring": "spi-internal/scoring.yaml"}])
    found = new_round(house.office, write_round(tmp_path, value))
    assert isinstance(found, Findings)
    sentence = next(one.sentence for one in found.findings if one.place == "groups.0")
    assert sentence.key == "office.find_practice"
    assert "latihan" in sentence.spoken(Language.ID)


def test_its_answers_are_counted_as_misplaced_even_under_a_real_seal_with_a_real_slip(house: House) -> None:
    kiosk = collect(house)
    slip = house.codes("internal", "dishub")[10]
    answers = complete(LATIHAN, house.nullifier(slip), "dishub", AGENCIES, 1)
    submit(kiosk, answers, "dishub", "internal")
    import_paths(house.office, [house.stick("all", kiosk.export())])
    close_round(house.office, ROUND, "Uji coba: satu bilik saja yang dipakai")
    opened = open_round(house.office, ROUND)
    assert isinstance(opened, Opened)
    assert (opened.counts.misplaced, opened.counts.complete) == (1, 26)
    with house.office.store.reading() as connection:
        rows = read_rows(connection, ROUND)
    assert {row.questionnaire for row in rows} == {"spi-internal", "spi-expert"}
