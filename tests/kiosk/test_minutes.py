"""The minutes of a room, made at any seat from what lies on a stick, agree with what happened to zero."""

import io
import json
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from typing_extensions import override

from app.base.chain import Line
from app.base.check import Check, Outcome
from app.base.errors import Environment
from app.base.sentences import Language, Sentence
from app.base.session import Category, Kind
from app.kiosk.room.carried import OnDrive, read_drive
from app.kiosk.room.minutes import Entered, Paper, RoomPart, happenings, room_part, suggested
from app.kiosk.room.papers import Imprint, Printed, print_papers
from app.kiosk.seat.handover import BATCH_SUFFIX, Handed, export
from app.kiosk.store.log import VoidReason, happening
from app.seal.logbook import LOGBOOK_SUFFIX
from app.storage.drive import FolderDrive
from app.storage.files import Progress, unheard
from tests.kiosk.world import NOON, PIN, PROCTOR, Room, Seat, office, seat

MINUTE_MS = 60_000
OFFICE = office(seats=3)


@dataclass
class Lab:
    """Three machines, one stick, and who sat where."""

    folder: Path
    drive: FolderDrive
    rooms: dict[str, Room] = field(default_factory=dict)
    machines: int = 0
    following: int = 0

    def machine(self, number: str) -> Room:
        """A machine set up at a seat, with its session not yet begun."""
        self.machines += 1
        self.rooms[number] = Room(seat(self.folder / f"pc{self.machines}", OFFICE, number))
        return self.rooms[number]

    def sit(self, number: str, persons: int) -> None:
        """So many persons, one after the other, from code to seal."""
        for _ in range(persons):
            self.rooms[number].seal(self.following)
            self.following += 1

    def leave_one(self, number: str) -> int:
        """Somebody begins and does not come back; the machine is started again."""
        self.rooms[number].fill(self.following)
        self.following += 1
        self.restart(number)
        return self.following - 1

    def restart(self, number: str) -> None:
        """The power goes and comes back: the keeper writes that the database was opened."""
        room = self.rooms[number]
        room.close()
        again = Room(room.seat)
        again.booth.store.note(happening(again.booth.clock.utc_ms(), Kind.OPENED))
        self.rooms[number] = again

    def export(self, *numbers: str) -> None:
        for number in numbers or tuple(self.rooms):
            assert isinstance(export(self.rooms[number].booth, self.drive), Handed)

    def end(self, *numbers: str) -> None:
        for number in numbers or tuple(self.rooms):
            self.rooms[number].end()

    def found(self) -> OnDrive:
        booth = next(iter(self.rooms.values())).booth
        return read_drive(booth.document, booth.package.digest, self.drive)

    def part(self, session: str = "s1", unused: tuple[str, ...] = ()) -> RoomPart:
        return room_part(self.found(), session, unused)

    def files(self, number: str, suffix: str = BATCH_SUFFIX) -> list[Path]:
        return sorted((self.folder / "stick").glob(f"*-B{number}-*{suffix}"))

    def close(self) -> None:
        for room in self.rooms.values():
            room.close()


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    (tmp_path / "stick").mkdir()
    made = Lab(tmp_path, FolderDrive(tmp_path / "stick"))
    for number in ("01", "02", "03"):
        made.machine(number).start("s1")
    return made


@pytest.fixture(autouse=True)
def _closed(lab: Lab) -> object:
    yield None
    lab.close()


def keys(part: RoomPart | OnDrive) -> list[str]:
    return [remark.key for remark in part.remarks]


def persons(part: RoomPart) -> int:
    return sum(each.sealed + each.abandoned for each in part.parts) + part.voided


def counts(part: RoomPart) -> dict[str, tuple[int, int, int]]:
    return {each.installed.seat: (each.sealed, each.abandoned, each.voided) for each in part.parts}


# --- a plain day -----------------------------------------------------------------------------------------


def test_three_seats_agree_to_zero_at_whichever_seat_they_are_read(lab: Lab) -> None:
    for number, many in (("01", 3), ("02", 2), ("03", 1)):
        lab.sit(number, many)
    lab.leave_one("03")
    lab.rooms["02"].enter(lab.following)
    assert (
        lab.rooms["02"].session.void(VoidReason.SPOILED, spare=False) is None
    )  # nobody got another slip in its place
    lab.following += 1
    lab.end()
    lab.export()
    part = lab.part()
    assert counts(part) == {"01": (3, 0, 0), "02": (2, 0, 1), "03": (1, 1, 0)}
    assert persons(part) == lab.following == 8
    assert keys(part) == []
    assert part.used_before is None
    booths = [room.booth for room in lab.rooms.values()]
    here = [read_drive(booth.document, booth.package.digest, lab.drive) for booth in booths]
    assert here[0] == here[1] == here[2]


