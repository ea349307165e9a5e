import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Bug, Refused
from app.base.ids import AgencyCode
from app.questionnaire.model import Absent
from app.scoring.answers import Answers
from app.scoring.estimate import Estimate, to_tenths
from app.scoring.index import publish, standing
from app.scoring.points import OpenedRow
from app.scoring.results import (
    Comparison,
    Correction,
    Mask,
    Withheld,
)
from app.scoring.scheme import (
    Component,
    Dimension,
    check_method,
)
from app.scoring.trace import trace
from tests.scoring.city import EVEN, ITEMS, METHOD, SIX, USERS, city_rows, mask, row, scored, shown, study


def _by_hand(rows: Sequence[OpenedRow], agency: str) -> Fraction:
    """The index written out as STATISTICS says it, without combinations."""
    index = Fraction(0)
    for component, weight in METHOD.component_weights.items():
        value, whole = Fraction(0), 0
        for dimension, v in METHOD.dimension_weights[component].items():
            means = [
                Fraction(sum(25 * (int(str(r.answers[item])) - 1) for item in ITEMS[dimension]), 2)
                for r in rows
                if r.agency == agency and r.group == component.value
            ]
            value += v * sum(means, Fraction(0)) / len(means)
            whole += v
        index += Fraction(weight, 1000) * value / whole
    return index


def test_the_index_is_the_formula_written_out() -> None:
    rows = city_rows(SIX)
    result = scored(rows, study(*SIX))
    by_hand = {code: float(_by_hand(rows, code)) for code in SIX}
    for agency in result.agencies:
        assert shown(agency.index).value == pytest.approx(by_hand[agency.agency], abs=1e-9)
    assert shown(result.index).value == pytest.approx(sum(by_hand.values()) / 6, abs=1e-9)
    assert (result.persons, result.experts, result.ratings) == (6 * 25 + 11, 11, 66)


def test_the_index_is_the_weighted_mean_of_its_dimensions() -> None:
    result = scored(city_rows(SIX), study(*SIX))
    weight = {
        d: sum(METHOD.component_weights[c] * METHOD.dimension_weights[c].get(d, 0) / 1e6 for c in Component)
        for d in Dimension
    }
    for agency in result.agencies:
        whole = sum(weight[d] * shown(agency.dimensions[d]).value for d in Dimension)
        assert whole == pytest.approx(shown(agency.index).value)


@given(st.integers(min_value=0, max_value=10_000))
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    rows = city_rows({"a": (10, 10, 6), "b": (11, 12, 6)})
    mixed = random.Random(seed).sample(rows, len(rows))
    assert scored(mixed, study("a", "b")) == scored(rows, study("b", "a"))


def test_the_errors_agree_with_a_bootstrap_that_draws_persons() -> None:
    rows = city_rows(SIX)
    result = scored(rows, study(*SIX))
    rng = np.random.default_rng(7)
    score = {
        (r.agency, r.group, r.respondent): sum(
            v * sum(25 * (int(str(r.answers[i])) - 1) for i in ITEMS[d]) / 2
            for d, v in METHOD.dimension_weights[Component(r.group)].items()
        ) / 1000
        for r in rows
    }  # fmt: skip
    table = {
        (a, c): np.array(
            [s for (agency, group, _), s in sorted(score.items()) if (agency, group) == (a, c.value)]
        )
        for a in SIX
        for c in Component
    }
    draws = []
    for _ in range(3000):
        # n - 1 of n with replacement in each stratum: unbiased for the variance (Rao and Wu 1988)
        panel = rng.integers(0, 11, 10)
        figures = []
        for a in SIX:
            staff, users, panelists = (table[a, c] for c in Component)
            s = staff[rng.integers(0, 12, 11)].mean()
            u = users[rng.integers(0, 13, 12)].mean()
            figures.append(0.4 * s + 0.4 * u + 0.2 * panelists[panel].mean())
        draws.append([*figures, np.mean(figures)])
    spread = np.std(np.array(draws), axis=0, ddof=1)
    for place, code in enumerate(SIX):
        assert shown(result.agency(AgencyCode(code)).index).se == pytest.approx(spread[place], rel=0.05)
    assert shown(result.index).se == pytest.approx(spread[6], rel=0.05)


