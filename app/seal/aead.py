"""Authenticated encryption under a 32-byte key: ChaCha20-Poly1305 with a random nonce in front.

96 random bits are safe for 2**32 messages under one key; no key of ours sees a millionth of that.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.base.errors import Bug, Integrity

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def seal_bytes(key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """`nonce || ciphertext || tag`; `associated` must be given again to open."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plaintext, associated)


def open_bytes(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    """The plaintext of `seal_bytes`.

    Raises:
        Integrity: `seal.cannot_open`: another key, other bytes or another purpose.
    """
    if len(sealed) < OVERHEAD_BYTES:
        raise Integrity("seal.cannot_open")
    try:
        return _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except InvalidTag:
        raise Integrity("seal.cannot_open") from None


def _cipher(key: bytes) -> ChaCha20Poly1305:
    if len(key) != KEY_BYTES:
        raise Bug("seal.misuse", what="key")
    return ChaCha20Poly1305(key)
