"""The batch file `*.bilik`: sealed records on their way from a kiosk to the office.

A batch object exists only for a file that passed every check, in the order of `FORMAT.md`: size, magic,
header length, envelope shape, key known and not revoked, signature, canonical form, schema, size = count,
records in order with their hash, counts. Reading needs memory for the envelope and one record.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, BinaryIO, Literal, Self

from pydantic import Field, model_validator

from app.base.errors import Bug, Integrity
from app.base.ids import Digest, RecordId
from app.seal.documents import SUITE, Count, Document, HexDigest, HexId, IsoDate, Label, read_document
from app.seal.dsse import CertifiedEnvelope, check_shape, check_signature, payload_type, sign_certified
from app.seal.envelope import RECORD_ID_BYTES, sealed_size
from app.seal.installation import Known, certificate_digest, verify_certificate
from app.seal.package import Agency, Group, PackageDocument
from app.seal.sign import KeyId, SigningKey, VerifyKey
from app.seal.words import matching_words

BATCH_TYPE = payload_type("batch")
MAGIC = b"\x8bBILIK\r\n\x1a\n\x00\x01"  # 12 bytes; a transfer that mends line ends or strips bit 7 shows
MAX_HEADER_BYTES = 65_536
MAX_BATCH_BYTES = 1024 * 1024 * 1024
_PREFIX_BYTES = len(MAGIC) + 4
_CHUNK_BYTES = 1024 * 1024  # a file may give less than was asked for, never more


class StratumCount(Document):
    """Codes of one stratum that this installation saw used, and left abandoned."""

    agency: Agency | Literal[""]
    group: Group
    used: Count
    abandoned: Count


class BatchFacts(Document):
    """What the kiosk knows about the batch it writes; `build_batch` adds what follows from the records.

    `previous`: SHA-256 of the batch file before (seq - 1), empty for the first. `emergency`: exported
    before the session ended. `planned_date`: of the session, from the package; never a clock's.
    """

    round: Label
    package: HexDigest
    seal_key: HexDigest
    seat: Label
    installation: HexId
    seq: Annotated[int, Field(ge=1, le=1_000_000)]
    previous: HexDigest | Literal[""]
    final: bool
    emergency: bool
    strata: Annotated[tuple[StratumCount, ...], Field(max_length=400)]
    voided: Count
    record_size: Annotated[int, Field(ge=1_024, le=65_536)]
    journal_length: Count
    journal_head: HexDigest
    app_version: Label
    planned_date: IsoDate

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.seq == 1) != (not self.previous):
            raise ValueError("previous")
        keys = [(stratum.agency, stratum.group) for stratum in self.strata]
        if keys != sorted(set(keys)):
            raise ValueError("strata")
        return self


class Manifest(BatchFacts):
    """The signed head of a batch."""

    type: Literal["bilik/batch"]
    version: Literal[1]
    suite: Literal["hpke-mlkem768-x25519-hkdf-sha256-chacha20poly1305"]
    certificate: HexDigest
    count: Annotated[int, Field(ge=0, le=100_000)]
    records: HexDigest


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that passed every check.

    `digest` is the SHA-256 of the whole file; `package` the known package that it belongs to.
    """

    manifest: Manifest
    package: PackageDocument
    digest: Digest
    size_bytes: int
    _source: BinaryIO
    _start: int

    @property
    def words(self) -> tuple[str, ...]:
        """The matching words of the file."""
        return matching_words(self.digest)

    def records(self) -> Iterator[tuple[RecordId, bytes]]:
        """(record id, sealed record) in ascending order, read and checked once more.

        Raises:
            Integrity: `seal.batch_changed`, at the latest after the last record, when the file is no
                longer what was verified: roll back what was taken from it.
        """
        self._source.seek(self._start)
        hashed = hashlib.sha256()
        size = _record_bytes(self.manifest.record_size)
        for _ in range(self.manifest.count):
            record = _exactly(self._source, size)
            hashed.update(record)
            yield RecordId(record[:RECORD_ID_BYTES]), record[RECORD_ID_BYTES:]
        if hashed.hexdigest() != self.manifest.records:
            raise Integrity("seal.batch_changed")


