"""People at the kiosk's windows: they press keys and click on what they can name, and know nothing inside."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.kiosk.window.pages.stage import Stage
from app.kiosk.window.present.rooms import ALPHABET
from tests.eventloop import turn

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


class Robot:
    """Hands on keyboard and mouse of one window."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def settle(self) -> None:
        """Let the window draw what it was told."""
        turn()

    def sees(self, name: str) -> bool:
        """Whether a control or page of that name is shown."""
        return any(
            each.objectName() == name and each.isVisible() for each in self.stage.findChildren(QWidget)
        )

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        assert self.stage.page is not None
        return self.stage.page.objectName()

    def find(self, name: str) -> QAbstractButton:
        """The visible control of that name."""
        for each in self.stage.findChildren(QAbstractButton):
            if each.objectName() == name and each.isVisible():
                return each
        shown = sorted(
            each.objectName() for each in self.stage.findChildren(QAbstractButton) if each.isVisible()
        )
        message = f"no {name} on {self.page}: {shown}"
        raise AssertionError(message)

    def click(self, name: str) -> None:
        """Click on the middle of a control."""
        control = self.find(name)
        assert control.isEnabled(), f"{name} is disabled"
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused(), key, modifier)
        self.settle()

    def press_enter(self) -> None:
        """Go on."""
        self.press(Key.Key_Return)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        for symbol in text:
            QTest.keyClicks(self.focused(), symbol)
        self.settle()

    def focused(self) -> QWidget:
        """What has the focus, or else the page."""
        page = self.stage.page
        assert page is not None
        return next((each for each in self.stage.findChildren(QWidget) if each.hasFocus()), page)

    def ticked(self) -> set[str]:
        """The names of the controls that are shown as on."""
        return {
            each.objectName()
            for each in self.stage.findChildren(QAbstractButton)
            if each.isChecked() and each.isVisible()
        }


class RespondentRobot(Robot):
    """Somebody with a slip."""

    def enter_code(self, code: str) -> None:
        """Type the code of the slip and go on."""
        self.write("".join(symbol for symbol in code if symbol in ALPHABET))
        self.press(Key.Key_Return)

    def consent(self) -> None:
        """Agree and begin."""
        self.press(Key.Key_Space)
        self.press(Key.Key_Return)

    def answer(self, digit: str) -> None:
        """Choose by a digit and go on."""
        self.write(digit)
        self.press(Key.Key_Return)

    def seal(self) -> None:
        """Seal from the review."""
        self.click("seal_ask")
        self.click("seal")


class ProctorRobot(Robot):
    """Somebody with the card and a PIN."""

    def open_booth(self, card_code: str) -> None:
        """Type the code of the card."""
        self.write("".join(symbol for symbol in card_code if symbol in ALPHABET))
        self.press(Key.Key_Return)

    def open_panel(self, pin: str, who: str = "") -> None:
        """Ctrl+Alt+P, name, PIN; the first name, if none is said."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        self.press(Key.Key_P, both)
        names = [
            each.objectName()
            for each in self.stage.findChildren(QAbstractButton)
            if each.objectName().startswith("proctor_")
            and each.objectName() != "proctor_name"
            and each.isVisible()
        ]
        if names:
            self.click(f"proctor_{who}" if who else names[0])
        self.write(pin)
        self.press(Key.Key_Return)

    def leave(self) -> None:
        """Lock the panel and go."""
        self.click("lock_and_leave")
