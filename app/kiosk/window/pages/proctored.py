"""What every page of the proctor has: the dark bar, whose clock moves in place."""

from dataclasses import replace
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.kiosk.window import view as v
from app.kiosk.window.pages.base import Page
from app.kiosk.window.pages.chrome import ProctorHeader
from app.ui.controls.action import Kind
from app.ui.theme import Theme

P = TypeVar("P", v.PanelView, v.Journal, v.Export, v.Papers, v.Readiness)


class ProctorPage(Page[P]):
    """A page under the proctor's bar."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._bar: ProctorHeader | None = None

    def bar(self, bar: v.ProctorBar) -> QWidget:
        """The bar, made anew with its page."""
        guide, leave = self.command(bar.guide), self.command(replace(bar.leave, kind=Kind.DARK))
        self._bar = ProctorHeader(self.theme, bar, guide, leave)
        return self._bar

    def move_clock(self, bar: v.ProctorBar) -> None:
        """Show what changes in the bar while the page stands."""
        if self._bar is not None:
            self._bar.show_bar(bar)
