"""What a kiosk writes onto a stick with its minutes enters the office without being typed again."""

import json
from pathlib import Path

import pytest

from app.base.chain import Line, line_bytes
from app.base.errors import Refused
from app.base.ids import SeatId, VenueId
from app.base.sentences import Language
from app.kiosk.room.carried import read_drive
from app.kiosk.room.minutes import Entered, Paper, room_part
from app.kiosk.room.papers import Imprint, print_papers
from app.office.commands.main import run
from app.office.gathering.intake import import_paths
from app.office.gathering.ledger import Ledger, enter_room_sheet, hindrances, read_ledger, sheets_on
from app.office.gathering.logbooks import read_logbooks
from app.office.survey.roundfile import RoomSheet
from app.storage.drive import FolderDrive
from tests.office.conftest import NOVEMBER_9, PASSPHRASES, ROUND, House, Kiosk

LAB = VenueId("lab-smkn-2")


def sat(house: House, seat: str, persons: int) -> Kiosk:
    """A kiosk at which so many persons sat in the one session, exported onto the stick."""
    kiosk = house.kiosk(seat)
    for at in range(persons):
        kiosk.keep(bytes([int(seat), at]) * 8, b"{}")
    kiosk.lines = tuple(
        line_bytes(Line(n, NOVEMBER_9 // 60_000 + n, kind, {"planned": "S1", "proctor": "p1"}))
        for n, kind in enumerate(("started", "paused", "resumed", "ended"), 1)
    )
    house.stick(f"bilik-{seat}", kiosk.export())
    return kiosk


def printed(house: House, present: int) -> Path:
    """The minutes and the sheet of a room of two seats, as the kiosk makes them; returns the stick."""
    folder = house.folder.parent / "stick"
    drive = FolderDrive(folder)
    found = read_drive(house.package.document, house.package.digest, drive)
    part = room_part(found, "S1")
    entered = Entered(
        session="S1",
        expected=present + 2,
        present=present,
        printed=len(house.package.document.codes),
        before=part.used_before,
        spoiled=1,
        returned=len(house.package.document.codes) - present - 1,
        restarts=part.restarts,
        voided=part.voided,
    )
    imprint = Imprint("BPS Kota Palembang", "01", NOVEMBER_9, "1.0", Language.ID)
    made = print_papers(found, entered, {Paper.MINUTES}, imprint, drive)
    assert (made.difference, made.slip_difference) == (0, 0)
    return folder


def ledger(house: House) -> Ledger:
    found = read_ledger(house.office, ROUND)
    assert isinstance(found, Ledger)
    return found


def test_minutes_journals_batches_and_office_agree_to_zero(house: House) -> None:
    sat(house, "01", 3)
    sat(house, "02", 2)
    stick = printed(house, present=5)
    import_paths(house.office, [stick])
    (sheet,) = sheets_on(stick)
    assert isinstance(enter_room_sheet(house.office, sheet), RoomSheet)
    room = ledger(house).venues[0].room
    assert (room.sealed, room.present, room.difference) == (5, 5, 0)
    assert (room.used, room.slip_difference) == (5, 0)
    assert hindrances(ledger(house)) == ()


def test_what_is_left_over_after_the_last_session_was_returned(house: House) -> None:
    house.sheet(present=3, returned=27)
    house.sheet(present=3, returned=26)  # corrected: the later sheet of a session replaces the earlier one
    assert ledger(house).venues[0].room.returned == 26


def secrets(folder: Path) -> list[str]:
    path = folder / "a.txt"
    path.write_text(PASSPHRASES[next(iter(PASSPHRASES))] + "\n", encoding="utf-8")
    return ["--passphrase-file", f"a={path}", "--json"]


def call(house: House, capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, dict[str, object]]:
    house.office.close()  # the command opens the store itself
    code = run(["--data", str(house.folder), *command, *secrets(house.folder.parent)])
    captured = capsys.readouterr()
    return code, json.loads(captured.out)


def test_the_office_takes_every_sheet_of_a_stick_with_one_command(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    sat(house, "01", 1)
    stick = printed(house, present=1)
    code, value = call(house, capsys, "room-sheet", str(stick))
    assert code == 0
    (sheet,) = value["sheets"] if isinstance(value["sheets"], list) else []
    assert sheet == {
        "file": "lembar-ruang-palembang-2026-lab-smkn-2-S1.json",
        "round": ROUND,
        "venue": LAB,
        "sessions": ["S1"],
    }


def test_a_stick_without_a_sheet_says_so(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    code, value = call(house, capsys, "room-sheet", str(house.folder.parent))
    assert (code, value["code"]) == (3, "office.no_sheet_here")


def test_the_journal_of_a_seat_is_shown_line_by_line(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    sat(house, "01", 1)
    import_paths(house.office, [house.folder.parent / "stick"])
    code, value = call(house, capsys, "journal", LAB, "01")
    assert code == 0
    journals = value["journals"]
    assert isinstance(journals, list)
    kinds = [line["kind"] for line in journals[0]["lines"]]
    assert kinds == ["started", "paused", "resumed", "ended"]
    assert len(journals[0]["head"]) == 64


def test_a_seat_without_a_journal_and_a_seat_that_is_not_there_say_so(house: House) -> None:
    none = read_logbooks(house.office, ROUND, LAB, SeatId("01"))
    assert isinstance(none, Refused)
    assert none.code == "office.no_journal_kept"
    unknown = read_logbooks(house.office, ROUND, LAB, SeatId("99"))
    assert isinstance(unknown, Refused)
    assert unknown.code == "office.seat_unknown"
