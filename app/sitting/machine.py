"""What may happen next in a sitting, and what follows. Pure: no clock, no disk.

The law, phase by act (everything else is refused; everything is refused once the sitting is finished):

    any phase     SetLanguage, AddTime, Suspend, Resume, Heartbeat, Submit (ended)
    promise       Consent, SetMode, Submit (declined)
    answering     Choose, Clear, Flag, GoTo, Review, ChooseSubjects, TickSubjects, SkipSubject,
                  Submit (ineligible; timeout, once the time is over)
    subjects      the same as answering: an expert is asked which agencies they know, and may go back
    review        the same as answering, and Submit (complete)

While it is suspended nothing is answered; when the time is over nothing is answered any more, and what was
answered stays. Time counts from consent, and stands still while the sitting is suspended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from app.base.errors import Refused
from app.base.ids import AgencyCode, Digest, GroupCode
from app.base.sentences import Language
from app.questionnaire.answer import absent_choices, finished, judge
from app.questionnaire.expression import Value, evaluate
from app.questionnaire.model import (
    Calculated,
    Check,
    Item,
    Note,
    OnTimeout,
    Questionnaire,
    Required,
    Section,
    Severity,
)
from app.questionnaire.route import (
    Path,
    Plan,
    Slot,
    Step,
    item_of,
    lookup_for,
    path_of,
    place_of,
    screened_out,
    section_of,
    slots_of,
    stretch_of,
    visible_options,
)
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


class Phase(StrEnum):
    """Where a sitting is."""

    PROMISE = "promise"
    SUBJECTS = "subjects"
    ANSWERING = "answering"
    REVIEW = "review"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a sitting begins with; `mode` may change until consent.

    `agency` is that of the slip, empty for experts; `agencies` are those that an expert may choose from;
    `seed` is 32 random bytes for the order, never derived from the access code; `today` the date of its
    beginning as in ISO 8601, for questionnaires that ask how long ago something was.
    """

    questionnaire: Questionnaire
    digest: Digest
    agency: AgencyCode
    group: GroupCode
    agencies: tuple[AgencyCode, ...]
    language: Language
    mode: Mode
    seed: bytes
    today: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The state of one sitting: always `replay` of its events.

    `answers` may hold some that are off the path; they count again when the path reopens. `path` is what
    follows from them. `section_ms` is the active time used per section and agency. `ticked` are the agencies
    that an expert has ticked, before or after saying that those are all.
    """

    opening: Opening
    phase: Phase
    language: Language
    mode: Mode
    answers: Mapping[Slot, Value]
    path: Path
    ticked: tuple[AgencyCode, ...] = ()
    flags: frozenset[Step] = frozenset()
    subjects: tuple[AgencyCode, ...] = ()
    skipped: frozenset[AgencyCode] = frozenset()
    position: Step | None = None
    visited: frozenset[Step] = frozenset()
    spent_ms: int = 0
    extra_ms: int = 0
    section_ms: Mapping[tuple[str, AgencyCode], int] = field(default_factory=dict)
    suspended: SuspendReason | None = None
    final: Final | None = None
    consented: bool = False

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire of this sitting."""
        return self.opening.questionnaire

    @property
    def plan(self) -> Plan:
        """What fixes the path besides the answers: skipped agencies are off it."""
        return _plan(self.opening, self.subjects, self.skipped)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The path with these answers."""
        return self.path.steps

    @property
    def known(self) -> Mapping[Slot, Value]:
        """The answers that count: those on the path, and what was calculated from them."""
        return self.path.known

    def item(self, step: Step) -> Item:
        """The item that a step shows."""
        return item_of(self.questionnaire, step)


def begin(opening: Opening) -> Sitting:
    """A sitting whose respondent is about to read the promise, in a language that it is asked in."""
    spoken = opening.language if opening.language in opening.questionnaire.languages else Language.ID
    path = path_of(opening.questionnaire, _plan(opening, (), frozenset()), {})
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
    refused = _refusal(sitting, act, used_ms)
    if refused is not None:
        return refused
    event = Event(act, used_ms)
    return event, apply(sitting, event)


def apply(sitting: Sitting, event: Event) -> Sitting:
    """The state after an accepted event."""
    return _after(_timed(sitting, event.spent_ms), event.act)


# --- what is so -------------------------------------------------------------------------------------------


def counting(sitting: Sitting) -> bool:
    """Whether its clock runs: from consent to the end, except while it is suspended."""
    return sitting.phase not in {Phase.PROMISE, Phase.FINISHED} and sitting.suspended is None


def limit_ms(sitting: Sitting) -> int | None:
    """The whole budget with the time that was added; None without a limit."""
    limit = sitting.questionnaire.time_limit_ms
    return None if limit is None else limit + sitting.extra_ms


def expired(sitting: Sitting, spent_ms: int) -> bool:
    """Whether the whole budget is used up."""
    limit = limit_ms(sitting)
    return limit is not None and spent_ms >= limit


def timed_out(sitting: Sitting, spent_ms: int) -> bool:
    """Whether time ran out: all of it, or that of a section which then ends the sitting."""
    here = sitting.position
    if sitting.phase in {Phase.PROMISE, Phase.FINISHED}:
        return False
    if expired(sitting, spent_ms):
        return True
    if here is None or section_of(sitting.questionnaire, here.section).on_timeout is not OnTimeout.SUBMIT:
        return False
    return section_remaining_ms(sitting, spent_ms, here) == 0


def section_remaining_ms(sitting: Sitting, spent_ms: int, step: Step) -> int | None:
    """Time left for the section of `step`; None without a limit of its own."""
    limit = section_of(sitting.questionnaire, step.section).time_limit_ms
    if limit is None:
        return None
    used = sitting.section_ms.get(stretch_of(step), 0)
    if sitting.position is not None and stretch_of(sitting.position) == stretch_of(step):
        used += max(0, spent_ms - sitting.spent_ms)
    return max(0, limit + sitting.extra_ms - used)


def answered(sitting: Sitting, step: Step) -> bool:
    """Whether every answer that `step` asks for is given and finished, absent codes included."""
    item = sitting.item(step)
    if isinstance(item, (Note, Calculated)):
        return True
    slots = slots_of(item, step.subject)
    if not all(slot in sitting.answers for slot in slots):
        return False
    values = [sitting.answers[slot] for slot in slots]
    if not any(isinstance(value, tuple) for value in values):
        return True
    options = visible_options(sitting.questionnaire, sitting.plan, step, sitting.known)
    return all(finished(item, value, options) for value in values)


def unanswered(sitting: Sitting) -> tuple[Step, ...]:
    """The questions on the path without an answer."""
    return tuple(step for step in sitting.steps if not answered(sitting, step))


def missing(sitting: Sitting) -> tuple[Step, ...]:
    """The questions on the path that must be answered, or left with a reason, and are not.

    As long as the screening is not passed its questions are among them: nobody completes what lies before
    a closed door.
    """
    closed = {section.id for section in sitting.questionnaire.sections if _closed(sitting, section)}
    return tuple(
        step
        for step in unanswered(sitting)
        if sitting.item(step).required is Required.HARD or step.section in closed
    )


def screening(sitting: Sitting) -> Section | None:
    """The screening that the respondent has answered in full and not passed; unknown does not pass."""
    path = sitting.steps
    for section in sitting.questionnaire.sections:
        if _closed(sitting, section):
            asked = [step for step in path if step.section == section.id]
            return section if all(answered(sitting, step) for step in asked) else None
    return None


def _closed(sitting: Sitting, section: Section) -> bool:
    """Whether `section` is a screening that is not passed, or not yet."""
    return screened_out(section, sitting.known, sitting.opening.today)


def choosing_is_due(sitting: Sitting) -> bool:
    """Whether an expert who is past the screening has still to say which agencies they know."""
    if sitting.questionnaire.subjects is None or sitting.subjects:
        return False
    return not any(_closed(sitting, section) for section in sitting.questionnaire.sections)


def can_go_to(sitting: Sitting, step: Step, spent_ms: int = 0) -> bool:
    """Whether the respondent may turn to `step`: on the path, not locked, not behind a closed door.

    `spent_ms` is the active time used until now, where that is more than at the last event.
    """
    path = sitting.steps
    if step not in path:
        return False
    if _section_over(sitting, max(spent_ms, sitting.spent_ms), step):
        return False
    here = sitting.position
    if here is None or here not in path or path.index(step) >= path.index(here):
        return True
    return section_of(sitting.questionnaire, step.section).allow_back


# --- what may happen --------------------------------------------------------------------------------------


def _refusal(sitting: Sitting, act: Act, spent_ms: int) -> Refused | None:  # noqa: C901, PLR0911, PLR0912 - one table
    if sitting.phase is Phase.FINISHED:
        return Refused("sitting.finished")
    match act:
        case Suspend() | Heartbeat():
            return None
        case SetLanguage():
            return _unless(act.language in sitting.questionnaire.languages)
        case SetMode():
            return _unless(sitting.phase is Phase.PROMISE and sitting.suspended is None)
        case Resume():
            return None if sitting.suspended else Refused("sitting.not_now")
        case AddTime():
            return None if act.extra_ms > 0 else Refused("sitting.not_now")
        case Submit():
            return _submit_refusal(sitting, act.final, spent_ms)
        case Consent():
            return _unless(sitting.phase is Phase.PROMISE and sitting.suspended is None)
        case ChooseSubjects():
            return _blocked(sitting, spent_ms) or _subjects_refusal(sitting, act.subjects)
        case TickSubjects():
            return _blocked(sitting, spent_ms) or _tick_refusal(sitting, act.subjects)
        case SkipSubject():
            blocked = _blocked(sitting, spent_ms)
            return blocked or _unless(act.subject in sitting.subjects)
        case Choose():
            return _blocked(sitting, spent_ms) or _choose_refusal(sitting, act, spent_ms)
        case Clear():
            blocked = _blocked(sitting, spent_ms)
            return blocked or _unless(act.slot in sitting.answers) or _locked(sitting, act.slot, spent_ms)
        case Flag():
            return _blocked(sitting, spent_ms) or _unless(act.step in sitting.steps)
        case GoTo():
            return _blocked(sitting, spent_ms) or _unless(can_go_to(sitting, act.step, spent_ms))
        case Review():
            return _blocked(sitting, spent_ms) or _unless(_reviewable(sitting))
        case _:
            assert_never(act)


def _unless(allowed: bool) -> Refused | None:
    return None if allowed else Refused("sitting.not_now")


def _blocked(sitting: Sitting, spent_ms: int) -> Refused | None:
    if sitting.suspended is not None:
        return Refused("sitting.suspended")
    if sitting.phase is Phase.PROMISE:
        return Refused("sitting.not_now")
    if expired(sitting, spent_ms) and sitting.questionnaire.on_timeout is not OnTimeout.WARN:
        return Refused("sitting.time_over")
    return None


def _reviewable(sitting: Sitting) -> bool:
    """Whether there is something to look over and seal: not while agencies have to be chosen, nor for who
    did not pass the screening.
    """
    return bool(sitting.steps) and not choosing_is_due(sitting) and screening(sitting) is None


def _submit_refusal(sitting: Sitting, final: Final, spent_ms: int) -> Refused | None:
    match final:
        case Final.DECLINED:
            return _unless(sitting.phase is Phase.PROMISE)
        case Final.TIMEOUT:
            return _unless(timed_out(sitting, spent_ms))
        case Final.ENDED:
            return None  # before consent too: a session that ends leaves no draft behind
        case Final.INELIGIBLE:
            asked = sitting.phase is not Phase.PROMISE and sitting.suspended is None
            return _unless(asked and screening(sitting) is not None)
        case Final.COMPLETE:
            ready = sitting.phase is Phase.REVIEW and sitting.suspended is None
            if not ready or not _reviewable(sitting):
                return Refused("sitting.not_now")
            left = missing(sitting)
            return Refused("sitting.missing", {"count": len(left)}) if left else None
        case _:
            assert_never(final)


def _subjects_refusal(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> Refused | None:
    asked = sitting.questionnaire.subjects
    if asked is None or not (choosing_is_due(sitting) or sitting.subjects):
        return Refused("sitting.not_now")
    if not subjects:
        return None  # choose again
    if not _agencies(sitting, subjects):
        return Refused("sitting.not_now")
    return None if len(subjects) >= asked.min else Refused("sitting.too_few_subjects", {"least": asked.min})


def _tick_refusal(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> Refused | None:
    asked = sitting.phase is Phase.SUBJECTS and sitting.questionnaire.subjects is not None
    return _unless(asked and _agencies(sitting, subjects))


def _agencies(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> bool:
    """Whether `subjects` are agencies to choose from, none of them twice."""
    return len(set(subjects)) == len(subjects) and set(sitting.opening.agencies).issuperset(subjects)


def _choose_refusal(sitting: Sitting, act: Choose, spent_ms: int) -> Refused | None:
    step = step_of(sitting, act.slot)
    if step is None:
        return Refused("sitting.not_now")
    item = sitting.item(step)
    options = visible_options(sitting.questionnaire, sitting.plan, step, sitting.known)
    refused = judge(item, act.value, options, absent_choices(sitting.questionnaire, item))
    return refused or _locked(sitting, act.slot, spent_ms) or _check_refusal(sitting, item, act)


def _check_refusal(sitting: Sitting, item: Item, act: Choose) -> Refused | None:
    if not item.checks:
        return None
    known = _walked(sitting, answers={**sitting.answers, act.slot: act.value}).known
    lookup = lookup_for(known, act.slot.subject, sitting.opening.today)
    for check in item.checks:
        if check.severity is Severity.HARD and evaluate(check.rule, lookup) is False:
            text = check.message.en if sitting.language is Language.EN else None
            return Refused("sitting.check_failed", {"message": text or check.message.id})
    return None


def doubts(sitting: Sitting, step: Step) -> tuple[Check, ...]:
    """The soft checks of a question that its answers fail: they are asked about, and kept."""
    checks = sitting.item(step).checks
    lookup = lookup_for(sitting.known, step.subject, sitting.opening.today)
    return tuple(
        check for check in checks if check.severity is Severity.SOFT and evaluate(check.rule, lookup) is False
    )


def _locked(sitting: Sitting, slot: Slot, spent_ms: int) -> Refused | None:
    step = step_of(sitting, slot)
    over = step is not None and _section_over(sitting, spent_ms, step)
    return Refused("sitting.section_over") if over else None


def _section_over(sitting: Sitting, spent_ms: int, step: Step) -> bool:
    keeps = section_of(sitting.questionnaire, step.section).on_timeout is not OnTimeout.WARN
    return keeps and section_remaining_ms(sitting, spent_ms, step) == 0


def step_of(sitting: Sitting, slot: Slot) -> Step | None:
    """The step on the path that takes the answer of `slot`."""
    return place_of(sitting.questionnaire, slot) if slot in sitting.path.slots else None


# --- what follows -----------------------------------------------------------------------------------------


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
            return _walked(sitting, answers={**sitting.answers, act.slot: act.value})
        case Clear():
            kept = {slot: value for slot, value in sitting.answers.items() if slot != act.slot}
            return _walked(sitting, answers=kept)
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
            return replace(sitting, ticked=_ordered(sitting, act.subjects))
        case SkipSubject():
            on = sitting.skipped | {act.subject}
            return _placed(_walked(sitting, skipped=on if act.on else sitting.skipped - {act.subject}))
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


def _plan(opening: Opening, subjects: tuple[AgencyCode, ...], skipped: frozenset[AgencyCode]) -> Plan:
    asked = tuple(subject for subject in subjects if subject not in skipped)
    choosing = opening.questionnaire.subjects is not None and not subjects
    return Plan(opening.seed, opening.agency, asked, opening.today, choosing)


def _walked(
    sitting: Sitting,
    *,
    answers: Mapping[Slot, Value] | None = None,
    subjects: tuple[AgencyCode, ...] | None = None,
    skipped: frozenset[AgencyCode] | None = None,
) -> Sitting:
    """The sitting with other answers or agencies, and the path that follows from them."""
    answers = sitting.answers if answers is None else answers
    subjects = sitting.subjects if subjects is None else subjects
    skipped = sitting.skipped if skipped is None else skipped
    plan = _plan(sitting.opening, subjects, skipped)
    path = path_of(sitting.questionnaire, plan, answers, sitting.path)
    return replace(sitting, answers=answers, subjects=subjects, skipped=skipped, path=path)


def _ordered(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> tuple[AgencyCode, ...]:
    return tuple(code for code in sitting.opening.agencies if code in subjects)


def _subjects(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> Sitting:
    if not subjects:
        return replace(sitting, phase=Phase.SUBJECTS)
    ordered = _ordered(sitting, subjects)
    chosen = replace(
        _walked(sitting, subjects=ordered, skipped=sitting.skipped & frozenset(ordered)),
        phase=Phase.ANSWERING,
        ticked=ordered,
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


__all__ = [
    "Mode",
    "Opening",
    "Phase",
    "Sitting",
    "answered",
    "apply",
    "begin",
    "can_go_to",
    "choosing_is_due",
    "counting",
    "doubts",
    "expired",
    "limit_ms",
    "missing",
    "replay",
    "screening",
    "section_remaining_ms",
    "step",
    "step_of",
    "timed_out",
    "unanswered",
]
