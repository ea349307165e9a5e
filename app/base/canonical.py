"""One spelling for every value that is hashed or signed, and a reader that accepts no other.

Canonical JSON here is: objects with sorted unique keys, no white space, ASCII only (others escaped),
integers within +-(2**53 - 1), strings, booleans, null. No floats: their spelling differs between
languages, and nothing that Bilik signs needs one.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
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
    _check(value)
    return _spell(value)


def parse_canonical(data: bytes) -> JsonValue:
    """Read bytes that must be the canonical spelling of what they hold.

    Raises:
        Integrity: `base.not_canonical`, for anything else: bad JSON, duplicate keys, floats, great
            integers, deep nesting, another order or spacing.
    """
    try:
        value: JsonValue = _READER.decode(data.decode("ascii"))
        _check(value, parsed=True)
        if b"\\ud" in data:
            _check_surrogates(value)
        # Spelling it again finds whatever else differs; a key that stood there twice is gone by now.
        if _spell(value) == data:
            return value
    except (ValueError, RecursionError, Bug):
        pass
    raise Integrity("base.not_canonical")


def parse_spelled(data: bytes) -> JsonValue:
    """As `parse_canonical`, for one who then looks at every part: ranges of integers and depth are theirs.

    Raises:
        Integrity: `base.not_canonical`.
    """
    try:
        value: JsonValue = _READER.decode(data.decode("ascii"))
        if b"\\ud" in data:
            _check_surrogates(value)
        if _spell(value) == data:
            return value
    except (ValueError, RecursionError):
        pass
    raise Integrity("base.not_canonical")


def spelled(value: JsonValue) -> bytes:
    """As `canonical`, for what was put together from parts that were looked at."""
    return _spell(value)


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
        _check_surrogates(value)
        _check(value, parsed=True)
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


def _spell(value: JsonValue) -> bytes:
    return _WRITER.encode(value).encode()


# Made once: an opening reads and writes a hundred thousand times. What is written was checked, and so is no
# circle.
_READER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)
_WRITER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, check_circular=False
)


def _check_surrogates(value: JsonValue) -> None:
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # lone ones are no text: a ValueError


def _check(value: JsonValue, *, parsed: bool = False) -> None:
    """Refuse what canonical JSON cannot say, one level of nesting after the other.

    The keys of what was `parsed` are strings already. A questionnaire has some ten thousand nodes, and
    every window reads one before it can ask: so the common types are told apart without a call.
    """
    level: list[Collection[object]] = [(value,)]
    depth = 0
    while level:
        deeper: list[Collection[object]] = []
        for parts in level:
            for part in parts:
                kind = type(part)
                if kind is str or kind is bool or part is None:
                    continue
                if kind is dict and parsed:
                    deeper.append(part.values())  # type: ignore[attr-defined]  # it is a dict
                elif isinstance(part, int):
                    if not -MAX_INTEGER <= part <= MAX_INTEGER:
                        raise Bug("base.not_canonical")
                elif not isinstance(part, str):
                    deeper.append(part if kind is list else _parts(part, parsed=parsed))  # type: ignore[arg-type]  # it is a list
        depth += 1
        if depth > MAX_DEPTH and any(deeper):
            raise Bug("base.not_canonical")
        level = deeper


def _parts(value: object, *, parsed: bool) -> Collection[object]:
    if isinstance(value, dict):
        if not parsed and not all(isinstance(key, str) for key in value):
            raise Bug("base.not_canonical")
        return value.values()
    if isinstance(value, list | tuple):
        return value
    raise Bug("base.not_canonical")
