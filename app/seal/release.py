"""The manifest of a release: which files it has, which run they come from, and the officers who signed."""

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.base.errors import Integrity
from app.base.ids import OfficerId
from app.seal.documents import Count, Document, HexDigest, IsoDate, Label, Title, read_document
from app.seal.dsse import open_envelope, payload_type, sign_envelope
from app.seal.root import Root
from app.seal.sign import SigningKey

RELEASE_TYPE = payload_type("release")
MAX_MANIFEST_BYTES = 8 * 1024 * 1024
MAX_FILES = 10_000
MAX_FILE_BYTES = 1 << 40

FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$")]
"""A path within the release: no part begins with a dot, so that none leads out of it."""


class ReleaseFile(Document):
    """One file, by its path within the release."""

    name: Annotated[FileName, Field(max_length=300)]
    size: Annotated[int, Field(ge=0, le=MAX_FILE_BYTES)]
    sha256: HexDigest


class ReleaseManifest(Document):
    """What is signed. `complete`: no field of the metadata was missing. `day`: the last of the round."""

    type: Literal["bilik/release"] = "bilik/release"
    version: Literal[1] = 1
    round: Label
    edition: Literal["publik", "internal"]
    run: HexDigest
    method: HexDigest
    day: IsoDate
    office: Title
    production: bool
    complete: bool
    lacking: Count
    files: Annotated[tuple[ReleaseFile, ...], Field(min_length=1, max_length=MAX_FILES)]

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        names = [file.name for file in self.files]
        if names != sorted(set(names)):
            raise ValueError("files")
        return self


@dataclass(frozen=True, slots=True)
class SignedRelease:
    """A verified manifest and the officers who signed it."""

    manifest: ReleaseManifest
    officers: tuple[OfficerId, ...]


def sign_release(manifest: ReleaseManifest, keys: tuple[SigningKey, ...]) -> bytes:
    """The manifest's file: the same manifest and officers give the same bytes."""
    return sign_envelope(RELEASE_TYPE, manifest.to_bytes(), keys)


def read_release(data: bytes, root: Root) -> SignedRelease:
    """A manifest that at least one officer of `root` signed.

    Raises:
        Integrity: any check failed.
    """
    if len(data) > MAX_MANIFEST_BYTES:
        raise Integrity("seal.too_large")
    verified = open_envelope(data, RELEASE_TYPE, root.keys)
    by_key = root.keys
    signers = {by_key[signer].to_bytes() for signer in verified.signers}
    officers = tuple(OfficerId(o.id) for o in root.document.officers if o.public_key in signers)
    return SignedRelease(read_document(ReleaseManifest, verified.payload), officers)
