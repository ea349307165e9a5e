"""Files, drives, the ballast and the lock."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Bug, Environment, Integrity, Problem
from app.storage import files
from app.storage.ballast import BALLAST_BYTES, Ballast
from app.storage.drive import FolderDrive
from app.storage.files import make_folder, read_file, read_words, write_atomic
from app.storage.lock import InstanceLock
from app.storage.trouble import of_file, of_system


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    data = os.urandom(700_000)
    write_atomic(tmp_path / "a", data, lambda done, of: told.append((done, of)))
    assert (tmp_path / "a").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert told == sorted(told)
    assert told[-1] == (2 * len(data), 2 * len(data))  # written, and read back


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.disk_full"),
        (errno.EROFS, "storage.read_only"),
        (errno.EACCES, "storage.read_only"),
        (errno.EIO, "storage.io"),
        (errno.ENODEV, "storage.gone"),
        (errno.ENOENT, "storage.gone"),
        (errno.EMFILE, "storage.too_many_files"),
        (errno.EEXIST, "storage.name_taken"),
        (errno.EISDIR, "storage.name_taken"),
    ],
)
def test_every_complaint_of_the_system_has_its_sentence(number: int, code: str) -> None:
    assert of_system(OSError(number, "")).code == code


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENODEV])
@pytest.mark.parametrize("failing", range(6))
def test_a_write_that_fails_anywhere_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, failing: int
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    count = [0]

    def fault(function: str, module: object) -> None:
        real = getattr(module, function)

        def maybe(*args: object, **kwargs: object) -> object:
            count[0] += 1
            if count[0] == failing + 1:
                raise OSError(number, "")
            return real(*args, **kwargs)

        monkeypatch.setattr(module, function, maybe)

    fault("fsync", os)
    fault("replace", Path)
    fault("posix_fadvise", os)
    fault("sync_folder", files)
    try:
        write_atomic(path, b"new" * 100_000)
    except Problem as trouble:
        assert isinstance(trouble, Environment)  # noqa: PT017 - one branch of two that are both allowed
    else:
        assert failing >= count[0]
    assert path.read_bytes() in {b"old", b"new" * 100_000}
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_disk_that_returns_other_bytes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def swap(self: Path, target: Path) -> Path:
        self.write_bytes(b"yang lain")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", swap)
    with pytest.raises(Integrity, match=r"storage\.read_back"):
        write_atomic(tmp_path / "a", b"yang ini")


def test_only_plain_files_of_the_allowed_size_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    assert read_file(tmp_path / "a", 5) == b"12345"
    for name, limit in (("a", 4), ("link", 9), ("pipe", 9), (".", 9)):
        with pytest.raises(Integrity, match=r"storage\.not_a_file"):
            read_file(tmp_path / name, limit)
    with pytest.raises(Environment, match=r"storage\.gone"):
        read_file(tmp_path / "none", 9)


def test_a_drive_shows_plain_files_and_no_unfinished_ones(tmp_path: Path) -> None:
    drive = FolderDrive(tmp_path)
    drive.write_verified("b.bilik", b"b")
    drive.write_verified("a.bilik", b"a")
    (tmp_path / "c.bilik.part").write_bytes(b"")
    (tmp_path / "d.bilik").symlink_to(tmp_path / "a.bilik")
    (tmp_path / "e.bilik").mkdir()
    assert drive.names(".bilik") == ("a.bilik", "b.bilik")
    assert drive.read("a.bilik", 9) == b"a"
    assert drive.free_bytes() > 0


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", "/etc/passwd"])
def test_a_drive_is_never_left_by_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(Bug, match=r"storage\.misuse"):
        FolderDrive(tmp_path).write_verified(name, b"")


def test_a_signpost_on_a_drive_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.bilik").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Integrity):
        FolderDrive(tmp_path).write_verified("a.bilik", b"x")
    assert not (tmp_path / "elsewhere").exists()


def test_a_drive_that_was_pulled_out_is_said_so(tmp_path: Path) -> None:
    drive = FolderDrive(tmp_path / "stick")
    for act in (drive.free_bytes, lambda: drive.names(""), lambda: drive.write_verified("a", b"")):
        with pytest.raises(Environment, match=r"storage\.gone"):
            act()


def test_the_ballast_is_there_until_it_is_thrown_off(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast")
    assert not ballast.aboard
    assert ballast.take()
    assert (tmp_path / "ballast").stat().st_size == BALLAST_BYTES
    ballast.drop()
    assert not ballast.aboard


def test_a_second_program_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    second = f"""
from pathlib import Path
from app.base.errors import Environment
from app.storage.lock import InstanceLock
try:
    InstanceLock(Path({str(path)!r}))
except Environment as refused:
    print(refused.code)
"""
    with InstanceLock(path):
        done = subprocess.run([sys.executable, "-c", second], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "storage.in_use"
        with pytest.raises(Environment, match=r"storage\.in_use"):
            InstanceLock(path)
    done = subprocess.run([sys.executable, "-c", second], capture_output=True, text=True, check=True)
    assert not done.stdout
    InstanceLock(path).release()


@given(st.binary(max_size=2000))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("f") / "a"
    write_atomic(path, data)
    assert read_file(path, 2000) == data


@pytest.mark.skipif(os.name == "nt", reason="Windows writes names through")
def test_a_new_folder_is_named_durably_by_every_folder_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.open

    def opened(path: str, flags: int, mode: int = 0o777) -> int:
        synced.append(os.fspath(path))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", opened)
    make_folder(tmp_path / "a" / "b" / "c")
    assert synced == [str(tmp_path), str(tmp_path / "a"), str(tmp_path / "a" / "b")]
    make_folder(tmp_path / "a" / "b" / "c")
    assert len(synced) == 3


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOENT, "storage.file_missing"),
        (errno.ENOTDIR, "storage.file_no_folder"),
        (errno.EISDIR, "storage.file_is_folder"),
        (errno.EACCES, "storage.file_forbidden"),
        (errno.EIO, "storage.file_unread"),
        (errno.ENOSPC, "storage.disk_full"),
        (errno.ENAMETOOLONG, "storage.name_too_long"),
    ],
)
def test_what_a_file_complains_of_is_said_of_the_file(number: int, code: str) -> None:
    said = of_file(OSError(number, "in English"), Path("surat.txt"))
    assert said.code == code
    assert set(said.fields.values()) <= {"surat.txt"}


def test_a_path_that_no_sentence_can_bear_is_said_by_its_ends() -> None:
    said = of_file(OSError(errno.ENOENT, "in English"), Path("/mula" + "x" * 3000 + "/akhir"))
    file = str(said.fields["file"])
    assert len(file) == 201
    assert (file[:5], file[-5:]) == ("/mula", "akhir")


def test_words_of_a_person_are_read_without_the_mark_of_windows_and_nothing_else_is_text(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\N{ZERO WIDTH NO-BREAK SPACE}kapal layar\r\n".encode())
    assert read_words(path) == "kapal layar\r\n"
    for data in (b"\xff\xfe\x00", b"a" * 70_000):
        path.write_bytes(data)
        with pytest.raises(Environment, match=r"storage\.file_no_text"):
            read_words(path)
    with pytest.raises(Environment, match=r"storage\.file_is_folder|storage\.file_forbidden"):
        read_words(tmp_path)
