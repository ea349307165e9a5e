"""What holds in every sitting, whatever was asked and whatever was done."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.canonical import canonical, parse_canonical
from app.base.errors import Refused
from app.base.sentences import Language
from app.questionnaire.model import OnTimeout, Questionnaire
from app.questionnaire.route import NOBODY, slots_of
from app.sitting.events import (
    Act,
    Choose,
    Clear,
    Consent,
    Final,
    Resume,
    Review,
    SetLanguage,
    Submit,
    Suspend,
    SuspendReason,
    event_from_json,
    to_json,
)
from app.sitting.machine import apply, begin, replay, step
from app.sitting.reading import parse_response
from app.sitting.response import close, response_bytes
from app.sitting.size import largest_response_bytes
from app.sitting.state import Phase, counting, screening
from tests.questionnaire.made import AGENCIES, questionnaires, wishes
from tests.sitting.played import NULLIFIER, Played, acts, opening_of, settle, straight


def wander(made: Played, data: st.DataObject, most: int, *, finals: bool) -> None:
    for _ in range(data.draw(st.integers(0, most))):
        made.try_to(data.draw(acts(made.sitting, finals=finals)), after_ms=data.draw(st.integers(0, 20_000)))


@st.composite
def timed(draw: st.DrawFn) -> Questionnaire:
    """A random questionnaire in two languages, perhaps with limits."""
    questionnaire = draw(questionnaires())
    limits = st.none() | st.integers(1, 200_000)
    sections = tuple(
        section.model_copy(
            update={
                "time_limit_ms": draw(limits),
                "on_timeout": draw(st.sampled_from(OnTimeout)),
            }
        )
        for section in questionnaire.sections
    )
    return questionnaire.model_copy(
        update={"sections": sections, "time_limit_ms": draw(limits), "languages": ("id", "en")}
    )


@settings(max_examples=60)
@given(timed(), st.data())
def test_replay_is_what_was_stepped_through_after_any_prefix(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    opening = opening_of(questionnaire)
    made = Played(begin(opening))
    states = [made.sitting]
    made.do(Consent())
    states.append(made.sitting)
    for _ in range(data.draw(st.integers(0, 15))):
        act = data.draw(acts(made.sitting, finals=True))
        if made.try_to(act, after_ms=data.draw(st.integers(0, 40_000))) is None:
            states.append(made.sitting)
    stored = [canonical(to_json(event)) for event in made.events]
    events = [event_from_json(parse_canonical(line)) for line in stored]
    assert events == made.events
    for length, state in enumerate(states):
        assert replay(opening, events[:length]) == state
    spent = [event.spent_ms for event in events]
    assert spent == sorted(spent)


@settings(max_examples=60)
@given(timed(), st.data())
def test_what_is_so_makes_sense_after_every_act(questionnaire: Questionnaire, data: st.DataObject) -> None:
    made = Played(begin(opening_of(questionnaire)))
    first: list[Act] = [Consent(), Consent(), Submit(Final.DECLINED), Suspend(SuspendReason.PAUSED)]
    made.try_to(data.draw(st.sampled_from(first)))
    for _ in range(data.draw(st.integers(0, 15))):
        before = made.sitting
        act = data.draw(acts(before, finals=True))
        refused = made.try_to(act, after_ms=data.draw(st.integers(0, 40_000)))
        after = made.sitting
        if before.final is not None:
            assert isinstance(refused, Refused)
            assert refused.code == "sitting.finished"
        if before.suspended is not None and refused is None:
            assert after.spent_ms == before.spent_ms
            assert after.section_ms == before.section_ms
            assert after.answers == before.answers
        if not isinstance(act, (Choose, Clear)):
            assert after.answers == before.answers
        assert (after.final is not None) == (after.phase is Phase.FINISHED)
        assert sum(after.section_ms.values()) <= after.spent_ms
        if after.phase is Phase.PROMISE:
            assert after.spent_ms == 0
        if after.final is Final.COMPLETE:
            assert screening(after) is None


@settings(max_examples=60)
@given(questionnaires(), st.data())
def test_detours_leave_no_trace_in_what_is_sealed(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Any order, leaving, returning, other languages, pauses: the same answers as going straight."""
    questionnaire = questionnaire.model_copy(update={"languages": ("id", "en")})
    opening = opening_of(questionnaire)
    wished = data.draw(wishes(questionnaire))
    subjects = tuple(code for code in AGENCIES if data.draw(st.booleans())) or AGENCIES[:1]
    skipped = {code for code in subjects if data.draw(st.booleans())}
    direct = straight(opening, wished, subjects, skipped)

    detour = Played(begin(opening))
    detour.do(Consent())
    wander(detour, data, 20, finals=False)
    detour.try_to(Resume())
    detour.do(SetLanguage(Language.ID))
    settle(detour, wished, subjects, skipped)

    assert detour.sitting.steps == direct.sitting.steps
    assert (screening(detour.sitting) is None) == (screening(direct.sitting) is None)
    outcomes = [
        (made.try_to(Review()), made.try_to(Submit(Final.COMPLETE)), made.try_to(Submit(Final.ENDED)))
        for made in (detour, direct)
    ]
    assert outcomes[0] == outcomes[1]
    there, here = close(detour.sitting), close(direct.sitting)
    if not direct.sitting.subjects:  # agencies once chosen stay chosen, though their door closed again
        outside = {slot: value for slot, value in there.answers.items() if slot.subject not in AGENCIES}
        there = replace(there, subjects=(), answers=outside, order=here.order)
    assert replace(there, duration_class=0) == replace(here, duration_class=0)


