"""What every page does: take views, send wishes, keep the focus where the person left it."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget
from typing_extensions import override

from app.base.sentences import Language
from app.kiosk.window import view as v
from app.kiosk.window.intents import CallProctor, Close, Erase, Intent, Menu, Open
from app.kiosk.window.intents import Type as TypeIn
from app.ui.controls.action import Action, Kind
from app.ui.controls.control import ENTER_KEYS, Control
from app.ui.parts.layout import Column, column
from app.ui.parts.words import Type
from app.ui.theme import Theme

V = TypeVar("V")
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LETTERS: Mapping[Language, Mapping[str, str]] = {
    Language.ID: {
        "next": "B", "previous": "S", "flag": "R", "open_list": "D", "display": "T", "help": "U",
    },
    Language.EN: {
        "next": "N", "previous": "P", "flag": "F", "open_list": "L", "display": "D", "help": "H",
    },
}  # fmt: skip
PAGE_KEYS = {
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
}


def common_wish(event: QKeyEvent) -> Intent | None:
    """What a key means on every page."""
    keys = Qt.Key
    held = event.modifiers() & (CONTROL | ALT | SHIFT)
    if held == CONTROL | ALT and event.key() == keys.Key_P:
        return CallProctor()
    if not held:
        single: dict[int, Intent] = {
            keys.Key_F1: Open(Menu.HELP),
            keys.Key_F2: Open(Menu.DISPLAY),
            keys.Key_Escape: Close(),
        }
        return single.get(event.key())
    return None


def next_index(controls: list[QWidget], by: int) -> int:
    """Where Tab goes in a ring of controls."""
    at = next((i for i, control in enumerate(controls) if control.hasFocus()), -1 if by > 0 else 0)
    return (at + by) % len(controls)


def typing_wish(event: QKeyEvent, symbols: Callable[[str], bool] = str.isalnum) -> Intent | None:
    """What a key means where a code is typed: a symbol, one less (Backspace), or none (Delete).

    With Ctrl or Alt held it means nothing of that.
    """
    if event.modifiers() & (CONTROL | ALT):
        return None
    if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
        return Erase(everything=event.key() == Qt.Key.Key_Delete)
    symbol = event.text()
    return TypeIn(symbol) if symbol.isascii() and symbols(symbol) else None


class Page(QWidget, Generic[V]):
    """A page of the kiosk: shows views of one kind."""

    intent = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.type = Type(theme)
        self.view: V | None = None
        self._inner: QWidget | None = None
        self._wishes: dict[str, Intent] = {}
        self._shape: Hashable = None
        self._frame: QVBoxLayout = column(self)
        self.setObjectName(name)
        self.setProperty("ringNone", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # no stop of Tab: nobody would see it

    def shape(self, view: V) -> Hashable:
        """What decides which widgets there are; equal shapes are redrawn in place."""
        return view

    @abstractmethod
    def build(self, view: V, inner: QWidget) -> None:
        """Make the widgets of this shape."""

    def refresh(self, view: V) -> None:
        """Change what may change without a new shape."""

    def first(self) -> QWidget:
        """What has the focus when the page opens; the page itself unless it says otherwise."""
        return self

    def show_view(self, view: V) -> None:
        """Show exactly `view`."""
        if view == self.view:
            return
        self.view = view
        shape = self.shape(view)
        if self._inner is not None and shape == self._shape:
            self.refresh(view)
            return
        self._shape = shape
        self._rebuild(view)

    def _rebuild(self, view: V) -> None:
        held = self._focused()
        old, inner = self._inner, QWidget()
        inner.setObjectName("inner")
        self.build(view, inner)
        self._inner = inner
        self._frame.addWidget(inner)
        if old is not None:
            self._frame.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.refresh(view)
        inner.show()
        self._focus_again(held)

    def focus_on(self, name: str) -> None:
        """The focus goes to what has that name now, or else to the page's first place."""
        (self._named(name) or self.first()).setFocus()

    def _focus_again(self, held: str) -> None:
        """The focus goes to what has the name `held` now, where anything had it."""
        if held and (self._named(held) is not None or self.isVisible()):
            self.focus_on(held)

    def _named(self, name: str) -> QWidget | None:
        """What has that name and can have the focus; no part of the page before, which is about to go."""
        if self._inner is None or not name:
            return None
        named = self._inner.findChildren(QWidget, name)
        return next((each for each in named if each.isEnabled() and each.isVisibleTo(self._inner)), None)

    def _focused(self) -> str:
        """The name of what has the focus in this page."""
        found = next((child for child in self.findChildren(QWidget) if child.hasFocus()), None)
        return found.objectName() if found is not None else ""

    def wire(self, control: Control, wish: Intent) -> Control:
        """Let `control` send `wish`."""
        control.wish = wish
        control.wished.connect(self.intent)
        self._wishes[control.objectName()] = wish
        return control

    def command(self, button: v.Button, *, min_width: int = 0, height: int = 0, px: int = 0) -> Action:
        """The widget of a button in a view."""
        action = Action(
            self.theme,
            button.name,
            button.words,
            button.kind,
            icon=button.icon,
            after=button.after,
            min_width=min_width,
            height=height,
            px=px,
        )
        action.setEnabled(button.enabled)
        self.wire(action, button.intent)
        return action

    def _lettered(self) -> Iterator[tuple[str, Action]]:
        """The commands of this page that have a letter, by that letter."""
        letters = LETTERS[self.theme.look.language]
        for action in self.findChildren(Action):
            letter = letters.get(action.objectName(), "")
            if letter and action.isVisible():
                yield letter, action

    def show_letters(self, shown: bool) -> None:
        """Underline the letters of the commands, or do so no more."""
        for letter, action in self._lettered():
            action.show_letter(letter if shown else "")

    def letter_wish(self, letter: str) -> object:
        """What Alt and a letter mean: what pressing the command of that letter means."""
        for its, action in self._lettered():
            if its == letter and action.isEnabled():
                return action.wish
        return None

    def key_wish(self, event: QKeyEvent) -> Intent | None:
        """What a key means on this page, beyond what it means everywhere."""
        if event.key() in ENTER_KEYS:
            return self.enter_wish()
        return None

    def enter_wish(self) -> Intent | None:
        """What Enter means when no command has the focus: the primary button, if it may be pressed."""
        for action in self.findChildren(Action):
            if action.kind in {Kind.PRIMARY, Kind.DANGER} and action.isEnabled() and action.isVisible():
                return self._wishes.get(action.objectName())
        return None

    def _scroll(self, action: QAbstractSlider.SliderAction) -> bool:
        """Scroll the widest column that is longer than its room, wherever the focus is; False without one."""
        columns = [each for each in self.findChildren(Column) if each.isVisible()]
        longer = [each for each in columns if each.verticalScrollBar().maximum() > 0]
        if longer:
            max(longer, key=Column.width).verticalScrollBar().triggerAction(action)
        return bool(longer)

    def _letter_of(self, event: QKeyEvent) -> str:
        held = event.modifiers() & (CONTROL | ALT | SHIFT)
        return chr(event.key()) if held == ALT and event.key() < 0x80 else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.show_letters(True)
        letter = self._letter_of(event)
        wish = common_wish(event) or (self.letter_wish(letter) if letter else self.key_wish(event))
        if wish is None and event.key() in PAGE_KEYS:
            event.setAccepted(self._scroll(PAGE_KEYS[event.key()]))
        elif wish is None:
            event.ignore()
        else:
            event.accept()
            self.intent.emit(wish)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.show_letters(False)
        event.ignore()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Who leaves the window by Alt and Tab lets go of Alt elsewhere."""
        if event.type() == QEvent.Type.ActivationChange:
            self.show_letters(False)
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.colour("paper"))
