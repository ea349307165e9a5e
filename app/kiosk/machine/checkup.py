"""The self-test as a command: a line for each check, and whether something needs action."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.base.check import Check, Outcome
from app.base.clock import SystemClock
from app.base.sentences import Sentence
from app.kiosk.computer.chosen import this_computer
from app.kiosk.machine.apart import drawn
from app.kiosk.machine.readiness import Here, look_around
from app.kiosk.settings import Settings, program


def self_test(settings: Settings, tell: Callable[[Sentence | Check], None]) -> int:
    """Check everything that a session will need and tell each finding; 0 when nothing is wrong."""
    here = Here(settings.data_dir, SystemClock(), this_computer(), lambda: drawn(settings, program()))
    wrong = doubtful = 0
    for check in look_around(here):
        tell(check)
        wrong += check.outcome is Outcome.WRONG
        doubtful += check.outcome is Outcome.CARE
    if wrong:
        tell(Sentence("selftest.summary_wrong", {"count": wrong}))
        return 1
    if doubtful:
        tell(Sentence("selftest.summary_care", {"count": doubtful}))
    else:
        tell(Sentence("selftest.summary_good"))
    return 0


def self_test_nowhere(settings: Settings, tell: Callable[[Sentence | Check], None]) -> int:
    """The same where no folder was named: the disk is tried where temporary files lie."""
    with tempfile.TemporaryDirectory(prefix="bilik-") as folder:
        return self_test(replace(settings, data_dir=Path(folder)), tell)
