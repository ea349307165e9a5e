"""The list of what a release holds back, and why."""

from collections.abc import Iterator, Mapping

from app.scoring.results import AgencyResult, Outcome, Withheld, WithheldFigure
from app.scoring.scheme import Component


def withheld_figures(
    agencies: tuple[AgencyResult, ...], city: Outcome, items: Mapping[Component, Mapping[str, Outcome]]
) -> tuple[WithheldFigure, ...]:
    """Every withheld figure of the agencies, the city's index and its items; parts of a withheld whole are
    not repeated.
    """
    found: list[WithheldFigure] = []
    if isinstance(city, Withheld):
        found.append(WithheldFigure(None, None, None, city))
    else:
        for component, outcomes in items.items():
            for item, outcome in outcomes.items():
                if isinstance(outcome, Withheld):
                    found.append(WithheldFigure(None, component, None, outcome, item))
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
    for component, group in result.groups.items():
        if isinstance(group.figure, Withheld):
            yield WithheldFigure(result.agency, component, None, group.figure)
        for dimension, outcome in group.cells.items():
            if isinstance(outcome, Withheld):
                yield WithheldFigure(result.agency, component, dimension, outcome)
