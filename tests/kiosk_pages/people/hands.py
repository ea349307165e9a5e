"""Hands on a keyboard or a mouse. They reach a window as the system would: nothing is sent to a widget."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

from tests.eventloop import turn
from tests.kiosk_pages.people.eyes import Eyes

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
_NOTCH = 120


class Hands:
    """What keyboard and mouse have in common: a window, and eyes that look again after each act."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    @property
    def window(self) -> QWindow:
        """The system's window."""
        window = self._eyes.window.windowHandle()
        assert window is not None
        return window

    def settle(self) -> None:
        """Let the window draw what it was told."""
        turn()
        self._eyes.blink()


class Keyboard(Hands):
    """Presses keys; whatever has the focus gets them."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press and let go."""
        QTest.keyClick(self.window, key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Type symbol by symbol."""
        for symbol in text:
            held = SHIFT if symbol.isupper() else NONE
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.window, Key(ord(symbol.upper())), symbol, held)
            self.settle()


class Mouse(Hands):
    """Moves, clicks and rolls the wheel."""

    def click(self, place: QPoint) -> None:
        """Go there and click."""
        QTest.mouseMove(self.window, place)
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, NONE, place)
        self.settle()

    def roll(self, notches: int) -> None:
        """Roll the wheel over the middle of the window: down is negative."""
        middle = QPoint(self.window.width() // 2, self.window.height() // 2)
        QTest.wheelEvent(self.window, middle, QPoint(0, notches * _NOTCH))
        self.settle()
