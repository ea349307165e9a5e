"""What the journals tell of the rooms: by sessions, and of no agency alone where others sat there too."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.base.canonical import JsonValue
from app.base.chain import Line, line_bytes
from app.base.ids import AgencyCode
from app.base.session import Category
from app.office.gathering.intake import import_paths
from app.office.gathering.ledger import keep_room_sheet
from app.office.gathering.rooms import RoomsTold, read_rooms
from app.office.survey.packaging import Packaged, make_package
from app.office.survey.roundfile import RoomSession, RoomSheet
from app.scoring.results import Rooms
from app.seal.logbook import LOGBOOK_SUFFIX
from app.seal.package import verify_package
from tests.office.conftest import ROUND, House, Kiosk, order

DISHUB, PUPR = AgencyCode("dishub"), AgencyCode("pupr")
Deed = tuple[int, str, Mapping[str, JsonValue]]  # the minute, the kind, what it says
BEGUN: Deed = (0, "started", {"planned": "S1"})
ENDED: Deed = (120, "ended", {})


def noted(minute: int, category: str) -> Deed:
    return minute, "noted", {"category": category, "text": "Terjadi sesuatu."}


def brought(house: House, seat: str, *deeds: Deed, log: bool = True) -> Kiosk:
    """A machine's batch with its journal comes home."""
    kiosk = house.kiosk(seat)
    kiosk.lines = tuple(
        line_bytes(Line(number, 29_900_000 + minute, kind, facts))
        for number, (minute, kind, facts) in enumerate(deeds, 1)
    )
    path = house.stick(f"{house.package.document.venue_id}-{seat}", kiosk.export())
    if not log:
        path.with_suffix(LOGBOOK_SUFFIX).unlink()
    import_paths(house.office, [path])
    return kiosk


def told(house: House) -> RoomsTold:
    with house.office.store.reading() as connection:
        return read_rooms(connection, house.office, ROUND)


def test_what_every_machine_of_a_room_wrote_is_one_session(house: House) -> None:
    for seat in ("01", "02"):
        brought(
            house,
            seat,
            (0, "opened", {}),
            BEGUN,
            noted(5, "power"),
            (6, "paused", {}),
            (6 + 3 * int(seat), "resumed", {}),
            noted(20, "pressure"),
            noted(21, "power"),
            ENDED,
        )
    found = told(house)
    expected = Rooms(1, {Category.POWER: 1, Category.PRESSURE: 1}, 1, 6, 1, 0, shared=True)
    assert found.city == expected
    assert found.agencies == {DISHUB: expected, PUPR: expected}


def test_a_quiet_session_is_none_and_a_journal_that_never_came_is_not(house: House) -> None:
    brought(house, "01", BEGUN, ENDED)
    assert told(house).city == Rooms(1, silent=1, shared=True)  # nothing of the other machine is known
    brought(house, "02", BEGUN, noted(9, "machine"), ENDED, log=False)
    assert told(house).city == Rooms(1, silent=1, shared=True)


def test_an_empty_seat_keeps_nothing_back(house: House) -> None:
    brought(house, "01", BEGUN, ENDED)
    sheet = RoomSheet(
        round=ROUND,
        venue="lab-smkn-2",
        sessions=(RoomSession(session="S1", present=0),),
        unused_seats=("02",),
    )
    assert keep_room_sheet(house.office, sheet) is None
    assert told(house).city == Rooms(1, shared=True)


def test_before_anything_came_no_session_is_known(house: House) -> None:
    assert told(house).city == Rooms(0, silent=2, shared=True)


def test_a_machine_that_held_no_session_tells_nothing_and_is_not_missed(house: House) -> None:
    brought(house, "01", (0, "installed", {}), (1, "opened", {}), noted(2, "machine"))
    brought(house, "02", BEGUN, ENDED)
    assert told(house).city == Rooms(1, shared=True)


def test_a_room_of_one_agency_tells_of_it_alone(house: House, tmp_path: Path) -> None:
    slips = ({"agency": "dishub", "group": "internal", "count": 12},)
    made = make_package(house.office, order(venue="ruang-dishub", slips=slips, seats=("01",)), tmp_path / "p")
    assert isinstance(made, Packaged)
    package = verify_package((tmp_path / "p" / made.package_file.name).read_bytes(), house.office.root)
    own = replace(house, packaged=made, package=package)
    brought(own, "01", BEGUN, noted(5, "health"), ENDED)
    for seat in ("01", "02"):
        brought(house, seat, BEGUN, noted(7, "power"), ENDED)
    found = told(house)
    assert found.agencies[PUPR] == Rooms(1, {Category.POWER: 1}, disturbed=1, shared=True)
    assert found.agencies[DISHUB] == found.city
    assert found.city == Rooms(2, {Category.POWER: 1, Category.HEALTH: 1}, disturbed=2, shared=True)
