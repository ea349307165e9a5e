"""Letting go of a stick, so that it can be pulled out: one way per platform, behind one function.

A stick whose files were synced and read back loses nothing when it is pulled. Ejecting is for the file
system's own sake and for the person's peace of mind, so that what the system does not allow is no failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

_PATIENCE_S = 30  # a slow stick still writes its tables


class Ejected(Enum):
    """What became of it."""

    OUT = auto()  # the system has let go of it
    SYNCED = auto()  # it is still mounted; everything is written


Run = Callable[[Sequence[str]], bool]
"""Runs a command; whether it said that it succeeded."""


def run(command: Sequence[str]) -> bool:
    """Run a command that needs no words; a missing or slow one did not succeed."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def eject(folder: Path, execute: Run = run) -> Ejected:
    """Write out everything, and let the system go of the volume mounted at `folder` where it allows that."""
    if sys.platform == "win32":  # whatever was written has been flushed; the person pulls it out
        return Ejected.SYNCED
    os.sync()
    if not os.path.ismount(folder):  # a folder of the network, or of this computer: nothing to pull out
        return Ejected.SYNCED
    return Ejected.OUT if any(execute(command) for command in _commands(folder)) else Ejected.SYNCED


def _commands(folder: Path) -> Sequence[Sequence[str]]:
    device = _device(folder)
    commands: list[Sequence[str]] = []
    if sys.platform == "darwin":
        commands.append(["diskutil", "eject", str(folder)])
    if device and shutil.which("udisksctl"):
        commands.append(["udisksctl", "unmount", "--no-user-interaction", "-b", device])
    if shutil.which("umount"):
        commands.append(["umount", "--", str(folder)])
    return commands


def _device(folder: Path) -> str:
    """The block device behind a mount point; empty where the system does not say."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""
    for line in mounts.splitlines():
        device, where, *_ = [*line.split(" "), "", ""]
        if where.replace("\\040", " ") == str(folder) and device.startswith("/dev/"):
            return device
    return ""
