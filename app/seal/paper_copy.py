"""Bytes on paper: lines that a person can type back, each with its own checksum.

A line is `nn/tt  XXXXX XXXXX ... CCCC`: its number and the number of lines, up to 40 symbols (25 bytes) in
Crockford's base32, four check symbols. The check is the first 20 bits of SHA-256 over number, total and the
line's bytes, so that a wrong, exchanged or foreign line is named, not merely noticed.
"""

import hashlib
import re
from collections.abc import Sequence

from app.base.errors import Bug, Refused
from app.seal.codes import ALPHABET, normalise

LINE_BYTES = 25
MAX_LINES = 99
_CHECK_SYMBOLS = 4
_LINE = re.compile(r"^\s*(\d{1,2})\s*/\s*(\d{1,2})\s+(.+)$", re.ASCII)


def paper_lines(data: bytes) -> tuple[str, ...]:
    """The lines to print for 1 to 2,475 bytes."""
    total = -(-len(data) // LINE_BYTES)
    if not 1 <= total <= MAX_LINES:
        raise Bug("seal.misuse", what="paper_lines")
    return tuple(
        _line(number, total, data[(number - 1) * LINE_BYTES : number * LINE_BYTES])
        for number in range(1, total + 1)
    )


def read_paper_lines(lines: Sequence[str]) -> bytes | Refused:
    """The bytes again, from lines typed in any order and case; the refusal names the first bad line."""
    found: dict[int, bytes] = {}
    total = 0
    for position, line in enumerate((line for line in lines if line.strip()), start=1):
        match = _LINE.match(line)
        if match is None:
            return Refused("seal.paper_line", {"line": position})
        number, claimed = int(match[1]), int(match[2])
        part = _part(number, claimed, match[3])
        if part is None or not 1 <= number <= claimed or number in found or (total and claimed != total):
            return Refused("seal.paper_line", {"line": number})
        found[number], total = part, claimed
    for number in range(1, max(total, 1) + 1):
        short = number < total and len(found.get(number, b"")) != LINE_BYTES
        if number not in found or short:
            return Refused("seal.paper_line_missing", {"line": number})
    return b"".join(found[number] for number in range(1, total + 1))


def _line(number: int, total: int, part: bytes) -> str:
    symbols = _to_symbols(part)
    groups = " ".join(symbols[start : start + 5] for start in range(0, len(symbols), 5))
    return f"{number:02}/{total:02}  {groups}  {_checksum(number, total, part)}"


def _part(number: int, total: int, text: str) -> bytes | None:
    symbols = normalise(text)
    part = _from_symbols(symbols[:-_CHECK_SYMBOLS])
    if part is None or len(part) > LINE_BYTES or symbols[-_CHECK_SYMBOLS:] != _checksum(number, total, part):
        return None
    return part


def _checksum(number: int, total: int, part: bytes) -> str:
    digest = hashlib.sha256(b"bilik/paper/v1\x00%d/%d\x00%b" % (number, total, part)).digest()
    return _to_symbols(digest[:5])[:_CHECK_SYMBOLS]


def _to_symbols(data: bytes) -> str:
    bits = len(data) * 8
    count = -(-bits // 5)
    value = int.from_bytes(data, "big") << (count * 5 - bits)
    return "".join(ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(count)))


def _from_symbols(symbols: str) -> bytes | None:
    if not symbols or any(symbol not in ALPHABET for symbol in symbols):
        return None
    size, spare = divmod(len(symbols) * 5, 8)
    value = 0
    for symbol in symbols:
        value = value << 5 | ALPHABET.index(symbol)
    if size == 0 or spare >= 5 or value & ((1 << spare) - 1):  # only the one spelling that is printed
        return None
    return (value >> spare).to_bytes(size, "big")
