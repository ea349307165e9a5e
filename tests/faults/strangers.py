"""Files that an office must refuse, as strangers, thieves and clever insiders would make them.

Whoever holds the key of a seat can sign anything; so most of these are signed as they should be, and only
what is signed is wrong.
"""

import base64
import hashlib
import json
import os
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from app.base.canonical import canonical
from app.office.gathering.incoming import MAX_BATCH_BYTES
from app.seal.batch import BATCH_TYPE, MAGIC, MAX_HEADER_BYTES
from app.seal.dsse import payload_type, sign_certified, sign_envelope
from app.seal.installation import CERTIFICATE_TYPE, Certificate, certify
from app.seal.sign import SIGNATURE_BYTES, SigningKey
from tests.office.conftest import House, Kiosk

GIB = 1024**3
INNER = (
    b"[" * 60_000,
    b'{"a":' * 10_000,
    b"9" * 5_000,
    b'{"a":' + b"9" * 5_000 + b"}",
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
    "{\u201cseat\u201d:1}".encode(),
)
DEEP = (b"[" * 100_000, b"[" * 50_000 + b"]" * 50_000, b'{"a":' * 100_000, b"9" * MAX_HEADER_BYTES)
WEIRD: tuple[object, ...] = (
    None,
    [],
    {},
    -1,
    2**63,
    10**4_000,
    1.5,
    "",
    "../../bilik-office.db",
    "\u202e10",
    "\u041e1",  # a Cyrillic letter beside a digit
    "0\u200b1",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE record; --",
    "0" * 100_000,
)


@dataclass(frozen=True)
class Stranger:
    """One file: what is wrong with it, how it is laid in a folder, and what goes on while it is read."""

    said: str
    laid: Callable[[Path], Path]
    meanwhile: Callable[[Path], AbstractContextManager[object]] = nullcontext


def strangers(house: House, kiosk: Kiosk, chance: random.Random) -> Iterator[Stranger]:
    """Each kind once; then chance, for ever. The records of `kiosk` are new to the house."""
    good = kiosk.build(kiosk.facts())
    yield from _wrong_keys(house, kiosk)
    yield from _wrong_json(kiosk, good)
    yield from _wrong_files(good)
    honest, body = _parts(good)
    for name in sorted(honest):
        yield _signed(f"without {name}", kiosk, {key: honest[key] for key in honest if key != name}, body)
        for value in WEIRD:
            if value != honest[name] and (name, value) not in _HARMLESS:
                yield _signed(f"{name} = {str(value)[:30]!a}", kiosk, honest | {name: value}, body)
    for lie in _LIES:
        yield _signed(f"lies: {lie}", kiosk, honest | dict(lie), body)
    while True:
        yield _scrambled(good, chance)


_HARMLESS: tuple[tuple[str, object], ...] = (
    ("previous", ""),
    ("strata", []),
)  # of a first batch, and of one without records
_LIES: tuple[Mapping[str, object], ...] = (
    {"version": 2},
    {"type": "bilik/receipt"},
    {"suite": "none"},
    {"count": 0},
    {"count": 2},
    {"count": 100_000},
    {"count": 10**9},
    {"seq": 0},
    {"seq": 2},  # the first batch has nobody before it
    {"record_size": 1_024},
    {"record_size": 2**40},
    {"seat": "02"},
    {"round": "kota-lain-2026"},
    {"installation": "0" * 32},
    {"package": "0" * 64},
    {"seal_key": "0" * 64},
    {"certificate": "0" * 64},
    {"records": "0" * 64},
    {"journal_head": "x" * 64},
    {"planned_date": "2026-13-45"},
    {"strata": [{"abandoned": 0, "agency": "dishub", "group": "internal", "used": 0}]},
    {"strata": [{"abandoned": 0, "agency": "dishub", "group": "internal", "used": 9}] * 2},
    {"answers": [1, 2, 3]},
)


def _wrong_keys(house: House, kiosk: Kiosk) -> Iterator[Stranger]:
    good = kiosk.build(kiosk.facts())
    honest, body = _parts(good)
    stranger = SigningKey.generate()
    own, certificate = kiosk.installation.key, kiosk.installation.certificate
    place = house.package.digest
    foreign = certify(place, kiosk.seat, stranger)
    revoked = house.kiosk("02")  # `hostile` revokes that seat
    small = Certificate(
        type="bilik/installation",
        version=1,
        package=place,
        seat=kiosk.seat,
        installation=kiosk.installation.id,
        public_key=(1).to_bytes(32, "little"),  # the neutral point: forged signatures verify under it
    )
    introduced = sign_envelope(CERTIFICATE_TYPE, small.to_bytes(), [house.seat_key(kiosk.seat)])
    zero = bytes([1]) + bytes(SIGNATURE_BYTES - 1)
    payload = _spelled(honest)
    receipt = payload_type("receipt")
    for said, data in (
        ("a stranger signed", _file(payload, body, stranger, certificate)),
        ("a stranger's certificate", _file(payload, body, foreign.key, foreign.certificate)),
        ("a revoked seat", revoked.build(revoked.facts())),
        ("the certificate is none", _file(payload, body, own, b"{}" * 20)),
        ("a signature for something else", _file(payload, body, own, certificate, receipt)),
        ("a key of small order", _with_signature(payload, body, small.public_key, introduced, zero)),
        ("no signature", _framed(canonical({"payload": "", "payloadType": BATCH_TYPE, "signatures": []}))),
        ("a good head over other records", good[: -len(body)] + bytes(len(body))),
    ):
        yield _bytes(said, data)


