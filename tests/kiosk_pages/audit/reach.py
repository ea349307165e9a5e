"""Reach: targets large enough and apart, with name and role, by Tab; one primary button, bottom right."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.kiosk.window.pages.chrome import FooterBar, HeaderBar
from app.kiosk.window.pages.message import MessagePage
from app.kiosk.window.pages.over import ToastAction
from app.ui.controls.action import Action, Kind
from app.ui.controls.matrix import MatrixCell
from app.ui.controls.scale import ScaleButton
from app.ui.controls.segment import SegmentButton
from app.ui.controls.tile import Tile
from tests.heard import heard
from tests.kiosk_pages.audit.layers import Layer

LEAST, LEAST_IN_TOAST = 48, 44
GAP = 12
PRIMARY = {Kind.PRIMARY, Kind.DANGER}
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
}


def faults(layer: Layer) -> Iterator[str]:
    """What cannot be hit, named or reached."""
    for control in layer.controls:
        name, size = control.objectName(), _target(control)
        least = LEAST_IN_TOAST if isinstance(control, ToastAction) else LEAST
        if min(size.width(), size.height()) < least:
            yield f"target of {size.width()}x{size.height()}: {name}"
        spoken = heard(control)
        if not name or not spoken.name.strip():
            yield f"nameless: {name or type(control).__name__}"
        elif spoken.role not in ROLES:
            yield f"without a role: {name} is {spoken.role}"
    yield from _too_near(layer)
    yield from _unreached(layer)
    yield from _primary(layer)


def _target(control: QWidget) -> QRect:
    """The part of a control that is meant to be hit: a tile carries the gap around it."""
    rect = control.rect()
    box = control.property("ringBox")
    if isinstance(control, Tile) and isinstance(box, int):
        rest = (rect.width() - box) // 2
        return rect.adjusted(rest, rest, -rest, -rest)
    return rect


def _gap(one: QWidget, other: QWidget) -> int:
    """The gap that the design declares between two controls."""
    both = (one, other)
    if all(isinstance(each, SegmentButton | MatrixCell) for each in both):
        return 0
    if any(isinstance(each, Tile) for each in both):
        return 6
    if all(isinstance(each.parentWidget(), HeaderBar) for each in both):
        return 10
    if all(isinstance(each, ScaleButton) for each in both) or all(_is_key(each) for each in both):
        return 8
    return GAP


def _is_key(control: QWidget) -> bool:
    return isinstance(control, Action) and control.kind is Kind.KEY


def _too_near(layer: Layer) -> Iterator[str]:
    places = []
    for control in layer.controls:
        target = _target(control)
        if not control.visibleRegion().boundingRect().contains(target):
            continue  # half scrolled away
        places.append((control, target.translated(layer.place(control).topLeft())))
    for (one, here), (other, there) in combinations(places, 2):
        across = max(here.left(), there.left()) - min(here.right(), there.right()) - 1
        down = max(here.top(), there.top()) - min(here.bottom(), there.bottom()) - 1
        apart = max(across, down)
        if apart < _gap(one, other):
            yield f"{apart} px apart: {one.objectName()} and {other.objectName()}"


def _unreached(layer: Layer) -> Iterator[str]:
    wanted = {each.objectName() for each in layer.controls if each.isEnabled()}
    if not wanted or layer.hidden:  # what lies over a page is walked through by itself
        return
    reached: set[str] = set()
    first = next(each for each in layer.controls if each.isEnabled())
    first.setFocus()
    for _ in range(layer.stops + 4):
        focused: QWidget | None = layer.stage.focusWidget()
        if focused is None:
            yield "the focus is lost"
            return
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    if missed := sorted(wanted - reached):
        yield f"not reached by Tab: {missed}"


def _primary(layer: Layer) -> Iterator[str]:
    buttons = [each for each in layer.controls if isinstance(each, Action) and each.kind in PRIMARY]
    if len(buttons) > 1:
        yield f"several primary buttons: {[each.objectName() for each in buttons]}"
    for button in buttons:
        footer = button.parentWidget()
        if isinstance(footer, FooterBar):
            rest = footer.width() - button.geometry().right()
            if rest > layer.stage._theme.margin + 12:
                yield f"primary button not at the right: {button.objectName()}"
        elif not isinstance(layer.root, MessagePage) and any(
            isinstance(each, FooterBar) and _commands(each) for each in layer.widgets
        ):
            yield f"primary button not in the footer: {button.objectName()}"


def _commands(footer: QWidget) -> list[Action]:
    return footer.findChildren(Action)