def test_experts_make_the_citys_error_larger_than_independent_agencies_would() -> None:
    result = scored(city_rows(SIX), study(*SIX))
    independent = sum(shown(a.index).se ** 2 for a in result.agencies) ** 0.5 / 6
    assert shown(result.index).se > 1.05 * independent


def test_a_known_staff_list_narrows_the_interval_and_a_census_of_staff_leaves_the_others() -> None:
    rows = city_rows({"a": (12, 13, 11)})
    free = scored(rows, study("a"))
    listed = scored(rows, replace(study("a"), populations={AgencyCode("a"): 24}))
    whole = scored(rows, replace(study("a"), populations={AgencyCode("a"): 12}))
    errors = [shown(r.agencies[0].index).se for r in (free, listed, whole)]
    assert errors[0] > errors[1] > errors[2] > 0
    staff = whole.agencies[0].groups[Component.INTERNAL]
    assert shown(staff.figure).se == 0


def test_a_staff_list_shorter_than_the_answers_is_refused() -> None:
    short = replace(study("a"), populations={AgencyCode("a"): 11})
    refused = publish(Answers.of(city_rows({"a": (12, 13, 11)}), short), short)
    assert isinstance(refused, Refused)
    assert refused.code == "scoring.population_too_small"


def test_a_missing_component_withholds_the_index_and_the_city_says_so() -> None:
    rows = city_rows(SIX | {"f": (3, 13, 11)})
    result = scored(rows, study(*SIX))
    short = result.agency(AgencyCode("f"))
    assert mask(short.index) is Mask.TOO_FEW
    assert isinstance(short.index, Withheld)
    assert short.index.why.key == "scoring.too_few_internal"
    assert {mask(outcome) for outcome in short.dimensions.values()} == {Mask.TOO_FEW}
    assert short.standing is None
    assert [code for code, _ in result.missing] == ["f"]
    assert result.included == tuple("abcde")
    rest = scored([r for r in rows if r.agency != "f"], study(*"abcde"))
    assert shown(result.index).value == shown(rest.index).value


def test_a_component_under_its_limit_closes_every_group_of_that_agency() -> None:
    result = scored(city_rows(SIX | {"c": (9, 13, 11)}), study(*SIX))
    agency = result.agency(AgencyCode("c"))
    shown(agency.index)
    for group in agency.groups.values():
        assert mask(group.figure) is Mask.UNDER_LIMIT
        assert all(mask(cell) is Mask.UNDER_LIMIT for cell in group.cells.values())
    count = agency.groups[Component.INTERNAL].persons
    assert isinstance(count, Withheld)
    assert count.limit == 10


def test_a_panel_alone_has_its_index_where_no_other_group_belongs_to_the_study() -> None:
    panel = METHOD.model_copy(
        update={
            "component_weights": {**dict.fromkeys(Component, 0), Component.EXPERT: 1000},
            "dimension_weights": {Component.EXPERT: EVEN},
        }
    )
    assert check_method(panel) == ()
    rows = city_rows({"dinkes": (0, 0, 8), "dishub": (0, 0, 6), "pupr": (0, 0, 4)})
    result = scored(rows, study("dinkes", "dishub", "pupr", method=panel))
    dinkes, dishub, pupr = result.agencies
    assert shown(dinkes.index).n == 8
    assert shown(dishub.groups[Component.EXPERT].figure).n == 6
    assert mask(pupr.index) is Mask.TOO_FEW
    # One member of staff who answered all the same makes a group that must be hidden.
    stray = [*rows, row("dinkes", Component.INTERNAL, 1, {i: 3 for pair in ITEMS.values() for i in pair})]
    dinkes = scored(stray, study("dinkes", "dishub", "pupr", method=panel)).agencies[0]
    assert mask(dinkes.index) is Mask.UNDER_LIMIT


