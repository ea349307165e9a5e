"""Playing a scenario as its respondent would: from the promise to the end, through the machine, and what is
sealed in the end. Pure: it tells where that differs from what the scenario says.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.sentences import Language, Sentence
from app.questionnaire.expression import Value
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import NOBODY, Slot, Step, slots_of
from app.questionnaire.scenario import SEED, Answer, Difference, Scenario, place_of, slot_of
from app.sitting.events import (
    Act,
    Choose,
    ChooseSubjects,
    Consent,
    Final,
    GoTo,
    Mode,
    Review,
    SkipSubject,
    Submit,
)
from app.sitting.machine import begin, step
from app.sitting.reading import parse_response
from app.sitting.response import close, response_bytes
from app.sitting.state import Opening, Sitting, choosing_is_due, screening, step_of

_NULLIFIER = Nullifier(bytes(32))  # of no slip


def rehearse(questionnaire: Questionnaire, scenarios: Sequence[Scenario]) -> tuple[Difference, ...]:
    """Every difference in every scenario."""
    return tuple(difference for scenario in scenarios for difference in run(questionnaire, scenario))


def run(questionnaire: Questionnaire, scenario: Scenario) -> tuple[Difference, ...]:
    """Play one scenario; what differs from what it says, in the order in which it was met."""
    play = _Play(questionnaire, scenario)
    play.answer_all()
    play.compare_route()
    play.end()
    return tuple(Difference(scenario.name, sentence) for sentence in play.found)


class _Play:
    """One sitting in progress, and what was found to differ."""

    def __init__(self, questionnaire: Questionnaire, scenario: Scenario) -> None:
        self.scenario = scenario
        self.found: list[Sentence] = []
        opening = Opening(
            questionnaire=questionnaire,
            digest=questionnaire_digest(questionnaire),
            agency=NOBODY,
            group=GroupCode(questionnaire.respondent_group),
            agencies=tuple(AgencyCode(code) for code in scenario.subjects),
            language=Language.ID,
            mode=Mode.SELF,
            seed=SEED,
            today=scenario.today,
        )
        self.sitting: Sitting = begin(opening)
        self._do(Consent())

    def answer_all(self) -> None:
        """Enter what the scenario answers, in the order in which it is asked; the path grows on the way."""
        left = {slot_of(place): answer for place, answer in self.scenario.answers.items()}
        while (slot := self._next(left)) is not None:
            at = step_of(self.sitting, slot)
            value: Value = left.pop(slot)
            if at is not None and (at == self.sitting.position or self._do(GoTo(at))):
                self._do(Choose(slot, value), place_of(slot.variable, slot.subject))
        for slot in left:
            self.found.append(
                Sentence("sitting.scenario_not_asked", {"place": place_of(slot.variable, slot.subject)})
            )

    def compare_route(self) -> None:
        """Hold the path against the one that is expected; the first question that differs says most."""
        shown = [_written(each) for each in self.sitting.steps]
        wanted = list(self.scenario.visible)
        for number, (here, there) in enumerate(zip_longest(shown, wanted, fillvalue="-"), start=1):
            if here != there:
                fields: dict[str, str | int] = {"number": number, "wanted": there, "shown": here}
                self.found.append(Sentence("sitting.scenario_route", fields))
                return

    def end(self) -> None:
        """End the sitting as it can be ended, and look at what would be sealed."""
        ineligible = screening(self.sitting) is not None
        ended = self._do(Submit(Final.INELIGIBLE)) if ineligible else self._complete()
        if not ended:
            return
        reached = "ineligible" if ineligible else "complete"
        if reached != self.scenario.end:
            self.found.append(
                Sentence("sitting.scenario_end", {"wanted": self.scenario.end, "reached": reached})
            )
        response = close(self.sitting)
        for place, answer in self.scenario.coded.items():
            coded = response.answers.get(slot_of(place))
            if coded != answer:
                fields = {"place": place, "wanted": _said(answer), "coded": _said(coded)}
                self.found.append(Sentence("sitting.scenario_coded", fields))
        # What the kiosk would seal is what the office reads.
        data = response_bytes(response, _NULLIFIER)
        parse_response(data, self.sitting.questionnaire)

    def _complete(self) -> bool:
        return self._do(Review()) and self._do(Submit(Final.COMPLETE))

    def _next(self, left: dict[Slot, Answer]) -> Slot | None:
        """The first answer that is asked for now; agencies are chosen as soon as they can be."""
        if self.scenario.subjects and choosing_is_due(self.sitting):
            self._do(ChooseSubjects(tuple(AgencyCode(code) for code in self.scenario.subjects)))
            for code in self.scenario.skipped:
                self._do(SkipSubject(AgencyCode(code)))
        return next((slot for slot in self._asked() if slot in left), None)

    def _asked(self) -> Iterator[Slot]:
        for each in self.sitting.steps:
            yield from slots_of(self.sitting.item(each), each.subject)

    def _do(self, act: Act, place: str = "") -> bool:
        done = step(self.sitting, act, self.sitting.spent_ms)
        if isinstance(done, Refused):
            fields = {"place": place or type(act).__name__, "code": done.code}
            self.found.append(Sentence("sitting.scenario_refused", fields))
            return False
        self.sitting = done[1]
        return True


def _said(value: Value | None) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(code) for code in value)
    return "-" if value is None else str(value)


def _written(shown: Step) -> str:
    return place_of(shown.item, shown.subject)
