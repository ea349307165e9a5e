"""The stage: the bar at the left, one page, the focus ring. It knows widgets, not use cases."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from typing_extensions import override

from app.base.sentences import Language
from app.office.window import view as v
from app.office.window.intents import Go, Lock
from app.office.window.pages.desk import Desk, usable
from app.office.window.pages.side import LanguageSwitch, SideBar
from app.ui.parts.layout import PAGE_KEYS, column, row
from app.ui.ring import FocusRing
from app.ui.theme import Look, OfficeTheme

SMALLEST = (1100, 700)
DIGITS = "1234567890"


class Stage(QWidget):
    """Shows screens."""

    intent = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setMinimumSize(*SMALLEST)
        self._screen: v.Screen | None = None
        self._theme = OfficeTheme(Look(Language.ID), self.width())
        self._side: SideBar | None = None
        self._desk: Desk | None = None
        self._switch: QWidget | None = None
        outer = row(self)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # pages fit the window, not it them
        self._left, self._right = column(), column()
        outer.addLayout(self._left)
        outer.addLayout(self._right, 1)
        self.ring = FocusRing(self, self._theme, application)
        for at, digit in enumerate(DIGITS):
            self._key(f"Alt+{digit}", partial(self._go_at, at))
        self._key("Ctrl+I", lambda: self._go_to("importing"))
        self._key("Ctrl+L", self._lock)
        self._key("Ctrl+F", self._search)
        self._key("Ctrl+P", self._print)
        self._key("Escape", self._leave)

    @property
    def page(self) -> Desk | None:
        """The page that is shown."""
        return self._desk

    def show_screen(self, screen: v.Screen) -> None:
        """Show exactly `screen`."""
        before, self._screen = self._screen, screen
        theme = OfficeTheme(Look(screen.language), self.width())
        fresh = before is None or theme.narrow != self._theme.narrow
        self._theme = theme if fresh or theme.look != self._theme.look else replace(theme, width=theme.width)
        self.ring.use(self._theme)
        self.window().setWindowTitle(screen.title)
        held = self._held()
        self._show_side(screen, fresh=fresh)
        self._show_switch(screen, fresh=fresh)
        other = before is None or before.page.name != screen.page.name
        if other or fresh or self._desk is None:
            self._new_desk(screen.page)
        else:
            self._desk.show_page(screen.page)
        self._keep_focus(held, other=other)

    def _keep_focus(self, held: str, *, other: bool) -> None:
        if self._desk is None:
            return
        if other and not held.startswith(("nav_", "language_")):
            self._desk.first().setFocus()
        elif held:
            now: QWidget | None = self.focusWidget()
            wanted = usable(self, held) or self._desk.first()
            if now is not wanted:  # one of the same name may be on its way out, and still have it
                wanted.setFocus()

    def _held(self) -> str:
        now: QWidget | None = self.focusWidget()
        return now.objectName() if now is not None else ""

    def _new_desk(self, page: v.Page) -> None:
        old, self._desk = self._desk, Desk(self._theme, page)
        self._desk.intent.connect(self.intent)
        self._desk.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._desk.setProperty("ringNone", True)
        self._right.insertWidget(0, self._desk, 1)
        if old is not None:
            _drop(self._right, old)
        self._desk.show()

    def _show_side(self, screen: v.Screen, *, fresh: bool) -> None:
        side = screen.side
        if side is not None and self._side is not None and not fresh and self._side.show_side(side, screen):
            return
        if self._side is not None:
            _drop(self._left, self._side)
            self._side = None
        if side is not None:
            self._side = SideBar(self._theme, side, screen)
            self._side.intent.connect(self.intent)
            self._left.addWidget(self._side)
            self._side.show()

    def _show_switch(self, screen: v.Screen, *, fresh: bool) -> None:
        """The languages, where there is no bar that holds them."""
        del fresh
        if self._switch is not None:
            _drop(self._right, self._switch)
            self._switch = None
        if screen.side is None:
            holder = QWidget()
            line = row(holder, (24, 12, 24, 20))
            line.addStretch()
            switch = LanguageSwitch(self._theme, screen.language, screen.languages_spoken)
            switch.setFixedWidth(220)
            switch.wished.connect(self.intent)
            line.addWidget(switch)
            line.addStretch()
            self._right.addWidget(holder)
            self._switch = holder
            holder.show()

    # --- keys ------------------------------------------------------------------------------------------

    def _key(self, keys: str, do: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _go_at(self, at: int) -> None:
        side = self._screen.side if self._screen is not None else None
        if side is not None and at < len(side.navs):
            self.intent.emit(Go(side.navs[at].name))

    def _go_to(self, name: str) -> None:
        side = self._screen.side if self._screen is not None else None
        if side is not None and any(nav.name == name for nav in side.navs):
            self.intent.emit(Go(name))

    def _lock(self) -> None:
        if self._screen is not None and self._screen.side is not None:
            self.intent.emit(Lock())

    def _search(self) -> None:
        found = self._desk.usable("search") if self._desk is not None else None
        if found is not None:
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _print(self) -> None:
        self._ask(self._screen.page.printing if self._screen is not None else None)

    def _leave(self) -> None:
        self._ask(self._screen.page.leaving if self._screen is not None else None)

    def _ask(self, wish: object) -> None:
        if wish is not None:
            self.intent.emit(wish)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys turn the page wherever the focus is, in the bar at the left too."""
        if event.key() in PAGE_KEYS and self._desk is not None and not self._desk.part.middle:
            self._desk.column.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = OfficeTheme(self._theme.look, self.width()).narrow
        if self._screen is not None and narrow != self._theme.narrow:
            self.show_screen(self._screen)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self.update()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("desk"))


def _drop(layout: QLayout, widget: QWidget) -> None:
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
