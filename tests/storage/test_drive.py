"""Sticks as they are: full, write-protected, pulled out, with the names of FAT; and letting go of one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Environment, Integrity
from app.storage.drive import MAX_NAME, FolderDrive, fits_fat
from app.storage.eject import Ejected, eject
from app.storage.files import PART

LABEL = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", fullmatch=True)
PAIR = [("a.bilikcatatan", b"journal" * 1_000), ("a.bilik", b"batch" * 2_000)]


def run(*command: str) -> bool:
    path = shutil.which(command[0])
    return path is not None and (
        subprocess.run([path, *command[1:]], capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KiB, mounted for the test alone."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root mounts a file system")
    folder = tmp_path / "stick"
    folder.mkdir()
    if not run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)):
        pytest.skip("this machine mounts nothing, not even for root")
    yield folder
    run("umount", "-l", str(folder))


@pytest.fixture
def fat(tmp_path: Path) -> Iterator[Path]:
    """A real FAT file system of 256 KiB, as sticks have it."""
    folder, image = tmp_path / "fat", tmp_path / "fat.img"
    folder.mkdir()
    image.write_bytes(bytes(256 * 1024))
    if sys.platform != "linux" or os.geteuid() != 0 or not run("mkfs.vfat", str(image)):
        pytest.skip("only root with the tools for FAT makes such a stick")
    if not run("mount", "-t", "vfat", "-o", "loop", str(image), str(folder)):
        pytest.skip("this machine mounts no FAT")
    yield folder
    run("umount", "-l", str(folder))


def left(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_files_that_belong_together_are_written_first_and_read_back_afterwards(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    FolderDrive(tmp_path).write_together(PAIR, lambda done, all_: heard.append((done, all_)))
    assert {all_ for _, all_ in heard} == {2 * 17_000}
    assert [done for done, _ in heard] == [7_000, 17_000, 24_000, 34_000]
    assert {name: (tmp_path / name).read_bytes() for name, _ in PAIR} == dict(PAIR)


def test_when_the_second_of_two_files_does_not_fit_neither_is_there_in_part(small: Path) -> None:
    pair = [("a.bilikcatatan", b"x" * 30_000), ("a.bilik", b"y" * 60_000)]
    with pytest.raises(Environment, match=r"storage\.disk_full"):
        FolderDrive(small).write_together(pair)
    assert left(small) == []


def test_a_full_stick_takes_the_same_files_once_there_is_room(small: Path) -> None:
    (small / "film.mp4").write_bytes(b"x" * 60_000)
    drive = FolderDrive(small)
    with pytest.raises(Environment, match=r"storage\.disk_full"):
        drive.write_together(PAIR)
    (small / "film.mp4").unlink()
    drive.write_together(PAIR)
    assert left(small) == ["a.bilik", "a.bilikcatatan"]


def test_a_real_fat_stick_takes_the_longest_names_and_says_when_it_is_full(fat: Path) -> None:
    name = "a" * (MAX_NAME - len(".bilik")) + ".bilik"
    drive = FolderDrive(fat)
    drive.write_together([(name, b"x" * 10_000)])
    assert left(fat) == [name]
    with pytest.raises(Environment, match=r"storage\.disk_full"):
        drive.write_together([("b.bilikcatatan", b"y" * 1_000), ("b.bilik", b"z" * 300_000)])
    assert left(fat) == [name]


def test_a_write_protected_stick_says_so(small: Path) -> None:
    assert run("mount", "-o", "remount,ro", str(small))
    with pytest.raises(Environment, match=r"storage\.read_only"):
        FolderDrive(small).write_together(PAIR)


def test_a_stick_pulled_out_before_or_between_is_gone_and_nothing_is_half_there(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    away = tmp_path / "away"

    def pull(done: int, _all: int) -> None:
        if done == len(PAIR[0][1]):
            folder.rename(away)

    with pytest.raises(Environment, match=r"storage\.gone"):
        FolderDrive(folder).write_together(PAIR, pull)
    assert not any(name.endswith((".bilik", ".bilikcatatan")) for name in left(away))
    with pytest.raises(Environment, match=r"storage\.gone"):
        FolderDrive(folder).write_together(PAIR)


def test_a_lying_stick_is_found_out_by_reading_back(tmp_path: Path) -> None:
    def lie(done: int, all_: int) -> None:
        if done == all_ // 2 + len(PAIR[0][1]):  # the first was read back, the second comes now
            (tmp_path / "a.bilik").write_bytes(b"other bytes")

    with pytest.raises(Integrity, match=r"storage\.read_back"):
        FolderDrive(tmp_path).write_together(PAIR, lie)


@given(LABEL, LABEL, LABEL, st.integers(1, 9_999))
def test_every_name_of_a_batch_fits_a_fat_stick_while_it_is_written_too(
    round_id: str, venue: str, seat: str, seq: int
) -> None:
    for suffix in (".bilik", ".bilikcatatan"):
        name = f"{round_id}-{venue}-B{seat}-3f2a-{seq:04}{suffix}"
        assert len(name) + len(PART) <= 255
        # The one exception: a round called like a device of MS-DOS, before a full stop.
        assert fits_fat(name) or name.partition(".")[0].lower() in {"con", "prn", "aux", "nul"} | {
            f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)
        }


@pytest.mark.parametrize(
    "name",
    [
        "a:b.bilik",
        "a?.bilik",
        'a".bilik',
        "a|b",
        "a.",
        "a ",
        "con.bilik",
        "NUL",
        "é.bilik",
        "a" * (MAX_NAME + 1),
    ],
)
def test_a_name_that_fat_would_not_take_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(Environment, match=r"storage\.name_refused"):
        FolderDrive(tmp_path).write_together([("a.bilikcatatan", b"x"), (name, b"y")])
    assert left(tmp_path) == []


# --- letting go ------------------------------------------------------------------------------------------


def test_a_mounted_stick_is_let_go_of_by_the_system(small: Path) -> None:
    FolderDrive(small).write_together(PAIR)
    assert FolderDrive(small).eject() is Ejected.OUT
    assert not os.path.ismount(small)


def test_a_stick_that_the_system_keeps_may_be_pulled_all_the_same(small: Path) -> None:
    tried: list[Sequence[str]] = []

    def refuse(command: Sequence[str]) -> bool:
        tried.append(command)
        return False

    assert eject(small, refuse) is Ejected.SYNCED
    assert tried
    assert os.path.ismount(small)


def test_a_folder_on_a_share_is_not_ejected(tmp_path: Path) -> None:
    def never(command: Sequence[str]) -> bool:
        raise AssertionError(command)

    assert eject(tmp_path, never) is Ejected.SYNCED
