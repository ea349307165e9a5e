"""How events are written down: frozen, and read by no looser rule."""

import json
from pathlib import Path
from typing import get_args

import pytest

from app.base.canonical import canonical, parse_canonical
from app.base.errors import Integrity
from app.base.ids import AgencyCode
from app.base.sentences import Language
from app.questionnaire.route import Slot, Step
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
    event_from_json,
    to_json,
)

VECTORS = Path(__file__).parent / "vectors"
GOOD = (VECTORS / "events.jsonl").read_bytes().splitlines()
BAD = (VECTORS / "events_bad.jsonl").read_bytes().splitlines()
A = AgencyCode("dinkes")
STEP = Step("a", "x", A)

EVENTS = [
    Event(Consent(), 0),
    Event(Choose(Slot("x"), 3), 1),
    Event(Choose(Slot("x", A), -98), 2),
    Event(Choose(Slot("m"), (1, 2, 9)), 3),
    Event(Choose(Slot("t"), "Sudah jelas – “ya” \N{GRINNING FACE}\n"), 4),
    Event(Clear(Slot("x", A)), 5),
    Event(Flag(STEP, on=True), 6),
    Event(Flag(STEP, on=False), 7),
    Event(GoTo(STEP), 8),
    Event(Review(), 9),
    Event(ChooseSubjects(()), 10),
    Event(ChooseSubjects((A, AgencyCode("dishub"))), 11),
    Event(SkipSubject(A), 12),
    Event(SkipSubject(A, on=False), 13),
    Event(TickSubjects((AgencyCode("dishub"),)), 13),
    Event(SetLanguage(Language.EN), 14),
    Event(SetMode(Mode.READ_ALOUD), 14),
    Event(AddTime(600_000), 15),
    *(Event(Suspend(why), 16) for why in SuspendReason),
    Event(Resume(), 17),
    Event(Heartbeat(), 18),
    *(Event(Submit(final), 2**53 - 1) for final in Final),
]


def test_every_event_keeps_its_frozen_bytes() -> None:
    assert [canonical(to_json(event)) for event in EVENTS] == GOOD
    assert [event_from_json(parse_canonical(line)) for line in GOOD] == EVENTS
    assert {type(event.act) for event in EVENTS} == set(get_args(Act))


@pytest.mark.parametrize("line", BAD, ids=[line.decode() for line in BAD])
def test_a_frozen_bad_event_is_refused(line: bytes) -> None:
    with pytest.raises(Integrity) as caught:
        event_from_json(json.loads(line))
    assert caught.value.code == "sitting.event_malformed"


@pytest.mark.parametrize("line", GOOD)
def test_an_event_with_a_part_more_or_less_is_refused(line: bytes) -> None:
    parts = json.loads(line)
    changed = [{**parts, "more": 1}, *({k: v for k, v in parts.items() if k != name} for name in parts)]
    for wrong in changed:
        with pytest.raises(Integrity):
            event_from_json(wrong)
