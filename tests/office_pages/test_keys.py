"""The page of the keys, with the keyboard alone: two officers prove, print, drill, revoke and destroy."""

from pathlib import Path

from app.base.ids import OfficerId
from app.office.upkeep.keys import read_keys
from app.office.window import intents as i
from app.seal.paper_copy import paper_lines
from tests.office.conftest import PASSPHRASES, House
from tests.office_pages.conftest import Sit
from tests.office_pages.desk import OfficerRobot, World


def at_the_keys(sit: Sit) -> OfficerRobot:
    officer = sit()
    officer.sign_in("a")
    officer.go("keys")
    return officer


def joined(officer: OfficerRobot, press: str) -> None:
    """The second officer types, and the button is pressed."""
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.press(press)
    officer.wait()


def test_two_officers_prove_the_keys_and_one_prints_and_drills_them(
    sit: Sit, house: House, world: World, tmp_path: Path
) -> None:
    officer = at_the_keys(sit)
    words = house.office.root.words
    assert all(word in officer.said() for word in words)
    joined(officer, "try_keys")
    assert "Semua kunci membuka: 2 dari 2 uji" in officer.said()
    world.folder = tmp_path / "salinan"
    officer.key("Ctrl+P")
    officer.wait()
    officer.press("open_0")
    assert world.shown == [world.folder / "salinan-kunci-a.pdf"]
    officer.door.conductor.take(i.Typed("lines", "01/01 ABCDE FGHJK  1234"))
    officer.press("drill")
    officer.wait()
    assert "Salinan kertas cocok" not in officer.said()
    officer.door.conductor.take(i.Typed("lines", "\n".join(paper_lines(house.office.keyring.recovery))))
    officer.press("drill")
    officer.wait()
    assert "Salinan kertas cocok: Kunci pemulihan bilik" in officer.said()


def test_a_seat_is_revoked_by_two_officers_with_a_reason(sit: Sit, house: House) -> None:
    officer = at_the_keys(sit)
    officer.walk_to("seats_table")
    officer.key("Down")
    officer.key("Return")
    joined(officer, "revoke")
    assert "Alasan terlalu pendek" in officer.said()
    officer.write("reason", "Komputer bilik hilang dalam perjalanan")
    joined(officer, "revoke")
    assert "dicabut" in officer.said()
    assert [one.revoked for one in read_keys(house.office).seats].count(True) == 1


def test_two_who_stay_appoint_another_officer_who_then_signs_in(
    sit: Sit, house: House, world: World, tmp_path: Path
) -> None:
    officer = at_the_keys(sit)
    world.folder = tmp_path / "salinan"
    assert "Yang diganti: Citra Dewi" in officer.said()
    officer.write("new_name", "Dian Kartika")
    officer.write("new_secret", "songket lepus benang emas")
    officer.write("new_again", "songket lepus benang perak")
    joined(officer, "rotate")
    assert not (house.folder / "roots").exists()
    officer.write("new_again", "songket lepus benang emas")
    joined(officer, "rotate")
    assert "Petugas diganti" in officer.said()
    assert len(list(world.folder.iterdir())) == 3
    officer.key("Ctrl+L")
    officer.choose("officer", 2)
    officer.write("passphrase", "songket lepus benang emas")
    officer.key("Return")
    officer.wait()
    side = officer.door.conductor.screen().side
    assert side is not None
    assert side.officer == "Dian Kartika"


def test_a_locked_window_forgets_the_passphrase_and_the_lines(sit: Sit, house: House) -> None:
    assert house.folder.exists()
    officer = at_the_keys(sit)
    officer.write("second_passphrase", PASSPHRASES[OfficerId("b")])
    officer.door.conductor.take(i.Typed("lines", "01/01 ABCDE"))
    officer.write("new_secret", "songket lepus benang emas")
    officer.key("Ctrl+L")
    keys = next(one for one in officer.door.conductor.sections if one.name == "keys")
    held = {name: vars(one) if name == "_second" else one for name, one in vars(keys).items()}
    assert "songket" not in repr(held)
    assert PASSPHRASES[OfficerId("b")] not in repr(held)
    assert "ABCDE" not in repr(held)
