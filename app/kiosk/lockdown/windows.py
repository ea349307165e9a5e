"""Windows: the taskbar, dialogs of the accessibility keys, screen saver, sleep, and keys that lead away.

What needs no administrator. `Desk` is the edge to the system; everything above it is tried without Windows.
"""

import sys
from collections.abc import Mapping
from typing import Protocol

from typing_extensions import override

from app.kiosk.lockdown.elsewhere import Elsewhere

TASKBAR = "windows.taskbar"
SAVER = "windows.screen_saver"
STICKY, TOGGLE, FILTER = "windows.sticky_keys", "windows.toggle_keys", "windows.filter_keys"
_HOTKEY = 0x4  # of the flags of the three: pressing a key several times opens a dialog
_CONFIRM = 0x8
_DIALOGS = {STICKY: (0x3A, 0x3B), TOGGLE: (0x34, 0x35), FILTER: (0x32, 0x33)}  # SPI_GET..., SPI_SET...

_WIN_KEYS = frozenset({0x5B, 0x5C})
_APPS, _PRINT, _TAB, _ESCAPE, _SPACE, _F4, _DELETE = 0x5D, 0x2C, 0x09, 0x1B, 0x20, 0x73, 0x2E
_MEDIA = frozenset(range(0xA6, 0xB8))  # browser, volume, mail, calculator
_SLEEP = 0x5F


def leads_away(key: int, *, alt: bool, control: bool, win: bool) -> bool:
    """Whether a key, by its virtual code and with what is held, would lead out of the booth."""
    if win or key in _WIN_KEYS or key in _MEDIA or key in {_APPS, _PRINT, _SLEEP}:
        return True
    if alt and key in {_TAB, _ESCAPE, _SPACE, _F4}:
        return True
    return control and key == _ESCAPE


class Desk(Protocol):
    """The calls of user32 and kernel32 that are needed."""

    def taskbar_shown(self) -> bool:
        """Whether there is a taskbar to be seen."""
        ...

    def show_taskbar(self, shown: bool) -> None:
        """Show it or hide it."""
        ...

    def flags(self, get: int) -> int:
        """The flags of an accessibility feature."""
        ...

    def set_flags(self, get: int, set_: int, flags: int) -> None:
        """Change them."""
        ...

    def saver_on(self) -> bool:
        """Whether the screen saver may start."""
        ...

    def set_saver(self, on: bool) -> None:
        """Let it, or not."""
        ...

    def quiet_errors(self) -> None:
        """No dialogs of the system about this process."""
        ...

    def stay_awake(self) -> None:
        """No sleep while this thread lives."""
        ...

    def no_capture(self, handle: int) -> None:
        """No screenshots of a window."""
        ...

    def swallow(self) -> None:
        """Take the keys that `leads_away` names from everybody, while this thread runs its messages."""
        ...


