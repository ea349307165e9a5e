"""A newcomer's walk through the whole of the work, at the window alone and with the keyboard alone.

From an empty folder: ceremony, round, sample, package and slips; then what a booth brings back: import,
quarantine, closing, opening, overview. What a person would do outside the window happens outside: papers are
read from their PDF files, and a booth seals what respondents answer.

    python -m tests.office_pages.walk FOLDER     walks on the display of the environment
"""

import json
import re
import sys
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.errors import Refused
from app.base.ids import OfficerId, SeatId
from app.office.window import intents as i
from app.office.window.present import round_wishes
from app.office.window.present import sample_wishes as lists
from app.office.window_settings import WindowSettings
from app.questionnaire.model import Questionnaire
from app.seal.installation import certify
from app.seal.package import Package, open_card, verify_package
from app.seal.root import verify_root
from app.seal.sign import SigningKey
from app.seal.stretch import derive
from app.ui.theme import load_fonts
from tests.office.conftest import PASSPHRASES, Kiosk
from tests.office.respondents import complete
from tests.office.sample.conftest import STAFF, csv_bytes, staff
from tests.office_pages.desk import DeskDoor, OfficerRobot, Patience, World

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
AGENCIES = (("Dinas Perhubungan", "Dishub", "dishub"), ("Dinas PUPR", "PUPR", "pupr"))
CAME = 10
NAMES = {"a": "Siti Rahma", "b": "Budi Santoso", "c": "Citra Dewi"}


def walk(officer: OfficerRobot, world: World, folder: Path) -> None:
    """Everything, from the ceremony to the overview of an opened round."""
    hold_ceremony(officer)
    officer.sign_in("a")
    prepare_round(officer)
    draw_sample(officer, world, folder)
    prepare_package(officer, world, folder)
    world.folder = booth(folder, (folder / "office" / "root.bilikroot").read_bytes())
    bring_in(officer)
    close_and_open(officer)


def hold_ceremony(officer: OfficerRobot) -> None:
    officer.press("hold_ceremony")
    officer.write("office_name", "BPS Kota Palembang")
    officer.press("rehearsal")
    for short, name in NAMES.items():
        secret = PASSPHRASES[OfficerId(short)]
        for field, text in (("name", name), ("pass", secret), ("again", secret)):
            officer.write(f"{field}_{short}", text)
    officer.press("make_keys")
    officer.wait()
    assert officer.page == "ceremony_done", officer.said()
    officer.press("to_entrance")
    officer.wait()


def prepare_round(officer: OfficerRobot) -> None:
    officer.press("to_round_form")
    officer.wait()
    for name, text in (
        ("round_title", "Periode November 2026"),
        ("survey_title", "Penilaian Integritas Layanan"),
        ("city", "Kota Palembang"),
        ("start", "9-11-2026"),
        ("end", "20-11-2026"),
        ("id", "palembang-2026"),
    ):
        officer.write(name, text)
    officer.press("next")
    for at, (name, short, code) in enumerate(AGENCIES):
        if at:
            officer.press("add_agency")
        for field, text in (("name", name), ("short", short), ("code", code)):
            officer.write(f"agencies.{at}.{field}", text)
        if not at:
            officer.write("agencies.0.valid_from", "1-1-2020")
    officer.press("next")
    officer.press("external.asked")  # the staff alone are asked
    officer.press(f"stage_{round_wishes.Step.TARGETS}")
    for at in (0, 1):
        officer.write(f"agencies.{at}.internal.population", "12")
    officer.press("use_formula")
    officer.press("next")
    officer.choose("method", 0)
    officer.press("next")
    officer.wait()
    for short in "bc":
        officer.write(f"officer_{short}", PASSPHRASES[OfficerId(short)])
    officer.press("make_round")
    officer.wait()
    assert officer.page == "round_form_done", officer.said()


def draw_sample(officer: OfficerRobot, world: World, folder: Path) -> None:
    officer.go("sample")
    file = folder / "pegawai.csv"
    file.write_bytes(csv_bytes(STAFF, [*staff(16), *staff(16, "PUPR", 100)]))
    world.files = (file,)
    officer.press("find_list")
    officer.wait()
    officer.press(f"stage_{lists.Step.DRAW}")
    officer.wait()
    officer.write("witness", "Ratna Dewi, M. Yusuf")
    officer.press("make_draw")
    officer.wait()
    assert "Bukti undian 1" in officer.said()


