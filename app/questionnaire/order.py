"""The order in which things are shown: specified, so that anyone can recompute it in any language.

Word n is the first four bytes, big-endian, of SHA-256(key | label | n) where `|` is the byte 0x7C and n is a
four-byte big-endian counter from 0. A number below m is a word modulo m; words at or above the largest
multiple of m are rejected, so that no order is favoured. The shuffle is Fisher-Yates from the last place
down. Pinned values keep their places; the others are shuffled among the places that are left.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_WORDS = 2**32


def shuffle(key: bytes, label: str, values: Sequence[T], pinned: Collection[T] = ()) -> tuple[T, ...]:
    """`values` in the order that `key` and `label` give.

    Args:
        key: the seed of the sitting, 32 random bytes, never derived from the access code.
        label: what is shuffled: an item's or a section's id.
        values: in the questionnaire's order.
        pinned: those that keep their places.
    """
    places = [place for place, value in enumerate(values) if value not in pinned]
    moved = [values[place] for place in places]
    words = _words(key, label)
    for last in range(len(moved) - 1, 0, -1):
        other = _below(last + 1, words)
        moved[last], moved[other] = moved[other], moved[last]
    result = list(values)
    for place, value in zip(places, moved, strict=True):
        result[place] = value
    return tuple(result)


def _words(key: bytes, label: str) -> Iterator[int]:
    prefix = key + b"|" + label.encode() + b"|"
    for counter in range(_WORDS):
        yield int.from_bytes(hashlib.sha256(prefix + counter.to_bytes(4)).digest()[:4])


def _below(limit: int, words: Iterator[int]) -> int:
    fair = _WORDS - _WORDS % limit
    return next(word for word in words if word < fair) % limit
