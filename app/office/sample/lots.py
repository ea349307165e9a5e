"""The arithmetic of a draw, so plain that witnesses can repeat it. Pure; specified in `FORMAT.md`.

All numbers that people see begin at 1: the numbers of a list, starts, and what `Choose` returns.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from app.base.errors import Bug

ALGORITHM = "bilik-draw-1"
SEED_DIGITS = 12
SEED = re.compile(r"[0-9]{8,40}")
"""Decimal digits: twelve from the computer, or as many as witnesses threw."""

_WORD_BYTES = 8
_WORDS = 2 ** (8 * _WORD_BYTES)

Choose = Callable[[int], int]
"""A number from 1 to the given one, each as likely as the others."""


class Method(StrEnum):
    """How a stratum is drawn. `counter`: every k-th user at the counter; `chosen`: experts, in list order."""

    SYSTEMATIC = "systematic"
    SIMPLE = "simple"
    COUNTER = "counter"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a draw of one stratum rests on. `label` is `ROUND/AGENCY/GROUP`; `listed` the length of the
    numbered list, or at a counter the number of users expected.
    """

    method: Method
    seed: str
    label: str
    listed: int
    wanted: int
    substitutes: int

    @property
    def interval(self) -> int:
        """At a counter: every how manieth user is asked."""
        return max(1, self.listed // self.wanted) if self.wanted else 1


@dataclass(frozen=True, slots=True)
class Lots:
    """The numbers drawn from a list, in the order of the draw, and how."""

    sample: tuple[int, ...]
    substitutes: tuple[int, ...]
    starts: tuple[int, ...] = ()  # systematic: of the sample, and of the substitutes where there are any
    steps: tuple[int, ...] = ()  # simple: which of those left was taken, step by step


def numbers(seed: str, label: str) -> Choose:
    """The stream of numbers that belongs to a seed and a purpose."""
    if not SEED.fullmatch(seed):
        raise Bug("sample.misuse", what="seed")
    words = _stream(f"{ALGORITHM}:{seed}:{label}")

    def choose(most: int) -> int:
        if most < 1:
            raise Bug("sample.misuse", what="choose")
        fair = _WORDS - _WORDS % most  # the words above would favour small numbers
        return next(word for word in words if word < fair) % most + 1

    return choose


def _stream(text: str) -> Iterator[int]:
    turn = 0
    while True:
        turn += 1
        yield int.from_bytes(hashlib.sha256(f"{text}:{turn}".encode()).digest()[:_WORD_BYTES], "big")


def starts_of(terms: Terms) -> tuple[int, ...]:
    """The starts that the seed gives: of the sample, and of the substitutes where there are any."""
    match terms.method:
        case Method.SYSTEMATIC:
            first = numbers(terms.seed, f"{terms.label}/start")(terms.listed)
            if not terms.substitutes:
                return (first,)
            return (first, numbers(terms.seed, f"{terms.label}/substitutes")(terms.listed - terms.wanted))
        case Method.COUNTER:
            return (numbers(terms.seed, f"{terms.label}/counter")(terms.interval),)
        case Method.SIMPLE | Method.CHOSEN:
            return ()
        case _:
            assert_never(terms.method)


def lots_of(terms: Terms, starts: tuple[int, ...]) -> Lots:
    """What is drawn from these starts."""
    match terms.method:
        case Method.SYSTEMATIC:
            return systematic(terms.listed, terms.wanted, terms.substitutes, *starts)
        case Method.SIMPLE:
            choose = numbers(terms.seed, f"{terms.label}/steps")
            return simple(terms.listed, terms.wanted, terms.substitutes, choose)
        case Method.CHOSEN:
            _check(terms.listed, terms.wanted, terms.substitutes)
            last = terms.wanted + terms.substitutes
            return Lots(tuple(range(1, terms.wanted + 1)), tuple(range(terms.wanted + 1, last + 1)))
        case Method.COUNTER:
            return Lots((), (), starts=starts)
        case _:
            assert_never(terms.method)


def simple(listed: int, wanted: int, substitutes: int, choose: Choose) -> Lots:
    """Draw one after another without putting back: the first `wanted` are the sample, then substitutes.

    Every order of every set of that size is as likely as any other.
    """
    _check(listed, wanted, substitutes)
    left = list(range(1, listed + 1))
    steps = [choose(listed - done) for done in range(wanted + substitutes)]
    taken = [left.pop(step - 1) for step in steps]
    return Lots(tuple(taken[:wanted]), tuple(taken[wanted:]), steps=tuple(steps))


def systematic(listed: int, wanted: int, substitutes: int, start: int, next_start: int = 1) -> Lots:
    """Every `listed / wanted`-th number of the list, taken as a circle, from `start` on.

    The substitutes are drawn in the same way from those that are left, from `next_start` on. With a start
    that may be any number of the list, every unit has the chance `wanted / listed`.
    """
    _check(listed, wanted, substitutes)
    sample = _circle(listed, wanted, start)
    left = sorted(set(range(1, listed + 1)) - set(sample))
    second = [left[number - 1] for number in _circle(len(left), substitutes, next_start)]
    starts = (start,) * bool(wanted) + (next_start,) * bool(substitutes)
    return Lots(tuple(sample), tuple(second), starts=starts)


def _circle(listed: int, wanted: int, start: int) -> list[int]:
    if wanted == 0:
        return []
    if not 1 <= start <= listed:
        raise Bug("sample.misuse", what="start")
    return [(start - 1 + turn * listed // wanted) % listed + 1 for turn in range(wanted)]


def _check(listed: int, wanted: int, substitutes: int) -> None:
    if min(listed, wanted, substitutes) < 0 or wanted + substitutes > listed:
        raise Bug("sample.misuse", what="lots")
