"""The program looks at itself: its words, its package, its questionnaires, its storage.

It needs no card and no code, and touches no answer: what it writes lies in a folder of its own, is sealed to
nobody, and is gone afterwards. Whether the machine can draw is looked at by `drawing`, which knows the glass.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import JsonValue

from app.base.build import version
from app.base.canonical import canonical
from app.base.check import Check, Outcome, tried
from app.base.errors import Environment, Integrity, Problem
from app.base.ids import Digest, RecordId
from app.base.resources import RESOURCES
from app.base.sentences import Language, Sentence, readable_catalogues
from app.kiosk.seat.enrol import status
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import from_canonical
from app.questionnaire.scenario import from_plain
from app.seal.aead import new_key
from app.seal.envelope import SealKey, new_record_id, pad, record_info, sealed_size
from app.seal.package import PackageDocument
from app.sitting.rehearse import rehearse
from app.storage.database import Database, check_database, create_database
from app.storage.files import make_folder
from app.storage.trouble import said

_RECORD_SIZE = 8_192  # of a package that asks for no other
_NO_PACKAGE = Digest("0" * 64)
_MARK = b"nobody's answers"  # what must not be readable on the disk


def examine(data_dir: Path) -> Iterator[Check]:
    """Every check that needs no screen, each as soon as it is done."""
    yield tried(Sentence("selftest.program"), _program)
    yield tried(Sentence("selftest.words"), _words)
    document: PackageDocument | None = None
    try:
        package = status(data_dir).package
        document = None if package is None else package.document
        yield _machine(document)
    except Problem as trouble:
        yield Check(Sentence("selftest.machine"), Outcome.WRONG, (Sentence.of(trouble),))
    yield from _questionnaires(document)
    size = _RECORD_SIZE if document is None else document.policy.record_size
    yield tried(Sentence("selftest.paper"), _paper)
    yield tried(Sentence("selftest.storing"), lambda: _storing(data_dir, size))


def _program() -> Sentence:
    python = ".".join(map(str, sys.version_info[:3]))
    return Sentence("selftest.program_good", {"version": version(), "python": python, "system": sys.platform})


def _words() -> Sentence:
    """Both languages have the same catalogues, and each of them can be read."""
    domains = {readable_catalogues(language) for language in Language}
    known = frozenset[str]().union(*domains)
    if not known or len(domains) > 1:
        raise Environment("selftest.words_missing", folder=str(RESOURCES / "locale"))
    return Sentence("selftest.words_good", {"count": len(known)})


def _paper() -> Sentence:
    """A page is printed into memory, as minutes are."""
    from app.base.guide import read_guide
    from app.paper.room.guide import day_card

    pages = day_card(read_guide(Language.ID), Language.ID)
    return Sentence("selftest.paper_good", {"size": (len(pages) + 1023) // 1024})


def _machine(document: PackageDocument | None) -> Check:
    name = Sentence("selftest.machine")
    if document is None:
        return Check(name, Outcome.NOT_TRIED, (Sentence("selftest.no_package"),))
    fields = {"round": document.round_title.id, "venue": document.venue_name}
    if document.training:
        return Check(name, Outcome.GOOD, (Sentence("selftest.package_training", fields),))
    return Check(name, Outcome.GOOD, (Sentence("selftest.package_good", fields),))


def _questionnaires(document: PackageDocument | None) -> Iterator[Check]:
    if document is None:
        found = Sentence("selftest.no_questionnaire")
        yield Check(Sentence("selftest.questionnaires"), Outcome.NOT_TRIED, (found,))
        return
    for digest in sorted(document.questionnaires):
        name = Sentence("selftest.questionnaire", {"id": digest[:8]})
        try:
            # Verified with the package: its digest is that of exactly this spelling.
            asked = from_canonical(canonical(document.questionnaires[digest]))  # type: ignore[arg-type]
            name = Sentence("selftest.questionnaire", {"id": asked.id})
            yield _scenarios(name, asked, (document.scenarios or {}).get(digest))
        except Problem as trouble:
            yield Check(name, Outcome.WRONG, (Sentence.of(trouble),))


def _scenarios(name: Sentence, asked: Questionnaire, plain: JsonValue) -> Check:
    if plain is None:
        return Check(name, Outcome.NOT_TRIED, (Sentence("selftest.no_scenarios"),))
    scenarios = from_plain(plain)
    differences = rehearse(asked, scenarios)
    if differences:
        first = differences[0]
        fields: dict[str, str | int] = {"count": len(differences), "scenario": first.scenario}
        found = (Sentence("selftest.scenarios_differ", fields), first.sentence)
        return Check(name, Outcome.WRONG, found)
    return Check(name, Outcome.GOOD, (Sentence("selftest.scenarios_good", {"count": len(scenarios)}),))


def _storing(data_dir: Path, record_size: int) -> Sentence:
    """A record is sealed and stored in a fresh encrypted database, and comes back from the disk as it was."""
    record_id = new_record_id()
    sealed = SealKey.of_nobody().seal(pad(_MARK, record_size), record_info(_NO_PACKAGE, record_id))
    with own_folder(data_dir) as folder:
        path, key = folder / "trial.db", new_key()
        create_database(path, key, lambda made: _fill(made, record_id, sealed))
        database = Database(path, key)
        try:
            check_database(database)
            back = database.rows("SELECT id, sealed FROM record")
        finally:
            database.close()
        with said():
            readable = _MARK in path.read_bytes()
        whole = back == [(bytes(record_id), sealed)] and len(sealed) == sealed_size(record_size)
        if not whole or readable or _opens(path, new_key()):
            raise Integrity("selftest.storing_differs")
    return Sentence("selftest.storing_good", {"folder": str(data_dir)})


def _fill(database: Database, record_id: RecordId, sealed: bytes) -> None:
    with database.transaction():
        database.change("CREATE TABLE record (id BLOB PRIMARY KEY, sealed BLOB NOT NULL)")
        database.change("INSERT INTO record VALUES (?, ?)", bytes(record_id), sealed)


def _opens(path: Path, key: bytes) -> bool:
    try:
        Database(path, key).close()
    except Integrity:
        return False
    return True


@contextmanager
def own_folder(data_dir: Path) -> Iterator[Path]:
    """A folder on the disk where answers will lie, gone afterwards with all that is in it."""
    with said():
        new = not data_dir.exists()
        make_folder(data_dir)
        folder = Path(tempfile.mkdtemp(prefix="self-test-", dir=data_dir))
    try:
        yield folder
    finally:
        shutil.rmtree(data_dir if new else folder, ignore_errors=True)
