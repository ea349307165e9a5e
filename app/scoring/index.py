"""The index of every agency and of the city, with its uncertainty, as far as it may be printed.

For agency a, component c and dimension j, with the method's weights W and v:
    C[a,c] = sum_j v[c,j] D[a,c,j] / sum_j v[c,j]     over the dimensions with at least `min_n` scores
    index[a] = max(0, sum_c W[c] C[a,c] - correction)
    D[a,j] = sum_c W[c] v[c,j] D[a,c,j] / sum_c W[c] v[c,j], so that the index is a weighted mean of the
    D[a,j] city = the mean over the agencies that every component has
A missing component is not re-weighted away: the agency's index is withheld and the city says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple, assert_never

from app.base.canonical import canonical, digest
from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest
from app.base.sentences import Sentence
from app.scoring.bench import Bench, Cell, Combination, combined, scored_rows
from app.scoring.combine import component_figure, dimension_figure, index_figure
from app.scoring.disclosure import complements
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.points import OpenedRow
from app.scoring.results import (
    PROTECTIVE,
    Agency,
    AgencyResult,
    CityResult,
    Comparison,
    Conduct,
    Count,
    GroupResult,
    Mask,
    Outcome,
    Standing,
    Study,
    Withheld,
    WithheldFigure,
)
from app.scoring.scheme import Component, Dimension, Method, method_digest, scheme_digest

CITY = AgencyCode("")


class Kind(IntEnum):
    """Kinds of figures, the dearest first: what comes late is given up first for another figure's secret.

    The city's figures by group come last, for no page needs them; a city's dimension is given up before an
    agency's that did nothing to bring it about.
    """

    CITY_INDEX = 0
    INDEX = 1
    DIMENSION = 2
    CITY_DIMENSION = 3
    CELL = 4
    COMPONENT = 5
    CITY_COMPONENT = 6
    CITY_CELL = 7


class Figure(NamedTuple):
    """The name of a figure."""

    kind: Kind
    agency: AgencyCode
    component: Component | None = None
    dimension: Dimension | None = None


def score_city(rows: Iterable[OpenedRow], study: Study) -> CityResult | Refused:
    """Score a round: every figure that may be printed, and why the others may not."""
    all_rows = tuple(rows)
    refused = _refused(study)
    if refused is not None:
        return refused
    bench = Bench(scored_rows(all_rows, study), study.populations)
    for agency in study.agencies:
        listed = study.populations.get(agency.code)
        if listed is not None and bench.people(agency.code, Component.INTERNAL) > listed:
            return Refused("scoring.population_too_small", {"agency": agency.name.id, "listed": listed})
    return _Scoring(bench, study, run_id(all_rows, study)).result()


def run_id(rows: Iterable[OpenedRow], study: Study) -> Digest:
    """The digest of all that the result depends on, whatever the order of the rows."""
    ordered = sorted(rows, key=lambda r: (r.agency, r.group, r.questionnaire, r.respondent))
    return digest(
        canonical(
            {
                "version": study.version,
                "method": method_digest(study.method),
                "schemes": {name: scheme_digest(scorer.scheme) for name, scorer in study.scorers.items()},
                "agencies": [agency.code for agency in sorted(study.agencies, key=lambda a: a.code)],
                "populations": {str(code): size for code, size in study.populations.items()},
                "corrections": [[c.agency, c.tenths, c.reason] for c in study.corrections],
                "rows": [
                    [
                        r.agency,
                        r.group,
                        r.questionnaire,
                        r.respondent,
                        dict(r.answers),
                        r.state,
                        r.duration_class,
                    ]
                    for r in ordered
                ],
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


def _clamped(estimate: Estimate, correction: float) -> Estimate:
    def clamp(value: float) -> float:
        return min(100.0, max(0.0, value - correction))

    return replace(estimate, value=clamp(estimate.value), low=clamp(estimate.low), high=clamp(estimate.high))


@dataclass(frozen=True, slots=True)
class _Scoring:
    """One run: combinations first, then gates, then what protects what, then the values."""

    bench: Bench
    study: Study
    run: Digest

    @property
    def _method(self) -> Method:
        return self.study.method

    def result(self) -> CityResult:
        agencies = sorted(self.study.agencies, key=lambda agency: (agency.name.id.casefold(), agency.code))
        indices = {a.code: index_figure(self.bench, self._method, a.code) for a in agencies}
        figures: dict[Figure, Combination] = {}
        outcomes: dict[Figure, Outcome] = {}
        for agency in agencies:
            figures |= self._agency_figures(agency.code, indices[agency.code])
        self._judge(figures, outcomes)
        included = tuple(
            a.code for a in agencies if isinstance(outcomes.get(Figure(Kind.INDEX, a.code)), Estimate)
        )
        city = self._city_figures(figures, included)
        self._judge(city, outcomes)
        figures |= city
        self._protect(figures, outcomes)
        counts = self._counts(agencies)
        results = tuple(self._agency(a, indices[a.code], figures, outcomes, counts) for a in agencies)
        return self._city(results, included, outcomes)

    def _agency_figures(self, code: AgencyCode, index: Combination) -> dict[Figure, Combination]:
        figures: dict[Figure, Combination] = {}
        for component in Component:
            for dimension in self._method.asked(component):
                cell = Cell(code, component, dimension)
                if self.bench.size(cell) >= self._method.min_n:
                    figures[Figure(Kind.CELL, code, component, dimension)] = {cell: 1.0}
            part = component_figure(self.bench, self._method, code, component)
            if part and self.bench.people(code, component) >= self._method.min_n:
                figures[Figure(Kind.COMPONENT, code, component)] = part
        if index:
            figures[Figure(Kind.INDEX, code)] = index
            for dimension in Dimension:
                if part := dimension_figure(index, dimension):
                    figures[Figure(Kind.DIMENSION, code, None, dimension)] = part
        return figures

    def _city_figures(
        self, figures: Mapping[Figure, Combination], included: tuple[AgencyCode, ...]
    ) -> dict[Figure, Combination]:
        """Means over the included agencies, of what every one of them has."""
        city: dict[Figure, Combination] = {}
        shapes = dict.fromkeys((f.kind, f.component, f.dimension) for f in figures if f.agency in included)
        raised = {
            Kind.CELL: Kind.CITY_CELL,
            Kind.COMPONENT: Kind.CITY_COMPONENT,
            Kind.DIMENSION: Kind.CITY_DIMENSION,
            Kind.INDEX: Kind.CITY_INDEX,
        }
        for kind, component, dimension in shapes:
            parts = [figures.get(Figure(kind, code, component, dimension)) for code in included]
            whole = [(1 / len(included), part) for part in parts if part is not None]
            if len(whole) == len(included):
                city[Figure(raised[kind], CITY, component, dimension)] = combined(whole)
        return city

    def _judge(self, figures: Mapping[Figure, Combination], outcomes: dict[Figure, Outcome]) -> None:
        """Estimate every figure, and hold it against the gates that concern itself alone."""
        for figure, combination in figures.items():
            outcomes[figure] = self._barred(figure, combination) or self._precise(
                self._estimate(figure, combination)
            )

    def _estimate(self, figure: Figure, combination: Combination) -> Estimate:
        estimate = self.bench.estimate(combination)
        match figure.kind:
            case Kind.INDEX:
                return _clamped(estimate, self._correction(figure.agency))
            case Kind.CITY_INDEX:
                codes = sorted({cell.agency for cell in combination})
                return _clamped(estimate, sum(self._correction(code) for code in codes) / len(codes))
            case _:
                return _clamped(estimate, 0.0)

    def _correction(self, code: AgencyCode) -> float:
        return sum(c.tenths for c in self.study.corrections if c.agency == code) / 10

    def _precise(self, estimate: Estimate) -> Outcome:
        if estimate.rse_pct > self._method.rse_withhold_pct:
            pct = {"pct": self._method.rse_withhold_pct}
            return Withheld(Mask.IMPRECISE, Sentence("scoring.imprecise", pct))
        return replace(estimate, marked=estimate.rse_pct > self._method.rse_mark_pct)

    def _barred(self, figure: Figure, combination: Combination) -> Withheld | None:
        """The limit that the figure offends by itself, if any."""
        if all(self.bench.unanimous(cell) for cell in combination):
            return Withheld(Mask.UNANIMOUS, Sentence("scoring.unanimous"))
        groups = {cell.component for cell in combination}
        persons = self.bench.persons(combination)
        limit = self._method.disclosure_limit
        if len(groups) == 1:  # a figure of one group, whatever it is called
            limit = self._method.limit(next(iter(groups)))
            if figure.agency != CITY and (closed := self._closed(figure.agency)) is not None:
                return _under(closed)
        return _under(limit) if persons < limit else None

    def _closed(self, code: AgencyCode) -> int | None:
        """The limit under which some component of the agency lies: then none of its groups is shown.

        A group that weighs nothing and answered nothing is not part of the study: it hides nobody.
        """
        for component in Component:
            limit, people = self._method.limit(component), self.bench.people(code, component)
            if people < limit and (people or self._method.component_weights[component]):
                return limit
        return None

    def _protect(self, figures: Mapping[Figure, Combination], outcomes: dict[Figure, Outcome]) -> None:
        hidden = {f: o.mask for f, o in outcomes.items() if isinstance(o, Withheld)}
        secret = frozenset(figure for figure, mask in hidden.items() if mask in PROTECTIVE)
        for figure in complements(figures, secret, frozenset(hidden), lambda figure: figure.kind):
            outcomes[figure] = Withheld(Mask.COMPLEMENT, Sentence("scoring.complement"))

    def _counts(self, agencies: list[Agency]) -> Mapping[tuple[AgencyCode, Component], Count]:
        """Persons by agency and group, `<limit` under the limit; totals of the city are printed as they
        are.
        """
        sizes = {(a.code, c): self.bench.people(a.code, c) for a in agencies for c in Component}
        vectors: dict[tuple[str, str], Mapping[tuple[str, str], float]] = {
            (code, component.value): {(code, component.value): 1.0} for code, component in sizes
        }
        drawn = [(code, c.value) for code, c in sizes if c is not Component.EXPERT]
        rated = [(code, c.value) for code, c in sizes if c is Component.EXPERT]
        vectors["", "persons"] = dict.fromkeys(drawn, 1.0)
        vectors["", "ratings"] = dict.fromkeys(rated, 1.0)
        for agency in agencies:  # an index is printed with the number of all its persons
            vectors[agency.code, "all"] = {(agency.code, c.value): 1.0 for c in Component}
        small = frozenset(
            (code, c.value) for (code, c), size in sizes.items() if 0 < size < self._method.limit(c)
        )
        more = complements(vectors, small, small, lambda key: int(bool(key[0]) and key[1] != "all"))
        return {
            (code, c): _under(self._method.limit(c))
            if (code, c.value) in small
            else Withheld(Mask.COMPLEMENT, Sentence("scoring.complement"))
            if (code, c.value) in more
            else size
            for (code, c), size in sizes.items()
        }

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

    def _group(
        self,
        code: AgencyCode,
        component: Component,
        outcomes: Mapping[Figure, Outcome],
        counts: Mapping[tuple[AgencyCode, Component], Count],
    ) -> GroupResult:
        asked = self._method.asked(component)
        enough = self.bench.people(code, component) >= self._method.min_n
        lacking = Withheld(
            Mask.TOO_FEW,
            Sentence("scoring.too_few_dimension", {"limit": self._method.min_n}),
            self._method.limit(component),
        )
        return GroupResult(
            component,
            outcomes.get(Figure(Kind.COMPONENT, code, component), self._too_few(component)),
            counts[code, component],
            self.study.targets.get((code, component)),
            tuple(
                dimension
                for dimension in asked
                if enough and self.bench.size(Cell(code, component, dimension)) < self._method.min_n
            ),
            {d: outcomes.get(Figure(Kind.CELL, code, component, d), lacking) for d in asked},
        )

    def _agency(
        self,
        agency: Agency,
        combination: Combination,
        figures: Mapping[Figure, Combination],
        outcomes: Mapping[Figure, Outcome],
        counts: Mapping[tuple[AgencyCode, Component], Count],
    ) -> AgencyResult:
        code = agency.code
        index = outcomes.get(Figure(Kind.INDEX, code)) or self._lacking(code)
        shown = isinstance(index, Estimate)
        before = _clamped(self.bench.estimate(combination), 0.0) if shown else index
        asked = [d for d in Dimension if any(d in self._method.asked(c) for c in Component)]
        dimensions = {
            d: outcomes.get(Figure(Kind.DIMENSION, code, None, d)) or self._lacking(code) for d in asked
        }
        versus = {
            d: self._against(figures, outcomes, Figure(Kind.DIMENSION, code, None, d), Kind.CITY_DIMENSION)
            for d in asked
        }
        return AgencyResult(
            agency=code,
            name=agency.name,
            index=index,
            before_correction=before,
            corrections=tuple(c for c in self.study.corrections if c.agency == code),
            standing=standing(index, self._method) if isinstance(index, Estimate) else None,
            versus_city=self._against(figures, outcomes, Figure(Kind.INDEX, code), Kind.CITY_INDEX),
            dimensions=dimensions,
            dimensions_versus_city={d: found for d, found in versus.items() if found is not None},
            groups={c: self._group(code, c, outcomes, counts) for c in Component},
            conduct=self.study.conduct.get(code, Conduct()),
        )

    def _against(
        self,
        figures: Mapping[Figure, Combination],
        outcomes: Mapping[Figure, Outcome],
        here: Figure,
        kind: Kind,
    ) -> Comparison | None:
        """Whether the difference from the city is more than chance; the two share persons, and that is
        counted.
        """
        there = Figure(kind, CITY, here.component, here.dimension)
        if not (isinstance(outcomes.get(here), Estimate) and isinstance(outcomes.get(there), Estimate)):
            return None
        gap = combined(((1.0, figures[here]), (-1.0, figures[there])))
        if not any(abs(factor) > 1e-12 for factor in gap.values()):  # the only agency is the city
            return None
        estimate = self.bench.estimate(gap)
        shift = 0.0
        if kind is Kind.CITY_INDEX:
            codes = {cell.agency for cell in figures[there]}
            shift = self._correction(here.agency) - sum(map(self._correction, sorted(codes))) / len(codes)
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
            kind: Kind, component: Component | None = None, dimension: Dimension | None = None
        ) -> Outcome:
            return outcomes.get(Figure(kind, CITY, component, dimension), none)

        index = city(Kind.CITY_INDEX)
        asked = [d for d in Dimension if any(d in self._method.asked(c) for c in Component)]
        experts = {r.person for r in self.bench.rows if r.component is Component.EXPERT}
        return CityResult(
            run_id=self.run,
            method=self._method,
            method_digest=method_digest(self._method),
            scheme_digests={name: scheme_digest(s.scheme) for name, s in sorted(self.study.scorers.items())},
            index=index,
            standing=standing(index, self._method) if isinstance(index, Estimate) else None,
            dimensions={d: city(Kind.CITY_DIMENSION, None, d) for d in asked},
            components={c: city(Kind.CITY_COMPONENT, c) for c in Component},
            cells={c: {d: city(Kind.CITY_CELL, c, d) for d in self._method.asked(c)} for c in Component},
            persons=len({r.person for r in self.bench.rows}),
            experts=len(experts),
            ratings=sum(r.component is Component.EXPERT for r in self.bench.rows),
            included=included,
            missing=tuple((a.agency, a.index.why) for a in agencies if isinstance(a.index, Withheld)),
            agencies=agencies,
            withheld=_withheld(agencies, index),
        )


def _under(limit: int) -> Withheld:
    return Withheld(Mask.UNDER_LIMIT, Sentence("scoring.under_limit", {"limit": limit}), limit)


def _withheld(agencies: tuple[AgencyResult, ...], city: Outcome) -> tuple[WithheldFigure, ...]:
    """Every withheld figure of the agencies and the city's index; parts of a withheld whole are not
    repeated.
    """
    found: list[WithheldFigure] = []
    if isinstance(city, Withheld):
        found.append(WithheldFigure(None, None, None, city))
    for result in agencies:
        if isinstance(result.index, Withheld):
            found.append(WithheldFigure(result.agency, None, None, result.index))
            continue
        found += [
            WithheldFigure(result.agency, None, dimension, outcome)
            for dimension, outcome in result.dimensions.items()
            if isinstance(outcome, Withheld)
        ]
        for component, group in result.groups.items():
            if isinstance(group.figure, Withheld):
                found.append(WithheldFigure(result.agency, component, None, group.figure))
            found += [
                WithheldFigure(result.agency, component, dimension, outcome)
                for dimension, outcome in group.cells.items()
                if isinstance(outcome, Withheld)
            ]
    return tuple(found)
