"""Ed25519 keys. A public key is accepted only in the one canonical spelling of a point of full order."""

import hashlib
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from typing_extensions import override

from app.base.errors import Integrity

KeyId = NewType("KeyId", str)
"""A hint which key signed: 16 hexadecimal digits of the key's SHA-256. Never an identity."""

KEY_BYTES = 32
SIGNATURE_BYTES = 64
CHALLENGE_TYPE = "application/vnd.bilik.challenge.v1"

_P = 2**255 - 19
_Y8 = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)
# The y of the eight points whose order divides 8: under them OpenSSL accepts signatures that nobody made.
_SMALL_ORDER_Y = frozenset({0, 1, _P - 1, _Y8, _P - _Y8})


def pae(payload_type: str, payload: bytes) -> bytes:
    """What is signed: the pre-authentication encoding of DSSE version 1."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


class VerifyKey:
    """A public key that passed the checks.

    Raises:
        Integrity: `seal.key_refused`: wrong length, not canonical, or of small order.
    """

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise Integrity("seal.key_refused")
        y = int.from_bytes(raw, "little") & (2**255 - 1)
        if y >= _P or y in _SMALL_ORDER_Y:
            raise Integrity("seal.key_refused")
        self._raw = raw
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    @classmethod
    def register(cls, raw: bytes, challenge: bytes, signature: bytes) -> "VerifyKey":
        """Accept a new key from someone who signed our fresh challenge (`SigningKey.prove`) with it.

        Raises:
            Integrity: `seal.key_refused`.
        """
        key = cls(raw)
        if not key.verifies(CHALLENGE_TYPE, challenge, signature):
            raise Integrity("seal.key_refused")
        return key

    @property
    def id(self) -> KeyId:
        """The hint that envelopes carry."""
        return KeyId(hashlib.sha256(self._raw).hexdigest()[:16])

    def to_bytes(self) -> bytes:
        """The 32 bytes of the point."""
        return self._raw

    def verifies(self, payload_type: str, payload: bytes, signature: bytes) -> bool:
        """Whether this key signed these bytes as this type."""
        return self.verifies_bytes(pae(payload_type, payload), signature)

    def verifies_bytes(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made an Ed25519 signature of exactly `message`."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, VerifyKey) and other._raw == self._raw

    @override
    def __hash__(self) -> int:
        return hash(self._raw)


class SigningKey:
    """A private key: 32 random bytes."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise Integrity("seal.key_refused")
        self._raw = raw
        self._key = Ed25519PrivateKey.from_private_bytes(raw)

    @classmethod
    def generate(cls) -> "SigningKey":
        """A fresh key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SigningKey":
        """The key of `to_bytes`."""
        return cls(raw)

    def to_bytes(self) -> bytes:
        """The secret itself: only ever stored wrapped or inside an encrypted database."""
        return self._raw

    def verify_key(self) -> VerifyKey:
        """Its public half."""
        return VerifyKey(self._key.public_key().public_bytes_raw())

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """The 64 bytes of the signature over the DSSE encoding."""
        return self._key.sign(pae(payload_type, payload))

    def prove(self, challenge: bytes) -> bytes:
        """The answer to a challenge of `VerifyKey.register`."""
        return self.sign(CHALLENGE_TYPE, challenge)
