"""A round, from the stick to the opening, by two officers who use the keyboard alone."""

import threading
from collections.abc import Mapping
from pathlib import Path

import yaml
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.base.clock import HandClock
from app.base.ids import OfficerId
from app.base.sentences import Language, Sentence
from app.office.gathering.intake import FileVerdict, Step, Verdict
from app.office.standing import Standing, look
from app.office.store.audit import read_acts
from app.office.survey.roundfile import RoundState
from app.office.window import intents as i
from app.office.window.outside import Running
from app.office.window.sections.importing import Importing, Stepped
from app.office.window.shift import Job
from app.seal.package import verify_package
from tests.office.conftest import PASSPHRASES, House, order
from tests.office_pages.conftest import Sit
from tests.office_pages.deeds import stick_with
from tests.office_pages.desk import NOON, OfficerRobot, World
from tests.office_pages.eyes import faults
from tests.office_pages.filled import fill


class Gate(HandClock):
    """A clock that answers a worker only when it may go on."""

    def __init__(self, utc_ms: int) -> None:
        super().__init__(utc_ms)
        self.open = threading.Event()

    @override
    def utc_ms(self) -> int:
        if threading.current_thread() is not threading.main_thread():
            assert self.open.wait(20)
        return super().utc_ms()


def gated(officer: OfficerRobot) -> Gate:
    """Let the officer's next work wait at the clock."""
    shift = officer.door.conductor.shift
    assert shift is not None
    shift.clock = gate = Gate(NOON)
    return gate


def standing(house: House) -> Standing:
    return look(house.office, None)


def test_a_stick_is_brought_in_and_its_receipts_go_back(sit: Sit, house: House, world: World) -> None:
    world.folder = stick_with(house, 10)
    (world.folder / "rusak.bilik").write_bytes(b"bukan berkas bilik")
    officer = sit()
    officer.sign_in("a")
    officer.key("Ctrl+I")
    officer.wait()
    assert officer.page == "importing"
    officer.press("choose_folder")
    officer.wait()
    assert "10" in officer.said()
    assert len(list(world.folder.glob("*.bilikterima"))) == 2
    assert standing(house).batches == 2
    other = world.folder.parent / "stik-lain"
    other.mkdir()
    officer.door.conductor.take(i.Sticks((other,)))
    officer.press("hand_receipts")
    officer.wait()
    assert "Sudah dibaca ulang" in officer.said()
    assert sorted(path.name for path in other.iterdir()) == ["dua.bilikterima", "satu.bilikterima"]


def test_what_cannot_be_accepted_has_no_button_to_accept_it(sit: Sit, house: House) -> None:
    fill(house)
    officer = sit()
    officer.sign_in("a")
    side = officer.door.conductor.screen().side
    assert side is not None
    assert {nav.name: nav.badge for nav in side.navs}["quarantine"] == "2"
    officer.go("quarantine")
    assert officer.focused().objectName() == "held_table"
    first = officer.said()
    officer.key("Down")
    officer.key("Return")
    assert officer.said() != first
    assert "tidak dapat diterima siapa pun" in officer.said()
    officer.press("ask_again")
    officer.wait()
    assert "Ekspor ulang diminta oleh a" in officer.said()
    officer.write("finding_reason", "Bilik 02 sudah diekspor ulang")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("close_finding")
    officer.wait()
    assert "Temuan ini sudah ditutup" in officer.said()
    side = officer.door.conductor.screen().side
    assert side is not None
    assert {nav.name: nav.badge for nav in side.navs}["quarantine"] == "1"


def test_the_daily_summary_is_written_where_the_officer_says_and_opened(
    sit: Sit, house: House, world: World, tmp_path: Path
) -> None:
    assert house.folder.exists()
    world.folder = tmp_path / "harian"
    officer = sit()
    officer.sign_in("a")
    officer.press("print_daily")
    officer.wait()
    (file,) = world.folder.iterdir()
    assert file.read_bytes().startswith(b"%PDF")
    assert file.name in officer.said()
    officer.press("show_daily")
    assert world.shown == [file]


def test_two_officers_explain_what_did_not_come_and_then_open(sit: Sit, house: House, world: World) -> None:
    world.folder = stick_with(house, 10)
    officer = sit()
    officer.sign_in("a")
    officer.go("importing")
    officer.press("choose_folder")
    officer.wait()
    officer.go("closing")
    officer.choose("sheet_session", 0)
    officer.write("present", "banyak")
    officer.key("Return")
    assert "dengan angka" in officer.said()
    officer.write("present", "11")
    officer.key("Return")
    officer.wait()
    assert "lembar ruang dimasukkan" in officer.said()
    officer.write("explanation", "Satu orang pulang sebelum menyegel, sesuai berita acara.")
    officer.write("second_passphrase", "bukan ini")
    officer.press("close_round")
    officer.wait()
    assert "tidak cocok" in officer.said()
    assert standing(house).survey.state is RoundState.COLLECTING  # type: ignore[union-attr]
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("close_round")
    officer.wait()
    assert standing(house).survey.state is RoundState.CLOSED  # type: ignore[union-attr]
    officer.go("opening")
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press("open_seal")
    officer.wait()
    assert standing(house).survey.state is RoundState.OPENED  # type: ignore[union-attr]
    counts = standing(house).counts
    assert counts is not None
    assert counts.records == counts.complete == 10
    assert "Hasil pembukaan" in officer.said()
    with house.office.store.reading() as connection:
        acts = [(one.act, one.officers) for one in read_acts(connection)]
    assert acts[-2:] == [("close", ("a", "b")), ("open", ("a", "b"))]
    officer.go("journal")
    officer.write("search", "amplop dibuka")
    screen = officer.door.conductor.screen()
    assert "Jurnal utuh" in officer.said()
    assert screen.side is not None
    assert screen.side.seal.icon == "lock-open"


