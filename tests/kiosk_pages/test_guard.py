"""The window in front: what it swallows, what it hides, and what the journal says of it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.demo.training import TrainingKiosk
from app.kiosk.lockdown.elsewhere import Elsewhere
from app.kiosk.lockdown.guard import Guard
from app.kiosk.lockdown.shutters import Shutter
from app.kiosk.window import view as v
from app.kiosk.window.intents import FrontBack, FrontLost
from app.kiosk.window.pages.stage import Stage
from app.ui.theme import load_fonts
from tests.kiosk_pages.room import Room

K, M = Qt.Key, Qt.KeyboardModifier
ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


class Held(NamedTuple):
    """A guard and the window it watches over."""

    guard: Guard
    window: Stage


@pytest.fixture
def held(application: QApplication, stage: Stage) -> Held:
    load_fonts()
    return Held(Guard(application, stage, Elsewhere()), stage)


def swallows(held: Held, event: QEvent) -> bool:
    handle: QObject | None = held.window.windowHandle()
    assert handle is not None
    return held.guard.eventFilter(handle, event)


@pytest.mark.parametrize(
    ("key", "modifiers", "swallowed"),
    [
        (K.Key_Print, M.NoModifier, True),
        (K.Key_Menu, M.NoModifier, True),
        (K.Key_F11, M.NoModifier, True),
        (K.Key_D, M.MetaModifier, True),
        (K.Key_C, M.ControlModifier, True),
        (K.Key_V, M.ControlModifier, True),
        (K.Key_Insert, M.ShiftModifier, True),
        (K.Key_F4, M.AltModifier, True),
        (K.Key_Space, M.AltModifier, True),
        (K.Key_P, M.ControlModifier | M.AltModifier, False),
        (K.Key_L, M.ControlModifier, False),
        (K.Key_F1, M.NoModifier, False),
        (K.Key_B, M.AltModifier, False),
        (K.Key_A, M.ShiftModifier, False),
        (K.Key_7, M.NoModifier, False),
        (K.Key_Tab, M.ShiftModifier, False),
    ],
)
def test_keys_of_the_system_reach_no_page_and_the_booths_own_do(
    held: Held, key: Qt.Key, modifiers: Qt.KeyboardModifier, *, swallowed: bool
) -> None:
    assert swallows(held, QKeyEvent(QEvent.Type.KeyPress, key, modifiers)) is swallowed


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_no_menu_opens_and_nothing_is_pasted_by_the_mouse(held: Held, button: Qt.MouseButton) -> None:
    at = QPointF(9, 9)

    def click(pressed: Qt.MouseButton) -> QMouseEvent:
        return QMouseEvent(QEvent.Type.MouseButtonPress, at, at, pressed, pressed, M.NoModifier)

    assert swallows(held, click(button))
    assert not swallows(held, click(Qt.MouseButton.LeftButton))


def test_nothing_can_be_dragged_in(held: Held) -> None:
    data = QMimeData()
    data.setText("x")
    event = QDragEnterEvent(
        QPointF(1, 1).toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, M.NoModifier
    )
    assert swallows(held, event)
    assert not event.isAccepted()


def test_what_comes_into_the_clipboard_is_gone_at_once(held: Held) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("from elsewhere")
    assert held.guard is not None
    assert not clipboard.text()


def test_a_lost_focus_is_told_once_and_its_return_too(held: Held) -> None:
    told: list[str] = []
    held.guard.lost.connect(lambda: told.append("lost"))
    held.guard.returned.connect(lambda: told.append("back"))
    held.guard.focus_is(ACTIVE)
    for state in (INACTIVE, INACTIVE, ACTIVE, ACTIVE, INACTIVE):
        held.guard.focus_is(state)
    assert told == ["lost", "back", "lost"]
    assert held.guard._away


def test_a_screen_that_never_gave_the_focus_is_not_said_to_have_lost_it(
    application: QApplication, qtbot: QtBot
) -> None:
    window = Stage(application)  # not shown: nothing was ever in front
    qtbot.addWidget(window)
    guard = Guard(application, window, Elsewhere())
    guard._was_active = False
    guard.focus_is(INACTIVE)
    assert not guard._away


def test_a_shutter_is_opaque_takes_no_focus_and_cannot_be_closed(
    application: QApplication, qtbot: QtBot
) -> None:
    load_fonts()
    shutter = Shutter(application.primaryScreen())
    qtbot.addWidget(shutter, before_close_func=lambda each: each.hide())
    image = shutter.grab().toImage()
    assert image.pixelColor(3, 3).alpha() == 255
    assert image.pixelColor(3, 3) != image.pixelColor(image.width() // 2, image.height() // 2 - 10)
    assert shutter.geometry() == application.primaryScreen().geometry()
    assert shutter.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not shutter.close()


def test_the_window_itself_has_no_shutter_before_it(held: Held) -> None:
    assert held.guard.shutters.closed == []
    held.guard.shutters.fit()
    assert held.guard.shutters.closed == []


def _start(room: Room, training: TrainingKiosk) -> None:
    room.proctor.open_booth(training.card_code)
    room.proctor.open_panel(training.pin)
    room.proctor.press(K.Key_F4)
    room.proctor.leave()


# --- the page ------------------------------------------------------------------------------------------


def test_a_respondents_page_is_hidden_while_something_else_is_in_front(
    open_room: Callable[[], Room], training: TrainingKiosk
) -> None:
    room = open_room()
    _start(room, training)
    page = room.conductor.screen().page
    assert isinstance(page, v.Code)
    room.conductor.take(FrontLost())
    hidden = room.conductor.screen()
    assert isinstance(hidden.page, v.Quiet)
    assert hidden.over is None
    room.conductor.take(FrontBack())
    assert room.conductor.screen().page == page
    assert room.opened.booth.store.front_lost() == 1


def test_the_journal_says_how_often_once_at_the_end_of_the_session_and_never_when(
    open_room: Callable[[], Room], training: TrainingKiosk
) -> None:
    room = open_room()
    _start(room, training)
    for _ in range(3):
        room.conductor.take(FrontLost())
        room.conductor.take(FrontBack())
    session = room.opened.proctor._session
    kinds = [entry.kind.value for entry in session.state().log]
    assert "front_lost" not in kinds
    session.proctor = session.proctors()[0].id
    assert session.end(training.pin) == 0
    lines = [entry for entry in session.state().log if entry.kind.value == "front_lost"]
    assert [line.says.sentence.fields["times"] for line in lines] == [3]
    assert room.opened.booth.store.front_lost() == 0
