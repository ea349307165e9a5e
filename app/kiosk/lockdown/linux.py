"""Linux: the X server's blanking, systemd's sleep, the kernel's look into a process.

Under a Wayland compositor such as cage there is nothing to change: it blanks only when it is told to.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from typing_extensions import override

from app.kiosk.lockdown.elsewhere import Elsewhere

SAVER = "x11.screen_saver"
POWER = "x11.power"
_PR_SET_DUMPABLE = 4
_NEVER = {SAVER: "0 0 0 0", POWER: "0 0 0 0"}
_BOOTED = Path("/run/systemd/system")  # there when systemd runs the machine
_INHIBIT = ("--what=idle:sleep:handle-lid-switch", "--who=Bilik", "--why=Sesi survei", "--mode=block")


class _Server:
    """The few calls of Xlib, on one short connection."""

    def __init__(self, x11: ctypes.CDLL, ext: ctypes.CDLL, display: int) -> None:
        self._x11, self._ext, self._display = x11, ext, ctypes.c_void_p(display)

    def saver(self) -> str:
        numbers = [ctypes.c_int() for _ in range(4)]
        self._x11.XGetScreenSaver(self._display, *(ctypes.byref(each) for each in numbers))
        return " ".join(str(each.value) for each in numbers)

    def set_saver(self, value: str) -> None:
        self._x11.XSetScreenSaver(self._display, *_four(value))

    def power(self) -> str:
        event, error = ctypes.c_int(), ctypes.c_int()
        if not self._ext.DPMSQueryExtension(self._display, ctypes.byref(event), ctypes.byref(error)):
            return ""
        if not self._ext.DPMSCapable(self._display):
            return ""
        times = [ctypes.c_ushort() for _ in range(3)]
        level, on = ctypes.c_ushort(), ctypes.c_ubyte()
        self._ext.DPMSGetTimeouts(self._display, *(ctypes.byref(each) for each in times))
        self._ext.DPMSInfo(self._display, ctypes.byref(level), ctypes.byref(on))
        return " ".join(str(each.value) for each in (*times, on))

    def set_power(self, value: str) -> None:
        *times, on = _four(value)
        self._ext.DPMSSetTimeouts(self._display, *(ctypes.c_ushort(each) for each in times))
        (self._ext.DPMSEnable if on else self._ext.DPMSDisable)(self._display)


class Linux(Elsewhere):
    """What a Linux machine offers."""

    def __init__(self, booted: Path = _BOOTED) -> None:
        self._booted = booted
        self._awake: subprocess.Popen[bytes] | None = None

    @property
    @override
    def wanted(self) -> Mapping[str, str]:
        return _NEVER

    @override
    def settings(self) -> Mapping[str, str]:
        with _server() as server:
            if server is None:
                return {}
            found = {SAVER: server.saver(), POWER: server.power()}
        return {name: value for name, value in found.items() if value}

    @override
    def set(self, name: str, value: str) -> None:
        with _server() as server:
            if server is None or value.count(" ") != _NEVER[SAVER].count(" "):
                return
            (server.set_saver if name == SAVER else server.set_power)(value)

    @override
    def harden(self) -> None:
        super().harden()
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

    @override
    def stay_awake(self) -> None:
        command, wait = shutil.which("systemd-inhibit"), shutil.which("cat")
        if self._awake is None and self._booted.is_dir() and command and wait:
            # It lasts as long as `cat` waits for words, which is as long as this process lives.
            self._awake = subprocess.Popen(
                [command, *_INHIBIT, wait],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )


@contextmanager
def _server() -> Iterator[_Server | None]:
    if not os.environ.get("DISPLAY"):
        yield None
        return
    try:
        x11, ext = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXext.so.6")
    except OSError:
        yield None
        return
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if not display:
        yield None
        return
    try:
        yield _Server(x11, ext, display)
    finally:
        x11.XCloseDisplay(ctypes.c_void_p(display))


def _four(value: str) -> tuple[int, int, int, int]:
    first, second, third, fourth = (int(each) for each in value.split(" "))
    return first, second, third, fourth
