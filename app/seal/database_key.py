"""The key of a kiosk's database, wrapped twice: for the proctor card, and for the office's recovery."""

from typing import Annotated, Literal

from pydantic import Field

from app.base.errors import Bug, Integrity, Refused
from app.seal.aead import KEY_BYTES, OVERHEAD_BYTES, open_bytes, seal_bytes
from app.seal.codes import check, normalise
from app.seal.documents import Bytes, Bytes32, Document, read_document
from app.seal.envelope import SEAL_OVERHEAD_BYTES, seal
from app.seal.stretch import Stretcher, StretchParams, expand

_LABEL = "bilik/database/card/v1"
_CARD_BYTES = KEY_BYTES + OVERHEAD_BYTES
_RECOVERY_BYTES = KEY_BYTES + SEAL_OVERHEAD_BYTES


class WrappedDatabaseKey(Document):
    """What lies beside the database, readable by anyone, of use to the card or to the office."""

    type: Literal["bilik/database-key"]
    version: Literal[1]
    salt: Bytes32
    stretch: StretchParams
    card: Annotated[Bytes, Field(min_length=_CARD_BYTES, max_length=_CARD_BYTES)]
    recovery: Annotated[Bytes, Field(min_length=_RECOVERY_BYTES, max_length=_RECOVERY_BYTES)]


def wrap_database_key(
    key: bytes, card_code: str, salt: bytes, stretcher: Stretcher, recovery_public: bytes, info: bytes
) -> bytes:
    """Wrap a 32-byte database key for the card (a checked code) and for recovery; `info` binds both.

    `salt` is 32 random bytes made for this database; `info` is `envelope.database_info`.
    """
    if len(key) != KEY_BYTES or not check(card_code):
        raise Bug("seal.misuse", what="wrap_database_key")
    card_key = expand(stretcher.stretch(normalise(card_code), salt), _LABEL)
    return WrappedDatabaseKey(
        type="bilik/database-key",
        version=1,
        salt=salt,
        stretch=stretcher.params,
        card=seal_bytes(card_key, key, info),
        recovery=seal(recovery_public, key, info),
    ).to_bytes()


def read_wrapped_key(data: bytes) -> WrappedDatabaseKey:
    """The parts of a wrapped key.

    Raises:
        Integrity: it is not one.
    """
    return read_document(WrappedDatabaseKey, data)


def unwrap_with_card(data: bytes, card_code: str, stretcher: Stretcher, info: bytes) -> bytes | Refused:
    """The database key, if the card code is the right one.

    Raises:
        Integrity: the bytes are no wrapped key, or name another stretch than the package does.
    """
    wrapped = read_wrapped_key(data)
    if wrapped.stretch != stretcher.params:
        raise Integrity("seal.stretch_too_weak")
    if not check(card_code):
        return Refused("seal.card_code_mistyped")
    card_key = expand(stretcher.stretch(normalise(card_code), wrapped.salt), _LABEL)
    try:
        return open_bytes(card_key, wrapped.card, info)
    except Integrity:
        return Refused("seal.card_code_wrong")
