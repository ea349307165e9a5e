"""The self-test as a command: a line for each check, and whether something needs action.

The checks that draw run in a process of their own: a graphics driver that is broken takes that process down,
and here only a sentence appears.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from app.base.errors import Integrity
from app.base.sentences import Sentence
from app.kiosk.selftest import Check, Outcome, examine, read_checks
from app.kiosk.settings import Settings, program

_DRAWING_S = 120  # a slow disk under a cold start; a machine that needs longer shows no window either
_NO_CODE = 0  # it was not the program that ended, but our patience


def self_test(settings: Settings, tell: Callable[[Sentence | Check], None]) -> int:
    """Check everything that a sitting will need and tell each finding; 0 when nothing needs action."""
    wrong = 0
    for check in chain(examine(settings.data_dir), drawn(settings, program())):
        tell(check)
        wrong += check.outcome is Outcome.WRONG
    if wrong:
        tell(Sentence("selftest.summary_wrong", {"count": wrong}))
        return 1
    tell(Sentence("selftest.summary_good"))
    return 0


def self_test_nowhere(settings: Settings, tell: Callable[[Sentence | Check], None]) -> int:
    """The same where no folder was named: the disk is tried where temporary files lie."""
    with tempfile.TemporaryDirectory(prefix="bilik-") as folder:
        return self_test(replace(settings, data_dir=Path(folder)), tell)


def drawn(settings: Settings, command: Sequence[str]) -> Sequence[Check]:
    """What the process that draws has found, or that it could not."""
    code = _NO_CODE
    try:
        done = subprocess.run(
            [*command, "--draw-process", *settings.arguments()],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_DRAWING_S,
            check=False,
        )
        code = done.returncode
        return read_checks(done.stdout)
    except (OSError, subprocess.TimeoutExpired, Integrity):
        found = Sentence("selftest.screen_fails", {"code": code})
        return (Check(Sentence("selftest.page"), Outcome.WRONG, (found,)),)
