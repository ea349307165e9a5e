"""CUT, BIT and HOSTILE for the one file that travels on foreign sticks."""

import base64
import hashlib
import io
import os
import random
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typing_extensions import override

from app.base.canonical import canonical, parse_canonical
from app.base.errors import Bug, Integrity
from app.base.ids import RecordId, SeatId
from app.seal.batch import (
    BATCH_TYPE,
    MAGIC,
    MAX_BATCH_BYTES,
    MAX_HEADER_BYTES,
    BatchFacts,
    StratumCount,
    build_batch,
    read_batch,
)
from app.seal.card import CardSection
from app.seal.dsse import sign_certified
from app.seal.envelope import sealed_size
from app.seal.installation import Installation, Known, certify
from app.seal.package import (
    MAX_PACKAGE_BYTES,
    Package,
    open_card,
    read_training_package,
    verify_package,
)
from app.seal.root import verify_root
from app.seal.sign import SigningKey

VECTORS = Path(__file__).parent / "vectors"
GOOD = (VECTORS / "batch.bilik").read_bytes()
HEADER_BYTES = int.from_bytes(GOOD[12:16], "big")
BODY_START = 16 + HEADER_BYTES


def _known() -> tuple[Package, Known]:
    root = verify_root((VECTORS / "root.json").read_bytes())
    package = verify_package((VECTORS / "package.json").read_bytes(), root)
    return package, Known({package.digest: package.document})


PACKAGE, KNOWN = _known()


def refusal(data: bytes, known: Known = KNOWN) -> str:
    with pytest.raises(Integrity) as refused:
        read_batch(data, known)
    return refused.value.code


@dataclass(frozen=True)
class Kiosk:
    """An installation at seat 01 of the frozen package."""

    installation: Installation

    def facts(self, used: int) -> BatchFacts:
        return BatchFacts(
            round=PACKAGE.document.round_id,
            package=PACKAGE.digest,
            seal_key=PACKAGE.document.seal_key_digest,
            seat="01",
            installation=self.installation.id,
            seq=1,
            previous="",
            final=False,
            emergency=False,
            strata=(StratumCount(agency="dishub", group="internal", used=used, abandoned=0),),
            voided=0,
            record_size=1_024,
            journal_length=1,
            journal_head="0" * 64,
            app_version="1.0.0",
            planned_date="2026-11-24",
        )

    def batch(self, records: list[tuple[RecordId, bytes]], used: int | None = None) -> bytes:
        said = self.facts(len(records) if used is None else used)
        return build_batch(said, records, self.installation.key, self.installation.certificate)


@pytest.fixture(scope="module")
def kiosk() -> Kiosk:
    secrets = parse_canonical((VECTORS / "secrets.json").read_bytes())
    assert isinstance(secrets, dict)
    section = open_card(PACKAGE.document, str(secrets["card_code"]), PACKAGE.stretcher)
    assert isinstance(section, CardSection)
    return Kiosk(certify(PACKAGE.digest, SeatId("01"), SigningKey(section.seats[0].private_key)))


def record(name: int, filler: bytes = b"s") -> tuple[RecordId, bytes]:
    return RecordId(name.to_bytes(16, "big")), filler * sealed_size(1_024)


def test_a_batch_cut_at_any_byte_of_its_head_is_refused() -> None:
    for size in range(BODY_START + 1):
        assert refusal(GOOD[:size])


def test_a_batch_cut_at_1500_points_of_its_records_is_refused() -> None:
    points = random.Random(1).sample(range(BODY_START, len(GOOD)), 1_500)
    assert {refusal(GOOD[:size]) for size in points} == {"seal.batch_length"}


def test_every_flipped_bit_of_the_head_is_refused() -> None:
    for place in range(BODY_START):
        for bit in range(8):
            broken = GOOD[:place] + bytes([GOOD[place] ^ 1 << bit]) + GOOD[place + 1 :]
            assert refusal(broken)


def test_3000_flipped_bits_of_the_records_are_refused() -> None:
    chance = random.Random(2)
    for _ in range(3_000):
        place = chance.randrange(BODY_START, len(GOOD))
        broken = GOOD[:place] + bytes([GOOD[place] ^ 1 << chance.randrange(8)]) + GOOD[place + 1 :]
        assert refusal(broken) in {"seal.batch_records", "seal.batch_order"}


