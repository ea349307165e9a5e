"""What a machine must be for a session: from what was found to a check, with what to do about it.

Pure: facts in, a `Check` out. What keeps a session from being held is WRONG: a disk that forgets, loses or
has no room. Everything else warns; a wrong clock only warns, because a sitting's time never depends on it.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from app.base.check import Check, care, good, not_tried, wrong
from app.base.clock import WIB, local_time
from app.base.sentences import Sentence
from app.kiosk.computer.computer import Idle, Nap, Screen, Volume
from app.kiosk.seat.restart import Restart, Standing
from app.seal.package import Period
from app.storage.trial import WriteTrial

MEBIBYTE = 1024 * 1024
LEAST_ROOM = 64 * MEBIBYTE  # a whole day of drafts, journal and batches takes a few
AMPLE_ROOM = 512 * MEBIBYTE  # below it, what else runs on the machine may fill the disk within a session
AMPLE_MEMORY = 3_500_000_000  # of 4 GB built in, firmware and graphics keep some
SLOW_US = 250_000  # a choice that takes longer to save is felt as a delay
SWIFT_US = 1_000  # no platter turns that fast: 7200 a minute is 8 ms a turn
SESSION_S = 3 * 3_600  # nobody may move for that long between two respondents
LEAD_DAYS = 31  # a machine is prepared in the weeks before its first session
RETEST_DAYS = 14  # a lab may have been set up anew since
LEAST_SCREEN = (1024, 768)
MOST_DRIFT_MS = 2_000
_DAY_MS = 86_400_000
_FORGETFUL = frozenset({"tmpfs", "ramfs", "squashfs", "devtmpfs", "rootfs"})
_LAYERED = frozenset({"overlay", "aufs", "unionfs"})
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "network", "fuse.sshfs", "ncpfs", "afs"})
_PLAIN = frozenset({"vfat", "msdos", "exfat", "fat32", "fat"})
_HASTY = frozenset({"nobarrier", "barrier=0", "data=writeback"})


def room(free_bytes: int) -> Check:
    """Free space where answers lie."""
    name, found = Sentence("ready.room"), Sentence("ready.room_free", {"mib": free_bytes // MEBIBYTE})
    if free_bytes < LEAST_ROOM:
        return wrong(name, found, Sentence("ready.room_full", {"mib": LEAST_ROOM // MEBIBYTE}))
    if free_bytes < AMPLE_ROOM:
        return care(name, found, Sentence("ready.room_small"))
    return good(name, found)


def writing(trial: WriteTrial, volume: Volume | None) -> Check:
    """Whether what is written reaches the disk, as far as the system tells."""
    name = Sentence("ready.writing")
    facts: dict[str, str | int] = {
        "rounds": trial.rounds,
        "longest": -(-trial.longest_us // 1_000),
        "kind": volume.kind if volume is not None else "?",
    }
    found = Sentence("ready.writing_found" if volume is not None else "ready.writing_unknown", facts)
    if trial.lost:
        lost = Sentence("ready.writing_lost", {"rounds": trial.rounds, "lost": trial.lost})
        return wrong(name, lost, Sentence("ready.other_machine"))
    if volume is not None:
        if volume.kind in _FORGETFUL:
            return wrong(name, found, Sentence("ready.writing_memory"))
        if doubt := _doubt(trial, volume):
            return care(name, found, doubt)
    if trial.middle_us > SLOW_US:
        return care(name, found, Sentence("ready.writing_slow"))
    return good(name, found)


def _doubt(trial: WriteTrial, volume: Volume) -> Sentence | None:
    """Why a write that was acknowledged may not be on the disk."""
    if volume.kind in _LAYERED:
        return Sentence("ready.writing_layered")
    if volume.kind in _REMOTE:
        return Sentence("ready.writing_remote")
    if volume.kind in _PLAIN:
        return Sentence("ready.writing_plain")
    if hasty := sorted(volume.options & _HASTY):
        return Sentence("ready.writing_hasty", {"option": hasty[0]})
    if volume.turns and trial.middle_us < SWIFT_US:
        return Sentence("ready.writing_swift")
    return None


def ballast(aboard: bool) -> Check:
    """The room put aside for finishing what is under way on a full disk."""
    name = Sentence("ready.ballast")
    if aboard:
        return good(name, Sentence("ready.ballast_aboard"))
    return wrong(name, Sentence("ready.ballast_missing"), Sentence("ready.ballast_advice"))


def restart(state: Restart | None, now_utc_ms: int, *, training: bool) -> Check:
    """Whether the machine keeps over a restart what is written; without it no real session starts."""
    name = Sentence("ready.restart")
    if state is None:
        return not_tried(name, Sentence("ready.restart_no_package"))
    if training and state.standing is Standing.UNTESTED:
        return not_tried(name, Sentence("ready.restart_training"))
    day = {"day": local_time(state.passed_utc_ms).date().isoformat()}
    words = {"words": " ".join(state.words)}
    found, advice = {
        Standing.PASSED: (Sentence("ready.restart_passed", day), Sentence("ready.restart_old")),
        Standing.WAIVED: (Sentence("ready.restart_waived"), Sentence("ready.restart_waived_advice")),
        Standing.FORGOT: (Sentence("ready.restart_forgot"), Sentence("ready.restart_forgot_advice")),
        Standing.BEGUN: (Sentence("ready.restart_words", words), Sentence("ready.restart_begun_advice")),
        Standing.KEPT: (Sentence("ready.restart_words", words), Sentence("ready.restart_kept_advice")),
        Standing.UNTESTED: (Sentence("ready.restart_untested"), Sentence("ready.restart_untested_advice")),
    }[state.standing]
    recent = now_utc_ms - state.passed_utc_ms <= RETEST_DAYS * _DAY_MS
    if state.standing is Standing.PASSED and recent:
        return good(name, found)
    return care(name, found, advice) if training or state.allows else wrong(name, found, advice)


def clock(
    now_utc_ms: int, offset_s: int, drift_ms: int, period: Period | None, latest_utc_ms: int = 0
) -> Check:
    """Whether the clock can be right. `drift_ms`: how far the two clocks went apart during the checks;
    `latest_utc_ms`: the last moment that was noted here, 0 where none is known.
    """
    name, at = Sentence("ready.clock"), local_time(now_utc_ms)
    found = Sentence("ready.clock_found", {"day": at.date().isoformat(), "time": f"{at:%H.%M}"})
    if period is not None:
        first, last = dt.date.fromisoformat(period.start), dt.date.fromisoformat(period.end)
        if not first - dt.timedelta(days=LEAD_DAYS) <= at.date() <= last:
            fields = {"start": period.start, "end": period.end}
            return care(name, found, Sentence("ready.clock_period", fields))
    if now_utc_ms < latest_utc_ms:
        before = {"day": local_time(latest_utc_ms).date().isoformat()}
        return care(name, found, Sentence("ready.clock_back", before))
    if abs(drift_ms) > MOST_DRIFT_MS:
        return care(name, found, Sentence("ready.clock_jumps"))
    if offset_s != WIB.utcoffset(None).total_seconds():
        return care(name, found, Sentence("ready.clock_zone", {"zone": _zone(offset_s)}))
    return good(name, found, Sentence("ready.clock_compare"))


def _zone(offset_s: int) -> str:
    hours, minutes = divmod(abs(offset_s) // 60, 60)
    return f"UTC{'-' if offset_s < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


def memory(total_bytes: int | None) -> Check:
    """Whether there is memory enough that nothing is put to the disk meanwhile."""
    name = Sentence("ready.memory")
    if total_bytes is None:
        return not_tried(name, Sentence("ready.not_told"))
    found = Sentence("ready.memory_found", {"mb": total_bytes // 1_000_000})
    if total_bytes < AMPLE_MEMORY:
        return care(name, found, Sentence("ready.memory_small"))
    return good(name, found)


def sleep(idle: Sequence[Idle] | None) -> Check:
    """Whether screen or machine go dark while somebody thinks, or nobody comes."""
    name = Sentence("ready.sleep")
    if idle is None:
        return not_tried(name, Sentence("ready.sleep_not_told"))
    early = sorted((each for each in idle if each.after_s < SESSION_S), key=lambda each: each.after_s)
    asleep = next((each for each in early if each.nap is Nap.SLEEP), None)
    if asleep is not None:
        minutes = {"count": -(-asleep.after_s // 60)}
        return care(name, Sentence("ready.sleep_sleeps", minutes), Sentence("ready.sleep_advice"))
    if early:
        minutes = {"count": -(-early[0].after_s // 60)}
        return care(name, Sentence("ready.sleep_dark", minutes), Sentence("ready.sleep_advice"))
    return good(name, Sentence("ready.sleep_never"))


def alone(own: Path, running: Sequence[Path] | None, *, held: bool) -> Check:
    """Whether no other kiosk runs here. `held`: another program holds this folder."""
    name = Sentence("ready.alone")
    if held:
        return care(name, Sentence("ready.alone_held"), Sentence("ready.alone_held_advice"))
    others = [each for each in running or () if each != own]
    if others:
        found = Sentence("ready.alone_other", {"folder": str(others[0])})
        return care(name, found, Sentence("ready.alone_other_advice"))
    return good(name, Sentence("ready.alone_good"))


def screens(found: Sequence[Screen] | None) -> Check:
    """Whether a page fits on the screen; the first is the one that the kiosk uses."""
    name = Sentence("ready.screen")
    if not found:
        return not_tried(name, Sentence("ready.screen_not_seen"))
    first = found[0]
    facts: dict[str, str | int] = {
        "width": first.width,
        "height": first.height,
        "scale": first.scale,
        "count": len(found),
    }
    size = Sentence("ready.screen_found", facts)
    if first.width < LEAST_SCREEN[0] or first.height < LEAST_SCREEN[1]:
        least = {"width": LEAST_SCREEN[0], "height": LEAST_SCREEN[1]}
        return care(name, size, Sentence("ready.screen_small", least))
    if len(found) > 1:
        return care(name, size, Sentence("ready.screen_many"))
    return good(name, size)
