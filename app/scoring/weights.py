"""For how many a respondent stands: the weight of the draw, raised for those of the same stratum who did not
answer.

Staff are drawn with equal chance from their agency's list, and within an agency who did not answer is taken
to be like who did. So all persons of a stratum weigh the same, and the mean of an agency's group is the plain
mean of its answers; weights matter where strata are put together, as whoever analyses the rows may do. Users
have no list and experts no population: their base is 1, and they stand for those who were drawn.
"""

from dataclasses import dataclass

from app.base.ids import AgencyCode
from app.scoring.results import Study
from app.scoring.scheme import Component


@dataclass(frozen=True, slots=True)
class StratumWeight:
    """The weight of one stratum. `listed`: on its frame, absent where there is none; `drawn`: absent where
    nothing was planned. More may answer than were drawn, because slips were added; then nobody is adjusted
    downwards.
    """

    listed: int | None
    drawn: int | None
    answered: int

    @property
    def base(self) -> float:
        """Listed for each drawn."""
        return self.listed / self.drawn if self.listed and self.drawn else 1.0

    @property
    def response(self) -> float:
        """Drawn for each who answered."""
        return max(1.0, self.drawn / self.answered) if self.drawn and self.answered else 1.0

    @property
    def final(self) -> float:
        """Listed for each who answered."""
        return self.base * self.response


def stratum_weight(study: Study, agency: AgencyCode, answered: int, component: Component) -> StratumWeight:
    """The weight of a group of an agency of which so many answered."""
    target = study.targets.get((agency, component))
    listed = study.populations.get(agency) if component is Component.INTERNAL else None
    return StratumWeight(listed, target.drawn if target else None, answered)
