"""The office root: three officers' keys, two of which speak for the office.

A root is signed by all of its own keys, so that nobody is named whose key is not there. The next root
carries in addition the signatures of at least two officers of the root before it, whose digest it names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.base.canonical import digest
from app.base.errors import Integrity
from app.base.ids import Digest
from app.seal.documents import Bytes32, Document, HexDigest, IsoDate, Label, Title, read_document
from app.seal.dsse import open_envelope, payload_type, read_envelope, sign_envelope, trust
from app.seal.sign import KeyId, SigningKey, VerifyKey
from app.seal.words import stretched_words

ROOT_TYPE = payload_type("root")
THRESHOLD = 2
MAX_ROOT_BYTES = 65_536


class RootOfficer(Document):
    """One of three who speak for the office, two at a time."""

    id: Label
    name: Title
    public_key: Bytes32


class RootDocument(Document):
    """What the ceremony decided. `production` false: rehearsal, demo or training, never real answers."""

    type: Literal["bilik/root"]
    version: Literal[1]
    number: Annotated[int, Field(ge=1, le=1_000_000)]
    previous: HexDigest | Literal[""]
    office: Title
    created: IsoDate
    officers: Annotated[tuple[RootOfficer, ...], Field(min_length=3, max_length=3)]
    threshold: Literal[2]
    production: bool


@dataclass(frozen=True, slots=True)
class Root:
    """A verified root and the SHA-256 of its payload."""

    document: RootDocument
    digest: Digest

    @property
    def keys(self) -> dict[KeyId, VerifyKey]:
        """The officers' keys, to verify what two of them signed."""
        return _keys(self.document)

    @property
    def words(self) -> tuple[str, ...]:
        """Six words to compare with the paper of the ceremony."""
        return stretched_words(self.digest)


def sign_root(document: RootDocument, keys: Iterable[SigningKey]) -> bytes:
    """The file of a root: signed by its own three keys, and by two of the root before it if there is one."""
    unique = {key.to_bytes(): key for key in keys}
    return sign_envelope(ROOT_TYPE, document.to_bytes(), unique.values())


def verify_root(data: bytes) -> Root:
    """A first root. It proves only that its own keys made it: people compare its six words.

    Raises:
        Integrity: any check failed.
    """
    document = _peek(data)
    if document.number != 1 or document.previous:
        raise Integrity("seal.root_order")
    verified = open_envelope(data, ROOT_TYPE, _keys(document), threshold=3)
    return Root(document, digest(verified.payload))


def verify_next_root(current: Root, data: bytes) -> Root:
    """The root that follows `current`, with two signatures of `current` and all three of its own.

    Raises:
        Integrity: any check failed; `seal.root_order`: it does not follow `current`.
    """
    document = _peek(data)
    own = _keys(document)
    verified = open_envelope(data, ROOT_TYPE, {**current.keys, **own})
    signed_by_current = verified.signers & current.keys.keys()
    if len(signed_by_current) < THRESHOLD or not own.keys() <= verified.signers:
        raise Integrity("seal.too_few_signatures")
    follows = document.number == current.document.number + 1 and document.previous == current.digest
    if not follows:
        raise Integrity("seal.root_order")
    if current.document.production and not document.production:
        raise Integrity("seal.root_order")  # a real office never turns into a rehearsal
    return Root(document, digest(verified.payload))


def verify_own_root(data: bytes) -> Root:
    """A root of whatever number that its own three keys signed and nobody else: people compare its six words.

    Whether it follows a root that somebody believes already is for `verify_next_root`.

    Raises:
        Integrity: any check failed.
    """
    document = _peek(data)
    if (document.number == 1) != (not document.previous):
        raise Integrity("seal.root_order")
    own = _keys(document)
    verified = open_envelope(data, ROOT_TYPE, own, threshold=3)
    return Root(document, digest(verified.payload))


def _peek(data: bytes) -> RootDocument:
    # A root brings its own keys, so its payload is read before the signatures; nothing is believed yet.
    if len(data) > MAX_ROOT_BYTES:
        raise Integrity("seal.too_large")
    document = read_document(RootDocument, read_envelope(data, ROOT_TYPE).payload)
    names = [officer.id for officer in document.officers]
    if names != sorted(set(names)) or len(_keys(document)) != len(names):
        raise Integrity("seal.schema", place="officers")
    return document


def _keys(document: RootDocument) -> dict[KeyId, VerifyKey]:
    return trust(VerifyKey(officer.public_key) for officer in document.officers)
