"""The ceremony: three officers make the office's keys, prove that they open, and carry the root away."""

import datetime as dt
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from app.base.clock import Clock
from app.base.errors import Bug, Refused
from app.base.ids import OfficerId
from app.base.sentences import Language, say
from app.office.days import day_in_words
from app.office.officers.keyring import (
    FILE_NAME,
    OFFICERS,
    Keyring,
    OfficerKeys,
    unwrap_officer,
    wrap_officer,
)
from app.office.officers.roots import ROOT_NAME
from app.office.officers.signin import STORE_NAME
from app.office.store.audit import record_act
from app.office.store.database import Store
from app.office.store.tables import secret
from app.paper.bureau.keys import KeyCopy, key_copies
from app.seal.documents import SUITE
from app.seal.envelope import seal
from app.seal.paper_copy import paper_lines
from app.seal.root import Root, RootDocument, RootOfficer, sign_root, verify_root
from app.seal.sign import SigningKey
from app.seal.stretch import PRODUCTION, REHEARSAL, Stretcher, StretchParams, stretcher_for
from app.seal.trio import every_pair_opens, wrap_pairs
from app.seal.unseal import generate_seal_pair, open_sealed
from app.storage.files import write_atomic

IMPORT_KEY = "import-key"
RECOVERY_PUBLIC = "recovery-public"


@dataclass(frozen=True, slots=True)
class Attendant:
    """An officer at the ceremony: a short id, a name for the paper, and the passphrase they chose."""

    id: OfficerId
    name: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Initialised:
    """What the ceremony leaves: the folder, the root to carry to kiosks, its six words, the paper copies."""

    folder: Path
    root_file: Path
    words: tuple[str, ...]
    production: bool
    papers: Mapping[OfficerId, Path]


def initialise(
    folder: Path,
    office_name: str,
    attendants: Sequence[Attendant],
    clock: Clock,
    *,
    rehearsal: bool = False,
    stretch: StretchParams | None = None,
) -> Initialised | Refused:
    """Hold the ceremony in a new folder. It appears under its name only when everything in it was tested.

    `rehearsal` makes a root that no real kiosk accepts; only then may `stretch` be cheaper.
    """
    refused = _check(folder, attendants)
    if refused is not None:
        return refused
    part = folder.with_name(f"{folder.name}.part")
    if part.exists():  # a ceremony that never finished; nothing can depend on it
        shutil.rmtree(part)
    part.mkdir(parents=True, mode=0o700)
    params = stretch or (REHEARSAL if rehearsal else PRODUCTION)
    stretcher = stretcher_for(params, production=not rehearsal)
    try:
        made = _make_keys(part, office_name, attendants, clock, stretcher, production=not rehearsal)
        if isinstance(made, Refused):
            return made
        root, keyring = made
        papers = _papers(part, root, keyring)
        if folder.exists():
            folder.rmdir()  # empty, as checked; Windows renames onto nothing else
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)  # of a ceremony that failed no copy of a key stays
    return Initialised(
        folder,
        folder / ROOT_NAME,
        root.words,
        root.document.production,
        {officer: folder / path.name for officer, path in papers.items()},
    )


def _check(folder: Path, attendants: Sequence[Attendant]) -> Refused | None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return Refused("office.folder_in_use", {"folder": str(folder)})
    if len({one.id for one in attendants}) != OFFICERS or len(attendants) != OFFICERS:
        return Refused("office.three_officers", {"count": len({one.id for one in attendants})})
    return None


