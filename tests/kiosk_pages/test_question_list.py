"""The question list: beside the question where there is room, a drawer where there is none."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pages.lists import QuestionListPanel
from app.kiosk.window.pages.stage import Stage
from app.ui.controls.action import Action
from app.ui.theme import Look, TextSize, Theme
from tests.eventloop import turn
from tests.kiosk_pages.gallery.scenes import screen

Key = Qt.Key


def settle() -> None:
    turn()


def show(stage: Stage, shown: v.Screen, width: int) -> list[object]:
    heard: list[object] = []
    stage.intent.connect(heard.append)
    stage.resize(width, 768)
    settle()
    stage.show_screen(shown)
    settle()
    return heard


def focused(stage: Stage) -> QWidget:
    widget = stage.focusWidget()
    assert widget is not None
    return widget


def panel(stage: Stage) -> QuestionListPanel | None:
    found = stage.findChild(QuestionListPanel)
    return found if isinstance(found, QuestionListPanel) else None


def without(shown: v.Screen) -> v.Screen:
    page = shown.page
    assert isinstance(page, v.Question)
    assert page.list is not None
    return replace(shown, page=replace(page, list=replace(page.list, drawn=False)))


@pytest.mark.parametrize(
    ("size", "width", "beside"),
    [
        (None, 1366, True),
        (None, 1024, False),
        (None, 1920, True),
        (TextSize.LARGE, 1366, True),
        (TextSize.LARGEST, 1366, False),
        (TextSize.LARGEST, 1920, False),
    ],
)
def test_a_list_nobody_opened_never_lies_over_the_question(
    stage: Stage, size: TextSize | None, width: int, beside: bool
) -> None:
    show(stage, screen("k04-likert", Look(size=size)), width)
    shown = panel(stage)
    assert (shown is not None) is beside
    button = stage.findChild(Action, "open_list")
    assert (button is None) is beside


def test_the_drawer_takes_the_focus_keeps_it_and_gives_it_back(stage: Stage) -> None:
    drawn = screen("k12-drawer")
    heard = show(stage, without(drawn), 1024)
    button = stage.findChild(Action, "open_list")
    assert isinstance(button, Action)
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    assert heard == [i.Open(i.Menu.LIST)]
    stage.show_screen(drawn)
    settle()
    opened = panel(stage)
    assert opened is not None
    assert focused(stage).objectName() == "tile_12"
    reached = set()
    for _ in range(60):
        QTest.keyClick(focused(stage), Key.Key_Tab)
        assert opened.isAncestorOf(focused(stage))
        reached.add(focused(stage).objectName())
    assert {"hide_list", "tile_1", "tile_35"} <= reached
    QTest.keyClick(focused(stage), Key.Key_Escape)
    assert heard[1:] == [i.Close()]
    stage.show_screen(without(drawn))
    settle()
    assert focused(stage).objectName() == "open_list"


def test_the_list_beside_the_question_takes_the_focus_by_its_key(stage: Stage) -> None:
    heard = show(stage, screen("k04-likert"), 1366)
    assert stage.page is not None
    QTest.keyClick(stage.page, Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    stage.show_screen(screen("k12-drawer"))
    settle()
    assert focused(stage).objectName() == "tile_12"
    QTest.keyClick(focused(stage), Key.Key_Return)
    assert heard == [i.Open(i.Menu.LIST), i.GoTo(12)]


def test_digits_are_numbers_while_the_list_is_called_and_enter_goes_there(stage: Stage) -> None:
    heard = show(stage, screen("k12-drawer"), 1024)
    QTest.keyClick(focused(stage), Key.Key_2)
    stage.show_screen(screen("k12-seeking"))
    settle()
    assert focused(stage).objectName() == "sought"
    for key in Key.Key_Backspace, Key.Key_Return:
        QTest.keyClick(focused(stage), key)
    assert heard == [i.Type("2"), i.Erase(), i.Go()]


def test_hiding_and_showing_it_beside_is_a_wish_of_its_own(stage: Stage) -> None:
    heard = show(stage, screen("k04-likert"), 1366)
    hide = stage.findChild(Action, "hide_list")
    assert isinstance(hide, Action)
    hide.click()
    stage.show_screen(screen("k04-list-hidden"))
    settle()
    again = stage.findChild(Action, "open_list")
    assert isinstance(again, Action)
    again.click()
    assert heard == [i.ShowList(False), i.ShowList(True)]


def test_a_wide_window_starts_with_larger_text_and_a_choice_wins() -> None:
    assert Theme(Look(), 1366).size is TextSize.A
    assert Theme(Look(), 1600).size is TextSize.LARGE
    assert Theme(Look(size=TextSize.A), 1920).size is TextSize.A
    assert Theme(Look(size=TextSize.LARGEST), 1024).size is TextSize.LARGEST