def build_batch(
    facts: BatchFacts, records: Iterable[tuple[RecordId, bytes]], key: SigningKey, certificate: bytes
) -> bytes:
    """The file for these records (id, sealed): the same input gives the same bytes, in whatever order.

    `key` and `certificate` are the installation's.
    """
    ordered = sorted(records)
    size = sealed_size(facts.record_size)
    ids = {record_id for record_id, _ in ordered}
    if len(ids) != len(ordered) or any(
        len(record_id) != RECORD_ID_BYTES or len(sealed) != size for record_id, sealed in ordered
    ):
        raise Bug("seal.misuse", what="records")
    body = b"".join(record_id + sealed for record_id, sealed in ordered)
    decided = {name: getattr(facts, name) for name in BatchFacts.model_fields}
    manifest = Manifest(
        **decided,
        type="bilik/batch",
        version=1,
        suite=SUITE,
        certificate=certificate_digest(certificate),
        count=len(ordered),
        records=hashlib.sha256(body).hexdigest(),
    )
    if _used(manifest) < manifest.count:
        raise Bug("seal.misuse", what="strata")
    header = sign_certified(BATCH_TYPE, manifest.to_bytes(), key, certificate)
    if len(header) > MAX_HEADER_BYTES:
        raise Bug("seal.misuse", what="header")
    return MAGIC + len(header).to_bytes(4, "big") + header + body


def read_batch(source: BinaryIO | bytes, known: Known, digest: Digest | None = None) -> Batch:
    """Verify a whole batch file: a seekable binary file, which must stay open for `records`, or bytes.

    `digest`: the SHA-256 of the file, where whoever asks has just read it; nothing is believed because of it.

    Raises:
        Integrity: the first check that failed; nothing of the file may be used.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    size = _size(file)
    start = _exactly(file, _PREFIX_BYTES)
    if start[: len(MAGIC)] != MAGIC:
        raise Integrity("seal.batch_magic")
    header_bytes = int.from_bytes(start[len(MAGIC) :], "big")
    if not 2 <= header_bytes <= min(MAX_HEADER_BYTES, size - _PREFIX_BYTES):
        raise Integrity("seal.batch_header")
    header = _exactly(file, header_bytes)
    manifest, package = _read_header(header, known)
    record_bytes = _record_bytes(manifest.record_size)
    if size != _PREFIX_BYTES + header_bytes + manifest.count * record_bytes:
        raise Integrity("seal.batch_length")
    whole = hashlib.sha256(start + header)
    _read_records(file, manifest, whole.update if digest is None else _unheard)
    if file.read(1):
        raise Integrity("seal.batch_changed")  # it grew while it was read
    if _used(manifest) < manifest.count:
        raise Integrity("seal.batch_counts")
    name = Digest(whole.hexdigest()) if digest is None else digest
    return Batch(manifest, package, name, size, file, _PREFIX_BYTES + header_bytes)


def _read_header(header: bytes, known: Known) -> tuple[Manifest, PackageDocument]:
    check_shape(header)
    envelope = read_document(CertifiedEnvelope, header)
    if envelope.payloadType != BATCH_TYPE:
        raise Integrity("seal.wrong_type")
    (signature,) = envelope.signatures
    certificate = verify_certificate(signature.certificate, known)
    key = VerifyKey(certificate.public_key)
    check_signature({KeyId(key.id): key}, BATCH_TYPE, envelope.payload, signature)
    manifest = read_document(Manifest, envelope.payload)
    package = known.packages[Digest(certificate.package)]
    claimed = (
        manifest.package,
        manifest.seat,
        manifest.installation,
        manifest.certificate,
        manifest.round,
        manifest.seal_key,
        manifest.record_size,
    )
    certified = (
        certificate.package,
        certificate.seat,
        certificate.installation,
        certificate_digest(signature.certificate),
        package.round_id,
        package.seal_key_digest,
        package.policy.record_size,
    )
    if claimed != certified:
        raise Integrity("seal.batch_mismatch")
    return manifest, package


def _read_records(file: BinaryIO, manifest: Manifest, also: Callable[[bytes], None]) -> None:
    hashed = hashlib.sha256()
    last = b""
    for _ in range(manifest.count):
        record = _exactly(file, _record_bytes(manifest.record_size))
        if record[:RECORD_ID_BYTES] <= last:
            raise Integrity("seal.batch_order")
        last = record[:RECORD_ID_BYTES]
        hashed.update(record)
        also(record)
    if hashed.hexdigest() != manifest.records:
        raise Integrity("seal.batch_records")


def _unheard(_record: bytes) -> None:
    """A record whose bytes were counted into the digest before."""


def _record_bytes(record_size: int) -> int:
    return RECORD_ID_BYTES + sealed_size(record_size)


def _used(manifest: Manifest) -> int:
    return sum(stratum.used for stratum in manifest.strata)


def _size(file: BinaryIO) -> int:
    try:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
    except OSError:  # a pipe, a terminal: also io.UnsupportedOperation
        raise Integrity("seal.batch_no_file") from None
    if not _PREFIX_BYTES + 2 <= size <= MAX_BATCH_BYTES:
        raise Integrity("seal.batch_size")
    return size


def _exactly(file: BinaryIO, size: int) -> bytes:
    parts = []
    while size:
        part = file.read(min(size, _CHUNK_BYTES))
        if not part:
            raise Integrity("seal.batch_changed")  # shorter than it was a moment ago
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
