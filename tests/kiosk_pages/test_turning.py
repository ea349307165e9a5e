"""Turning to another question on a page that keeps what both have: nobody can tell it from a fresh one."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.kiosk.window import view as v
from app.kiosk.window.pages.chrome import HeaderBar
from app.kiosk.window.pages.lists import QuestionListPanel
from app.kiosk.window.pages.stage import Stage
from app.ui.theme import Look
from tests.kiosk_pages.gallery.scenes import Eye, Part, scenes

NewStage = Callable[[], Stage]


def questions() -> list[v.Screen]:
    """Every question of the gallery, for the same eye."""
    eye = Eye(Look())
    screens = [scene.screen(eye) for scene in scenes() if scene.part is Part.ASKING]
    return [screen for screen in screens if isinstance(screen.page, v.Question)]


@pytest.fixture
def new_stage(application: QApplication, qtbot: QtBot) -> NewStage:
    def make() -> Stage:
        stage = Stage(application)
        qtbot.addWidget(stage)
        stage.resize(1366, 768)
        stage.show()
        return stage

    return make


def settle() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    QApplication.processEvents()


def reached(stage: Stage) -> Iterator[str]:
    """What Tab reaches, in turn, beginning at the header."""
    assert stage.page is not None
    walk: QWidget | None = stage.page.nextInFocusChain()
    while walk is not None and walk is not stage.page:
        if walk.isVisible() and walk.focusPolicy() & Qt.FocusPolicy.TabFocus and walk.isEnabled():
            yield walk.objectName()
        walk = walk.nextInFocusChain()


def turns() -> list[tuple[v.Screen, v.Screen]]:
    """From every question to another, there and back."""
    shown = questions()
    pairs = [*pairwise(shown), *pairwise(reversed(shown))]
    return [(one, other) for one, other in pairs if place(one) != place(other)]


def place(screen: v.Screen) -> str:
    assert isinstance(screen.page, v.Question)
    return screen.page.place


def test_a_question_that_was_turned_to_looks_and_tabs_like_a_fresh_one(
    application: QApplication, new_stage: NewStage
) -> None:
    application.setCursorFlashTime(0)  # a blinking cursor looks different from one moment to the next
    turned = new_stage()
    for before, screen in turns():
        turned.activateWindow()
        turned.show_screen(before)
        settle()
        turned.show_screen(screen)
        settle()
        picture, order = turned.grab().toImage(), list(reached(turned))
        fresh = new_stage()
        fresh.activateWindow()
        fresh.show_screen(screen)
        settle()
        assert order == list(reached(fresh)), place(screen)
        assert picture == fresh.grab().toImage(), place(screen)
        fresh.close()


def test_header_and_list_stay_while_the_questions_change(new_stage: NewStage) -> None:
    stage = new_stage()
    kept = []
    for screen in [each for each in questions() if isinstance(each.page, v.Question)][:2]:
        stage.show_screen(screen)
        settle()
        kept.append((stage.findChild(HeaderBar), stage.findChild(QuestionListPanel)))
    assert kept[0] == kept[1]