@given(questionnaires(), st.data())
def test_answers_that_leave_the_path_come_back_with_it(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    opening = opening_of(questionnaire)
    wished = data.draw(wishes(questionnaire))
    made = straight(opening, wished, AGENCIES, set())
    steps, answers = made.sitting.steps, made.sitting.answers
    asked = [slot for each in steps for slot in slots_of(made.sitting.item(each), each.subject)]
    answered = [slot for slot in asked if slot in answers]
    for slot in answered:
        made.do(Clear(slot))
        left = {
            other for each in made.sitting.steps for other in slots_of(made.sitting.item(each), each.subject)
        }
        assert all(made.sitting.answers.get(other) == answers[other] for other in answered if other != slot)
        assert left  # there is always something to answer
        made.do(Choose(slot, answers[slot]))
        assert made.sitting.steps == steps
        assert made.sitting.answers == answers


@given(questionnaires(), st.data())
def test_time_that_is_suspended_or_before_consent_is_not_spent(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    opening = opening_of(questionnaire)
    made = Played(begin(opening))
    made.do(SetLanguage(Language.ID), after_ms=60_000)
    assert replay(opening, made.events, beat_ms=60_000).spent_ms == 0
    made.spent_ms = 0  # whoever keeps the clock starts it at consent
    made.do(Consent())
    wander(made, data, 8, finals=False)
    made.try_to(Resume())
    made.do(Suspend(SuspendReason.CLOSED), after_ms=1_000)
    spent = made.sitting.spent_ms
    stands = made.sitting
    for act in (Suspend(SuspendReason.LOCKED), SetLanguage(Language.ID), Resume()):
        outcome = step(stands, act, spent + 3_600_000)
        assert not isinstance(outcome, Refused)
        assert outcome[0].spent_ms == spent
        assert outcome[1].spent_ms == spent
        assert apply(stands, replace(outcome[0], spent_ms=spent + 3_600_000)).spent_ms == spent
    assert replay(opening, made.events, beat_ms=spent + 5_000).spent_ms == spent
    made.spent_ms = spent
    made.do(Resume())
    assert counting(made.sitting)
    assert replay(opening, made.events, beat_ms=spent + 5_000).spent_ms == spent + 5_000
    assert replay(opening, made.events, beat_ms=spent - 5_000).spent_ms == spent


@settings(max_examples=60)
@given(questionnaires(), st.data())
def test_what_is_sealed_reads_back_as_it_was_and_fits(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    made = Played(begin(opening_of(questionnaire)))
    if data.draw(st.booleans()):
        made.do(Consent())
        settle(
            made,
            data.draw(wishes(questionnaire)),
            AGENCIES,
            set(),
        )
    wander(made, data, 10, finals=True)
    if made.sitting.final is None:
        made.do(Submit(Final.ENDED))
    response = close(made.sitting)
    sealed = response_bytes(response, NULLIFIER)
    assert parse_response(sealed, questionnaire) == replace(response, nullifier=NULLIFIER)
    assert len(sealed) <= largest_response_bytes(questionnaire, len(AGENCIES))
    if made.sitting.subjects:
        assert {slot.subject for slot in response.answers} <= {NOBODY, *made.sitting.subjects}
