"""A kiosk's journal on its way to the office: every line so far, signed by the installation.

It lies beside the batch of the same name. The batch's manifest says how many lines there were and the hash of
the last, so that neither can be changed, shortened or exchanged without the other telling.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.base.chain import Head, Line, follow
from app.base.errors import Integrity
from app.base.ids import Digest
from app.seal.documents import Bytes, Document, HexDigest, HexId, Label, read_document
from app.seal.dsse import (
    CertifiedEnvelope,
    check_shape,
    check_signature,
    payload_type,
    sign_certified,
)
from app.seal.installation import Certificate, Known, verify_certificate
from app.seal.sign import KeyId, SigningKey, VerifyKey

LOGBOOK_TYPE = payload_type("logbook")
LOGBOOK_SUFFIX = ".bilikcatatan"
MAX_LOGBOOK_BYTES = 8 * 1024 * 1024
MAX_LINES = 20_000  # a travelling laptop of a year writes some thousand


class LogbookDocument(Document):
    """What is signed; `lines` are the bytes that the chain hashes."""

    type: Literal["bilik/logbook"] = "bilik/logbook"
    version: Literal[1] = 1
    package: HexDigest
    seat: Label
    installation: HexId
    lines: Annotated[tuple[Bytes, ...], Field(max_length=MAX_LINES)]

    @model_validator(mode="after")
    def _lines_follow(self) -> Self:
        try:
            follow(self.lines)
        except Integrity:
            raise ValueError("lines") from None
        return self


@dataclass(frozen=True, slots=True)
class Logbook:
    """A journal that its installation signed. `heads` has the head after every number of lines from none."""

    package: Digest
    seat: str
    installation: str
    spelled: tuple[bytes, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]

    def agrees(self, head: Head) -> bool:
        """Whether `head` is one that this journal passed through."""
        return head.length < len(self.heads) and self.heads[head.length] == head


def write_logbook(document: LogbookDocument, key: SigningKey, certificate: bytes) -> bytes:
    """The file: the same journal gives the same bytes."""
    return sign_certified(LOGBOOK_TYPE, document.to_bytes(), key, certificate)


def read_logbook(data: bytes, known: Known) -> Logbook:
    """Verify a journal file, then read the verified bytes.

    Raises:
        Integrity: `seal.too_large`, its shape or type; the certificate or signature is none of ours;
            `seal.logbook_mismatch`: it speaks for another installation than the one that signed.
    """
    if len(data) > MAX_LOGBOOK_BYTES:
        raise Integrity("seal.too_large")
    check_shape(data)
    envelope = read_document(CertifiedEnvelope, data)
    if envelope.payloadType != LOGBOOK_TYPE:
        raise Integrity("seal.wrong_type")
    (signature,) = envelope.signatures
    certificate = verify_certificate(signature.certificate, known)
    key = VerifyKey(certificate.public_key)
    check_signature({KeyId(key.id): key}, LOGBOOK_TYPE, envelope.payload, signature)
    document = read_document(LogbookDocument, envelope.payload)
    if not _speaks_for(document, certificate):
        raise Integrity("seal.logbook_mismatch")
    return _followed(document)


def kept_logbook(data: bytes) -> Logbook:
    """A journal file that `read_logbook` once accepted and that has lain in a guarded store since."""
    return _followed(read_document(LogbookDocument, read_document(CertifiedEnvelope, data).payload))


def _followed(document: LogbookDocument) -> Logbook:
    lines, heads = follow(document.lines)
    return Logbook(
        Digest(document.package), document.seat, document.installation, document.lines, lines, heads
    )


def _speaks_for(document: LogbookDocument, certificate: Certificate) -> bool:
    claimed = (document.package, document.seat, document.installation)
    return claimed == (certificate.package, certificate.seat, certificate.installation)
