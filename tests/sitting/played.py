"""Sittings played without a kiosk: one act after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from app.base.errors import Refused
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.index import index_of
from app.questionnaire.model import Calculated, Questionnaire
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import NOBODY, Slot, all_slots, slots_of
from app.sitting.events import (
    Act,
    AddTime,
    Choose,
    ChooseSubjects,
    Clear,
    Consent,
    Event,
    Final,
    Flag,
    GoTo,
    Heartbeat,
    Mode,
    Resume,
    Review,
    SetLanguage,
    SetMode,
    SkipSubject,
    Submit,
    Suspend,
    SuspendReason,
    TickSubjects,
)
from app.sitting.machine import begin, step
from app.sitting.state import Opening, Sitting
from tests.questionnaire.made import AGENCIES, Json, built, values

NULLIFIER = Nullifier(bytes(range(32)))


def opening_of(questionnaire: Questionnaire, language: Language = Language.ID) -> Opening:
    return Opening(
        questionnaire=questionnaire,
        digest=questionnaire_digest(questionnaire),
        agency=NOBODY,
        group=GroupCode("training"),
        agencies=AGENCIES,
        language=language,
        mode=Mode.SELF,
        seed=bytes(range(32)),
    )


@dataclass(slots=True)
class Played:
    """A sitting in progress with its events and a hand on the clock."""

    sitting: Sitting
    spent_ms: int = 0
    events: list[Event] = field(default_factory=list)

    def try_to(self, act: Act, after_ms: int = 0) -> Refused | None:
        self.spent_ms += after_ms
        outcome = step(self.sitting, act, self.spent_ms)
        if isinstance(outcome, Refused):
            return outcome
        event, self.sitting = outcome
        self.events.append(event)
        return None

    def do(self, act: Act, after_ms: int = 0) -> Sitting:
        refused = self.try_to(act, after_ms)
        assert refused is None, (act, refused)
        return self.sitting

    def refuses(self, act: Act, after_ms: int = 0) -> str:
        before = self.sitting
        refused = self.try_to(act, after_ms)
        assert refused is not None, act
        assert self.sitting is before
        return refused.code.partition(".")[2]

    def answer(self, after_ms: int = 0, **answers: Value) -> Sitting:
        for name, value in answers.items():
            self.do(Choose(Slot(name), value), after_ms)
        return self.sitting

    @property
    def asked(self) -> list[str]:
        return [f"{each.item}/{each.subject}" if each.subject else each.item for each in self.sitting.steps]


def played(parts: Json, *, consent: bool = True) -> Played:
    """A sitting of `built(parts)`, past its promise."""
    made = Played(begin(opening_of(built(parts))))
    if consent:
        made.do(Consent())
    return made


def acts(sitting: Sitting, *, finals: bool) -> st.SearchStrategy[Act]:
    """Something that someone may try now, allowed or not."""
    questionnaire = sitting.questionnaire
    askers = index_of(questionnaire).askers
    slots = all_slots(questionnaire, sitting.subjects, sitting.answers) or (Slot("nothing"),)
    answering = [
        st.builds(Choose, st.just(slot), values(questionnaire, askers[slot.variable]))
        for slot in slots
        if slot.variable in askers and not isinstance(askers[slot.variable], Calculated)
    ]
    steps = sitting.steps
    tries: list[st.SearchStrategy[Act]] = [
        *([st.one_of(answering)] * 4 if answering else []),
        st.sampled_from(slots).map(Clear),
        st.just(Review()),
        st.just(Heartbeat()),
        st.just(Resume()),
        st.sampled_from(SuspendReason).map(Suspend),
        st.sampled_from(Language).map(SetLanguage),
        st.integers(-1, 60_000).map(AddTime),
        st.lists(st.sampled_from(AGENCIES), unique=True).map(lambda some: ChooseSubjects(tuple(some))),
        st.lists(st.sampled_from(AGENCIES), unique=True).map(lambda some: TickSubjects(tuple(some))),
        st.builds(SkipSubject, st.sampled_from(AGENCIES), st.booleans()),
    ]
    if steps:
        tries += [st.sampled_from(steps).map(GoTo), st.builds(Flag, st.sampled_from(steps), st.booleans())]
    if finals:
        tries += [st.sampled_from(Mode).map(SetMode)]
        tries += [st.just(Consent()), st.sampled_from(Final).map(Submit)]
    return st.one_of(tries)


def straight(
    opening: Opening, wished: Mapping[Slot, Value], subjects: tuple[AgencyCode, ...], skipped: set[AgencyCode]
) -> Played:
    """From promise to the last question, in order, without a detour."""
    made = Played(begin(opening))
    made.do(Consent())
    settle(made, wished, subjects, skipped)
    return made


def settle(
    made: Played, wished: Mapping[Slot, Value], subjects: tuple[AgencyCode, ...], skipped: set[AgencyCode]
) -> None:
    """Make the answers on the path what was wished, from wherever the sitting is."""
    for _ in range(100):
        if made.sitting.questionnaire.subjects is not None and made.sitting.subjects != subjects:
            made.try_to(ChooseSubjects(subjects))
        for subject in made.sitting.subjects:
            if (subject in skipped) != (subject in made.sitting.skipped):
                made.do(SkipSubject(subject, subject in skipped))
        wrong = [
            slot
            for each in made.sitting.steps
            for slot in slots_of(made.sitting.item(each), each.subject)
            if made.sitting.answers.get(slot) != wished.get(slot)
        ]
        if not wrong:
            return
        slot = wrong[0]
        made.do(Choose(slot, wished[slot]) if slot in wished else Clear(slot))
    raise AssertionError(made.sitting.steps)
