"""Where an agency should begin: what lies under the method's target, how sure that is, and how much it
weighs.

Only printed figures are read, so that nothing follows from an area that its figures did not say. An area is
sure when its whole interval lies under the target, likely when only the figure itself does. Sure ones come
first, then what costs the index most: the distance to the target times the weight in the index.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from app.base.sentences import Language, Sentence, decimal, say
from app.scoring.change import AgencyChanges, Change, Changed
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.results import AgencyResult, CityResult, Comparison
from app.scoring.scheme import PER_MILLE, Component, Dimension, Method


class Certainty(IntEnum):
    """Whether the target lies above the whole interval or inside it."""

    SURE = 0
    LIKELY = 1


@dataclass(frozen=True, slots=True)
class PriorityArea:
    """A dimension of an agency (no component, no item), or an item as one group answered it.

    `gap`: points under the target. `weight_pct`: its share of the index. `versus_city` and `moved` (since the
    last period) are absent where there is nothing to compare with.
    """

    dimension: Dimension
    component: Component | None
    item: str
    figure: Estimate
    gap: float
    weight_pct: float
    certainty: Certainty
    versus_city: Comparison | None
    moved: Comparison | None

    @property
    def cost(self) -> float:
        """The points of the index that reaching the target would bring."""
        return self.gap * self.weight_pct / 100


@dataclass(frozen=True, slots=True)
class PriorityAreas:
    """The areas of one agency, each list as long as the method says."""

    dimensions: tuple[PriorityArea, ...] = ()
    items: tuple[PriorityArea, ...] = ()


def priority_areas(
    city: CityResult, agency: AgencyResult, changes: AgencyChanges | None = None
) -> PriorityAreas:
    """The areas of `agency`; none where the method sets no target."""
    if city.method.priorities is None:
        return PriorityAreas()
    most = city.method.priorities.areas
    dimensions, items = (
        sorted(found, key=_order)
        for found in (_dimensions(city, agency, changes), _items(city, agency, changes))
    )
    return PriorityAreas(tuple(dimensions[:most]), tuple(items[:most]))


def explained(area: PriorityArea, method: Method) -> tuple[Sentence, ...]:
    """Why an area is one, in sentences that stand one after the other; `spoken` fills in their figures."""
    target = method.priorities.target if method.priorities else 0
    certainty = "scoring.area_sure" if area.certainty is Certainty.SURE else "scoring.area_likely"
    found = [
        Sentence(
            "scoring.area_figure",
            {
                "value": area.figure.tenths,
                "low": to_tenths(area.figure.low),
                "high": to_tenths(area.figure.high),
                "gap": 10 * target - area.figure.tenths,  # of what is printed beside it
                "target": target,
                "weight": to_tenths(area.weight_pct),
            },
        ),
        Sentence(certainty),
    ]
    if area.versus_city is not None:
        found.append(Sentence(_VERSUS_CITY[area.versus_city]))
    if area.moved is not None:
        found.append(Sentence(_MOVED[area.moved]))
    return tuple(found)


def spoken(area: PriorityArea, method: Method, language: Language) -> str:
    """Why an area is one, in words."""
    return " ".join(
        say(
            language,
            each.key,
            **{
                name: decimal(language, part) if name in _TENTHS and isinstance(part, int) else part
                for name, part in each.fields.items()
            },
        )
        for each in explained(area, method)
    )


_TENTHS = frozenset({"value", "low", "high", "gap", "weight"})
_VERSUS_CITY: Mapping[Comparison, str] = {
    Comparison.ABOVE: "scoring.area_above_city",
    Comparison.BELOW: "scoring.area_below_city",
    Comparison.NOT_DIFFERENT: "scoring.area_like_city",
}
_MOVED: Mapping[Comparison, str] = {
    Comparison.ABOVE: "scoring.area_rose",
    Comparison.BELOW: "scoring.area_fell",
    Comparison.NOT_DIFFERENT: "scoring.area_stayed",
}


def _order(area: PriorityArea) -> tuple[int, float, str, str, str]:
    return (area.certainty, -area.cost, area.dimension, area.component or "", area.item)


def _dimensions(
    city: CityResult, agency: AgencyResult, changes: AgencyChanges | None
) -> Iterator[PriorityArea]:
    for dimension, outcome in agency.dimensions.items():
        weight = sum(_weight(city.method, component, dimension) for component in Component)
        change = changes.dimensions.get(dimension) if changes else None
        versus = agency.dimensions_versus_city.get(dimension)
        if isinstance(outcome, Estimate):
            yield from _area(city.method, dimension, None, "", outcome, weight, versus, change)


def _items(city: CityResult, agency: AgencyResult, changes: AgencyChanges | None) -> Iterator[PriorityArea]:
    for component, group in agency.groups.items():
        moved = changes.items.get(component, {}) if changes else {}
        for item, outcome in group.items.items():
            place = city.item_places[component][item]
            if place.dimension is None or not isinstance(outcome, Estimate):
                continue
            weight = _weight(city.method, component, place.dimension) * place.share
            versus = group.items_versus_city.get(item)
            yield from _area(
                city.method, place.dimension, component, item, outcome, weight, versus, moved.get(item)
            )


def _weight(method: Method, component: Component, dimension: Dimension) -> float:
    """The share of the index that one group's mean of a dimension has, by the method."""
    of_component = method.dimension_weights.get(component, {})
    return method.component_weights.get(component, 0) * of_component.get(dimension, 0) / PER_MILLE**2


def _area(
    method: Method,
    dimension: Dimension,
    component: Component | None,
    item: str,
    figure: Estimate,
    weight: float,
    versus: Comparison | None,
    change: Changed | None,
) -> Iterator[PriorityArea]:
    target = method.priorities.target if method.priorities else 0
    if figure.tenths >= 10 * target or not weight:  # what prints as 73.0 does not lie 0.0 points under 73
        return
    certainty = Certainty.SURE if to_tenths(figure.high) < 10 * target else Certainty.LIKELY
    moved = change.moved if isinstance(change, Change) else None
    yield PriorityArea(
        dimension, component, item, figure, target - figure.value, 100 * weight, certainty, versus, moved
    )
