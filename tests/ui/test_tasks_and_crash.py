"""The glass by itself."""

import logging
import sys

import pytest
from pytestqt.qtbot import QtBot

from app.base.errors import Bug, Environment
from app.ui import crash
from app.ui.tasks import Listener, Progress, Task

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
