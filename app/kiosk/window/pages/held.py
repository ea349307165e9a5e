"""Room for a part of a page that gives way to the next: what is beside it keeps its place and the focus."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.parts.layout import column

W = TypeVar("W", bound=QWidget)


class Held(QWidget, Generic[W]):
    """One part, or none."""

    def __init__(self) -> None:
        super().__init__()
        self._frame = column(self)
        self._what: Hashable = None
        self.part: W | None = None

    def holds_no(self, what: Hashable) -> bool:
        """Whether something else is shown than `what`."""
        return self.part is None or what != self._what

    def hold(self, what: Hashable, shown: W) -> None:
        """Show the part that is `what`."""
        self.clear()
        self.part, self._what = shown, what
        self._frame.addWidget(shown)
        shown.show()  # now: left to itself Qt does it later, and until then there is no room for it
        self.show()

    def clear(self) -> None:
        """Show nothing, and take no room."""
        old, self.part = self.part, None
        if old is not None:
            drop(self._frame, old)
        self.hide()


def drop(layout: QBoxLayout, part: QWidget) -> None:
    """Take a part out; it may be what is being clicked on, and goes when that is over."""
    layout.removeWidget(part)
    part.hide()
    part.deleteLater()
