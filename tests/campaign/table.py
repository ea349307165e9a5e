"""What the hunts found as one table, and the faults below it."""

from collections.abc import Sequence

from tests.campaign.hunt import GOOD, Outcome

HEAD = ("id", "what", "size", "expected", "found", "verdict", "time", "of it CPU")
_RIGHT = {2, 6, 7}
_SHOWN = 5  # faults of one hunt: the first ones say enough


def rendered(outcomes: Sequence[Outcome]) -> str:
    """The table, and under it what is not as it should be."""
    rows = [HEAD, *(_row(outcome) for outcome in outcomes)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = ["  ".join(_cell(row[at], widths[at], at) for at in range(len(HEAD))).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    whole, cpu = sum(each.seconds for each in outcomes), sum(each.cpu_seconds for each in outcomes)
    lines.append(f"{whole / 60:.0f} min in all, {cpu / 60:.0f} min of them CPU")
    for outcome in outcomes:
        if outcome.verdict not in GOOD:
            lines += ["", f"{outcome.hunt.id}, {outcome.hunt.what}: {outcome.verdict}"]
            lines += [f"  {fault}" for fault in outcome.found.faults[:_SHOWN]]
    return "\n".join(lines)


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """1 when a hunt found a fault, a mutant went unseen, or nothing was hunted at all."""
    return int(not outcomes or any(outcome.verdict not in GOOD for outcome in outcomes))


def _row(outcome: Outcome) -> tuple[str, ...]:
    hunt, found = outcome.hunt, outcome.found
    return (
        hunt.id,
        ("mutant: " if hunt.mutant else "") + hunt.what,
        str(outcome.size),
        hunt.expected,
        found.said or f"{len(found.faults)} faults in {found.tried}",
        outcome.verdict,
        f"{outcome.seconds:.0f} s",
        f"{outcome.cpu_seconds:.0f} s",
    )


def _cell(text: str, width: int, at: int) -> str:
    return text.rjust(width) if at in _RIGHT else text.ljust(width)
