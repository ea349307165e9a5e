"""How Qt begins in a process that wants a window.

Where there is no screen, Qt would say so in English, to its makers, and end the process as if it had crashed.
"""

import os
from collections.abc import Callable
from typing import NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication


def begin(name: str, unseen: Callable[[], NoReturn]) -> QApplication:
    """The application; where no window can be shown, `unseen` is called and has to end this process."""

    def heard(kind: QtMsgType, _where: QMessageLogContext, _words: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            unseen()

    before = qInstallMessageHandler(heard)
    try:
        return QApplication([name])
    finally:
        qInstallMessageHandler(before)


def leaving(code: int) -> Callable[[], NoReturn]:
    """Ends this process at once, with this exit code."""

    def leave() -> NoReturn:
        os._exit(code)  # inside Qt's own end nothing else can be done any more

    return leave
