"""What platforms tell of themselves, read from what the real ones print."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from app.kiosk.computer.chosen import this_computer
from app.kiosk.computer.computer import Ask, Idle, Nap, Volume, ask
from app.kiosk.computer.linux import Linux
from app.kiosk.computer.windows import Windows
from app.kiosk.lockdown.linux import POWER, SAVER

MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
40 27 0:36 / /run/user rw,nosuid - tmpfs tmpfs rw,size=1G
41 27 8:17 / /srv/data\040lab rw,relatime - ext4 /dev/sdb1 rw,nobarrier
42 27 0:50 / /mnt/share rw - cifs //server/share rw,vers=3.0
malformed
43 41 8:33 / /srv/data\040lab rw,relatime - xfs /dev/sdc1 rw
"""
POWERCFG = """Power-Schema-GUID: 381b4222-f694-41f0-9685-ff5bb260df2e  (Ausbalanciert)
  Untergruppen-GUID: 238c9fa8-0aad-41ed-83f4-97be242c8f20  (Energie sparen)
    GUID-Alias: SUB_SLEEP
    Energieeinstellung-GUID: 29f6c1db-86da-48c5-9fdb-f2b67b1f44da  (Deaktivierung nach)
      GUID-Alias: STANDBYIDLE
      Mögliche Mindesteinstellung: 0x00000000
      Mögliche Maximaleinstellung: 0xffffffff
      Inkrement möglicher Einstellungen: 0x00000001
      Einheit der möglichen Einstellungen: Sekunden
    Index der aktuellen Wechselstromeinstellung: 0x{mains:08x}
    Index der aktuellen Gleichstromeinstellung: 0x000000b4
"""


def silent(_command: Sequence[str]) -> str | None:
    return None


def saying(answers: Mapping[str, str]) -> Ask:
    """A system whose programs print this, by the last word of the command."""
    return lambda command: answers.get(command[-1])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text(MOUNTS)
    (tmp_path / "proc/meminfo").write_text("MemTotal:        3882104 kB\nMemFree: 1 kB\n")
    for disk, turns, cache in (("8:1", "1", "write back"), ("8:33", "0", "write through")):
        queue = tmp_path / "sys/dev/block" / disk / "queue"
        queue.mkdir(parents=True)
        (queue / "rotational").write_text(f"{turns}\n")
        (queue / "write_cache").write_text(f"{cache}\n")
    return tmp_path


def linux(
    root: Path,
    answers: Mapping[str, str] | None = None,
    settings: Mapping[str, str] | None = None,
    desktop: str = "",
) -> Linux:
    return Linux(root, saying(answers or {}), {"XDG_CURRENT_DESKTOP": desktop}, lambda: settings or {})


def test_linux_finds_the_innermost_and_last_mount_of_a_folder(root: Path) -> None:
    computer = linux(root)
    assert computer.volume(Path("/opt/bilik")) == Volume(
        "ext4", frozenset({"rw", "relatime", "errors=remount-ro"}), turns=True
    )
    lab = computer.volume(Path("/srv/data lab/bilik"))
    assert lab is not None
    assert (lab.kind, lab.turns) == ("xfs", False)
    share = computer.volume(Path("/mnt/share"))
    assert share is not None
    assert (share.kind, share.turns) == ("cifs", None)
    assert computer.memory_bytes() == 3_882_104 * 1_024


def test_a_partition_asks_the_disk_that_it_is_on(root: Path) -> None:
    disk = root / "sys/devices/sdd"
    (disk / "sdd1").mkdir(parents=True)
    (disk / "queue").mkdir()
    (disk / "queue/rotational").write_text("1\n")
    (root / "sys/dev/block/8:49").symlink_to(disk / "sdd1")
    (root / "proc/self/mountinfo").write_text("1 0 8:49 / / rw - ext4 /dev/sdd1 rw\n")
    assert linux(root).volume(Path("/")) == Volume("ext4", frozenset({"rw"}), turns=True)


def test_a_linux_that_tells_nothing_is_not_believed_to_stay_awake(tmp_path: Path) -> None:
    computer = linux(tmp_path)
    assert computer.idle() is None
    assert computer.volume(Path("/")) is None
    assert computer.kiosks() == ()


