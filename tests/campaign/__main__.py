"""`make campaign`: hunt, print one table, keep it, and say in the exit code whether all is as it should be.

It takes hours: what was hunted in the same commit before an interruption is not hunted again.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

from tests.bench.machine import described
from tests.campaign.diary import Diary, committed_code
from tests.campaign.hunt import Hunt, Outcome
from tests.campaign.hunts import HUNTS
from tests.campaign.table import exit_code, rendered
from tests.faults.shim import settle, start_again_under
from tests.quick import quick_disk

KEPT = Path(".campaign")
SAID = 200  # letters of what a mutant was seen by


def main(arguments: Sequence[str] | None = None) -> int:
    """Run hunts; 1 when one found a fault or a mutant went unseen."""
    names = list(dict.fromkeys(hunt.id for hunt in HUNTS))
    parser = argparse.ArgumentParser("make campaign")
    parser.add_argument("--only", choices=names, nargs="+", default=names)
    parser.add_argument("--short", action="store_true", help="at the sizes of `make test`")
    parser.add_argument("--anew", action="store_true", help="also what was hunted in this commit before")
    options = parser.parse_args(arguments)
    code = "" if options.short else committed_code()  # the short sizes are part of `make test`
    title = f"{described()}, {f'commit {code}' if code else 'nothing kept'}"
    say(f"{title}\n")
    diary = Diary(KEPT / "outcomes.jsonl", code, anew=options.anew)
    hunts = [hunt for hunt in HUNTS if hunt.id in options.only]
    outcomes = [hunted(hunt, diary, short=options.short) for hunt in hunts]
    table = rendered(outcomes)
    say(f"\n{table}")
    if not options.short:
        KEPT.mkdir(exist_ok=True)
        (KEPT / "report.txt").write_text(f"{title}\n\n{table}\n", "utf-8")
    return exit_code(outcomes)


def hunted(hunt: Hunt, diary: Diary, *, short: bool) -> Outcome:
    """What came of a hunt before, or else comes of it now, in a folder that is gone afterwards."""
    size = hunt.short if short else hunt.release
    outcome = before = diary.known(hunt, size)
    if outcome is None:
        begun, worked = time.monotonic(), sum(os.times()[:4])
        with tempfile.TemporaryDirectory(dir=quick_disk()) as folder:
            found = hunt.run(size, Path(folder))
        outcome = Outcome(hunt, size, found, time.monotonic() - begun, sum(os.times()[:4]) - worked)
        diary.write(outcome)
    seen = f" ({shorten(outcome.found.faults[0], SAID)})" if hunt.mutant and outcome.found.faults else ""
    when = ", before" if before else ""
    say(f"{hunt.id}, {'mutant: ' if hunt.mutant else ''}{hunt.what}: {outcome.verdict}{seen}{when}")
    return outcome


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    start_again_under(["-m", "tests.campaign", *sys.argv[1:]])
    settle()
    sys.exit(main())
