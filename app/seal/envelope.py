"""Sealing a record to the office: whoever seals cannot open.

HPKE base mode, MLKEM768_X25519 + HKDF-SHA256 + ChaCha20-Poly1305. A public key is the encapsulation key
of ML-KEM-768 (1,184 bytes) and the X25519 point (32). A sealed record is `enc || ciphertext || tag`.
"""

import os

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PublicKey, Suite

from app.base.errors import Bug, Integrity
from app.base.ids import Digest, InstallationId, RecordId

MLKEM_PUBLIC_BYTES = 1184
PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + 32
ENC_BYTES = 1120
TAG_BYTES = 16
SEAL_OVERHEAD_BYTES = ENC_BYTES + TAG_BYTES
RECORD_ID_BYTES = 16
_LENGTH_BYTES = 4

HPKE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class SealKey:
    """A public key that seals.

    Raises:
        Integrity: `seal.key_refused`: it is not a public key of the suite.
    """

    def __init__(self, raw: bytes) -> None:
        if len(raw) != PUBLIC_BYTES:
            raise Integrity("seal.key_refused")
        try:
            lattice = MLKEM768PublicKey.from_public_bytes(raw[:MLKEM_PUBLIC_BYTES])
            curve = X25519PublicKey.from_public_bytes(raw[MLKEM_PUBLIC_BYTES:])
            self._key = MLKEM768X25519PublicKey(lattice, curve)
            self.seal(b"", b"")  # a point of low order shows only when it is used
        except ValueError:
            raise Integrity("seal.key_refused") from None

    @classmethod
    def of_nobody(cls) -> "SealKey":
        """A fresh key whose private half is already gone: what it seals to try the seal, nobody opens."""
        lattice, curve = MLKEM768PrivateKey.generate().public_key(), X25519PrivateKey.generate().public_key()
        return cls(lattice.public_bytes_raw() + curve.public_bytes_raw())

    def seal(self, plaintext: bytes, info: bytes) -> bytes:
        """`enc || ciphertext || tag`, 1,136 bytes longer than `plaintext`, bound to `info`."""
        return HPKE.encrypt(plaintext, self._key, info)


def seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Seal once under a public key given as bytes."""
    return SealKey(public).seal(plaintext, info)


def new_record_id() -> RecordId:
    """16 random bytes."""
    return RecordId(os.urandom(RECORD_ID_BYTES))


def record_info(package_digest: Digest, record_id: RecordId) -> bytes:
    """What the seal of a response binds: its type, the package and the record's id."""
    if len(record_id) != RECORD_ID_BYTES:
        raise Bug("seal.misuse", what="record_id")
    return b"bilik/record/v1\x00" + bytes.fromhex(package_digest) + record_id


def database_info(package_digest: Digest, installation: InstallationId) -> bytes:
    """What the recovery wrap of a kiosk's database key binds."""
    return b"bilik/database/v1\x00" + bytes.fromhex(package_digest) + bytes.fromhex(installation)


def pad(data: bytes, size: int) -> bytes:
    """Exactly `size` bytes: length (u32be), the data, zeros.

    Raises:
        Bug: the data are too long; the package's record size was computed wrongly.
    """
    if len(data) > size - _LENGTH_BYTES:
        raise Bug("seal.misuse", what="pad")
    return (len(data).to_bytes(_LENGTH_BYTES, "big") + data).ljust(size, b"\x00")


def unpad(padded: bytes) -> bytes:
    """The data of `pad`.

    Raises:
        Integrity: `seal.padding`: a length that lies, or padding that is not zero.
    """
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if len(padded) < _LENGTH_BYTES or end > len(padded) or padded[end:] != bytes(len(padded) - end):
        raise Integrity("seal.padding")
    return padded[_LENGTH_BYTES:end]


def sealed_size(record_size: int) -> int:
    """Bytes of a sealed record whose padded plaintext has `record_size` bytes."""
    return record_size + SEAL_OVERHEAD_BYTES
