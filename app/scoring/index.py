"""The index of every agency and of the city, with its uncertainty, as far as it may be printed.

For agency a, component c and dimension j, with the method's weights W and v:
    C[a,c] = sum_j v[c,j] D[a,c,j] / sum_j v[c,j]     over the dimensions with at least `min_n` scores
    index[a] = max(0, sum_c W[c] C[a,c] - correction)
    D[a,j] = sum_c W[c] v[c,j] D[a,c,j] / sum_c W[c] v[c,j], so that the index is a weighted mean of the
    D[a,j] city = the mean over the agencies that every component has
A missing component is not re-weighted away: the agency's index is withheld and the city says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from app.base.canonical import canonical, digest
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest
from app.base.sentences import Sentence
from app.scoring.answers import Answers
from app.scoring.bench import Bench, Cell, Combination, combined
from app.scoring.combine import index_figure
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.figures import CITY, CITY_KIND, Figure, Kind, agency_figures, city_figures
from app.scoring.gates import Gates
from app.scoring.results import (
    Agency,
    AgencyResult,
    CityResult,
    Comparison,
    Conduct,
    Count,
    GroupResult,
    ItemPlace,
    Mask,
    Outcome,
    Standing,
    Study,
    Withheld,
)
from app.scoring.scheme import Component, Dimension, Effort, Method, method_digest, scheme_digest
from app.scoring.secrecy import Release, hide_complements, printed_counts
from app.scoring.steering import with_reports
from app.scoring.withheld import withheld_figures


@dataclass(frozen=True, slots=True)
class Published:
    """A scored round, and what a later release of the same round has to respect."""

    city: CityResult
    release: Release


def publish(answers: Answers, study: Study, earlier: Sequence[Release] = ()) -> Published | Refused:
    """Score a round after `earlier` releases of it: nothing follows from all of them together either.

    The numbers of persons must be the same ones in all releases.
    """
    refused = _refused(study)
    if refused is not None:
        return refused
    bench = Bench(answers, study)
    for agency in study.agencies:
        listed = study.populations.get(agency.code)
        if listed is not None and bench.people(agency.code, Component.INTERNAL) > listed:
            return Refused("scoring.population_too_small", {"agency": agency.name.id, "listed": listed})
    published = Scoring(bench, study, run_id(answers.digest, study)).published(earlier)
    return replace(published, city=with_reports(published.city, answers.told))


def run_id(answers: Digest, study: Study) -> Digest:
    """The digest of all that the values depend on; `answers` is that of the answers.

    What is withheld depends on earlier releases of the round besides.
    """
    return digest(
        canonical(
            {
                "version": study.version,
                "method": method_digest(study.method),
                "schemes": {name: scheme_digest(scorer.scheme) for name, scorer in study.scorers.items()},
                "agencies": [agency.code for agency in sorted(study.agencies, key=lambda a: a.code)],
                "populations": {str(code): size for code, size in study.populations.items()},
                "corrections": [[c.agency, c.tenths, c.reason] for c in study.corrections],
                "answers": answers,
            }
        )
    )


def _refused(study: Study) -> Refused | None:
    known = {agency.code for agency in study.agencies}
    for correction in study.corrections:
        if correction.agency not in known:
            return Refused("scoring.correction_stray", {"agency": correction.agency})
        if correction.tenths < 0 or not correction.reason.strip():
            return Refused("scoring.correction_unsound", {"agency": correction.agency})
    return None


def standing(estimate: Estimate, method: Method) -> Standing | None:
    """The band of a figure, open while the interval holds one of the limits; none if no bands are
    declared.
    """
    if not method.bands:
        return None

    def band(value: float) -> int:
        tenths = min(max(to_tenths(value), 0), 1000)
        return next(place for place, each in enumerate(method.bands) if tenths <= each.upper)

    here = band(estimate.value)
    return Standing(method.bands[here], not band(estimate.low) == here == band(estimate.high))


_Name = TypeVar("_Name", Dimension, str)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Every figure with what became of it, and every number of persons as it is printed."""

    figures: Mapping[Figure, Combination]
    outcomes: Mapping[Figure, Outcome]
    counts: Mapping[tuple[AgencyCode, Component], Count]
    gates: Gates