def test_what_is_closed_at_one_agency_does_not_follow_from_the_citys_margins() -> None:
    result = scored(city_rows(SIX | {"c": (9, 13, 11)}), study(*SIX))
    for component in Component:
        assert mask(result.components[component]) is Mask.COMPLEMENT
    open_one = result.agency(AgencyCode("a"))
    assert all(isinstance(group.figure, Estimate) for group in open_one.groups.values())
    counts = [a.groups[c].persons for a in result.agencies for c in (Component.INTERNAL, Component.EXTERNAL)]
    assert sum(isinstance(count, Withheld) for count in counts) == 2  # one alone would follow from the total


def test_a_dimension_that_only_one_group_was_asked_is_closed_with_its_group() -> None:
    only_staff = dict(USERS)
    method = METHOD.model_copy(
        update={
            "dimension_weights": {
                Component.INTERNAL: EVEN,
                Component.EXTERNAL: only_staff,
                Component.EXPERT: only_staff,
            }
        }
    )
    result = scored(city_rows(SIX | {"c": (9, 13, 11)}), study(*SIX, method=method))
    agency = result.agency(AgencyCode("c"))
    assert mask(agency.dimensions[Dimension.BUDGET]) is Mask.UNDER_LIMIT
    shown(agency.dimensions[Dimension.DUTIES])


def test_an_answer_that_everyone_gave_is_masked_and_cannot_be_computed_back() -> None:
    rows = [
        replace(r, answers={**r.answers, **dict.fromkeys(ITEMS[Dimension.BUDGET], 1)})
        if r.agency == "a" and r.group == "internal"
        else r
        for r in city_rows({"a": (12, 13, 11), "b": (12, 13, 11), "c": (12, 13, 11)})
    ]
    agency = scored(rows, study(*"abc")).agency(AgencyCode("a"))
    staff, experts = agency.groups[Component.INTERNAL], agency.groups[Component.EXPERT]
    assert mask(staff.cells[Dimension.BUDGET]) is Mask.UNANIMOUS
    # dimension = staff and experts pooled: with the experts' cell printed the staff's would follow
    pooled, other = agency.dimensions[Dimension.BUDGET], experts.cells[Dimension.BUDGET]
    assert isinstance(pooled, Withheld) or isinstance(other, Withheld)
    assert isinstance(staff.figure, Withheld)


def test_items_rest_on_their_dimension_and_are_withheld_with_it() -> None:
    rows = [
        replace(r, answers={**r.answers, **dict.fromkeys(ITEMS[Dimension.BUDGET], 4)})
        if r.agency == "a" and r.group == "internal"
        else r
        for r in city_rows({"a": (12, 13, 11), "b": (12, 13, 11), "c": (12, 13, 11)})
    ]
    result = scored(rows, study(*"abc"))
    staff = result.agency(AgencyCode("a")).groups[Component.INTERNAL]
    for item in ITEMS[Dimension.BUDGET]:
        assert mask(staff.items[item]) is Mask.UNANIMOUS
    shown(staff.items[ITEMS[Dimension.DUTIES][0]])
    listed = {(each.agency, each.component, each.item or each.dimension) for each in result.withheld}
    assert ("a", Component.INTERNAL, Dimension.BUDGET) in listed
    assert ("a", Component.INTERNAL, ITEMS[Dimension.BUDGET][0]) in listed


