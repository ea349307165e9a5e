"""The ceremony and signing in: two of three officers, and nothing for one alone or for a stranger."""

import hashlib
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.base.clock import HandClock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import OfficerId
from app.office.officers.ceremony import initialise
from app.office.officers.keyring import FILE_NAME, read_keyring
from app.office.officers.roots import ROOT_NAME
from app.office.officers.signin import sign_in
from app.seal.root import verify_root
from app.seal.trio import unwrap_pair
from tests.cheap import CHEAP
from tests.office.conftest import NOVEMBER_9, PASSPHRASES, attendants, hold_ceremony, signed_in


def test_the_ceremony_leaves_a_root_six_words_and_a_paper_for_each_officer(tmp_path: Path) -> None:
    made = hold_ceremony(tmp_path / "office")
    assert made.words == verify_root(made.root_file.read_bytes()).words
    assert not made.production
    assert sorted(made.papers) == ["a", "b", "c"]
    for path in made.papers.values():
        text = "".join(page.extract_text() for page in PdfReader(path).pages)
        assert all(word in text for word in made.words)
    assert not (tmp_path / "office.part").exists()


def test_every_officer_signs_in_and_the_journal_begins_with_the_ceremony(tmp_path: Path) -> None:
    hold_ceremony(tmp_path / "office")
    for officer in "abc":
        office = signed_in(tmp_path / "office", officer)
        assert office.present == (officer,)
        assert office.two() is not None
        office.close()
    office = signed_in(tmp_path / "office", "ac")
    assert office.two() is None
    office.close()


@pytest.mark.parametrize("pair", ["ab", "ac", "bc"])
def test_each_pair_opens_the_recovery_key_and_no_single_officer_does(tmp_path: Path, pair: str) -> None:
    hold_ceremony(tmp_path / "office")
    keyring = read_keyring(tmp_path / "office")
    given = {OfficerId(one): PASSPHRASES[OfficerId(one)] for one in pair}
    assert isinstance(unwrap_pair(keyring.recovery, given), bytes)
    for one, passphrase in given.items():
        assert isinstance(unwrap_pair(keyring.recovery, {one: passphrase}), Refused)


def test_a_wrong_passphrase_and_a_stranger_are_refused(tmp_path: Path) -> None:
    hold_ceremony(tmp_path / "office")
    clock = HandClock(NOVEMBER_9)
    wrong = sign_in(tmp_path / "office", {OfficerId("a"): "bukan kata sandinya"}, clock)
    assert wrong == Refused("office.passphrase_wrong", {"officer": "a"})
    stranger = sign_in(tmp_path / "office", {OfficerId("z"): "siapa saja boleh"}, clock)
    assert isinstance(stranger, Refused)
    assert stranger.code == "office.officer_unknown"
    assert sign_in(tmp_path / "office", {}, clock) == Refused("office.nobody_signed_in")


def test_a_folder_without_a_ceremony_is_no_office(tmp_path: Path) -> None:
    with pytest.raises(Environment) as caught:
        sign_in(tmp_path, {OfficerId("a"): "apa saja"}, HandClock(NOVEMBER_9))
    assert caught.value.code == "office.no_office"


def test_another_root_beside_the_keys_is_noticed(tmp_path: Path) -> None:
    hold_ceremony(tmp_path / "one")
    hold_ceremony(tmp_path / "two")
    (tmp_path / "one" / ROOT_NAME).write_bytes((tmp_path / "two" / ROOT_NAME).read_bytes())
    with pytest.raises(Integrity) as caught:
        sign_in(tmp_path / "one", PASSPHRASES, HandClock(NOVEMBER_9))
    assert caught.value.code == "office.root_changed"


def test_a_second_ceremony_in_the_same_folder_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    hold_ceremony(tmp_path / "office")
    before = hashlib.sha256((tmp_path / "office" / FILE_NAME).read_bytes()).digest()
    again = initialise(
        tmp_path / "office", "BPS", attendants(), HandClock(NOVEMBER_9), rehearsal=True, stretch=CHEAP
    )
    assert isinstance(again, Refused)
    assert again.code == "office.folder_in_use"
    assert hashlib.sha256((tmp_path / "office" / FILE_NAME).read_bytes()).digest() == before


def test_two_officers_or_weak_passphrases_make_no_office(tmp_path: Path) -> None:
    clock = HandClock(NOVEMBER_9)
    two = initialise(tmp_path / "x", "BPS", attendants()[:2], clock, rehearsal=True, stretch=CHEAP)
    assert isinstance(two, Refused)
    weak = [*attendants()[:2], attendants()[2].__class__(OfficerId("c"), "Citra", "pendek")]
    refused = initialise(tmp_path / "x", "BPS", weak, clock, rehearsal=True, stretch=CHEAP)
    assert isinstance(refused, Refused)
    assert not (tmp_path / "x").exists()


def test_a_real_root_takes_no_cheap_stretch(tmp_path: Path) -> None:
    with pytest.raises(Integrity):
        initialise(tmp_path / "x", "BPS", attendants(), HandClock(NOVEMBER_9), stretch=CHEAP)


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file of a process")
def test_a_ceremony_that_a_disk_cannot_hold_leaves_no_copy_of_a_key(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))  # less than the papers need
    try:
        with pytest.raises(Environment):
            initialise(
                tmp_path / "office", "BPS", attendants(), HandClock(NOVEMBER_9), rehearsal=True, stretch=CHEAP
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(tmp_path.iterdir())
