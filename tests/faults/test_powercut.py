"""What may be found after a power cut follows from what was synced, and from nothing else."""

import random
from pathlib import Path

from tests.faults.powercut import EVERYTHING, NOTHING, SECTOR, Disk, after_cut, drawn
from tests.faults.trace import ROOT, Cut, Link, Mark, Rename, Request, Sync, Tree, Unlink, Write, requests

FOLDER, FILE = 1, 2


def disk(*asked: Request) -> Disk:
    """A disk with one folder `d` and in it one file `f`, of two sectors."""
    made = Disk(Tree({FILE: b"a" * 2 * SECTOR}, {ROOT: {"d": FOLDER}, FOLDER: {"f": FILE}}))
    for request in asked:
        made.ask(request)
    return made


def found(asked: Disk, seeds: int = 60) -> set[bytes | None]:
    return {after_cut(asked, drawn(random.Random(seed))).get("d/f") for seed in range(seeds)}


def test_what_was_synced_is_there() -> None:
    changed = disk(Write(FILE, 0, b"b" * 2 * SECTOR), Sync(FILE))
    assert found(changed) == {b"b" * 2 * SECTOR}
    assert after_cut(changed, NOTHING) == after_cut(changed, EVERYTHING)


def test_of_a_write_that_was_not_synced_every_sector_may_be_there_or_not() -> None:
    a, b = b"a" * SECTOR, b"b" * SECTOR
    assert found(disk(Write(FILE, 0, b + b))) == {a + a, a + b, b + a, b + b}


def test_a_later_write_may_come_through_without_an_earlier_one_and_a_cut_may_not() -> None:
    a, b = b"a" * SECTOR, b"b" * SECTOR
    states = found(disk(Cut(FILE, 0), Write(FILE, SECTOR, b)))
    assert {a + b, a + a, b"", bytes(SECTOR) + b} <= states


def test_where_a_file_grew_there_may_be_rubbish() -> None:
    states = found(disk(Write(FILE, 3 * SECTOR, b"b" * SECTOR)))
    gaps = {state[2 * SECTOR : 3 * SECTOR] for state in states if state and len(state) > 3 * SECTOR}
    assert bytes(SECTOR) in gaps
    assert len(gaps) > 2


def test_a_name_is_safe_when_its_folder_was_synced_not_when_the_file_was() -> None:
    new = (Link(FOLDER, "g.part", 3), Write(3, 0, b"g"), Sync(3))
    assert "d/g.part" not in after_cut(disk(*new), NOTHING)
    assert after_cut(disk(*new, Sync(FOLDER)), NOTHING)["d/g.part"] == b"g"
    renamed = disk(*new, Sync(FOLDER), Rename(FOLDER, "g.part", "f"))
    assert found(renamed) == {b"a" * 2 * SECTOR, b"g"}
    assert found(disk(Unlink(FOLDER, "f"))) == {b"a" * 2 * SECTOR, None}


def test_a_new_folder_is_gone_with_all_that_is_in_it_until_the_one_above_was_synced() -> None:
    new = (Link(ROOT, "e", 3, is_folder=True), Link(3, "h", 4), Write(4, 0, b"h"), Sync(4), Sync(3))
    assert set(after_cut(disk(*new), NOTHING)) == {"d", "d/f"}
    assert after_cut(disk(*new, Sync(ROOT)), NOTHING)["e/h"] == b"h"


def test_what_people_were_told_is_kept_apart_from_the_disk() -> None:
    assert disk(Mark("done 1"), Write(FILE, 0, b"b")).told == ["done 1"]


def test_a_trace_follows_a_file_through_its_names() -> None:
    trace = b"".join(
        b"%s %d %d %d\n%s" % (what, handle, number, len(data), data)
        for what, handle, number, data in (
            (b"open", 5, 1, b"/r/d/g.part"),
            (b"write", 5, 0, b"g\ng"),
            (b"rename", -1, 0, b"/r/d/g.part\0/r/d/f"),
            (b"sync", 5, 0, b""),
            (b"close", 5, 0, b""),
            (b"open", 5, 0, b"/r"),
            (b"sync", 5, 0, b""),
            (b"mark", -1, 0, b"done 1"),
        )
    )
    before = Tree({FILE: b""}, {ROOT: {"d": FOLDER}, FOLDER: {"f": FILE}})
    assert list(requests(trace, Path("/r"), before)) == [
        Link(FOLDER, "g.part", 3),
        Write(3, 0, b"g\ng"),
        Rename(FOLDER, "g.part", "f"),
        Sync(3),
        Sync(ROOT),
        Mark("done 1"),
    ]
