"""How many respondents reported that they were steered: only as far as nobody learns who did.

A head who steered answers would like to know whether anybody told. So nothing is counted out: of an agency it
is said that fewer than the limit reported it, which always may be nobody, or that it were at least as many;
nothing where either would show too small a group. The city's count comes in steps of the limit, and ends with
"or more" where its size would tell something about an agency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.base.ids import AgencyCode
from app.scoring.results import CityResult, Reports
from app.scoring.scheme import Component

Group = tuple[AgencyCode, Component]
"""A group of an agency; experts answer for none, and stand under the empty code."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many persons answered, and how many of them reported that they were steered."""

    persons: int
    reported: int

    def __add__(self, other: "Told") -> "Told":
        return Told(self.persons + other.persons, self.reported + other.reported)


def with_reports(city: CityResult, told: Mapping[Group, Told]) -> CityResult:
    """A result with what may be said of it; nothing where nobody was asked."""
    limits, agencies = city.method, by_agency(told)
    experts = [each for (_, component), each in told.items() if component is Component.EXPERT]
    said = {code: few_or_many(each, limits.disclosure_limit) for code, each in agencies.items()}
    return replace(
        city,
        agencies=tuple(
            replace(one, conduct=replace(one.conduct, steering=said.get(one.agency))) for one in city.agencies
        ),
        steering=in_all(agencies, limits.disclosure_limit) if agencies else None,
        experts_steering=few_or_many(sum(experts, Told(0, 0)), limits.expert_limit) if experts else None,
    )


def by_agency(told: Mapping[Group, Told]) -> dict[AgencyCode, Told]:
    """Staff and users of every agency together, as their response is printed."""
    found: dict[AgencyCode, Told] = {}
    for (agency, component), each in told.items():
        if component is not Component.EXPERT:
            found[agency] = found.get(agency, Told(0, 0)) + each
    return found


def few_or_many(told: Told, limit: int) -> Reports:
    """Whether fewer than `limit` persons reported it; nothing where so few could be left on either side."""
    if told.persons < 2 * limit:
        return Reports(0)
    return Reports(0, limit - 1) if told.reported < limit else Reports(limit)


def in_all(agencies: Mapping[AgencyCode, Told], limit: int) -> Reports:
    """The count of all agencies, of each of which `few_or_many` is known: the step of `limit` that it is in.

    From "at least a" in all, each agency is known to have at least a less what all others can have at most.
    The steps end before that would be more than is said of it.
    """
    said = {code: few_or_many(told, limit) for code, told in agencies.items()}
    if len(said) == 1:
        return next(iter(said.values()))
    most = {code: told.persons if said[code].high is None else limit - 1 for code, told in agencies.items()}
    everyone = sum(told.persons for told in agencies.values())
    ends = [sum(most.values()) - most[code] + said[code].low for code in agencies]
    end = min([everyone - limit, *ends]) // limit * limit if everyone >= limit else 0
    step = sum(told.reported for told in agencies.values()) // limit * limit
    return Reports(max(0, end)) if step >= end else Reports(step, step + limit - 1)
