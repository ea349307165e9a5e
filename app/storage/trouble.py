"""What a disk's complaint means to a person: one table for the operating system, one for SQLite."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from app.base.errors import Bug, Environment, Integrity, Problem

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # EFBIG: a FAT stick's 4 GiB, or a limit of the account
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ESTALE, errno.ENOTDIR}
_LONG = {errno.ENAMETOOLONG}
_NAME = {errno.EILSEQ}  # a file system that allows other names than this one
_TAKEN = {errno.EEXIST, errno.EISDIR, errno.ENOTEMPTY}  # a file where a folder is wanted, or the reverse
# A copy of a whole database fails without a code, with SQLite's own words for it (`sqlite3_errstr`).
_TOLD = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
_OF_FILE = {
    errno.ENOENT: "storage.file_missing",
    errno.ENOTDIR: "storage.file_no_folder",
    errno.EISDIR: "storage.file_is_folder",
    errno.EACCES: "storage.file_forbidden",
    errno.EPERM: "storage.file_forbidden",
}
_SHOWN = 200  # letters of a path that a sentence can bear
_MANY = {errno.EMFILE, errno.ENFILE}
# Primary result codes, https://www.sqlite.org/rescode.html
_ENVIRONMENT = {
    5: "storage.busy",  # BUSY
    6: "storage.busy",  # LOCKED
    7: "storage.io",  # NOMEM
    8: "storage.read_only",  # READONLY
    10: "storage.io",  # IOERR
    13: "storage.disk_full",  # FULL
    14: "storage.gone",  # CANTOPEN
}


def of_system(error: OSError) -> Environment:
    """The trouble behind an error of the operating system."""
    for numbers, trouble in (
        (_FULL, Environment("storage.disk_full")),
        (_READ_ONLY, Environment("storage.read_only")),
        (_GONE, Environment("storage.gone")),
        (_LONG, Environment("storage.name_too_long")),
        (_NAME, Environment("storage.name_refused")),
        (_TAKEN, Environment("storage.name_taken")),
        (_MANY, Environment("storage.too_many_files")),
    ):
        if error.errno in numbers:
            return trouble
    return Environment("storage.io")


def of_file(error: OSError, path: Path) -> Environment:
    """The trouble of a file that a person named: as `of_system`, with its name where that helps."""
    name = str(path)
    file = name if len(name) <= _SHOWN else f"{name[: _SHOWN // 2]}…{name[-_SHOWN // 2 :]}"
    key = _OF_FILE.get(error.errno or 0)
    if key is not None:
        return Environment(key, file=file)
    trouble = of_system(error)
    return Environment("storage.file_unread", file=file) if trouble.code == "storage.io" else trouble


def of_database(error: dbapi2.Error) -> Problem:
    """The trouble behind an error of SQLCipher; a wrong statement is a `Bug`."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else _TOLD.get(str(error))
    if primary in {11, 26}:  # CORRUPT, NOTADB
        return Integrity("storage.damaged")
    sentence = _ENVIRONMENT.get(primary or 0)
    if sentence is None:
        return Bug("storage.statement", reason=type(error).__name__)
    return Environment(sentence)


@contextmanager
def said() -> Iterator[None]:
    """Let no foreign exception of a disk out.

    Raises:
        Environment, Integrity, Bug: in place of `OSError` and of SQLCipher's errors.
    """
    try:
        yield
    except OSError as error:
        raise of_system(error) from error
    except dbapi2.Error as error:
        raise of_database(error) from error
