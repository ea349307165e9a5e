"""Keeping the keys: proved, printed, drilled, revoked, destroyed; and never by one officer alone."""

import dataclasses
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.base.errors import Refused
from app.base.ids import OfficerId, RoundId, SeatId
from app.office.answers.opening import round_key
from app.office.gathering.intake import Verdict
from app.office.store.audit import read_acts
from app.office.store.tables import survey_round
from app.office.upkeep.keys import (
    RECOVERY,
    Drilled,
    KeyTested,
    RoundKey,
    SeatKey,
    destroy_round_key,
    drill_paper,
    print_papers,
    read_keys,
    revoke_seat,
    try_keys,
)
from app.seal.paper_copy import paper_lines
from tests.office.conftest import ROUND, House, signed_in
from tests.office.test_intake import filled, merge_one
from tests.office.test_opening import close_and_open, collect

WHY = "Komputer bilik 01 hilang dalam perjalanan"


def alone(house: House) -> House:
    """The same office with one officer."""
    return dataclasses.replace(
        house, office=dataclasses.replace(house.office, officers=house.office.officers[:1])
    )


def test_every_pair_present_opens_every_key_and_the_journal_says_so(house: House) -> None:
    office = signed_in(house.folder, "abc")
    found = try_keys(office)
    office.close()
    assert isinstance(found, tuple)
    pairs = {("a", "b"), ("a", "c"), ("b", "c")}
    assert {(one.key, one.pair) for one in found} == {
        (key, pair) for key in (RECOVERY, ROUND) for pair in pairs
    }
    assert all(one.opens for one in found)
    with house.office.store.reading() as connection:
        assert read_acts(connection)[-1].act == "keys test"
    assert isinstance(try_keys(alone(house).office), Refused)


def test_a_key_that_was_exchanged_does_not_pass_the_test(house: House) -> None:
    other = house.office.keyring.recovery  # opens for the same pairs, but is another key
    with house.office.store.writing() as connection:
        connection.execute(sa.update(survey_round).values(seal_private=other))
    found = try_keys(house.office)
    assert isinstance(found, tuple)
    assert {one.key: one.opens for one in found} == {RECOVERY: True, ROUND: False}
    assert KeyTested(ROUND, (OfficerId("a"), OfficerId("b")), opens=False) in found


def test_paper_copies_hold_the_keys_of_the_rounds_too_and_pass_the_drill(
    house: House, tmp_path: Path
) -> None:
    papers = print_papers(house.office, tmp_path / "salinan")
    assert sorted(papers) == ["a", "b", "c"]
    pages = [page.extract_text() for page in PdfReader(papers[OfficerId("b")]).pages]
    assert len(pages) == 3
    assert ROUND in pages[2]
    entry = house.office.keyring.find(OfficerId("b"))
    assert entry is not None
    assert drill_paper(house.office, paper_lines(entry.wrapped)) == Drilled(OfficerId("b"), "")
    lines = list(paper_lines(house.office.keyring.recovery))
    assert drill_paper(house.office, lines[::-1]) == Drilled(None, RECOVERY)
    lines[1] = lines[1].replace(lines[1][10], "Z" if lines[1][10] != "Z" else "Y", 1)
    wrong = drill_paper(house.office, lines)
    assert isinstance(wrong, Refused)
    assert wrong.fields["line"] == 2
    foreign = drill_paper(house.office, paper_lines(b"kunci kantor lain"))
    assert foreign == Refused("keys.paper_of_another")


def test_what_a_revoked_seat_exports_is_refused_and_what_was_stored_stays(house: House) -> None:
    kiosk = filled(house)
    before = merge_one(house, "before", kiosk.export())
    assert before.verdict is Verdict.STORED
    made = revoke_seat(house.office, house.packaged.digest, SeatId("01"), WHY)
    assert isinstance(made, SeatKey)
    kiosk.keep(bytes([99]) * 16, b"{}")
    after = merge_one(house, "after", kiosk.export())
    assert (after.verdict, after.why.key) == (Verdict.REJECTED, "seal.revoked")
    states = {one.seat: one.revoked for one in read_keys(house.office).seats}
    assert states == {"01": True, "02": False}
    again = revoke_seat(house.office, house.packaged.digest, SeatId("01"), WHY)
    assert again == Refused("keys.revoked_already", {"seat": "01"})


@pytest.mark.parametrize("reason", ["", "  hilang  "])
def test_nothing_is_revoked_or_destroyed_without_a_reason_or_by_one_officer(
    house: House, reason: str
) -> None:
    acts = len(acts_of(house))
    short = Refused("keys.reason_short", {"min": 10})
    assert revoke_seat(house.office, house.packaged.digest, SeatId("01"), reason) == short
    assert destroy_round_key(house.office, ROUND, reason) == short
    one = alone(house).office
    for refused in (
        revoke_seat(one, house.packaged.digest, SeatId("01"), WHY),
        destroy_round_key(one, ROUND, WHY),
    ):
        assert isinstance(refused, Refused)
        assert refused.code == "office.two_officers"
    unknown = revoke_seat(house.office, house.packaged.digest, SeatId("99"), WHY)
    assert unknown == Refused("keys.no_seat", {"seat": "99"})
    assert len(acts_of(house)) == acts


def acts_of(house: House) -> tuple[object, ...]:
    with house.office.store.reading() as connection:
        return read_acts(connection)


def test_the_key_of_a_round_is_destroyed_only_after_it_was_opened_and_then_for_ever(house: House) -> None:
    close_and_open(house, collect(house))
    office = house.office
    copy = house.folder / "bilik-office-sebelum-0002.db"
    copy.write_bytes(office.store.path.read_bytes())  # a migration's copy holds the wrapped key still
    made = destroy_round_key(office, ROUND, "Masa simpan kunci sudah berakhir")
    assert isinstance(made, RoundKey)
    assert not copy.exists()
    assert not made.there
    again = destroy_round_key(office, ROUND, "Masa simpan kunci sudah berakhir")
    assert again == Refused("office.round_key_gone", {"round": ROUND})
    assert [one.there for one in read_keys(office).rounds] == [False]
    found = try_keys(office)
    assert isinstance(found, tuple)
    assert {one.key for one in found} == {RECOVERY}
    with office.store.reading() as connection:
        gone = round_key(connection, office, house.survey)
    assert gone == Refused("office.round_key_gone", {"round": ROUND})


def test_the_key_of_a_round_that_collects_stays(house: House) -> None:
    refused = destroy_round_key(house.office, ROUND, WHY)
    assert refused == Refused("keys.not_opened", {"round": ROUND})
    nobody = destroy_round_key(house.office, RoundId("tidak-ada"), WHY)
    assert nobody == Refused("office.round_unknown", {"round": "tidak-ada"})