def test_a_slip_begun_anew_at_another_seat_is_one_person(lab: Lab) -> None:
    number = lab.leave_one("01")
    lab.rooms["02"].seal(number)
    lab.end()
    lab.export()
    part = lab.part()
    assert sum(each.sealed + each.abandoned for each in part.parts) == 2
    assert printed(lab, present=1, restarts=1).difference == 0


def test_what_proctors_journalled_of_slips_is_known_without_typing(lab: Lab) -> None:
    begun = lab.leave_one("01")
    room = lab.rooms["02"]
    assert room.session.try_pin(PROCTOR, PIN) == PROCTOR
    assert room.session.restarted() is None
    room.seal(begun)
    for spare in (True, False):  # one torn slip was replaced, one person withdrew
        room.enter(lab.following)
        assert room.session.void(VoidReason.SPOILED, spare=spare) is None
        lab.following += 1
    room.seal(lab.following)  # the spare
    lab.end()
    lab.export()
    part = lab.part()
    assert (part.restarts, part.voided, counts(part)["02"]) == (1, 1, (2, 0, 2))
    made = printed(lab, present=3, restarts=part.restarts, voided=part.voided, spoiled=0, returned=26)
    assert (made.difference, made.slip_difference) == (0, 0)  # 30 printed, 4 used
    said = text(lab, made.names[0])
    assert "2 tersegel + 1 ditinggal + 1 batal tanpa slip pengganti − 1 mulai ulang = 3 hadir" in said


def test_a_night_is_no_interruption_and_the_next_day_goes_on(lab: Lab) -> None:
    assert lab.rooms["01"].session.close(PIN) is None
    lab.rooms["01"].seat.clock.advance(14 * 60 * MINUTE_MS)
    lab.restart("01")
    assert lab.rooms["01"].session.try_pin(PROCTOR, PIN) == PROCTOR
    assert lab.rooms["01"].session.start("s2") is None
    lab.sit("01", 1)
    lab.end("01")
    lab.export("01")
    (part,) = lab.part("s2").parts
    assert (part.sealed, part.interruptions, part.stopped_min) == (1, 0, 0)
    assert "minutes.remark_together" in keys(lab.part("s2"))


def test_a_machine_set_up_anew_is_counted_beside_its_former_self(lab: Lab) -> None:
    lab.sit("01", 2)
    lab.end("01")
    lab.export("01")
    lab.rooms["01"].close()
    lab.machine("01").start("s1")
    lab.sit("01", 3)
    lab.end()
    lab.export()
    part = lab.part()
    assert [(each.installed.seat, each.sealed) for each in part.parts if each.sealed] in (
        [("01", 2), ("01", 3)],
        [("01", 3), ("01", 2)],
    )
    assert persons(part) == 5
    assert keys(part) == []


# --- sessions --------------------------------------------------------------------------------------------


def test_each_session_has_its_own_counts_also_when_it_is_printed_again_later(lab: Lab) -> None:
    lab.sit("01", 2)
    lab.sit("02", 1)
    lab.end()
    lab.export()
    morning = lab.part("s1")
    for room in lab.rooms.values():
        room.start("s2")
    lab.sit("01", 1)
    lab.sit("03", 3)
    lab.end()
    lab.export()
    assert counts(lab.part("s1")) == counts(morning) == {"01": (2, 0, 0), "02": (1, 0, 0), "03": (0, 0, 0)}
    evening = lab.part("s2")
    assert counts(evening) == {"01": (1, 0, 0), "02": (0, 0, 0), "03": (3, 0, 0)}
    assert (morning.used_before, evening.used_before) == (None, 3)
    assert keys(evening) == []