@pytest.mark.parametrize(
    ("answers", "settings", "desktop", "idle"),
    [
        ({}, {SAVER: "600 600 1 1"}, "", (Idle(Nap.SCREEN_OFF, 600),)),
        ({}, {SAVER: "600 0 1 1", POWER: "0 300 900 1"}, "", (Idle(Nap.SCREEN_OFF, 300),)),
        ({}, {SAVER: "0 0 0 0", POWER: "300 300 900 0"}, "", ()),
        ({"IdleAction": 's "ignore"\n'}, {}, "", ()),
        (
            {"IdleAction": 's "suspend"\n', "IdleActionUSec": "t 1800000000\n"},
            {},
            "",
            (Idle(Nap.SLEEP, 1_800),),
        ),
        (
            {
                "IdleAction": 's "suspend"\n',
                "IdleActionUSec": "t 1800000000\n",
                "BlockInhibited": 's "sleep:idle:handle-lid-switch"\n',
            },
            {},
            "",
            (),
        ),
        (
            {
                "idle-delay": "uint32 300\n",
                "sleep-inactive-ac-type": "'suspend'\n",
                "sleep-inactive-ac-timeout": "1200\n",
            },
            {},
            "ubuntu:GNOME",
            (Idle(Nap.SCREEN_OFF, 300), Idle(Nap.SLEEP, 1_200)),
        ),
        (
            {
                "idle-delay": "uint32 0\n",
                "sleep-inactive-ac-type": "'nothing'\n",
                "sleep-inactive-ac-timeout": "1200\n",
            },
            {},
            "GNOME",
            (),
        ),
        ({"idle-delay": "uint32 300\n", "IdleAction": 's "lock"\n'}, {}, "KDE", ()),
    ],
)
def test_linux_says_what_happens_while_nobody_moves(
    tmp_path: Path,
    answers: Mapping[str, str],
    settings: Mapping[str, str],
    desktop: str,
    idle: tuple[Idle, ...],
) -> None:
    assert linux(tmp_path, answers, settings, desktop).idle() == idle


def test_linux_names_the_folder_of_every_kiosk(root: Path) -> None:
    for number, words in (
        ("12", ("python", "-m", "app.kiosk", "--window-process", "--data", "/srv/a", "--language", "id")),
        ("13", ("python", "-m", "app.kiosk", "--window-process", "--data", "/srv/a", "--language", "id")),
        ("14", ("bilik-kiosk", "--window-process", "--data", "/srv/b")),
        ("15", ("grep", "--data", "/srv/c")),
        ("16", ("bilik-kiosk", "--window-process", "--data")),
    ):
        (root / "proc" / number).mkdir()
        (root / "proc" / number / "cmdline").write_bytes("\0".join(words).encode())
    (root / "proc/17").mkdir()  # it has ended meanwhile
    assert linux(root).kiosks() == (Path("/srv/a"), Path("/srv/b"))


def windows(run: Ask) -> Windows:
    return Windows(lambda: 4_000_000_000, lambda _folder: "ntfs", run)


def test_windows_says_when_it_sleeps_whatever_language_it_speaks() -> None:
    answers = {
        "VIDEOIDLE": POWERCFG.format(mains=600),
        "STANDBYIDLE": POWERCFG.format(mains=0),
        "HIBERNATEIDLE": POWERCFG.format(mains=10_800),
    }
    computer = windows(saying(answers))
    assert computer.idle() == (Idle(Nap.SCREEN_OFF, 600), Idle(Nap.SLEEP, 10_800))
    assert computer.volume(Path("C:/")) == Volume("ntfs")
    assert computer.memory_bytes() == 4_000_000_000


def test_a_windows_whose_powercfg_is_locked_away_tells_nothing() -> None:
    assert windows(silent).idle() is None
    assert windows(lambda _command: "Access denied").idle() is None


def test_a_program_that_is_not_there_or_fails_is_silence() -> None:
    assert ask(("no-such-program-of-bilik",)) is None
    assert ask(("false",)) is None
    assert ask(("echo", "here")) == "here\n"


def test_this_computer_tells_what_it_knows_without_failing(tmp_path: Path) -> None:
    computer = this_computer()
    assert (computer.memory_bytes() or 0) > 100_000_000
    assert abs(computer.offset_s()) <= 14 * 3_600
    computer.volume(tmp_path)
    computer.idle()
    computer.kiosks()
