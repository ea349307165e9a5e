"""Two officers of three open a secret; one alone never does. Office only.

No secret sharing by hand: the secret is sealed three times, for the pairs AB, AC and BC, each copy under
HKDF(Argon2id(first) || Argon2id(second)). A single officer's own secret is wrapped under one passphrase.
"""

import itertools
import os
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from app.base.canonical import canonical
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import OfficerId
from app.seal.aead import open_bytes, seal_bytes
from app.seal.documents import Bytes, Bytes32, Document, Label, read_document
from app.seal.stretch import SALT_BYTES, Argon2Stretcher, Stretcher, StretchParams, expand

MIN_PASSPHRASE_CHARS = 12
MIN_DISTINCT_CHARS = 6


class TrioOfficer(Document):
    """One officer and the salt of the passphrase."""

    id: Label
    salt: Bytes32


class PairCopy(Document):
    """The secret sealed for one pair, in the order of the officers."""

    pair: Annotated[tuple[Label, Label], Field()]
    sealed: Bytes


class Trio(Document):
    """Three copies, any one of which opens for its pair."""

    type: Literal["bilik/trio"]
    version: Literal[1]
    label: Label
    stretch: StretchParams
    officers: Annotated[tuple[TrioOfficer, ...], Field(min_length=3, max_length=3)]
    copies: Annotated[tuple[PairCopy, ...], Field(min_length=3, max_length=3)]


class WrappedSecret(Document):
    """A secret under one passphrase."""

    type: Literal["bilik/wrapped-secret"]
    version: Literal[1]
    label: Label
    stretch: StretchParams
    salt: Bytes32
    sealed: Bytes


def check_passphrase(passphrase: str) -> Refused | None:
    """Why a passphrase is not good enough, or None: at least 12 characters, 6 of them different."""
    text = _spelled(passphrase)
    if len(text) < MIN_PASSPHRASE_CHARS:
        return Refused("seal.passphrase_short", {"min": MIN_PASSPHRASE_CHARS})
    if len(set(text)) < MIN_DISTINCT_CHARS:
        return Refused("seal.passphrase_simple", {"min": MIN_DISTINCT_CHARS})
    return None


def wrap_pairs(
    secret: bytes, passphrases: Mapping[OfficerId, str], stretcher: Stretcher, label: str = "secret"
) -> bytes | Refused:
    """Seal `secret` so that any two of three officers open it; `label` says what it is and is bound.

    Refuses passphrases that are weak or shared by two officers.
    """
    if len(passphrases) != 3:
        raise Bug("seal.misuse", what="officers")
    for passphrase in passphrases.values():
        if (refused := check_passphrase(passphrase)) is not None:
            return refused
    if len({_spelled(passphrase) for passphrase in passphrases.values()}) != 3:
        return Refused("seal.passphrases_equal")
    officers = tuple(TrioOfficer(id=officer, salt=os.urandom(SALT_BYTES)) for officer in sorted(passphrases))
    halves = {
        officer.id: stretcher.stretch(_spelled(passphrases[OfficerId(officer.id)]), officer.salt)
        for officer in officers
    }
    copies = tuple(
        PairCopy(
            pair=pair,
            sealed=seal_bytes(
                _pair_key(halves[pair[0]], halves[pair[1]]), secret, _pair_purpose(label, pair)
            ),
        )
        for pair in itertools.combinations((officer.id for officer in officers), 2)
    )
    return Trio(
        type="bilik/trio",
        version=1,
        label=label,
        stretch=stretcher.params,
        officers=officers,
        copies=copies,
    ).to_bytes()


def read_trio(data: bytes) -> Trio:
    """The parts of a trio.

    Raises:
        Integrity: it is not one, or its officers and pairs do not fit together.
    """
    trio = read_document(Trio, data)
    names = [officer.id for officer in trio.officers]
    pairs = [copy.pair for copy in trio.copies]
    if names != sorted(set(names)) or pairs != list(itertools.combinations(names, 2)):
        raise Integrity("seal.schema", place="officers")
    return trio


def unwrap_pair(data: bytes, passphrases: Mapping[OfficerId, str]) -> bytes | Refused:
    """The secret, for two officers with their passphrases.

    Raises:
        Integrity: the bytes are no trio.
    """
    trio = read_trio(data)
    salts = {officer.id: officer.salt for officer in trio.officers}
    pair = tuple(sorted(passphrases))
    sealed = next((copy.sealed for copy in trio.copies if copy.pair == pair), None)
    if sealed is None:
        return Refused("seal.two_officers")
    stretcher = _stretcher(trio.stretch)
    first, second = (stretcher.stretch(_spelled(passphrases[name]), salts[name]) for name in pair)
    try:
        return open_bytes(_pair_key(first, second), sealed, _pair_purpose(trio.label, pair))
    except Integrity:
        return Refused("seal.passphrase_wrong")


def every_pair_opens(data: bytes, secret: bytes, passphrases: Mapping[OfficerId, str]) -> bool:
    """The drill before first use: each of the three pairs gives back exactly `secret`."""
    return all(
        unwrap_pair(data, {name: passphrases[name] for name in pair}) == secret
        for pair in itertools.combinations(sorted(passphrases), 2)
    )


def wrap_secret(
    secret: bytes, passphrase: str, stretcher: Stretcher, label: str = "secret"
) -> bytes | Refused:
    """Seal `secret` under one passphrase; `label` says what it is and is bound."""
    if (refused := check_passphrase(passphrase)) is not None:
        return refused
    salt = os.urandom(SALT_BYTES)
    key = expand(stretcher.stretch(_spelled(passphrase), salt), "bilik/secret/v1")
    return WrappedSecret(
        type="bilik/wrapped-secret",
        version=1,
        label=label,
        stretch=stretcher.params,
        salt=salt,
        sealed=seal_bytes(key, secret, _purpose("secret", label, ())),
    ).to_bytes()


def unwrap_secret(data: bytes, passphrase: str) -> bytes | Refused:
    """The secret of `wrap_secret`.

    Raises:
        Integrity: the bytes are no wrapped secret.
    """
    wrapped = read_document(WrappedSecret, data)
    stretched = _stretcher(wrapped.stretch).stretch(_spelled(passphrase), wrapped.salt)
    try:
        return open_bytes(
            expand(stretched, "bilik/secret/v1"), wrapped.sealed, _purpose("secret", wrapped.label, ())
        )
    except Integrity:
        return Refused("seal.passphrase_wrong")


def label_of(data: bytes) -> str:
    """What a wrapped secret, of one officer or of two, says that it is. It is bound, so what opens is that.

    Raises:
        Integrity: the bytes are neither.
    """
    try:
        return read_document(WrappedSecret, data).label
    except Integrity:
        return read_trio(data).label


def _stretcher(params: StretchParams) -> Stretcher:
    # No floor here: parameters that someone lowered give another key and open nothing.
    return Argon2Stretcher(params.memory_kib, params.iterations, params.lanes)


def _spelled(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)  # two keyboards may spell one letter differently


def _pair_key(first: bytes, second: bytes) -> bytes:
    return expand(first + second, "bilik/trio/v1")


def _pair_purpose(label: str, pair: tuple[str, ...]) -> bytes:
    return _purpose("trio", label, pair)


def _purpose(kind: str, label: str, names: tuple[str, ...]) -> bytes:
    return canonical({"bilik": kind, "label": label, "names": names, "version": 1})
