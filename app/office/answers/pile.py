"""Rows laid aside as they come and given back in order, in a tenth of the memory that they need.

Opened answers touch no disk before they are in order, because the order in which they came says where they
came from. So they wait in memory, each compressed against the first: rows of one round differ in little but
their codes.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

_SPAN_BYTES = 96  # compared at once, where there are more; short enough for keys, long enough to tell apart


class Pile:
    """Rows of bytes, laid on in any order; so many of them are whole in memory together."""

    def __init__(self, at_once: int = 1_000) -> None:
        self._at_once = at_once
        self._like = b""
        self._kept: list[bytes] = []

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, row: bytes) -> None:
        """Lay a row on the pile."""
        self._like = self._like or row
        packed = zlib.compressobj(1, zdict=self._like)
        self._kept.append(packed.compress(row) + packed.flush())

    def in_order(self) -> Iterator[bytes]:
        """Every row, as `sorted` would give them."""
        return self._ordered(self._kept, 0)

    def _ordered(self, kept: Sequence[bytes], start: int) -> Iterator[bytes]:
        """These rows, which are equal up to `start`."""
        if len(kept) <= self._at_once:
            yield from sorted(map(self._whole, kept))
            return
        parts: dict[bytes, list[bytes]] = defaultdict(list)
        for one in kept:
            parts[self._whole(one)[start : start + _SPAN_BYTES]].append(one)
        for part in sorted(parts):
            if part:
                yield from self._ordered(parts[part], start + _SPAN_BYTES)
            else:  # all of them end here, and so are equal
                yield from map(self._whole, parts[part])

    def _whole(self, kept: bytes) -> bytes:
        packed = zlib.decompressobj(zdict=self._like)
        return packed.decompress(kept) + packed.flush()
