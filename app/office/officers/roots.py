"""The office's roots on disk, and finishing a change of officers that was cut short.

`root.bilikroot` is the root in force, `roots/0001.bilikroot` and so on are those before it: what was signed
under them stays valid. A change of officers is decided by one file, `rotation.json`: once it is there, the
change is carried out, now or when somebody next signs in; before, nothing has changed.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from app.base.canonical import digest
from app.base.ids import OfficerId
from app.office.officers.keyring import FILE_NAME
from app.office.store.audit import read_acts, record_act
from app.office.store.database import Store
from app.office.store.tables import survey_round
from app.seal.documents import Bytes, Document, Label, read_document
from app.seal.root import MAX_ROOT_BYTES, Root, verify_next_root, verify_root
from app.storage.files import discard, make_folder, read_file, write_atomic

ROOT_NAME = "root.bilikroot"
EARLIER = "roots"
ROTATED = "officers rotate"
_PENDING = "rotation.json"
_MAX_BYTES = 4 * 1024 * 1024


class Rotation(Document):
    """A change of officers that is decided: the files and wrapped keys to put in place."""

    type: Literal["bilik/office-rotation"]
    version: Literal[1]
    at_utc_ms: int
    officers: tuple[Label, ...]  # who decided it
    leaving: Label
    coming: Label
    root: Bytes
    keyring: Bytes
    rounds: Mapping[str, Bytes]  # the keys of the rounds, wrapped for any two of the new three


def read_roots(folder: Path) -> tuple[Root, ...]:
    """Every root of the office, each followed by the next; the last is in force.

    Raises:
        Environment: the disk refused.
        Integrity: one of them does not follow the one before.
    """
    files = [*sorted((folder / EARLIER).glob("*.bilikroot")), folder / ROOT_NAME]
    roots: list[Root] = []
    for file in files:
        data = read_file(file, MAX_ROOT_BYTES)
        if roots and _is(roots[-1], data):
            continue  # cut short between putting it aside and putting the next in force
        roots.append(verify_next_root(roots[-1], data) if roots else verify_root(data))
    return tuple(roots)


def decide(folder: Path, old: Root, rotation: Rotation) -> None:
    """Put the old root aside and decide the change; from here on it is carried out whatever happens.

    Raises:
        Environment: the disk refused, and nothing has changed.
    """
    make_folder(folder / EARLIER)
    data = read_file(folder / ROOT_NAME, MAX_ROOT_BYTES)
    write_atomic(folder / EARLIER / f"{old.document.number:04}.bilikroot", data)
    write_atomic(folder / _PENDING, rotation.to_bytes())


def finish_files(folder: Path) -> None:
    """Put root and keyring of a decided change in place.

    Raises:
        Environment: the disk refused.
        Integrity: what was decided cannot be read.
    """
    rotation = _decided(folder)
    if rotation is None:
        return
    for name, data in ((ROOT_NAME, rotation.root), (FILE_NAME, rotation.keyring)):
        file = folder / name
        if not file.is_file() or file.read_bytes() != data:
            write_atomic(file, data)


def finish_store(folder: Path, store: Store) -> None:
    """Put the wrapped keys of the rounds in place, write the act, and forget the decision.

    Raises:
        Environment, Integrity: as `finish_files`.
    """
    rotation = _decided(folder)
    if rotation is None:
        return
    made = digest(rotation.root)
    with store.writing() as connection:
        if not any(one.act == ROTATED and one.details.get("file") == made for one in read_acts(connection)):
            for name, wrapped in rotation.rounds.items():
                here = (survey_round.c.id == name) & survey_round.c.seal_private.is_not(None)
                connection.execute(sa.update(survey_round).where(here).values(seal_private=wrapped))
            officers = tuple(OfficerId(one) for one in rotation.officers)
            details = {"leaving": rotation.leaving, "coming": rotation.coming, "file": made}
            record_act(connection, rotation.at_utc_ms, officers, ROTATED, details)
    discard(folder / _PENDING)


def _decided(folder: Path) -> Rotation | None:
    file = folder / _PENDING
    if not file.is_file():
        return None
    with suppress(FileNotFoundError):  # somebody else has finished it meanwhile
        return read_document(Rotation, read_file(file, _MAX_BYTES))
    return None


def _is(root: Root, data: bytes) -> bool:
    from app.seal.dsse import read_envelope
    from app.seal.root import ROOT_TYPE

    return digest(read_envelope(data, ROOT_TYPE).payload) == root.digest
