"""A hunt as `make test` runs it: the very command of `make campaign`, at its short size."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def assert_holds(name: str) -> None:
    """Run the hunts of this id and their mutants in a process of their own.

    Some have to be started with a library in front of the system's, and are killed hundreds of times.
    """
    command = [sys.executable, "-m", "tests.campaign", "--short", "--only", name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
