"""The controlled button: it reports a click and never ticks itself; the next view shows the tick."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from app.ui.theme import Theme

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Control(QAbstractButton):
    """A button whose state is only what it was last told.

    Space presses it. Enter presses it when `enters` is true; otherwise Enter, arrows and digits go to the
    page, which knows what they mean. `wish` is what a click asks for; it goes up through `wished`.
    """

    wished = Signal(object)

    def __init__(
        self, theme: Theme, name: str, spoken: str, *, checkable: bool = False, radio: bool = False
    ) -> None:
        super().__init__()
        self.theme = theme
        self.wish: object = None
        self.enters = False
        self._on = False  # what the program holds
        self._radio = radio
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setAutoExclusive(radio)  # so a screen reader calls it a radio button
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.ring(theme.radius)
        self.clicked.connect(self._wish)
        self.toggled.connect(self._toggled)

    def _wish(self) -> None:
        if self.wish is not None:
            self.wished.emit(self.wish)

    def ring(self, radius: int, gap: int = 3) -> None:
        """How the focus ring goes around this control."""
        self.setProperty("ringRadius", radius)
        self.setProperty("ringGap", gap)

    def show_on(self, on: bool) -> None:
        """Show the state that the program holds."""
        self._on = on
        self._hold()

    def _hold(self) -> None:
        """Show it alone: of Qt's own exclusive groups nothing but the name is wanted."""
        if self.isChecked() != self._on:
            self.setAutoExclusive(False)
            self.setChecked(self._on)
            self.setAutoExclusive(self._radio)

    def _toggled(self, on: bool) -> None:
        """A screen reader may toggle without a click: that is a wish like any other.

        A radio button that goes off did so for another one, and goes on again.
        """
        if on != self._on:
            self._hold()
            if on or not self._radio:
                self._wish()

    @override
    def nextCheckState(self) -> None:
        """Nothing: only `show_on` changes the state."""

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        self.setAutoExclusive(False)  # Qt would take the rest of the group out of the order of Tab
        super().focusInEvent(e)
        self.setAutoExclusive(self._radio)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() == Qt.Key.Key_Space and not e.isAutoRepeat():
            super().keyPressEvent(e)
        elif (
            self.enters and e.key() in ENTER_KEYS and not e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
        else:
            e.ignore()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over the enabled control."""
        return self.isEnabled() and self.underMouse()
