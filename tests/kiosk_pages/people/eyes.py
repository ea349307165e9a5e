"""What a person perceives of a window: words with their roles and states, where they are not covered.

It is read from Qt's accessibility, as a screen reader would, and only where the middle of a thing is on the
screen with nothing over it, as eyes would.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.heard import heard

Role = QAccessible.Role
CHECKED = {Role.CheckBox, Role.RadioButton}
PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be read, and perhaps pressed."""

    role: QAccessible.Role
    words: str
    more: str
    value: str
    on: bool
    enabled: bool
    choosable: bool
    one_line: bool
    middle: QPoint

    @property
    def pressable(self) -> bool:
        """Whether it looks as if it could be pressed."""
        return self.role in PRESSED

    def says(self, label: str) -> bool:
        """Whether it bears a label, by itself or after the number on it: `4, Agak setuju`."""
        return self.words == label or self.words.partition(", ")[2] == label


class Eyes:
    """Eyes on one window. They look once, and again after `blink`."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._things: list[Thing] | None = None

    def blink(self) -> None:
        """Something may have changed."""
        self._things = None

    def things(self) -> list[Thing]:
        """Everything that is seen, in the order of reading."""
        if self._things is None:
            self._things = list(self._look())
        return self._things

    def _look(self) -> Iterator[Thing]:
        for each in self.window.findChildren(QWidget):
            if not each.isVisible() or not each.accessibleName():
                continue
            middle = each.mapTo(self.window, each.rect().center())
            top = self.window.childAt(middle)
            if top is not None and (top is each or each.isAncestorOf(top)):
                yield _thing(each, middle)

    def focused(self) -> Thing | None:
        """What has the focus, as it is spoken; None when that has no name."""
        widget = QApplication.focusWidget()
        if widget is None or not widget.accessibleName():
            return None
        return _thing(widget, widget.mapTo(self.window, widget.rect().center()))

    def sees(self, words: str) -> bool:
        """Whether some words are on the screen."""
        return any(each.words == words for each in self.things())

    def find(self, words: str, fits: Callable[[Thing], bool] = lambda thing: thing.pressable) -> Thing | None:
        """The first thing of that name that can be pressed."""
        return next((each for each in self.things() if fits(each) and each.says(words)), None)

    def choices(self) -> list[Thing]:
        """Everything that can be on or off, in order."""
        return [each for each in self.things() if each.choosable]

    def ticked(self) -> list[str]:
        """The names of what is on."""
        return [each.words for each in self.choices() if each.on]


def _thing(widget: QWidget, middle: QPoint) -> Thing:
    told = heard(widget)
    return Thing(
        told.role,
        told.name,
        told.description,
        told.value,
        told.checked,
        not told.disabled,
        told.checkable,
        not told.several_lines,
        middle,
    )
