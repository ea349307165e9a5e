"""A reader of batches, written from FORMAT.md alone with the standard library and `cryptography`.

    python tests/seal/stranger.py ROOT PACKAGE TRIO OFFICER=PASSPHRASE-FILE OFFICER=PASSPHRASE-FILE BATCH...

verifies every signature from the three officers down to the booth, opens the round's private key with two
officers, and prints each response as one line of JSON. Section numbers are those of FORMAT.md.
"""

import base64
import hashlib
import json
import struct
import sys
import unicodedata
from collections.abc import Iterator, Mapping
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

Json = dict[str, Any]  # what json gives; a stranger has no types of ours

MAGIC = bytes.fromhex("8b42494c494b0d0a1a0a0001")
ENC = 1_120
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class FormatError(Exception):
    """The bytes are not what FORMAT.md says."""


def need(holds: bool, what: str) -> None:
    if not holds:
        raise FormatError(what)


def plain(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def spelled(value: Json) -> bytes:
    """Section 1: canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


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


def check_envelope(envelope: Json, keys: list[bytes], signatures: int) -> Json:
    """Section 2: every signature under one of `keys`, at least so many; then the payload."""
    payload, kind = plain(envelope["payload"]), envelope["payloadType"].encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    by_hint = {hashlib.sha256(key).digest()[:8].hex(): key for key in keys}
    need(len(envelope["signatures"]) >= signatures, "too few signatures")
    for each in envelope["signatures"]:
        need(each["keyid"] in by_hint, "signed by a stranger")
        Ed25519PublicKey.from_public_bytes(by_hint[each["keyid"]]).verify(plain(each["sig"]), message)
    value: Json = json.loads(payload)
    need(spelled(value) == payload, "not canonical")
    return value


def read_root(data: bytes) -> list[bytes]:
    """Section 3: the officers' keys. The root brings them, so that a person must compare its six words."""
    envelope: Json = json.loads(data)
    keys = [plain(each["public_key"]) for each in json.loads(plain(envelope["payload"]))["officers"]]
    check_envelope(envelope, keys, 3)
    return keys


def read_package(data: bytes, officers: list[bytes]) -> tuple[Json, bytes]:
    """Section 5: the package and its digest."""
    envelope: Json = json.loads(data)
    return check_envelope(envelope, officers, 2), hashlib.sha256(plain(envelope["payload"])).digest()


def private_key(seed: bytes) -> MLKEM768X25519PrivateKey:
    """Section 1, the suite: a private key from its seed."""
    wide = hashlib.shake_256(seed).digest(96)
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(wide[:64]), X25519PrivateKey.from_private_bytes(wide[64:])
    )


def open_trio(data: bytes, passphrases: Mapping[str, str]) -> bytes:
    """Section 10: what two of three officers hold together."""
    trio: Json = json.loads(data)
    pair = sorted(passphrases)
    salts = {officer["id"]: plain(officer["salt"]) for officer in trio["officers"]}
    sealed = next(plain(copy["sealed"]) for copy in trio["copies"] if copy["pair"] == pair)
    words = (unicodedata.normalize("NFC", passphrases[name]) for name in pair)
    halves = [argon2id(each, salts[name], trio["stretch"]) for name, each in zip(pair, words, strict=True)]
    purpose = {"bilik": "trio", "label": trio["label"], "names": pair, "version": 1}
    opener = ChaCha20Poly1305(hkdf(halves[0] + halves[1], "bilik/trio/v1"))
    return opener.decrypt(sealed[:12], sealed[12:], spelled(purpose))


def read_batch(data: bytes, package: Json, digest: bytes) -> tuple[Json, dict[bytes, bytes]]:
    """Section 7: the manifest, and the sealed records by their ids."""
    need(data[:12] == MAGIC, "magic")
    (size,) = struct.unpack(">I", data[12:16])
    envelope, body = json.loads(data[16 : 16 + size]), data[16 + size :]
    certificate = plain(envelope["signatures"][0]["certificate"])
    seats = [plain(seat["public_key"]) for seat in package["seats"]]
    certified = check_envelope(json.loads(certificate), seats, 1)
    manifest = check_envelope(envelope, [plain(certified["public_key"])], 1)
    need(manifest["certificate"] == hashlib.sha256(certificate).hexdigest(), "certificate")
    need(manifest["package"] == certified["package"] == digest.hex(), "package")
    need(manifest["seal_key"] == hashlib.sha256(plain(package["seal_key"])).hexdigest(), "seal key")
    need(manifest["records"] == hashlib.sha256(body).hexdigest(), "records")
    each = 16 + ENC + manifest["record_size"] + 16
    need(len(body) == manifest["count"] * each, "length")
    records = {body[at : at + 16]: body[at + 16 : at + each] for at in range(0, len(body), each)}
    need(list(records) == sorted(records) and len(records) == manifest["count"], "order")
    return manifest, records


def open_record(sealed: bytes, key: MLKEM768X25519PrivateKey, digest: bytes, name: bytes) -> Json:
    """Section 6: one response."""
    padded = SUITE.decrypt(sealed, key, b"bilik/record/v1\x00" + digest + name)
    (length,) = struct.unpack(">I", padded[:4])
    need(not any(padded[4 + length :]), "padding")
    value: Json = json.loads(padded[4 : 4 + length])
    return value


def responses(root: Path, package: Path, seed: bytes, batches: list[Path]) -> Iterator[Json]:
    """Every response of the batches, once, however often it was exported."""
    said, digest = read_package(package.read_bytes(), read_root(root.read_bytes()))
    key, seen = private_key(seed), set[bytes]()
    for batch in batches:
        _, records = read_batch(batch.read_bytes(), said, digest)
        for name, sealed in records.items():
            if name not in seen:
                seen.add(name)
                yield open_record(sealed, key, digest, name)


if __name__ == "__main__":
    root, package, trio, *rest = sys.argv[1:]
    pairs = (one.split("=", 1) for one in rest[:2])
    given = {name: Path(file).read_text("utf-8").strip() for name, file in pairs}
    seed = open_trio(Path(trio).read_bytes(), given)
    for response in responses(Path(root), Path(package), seed, [Path(each) for each in rest[2:]]):
        sys.stdout.write(json.dumps(response, ensure_ascii=False, sort_keys=True) + "\n")
