"""The log: a few events, plain words, never a code, an answer or a name; and it never grows for ever."""

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.crash import code_of, lines_of, record
from app.base.errors import Bug
from app.seal.codes import new_code, pretty
from app.storage import log
from app.storage.log import HIDDEN, began, close_log, files_of, open_log, plain, trouble


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = open_log(tmp_path / "log", "keeper")
    yield tmp_path / "log"
    close_log(handler)


def text(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in files_of(folder))


def caught(error: BaseException) -> BaseException:
    try:
        raise error
    except type(error) as found:
        return found


def test_events_are_written_with_minutes_and_no_seconds(folder: Path) -> None:
    began("keeper", "1.0.0", "linux")
    trouble("storage.disk_full")
    assert text(folder).count("\n") == 2
    assert "began keeper 1.0.0 linux" in text(folder)
    assert "trouble storage.disk_full" in text(folder)
    stamp = text(folder).split()[0]
    assert len(stamp) == len("2026-11-27T21:20Z")


def test_what_is_no_event_is_not_written(folder: Path) -> None:
    logging.getLogger("bilik").error("Dewi menjawab 3")
    logging.getLogger("bilik.anything").error("began %s", "one value too few")
    assert text(folder) == ""


def test_a_fault_leaves_its_code_and_place_and_nothing_that_it_said(folder: Path) -> None:
    error = caught(ValueError("Sari, 7K3M-Q9TZ-4WXB, jawaban 5"))
    code = record(error)
    assert code == code_of(error) == lines_of(error)[0].split()[0]
    said = text(folder)
    assert f"failed {code} ValueError" in said
    assert "test_log.py" in said
    for secret in ("Sari", "7K3M", "jawaban"):
        assert secret not in said
        assert secret not in "".join(lines_of(error))


def test_a_problem_is_named_by_its_code_without_its_values(folder: Path) -> None:
    record(caught(Bug("demo.unexpected_refusal", code="Dewi Lestari")))
    assert "demo.unexpected_refusal" in text(folder)
    assert "Dewi" not in text(folder)


@given(value=st.text(max_size=90))
def test_a_value_is_a_plain_word_or_hidden(value: str) -> None:
    assert plain(value) in {value, HIDDEN}
    assert plain(value).isprintable()
    assert " " not in plain(value)


def test_codes_of_slips_are_hidden_however_they_are_written() -> None:
    for code in (new_code() for _ in range(50)):
        if any(symbol.isdigit() for symbol in code):
            assert plain(code) == plain(pretty(code)) == HIDDEN


def test_the_log_is_turned_over_and_old_lines_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_MAX_BYTES", 2_000)
    handler = open_log(folder, "window")
    for _ in range(400):
        trouble("storage.disk_full")
    close_log(handler)
    files = [path for path in files_of(folder) if path.name.startswith("window.log")]
    assert len(files) == 5
    assert all(path.stat().st_size <= 2_000 for path in files)


def test_a_folder_that_refuses_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert open_log(tmp_path / "file", "keeper") is None
    trouble("storage.disk_full")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_the_folders_that_it_makes_are_this_accounts_alone(tmp_path: Path) -> None:
    close_log(open_log(tmp_path / "data" / "log", "keeper"))
    for folder in (tmp_path / "data", tmp_path / "data" / "log"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_after_it_is_closed_nothing_is_written(tmp_path: Path) -> None:
    handler = open_log(tmp_path, "keeper")
    close_log(handler)
    trouble("storage.disk_full")
    assert not files_of(tmp_path)