@given(st.binary(max_size=400))
@example(b"")
@example(MAGIC)
@example(MAGIC + b"\xff\xff\xff\xff")
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert refusal(data)
    assert refusal(MAGIC + data)
    assert refusal(MAGIC + len(data).to_bytes(4, "big") + data)


@given(st.sets(st.integers(0, 2**128 - 1), max_size=6), st.randoms(use_true_random=False))
def test_what_is_built_is_read(kiosk: Kiosk, names: set[int], order: random.Random) -> None:
    records = [record(name) for name in names]
    data = kiosk.batch(records)
    order.shuffle(records)
    assert kiosk.batch(records) == data
    for batch in (read_batch(data, KNOWN), read_batch(io.BytesIO(data), KNOWN)):
        assert list(batch.records()) == sorted(records) == list(batch.records())
        assert batch.digest == hashlib.sha256(data).hexdigest()
        assert len(batch.words) == 6


def test_a_kiosk_that_contradicts_itself_is_a_bug(kiosk: Kiosk) -> None:
    twice, short = [record(1), record(1, b"t")], [(RecordId(bytes(16)), b"short")]
    for records, used in ((twice, 2), (short, 1), ([record(1)], 0)):
        with pytest.raises(Bug):
            kiosk.batch(records, used)


def test_a_revoked_key_or_an_unknown_package_makes_the_batch_unacceptable(kiosk: Kiosk) -> None:
    data = kiosk.batch([record(1)])
    seat = PACKAGE.document.seats[0].public_key
    own = kiosk.installation.key.verify_key().to_bytes()
    packages = {PACKAGE.digest: PACKAGE.document}
    assert refusal(data, Known(packages, [seat])) == "seal.revoked"
    assert refusal(data, Known(packages, [own])) == "seal.revoked"
    assert refusal(data, Known({})) == "seal.unknown_signer"
    other_seat = PACKAGE.document.seats[1].public_key
    assert read_batch(data, Known(packages, [other_seat])).manifest.count == 1


def test_a_seat_certifies_only_for_itself(kiosk: Kiosk) -> None:
    secrets = parse_canonical((VECTORS / "secrets.json").read_bytes())
    assert isinstance(secrets, dict)
    section = open_card(PACKAGE.document, str(secrets["card_code"]), PACKAGE.stretcher)
    assert isinstance(section, CardSection)
    wrong = certify(PACKAGE.digest, SeatId("01"), SigningKey(section.seats[1].private_key))
    data = build_batch(kiosk.facts(0), [], wrong.key, wrong.certificate)
    assert refusal(data) == "seal.unknown_signer"


def test_the_manifest_must_be_the_one_of_the_certificate(kiosk: Kiosk) -> None:
    other = certify(PACKAGE.digest, SeatId("01"), SigningKey.generate())
    said = kiosk.facts(0).model_copy(update={"installation": other.id})
    data = build_batch(said, [], kiosk.installation.key, kiosk.installation.certificate)
    assert refusal(data) == "seal.batch_mismatch"


HOSTILE = [
    b"[" * 60_000,
    b'{"a":' * 10_000,
    b"9" * 60_000,
    b'{"a":1,"a":1}',
    b'{"a":NaN}',
    b'{"a":-Infinity}',
    b'{"a":1e999}',
    b'"\\ud800"',
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"null",
    b"{}",
    b"[]",
    b'{"payload":"","payloadType":"","signatures":[]}',
    "{\u201cpayload\u201d:1}".encode(),
]


@pytest.mark.parametrize("inner", HOSTILE, ids=lambda inner: repr(inner[:20]))
def test_hostile_json_is_refused_outside_and_inside_a_good_signature(kiosk: Kiosk, inner: bytes) -> None:
    outside = MAGIC + len(inner).to_bytes(4, "big") + inner
    assert refusal(outside) in {"base.not_canonical", "seal.schema"}
    small = inner[:40_000]
    header = sign_certified(BATCH_TYPE, small, kiosk.installation.key, kiosk.installation.certificate)
    inside = MAGIC + len(header).to_bytes(4, "big") + header
    assert refusal(inside) in {"base.not_canonical", "seal.schema"}


