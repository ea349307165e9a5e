"""When we are wrong: a calm page with a code, a line in the log without any answer, and the end."""

import sys
from collections.abc import Callable
from types import TracebackType

from app.base.crash import record


def install(show: Callable[[str], None], open_log: Callable[[], object] | None = None) -> None:
    """Let `show` have the code of every error that nobody caught; the text of an error is never logged.

    `open_log` is called first: a window that has nothing to tell opens no log.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if open_log is not None:
            open_log()
        show(record(error.with_traceback(trace)))

    sys.excepthook = hook
