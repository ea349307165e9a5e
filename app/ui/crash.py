"""When we are wrong: a calm page with a code, a line in the log without any answer, and the end."""

import logging
import sys
import traceback
from collections.abc import Callable
from hashlib import sha256
from types import TracebackType

from app.base.errors import Problem

log = logging.getLogger("bilik.crash")
_CODE_SYMBOLS = 6


def code_of(error: BaseException) -> str:
    """A short code that is the same for the same fault: from where it happened, never from what was said."""
    places = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    text = "|".join([type(error).__name__, *places])
    return sha256(text.encode()).hexdigest()[:_CODE_SYMBOLS].upper()


def install(show: Callable[[str], None]) -> None:
    """Let `show` have the code of every error that nobody caught; the text of an error is never logged."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        code = code_of(error.with_traceback(trace))
        what = error.code if isinstance(error, Problem) else kind.__name__
        log.error("%s %s", code, what)
        for frame in traceback.extract_tb(trace):
            log.error("  %s:%s %s", frame.filename.rpartition("/")[2], frame.lineno, frame.name)
        show(code)

    sys.excepthook = hook
