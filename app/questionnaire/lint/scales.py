"""Scales: as many points for as against, the same form for the same thing, labels that can be told apart.

What a code means cannot be known from the code. It is read from Indonesian labels whose words repeat: take
away how strongly (`sangat`, `agak`) and the denial (`tidak`, `kurang`), and what is left is what the point is
about. `Sangat tidak setuju` and `Setuju` are about the same thing, one denies it. A scale is judged when all
its points but at most one (the middle) are about one thing, affirmed and denied, or about two opposites
(`kecil`, `besar`); of any other (`Jarang`, `Sering`) nothing is said.

One denial alone at an end (`Tidak penting`, `Agak penting`, `Penting`) is the zero of a one-sided scale and
no fault, except of agreement, which has two sides by nature.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.questionnaire.finding import Finding, error, warning
from app.questionnaire.lint.outline import Outline
from app.questionnaire.model import Likert, Matrix, Option, ScalePoint

_STRENGTH = frozenset(
    {"sangat", "agak", "cukup", "amat", "sedikit", "sekali", "sama", "lebih", "paling", "sepenuhnya"}
)
_DENIAL = frozenset({"tidak", "kurang", "bukan", "tak"})
_AGREEMENT = "setuju"
Labelled = ScalePoint | Option


def scales(outline: Outline) -> Iterator[Finding]:
    """Twin labels, gaps between codes, lopsided scales, siblings of different length, and unused scales."""
    for asked in outline.items:
        options = getattr(asked.item, "options", ())
        yield from _twins(f"{asked.place}.options", options)
    used = {asked.item.scale for asked in outline.items if isinstance(asked.item, (Likert, Matrix))}
    for name, points in outline.questionnaire.scales.items():
        place = f"scales.{name}"
        yield from _twins(place, points)
        codes = [point.code for point in points]
        if any(later - code not in {0, 1} for code, later in pairwise(codes)):
            yield warning(place, "lint.scale_gap")
        first, second = sides(points)
        if first != second:
            yield warning(place, "lint.scale_unbalanced", first=first, second=second)
        if name not in used:
            yield warning(place, "lint.scale_unused", name=name)
    yield from _siblings(outline)


def sides(points: Sequence[ScalePoint]) -> tuple[int, int]:
    """How many points stand on one side and how many on the other; (0, 0): it cannot be told."""
    read = [_read(point.label.id) for point in points]
    (main, count), *others = Counter(about for about, _ in read).most_common()
    if count < 2:
        return 0, 0  # no words repeat
    against = sum(denies for about, denies in read if about == main)
    if against:
        middle_only = len(points) - count <= 1
        return _denied(main, against, count - against) if middle_only else (0, 0)
    ends = {read[0][0], read[-1][0]}
    if not others or others[0][0] not in ends or main not in ends or sum(n for _, n in others[1:]) > 1:
        return 0, 0
    return (count, others[0][1]) if read[0][0] == main else (others[0][1], count)


def _denied(main: str, against: int, agreeing: int) -> tuple[int, int]:
    one_sided = against == 1 and agreeing > 1 and main != _AGREEMENT
    return (0, 0) if one_sided or not agreeing else (against, agreeing)


def _read(label: str) -> tuple[str, bool]:
    """What a point is about, and whether it denies it."""
    words = re.findall(r"[\w-]+", label.casefold())
    about = " ".join(word for word in words if word not in _STRENGTH and word not in _DENIAL)
    return about, any(word in _DENIAL for word in words)


def _twins(place: str, points: Sequence[Labelled]) -> Iterator[Finding]:
    for language in ("id", "en"):
        seen: set[str] = set()
        for index, point in enumerate(points):
            text: str | None = getattr(point.label, language)
            words = " ".join((text or "").casefold().split())
            if words and words in seen:
                yield error(f"{place}.{index}.label.{language}", "lint.label_twice", label=words[:60])
            seen.add(words)


def _siblings(outline: Outline) -> Iterator[Finding]:
    """Scales about the same thing with different numbers of points: answers to them cannot be compared, and
    a middle that comes and goes reads as a change of the question.
    """
    families: dict[str, tuple[str, int]] = {}
    for name, points in outline.questionnaire.scales.items():
        thing, count = Counter(_read(point.label.id)[0] for point in points).most_common(1)[0]
        if count < 2 or not thing:
            continue
        other, length = families.setdefault(thing, (name, len(points)))
        if length != len(points):
            place = f"scales.{name}"
            yield warning(place, "lint.scale_sibling", other=other, points=len(points), others=length)
