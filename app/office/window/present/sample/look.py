"""What the page of the sample is made of: how the lists stand, and what only the screen holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import Refused
from app.base.ids import OfficerId
from app.base.sentences import Language, Sentence, say
from app.office.findings import Findings
from app.office.sample.drawing import Check, Drawn, DrawnStratum
from app.office.sample.fieldwork import Standing, Status
from app.office.sample.names import Stratum
from app.office.survey.rounds import RoundDocument
from app.office.window import view as v
from app.office.window.present import sample_wishes as w

DISTINCT = "distinct"  # of the choice which entry stays: all do


@dataclass(frozen=True, slots=True)
class Look:
    """How the names stand. Without lists `check` is None; `ended`: they are destroyed, or being destroyed."""

    plan: RoundDocument
    check: Check | None = None
    draws: tuple[Drawn, ...] = ()
    status: Status | None = None
    ended: Refused | None = None

    @property
    def drawn(self) -> Mapping[Stratum, DrawnStratum]:
        """What is drawn."""
        return {one.stratum: one for made in self.draws for one in made.strata}

    @property
    def furthest(self) -> w.Step:
        """The stage that comes next."""
        if self.check is None:
            return w.Step.LISTS
        if not self.draws:
            return w.Step.CHECK if self.check.clusters else w.Step.DRAW
        invited = self.status is not None and any(
            one.standing not in {Standing.RESERVE, Standing.DRAWN} for one in self.status.persons
        )
        return w.Step.PEOPLE if invited else w.Step.LETTERS


@dataclass(frozen=True, slots=True)
class Held:
    """What only the screen knows: words that were typed, what is chosen, what was just made."""

    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    findings: Findings | None = None
    done: Sentence | None = None
    files: tuple[Path, ...] = ()
    cluster: int | None = None
    person: int | None = None
    again: bool = False
    busy: bool = False
    others: tuple[tuple[OfficerId, str], ...] = ()

    def word(self, name: str, otherwise: str = "") -> str:
        """What was typed into a field."""
        return self.words.get(name, otherwise)


def stages(look: Look, here: w.Step, language: Language) -> v.Stages:
    """The line of stages."""
    names = {
        w.Step.LISTS: say(language, "sample.stage_lists"),
        w.Step.CHECK: say(language, "sample.stage_check"),
        w.Step.DRAW: say(language, "sample.stage_draw"),
        w.Step.LETTERS: say(language, "sample.stage_letters"),
        w.Step.PEOPLE: say(language, "sample.stage_people"),
    }
    order = list(w.Step)
    come = order.index(look.furthest)
    return v.Stages(
        tuple(
            v.Stage(
                f"stage_{step}",
                names[step],
                done=at < come and step is not here,
                here=step is here,
                spoken=say(language, "sample.stage_spoken", number=at + 1, stage=names[step]),
                intent=w.See(step),
            )
            for at, step in enumerate(order)
        )
    )
