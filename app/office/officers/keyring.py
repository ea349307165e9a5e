"""The officers' keys at rest: each officer's under their own passphrase, shared ones under any two.

`officers.json` may be read by anyone who holds the disk; it yields nothing without a passphrase. The paper
copies of the ceremony hold the same wrapped bytes: the file can be made again from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.base.errors import Environment, Refused
from app.base.ids import OfficerId
from app.seal.documents import Bytes, Document, HexDigest, Label, Title, read_document
from app.seal.sign import KEY_BYTES, SigningKey
from app.seal.stretch import Stretcher, StretchParams
from app.seal.trio import unwrap_secret, wrap_secret

FILE_NAME = "officers.json"
OFFICERS = 3


class OfficerKeys(Document):
    """One officer: the signing key of the root and the store's key, together under one passphrase."""

    id: Label
    name: Title
    wrapped: Bytes


class Keyring(Document):
    """The file `officers.json`."""

    type: Literal["bilik/office-keyring"]
    version: Literal[1]
    root: HexDigest  # of the root these keys belong to
    stretch: StretchParams
    officers: Annotated[tuple[OfficerKeys, ...], Field(min_length=OFFICERS, max_length=OFFICERS)]
    recovery: Bytes  # private recovery key, wrapped for any two officers

    def find(self, officer: OfficerId) -> OfficerKeys | None:
        """The entry of an officer."""
        return next((one for one in self.officers if one.id == officer), None)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An officer who gave the right passphrase, with what it opened."""

    id: OfficerId
    name: str
    passphrase: str
    key: SigningKey
    store_key: bytes


def wrap_officer(
    officer: OfficerId, name: str, passphrase: str, key: SigningKey, store_key: bytes, stretcher: Stretcher
) -> OfficerKeys | Refused:
    """Wrap both keys of an officer; refuses a weak passphrase."""
    wrapped = wrap_secret(key.to_bytes() + store_key, passphrase, stretcher, f"officer-{officer}")
    if isinstance(wrapped, Refused):
        return wrapped
    return OfficerKeys(id=officer, name=name, wrapped=wrapped)


def unwrap_officer(entry: OfficerKeys, passphrase: str) -> SignedIn | Refused:
    """What the passphrase opens, or that it is not the right one."""
    keys = unwrap_secret(entry.wrapped, passphrase)
    if isinstance(keys, Refused):
        return Refused("office.passphrase_wrong", {"officer": entry.id})
    key, store_key = SigningKey(keys[:KEY_BYTES]), keys[KEY_BYTES:]
    return SignedIn(OfficerId(entry.id), entry.name, passphrase, key, store_key)


def unwrap_officers(keyring: Keyring, given: Mapping[OfficerId, str]) -> tuple[SignedIn, ...] | Refused:
    """What each of the passphrases opens; refused at the first that belongs to nobody, or is wrong."""
    found: list[SignedIn] = []
    for officer, passphrase in sorted(given.items()):
        entry = keyring.find(officer)
        if entry is None:
            known = ", ".join(one.id for one in keyring.officers)
            return Refused("office.officer_unknown", {"officer": officer, "known": known})
        signed_in = unwrap_officer(entry, passphrase)
        if isinstance(signed_in, Refused):
            return signed_in
        found.append(signed_in)
    return tuple(found)


def read_keyring(folder: Path) -> Keyring:
    """The officers' keys in an office's folder.

    Raises:
        Environment: `office.no_office`: there has been no ceremony in this folder.
        Integrity: the file is not a keyring.
    """
    try:
        data = (folder / FILE_NAME).read_bytes()
    except FileNotFoundError:
        raise Environment("office.no_office", folder=str(folder)) from None
    return read_document(Keyring, data)


def passphrases(officers: tuple[SignedIn, ...]) -> Mapping[OfficerId, str]:
    """The passphrases that open what two officers share."""
    return {officer.id: officer.passphrase for officer in officers}
