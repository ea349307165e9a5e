"""What both promise pages have: the box to tick, the way out, and a beginning that waits for the tick."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.intents import Intent, Refuse, Tick
from app.kiosk.window.pages.base import Page
from app.ui.controls.action import Action, Kind
from app.ui.controls.option import Mark, OptionRow
from app.ui.theme import Theme

C = TypeVar("C", v.Promise, v.Aloud)


class ConsentPage(Page[C]):
    """A promise, and the person's yes or no; Space ticks the box."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._consent: OptionRow | None = None
        self._go: Action | None = None

    @override
    def shape(self, view: C) -> Hashable:
        return replace(view, consented=False, go=replace(view.go, enabled=True))

    def consent(self, words: str) -> OptionRow:
        """The box to tick."""
        self._consent = OptionRow(self.theme, "consent", words, mark=Mark.CHECK, bare=True)
        self.wire(self._consent, Tick())
        return self._consent

    def ways_on(self, line: QHBoxLayout, view: C) -> None:
        """No and yes, at the end of the footer's line."""
        refuse = Action(self.theme, "refuse", view.refuse, Kind.TEXT)
        self.wire(refuse, Refuse())
        line.addWidget(refuse)
        self._go = self.command(view.go, min_width=200)
        line.addWidget(self._go)

    @override
    def refresh(self, view: C) -> None:
        if self._consent is not None:
            self._consent.show_on(view.consented)
        if self._go is not None:
            self._go.setEnabled(view.go.enabled)

    @override
    def key_wish(self, event: QKeyEvent) -> Intent | None:
        return Tick() if event.key() == Qt.Key.Key_Space else super().key_wish(event)
