"""Signing in: the `Office` that every act takes, and how many officers stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from app.base.canonical import JsonValue
from app.base.clock import Clock
from app.base.errors import Environment, Integrity, Refused
from app.base.ids import OfficerId
from app.office.officers.keyring import Keyring, SignedIn, read_keyring, unwrap_officers
from app.office.officers.roots import ROOT_NAME, finish_files, finish_store, read_roots
from app.office.store.audit import record_act
from app.office.store.database import Store
from app.seal.root import THRESHOLD, Root
from app.seal.stretch import Stretcher, stretcher_for
from app.storage.files import sync_folder
from app.storage.trouble import said

STORE_NAME = "bilik-office.db"
READY = "-siap"  # after the name of a folder: a restored office that is whole and waits for its name


@dataclass(frozen=True, slots=True)
class Office:
    """An open office: where it lies, its store, its root, and who is signed in."""

    folder: Path
    store: Store
    root: Root
    keyring: Keyring
    officers: tuple[SignedIn, ...]
    stretcher: Stretcher
    clock: Clock

    @property
    def present(self) -> tuple[OfficerId, ...]:
        """The ids of the signed-in officers."""
        return tuple(officer.id for officer in self.officers)

    def acted(self, connection: sa.Connection, act: str, details: Mapping[str, JsonValue]) -> None:
        """Write an act of the signed-in officers into the journal, in the act's own transaction."""
        record_act(connection, self.clock.utc_ms(), self.present, act, details)

    def two(self) -> Refused | None:
        """The refusal of an act that needs two officers, while fewer are signed in."""
        if len(self.officers) < THRESHOLD:
            return Refused("office.two_officers", {"count": len(self.officers)})
        return None

    def close(self) -> None:
        """Close the store."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class Recognised:
    """Officers who gave the right passphrases, before a store is open: it can be opened on any thread."""

    folder: Path
    root: Root
    keyring: Keyring
    officers: tuple[SignedIn, ...]
    stretcher: Stretcher

    def enter(self, clock: Clock) -> Office:
        """Open the store for them. Whoever asks closes it, on the same thread.

        Raises:
            Environment: the disk refused.
            Integrity: the store is not what it claims to be.
        """
        store = Store(self.folder / STORE_NAME, self.officers[0].store_key)
        finish_store(self.folder, store)
        return Office(self.folder, store, self.root, self.keyring, self.officers, self.stretcher, clock)

    def joined_by(self, other: "Recognised") -> "Recognised":
        """These officers and those; each stands there once."""
        known = {one.id for one in self.officers}
        more = tuple(one for one in other.officers if one.id not in known)
        return replace(self, officers=(*self.officers, *more))


def settle(folder: Path) -> None:
    """Finish a restore that was killed after the old office had been set aside.

    Raises:
        Environment: the disk refused.
    """
    if folder == folder.parent:  # the root of a disk has no place beside it
        return
    ready = folder.with_name(folder.name + READY)
    if folder.exists() or not ready.is_dir():
        return
    with said():
        ready.rename(folder)
        sync_folder(folder.parent)


def find_office(folder: Path) -> Keyring:
    """Who may sign in to the office in `folder`, after `settle`.

    Raises:
        Environment: `office.no_office`; `office.keyring_gone`: all else is there; the disk refused.
        Integrity: `office.keyring_damaged`: the keyring is none.
    """
    settle(folder)
    finish_files(folder)
    try:
        return read_keyring(folder)
    except Integrity:
        raise Integrity("office.keyring_damaged", folder=str(folder)) from None
    except Environment as trouble:
        left = (folder / ROOT_NAME).is_file() and (folder / STORE_NAME).is_file()
        if trouble.code == "office.no_office" and left:
            raise Environment("office.keyring_gone", folder=str(folder)) from None
        raise


def recognise(folder: Path, given: Mapping[OfficerId, str]) -> Recognised | Refused:
    """The officers of the office in `folder` whose passphrases are given. It takes seconds, by intention.

    Raises:
        Environment: `office.no_office`; the disk refused.
        Integrity: root or keyring are not what they claim to be.
    """
    keyring = find_office(folder)
    root = _read_root(folder, keyring)
    stretcher = stretcher_for(keyring.stretch, production=root.document.production)
    officers = unwrap_officers(keyring, given)
    if isinstance(officers, Refused):
        return officers
    if not officers:
        return Refused("office.nobody_signed_in")
    return Recognised(folder, root, keyring, officers, stretcher)


def sign_in(folder: Path, given: Mapping[OfficerId, str], clock: Clock) -> Office | Refused:
    """Open the office in `folder` for the officers whose passphrases are given.

    Raises:
        Environment: `office.no_office`; the disk refused.
        Integrity: root, keyring or store are not what they claim to be.
    """
    recognised = recognise(folder, given)
    return recognised if isinstance(recognised, Refused) else recognised.enter(clock)


def _read_root(folder: Path, keyring: Keyring) -> Root:
    if not (folder / ROOT_NAME).is_file():
        raise Environment("office.no_office", folder=str(folder))
    root = read_roots(folder)[-1]
    if root.digest != keyring.root:
        raise Integrity("office.root_changed")
    return root