def test_one_item_of_one_mind_does_not_follow_from_its_dimension() -> None:
    first, second = ITEMS[Dimension.DUTIES]
    rows = [
        replace(r, answers={**r.answers, first: 4}) if r.agency == "a" and r.group == "external" else r
        for r in city_rows({"a": (12, 13, 11), "b": (12, 13, 11), "c": (12, 13, 11)})
    ]
    users = scored(rows, study(*"abc")).agency(AgencyCode("a")).groups[Component.EXTERNAL]
    assert mask(users.items[first]) is Mask.UNANIMOUS
    shown(users.cells[Dimension.DUTIES])
    assert mask(users.items[second]) is Mask.COMPLEMENT


def test_a_dimension_too_few_answered_is_left_out_and_the_city_has_no_mean_of_it() -> None:
    silent = dict.fromkeys(ITEMS[Dimension.BUDGET], int(Absent.DONT_KNOW))
    rows = [
        replace(r, answers={**r.answers, **silent})
        if r.agency == "a" and r.group == "internal" and r.respondent > 4
        else r
        for r in city_rows({"a": (12, 13, 11), "b": (12, 13, 11), "c": (12, 13, 11)})
    ]
    result = scored(rows, study(*"abc"))
    staff = result.agency(AgencyCode("a")).groups[Component.INTERNAL]
    assert staff.left_out == (Dimension.BUDGET,)
    assert mask(staff.cells[Dimension.BUDGET]) is Mask.TOO_FEW
    shown(staff.figure)
    assert mask(result.cells[Component.INTERNAL][Dimension.BUDGET]) is Mask.INCOMPLETE
    shown(result.cells[Component.INTERNAL][Dimension.DUTIES])


def test_fewer_experts_are_needed_than_staff() -> None:
    result = scored(city_rows({"a": (12, 12, 5), "b": (12, 12, 6)}), study("a", "b"))
    assert all(isinstance(g.figure, Estimate) for a in result.agencies for g in a.groups.values())


def test_a_correction_is_taken_from_the_index_and_from_nothing_else() -> None:
    rows = city_rows({"a": (12, 13, 11), "b": (12, 13, 11)})
    plain = scored(rows, study("a", "b"))
    correction = Correction(AgencyCode("a"), 25, "1 pengaduan terbukti")
    less = scored(rows, study("a", "b", corrections=[correction]))
    before, after = plain.agencies[0], less.agencies[0]
    assert shown(after.index).value == pytest.approx(shown(before.index).value - 2.5)
    assert shown(after.before_correction).value == shown(before.index).value
    assert shown(less.index).value == pytest.approx(shown(plain.index).value - 1.25)
    assert after.corrections == (correction,)
    assert less.run_id != plain.run_id


def test_a_correction_greater_than_the_index_leaves_zero() -> None:
    rows = city_rows({"a": (12, 13, 11)})
    result = scored(rows, study("a", corrections=[Correction(AgencyCode("a"), 1000, "besar")]))
    index = result.agencies[0].index
    assert isinstance(index, Withheld) or index.value == 0


@pytest.mark.parametrize(
    "correction", [Correction(AgencyCode("a"), -1, "x"), Correction(AgencyCode("a"), 1, " ")]
)
def test_a_negative_or_unexplained_correction_is_refused(correction: Correction) -> None:
    odd = study("a", corrections=[correction])
    assert isinstance(publish(Answers.of([], odd), odd), Refused)


def test_a_band_is_open_while_its_limit_lies_in_the_interval() -> None:
    def at(value: float, low: float, high: float) -> tuple[str, bool]:
        found = standing(Estimate(value, 1, 10, 30, low, high), METHOD)
        assert found is not None
        return found.band.name, found.open

    assert at(71.2, 65.4, 77.0) == ("rentan", True)
    assert at(66.3, 60.2, 72.4) == ("rentan", False)
    assert at(66.3, 60.2, 72.94) == ("rentan", False)  # 72.9 after rounding
    assert at(66.3, 60.2, 72.95) == ("rentan", True)  # 73.0
    assert at(83.9, 78.6, 89.2) == ("terjaga", False)


