"""The glass by itself."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.controls.action import Action, Kind
from app.ui.controls.control import Control
from app.ui.controls.matrix import MatrixCell
from app.ui.controls.option import Mark, OptionRow
from app.ui.controls.scale import ScaleButton
from app.ui.controls.tile import Tile, TileState
from app.ui.fields import TextBox
from app.ui.ring import FocusRing
from app.ui.theme import TextSize, Theme, sans
from tests.heard import heard

pytestmark = pytest.mark.usefixtures("application")


def controls(theme: Theme) -> list[Control]:
    return [
        ScaleButton(theme, "scale", "2", "Tidak setuju"),
        OptionRow(theme, "radio", "Satu"),
        OptionRow(theme, "check", "Dua", mark=Mark.CHECK),
        MatrixCell(theme, "cell", "Baris satu, Jarang", aside=False),
        Action(theme, "flag", "Tandai ragu-ragu", Kind.FLAG),
    ]


@pytest.mark.parametrize("at", range(5))
def test_a_click_reports_and_never_ticks(qtbot: QtBot, at: int) -> None:
    control = controls(Theme())[at]
    qtbot.addWidget(control)
    control.resize(300, 140)
    control.show()
    control.wish = "wished"
    with qtbot.waitSignal(control.wished) as heard:
        QTest.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(290, 5))
    assert heard.args == ["wished"]
    assert not control.isChecked()
    control.show_on(True)
    assert control.isChecked()
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    assert control.isChecked()


def test_a_control_shows_off_again_when_it_is_told(qtbot: QtBot) -> None:
    first, second = (OptionRow(Theme(), name, name) for name in ("a", "b"))
    frame = QWidget()
    qtbot.addWidget(frame)
    layout = QHBoxLayout(frame)
    layout.addWidget(first)
    layout.addWidget(second)
    first.show_on(True)
    second.show_on(True)  # no exclusive group stands in the way
    assert first.isChecked()
    first.show_on(False)
    assert not first.isChecked()


def test_every_control_has_a_name_and_a_spoken_name(qtbot: QtBot) -> None:
    for control in controls(Theme()):
        qtbot.addWidget(control)
        assert control.objectName()
        assert heard(control).name


@pytest.mark.parametrize("state", list(TileState))
def test_the_states_of_a_tile_look_different(qtbot: QtBot, state: TileState) -> None:
    pictures = []
    for each in TileState:
        for current in (False, True):
            tile = Tile(Theme(), "tile_8", "8", "Pertanyaan 8", each, current=current)
            qtbot.addWidget(tile)
            pictures.append(((each, current), tile.grab().toImage()))
    mine = [picture for (each, _), picture in pictures if each is state]
    assert mine[0] != mine[1]
    others = [picture for (each, _), picture in pictures if each is not state]
    assert all(one != other for one in mine for other in others)


def test_the_ring_follows_the_focus_outside_the_control(application: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme = Theme()
    buttons = [Action(theme, f"b{at}", "Satu") for at in range(2)]
    layout = QHBoxLayout(window)
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    for button in buttons:
        layout.addWidget(button)
    ring = FocusRing(window, theme, application)
    window.resize(500, 200)
    window.show()
    window.activateWindow()
    application.processEvents()
    for button in buttons:
        button.setFocus()
        assert ring.target() is button
        rect = ring.ring_rect()
        assert rect is not None
        assert rect.contains(button.geometry())
        assert rect.width() == button.width() + 12
    buttons[1].deleteLater()
    with qtbot.waitSignal(buttons[1].destroyed):
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert ring.ring_rect() is None


def test_what_a_key_gives_the_focus_is_scrolled_to_and_stays_under_a_pointer(
    application: QApplication, qtbot: QtBot
) -> None:
    area, inside, theme = QScrollArea(), QWidget(), Theme()
    qtbot.addWidget(area)
    stack = QVBoxLayout(inside)
    buttons = [Action(theme, f"b{at}", "Satu") for at in range(12)]
    for button in buttons:
        stack.addWidget(button)
    area.setWidget(inside)
    ring = FocusRing(area, theme, application)
    area.resize(300, 200)
    area.show()
    area.activateWindow()
    application.processEvents()
    buttons[11].setFocus()
    assert ring.target() is buttons[11]
    assert buttons[11].visibleRegion().contains(buttons[11].rect().center())
    assert buttons[0].visibleRegion().isEmpty()
    cut, bar = buttons[4], area.verticalScrollBar()
    bar.setValue(cut.y() + cut.height() // 2)
    before = bar.value()
    place = cut.mapTo(area, QPoint(8, cut.height() - 4))
    QTest.mouseClick(area.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert ring.target() is cut
    assert bar.value() == before


def test_text_commits_on_leaving_and_never_meets_the_clipboard(qtbot: QtBot) -> None:
    box = TextBox(Theme(), "text", "Jawaban", 20)
    qtbot.addWidget(box)
    box.show()
    said: list[str] = []
    box.committed.connect(said.append)
    QTest.keyClicks(box, "satu dua")
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "satu dua"
    assert not box.canInsertFromMimeData(QMimeData())
    box.commit()
    box.commit()
    assert said == ["satu dua"]
    QTest.keyClicks(box, "x" * 30)
    assert len(box.toPlainText()) == 20


def test_thousands_of_signals_do_not_abort_the_program() -> None:
    class Bell(QObject):
        rung = Signal(object)

    bell = Bell()
    heard: list[object] = []
    bell.rung.connect(heard.append)
    for number in range(5000):
        bell.rung.emit(bool(number % 2))
    assert len(heard) == 5000


def test_larger_text_is_larger_everywhere() -> None:
    from app.ui.theme import Look, Role

    sizes = [Theme(Look(size=size)) for size in TextSize]
    for role in Role:
        small, large, largest = (theme.px(role) for theme in sizes)
        assert small < large < largest


def test_figures_of_clocks_do_not_jump() -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(sans(22, 700, tabular=True))
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1
