"""What simulated rounds with a known truth say of the intervals: figures for the chapter on the method.

From the campaign's hunt COVER at its release size (November 2026); a test runs a short one beside them. They
belong to the program and not to a round: a round whose groups are smaller has no right to them.
"""

from dataclasses import dataclass

from app.base.sentences import Language, decimal, say, whole


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often, in tenths of a percent, intervals of 95% held the truth over `rounds` simulated rounds.

    So many staff and users of each of six agencies were drawn, and so many experts for all of them.
    """

    staff: int
    users: int
    experts: int
    rounds: int
    index: int
    city: int

    def said(self, language: Language) -> str:
        """The finding in a sentence."""
        return say(
            language,
            "scoring.coverage",
            staff=self.staff,
            users=self.users,
            experts=self.experts,
            rounds=whole(language, self.rounds),
            index=decimal(language, self.index),
            city=decimal(language, self.city),
        )


TEN = Coverage(staff=10, users=10, experts=11, rounds=2000, index=945, city=956)
"""The design of 2019, with ten persons of each group."""

THIRTY = Coverage(staff=30, users=30, experts=30, rounds=2000, index=948, city=950)
"""What the specification asks of larger ones."""
