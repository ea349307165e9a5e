"""A training booth says on every page that it is practice; a real one says it on none."""

from collections.abc import Callable
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.sentences import Language, say
from app.demo.training import TrainingKiosk
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.pages.table import page_for
from app.ui.theme import Theme
from tests.kiosk_pages.gallery.scenes import screen
from tests.kiosk_pages.room import Room

Key = Qt.Key
WORD = say(Language.ID, "kiosk.training")
UNTOLD = "enrolment_page"  # a machine that is not enrolled has no package, of practice or not


def tagged(shown: QWidget) -> bool:
    """Whether somebody who looks, and somebody who listens, is told."""
    return any(
        each.accessibleName() == WORD and each.isVisible() and not each.visibleRegion().isEmpty()
        for each in shown.findChildren(QWidget)
    )


class Walk:
    """Through a training booth, looking for the tag after every step."""

    def __init__(self, room: Room, training: TrainingKiosk) -> None:
        self.room, self.training = room, training
        self.seen: set[str] = set()

    def look(self) -> None:
        page = self.room.proctor.page
        assert tagged(self.room.stage), page
        self.seen.add(page)

    def panel(self, *keys: Qt.Key) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        self.room.proctor.press(Key.Key_P, both)
        self.look()
        self.room.proctor.write(self.training.pin)
        self.room.proctor.press(Key.Key_Return)
        self.look()
        for key in keys:
            self.room.proctor.press(key)
            self.look()
        self.room.proctor.leave()

    def begin(self, code: int) -> None:
        self.look()
        self.room.respondent.enter_code(self.training.codes[code])
        self.look()

    def opened(self) -> None:
        self.look()
        self.room.proctor.open_booth(self.training.card_code)
        self.look()


def test_every_page_of_a_training_booth_bears_the_tag(
    open_room: Callable[[], Room], training: TrainingKiosk
) -> None:
    walk = Walk(open_room(), training)
    walk.opened()
    walk.panel(Key.Key_F4)
    walk.begin(0)
    person = walk.room.respondent
    person.click("read_aloud")
    walk.look()
    person.consent()
    for _ in range(5):  # one page for each kind of question
        walk.look()
        person.press(Key.Key_Return)
    walk.room.pass_time(181_000)
    walk.look()
    person.write(training.codes[0].replace("-", "")[-4:])
    walk.panel(Key.Key_F5)
    walk.look()
    walk.panel(Key.Key_F5)
    while person.page != "review_page":
        person.press(Key.Key_Return)
    walk.look()
    person.press(Key.Key_Return)
    walk.look()
    person.click("seal")
    walk.look()
    walk.room.close()
    seen = walk.seen

    walk = Walk(open_room(), training)
    walk.opened()
    walk.begin(1)
    person = walk.room.respondent
    person.consent()
    person.write("1")
    walk = Walk(open_room(), training)  # as after a kill
    walk.opened()
    walk.begin(1)
    walk.room.respondent.press(Key.Key_Return)
    walk.look()
    walk.room.proctor.open_panel(training.pin)
    walk.room.proctor.press(Key.Key_F8)
    walk.look()
    walk.room.proctor.write(training.pin)
    walk.room.proctor.press(Key.Key_Return)
    walk.look()
    walk.room.proctor.click("open_journal")
    walk.look()
    walk.room.proctor.click("previous")
    for opens, closes in ((Key.Key_F9, Key.Key_Escape), (Key.Key_F1, Key.Key_F1)):
        walk.room.proctor.press(opens)
        walk.look()
        walk.room.proctor.press(closes)
    walk.room.proctor.click("open_export")
    walk.look()
    walk.room.proctor.click("export")
    walk.look()
    walk.room.proctor.click("papers")
    walk.look()
    walk.room.proctor.leave()
    views = [object.__new__(kind) for kind in get_args(v.Page)]  # what they say is not asked
    pages = {page_for(Theme(), view).objectName() for view in views}
    assert seen | walk.seen == pages - {UNTOLD}


REAL = ("k01-locked", "k02-code", "k04-likert", "k07-review", "k10-sealed", "k14-restored", "k20-hidden")


@pytest.mark.parametrize("name", [*REAL, "p1-pin", "p2-panel", "p3-export", "p4-papers"])
def test_no_page_of_a_real_booth_bears_it(stage: Stage, name: str) -> None:
    stage.show_screen(screen(name))
    assert not tagged(stage)
