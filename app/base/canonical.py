"""One spelling for every value that is hashed or signed, and a reader that accepts no other.

Canonical JSON here is: objects with sorted unique keys, no white space, ASCII only (others escaped),
integers within +-(2**53 - 1), strings, booleans, null. No floats: their spelling differs between
languages, and nothing that Bilik signs needs one.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NoReturn

from app.base.errors import Bug, Integrity
from app.base.ids import Digest

JsonValue = Mapping[str, "JsonValue"] | Sequence["JsonValue"] | str | int | bool | None

MAX_INTEGER = 2**53 - 1  # the largest that JavaScript, R and Stata read without loss
MAX_DEPTH = 64  # deeper than any document of ours; far below the parser's stack
_MAX_DIGITS = 16


def canonical(value: JsonValue) -> bytes:
    """Spell `value` canonically.

    Raises:
        Bug: the value holds a float, a non-string key, or an integer out of range.
    """
    _check(value, 0)
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode()


def parse_canonical(data: bytes) -> JsonValue:
    """Read bytes that must be the canonical spelling of what they hold.

    Raises:
        Integrity: `base.not_canonical`, for anything else: bad JSON, duplicate keys, floats, great
            integers, deep nesting, another order or spacing.
    """
    value = parse_strict(data)
    if canonical(value) != data:
        raise Integrity("base.not_canonical")
    return value


def parse_strict(data: bytes) -> JsonValue:
    """Read JSON of any spelling, but with unique keys, safe integers, no floats and bounded depth.

    Raises:
        Integrity: `base.not_canonical`.
    """
    try:
        value: JsonValue = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_refuse,
            parse_constant=_refuse,
            parse_int=_integer,
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # lone surrogates are no text
        _check(value, 0)
    except (ValueError, RecursionError, Bug):
        raise Integrity("base.not_canonical") from None
    return value


def digest(data: bytes) -> Digest:
    """SHA-256 of `data` in lower-case hexadecimal."""
    return Digest(hashlib.sha256(data).hexdigest())


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError
    return result


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS + 1:  # before int(), whose cost grows with the square of the length
        raise ValueError
    value = int(digits)
    if abs(value) > MAX_INTEGER:
        raise ValueError
    return value


def _check(value: JsonValue, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise Bug("base.not_canonical")
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > MAX_INTEGER:
                raise Bug("base.not_canonical")
        case Mapping():
            for key, child in value.items():
                if not isinstance(key, str):
                    raise Bug("base.not_canonical")
                _check(child, depth + 1)
        case Sequence():
            for child in value:
                _check(child, depth + 1)
        case _:
            raise Bug("base.not_canonical")
