"""What a figure must pass by itself before it is printed: enough persons, not unanimous, precise enough."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.base.ids import AgencyCode
from app.base.sentences import Sentence
from app.scoring.bench import Bench, Combination
from app.scoring.estimate import Estimate
from app.scoring.figures import CITY, Figure, Kind
from app.scoring.results import PROTECTIVE, Mask, Outcome, Study, Withheld
from app.scoring.scheme import Component


@dataclass(frozen=True, slots=True)
class Gates:
    """The limits of a study, held against figures one by one."""

    bench: Bench
    study: Study

    def judged(self, figures: Mapping[Figure, Combination]) -> dict[Figure, Outcome]:
        """Every figure estimated, or withheld with the reason that concerns itself."""
        outcomes: dict[Figure, Outcome] = {}
        for figure, combination in sorted(figures.items(), key=lambda pair: pair[0].kind):
            outcomes[figure] = (
                self._barred(figure, combination)
                or self._rests(figure, outcomes)
                or self._precise(self.estimate(combination, self.correction(figure, combination)))
            )
        return outcomes

    def estimate(self, combination: Combination, correction: float) -> Estimate:
        """A figure less its correction, inside 0 to 100 with its interval."""
        estimate = self.bench.estimate(combination)

        def clamp(value: float) -> float:
            return min(100.0, max(0.0, value - correction))

        return replace(
            estimate, value=clamp(estimate.value), low=clamp(estimate.low), high=clamp(estimate.high)
        )

    def correction(self, figure: Figure, combination: Combination) -> float:
        """What is taken from a figure: from indices only, and from the city's the mean of its agencies."""
        if figure.kind not in {Kind.INDEX, Kind.CITY_INDEX}:
            return 0.0
        codes = sorted({cell.agency for cell in combination})
        taken = sum(c.tenths for c in self.study.corrections if c.agency in codes)
        return taken / 10 / len(codes)

    def _precise(self, estimate: Estimate) -> Outcome:
        method = self.study.method
        if estimate.rse_pct > method.rse_withhold_pct:
            return Withheld(Mask.IMPRECISE, Sentence("scoring.imprecise", {"pct": method.rse_withhold_pct}))
        return replace(estimate, marked=estimate.rse_pct > method.rse_mark_pct)

    def _barred(self, figure: Figure, combination: Combination) -> Withheld | None:
        """The limit that the figure offends by itself, if any."""
        if all(self.bench.unanimous(cell) for cell in combination):
            return Withheld(Mask.UNANIMOUS, Sentence("scoring.unanimous"))
        groups = {cell.component for cell in combination}
        persons = self.bench.persons(combination)
        limit = self.study.method.disclosure_limit
        if len(groups) == 1:  # a figure of one group, whatever it is called
            limit = self.study.method.limit(next(iter(groups)))
            if figure.agency != CITY and (closed := self._closed(figure.agency)) is not None:
                return under(closed)
        return under(limit) if persons < limit else None

    def _rests(self, figure: Figure, outcomes: Mapping[Figure, Outcome]) -> Withheld | None:
        """An item shares the secret of its dimension: who knows all items knows the dimension."""
        of_item = {Kind.ITEM: Kind.CELL, Kind.CITY_ITEM: Kind.CITY_CELL}.get(figure.kind)
        if of_item is None:
            return None
        whole = outcomes.get(figure._replace(kind=of_item, item=""))
        return whole if isinstance(whole, Withheld) and whole.mask in PROTECTIVE else None

    def _closed(self, code: AgencyCode) -> int | None:
        """The limit under which some component of the agency lies: then none of its groups is shown.

        A group that weighs nothing and answered nothing is not part of the study: it hides nobody.
        """
        method = self.study.method
        for component in Component:
            limit, people = method.limit(component), self.bench.people(code, component)
            if people < limit and (people or method.component_weights[component]):
                return limit
        return None


def under(limit: int) -> Withheld:
    """Withheld because fewer than `limit` persons stand behind it."""
    return Withheld(Mask.UNDER_LIMIT, Sentence("scoring.under_limit", {"limit": limit}), limit)
