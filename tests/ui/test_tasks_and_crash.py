"""The glass by itself."""

import gc
import logging
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.errors import Bug, Environment
from app.storage.log import close_log, open_log
from app.ui import crash
from app.ui.garbage import Collector
from app.ui.tasks import Errand, Listener, Progress, Stopped, Task, Tell

pytestmark = pytest.mark.usefixtures("application")


def test_work_comes_back_with_its_result(qtbot: QtBot) -> None:
    def work(progress: Progress) -> object:
        progress(1, 2)
        return "done"

    task = Task(work, "test")
    with qtbot.waitSignal(task.done) as heard:
        task.start()
    assert heard.args == ["done"]
    task.wait()


def test_trouble_in_work_comes_back_as_itself_and_a_fault_as_a_bug(qtbot: QtBot) -> None:
    def gone(_: Progress) -> object:
        raise Environment("storage.gone")

    def wrong(_: Progress) -> object:
        raise ZeroDivisionError

    for work, kind in ((gone, Environment), (wrong, Bug)):
        task = Task(work, "test")
        with qtbot.waitSignal(task.done) as heard:
            task.start()
        assert heard.args is not None
        assert isinstance(heard.args[0], kind)
        task.wait()


def test_a_listener_says_when_nobody_speaks_any_more(qtbot: QtBot) -> None:
    words = iter(["one", "two", None])
    listener = Listener(lambda: next(words), "test")
    heard: list[object] = []
    listener.heard.connect(heard.append)
    with qtbot.waitSignal(listener.silent):
        listener.start()
    assert heard == ["one", "two"]


def test_a_fault_shows_its_code_and_logs_no_word_of_what_was_said(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(shown.append)
    answer = "rahasia sekali"
    try:
        int(answer)
    except ValueError as error:
        with caplog.at_level(logging.ERROR):
            sys.excepthook(type(error), error, error.__traceback__)
    assert len(shown) == 1
    assert shown[0] in caplog.text
    assert answer not in caplog.text


def test_an_errand_tells_its_parts_in_order_and_answers_last(qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(progress: Progress, tell: Tell) -> object:
        for number in range(3):
            progress(number, 3)
            tell(number)
        return "done"

    errand = Errand(work, lambda done, total: heard.append((done, total)), heard.append, heard.append)
    errand.start()
    qtbot.waitUntil(lambda: "done" in heard)
    assert [each for each in heard if isinstance(each, int)] == [0, 1, 2]
    assert heard[-1] == "done"


def test_an_errand_that_is_stopped_ends_at_its_next_step(qtbot: QtBot) -> None:
    answers: list[object] = []
    steps: list[int] = []
    begun = threading.Event()

    def work(progress: Progress, _tell: Tell) -> object:
        for number in range(100_000):
            progress(number, 100_000)
            steps.append(number)
            begun.set()
        return "done"

    errand = Errand(work, lambda _done, _total: None, lambda _part: None, answers.append)
    errand.start()
    begun.wait(10)
    errand.stop()
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], Stopped)
    assert len(steps) < 100_000


def test_an_errand_hears_in_the_thread_of_the_window_and_names_a_fault(qtbot: QtBot) -> None:
    where: list[threading.Thread] = []
    answers: list[object] = []

    def work(progress: Progress, _tell: Tell) -> object:
        progress(1, 2)
        raise ZeroDivisionError

    def answer(result: object) -> None:
        where.append(threading.current_thread())
        answers.append(result)

    errand = Errand(work, lambda _done, _total: None, lambda _part: None, answer)
    errand.start()
    qtbot.waitUntil(lambda: bool(answers))
    assert where == [threading.main_thread()]
    assert isinstance(answers[0], Bug)
    assert answers[0].fields["what"] == "ZeroDivisionError"


def test_nothing_is_collected_in_a_thread_that_is_not_the_window_s() -> None:
    collector = Collector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_a_window_opens_its_log_only_when_it_has_a_fault_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown: list[str] = []
    opened: list[logging.Handler | None] = []
    crash.install(shown.append, lambda: opened.append(open_log(tmp_path / "log", "window")))
    assert not (tmp_path / "log").exists()
    try:
        int("Dewi")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    close_log(opened[0])
    said = (tmp_path / "log" / "window.log").read_text(encoding="utf-8")
    assert f"failed {shown[0]} ValueError" in said
    assert "Dewi" not in said
