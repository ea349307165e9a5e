"""The figures of one agency as combinations of cell means: its components, its index, its dimensions."""

from app.base.ids import AgencyCode
from app.scoring.bench import Bench, Cell, Combination, combined
from app.scoring.scheme import PER_MILLE, Component, Dimension, Method


def component_figure(bench: Bench, method: Method, agency: AgencyCode, component: Component) -> Combination:
    """The combination of a component over its available dimensions; empty when there is none."""
    weights = method.dimension_weights.get(component, {})
    cells = {
        cell: weights[dimension]
        for dimension in method.asked(component)
        if bench.size(cell := Cell(agency, component, dimension)) >= method.min_n
    }
    whole = sum(cells.values())
    return {cell: weight / whole for cell, weight in cells.items()}


def index_figure(bench: Bench, method: Method, agency: AgencyCode) -> Combination:
    """The combination of the index before its correction; empty when a component is missing."""
    parts: list[tuple[float, Combination]] = []
    for component, weight in method.component_weights.items():
        if weight == 0:
            continue
        part = component_figure(bench, method, agency, component)
        if not part or bench.people(agency, component) < method.min_n:
            return {}
        parts.append((weight / PER_MILLE, part))
    return combined(parts)


def dimension_figure(index: Combination, dimension: Dimension) -> Combination:
    """The part of an index that one dimension is, as a mean of its own."""
    part = {cell: factor for cell, factor in index.items() if cell.dimension is dimension and factor > 0}
    whole = sum(part.values())
    return {cell: factor / whole for cell, factor in part.items()}
