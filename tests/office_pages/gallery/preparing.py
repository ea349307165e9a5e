"""Before the survey: the ceremony, the round, the sample, the packages, the questionnaires."""

import shutil

import yaml

from app.base.resources import QUESTIONNAIRES
from app.office.window import intents as i
from app.office.window.present import order_wishes, question_wishes, round_wishes, sample_wishes
from tests.office.conftest import PASSPHRASES, round_yaml
from tests.office.sample.conftest import STAFF, csv_bytes, staff
from tests.office_pages.deeds import bring_list, fill_in_order
from tests.office_pages.gallery.stories import Desk, Part, story
from tests.office_pages.offices import Start

NAMES = {"a": "Siti Rahma", "b": "Budi Santoso", "c": "Citra Dewi"}
WORD_MISSING = ", en: Somewhat agree}"


@story("ceremony", Part.PREPARING, Start.NOTHING)
def ceremony(desk: Desk) -> None:
    officer = desk.officer
    desk.look("before")
    officer.press("hold_ceremony")
    desk.look("form")
    officer.write("office_name", "BPS Kota Palembang")
    officer.press("rehearsal")
    for short, secret in PASSPHRASES.items():
        officer.write(f"name_{short}", NAMES[short])
        officer.write(f"pass_{short}", secret)
        officer.write(f"again_{short}", secret)
    desk.look("filled")
    officer.press("make_keys")
    officer.wait()
    assert officer.page == "ceremony_done"
    desk.look("done")
    officer.press("to_entrance")
    officer.wait()
    desk.look("entrance")


@story("round", Part.PREPARING, Start.FOUNDED)
def new_round(desk: Desk) -> None:
    desk.officer.sign_in("a")
    desk.look("none")
    desk.officer.press("to_round_form")
    desk.officer.wait()

    def stages(state: str) -> None:
        for step in round_wishes.Step:
            desk.take(round_wishes.See(step))
            desk.look(f"{state}-{step}")

    stages("empty")
    file = desk.folder / "lama.yaml"
    file.write_text(yaml.safe_dump(round_yaml()), encoding="utf-8")
    desk.world.files = (file,)
    desk.take(round_wishes.OpenFile())
    stages("full")
    desk.take(i.Typed("agencies.1.code", "Dinas PUPR"))
    desk.take(i.Typed("start", "kemarin"))
    stages("wrong")


@story("sample", Part.PREPARING, Start.READY)
def sample(desk: Desk) -> None:
    desk.come("sample")
    desk.look("empty")
    bring_list(desk.officer, desk.world, desk.folder, "salah.csv", csv_bytes(STAFF, staff(3, NIP="12")))
    desk.look("problems")
    rows = [*staff(40), *staff(18, "PUPR", 100), *staff(1, first=90, NIP=staff(1)[0][1])]
    bring_list(desk.officer, desk.world, desk.folder, "pegawai.csv", csv_bytes(STAFF, rows))
    desk.take(sample_wishes.Alike(1))
    desk.look("check")
    desk.take(i.Typed("reason", "NIP sama, orang yang sama"))
    desk.take(sample_wishes.Settle())
    desk.take(sample_wishes.See(sample_wishes.Step.DRAW))
    desk.look("draw-before")
    desk.take(i.Typed("witness", "Ratna Dewi, M. Yusuf"))
    desk.take(i.Typed("seed", "4471 0926 3185"))
    desk.take(sample_wishes.MakeDraw())
    desk.take(sample_wishes.See(sample_wishes.Step.DRAW))
    desk.look("draw")
    desk.take(sample_wishes.See(sample_wishes.Step.LETTERS))
    desk.look("letters")
    desk.take(sample_wishes.See(sample_wishes.Step.PEOPLE))
    desk.take(sample_wishes.PickPerson(4))
    desk.look("people")


@story("package", Part.PREPARING, Start.READY)
def package(desk: Desk) -> None:
    desk.come("packages")
    desk.officer.press("new_package")

    def stages(state: str) -> None:
        for step in order_wishes.Step:
            desk.take(order_wishes.See(step))
            desk.look(f"{state}-{step}")

    stages("empty")
    desk.take(order_wishes.See(order_wishes.Step.ROOM))
    fill_in_order(desk.officer)
    desk.take(i.Typed("seats", "dua belas?"))
    stages("wrong")
    desk.take(i.Typed("seats", "01-12"))
    desk.take(order_wishes.StartAt(1, "11:15"))
    desk.take(order_wishes.UseTargets())
    stages("full")


@story("questions", Part.PREPARING, Start.READY)
def questions(desk: Desk) -> None:
    own = desk.folder / "spi-kota"
    shutil.copytree(QUESTIONNAIRES / "spi-internal", own)
    file = own / "questionnaire.yaml"
    text = file.read_text(encoding="utf-8").replace(WORD_MISSING, "}", 1)
    file.write_text(text.replace("time_limit_ms: 2400000", "time_limit_ms: 1200000"), encoding="utf-8")
    desk.come("questions")
    desk.world.folder = own
    desk.world.files = (QUESTIONNAIRES / "spi-internal" / "questionnaire.yaml",)
    desk.take(question_wishes.BringSet())
    desk.look("list")
    desk.take(question_wishes.SeeSet("spi-kota"))
    desk.take(question_wishes.CompareFile())
    desk.take(question_wishes.Pick("a_transparansi", "a1"))
    desk.look("detail")
