"""From act to event to the next state: `law` says what may happen, `state` is what it happens to. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from app.base.errors import Refused
from app.base.ids import AgencyCode
from app.base.sentences import Language
from app.questionnaire.route import (
    Step,
    path_of,
    stretch_of,
)
from app.sitting.events import (
    Act,
    AddTime,
    Choose,
    ChooseSubjects,
    Clear,
    Consent,
    Event,
    Flag,
    GoTo,
    Heartbeat,
    Resume,
    Review,
    SetLanguage,
    SetMode,
    SkipSubject,
    Submit,
    Suspend,
    TickSubjects,
)
from app.sitting.law import refusal
from app.sitting.state import (
    Opening,
    Phase,
    Sitting,
    answered,
    choosing_is_due,
    counting,
    ordered,
    plan_of,
    walked,
)


def begin(opening: Opening) -> Sitting:
    """A sitting whose respondent is about to read the promise, in a language that it is asked in."""
    spoken = opening.language if opening.language in opening.questionnaire.languages else Language.ID
    path = path_of(opening.questionnaire, plan_of(opening, (), frozenset()), {})
    return Sitting(opening, Phase.PROMISE, spoken, opening.mode, {}, path)


def replay(opening: Opening, events: Iterable[Event], beat_ms: int = 0) -> Sitting:
    """The state after `events`, each of which `step` once accepted.

    `beat_ms` is the active time that the last heartbeat kept; before consent and while the sitting is
    suspended it costs nothing.
    """
    sitting = begin(opening)
    for event in events:
        sitting = apply(sitting, event)
    return _timed(sitting, beat_ms)


def step(sitting: Sitting, act: Act, spent_ms: int) -> tuple[Event, Sitting] | Refused:
    """Decide whether `act` may happen after `spent_ms` of active time; if so, what is so afterwards."""
    used_ms = max(sitting.spent_ms, spent_ms) if counting(sitting) else sitting.spent_ms
    refused = refusal(sitting, act, used_ms)
    if refused is not None:
        return refused
    event = Event(act, used_ms)
    return event, apply(sitting, event)


def apply(sitting: Sitting, event: Event) -> Sitting:
    """The state after an accepted event."""
    return _after(_timed(sitting, event.spent_ms), event.act)


def _timed(sitting: Sitting, spent_ms: int) -> Sitting:
    """The time since the last event is put to the section that was on the screen."""
    gone = spent_ms - sitting.spent_ms
    if gone <= 0 or not counting(sitting):
        return sitting
    used = dict(sitting.section_ms)
    if sitting.position is not None:
        place = stretch_of(sitting.position)
        used[place] = used.get(place, 0) + gone
    return replace(sitting, spent_ms=spent_ms, section_ms=used)


def _after(sitting: Sitting, act: Act) -> Sitting:  # noqa: C901, PLR0911, PLR0912 - one table
    match act:
        case Consent():
            return _placed(replace(sitting, phase=Phase.ANSWERING, consented=True))
        case Choose():
            return walked(sitting, answers={**sitting.answers, act.slot: act.value})
        case Clear():
            kept = {slot: value for slot, value in sitting.answers.items() if slot != act.slot}
            return walked(sitting, answers=kept)
        case Flag():
            flags = sitting.flags | {act.step} if act.on else sitting.flags - {act.step}
            return replace(sitting, flags=flags)
        case GoTo():
            return _at(replace(sitting, phase=Phase.ANSWERING), act.step)
        case Review():
            return replace(sitting, phase=Phase.REVIEW)
        case ChooseSubjects():
            return _subjects(sitting, act.subjects)
        case TickSubjects():
            return replace(sitting, ticked=ordered(sitting, act.subjects))
        case SkipSubject():
            on = sitting.skipped | {act.subject}
            return _placed(walked(sitting, skipped=on if act.on else sitting.skipped - {act.subject}))
        case SetLanguage():
            return replace(sitting, language=act.language)
        case SetMode():
            return replace(sitting, mode=act.mode)
        case AddTime():
            return replace(sitting, extra_ms=sitting.extra_ms + act.extra_ms)
        case Suspend():
            return replace(sitting, suspended=act.why)
        case Resume():
            return replace(sitting, suspended=None)
        case Heartbeat():
            return sitting
        case Submit():
            return replace(sitting, phase=Phase.FINISHED, final=act.final, suspended=None)
        case _:
            assert_never(act)


def _subjects(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> Sitting:
    if not subjects:
        return replace(sitting, phase=Phase.SUBJECTS)
    ticked = ordered(sitting, subjects)
    chosen = replace(
        walked(sitting, subjects=ticked, skipped=sitting.skipped & frozenset(ticked)),
        phase=Phase.ANSWERING,
        ticked=ticked,
    )
    path = chosen.steps
    first = next((step for step in path if step.subject and not answered(chosen, step)), None)
    return _at(chosen, first) if first else _placed(chosen)


def _placed(sitting: Sitting) -> Sitting:
    """The sitting at a place on its path: where it was, else at what follows, else asked anew."""
    path = sitting.steps
    if sitting.position is not None and sitting.position in path:
        return sitting
    if not path:
        due = choosing_is_due(sitting) or sitting.questionnaire.subjects is not None
        return replace(sitting, position=None, phase=Phase.SUBJECTS if due else Phase.REVIEW)
    return _at(sitting, next((step for step in path if step not in sitting.visited), path[-1]))


def _at(sitting: Sitting, step: Step) -> Sitting:
    return replace(sitting, position=step, visited=sitting.visited | {step})