def prepare_package(officer: OfficerRobot, world: World, folder: Path) -> None:
    officer.go("packages")
    officer.press("new_package")
    for name, text in (
        ("venue_name", "Lab Komputer 2"),
        ("seats", "1"),
        ("sessions.0.date", "9-11-2026"),
        ("sessions.0.start", "09.00"),
        ("sessions.0.end", "11.00"),
        ("proctors.0.name", "Rina Marlina"),
    ):
        officer.write(name, text)
    officer.press("next")
    officer.press("use_targets")
    officer.press("next")
    world.folder = folder / "hasil"
    officer.press("choose_out")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("make_package")
    officer.wait()
    stick = folder / "stik"
    stick.mkdir()
    officer.door.conductor.take(i.Sticks((stick,)))
    officer.press("carry_0")
    officer.wait()
    assert [path.suffix for path in stick.iterdir()] == [".bilikpkg"]
    officer.press("print_slips")
    assert world.shown[-1].name.endswith("-slip.pdf")


def booth(folder: Path, root: bytes) -> Path:
    """A booth opened with the printed card, at which people with printed slips answer; its stick."""
    (file,) = (folder / "stik").glob("*.bilikpkg")
    package = verify_package(file.read_bytes(), verify_root(root))
    (card_file,) = (folder / "hasil").glob("*-kartu-pengawas.pdf")
    (slip_file,) = (folder / "hasil").glob("*-slip.pdf")
    card_code = codes_on(card_file)[0]
    card = open_card(package.document, card_code, package.stretcher)
    assert not isinstance(card, Refused)
    (seat,) = card.seats
    key = SigningKey(seat.private_key)
    kiosk = Kiosk(package, SeatId(seat.id), certify(package.digest, SeatId(seat.id), key))
    for number, slip in enumerate(codes_on(slip_file)[:CAME]):
        sit(kiosk, package, slip, number)
    stick = folder / "dari-ruang"
    stick.mkdir()
    data = kiosk.export()
    (stick / "bilik-01.bilik").write_bytes(data)
    (stick / "rusak.bilik").write_bytes(data[:-1])
    return stick


def codes_on(file: Path) -> list[str]:
    """The codes of a paper, as a person reads them."""
    pages = [page.extract_text() for page in PdfReader(file).pages]
    return [code.replace("-", "") for page in pages for code in CODE.findall(page)]


def sit(kiosk: Kiosk, package: Package, slip: str, number: int) -> None:
    """One person answers everything and seals it."""
    derived = derive(slip, package.document.salt, package.stretcher)
    entry = package.document.code(derived.id)
    assert entry is not None, slip
    asked = package.document.questionnaires[entry.questionnaire]
    whole = Questionnaire.model_validate_json(as_json(asked))
    agencies = [one.code for one in package.document.agencies]
    answers = complete(whole, derived.nullifier, entry.agency, agencies, number)
    kiosk.keep(bytes([number]) * 16, answers, (entry.agency, entry.group))


def as_json(value: object) -> str:
    """A plain value as JSON."""

    return json.dumps(value)


def bring_in(officer: OfficerRobot) -> None:
    officer.key("Ctrl+I")
    officer.wait()
    officer.press("choose_folder")
    officer.wait()
    assert str(CAME) in officer.said()
    officer.go("quarantine")
    assert "tidak dapat diterima siapa pun" in officer.said()


def close_and_open(officer: OfficerRobot) -> None:
    officer.go("closing")
    officer.choose("sheet_session", 0)
    officer.write("present", str(CAME))
    officer.key("Return")
    officer.wait()
    officer.write("explanation", "Slip lain dikembalikan utuh menurut berita acara ruang.")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("close_round")
    officer.wait()
    officer.go("opening")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("open_seal")
    officer.wait()
    assert "Hasil pembukaan" in officer.said(), officer.said()
    officer.go("overview")
    assert "Periode November 2026" in officer.said()


def main(folder: Path) -> None:
    """Walk on a real display, and say so."""
    application = QApplication(["bilik-office"])
    load_fonts()
    world = World()
    door = DeskDoor(application, WindowSettings(folder / "office"), world)
    door.show()
    assert QTest.qWaitForWindowActive(door.window, 10_000)
    walk(OfficerRobot(application, Patience(), door), world, folder)
    door.rest()
    door.window.close()
    sys.stdout.write(f"walked on {application.platformName()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
