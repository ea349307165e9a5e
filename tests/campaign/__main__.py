"""`make campaign`: hunt, print one table, and say in the exit code whether all is as it should be."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

from tests.bench.machine import described
from tests.campaign.hunt import Hunt, Outcome
from tests.campaign.hunts import HUNTS
from tests.campaign.table import exit_code, rendered
from tests.faults.shim import settle, start_again_under
from tests.quick import quick_disk

SAID = 200  # letters of what a mutant was seen by


def main(arguments: Sequence[str] | None = None) -> int:
    """Run hunts; 1 when one found a fault or a mutant went unseen."""
    names = list(dict.fromkeys(hunt.id for hunt in HUNTS))
    parser = argparse.ArgumentParser("make campaign")
    parser.add_argument("--only", choices=names, nargs="+", default=names)
    parser.add_argument("--short", action="store_true", help="at the sizes of `make test`")
    options = parser.parse_args(arguments)
    say(f"{described()}\n")
    outcomes = [hunted(hunt, short=options.short) for hunt in HUNTS if hunt.id in options.only]
    say(f"\n{rendered(outcomes)}")
    return exit_code(outcomes)


def hunted(hunt: Hunt, *, short: bool) -> Outcome:
    """Run one hunt in a folder that is gone afterwards."""
    size = hunt.short if short else hunt.release
    begun, worked = time.monotonic(), sum(os.times()[:4])
    with tempfile.TemporaryDirectory(dir=quick_disk()) as folder:
        found = hunt.run(size, Path(folder))
    outcome = Outcome(hunt, size, found, time.monotonic() - begun, sum(os.times()[:4]) - worked)
    seen = f" ({shorten(found.faults[0], SAID)})" if hunt.mutant and found.faults else ""
    say(f"{hunt.id}, {'mutant: ' if hunt.mutant else ''}{hunt.what}: {outcome.verdict}{seen}")
    return outcome


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    start_again_under(["-m", "tests.campaign", *sys.argv[1:]])
    settle()
    sys.exit(main())
