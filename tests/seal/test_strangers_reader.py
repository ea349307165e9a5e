"""A reader written from FORMAT.md alone, without a line of ours, reads what we froze."""

import base64
import hashlib
import json
import struct
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VECTORS = Path(__file__).parent / "vectors"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 8}

Json = dict[str, Any]  # what json gives; the stranger has no types of ours


def load(name: str) -> Json:
    value: Json = json.loads((VECTORS / name).read_bytes())
    return value


def plain(text: str) -> bytes:
    return base64.b64decode(text)


def check_envelope(envelope: Json, keys: list[bytes], signatures: int) -> Json:
    """Every signature under one of `keys`, then the payload."""
    payload, kind = plain(envelope["payload"]), envelope["payloadType"].encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    by_hint = {hashlib.sha256(key).digest()[:8].hex(): key for key in keys}
    assert len(envelope["signatures"]) == signatures
    for each in envelope["signatures"]:
        Ed25519PublicKey.from_public_bytes(by_hint[each["keyid"]]).verify(plain(each["sig"]), message)
    value: Json = json.loads(payload)
    return value


def argon2id(text: str, salt: bytes, parameters: Json) -> bytes:
    return Argon2id(
        salt=salt,
        length=32,
        iterations=parameters["iterations"],
        lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    ).derive(text.encode())


def hkdf(key: bytes, label: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=label.encode()).derive(key)


def spelled(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def private_key(seed: bytes) -> MLKEM768X25519PrivateKey:
    wide = hashlib.shake_256(seed).digest(96)
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(wide[:64]), X25519PrivateKey.from_private_bytes(wide[64:])
    )


SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
SECRETS = load("secrets.json")


def officers() -> list[bytes]:
    envelope = load("root.json")
    keys = [plain(each["public_key"]) for each in json.loads(plain(envelope["payload"]))["officers"]]
    check_envelope(envelope, keys, 3)
    return keys


def package() -> tuple[Json, bytes]:
    envelope = load("package.json")
    return check_envelope(envelope, officers(), 2), hashlib.sha256(plain(envelope["payload"])).digest()


def test_the_six_words_of_the_root() -> None:
    digest = hashlib.sha256(plain(load("root.json")["payload"])).hexdigest()
    slow = {"iterations": 3, "lanes": 1, "memory_kib": 65_536}
    words = (Path(__file__).parents[2] / "resources" / "words" / "id.txt").read_text().splitlines()
    stretched = argon2id(digest, b"bilik/root/fingerprint/v1", slow)
    assert [words[byte] for byte in stretched[:6]] == SECRETS["words"]["root"]


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
    assert data[:12].hex() == "8b42494c494b0d0a1a0a0001"
    (size,) = struct.unpack(">I", data[12:16])
    envelope, body = json.loads(data[16 : 16 + size]), data[16 + size :]
    certificate = plain(envelope["signatures"][0]["certificate"])
    certified = check_envelope(
        json.loads(certificate), [plain(seat["public_key"]) for seat in said["seats"]], 1
    )
    manifest = check_envelope(envelope, [plain(certified["public_key"])], 1)
    assert manifest["certificate"] == hashlib.sha256(certificate).hexdigest()
    assert manifest["package"] == certified["package"] == digest.hex()
    assert manifest["seal_key"] == hashlib.sha256(plain(said["seal_key"])).hexdigest()
    assert manifest["records"] == hashlib.sha256(body).hexdigest()
    each = 16 + 1_120 + manifest["record_size"] + 16
    assert len(body) == manifest["count"] * each
    key = private_key(bytes.fromhex(SECRETS["seal_private"]))
    answers = []
    for start in range(0, len(body), each):
        name, sealed = body[start : start + 16], body[start + 16 : start + each]
        padded = SUITE.decrypt(sealed, key, b"bilik/record/v1\x00" + digest + name)
        (length,) = struct.unpack(">I", padded[:4])
        answers.append(json.loads(padded[4 : 4 + length])["answer"])
        assert padded[4 + length :] == bytes(len(padded) - 4 - length)
    assert sorted(answers) == [0, 1, 2]
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

    trio = load("trio.json")
    salts = {officer["id"]: plain(officer["salt"]) for officer in trio["officers"]}
    for copy in trio["copies"]:
        halves = [argon2id(SECRETS["passphrases"][name], salts[name], CHEAP) for name in copy["pair"]]
        purpose = {"bilik": "trio", "label": trio["label"], "names": copy["pair"], "version": 1}
        sealed = plain(copy["sealed"])
        opener = ChaCha20Poly1305(hkdf(halves[0] + halves[1], "bilik/trio/v1"))
        secret = opener.decrypt(sealed[:12], sealed[12:], spelled(purpose))
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
