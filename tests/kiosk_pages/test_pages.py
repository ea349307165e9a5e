"""Every page of the gallery: names, room for words, keys; drawn from views alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.base.sentences import Language
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pages.stage import Stage
from app.ui.controls.tile import Tile, TileState
from app.ui.fields import Boxes, NumberField, TextBox
from app.ui.theme import Look, TextSize
from tests.eventloop import turn
from tests.kiosk_pages.gallery.scenes import Eye, scenes
from tests.kiosk_pages.room import Room

Key = Qt.Key
ALL = [
    pytest.param(scene.screen(Eye(Look(language))), id=f"{scene.name}-{language.value}")
    for language in Language
    for scene in scenes()
]
BY_NAME = {scene.name: scene.screen(Eye(Look())) for scene in scenes()}


def show(stage: Stage, screen: v.Screen) -> list[object]:
    heard: list[object] = []
    stage.intent.connect(heard.append)
    stage.show_screen(screen)
    settle()
    return heard


def settle() -> None:
    turn()


def question(name: str) -> v.Question:
    page = BY_NAME[name].page
    assert isinstance(page, v.Question)
    return page


def interactive(stage: Stage) -> Iterator[QWidget]:
    for widget in stage.findChildren(QWidget):
        kinds = QAbstractButton | Boxes | NumberField | TextBox
        if isinstance(widget, kinds) and widget.isVisible():
            yield widget


@pytest.mark.parametrize("screen", ALL)
def test_all_controls_have_names(stage: Stage, screen: v.Screen) -> None:
    show(stage, screen)
    nameless = [type(each).__name__ for each in interactive(stage) if not each.objectName()]
    unspoken = [each.objectName() for each in interactive(stage) if not each.accessibleName().strip()]
    assert (nameless, unspoken) == ([], [])
    names = [
        each.objectName() for each in interactive(stage) if each.window() is stage and not _covered(each)
    ]
    repeated = {name for name in names if names.count(name) > 1}
    assert not {name for name in repeated if not name.startswith("tile_")}


def _covered(widget: QWidget) -> bool:
    walk: QWidget | None = widget
    while walk is not None:
        if walk.objectName() == "cover":
            return True
        walk = walk.parentWidget()
    return False


def test_a_click_without_a_new_view_does_not_tick(stage: Stage) -> None:
    page = replace(question("k04-likert"), body=untouched(question("k04-likert").body))
    heard = show(stage, v.Screen(page))
    for name in ("option_3", "option_-98", "flag"):
        button = stage.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isChecked()
    assert heard == [i.Press(3), i.Press(-98), i.Flag()]


def untouched(body: v.Body) -> v.Body:
    assert isinstance(body, v.Scale)
    return v.Scale(tuple(replace(point, on=False) for point in body.points))


def test_the_next_view_ticks_in_place(stage: Stage) -> None:
    page = question("k04-likert")
    show(stage, v.Screen(replace(page, body=untouched(page.body))))
    button = stage.findChild(QAbstractButton, "option_2")
    stage.show_screen(v.Screen(page))
    assert stage.findChild(QAbstractButton, "option_2") is button
    assert isinstance(button, QAbstractButton)
    assert button.isChecked()


@pytest.mark.parametrize(
    ("name", "key", "modifier", "wish"),
    [
        ("k04-likert", Key.Key_1, "", i.Press(1)),
        ("k04-likert", Key.Key_5, "", i.Press(5)),
        ("k04-likert", Key.Key_9, "", None),
        ("k04-likert", Key.Key_0, "", i.Press(-98)),
        ("k04-likert", Key.Key_Minus, "", i.Press(-99)),
        ("k04-likert", Key.Key_Return, "", i.Go()),
        ("k04-likert", Key.Key_Enter, "", i.Go()),
        ("k04-likert", Key.Key_Return, "shift", i.Back()),
        ("k04-likert", Key.Key_M, "control", i.Flag()),
        ("k04-list-hidden", Key.Key_G, "control", i.Open(i.Menu.LIST)),
        ("k05-matrix", Key.Key_G, "control", i.Open(i.Menu.LIST)),
        ("k05-matrix", Key.Key_D, "alt", i.Open(i.Menu.LIST)),
        ("k04-likert", Key.Key_F1, "", i.Open(i.Menu.HELP)),
        ("k04-likert", Key.Key_F2, "", i.Open(i.Menu.DISPLAY)),
        ("k04-likert", Key.Key_P, "both", i.CallProctor()),
        ("k04-likert", Key.Key_Escape, "", i.Close()),
        ("k04-likert", Key.Key_B, "alt", i.Go()),
        ("k04-likert", Key.Key_S, "alt", i.Back()),
        ("k05-matrix", Key.Key_Down, "", i.MoveRow(1)),
        ("k05-matrix", Key.Key_Up, "", i.MoveRow(-1)),
        ("k13-number", Key.Key_7, "", i.Type("7")),
        ("k13-number", Key.Key_Up, "", i.Nudge(1)),
        ("k13-number", Key.Key_Backspace, "", i.Erase()),
        ("k02-code", Key.Key_Q, "", i.Type("q")),
        ("k02-code", Key.Key_Backspace, "", i.Erase()),
        ("k03-promise", Key.Key_Space, "", i.Tick()),
        ("k03-promise", Key.Key_Return, "", i.Go()),
        ("p2-panel", Key.Key_F5, "", i.Do(i.Deed.PAUSE)),
        ("p2-panel", Key.Key_F8, "", i.Do(i.Deed.END)),
        ("p2-panel", Key.Key_F4, "", None),
        ("p2-panel", Key.Key_L, "control", i.Do(i.Deed.LEAVE)),
    ],
)
def test_keys_mean_what_the_design_says(
    stage: Stage, name: str, key: Qt.Key, modifier: str, wish: object
) -> None:
    modifiers = {
        "": Qt.KeyboardModifier.NoModifier,
        "shift": Qt.KeyboardModifier.ShiftModifier,
        "control": Qt.KeyboardModifier.ControlModifier,
        "alt": Qt.KeyboardModifier.AltModifier,
        "both": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    }
    heard = show(stage, BY_NAME[name])
    assert stage.page is not None
    target = next((each for each in stage.findChildren(QWidget) if each.hasFocus()), stage.page)
    QTest.keyClick(target, key, modifiers[modifier])
    assert heard == ([] if wish is None else [wish])


def test_a_digit_answers_in_the_current_row(stage: Stage) -> None:
    page = question("k05-matrix")
    assert isinstance(page.body, v.Grid)
    heard = show(stage, v.Screen(page))
    assert stage.page is not None
    QTest.keyClick(stage.page, Key.Key_2)
    assert heard == [i.Press(2, page.body.rows[page.body.row].variable)]


def test_a_narrow_matrix_asks_one_statement_and_enter_turns_to_the_next(stage: Stage) -> None:
    stage.resize(1024, 768)
    settle()
    heard = show(stage, v.Screen(question("k05-matrix")))
    assert not [each for each in stage.findChildren(QAbstractButton) if each.objectName().startswith("cell_")]
    assert stage.page is not None
    QTest.keyClick(stage.page, Key.Key_Return)
    assert heard == [i.MoveRow(1)]


def test_arrows_walk_through_the_scale_without_choosing(stage: Stage) -> None:
    heard = show(stage, BY_NAME["k04-likert"])
    assert stage.page is not None
    QTest.keyClick(stage.page, Key.Key_Right)
    focused = stage.focusWidget()
    assert focused is not None
    assert focused.objectName() == "option_3"
    QTest.keyClick(focused, Key.Key_Right)
    focused = stage.focusWidget()
    assert focused is not None
    assert focused.objectName() == "option_4"
    QTest.keyClick(focused, Key.Key_Space)
    assert heard == [i.Press(4)]


def test_tab_reaches_every_control_of_a_question(stage: Stage) -> None:
    show(stage, BY_NAME["k04-likert"])
    assert stage.page is not None
    stage.page.setFocus()
    reached = set()
    for _ in range(80):
        focused = stage.focusWidget()
        assert focused is not None
        reached.add(focused.objectName())
        QTest.keyClick(focused, Key.Key_Tab)
    wanted = {each.objectName() for each in interactive(stage) if each.isEnabled()}
    assert wanted <= reached


def test_the_ring_is_where_the_focus_is(stage: Stage) -> None:
    show(stage, BY_NAME["k04-likert"])
    button = stage.findChild(QAbstractButton, "option_4")
    assert isinstance(button, QAbstractButton)
    button.setFocus()
    assert stage.ring.target() is button
    rect = stage.ring.ring_rect()
    assert rect is not None
    assert rect.size().width() == button.width() + 12


def test_the_focus_keeps_its_place_when_the_page_is_drawn_anew(stage: Stage) -> None:
    page = question("k04-likert")
    show(stage, v.Screen(page))
    flag = stage.findChild(QAbstractButton, "flag")
    assert isinstance(flag, QAbstractButton)
    flag.setFocus()
    stage.show_screen(v.Screen(replace(page, text="Pertanyaan yang sama, ditulis lain.")))
    settle()
    focused = stage.focusWidget()
    assert focused is not None
    assert focused.objectName() == "flag"


def test_the_question_list_shows_every_state() -> None:
    page = question("k04-likert")
    assert page.list is not None
    states = {tile.state for tile in page.list.tiles}
    assert states == set(TileState)
    assert sum(tile.current for tile in page.list.tiles) == 1
    spoken = {tile.spoken for tile in page.list.tiles}
    assert len(spoken) == len(page.list.tiles)


def test_questions_come_and_go_while_the_same_one_is_shown(stage: Stage) -> None:
    page = question("k04-likert")
    assert page.list is not None
    show(stage, v.Screen(page))
    more = v.ListTile(len(page.list.tiles) + 1, TileState.OPEN, current=False, spoken="Pertanyaan baru")
    for tiles in ((*page.list.tiles, more), page.list.tiles[:-1]):
        stage.show_screen(v.Screen(replace(page, list=replace(page.list, tiles=tiles))))
        settle()
        shown = [each for each in stage.findChildren(Tile) if each.isVisible()]
        assert [each.text() for each in shown] == [str(tile.number) for tile in tiles]


def test_another_text_size_makes_another_page_with_the_same_question(stage: Stage) -> None:
    page = question("k04-likert")
    show(stage, v.Screen(page))
    before = stage.page
    stage.show_screen(v.Screen(page, Look(size=TextSize.LARGEST)))
    settle()
    assert stage.page is not before
    assert stage.findChild(QWidget, "question_text") is not None


def test_a_tick_of_the_clock_changes_the_time_and_nothing_else(stage: Stage) -> None:
    page = question("k04-likert")
    show(stage, v.Screen(page))
    button = stage.findChild(QAbstractButton, "option_1")
    timer = v.Timer("Sisa waktu", "18:50", v.Level.PLAIN, "Sisa waktu")
    stage.show_screen(v.Screen(replace(page, header=replace(page.header, timer=timer))))
    assert stage.findChild(QAbstractButton, "option_1") is button


def test_backspace_takes_one_symbol_delete_takes_all_and_with_ctrl_and_alt_neither_does(
    open_room: Callable[[], Room],
) -> None:
    room = open_room()

    def typed() -> str:
        page = room.conductor.screen().page
        assert isinstance(page, v.Code)
        return page.typed

    room.respondent.write("H2T9")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    room.respondent.press(Qt.Key.Key_Backspace, both)
    room.respondent.press(Qt.Key.Key_Delete, both)
    assert typed() == "H2T9"
    room.respondent.press(Qt.Key.Key_Backspace)
    assert typed() == "H2T"
    room.respondent.press(Qt.Key.Key_Delete)
    assert typed() == ""
