"""Every figure of a round by name, as a combination of cells: before anything is estimated or withheld."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from app.base.ids import AgencyCode
from app.scoring.bench import Bench, Cell, Combination, combined
from app.scoring.combine import component_figure, dimension_figure
from app.scoring.scheme import Component, Dimension, Method

CITY = AgencyCode("")


class Kind(IntEnum):
    """Kinds of figures, the dearest first: what comes late is given up first for another figure's secret.

    The city's figures by group come late, for no page needs them; a city's dimension is given up before an
    agency's that did nothing to bring it about. An item is dearer for the city, of which it is printed by
    rule.
    """

    CITY_INDEX = 0
    INDEX = 1
    DIMENSION = 2
    CITY_DIMENSION = 3
    CELL = 4
    COMPONENT = 5
    CITY_COMPONENT = 6
    CITY_CELL = 7
    CITY_ITEM = 8
    ITEM = 9


CITY_KIND: Mapping[Kind, Kind] = {
    Kind.CELL: Kind.CITY_CELL,
    Kind.COMPONENT: Kind.CITY_COMPONENT,
    Kind.DIMENSION: Kind.CITY_DIMENSION,
    Kind.INDEX: Kind.CITY_INDEX,
    Kind.ITEM: Kind.CITY_ITEM,
}
"""Of each kind of an agency's figure the kind that averages it over the city."""


class Figure(NamedTuple):
    """The name of a figure. An item's `dimension` is the one that it belongs to, if any."""

    kind: Kind
    agency: AgencyCode
    component: Component | None = None
    dimension: Dimension | None = None
    item: str = ""


def agency_figures(
    bench: Bench, method: Method, code: AgencyCode, index: Combination
) -> dict[Figure, Combination]:
    """What at least `min_n` persons stand behind; `index` is the agency's, empty when it has none."""
    figures: dict[Figure, Combination] = {}
    for component in Component:
        for figure, cell in _cells(bench, method, code, component):
            if bench.size(cell) >= method.min_n:
                figures[figure] = {cell: 1.0}
        part = component_figure(bench, method, code, component)
        if part and bench.people(code, component) >= method.min_n:
            figures[Figure(Kind.COMPONENT, code, component)] = part
    if index:
        figures[Figure(Kind.INDEX, code)] = index
        for dimension in Dimension:
            if part := dimension_figure(index, dimension):
                figures[Figure(Kind.DIMENSION, code, None, dimension)] = part
    return figures


def _cells(
    bench: Bench, method: Method, code: AgencyCode, component: Component
) -> Iterator[tuple[Figure, Cell]]:
    for dimension in method.asked(component):
        yield Figure(Kind.CELL, code, component, dimension), Cell(code, component, dimension)
    for item, part in bench.items(component):
        yield Figure(Kind.ITEM, code, component, part, item), Cell(code, component, part, item)


def city_figures(
    figures: Mapping[Figure, Combination], included: tuple[AgencyCode, ...]
) -> dict[Figure, Combination]:
    """Means over the included agencies, of what every one of them has."""
    city: dict[Figure, Combination] = {}
    inside = set(included)
    shapes = dict.fromkeys(figure._replace(agency=CITY) for figure in figures if figure.agency in inside)
    for shape in shapes:
        parts = [figures.get(shape._replace(agency=code)) for code in included]
        whole = [(1 / len(included), part) for part in parts if part is not None]
        if len(whole) == len(included):
            city[shape._replace(kind=CITY_KIND[shape.kind])] = combined(whole)
    return city
