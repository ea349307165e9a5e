"""Writes the frozen vectors of this folder anew: `python tests/seal/make_vectors.py`.

Only for a new version of a format. What is frozen must never be written again to make a test green.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from app.base.canonical import canonical, digest, parse_canonical
from app.base.errors import Refused
from app.base.ids import Digest, GroupCode, OfficerId, ProctorId, RecordId, SeatId
from app.seal.batch import BATCH_TYPE, MAGIC, BatchFacts, StratumCount, build_batch
from app.seal.card import CardSection, NewProctor
from app.seal.codes import new_code
from app.seal.database_key import wrap_database_key
from app.seal.dsse import sign_certified, sign_envelope
from app.seal.envelope import database_info, pad, record_info, seal
from app.seal.installation import CERTIFICATE_TYPE, Installation, certify
from app.seal.package import (
    PACKAGE_TYPE,
    Bilingual,
    Package,
    PackageAgency,
    PackagePlan,
    Period,
    PlannedSession,
    Policy,
    open_card,
    sign_package,
    verify_package,
)
from app.seal.packing import BuiltPackage, Stratum, build_package
from app.seal.paper_copy import paper_lines
from app.seal.receipt import Receipt, write_receipt
from app.seal.root import ROOT_TYPE, RootDocument, RootOfficer, sign_root, verify_root
from app.seal.sign import SigningKey
from app.seal.stretch import Argon2Stretcher, derive
from app.seal.trio import wrap_pairs, wrap_secret
from app.seal.unseal import generate_seal_pair

FOLDER = Path(__file__).parent / "vectors"
STRETCHER = Argon2Stretcher(memory_kib=8, iterations=1)  # so small that it protects nothing
PASSPHRASES = {
    OfficerId("a"): "kapal rotan lentera",
    OfficerId("b"): "gula pensil merpati",
    OfficerId("c"): "sendok bintang padi",
}
NEUTRAL = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="  # the point whose order is 1


@dataclass
class House:
    """A whole rehearsal office and one kiosk, in memory."""

    officers: list[SigningKey] = field(default_factory=lambda: [SigningKey.generate() for _ in "abc"])
    seal_pair: tuple[bytes, bytes] = field(default_factory=generate_seal_pair)
    recovery_pair: tuple[bytes, bytes] = field(default_factory=generate_seal_pair)
    import_key: SigningKey = field(default_factory=SigningKey.generate)
    card_code: str = field(default_factory=new_code)


def root_document(keys: list[SigningKey], number: int = 1, previous: str = "") -> RootDocument:
    return RootDocument(
        type="bilik/root",
        version=1,
        number=number,
        previous=previous,
        office="BPS Kota Contoh",
        created="2026-11-24",
        officers=tuple(
            RootOfficer(id=name, name=f"Petugas {name.upper()}", public_key=key.verify_key().to_bytes())
            for name, key in zip("abc", keys, strict=True)
        ),
        threshold=2,
        production=False,
    )


def plan(house: House) -> PackagePlan:
    items: list[JsonValue] = [1, 2, 3]
    questionnaire: dict[str, JsonValue] = {"id": "contoh", "items": items, "practice": False}
    spelling = json.dumps(questionnaire, sort_keys=True, separators=(",", ":")).encode()
    return PackagePlan(
        round_id="contoh-2026",
        round_title=Bilingual(id="Periode contoh 2026", en="Example round 2026"),
        survey_title=Bilingual(id="Survei Penilaian Integritas"),
        venue_id="lab-1",
        venue_name="Laboratorium 1",
        period=Period(start="2026-11-24", end="2026-12-04"),
        sessions=(PlannedSession(id="s1", date="2026-11-24", start="09:00", end="11:00", label="Sesi 1"),),
        seal_key=house.seal_pair[1],
        recovery_key=house.recovery_pair[1],
        import_key=house.import_key.verify_key().to_bytes(),
        agencies=(
            PackageAgency(
                code="dishub",
                name=Bilingual(id="Dinas Perhubungan"),
                short="Dishub",
                description=Bilingual(id="Angkutan dan parkir"),
            ),
        ),
        questionnaires={digest(spelling): questionnaire},
        policy=Policy(record_size=1_024),
    )


def build(house: House) -> BuiltPackage:
    decided = plan(house)
    questionnaire = Digest(next(iter(decided.questionnaires)))
    return build_package(
        decided,
        [SeatId("01"), SeatId("02")],
        [NewProctor(ProctorId("p1"), "Ani", "240817")],
        [
            Stratum("dishub", GroupCode("internal"), questionnaire, 3),
            Stratum("", GroupCode("expert"), questionnaire, 1),
        ],
        house.card_code,
        STRETCHER,
    )


def facts(package: Package, installation: Installation) -> BatchFacts:
    return BatchFacts(
        round=package.document.round_id,
        package=package.digest,
        seal_key=package.document.seal_key_digest,
        seat="01",
        installation=installation.id,
        seq=1,
        previous="",
        final=True,
        emergency=False,
        strata=(StratumCount(agency="dishub", group="internal", used=3, abandoned=1),),
        voided=0,
        record_size=package.document.policy.record_size,
        journal_length=7,
        journal_head=hashlib.sha256(b"journal").hexdigest(),
        app_version="1.0.0",
        planned_date="2026-11-24",
    )


def payload_of(envelope: bytes) -> dict[str, object]:
    """The payload of an envelope file, open for mischief."""
    outer = json.loads(envelope)
    inner = json.loads(base64.b64decode(outer["payload"]))
    assert isinstance(inner, dict)
    return inner


def spelled(value: dict[str, object]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def headed(header: bytes, body: bytes) -> bytes:
    return MAGIC + len(header).to_bytes(4, "big") + header + body


def main() -> None:
    """Make everything once, good and bad."""
    house = House()
    a, b, c = house.officers
    good: dict[str, bytes] = {}
    bad: list[tuple[str, str, str, bytes]] = []  # name, reader, code, bytes

    first = root_document(house.officers)
    good["root.json"] = sign_root(first, house.officers)
    root = verify_root(good["root.json"])
    newcomer = SigningKey.generate()
    following = root_document([a, b, newcomer], 2, root.digest)
    good["root-next.json"] = sign_root(following, [a, b, newcomer])

    built = build(house)
    good["package.json"] = sign_package(built.payload, [a, c])
    package = verify_package(good["package.json"], root)
    section = open_card(package.document, house.card_code, STRETCHER)
    assert isinstance(section, CardSection)
    installation = certify(package.digest, SeatId("01"), SigningKey(section.seats[0].private_key))
    good["certificate.json"] = installation.certificate

    records: list[tuple[RecordId, bytes]] = []
    for number in range(3):
        name = RecordId(os.urandom(16))
        plain = pad(canonical({"answer": number}), package.document.policy.record_size)
        records.append((name, seal(house.seal_pair[1], plain, record_info(package.digest, name))))
    records.sort()
    said = facts(package, installation)
    good["batch.bilik"] = build_batch(said, records, installation.key, installation.certificate)
    batch = good["batch.bilik"]
    receipt = Receipt(
        round=said.round,
        package=package.digest,
        seat="01",
        installation=installation.id,
        seq=1,
        batch=digest(batch),
        records=tuple(name for name, _ in records),
    )
    good["receipt.json"] = write_receipt(receipt, house.import_key)

    database_key = os.urandom(32)
    info = database_info(package.digest, installation.id)
    good["database-key.json"] = wrap_database_key(
        database_key, house.card_code, os.urandom(32), STRETCHER, house.recovery_pair[1], info
    )
    trio = wrap_pairs(house.seal_pair[0], PASSPHRASES, STRETCHER, "seal")
    wrapped = wrap_secret(a.to_bytes(), PASSPHRASES[OfficerId("a")], STRETCHER, "root-a")
    assert not isinstance(trio, Refused)
    assert not isinstance(wrapped, Refused)
    good["trio.json"], good["wrapped-secret.json"] = trio, wrapped
    good["paper.txt"] = "\n".join(paper_lines(house.seal_pair[0] + house.recovery_pair[0])).encode()

    slips = [code for some in built.slips for code in some.codes]
    derived = [derive(code, package.document.salt, STRETCHER) for code in slips]
    good["secrets.json"] = spelled(
        {
            "card_code": house.card_code,
            "pin": "240817",
            "officers": [key.to_bytes().hex() for key in house.officers],
            "seal_private": house.seal_pair[0].hex(),
            "recovery_private": house.recovery_pair[0].hex(),
            "import_private": house.import_key.to_bytes().hex(),
            "database_key": database_key.hex(),
            "installation_private": installation.key.to_bytes().hex(),
            "passphrases": dict(PASSPHRASES),
            "codes": [
                {"code": code, "id": d.id.hex(), "wrap": d.wrap.hex(), "nullifier": d.nullifier.hex()}
                for code, d in zip(slips, derived, strict=True)
            ],
            "words": {"root": list(root.words)},
        }
    )

    _bad_roots(bad, house, good)
    _bad_packages(bad, house, good)
    _bad_batches(bad, good, installation, section.seats[0].private_key)
    _bad_receipts(bad, house, good)

    (FOLDER / "bad").mkdir(parents=True, exist_ok=True)
    for file, data in good.items():
        (FOLDER / file).write_bytes(data)
    for file, _, _, data in bad:
        (FOLDER / "bad" / file).write_bytes(data)
    index = [{"file": file, "reader": reader, "code": code} for file, reader, code, _ in bad]
    (FOLDER / "bad.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


Bad = list[tuple[str, str, str, bytes]]


def _bad_roots(bad: Bad, house: House, good: dict[str, bytes]) -> None:
    data = good["root.json"]
    a, b, c = house.officers
    document = payload_of(data)

    def root(name: str, code: str, payload: bytes, keys: list[SigningKey] | None = None) -> None:
        bad.append((f"root-{name}.json", "root", code, sign_envelope(ROOT_TYPE, payload, keys or [a, b, c])))

    bad.append(("root-forged.json", "root", "seal.bad_signature", _flip_signature(data)))
    bad.append(("root-spaced.json", "root", "base.not_canonical", data.replace(b":", b": ", 1)))
    other = sign_envelope(PACKAGE_TYPE, spelled(document), [a, b, c])
    bad.append(("root-other-type.json", "root", "seal.wrong_type", other))
    root("two-keys", "seal.too_few_signatures", spelled(document), [a, b])
    root("stranger", "seal.unknown_signer", spelled(document), [a, b, SigningKey.generate()])
    root("second", "seal.root_order", spelled({**document, "number": 2}))
    root("extra", "seal.schema", spelled({**document, "zzz": 1}))
    root("version", "seal.schema", spelled({**document, "version": 2}))
    root("threshold", "seal.schema", spelled({**document, "threshold": 1}))
    officers = [dict(officer) for officer in document["officers"]]  # type: ignore[attr-defined]
    officers[2]["public_key"] = NEUTRAL
    root("small-order", "seal.key_refused", spelled({**document, "officers": officers}), [a, b])
    officers[2]["public_key"] = officers[1]["public_key"]
    root("twice", "seal.schema", spelled({**document, "officers": officers}), [a, b])


def _bad_packages(bad: Bad, house: House, good: dict[str, bytes]) -> None:
    data = good["package.json"]
    a, b, _ = house.officers
    document = payload_of(data)

    def package(name: str, code: str, payload: bytes, keys: list[SigningKey] | None = None) -> None:
        signed = sign_envelope(PACKAGE_TYPE, payload, keys or [a, b])
        bad.append((f"package-{name}.json", "package", code, signed))

    bad.append(("package-forged.json", "package", "seal.bad_signature", _flip_signature(data)))
    package("one-officer", "seal.too_few_signatures", spelled(document), [a])
    package("stranger", "seal.unknown_signer", spelled(document), [a, SigningKey.generate()])
    package("float", "base.not_canonical", spelled({**document, "package_version": 1.0}))
    package("text-number", "seal.schema", spelled({**document, "package_version": "1"}))
    package("version", "seal.schema", spelled({**document, "version": 2}))
    package("suite", "seal.schema", spelled({**document, "suite": "none"}))
    codes = list(document["codes"])  # type: ignore[call-overload]
    package("codes-unsorted", "seal.schema", spelled({**document, "codes": codes[::-1]}))
    package("training", "seal.training_mismatch", spelled({**document, "training": True}))
    bidi = {**document, "venue_name": "Lab \u202e1"}
    package("bidi", "seal.schema", spelled(bidi))
    package("small-order", "seal.key_refused", spelled({**document, "import_key": NEUTRAL}))


def _bad_batches(bad: Bad, good: dict[str, bytes], installation: Installation, seat_private: bytes) -> None:
    data = good["batch.bilik"]
    size = int.from_bytes(data[12:16], "big")
    header, body = data[16 : 16 + size], data[16 + size :]
    manifest = payload_of(header)
    record = len(body) // 3

    def raw(name: str, code: str, content: bytes) -> None:
        bad.append((f"batch-{name}.bilik", "batch", code, content))

    def signed(name: str, code: str, payload: bytes, key: SigningKey = installation.key) -> None:
        raw(name, code, headed(sign_certified(BATCH_TYPE, payload, key, installation.certificate), body))

    raw("empty", "seal.batch_size", b"")
    raw("magic", "seal.batch_magic", b"PK" + data[2:])
    raw("header-one", "seal.batch_header", MAGIC + b"\0\0\0\1" + data[16:])
    raw("header-great", "seal.batch_header", MAGIC + b"\0\1\0\1" + data[16:])
    raw("cut", "seal.batch_length", data[:-1])
    raw("tail", "seal.batch_length", data + b"\0")
    raw("flipped", "seal.batch_records", data[:-1] + bytes([data[-1] ^ 1]))
    swapped = body[record : 2 * record] + body[:record] + body[2 * record :]
    raw("swapped", "seal.batch_order", headed(header, swapped))
    raw("forged", "seal.bad_signature", headed(_flip_signature(header), body))
    raw("deep", "base.not_canonical", headed(b"[" * 60_000, body))
    raw("duplicate-key", "base.not_canonical", headed(b'{"payload":"",' + header[1:], body))
    signed("stranger", "seal.unknown_signer", spelled(manifest), SigningKey.generate())
    signed("count-more", "seal.batch_length", spelled({**manifest, "count": 4}))
    signed("count-less", "seal.batch_length", spelled({**manifest, "count": 2}))
    strata = [{"abandoned": 0, "agency": "dishub", "group": "internal", "used": 2}]
    signed("used", "seal.batch_counts", spelled({**manifest, "strata": strata}))
    signed("seat", "seal.batch_mismatch", spelled({**manifest, "seat": "02"}))
    signed("round", "seal.batch_mismatch", spelled({**manifest, "round": "other"}))
    signed("previous", "seal.schema", spelled({**manifest, "seq": 2}))
    signed("type", "seal.schema", spelled({**manifest, "type": "bilik/receipt"}))
    signed("version", "seal.schema", spelled({**manifest, "version": 2}))
    signed("boolean", "seal.schema", spelled({**manifest, "voided": False}))
    text = spelled(manifest)
    signed("nan", "base.not_canonical", text.replace(b'"voided":0', b'"voided":NaN'))
    signed("digits", "base.not_canonical", text.replace(b'"voided":0', b'"voided":' + b"9" * 5_000))
    signed("twice", "base.not_canonical", text.replace(b'"voided":0', b'"voided":0,"voided":0'))
    signed("float", "base.not_canonical", text.replace(b'"voided":0', b'"voided":0.0'))
    rogue_seat = SigningKey.generate()
    rogue = certify(Digest(str(manifest["package"])), SeatId("01"), rogue_seat)
    raw(
        "rogue-seat",
        "seal.unknown_signer",
        headed(sign_certified(BATCH_TYPE, text, rogue.key, rogue.certificate), body),
    )
    seat_key = SigningKey(seat_private)
    weak = spelled(payload_of(installation.certificate) | {"public_key": NEUTRAL})
    certificate = sign_envelope(CERTIFICATE_TYPE, weak, [seat_key])
    raw(
        "small-order",
        "seal.key_refused",
        headed(sign_certified(BATCH_TYPE, text, installation.key, certificate), body),
    )


def _bad_receipts(bad: Bad, house: House, good: dict[str, bytes]) -> None:
    document = payload_of(good["receipt.json"])
    kind = "application/vnd.bilik.receipt.v1+json"

    def receipt(name: str, code: str, payload: bytes, key: SigningKey = house.import_key) -> None:
        bad.append((f"receipt-{name}.json", "receipt", code, sign_envelope(kind, payload, [key])))

    records = list(document["records"])  # type: ignore[call-overload]
    receipt("stranger", "seal.unknown_signer", spelled(document), SigningKey.generate())
    receipt("seat", "seal.receipt_foreign", spelled({**document, "seat": "99"}))
    receipt("package", "seal.receipt_foreign", spelled({**document, "package": "0" * 64}))
    receipt("unsorted", "seal.schema", spelled({**document, "records": records[::-1]}))
    receipt("short-id", "seal.schema", spelled({**document, "records": ["AAAA"]}))
    bad.append(
        ("receipt-forged.json", "receipt", "seal.bad_signature", _flip_signature(good["receipt.json"]))
    )


def _flip_signature(envelope: bytes) -> bytes:
    outer = parse_canonical(envelope)
    assert isinstance(outer, dict)
    signature = outer["signatures"][0]["sig"]
    outer["signatures"][0]["sig"] = ("B" if signature[0] != "B" else "C") + signature[1:]
    return canonical(outer)


if __name__ == "__main__":
    main()