def _make_keys(
    part: Path,
    office_name: str,
    attendants: Sequence[Attendant],
    clock: Clock,
    stretcher: Stretcher,
    *,
    production: bool,
) -> tuple[Root, Keyring] | Refused:
    keys = {one.id: SigningKey.generate() for one in attendants}
    given = {one.id: one.passphrase for one in attendants}
    private, public = generate_seal_pair()
    recovery = wrap_pairs(private, given, stretcher, "recovery")
    if isinstance(recovery, Refused):
        return recovery
    store_key = os.urandom(32)
    entries: list[OfficerKeys] = []
    for one in sorted(attendants, key=lambda one: one.id):
        entry = wrap_officer(one.id, one.name, one.passphrase, keys[one.id], store_key, stretcher)
        if isinstance(entry, Refused):
            return entry
        if isinstance(unwrap_officer(entry, one.passphrase), Refused):
            raise Bug("office.test_decryption")
        entries.append(entry)
    if not every_pair_opens(recovery, private, given):
        raise Bug("office.test_decryption")
    _probe(private, public)
    root_bytes = _root(office_name, attendants, keys, clock, production=production)
    root = verify_root(root_bytes)
    keyring = Keyring(
        type="bilik/office-keyring",
        version=1,
        root=root.digest,
        stretch=stretcher.params,
        officers=tuple(entries),
        recovery=recovery,
    )
    _make_store(part, store_key, public, clock, tuple(sorted(given)))
    write_atomic(part / ROOT_NAME, root_bytes)
    write_atomic(part / FILE_NAME, keyring.to_bytes())
    return root, keyring


def _root(
    office_name: str,
    attendants: Sequence[Attendant],
    keys: Mapping[OfficerId, SigningKey],
    clock: Clock,
    *,
    production: bool,
) -> bytes:
    document = RootDocument(
        type="bilik/root",
        version=1,
        number=1,
        previous="",
        office=office_name,
        created=utc_date(clock),
        officers=tuple(
            RootOfficer(id=one.id, name=one.name, public_key=keys[one.id].verify_key().to_bytes())
            for one in sorted(attendants, key=lambda one: one.id)
        ),
        threshold=2,
        production=production,
    )
    return sign_root(document, keys.values())


def _probe(private: bytes, public: bytes) -> None:
    """Seal and open once, so that no answer is ever sealed to a key that does not open."""
    if open_sealed(private, seal(public, b"bilik", SUITE.encode()), SUITE.encode()) != b"bilik":
        raise Bug("office.test_decryption")


def _make_store(
    part: Path, store_key: bytes, recovery_public: bytes, clock: Clock, officers: tuple[OfficerId, ...]
) -> None:
    store = Store(part / STORE_NAME, store_key)
    try:
        with store.writing() as connection:
            connection.execute(
                sa.insert(secret),
                [
                    {"name": IMPORT_KEY, "value": SigningKey.generate().to_bytes()},
                    {"name": RECOVERY_PUBLIC, "value": recovery_public},
                ],
            )
            record_act(connection, clock.utc_ms(), officers, "ceremony", {})
    finally:
        store.close()


def _papers(part: Path, root: Root, keyring: Keyring) -> Mapping[OfficerId, Path]:
    return write_papers(part, root, keyring, {})


def write_papers(
    folder: Path, root: Root, keyring: Keyring, rounds: Mapping[str, bytes]
) -> Mapping[OfficerId, Path]:
    """A paper copy for each officer: their own key, what any two open, and the wrapped keys of `rounds`.

    Raises:
        Environment: the disk refused.
    """
    papers: dict[OfficerId, Path] = {}
    created = day_in_words(dt.date.fromisoformat(root.document.created), Language.ID)
    practice = not root.document.production
    for entry in keyring.officers:
        own = KeyCopy(
            officer=entry.name,
            what=say(Language.ID, "office.key_own"),
            created=created,
            lines=paper_lines(entry.wrapped),
            words=root.words,
            practice=practice,
        )
        shared = replace(own, what=say(Language.ID, "office.key_shared"), lines=paper_lines(keyring.recovery))
        of_rounds = [
            replace(own, what=say(Language.ID, "keys.of_round", round=name), lines=paper_lines(wrapped))
            for name, wrapped in sorted(rounds.items())
        ]
        path = folder / f"salinan-kunci-{entry.id}.pdf"
        write_atomic(path, key_copies([own, shared, *of_rounds]))
        papers[OfficerId(entry.id)] = path
    return papers


def utc_date(clock: Clock) -> str:
    """Today's date by the computer's clock."""
    return dt.datetime.fromtimestamp(clock.utc_ms() / 1000, dt.UTC).date().isoformat()
