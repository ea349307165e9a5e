"""An installation: one database on one machine at one seat, with a key that the seat's key certifies."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from app.base.canonical import digest
from app.base.errors import Integrity
from app.base.ids import Digest, InstallationId, SeatId
from app.seal.documents import Bytes32, Document, HexDigest, HexId, Label, read_document
from app.seal.dsse import check_signature, payload_type, read_envelope, sign_envelope, trust
from app.seal.package import PackageDocument
from app.seal.sign import KeyId, SigningKey, VerifyKey

CERTIFICATE_TYPE = payload_type("installation")
MAX_CERTIFICATE_BYTES = 4_096


class Certificate(Document):
    """What the seat key says about the key of an installation."""

    type: Literal["bilik/installation"]
    version: Literal[1]
    package: HexDigest
    seat: Label
    installation: HexId
    public_key: Bytes32


@dataclass(frozen=True, slots=True)
class Installation:
    """What a kiosk makes at its first start and keeps in its encrypted database."""

    id: InstallationId
    key: SigningKey
    certificate: bytes


@dataclass(frozen=True)
class Known:
    """What a reader of batches trusts: the packages by their digests, less the revoked public keys.

    `revoked` holds raw public keys, of seats or of installations.
    """

    packages: Mapping[Digest, PackageDocument]
    revoked: Collection[bytes] = ()

    @cached_property
    def seat_keys(self) -> dict[KeyId, VerifyKey]:
        """The keys of all seats, by hint."""
        return trust(
            VerifyKey(seat.public_key) for package in self.packages.values() for seat in package.seats
        )


def certify(package_digest: Digest, seat: SeatId, seat_key: SigningKey) -> Installation:
    """A new installation with its certificate; afterwards the seat key is no longer needed."""
    key = SigningKey.generate()
    installation = InstallationId(os.urandom(16).hex())
    certificate = Certificate(
        type="bilik/installation",
        version=1,
        package=package_digest,
        seat=seat,
        installation=installation,
        public_key=key.verify_key().to_bytes(),
    )
    return Installation(
        installation, key, sign_envelope(CERTIFICATE_TYPE, certificate.to_bytes(), [seat_key])
    )


def verify_certificate(data: bytes, known: Known) -> Certificate:
    """The certificate, if a seat of a known package made it and neither key is revoked.

    Raises:
        Integrity: its shape; `seal.unknown_signer`, `seal.bad_signature`, `seal.revoked`.
    """
    if len(data) > MAX_CERTIFICATE_BYTES:
        raise Integrity("seal.too_large")
    envelope = read_envelope(data, CERTIFICATE_TYPE)
    if len(envelope.signatures) != 1:
        raise Integrity("seal.bad_signature")
    signer = check_signature(known.seat_keys, CERTIFICATE_TYPE, envelope.payload, envelope.signatures[0])
    certificate = read_document(Certificate, envelope.payload)
    package = known.packages.get(Digest(certificate.package))
    seat = package.seat(SeatId(certificate.seat)) if package else None
    if seat is None or seat.public_key != signer.to_bytes():
        raise Integrity("seal.unknown_signer")  # a seat speaks for itself and its own package only
    if signer.to_bytes() in known.revoked or certificate.public_key in known.revoked:
        raise Integrity("seal.revoked")
    VerifyKey(certificate.public_key)
    return certificate


def certificate_digest(data: bytes) -> Digest:
    """SHA-256 of a certificate file, as manifests name it."""
    return digest(data)
