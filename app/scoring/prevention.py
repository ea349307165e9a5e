"""What was done against corruption and how it is perceived: a survey shows achievement, too, not only risk.

Perceived: the items that a questionnaire's scheme names for each effort, as every group answered them. Done:
the activities that the agency or the inspectorate recorded for the round, which no figure rests on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.base.ids import AgencyCode
from app.scoring.change import AgencyChanges, Change
from app.scoring.results import Activity, CityResult, Comparison, Outcome
from app.scoring.scheme import Component, Effort


@dataclass(frozen=True, slots=True)
class Perceived:
    """One item about an effort: the agency's figure, the city's, and how they stand to each other and to
    before.

    Scored items run from 0 to 100; `percentage`: the share of those who took part.
    """

    component: Component
    item: str
    percentage: bool
    figure: Outcome
    city: Outcome
    versus_city: Comparison | None
    moved: Comparison | None


@dataclass(frozen=True, slots=True)
class Prevention:
    """The chapter of one agency."""

    efforts: Mapping[Effort, tuple[Perceived, ...]]
    activities: tuple[Activity, ...]


def prevention_of(
    city: CityResult,
    code: AgencyCode,
    activities: Sequence[Activity] = (),
    changes: AgencyChanges | None = None,
) -> Prevention:
    """The chapter of an agency; KeyError if it is not in the round. Activities stand in the order of their
    days.
    """
    agency = city.agency(code)
    efforts: dict[Effort, list[Perceived]] = {effort: [] for effort in Effort}
    for component, named in city.prevention.items():
        group = agency.groups[component]
        for effort, items in named.items():
            for item in items:
                change = changes.items.get(component, {}).get(item) if changes else None
                efforts[effort].append(
                    Perceived(
                        component,
                        item,
                        city.item_places[component][item].dimension is None,
                        group.items[item],
                        city.items[component][item],
                        group.items_versus_city.get(item),
                        change.moved if isinstance(change, Change) else None,
                    )
                )
    here = sorted(
        (each for each in activities if each.agency == code), key=lambda each: (each.date, each.title.id)
    )
    return Prevention({effort: tuple(found) for effort, found in efforts.items() if found}, tuple(here))
