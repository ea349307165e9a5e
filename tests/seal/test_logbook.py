"""A kiosk's journal on its way: signed by its installation, whole, and of one spelling."""

import base64
import json
from pathlib import Path

import pytest

from app.base.canonical import JsonValue, canonical, parse_canonical
from app.base.chain import Head, Line, follow, line_bytes
from app.base.errors import Integrity
from app.base.ids import Digest, SeatId
from app.seal.card import CardSection
from app.seal.dsse import sign_certified
from app.seal.installation import Installation, Known, certify
from app.seal.logbook import LOGBOOK_TYPE, Logbook, LogbookDocument, kept_logbook, read_logbook, write_logbook
from app.seal.package import Package, open_card, verify_package
from app.seal.root import verify_root
from app.seal.sign import SigningKey

VECTORS = Path(__file__).parent / "vectors"
SEAT = "01"

LINES = tuple(
    line_bytes(Line(n, 29_900_000 + n, kind, {})) for n, kind in enumerate(("installed", "ended"), 1)
)


def _package() -> Package:
    root = verify_root((VECTORS / "root.json").read_bytes())
    return verify_package((VECTORS / "package.json").read_bytes(), root)


PACKAGE = _package()


@pytest.fixture(scope="module")
def known() -> Known:
    return Known({PACKAGE.digest: PACKAGE.document})


@pytest.fixture(scope="module")
def seat_key() -> SigningKey:
    secrets = parse_canonical((VECTORS / "secrets.json").read_bytes())
    assert isinstance(secrets, dict)
    section = open_card(PACKAGE.document, str(secrets["card_code"]), PACKAGE.stretcher)
    assert isinstance(section, CardSection)
    return SigningKey(section.seats[0].private_key)


@pytest.fixture(scope="module")
def installation(seat_key: SigningKey) -> Installation:
    return certify(PACKAGE.digest, SeatId(SEAT), seat_key)


def document(installation: Installation) -> LogbookDocument:
    return LogbookDocument(package=PACKAGE.digest, seat=SEAT, installation=installation.id, lines=LINES)


def signed(made: LogbookDocument, installation: Installation, key: SigningKey | None = None) -> bytes:
    return write_logbook(made, key or installation.key, installation.certificate)


def refusal(data: bytes, known: Known) -> str:
    with pytest.raises(Integrity) as caught:
        read_logbook(data, known)
    return caught.value.code


def test_a_journal_comes_as_it_was_kept_and_the_same_gives_the_same_bytes(
    known: Known, installation: Installation
) -> None:
    data = signed(document(installation), installation)
    assert data == signed(document(installation), installation)
    read = read_logbook(data, known)
    assert isinstance(read, Logbook)
    assert [line.kind for line in read.lines] == ["installed", "ended"]
    assert kept_logbook(data) == read


def test_a_journal_agrees_with_every_head_it_passed_through_and_with_no_other(
    known: Known, installation: Installation
) -> None:
    read = read_logbook(signed(document(installation), installation), known)
    heads = follow(LINES)[1]
    assert all(read.agrees(head) for head in heads)
    assert not read.agrees(Head(1, heads[2].digest))
    assert not read.agrees(Head(3, Digest("0" * 64)))


def test_another_key_signs_no_journal(known: Known, installation: Installation) -> None:
    made = document(installation)
    assert refusal(signed(made, installation, SigningKey.generate()), known) in {
        "seal.unknown_signer",
        "seal.bad_signature",
    }


def test_an_installation_speaks_for_itself_only(
    known: Known, installation: Installation, seat_key: SigningKey
) -> None:
    other = certify(PACKAGE.digest, SeatId(SEAT), seat_key)
    made = document(installation).model_copy(update={"installation": other.id})
    assert refusal(signed(made, installation), known) == "seal.logbook_mismatch"


@pytest.mark.parametrize(
    "lines",
    [LINES[::-1], LINES[1:], (LINES[0], LINES[0]), (b"{}",), (LINES[0], LINES[1] + b" "), (b"\xff",)],
)
def test_lines_that_do_not_follow_each_other_are_no_journal(
    known: Known, installation: Installation, lines: tuple[bytes, ...]
) -> None:
    value: JsonValue = {
        "type": "bilik/logbook",
        "version": 1,
        "package": PACKAGE.digest,
        "seat": SEAT,
        "installation": installation.id,
        "lines": [base64.b64encode(line).decode() for line in lines],
    }
    data = sign_certified(LOGBOOK_TYPE, canonical(value), installation.key, installation.certificate)
    assert refusal(data, known) == "seal.schema"


def test_every_byte_of_a_journal_counts(known: Known, installation: Installation) -> None:
    data = signed(document(installation), installation)
    for at in range(0, len(data), 7):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises(Integrity):
            read_logbook(bytes(changed), known)
    for cut in (0, 1, len(data) // 2, len(data) - 1):
        with pytest.raises(Integrity):
            read_logbook(data[:cut], known)
    assert json.loads(data)["payloadType"] == LOGBOOK_TYPE
