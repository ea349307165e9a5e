"""What is kept of a fault of ours: a code, its kind and where it happened; never what was said.

The text of an error may hold anything that the program held, an answer too. So it is neither shown nor kept.
"""

import logging
import traceback
from collections.abc import Iterator
from hashlib import sha256

from app.base.errors import Problem

_log = logging.getLogger("bilik.crash")
_CODE_SYMBOLS = 6


def code_of(error: BaseException) -> str:
    """A short code that is the same for the same fault: from where it happened, never from what was said."""
    places = [f"{file}:{line}" for file, line, _ in _places(error)]
    text = "|".join([type(error).__name__, *places])
    return sha256(text.encode()).hexdigest()[:_CODE_SYMBOLS].upper()


def lines_of(error: BaseException) -> list[str]:
    """The fault in lines: its code and kind, then every place, the innermost last."""
    first = f"{code_of(error)} {_kind(error)}"
    return [first, *(f"  at {file}:{line} {name}" for file, line, name in _places(error))]


def record(error: BaseException) -> str:
    """Write the fault into the log, where one is open; returns its code."""
    code = code_of(error)
    _log.error("failed %s %s", code, _kind(error))
    for file, line, name in _places(error):
        _log.error("  at %s:%s %s", file, line, name)
    return code


def _kind(error: BaseException) -> str:
    return error.code if isinstance(error, Problem) else type(error).__name__


def _places(error: BaseException) -> Iterator[tuple[str, int, str]]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename.replace("\\", "/").rpartition("/")[2], frame.lineno or 0, frame.name
