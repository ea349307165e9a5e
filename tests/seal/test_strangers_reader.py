"""A reader written from FORMAT.md alone, without a line of ours, reads what we froze."""

import hashlib
import hmac
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.base.ids import Digest
from app.seal.words import matching_words
from tests.seal.stranger import (
    SUITE,
    Json,
    argon2id,
    check_envelope,
    hkdf,
    open_record,
    open_trio,
    plain,
    private_key,
    read_batch,
    read_package,
    read_root,
    spelled,
)

VECTORS = Path(__file__).parent / "vectors"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def load(name: str) -> Json:
    value: Json = json.loads((VECTORS / name).read_bytes())
    return value


SECRETS = load("secrets.json")


def package() -> tuple[Json, bytes]:
    officers = read_root((VECTORS / "root.json").read_bytes())
    return read_package((VECTORS / "package.json").read_bytes(), officers)


def test_the_six_words_of_the_root() -> None:
    digest = hashlib.sha256(plain(load("root.json")["payload"])).hexdigest()
    slow = {"iterations": 3, "lanes": 1, "memory_kib": 65_536}
    words = (Path(__file__).parents[2] / "resources" / "words" / "id.txt").read_text().splitlines()
    stretched = argon2id(digest, b"bilik/root/fingerprint/v1", slow)
    assert [words[byte] for byte in stretched[:6]] == SECRETS["words"]["root"]


def test_the_six_words_of_a_file() -> None:
    digest = hashlib.sha256((VECTORS / "batch.bilik").read_bytes())
    words = (Path(__file__).parents[2] / "resources" / "words" / "id.txt").read_text().splitlines()
    assert matching_words(Digest(digest.hexdigest())) == tuple(words[byte] for byte in digest.digest()[:6])


def test_the_suite_without_a_library_of_it() -> None:
    said, digest = package()
    _, records = read_batch((VECTORS / "batch.bilik").read_bytes(), said, digest)
    name, sealed = next(iter(records.items()))
    wide = hashlib.shake_256(bytes.fromhex(SECRETS["seal_private"])).digest(96)
    lattice = MLKEM768PrivateKey.from_seed_bytes(wide[:64])
    curve = X25519PrivateKey.from_private_bytes(wide[64:])
    point = sealed[1_088:1_120]
    shared = hashlib.sha3_256(
        lattice.decapsulate(sealed[:1_088])
        + curve.exchange(X25519PublicKey.from_public_bytes(point))
        + point
        + curve.public_key().public_bytes_raw()
        + b"\\.//^\\"  # X-Wing's label
    ).digest()

    suite = b"HPKE-v1HPKE" + bytes.fromhex("647A00010003")  # KEM, KDF, AEAD

    def extract(salt: bytes, label: bytes, key: bytes) -> bytes:
        return hmac.digest(salt.ljust(32, b"\x00"), suite + label + key, "sha256")

    def expand(label: bytes, size: int) -> bytes:
        text = size.to_bytes(2, "big") + suite + label + context
        return hmac.digest(extract(shared, b"secret", b""), text + b"\x01", "sha256")[:size]

    info = b"bilik/record/v1\x00" + digest + name
    context = b"\x00" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    opened = ChaCha20Poly1305(expand(b"key", 32)).decrypt(expand(b"base_nonce", 12), sealed[1_120:], b"")
    assert opened[4:].startswith(b'{"answer":')


def test_the_codes_of_the_package() -> None:
    said, _ = package()
    listed = {plain(code["id"]) for code in said["codes"]}
    for slip in SECRETS["codes"]:
        stretched = argon2id(slip["code"], plain(said["salt"]), said["stretch"])
        assert hkdf(stretched, "bilik/code/id/v1") == bytes.fromhex(slip["id"])
        assert hkdf(stretched, "bilik/code/null/v1") == bytes.fromhex(slip["nullifier"])
        assert hkdf(stretched, "bilik/code/draft/v1") == bytes.fromhex(slip["wrap"])
        assert bytes.fromhex(slip["id"]) in listed


def test_the_card_of_the_package() -> None:
    said, _ = package()
    card = said["card"]
    key = hkdf(argon2id(SECRETS["card_code"], plain(card["salt"]), said["stretch"]), "bilik/card/v1")
    place = [said["round_id"], said["venue_id"], str(said["package_version"])]
    purpose = spelled({"bilik": "card", "place": place, "version": 1})
    sealed = plain(card["sealed"])
    section = json.loads(ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], purpose))
    pin = plain(section["proctors"][0]["pin"])
    assert hkdf(argon2id(SECRETS["pin"], pin[:16], said["stretch"]), "bilik/pin/v1") == pin[16:]


def test_the_batch_and_its_records() -> None:
    said, digest = package()
    data = (VECTORS / "batch.bilik").read_bytes()
    _, records = read_batch(data, said, digest)
    key = private_key(bytes.fromhex(SECRETS["seal_private"]))
    opened = (open_record(sealed, key, digest, name) for name, sealed in records.items())
    assert sorted(each["answer"] for each in opened) == [0, 1, 2]
    receipt = check_envelope(load("receipt.json"), [plain(said["import_key"])], 1)
    assert receipt["batch"] == hashlib.sha256(data).hexdigest()


def test_the_wrapped_keys() -> None:
    _, digest = package()
    wrapped = load("database-key.json")
    certified = json.loads(plain(load("certificate.json")["payload"]))
    info = b"bilik/database/v1\x00" + digest + bytes.fromhex(certified["installation"])
    stretched = argon2id(SECRETS["card_code"], plain(wrapped["salt"]), wrapped["stretch"])
    card = plain(wrapped["card"])
    key = ChaCha20Poly1305(hkdf(stretched, "bilik/database/card/v1")).decrypt(card[:12], card[12:], info)
    recovery = private_key(bytes.fromhex(SECRETS["recovery_private"]))
    assert key == SUITE.decrypt(plain(wrapped["recovery"]), recovery, info)
    assert key.hex() == SECRETS["database_key"]

    data = (VECTORS / "trio.json").read_bytes()
    for copy in json.loads(data)["copies"]:
        secret = open_trio(data, {name: SECRETS["passphrases"][name] for name in copy["pair"]})
        assert secret.hex() == SECRETS["seal_private"]


def test_the_paper_copy() -> None:
    data = b""
    for line in (VECTORS / "paper.txt").read_text().splitlines():
        place, text = line.split(None, 1)
        number, total = map(int, place.split("/"))
        symbols = text.replace(" ", "")
        bits = "".join(f"{ALPHABET.index(symbol):05b}" for symbol in symbols)
        part = int(bits[: (len(bits) - 20) // 8 * 8], 2).to_bytes((len(bits) - 20) // 8, "big")
        digest = hashlib.sha256(
            b"bilik/paper/v1\x00" + f"{number}/{total}".encode() + b"\x00" + part
        ).digest()
        assert bits[-20:] == f"{int.from_bytes(digest[:3], 'big'):024b}"[:20]
        data += part
    assert data.hex() == SECRETS["seal_private"] + SECRETS["recovery_private"]
