"""Access codes and proctor card codes: 12 symbols that a hurried hand can copy.

Eleven random symbols (55 bits) of Crockford's alphabet and one check symbol. With the symbols read as
elements c[0..11] of GF(32) (polynomial x^5 + x^2 + 1) a code is valid when the sum of WEIGHTS[i] * c[i] is
zero. The weights are distinct and not zero, therefore every single wrong symbol and every exchange of two
symbols, neighbours or not, is noticed.
"""

import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_CONFUSED = str.maketrans("ILO", "110")
_DROPPED = str.maketrans("", "", "- \t\r\n\u00a0\u2010\u2011\u2012\u2013")
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


def multiply(a: int, b: int) -> int:
    """The product of two elements of GF(32)."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0b100000:
            a ^= _POLYNOMIAL
        b >>= 1
    return product


def _weights() -> tuple[int, ...]:
    weights = [1]
    while len(weights) < LENGTH:
        weights.append(multiply(weights[-1], 2))  # powers of the generator: distinct, never zero
    return tuple(reversed(weights))  # the check symbol, last, has weight 1


WEIGHTS = _weights()


def _sum(values: list[int]) -> int:
    total = 0
    for weight, value in zip(WEIGHTS, values, strict=False):
        total ^= multiply(weight, value)
    return total


def new_code(random_below: Callable[[int], int] = secrets.randbelow) -> str:
    """A fresh code of 55 random bits, without hyphens."""
    values = [random_below(len(ALPHABET)) for _ in range(LENGTH - 1)]
    return "".join(ALPHABET[value] for value in [*values, _sum(values)])


def normalise(text: str) -> str:
    """What was meant: upper case, I and L as 1, O as 0, without hyphens and spaces. ASCII letters only."""
    kept = text.translate(_DROPPED)
    return "".join(c.upper() if c.isascii() else c for c in kept).translate(_CONFUSED)


def check(code: str) -> bool:
    """Whether `code`, however spelled, has 12 symbols of the alphabet that fit the check symbol."""
    symbols = normalise(code)
    if len(symbols) != LENGTH or any(symbol not in _VALUES for symbol in symbols):
        return False
    return _sum([_VALUES[symbol] for symbol in symbols]) == 0


def pretty(code: str) -> str:
    """The code as it is printed: `XXXX-XXXX-XXXX`."""
    symbols = normalise(code)
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))