def test_sessions_between_which_nothing_was_exported_are_counted_in_the_minutes_of_the_later(
    lab: Lab,
) -> None:
    lab.sit("01", 2)
    lab.sit("02", 1)
    lab.end()
    lab.export("02", "03")
    assert keys(lab.part("s1")) == ["minutes.remark_silent"]
    assert printed(lab, present=3, spoiled=0).difference == -2  # what is not on the stick is missing
    for room in lab.rooms.values():
        room.start("s2")
    lab.sit("01", 1)
    lab.end()
    lab.export()
    both = lab.part("s2")
    assert counts(both) == {"01": (3, 0, 0), "02": (1, 0, 0), "03": (0, 0, 0)}
    assert [each.id for each in both.together] == ["s1"]
    assert both.remarks == (Sentence("minutes.remark_together", {"seat": "01", "sessions": "Sesi 1"}),)
    known = suggested(lab.found(), both)
    assert (known["together"], known["before"]) == (3, 0)
    given = replace(entered(present=1, spoiled=0, returned=26), session="s2", together=3)
    made = printed_as(lab, given)
    assert (made.difference, made.slip_difference) == (0, 0)
    assert "= 4: 1 hadir di sesi ini dan 3 di Sesi 1. Selisih 0." in text(lab, made.names[0])
    uneven = printed_as(lab, replace(given, together=2))
    assert "= 4, hadir 1 di sesi ini dan 2 di Sesi 1. Selisih +1." in text(lab, uneven.names[0])
    morning = lab.part("s1")
    assert (morning.parts, morning.elsewhere) == ((), both.planned)
    assert suggested(lab.found(), morning) == {"printed": 30, "present": 3, "spoiled": 0, "returned": 26}
    again = printed(lab, present=3, spoiled=0)
    assert (again.difference, again.slip_difference) == (None, None)
    assert "Sesi ini dihitung bersama Sesi 2" in text(lab, again.names[0])


def test_a_machine_that_had_no_part_in_a_session_has_no_row(lab: Lab) -> None:
    lab.sit("01", 1)
    lab.end()
    lab.export()
    lab.rooms["02"].start("s2")
    lab.sit("02", 1)
    lab.end("02")
    lab.export("02")
    assert counts(lab.part("s2")) == {"02": (1, 0, 0)}
    assert lab.part("s2").used_before == 1
    assert lab.part("s2").remarks == tuple(
        Sentence("minutes.remark_no_part", {"seat": number}) for number in ("01", "03")
    )


# --- what is wrong is said -------------------------------------------------------------------------------


def whole_day(lab: Lab) -> None:
    for number in ("01", "02", "03"):
        lab.sit(number, 1)
    lab.end()
    lab.export()


def test_a_damaged_file_is_not_counted_and_named(lab: Lab) -> None:
    whole_day(lab)
    (file,) = lab.files("02")
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    part = lab.part()
    assert sorted(counts(part)) == ["01", "03"]
    assert part.remarks == (
        Sentence("minutes.remark_damaged", {"name": file.name}),
        Sentence("minutes.remark_silent", {"seat": "02"}),
    )
    assert printed(lab, present=3).difference == -1


def test_the_older_file_counts_where_the_newest_is_damaged(lab: Lab) -> None:
    whole_day(lab)
    for room in lab.rooms.values():
        room.start("s1")
    lab.sit("01", 1)
    lab.end()
    lab.export()
    newest = lab.files("01")[-1]
    newest.write_bytes(newest.read_bytes()[:-1])
    part = lab.part()
    assert counts(part)["01"] == (1, 0, 0)
    assert "minutes.remark_damaged" in keys(part)


def test_a_file_of_another_room_is_named_as_such(lab: Lab, tmp_path: Path) -> None:
    whole_day(lab)
    other = Room(seat(tmp_path / "other", office(seats=1))).start()
    other.seal(0)
    other.end()
    assert isinstance(export(other.booth, lab.drive), Handed)
    other.close()
    part = lab.part()
    assert persons(part) == 3
    assert keys(part) == ["minutes.remark_foreign", "minutes.remark_foreign"]  # the batch and its journal


def test_a_file_that_cannot_be_read_is_named_and_stops_nothing(lab: Lab) -> None:
    whole_day(lab)

    class Worn(FolderDrive):
        @override
        def read(self, name: str, limit_bytes: int) -> bytes:
            if "-B03-" in name and name.endswith(BATCH_SUFFIX):
                raise Environment("storage.disk_error")
            return super().read(name, limit_bytes)

    lab.drive = Worn(lab.folder / "stick")
    assert keys(lab.part()) == ["minutes.remark_unreadable", "minutes.remark_silent"]


def test_a_missing_journal_is_said_and_the_batch_still_counts(lab: Lab) -> None:
    whole_day(lab)
    (file,) = lab.files("02", LOGBOOK_SUFFIX)
    file.unlink()
    part = lab.part()
    assert persons(part) == 3
    assert keys(part) == ["minutes.remark_no_journal", "minutes.remark_all_sessions"]


