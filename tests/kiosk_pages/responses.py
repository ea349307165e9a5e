"""What is sealed, without what no two sittings share; and what the pure machine seals of the same answers."""

from app.base.canonical import JsonValue, parse_canonical
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.sentences import Language
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import questionnaire_digest
from app.questionnaire.route import NOBODY, slots_of
from app.sitting import events as e
from app.sitting.events import Mode
from app.sitting.machine import begin, step
from app.sitting.response import close, response_bytes
from app.sitting.state import Opening, Sitting, choosing_is_due, screening
from tests.kiosk_pages.people.wishes import Plan
from tests.kiosk_pages.venue import AGENCIES, Record

COMPARED = ("type", "version", "questionnaire", "language", "mode", "state", "subjects", "answers")


def straight(asked: Questionnaire, plan: Plan, language: Language) -> dict[str, JsonValue]:
    """What the pure machine seals of somebody who answers the plan from the first question to the last."""
    opening = Opening(
        questionnaire=asked,
        digest=questionnaire_digest(asked),
        agency=NOBODY if asked.subjects else AgencyCode(AGENCIES[0].code),
        group=GroupCode(asked.respondent_group),
        agencies=tuple(AgencyCode(each.code) for each in AGENCIES),
        language=language,
        mode=Mode.SELF,
        seed=bytes(32),
    )
    sitting = done(begin(opening), e.Consent())
    at = 0
    while at < len(sitting.steps) or (plan.subjects and choosing_is_due(sitting)):
        if at == len(sitting.steps):
            sitting = done(sitting, e.ChooseSubjects(plan.subjects))
            for subject in plan.unknown:
                sitting = done(sitting, e.SkipSubject(subject))
        here = sitting.steps[at]
        for slot in slots_of(sitting.item(here), here.subject):
            if slot in plan.answers and slot in sitting.path.slots:
                sitting = done(sitting, e.Choose(slot, plan.answers[slot]))
        at += 1
    if screening(sitting) is None:
        sitting = done(done(sitting, e.Review()), e.Submit(e.Final.COMPLETE))
    else:
        sitting = done(sitting, e.Submit(e.Final.INELIGIBLE))
    return compared(parsed(response_bytes(close(sitting), Nullifier(bytes(32)))))


def done(sitting: Sitting, act: e.Act) -> Sitting:
    outcome = step(sitting, act, sitting.spent_ms)
    assert isinstance(outcome, tuple), (act, outcome)
    return outcome[1]


def parsed(data: bytes) -> Record:
    value = parse_canonical(data)
    assert isinstance(value, dict)
    return value


def compared(record: Record) -> dict[str, JsonValue]:
    """All of a response but its slip, its time, and the order of what was shuffled, which each draws anew."""
    assert set(record) == {*COMPARED, "order", "nullifier", "duration"}
    return {name: record[name] for name in COMPARED}
