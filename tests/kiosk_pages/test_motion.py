"""Movement: at most 150 ms, opacity alone, nothing waits for it; and none where the reader wants none."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPropertyAnimation, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget

from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.ui.parts.signs import Icon
from app.ui.theme import Look
from tests.kiosk_pages.gallery.scenes import screen

LIMIT_MS = 150
OVER = {"k16-display": "cover", "k17-seal": "cover", "k04-toast": "toast", "k12-drawer": "question_list"}


def below(shown: v.Screen) -> v.Screen:
    """The same page before anything was laid over it."""
    page = shown.page
    if isinstance(page, v.Question) and page.list is not None:
        page = replace(page, list=replace(page.list, drawn=False))
    return replace(shown, page=page, over=None, toast=None)


def show(stage: Stage, name: str, *, still: bool) -> None:
    stage.resize(1024, 768)
    QApplication.processEvents()
    shown = screen(name, Look(still=still))
    stage.show_screen(below(shown))
    QApplication.sendPostedEvents()
    stage.show_screen(shown)


def moving(stage: Stage) -> list[QPropertyAnimation]:
    return stage.findChildren(QPropertyAnimation)


@pytest.mark.parametrize("name", OVER)
def test_what_is_laid_over_a_page_comes_up_by_opacity_within_the_limit(stage: Stage, name: str) -> None:
    show(stage, name, still=False)
    (fade,) = moving(stage)
    assert fade.propertyName() == b"opacity"
    assert 0 < fade.duration() <= LIMIT_MS
    laid = stage.findChild(QWidget, OVER[name])
    assert isinstance(laid, QWidget)
    assert isinstance(laid.graphicsEffect(), QGraphicsOpacityEffect)
    fade.setCurrentTime(fade.duration())
    QApplication.processEvents()
    assert not isinstance(laid.graphicsEffect(), QGraphicsOpacityEffect)


@pytest.mark.parametrize("name", OVER)
def test_nothing_moves_for_who_wants_no_movement(stage: Stage, name: str) -> None:
    show(stage, name, still=True)
    assert not moving(stage)
    laid = stage.findChild(QWidget, OVER[name])
    assert isinstance(laid, QWidget)
    assert not isinstance(laid.graphicsEffect(), QGraphicsOpacityEffect)


def test_keys_are_heard_before_the_movement_is_over(stage: Stage) -> None:
    heard: list[object] = []
    show(stage, "k17-seal", still=False)
    stage.intent.connect(heard.append)
    focused = stage.focusWidget()
    assert focused is not None
    assert focused.objectName() == "not_yet"
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert heard == [i.Close()]
    assert moving(stage)


def test_a_dialog_that_changes_while_it_is_open_does_not_come_up_again(stage: Stage) -> None:
    show(stage, "k17-seal", still=False)
    (fade,) = moving(stage)
    fade.setCurrentTime(fade.duration())
    shown = screen("k17-seal")
    assert isinstance(shown.over, v.Dialog)
    stage.show_screen(replace(shown, over=replace(shown.over, text="Lain.")))
    assert not [each for each in moving(stage) if each.state() is QPropertyAnimation.State.Running]


def test_another_question_is_there_at_once(stage: Stage) -> None:
    stage.show_screen(screen("k04-likert"))
    stage.show_screen(screen("k13-single"))
    assert not moving(stage)


@pytest.mark.parametrize("still", [False, True])
def test_saving_turns_no_wheel_and_without_movement_is_a_word_alone(stage: Stage, *, still: bool) -> None:
    stage.show_screen(screen("k21-saving", Look(still=still)))
    mark = stage.findChild(QWidget, "save_state")
    assert isinstance(mark, QWidget)
    (icon,) = mark.findChildren(Icon)
    assert icon.isHidden() is still
    assert not moving(stage)
