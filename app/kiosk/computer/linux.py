"""Linux: /proc and /sys for the disk and the programs; the X server, GNOME and logind for sleep."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from typing_extensions import override

from app.kiosk.computer.computer import Ask, Idle, Nap, Volume, ask
from app.kiosk.computer.elsewhere import Elsewhere
from app.kiosk.lockdown.linux import POWER, SAVER
from app.kiosk.lockdown.linux import Linux as Server

_ESCAPED = re.compile(r"\\([0-7]{3})")  # how mountinfo writes blanks
_BUS = ("busctl", "--system", "get-property", "org.freedesktop.login1", "/org/freedesktop/login1")
_MANAGER = "org.freedesktop.login1.Manager"
_POWER = "org.gnome.settings-daemon.plugins.power"
_SESSION = "org.gnome.desktop.session"
_WINDOW = b"--window-process"  # what a keeper gives to each of its windows
_DATA = b"--data"


class Linux(Elsewhere):
    """What a Linux machine tells.

    `root` is where /proc and /sys hang, `environment` names the desktop, `settings` are the X server's.
    """

    def __init__(
        self,
        root: Path = Path("/"),
        run: Ask = ask,
        environment: Mapping[str, str] = os.environ,
        settings: Callable[[], Mapping[str, str]] = lambda: Server().settings(),
    ) -> None:
        self._root = root
        self._ask = run
        self._environment = environment
        self._settings = settings

    @override
    def memory_bytes(self) -> int | None:
        for line in self._read("proc/meminfo").splitlines():
            name, _, rest = line.partition(":")
            if name == "MemTotal" and (kib := _number(rest.split()[0])) is not None:
                return kib * 1024
        return None

    # --- the disk -------------------------------------------------------------------------------------

    @override
    def volume(self, folder: Path) -> Volume | None:
        where = folder.resolve()
        best: tuple[int, Volume] | None = None
        for line in self._read("proc/self/mountinfo").splitlines():
            before, _, after = line.partition(" - ")
            fields, beyond = before.split(" "), after.split(" ")
            if len(fields) < 6 or len(beyond) < 3:
                continue
            point = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[4]))
            depth = len(point.parts)
            if where.is_relative_to(point) and (best is None or depth >= best[0]):
                options = frozenset((*fields[5].split(","), *beyond[2].split(",")))
                best = depth, Volume(beyond[0], options, self._turns(fields[2]))
        return None if best is None else best[1]

    def _turns(self, numbers: str) -> bool | None:
        """Whether a disk turns; a partition asks the disk that it is on."""
        below = self._root / "sys/dev/block" / numbers
        for folder in (below, (below / "..")):
            if turns := self._read(folder / "queue/rotational").strip():
                return turns == "1"
        return None

    # --- sleep ----------------------------------------------------------------------------------------

    @override
    def idle(self) -> tuple[Idle, ...] | None:
        """The X server's blanking, GNOME's and logind's plans; what an inhibitor blocks does not happen."""
        held = self._property("BlockInhibited")
        screen, gnome = self._screen(), self._gnome()
        action = self._property("IdleAction")
        if held is None and screen is None and gnome is None and action is None:
            return None
        blocked = set(_quoted(held or "").split(":"))
        found = [*(screen or ()), *(gnome or ())]
        if action is not None and _quoted(action) not in {"", "ignore", "lock"}:
            after = _number((self._property("IdleActionUSec") or "").rpartition(" ")[2].strip())
            found.append(Idle(Nap.SLEEP, (after or 0) // 1_000_000))
        if "sleep" in blocked:
            found = [each for each in found if each.nap is not Nap.SLEEP]
        return tuple(found)

    def _screen(self) -> tuple[Idle, ...] | None:
        """When the X server darkens the screen: its saver's time, or the first of its power saving."""
        said = self._settings()
        if not said:
            return None
        times = [int(each) for each in said.get(SAVER, "0").split(" ")[:1]]
        *saving, on = (int(each) for each in said.get(POWER, "0 0").split(" "))
        times += saving if on else ()
        first = min((each for each in times if each), default=0)
        return (Idle(Nap.SCREEN_OFF, first),) if first else ()

    def _gnome(self) -> tuple[Idle, ...] | None:
        """Only where GNOME runs: its settings say nothing about other desktops."""
        if "GNOME" not in self._environment.get("XDG_CURRENT_DESKTOP", "").upper():
            return None
        blank = self._setting(_SESSION, "idle-delay")
        kind, after = self._setting(_POWER, "sleep-inactive-ac-type"), None
        if kind is not None and kind.strip("'") not in {"nothing", "blank"}:
            after = self._setting(_POWER, "sleep-inactive-ac-timeout")
        naps = ((Nap.SCREEN_OFF, _number(blank)), (Nap.SLEEP, _number(after)))
        return tuple(Idle(nap, seconds) for nap, seconds in naps if seconds)

    def _setting(self, schema: str, key: str) -> str | None:
        said = self._ask(("gsettings", "get", schema, key))
        return None if said is None else said.strip().removeprefix("uint32 ")

    def _property(self, name: str) -> str | None:
        return self._ask((*_BUS, _MANAGER, name))

    # --- programs -------------------------------------------------------------------------------------

    @override
    def kiosks(self) -> tuple[Path, ...] | None:
        """The folder of every keeper's windows; what belongs to other accounts may be hidden from us."""
        return tuple(sorted(set(self._folders())))

    def _folders(self) -> Iterator[Path]:
        for process in (self._root / "proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:  # it has ended meanwhile
                continue
            if _WINDOW in words and _DATA in words[:-1]:
                yield Path(os.fsdecode(words[words.index(_DATA) + 1]))

    def _read(self, path: str | Path) -> str:
        try:
            return (self._root / path).read_text("utf-8", "replace")
        except OSError:
            return ""


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and text.isascii() else None


def _quoted(said: str) -> str:
    """What stands between the quotes in an answer of busctl: `s "ignore"`."""
    found = re.search(r'"([^"]*)"', said)
    return found[1] if found else ""
