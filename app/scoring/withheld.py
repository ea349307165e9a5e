"""The list of what a release holds back, and why."""

from collections.abc import Iterator, Mapping

from app.scoring.results import AgencyResult, GroupResult, Outcome, Withheld, WithheldFigure
from app.scoring.scheme import Component, Dimension


def withheld_figures(
    agencies: tuple[AgencyResult, ...],
    index: Outcome,
    dimensions: Mapping[Dimension, Outcome],
    components: Mapping[Component, Outcome],
    cells: Mapping[Component, Mapping[Dimension, Outcome]],
    items: Mapping[Component, Mapping[str, Outcome]],
) -> tuple[WithheldFigure, ...]:
    """Every withheld figure of the city and its agencies; the parts of a withheld whole are not repeated."""
    found: list[WithheldFigure] = []
    if isinstance(index, Withheld):
        found.append(WithheldFigure(None, None, None, index))
    else:
        found += [WithheldFigure(None, None, d, o) for d, o in dimensions.items() if isinstance(o, Withheld)]
        for component, figure in components.items():
            if isinstance(figure, Withheld):
                found.append(WithheldFigure(None, component, None, figure))
            found += [
                WithheldFigure(None, component, d, o)
                for d, o in cells[component].items()
                if isinstance(o, Withheld)
            ]
            found += [
                WithheldFigure(None, component, None, o, item)
                for item, o in items[component].items()
                if isinstance(o, Withheld)
            ]
    for result in agencies:
        found += _of_agency(result)
    return tuple(found)


def _of_agency(result: AgencyResult) -> Iterator[WithheldFigure]:
    if isinstance(result.index, Withheld):
        yield WithheldFigure(result.agency, None, None, result.index)
        return
    for dimension, outcome in result.dimensions.items():
        if isinstance(outcome, Withheld):
            yield WithheldFigure(result.agency, None, dimension, outcome)
    for group in result.groups.values():
        yield from _of_group(result, group)


def _of_group(result: AgencyResult, group: GroupResult) -> Iterator[WithheldFigure]:
    """A group's own figure, its dimensions, and its items where the dimensions are not all withheld."""
    if isinstance(group.figure, Withheld):
        yield WithheldFigure(result.agency, group.component, None, group.figure)
    for dimension, outcome in group.cells.items():
        if isinstance(outcome, Withheld):
            yield WithheldFigure(result.agency, group.component, dimension, outcome)
    if not all(isinstance(outcome, Withheld) for outcome in group.cells.values()):
        for item, outcome in group.items.items():
            if isinstance(outcome, Withheld):
                yield WithheldFigure(result.agency, group.component, None, outcome, item)