def test_a_hundred_thousand_deep_and_five_thousand_digits_are_refused_in_a_package() -> None:
    root = verify_root((VECTORS / "root.json").read_bytes())
    for hostile in (b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b"1" * 5_000, b'{"a":' * 100_000):
        with pytest.raises(Integrity):
            verify_package(hostile, root)
        payload = base64.b64encode(hostile).decode()
        wrapped = canonical({"payload": payload, "payloadType": "", "signatures": []})
        with pytest.raises(Integrity):
            verify_package(wrapped, root)


def test_a_giant_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    giant = tmp_path / "giant.bilik"
    with giant.open("wb") as file:
        file.truncate(MAX_BATCH_BYTES + 1)
    with giant.open("rb") as file:
        with pytest.raises(Integrity) as refused:
            read_batch(file, KNOWN)
        assert file.tell() == 0
    assert refused.value.code == "seal.batch_size"


def test_a_pipe_is_no_file() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as source, os.fdopen(writing, "wb") as sink:
        sink.write(GOOD[:100])
        with pytest.raises(Integrity) as refused:
            read_batch(source, KNOWN)
    assert refused.value.code == "seal.batch_no_file"


@pytest.mark.parametrize("filler", [b"[],", b"[", b'{"a":', b"0,", b'"",'], ids=repr)
def test_a_great_hostile_package_costs_little_memory(filler: bytes) -> None:
    root = verify_root((VECTORS / "root.json").read_bytes())
    size = 7 * 1024 * 1024
    hostile = b'{"payload":"","payloadType":"a","signatures":[' + filler * (size // len(filler))
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(Integrity):
        verify_package(hostile, root)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1024 * 1024
    assert time.monotonic() - started < 1


def test_a_package_beyond_its_size_is_refused_unread() -> None:
    root = verify_root((VECTORS / "root.json").read_bytes())
    for read in (lambda data: verify_package(data, root), read_training_package):
        with pytest.raises(Integrity) as refused:
            read(bytes(MAX_PACKAGE_BYTES + 1))
        assert refused.value.code == "seal.too_large"


class _Growing(io.BytesIO):
    """A file to which someone appends while it is read."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        return part or b"more"


class _Shrinking(io.BytesIO):
    """A file that ends earlier than its size promised."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) if self.tell() < BODY_START + 500 else b""


@pytest.mark.parametrize("kind", [_Growing, _Shrinking])
def test_a_file_that_changes_while_it_is_read_is_refused(kind: type[io.BytesIO]) -> None:
    with pytest.raises(Integrity) as refused:
        read_batch(kind(GOOD), KNOWN)
    assert refused.value.code == "seal.batch_changed"


def test_a_file_that_changes_after_it_was_verified_is_noticed_with_its_last_record() -> None:
    file = io.BytesIO(GOOD)
    batch = read_batch(file, KNOWN)
    file.seek(len(GOOD) - 1)
    file.write(bytes([GOOD[-1] ^ 1]))
    with pytest.raises(Integrity) as refused:
        list(batch.records())
    assert refused.value.code == "seal.batch_changed"
    file.truncate(len(GOOD) - 1)
    with pytest.raises(Integrity):
        list(batch.records())


def test_hostile_headers_cost_little_time_and_memory() -> None:
    started = time.monotonic()
    tracemalloc.start()
    for filler in (b"[", b"{", b'"', b"9", b"\x00", b'{"a":'):
        inner = (filler * MAX_HEADER_BYTES)[:MAX_HEADER_BYTES]
        assert refusal(MAGIC + len(inner).to_bytes(4, "big") + inner + bytes(1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 1024 * 1024
    assert time.monotonic() - started < 6


def test_a_large_batch_is_read_in_the_memory_of_one_record(kiosk: Kiosk, tmp_path: Path) -> None:
    path = tmp_path / "large.bilik"
    path.write_bytes(kiosk.batch([record(name) for name in range(5_000)]))  # 11 MB
    with path.open("rb") as file:
        tracemalloc.start()
        batch = read_batch(file, KNOWN)
        assert sum(1 for _ in batch.records()) == 5_000
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 2 * 1024 * 1024
