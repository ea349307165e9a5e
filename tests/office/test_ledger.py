"""The ledger and closing: everything expected came, the room adds up, or two officers say why not."""

import pytest
import sqlalchemy as sa

from app.base.errors import Refused
from app.base.ids import RoundId
from app.office.gathering.closing import Closed, NotYet, close_round
from app.office.gathering.intake import import_paths
from app.office.gathering.ledger import Ledger, hindrances, keep_room_sheet, read_ledger
from app.office.store.tables import waiver
from app.office.survey.roundfile import RoomSession, RoomSheet, RoundState
from tests.office.conftest import ROUND, House, Kiosk, signed_in


def ledger(house: House) -> Ledger:
    found = read_ledger(house.office, ROUND)
    assert isinstance(found, Ledger)
    return found


def open_ones(house: House) -> set[str]:
    return {one.why.key for one in hindrances(ledger(house))}


def filled(house: House, seat: str, rids: range) -> Kiosk:
    kiosk = house.kiosk(seat)
    for rid in rids:
        kiosk.keep(rid.to_bytes(16, "big"), b"{}")
    return kiosk


def both_seats(house: House) -> None:
    for seat, rids in (("01", range(1, 7)), ("02", range(10, 15))):
        kiosk = filled(house, seat, rids)
        if seat == "02":
            kiosk.abandoned["pupr", "internal"] = 1
        import_paths(house.office, [house.stick(seat, kiosk.export())])


def test_before_anything_came_every_seat_is_silent_and_the_sheet_is_missing(house: House) -> None:
    assert open_ones(house) == {"office.hinder_silent", "office.hinder_no_sheet"}
    assert isinstance(close_round(house.office, ROUND), NotYet)


def test_a_room_that_adds_up_closes_with_one_officer(house: House) -> None:
    both_seats(house)
    house.sheet(present=11, restarts=1)  # 11 sealed + 1 abandoned - 1 restart
    assert open_ones(house) == set()
    house.office.close()
    house.office = signed_in(house.folder, "c")
    assert close_round(house.office, ROUND) == Closed(ROUND, 11, ())
    assert ledger(house).state is RoundState.CLOSED


def test_a_difference_blocks_until_two_officers_explain_it_and_is_kept(house: House) -> None:
    both_seats(house)
    house.sheet(present=13)
    assert open_ones(house) == {"office.hinder_difference"}
    assert isinstance(close_round(house.office, ROUND), NotYet)
    assert isinstance(close_round(house.office, ROUND, "ya"), Refused)
    house.office.close()
    house.office = signed_in(house.folder, "a")
    alone = close_round(house.office, ROUND, "Dua orang pulang sebelum mengirim")
    assert isinstance(alone, Refused)
    assert alone.code == "office.two_officers"
    house.office.close()
    house.office = signed_in(house.folder, "bc")
    closed = close_round(house.office, ROUND, "Dua orang pulang sebelum mengirim")
    assert isinstance(closed, Closed)
    with house.office.store.reading() as connection:
        kept = connection.execute(sa.select(waiver)).all()
    assert [(row.explanation, row.officers) for row in kept] == [("Dua orang pulang sebelum mengirim", "b,c")]


def test_a_missing_number_blocks_until_it_comes(house: House) -> None:
    kiosk = filled(house, "01", range(1, 4))
    one = kiosk.export()
    kiosk.keep(b"\x09" * 16, b"{}")
    import_paths(house.office, [house.stick("two", kiosk.export())])
    assert "office.hinder_gap" in open_ones(house)
    (seat,) = (s for s in ledger(house).venues[0].seats if s.seat == "01")
    assert [(line.received, line.missing) for line in seat.installations] == [((2,), (1,))]
    import_paths(house.office, [house.stick("one", one)])
    assert "office.hinder_gap" not in open_ones(house)


def test_answers_that_a_kiosk_sealed_and_the_office_lacks_block(house: House) -> None:
    kiosk = filled(house, "01", range(1, 4))
    kiosk.used["dishub", "internal"] += 2
    import_paths(house.office, [house.stick("one", kiosk.export())])
    assert "office.hinder_lacking" in open_ones(house)


def test_forks_and_conflicts_block(house: House) -> None:
    kiosk = filled(house, "01", range(1, 4))
    files = [house.stick("one", kiosk.build(kiosk.facts()))]
    kiosk.keep(b"\x09" * 16, b"{}")
    files.append(house.stick("fork", kiosk.build(kiosk.facts())))
    files.append(house.stick("conflict", filled(house, "02", range(1, 2)).export()))
    import_paths(house.office, files)
    assert {"office.hinder_fork", "office.hinder_conflict"} <= open_ones(house)


def test_an_emergency_export_blocks_until_a_later_one_comes(house: House) -> None:
    kiosk = filled(house, "01", range(1, 4))
    import_paths(house.office, [house.stick("one", kiosk.export(emergency=True, final=False))])
    assert "office.hinder_not_final" in open_ones(house)
    import_paths(house.office, [house.stick("two", kiosk.export())])
    assert "office.hinder_not_final" not in open_ones(house)


def test_a_seat_that_the_sheet_calls_unused_is_not_silent(house: House) -> None:
    import_paths(house.office, [house.stick("one", filled(house, "01", range(1, 4)).export())])
    sheet = RoomSheet(
        round=ROUND,
        venue="lab-smkn-2",
        unused_seats=("02",),
        sessions=(RoomSession(session="S1", present=3),),
    )
    assert keep_room_sheet(house.office, sheet) is None
    assert open_ones(house) == set()


def test_strata_count_the_last_manifest_of_every_installation(house: House) -> None:
    kiosk = filled(house, "01", range(1, 4))
    import_paths(house.office, [house.stick("one", kiosk.export())])
    kiosk.keep(b"\x09" * 16, b"{}", ("pupr", "internal"))
    import_paths(house.office, [house.stick("two", kiosk.export())])
    used = {(str(one.agency), str(one.group)): one.used for one in ledger(house).strata}
    assert (used["dishub", "internal"], used["pupr", "internal"]) == (3, 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"venue": "lain"}, "office.venue_unknown"),
        ({"round": "lain"}, "office.round_unknown"),
        ({"sessions": ({"session": "S9", "present": 1},)}, "office.session_unknown"),
        ({"unused_seats": ("99",)}, "office.seat_unknown"),
    ],
)
def test_a_sheet_that_fits_no_room_is_refused(house: House, change: dict[str, object], code: str) -> None:
    value = {"round": ROUND, "venue": "lab-smkn-2", "sessions": ({"session": "S1", "present": 1},)}
    refused = keep_room_sheet(house.office, RoomSheet.model_validate(value | change))
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_a_round_that_is_not_there_cannot_be_closed(house: House) -> None:
    refused = close_round(house.office, RoundId("lain"))
    assert isinstance(refused, Refused)
    assert refused.code == "office.round_unknown"
