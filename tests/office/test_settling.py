"""Decisions about files in quarantine: noted, closed by two officers with a reason, and never undone."""

import dataclasses
from pathlib import Path

from app.base.errors import Refused
from app.base.ids import Digest
from app.office.gathering.intake import Step, Verdict, import_paths
from app.office.gathering.settling import ASKED, CLOSED, Decision, ask_again, close_finding
from app.office.standing import Found, look
from tests.office.conftest import House
from tests.office.test_intake import filled, merge_one

WHY = "Bilik 01 sudah diekspor ulang ke stik lain"


def broken(house: House) -> Found:
    """A file that was changed after its export, in quarantine."""
    data = bytearray(filled(house).export())
    data[-1] ^= 1
    assert merge_one(house, "rusak", bytes(data)).verdict is Verdict.REJECTED
    (found,) = look(house.office, None).quarantine
    return found


def test_a_finding_is_asked_about_and_closed_and_the_file_stays_what_it_is(house: House) -> None:
    found = broken(house)
    kept = {path.name: path.read_bytes() for path in (house.office.folder / "quarantine").iterdir()}
    assert isinstance(ask_again(house.office, found.digest), Decision)
    closed = close_finding(house.office, found.digest, WHY)
    assert isinstance(closed, Decision)
    assert (closed.act, closed.officers, closed.reason) == (CLOSED, ("a", "b"), WHY)
    standing = look(house.office, None)
    (after,) = standing.quarantine
    assert [one.act for one in after.decisions] == [ASKED, CLOSED]
    assert after.closed
    assert standing.held == ()
    assert after.verdict is Verdict.REJECTED
    assert kept == {path.name: path.read_bytes() for path in (house.office.folder / "quarantine").iterdir()}
    same = (house.office.folder / "quarantine" / f"{found.digest}.bilik").read_bytes()
    assert merge_one(house, "sekali-lagi", same).verdict is Verdict.REJECTED


def test_nothing_is_closed_alone_without_a_reason_twice_or_unseen(house: House) -> None:
    found = broken(house)
    one = dataclasses.replace(house.office, officers=house.office.officers[:1])
    alone = close_finding(one, found.digest, WHY)
    assert isinstance(alone, Refused)
    assert alone.code == "office.two_officers"
    assert close_finding(house.office, found.digest, "rusak") == Refused("finding.reason_short", {"min": 10})
    nothing = close_finding(house.office, Digest("0" * 64), WHY)
    assert nothing == Refused("finding.unknown", {"file": "0" * 12})
    assert not look(house.office, None).quarantine[0].decisions
    assert isinstance(close_finding(house.office, found.digest, WHY), Decision)
    for again in (close_finding(house.office, found.digest, WHY), ask_again(house.office, found.digest)):
        assert again == Refused("finding.closed_already", {"file": found.digest[:12]})


def test_every_step_of_a_file_is_told_as_far_as_it_goes(house: House) -> None:
    good = filled(house).export()
    paths = [house.stick("a-baik", good), house.stick("b-rusak", good[:-1]), house.stick("c-lagi", good)]
    told: list[tuple[Path, Step]] = []
    import_paths(house.office, paths, stepped=lambda path, step: told.append((path, step)))
    by_file = [[step for path, step in told if path == one] for one in paths]
    assert by_file == [
        [Step.SIGNATURE, Step.CHECK, Step.STORE, Step.RECEIPT],
        [Step.SIGNATURE],
        [Step.SIGNATURE, Step.CHECK, Step.RECEIPT],
    ]
