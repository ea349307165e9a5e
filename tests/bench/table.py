"""What was measured as one table, and the verdict."""

from collections.abc import Sequence
from enum import StrEnum

from tests.bench.machine import Load
from tests.bench.measuring import Measured, Unit

HEAD = ("job", "floor", "peer", "ours", "ratio", "bar", "verdict")
_LEFT = {0, 2, 6}


class Verdict(StrEnum):
    """What a line comes to."""

    KEPT = "kept"
    BROKEN = "BROKEN"
    NOT_JUDGED = "not judged"
    SHOWN = "no bar"


def verdict(line: Measured, *, judge: bool) -> Verdict:
    """Judge one line; a count is judged on any machine."""
    if line.bar is None:
        return Verdict.SHOWN
    if not (judge or line.exact):
        return Verdict.NOT_JUDGED
    return Verdict.KEPT if line.keeps else Verdict.BROKEN


def exit_code(lines: Sequence[Measured], load: Load, *, force: bool) -> int:
    """1 when a bar is broken that may be judged, else 0."""
    judge = force or load.quiet
    return int(any(verdict(line, judge=judge) is Verdict.BROKEN for line in lines))


def rendered(lines: Sequence[Measured], load: Load, *, force: bool) -> str:
    """The table, with a sentence below it that says whether it was judged."""
    judge = force or load.quiet
    rows = [HEAD, *(_row(line, verdict(line, judge=judge)) for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    text = ["  ".join(_cell(row[at], widths[at], at) for at in range(len(HEAD))).rstrip() for row in rows]
    text.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*text, "", _said(load, force=force)])


def _said(load: Load, *, force: bool) -> str:
    if load.quiet:
        return f"Judged on a quiet machine: {load.said()}."
    if force:
        return f"Judged because it was asked for, though the machine is not quiet: {load.said()}."
    return f"Not judged, because the machine is not quiet: {load.said()}. Wait, or judge with --force."


def _row(line: Measured, said: Verdict) -> tuple[str, ...]:
    peer = "–" if line.peer is None else f"{line.peer[0]} {_figure(line.peer[1], line.unit)}"
    if line.exact:
        return (line.name, f"{line.floor:.0f}", peer, f"{line.ours:.0f}", "", "exactly", said)
    bar = "" if line.bar is None else f"{line.bar:g}×"
    floor, ours = _figure(line.floor, line.unit), _figure(line.ours, line.unit)
    return (line.name, floor, peer, ours, f"{line.ratio:.2f}×", bar, said)


def _figure(value: float, unit: Unit) -> str:
    return f"{value:.3g} {unit}" if value < 100 else f"{value:.0f} {unit}"


def _cell(text: str, width: int, at: int) -> str:
    return text.ljust(width) if at in _LEFT else text.rjust(width)
