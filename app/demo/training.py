"""A training kiosk: one seat with practice questions, slips to try, and no office behind it.

The package is marked as training in what is signed, so every real lock refuses what is answered here, and
a machine that never saw an office's root may run it.
"""

import datetime as dt
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from app.base.ids import AgencyCode, GroupCode, ProctorId, SeatId
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language, say
from app.demo.seat import granted
from app.kiosk.seat.enrol import install_package
from app.office.questions.previewing import kiosk_program
from app.paper.room.cards import Slip, SlipBatch, slip_sheets
from app.questionnaire.read import questionnaire_digest, read_yaml, to_canonical
from app.questionnaire.scenario import SCENARIOS_FILE, read_scenarios, to_plain
from app.seal.card import NewProctor
from app.seal.codes import new_code, pretty
from app.seal.package import Bilingual, PackageAgency, PackagePlan, Period, PlannedSession, sign_package
from app.seal.packing import Stratum, build_package
from app.seal.sign import SigningKey
from app.seal.stretch import REHEARSAL, stretcher_for
from app.seal.unseal import generate_seal_pair
from app.storage.files import write_atomic

SLIPS = 10
PIN = "246813"
SEAT = SeatId("01")


@dataclass(frozen=True, slots=True)
class TrainingKiosk:
    """A kiosk folder ready to start, and what a trainee holds in hand."""

    data_dir: Path
    card_code: str
    pin: str
    codes: tuple[str, ...]
    slips_file: Path


def prepare(out: Path, language: Language = Language.ID) -> TrainingKiosk:
    """Make and install a training package in the empty folder `out`."""
    asked = read_yaml((QUESTIONNAIRES / "latihan/questionnaire.yaml").read_bytes())
    beside = QUESTIONNAIRES / "latihan" / SCENARIOS_FILE
    scenarios = read_scenarios(beside.read_bytes(), asked) if beside.is_file() else ()
    digest = questionnaire_digest(asked)
    text: JsonValue = json.loads(to_canonical(asked))
    today = dt.datetime.now(dt.UTC).date()
    _, seal_public = generate_seal_pair()  # its private half is dropped: training is never opened
    _, recovery_public = generate_seal_pair()
    plan = PackagePlan(
        training=True,
        round_id="latihan",
        round_title=_both("demo.training_round"),
        survey_title=_both("demo.training_survey"),
        venue_id="latihan",
        venue_name=say(language, "demo.training_venue"),
        period=Period(start=today.isoformat(), end=(today + dt.timedelta(days=365)).isoformat()),
        sessions=(
            PlannedSession(
                id="L1",
                date=today.isoformat(),
                start="08:00",
                end="16:00",
                label=say(language, "demo.training_session"),
            ),
        ),
        seal_key=seal_public,
        recovery_key=recovery_public,
        import_key=SigningKey.generate().verify_key().to_bytes(),
        agencies=(
            PackageAgency(
                code="latihan",
                name=_both("demo.training_agency"),
                short=say(language, "demo.training_short"),
                description=_both("demo.training_agency"),
            ),
        ),
        questionnaires={digest: text},
        scenarios={digest: to_plain(scenarios)} if scenarios else None,
    )
    card_code = new_code()
    built = build_package(
        plan,
        [SEAT],
        [NewProctor(ProctorId("latihan"), say(language, "demo.training_proctor"), PIN)],
        [Stratum(AgencyCode("latihan"), GroupCode("training"), digest, SLIPS)],
        card_code,
        stretcher_for(REHEARSAL, production=False),
    )
    # Nobody's signature is believed for training; the envelope still wants one.
    data = sign_package(built.payload, [SigningKey.generate(), SigningKey.generate()])
    write_atomic(out / "latihan.bilikpkg", data)
    codes = tuple(pretty(code) for slips in built.slips for code in slips.codes)
    sheet = SlipBatch(
        survey=say(language, "demo.training_survey"),
        venue=say(language, "demo.training_venue"),
        slips=tuple(
            Slip(code, say(language, "demo.training_group"), say(language, "demo.training_agency"))
            for code in codes
        ),
        practice=True,
    )
    write_atomic(out / "slip-latihan.pdf", slip_sheets(sheet, language))
    data_dir = out / "bilik"
    granted(install_package(data_dir, data, SEAT, card_code))
    return TrainingKiosk(data_dir, pretty(card_code), PIN, codes, out / "slip-latihan.pdf")


def run_kiosk(ready: TrainingKiosk, language: Language) -> int:
    """Open the training kiosk in a window and wait until it is closed; its exit code."""
    command = [*kiosk_program(), "--data", str(ready.data_dir), "--windowed"]
    return subprocess.run([*command, "--language", language.value], check=False).returncode


def _both(key: str) -> Bilingual:
    return Bilingual(id=say(Language.ID, key), en=say(Language.EN, key))
