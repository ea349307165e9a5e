"""DSSE envelopes, narrower than the standard: canonical JSON, and every signature known and needed.

`keyid` only tells which known key to try; nothing is believed because of it. A signature under a key that
is not trusted, or a second one under the same key, makes the whole envelope unacceptable: what cannot be
checked has no place in a file of ours.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.base.errors import Bug, Integrity
from app.seal.documents import Bytes, Document, read_document
from app.seal.sign import SIGNATURE_BYTES, KeyId, SigningKey, VerifyKey

MAX_SIGNATURES = 8  # three officers of a root and three of the next, with room
MAX_ENVELOPE_BYTES = 8 * 1024 * 1024
# The outside of every envelope, so that a hostile file of millions of brackets costs no memory: only what
# has this shape, flat and with short signatures, reaches the JSON reader.
_SHAPE = re.compile(
    rb'\{"payload":"[A-Za-z0-9+/]*={0,2}","payloadType":"[a-z0-9./+-]{1,100}",'
    rb'"signatures":\[[^\[\]]{1,65536}\]\}'
)


class Signature(Document):
    """One signature and the hint whose it is."""

    keyid: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    sig: Annotated[Bytes, Field(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]


class CertifiedSignature(Signature):
    """A signature by a key that the certificate beside it introduces."""

    certificate: Annotated[Bytes, Field(min_length=2, max_length=4096)]


class Envelope(Document):
    """A payload, what it is, and who signed it."""

    payload: Bytes
    payloadType: Annotated[str, Field(max_length=100)]  # noqa: N815 - the standard's own spelling
    signatures: Annotated[tuple[Signature, ...], Field(min_length=1, max_length=MAX_SIGNATURES)]


class CertifiedEnvelope(Document):
    """The envelope of a batch: one signature, with the certificate of the key that made it."""

    payload: Bytes
    payloadType: Annotated[str, Field(max_length=100)]  # noqa: N815 - the standard's own spelling
    signatures: Annotated[tuple[CertifiedSignature], Field()]


@dataclass(frozen=True, slots=True)
class Verified:
    """Bytes that the named keys signed."""

    payload: bytes
    signers: frozenset[KeyId]


def payload_type(artefact: str) -> str:
    """The media type of one of our artefacts."""
    return f"application/vnd.bilik.{artefact}.v1+json"


def trust(keys: Iterable[VerifyKey]) -> dict[KeyId, VerifyKey]:
    """Trusted keys, by the hint that names them."""
    return {key.id: key for key in keys}


def sign_envelope(kind: str, payload: bytes, keys: Iterable[SigningKey]) -> bytes:
    """Sign `payload` as `kind` with every key; the same input gives the same bytes."""
    signatures = [Signature(keyid=key.verify_key().id, sig=key.sign(kind, payload)) for key in keys]
    if not 1 <= len({signature.keyid for signature in signatures}) == len(signatures):
        raise Bug("seal.misuse", what="keys")
    ordered = tuple(sorted(signatures, key=lambda signature: signature.keyid))
    return Envelope(payload=payload, payloadType=kind, signatures=ordered).to_bytes()


def sign_certified(kind: str, payload: bytes, key: SigningKey, certificate: bytes) -> bytes:
    """Sign `payload` with a key that is known only by its `certificate`."""
    signature = CertifiedSignature(
        keyid=key.verify_key().id, sig=key.sign(kind, payload), certificate=certificate
    )
    return CertifiedEnvelope(payload=payload, payloadType=kind, signatures=(signature,)).to_bytes()


def read_envelope(data: bytes, kind: str) -> Envelope:
    """The shape of an envelope of this kind; nothing in it is verified yet.

    Raises:
        Integrity: `seal.too_large`, `base.not_canonical`, `seal.schema`, `seal.wrong_type`.
    """
    if len(data) > MAX_ENVELOPE_BYTES:
        raise Integrity("seal.too_large")
    check_shape(data)
    envelope = read_document(Envelope, data)
    if envelope.payloadType != kind:
        raise Integrity("seal.wrong_type")
    return envelope


def check_shape(data: bytes) -> None:
    """Refuse, at the cost of one pass over them, bytes that cannot be an envelope.

    Raises:
        Integrity: `base.not_canonical`.
    """
    if _SHAPE.fullmatch(data) is None:
        raise Integrity("base.not_canonical")


def open_envelope(data: bytes, kind: str, trusted: Mapping[KeyId, VerifyKey], threshold: int = 1) -> Verified:
    """Verify every signature under distinct trusted keys, at least `threshold` of them.

    Raises:
        Integrity: as `read_envelope`; `seal.unknown_signer`, `seal.bad_signature`,
            `seal.too_few_signatures`.
    """
    envelope = read_envelope(data, kind)
    keyids = [signature.keyid for signature in envelope.signatures]
    if keyids != sorted(set(keyids)):
        raise Integrity("seal.bad_signature")
    for signature in envelope.signatures:
        check_signature(trusted, kind, envelope.payload, signature)
    if len(keyids) < threshold:
        raise Integrity("seal.too_few_signatures")
    return Verified(envelope.payload, frozenset(KeyId(keyid) for keyid in keyids))


def check_signature(
    trusted: Mapping[KeyId, VerifyKey], kind: str, payload: bytes, signature: Signature
) -> VerifyKey:
    """The trusted key that made `signature`.

    Raises:
        Integrity: `seal.unknown_signer`, `seal.bad_signature`.
    """
    key = trusted.get(KeyId(signature.keyid))
    if key is None:
        raise Integrity("seal.unknown_signer")
    if not key.verifies(kind, payload, signature.sig):
        raise Integrity("seal.bad_signature")
    return key


def verify_envelope(data: bytes, kind: str, trusted: Mapping[KeyId, VerifyKey], threshold: int = 1) -> bytes:
    """The payload, verified as by `open_envelope`: parse these bytes and no others."""
    return open_envelope(data, kind, trusted, threshold).payload
