"""The program's own log: that it began, ended, failed, and where. Never who, what was answered, or a secret.

That is not left to whoever writes a line: a line is one of a few events with plain words and numbers, and
what is none of them is not written. Times are minutes, as in the journal, so that no line can be matched
with the moment of one press. The file is turned over before it grows, so that a year fits on any disk.
"""

import logging
import re
import time
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from app.base.errors import Environment
from app.storage.files import make_folder

_MAX_BYTES = 256 * 1024
_KEPT = 4  # older files beside the one that is written
_ROOT = "bilik"
EVENTS = frozenset({
    "began %s %s %s",  # what began, version, system
    "ended %s %s",  # what ended, exit code
    "trouble %s",  # the code of a sentence
    "failed %s %s",  # a crash: its code, its kind
    "  at %s:%s %s",  # where: file, line, function
})  # fmt: skip
_WORD = re.compile(r"[A-Za-z0-9_.<>-]{1,80}")
_CODE = re.compile(r"(?=[0-9A-Z-]*\d)[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}")
HIDDEN = "?"

logging.getLogger(_ROOT).addHandler(logging.NullHandler())  # where no log is open, nothing is told anywhere


class OnlyEvents(logging.Filter):
    """Lets known events pass, with every value that is no plain word replaced, and no traceback."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg not in EVENTS:
            return False
        values = record.args if isinstance(record.args, tuple) else ()
        record.args = tuple(plain(value) for value in values)
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class _Quiet(RotatingFileHandler):
    """A full disk is told where it matters; the log then has a gap."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        pass


def plain(value: object) -> str:
    """A value as it may stand in the log: a number or a word of the program, never a code of a slip."""
    word = str(value)
    return HIDDEN if not _WORD.fullmatch(word) or _CODE.fullmatch(word) else word


def open_log(folder: Path, name: str) -> logging.Handler | None:
    """Write what the program tells of itself to `<name>.log` in `folder`; None where the disk refuses.

    Processes that run at one time have files of their own: none turns over another's.
    """
    try:
        make_folder(folder)  # by no other way: it may be the first to make the folder of all data
        handler = _Quiet(
            folder / f"{name}.log", maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except (OSError, Environment):
        return None
    handler.addFilter(OnlyEvents())
    formatter = logging.Formatter("%(asctime)s %(process)d %(message)s", "%Y-%m-%dT%H:%MZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root = logging.getLogger(_ROOT)
    root.setLevel(logging.INFO)
    root.propagate = False  # what is told goes nowhere else
    root.addHandler(handler)
    return handler


def close_log(handler: logging.Handler | None) -> None:
    """Write no more."""
    if handler is not None:
        root = logging.getLogger(_ROOT)
        root.removeHandler(handler)
        root.propagate = True
        handler.close()


def began(what: str, version: str, system: str) -> None:
    """A process of the program began."""
    logging.getLogger(_ROOT).info("began %s %s %s", what, version, system)


def ended(what: str, code: int) -> None:
    """It ended."""
    logging.getLogger(_ROOT).info("ended %s %s", what, code)


def trouble(code: str) -> None:
    """A sentence was said to somebody: its code, without its values."""
    logging.getLogger(_ROOT).warning("trouble %s", code)


def files_of(folder: Path) -> Sequence[Path]:
    """The log's files."""
    return sorted(path for path in folder.glob("*.log*") if path.is_file())
