"""What a process of its own has found about drawing.

A graphics driver that is broken takes that process down, and here only a sentence appears.
"""

import os
import subprocess
from collections.abc import Sequence

from app.base.check import Check, Outcome
from app.base.errors import Integrity
from app.base.sentences import Sentence
from app.kiosk.machine.check import read_checks
from app.kiosk.settings import Settings

_DRAWING_S = 120  # a slow disk under a cold start; a machine that needs longer shows no window either
_NO_CODE = 0  # it was not the program that ended, but our patience


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
