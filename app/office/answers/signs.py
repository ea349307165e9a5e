"""Responses that bear a sign of quality, and what was decided about them: values, without store or act."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from app.base.ids import AgencyCode, GroupCode, OfficerId
from app.office.answers.rows import Flag


class Decision(StrEnum):
    """What became of a response with a sign."""

    APPROVED = "approved"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision, why, and by whom."""

    decision: Decision
    reason: str
    officers: tuple[OfficerId, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A response with signs. `position` is its place among the opened rows; `agency` is empty for experts."""

    position: int
    agency: AgencyCode
    group: GroupCode
    flags: tuple[Flag, ...]
    reviewed: Reviewed | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """So many responses of a stratum that are left out for the same reason."""

    agency: AgencyCode
    group: GroupCode
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Signs:
    """The responses of a round that bear a sign, in the order of the rows."""

    marked: tuple[Marked, ...]

    @property
    def waiting(self) -> int:
        """How many nobody has looked at."""
        return sum(one.reviewed is None for one in self.marked)

    @property
    def aside(self) -> frozenset[int]:
        """The positions that are set aside."""
        return frozenset(one.position for one in self.marked if _is_aside(one))

    @property
    def reasons(self) -> tuple[SetAside, ...]:
        """What is set aside, counted by stratum and reason."""
        counts = Counter(
            (one.agency, one.group, one.reviewed.reason)
            for one in self.marked
            if one.reviewed is not None and _is_aside(one)
        )
        return tuple(SetAside(*which, count) for which, count in sorted(counts.items()))


def _is_aside(one: Marked) -> bool:
    return one.reviewed is not None and one.reviewed.decision is Decision.SET_ASIDE


NO_SIGNS = Signs(())