def test_a_journal_that_does_not_reach_its_batch_is_no_journal(lab: Lab) -> None:
    whole_day(lab)
    (early,) = lab.files("02", LOGBOOK_SUFFIX)
    kept = early.read_bytes()
    lab.rooms["02"].start("s1").session.note(Category.DISTURBANCE, "later")
    lab.end("02")
    lab.export("02")
    for file in lab.files("02", LOGBOOK_SUFFIX):
        file.write_bytes(kept)
    assert "minutes.remark_journal_contradicts" in keys(lab.part())


def test_two_machines_that_are_copies_of_one_disk_are_said(lab: Lab, tmp_path: Path) -> None:
    lab.rooms["01"].close()
    copy = tmp_path / "copy"
    shutil.copytree(lab.rooms["01"].seat.data_dir, copy)
    lab.rooms["01"] = Room(lab.rooms["01"].seat)
    lab.sit("01", 1)
    lab.end("01")
    lab.export("01")
    (batch,), (log,) = lab.files("01"), lab.files("01", LOGBOOK_SUFFIX)
    first = batch.rename(batch.with_name(f"a{batch.name}"))
    log.rename(log.with_name(f"a{log.name}"))
    twin = Room(Seat(copy, OFFICE, lab.rooms["01"].seat.key, lab.rooms["01"].seat.clock))
    twin.seal(20)
    twin.session.try_pin(PROCTOR, PIN)
    twin.session.note(Category.POWER, "another story")
    twin.end()
    assert isinstance(export(twin.booth, lab.drive), Handed)
    twin.close()
    part = lab.part()
    assert {"minutes.remark_fork", "minutes.remark_two_stories"} <= set(keys(part))
    assert [each.batch.name for each in part.parts] in ([batch.name], [first.name])


def test_a_seat_without_a_file_is_said_unless_the_proctor_says_that_nobody_sat_there(lab: Lab) -> None:
    lab.sit("01", 1)
    lab.end()
    lab.export("01", "02")
    assert keys(lab.part()) == ["minutes.remark_silent"]
    part = lab.part(unused=("03", "01"))
    assert keys(part) == ["minutes.remark_unused"]
    assert part.unused == ("03",)  # a seat with a file was not unused, whatever is said


def test_a_copy_made_before_the_end_is_said(lab: Lab) -> None:
    lab.sit("01", 1)
    for room in lab.rooms.values():
        assert isinstance(export(room.booth, lab.drive, emergency=PROCTOR), Handed)
    assert keys(lab.part()) == ["minutes.remark_emergency"] * 3


# --- what happened ---------------------------------------------------------------------------------------


def test_pauses_locks_and_power_cuts_are_counted_and_the_minutes_that_a_journal_knows(lab: Lab) -> None:
    room = lab.rooms["01"]
    assert room.session.pause() is None
    room.seat.clock.advance(4 * MINUTE_MS)
    assert room.session.lock() is None  # still the same stop
    room.seat.clock.advance(3 * MINUTE_MS)
    assert room.session.unlock() is None
    lab.restart("01")
    lab.end()
    lab.export()
    (part,) = (each for each in lab.part().parts if each.installed.seat == "01")
    assert (part.interruptions, part.stopped_min) == (2, 7)


def test_the_time_runs_from_the_first_start_to_the_last_end(lab: Lab) -> None:
    lab.end()
    lab.rooms["01"].start("s2")  # planned for the day that the clocks show
    lab.rooms["02"].start("s2").seat.clock.advance(95 * MINUTE_MS)
    lab.end("01", "02")
    lab.export()
    part = lab.part("s2")
    assert (part.start, part.end) == ("09.07", "10.42")


def test_what_a_wrong_clock_says_is_replaced_by_the_plan(lab: Lab) -> None:
    lab.rooms["02"].seat.clock.set_utc(NOON + 400 * 24 * 60 * MINUTE_MS)
    lab.end()
    lab.export()
    assert lab.part().end == "11.00"


def test_incidents_are_told_once_with_all_the_seats_that_wrote_them(lab: Lab) -> None:
    for number in ("01", "03"):
        assert lab.rooms[number].session.note(Category.POWER, "Listrik padam") is None
    lab.end()
    lab.export()
    (told,) = happenings(lab.part(), {str(PROCTOR): "Rina Marlina"}, Language.ID)
    assert told.seats == ("01", "03")
    assert "Listrik padam" in told.says


