"""Where a sitting is, and what can be asked of it. Pure: no clock, no disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.base.ids import AgencyCode, Digest, GroupCode
from app.base.sentences import Language
from app.questionnaire.answer import finished
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
    Final,
    Mode,
    SuspendReason,
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
        return plan_of(self.opening, self.subjects, self.skipped)

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
    if section_over(sitting, max(spent_ms, sitting.spent_ms), step):
        return False
    here = sitting.position
    if here is None or here not in path or path.index(step) >= path.index(here):
        return True
    return section_of(sitting.questionnaire, step.section).allow_back


def reviewable(sitting: Sitting) -> bool:
    """Whether there is something to look over and seal: not while agencies have to be chosen, nor for who
    did not pass the screening.
    """
    return bool(sitting.steps) and not choosing_is_due(sitting) and screening(sitting) is None


def doubts(sitting: Sitting, step: Step) -> tuple[Check, ...]:
    """The soft checks of a question that its answers fail: they are asked about, and kept."""
    checks = sitting.item(step).checks
    lookup = lookup_for(sitting.known, step.subject, sitting.opening.today)
    return tuple(
        check for check in checks if check.severity is Severity.SOFT and evaluate(check.rule, lookup) is False
    )


def section_over(sitting: Sitting, spent_ms: int, step: Step) -> bool:
    """Whether the time of a step's section is used up, where the section then closes."""
    keeps = section_of(sitting.questionnaire, step.section).on_timeout is not OnTimeout.WARN
    return keeps and section_remaining_ms(sitting, spent_ms, step) == 0


def step_of(sitting: Sitting, slot: Slot) -> Step | None:
    """The step on the path that takes the answer of `slot`."""
    return place_of(sitting.questionnaire, slot) if slot in sitting.path.slots else None


def plan_of(opening: Opening, subjects: tuple[AgencyCode, ...], skipped: frozenset[AgencyCode]) -> Plan:
    """What the path is walked with: which agencies are asked about, and whether they must be chosen."""
    asked = tuple(subject for subject in subjects if subject not in skipped)
    choosing = opening.questionnaire.subjects is not None and not subjects
    return Plan(opening.seed, opening.agency, asked, opening.today, choosing)


def walked(
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
    plan = plan_of(sitting.opening, subjects, skipped)
    path = path_of(sitting.questionnaire, plan, answers, sitting.path)
    return replace(sitting, answers=answers, subjects=subjects, skipped=skipped, path=path)


def ordered(sitting: Sitting, subjects: tuple[AgencyCode, ...]) -> tuple[AgencyCode, ...]:
    """The chosen agencies in the order of the round, however they were ticked."""
    return tuple(code for code in sitting.opening.agencies if code in subjects)
