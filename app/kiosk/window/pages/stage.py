"""The stage: one page at a time, what lies over it, the focus ring. It knows widgets, not use cases."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QStackedWidget, QWidget
from typing_extensions import override

from app.kiosk.window import view as v
from app.kiosk.window.pages.over import Cover, ToastStrip
from app.kiosk.window.pages.table import page_for
from app.ui.motion import COVER_MS, TOAST_MS, fade_in
from app.ui.parts.layout import column
from app.ui.ring import FocusRing
from app.ui.theme import NARROW_PX, WIDE_PX, Theme

if TYPE_CHECKING:
    from app.kiosk.window.pages.table import AnyPage


class Stage(QWidget):
    """Shows screens. A page that is left is destroyed: nothing of it stays behind the next."""

    intent = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.setObjectName("stage")
        self._screen: v.Screen | None = None
        self._theme = Theme(width=self.width())
        self._page: AnyPage | None = None
        self._cover: Cover | None = None
        self._toast: ToastStrip | None = None
        self._covered = ""  # what had the focus before something was laid over the page
        self._stack = QStackedWidget()
        frame = column(self)
        frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # pages fit the window, not it them
        frame.addWidget(self._stack)
        self.ring = FocusRing(self, self._theme, application)

    @property
    def page(self) -> "AnyPage | None":
        """The page that is shown."""
        return self._page

    def show_screen(self, screen: v.Screen) -> None:
        """Show exactly `screen`."""
        before, self._screen = self._screen, screen
        theme = Theme(screen.look, self.width())
        fresh = self._page is None or self._layout_of(theme) != self._layout_of(self._theme)
        self._theme = theme
        kind = None if before is None else type(before.page)
        other = kind is not type(screen.page)
        held = self._held_in_page() if fresh and not other else ""
        if fresh or other:
            self._change_page(screen.page)
        if self._page is not None:
            self._page.show_view(screen.page)  # type: ignore[arg-type]  # page_for matched page and view
        if fresh or other:
            self._covered = held
            self._focus_page()
        if fresh or before is None or _drawn(before.over) != _drawn(screen.over):
            self._show_over(screen.over)
        if before is None or before.toast != screen.toast:
            self._show_toast(None if before is None else before.toast, screen.toast)

    @staticmethod
    def _layout_of(theme: Theme) -> tuple[object, ...]:
        return theme.look, theme.width < NARROW_PX, theme.width >= WIDE_PX

    def _change_page(self, view: v.Page) -> None:
        old, self._page = self._page, page_for(self._theme, view)
        self._page.intent.connect(self.intent)
        self.ring.use(self._theme)
        self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)
        if old is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _held_in_page(self) -> str:
        """The name of what has the focus in the page, or had it before something was laid over."""
        if self._cover is not None or self._page is None:
            return self._covered
        return next((each.objectName() for each in self._page.findChildren(QWidget) if each.hasFocus()), "")

    def _focus_page(self) -> None:
        """The focus goes where it was in this page, or else to the page's first place."""
        if self._page is None or self._cover is not None:
            return
        self._page.focus_on(self._covered)
        self._covered = ""

    def _show_over(self, over: v.Overlay | None) -> None:
        if self._cover is None:
            self._covered = self._held_in_page()
        held, covered = "", self._cover is not None
        if self._cover is not None:
            held = next(
                (each.objectName() for each in self._cover.findChildren(QWidget) if each.hasFocus()), ""
            )
            self._cover.intent.disconnect(self.intent)  # hiding it takes the focus from a field in it
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None
        if over is None or self._screen is None:
            if covered:
                self._focus_page()
            return
        if self._page is not None:
            self._page.show_letters(False)
        cover = Cover(self._theme, self, over, self._screen.look)
        cover.intent.connect(self.intent)
        self._cover = cover
        cover.show()
        cover.raise_()
        if not covered:
            fade_in(cover, self._theme, COVER_MS)
        again = cover.findChild(QWidget, held) if held else None
        (again if isinstance(again, QWidget) else cover.first()).setFocus()
        self.ring.raise_()

    def _show_toast(self, before: v.Toast | None, toast: v.Toast | None) -> None:
        same = toast is not None and before is not None and replace(before, words=toast.words) == toast
        if self._toast is not None and toast is not None and toast.stays and same:
            self._toast.say(toast.words)  # seconds are counted in place
            return
        self._drop_toast()
        if toast is not None:
            self._toast = ToastStrip(self._theme, self, toast)
            self._toast.intent.connect(self.intent)
            self._toast.over.connect(self._drop_toast)
            self._toast.show()
            fade_in(self._toast, self._theme, TOAST_MS)
            self.ring.raise_()

    def _drop_toast(self) -> None:
        toast, self._toast = self._toast, None
        if toast is None:
            return
        held = any(each.hasFocus() for each in toast.findChildren(QWidget))
        toast.hide()
        toast.deleteLater()
        if held:
            self._focus_page()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._screen is not None and self._layout_of(
            Theme(self._theme.look, self.width())
        ) != self._layout_of(self._theme):
            self.show_screen(self._screen)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("paper"))


def _drawn(over: v.Overlay | None) -> v.Overlay | None:
    """What decides whether an overlay is made anew: not what is being written in it."""
    if isinstance(over, v.Dialog) and over.remark is not None:
        return replace(over, remark=replace(over.remark, text=""))
    return over
