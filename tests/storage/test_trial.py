"""The disk's trial: every block is synced before the next, and all of them are read back."""

import errno
import os
from pathlib import Path

import pytest

from app.base.errors import Environment
from app.storage.trial import BLOCK_BYTES, ROUNDS, write_trial


def test_every_block_is_synced_and_comes_back(tmp_path: Path) -> None:
    sizes: list[int] = []
    heard: list[tuple[int, int]] = []

    def sync(handle: int) -> None:
        os.fsync(handle)
        sizes.append(os.fstat(handle).st_size)

    found = write_trial(
        tmp_path / "trial", lambda done, whole: heard.append((done, whole)), sync=sync, now_ns=lambda: 0
    )
    assert (found.rounds, found.lost) == (ROUNDS, 0)
    assert sizes == [BLOCK_BYTES * n for n in range(1, ROUNDS + 1)]
    assert heard[-1] == (ROUNDS, ROUNDS)
    assert found.middle_us <= found.longest_us


def test_a_disk_that_loses_what_it_took_is_found_out(tmp_path: Path) -> None:
    def sync(handle: int) -> None:
        if os.fstat(handle).st_size == 3 * BLOCK_BYTES:
            os.pwrite(handle, b"other", BLOCK_BYTES)

    assert write_trial(tmp_path / "trial", sync=sync).lost == 1


def test_a_slow_disk_is_tried_less_often_and_not_longer(tmp_path: Path) -> None:
    now = [0]

    def sync(_handle: int) -> None:
        now[0] += 400_000_000

    found = write_trial(tmp_path / "trial", sync=sync, now_ns=lambda: now[0])
    assert found.rounds == 13  # of 400 ms in five seconds
    assert (found.middle_us, found.longest_us) == (400_000, 400_000)


def test_a_disk_that_refuses_is_told_in_its_own_words(tmp_path: Path) -> None:
    def sync(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(Environment) as caught:
        write_trial(tmp_path / "trial", sync=sync)
    assert caught.value.code == "storage.disk_full"
