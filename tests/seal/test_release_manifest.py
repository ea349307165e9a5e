"""The manifest of a release: one spelling, signed by officers of the root, frozen."""

import hashlib

import pytest

from app.base.errors import Integrity
from app.seal.dsse import sign_envelope
from app.seal.release import (
    RELEASE_TYPE,
    ReleaseFile,
    ReleaseManifest,
    read_release,
    sign_release,
)
from app.seal.root import Root, RootDocument, RootOfficer, sign_root, verify_root
from app.seal.sign import SigningKey

FROZEN = "7ad066c1e2b3822a180e44bd812337563578ac27aec564e6730813bc29e1a1be"
"""SHA-256 of the file that the first test signs."""
KEYS = tuple(SigningKey(bytes([number]) * 32) for number in (1, 2, 3))


def root() -> Root:
    officers = tuple(
        RootOfficer(id=name, name=name.upper(), public_key=key.verify_key().to_bytes())
        for name, key in zip("abc", KEYS, strict=True)
    )
    document = RootDocument(
        type="bilik/root",
        version=1,
        number=1,
        previous="",
        office="BPS Kota Palembang",
        created="2026-11-01",
        officers=officers,
        threshold=2,
        production=False,
    )
    return verify_root(sign_root(document, KEYS))


def manifest(*names: str) -> ReleaseManifest:
    return ReleaseManifest(
        round="plg26",
        edition="publik",
        run="ab" * 32,
        method="cd" * 32,
        day="2026-11-06",
        office="BPS Kota Palembang",
        production=False,
        complete=False,
        lacking=3,
        files=tuple(ReleaseFile(name=name, size=5, sha256="ef" * 32) for name in names),
    )


def test_the_signed_manifest_is_frozen() -> None:
    data = sign_release(manifest("BACA-SAYA.txt", "data/indeks.csv"), KEYS[:2])
    assert hashlib.sha256(data).hexdigest() == FROZEN
    found = read_release(data, root())
    assert found.officers == ("a", "b")
    assert found.manifest == manifest("BACA-SAYA.txt", "data/indeks.csv")


def test_one_officer_is_enough_and_a_stranger_is_not() -> None:
    assert read_release(sign_release(manifest("a.csv"), KEYS[2:]), root()).officers == ("c",)
    with pytest.raises(Integrity, match=r"seal\.unknown_signer"):
        read_release(sign_release(manifest("a.csv"), (SigningKey(bytes(range(32))),)), root())


@pytest.mark.parametrize(
    "name", ["../kantor.db", "/etc/passwd", "data/../../x", ".hidden", "a\\b", "", "data//x"]
)
def test_a_name_that_leads_out_of_the_release_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        manifest(name)


def test_files_in_another_order_or_twice_are_refused() -> None:
    sound = manifest("a.csv", "b.csv").to_bytes()
    a, b = (ReleaseFile(name=name, size=5, sha256="ef" * 32).to_bytes() for name in ("a.csv", "b.csv"))
    for swapped in (b + b"," + a, a + b"," + a):
        payload = sound.replace(a + b"," + b, swapped)
        assert payload != sound
        with pytest.raises(Integrity, match=r"seal\.schema"):
            read_release(sign_envelope(RELEASE_TYPE, payload, KEYS[:1]), root())
