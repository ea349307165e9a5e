"""Every byte format, frozen: what was good stays good, what was bad is refused for the same reason."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from app.base.canonical import canonical, digest
from app.base.errors import Integrity, Refused
from app.base.ids import Digest, InstallationId, OfficerId
from app.base.sentences import Language, Sentence
from app.seal.batch import Batch, BatchFacts, build_batch, read_batch
from app.seal.card import CardSection, verify_pin
from app.seal.database_key import unwrap_with_card
from app.seal.envelope import database_info, record_info, unpad
from app.seal.installation import Known, verify_certificate
from app.seal.package import Package, open_card, sign_package, verify_package
from app.seal.paper_copy import read_paper_lines
from app.seal.receipt import read_receipt, write_receipt
from app.seal.root import Root, sign_root, verify_next_root, verify_root
from app.seal.sign import SigningKey
from app.seal.stretch import derive
from app.seal.trio import unwrap_pair, unwrap_secret
from app.seal.unseal import open_sealed, recover_database_key
from tests.cheap import STRETCHER

VECTORS = Path(__file__).parent / "vectors"


class FrozenCode(BaseModel):
    code: str
    id: str
    wrap: str
    nullifier: str


class Secrets(BaseModel):
    card_code: str
    pin: str
    officers: list[str]
    seal_private: str
    recovery_private: str
    import_private: str
    database_key: str
    installation_private: str
    passphrases: dict[str, str]
    codes: list[FrozenCode]
    words: dict[str, list[str]]


class Case(BaseModel):
    file: str
    reader: str
    code: str


def vector(name: str) -> bytes:
    return (VECTORS / name).read_bytes()


@dataclass(frozen=True)
class Frozen:
    secrets: Secrets
    root: Root
    package: Package
    known: Known
    batch: Batch


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    root = verify_root(vector("root.json"))
    package = verify_package(vector("package.json"), root)
    known = Known({package.digest: package.document})
    batch = read_batch(vector("batch.bilik"), known)
    return Frozen(Secrets.model_validate_json(vector("secrets.json")), root, package, known, batch)


def officers(frozen: Frozen) -> list[SigningKey]:
    return [SigningKey(bytes.fromhex(raw)) for raw in frozen.secrets.officers]


def test_a_root_says_its_six_words_and_is_followed_only_by_its_successor(frozen: Frozen) -> None:
    following = verify_next_root(frozen.root, vector("root-next.json"))
    assert following.document.number == 2
    assert list(frozen.root.words) == frozen.secrets.words["root"]
    assert frozen.root.words != following.words
    with pytest.raises(Integrity):
        verify_root(vector("root-next.json"))
    with pytest.raises(Integrity):
        verify_next_root(frozen.root, vector("root.json"))


def test_the_same_document_signed_again_gives_the_same_bytes(frozen: Frozen) -> None:
    a, b, c = officers(frozen)
    assert sign_root(frozen.root.document, [c, a, b]) == vector("root.json")
    assert sign_package(frozen.package.document.to_bytes(), [c, a]) == vector("package.json")
    import_key = SigningKey(bytes.fromhex(frozen.secrets.import_private))
    receipt = read_receipt(vector("receipt.json"), frozen.package.document, frozen.package.digest)
    assert write_receipt(receipt, import_key) == vector("receipt.json")


def test_the_same_records_in_any_order_give_the_same_batch(frozen: Frozen) -> None:
    key = SigningKey(bytes.fromhex(frozen.secrets.installation_private))
    said = BatchFacts(**{name: getattr(frozen.batch.manifest, name) for name in BatchFacts.model_fields})
    records = list(frozen.batch.records())[::-1]
    assert build_batch(said, records, key, vector("certificate.json")) == vector("batch.bilik")


def test_the_card_opens_and_gives_the_proctor_by_the_pin(frozen: Frozen) -> None:
    section = open_card(frozen.package.document, frozen.secrets.card_code, frozen.package.stretcher)
    assert isinstance(section, CardSection)
    assert [seat.id for seat in section.seats] == ["01", "02"]
    assert verify_pin(section.proctors[0].pin, frozen.secrets.pin, STRETCHER)
    assert not verify_pin(section.proctors[0].pin, "240818", STRETCHER)
    wrong = frozen.secrets.codes[0].code
    assert open_card(frozen.package.document, wrong, STRETCHER) == Refused("seal.card_code_wrong")
    assert open_card(frozen.package.document, "nonsense", STRETCHER) == Refused("seal.card_code_mistyped")


def test_a_code_gives_the_same_three_secrets_and_is_in_the_package(frozen: Frozen) -> None:
    for expected in frozen.secrets.codes:
        found = derive(expected.code, frozen.package.document.salt, frozen.package.stretcher)
        assert found.id.hex() == expected.id
        assert found.wrap.hex() == expected.wrap
        assert found.nullifier.hex() == expected.nullifier
        entry = frozen.package.document.code(found.id)
        assert entry is not None
        assert entry.agency == ("" if entry.group == "expert" else "dishub")


def test_the_records_of_a_batch_open_with_the_round_key(frozen: Frozen) -> None:
    private = bytes.fromhex(frozen.secrets.seal_private)
    answers = {
        unpad(open_sealed(private, sealed, record_info(frozen.package.digest, name)))
        for name, sealed in frozen.batch.records()
    }
    assert answers == {canonical({"answer": number}) for number in range(3)}
    assert frozen.batch.digest == digest(vector("batch.bilik"))
    assert frozen.batch.size_bytes == len(vector("batch.bilik"))


def test_the_certificate_names_the_installation_of_the_batch(frozen: Frozen) -> None:
    certificate = verify_certificate(vector("certificate.json"), frozen.known)
    assert certificate.installation == frozen.batch.manifest.installation


def test_a_receipt_names_the_records_of_the_batch(frozen: Frozen) -> None:
    receipt = read_receipt(vector("receipt.json"), frozen.package.document, frozen.package.digest)
    assert receipt.record_ids == tuple(name for name, _ in frozen.batch.records())
    assert receipt.batch == frozen.batch.digest


def test_the_card_and_the_recovery_key_give_the_same_database_key(frozen: Frozen) -> None:
    data = vector("database-key.json")
    info = database_info(frozen.package.digest, InstallationId(frozen.batch.manifest.installation))
    by_card = unwrap_with_card(data, frozen.secrets.card_code, STRETCHER, info)
    by_office = recover_database_key(bytes.fromhex(frozen.secrets.recovery_private), data, info)
    assert by_card == by_office == bytes.fromhex(frozen.secrets.database_key)
    other = database_info(Digest("0" * 64), InstallationId(frozen.batch.manifest.installation))
    assert unwrap_with_card(data, frozen.secrets.card_code, STRETCHER, other) == Refused(
        "seal.card_code_wrong"
    )


def test_two_officers_open_the_trio_and_one_opens_a_secret_of_hers(frozen: Frozen) -> None:
    words = {OfficerId(name): phrase for name, phrase in frozen.secrets.passphrases.items()}
    pair = {OfficerId("a"): words[OfficerId("a")], OfficerId("c"): words[OfficerId("c")]}
    assert unwrap_pair(vector("trio.json"), pair) == bytes.fromhex(frozen.secrets.seal_private)
    own = unwrap_secret(vector("wrapped-secret.json"), words[OfficerId("a")])
    assert own == bytes.fromhex(frozen.secrets.officers[0])


def test_the_paper_copy_reads_back(frozen: Frozen) -> None:
    expected = bytes.fromhex(frozen.secrets.seal_private + frozen.secrets.recovery_private)
    assert read_paper_lines(vector("paper.txt").decode().splitlines()) == expected


def read(frozen: Frozen, reader: str, data: bytes) -> None:
    match reader:
        case "root":
            verify_root(data)
        case "package":
            verify_package(data, frozen.root)
        case "batch":
            read_batch(data, frozen.known)
        case _:
            read_receipt(data, frozen.package.document, frozen.package.digest)


CASES = [Case.model_validate(case) for case in json.loads(vector("bad.json"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_bad_file_is_refused_for_its_own_reason_and_says_so(frozen: Frozen, case: Case) -> None:
    data = vector("bad/" + case.file)
    with pytest.raises(Integrity) as refused:
        read(frozen, case.reader, data)
    assert refused.value.code == case.code
    if case.code.startswith("seal"):
        for language in Language:
            spoken = Sentence.of(refused.value).spoken(language)
            assert "{" not in spoken
            assert spoken != case.code


READERS = {
    "root": "root.json",
    "package": "package.json",
    "batch": "batch.bilik",
    "receipt": "receipt.json",
}


@pytest.mark.parametrize("reader", READERS)
@given(place=st.integers(0, 1_000_000), bit=st.integers(0, 7))
def test_no_bit_of_a_signed_file_can_change(frozen: Frozen, reader: str, place: int, bit: int) -> None:
    data = bytearray(vector(READERS[reader]))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(Integrity):
        read(frozen, reader, bytes(data))


@pytest.mark.parametrize("reader", READERS)
@given(data=st.binary(max_size=200))
def test_no_bytes_break_a_reader(frozen: Frozen, reader: str, data: bytes) -> None:
    whole = vector(READERS[reader])
    for hostile in (data, whole + data + b" ", whole[: -1 - len(data)], b"{" + data + whole[1:]):
        if hostile != whole:
            with pytest.raises(Integrity):
                read(frozen, reader, hostile)


@pytest.mark.parametrize("name", ["trio.json", "wrapped-secret.json", "database-key.json"])
@given(place=st.integers(0, 1_000_000), bit=st.integers(0, 7))
def test_a_changed_wrap_gives_the_secret_or_nothing(frozen: Frozen, name: str, place: int, bit: int) -> None:
    # Another pair's copy, or the recovery wrap, may be damaged without harm to the one that is opened.
    data = bytearray(vector(name))
    data[place % len(data)] ^= 1 << bit
    words = {OfficerId(officer): phrase for officer, phrase in frozen.secrets.passphrases.items()}
    info = database_info(frozen.package.digest, InstallationId(frozen.batch.manifest.installation))
    try:
        match name:
            case "trio.json":
                opened = unwrap_pair(bytes(data), {OfficerId(n): words[OfficerId(n)] for n in "ab"})
                expected = frozen.secrets.seal_private
            case "wrapped-secret.json":
                opened = unwrap_secret(bytes(data), words[OfficerId("a")])
                expected = frozen.secrets.officers[0]
            case _:
                opened = unwrap_with_card(bytes(data), frozen.secrets.card_code, STRETCHER, info)
                expected = frozen.secrets.database_key
    except Integrity:
        return
    assert isinstance(opened, Refused) or (name != "wrapped-secret.json" and opened.hex() == expected)
