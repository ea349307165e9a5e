"""Receipts: which records the office holds. A kiosk purges exactly these and no others."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.base.errors import Integrity
from app.base.ids import Digest, RecordId
from app.seal.documents import Bytes, Document, HexDigest, HexId, Label, read_document
from app.seal.dsse import payload_type, sign_envelope, trust, verify_envelope
from app.seal.envelope import RECORD_ID_BYTES
from app.seal.package import PackageDocument
from app.seal.sign import SigningKey, VerifyKey

RECEIPT_TYPE = payload_type("receipt")
MAX_RECEIPT_BYTES = 8 * 1024 * 1024

RecordIdBytes = Annotated[Bytes, Field(min_length=RECORD_ID_BYTES, max_length=RECORD_ID_BYTES)]


class Receipt(Document):
    """The office holds these records of this batch, stored and committed."""

    type: Literal["bilik/receipt"] = "bilik/receipt"
    version: Literal[1] = 1
    round: Label
    package: HexDigest
    seat: Label
    installation: HexId
    seq: Annotated[int, Field(ge=1, le=1_000_000)]
    batch: HexDigest
    records: Annotated[tuple[RecordIdBytes, ...], Field(max_length=100_000)]

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        if list(self.records) != sorted(set(self.records)):
            raise ValueError("records")
        return self

    @property
    def record_ids(self) -> tuple[RecordId, ...]:
        """The acknowledged records."""
        return tuple(RecordId(record) for record in self.records)


def write_receipt(receipt: Receipt, import_key: SigningKey) -> bytes:
    """The receipt file: the same receipt gives the same bytes."""
    return sign_envelope(RECEIPT_TYPE, receipt.to_bytes(), [import_key])


def read_receipt(data: bytes, package: PackageDocument, package_digest: Digest) -> Receipt:
    """A receipt signed by the import key of this package.

    Raises:
        Integrity: any check failed; `seal.receipt_foreign`: it is for another package or seat.
    """
    if len(data) > MAX_RECEIPT_BYTES:
        raise Integrity("seal.too_large")
    keys = trust([VerifyKey(package.import_key)])
    receipt = read_document(Receipt, verify_envelope(data, RECEIPT_TYPE, keys))
    seats = {seat.id for seat in package.seats}
    if (receipt.package, receipt.round) != (package_digest, package.round_id) or receipt.seat not in seats:
        raise Integrity("seal.receipt_foreign")
    return receipt
