"""One respondent at the built kiosk, from the card to the stick: a keyboard and a screen, nothing else."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.demo.training import TrainingKiosk
from tests.hands import Screen

ANSWERS = (("4",), ("1",), ("1", "2"), ("3", "Down", "3", "Down", "3"), ("5",))
"""The keys for the five practice questions: a scale, one choice, several, a table, a number."""


@contextmanager
def running(command: Sequence[str], data_dir: Path, screen: Screen) -> Iterator["subprocess.Popen[bytes]"]:
    """The kiosk as it is started at a lab PC, over the whole screen; ended whatever happens."""
    with subprocess.Popen(
        [*command, "--data", str(data_dir)], env={**os.environ, **screen.display}
    ) as keeper:
        try:
            yield keeper
        finally:
            keeper.kill()


def sit(kiosk: TrainingKiosk, screen: Screen) -> None:
    """Open the booth, start the session, answer everything, and seal."""
    screen.appear()
    screen.type(kiosk.card_code.replace("-", ""))
    screen.press("Return", "ctrl+alt+p")
    screen.type(kiosk.pin)
    screen.press("Return", "F4", "ctrl+l")
    screen.type(kiosk.codes[0].replace("-", ""))
    screen.press("Return", "space", "Return")  # the code, the consent, the beginning
    for keys in ANSWERS:
        screen.press(*keys, "Return")
    screen.press("Return", "Tab", "space")  # seal and send; yes, seal it


def display_of(environment: Mapping[str, str]) -> Screen:
    """Hands and eyes on a virtual screen."""
    return Screen(environment, Path(environment["FRAMEBUFFER"]))
