"""Names stay in their own room: not a byte of them elsewhere, and after their destruction nowhere."""

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.clock import HandClock
from app.base.errors import Environment, Integrity, Problem, Refused
from app.base.ids import RoundId
from app.office.sample.destruction import Destroyed, destroy
from app.office.sample.drawing import Drawn, Wish, draw_sample
from app.office.sample.fieldwork import Outcome, Way, log_contact, read_status
from app.office.sample.frame import Imported
from app.office.sample.letters import Invited, write_letters
from app.office.sample.names import Names, _unwrap, database_file, key_file, open_names
from app.office.sample.tables import metadata as names_metadata
from app.office.store.audit import read_acts
from app.office.store.database import Store
from app.office.store.tables import metadata as answers_metadata
from app.storage.database import connection_for_office
from tests.office.sample.conftest import (
    DAY_MS,
    NOVEMBER_2,
    ROUND,
    STAFF,
    Desk,
    csv_bytes,
    desk_in,
    signed_in,
    staff,
)
from tests.office.sample.test_fieldwork import order, text_of

REASON = "Masa simpan daftar nama berakhir"
CANARIES = (b"Kenari", b"Cendana", b"08127", b"08139", b"198001010")


def work(desk: Desk) -> None:
    """A whole life of names, until just before their end."""
    desk.all_lists()
    assert isinstance(draw_sample(desk.office, ROUND, Wish(witnesses=("Ratna Dewi",))), Drawn)
    assert isinstance(write_letters(desk.office, order(), desk.folder / "papers"), Invited)
    found = read_status(desk.office, ROUND)
    assert not isinstance(found, Refused)
    number = found.persons[0].unit
    told = log_contact(desk.office, ROUND, [number], Outcome.CAME, Way.ROOM, note="Catatan Cendana")
    assert not isinstance(told, Refused)


