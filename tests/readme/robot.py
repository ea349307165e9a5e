"""Somebody who has only the README: clones, does what stands there in its order, and sits at what opens."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bundle.sitting import ANSWERS
from tests.hands import Screen

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?:^    [^\n]+\n)+", re.MULTILINE)
_CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
_PIN = re.compile(r"\b\d{6}\b")


def commands(readme: str) -> list[str]:
    """The words that a person types into a shell, from the first block of the README on."""
    lines = [
        line.strip().partition("  #")[0].strip()
        for block in _BLOCK.findall(readme)
        for line in block.splitlines()
    ]
    return [line for line in lines if re.fullmatch(r"make [a-z]+", line)]


def script(readme: str, first: str) -> str:
    """The block of the README that begins so, as it would be pasted into a shell."""
    (found,) = (block for block in _BLOCK.findall(readme) if block.strip().startswith(first))
    return str(found)


def newcomer(home: Path) -> dict[str, str]:
    """Somebody's environment: a home with nothing in it, and nothing of who runs the tests."""
    home.mkdir()
    ours = ("MAKE", "MFLAGS", "PYTEST", "PYTHON", "QT_", "VIRTUAL_ENV", "XDG_", "BILIK_")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**outside, "HOME": str(home)}


def done(command: Sequence[str], checkout: Path, environment: Mapping[str, str]) -> str:
    """What a command that ends by itself writes; it must end well."""
    ended = subprocess.run(
        command,
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert ended.returncode == 0, f"{command}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def clone(folder: Path) -> Path:
    """What a newcomer has: the last commit, and nothing that git does not carry."""
    made = folder / "bilik"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(made)], check=True)  # noqa: S607
    return made


@dataclass(frozen=True, slots=True)
class Given:
    """What the training kiosk wrote on the terminal: the card's code, the proctor's PIN, the slips."""

    card: str
    pin: str
    slips: tuple[str, ...]


@contextmanager
def typed(command: str, checkout: Path, environment: Mapping[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """The command as it stands in the README, in a shell; ended with all that it started."""
    with subprocess.Popen(
        command.split(),
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, 9)


def read(process: "subprocess.Popen[str]") -> Given:
    """Read the terminal until everything that one needs has been written there."""
    assert process.stdout is not None
    pin, codes = "", list[str]()
    for line in process.stdout:
        codes += _CODE.findall(line)
        pin = pin or next(iter(_PIN.findall(line)), "")
        if pin and len(codes) > 10:
            return Given(codes[0], pin, tuple(codes[1:]))
    raise AssertionError("the terminal named no card, PIN and slips")


def sit(given: Given, screen: Screen) -> None:
    """Open the booth, begin the session, answer, seal."""
    screen.appear()
    screen.type(given.card.replace("-", ""))
    screen.press("Return", "ctrl+alt+p")
    screen.type(given.pin)
    screen.press("Return", "F4", "ctrl+l")
    screen.type(given.slips[0].replace("-", ""))
    screen.press("Return", "space", "Return")
    for keys in ANSWERS:
        screen.press(*keys, "Return")
    screen.press("Return", "Tab", "space")
