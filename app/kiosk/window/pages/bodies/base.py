"""What every answer area does: show a body, walk by arrows, understand keys."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, Press
from app.ui.controls.control import Control
from app.ui.parts.words import Type
from app.ui.theme import Theme

B = TypeVar("B", bound=v.Body)
Choices = tuple[v.Choice, ...]
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
DONT_KNOW, REFUSED = -98, -99  # the keys 0 and - mean these, wherever they are offered


class BodyWidget(QWidget):
    """An answer area as its page knows it; it is told what to show and reports what is wished."""

    intent = Signal(object)

    tight = False  # needs every pixel of height: less air around the question
    beside = True  # leaves room for the question list at its side
    wide = False  # as wide as the page, and so is what stands below it
    own_absents = False  # shows the non-answers itself
    clears = True  # a button below it empties the answer

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.type = Type(theme)

    @abstractmethod
    def take(self, body: v.Body) -> None:
        """Show `body`, which has the shape that this widget was made for."""

    def answers(self) -> Sequence[Control]:
        """The controls that the arrow keys walk through."""
        return ()

    def first(self) -> QWidget | None:
        """What has the focus when the page opens, where it is not the page itself."""
        return None

    def footnote(self) -> str:
        """Words at the end of the line of hints."""
        return ""

    def turn(self, by: int) -> Intent | None:
        """What going on (1) or back (-1) means within the answer, before the page is turned."""
        del by
        return None

    def key_wish(self, event: QKeyEvent, absents: Choices) -> Intent | None:
        """What a key means here: by itself it chooses what bears it, or else one of `absents`."""
        return choose(self.choices(), event.text()) or choose_absent(absents, event.text())

    def half(self) -> object:
        """What is being written and no answer yet, for `go_on` when this is drawn anew; None without any."""
        return None

    def go_on(self, half: object) -> None:
        """Take over what was being written when this answer was drawn before."""

    def lift(self, by: int) -> Intent | None:
        """What an arrow up (-1) or down (1) means while Alt is held."""
        del by
        return None

    def choices(self) -> Choices:
        """What has a key of its own."""
        return ()

    def arrow(self, key: int, more: Sequence[Control]) -> Intent | None:
        """What an arrow means; by itself it walks through the answers and then `more`."""
        walk([*self.answers(), *more], by_of(key))
        return None

    def _wire(self, control: Control, wish: Intent) -> None:
        control.wish = wish
        control.wished.connect(self.intent)


class Drawn(BodyWidget, Generic[B]):
    """An answer area of one kind; `body` is the last that it was told."""

    def __init__(self, theme: Theme, body: B) -> None:
        super().__init__(theme)
        self.body = body

    @classmethod
    @abstractmethod
    def fixed(cls, body: B) -> Hashable:
        """What decides which widgets there are; bodies that agree in it are redrawn in place."""

    @override
    def take(self, body: v.Body) -> None:
        if not isinstance(body, type(self.body)):
            raise TypeError(type(body).__name__)
        self.body = body
        self.redraw()

    def redraw(self) -> None:
        """Show what may change without a new shape."""


def unticked(choices: Choices) -> Choices:
    """The choices without which of them is chosen."""
    return tuple(v.Choice(choice.code, choice.key, choice.label) for choice in choices)


def choose(choices: Choices, words: str, variable: str = "") -> Intent | None:
    """The choice that has the key `words`."""
    return next((Press(choice.code, variable) for choice in choices if words and choice.key == words), None)


def choose_absent(absents: Choices, words: str, variable: str = "") -> Intent | None:
    """The non-answer that the keys 0 and - stand for, where it is offered."""
    code = {"0": DONT_KNOW, "-": REFUSED}.get(words)
    return Press(code, variable) if code in {choice.code for choice in absents} else None


def by_of(key: int) -> int:
    """One on for right and down, one back for left and up."""
    return 1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1


def walk(controls: Sequence[QWidget], by: int) -> None:
    """Move the focus along `controls`; it starts at what is chosen."""
    if not controls:
        return
    at = next((place for place, one in enumerate(controls) if one.hasFocus()), None)
    if at is None:
        outside = -1 if by > 0 else len(controls)
        chosen = (at for at, one in enumerate(controls) if isinstance(one, Control) and one.isChecked())
        at = next(chosen, outside)
    controls[max(0, min(len(controls) - 1, at + by))].setFocus(Qt.FocusReason.TabFocusReason)
