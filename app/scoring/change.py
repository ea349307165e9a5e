"""From one period to the next: the change of a figure with its interval, as far as the two may be compared.

The periods draw anew, so their errors are taken as independent: var(b - a) = var a + var b, with the degrees
of freedom of Welch and Satterthwaite. Experts may sit on both panels, which nobody can know; their figures
then go together, and the interval is wider than it need be. A change rests on two printed figures: where one
of them is withheld, so is the change, and nothing follows from it that the two did not say.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.base.ids import AgencyCode, Digest
from app.base.sentences import Sentence
from app.scoring.estimate import Estimate, interval
from app.scoring.results import AgencyResult, CityResult, Comparison, Mask, Outcome, Withheld
from app.scoring.scheme import Component, Dimension


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved, in points; `moved` says whether that is more than chance at 95%."""

    difference: Estimate

    @property
    def moved(self) -> Comparison:
        """Above: it rose; below: it fell."""
        if self.difference.low > 0:
            return Comparison.ABOVE
        return Comparison.BELOW if self.difference.high < 0 else Comparison.NOT_DIFFERENT


Changed = Change | Withheld


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """The changes of one agency."""

    index: Changed
    dimensions: Mapping[Dimension, Changed] = field(default_factory=dict)
    items: Mapping[Component, Mapping[str, Changed]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a round since an earlier one (`before`: its run)."""

    before: Digest
    index: Changed
    dimensions: Mapping[Dimension, Changed]
    agencies: Mapping[AgencyCode, AgencyChanges]


def change(now: Outcome, before: Outcome | None) -> Changed:
    """The change between two figures."""
    if isinstance(now, Withheld):
        return now
    if before is None:
        return Withheld(Mask.NOT_COMPARABLE, Sentence("scoring.no_earlier"))
    if isinstance(before, Withheld):
        return Withheld(Mask.NOT_COMPARABLE, Sentence("scoring.earlier_withheld"))
    one, two = now.se**2, before.se**2
    below = one**2 / now.df + two**2 / before.df
    df = (one + two) ** 2 / below if below else now.df + before.df
    return Change(interval(now.value - before.value, math.sqrt(one + two), df, now.n + before.n))


def changes(now: CityResult, before: CityResult) -> Changes:
    """Everything that both periods print; all withheld where method or scoring differ."""
    if not _same_method(now, before):
        other = Withheld(Mask.NOT_COMPARABLE, Sentence("scoring.other_method"))
        return Changes(before.run_id, other, {}, {a.agency: AgencyChanges(other) for a in now.agencies})
    earlier = {agency.agency: agency for agency in before.agencies}
    agencies = {a.agency: _agency(a, earlier.get(a.agency)) for a in now.agencies}
    if set(now.included) != set(before.included):
        # Other agencies give another city: what changed then is the company, not the city.
        other = Withheld(Mask.NOT_COMPARABLE, Sentence("scoring.other_agencies"))
        return Changes(before.run_id, other, dict.fromkeys(now.dimensions, other), agencies)
    dimensions = {d: change(outcome, before.dimensions.get(d)) for d, outcome in now.dimensions.items()}
    return Changes(before.run_id, change(now.index, before.index), dimensions, agencies)


def _same_method(now: CityResult, before: CityResult) -> bool:
    return (
        now.scheme_digests == before.scheme_digests
        and now.method.component_weights == before.method.component_weights
        and now.method.dimension_weights == before.method.dimension_weights
    )


def _agency(now: AgencyResult, before: AgencyResult | None) -> AgencyChanges:
    if before is None:
        return AgencyChanges(Withheld(Mask.NOT_COMPARABLE, Sentence("scoring.no_earlier")))
    items: dict[Component, Mapping[str, Changed]] = {}
    for component, group in now.groups.items():
        was = before.groups[component]
        items[component] = {i: change(outcome, was.items.get(i)) for i, outcome in group.items.items()}
    return AgencyChanges(
        change(now.index, before.index),
        {d: change(outcome, before.dimensions.get(d)) for d, outcome in now.dimensions.items()},
        items,
    )
