"""Words instead of digits, so that two people can compare a fingerprint aloud.

256 plain Indonesian nouns, 8 bits each: six words are 48 bits. Six words of a root are stretched first, so
that a forger who wants the same words pays for Argon2id at each of 2**48 attempts. The words of a file are
not: they only tell one honest file from another; its signature is what protects it.
"""

from functools import lru_cache

from app.base.errors import Bug
from app.base.ids import Digest
from app.base.resources import RESOURCES
from app.seal.stretch import Argon2Stretcher

FINGERPRINT_WORDS = 6
MATCHING_WORDS = 6
_SALT = b"bilik/root/fingerprint/v1"


@lru_cache
def word_list() -> tuple[str, ...]:
    """The 256 words in their order."""
    words = tuple((RESOURCES / "words" / "id.txt").read_text("ascii").split())
    if len(set(words)) != 256:
        raise Bug("seal.misuse", what="words")
    return words


def matching_words(digest: Digest) -> tuple[str, ...]:
    """Six words for the SHA-256 of a file, to be compared by ear (kata pencocok)."""
    return tuple(word_list()[byte] for byte in bytes.fromhex(digest)[:MATCHING_WORDS])


@lru_cache(maxsize=16)
def stretched_words(digest: Digest) -> tuple[str, ...]:
    """Six words for the SHA-256 of a root, after Argon2id with the production parameters."""
    stretched = Argon2Stretcher().stretch(digest, _SALT)
    return tuple(word_list()[byte] for byte in stretched[:FINGERPRINT_WORDS])
