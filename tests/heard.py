"""What a screen reader is told of a widget, as plain values.

Qt frees the interface of a widget with it, and PySide finds a wrapper by the address of what it wraps: one
that is kept longer may come back as whatever widget lies there next. So none leaves this room.
"""

from dataclasses import dataclass

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Heard:
    """The role, the words and the states of one widget."""

    role: QAccessible.Role
    name: str
    description: str
    value: str
    checked: bool
    checkable: bool
    disabled: bool
    several_lines: bool
    password: bool


def heard(widget: QWidget) -> Heard:
    """What is told of it now."""
    told = QAccessible.queryAccessibleInterface(widget)
    state = told.state()
    return Heard(
        told.role(),
        told.text(QAccessible.Text.Name),
        told.text(QAccessible.Text.Description),
        told.text(QAccessible.Text.Value),
        bool(state.checked),
        bool(state.checkable),
        bool(state.disabled),
        bool(state.multiLine),
        bool(state.passwordEdit),
    )
