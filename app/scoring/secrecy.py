"""Complementary suppression over a whole release and against earlier ones: figures and numbers of persons.

A unit is an item's mean over persons who were in the same releases. With one release that is a group; after
some were set aside it is those who stayed and those who are gone, and what the few who are gone said is a
secret.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.base.ids import AgencyCode
from app.base.sentences import Sentence
from app.scoring.bench import Bench, Cell, Combination
from app.scoring.combine import component_figure
from app.scoring.disclosure import complements
from app.scoring.figures import Figure
from app.scoring.gates import under
from app.scoring.results import PROTECTIVE, Count, Mask, Outcome, Withheld
from app.scoring.scheme import Component, Method

_COMPLEMENT = Withheld(Mask.COMPLEMENT, Sentence("scoring.complement"))
_EARLIER = Withheld(Mask.COMPLEMENT, Sentence("scoring.complement_earlier"))
_END = 2.0  # points from an end of the scale within which a mean gives no cover to others

Group = tuple[AgencyCode, Component]


class Unit(NamedTuple):
    """An item's mean over the persons of a group that were in certain releases: `101` the first and third."""

    cell: Cell
    releases: str


Vector = Mapping[Unit, float]


@dataclass(frozen=True, slots=True)
class Release:
    """What a release of a round printed, what it kept secret, and of whom: what later ones must respect."""

    printed: tuple[Combination, ...]
    secrets: tuple[Combination, ...]
    bench: Bench


def hide_complements(
    bench: Bench,
    method: Method,
    figures: Mapping[Figure, Combination],
    outcomes: dict[Figure, Outcome],
    earlier: Sequence[Release] = (),
) -> Release:
    """Withhold in `outcomes` the further figures from which a withheld one would follow.

    A cell of fewer than `min_n` persons is no figure, but a secret it is.
    """
    hidden = {f: o.mask for f, o in outcomes.items() if isinstance(o, Withheld)}
    protected = frozenset(figure for figure, mask in hidden.items() if mask in PROTECTIVE)
    small: list[Combination] = [{cell: 1.0} for cell in bench.cells() if 0 < bench.size(cell) < method.min_n]
    alone = _Persons((bench,))
    here = complements(
        {figure: alone.units(0, combination) for figure, combination in figures.items()},
        protected,
        frozenset(hidden),
        _rank,
        [alone.units(0, each) for each in small],
        fixed=alone.fixed(),
    )
    outcomes |= dict.fromkeys(here, _COMPLEMENT)
    if earlier:
        together = _Persons((*(release.bench for release in earlier), bench))
        now = len(earlier)
        known = [*enumerate(earlier)]
        over_time = complements(
            {figure: together.units(now, combination) for figure, combination in figures.items()},
            protected,
            frozenset((*hidden, *here)),
            _rank,
            [
                *(together.units(now, each) for each in small),
                *(together.units(place, each) for place, release in known for each in release.secrets),
                *together.few(method),
            ],
            [together.units(place, each) for place, release in known for each in release.printed],
            together.fixed(),
        )
        outcomes |= dict.fromkeys(over_time, _EARLIER)
    printed = tuple(figures[f] for f, outcome in outcomes.items() if not isinstance(outcome, Withheld))
    return Release(printed, (*small, *(figures[figure] for figure in sorted(protected, key=str))), bench)


class _Persons:
    """The persons of one or more releases, put together by the releases that they were in."""

    def __init__(self, benches: tuple[Bench, ...]) -> None:
        self._benches = benches
        self._parts: dict[Group, dict[str, frozenset[int]]] = {}
        self._cells = dict.fromkeys(cell for bench in benches for cell in bench.cells())
        for group in dict.fromkeys((cell.agency, cell.component) for cell in self._cells):
            members = [bench.members(*group) for bench in benches]
            if len(members) == 1:  # a hundred thousand persons need not be asked one by one
                self._parts[group] = {"1": members[0]} if members[0] else {}
                continue
            parts: dict[str, set[int]] = defaultdict(set)
            for person in frozenset[int]().union(*members):
                parts["".join(str(int(person in each)) for each in members)].add(person)
            self._parts[group] = {releases: frozenset(people) for releases, people in parts.items()}

    def units(self, release: int, combination: Combination) -> Vector:
        """A figure of one release as a combination of units, as if everyone had answered everything."""
        found: dict[Unit, float] = {}
        for cell, factor in self._benches[release].in_items(combination).items():
            parts = self._parts.get((cell.agency, cell.component), {})
            here = {name: len(people) for name, people in parts.items() if name[release] == "1"}
            for name, size in here.items():
                found[Unit(cell, name)] = factor * size / sum(here.values())
        return found

    def few(self, method: Method) -> Iterator[Vector]:
        """What those few said who are not in all releases: about every item, every dimension, and in all."""
        for (agency, component), parts in self._parts.items():
            for name, people in parts.items():
                if len(parts) > 1 and len(people) < method.limit(component):
                    place = name.index("1")
                    bench = self._benches[place]
                    for figure in self._figures(bench, method, agency, component):
                        yield {Unit(cell, name): factor for cell, factor in bench.in_items(figure).items()}

    def _figures(
        self, bench: Bench, method: Method, agency: AgencyCode, component: Component
    ) -> Iterable[Combination]:
        yield from (
            {cell: 1.0} for cell in bench.cells() if (cell.agency, cell.component) == (agency, component)
        )
        yield component_figure(bench, method, agency, component)

    def fixed(self) -> frozenset[Unit]:
        """The units at an end of the scale."""
        found: set[Unit] = set()
        for cell in self._cells:
            if not cell.item:
                continue
            for name, people in self._parts[cell.agency, cell.component].items():
                mean = self._benches[name.index("1")].mean_of(cell, people)
                if mean is not None and not _END <= mean <= 100 - _END:
                    found.add(Unit(cell, name))
        return frozenset(found)


def _rank(figure: Figure) -> int:
    return figure.kind


def printed_counts(
    bench: Bench, method: Method, agencies: Sequence[AgencyCode]
) -> Mapping[tuple[AgencyCode, Component], Count]:
    """Persons by agency and group, `<limit` under the limit; totals of the city are printed as they are."""
    sizes = {(code, c): bench.people(code, c) for code in agencies for c in Component}
    vectors: dict[tuple[str, str], Mapping[tuple[str, str], float]] = {
        (code, component.value): {(code, component.value): 1.0} for code, component in sizes
    }
    drawn = [(code, c.value) for code, c in sizes if c is not Component.EXPERT]
    rated = [(code, c.value) for code, c in sizes if c is Component.EXPERT]
    vectors["", "persons"] = dict.fromkeys(drawn, 1.0)
    vectors["", "ratings"] = dict.fromkeys(rated, 1.0)
    for code in agencies:  # an index is printed with the number of all its persons
        vectors[code, "all"] = {(code, c.value): 1.0 for c in Component}
    small = frozenset((code, c.value) for (code, c), size in sizes.items() if 0 < size < method.limit(c))
    more = complements(vectors, small, small, lambda key: int(bool(key[0]) and key[1] != "all"))
    return {
        (code, c): under(method.limit(c))
        if (code, c.value) in small
        else _COMPLEMENT
        if (code, c.value) in more
        else size
        for (code, c), size in sizes.items()
    }