class Windows(Elsewhere):
    """What a Windows account without special rights may change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    @override
    def wanted(self) -> Mapping[str, str]:
        quiet = {name: self._quiet(self._desk.flags(get)) for name, (get, _) in _DIALOGS.items()}
        return {TASKBAR: "0", SAVER: "0", **quiet}

    @staticmethod
    def _quiet(flags: int) -> str:
        return str(flags & ~_HOTKEY & ~_CONFIRM)

    @override
    def settings(self) -> Mapping[str, str]:
        desk = self._desk
        flags = {name: str(desk.flags(get)) for name, (get, _) in _DIALOGS.items()}
        return {TASKBAR: str(int(desk.taskbar_shown())), SAVER: str(int(desk.saver_on())), **flags}

    @override
    def set(self, name: str, value: str) -> None:
        if name == TASKBAR:
            self._desk.show_taskbar(value == "1")
        elif name == SAVER:
            self._desk.set_saver(value == "1")
        else:
            self._desk.set_flags(*_DIALOGS[name], int(value))

    @override
    def harden(self) -> None:
        self._desk.quiet_errors()

    @override
    def stay_awake(self) -> None:
        self._desk.stay_awake()

    @override
    def hold_window(self, handle: int) -> None:
        self._desk.no_capture(handle)
        self._desk.swallow()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_DIALOGS = 0x1 | 0x2 | 0x8000  # critical errors, general protection faults, files that do not open
    _AWAKE = 0x80000000 | 0x1 | 0x2  # from now on: the machine and the display
    _EXCLUDE_FROM_CAPTURE = 0x11
    _KEYBOARD_LL = 13
    _ALT_DOWN = 0x20
    _HIDE, _SHOW = 0, 5
    _LRESULT = ctypes.c_ssize_t
    _HOOK = ctypes.WINFUNCTYPE(_LRESULT, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM)

    class _Key(ctypes.Structure):
        _fields_ = (
            ("vk", wintypes.DWORD),
            ("scan", wintypes.DWORD),
            ("flags", wintypes.DWORD),
            ("time", wintypes.DWORD),
            ("extra", ctypes.c_void_p),
        )

    class _Flags(ctypes.Structure):
        # FILTERKEYS has four more numbers after the flags; the other two end here.
        _fields_ = (("size", wintypes.UINT), ("flags", wintypes.DWORD), ("more", wintypes.DWORD * 4))

    class RealDesk(Desk):
        """This machine."""

        def __init__(self) -> None:
            self._user = ctypes.WinDLL("user32", use_last_error=True)
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._user.FindWindowW.restype = wintypes.HWND
            self._user.CallNextHookEx.restype = _LRESULT
            self._user.CallNextHookEx.argtypes = (
                wintypes.HHOOK,
                ctypes.c_int,
                wintypes.WPARAM,
                wintypes.LPARAM,
            )
            self._user.SetWindowsHookExW.restype = wintypes.HHOOK
            self._user.SetWindowsHookExW.argtypes = (
                ctypes.c_int,
                _HOOK,
                wintypes.HINSTANCE,
                wintypes.DWORD,
            )
            self._user.GetAsyncKeyState.restype = ctypes.c_short
            self._user.SetWindowDisplayAffinity.argtypes = (wintypes.HWND, wintypes.DWORD)
            self._hook = _HOOK(self._key)  # kept: the system calls it as long as the process lives
            self._hooked: int | None = None

        @override
        def taskbar_shown(self) -> bool:
            bar = self._user.FindWindowW("Shell_TrayWnd", None)
            return bool(bar and self._user.IsWindowVisible(bar))

        @override
        def show_taskbar(self, shown: bool) -> None:
            if bar := self._user.FindWindowW("Shell_TrayWnd", None):
                self._user.ShowWindow(bar, _SHOW if shown else _HIDE)

        @override
        def flags(self, get: int) -> int:
            return int(self._read(get).flags)

        @override
        def set_flags(self, get: int, set_: int, flags: int) -> None:
            now = self._read(get)
            now.flags = flags
            self._user.SystemParametersInfoW(set_, now.size, ctypes.byref(now), 0)

        def _read(self, get: int) -> _Flags:
            size = 24 if get == _DIALOGS[FILTER][0] else 8
            read = _Flags(size=size)
            self._user.SystemParametersInfoW(get, size, ctypes.byref(read), 0)
            return read

        @override
        def saver_on(self) -> bool:
            on = wintypes.BOOL()
            self._user.SystemParametersInfoW(0x10, 0, ctypes.byref(on), 0)
            return bool(on)

        @override
        def set_saver(self, on: bool) -> None:
            self._user.SystemParametersInfoW(0x11, int(on), None, 0)

        @override
        def quiet_errors(self) -> None:
            self._kernel.SetErrorMode(_NO_DIALOGS)

        @override
        def stay_awake(self) -> None:
            self._kernel.SetThreadExecutionState(ctypes.c_uint(_AWAKE))

        @override
        def no_capture(self, handle: int) -> None:
            self._user.SetWindowDisplayAffinity(handle, _EXCLUDE_FROM_CAPTURE)

        @override
        def swallow(self) -> None:
            if self._hooked is None:
                self._hooked = self._user.SetWindowsHookExW(_KEYBOARD_LL, self._hook, None, 0)

        def _down(self, key: int) -> bool:
            return bool(self._user.GetAsyncKeyState(key) & 0x8000)

        def _key(self, code: int, what: int, where: int) -> int:
            if code == 0:
                key = _Key.from_address(where)
                alt = bool(key.flags & _ALT_DOWN)
                win = any(self._down(each) for each in _WIN_KEYS)
                if leads_away(key.vk, alt=alt, control=self._down(0x11), win=win):
                    return 1
            return int(self._user.CallNextHookEx(None, code, what, where))
