"""A change of officers: two stay, one goes, one comes; and a cut at any moment leaves the old or the new."""

import dataclasses
from pathlib import Path

import pytest

from app.base.clock import HandClock
from app.base.errors import Environment, Refused
from app.base.ids import OfficerId
from app.kiosk.seat.enrol import enrol_root
from app.office.gathering.intake import Verdict
from app.office.officers.keyring import FILE_NAME
from app.office.officers.roots import ROOT_NAME, ROTATED, read_roots
from app.office.officers.rotation import Rotated, rotate
from app.office.officers.signin import Office, recognise, sign_in
from app.office.store.audit import read_acts
from app.office.survey.packaging import Packaged, load_packages, make_package
from app.office.upkeep.keys import try_keys
from app.seal.package import verify_package
from tests.office.conftest import NOVEMBER_9, PASSPHRASES, House, order, signed_in
from tests.office.test_intake import filled, merge_one
from tests.office.test_opening import close_and_open, collect

NAME, SECRET = "Dian Kartika", "songket lepus benang emas"
NEW = OfficerId("d")


def enter(folder: Path, **given: str) -> Office:
    office = sign_in(folder, {OfficerId(name): text for name, text in given.items()}, HandClock(NOVEMBER_9))
    assert isinstance(office, Office), office
    return office


def turned(house: House, folder: Path) -> Rotated:
    made = rotate(house.office, NAME, SECRET, folder)
    assert isinstance(made, Rotated), made
    return made


def test_who_comes_opens_with_each_who_stays_and_who_went_opens_nothing(house: House, tmp_path: Path) -> None:
    made = turned(house, tmp_path / "salinan")
    house.office.close()
    assert made.coming == NEW
    assert sorted(made.papers) == ["a", "b", "d"]
    gone = recognise(house.folder, {OfficerId("c"): PASSPHRASES[OfficerId("c")]})
    assert isinstance(gone, Refused)
    for stays in ("a", "b"):
        office = enter(house.folder, **{stays: PASSPHRASES[OfficerId(stays)], "d": SECRET})
        found = try_keys(office)
        assert isinstance(found, tuple)
        assert len(found) == 2
        assert all(one.opens for one in found)
        office.close()
    office = enter(house.folder, d=SECRET)
    with office.store.reading() as connection:
        act = next(one for one in read_acts(connection) if one.act == ROTATED)
    office.close()
    assert (act.officers, act.details["leaving"], act.details["coming"]) == (("a", "b"), "c", "d")
    assert not (house.folder / "rotation.json").exists()


def test_what_was_signed_before_stays_valid_and_booths_believe_the_next_root(
    house: House, tmp_path: Path
) -> None:
    first = (house.folder / ROOT_NAME).read_bytes()
    enrol_root(tmp_path / "bilik", first)
    kiosk = filled(house)
    made = turned(house, tmp_path / "salinan")
    house.office.close()
    office = enter(house.folder, b=PASSPHRASES[OfficerId("b")], d=SECRET)  # not those who signed the package
    with office.store.reading() as connection:
        assert house.packaged.digest in load_packages(connection, office)
    assert (
        merge_one(dataclasses.replace(house, office=office), "lama", kiosk.export()).verdict is Verdict.STORED
    )
    believed = enrol_root(tmp_path / "bilik", made.root_file.read_bytes())
    assert believed.words == made.words
    assert [root.document.number for root in read_roots(house.folder)] == [1, 2]
    new = make_package(office, order(venue="aula", venue_name="Aula"), tmp_path / "hasil")
    assert isinstance(new, Packaged), new
    assert verify_package(new.package_file.read_bytes(), believed).document.venue_id == "aula"
    office.close()


def test_two_changes_after_each_other_leave_the_first_package_valid_and_the_round_is_opened(
    house: House, tmp_path: Path
) -> None:
    turned(house, tmp_path / "satu")
    house.office.close()
    office = enter(house.folder, b=PASSPHRASES[OfficerId("b")], d=SECRET)
    second = rotate(office, "Eka Putri", "kemplang panggang sambal merah", tmp_path / "dua")
    assert isinstance(second, Rotated)
    assert second.coming == "e"  # a was replaced; nobody is ever called a again
    office.close()
    office = enter(house.folder, d=SECRET, e="kemplang panggang sambal merah")
    later = dataclasses.replace(house, office=office)
    close_and_open(later, collect(later))
    office.close()


@pytest.mark.parametrize(
    ("blocked", "changed"), [("rotation.json", False), (ROOT_NAME, True), (FILE_NAME, True)]
)
def test_a_change_that_is_cut_short_is_either_not_there_or_finished_at_the_next_sign_in(
    house: House, tmp_path: Path, blocked: str, changed: bool
) -> None:
    in_the_way = house.folder / f"{blocked}.part"  # the disk refuses to write this file
    in_the_way.mkdir()
    with pytest.raises(Environment):
        rotate(house.office, NAME, SECRET, tmp_path / "salinan")
    house.office.close()
    in_the_way.rmdir()
    if changed:
        office = enter(house.folder, a=PASSPHRASES[OfficerId("a")], d=SECRET)
        found = try_keys(office)
        assert isinstance(found, tuple)
        assert all(one.opens for one in found)
        with office.store.reading() as connection:
            assert [one.act for one in read_acts(connection)].count(ROTATED) == 1
    else:
        office = signed_in(house.folder, "ac")
        assert office.root.document.number == 1
    office.close()
    again = signed_in(house.folder, "ab")
    assert again.root.document.number == (2 if changed else 1)
    again.close()


def test_it_takes_exactly_two_who_stay_and_a_good_passphrase(house: House, tmp_path: Path) -> None:
    three = signed_in(house.folder, "abc")
    one = dataclasses.replace(house.office, officers=house.office.officers[:1])
    for office in (three, one):
        refused = rotate(office, NAME, SECRET, tmp_path / "x")
        assert isinstance(refused, Refused)
        assert refused.code == "keys.two_stay"
    three.close()
    weak = rotate(house.office, NAME, "pendek", tmp_path / "x")
    assert isinstance(weak, Refused)
    assert weak.code == "seal.passphrase_short"
    shared = rotate(house.office, NAME, PASSPHRASES[OfficerId("a")], tmp_path / "x")
    assert isinstance(shared, Refused)
    assert shared.code == "seal.passphrases_equal"
    assert not (tmp_path / "x").exists()
