"""Windows: powercfg for sleep, kernel32 for memory and the volume."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from typing_extensions import override

from app.kiosk.computer.computer import Ask, Idle, Nap, Volume, ask
from app.kiosk.computer.elsewhere import Elsewhere

# Aliases that powercfg takes in every language of Windows; `powercfg /aliases` lists them.
_PLANS = (
    (Nap.SCREEN_OFF, "SUB_VIDEO", "VIDEOIDLE"),
    (Nap.SLEEP, "SUB_SLEEP", "STANDBYIDLE"),
    (Nap.SLEEP, "SUB_SLEEP", "HIBERNATEIDLE"),
)
_INDEX = re.compile(r"0x([0-9a-fA-F]{8})")


class Windows(Elsewhere):
    """What an account without special rights may ask. `memory` and `kind` are calls of kernel32."""

    def __init__(
        self, memory: Callable[[], int | None], kind: Callable[[Path], str | None], run: Ask = ask
    ) -> None:
        self._memory = memory
        self._kind = kind
        self._ask = run

    @override
    def memory_bytes(self) -> int | None:
        return self._memory()

    @override
    def volume(self, folder: Path) -> Volume | None:
        kind = self._kind(folder)
        return None if kind is None else Volume(kind)

    @override
    def idle(self) -> tuple[Idle, ...] | None:
        """The plan in use, on mains: the words around the numbers are in the system's language.

        The last two numbers of each answer are the seconds on mains and on battery; 0 is never.
        """
        found = []
        for nap, group, setting in _PLANS:
            said = self._ask(("powercfg", "/query", "SCHEME_CURRENT", group, setting))
            if said is None:
                continue
            numbers = [int(each, 16) for each in _INDEX.findall(said)]
            if len(numbers) >= 2:
                found.append(Idle(nap, numbers[-2]))
        return tuple(each for each in found if each.after_s) if found else None


if sys.platform == "win32":
    import ctypes

    class _MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("rest", ctypes.c_uint64 * 6),
        )

    def memory_of_kernel() -> int | None:
        """What GlobalMemoryStatusEx says."""
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        return status.total if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else None

    def kind_of_volume(folder: Path) -> str | None:
        """The file system's name; for a drive of the network, `network`."""
        root = folder.absolute().anchor
        if ctypes.windll.kernel32.GetDriveTypeW(root) == 4:  # DRIVE_REMOTE
            return "network"
        name = ctypes.create_unicode_buffer(64)
        told = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, 64)
        return name.value.lower() if told else None