@pytest.fixture(scope="module")
def life(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office at the end of the life of its names; each test gets a copy."""
    folder = tmp_path_factory.mktemp("life")
    shutil.copytree(template / "office", folder / "office")
    desk = desk_in(folder)
    work(desk)
    desk.office.close()
    return folder


@pytest.fixture
def worked(life: Path, tmp_path: Path) -> Iterator[Desk]:
    """The office of `life`, two officers signed in."""
    shutil.copytree(life / "office", tmp_path / "office")
    made = desk_in(tmp_path)
    yield made
    made.office.close()


def pages(path: Path, key: bytes) -> bytes:
    """Everything in a database, decrypted, deleted pages included."""
    connection = connection_for_office(path, key)
    copy = path.with_name("plain.db")
    connection.execute(f"ATTACH DATABASE '{copy}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()
    data = copy.read_bytes()
    copy.unlink()
    return data


def holding(folder: Path) -> list[Path]:
    """Files in which a canary stands in the open."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(canary in path.read_bytes() for canary in CANARIES)]


def test_no_name_stands_in_the_answers_store_the_journal_or_any_file(worked: Desk) -> None:
    office = worked.office
    store_key = office.officers[0].store_key
    with office.store.reading() as connection:
        acts = read_acts(connection)
    office.close()
    answers = pages(worked.folder / "office" / "bilik-office.db", store_key)
    assert not [canary for canary in CANARIES if canary in answers]
    assert holding(worked.folder / "office") == []
    ours = [one.act for one in acts if one.act.startswith("sample")]
    printed = ["sample print"] * 2  # letters and attendance sheets
    assert ours == ["sample import"] * 3 + ["sample draw", "sample letters", *printed, "sample contact"]


def test_the_scan_would_find_a_name(worked: Desk) -> None:
    """The test above can fail: the names' own store, decrypted, is full of canaries."""
    key = _unwrap(worked.office, ROUND, key_file(worked.office, ROUND).read_bytes())
    found = pages(database_file(worked.office, ROUND), key)
    assert all(canary in found for canary in CANARIES)


def test_the_key_of_the_answers_does_not_open_the_names(worked: Desk) -> None:
    with pytest.raises(Integrity):
        Store(database_file(worked.office, ROUND), worked.office.officers[0].store_key)


def test_a_key_of_another_round_does_not_open_these_names(worked: Desk) -> None:
    with pytest.raises(Integrity):
        _unwrap(worked.office, RoundId("palembang-2027"), key_file(worked.office, ROUND).read_bytes())


def test_any_officer_opens_the_names_and_a_lost_key_is_said(worked: Desk) -> None:
    worked.again("c")
    assert isinstance(open_names(worked.office, ROUND), Names)
    key_file(worked.office, ROUND).unlink()
    with pytest.raises(Environment) as trouble:
        open_names(worked.office, ROUND)
    assert trouble.value.code == "sample.key_lost"
    with pytest.raises(Environment):
        open_names(worked.office, ROUND, create=True)  # and no second key is made over it


def test_no_table_of_names_has_a_column_of_answers() -> None:
    ours = {column.name for table in names_metadata.tables.values() for column in table.columns}
    assert not ours & {"code", "nullifier", "slip", "seat", "rid", "record", "answers", "package", "sealed"}
    answers = {column.name for table in answers_metadata.tables.values() for column in table.columns}
    assert not answers & {"nip", "phone", "email", "address", "born", "likeness", "unit"}
    of_persons = ("contact", "unit", "replacement", "selection")
    clocks = ("at_utc_ms", "at", "time", "hour", "minute")
    assert not {c.name for name in of_persons for c in names_metadata.tables[name].columns} & set(clocks)


def test_the_journal_of_contacts_counts_and_says_no_more(worked: Desk) -> None:
    with worked.office.store.reading() as connection:
        (told,) = (one for one in read_acts(connection) if one.act == "sample contact")
    assert set(told.details) == {"persons", "round", "seq"}


def test_a_power_cut_between_act_and_copy_is_made_good_by_the_next_act(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("app.office.sample.names._tell", lambda _names: None)
        assert isinstance(desk.bring(csv_bytes(STAFF, staff(20))), Imported)
    assert isinstance(draw_sample(desk.office, ROUND, Wish(witnesses=("Ratna",))), Drawn)
    with desk.office.store.reading() as connection:
        acts = [(one.act, one.details.get("seq")) for one in read_acts(connection) if "sample" in one.act]
    assert acts == [("sample import", 1), ("sample draw", 2)]


# --- the end of the names ---------------------------------------------------------------------------------


def test_destroying_takes_two_officers_a_reason_and_the_end_of_the_period(worked: Desk) -> None:
    out = worked.folder / "out"
    worked.again("a")
    alone = destroy(worked.office, ROUND, REASON, out)
    assert isinstance(alone, Refused)
    worked.again("ab")
    for made, code in (
        (destroy(worked.office, ROUND, "ya", out), "sample.reason_short"),
        (destroy(worked.office, ROUND, REASON, out), "sample.destroy_early"),
    ):
        assert isinstance(made, Refused)
        assert made.code == code
    worked.clock.advance(20 * DAY_MS)
    worked.again("ab")
    assert isinstance(destroy(worked.office, ROUND, REASON, out), Destroyed)


def test_after_the_end_no_byte_opens_and_the_note_says_what_was(worked: Desk) -> None:
    names = database_file(worked.office, ROUND)
    stolen = names.read_bytes()
    for left in ("-sebelum-0002.db", "-sebelum-0002.db.part", "-sebelum-0003.db"):
        names.with_name(f"{names.stem}{left}").write_bytes(stolen)  # what a migration begins with
    made = destroy(worked.office, ROUND, REASON, worked.folder / "out", early=True)
    assert isinstance(made, Destroyed)
    assert list((worked.folder / "office" / "sample").iterdir()) == []
    (note,) = text_of(made.note)
    assert (made.lists, made.persons, made.came, made.contacts) == (3, 110, 1, 1)
    for words in (REASON, "Siti Rahma", "Budi Santoso", "orang dalam daftar 110", "2 November 2026"):
        assert words in note
    database_file(worked.office, ROUND).write_bytes(stolen)  # a copy comes back, the key does not
    for again in (
        open_names(worked.office, ROUND, create=True),
        worked.bring(csv_bytes(STAFF, staff(2))),
        destroy(worked.office, ROUND, REASON, worked.folder),
    ):
        assert isinstance(again, Refused)
        assert again.code == "sample.destroyed"


def test_names_of_another_round_are_left_alone_whatever_it_is_called(worked: Desk) -> None:
    names = database_file(worked.office, ROUND)
    others = [names.with_name(f"{names.stem}-sebelum-lain{suffix}") for suffix in (".db", ".key")]
    for path in others:
        path.write_bytes(b"another round's")
    assert isinstance(destroy(worked.office, ROUND, REASON, worked.folder / "out", early=True), Destroyed)
    assert sorted(names.parent.iterdir()) == others


def destroyed_until(folder: Path, stop: int) -> int:
    """Destroy in a process of its own that kills itself at its `stop`-th touch of a file; how it ended."""
    child = os.fork()
    if child == 0:
        touched = itertools.count(1)

        def watch(event: str, args: tuple[object, ...]) -> None:
            touches = event in {"os.remove", "os.rename", "open"}
            if touches and str(args[0]).startswith(str(folder)) and next(touched) == stop:
                os.kill(os.getpid(), signal.SIGKILL)

        office = signed_in(folder / "office", HandClock(NOVEMBER_2))
        sys.addaudithook(watch)
        made = destroy(office, ROUND, REASON, folder / "out", early=True)
        os._exit(0 if isinstance(made, Destroyed) else 1)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended)


def test_killed_at_any_step_the_names_are_whole_or_gone_for_ever(tmp_path: Path, worked: Desk) -> None:
    worked.office.close()
    outcomes = set()
    for stop in itertools.count(1):
        folder = tmp_path / f"kill-{stop}"
        shutil.copytree(worked.folder / "office", folder / "office")
        ended = destroyed_until(folder, stop)
        survivor = Desk(folder, signed_in(folder / "office", worked.clock), worked.clock, worked.rules)
        outcomes.add(after_the_kill(survivor))
        survivor.office.close()
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert outcomes == {"whole", "going", "gone"}


def after_the_kill(desk: Desk) -> str:
    """What is left, and that whatever was begun can be finished."""
    opened: Names | Refused
    try:
        opened = open_names(desk.office, ROUND)
    except Problem as trouble:
        pytest.fail(f"neither whole nor gone: {trouble}")
    if isinstance(opened, Names):
        opened.close()
        found = read_status(desk.office, ROUND)
        assert not isinstance(found, Refused)
        assert len(found.persons) == 65
        return "whole"
    finished = destroy(desk.office, ROUND, REASON, desk.folder / "out")
    if opened.code == "sample.destroyed":
        assert isinstance(finished, Refused)
        return "gone"
    assert opened.code == "sample.being_destroyed"
    assert isinstance(finished, Destroyed)
    assert list((desk.folder / "office" / "sample").iterdir()) == []
    return "going"
