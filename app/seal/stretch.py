"""From what a person can type to a key: Argon2id, and HKDF to take keys apart.

`stretcher_for` is the single place that knows how much stretching a root demands.
"""

from dataclasses import dataclass
from typing import Annotated, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import Field
from typing_extensions import override

from app.base.errors import Bug, Integrity
from app.base.ids import CodeId, Nullifier
from app.seal.codes import check, normalise
from app.seal.documents import Document

PRODUCTION_MEMORY_KIB = 65_536  # RFC 9106, second recommended option
PRODUCTION_ITERATIONS = 3
SALT_BYTES = 32


class StretchParams(Document):
    """How secrets are stretched, recorded beside what they protect.

    The upper bounds keep a foreign file from taking the machine's memory or its hour.
    """

    memory_kib: Annotated[int, Field(ge=8, le=262_144)]
    iterations: Annotated[int, Field(ge=1, le=16)]
    lanes: Annotated[int, Field(ge=1, le=1)]


PRODUCTION = StretchParams(memory_kib=PRODUCTION_MEMORY_KIB, iterations=PRODUCTION_ITERATIONS, lanes=1)
REHEARSAL = StretchParams(memory_kib=8_192, iterations=1, lanes=1)


class Stretcher(Protocol):
    """Makes guessing expensive."""

    @property
    def params(self) -> StretchParams:
        """What to record, so that the same key can be made again."""
        ...

    def stretch(self, secret: str, salt: bytes) -> bytes:
        """32 bytes from `secret` (UTF-8) and `salt`."""
        ...


@dataclass(frozen=True, slots=True)
class Argon2Stretcher(Stretcher):
    """Argon2id, version 1.3, 32 bytes out."""

    memory_kib: int = PRODUCTION_MEMORY_KIB
    iterations: int = PRODUCTION_ITERATIONS
    lanes: int = 1

    @property
    @override
    def params(self) -> StretchParams:
        return StretchParams(memory_kib=self.memory_kib, iterations=self.iterations, lanes=self.lanes)

    @override
    def stretch(self, secret: str, salt: bytes) -> bytes:
        kdf = Argon2id(
            salt=salt, length=32, iterations=self.iterations, lanes=self.lanes, memory_cost=self.memory_kib
        )
        return kdf.derive(secret.encode())


def stretcher_for(params: StretchParams, *, production: bool) -> Stretcher:
    """The stretcher that `params` describe, if a root of this kind may use it.

    Raises:
        Integrity: `seal.stretch_too_weak`, under a production root.
    """
    weak = params.memory_kib < PRODUCTION_MEMORY_KIB or params.iterations < PRODUCTION_ITERATIONS
    if production and weak:
        raise Integrity("seal.stretch_too_weak")
    return Argon2Stretcher(params.memory_kib, params.iterations, params.lanes)


def expand(key: bytes, label: str, length: int = 32) -> bytes:
    """HKDF-SHA256 of high-entropy `key` for one purpose; `label` is ASCII and never reused."""
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=label.encode("ascii")).derive(key)


@dataclass(frozen=True, slots=True)
class CodeSecrets:
    """What one access code yields: its public id, the key that wraps its draft, its nullifier."""

    id: CodeId
    wrap: bytes
    nullifier: Nullifier


def derive(code: str, salt: bytes, stretcher: Stretcher) -> CodeSecrets:
    """Stretch an access code whose check symbol fits, and take the result apart.

    Raises:
        Bug: the code was not checked first, or the salt is not 32 bytes.
    """
    if not check(code) or len(salt) != SALT_BYTES:
        raise Bug("seal.misuse", what="derive")
    stretched = stretcher.stretch(normalise(code), salt)
    return CodeSecrets(
        id=CodeId(expand(stretched, "bilik/code/id/v1")),
        wrap=expand(stretched, "bilik/code/draft/v1"),
        nullifier=Nullifier(expand(stretched, "bilik/code/null/v1")),
    )