def test_kinds_of_lines_that_this_program_does_not_know_are_passed_over(lab: Lab) -> None:
    lab.rooms["01"].booth.store.note(happening(NOON, Kind.NOTED, category="power", text="x", proctor="rina"))
    lab.end()
    lab.export()
    part = lab.part()
    told = part.journals[0]
    strange = Line(99, told.lines[0].at_utc_min, "of_a_later_version", {})
    odd = replace(part, journals=(replace(told, lines=(*told.lines, strange)),))
    assert len(happenings(odd, {}, Language.EN)) == 1


# --- the papers ------------------------------------------------------------------------------------------


def entered(**more: int) -> Entered:
    figures = {"expected": 9, "present": 3, "printed": 30, "spoiled": 1, "returned": 26}
    figures |= {"restarts": 0, "voided": 0}
    figures |= more
    return Entered(
        session="s1",
        before=None,
        unused=(),
        place="Palembang",
        signers=(("Rina <b>Marlina</b>", "1988"), ("", "")),
        **figures,
    )


def printed(lab: Lab, papers: tuple[Paper, ...] = (Paper.MINUTES,), **more: int) -> Printed:
    return printed_as(lab, entered(**more), papers)


def printed_as(lab: Lab, given: Entered, papers: tuple[Paper, ...] = (Paper.MINUTES,)) -> Printed:
    imprint = Imprint("BPS Kota Uji", "03", NOON, "1.0", Language.ID, {str(PROCTOR): "Rina Marlina"})
    checks = (Check(Sentence("selftest.words"), Outcome.GOOD, ()),)
    return print_papers(lab.found(), given, papers, imprint, lab.drive, checks=checks)


def text(lab: Lab, name: str) -> str:
    reader = PdfReader(io.BytesIO(lab.drive.read(name, 10**7)))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_minutes_lie_on_the_stick_with_the_sheet_for_the_office(lab: Lab) -> None:
    whole_day(lab)
    made = printed(lab)
    assert (made.difference, made.slip_difference) == (0, 0)
    said_on_page = entered().difference(lab.part()), entered().slip_difference(lab.part())
    assert said_on_page == (0, 0)
    minutes, sheet = made.names
    assert minutes == "berita-acara-PLG26-LAB2-s1.pdf"
    said = text(lab, minutes)
    assert "3 tersegel" in said
    assert "Selisih 0." in said
    assert "Rina <b>Marlina</b> NIP 1988" in said
    assert "Lab Komputer 2, Sesi 1" in said
    assert "Dicetak dari bilik 03" in said
    for number in ("01", "02", "03"):
        assert lab.files(number)[0].name in said
    assert json.loads(lab.drive.read(sheet, 10_000)) == {
        "round": "PLG26",
        "venue": "LAB2",
        "version": 1,
        "unused_seats": [],
        "sessions": [
            {"session": "s1", "present": 3, "spoiled": 1, "returned": 26, "restarts": 0, "voided": 0}
        ],
    }


def test_every_paper_is_written_on_demand_and_again_with_the_same_bytes(lab: Lab) -> None:
    whole_day(lab)
    once = printed(lab, tuple(Paper))
    bytes_once = [lab.drive.read(name, 10**7) for name in once.names]
    assert [lab.drive.read(name, 10**7) for name in printed(lab, tuple(Paper)).names] == bytes_once
    assert once.names == (
        "berita-acara-PLG26-LAB2-s1.pdf",
        "lembar-ruang-PLG26-LAB2-s1.json",
        "daftar-hadir-PLG26-LAB2-s1.pdf",
        "serah-terima-PLG26-LAB2-s1.pdf",
        "kesiapan-PLG26-LAB2-B03.pdf",
        "kartu-PLG26-LAB2.pdf",
    )
    attendance = text(lab, once.names[2])
    assert all(f" {n}." in attendance for n in range(1, 10))
    assert "bilik 0" not in attendance
    handing = text(lab, once.names[3])
    assert all(lab.files(number)[0].name in handing for number in ("01", "02", "03"))


def test_nothing_of_the_signers_stays_in_the_kiosk(lab: Lab) -> None:
    whole_day(lab)
    printed(lab)
    for machine in lab.folder.glob("pc*"):
        for file in machine.rglob("*"):
            assert not file.is_file() or b"Marlina</b>" not in file.read_bytes()


def test_a_stick_that_is_pulled_ends_in_its_own_sentence(lab: Lab) -> None:
    whole_day(lab)
    found = lab.found()

    class Pulled(FolderDrive):
        @override
        def write_verified(self, name: str, data: bytes, progress: Progress = unheard) -> None:
            raise Environment("storage.disk_gone")

    imprint = Imprint("", "01", NOON, "1.0", Language.ID)
    with pytest.raises(Environment):
        print_papers(found, entered(), (Paper.MINUTES,), imprint, Pulled(lab.folder))


