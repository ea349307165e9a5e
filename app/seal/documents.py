"""Strict documents: canonical JSON on the outside, frozen values inside, one spelling each way."""

import base64
import binascii
import datetime as dt
from typing import Annotated, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
)

from app.base.canonical import canonical, parse_canonical
from app.base.errors import Integrity

SUITE: Final = "hpke-mlkem768-x25519-hkdf-sha256-chacha20poly1305"
"""The one suite of format version 1: named in what is signed, never negotiated."""


def encode(data: bytes) -> str:
    """Base64 with padding, standard alphabet."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Base64 in its one canonical spelling.

    Raises:
        ValueError: another spelling (also unused bits that are not zero).
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("base64") from None
    if encode(data) != text:
        raise ValueError("base64")
    return data


def _bytes(value: object) -> object:
    return decode(value) if isinstance(value, str) else value


def _date(value: str) -> str:
    if dt.date.fromisoformat(value).isoformat() != value:
        raise ValueError("date")
    return value


def _text(value: str) -> str:
    if not value.isprintable():  # no control, no bidi override, no line break in anything that is shown
        raise ValueError("text")
    return value


_base64 = (BeforeValidator(_bytes), PlainSerializer(encode, return_type=str, when_used="json"))
Bytes = Annotated[bytes, *_base64]
"""Any bytes; base64 in JSON."""
Bytes32 = Annotated[bytes, Field(min_length=32, max_length=32), *_base64]
HexDigest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
HexId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Label = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""A short name that is safe in file names, on paper and in formulas."""
Title = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_text)]
IsoDate = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_date)]
ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class Document(BaseModel):
    """A frozen value with exactly the fields it names, strictly typed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def to_bytes(self) -> bytes:
        """The canonical JSON of this document, every field present."""
        return canonical(self.model_dump(mode="json"))


D = TypeVar("D", bound=Document)


def read_document(kind: type[D], data: bytes) -> D:
    """Read the one spelling of a `kind`.

    Raises:
        Integrity: `base.not_canonical`; `seal.schema`, with the first place that does not fit.
    """
    parse_canonical(data)
    try:
        document = kind.model_validate_json(data)
    except ValidationError as error:
        place = ".".join(str(part)[:40] for part in error.errors(include_input=False)[0]["loc"][:6])
        raise Integrity("seal.schema", place=_printable(place)) from None
    if document.to_bytes() != data:
        raise Integrity("seal.schema", place="")
    return document


def _printable(text: str) -> str:
    return "".join(c if c.isascii() and c.isprintable() else "?" for c in text)
