"""Every questionnaire that is shipped, sat by keyboard alone and by mouse alone, ends in the same answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.base.canonical import JsonValue, parse_canonical
from app.base.ids import AgencyCode, GroupCode, Nullifier
from app.base.resources import QUESTIONNAIRES
from app.base.sentences import Language
from app.questionnaire.expression import Value
from app.questionnaire.model import Questionnaire
from app.questionnaire.read import questionnaire_digest, read_yaml
from app.questionnaire.route import NOBODY, slots_of
from app.sitting import events as e
from app.sitting.machine import Mode, Opening, Sitting, begin, choosing_is_due, screening, step
from app.sitting.response import close, response_bytes
from tests.kiosk_pages.people.keyboard import KeyboardSitter
from tests.kiosk_pages.people.mouse import MouseSitter
from tests.kiosk_pages.people.sitters import Sitter
from tests.kiosk_pages.people.wishes import Plan, Wishes, in_words, spread
from tests.kiosk_pages.room import Room
from tests.kiosk_pages.venue import AGENCIES, Record, Venue, furnish

Furnish = Callable[[Questionnaire], Venue]


@pytest.fixture
def furnished(application: QApplication, tmp_path: Path) -> Iterator[Furnish]:
    """Makes a seat that asks what it is given."""
    venues: list[Venue] = []

    def make(asked: Questionnaire) -> Venue:
        venues.append(furnish(tmp_path, application, asked))
        return venues[-1]

    yield make
    for venue in venues:
        venue.close()


def shipped(name: str) -> Questionnaire:
    return read_yaml((QUESTIONNAIRES / name / "questionnaire.yaml").read_bytes())


FIXED: dict[str, dict[str, Value]] = {
    "kepala-opd": {"s1": 1},
    "latihan": {},
    "spi-internal": {"s1": 2, "s2": 2, "b3a": 2, "c3": 4, "g1": (1, 3), "g2": 5},
    "spi-external": {"s1": 1, "s2": 1, "b5": (1, 3), "e2": 1},
    "spi-expert": {"s1": 1},
}


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


COMPARED = ("type", "version", "questionnaire", "language", "mode", "state", "subjects", "answers")


def sit(
    venue: Venue,
    kind: Callable[[Room, Wishes, Language], Sitter],
    wishes: Wishes,
    code: str,
    language: Language,
) -> Sitter:
    """One person after another at the same seat."""
    sitter = kind(venue.open_running(), wishes, language)
    sitter.sit(code)
    assert sitter.room.left, f"still there: {[each.words for each in sitter.eyes.things()]}"
    return sitter


@pytest.mark.parametrize("name", sorted(FIXED))
def test_keyboard_alone_and_mouse_alone_seal_the_same_answers(furnished: Furnish, name: str) -> None:
    asked = shipped(name)
    loop = ("dinkes", "dishub", "pupr") if asked.subjects else ()
    plan = spread(asked, FIXED[name], loop, loop[1:2])
    wishes, language = in_words(asked, plan, Language.ID), Language.ID
    venue = furnished(asked)
    for kind, code in zip((KeyboardSitter, MouseSitter), venue.codes, strict=False):
        sit(venue, kind, wishes, code, language)
    venue.close()
    expected = straight(asked, plan, language)
    assert [compared(record) for record in venue.records()] == [expected, expected]
