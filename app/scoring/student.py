"""Student's t: the quantile that a 95% interval needs.

The distribution function goes through the regularised incomplete beta function, by its continued fraction
(NIST Digital Library of Mathematical Functions 8.17.22, evaluated after Lentz); the quantile is bisected. The
standard library and numpy have neither; scipy would be a hundred megabytes for one number.
"""

import math
from functools import lru_cache

_TINY = 1e-300  # keeps Lentz's quotients from dividing by zero
_TERMS = 500  # the fraction settles in O(sqrt(max(a, b))) terms; 500 serve a million degrees of freedom


def cumulative(t: float, df: float) -> float:
    """The probability that Student's t with `df` > 0 degrees of freedom is at most `t`."""
    tail = 0.5 * _beta(df / (df + t * t), df / 2, 0.5)
    return 1 - tail if t > 0 else tail


@lru_cache(maxsize=1024)
def quantile(probability: float, df: float) -> float:
    """The `t` that Student's t with `df` > 0 degrees of freedom exceeds with 1 - `probability` (0.5 to 1)."""
    low, high = 0.0, 1.0
    while cumulative(high, df) < probability:
        low, high = high, high * 2
    for _ in range(80):  # halves the bracket below the spacing of doubles
        middle = (low + high) / 2
        if cumulative(middle, df) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    if x in {0.0, 1.0}:
        return x
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    front = math.exp(log_front)
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / _away(1 + even * d), _away(1 + even / c)
        value *= c * d
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / _away(1 + odd * d), _away(1 + odd / c)
        value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
