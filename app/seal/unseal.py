"""Opening what was sealed. The office alone imports this room's door; the kiosk's closure never holds it.

A private key is the 32-byte seed of the hybrid KEM; SHAKE-256 expands it into the 64-byte seed of
ML-KEM-768 and the 32-byte scalar of X25519, as the KEM's specification (X-Wing) says.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from app.base.errors import Integrity
from app.seal.database_key import read_wrapped_key
from app.seal.envelope import HPKE, SEAL_OVERHEAD_BYTES

PRIVATE_BYTES = 32
_MLKEM_SEED_BYTES = 64


class UnsealKey:
    """A private key that opens; make it once and open many."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != PRIVATE_BYTES:
            raise Integrity("seal.key_refused")
        expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED_BYTES + 32)
        self._lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
        self._curve = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
        self._key = MLKEM768X25519PrivateKey(self._lattice, self._curve)

    def public_bytes(self) -> bytes:
        """The public key that seals for this one."""
        return self._lattice.public_key().public_bytes_raw() + self._curve.public_key().public_bytes_raw()

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """The plaintext.

        Raises:
            Integrity: `seal.cannot_open`: another key, other bytes, or sealed for something else.
        """
        if len(sealed) < SEAL_OVERHEAD_BYTES:
            raise Integrity("seal.cannot_open")
        try:
            return HPKE.decrypt(sealed, self._key, info)
        except (InvalidTag, ValueError):
            raise Integrity("seal.cannot_open") from None


def generate_seal_pair() -> tuple[bytes, bytes]:
    """A fresh pair: (private seed of 32 bytes, public key of 1,216 bytes)."""
    seed = os.urandom(PRIVATE_BYTES)
    return seed, UnsealKey(seed).public_bytes()


def open_sealed(private: bytes, data: bytes, info: bytes) -> bytes:
    """Open once under a private key given as bytes; raises as `UnsealKey.open`."""
    return UnsealKey(private).open(data, info)


def recover_database_key(private: bytes, data: bytes, info: bytes) -> bytes:
    """The database key of a kiosk whose card code is lost, with the recovery key.

    Raises:
        Integrity: the wrap is not one, or was made for another key or installation.
    """
    return open_sealed(private, read_wrapped_key(data).recovery, info)
