"""Signatures, seals, wraps: each opens for whom it should and for nobody else."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.canonical import canonical
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import Digest, InstallationId, OfficerId, RecordId
from app.seal.aead import new_key, open_bytes, seal_bytes
from app.seal.card import check_pin, make_pin_verifier, verify_pin
from app.seal.codes import new_code
from app.seal.database_key import unwrap_with_card, wrap_database_key
from app.seal.documents import decode
from app.seal.dsse import open_envelope, payload_type, sign_envelope, trust, verify_envelope
from app.seal.envelope import SEAL_OVERHEAD_BYTES, SealKey, database_info, pad, record_info, seal, unpad
from app.seal.sign import SigningKey, VerifyKey
from app.seal.stretch import (
    PRODUCTION,
    REHEARSAL,
    Argon2Stretcher,
    StretchParams,
    stretcher_for,
)
from app.seal.trio import (
    check_passphrase,
    every_pair_opens,
    unwrap_pair,
    unwrap_secret,
    wrap_pairs,
    wrap_secret,
)
from app.seal.unseal import UnsealKey, generate_seal_pair, open_sealed, recover_database_key
from tests.cheap import CHEAP, STRETCHER

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
PHRASES = {
    OfficerId("a"): "kapal rotan lentera",
    OfficerId("b"): "gula pensil merpati",
    OfficerId("c"): "sendok bintang padi",
}
KIND = payload_type("test")


# --- signing ---


def add(one: tuple[int, int], two: tuple[int, int]) -> tuple[int, int]:
    """Addition on edwards25519, from its definition."""
    (x1, y1), (x2, y2) = one, two
    product = D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P)
    return x % P, y % P


def root_of(square: int) -> int | None:
    candidate = pow(square, (P + 3) // 8, P)
    for root in (candidate, candidate * pow(2, (P - 1) // 4, P) % P):
        if root * root % P == square % P:
            return root
    return None


def torsion() -> set[tuple[int, int]]:
    """The eight points whose order divides 8: multiples of L times any point."""
    order = 2**252 + 27742317777372353535851937790883648493
    y = 2
    while True:
        x = root_of((y * y - 1) * pow(D * y * y + 1, -1, P))
        if x is not None:
            point, base = (0, 1), (x, y)
            for bit in f"{order:b}":
                point = add(point, point)
                point = add(point, base) if bit == "1" else point
            multiples = {(0, 1)}
            step = point
            while step != (0, 1):
                multiples.add(step)
                step = add(step, point)
            if len(multiples) == 8:
                return multiples
        y += 1


def test_all_eight_points_of_small_order_are_refused_in_every_spelling() -> None:
    points = torsion()
    assert len(points) == 8
    for _, y in points:
        for spelled, sign in itertools.product({y, y + P} if y + P < 2**255 else {y}, (0, 1)):
            with pytest.raises(Integrity) as refused:
                VerifyKey((spelled | sign << 255).to_bytes(32, "little"))
            assert refused.value.code == "seal.key_refused"


def test_points_beyond_the_field_and_other_lengths_are_refused() -> None:
    for y in range(P, 2**255):
        with pytest.raises(Integrity):
            VerifyKey(y.to_bytes(32, "little"))
    for size in (0, 31, 33, 64):
        with pytest.raises(Integrity):
            VerifyKey(b"\x07" * size)


def test_a_new_key_is_registered_only_with_a_fresh_signature() -> None:
    key, other = SigningKey.generate(), SigningKey.generate()
    raw = key.verify_key().to_bytes()
    assert VerifyKey.register(raw, b"challenge", key.prove(b"challenge")) == key.verify_key()
    for challenge, signature in [
        (b"another", key.prove(b"challenge")),
        (b"challenge", other.prove(b"challenge")),
        (b"challenge", key.sign(KIND, b"challenge")),
    ]:
        with pytest.raises(Integrity):
            VerifyKey.register(raw, challenge, signature)


@given(st.binary(max_size=60), st.integers(1, 3))
def test_an_envelope_gives_back_what_was_signed_if_enough_signed(payload: bytes, signers: int) -> None:
    keys = [SigningKey(bytes([number]) * 32) for number in (1, 2, 3)]
    trusted = trust(key.verify_key() for key in keys)
    data = sign_envelope(KIND, payload, keys[:signers])
    assert data == sign_envelope(KIND, payload, keys[:signers][::-1])
    assert verify_envelope(data, KIND, trusted, signers) == payload
    with pytest.raises(Integrity, match="too_few"):
        verify_envelope(data, KIND, trusted, signers + 1)
    with pytest.raises(Integrity, match="wrong_type"):
        verify_envelope(data, payload_type("other"), trusted)


def test_one_key_cannot_count_for_two_and_no_stranger_may_sign_along() -> None:
    one, two, stranger = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3))
    trusted = trust([one.verify_key(), two.verify_key()])
    envelope = json.loads(sign_envelope(KIND, b"{}", [one]))
    envelope["signatures"] *= 2
    with pytest.raises(Integrity, match="bad_signature"):
        verify_envelope(canonical(envelope), KIND, trusted, 2)
    with pytest.raises(Integrity, match="unknown_signer"):
        verify_envelope(sign_envelope(KIND, b"{}", [one, two, stranger]), KIND, trusted, 2)
    with pytest.raises(Bug):
        sign_envelope(KIND, b"{}", [one, one])


def test_the_hint_is_not_believed() -> None:
    one, two = (SigningKey(bytes([number]) * 32) for number in (1, 2))
    trusted = trust([one.verify_key(), two.verify_key()])
    envelope = json.loads(sign_envelope(KIND, b"{}", [one]))
    envelope["signatures"][0]["keyid"] = two.verify_key().id
    with pytest.raises(Integrity, match="bad_signature"):
        open_envelope(canonical(envelope), KIND, trusted)


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_bit_of_an_envelope_can_change(place: int, bit: int) -> None:
    key = SigningKey(bytes(range(32)))
    data = bytearray(sign_envelope(KIND, b'{"a":1}', [key]))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(Integrity):
        verify_envelope(bytes(data), KIND, trust([key.verify_key()]))


def test_only_the_one_spelling_of_base64_is_read() -> None:
    assert decode("AA==") == b"\x00"
    for text in ("AA", "AB==", "AA==\n", "A A=", "_-8=", "AA=", "\u0391A==", "AA==AA=="):
        with pytest.raises(ValueError, match="base64"):
            decode(text)


# --- sealing ---


@given(st.binary(max_size=300), st.binary(max_size=40), st.binary(max_size=40))
def test_a_seal_opens_with_its_key_and_info_only(plain: bytes, info: bytes, other: bytes) -> None:
    private, public = PAIR
    sealed = seal(public, plain, info)
    assert len(sealed) == len(plain) + SEAL_OVERHEAD_BYTES
    assert open_sealed(private, sealed, info) == plain
    if other != info:
        with pytest.raises(Integrity):
            open_sealed(private, sealed, other)
    with pytest.raises(Integrity):
        open_sealed(OTHER_PAIR[0], sealed, info)


PAIR, OTHER_PAIR = generate_seal_pair(), generate_seal_pair()


@given(st.integers(0, 2_000), st.integers(0, 7))
def test_no_bit_of_a_sealed_record_can_change(place: int, bit: int) -> None:
    sealed = bytearray(seal(PAIR[1], b"answers", b"info"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(Integrity):
        open_sealed(PAIR[0], bytes(sealed), b"info")


def test_a_short_sealed_record_is_refused_at_every_length() -> None:
    sealed = seal(PAIR[1], b"", b"")
    key = UnsealKey(PAIR[0])
    for size in range(len(sealed)):
        with pytest.raises(Integrity):
            key.open(sealed[:size], b"")


def test_keys_that_cannot_seal_are_refused() -> None:
    lattice = PAIR[1][:1184]
    for raw in (b"", PAIR[1][:-1], lattice + bytes(32), lattice + b"\x01" + bytes(31), b"\xff" * 1216):
        with pytest.raises(Integrity) as refused:
            SealKey(raw)
        assert refused.value.code == "seal.key_refused"
    with pytest.raises(Integrity):
        UnsealKey(b"short")


def test_the_info_of_a_record_binds_package_and_id() -> None:
    one, two = Digest("0" * 64), Digest("1" * 64)
    infos = {record_info(digest, RecordId(bytes([n]) * 16)) for digest in (one, two) for n in (1, 2)}
    assert len(infos) == 4
    with pytest.raises(Bug):
        record_info(one, RecordId(b"short"))


@given(st.binary(max_size=60), st.integers(4, 64))
def test_padding_hides_the_length_and_comes_off(data: bytes, size: int) -> None:
    if len(data) + 4 > size:
        with pytest.raises(Bug):
            pad(data, size)
    else:
        assert len(pad(data, size)) == size
        assert unpad(pad(data, size)) == data


@given(st.binary(max_size=24))
def test_padding_has_one_spelling(padded: bytes) -> None:
    try:
        data = unpad(padded)
    except Integrity:
        return
    assert pad(data, len(padded)) == padded


def test_padding_that_lies_or_hides_something_is_refused() -> None:
    assert unpad(b"\x00\x00\x00\x01x\x00\x00") == b"x"
    lies = (b"", b"\x00\x00\x00", b"\x00\x00\x00\x01x\x00y", b"\x00\x00\x00\x02x", b"\xff\xff\xff\xffx")
    for padded in lies:
        with pytest.raises(Integrity) as refused:
            unpad(padded)
        assert refused.value.code == "seal.padding"


@given(st.binary(max_size=80), st.binary(max_size=20), st.integers(0, 1_000), st.integers(0, 7))
def test_authenticated_bytes_open_whole_or_not(plain: bytes, associated: bytes, place: int, bit: int) -> None:
    key = new_key()
    sealed = seal_bytes(key, plain, associated)
    assert open_bytes(key, sealed, associated) == plain
    assert sealed != seal_bytes(key, plain, associated)
    broken = bytearray(sealed)
    broken[place % len(broken)] ^= 1 << bit
    for wrong_key, wrong, purpose in [
        (key, bytes(broken), associated),
        (key, sealed, associated + b"x"),
        (new_key(), sealed, associated),
        (key, sealed[:27], associated),
    ]:
        with pytest.raises(Integrity):
            open_bytes(wrong_key, wrong, purpose)


# --- stretching ---


def test_a_production_root_demands_argon2id_with_64_mib_three_times() -> None:
    assert stretcher_for(PRODUCTION, production=True) == Argon2Stretcher(65_536, 3, 1)
    for params in (
        CHEAP,
        REHEARSAL,
        StretchParams(memory_kib=65_535, iterations=3, lanes=1),
        StretchParams(memory_kib=65_536, iterations=2, lanes=1),
    ):
        assert stretcher_for(params, production=False).params == params
        with pytest.raises(Integrity) as refused:
            stretcher_for(params, production=True)
        assert refused.value.code == "seal.stretch_too_weak"


def test_argon2id_agrees_with_a_known_answer() -> None:
    # From the reference implementation's own tests: argon2id, version 0x13, t=2, m=65536, p=1, 32 bytes.
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    assert Argon2Stretcher(65_536, 2, 1).stretch("password", b"somesalt").hex() == expected


def test_a_database_key_is_not_unwrapped_with_less_stretching_than_the_package_names() -> None:
    code, info = new_code(), database_info(Digest("0" * 64), InstallationId("1" * 32))
    wrapped = wrap_database_key(b"k" * 32, code, bytes(32), STRETCHER, PAIR[1], info)
    assert unwrap_with_card(wrapped, code, STRETCHER, info) == b"k" * 32
    assert recover_database_key(PAIR[0], wrapped, info) == b"k" * 32
    assert unwrap_with_card(wrapped, new_code(), STRETCHER, info) == Refused("seal.card_code_wrong")
    assert unwrap_with_card(wrapped, "12", STRETCHER, info) == Refused("seal.card_code_mistyped")
    with pytest.raises(Integrity) as refused:
        unwrap_with_card(wrapped, code, Argon2Stretcher(16, 1, 1), info)
    assert refused.value.code == "seal.stretch_too_weak"
    with pytest.raises(Integrity):
        recover_database_key(OTHER_PAIR[0], wrapped, info)
    with pytest.raises(Bug):
        wrap_database_key(b"short", code, bytes(32), STRETCHER, PAIR[1], info)


# --- officers ---


def made(secret: bytes = b"s" * 32) -> bytes:
    data = wrap_pairs(secret, PHRASES, STRETCHER, "seal")
    assert isinstance(data, bytes)
    return data


def test_every_pair_opens_and_no_single_passphrase_does() -> None:
    data = made()
    assert every_pair_opens(data, b"s" * 32, PHRASES)
    assert not every_pair_opens(data, b"t" * 32, PHRASES)
    for pair in itertools.combinations(PHRASES, 2):
        assert unwrap_pair(data, {name: PHRASES[name] for name in pair}) == b"s" * 32
    for name, phrase in PHRASES.items():
        assert unwrap_pair(data, {name: phrase}) == Refused("seal.two_officers")
        for other in PHRASES:  # one phrase said for two officers, or one officer and a guess
            if other != name:
                for guess in (phrase, "", "tebakan yang salah"):
                    tried = unwrap_pair(data, {name: phrase, other: guess})
                    assert tried == Refused("seal.passphrase_wrong")


def test_a_trio_that_was_touched_opens_for_nobody() -> None:
    document = json.loads(made())
    pair = {name: PHRASES[name] for name in (OfficerId("a"), OfficerId("b"))}
    touched = [
        {**document, "label": "other"},
        {**document, "stretch": {**document["stretch"], "iterations": 2}},
    ]
    for one in touched:
        assert unwrap_pair(canonical(one), pair) == Refused("seal.passphrase_wrong")
    copies = document["copies"]
    copies[0]["sealed"], copies[1]["sealed"] = copies[1]["sealed"], copies[0]["sealed"]
    assert unwrap_pair(canonical(document), pair) == Refused("seal.passphrase_wrong")
    with pytest.raises(Integrity):
        unwrap_pair(canonical({**document, "copies": copies[::-1]}), pair)
    with pytest.raises(Integrity):
        unwrap_pair(b"{}", pair)


def test_weak_and_shared_passphrases_are_refused() -> None:
    assert check_passphrase("pendek") == Refused("seal.passphrase_short", {"min": 12})
    assert check_passphrase("a" * 40) == Refused("seal.passphrase_simple", {"min": 6})
    assert check_passphrase(PHRASES[OfficerId("a")]) is None
    shared = {**PHRASES, OfficerId("c"): PHRASES[OfficerId("a")]}
    assert wrap_pairs(b"s", shared, STRETCHER) == Refused("seal.passphrases_equal")
    assert wrap_secret(b"s", "pendek", STRETCHER) == Refused("seal.passphrase_short", {"min": 12})


def test_an_own_secret_opens_with_its_passphrase_however_the_keyboard_spells_it() -> None:
    data = wrap_secret(b"key", "p\u00e9tugas kota kami", STRETCHER, "root-a")
    assert isinstance(data, bytes)
    assert unwrap_secret(data, "pe\u0301tugas kota kami") == b"key"
    assert unwrap_secret(data, "petugas kota kami") == Refused("seal.passphrase_wrong")
    relabelled = canonical({**json.loads(data), "label": "root-b"})
    assert unwrap_secret(relabelled, "p\u00e9tugas kota kami") == Refused("seal.passphrase_wrong")


def test_pins_are_six_digits_and_not_the_obvious_ones() -> None:
    assert check_pin("240817") is None
    for shape in ("", "24081", "2408177", "24081a", "\u0661" * 6, " 240817"):
        assert check_pin(shape) == Refused("seal.pin_shape")
    for simple in ("000000", "777777", "123456", "987654"):
        assert check_pin(simple) == Refused("seal.pin_simple")
    verifier = make_pin_verifier("240817", STRETCHER)
    assert verifier != make_pin_verifier("240817", STRETCHER)
    assert verify_pin(verifier, "240817", STRETCHER)
    assert not any(verify_pin(verifier, wrong, STRETCHER) for wrong in ("240818", "", "\u0662" * 6))
