"""The officers' file of keys made again from paper, where it is lost or damaged and the office still there.

A paper copy holds what the file holds, wrapped as it lies there: each officer's own key, and one that any two
open. Two officers prove with their passphrases that they are of this office; the third's page is held by the
check at the end of each of its lines, and proved when that officer next signs in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import OfficerId
from app.office.officers.ceremony import RECOVERY_PUBLIC
from app.office.officers.keyring import (
    FILE_NAME,
    Keyring,
    OfficerKeys,
    SignedIn,
    passphrases,
    unwrap_officers,
)
from app.office.officers.roots import ROOT_NAME, read_roots
from app.office.officers.signin import STORE_NAME, find_office
from app.office.store.audit import record_act
from app.office.store.database import Store
from app.office.survey.packaging import read_secret
from app.office.upkeep.keys import RECOVERY, opens
from app.seal.paper_copy import read_paper_lines
from app.seal.root import THRESHOLD, Root
from app.seal.trio import label_of, read_trio
from app.storage.files import read_words, write_atomic

FROM_PAPER = "keys from-paper"
DAMAGED = ".rusak"  # after the name of a file that could not be read and was replaced
_OWN = "officer-"


@dataclass(frozen=True, slots=True)
class Remade:
    """The file that was made again, and who of its officers is proved."""

    file: Path
    proved: tuple[OfficerId, ...]


def remake_keyring(
    folder: Path, typed: Sequence[Path], given: Mapping[OfficerId, str], clock: Clock
) -> Remade | Refused:
    """Make `officers.json` again from files of typed lines, one file for each page; two officers prove it.

    Pages of rounds are passed over: their keys lie in the store. Nothing is written before all was proved.

    Raises:
        Environment: there is no office, or the disk refused.
        Integrity: root or store are not what they claim to be.
    """
    if _is_there(folder):
        return Refused("keys.file_there")
    if not (folder / ROOT_NAME).is_file() or not (folder / STORE_NAME).is_file():
        raise Environment("keys.no_root_or_store", folder=str(folder))
    root = read_roots(folder)[-1]
    pages = _pages(typed)
    if isinstance(pages, Refused):
        return pages
    keyring = _keyring(root, pages)
    if isinstance(keyring, Refused):
        return keyring
    officers = _proved(root, keyring, given)
    if isinstance(officers, Refused):
        return officers
    store = Store(folder / STORE_NAME, officers[0].store_key)
    try:
        with store.reading() as connection:
            public = read_secret(connection, RECOVERY_PUBLIC)
        two = dict(list(passphrases(officers).items())[:THRESHOLD])
        if not opens(keyring.recovery, public, two):
            return Refused("keys.paper_of_another")
        present = tuple(one.id for one in officers)
        with store.writing() as connection:
            record_act(connection, clock.utc_ms(), present, FROM_PAPER, {"root": root.digest})
            _put(folder / FILE_NAME, keyring.to_bytes())  # within, so that a disk that refuses leaves no act
    finally:
        store.close()
    return Remade(folder / FILE_NAME, present)


def _is_there(folder: Path) -> bool:
    try:
        find_office(folder)
    except Environment as trouble:
        if trouble.code not in {"office.no_office", "office.keyring_gone"}:
            raise
        return False
    except Integrity:
        return False
    return True


def _pages(typed: Sequence[Path]) -> Mapping[str, bytes] | Refused:
    """The wrapped bytes of each page, by what they say that they are."""
    pages: dict[str, bytes] = {}
    for file in typed:
        data = read_paper_lines(read_words(file).splitlines())
        if isinstance(data, Refused):
            key = "keys.file_line" if data.code == "seal.paper_line" else "keys.file_line_missing"
            return Refused(key, {"file": str(file), **data.fields})
        try:
            pages[label_of(data)] = data
        except Integrity:
            return Refused("keys.file_no_key", {"file": str(file)})
    return pages


def _keyring(root: Root, pages: Mapping[str, bytes]) -> Keyring | Refused:
    officers = root.document.officers
    missing = [one.name for one in officers if _OWN + one.id not in pages]
    if missing:
        return Refused("keys.pages_missing", {"missing": ", ".join(missing)})
    if RECOVERY not in pages:
        return Refused("keys.shared_page_missing")
    shared = read_trio(pages[RECOVERY])
    if [one.id for one in shared.officers] != [one.id for one in officers]:
        return Refused("keys.paper_of_another")
    entries = [OfficerKeys(id=one.id, name=one.name, wrapped=pages[_OWN + one.id]) for one in officers]
    return Keyring(
        type="bilik/office-keyring",
        version=1,
        root=root.digest,
        stretch=shared.stretch,
        officers=tuple(entries),
        recovery=pages[RECOVERY],
    )


def _proved(root: Root, keyring: Keyring, given: Mapping[OfficerId, str]) -> tuple[SignedIn, ...] | Refused:
    """The officers whose passphrases are given, each with the very key that the root names."""
    if len(given) < THRESHOLD:
        return Refused("office.two_officers", {"count": len(given)})
    public = {one.id: one.public_key for one in root.document.officers}
    officers = unwrap_officers(keyring, given)
    if isinstance(officers, Refused):
        return officers
    if any(one.key.verify_key().to_bytes() != public[one.id] for one in officers):
        return Refused("keys.paper_of_another")
    return officers


def _put(file: Path, data: bytes) -> None:
    if file.is_file():
        write_atomic(file.with_name(file.name + DAMAGED), file.read_bytes())
    write_atomic(file, data)
