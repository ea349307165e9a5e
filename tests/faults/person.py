"""People who sit in every way that people do: some refuse, some hesitate, one types a whole page."""

import random

from app.base.errors import Refused
from app.base.sentences import Language
from app.kiosk.seat.desk import Sealed
from app.questionnaire.expression import Value
from app.questionnaire.model import TextItem
from app.questionnaire.read import from_canonical
from app.questionnaire.route import Slot, slots_of
from app.seal.codes import new_code
from app.sitting.events import (
    Choose,
    Clear,
    Consent,
    Final,
    Flag,
    GoTo,
    Mode,
    Review,
    SetLanguage,
    SuspendReason,
)
from app.sitting.size import largest_response_bytes
from tests.kiosk.world import Office, Room, office
from tests.soak.people import answers, asked

QUESTIONS = 40


def large_office(slots: int, codes: int) -> Office:
    """An office that asks as much as in the field."""
    text = asked(QUESTIONS)
    size = largest_response_bytes(from_canonical(text), 1)
    return office(slots=slots, codes=codes, asked=text, record_size=size)


def restarted(room: Room) -> Room:
    """The program after it died: nothing of it is used again."""
    room.close()
    return type(room)(room.seat)


def sit(room: Room, number: int, chance: random.Random, final: Final | None) -> Room:
    """Enter a slip and go on until the end, or until they go away (None); the program that runs then."""
    for _ in range(chance.randint(0, 2)):
        wrong = room.desk.enter_code(chance.choice((new_code(), room.seat.office.codes[number][:-1] + "?")))
        assert isinstance(wrong, Refused)
    language, mode = chance.choice(list(Language)), chance.choice(list(Mode))
    taken = room.desk.enter_code(room.seat.office.codes[number], language, mode)
    assert not isinstance(taken, Refused), taken
    if final is Final.DECLINED:  # the promise is read, and not taken
        return _sealed(room, final)
    room.desk.take(Consent())
    room = answer(room, number, chance, all_of_it=final is Final.COMPLETE)
    if final is None:
        room.desk.forget()
        return room
    if final is Final.COMPLETE:
        room.desk.take(Review())
    return _sealed(room, final)


def _sealed(room: Room, final: Final) -> Room:
    outcome = room.desk.submit(final)
    assert outcome == Sealed(final), outcome
    return room


def answer(room: Room, number: int, chance: random.Random, *, all_of_it: bool) -> Room:
    """Answer, change, flag, go back and forth, be away, and now and then be interrupted by a crash."""
    sitting = room.desk.sitting
    assert sitting is not None
    wanted = answers(number, sitting.questionnaire)
    for step in sitting.questionnaire.sections:
        for item in step.items:
            if not all_of_it and chance.random() < 0.5:
                continue
            for slot in slots_of(item):
                room.seat.clock.advance(chance.randrange(3_000))
                _give(room, slot, _said(item, wanted[slot], chance), chance)
            if chance.random() < 0.02:
                room = restarted(room)
                room.enter(number)
    return room


def _said(item: object, value: Value, chance: random.Random) -> Value:
    if isinstance(item, TextItem):
        return "x" * chance.randint(1, item.max_chars)
    return value


def _give(room: Room, slot: Slot, value: Value, chance: random.Random) -> None:
    desk = room.desk
    sitting = desk.sitting
    assert sitting is not None
    step = next((each for each in sitting.steps if slot in slots_of(sitting.item(each))), None)
    if step is None:  # a condition hides it
        return
    desk.take(GoTo(step))
    desk.take(Choose(slot, value))
    what = chance.random()
    if what < 0.1:
        desk.take(Flag(step, on=chance.random() < 0.5))
    elif what < 0.2:
        desk.take(Clear(slot))
        desk.take(Choose(slot, value))
    elif what < 0.25:
        desk.take(SetLanguage(chance.choice(list(Language))))
    elif what < 0.3:
        desk.suspend(SuspendReason.HIDDEN)
        desk.reveal("AAAA")
        desk.resume()
    desk.heartbeat()