def _wrong_json(kiosk: Kiosk, good: bytes) -> Iterator[Stranger]:
    _, body = _parts(good)
    for inner in INNER:
        yield _bytes(f"head {inner[:12]!r}", _framed(inner) + body)
        yield _bytes(
            f"signed {inner[:12]!r}",
            _file(inner[:40_000], body, kiosk.installation.key, kiosk.installation.certificate),
        )
    for inner in DEEP:
        yield _bytes(f"{len(inner)} of {inner[:8]!r}", _framed(inner))


def _wrong_files(good: bytes) -> Iterator[Stranger]:
    for said, data in (
        ("nothing", b""),
        ("a magic alone", MAGIC),
        ("a head without end", MAGIC + b"\xff\xff\xff\xff" + good[16:]),
        ("a head of nothing", MAGIC + bytes(4)),
        ("a byte too many", good + b"\0"),
        ("a byte too few", good[:-1]),
        ("line ends mended", good.replace(b"\r\n", b"\n")),
        ("an archive", b"PK\x03\x04" + good),
        ("a picture", b"\xff\xd8\xff\xe0" + bytes(100_000)),
    ):
        yield _bytes(said, data)
    yield Stranger("100 GB of nothing", lambda folder: _sparse(folder, b"", 100 * GIB))
    yield Stranger("100 GB behind a good head", lambda folder: _sparse(folder, good, 100 * GIB))
    yield Stranger("as large as may be", lambda folder: _sparse(folder, b"", MAX_BATCH_BYTES))
    yield Stranger("as large, behind a good head", lambda folder: _sparse(folder, good, MAX_BATCH_BYTES))
    yield Stranger("a link to a file", lambda folder: _link(folder, folder / "there"))
    yield Stranger("a link to nothing", lambda folder: _link(folder, folder / "gone" / "there"))
    yield Stranger("a link to endless zeros", lambda folder: _link(folder, Path("/dev/zero")))
    yield Stranger("a pipe that nobody fills", _pipe)
    yield Stranger("a name with a line end", lambda folder: _laid(folder, good[:-1], "a\nb.bilik"))
    yield Stranger("a name of formulas", lambda folder: _laid(folder, good[:-1], "=1+1\u202e<b>.bilik"))
    yield Stranger("it grows while it is read", lambda folder: _laid(folder, good + b"\0"), growing)


def _scrambled(good: bytes, chance: random.Random) -> Stranger:
    """Some bytes of the head replaced by others, some taken out, some put in."""
    data = bytearray(good)
    head = 16 + int.from_bytes(good[12:16], "big")
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(head)
        match chance.randrange(3):
            case 0:
                data[place] ^= chance.randint(1, 255)
            case 1:
                del data[place : place + chance.randint(1, 40)]
            case _:
                data[place:place] = chance.randbytes(chance.randint(1, 40))
    return _bytes("scrambled", bytes(data) if data != good else good[:-1])


# --- making them --------------------------------------------------------------------------------------------


def _parts(data: bytes) -> tuple[dict[str, object], bytes]:
    """What a batch says of itself, and its records."""
    head = 16 + int.from_bytes(data[12:16], "big")
    envelope = json.loads(data[16:head])
    manifest = json.loads(base64.b64decode(envelope["payload"]))
    assert isinstance(manifest, dict)
    return manifest, data[head:]


def _framed(header: bytes) -> bytes:
    return MAGIC + len(header).to_bytes(4, "big") + header


def _file(payload: bytes, body: bytes, key: SigningKey, certificate: bytes, kind: str = BATCH_TYPE) -> bytes:
    return _framed(sign_certified(kind, payload, key, certificate)) + body


def _with_signature(payload: bytes, body: bytes, public: bytes, certificate: bytes, sig: bytes) -> bytes:
    """A head whose signature was not made but chosen."""
    head = json.loads(sign_certified(BATCH_TYPE, payload, SigningKey.generate(), certificate))
    head["signatures"][0] |= {"keyid": _hint(public), "sig": base64.b64encode(sig).decode()}
    return _framed(canonical(head)) + body


def _hint(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:16]


def _signed(said: str, kiosk: Kiosk, manifest: Mapping[str, object], body: bytes) -> Stranger:
    own = kiosk.installation
    return _bytes(said, _file(_spelled(manifest)[:40_000], body, own.key, own.certificate))


def _spelled(manifest: Mapping[str, object]) -> bytes:
    """As `canonical` spells it, also what it would not."""
    return json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()


def _bytes(said: str, data: bytes) -> Stranger:
    return Stranger(said, lambda folder: _laid(folder, data))


def _laid(folder: Path, data: bytes, name: str = "stick.bilik") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _sparse(folder: Path, start: bytes, size: int) -> Path:
    path = _laid(folder, start)
    os.truncate(path, size)
    return path


def _link(folder: Path, there: Path) -> Path:
    path = folder / "stick.bilik"
    path.symlink_to(there)
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "stick.bilik"
    os.mkfifo(path)
    return path


@contextmanager
def growing(path: Path) -> Iterator[None]:
    """Somebody writes to a file, and has begun to."""
    begun, done = threading.Event(), threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not done.is_set():
                file.write(bytes(4_096))
                file.flush()
                begun.set()

    writer = threading.Thread(target=grow)
    writer.start()
    begun.wait()
    try:
        yield
    finally:
        done.set()
        writer.join()
