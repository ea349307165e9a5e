"""The office's program looks at itself and at this machine, without an office and without an officer.

What it writes lies in a folder of its own, is sealed to a key that lives only here, and is gone afterwards.
"""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.base.build import version
from app.base.check import Check, Outcome, tried
from app.base.errors import Environment, Integrity, Refused
from app.base.guide import read_guide
from app.base.ids import Digest
from app.base.resources import RESOURCES
from app.base.sentences import Language, Sentence, readable_catalogues
from app.paper.room.guide import day_card
from app.seal.aead import new_key
from app.seal.envelope import new_record_id, pad, record_info, seal, unpad
from app.seal.unseal import generate_seal_pair, open_sealed
from app.storage.database import Database, check_database, create_database
from app.storage.trouble import said

_LIBRARIES = ("numpy", "polars", "pyreadstat", "openpyxl", "yaml", "alembic")
"""What only some acts need and load late: without one of them a round would fail in the middle."""

_RECORD_SIZE = 8_192
_MARK = b"nobody's answers"  # what must not be readable on the disk
_LEAST_MB = 2_048  # a city's evidence, its backup beside it, and room to work
_DRAWING_S = 120  # a slow disk under a cold start; a machine that needs longer shows no window either
_NO_PACKAGE = Digest("0" * 64)


def examine(folder: Path, draw: Sequence[str], ask: Callable[[], bytes | Refused]) -> Iterator[Check]:
    """Every check, each as soon as it is done. `draw` is the command that draws a page in its own process,
    `ask` has the kiosk's program draw a question.
    """
    yield tried(Sentence("selftest.program"), _program)
    yield tried(Sentence("selftest.words"), _words)
    yield tried(Sentence("selftest.libraries"), _libraries)
    yield tried(Sentence("selftest.storing"), lambda: _storing(folder))
    yield tried(Sentence("selftest.paper"), lambda: _paper(folder))
    yield _room(folder)
    yield tried(Sentence("selftest.page"), lambda: _page(draw))
    yield _question(ask)


def _program() -> Sentence:
    python = ".".join(map(str, sys.version_info[:3]))
    return Sentence("selftest.program_good", {"version": version(), "python": python, "system": sys.platform})


def _words() -> Sentence:
    domains = {readable_catalogues(language) for language in Language}
    known = frozenset[str]().union(*domains)
    if not known or len(domains) > 1:
        raise Environment("selftest.words_missing", folder=str(RESOURCES / "locale"))
    return Sentence("selftest.words_good", {"count": len(known)})


def _libraries() -> Sentence:
    for name in _LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:
            raise Environment("selftest.library_missing", library=name) from None
    return Sentence("selftest.libraries_good", {"count": len(_LIBRARIES)})


def _storing(folder: Path) -> Sentence:
    """A record is sealed, stored in a fresh encrypted database, comes back from the disk and is opened."""
    private, public = generate_seal_pair()
    record_id = new_record_id()
    info = record_info(_NO_PACKAGE, record_id)
    sealed = seal(public, pad(_MARK, _RECORD_SIZE), info)
    with said(), tempfile.TemporaryDirectory(prefix="self-test-", dir=_there(folder)) as own:
        path, key = Path(own) / "trial.db", new_key()
        create_database(path, key, lambda made: _fill(made, sealed))
        database = Database(path, key)
        try:
            check_database(database)
            ((back,),) = database.rows("SELECT sealed FROM record")
        finally:
            database.close()
        readable = _MARK in path.read_bytes()
    opened = unpad(open_sealed(private, back if isinstance(back, bytes) else b"", info))
    if opened != _MARK or readable:
        raise Integrity("selftest.storing_differs")
    return Sentence("selftest.opening_good", {"folder": str(_there(folder))})


def _fill(database: Database, sealed: bytes) -> None:
    with database.transaction():
        database.change("CREATE TABLE record (sealed BLOB NOT NULL)")
        database.change("INSERT INTO record VALUES (?)", sealed)


def _paper(folder: Path) -> Sentence:
    pages = day_card(read_guide(Language.ID), Language.ID)
    with said(), tempfile.TemporaryDirectory(prefix="self-test-", dir=_there(folder)) as own:
        file = Path(own) / "trial.pdf"
        file.write_bytes(pages)
        if file.read_bytes() != pages:
            raise Integrity("selftest.storing_differs")
    return Sentence("selftest.paper_good", {"size": (len(pages) + 1023) // 1024})


def _room(folder: Path) -> Check:
    name = Sentence("selftest.room")
    try:
        with said():
            free = shutil.disk_usage(_there(folder)).free // 2**20
    except Environment as trouble:
        return Check(name, Outcome.WRONG, (Sentence.of(trouble),))
    fields: dict[str, str | int] = {"free": free, "least": _LEAST_MB}
    if free < _LEAST_MB:
        return Check(name, Outcome.CARE, (Sentence("selftest.room_little", fields),))
    return Check(name, Outcome.GOOD, (Sentence("selftest.room_good", fields),))


def _page(draw: Sequence[str]) -> Sentence:
    """In a process of its own: a graphics driver that is broken takes that one down."""
    try:
        done = subprocess.run(
            draw,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_DRAWING_S,
            check=False,
        )
        code = done.returncode
    except (OSError, subprocess.TimeoutExpired):
        code = -1
    if code == 1:
        raise Environment("selftest.page_empty")
    if code:
        raise Environment("selftest.screen_fails", code=code)
    return Sentence("selftest.window_good")


def _question(ask: Callable[[], bytes | Refused]) -> Check:
    """Without the kiosk's program nobody sees a question as a booth shows it; all else works."""
    name, drawn = Sentence("selftest.question"), ask()
    if isinstance(drawn, Refused):
        return Check(name, Outcome.CARE, (Sentence.of(drawn),))
    return Check(name, Outcome.GOOD, (Sentence("selftest.question_good"),))


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists.

    Raises:
        Environment: a file has one of their names, or the account may not look.
    """
    with said():
        found = next((each for each in (folder, *folder.parents) if each.exists()), folder)
        if not found.is_dir():
            raise Environment("storage.name_taken")
    return found