# --- what earlier sessions left behind --------------------------------------------------------------------


def test_a_slip_replaced_in_a_session_that_was_not_exported_is_replaced_where_it_is_counted(lab: Lab) -> None:
    lab.rooms["01"].enter(lab.following)
    assert lab.rooms["01"].session.void(VoidReason.SPOILED, spare=True) is None
    lab.following += 1
    lab.sit("01", 1)
    lab.end()
    for room in lab.rooms.values():
        room.start("s2")
    lab.sit("01", 2)
    lab.end()
    lab.export()
    part = lab.part("s2")
    assert (counts(part)["01"], part.voided, persons(part)) == ((3, 0, 1), 0, 3)


def test_a_slip_begun_at_a_machine_that_never_revived_was_not_counted_twice(lab: Lab) -> None:
    begun = lab.leave_one("01")
    lab.rooms["01"].close()
    assert lab.rooms["02"].session.try_pin(PROCTOR, PIN) == PROCTOR
    assert lab.rooms["02"].session.restarted() is None
    lab.rooms["02"].seal(begun)
    lab.end("02", "03")
    lab.export("02", "03")
    part = lab.part()
    assert (persons(part), part.restarts) == (1, 0)
    made = printed(lab, present=1, restarts=part.restarts, voided=part.voided, spoiled=0, returned=29)
    assert (made.difference, made.slip_difference) == (0, 0)
    assert "minutes.remark_begun_unseen" in keys(part)
    # It starts again in the afternoon: what was left on it is counted now, and is nobody new.
    lab.rooms["01"] = Room(lab.rooms["01"].seat)
    lab.end("01")
    for room in lab.rooms.values():
        room.start("s2")
    lab.sit("03", 1)
    lab.end()
    lab.export()
    both = lab.part("s2")
    assert ([each.id for each in both.together], persons(both), both.restarts) == (["s1"], 3, 1)
    given = replace(entered(present=1, restarts=1, spoiled=0, returned=28), session="s2", together=1)
    late = printed_as(lab, given)
    assert (late.difference, late.slip_difference) == (0, 0)


def test_a_slip_spoiled_in_the_morning_is_not_missed_again_in_the_afternoon(lab: Lab) -> None:
    whole_day(lab)
    assert printed(lab, spoiled=2, returned=25).slip_difference == 0  # 30 printed, 3 used
    for room in lab.rooms.values():
        room.start("s2")
    lab.sit("01", 1)
    lab.end()
    lab.export()
    known = suggested(lab.found(), lab.part("s2"))
    assert known["before"] == 5
    given = replace(entered(present=1, spoiled=0, returned=24), session="s2", before=known["before"])
    assert printed_as(lab, given).slip_difference == 0


def test_what_a_later_session_counts_is_taken_from_the_sheet_of_the_one_counted_with_it(lab: Lab) -> None:
    room = lab.rooms["01"]
    room.enter(lab.following)
    assert room.session.void(VoidReason.WITHDRAWN, spare=False) is None
    lab.following += 1
    lab.end()
    lab.export("02", "03")
    early = printed(lab, present=1, voided=1, spoiled=0, returned=29)
    for each in lab.rooms.values():
        each.start("s2")
    lab.sit("01", 1)
    lab.end()
    lab.export()
    part = lab.part("s2")
    known = suggested(lab.found(), part)
    given = replace(entered(present=1, spoiled=0, returned=28, voided=known["voided"]), session="s2")
    late = printed_as(lab, replace(given, together=known["together"], before=known["before"]))
    assert (late.difference, late.slip_difference) == (0, 0)
    sheets = [json.loads(lab.drive.read(made.names[1], 10_000))["sessions"][0] for made in (early, late)]
    assert [(sheet["present"], sheet["voided"]) for sheet in sheets] == [(1, 0), (1, 1)]


def test_a_sheet_that_is_none_suggests_nothing_and_stops_nothing(lab: Lab) -> None:
    whole_day(lab)
    name = printed(lab, spoiled=2).names[1]
    for lie in (b"", b"[]", b'{"round": 1}', lab.drive.read(name, 10_000).replace(b"LAB2", b"LAB3")):
        (lab.folder / "stick" / name).write_bytes(lie)
        assert lab.found().sheets == {}
