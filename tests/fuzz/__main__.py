"""`make fuzz`: every reader for some seconds, one table, and the bytes of each fault kept."""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.readers import READERS

KEPT = Path(".stamps") / "fuzz-found"
_GRACE_S = 300  # what instrumenting and a last slow input may take
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Search; 1 when a reader met bytes that it did not expect."""
    parser = argparse.ArgumentParser("make fuzz")
    parser.add_argument("--only", choices=list(READERS), nargs="+", default=list(READERS))
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    options = parser.parse_args(arguments)
    faults = 0
    say(f"{'reader':<20}{'inputs':>12}{'places':>10}  found")
    for name in options.only:
        folder = KEPT / name
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.fuzz.one", name, str(folder), str(options.seconds)]
        done = subprocess.run(
            command, capture_output=True, timeout=options.seconds + _GRACE_S, check=False, errors="replace"
        )
        (folder / "said.txt").write_text(done.stderr + done.stdout, encoding="utf-8")
        runs, covered = _RUNS.findall(done.stderr), _COVERED.findall(done.stderr)
        found = "nothing" if done.returncode == 0 else f"a fault: see {folder}"
        faults += done.returncode != 0
        say(f"{name:<20}{(runs or ['–'])[-1]:>12}{(covered or ['–'])[-1]:>10}  {found}")
    say(f"{faults} faults in {len(options.only)} readers")
    return int(faults > 0)


def say(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