@dataclass(frozen=True, slots=True)
class Scoring:
    """One run: combinations first, then gates, then what protects what, then the values."""

    bench: Bench
    study: Study
    run: Digest

    @property
    def _method(self) -> Method:
        return self.study.method

    def published(self, earlier: Sequence[Release] = ()) -> Published:
        """Everything that may be printed."""
        agencies = sorted(self.study.agencies, key=lambda agency: (agency.name.id.casefold(), agency.code))
        indices = {a.code: index_figure(self.bench, self._method, a.code) for a in agencies}
        gates = Gates(self.bench, self.study)
        figures: dict[Figure, Combination] = {}
        for agency in agencies:
            figures |= agency_figures(self.bench, self._method, agency.code, indices[agency.code])
        outcomes = gates.judged(figures)
        included = tuple(
            a.code for a in agencies if isinstance(outcomes.get(Figure(Kind.INDEX, a.code)), Estimate)
        )
        city = city_figures(figures, included)
        outcomes |= gates.judged(city)
        figures |= city
        release = self._hide(figures, outcomes, earlier)
        counts = printed_counts(self.bench, self._method, [agency.code for agency in agencies])
        judged = _Judged(figures, outcomes, counts, gates)
        results = tuple(self._agency(a, indices[a.code], judged) for a in agencies)
        return Published(self._city(results, included, outcomes), release)

    def _hide(
        self,
        figures: Mapping[Figure, Combination],
        outcomes: dict[Figure, Outcome],
        earlier: Sequence[Release],
    ) -> Release:
        return hide_complements(self.bench, self._method, figures, outcomes, earlier)

    def _lacking(self, code: AgencyCode) -> Withheld:
        """Why an agency has no index."""
        for component, weight in self._method.component_weights.items():
            if weight and self.bench.people(code, component) < self._method.min_n:
                return self._too_few(component)
        return Withheld(Mask.INCOMPLETE, Sentence("scoring.incomplete"))

    def _too_few(self, component: Component) -> Withheld:
        fields = {"limit": self._method.min_n}
        match component:
            case Component.INTERNAL:
                why = Sentence("scoring.too_few_internal", fields)
            case Component.EXTERNAL:
                why = Sentence("scoring.too_few_external", fields)
            case Component.EXPERT:
                why = Sentence("scoring.too_few_expert", fields)
            case _:
                assert_never(component)
        return Withheld(Mask.TOO_FEW, why, self._method.limit(component))

    def _group(self, code: AgencyCode, component: Component, judged: _Judged) -> GroupResult:
        asked = self._method.asked(component)
        cells = {d: Figure(Kind.CELL, code, component, d) for d in asked}
        items = {
            item: Figure(Kind.ITEM, code, component, dimension, item)
            for item, dimension in self.bench.items(component)
        }
        enough = self.bench.people(code, component) >= self._method.min_n
        few, limit, outcomes = {"limit": self._method.min_n}, self._method.limit(component), judged.outcomes
        no_cell = Withheld(Mask.TOO_FEW, Sentence("scoring.too_few_dimension", few), limit)
        no_item = Withheld(Mask.TOO_FEW, Sentence("scoring.too_few_item", few), limit)
        return GroupResult(
            component,
            outcomes.get(Figure(Kind.COMPONENT, code, component), self._too_few(component)),
            judged.counts[code, component],
            self.study.targets.get((code, component)),
            tuple(
                dimension
                for dimension in asked
                if enough and self.bench.size(Cell(code, component, dimension)) < self._method.min_n
            ),
            {d: outcomes.get(figure, no_cell) for d, figure in cells.items()},
            {item: outcomes.get(figure, no_item) for item, figure in items.items()},
            self._versus(judged, items),
        )

    def _agency(self, agency: Agency, combination: Combination, judged: _Judged) -> AgencyResult:
        code, outcomes = agency.code, judged.outcomes
        index = outcomes.get(Figure(Kind.INDEX, code)) or self._lacking(code)
        shown = isinstance(index, Estimate)
        before = judged.gates.estimate(combination, 0.0) if shown else index
        asked = [d for d in Dimension if any(d in self._method.asked(c) for c in Component)]
        dimensions = {
            d: outcomes.get(Figure(Kind.DIMENSION, code, None, d)) or self._lacking(code) for d in asked
        }
        versus = self._versus(judged, {d: Figure(Kind.DIMENSION, code, None, d) for d in asked})
        return AgencyResult(
            agency=code,
            name=agency.name,
            index=index,
            before_correction=before,
            corrections=tuple(c for c in self.study.corrections if c.agency == code),
            standing=standing(index, self._method) if isinstance(index, Estimate) else None,
            versus_city=self._against(judged, Figure(Kind.INDEX, code)),
            dimensions=dimensions,
            dimensions_versus_city=versus,
            groups={c: self._group(code, c, judged) for c in Component},
            conduct=self.study.conduct.get(code, Conduct()),
        )

    def _versus(self, judged: _Judged, wanted: Mapping[_Name, Figure]) -> dict[_Name, Comparison]:
        """The comparisons with the city, where there are any."""
        found = {name: self._against(judged, figure) for name, figure in wanted.items()}
        return {name: comparison for name, comparison in found.items() if comparison is not None}

    def _against(self, judged: _Judged, here: Figure) -> Comparison | None:
        """Whether the difference from the city is more than chance; the two share persons, and that is
        counted.
        """
        figures, outcomes, gates = judged.figures, judged.outcomes, judged.gates
        there = here._replace(kind=CITY_KIND[here.kind], agency=CITY)
        if not (isinstance(outcomes.get(here), Estimate) and isinstance(outcomes.get(there), Estimate)):
            return None
        gap = combined(((1.0, figures[here]), (-1.0, figures[there])))
        if not any(abs(factor) > 1e-12 for factor in gap.values()):  # the only agency is the city
            return None
        shift = gates.correction(here, figures[here]) - gates.correction(there, figures[there])
        estimate = self.bench.estimate(gap)
        if estimate.low - shift > 0:
            return Comparison.ABOVE
        return Comparison.BELOW if estimate.high - shift < 0 else Comparison.NOT_DIFFERENT

    def _city(
        self,
        agencies: tuple[AgencyResult, ...],
        included: tuple[AgencyCode, ...],
        outcomes: Mapping[Figure, Outcome],
    ) -> CityResult:
        none = Withheld(Mask.INCOMPLETE, Sentence("scoring.city_incomplete"))

        def city(
            kind: Kind,
            component: Component | None = None,
            dimension: Dimension | None = None,
            item: str = "",
        ) -> Outcome:
            return outcomes.get(Figure(kind, CITY, component, dimension, item), none)

        index = city(Kind.CITY_INDEX)
        asked = [d for d in Dimension if any(d in self._method.asked(c) for c in Component)]
        dimensions = {d: city(Kind.CITY_DIMENSION, None, d) for d in asked}
        components = {c: city(Kind.CITY_COMPONENT, c) for c in Component}
        cells = {c: {d: city(Kind.CITY_CELL, c, d) for d in self._method.asked(c)} for c in Component}
        items = {c: dict(self.bench.items(c)) for c in Component}
        city_items = {
            c: {item: city(Kind.CITY_ITEM, c, d, item) for item, d in asked_of.items()}
            for c, asked_of in items.items()
        }
        return CityResult(
            run_id=self.run,
            method=self._method,
            method_digest=method_digest(self._method),
            scheme_digests={name: scheme_digest(s.scheme) for name, s in sorted(self.study.scorers.items())},
            index=index,
            standing=standing(index, self._method) if isinstance(index, Estimate) else None,
            dimensions=dimensions,
            components=components,
            cells=cells,
            persons=self.bench.persons_in_all,
            experts=self.bench.experts,
            ratings=self.bench.ratings,
            included=included,
            missing=tuple((a.agency, a.index.why) for a in agencies if isinstance(a.index, Withheld)),
            agencies=agencies,
            withheld=withheld_figures(agencies, index, dimensions, components, cells, city_items),
            items=city_items,
            item_places=self._places(),
            prevention=self._prevention(),
            set_aside=self.study.set_aside,
        )

    def _places(self) -> Mapping[Component, Mapping[str, ItemPlace]]:
        words = {component: self.study.words.get(name, {}) for component, name in self.bench.asked.items()}
        return {
            component: {
                item: ItemPlace(
                    dimension,
                    self.bench.in_items({Cell(CITY, component, dimension): 1.0})[
                        Cell(CITY, component, dimension, item)
                    ]
                    if dimension
                    else 0.0,
                    words.get(component, {}).get(item),
                )
                for item, dimension in self.bench.items(component)
            }
            for component in Component
        }

    def _prevention(self) -> Mapping[Component, Mapping[Effort, tuple[str, ...]]]:
        return {
            component: dict(self.study.scorers[name].scheme.prevention)
            for component, name in self.bench.asked.items()
        }
