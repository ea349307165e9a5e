"""The keyboard: letters under Alt, the order of Tab, keys that mean the same everywhere, a lasting focus."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.base.sentences import Language
from app.kiosk.window import intents as i
from app.kiosk.window import view as v
from app.kiosk.window.pages.around import Asides, Whereabouts
from app.kiosk.window.pages.bodies.base import BodyWidget
from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.kiosk.window.pages.lists import QuestionListPanel
from app.kiosk.window.pages.over import Cover
from app.kiosk.window.pages.stage import Stage
from app.ui.controls.action import Action
from app.ui.fields import Told
from app.ui.theme import Contrast, Look, TextSize
from tests.eventloop import turn
from tests.kiosk_pages.audit.layers import KINDS
from tests.kiosk_pages.gallery.scenes import Eye, Scene, scenes, screen

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SCENES = [pytest.param(scene, id=scene.name) for scene in scenes()]
ORDER = (BodyWidget, Asides, Whereabouts, QuestionListPanel, FooterBar, HeaderBar)


def settle() -> None:
    turn()


def show(stage: Stage, shown: v.Screen) -> list[object]:
    heard: list[object] = []
    stage.intent.connect(heard.append)
    stage.show_screen(shown)
    settle()
    return heard


def focused(stage: Stage) -> QWidget:
    widget = stage.focusWidget()
    assert widget is not None
    return widget


def page(stage: Stage) -> QWidget:
    assert stage.page is not None
    return stage.page


def controls(stage: Stage) -> list[QWidget]:
    """What can be pressed or written into now."""
    cover = next((each for each in stage.findChildren(Cover) if each.isVisible()), None)
    found: list[QWidget] = (cover or page(stage)).findChildren(QWidget)
    return [each for each in found if isinstance(each, KINDS) and each.isVisible() and each.isEnabled()]


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


# --- letters ---------------------------------------------------------------------------------------------

LETTERS = {
    Language.ID: {
        "B": i.Go(), "S": i.Back(), "R": i.Flag(), "D": i.Open(i.Menu.LIST), "T": i.Open(i.Menu.DISPLAY),
        "U": i.Open(i.Menu.HELP),
    },
    Language.EN: {
        "N": i.Go(), "P": i.Back(), "F": i.Flag(), "L": i.Open(i.Menu.LIST), "D": i.Open(i.Menu.DISPLAY),
        "H": i.Open(i.Menu.HELP),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", ["k04-likert", "k04-list-hidden", "k13-number", "k23-ranking"])
def test_each_letter_means_what_its_button_means(stage: Stage, name: str, language: Language) -> None:
    heard = show(stage, screen(name, Look(language)))
    for letter, wish in LETTERS[language].items():
        QTest.keyClick(page(stage), Key(ord(letter)), ALT)
        assert heard == [wish], letter
        heard.clear()


@pytest.mark.parametrize("language", list(Language))
def test_letters_are_underlined_while_alt_is_held_and_only_then(stage: Stage, language: Language) -> None:
    show(stage, screen("k04-list-hidden", Look(language)))
    names = ("next", "previous", "flag", "open_list", "display", "help")
    found = {name: stage.findChild(Action, name) for name in names}
    buttons = {name: each for name, each in found.items() if isinstance(each, Action)}
    assert set(buttons) == set(names)
    before = {name: picture(each) for name, each in buttons.items()}
    QTest.keyPress(page(stage), Key.Key_Alt, ALT)
    for name, each in buttons.items():
        assert picture(each) != before[name], name
    QTest.keyRelease(page(stage), Key.Key_Alt)
    for name, each in buttons.items():
        assert picture(each) == before[name], name


def test_alt_is_noticed_from_a_text_and_let_go_when_a_menu_opens(stage: Stage) -> None:
    shown = screen("k13b-text")
    show(stage, shown)
    following = stage.findChild(Action, "next")
    assert isinstance(following, Action)
    plain = picture(following)
    QTest.keyPress(focused(stage), Key.Key_Alt, ALT)
    assert picture(following) != plain
    stage.show_screen(replace(shown, over=screen("k16-display").over))
    settle()
    assert picture(following) == plain


def test_letters_work_wherever_their_button_is(stage: Stage) -> None:
    heard = show(stage, screen("k02-code"))
    QTest.keyClick(focused(stage), Key.Key_T, ALT)
    QTest.keyClick(focused(stage), Key.Key_B, ALT)
    assert heard == [i.Open(i.Menu.DISPLAY)]


# --- the order of Tab ------------------------------------------------------------------------------------


def walked(stage: Stage) -> Iterator[QWidget]:
    """What Tab comes to, once around."""
    page(stage).setFocus()
    seen: set[QWidget] = set()
    for _ in range(200):
        QTest.keyClick(focused(stage), Key.Key_Tab)
        if focused(stage) in seen:
            return
        seen.add(focused(stage))
        yield focused(stage)


def region(widget: QWidget) -> int:
    walk: QWidget | None = widget
    while walk is not None:
        for at, kind in enumerate(ORDER):
            if isinstance(walk, kind):
                return at
        walk = walk.parentWidget()
    return -1  # a notice above the question


QUESTIONS = [
    pytest.param(scene, size, id=f"{scene.name}-{size.value}")
    for scene in scenes()
    for size in (TextSize.A, TextSize.LARGEST)
    if isinstance((shown := scene.screen(Eye(Look(size=size)))).page, v.Question)
    if shown.over is None and shown.toast is None and scene.name[:3] != "k12" and scene.name != "k06-list"
]


@pytest.mark.parametrize(("scene", "size"), QUESTIONS)
def test_tab_goes_from_the_question_to_the_header(stage: Stage, scene: Scene, size: TextSize) -> None:
    show(stage, scene.screen(Eye(Look(size=size))))
    regions = [region(each) for each in walked(stage)]
    assert regions == sorted(regions)
    assert ORDER.index(HeaderBar) in regions


def test_the_order_of_tab_is_the_same_after_the_next_question(stage: Stage) -> None:
    for name in ("k04-likert", "k13-single", "k04-last", "k13-multi", "k04-likert"):
        show(stage, screen(name))
        regions = [region(each) for each in walked(stage)]
        assert regions == sorted(regions)


def test_tab_never_stops_where_nobody_sees_it(stage: Stage) -> None:
    for name in ("k04-likert", "k02-code", "k07-review", "k14-restored", "p2-panel"):
        show(stage, screen(name))
        for each in walked(stage):
            rect = stage.ring.ring_rect()
            assert isinstance(each, Told) or (rect is not None and rect.width() > each.width()), each


# --- the same everywhere ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES)
def test_help_display_and_escape_are_heard_from_every_control(stage: Stage, scene: Scene) -> None:
    heard = show(stage, scene.screen(Eye(Look())))
    wished = {
        Key.Key_F1: i.Open(i.Menu.HELP),
        Key.Key_F2: i.Open(i.Menu.DISPLAY),
        Key.Key_Escape: i.Close(),
    }
    for control in controls(stage) or [page(stage)]:
        for key, wish in wished.items():
            control.setFocus()
            QTest.keyClick(focused(stage), key)
            assert [each for each in heard if not isinstance(each, i.Write)] == [wish], control.objectName()
            heard.clear()


@pytest.mark.parametrize("scene", SCENES)
def test_the_focus_is_where_it_was_when_the_screen_is_drawn_anew(stage: Stage, scene: Scene) -> None:
    show(stage, scene.screen(Eye(Look())))
    found = controls(stage)
    names = {each.objectName() for each in (found[:1] + found[len(found) // 2 :][:1] + found[-1:])}
    for control, contrast in zip(sorted(names), cycle((Contrast.HIGH, Contrast.STANDARD)), strict=False):
        held = next(each for each in controls(stage) if each.objectName() == control)
        held.setFocus()
        stage.show_screen(scene.screen(Eye(Look(contrast=contrast))))
        settle()
        assert focused(stage).objectName() == control
        assert focused(stage).isVisible()


def test_clearing_an_answer_leaves_the_focus_with_the_answers(stage: Stage) -> None:
    shown = screen("k04-likert")
    show(stage, shown)
    assert isinstance(shown.page, v.Question)
    clear = stage.findChild(QAbstractButton, "clear")
    assert isinstance(clear, QAbstractButton)
    clear.setFocus()
    stage.show_screen(replace(shown, page=replace(shown.page, clear="", body=untouched(shown.page.body))))
    settle()
    assert focused(stage).objectName() == "option_1"


def untouched(body: v.Body) -> v.Body:
    assert isinstance(body, v.Scale)
    return v.Scale(tuple(replace(point, on=False) for point in body.points))


def test_a_short_word_with_the_focus_waits_and_gives_it_back(stage: Stage) -> None:
    shown = screen("k04-toast")
    show(stage, shown)
    undo = stage.findChild(QAbstractButton, "undo")
    assert isinstance(undo, QAbstractButton)
    undo.setFocus()
    strip = undo.parentWidget()
    strip._leave()  # type: ignore[union-attr]  # its five seconds are over
    settle()
    assert focused(stage) is undo
    stage.show_screen(replace(shown, toast=None))
    settle()
    assert page(stage) is focused(stage) or page(stage).isAncestorOf(focused(stage))
