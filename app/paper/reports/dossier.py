"""Everything that the papers of a round are made of, put together once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.base.ids import AgencyCode
from app.paper.reports.figures import Imprint
from app.scoring.change import AgencyChanges, Changes
from app.scoring.prevention import Prevention, prevention_of
from app.scoring.priorities import PriorityAreas, priority_areas
from app.scoring.results import Activity, AgencyResult, CityResult, FollowUp


@dataclass(frozen=True, slots=True)
class Dossier:
    """The figures of a round and what follows from them; `changes` since the last period, if any.

    `follow_up`: what agencies undertook and replied; `left`: what the last period had left them to do.
    """

    result: CityResult
    imprint: Imprint
    areas: Mapping[AgencyCode, PriorityAreas]
    prevention: Mapping[AgencyCode, Prevention]
    changes: Changes | None = None
    follow_up: Mapping[AgencyCode, FollowUp] = field(default_factory=dict)
    left: Mapping[AgencyCode, FollowUp] = field(default_factory=dict)

    def of(self, code: AgencyCode) -> "AgencyDossier":
        """What concerns one agency; KeyError if it is not in the round."""
        changes = None if self.changes is None else self.changes.agencies[code]
        return AgencyDossier(
            self.result,
            self.result.agency(code),
            self.imprint,
            self.areas[code],
            self.prevention[code],
            changes,
            self.follow_up.get(code, FollowUp()),
            self.left.get(code, FollowUp()),
        )


@dataclass(frozen=True, slots=True)
class AgencyDossier:
    """What the papers of one agency are made of."""

    result: CityResult
    agency: AgencyResult
    imprint: Imprint
    areas: PriorityAreas
    prevention: Prevention
    changes: AgencyChanges | None = None
    follow_up: FollowUp = field(default_factory=FollowUp)
    left: FollowUp = field(default_factory=FollowUp)


def dossier_of(
    result: CityResult,
    imprint: Imprint,
    activities: Sequence[Activity] = (),
    changes: Changes | None = None,
) -> Dossier:
    """The dossier of a scored round."""

    def since(code: AgencyCode) -> AgencyChanges | None:
        return None if changes is None else changes.agencies[code]

    codes = [one.agency for one in result.agencies]
    return Dossier(
        result,
        imprint,
        {code: priority_areas(result, result.agency(code), since(code)) for code in codes},
        {code: prevention_of(result, code, activities, since(code)) for code in codes},
        changes,
    )
