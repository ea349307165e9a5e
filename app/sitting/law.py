"""What may happen next in a sitting. Pure: no clock, no disk.

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

from typing import assert_never

from app.base.errors import Refused
from app.base.ids import AgencyCode
from app.base.sentences import Language
from app.questionnaire.answer import absent_choices, judge
from app.questionnaire.expression import evaluate
from app.questionnaire.model import (
    Item,
    OnTimeout,
    Severity,
)
from app.questionnaire.route import (
    Slot,
    lookup_for,
    visible_options,
)
from app.sitting.events import (
    Act,
    AddTime,
    Choose,
    ChooseSubjects,
    Clear,
    Consent,
    Final,
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
from app.sitting.state import (
    Phase,
    Sitting,
    can_go_to,
    choosing_is_due,
    expired,
    missing,
    reviewable,
    screening,
    section_over,
    step_of,
    timed_out,
    walked,
)


def refusal(sitting: Sitting, act: Act, spent_ms: int) -> Refused | None:  # noqa: C901, PLR0911, PLR0912 - one table
    """Why `act` may not happen now, after `spent_ms` of active time; None where it may."""
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
            return _blocked(sitting, spent_ms) or _unless(reviewable(sitting))
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
            if not ready or not reviewable(sitting):
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
    known = walked(sitting, answers={**sitting.answers, act.slot: act.value}).known
    lookup = lookup_for(known, act.slot.subject, sitting.opening.today)
    for check in item.checks:
        if check.severity is Severity.HARD and evaluate(check.rule, lookup) is False:
            text = check.message.en if sitting.language is Language.EN else None
            return Refused("sitting.check_failed", {"message": text or check.message.id})
    return None


def _locked(sitting: Sitting, slot: Slot, spent_ms: int) -> Refused | None:
    step = step_of(sitting, slot)
    over = step is not None and section_over(sitting, spent_ms, step)
    return Refused("sitting.section_over") if over else None
