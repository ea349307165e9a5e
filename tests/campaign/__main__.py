"""`make campaign`: the hunts at full length; prints what came of them."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.machine import described
from tests.campaign.soak import Plan, soak


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the soak; 1 when a promise was broken."""
    parser = argparse.ArgumentParser("make campaign")
    parser.add_argument("--sittings", type=int, default=600)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=time.time_ns() // 1_000_000_000)
    options = parser.parse_args(arguments)
    plan = Plan(options.sittings, options.items, options.kills, options.seed)
    say(described())
    say(f"soak: {plan.sittings} sittings of {plan.items} items, {plan.kills} kills; --seed {plan.seed}")
    with tempfile.TemporaryDirectory() as folder:
        outcome = soak(plan, Path(folder), say)
    rows = list(outcome.rows())
    width = max(len(name) for name, _ in rows)
    say("\n".join(["", *(f"{name.ljust(width)}  {value}" for name, value in rows)]))
    return int(bool(outcome.problems))


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
