"""What the proctor card opens in a package, and the PINs of the proctors."""

import hmac
import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.base.canonical import canonical
from app.base.errors import Bug, Integrity, Refused
from app.base.ids import ProctorId
from app.seal.aead import open_bytes, seal_bytes
from app.seal.codes import check, normalise
from app.seal.documents import Bytes, Bytes32, Document, Label, Title, read_document
from app.seal.stretch import SALT_BYTES, Stretcher, expand

PIN_DIGITS = 6
_PIN_SALT_BYTES = 16
_PIN_VERIFIER_BYTES = _PIN_SALT_BYTES + 32


class SealedCard(Document):
    """The card section as it lies in the package."""

    salt: Bytes32
    sealed: Annotated[Bytes, Field(min_length=28, max_length=1_048_576)]


class CardSeat(Document):
    """The private key of one seat, used once per installation to certify its key."""

    id: Label
    private_key: Bytes32


class CardProctor(Document):
    """One named proctor and the verifier of the PIN (16 bytes of salt, 32 of Argon2id)."""

    id: Label
    name: Title
    pin: Annotated[Bytes, Field(min_length=_PIN_VERIFIER_BYTES, max_length=_PIN_VERIFIER_BYTES)]


class CardSection(Document):
    """What is known to a kiosk only after the card code was typed."""

    type: Literal["bilik/card"]
    version: Literal[1]
    seats: Annotated[tuple[CardSeat, ...], Field(min_length=1, max_length=500)]
    proctors: Annotated[tuple[CardProctor, ...], Field(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class NewProctor:
    """A proctor as the office names one, with the PIN that is printed on the card letter."""

    id: ProctorId
    name: str
    pin: str


def seal_card(section: CardSection, card_code: str, stretcher: Stretcher, place: Sequence[str]) -> SealedCard:
    """Seal the section under a checked card code; `place` (round, venue, version) is bound."""
    if not check(card_code):
        raise Bug("seal.misuse", what="card_code")
    salt = os.urandom(SALT_BYTES)
    key = _card_key(card_code, salt, stretcher)
    return SealedCard(salt=salt, sealed=seal_bytes(key, section.to_bytes(), _purpose(place)))


def open_sealed_card(
    card: SealedCard, card_code: str, stretcher: Stretcher, place: Sequence[str]
) -> CardSection | Refused:
    """The section, if the card code is the right one.

    Raises:
        Integrity: it opened and is no card section.
    """
    if not check(card_code):
        return Refused("seal.card_code_mistyped")
    try:
        plaintext = open_bytes(_card_key(card_code, card.salt, stretcher), card.sealed, _purpose(place))
    except Integrity:
        return Refused("seal.card_code_wrong")
    return read_document(CardSection, plaintext)


def check_pin(pin: str) -> Refused | None:
    """Why a PIN is not good enough, or None: six digits, not all alike, not counting up or down."""
    if not _is_pin(pin):
        return Refused("seal.pin_shape")
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return Refused("seal.pin_simple") if steps in ({0}, {1}, {-1}) else None


def make_pin_verifier(pin: str, stretcher: Stretcher) -> bytes:
    """48 bytes that tell the right PIN: a salt and its stretch."""
    if not _is_pin(pin):
        raise Bug("seal.misuse", what="pin")
    salt = os.urandom(_PIN_SALT_BYTES)
    return salt + _stretch_pin(pin, salt, stretcher)


def verify_pin(verifier: bytes, pin: str, stretcher: Stretcher) -> bool:
    """Whether `pin` is the one; `stretcher` is the package's. Attempts are counted by the caller."""
    salt, expected = verifier[:_PIN_SALT_BYTES], verifier[_PIN_SALT_BYTES:]
    return _is_pin(pin) and hmac.compare_digest(_stretch_pin(pin, salt, stretcher), expected)


def _is_pin(pin: str) -> bool:
    return len(pin) == PIN_DIGITS and pin.isascii() and pin.isdigit()


def _stretch_pin(pin: str, salt: bytes, stretcher: Stretcher) -> bytes:
    return expand(stretcher.stretch(pin, salt), "bilik/pin/v1")


def _card_key(card_code: str, salt: bytes, stretcher: Stretcher) -> bytes:
    return expand(stretcher.stretch(normalise(card_code), salt), "bilik/card/v1")


def _purpose(place: Sequence[str]) -> bytes:
    return canonical({"bilik": "card", "place": list(place), "version": 1})
