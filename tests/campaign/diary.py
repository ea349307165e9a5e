"""What was found so far in this very code: hours of hunting outlive an interruption.

One line of JSON for each outcome. A line of another commit counts for nothing, and neither does one that was
cut off; code with changes that are not committed is written down under no name, so it is always hunted anew.
"""

import json
import subprocess
from dataclasses import asdict
from pathlib import Path

from tests.campaign.hunt import Found, Hunt, Outcome

Key = tuple[str, str, bool, int]


class Diary:
    """The outcomes of `code` in a file; `anew`: nothing that was found before counts."""

    def __init__(self, file: Path, code: str, *, anew: bool = False) -> None:
        self._file = file
        self._code = code
        self._known: dict[Key, tuple[Found, float, float]] = {}
        if code and not anew and file.exists():
            for line in file.read_text("utf-8").splitlines():
                self._read(line)

    def known(self, hunt: Hunt, size: int) -> Outcome | None:
        """What came of this hunt at this size."""
        found = self._known.get(_key(hunt, size))
        return Outcome(hunt, size, *found) if found else None

    def write(self, outcome: Outcome) -> None:
        """Keep an outcome."""
        if not self._code:
            return
        line = {
            "code": self._code,
            "hunt": _key(outcome.hunt, outcome.size),
            "found": asdict(outcome.found),
            "seconds": outcome.seconds,
            "cpu_seconds": outcome.cpu_seconds,
        }
        self._file.parent.mkdir(exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps(line))  # begins a line: the one before may have been cut off

    def _read(self, line: str) -> None:
        try:
            kept = json.loads(line)
        except ValueError:
            return
        if kept["code"] == self._code:
            name, what, mutant, size = kept["hunt"]
            found = Found(**kept["found"])
            self._known[name, what, mutant, size] = (found, kept["seconds"], kept["cpu_seconds"])


def committed_code() -> str:
    """The commit that is checked out; empty where files differ from it, or no git knows."""
    told = ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        said = subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return "" if said.endswith("-dirty") else said


def _key(hunt: Hunt, size: int) -> Key:
    return hunt.id, hunt.what, hunt.mutant, size