def test_agencies_are_compared_with_the_city_by_the_error_of_the_difference() -> None:
    result = scored(city_rows(SIX), study(*SIX))
    found = [agency.versus_city for agency in result.agencies]
    assert found[0] is Comparison.BELOW
    assert found[-1] is Comparison.ABOVE
    assert Comparison.NOT_DIFFERENT in found


def test_agencies_stand_in_alphabetical_order_whatever_their_index() -> None:
    result = scored(city_rows({"z": (12, 12, 6), "a": (12, 12, 6)}), study("z", "a"))
    assert [agency.agency for agency in result.agencies] == ["a", "z"]


def test_an_imprecise_figure_is_marked_or_withheld() -> None:
    rows = city_rows({"a": (12, 13, 11), "b": (12, 13, 11)})
    strict = METHOD.model_copy(update={"rse_mark_pct": 1, "rse_withhold_pct": 6})
    agency = scored(rows, study("a", "b", method=strict)).agencies[0]
    assert shown(agency.index).marked
    assert Mask.IMPRECISE in {o.mask for o in agency.dimensions.values() if isinstance(o, Withheld)}


def test_a_city_of_nobody_withholds_everything() -> None:
    result = scored([], study("a", "b"))
    assert mask(result.index) is Mask.INCOMPLETE
    assert len(result.missing) == 2
    assert result.persons == 0


def test_people_who_answered_nothing_count_as_nobody() -> None:
    rows = city_rows({"a": (12, 13, 11)})
    silent = row(
        "a", Component.INTERNAL, 99, dict.fromkeys((i for p in ITEMS.values() for i in p), Absent.REFUSED)
    )
    assert scored([*rows, silent], study("a")).persons == 36


def test_the_same_person_twice_is_a_fault_of_the_program() -> None:
    rows = city_rows({"a": (12, 13, 11)})
    with pytest.raises(Bug, match="row_twice"):
        Answers.of([*rows, rows[0]], study("a"))


@given(st.integers(min_value=1, max_value=5), st.integers(min_value=0, max_value=500))
def test_raising_one_answer_never_lowers_the_index(step: int, place: int) -> None:
    rows = city_rows({"a": (10, 10, 6)})
    chosen = rows[place % len(rows)]
    better = {item: min(5, int(str(code)) + step) for item, code in chosen.answers.items()}
    raised = [replace(r, answers=better) if r is chosen else r for r in rows]
    low, high = (shown(scored(each, study("a")).agencies[0].index).value for each in (rows, raised))
    assert high >= low - 1e-9


def test_the_trace_leads_to_the_same_figure() -> None:
    rows = city_rows(SIX)
    correction = Correction(AgencyCode("b"), 5, "1 pengaduan terbukti")
    given_study = study(*SIX, corrections=[correction])
    account = trace(rows, given_study, AgencyCode("b"))
    assert account.index is not None
    index = shown(scored(rows, given_study).agency(AgencyCode("b")).index)
    assert account.index == pytest.approx(index.value)
    assert len(account.respondents) == 36
    again = sum(
        part.weight_per_mille / 1000 * sum(cell.share * float(cell.mean or 0) for cell in part.cells)
        for part in account.components
    )
    assert to_tenths(again - 0.5) == index.tenths
    assert account.se == pytest.approx(index.se)
    assert account.se_drawn == pytest.approx(index.se, rel=0.06)


def test_the_number_of_all_persons_gives_away_no_group_that_is_printed_as_too_small() -> None:
    # 8 staff are printed as <10; users and experts must not both stand beside the 33 of the footer.
    result = scored(city_rows({"a": (8, 15, 10), "b": (15, 15, 10), "c": (15, 15, 10)}), study("a", "b", "c"))
    printed = [group.persons for group in result.agencies[0].groups.values()]
    assert sum(isinstance(count, Withheld) for count in printed) >= 2
