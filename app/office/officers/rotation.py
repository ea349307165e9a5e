"""A change of officers: two stay, one goes, one comes. The next root is signed by the two and all of its own.

Who goes, by leaving the office, losing the passphrase or losing trust, opens nothing any more without one of
the two who stay. Kiosks believe the next root when they are shown it: it carries two signatures of the old.
The key of the office's store stays the same: who has kept a copy of the whole folder from before can read
that copy. Seal keys of rounds stay too, wrapped anew for the new three.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.base.errors import Bug, Refused
from app.base.ids import OfficerId
from app.office.officers.ceremony import Attendant, utc_date, write_papers
from app.office.officers.keyring import (
    Keyring,
    OfficerKeys,
    passphrases,
    read_keyring,
    unwrap_officer,
    wrap_officer,
)
from app.office.officers.roots import ROOT_NAME, Rotation, decide, finish_files, finish_store, read_roots
from app.office.officers.signin import Office
from app.office.store.tables import survey_round
from app.seal.root import THRESHOLD, Root, RootDocument, RootOfficer, sign_root, verify_next_root
from app.seal.sign import SigningKey
from app.seal.trio import every_pair_opens, unwrap_pair, wrap_pairs


@dataclass(frozen=True, slots=True)
class Rotated:
    """The next root to carry to kiosks, its six words, and new paper copies for all three."""

    root_file: Path
    words: tuple[str, ...]
    coming: OfficerId
    papers: Mapping[OfficerId, Path]


def rotate(office: Office, name: str, passphrase: str, papers: Path) -> Rotated | Refused:
    """Replace the officer who is not there by a new one, called `name`; papers go into the folder `papers`.

    Exactly two officers are signed in, and stay. Nothing changes before every new wrapping was tested.

    Raises:
        Environment: the disk refused. What was decided by then is finished at the next sign-in.
    """
    if len(office.officers) != THRESHOLD:
        return Refused("keys.two_stay", {"count": len(office.officers)})
    leaving = next(one for one in office.keyring.officers if OfficerId(one.id) not in office.present)
    newcomer = Attendant(_free(office.keyring), name, passphrase)
    key = SigningKey.generate()
    store_key = office.officers[0].store_key
    entry = wrap_officer(newcomer.id, name, passphrase, key, store_key, office.stretcher)
    if isinstance(entry, Refused):
        return entry
    given = {**passphrases(office.officers), newcomer.id: passphrase}
    recovery = _rewrapped(office, office.keyring.recovery, given, "recovery")
    if isinstance(recovery, Refused):
        return recovery
    rounds: dict[str, bytes] = {}
    for survey, wrapped in _round_keys(office):
        anew = _rewrapped(office, wrapped, given, f"round-{survey}")
        if isinstance(anew, Refused):
            return anew
        rounds[survey] = anew
    root_bytes = _next_root(office, newcomer, key)
    root = verify_next_root(office.root, root_bytes)
    keyring = _next_keyring(office, root, leaving.id, entry, recovery)
    if isinstance(unwrap_officer(entry, passphrase), Refused):
        raise Bug("office.test_decryption")
    rotation = Rotation(
        type="bilik/office-rotation",
        version=1,
        at_utc_ms=office.clock.utc_ms(),
        officers=tuple(office.present),
        leaving=leaving.id,
        coming=newcomer.id,
        root=root_bytes,
        keyring=keyring.to_bytes(),
        rounds=rounds,
    )
    decide(office.folder, office.root, rotation)
    finish_files(office.folder)
    finish_store(office.folder, office.store)
    papers.mkdir(parents=True, exist_ok=True)
    copies = write_papers(papers, read_roots(office.folder)[-1], read_keyring(office.folder), rounds)
    return Rotated(office.folder / ROOT_NAME, root.words, newcomer.id, copies)


def _free(keyring: Keyring) -> OfficerId:
    """The next short name after the last: a name that the journal knows is never given to somebody else."""
    last = max(one.id for one in keyring.officers)
    return OfficerId(chr(ord(last[0]) + 1) if len(last) == 1 and last < "z" else f"{last}2")


def _round_keys(office: Office) -> list[tuple[str, bytes]]:
    with office.store.reading() as connection:
        rows = connection.execute(
            sa.select(survey_round.c.id, survey_round.c.seal_private).where(
                survey_round.c.seal_private.is_not(None)
            )
        )
        return [(str(row.id), bytes(row.seal_private)) for row in rows]


def _rewrapped(office: Office, wrapped: bytes, given: Mapping[OfficerId, str], label: str) -> bytes | Refused:
    secret = unwrap_pair(wrapped, passphrases(office.officers))
    if isinstance(secret, Refused):
        return secret
    anew = wrap_pairs(secret, given, office.stretcher, label)
    if not isinstance(anew, Refused) and not every_pair_opens(anew, secret, given):
        raise Bug("office.test_decryption")
    return anew


def _next_root(office: Office, newcomer: Attendant, key: SigningKey) -> bytes:
    old = office.root
    staying = [one for one in old.document.officers if OfficerId(one.id) in office.present]
    coming = RootOfficer(id=newcomer.id, name=newcomer.name, public_key=key.verify_key().to_bytes())
    document = RootDocument(
        type="bilik/root",
        version=1,
        number=old.document.number + 1,
        previous=old.digest,
        office=old.document.office,
        created=utc_date(office.clock),
        officers=tuple(sorted((*staying, coming), key=lambda one: one.id)),
        threshold=2,
        production=old.document.production,
    )
    return sign_root(document, [*(one.key for one in office.officers), key])


def _next_keyring(office: Office, root: Root, leaving: str, entry: OfficerKeys, recovery: bytes) -> Keyring:
    staying = [one for one in office.keyring.officers if one.id != leaving]
    return office.keyring.model_copy(
        update={
            "root": root.digest,
            "officers": tuple(sorted((*staying, entry), key=lambda one: one.id)),
            "recovery": recovery,
        }
    )