def plain(value: object) -> object:
    match value:
        case Mapping():
            return {key: plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return value


def test_a_package_is_made_by_two_and_carried_away(
    sit: Sit, house: House, world: World, tmp_path: Path
) -> None:
    file = tmp_path / "pesanan.yaml"
    wanted = order(venue="lab-dua", venue_name="Lab Dua")
    file.write_text(yaml.safe_dump(plain(wanted.model_dump(mode="json"))), encoding="utf-8")
    world.files, world.folder = (file,), tmp_path / "hasil"
    officer = sit()
    officer.sign_in("a")
    officer.go("packages")
    officer.press("new_package")
    officer.press("choose_order")
    officer.press("stage_review")
    officer.press("choose_out")
    officer.choose("second_officer", 1)
    officer.write("second_passphrase", PASSPHRASES[OfficerId("c")])
    officer.press("make_package")
    officer.wait()
    assert "Paket baru sudah dibuat" in officer.said()
    officer.press("print_slips")
    assert world.shown[0].suffix == ".pdf"
    stick = tmp_path / "stik"
    stick.mkdir()
    officer.door.conductor.take(i.Sticks((stick,)))
    officer.press("carry_0")
    officer.wait()
    (carried,) = stick.iterdir()
    made = verify_package(carried.read_bytes(), house.office.root)
    assert made.document.venue_id == "lab-dua"
    officer.press("drop_papers")
    assert [path.suffix for path in world.folder.iterdir()] == [".bilikpkg"]  # the codes are on paper alone
    officer.press("carry_0")
    officer.wait()
    officer.door.conductor.take(i.SetLanguage(Language.EN))
    assert "Read back and the same" in officer.said()


def test_an_order_with_mistakes_shows_all_of_them(sit: Sit, world: World, tmp_path: Path) -> None:
    file = tmp_path / "pesanan.yaml"
    file.write_text("round: palembang-2026\nvenue: X Y\n", encoding="utf-8")
    world.files = (file,)
    officer = sit()
    officer.sign_in("a")
    officer.go("packages")
    officer.press("new_package")
    officer.press("choose_order")
    assert "wajib ada" in officer.said()


def test_work_goes_on_while_another_page_is_seen_and_while_the_window_is_locked(
    sit: Sit, house: House, world: World
) -> None:
    world.folder = stick_with(house, 10)
    officer = sit()
    officer.sign_in("a")
    officer.go("importing")
    gate = gated(officer)
    officer.press("choose_folder")
    officer.key("Alt+1")
    officer.key("Ctrl+L")
    assert officer.door.busy
    gate.open.set()
    officer.wait()
    assert standing(house).batches == 2
    officer.sign_in("a")
    officer.go("importing")
    assert "Hasil impor ini" in officer.said()


def test_the_steps_of_the_file_that_comes_in_are_shown_until_its_verdict(sit: Sit, house: House) -> None:
    assert house.folder.exists()
    officer = sit()
    officer.sign_in("a")
    officer.go("importing")
    page = next(one for one in officer.door.conductor.sections if one.name == "importing")
    assert isinstance(page, Importing)
    page.running = True
    page.shift.jobs.append(Job(99, Sentence("window.job_import"), False, Running(lambda: None), 1, 3))
    page._told(Stepped("palembang-01-1.bilik", Step.STORE))
    for language in Language:
        officer.door.conductor.take(i.SetLanguage(language))
        officer.door.conductor.redraw()
        assert not faults(officer.door.window)
    assert "palembang-01-1.bilik" in officer.said()
    page.shift.jobs.clear()
    page._told(FileVerdict(Path("palembang-01-1.bilik"), Verdict.STORED, Sentence("office.verdict_stored")))
    officer.door.conductor.redraw()
    shown = officer.door.window.page
    assert shown is not None
    assert not [each for each in shown.findChildren(QWidget, "import_steps") if each.isVisible()]


def test_an_import_that_is_stopped_keeps_what_was_stored(sit: Sit, house: House, world: World) -> None:
    world.folder = stick_with(house, 10)
    officer = sit()
    officer.sign_in("a")
    officer.go("importing")
    gate = gated(officer)
    officer.press("choose_folder")
    shift = officer.door.conductor.shift
    assert shift is not None
    officer.door.conductor.take(i.StopJob(shift.jobs[0].number))
    gate.open.set()
    officer.wait()
    assert "dihentikan" in officer.said()
    assert standing(house).batches <= 1
    officer.press("choose_folder")
    officer.wait()
    assert standing(house).batches == 2


def test_closing_the_window_lets_work_end_first(sit: Sit, house: House, world: World) -> None:
    world.folder = stick_with(house, 10)
    officer = sit()
    officer.sign_in("a")
    officer.go("importing")
    gate = gated(officer)
    officer.press("choose_folder")
    officer.door.window.close()
    assert not world.left
    gate.open.set()
    officer.wait()
    assert world.left
