"""The window's half: it stays in front, and no key, no clipboard and no dragging leads out of it.

What it swallows never reaches a page; nothing of it is kept. The focus is told, not judged: `lost` and
`returned`, once each.
"""

from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.kiosk.lockdown.shutters import Shutters
from app.kiosk.lockdown.system import System

AGAIN_MS = 1_000  # between two tries to come to the front: often enough, and no fight
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
_BUTTONS = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}
_NEVER = {
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.Drop,
    QEvent.Type.ContextMenu,
}
_META = Qt.KeyboardModifier.MetaModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SWALLOWED = {
    Qt.Key.Key_Print,
    Qt.Key.Key_SysReq,
    Qt.Key.Key_Menu,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_Meta,
    Qt.Key.Key_F11,
    Qt.Key.Key_Copy,
    Qt.Key.Key_Cut,
    Qt.Key.Key_Paste,
    Qt.Key.Key_Sleep,
    Qt.Key.Key_PowerOff,
}
_WITH_CONTROL = {Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_Insert}
_WITH_SHIFT = {Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_F10}
_WITH_ALT = {Qt.Key.Key_F4, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Escape}


class Guard(QObject):
    """Watches over one shown, full-screen window."""

    lost = Signal()
    returned = Signal()

    def __init__(self, application: QGuiApplication, window: QWidget, system: System) -> None:
        super().__init__(window)
        self._window = window
        self._away = False
        self._was_active = False  # a screen without a window manager never says that a window has the focus
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._empty)
        self._clipboard.selectionChanged.connect(self._empty)
        self.shutters = Shutters(application, window)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._to_front)
        application.applicationStateChanged.connect(self.focus_is)
        self.focus_is(application.applicationState())
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)
        system.hold_window(int(window.winId()))
        self._empty()

    def focus_is(self, state: Qt.ApplicationState) -> None:
        """The system says whether one of our windows has the focus."""
        active = state is Qt.ApplicationState.ApplicationActive
        if active:
            self._was_active = True
            self._back()
        elif self._was_active and not self._away:
            self._away = True
            self._again.start()
            self.lost.emit()

    def _back(self) -> None:
        self._again.stop()
        if self._away:
            self._away = False
            self._empty()
            self.returned.emit()

    def _to_front(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    def _empty(self) -> None:
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if mode is QClipboard.Mode.Selection and not self._clipboard.supportsSelection():
                continue
            data = cast("QMimeData | None", self._clipboard.mimeData(mode))  # None where it never held any
            if data is not None and data.formats():
                self._clipboard.clear(mode)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _NEVER:
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and kind in _KEYS:
            return leads_away(event)
        if isinstance(event, QMouseEvent) and kind in _BUTTONS:
            if self._away and event.button() is Qt.MouseButton.LeftButton:
                self._to_front()
            return event.button() is not Qt.MouseButton.LeftButton  # no menus, and no pasting by the wheel
        return False


def leads_away(event: QKeyEvent) -> bool:
    """Whether a key, with what is held, belongs to the system and not to a page."""
    key, held = event.key(), event.modifiers()
    if key in _SWALLOWED or held & _META:
        return True
    if held & _CONTROL and not held & _ALT and key in _WITH_CONTROL:
        return True
    return bool((held & _SHIFT and key in _WITH_SHIFT) or (held & _ALT and key in _WITH_ALT))
