"""The only movement there is: what is laid over a page comes up from nothing, by opacity alone.

Nothing of it is waited for: the focus and the keys are there at once. A reader who wants no movement gets
the end of it.
"""

from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from app.ui.theme import Theme

COVER_MS = 120  # a dialog, a menu, a drawer
TOAST_MS = 150


def fade_in(widget: QWidget, theme: Theme, ms: int) -> None:
    """Let `widget` come up within `ms`."""
    if theme.look.still:
        return
    effect = QGraphicsOpacityEffect(widget)
    effect.setOpacity(0)
    widget.setGraphicsEffect(effect)
    fade = QPropertyAnimation(effect, b"opacity", widget)
    fade.setDuration(ms)
    fade.setStartValue(0.0)
    fade.setEndValue(1.0)
    fade.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]  # None is allowed
    fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
