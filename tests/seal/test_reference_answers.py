"""KAT: vectors that others made, through our own functions."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel

from app.base.errors import Integrity
from app.seal.aead import NONCE_BYTES, open_bytes
from app.seal.documents import decode
from app.seal.envelope import SealKey
from app.seal.sign import VerifyKey
from app.seal.unseal import generate_seal_pair, open_sealed

pytestmark = pytest.mark.external

AGE_INFO = b"age-encryption.org/mlkem768x25519"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class Wycheproof(BaseModel):
    """One test with the values of its group merged in; only what these tests read."""

    number: int
    result: str
    flags: list[str] = []
    key: str = ""
    iv: str = ""
    aad: str = ""
    msg: str = ""
    ct: str = ""
    tag: str = ""
    sig: str = ""
    pk: str = ""
    public: str = ""
    ek: str = ""


def cases(path: Path) -> Iterator[Wycheproof]:
    for group in json.loads(path.read_text(encoding="utf-8"))["testGroups"]:
        pk = group.get("publicKey", {}).get("pk", "")
        for test in group["tests"]:
            yield Wycheproof.model_validate({**test, "number": test["tcId"], "pk": pk})


def opens(case: Wycheproof) -> bool:
    sealed = bytes.fromhex(case.iv + case.ct + case.tag)
    try:
        plain = open_bytes(bytes.fromhex(case.key), sealed, bytes.fromhex(case.aad))
    except Integrity:
        return False
    return plain.hex() == case.msg


def test_wycheproof_chacha20_poly1305(reference: Path) -> None:
    told = [
        case
        for case in cases(reference / "wycheproof" / "chacha20_poly1305_test.json")
        if len(case.iv) == 2 * NONCE_BYTES  # our nonce has one size and stands in front
    ]
    assert len(told) > 250
    assert [case.number for case in told if opens(case) != (case.result == "valid")] == []


def test_wycheproof_ed25519(reference: Path) -> None:
    told = list(cases(reference / "wycheproof" / "ed25519_test.json"))
    assert len(told) == 151
    wrong = []
    for case in told:
        verified = VerifyKey(bytes.fromhex(case.pk)).verifies_bytes(
            bytes.fromhex(case.msg), bytes.fromhex(case.sig)
        )
        if verified != (case.result == "valid"):
            wrong.append(case.number)
    assert wrong == []


def test_openssl_alone_would_accept_a_forgery_under_a_small_order_key() -> None:
    neutral = b"\x01" + bytes(31)
    Ed25519PublicKey.from_public_bytes(neutral).verify(neutral + bytes(32), b"nobody signed this")
    with pytest.raises(Integrity):
        VerifyKey(neutral)


def test_wycheproof_x25519_points_of_low_order_make_no_seal_key(reference: Path) -> None:
    lattice = generate_seal_pair()[1][:1184]
    told = list(cases(reference / "wycheproof" / "x25519_test.json"))
    low = [case for case in told if "ZeroSharedSecret" in case.flags]
    assert len(low) > 5
    for case in low:
        with pytest.raises(Integrity):
            SealKey(lattice + bytes.fromhex(case.public))


def test_wycheproof_mlkem_keys_are_seal_keys(reference: Path) -> None:
    point = generate_seal_pair()[1][1184:]
    told = list(cases(reference / "wycheproof" / "mlkem_768_keygen_seed_test.json"))
    assert len(told) == 100
    for case in told:
        raw = bytes.fromhex(case.ek) + point
        SealKey(raw)


def test_cctv_age_hybrid(reference: Path) -> None:
    """The age stanza is HPKE base mode with our suite: enc in the argument, file key in the body."""
    verdicts = {}
    for path in sorted((reference / "cctv-age").iterdir()):
        said = Stanza.read(path.read_bytes())
        if said is not None:
            verdicts[path.name] = said.verdict()
    assert verdicts == {
        "hybrid": "opened",
        "hybrid_and_x25519": "opened",
        "hybrid_bad_tag": "refused",
        "hybrid_currupted_enc_mlkem": "refused",
        "hybrid_currupted_enc_x25519": "refused",
        "hybrid_grease": "opened",
        "hybrid_identity": "refused",
        "hybrid_long_file_key": "opened",  # age limits its length; the seal itself is good
        "hybrid_long_share": "refused",
        "hybrid_low_order": "refused",
        "hybrid_no_match": "refused",
        "hybrid_not_canonical_body": "refused",
        "hybrid_not_canonical_enc": "refused",
        "hybrid_short_share": "refused",
    }


class Stanza(BaseModel):
    """What one vector says about the hybrid stanza."""

    file_key: bytes
    seed: bytes
    enc: str
    body: str

    @classmethod
    def read(cls, data: bytes) -> "Stanza | None":
        """The one well-framed hybrid stanza, or None: the vector is about age's framing, not the seal."""
        head, _, age = data.partition(b"\n\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        lines = age.split(b"\n---", 1)[0].decode("latin-1").splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("-> mlkem768x25519 ")]
        if "compressed" in fields or len(starts) != 1 or len(lines[starts[0]].split()) != 3:
            return None
        following = itertools.takewhile(lambda line: line[:1] != "-", lines[starts[0] + 1 :])
        return cls(
            file_key=bytes.fromhex(fields["file key"]),
            seed=_bech32(fields["identity"]),
            enc=lines[starts[0]].split()[2],
            body="".join(following),
        )

    def verdict(self) -> str:
        try:
            sealed = _unpadded(self.enc) + _unpadded(self.body)
            return "opened" if open_sealed(self.seed, sealed, AGE_INFO) == self.file_key else "wrong"
        except (Integrity, ValueError):
            return "refused"


def _unpadded(text: str) -> bytes:
    return decode(text + "=" * (-len(text) % 4))


def _bech32(text: str) -> bytes:
    symbols = text.lower().rpartition("1")[2][:-6]
    value = 0
    for symbol in symbols:
        value = value << 5 | BECH32.index(symbol)
    size, spare = divmod(len(symbols) * 5, 8)
    return (value >> spare).to_bytes(size, "big")
